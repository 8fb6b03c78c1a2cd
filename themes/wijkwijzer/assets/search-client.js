// What the search page (search.js) and the search box (search-box.js) share: it fetches the files of the index as
// scripts, which also load from a disk and under a strict Content-Security-Policy, and marks what was found.
(function () {
  'use strict';

  var scripts = document.currentScript.src.replace(/[^/]*$/, '');

  /** A client for the index in 'folder'; the addresses of results begin at 'root'. */
  window.wijkzoekClient = function (root, folder) {
    var core = window.wijkzoekCore, search = core.create(), loading = {}, again = '', times = 0, numbers;
    window.wijkzoek = function (kind, number, content) {
      // Not what an older index sends late.
      if (kind === 'm' || document.currentScript.src.includes(search.folder())) search.part(kind, number, content);
    };

    /** A file of the index, or a script that stands beside this one. */
    function load(file) {
      var address = /^search/.test(file) ? scripts + file : folder + (file === 'm.js' ? file + again : search.folder() + '/' + file);
      return loading[address] || (loading[address] = new Promise(function (done, failed) {
        var script = document.createElement('script');
        script.src = address;
        script.onload = done;
        script.onerror = function () { delete loading[address]; failed(new Error(address)); };
        document.head.append(script);
      }));
    }

    function ask(query, options, rounds) {
      var answer = search.search(query, options);
      if (answer.results) return Promise.resolve(answer);
      if (rounds > 12) return Promise.reject(new Error('no index'));
      return Promise.all(answer.missing.map(load)).then(function () { return ask(query, options, rounds + 1); });
    }

    /** A number as it is written in the language of an element; below a thousand that is the same in all. */
    function number(element, n) {
      if (n < 1000) return n;
      numbers = numbers || new Intl.NumberFormat(element.closest('[lang]').lang);
      return numbers.format(n);
    }

    /** The words asked, by their place in the query, that a word of a text stands for. */
    function meant(word, answer) {
      var short = answer.words.every(function (asked) { return asked.length < 3; });
      return Object.keys(answer.words).filter(function (k) {
        var asked = answer.words[k], n = asked.length, forms = answer.forms[k], any = Object.keys(forms).length;
        return (n > 2 || short) && any && (forms[word] || word === asked || n > 2 && (word.startsWith(asked) || word.endsWith(asked)));
      });
    }

    /** The same of all words of a text; of a text that comes again, such as a word, it is known. */
    function hits(text, answer) {
      var known = answer.hits = answer.hits || new Map();
      if (!known.has(text)) known.set(text, core.words(text).flatMap(function (word) { return meant(word, answer); }));
      return known.get(text);
    }

    var client = {
      load: load,

      /** The answer to a query, see search-core.js. When files are gone since a new index came, that one is read. */
      ask: function (query, options) {
        return ask(query, options, 0).catch(function () {
          again = '?' + ++times;
          return load('m.js').then(function () { return ask(query, options, 0); });
        });
      },

      /** What the index says of itself, see docs/search-format.md. */
      manifest: function () {
        return search.manifest() ? Promise.resolve(search.manifest()) : load('m.js').then(search.manifest);
      },

      /** Loads what every search needs, and does for nobody what takes a browser long the first time. */
      ready: function (element) {
        return client.manifest().then(function () {
          number(element, 1e3);
          [core.words, core.hyphenated, core.anchor].forEach(function (made) { made('é'); });
        });
      },

      /** A new element at the end of another. */
      make: function (name, content, to) {
        var made = document.createElement(name);
        made.append(content);
        to.append(made);
        return made;
      },

      /** A link to a page, or to the section of it with this heading. */
      link: function (result, heading) {
        var a = document.createElement('a');
        a.href = (root + result.address || './') + (location.protocol === 'file:' ? 'index.html' : '') + (heading ? '#' + heading.anchor : '');
        return a;
      },

      /** The text as nodes, with the words that were found in 'mark'; those with hyphens whole, where no part of them was. */
      marked: function (text, answer) {
        var out = document.createDocumentFragment(), plain = '';
        function found(part) { return hits(part, answer).length; }
        text.split(/([\p{Alphabetic}\p{N}\p{M}'’\u2010\u2011-]+)/u).forEach(function (word) {
          var parts = word.split(/([-\u2010\u2011])/);
          (parts.some(found) ? parts : [word]).forEach(function (part) {
            if (found(part)) {
              out.append(plain);
              plain = '';
              client.make('mark', part, out);
            } else {
              plain += part;
            }
          });
        });
        out.append(plain);
        return out;
      },

      /** The headings with a word asked that the title does not have, the best first. */
      sections: function (result, answer) {
        var title = hits(result.title, answer);
        return result.headings.filter(function (heading) {
          return hits(heading.text, answer).some(function (k) { return title.indexOf(k) < 0; });
        }).sort(function (a, b) { return (b === result.best) - (a === result.best); });
      },

      /** A number in the language of an element, and the word that goes with it: '1.234 resultaten'. */
      counted: function (element, n, one, many) {
        return (n === 1 ? one : many).replace('{n}', number(element, n));
      },
    };
    return client;
  };
})();
