// The core of search: a query and the files of the index in, ranked pages out. It knows neither the
// document nor how files get here: search() says which files it misses, part() takes them, and search()
// is asked again. The files are described in docs/search-format.md; 'wijkwijzer search' ranks the same
// way in Rust (src/search/query.rs), and a test compares both.
(function (root) {
  'use strict';

  var VERSION = 4;
  // Adds 'readFacet' and 'narrow' to the core; missing until a search is narrowed down.
  var FILTERS = 'search-filters.js';
  // What a form counts that is not quite what was asked.
  var STEM = 0.85, INFLECTED = 0.7, SIBLING = 0.4, PREFIX = 1, ONE = 0.5, TWO = 0.25, JOINED = 0.9, SPLIT = 0.8, PART = 0.3, ENDING = 0.5;
  // What a word that says nothing by itself weighs of the least that another word weighs.
  var FILLER = 0.2;
  // A title word that begins or ends with what was asked.
  var CONTAINED = 0.75;
  // What it counts that the words asked cover a text.
  var TITLE = 1, HEADING = 0.5, SUMMARY = 0.8, EQUAL = 0.5;
  // What a list counts of what a page would; one that is named in full goes before all pages instead.
  var LIST = 0.05;
  // The level that a word has which is a whole name; of a name of more words it is as many less.
  var WHOLE = 11;
  // Pages that are looked at a second time.
  var FIRST = 10;
  var LONGEST = 40, MOST_WORDS = 16, MOST_SHARDS = 3, MOST_PREFIXES = 60, ENOUGH = 5, SEVERAL = 2, MANY = 10;
  // Letters between the parts of a compound, which are also what numbers of a word end with.
  var LINKS = ['', 's', 'e', 'en', 'n', 'er'];
  var PLAIN = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' };
  var SKIPPED = /['‘’ʼ\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]/g;
  var HYPHEN = /[-\u2010\u2011]/;
  var WORD = /[\p{Alphabetic}\p{N}\p{M}]+(?:[-\u2010\u2011][\p{Alphabetic}\p{N}\p{M}]+)*/gu;

  // ---- Words, as src/search/words.rs makes them

  function fold(text) {
    return text.normalize('NFKD').replace(SKIPPED, '').toLowerCase().replace(/[ßæœøłđðþıς]/g, function (c) { return PLAIN[c]; });
  }

  function cut(word) {
    return word.length <= LONGEST ? word : Array.from(word).slice(0, LONGEST).join('');
  }

  function words(text) {
    var all = [];
    (fold(text).match(WORD) || []).forEach(function (group) {
      var parts = group.split(HYPHEN).map(cut);
      all.push.apply(all, parts);
      var joined = parts.join('');
      if (parts.length > 1 && Array.from(joined).length <= LONGEST) all.push(joined);
    });
    return all;
  }

  /** The words asked: those with hyphens only in parts, each word once. */
  function asked(query) {
    var all = [];
    (fold(query).match(WORD) || []).forEach(function (group) {
      group.split(HYPHEN).map(cut).forEach(function (word) { if (!all.includes(word)) all.push(word); });
    });
    return all.slice(0, MOST_WORDS);
  }

  function hyphenated(text) {
    return (fold(text).match(WORD) || []).map(function (group) { return group.split(HYPHEN).map(cut).join('-'); }).join('-');
  }

  /** The anchor that GitHub gives a heading. */
  function anchor(text) {
    return text.trim().replace(/[ \u00a0]/g, '-').replace(/[^\p{Alphabetic}\p{N}\p{M}_-]/gu, '').toLowerCase();
  }

  // ---- Numbers, as src/search/alphabet.rs writes them

  function value(code) {
    return code > 92 ? code - 36 : code - 35;
  }

  /** A reader of a text: 'at' is where it is. */
  function Reader(text) {
    this.text = text;
    this.at = 0;
  }
  Reader.prototype.digit = function () {
    return value(this.text.charCodeAt(this.at++));
  };
  Reader.prototype.number = function () {
    var first = this.digit();
    if (first < 50) return first;
    if (first < 80) return 50 + (first - 50) * 90 + this.digit();
    if (first < 88) return 2750 + ((first - 80) * 90 + this.digit()) * 90 + this.digit();
    return 67550 + (((first - 88) * 90 + this.digit()) * 90 + this.digit()) * 90 + this.digit();
  };
  /** The capital at which letters end. */
  Reader.prototype.capital = function () {
    var from = this.at, code;
    do code = this.text.charCodeAt(this.at++); while (code < 65 || code > 90);
    return { letters: this.text.slice(from, this.at - 1), value: code - 65 };
  };

  /** A reader of bits, six in a digit, as src/search/bits.rs writes them. */
  function Bits(text, at) {
    this.text = text;
    this.at = at;
    this.held = this.bits = 0;
  }
  Bits.prototype.plain = function (bits) {
    for (; this.bits < bits; this.bits += 6) this.held = this.held << 6 | value(this.text.charCodeAt(this.at++));
    this.bits -= bits;
    var number = this.held >>> this.bits;
    this.held &= (1 << this.bits) - 1;
    return number;
  };
  Bits.prototype.rice = function (bits) {
    for (var ones = 0; this.plain(1);) ones++;
    return ones << bits | this.plain(bits);
  };
  Bits.prototype.any = function () {
    var bits = this.rice(0);
    return (1 << bits | this.plain(bits)) - 1;
  };
  /** Adds each posting of a form, 'page * 16 + level', and gives on how many pages it stands. */
  Bits.prototype.postings = function (manifest, all) {
    var left = this.any() + 1, total = left, level = -1;
    if (left >= manifest.enough) total += this.any();
    while (left > 0) {
      level = level < 0 ? this.plain(4) : level - 1 - this.rice(0);
      var n = left > 1 ? this.rice(log2(left / 4)) + 1 : 1, bits = log2(manifest.pages / (n + 1)), next = level;
      for (left -= n; n > 0; n--) {
        all.push(next += this.rice(bits) * 16);
        next += 16;
      }
    }
    return total;
  };
  /** Rounded down; 0 of less than 1. */
  function log2(number) {
    return 31 - Math.clz32(number | 1);
  }

  // ---- The parts of the index

  function readBegins(text) {
    var begins = [], before = '', reader = new Reader(text + 'A');
    var head = reader.capital().value;
    while (reader.at < reader.text.length) {
      var shared = head === 25 ? reader.number() : head;
      var next = reader.capital();
      before = before.slice(0, shared) + next.letters;
      begins.push(before);
      head = next.value;
    }
    return begins;
  }

  /** Postings of form i are those from 'from[i]' to 'from[i + 1]'. */
  function readTerms(text, manifest) {
    var reader = new Reader(text), end = text.indexOf('\u001e'), bits = new Bits(text, end + 1), before = '';
    var forms = [], groups = [], totals = [], postings = [], from = [0];
    while (reader.at < end) {
      var shared = reader.digit(), rest = reader.capital();
      var back = rest.value === 25 ? reader.number() : rest.value, n = forms.length;
      before = before.slice(0, shared) + rest.letters;
      forms.push(before);
      groups.push(back ? groups[n - back] : n);
      totals.push(bits.postings(manifest, postings));
      from.push(postings.length);
    }
    return { forms: forms, groups: groups, totals: totals, postings: postings, from: from };
  }

  function readReverse(text) {
    var reader = new Reader(text), all = [], before = '';
    while (reader.at < text.length) {
      var shared = reader.digit();
      before = before.slice(0, shared) + reader.capital().letters;
      all.push(Array.from(before).reverse().join(''));
    }
    return all;
  }

  /** Gives the pages of a pack by index. A page is taken apart when it is asked for. */
  function readPack(text) {
    var lines = text.split('\u001e'), addresses = [''], pages = [];

    function read(index) {
      var parts = lines[index].split('\t');
      // An address begins like that of the page before.
      for (var next = addresses.length; next <= index + 1; next++) {
        var of = lines[next - 1].split('\t', 2);
        var address = addresses[next - 1].slice(0, new Reader(of[0]).digit()) + of[0].slice(1);
        address = address.replace(/\u001f|\u001d(.)/, function (_, cut) {
          var title = hyphenated(of[1]);
          return cut ? title.slice(0, value(cut.charCodeAt(0))) : title;
        });
        addresses.push(address && address + '/');
      }
      return {
        address: addresses[index + 1], title: parts[1], kind: value(parts[2].charCodeAt(0)), summary: parts[3],
        headings: parts.slice(4).map(function (heading) {
          var of = heading.split('\u001f');
          return { text: of[0], anchor: of[1] || anchor(of[0]) + (of[2] || '') };
        }),
      };
    }

    return function (index) {
      return index < lines.length ? pages[index] = pages[index] || read(index) : undefined;
    };
  }

  /** Index of the last of some sorted texts that is not after 'word', or 0. */
  function place(sorted, word) {
    var low = 0, high = sorted.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (sorted[middle] <= word) low = middle + 1; else high = middle;
    }
    return low ? low - 1 : 0;
  }

  // ---- How alike words are

  function sameStart(a, b) {
    var n = 0;
    while (n < a.length && n < b.length && a[n] === b[n]) n++;
    return n;
  }

  /** Edits between words (Damerau and Levenshtein, neighbours only), or more than 'most'. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    var two, one = [], row, i, j;
    for (j = 0; j <= b.length; j++) one.push(j);
    for (i = 1; i <= a.length; i++) {
      row = [i];
      var least = i;
      for (j = 1; j <= b.length; j++) {
        var same = a[i - 1] === b[j - 1];
        row[j] = Math.min(one[j] + 1, row[j - 1] + 1, one[j - 1] + (same ? 0 : 1));
        if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], two[j - 2] + 1);
        // 'ij' is one letter to many, and sounds as 'y'.
        if (b[j - 1] === 'y' && a.slice(i - 2, i) === 'ij') row[j] = Math.min(row[j], two[j - 1] + 1);
        if (a[i - 1] === 'y' && b.slice(j - 2, j) === 'ij') row[j] = Math.min(row[j], one[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) return most + 1;
      two = one;
      one = row;
    }
    return one[b.length];
  }

  // ---- A search

  function create() {
    var manifest = null, stop, parts = Object.create(null);

    function part(kind, number, content) {
      if (kind !== 'm') {
        var read = { b: readBegins, t: readTerms, r: readReverse, d: readPack, f: core.readFacet }[kind];
        parts[kind + number] = read(content, manifest);
      } else if (number === VERSION) {
        if (manifest && manifest.folder !== content.folder) parts = Object.create(null);
        manifest = content;
        manifest.begins = readBegins(content.t);
        stop = Object.create(null);
        readBegins(content.stop).forEach(function (word) { stop[word] = true; });
      }
    }

    /** Answers one query; 'missing' fills with the files that it had to do without. */
    function Query(text) {
      text = text.slice(0, 2000);
      this.words = asked(text);
      this.typed = words(text).join(' ');
      this.missing = [];
    }

    Query.prototype.get = function (kind, number) {
      var found = parts[kind + number];
      if (!found) {
        var path = kind + '/' + number + '.js';
        if (!this.missing.includes(path)) this.missing.push(path);
      }
      return found;
    };

    /** The number of the shard where a word is, if it is anywhere; undefined as long as that cannot be said. */
    Query.prototype.number = function (word) {
      var group = place(manifest.begins, word);
      if (manifest.group === 1) return group;
      var begins = this.get('b', group);
      return begins && group * manifest.group + place(begins, word);
    };

    Query.prototype.shard = function (word) {
      var number = this.number(word);
      return number === undefined ? undefined : this.get('t', number);
    };

    /** The first letters of a shard; undefined as long as they are missing. */
    Query.prototype.begin = function (number) {
      if (manifest.group === 1) return manifest.begins[number];
      var begins = this.get('b', Math.floor(number / manifest.group));
      return begins && begins[number % manifest.group];
    };

    /** A form by its shard and its place there; nothing when it stands nowhere, or its shard is missing. */
    Query.prototype.find = function (word) {
      var shard = this.shard(word), at = shard ? shard.forms.indexOf(word) : -1;
      return at < 0 ? undefined : { shard: shard, at: at };
    };

    /** Adds the forms that have the stem of one, itself included. */
    function withStem(found, factor, variants) {
      found.shard.groups.forEach(function (group, i) {
        if (group === found.shard.groups[found.at]) variants.add(found.shard, i, i === found.at ? factor : factor * STEM);
      });
    }

    /**
     * Adds the other numbers of a word, and the forms that share three first letters with it and have at most two others,
     * as it has; the latter not of a word that stands on several pages: who asks for 'wijkagent' does not mean
     * 'wijkagenda'. Nobody means a word that says nothing ('meten', 'met').
     */
    function alike(word, shard, usual, variants) {
      if (/[0-9]/.test(word)) return;
      shard.forms.forEach(function (form, i) {
        var same = sameStart(form, word);
        if (stop[form]) return;
        if (inflected(word, form) || !usual && same > 2 && word.length - same < 3 && form.length - same < 3) variants.add(shard, i, SIBLING);
      });
    }

    /** The forms that stand for a word, with what they count. */
    Query.prototype.variants = function (word, isLast, isVague) {
      var variants = new Variants(), shard = this.shard(word), found = this.find(word);
      if (!shard) return variants;
      if (found) withStem(found, 1, variants);
      variants.known = !!found;
      variants.sure = variants.list.length;
      if (word.length > 3 && !isVague) alike(word, shard, found && shard.totals[found.at] >= SEVERAL, variants);
      if (word.length > 1 && !isVague && (isLast || !variants.known)) this.prefixes(word, variants);
      return variants;
    };

    Query.prototype.prefixes = function (word, variants) {
      var first = this.number(word);
      for (var number = first; number < Math.min(first + MOST_SHARDS, manifest.shards); number++) {
        if (number > first) {
          var begin = variants.list.length > ENOUGH ? undefined : this.begin(number);
          if (begin === undefined || begin.slice(0, word.length) > word) return;
        }
        var shard = this.get('t', number);
        if (!shard) continue;
        for (var i = place(shard.forms, word); i < shard.forms.length; i++) {
          var form = shard.forms[i];
          if (form.slice(0, word.length) > word) return;
          if (form !== word && form.startsWith(word)) variants.add(shard, i, PREFIX * Math.sqrt(word.length / form.length));
        }
      }
    };

    /**
     * What may be meant by a word that stands nowhere: the same word in another number, its parts on one page, a word
     * that differs by an edit or two, a word that it is the end of, one of its parts.
     */
    Query.prototype.unknown = function (word, variants) {
      var shard = this.shard(word), most = -1;
      shard.forms.forEach(function (form, i) {
        if (stop[form] || !inflected(word, form)) return;
        withStem({ shard: shard, at: i }, INFLECTED, variants);
        most = SEVERAL;
      });
      variants.list.forEach(function (v) {
        if (variants.forms[v.shard.forms[v.at]] > SIBLING) most = Math.max(most, v.shard.totals[v.at]);
      });
      if (most >= SEVERAL || (most < 0 && word.length < 4 && variants.list.length)) return;
      if (most >= 0) return this.typos(word, ENOUGH, variants);
      var parts = this.split(word);
      if (!parts || !withBoth(parts, variants)) this.typos(word, 1, variants);
      if (!variants.list.length && !variants.more.size) this.endings(word, variants);
      if (!variants.list.length && !variants.more.size) this.onePart(word, parts, variants);
    };

    /** The words of the reverse shard where a word is, if it is anywhere. */
    Query.prototype.reversed = function (word) {
      var begins = manifest.reverse && this.get('b', 'r');
      return begins && this.get('r', place(begins, Array.from(word).reverse().join(''))) || [];
    };

    /** The words of a shard that are at most so many edits away, and say something. */
    function near(shard, word, most) {
      var all = [];
      shard.forms.forEach(function (form, i) {
        var d = form[0] === word[0] || form[1] === word[1] ? distance(word, form, most) : most + 1;
        if (d <= most && !stop[form] && form.replace(/[^0-9]/g, '') === word.replace(/[^0-9]/g, '')) all.push({ shard: shard, at: i, d: d });
      });
      return all;
    }

    /** The shards before and after that of a word, when it is cut from them among words with its first letters. */
    Query.prototype.beside = function (own, word) {
      var query = this;
      function beginsAlike(number) {
        var begin = number < manifest.shards && query.begin(number);
        return begin && sameStart(begin, word) >= 3;
      }
      return (own && beginsAlike(own) ? [own - 1] : []).concat(beginsAlike(own + 1) ? [own + 1] : []);
    };

    /**
     * Words that are one or two edits away and stand on so many pages. Where more than one is wanted, the word may
     * still be right: then it is one edit, and no other file is opened. No number is a typing error.
     */
    Query.prototype.typos = function (word, pages, variants) {
      var query = this, letters = word.replace(/[0-9]/g, ''), most = letters.length < 8 || pages > 1 ? 1 : 2, own = this.number(word), shard = this.get('t', own);
      if (letters.length < 4 || !shard) return;
      var all = near(shard, word, most).filter(function (n) { return n.shard.totals[n.at] >= pages; });
      function found() {
        return all.some(function (n) { return n.d < 2 && n.shard.totals[n.at] >= SEVERAL; });
      }
      if (pages === 1) {
        this.beside(own, word).forEach(function (number) {
          var other = !found() && query.get('t', number);
          if (other) all = all.concat(near(other, word, most));
        });
        if (!found() && letters === word) {
          this.reversed(word).forEach(function (form) {
            var d = distance(word, form, most);
            if (d > most || d > 1 && all.length) return;
            var at = query.find(form);
            if (at) all.push({ shard: at.shard, at: at.at, d: d });
          });
        }
      }
      var least = all.reduce(function (l, n) { return Math.min(l, n.d); }, 3);
      all.forEach(function (n) {
        if (n.d === least) withStem(n, least < 2 ? ONE : TWO, variants);
      });
    };

    /** Where a word that stands nowhere comes apart best: two words, perhaps with letters between them. */
    Query.prototype.split = function (word) {
      var query = this, best = null;
      for (var cutAt = word.length - 3; cutAt >= 3; cutAt--) {
        LINKS.forEach(function (link) {
          var front = word.slice(0, cutAt);
          if (!front.endsWith(link)) return;
          front = front.slice(0, front.length - link.length);
          if (front.length < 3 || best && best.front.length > front.length) return;
          var a = query.find(front);
          if (!a || a.shard.totals[a.at] < 2) return;
          var b = query.find(word.slice(cutAt));
          if (!b) return;
          var rank = Math.min(front.length, word.length - cutAt);
          if (!best || rank > best.rank) best = { rank: rank, front: front, parts: [a, b] };
        });
      }
      return best && best.parts;
    };

    /** Adds the pages that have both parts of a word; gives whether there are any. */
    function withBoth(parts, variants) {
      var pages = parts.map(function (part) {
        var forms = new Variants();
        withStem(part, SPLIT, forms);
        return forms.pages();
      });
      pages[0].forEach(function (impact, page) {
        if (pages[1].has(page)) variants.more.set(page, (impact + pages[1].get(page)) / 2);
      });
      if (!variants.more.size) return false;
      parts.forEach(function (part) { variants.forms[part.shard.forms[part.at]] = SPLIT; });
      return true;
    }

    /** Adds the words that a word is the end of: who asks for 'symposium' means 'minisymposium' too. */
    Query.prototype.endings = function (word, variants) {
      var query = this;
      if (word.length > 4) this.reversed(word).forEach(function (form) {
        var found = form.length > word.length && form.endsWith(word) && query.find(form);
        if (found) withStem(found, ENDING, variants);
      });
    };

    /**
     * Adds the pages of either part of a word, or of the longest words that it begins and ends with. Each has five
     * letters; a beginning may have four that are nearly half of it ('brieven' does not end with 'even').
     */
    Query.prototype.onePart = function (word, parts, variants) {
      function isLong(form, i) {
        return form.length > 4 || !i && form.length === 4 && word.length < 10;
      }
      function longest(forms, fits) {
        return forms.reduce(function (best, form) { return fits(form) && form.length > best.length ? form : best; }, '');
      }
      var found = (parts ? parts.map(function (part) { return part.shard.forms[part.at]; }) : [
        longest(this.shard(word).forms, function (form) { return word.startsWith(form); }),
        longest(this.reversed(word), function (form) { return word.endsWith(form); }),
      ]).filter(isLong).map(this.find, this);
      variants.parts = true;
      found.forEach(function (part) {
        if (part) withStem(part, PART, variants);
      });
    };

    /** Forms that stand for a word asked, and their pages. */
    function Variants() {
      this.list = [];
      this.forms = Object.create(null);
      this.more = new Map();
      this.known = false;
      this.sure = 0;
    }
    Variants.prototype.add = function (shard, at, factor) {
      var form = shard.forms[at];
      if ((this.forms[form] || 0) >= factor) return;
      if (!(form in this.forms)) this.list.push({ shard: shard, at: at });
      this.forms[form] = factor;
    };
    /** The best that each page has. */
    Variants.prototype.pages = function () {
      var forms = this.forms, pages = new Map(this.more);
      var list = this.list.slice().sort(function (a, b) { return forms[b.shard.forms[b.at]] - forms[a.shard.forms[a.at]]; });
      list.slice(0, MOST_PREFIXES).forEach(function (v) {
        var shard = v.shard, factor = forms[shard.forms[v.at]];
        for (var i = shard.from[v.at]; i < shard.from[v.at + 1]; i++) {
          var page = shard.postings[i] >> 4, impact = factor * manifest.lowest * Math.pow(manifest.step, shard.postings[i] & 15);
          if (impact > (pages.get(page) || 0)) pages.set(page, impact);
        }
      });
      return pages;
    };
    /** On how many pages the word stands: by what is surely meant, else by all that may be. */
    Variants.prototype.total = function (pages) {
      var list = this.list.slice(0, this.sure);
      return Math.max(1, list.reduce(function (most, v) { return Math.max(most, v.shard.totals[v.at]); }, list.length ? 0 : pages.size));
    };

    /** How much a word tells: rare words tell more. */
    function weight(variants, pages) {
      return Math.log(1 + manifest.pages / variants.total(pages));
    }

    Query.prototype.rank = function () {
      var query = this, n = this.words.length;
      var saysSomething = this.words.some(function (word) { return !stop[word]; });
      // A word that says nothing stands for itself alone, unless it may be the beginning of all that is asked.
      var vague = this.words.map(function (word) { return n > 1 && stop[word]; });
      var fillers = vague.map(function (isVague) { return saysSomething && isVague; });
      var all = this.words.map(function (word, i) { return query.variants(word, i === n - 1, vague[i]); });
      all.forEach(function (variants, i) {
        // As long as its own shard is missing, nobody can say whether a word is known.
        if (!vague[i] && !variants.known && query.shard(query.words[i])) query.unknown(query.words[i], variants);
      });
      var pages = all.map(function (variants) { return variants.pages(); });
      var weights = all.map(function (variants, i) { return weight(variants, pages[i]); });
      var least = Math.min.apply(null, weights.filter(function (_, i) { return !fillers[i]; }));
      weights = weights.map(function (weight, i) { return !fillers[i] ? weight : all[i].list.length ? FILLER * least : 0; });
      this.joined(all, pages, fillers, weights);
      this.all = all;
      this.fillers = fillers;
      // Where a text is looked at, what says nothing by itself does not count.
      this.weights = weights.map(function (weight, i) { return fillers[i] ? 0 : weight; });
      var sum = weights.reduce(function (a, b) { return a + b; }, 0);
      var scores = new Map(), ranked = [];
      // Lists come after all pages. The words asked are all of a name when each counts as much as a word of it.
      var lists = manifest.pages - manifest.lists, whole = manifest.lowest * Math.pow(manifest.step, WHOLE + 0.5 - n);
      pages.forEach(function (of, i) {
        of.forEach(function (impact, page) {
          var score = scores.get(page) || { score: 0, share: 0, whole: 0, says: false };
          score.says = score.says || !fillers[i];
          score.score += impact * weights[i];
          score.share += weights[i] / sum;
          if (impact > whole) score.whole++;
          scores.set(page, score);
        });
      });
      scores.forEach(function (s, page) {
        var named = page >= lists && s.whole === n;
        // Who asks 'wat is leefbaarheid' does not ask for what has 'wat' and 'is'.
        if (s.says) ranked.push({ page: page, score: s.score * s.share * (page < lists ? 1 : LIST), named: named, first: +named });
      });
      return ranked.sort(better);
    };

    /**
     * Neighbours that are one word elsewhere: 'buurt agenda' finds 'buurtagenda'. On pages it tells as much as a word asked
     * that is as rare.
     */
    Query.prototype.joined = function (all, pages, fillers, weights) {
      for (var i = 0; i + 1 < this.words.length; i++) {
        if (fillers[i] || fillers[i + 1]) continue;
        for (var l = 0; l < 2; l++) {
          var word = this.words[i] + ['', 's'][l] + this.words[i + 1];
          // With an 's' it is rarer: not worth a file of its own.
          if (l && this.number(word) !== this.number(this.words[i])) continue;
          var found = this.find(word);
          if (!found) continue;
          var variants = new Variants(), both = [i, i + 1];
          withStem(found, JOINED, variants);
          var there = variants.pages(), more = Math.max(1, weight(variants, there) / (weights[i] + weights[i + 1]));
          there.forEach(function (impact, page) {
            if (page < manifest.pages - manifest.lists) impact *= more;
            both.forEach(function (k) { if (impact > (pages[k].get(page) || 0)) pages[k].set(page, impact); });
          });
          both.forEach(function (k) {
            for (var form in variants.forms) all[k].forms[form] = Math.max(all[k].forms[form] || 0, variants.forms[form]);
          });
        }
      }
    };

    function better(a, b) {
      // What differs by less than a millionth differs by how numbers are rounded here and in Rust.
      return b.first - a.first || Math.round(b.score * 1e6) - Math.round(a.score * 1e6) || a.page - b.page;
    }

    /** How far the words asked cover a text, and it them: 0 to 1. */
    Query.prototype.cover = function (text) {
      var query = this, there = words(text), hit = there.map(function () { return 0; }), cover = 0, sum = 0;
      this.words.forEach(function (word, i) {
        var best = 0, forms = query.all[i].forms;
        there.forEach(function (t, k) {
          var m = t === word ? 1 : forms[t] || 0;
          if (word.length > 3 && t !== word && (t.startsWith(word) || t.endsWith(word))) m = Math.max(m, CONTAINED);
          hit[k] = Math.max(hit[k], m);
          best = Math.max(best, m);
        });
        cover += query.weights[i] * best;
        sum += query.weights[i];
      });
      var filled = hit.reduce(function (a, b) { return a + b; }, 0) / (there.length || 1);
      return { asked: sum ? cover / sum : 0, text: filled };
    };

    Query.prototype.second = function (ranked) {
      var query = this;
      return ranked.map(function (r) {
        var page = query.page(r.page);
        if (!page) return r;
        var title = query.cover(page.title), best = null, heading = 0;
        page.headings.forEach(function (h) {
          var c = query.cover(h.text), value = c.asked * (0.5 + 0.5 * c.text);
          if (value > heading) { heading = value; best = h; }
        });
        var bonus = 1 + TITLE * title.asked * (0.5 + 0.5 * title.text) + HEADING * heading + SUMMARY * query.cover(page.summary).asked +
          (title.asked > 0.99 && title.text > 0.99 ? EQUAL : 0);
        // A title that was typed word for word goes first, of a list before that of a page.
        var same = words(page.title).join(' ') === query.typed;
        return { page: r.page, score: r.score * bonus, named: r.named, first: r.named + 2 * same, heading: best };
      }).sort(better);
    };

    Query.prototype.page = function (page) {
      var pack = this.get('d', Math.floor(page / manifest.pack));
      return pack && pack(page % manifest.pack);
    };

    // ---- What was meant, and the answer

    /** Whether words differ as numbers of one word do: nobody mistyped anything. */
    function inflected(word, form) {
      word = sounded(word);
      form = sounded(form);
      var a = squeezed(word), b = squeezed(form), same = sameStart(a, b), end = a.slice(same), other = b.slice(same);
      var n = word.length - end.length;
      // Where one doubles a vowel and the other a consonant, they are two words: 'maan' and 'mannen'.
      return a !== b && same > 2 && LINKS.includes(end) && LINKS.includes(other) && (n !== form.length - other.length || sameStart(word, form) >= n);
    }

    /** A word as it sounds at the end of a syllable: 'huizen' and 'huis' begin alike. */
    function sounded(word) {
      return word.replace(/v/g, 'f').replace(/z/g, 's');
    }

    /** Without its doubled letters: 'straten' and 'straat' begin alike. */
    function squeezed(word) {
      return word.replace(/([a-z])\1/g, '$1');
    }

    /**
     * The query with the nearest words for those that stand nowhere; null when there are none. A word that stands on
     * one page is as good as nowhere when many pages have one that differs by a letter: some editor typed it wrong too.
     */
    Query.prototype.meant = function () {
      var query = this, changed = false, text = this.words.map(function (word, i) {
        var v = query.all[i], best = null, most = 0;
        function nearest(form, value) { if (value > most) { most = value; best = form; } }
        if (v.known) {
          var own = query.find(word), shard = own.shard;
          if (word.length > 4 && shard.totals[own.at] < 2) shard.forms.forEach(function (form, k) {
            if (shard.totals[k] >= MANY && shard.groups[k] !== shard.groups[own.at] && !inflected(word, form) && distance(word, form, 1) < 2) nearest(form, shard.totals[k]);
          });
        } else if (!v.parts && !Object.keys(v.forms).some(function (form) { return v.forms[form] > ONE || form.startsWith(word); })) {
          v.list.forEach(function (near) {
            var form = near.shard.forms[near.at];
            if (!word.startsWith(form) || word.length < form.length + 3) nearest(form, v.forms[form] * Math.log(2 + near.shard.totals[near.at]));
          });
        }
        changed = changed || best !== null;
        return best || word;
      }).join(' ');
      return changed ? text : null;
    };

    /**
     * The answer to a query. 'options.limit': results wanted (10). 'options.chosen': labels by index of their facet;
     * a page has one of each facet that is named. 'options.facets': whether to count. Without words, but with a
     * choice, these are all pages that have it. Gives '{ missing }', the files without which it cannot be said, or
     * '{ results: [{ page, address, title, kind, summary, headings, best, score, named }], total, over, words, forms, meant, facets }':
     * 'named' is whether it is a list, and the words are a whole name of it: these come first; 'over' is whether there are more than 'total';
     * 'meant' is another query, or null; 'facets' by index '{ name, values: [{ label, count }] }', null without values.
     */
    function search(text, options) {
      if (!manifest) return { missing: ['m.js'] };
      options = options || {};
      var query = new Query(text), limit = options.limit || FIRST;
      var ranked = query.words.length && manifest.shards ? query.rank() : [], facets;
      if (!query.missing.length && (options.facets || options.chosen)) {
        if (!core.narrow) return { missing: [FILTERS] };
        var narrowed = core.narrow(manifest, query.get.bind(query, 'f'), query.words.length ? ranked : null, options);
        ranked = narrowed.ranked;
        facets = narrowed.facets;
      }
      if (query.missing.length) return { missing: query.missing };
      var first = query.words.length ? query.second(ranked.slice(0, FIRST)).concat(ranked.slice(FIRST, limit)) : ranked;
      var results = first.slice(0, limit).map(function (r) {
        var page = query.page(r.page);
        return page && Object.assign({ page: r.page, score: r.score, named: r.named, best: r.heading }, page);
      });
      if (query.missing.length) return { missing: query.missing };
      return {
        results: results, total: ranked.length, over: !!query.all && query.all.some(isCut), words: query.words, forms: (query.all || []).map(function (v, i) { return query.fillers[i] ? Object.create(null) : v.forms; }),
        meant: query.all ? query.meant() : null, facets: facets,
      };
    }

    /** Whether the index does not list all pages of what is surely meant. */
    function isCut(variants) {
      return variants.list.slice(0, variants.sure).some(function (v) { return v.shard.totals[v.at] > v.shard.from[v.at + 1] - v.shard.from[v.at]; });
    }

    return { part: part, search: search, folder: function () { return manifest && manifest.folder; }, manifest: function () { return manifest; } };
  }

  var core = root.wijkzoekCore = { create: create, words: words, fold: fold, anchor: anchor, hyphenated: hyphenated, Reader: Reader };
})(typeof globalThis === 'object' ? globalThis : window);
