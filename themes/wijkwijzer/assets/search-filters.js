// Narrowing down: how many pages have each value of a facet, and the boxes by which a visitor chooses. It is loaded
// when the filters are first opened, or when there is a choice in the address. What it adds to the core knows no
// document, and runs under Node too.
(function (root) {
  'use strict';

  var core = root.wijkzoekCore, FEW = 8;

  // ---- For the core

  core.readFacet = function (text) {
    return text ? text.split('\u001e').map(function (line) {
      var at = line.indexOf('\t'), reader = new core.Reader(line), pages = [], next = 0;
      for (reader.at = at + 1; reader.at < line.length; next = pages[pages.length - 1] + 1) pages.push(next + reader.number());
      return { label: line.slice(0, at), pages: pages };
    }) : [];
  };

  /**
   * Of the pages that were found (null: nothing was asked) those that have a chosen value of each facet; and, when
   * 'options.facets', how many pages each value of a facet has among those that fit the choices of the other facets.
   * 'get' gives a facet by its number, and nothing while its file is missing.
   */
  core.narrow = function (manifest, get, found, options) {
    var chosen = options.chosen || {}, counts = options.facets, all = found || [], narrowing = false;
    function isChosen(f) { return chosen[f] && chosen[f].length > 0; }
    var lists = manifest.facets.map(function (name, f) {
      narrowing = narrowing || isChosen(f);
      return name !== null && (counts || isChosen(f)) ? get(f) : null;
    });
    if (!found) for (var page = 0; page < manifest.pages; page++) all.push({ page: page, score: 0 });
    // What stands in the way of a page: nothing (0), one facet (its index and one), or more (-1).
    var against = new Map();
    all.forEach(function (r) { against.set(r.page, 0); });
    lists.forEach(function (list, f) {
      if (!list || !isChosen(f)) return;
      var fit = new Set();
      list.forEach(function (v) {
        if (chosen[f].indexOf(v.label) >= 0) v.pages.forEach(function (page) { fit.add(page); });
      });
      against.forEach(function (a, page) { if (!fit.has(page)) against.set(page, a ? -1 : f + 1); });
    });
    function count(list, f) {
      return { name: manifest.facets[f], values: list.map(function (v) {
        return { label: v.label, count: v.pages.filter(function (page) { var a = against.get(page); return a === 0 || a === f + 1; }).length };
      }) };
    }
    return {
      ranked: found || narrowing ? all.filter(function (r) { return !against.get(r.page); }) : [],
      facets: counts ? lists.map(function (list, f) { return list && count(list, f); }) : undefined,
    };
  };

  // ---- For the search page

  /** The filters of 'page'. 'changed' is called when a visitor chooses, 'update' when there is more to show. */
  root.wijkzoekFilters = function (page, client, manifest, changed, update) {
    var make = client.make, texts = page.querySelector('.search-filters').dataset, groups = page.querySelector('.search-groups');
    var chosen = {}, boxes = [], shape, names = manifest.facets.map(named);

    /** How the address calls a facet: 'kind', 'themas'. */
    function named(name, f) {
      name = f && name ? core.hyphenated(name) : 'kind';
      return f && (name === 'kind' || name === 'q') ? name + f : name;
    }

    /** The boxes, made anew when an index came with other values. */
    function build(facets) {
      var now = JSON.stringify(facets.map(function (facet) { return facet && [facet.name].concat(facet.values.map(function (v) { return v.label; })); }));
      if (now === shape) return;
      shape = now;
      boxes = [];
      groups.replaceChildren();
      names = facets.map(function (facet, f) { return named(facet && facet.name, f); });
      facets.forEach(function (facet, f) { if (facet) add(facet, f); });
    }

    function add(facet, f) {
      var group = make('fieldset', '', groups), ul, filter;
      make('legend', facet.name || texts.kind, group);
      ul = make('ul', '', group);
      filter = { facet: f, group: group, more: make('button', texts.more, group), values: facet.values.map(function (value) {
        var li = make('li', '', ul), label = make('label', '', li), box = make('input', '', label);
        box.type = 'checkbox';
        label.append(' ' + value.label + ' ');
        box.onchange = function () {
          chosen[f] = filter.values.filter(function (v) { return v.box.checked; }).map(function (v) { return v.label; });
          changed();
        };
        var number = make('span', '', label);
        number.className = 'count';
        return { label: value.label, li: li, box: box, count: number };
      }) };
      filter.more.type = 'button';
      filter.more.className = 'link-button';
      filter.more.onclick = function () {
        filter.all = true;
        update();
        filter.values[0].box.focus();
      };
      boxes.push(filter);
    }

    return {
      /** Labels by index of their facet. */
      chosen: function () { return chosen; },

      count: function () {
        return Object.keys(chosen).reduce(function (n, f) { return n + chosen[f].length; }, 0);
      },

      clear: function () { chosen = {}; },

      read: function (address) {
        chosen = {};
        names.forEach(function (name, f) {
          var labels = address.getAll(name);
          if (labels.length) chosen[f] = labels;
        });
      },

      write: function (address) {
        Object.keys(chosen).forEach(function (f) { chosen[f].forEach(function (label) { address.append(names[f], label); }); });
      },

      /** Shows what the core has counted, if it has. */
      show: function (facets) {
        if (!facets) return;
        build(facets);
        boxes.forEach(function (filter) {
          var left = 0;
          filter.values.forEach(function (value, i) {
            var n = facets[filter.facet].values[i].count, checked = (chosen[filter.facet] || []).indexOf(value.label) >= 0;
            value.box.checked = checked;
            value.count.textContent = client.counted(page, n, '{n}', '{n}');
            value.li.hidden = !checked && (!n || !filter.all && ++left > FEW);
          });
          filter.more.hidden = left <= FEW;
          filter.group.hidden = filter.values.every(function (value) { return value.li.hidden; });
        });
      },
    };
  };
})(typeof globalThis === 'object' ? globalThis : window);
