// The search box above every page: suggestions while somebody types, and '/' to get to it. Nothing more than this
// file is loaded until then. Without it, and whenever something fails, the box is a form that leads to the search page.
//
// It is an editable combobox with a listbox (WAI-ARIA Authoring Practices, "Editable Combobox With List Autocomplete",
// chosen by hand): the focus stays in the box, so one types on; a screen reader says how many suggestions there are
// and reads the one that the arrows point at; and who goes through the page by Tab does not meet six more links
// between the box and the menu. The search page shows the same results as an honest list: there they are the content.
(function () {
  'use strict';

  var SHOWN = 6, PAUSE = 40, SILENCE = 800;
  var scripts = document.currentScript.src.replace(/[^/]*$/, ''), loaded;

  function script(name) {
    return new Promise(function (done, failed) {
      var script = document.createElement('script');
      script.src = scripts + name;
      script.async = false;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }

  /** The client, once for all boxes of the page. */
  function client(form) {
    if (!loaded) {
      loaded = Promise.all(['search-core.js', 'search-client.js'].map(script)).then(function () {
        return window.wijkzoekClient(form.dataset.root, form.dataset.index);
      });
      // The next letter tries again.
      loaded.catch(function () { loaded = null; });
    }
    return loaded;
  }

  function element(name, of, text) {
    var made = document.createElement(name);
    made.className = of;
    if (text) made.append(text);
    return made;
  }

  function combobox(form) {
    var input = form.querySelector('input'), texts = form.dataset, box = element('div', 'suggestions'), status = element('div', 'visually-hidden');
    var active = -1, turns = 0, before = -PAUSE, timer, silence;
    box.id = input.id + '-list';
    box.hidden = true;
    box.setAttribute('role', 'listbox');
    box.setAttribute('aria-label', texts.label);
    status.setAttribute('role', 'status');
    form.append(box, status);
    // A combobox is a text field; 'search' may not be one.
    input.type = 'text';
    input.enterKeyHint = 'search';
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', box.id);
    open(false);

    function open(is) {
      box.hidden = !is;
      input.setAttribute('aria-expanded', is);
      point(-1);
    }

    /** Points at an option; -1 at the box itself. */
    function point(to) {
      if (box.children[active]) box.children[active].setAttribute('aria-selected', 'false');
      active = to;
      var option = box.children[to];
      if (option) {
        option.setAttribute('aria-selected', 'true');
        option.scrollIntoView({ block: 'nearest' });
        input.setAttribute('aria-activedescendant', option.id);
      } else {
        input.removeAttribute('aria-activedescendant');
      }
    }

    function option(a) {
      a.id = box.id + box.children.length;
      a.tabIndex = -1;
      a.setAttribute('role', 'option');
      a.setAttribute('aria-selected', 'false');
      box.append(a);
    }

    function show(client, manifest, answer) {
      box.replaceChildren();
      answer.results.forEach(function (result) {
        var section = client.sections(result, answer)[0], a = client.link(result, section);
        var title = element('span', 'suggestion-title', client.marked(result.title, answer));
        a.append(title, ' ', element('span', 'soft', manifest.kinds[result.kind]));
        if (section) a.append(' ', element('span', 'suggestion-section', client.marked(section.text, answer)));
        option(a);
      });
      var n = answer.results.length;
      if (answer.total > n) {
        var all = element('a', 'suggestion-all', client.counted(form, answer.total, texts.all, texts.all));
        all.href = form.action + '?q=' + encodeURIComponent(input.value.trim());
        option(all);
      }
      open(n > 0);
      clearTimeout(silence);
      silence = setTimeout(function () { status.textContent = client.counted(form, n, texts.one, texts.many); }, SILENCE);
    }

    function suggest() {
      var turn = ++turns, query = input.value;
      if (!query.trim()) return close();
      client(form).then(function (client) {
        return Promise.all([client.manifest(), client.ask(query, { limit: SHOWN })]).then(function (all) {
          if (turn === turns && document.activeElement === input) show(client, all[0], all[1]);
        });
      }).catch(function () { open(false); });
    }

    function close() {
      clearTimeout(timer);
      clearTimeout(silence);
      status.textContent = '';
      turns++;
      open(false);
    }

    input.addEventListener('focus', function () {
      client(form).then(function (client) { return client.manifest(); }).catch(function () {});
    });
    // A letter is answered at once; of letters that come faster than that, as of a key that is held, the last.
    input.addEventListener('input', function (event) {
      clearTimeout(timer);
      timer = setTimeout(suggest, before + PAUSE - event.timeStamp);
      before = event.timeStamp;
    });
    input.addEventListener('blur', close);
    // A click on a suggestion must not take the focus first: the list would be gone.
    box.addEventListener('mousedown', function (event) { event.preventDefault(); });
    input.addEventListener('keydown', function (event) {
      var n = box.children.length, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      if (step && !box.hidden) {
        // From the box to the first or last, and from there back to the box.
        point((active + 1 + step + n + 1) % (n + 1) - 1);
      } else if (step && n && input.value.trim()) {
        suggest();
      } else if (event.key === 'Enter' && active >= 0) {
        box.children[active].click();
      } else if (event.key === 'Escape' && !box.hidden) {
        close();
      } else if (event.key === 'Escape') {
        input.value = '';
      } else {
        return;
      }
      event.preventDefault();
    });
  }

  /** Whether the visitor wants the key; the search page has the switch. */
  function wanted() {
    try {
      return localStorage.getItem('wijkzoek-slash') !== 'off';
    } catch (error) {
      return true;
    }
  }

  document.addEventListener('keydown', function (event) {
    var input = document.querySelector('.search-form input');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) return;
    if (!input || !wanted()) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  document.querySelectorAll('.search-form[data-index]').forEach(function (form) {
    if (location.protocol === 'file:') form.action = form.action.replace(/\/$/, '/index.html');
    combobox(form);
  });
})();
