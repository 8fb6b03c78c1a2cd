// The search page: finds pages in the elasticlunr index that the data scripts put in `window.searchIndex`.
// It holds no stemmer: a word of the query finds the words that start with it, and the stems that it starts with.
// Without this script, or without an index, the page is the list of everything.
(function () {
  'use strict';

  var BOOSTS = { title: 6, summary: 2, body: 1 };
  var STEM_SHORTER = 4; // a stem is at most so many letters shorter than the word
  var SHORTEST_STEM = 3;
  var SHOWN = 20; // results at a time

  // ---- The index

  function own(map, key) {
    return map && Object.prototype.hasOwnProperty.call(map, key) ? map[key] : undefined;
  }

  /** Lowercase, without accents. */
  function fold(text) {
    return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  }

  /** The folded words of a text. */
  function words(text) {
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  /** The nodes below some nodes by one letter, whatever its accents. In a word, one of a pair of letters may be missing: a stem `bom` for `boom`. */
  function step(nodes, letter, doubled) {
    var next = doubled ? nodes.slice() : [];
    nodes.forEach(function (node) {
      Object.keys(node).forEach(function (key) {
        if (key !== 'docs' && key !== 'df' && fold(key) === letter) next.push(node[key]);
      });
    });
    return next;
  }

  /** Calls `found(node, weight)` for every node of a field's trie that a word leads to: itself 1, stems and longer words less. */
  function walk(root, word, prefixes, found) {
    var letters = Array.from(word);
    var nodes = [root];
    for (var depth = 1; depth <= letters.length && nodes.length; depth++) {
      var letter = letters[depth - 1];
      nodes = step(nodes, letter, letter === letters[depth - 2]);
      var short = letters.length - depth;
      if (short === 0 || (depth >= SHORTEST_STEM && short <= STEM_SHORTER)) {
        nodes.forEach(function (node) { found(node, short ? 0.8 - 0.15 * short : 1); });
      }
    }
    if (prefixes && depth > letters.length) nodes.forEach(function (node) { descend(node, letters.length, 1, found); });
  }

  function descend(node, length, extra, found) {
    Object.keys(node).forEach(function (key) {
      if (key === 'docs' || key === 'df') return;
      found(node[key], 0.7 * length / (length + extra));
      descend(node[key], length, extra + 1, found);
    });
  }

  /** The addresses of the pages for a query, best first. Pages with more of the words come before pages with fewer. */
  function search(index, query) {
    var asked = Array.from(new Set(words(query)));
    var store = index.documentStore;
    var total = new Map(); // page -> { score, words }
    asked.forEach(function (word) {
      var prefixes = word.length > 2 || asked.length === 1;
      var best = new Map(); // page -> score of this word
      Object.keys(index.index).forEach(function (field) {
        var inField = new Map();
        walk(index.index[field].root, word, prefixes, function (node, weight) {
          var refs = Object.keys(node.docs || {});
          var idf = 1 + Math.log((store.length + 1) / (refs.length + 1));
          refs.forEach(function (ref) {
            var length = own(own(store.docInfo, ref), field) || 1;
            var score = weight * node.docs[ref].tf * idf * (own(BOOSTS, field) || 1) / Math.sqrt(length);
            if (score > (inField.get(ref) || 0)) inField.set(ref, score);
          });
        });
        inField.forEach(function (score, ref) { best.set(ref, (best.get(ref) || 0) + score); });
      });
      best.forEach(function (score, ref) {
        var sum = total.get(ref) || { score: 0, words: 0 };
        total.set(ref, { score: sum.score + score, words: sum.words + 1 });
      });
    });
    return Array.from(total.keys()).sort(function (a, b) {
      var x = total.get(a), y = total.get(b);
      return y.words - x.words || y.score - x.score || (a < b ? -1 : 1);
    });
  }

  // ---- The words that are shown

  /** Whether a word of a text is what a word of the query is after. */
  function matches(word, asked) {
    return asked.some(function (a) {
      return word.startsWith(a) || (word.length >= SHORTEST_STEM + 1 && a.startsWith(word) && a.length - word.length <= STEM_SHORTER);
    });
  }

  /** The text as nodes, with the words of the query in `mark`. */
  function marked(text, asked) {
    var out = document.createDocumentFragment();
    text.split(/([\p{L}\p{N}\u0300-\u036f]+)/u).forEach(function (part, i) {
      if (i % 2 && matches(fold(part), asked)) {
        var mark = document.createElement('mark');
        mark.textContent = part;
        out.append(mark);
      } else {
        out.append(part);
      }
    });
    return out;
  }

  /** About 160 characters around the first word of the query; without one, the summary or the beginning. */
  function snippet(doc, asked) {
    var body = own(doc, 'body') || '';
    var word = /[\p{L}\p{N}\u0300-\u036f]+/gu;
    for (var hit = word.exec(body); hit; hit = word.exec(body)) {
      if (!matches(fold(hit[0]), asked)) continue;
      var start = hit.index < 60 ? 0 : body.indexOf(' ', hit.index - 60) + 1;
      if (start > hit.index) start = hit.index;
      return (start ? '… ' : '') + cut(body.slice(start), 160);
    }
    return own(doc, 'summary') || cut(body, 160);
  }

  function cut(text, length) {
    if (text.length <= length) return text;
    var end = text.lastIndexOf(' ', length);
    return text.slice(0, end > 0 ? end : length) + ' …';
  }

  function found(text, asked) {
    return words(text).some(function (word) { return matches(word, asked); });
  }

  // ---- The page

  function start(page, index) {
    var form = page.querySelector('form');
    var input = form.querySelector('input');
    var status = page.querySelector('[role="status"]');
    var section = page.querySelector('.search-results');
    var list = section.querySelector('ol');
    var more = section.querySelector('button');
    var everything = page.querySelector('.search-all');
    var refs = [];
    var asked = [];
    var timer;

    function address(ref) {
      var directory = ref === '' || ref.endsWith('/');
      return (page.dataset.root + ref || './') + (directory && location.protocol === 'file:' ? 'index.html' : '');
    }

    function item(ref) {
      var doc = own(index.documentStore.docs, ref) || {};
      var summary = own(doc, 'summary') || '';
      var link = document.createElement('a');
      link.href = address(ref);
      link.append(marked(own(doc, 'title') || ref, asked));
      var heading = document.createElement('h3');
      heading.append(link);
      var text = document.createElement('p');
      text.append(marked(summary && found(summary, asked) ? summary : snippet(doc, asked), asked));
      var li = document.createElement('li');
      li.append(heading, text);
      return li;
    }

    /** Shows the next results; a reader who asked for them continues at the first of them. */
    function grow(move) {
      var next = refs.slice(list.children.length, list.children.length + SHOWN).map(item);
      list.append.apply(list, next);
      more.hidden = list.children.length >= refs.length;
      if (move && next.length) next[0].querySelector('a').focus();
    }

    function show(query) {
      asked = words(query);
      refs = asked.length ? search(index, query) : [];
      list.replaceChildren();
      grow(false);
      section.hidden = !refs.length;
      everything.hidden = refs.length > 0;
      status.textContent = !asked.length ? '' : !refs.length ? page.dataset.none
        : (refs.length === 1 ? page.dataset.one : page.dataset.many).replace('{n}', refs.length);
    }

    /** Keeps the query in the address, where the browser allows it (some do not for files on a disk). */
    function remember(query, push) {
      var url = location.pathname + (query ? '?q=' + encodeURIComponent(query) : '');
      try {
        history[push ? 'pushState' : 'replaceState'](null, '', url);
      } catch (error) { /* the results are there all the same */ }
    }

    function fromAddress() {
      input.value = new URLSearchParams(location.search).get('q') || '';
      show(input.value);
    }

    input.addEventListener('input', function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        show(input.value);
        remember(input.value.trim(), false);
      }, 150);
    });
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      clearTimeout(timer);
      show(input.value);
      remember(input.value.trim(), true);
    });
    more.addEventListener('click', function () { grow(true); });
    window.addEventListener('popstate', fromAddress);
    fromAddress();
  }

  var page = document.querySelector('[data-search]');
  if (page && window.searchIndex) start(page, window.searchIndex);
})();
