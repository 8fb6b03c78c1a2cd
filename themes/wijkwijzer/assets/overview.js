// The overview of a kind: narrows it by facets and words, counts, sorts, shows cards or a table, and gives
// what is shown as CSV. The data (docs/overview-data.md) is a script beside the page, asked for when a
// visitor first touches a control or the address holds a choice. Without this script the page is the full
// list, a number at a time, with links to the pages of terms.
(function () {
  'use strict';

  var VERSION = 1, SHOWN = 24, AT_ONCE = 6, ROOT = '\u0001';
  var OWN = { q: 1, sort: 1, view: 1 };

  /** Makes an element: its class, and texts and elements in it. */
  function make(name, className) {
    var element = document.createElement(name);
    if (className) element.className = className;
    for (var i = 2; i < arguments.length; i += 1) element.append(arguments[i]);
    return element;
  }

  function button(className, press) {
    var element = make.apply(null, ['button', className].concat([].slice.call(arguments, 2)));
    element.type = 'button';
    element.addEventListener('click', press);
    return element;
  }

  /** Without capitals and accents. */
  function fold(text) {
    text = text.toLowerCase();
    return /[^\x00-\x7f]/.test(text) ? text.normalize('NFD').replace(/\p{M}/gu, '') : text;
  }

  function escaped(text) {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
  }

  /** Lists of numbers, `0 2,1,,3`: those of item i are of[start[i]] up to of[start[i + 1]]. */
  function lists(text, n) {
    var start = new Int32Array(n + 1), of = [], number = -1, item = 0;
    for (var i = 0; i <= text.length; i += 1) {
      var code = i < text.length ? text.charCodeAt(i) : 44;
      if (code >= 48 && code < 58) {
        number = (number < 0 ? 0 : number * 10) + code - 48;
        continue;
      }
      if (number >= 0) of.push(number);
      number = -1;
      if (code === 44 && item < n) start[item += 1] = of.length;
    }
    return { start: start, of: Int32Array.from(of) };
  }

  /** With the broader values of each value. */
  function widened(rows, broader, n) {
    var start = new Int32Array(n + 1), of = [];
    for (var i = 0; i < n; i += 1) {
      for (var k = rows.start[i]; k < rows.start[i + 1]; k += 1) {
        for (var v = rows.of[k], up = 0; v >= 0 && up < 50; v = broader[v], up += 1) {
          if (of.indexOf(v, start[i]) < 0) of.push(v);
        }
      }
      start[i + 1] = of.length;
    }
    return { start: start, of: Int32Array.from(of) };
  }

  /** The items of an overview and how they are chosen from. Knows no page. */
  function Items(data) {
    var n = data.titles.length, cards = lists(data.cards, n), texts = [], asked = null;
    var days = null, newest = null, alphabet = null;
    var columns = data.columns.map(function (column) {
      var rows = lists(column.rows, n);
      return {
        name: column.name, label: column.label, facet: column.facet, table: column.table, dates: column.dates,
        values: column.values, keys: column.keys, rows: rows,
        all: column.broader ? widened(rows, column.broader, n) : rows
      };
    });
    var facets = columns.filter(function (column) { return column.facet; });

    /** Title and summary of an item, to look through. */
    function textOf(i) {
      return texts[i] === undefined ? texts[i] = fold(data.titles[i] + ' ' + data.summaries[i]) : texts[i];
    }

    /** Which values of each column have this in them; nothing for a column without. */
    function valuesWith(part) {
      return columns.map(function (column) {
        column.folded = column.folded || column.values.map(fold);
        var on = Uint8Array.from(column.folded, function (value) { return value.indexOf(part) >= 0; });
        return on.indexOf(1) < 0 ? null : on;
      });
    }

    /** For each item whether it has all that was asked; nothing when nothing was. Who goes on typing looks only through what is left. */
    function having(query) {
      query = fold(query);
      var parts = query.split(/\s+/).filter(Boolean);
      if (!parts.length) return null;
      if (asked && asked.query === query) return asked.has;
      var has = asked && query.indexOf(asked.query) === 0 ? asked.has.slice() : new Uint8Array(n).fill(1);
      parts.forEach(function (part) {
        var on = valuesWith(part);
        for (var i = 0; i < n; i += 1) if (has[i] && !inValues(on, i) && textOf(i).indexOf(part) < 0) has[i] = 0;
      });
      asked = { query: query, has: has };
      return has;
    }

    function inValues(on, i) {
      for (var c = 0; c < columns.length; c += 1) {
        if (!on[c]) continue;
        var rows = columns[c].rows;
        for (var k = rows.start[i]; k < rows.start[i + 1]; k += 1) if (on[c][rows.of[k]]) return true;
      }
      return false;
    }

    function order(sort) {
      if (sort === 'title' && data.alphabet) return (alphabet = alphabet || lists(data.alphabet, n)).of;
      if (sort === 'new' && data.dates) {
        if (!newest) {
          days = days || lists(data.dates, n);
          var number = Int32Array.from({ length: n }, function (_, i) { return days.start[i] < days.start[i + 1] ? days.of[days.start[i]] : 0; });
          newest = Int32Array.from({ length: n }, function (_, i) { return i; }).sort(function (a, b) { return number[b] - number[a] || a - b; });
        }
        return newest;
      }
      return null;
    }

    /**
     * What a choice leaves: `items` in order; for each facet `counts` by value, as if nothing were chosen in it;
     * `without`, how many there would be without the choice in a facet (the last: without the words).
     */
    function chosen(choice) {
      var wrong = new Uint8Array(n), by = new Uint8Array(n), i, k;
      facets.forEach(function (facet, f) {
        var keys = choice.values[facet.name] || [], on = new Uint8Array(facet.values.length), any = false;
        keys.forEach(function (key) {
          var v = facet.keys.indexOf(key);
          if (v >= 0) any = on[v] = 1;
        });
        if (!any) return;
        var start = facet.all.start, of = facet.all.of;
        for (i = 0; i < n; i += 1) {
          for (k = start[i]; k < start[i + 1] && !on[of[k]]; k += 1);
          if (k === start[i + 1]) { wrong[i] += 1; by[i] = f; }
        }
      });
      var has = having(choice.q);
      if (has) for (i = 0; i < n; i += 1) if (!has[i]) { wrong[i] += 1; by[i] = facets.length; }
      var counts = facets.map(function (facet, f) {
        var counts = new Int32Array(facet.values.length), start = facet.all.start, of = facet.all.of;
        for (i = 0; i < n; i += 1) {
          if (wrong[i] === 0 || (wrong[i] === 1 && by[i] === f)) for (k = start[i]; k < start[i + 1]; k += 1) counts[of[k]] += 1;
        }
        return counts;
      });
      var without = new Int32Array(facets.length + 1), items = [], sorted = order(choice.sort);
      for (i = 0; i < n; i += 1) {
        if (wrong[i] === 1) without[by[i]] += 1;
        k = sorted ? sorted[i] : i;
        if (wrong[k] === 0) items.push(k);
      }
      return { items: items, counts: counts, without: without };
    }

    /** The address of an item, relative to the root of the site. */
    function address(i) {
      var text = data.addresses[i];
      return text.charAt(0) === '/' ? text.slice(1) : data.folder + text;
    }

    /** The card of an item, as the theme rendered it. */
    function card(i, root) {
      var at = cards.start[i], shape = data.shapes[cards.of[at]], html = shape[1][0];
      for (var s = 0; s < shape[0].length; s += 1) {
        var slot = shape[0].charAt(s);
        html += slot === 't' ? escaped(data.titles[i]) : slot === 's' ? escaped(data.summaries[i])
          : slot === 'a' ? ROOT + address(i) : data.values[cards.of[at += 1]];
        html += shape[1][s + 1];
      }
      return html.replace(/[\x01\x05]/g, root);
    }

    /** `30 september 2026, 10:00 uur` for `2026-09-30 10:00`. */
    function moment(text) {
      var day = +text.slice(8, 10) + ' ' + data.texts.months[text.slice(5, 7) - 1] + ' ' + text.slice(0, 4);
      return text.length > 10 ? data.texts.date_time.replace('{date}', day).replace('{time}', text.slice(11)) : day;
    }

    /** The day of an item, `2026-09-30`, or nothing. */
    function day(i) {
      days = days || lists(data.dates, n);
      if (days.start[i] === days.start[i + 1]) return '';
      var number = String(days.of[days.start[i]]);
      return number.slice(0, 4) + '-' + number.slice(4, 6) + '-' + number.slice(6);
    }

    /** The values of an item in a column, as they are written. */
    function values(column, i) {
      return Array.from(column.rows.of.subarray(column.rows.start[i], column.rows.start[i + 1]), function (v) { return column.values[v]; });
    }

    /** Items as CSV: the columns of the table by their names, as in the file of the whole. */
    function csv(items) {
      var table = columns.filter(function (column) { return column.table; });
      function line(cells) {
        return cells.map(function (cell) {
          // A spreadsheet would take it for a formula.
          if (/^[=+@\t\r\n]/.test(cell) || (/^-/.test(cell) && isNaN(cell))) cell = "'" + cell;
          return /[",\r\n]/.test(cell) ? '"' + cell.replace(/"/g, '""') + '"' : cell;
        }).join(',') + '\r\n';
      }
      var head = ['title', 'url', 'summary', 'date'].concat(table.map(function (column) { return column.name; }));
      return '\ufeff' + line(head) + items.map(function (i) {
        return line([data.titles[i], data.base + address(i), data.summaries[i], day(i)]
          .concat(table.map(function (column) { return values(column, i).join(', '); })));
      }).join('');
    }

    this.n = n;
    this.title = function (i) { return data.titles[i]; };
    this.facets = facets;
    this.columns = columns;
    this.chosen = chosen;
    this.card = card;
    this.address = address;
    this.values = values;
    this.moment = moment;
    this.day = day;
    this.csv = csv;
    this.hasDates = Boolean(data.dates);
    /** Makes the texts of all items ready, a part at a time, before somebody asks. */
    this.warm = function (from) {
      for (var i = from; i < Math.min(from + 1000, n); i += 1) textOf(i);
      if (from + 1000 < n) setTimeout(this.warm.bind(this, from + 1000), 10);
    };
  }

  function start(box) {
    var root = box.dataset.root;
    var panel = box.querySelector('.narrow'), words = box.querySelector('.narrow-words input');
    var sort = box.querySelector('.list-sort select'), views = [].slice.call(box.querySelectorAll('.list-view input'));
    var total = box.querySelector('.list-total'), status = box.querySelector('[role="status"]');
    var all = box.querySelector('.list-all'), pageOf = box.querySelector('.list-page');
    var done = box.querySelector('.narrow-done'), allText = total.textContent, items = null, texts = null, loading = null;
    var choice = fromAddress(), limit = SHOWN, saying, later, typing = false, unwritten = null, writing;
    var fieldsets = {};

    var chips = make('ul'), chosenBox = make('div', 'chosen', chips);
    var result = make('div', 'list-narrowed');
    chosenBox.hidden = result.hidden = true;
    box.querySelector('.list-summary').after(chosenBox, result);

    // Links and texts become checkboxes, in the same place.
    [].forEach.call(box.querySelectorAll('.facet'), function (fieldset) {
      var facet = { list: fieldset.querySelector('ul'), more: fieldset.querySelector('.facet-more'), values: {} };
      fieldsets[fieldset.dataset.name] = facet;
      [].forEach.call(facet.list.children, function (li) {
        var label = li.querySelector('.facet-label').textContent, count = li.querySelector('.count').textContent;
        facet.values[li.dataset.key] = option(li, fieldset.dataset.name, li.dataset.key, label, count);
      });
    });

    function option(li, name, key, label, count) {
      var input = make('input'), number = make('span', 'count', count);
      input.type = 'checkbox';
      input.value = key;
      input.name = name;
      input.addEventListener('change', function () {
        var keys = (choice.values[name] || []).filter(function (k) { return k !== key; });
        choice.values[name] = input.checked ? keys.concat(key) : keys;
        changed(true);
      });
      li.replaceChildren(make('label', '', input, make('span', 'facet-label', label), ' ', number));
      return { li: li, input: input, count: number };
    }

    // ---- The address

    /** The name of a facet in the address: not one of our own. */
    function parameter(name) {
      return OWN[name] ? name + '_' : name;
    }

    function fromAddress() {
      // A browser that keeps no other address for a file on a disk has it behind a #.
      var params = new URLSearchParams(location.search || (/^#\?/.test(location.hash) ? location.hash.slice(1) : ''));
      var choice = { values: {}, q: params.get('q') || '', sort: params.get('sort') || '', view: params.get('view') || '' };
      [].forEach.call(box.querySelectorAll('.facet'), function (fieldset) {
        var keys = params.getAll(parameter(fieldset.dataset.name));
        if (keys.length) choice.values[fieldset.dataset.name] = keys;
      });
      return choice;
    }

    function toAddress(push) {
      var params = new URLSearchParams();
      Object.keys(fieldsets).forEach(function (name) {
        (choice.values[name] || []).forEach(function (key) { params.append(parameter(name), key); });
      });
      ['q', 'sort', 'view'].forEach(function (name) { if (choice[name]) params.set(name, choice[name]); });
      if (push) write();
      unwritten = { push: push || unwritten && unwritten.push, query: String(params) ? '?' + params : '' };
      clearTimeout(writing);
      // Of letters, the last; a choice at once, as one may go back from it.
      writing = setTimeout(write, push ? 0 : 60);
    }

    /** Writes the address. After the result is shown: a browser takes as long for it as for finding. */
    function write() {
      var now = unwritten;
      unwritten = null;
      if (!now) return;
      try {
        history[now.push ? 'pushState' : 'replaceState'](null, '', location.pathname + now.query);
      } catch (error) {
        location.hash = now.query;
      }
    }

    function narrowed() {
      return Boolean(choice.q.trim()) || Object.keys(choice.values).some(function (name) { return choice.values[name].length; });
    }

    function touched() {
      return narrowed() || choice.sort || choice.view;
    }

    // ---- The data

    function load() {
      return loading = loading || new Promise(function (done, failed) {
        var script = document.createElement('script');
        window.wijklijst = function (data) {
          if (data.version !== VERSION) return;
          texts = data.texts;
          texts.kinds = data.kinds;
          items = new Items(data);
          items.name = data.name;
        };
        script.src = box.dataset.file;
        script.onload = function () {
          if (!items) return script.onerror();
          if (!items.hasDates) sort.querySelector('[value="new"]').remove();
          items.facets.forEach(longer);
          setTimeout(function () { items.warm(0); }, 50);
          done();
        };
        script.onerror = function () {
          loading = null;
          script.remove();
          failed(new Error(box.dataset.file));
        };
        document.head.append(script);
      });
    }

    /** A facet with more values than it shows gets a button for the others. */
    function longer(facet) {
      var shown = fieldsets[facet.name];
      if (!shown || facet.keys.length <= Object.keys(shown.values).length) return;
      var more = button('link-button', function () {
        var first = null;
        facet.keys.forEach(function (key) { if (!shown.values[key]) first = first || key; add(facet, shown, key); });
        more.parentNode.remove();
        update();
        shown.values[first].input.focus();
      }, texts.all.replace('{n}', facet.keys.length), make('span', 'visually-hidden', ': ' + facet.label));
      if (shown.more) shown.more.replaceChildren(more);
      else shown.list.after(make('p', 'facet-more', more));
    }

    /** Adds a value to a facet, in its place. */
    function add(facet, shown, key) {
      var at = facet.keys.indexOf(key);
      if (at < 0 || shown.values[key]) return;
      var after = facet.keys.slice(at + 1).find(function (k) { return shown.values[k]; });
      var li = make('li');
      shown.list.insertBefore(li, after === undefined ? null : shown.values[after].li);
      shown.values[key] = option(li, facet.name, key, facet.values[at], '');
    }

    // ---- What is shown

    function update(focus) {
      Object.keys(fieldsets).forEach(function (name) {
        Object.keys(fieldsets[name].values).forEach(function (key) {
          fieldsets[name].values[key].input.checked = (choice.values[name] || []).indexOf(key) >= 0;
        });
      });
      if (words.value.trim() !== choice.q.trim()) words.value = choice.q;
      sort.value = choice.sort;
      if (sort.selectedIndex < 0) sort.value = '';
      views.forEach(function (view) { view.checked = view.value === choice.view; });
      if (!items) return;
      var found = items.chosen(choice), own = touched();
      items.facets.forEach(function (facet, f) {
        var shown = fieldsets[facet.name];
        (choice.values[facet.name] || []).forEach(function (key) {
          add(facet, shown, key);
          if (shown.values[key]) shown.values[key].input.checked = true;
        });
        facet.keys.forEach(function (key, v) {
          var value = shown.values[key];
          if (!value) return;
          var count = String(found.counts[f][v]);
          if (value.count.textContent !== count) value.count.textContent = count;
          value.li.classList.toggle('facet-none', count === '0');
        });
      });
      showChosen();
      total.textContent = narrowed() ? counted(found.items.length) : allText;
      done.textContent = texts.done + (narrowed() ? ' (' + found.items.length + ')' : '');
      all.hidden = Boolean(own);
      if (pageOf) pageOf.hidden = Boolean(own);
      result.hidden = !own;
      clearTimeout(later);
      if (own) show(found, focus);
      else result.replaceChildren();
      csvButton(narrowed() ? found.items : null);
      clearTimeout(saying);
      saying = setTimeout(function () { status.textContent = total.textContent; }, 500);
    }

    function counted(n) {
      return texts.count.replace('{n}', n).replace('{total}', items.n).replace('{kinds}', texts.kinds);
    }

    function showChosen() {
      var list = [];
      items.facets.forEach(function (facet) {
        (choice.values[facet.name] || []).forEach(function (key) {
          var v = facet.keys.indexOf(key);
          list.push(chip(facet.label, v < 0 ? key : facet.values[v], function () {
            choice.values[facet.name] = choice.values[facet.name].filter(function (k) { return k !== key; });
          }));
        });
      });
      if (choice.q.trim()) list.push(chip(texts.words, '“' + choice.q.trim() + '”', function () { choice.q = words.value = ''; }));
      if (list.length) list.push(make('li', '', clearButton('link-button')));
      chips.replaceChildren.apply(chips, list);
      chips.setAttribute('aria-label', texts.chosen);
      chosenBox.hidden = !list.length;
      var number = panel.querySelector('.narrow-number');
      number.textContent = list.length ? ' (' + (list.length - 1) + ')' : '';
    }

    function chip(of, label, remove) {
      return make('li', '', button('chip', function () {
        var place = [].indexOf.call(chips.querySelectorAll('.chip'), this);
        remove();
        changed(true);
        var left = chips.querySelectorAll('.chip');
        (left[Math.min(place, left.length - 1)] || total).focus();
      }, make('span', 'visually-hidden', texts.remove + ' ' + of + ': '), label, cross()));
    }

    function cross() {
      var sign = make('span', 'chip-cross', '×');
      sign.setAttribute('aria-hidden', 'true');
      return sign;
    }

    function clearButton(className) {
      return button(className, function () {
        choice.values = {};
        choice.q = words.value = '';
        changed(true);
        total.focus();
      }, texts.clear);
    }

    function show(found, focus) {
      var shown = found.items.slice(0, limit), parts = [];
      if (!found.items.length) parts.push(nothing(found));
      else if (choice.view === 'table') parts.push(table(shown));
      else parts.push(list(shown.slice(0, focus > 0 ? limit : AT_ONCE)));
      if (found.items.length > limit) {
        parts.push(make('p', 'list-more', button('button button-quiet', function () {
          limit += SHOWN;
          update(limit - SHOWN);
        }, texts.more.replace('{n}', Math.min(SHOWN, found.items.length - limit)))));
      }
      result.replaceChildren.apply(result, parts);
      if (choice.view !== 'table' && !(focus > 0)) more(shown, AT_ONCE);
      settle();
      var links = focus > 0 && result.querySelectorAll('.cards > li, tbody tr')[focus];
      if (links) links.querySelector('a').focus();
    }

    /** What is below the fold comes a few at a time, a moment later: laying out a card takes longer than finding it. */
    function more(shown, from) {
      if (from >= shown.length) return;
      later = setTimeout(function () {
        var cards = result.querySelector('.cards');
        cards.append.apply(cards, [].slice.call(list(shown.slice(from, from + AT_ONCE)).children));
        settle();
        more(shown, from + AT_ONCE);
      }, 100);
    }

    /** Tells clock.js of new cards. A disk shows a folder as a list of files, so links name the page in it. */
    function settle() {
      document.dispatchEvent(new Event('cards'));
      if (location.protocol === 'file:') {
        [].forEach.call(result.querySelectorAll('a[href$="/"]'), function (link) { link.href += 'index.html'; });
      }
    }

    function list(shown) {
      var ul = make('ul', 'cards'), html = '';
      shown.forEach(function (i) { html += '<li>' + items.card(i, root) + '</li>'; });
      ul.innerHTML = html;
      return ul;
    }

    function table(shown) {
      var columns = items.columns.filter(function (column) { return column.table; });
      var heads = [texts.column_title].concat(items.hasDates ? texts.column_date : [], columns.map(function (column) { return column.label; }));
      var head = make('tr');
      heads.forEach(function (label) {
        var th = make('th', '', label);
        th.scope = 'col';
        head.append(th);
      });
      var body = make('tbody');
      shown.forEach(function (i) {
        var link = make('a', '', items.title(i)), title = make('th', '', link), row = make('tr', '', title);
        title.scope = 'row';
        link.href = root + items.address(i);
        if (items.hasDates) row.append(make('td', '', when(items.day(i))));
        columns.forEach(function (column) {
          var values = items.values(column, i);
          row.append(make('td', '', column.dates && values.length ? when(values[0]) : values.join(', ')));
        });
        body.append(row);
      });
      var box = make('div', 'table-scroll', make('table', '', make('caption', 'visually-hidden', total.textContent), make('thead', '', head), body));
      box.tabIndex = 0;
      box.setAttribute('role', 'region');
      box.setAttribute('aria-label', texts.table);
      return box;
    }

    function when(text) {
      if (!text) return '';
      var time = make('time', '', items.moment(text));
      time.dateTime = text.replace(' ', 'T');
      return time;
    }

    /** Says what to loosen, and how many that would give. */
    function nothing(found) {
      var box = make('div', 'list-nothing', make('p', '', texts.none.replace('{kinds}', texts.kinds)));
      var ways = make('ul'), facets = items.facets;
      for (var f = 0; f <= facets.length; f += 1) if (found.without[f]) ways.append(make('li', '', way(f)));
      if (ways.children.length) box.append(make('p', '', texts.loosen), ways);
      box.append(make('p', '', clearButton('button')));
      return box;

      function way(f) {
        var label = f < facets.length ? facets[f].label : texts.words;
        return button('button button-quiet', function () {
          if (f < facets.length) choice.values[facets[f].name] = [];
          else choice.q = words.value = '';
          changed(true);
          total.focus();
        }, texts.without.replace('{label}', label).replace('{n}', found.without[f]));
      }
    }

    var take = null;
    function csvButton(shown) {
      var exports = document.querySelector('.exports ul');
      if (!exports) return;
      if (!take) {
        take = { of: null, li: make('li', 'export-chosen') };
        take.button = button('link-button', function () {
          var link = make('a');
          link.href = URL.createObjectURL(new Blob([items.csv(take.of)], { type: 'text/csv;charset=utf-8' }));
          link.download = items.name + '.csv';
          link.click();
          setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
        });
        take.li.append(take.button);
        exports.prepend(take.li);
      }
      take.of = shown;
      take.li.hidden = !shown || !shown.length;
      if (shown) take.button.textContent = texts.csv.replace('{n}', shown.length);
    }

    // ---- What a visitor does

    /** Shows the choice once the data is there. */
    function changed(push) {
      limit = SHOWN;
      if (push !== undefined) toAddress(push);
      if (items) return update();
      box.setAttribute('aria-busy', 'true');
      load().then(function () { update(); }, failed).then(function () { box.removeAttribute('aria-busy'); });
    }

    function failed() {
      status.textContent = total.textContent = box.dataset.failed;
    }

    function prepare() {
      load().catch(function () { /* said when something is chosen */ });
    }

    var tools = box.querySelector('.list-tools');
    ['pointerover', 'focusin'].forEach(function (event) {
      [panel, tools].forEach(function (part) { part.addEventListener(event, prepare, { once: true }); });
    });
    words.addEventListener('input', function () {
      var first = !typing && !choice.q;
      typing = true;
      choice.q = words.value;
      changed(first);
    });
    words.addEventListener('change', function () { typing = false; });
    sort.addEventListener('change', function () { choice.sort = sort.value; changed(true); });
    views.forEach(function (view) {
      view.addEventListener('change', function () { choice.view = view.value; changed(true); });
    });
    done.addEventListener('click', function () {
      panel.open = false;
      total.focus();
    });
    window.addEventListener('pagehide', write);
    window.addEventListener('popstate', function () {
      unwritten = null;
      choice = fromAddress();
      words.value = choice.q;
      if (items || touched()) changed();
    });

    // Beside the list there is room for the panel; above it, it opens when asked.
    var wide = window.matchMedia('(min-width: 62rem)');
    function fit() { panel.open = wide.matches; }
    wide.addEventListener('change', fit);
    fit();
    update();
    if (touched()) changed();
  }

  var box = document.querySelector('[data-narrow]');
  if (box) start(box);
})();
