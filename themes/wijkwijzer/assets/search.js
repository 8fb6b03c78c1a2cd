// The search page: results while somebody types, filters, and the question in the address, so that it can be shared
// and the back button works. Results are a list of links, reached by Tab or by the arrows. Without this script the
// page is the list of everything.
(function () {
  'use strict';

  var SHOWN = 10, PAUSE = 40, REST = 300, SILENCE = 700, SLOW = 1000, SECTIONS = 3, RECENT = 5, LONGEST = 1000;

  function start(page) {
    function part(name) { return page.querySelector('.search-' + name); }
    function counted(n, one, many) { return client.counted(page, n, one, many || one); }
    /** A link that asks another question. */
    function question(text, to) { make('a', text, to).href = '?q=' + encodeURIComponent(text); }

    var form = page.querySelector('form'), input = form.querySelector('input'), status = page.querySelector('[role="status"]');
    var results = part('results'), list = results.querySelector('ol'), more = part('more'), count = part('count'), clear = part('clear');
    var filters = part('filters'), wider = part('wider'), meant = part('meant');
    var client = window.wijkzoekClient(form.dataset.root, form.dataset.index), make = client.make;
    // 'narrow': what search-filters.js gives, once somebody narrows down; 'another': the address is to be a step of its own.
    var kinds, narrow, title = document.title, limit = SHOWN, turns = 0, typing = false, another = false, before = -PAUSE, timer, rest, silence, slow;

    function query() { return input.value.trim(); }
    function choices() { return narrow ? narrow.count() : 0; }

    /** The question in words, and what was chosen. */
    function asked() { return [].concat.apply(query() || [], narrow ? Object.values(narrow.chosen()) : []); }

    // ---- What is shown

    function item(result, answer, to) {
      var li = make('li', '', to);
      if (result.named) li.className = 'result-list';
      make('h3', '', li).append(link(result, null, result.title, answer));
      make('p', kinds[result.kind], li).className = 'result-kind';
      if (result.summary) make('p', client.marked(result.summary, answer), li);
      var sections = client.sections(result, answer);
      if (result.best && sections[0] !== result.best) sections.unshift(result.best);
      if (!sections.length) return;
      var ul = make('ul', '', li);
      ul.className = 'result-sections';
      sections.slice(0, SECTIONS).forEach(function (heading) { make('li', link(result, heading, heading.text, answer), ul); });
    }

    function link(result, heading, text, answer) {
      var a = client.link(result, heading);
      a.append(client.marked(text, answer));
      return a;
    }

    /** Says how many there are; 'also' only to who does not see it. */
    function say(text, also) {
      count.textContent = text;
      clearTimeout(silence);
      silence = setTimeout(function () { status.textContent = text + (also || ''); }, SILENCE);
    }

    /** What takes long is said: on a slow network files come one after the other. */
    function busy(is) {
      results.setAttribute('aria-busy', is);
      clearTimeout(slow);
      if (is) slow = setTimeout(function () { count.textContent = status.textContent = count.dataset.busy; }, SLOW);
    }

    function view(name) {
      results.hidden = name !== 'results';
      part('none').hidden = name !== 'none';
      part('all').hidden = name !== 'all';
      meant.hidden = true;
      showRecent(name === 'all');
    }

    function show(answer, from) {
      var n = choices();
      // One letter that stands nowhere is the beginning of a word, and no question yet.
      var asks = answer.total || n || answer.words.join('').length !== 1;
      view(answer.total ? 'results' : asks ? 'none' : 'all');
      var items = document.createDocumentFragment();
      answer.results.forEach(function (result) { item(result, answer, items); });
      list.replaceChildren(items);
      more.hidden = answer.results.length >= answer.total;
      meant.hidden = !answer.meant;
      meant.querySelector('span').replaceChildren();
      if (answer.meant) question(answer.meant, meant.querySelector('span'));
      var total = answer.over ? counted(answer.total, count.dataset.over) : counted(answer.total, count.dataset.one, count.dataset.many);
      say(answer.total ? total : asks ? count.dataset.none : '', answer.meant && '. ' + meant.textContent.trim());
      if (narrow) narrow.show(answer.facets);
      wider.hidden = true;
      if (!answer.total && n) {
        client.ask(query(), {}).then(function (all) {
          wider.querySelector('span').textContent = counted(all.total, '({n})');
          wider.hidden = !all.total;
        });
      }
      if (list.children[from]) list.children[from].querySelector('a').focus();
    }

    /** Asks and shows; 'from': the result to go to. */
    function update(from) {
      var turn = ++turns, n = choices();
      busy(true);
      clear.hidden = !n;
      filters.querySelector('.count').textContent = n ? '(' + n + ')' : '';
      if (!query() && !n && !(narrow && filters.open)) {
        view('all');
        say('');
        busy(false);
        return Promise.resolve();
      }
      return client.manifest().then(function (manifest) {
        kinds = manifest.kinds;
        return client.ask(input.value, { limit: limit, chosen: n && narrow.chosen(), facets: narrow && (filters.open || n > 0) });
      }).then(function (answer) {
        if (turn !== turns) return;
        if (query() || n) show(answer, from);
        else { view('all'); say(''); narrow.show(answer.facets); }
      }).catch(function () {
        if (turn !== turns) return;
        if (results.hidden) view('all');
        say(count.dataset.failed);
      }).then(function () { if (turn === turns) busy(false); });
    }

    // ---- Filters

    /** The filters, which are loaded when they are first opened or stand in the address. */
    function withFilters() {
      return Promise.all([client.manifest(), client.load('search-filters.js')]).then(function (all) {
        narrow = narrow || window.wijkzoekFilters(page, client, all[0], changed, update);
      });
    }

    function changed() {
      limit = SHOWN;
      remember(true);
      update();
    }

    function widen() {
      narrow.clear();
      changed();
      input.focus();
    }

    // ---- The address, and what was asked before

    /** Names the page after the question, for the tab and on paper. */
    function call() {
      part('asked').hidden = !asked().length;
      part('asked').querySelector('span').textContent = asked().join(', ');
      document.title = asked().concat(title).join(' - ');
    }

    /** Keeps the question in the address, where the browser allows it (some do not for files on a disk). */
    function remember(push) {
      rest = clearTimeout(rest);
      var parameters = new URLSearchParams();
      push = push || another;
      another = false;
      if (query()) parameters.set('q', query().slice(0, LONGEST));
      if (narrow) narrow.write(parameters);
      typing = false;
      try {
        history[push ? 'pushState' : 'replaceState']({ limit: limit, y: scrollY }, '', location.pathname + (String(parameters) && '?' + parameters));
      } catch (error) { /* the results are there all the same */ }
      call();
    }

    function fromAddress() {
      var address = new URLSearchParams(location.search), state = history.state || {};
      input.value = address.get('q') || '';
      limit = state.limit || SHOWN;
      typing = another = false;
      rest = clearTimeout(rest);
      var more = Array.from(address.keys()).some(function (name) { return name !== 'q'; });
      return (more || narrow ? withFilters() : Promise.resolve()).then(function () {
        if (narrow) narrow.read(address);
        return update();
      }, function () {
        return update().then(function () { say(count.dataset.failed); });
      }).then(function () {
        call();
        if (state.y) scrollTo(0, state.y);
      });
    }

    /** What was asked before is kept on this device alone, and not where the browser keeps nothing. */
    function recent(change) {
      try {
        var all = JSON.parse(localStorage.getItem('wijkzoek-recent')) || [];
        if (!change) return all;
        localStorage.setItem('wijkzoek-recent', JSON.stringify(change(all)));
      } catch (error) { /* as if nothing was asked before */ }
      return [];
    }

    function keep() {
      var asked = query().slice(0, 100);
      if (asked) recent(function (all) { return [asked].concat(all.filter(function (q) { return q !== asked; })).slice(0, RECENT); });
    }

    function showRecent(is) {
      var all = is ? recent() : [], ul = part('recent').querySelector('ul');
      part('recent').hidden = !all.length;
      ul.replaceChildren();
      all.forEach(function (q) { question(String(q), make('li', '', ul)); });
    }

    // ---- What a visitor does

    // A letter is answered at once; of letters that come faster than that, as of a key that is held, the last.
    input.addEventListener('input', function (event) {
      clearTimeout(timer);
      timer = setTimeout(typed, before + PAUSE - event.timeStamp);
      before = event.timeStamp;
    });
    function typed() {
      var turn = turns + 1;
      limit = SHOWN;
      another = another || !typing && location.search !== '';
      clearTimeout(rest);
      typing = rest = true;
      // The address comes when typing rests: it takes a browser as long as the results do, and Safari refuses
      // a hundred of them in half a minute.
      update().then(function () {
        if (turn === turns) rest = setTimeout(rested, REST);
      });
    }
    function rested() {
      remember(false);
      typing = true;
    }
    // Who leaves the box has typed what there was to type.
    input.addEventListener('blur', function () { if (rest) rested(); });
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      clearTimeout(timer);
      limit = SHOWN;
      remember(!typing && new URLSearchParams(location.search).get('q') !== query());
      keep();
      update();
    });
    more.addEventListener('click', function () {
      limit += SHOWN;
      remember(false);
      update(limit - SHOWN);
    });
    list.addEventListener('click', function () {
      keep();
      remember(false);
    });
    filters.addEventListener('toggle', function () { if (filters.open) withFilters().then(function () { update(); }, update); });
    clear.addEventListener('click', widen);
    wider.addEventListener('click', widen);
    page.addEventListener('click', function (event) {
      var q = event.target.closest('.search-meant a, .search-recent a');
      if (!q || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      input.value = q.textContent;
      keep();
      changed();
      input.focus();
    });
    part('forget').addEventListener('click', function () {
      recent(function () { return []; });
      showRecent(true);
      input.focus();
    });
    page.addEventListener('keydown', function (event) {
      var here = event.target, step = { ArrowDown: 1, ArrowUp: -1 }[event.key], inList = results.contains(here);
      if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || here !== input && !inList) return;
      if (step) {
        var stops = Array.from(list.querySelectorAll('h3 a')).concat(more.hidden ? [] : more);
        var at = stops.findIndex(function (stop) { return stop === here || stop !== more && stop.closest('li').contains(here); }) + step;
        if (results.hidden || here === input && step < 0) return;
        (stops[Math.min(at, stops.length - 1)] || input).focus();
      } else if (event.key === 'Escape' && inList) {
        input.focus();
      } else if (event.key === 'Escape' && input.value) {
        input.value = '';
        changed();
      } else {
        return;
      }
      event.preventDefault();
    });

    // The key can be switched off, as whoever speaks to the computer needs (WCAG 2.1.4).
    var slash = part('keys').querySelector('input');
    document.addEventListener('keydown', function (event) {
      if (event.key !== '/' || !slash.checked || event.altKey || event.ctrlKey || event.metaKey || event.target.closest('input, textarea, select, [contenteditable]')) return;
      event.preventDefault();
      input.select();
    });
    try {
      slash.checked = localStorage.getItem('wijkzoek-slash') !== 'off';
      slash.onchange = function () { localStorage.setItem('wijkzoek-slash', slash.checked ? 'on' : 'off'); };
    } catch (error) { /* the key works */ }
    filters.hidden = false;
    window.addEventListener('popstate', fromAddress);
    // Here before the first letter is.
    client.ready(page).catch(function () {});
    // What stands below results comes with them, and the list goes before its place is taken: nothing jumps.
    fromAddress().then(function () { part('keys').hidden = false; filters.open = choices() > 0 && matchMedia('(min-width: 62rem)').matches; });
    if (query()) {
      part('all').hidden = true;
      keep();
    }
  }

  var page = document.querySelector('[data-search]');
  if (page && window.wijkzoekClient) start(page);
})();
