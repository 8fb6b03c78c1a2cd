// The search page: asks the core (search-core.js), fetches the files that it misses as scripts, shows what
// it finds. Scripts also load from a disk and under a strict Content-Security-Policy. Without this script
// the page is the list of everything.
(function () {
  'use strict';

  var SHOWN = 10;

  /** Fetches files of the index in `folder` and answers queries. */
  function Search(folder) {
    var core = window.wijkzoekCore.create(), loading = {}, retried = false;
    window.wijkzoek = core.part;

    function load(file) {
      var address = folder + (file === 'm.js' ? file : core.folder() + '/' + file);
      return loading[address] || (loading[address] = new Promise(function (done, failed) {
        var script = document.createElement('script');
        script.src = address + (retried && file === 'm.js' ? '?again' : '');
        script.onload = done;
        script.onerror = function () { delete loading[address]; failed(new Error(address)); };
        document.head.append(script);
      }));
    }

    function ask(query, options, rounds) {
      var answer = core.search(query, options);
      if (answer.results || rounds > 12) return Promise.resolve(answer);
      return Promise.all(answer.missing.map(load)).then(function () { return ask(query, options, rounds + 1); });
    }

    /** The answer to a query. When files are gone since a new index came, the new one is read. */
    this.ask = function (query, options) {
      return ask(query, options, 0).catch(function (error) {
        if (retried) throw error;
        retried = true;
        delete loading[folder + 'm.js'];
        return load('m.js').then(function () { return ask(query, options, 0); });
      });
    };
  }

  /** The text as nodes, with the words that were found in `mark`. */
  function marked(text, answer) {
    var out = document.createDocumentFragment(), core = window.wijkzoekCore;
    text.split(/([\p{Alphabetic}\p{N}\p{M}'’]+)/u).forEach(function (part, i) {
      var word = i % 2 ? core.words(part)[0] : '';
      var hit = word && answer.words.some(function (asked, k) {
        return word === asked || answer.forms[k][word] || (asked.length > 2 && word.slice(0, asked.length) === asked);
      });
      if (hit) {
        var mark = document.createElement('mark');
        mark.textContent = part;
        out.append(mark);
      } else {
        out.append(part);
      }
    });
    return out;
  }

  function start(page) {
    var form = page.querySelector('form'), input = form.querySelector('input');
    var status = page.querySelector('[role="status"]');
    var section = page.querySelector('.search-results'), list = section.querySelector('ol'), more = section.querySelector('button');
    var everything = page.querySelector('.search-all');
    var search = new Search(page.dataset.root + page.dataset.folder);
    var limit = SHOWN, asked = 0, timer;

    function address(path) {
      return (page.dataset.root + path || './') + (location.protocol === 'file:' ? 'index.html' : '');
    }

    function link(target, text, answer) {
      var a = document.createElement('a');
      a.href = target;
      a.append(marked(text, answer));
      return a;
    }

    function item(result, answer) {
      var li = document.createElement('li'), heading = document.createElement('h3'), text = document.createElement('p');
      heading.append(link(address(result.address), result.title, answer));
      text.append(marked(result.summary, answer));
      li.append(heading, text);
      if (result.best) {
        var section = document.createElement('p');
        section.className = 'result-section';
        section.append(link(address(result.address) + '#' + result.best.anchor, result.best.text, answer));
        li.append(section);
      }
      return li;
    }

    function show(query, move) {
      var turn = ++asked;
      if (!query.trim()) {
        list.replaceChildren();
        section.hidden = true;
        everything.hidden = false;
        status.textContent = '';
        return;
      }
      search.ask(query, { limit: limit }).then(function (answer) {
        if (turn !== asked) return;
        var results = answer.results || [], old = list.children.length;
        list.replaceChildren.apply(list, results.map(function (result) { return item(result, answer); }));
        more.hidden = results.length >= answer.total;
        section.hidden = !results.length;
        everything.hidden = results.length > 0;
        status.textContent = !results.length ? page.dataset.none
          : (answer.total === 1 ? page.dataset.one : page.dataset.many).replace('{n}', answer.total);
        if (move && list.children[old]) list.children[old].querySelector('a').focus();
      }).catch(function () {
        if (turn === asked) status.textContent = page.dataset.failed;
      });
    }

    /** Keeps the query in the address, where the browser allows it (some do not for files on a disk). */
    function remember(query, push) {
      try {
        history[push ? 'pushState' : 'replaceState'](null, '', location.pathname + (query ? '?q=' + encodeURIComponent(query) : ''));
      } catch (error) { /* the results are there all the same */ }
    }

    function fromAddress() {
      input.value = new URLSearchParams(location.search).get('q') || '';
      limit = SHOWN;
      show(input.value);
    }

    input.addEventListener('input', function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        limit = SHOWN;
        show(input.value);
        remember(input.value.trim(), false);
      }, 80);
    });
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      clearTimeout(timer);
      limit = SHOWN;
      show(input.value);
      remember(input.value.trim(), true);
    });
    more.addEventListener('click', function () {
      limit += SHOWN;
      show(input.value, true);
    });
    window.addEventListener('popstate', fromAddress);
    fromAddress();
  }

  var page = document.querySelector('[data-search]');
  if (page && window.wijkzoekCore) start(page);
})();
