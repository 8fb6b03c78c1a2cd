//! A query and an index in, ranked pages out: the ranking of `themes/wijkwijzer/assets/search-core.js`,
//! step by step and with the same numbers. A test compares both, so what is changed here is changed
//! there. Knows neither terminal nor browser.

use crate::search::distance::{distance, same_start};
use crate::search::reader::{Index, Said, Shown, Terms, Units, place, units};
use crate::search::shards::SAME_LETTERS;
use crate::search::variants::{Hit, Match, Place, Variants, Why};
use crate::search::weights::LEVELS;
use crate::search::words::{parts, words};
use rustc_hash::FxHashMap;

/// What a form counts that only a number or a case sets apart from a word that stands nowhere.
const INFLECTED: f64 = 0.7;
/// What a form counts that begins like the word, and ends a little otherwise.
pub const SIBLING: f64 = 0.4;
/// What a form counts that begins with the word, when it is hardly longer.
const PREFIX: f64 = 1.0;
/// What a form counts that is one edit away, and two.
const ONE: f64 = 0.5;
const TWO: f64 = 0.25;
/// What two words count that are written together.
const JOINED: f64 = 0.9;
/// What both parts count of a word that stands nowhere; and one part, where no page has both.
const SPLIT: f64 = 0.8;
const PART: f64 = 0.3;
/// What a word counts that ends with a word which stands nowhere.
const ENDING: f64 = 0.5;
/// What a word that says nothing by itself weighs of the least that another word weighs.
const FILLER: f64 = 0.2;
/// What a word of a title counts that begins or ends with what was asked.
const CONTAINED: f64 = 0.75;
/// What it counts that the words asked cover a title, a heading, a summary; or are all of the title.
const TITLE: f64 = 1.0;
const HEADING: f64 = 0.5;
const SUMMARY: f64 = 0.8;
const EQUAL: f64 = 0.5;
/// What a list counts of what a page would; one that is named in full goes before all pages instead.
const LIST: f64 = 0.05;
/// Pages that are looked at a second time.
const FIRST: usize = 10;
/// UTF-16 units of a query that are read, and words that are asked.
const LONGEST_QUERY: usize = 2_000;
const MOST_WORDS: usize = 16;
/// Shards in which words are sought that begin with one, and forms after which no other is opened.
const MOST_SHARDS: usize = 3;
const ENOUGH: usize = 5;
/// A word on fewer pages may be a typing error itself.
const SEVERAL: usize = 2;
/// Letters between the parts of a compound, which are also what numbers of a word end with.
const LINKS: [&str; 6] = ["", "s", "e", "en", "n", "er"];

/// A query, answered.
#[derive(Debug)]
pub struct Answer<'i> {
    /// The words that were asked.
    pub words: Vec<String>,
    /// Every page that was found, best first; the first ten were looked at twice.
    pub ranked: Vec<Ranked>,
    index: &'i Index<'i>,
    asked: Vec<Asked<'i>>,
    /// All words of the query, as they follow each other.
    typed: Vec<String>,
}

/// A page that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Its number in the index.
    pub page: usize,
    /// What it scored; only comparable within one answer.
    pub score: f64,
    /// Whether it is a list, and the words asked are all of a name of it: it goes before pages.
    pub named: bool,
    /// Whether its title is, word for word, what was asked: it goes before all others, a list before a page.
    pub same: bool,
    /// What the score was before the second look.
    pub first_score: f64,
    /// The index of the heading that fits best; none when none does.
    pub heading: Option<usize>,
}

/// A word with what stands for it.
#[derive(Debug)]
struct Asked<'i> {
    word: Units,
    variants: Variants<'i>,
    joined: Vec<Joined<'i>>,
    /// Whether it says nothing by itself, and another word was asked that does.
    is_filler: bool,
    /// How much it tells: rare words tell more.
    weight: f64,
}

/// A word and its neighbour, written together.
#[derive(Debug)]
struct Joined<'i> {
    variants: Variants<'i>,
    /// How many times as much it counts on a page as each of both: a word tells as much as it is rare.
    more: f64,
}

impl Joined<'_> {
    /// What it counts of what it has on a page or a list.
    fn share(&self, manifest: &Said, page: u32) -> f64 {
        if page < lists(manifest) { self.more } else { 1.0 }
    }
}

/// Answers a query.
pub fn search<'i>(index: &'i Index<'i>, query: &str) -> Answer<'i> {
    let query = cut(query);
    let mut answer =
        Answer { words: asked(&query), ranked: Vec::new(), index, asked: Vec::new(), typed: words(&query) };
    if index.manifest.shards == 0 || answer.words.is_empty() {
        return answer;
    }
    let last = answer.words.len() - 1;
    let says_nothing = |word: &str| index.manifest.stop.contains(&units(word));
    let says_something = answer.words.iter().any(|word| !says_nothing(word));
    let looked_up = |(i, word): (usize, &String)| {
        let is_vague = last > 0 && says_nothing(word);
        let found = look_up(index, word, Asking { is_last: i == last, is_vague });
        Asked { is_filler: says_something && is_vague, ..found }
    };
    answer.asked = answer.words.iter().enumerate().map(looked_up).collect();
    let mut pages: Vec<FxHashMap<u32, f64>> = answer.asked.iter().map(|a| a.variants.pages(&index.manifest)).collect();
    for (asked, pages) in answer.asked.iter_mut().zip(&pages) {
        asked.weight = weight(index, &asked.variants, pages);
    }
    let least = answer.asked.iter().filter(|a| !a.is_filler).map(|a| a.weight).fold(f64::INFINITY, f64::min);
    for asked in answer.asked.iter_mut().filter(|a| a.is_filler) {
        asked.weight = if asked.variants.list.is_empty() { 0.0 } else { FILLER * least };
    }
    join(index, &mut answer.asked, &mut pages);
    answer.rank(&pages);
    answer
}

/// How much a word tells: rare words tell more.
fn weight(index: &Index, variants: &Variants, pages: &FxHashMap<u32, f64>) -> f64 {
    (1.0 + index.manifest.pages as f64 / variants.total(pages) as f64).ln()
}

/// The number of the first list.
fn lists(manifest: &Said) -> u32 {
    manifest.pages.saturating_sub(manifest.lists) as u32
}

/// As much of a query as is read.
fn cut(query: &str) -> String {
    let mut length = 0;
    let within = |c: &char| {
        length += c.len_utf16();
        length <= LONGEST_QUERY
    };
    query.chars().take_while(within).collect()
}

/// The words asked: those with hyphens only in parts, each word once.
fn asked(query: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in parts(query) {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all.truncate(MOST_WORDS);
    all
}

/// How a word is asked.
#[derive(Clone, Copy)]
struct Asking {
    is_last: bool,
    /// Whether it says nothing: then it stands for itself alone, unless it may be the beginning of all that is asked.
    is_vague: bool,
}

fn look_up<'i>(index: &'i Index<'i>, word: &str, asking: Asking) -> Asked<'i> {
    let word = units(word);
    let mut variants = variants(index, &word, asking);
    if !asking.is_vague && !variants.known {
        unknown(index, &word, &mut variants);
    }
    Asked { word, variants, joined: Vec::new(), is_filler: false, weight: 0.0 }
}

/// What may be meant by a word that stands nowhere: the same word in another number, its parts on one page, a word
/// that differs by an edit or two, a word that it is the end of, one of its parts.
fn unknown<'i>(index: &'i Index<'i>, word: &[u16], variants: &mut Variants<'i>) {
    if inflections(index, word, variants) {
        return;
    }
    let strong = variants.list.iter().filter(|p| variants.forms[p.form()].factor > SIBLING);
    match strong.map(|place| place.shard.totals[place.at]).max() {
        Some(pages) if pages >= SEVERAL => {}
        Some(_) => typos(index, word, ENOUGH, variants),
        None if word.len() <= 3 && !variants.list.is_empty() => {}
        None => {
            let parts = split(index, word);
            if !parts.is_some_and(|parts| with_both(index, parts, variants)) {
                typos(index, word, 1, variants);
            }
            if variants.list.is_empty() && variants.more.is_empty() {
                endings(index, word, variants);
            }
            if variants.list.is_empty() && variants.more.is_empty() {
                one_part(index, word, parts, variants);
            }
        }
    }
}

/// Adds the words that only a number or a case sets apart from one; gives whether there are any.
fn inflections<'i>(index: &'i Index<'i>, word: &[u16], variants: &mut Variants<'i>) -> bool {
    let shard = shard(index, word);
    let mut any = false;
    let means = |form: &Units| inflected(word, form) && !index.manifest.stop.contains(form);
    for at in (0..shard.forms.len()).filter(|at| means(&shard.forms[*at])) {
        any = true;
        variants.add_with_stem(Place { shard, at }, Match { factor: INFLECTED, why: Why::Inflected });
    }
    any
}

/// Whether words differ as numbers of one word do: nobody mistyped anything.
fn inflected(word: &[u16], form: &[u16]) -> bool {
    let (word, form) = (sounded(word), sounded(form));
    let (a, b) = (squeezed(&word), squeezed(&form));
    let same = same_start(&a, &b);
    let is_link = |rest: &[u16]| LINKS.iter().any(|link| units(link) == rest);
    if a == b || same < SAME_LETTERS || !is_link(&a[same..]) || !is_link(&b[same..]) {
        return false;
    }
    // Where one doubles a vowel and the other a consonant, they are two words: `maan` and `mannen`.
    let (word, form) = (&word[..word.len() - a[same..].len()], &form[..form.len() - b[same..].len()]);
    word == form || word.len() != form.len()
}

/// A word as it sounds at the end of a syllable: `huizen` and `huis` begin alike.
fn sounded(word: &[u16]) -> Units {
    const F: u16 = b'f' as u16;
    const S: u16 = b's' as u16;
    const V: u16 = b'v' as u16;
    const Z: u16 = b'z' as u16;
    let sound = |unit: &u16| match *unit {
        V => F,
        Z => S,
        unit => unit,
    };
    word.iter().map(sound).collect()
}

/// A word without its doubled letters: `straten` and `straat` begin alike.
fn squeezed(word: &[u16]) -> Units {
    const A: u16 = b'a' as u16;
    const Z: u16 = b'z' as u16;
    let mut all = Units::with_capacity(word.len());
    let mut left = None;
    for unit in word {
        // Of a pair of letters one is left; a third begins another.
        let is_second = left == Some(*unit) && (A..=Z).contains(unit);
        left = (!is_second).then_some(*unit);
        all.extend(left);
    }
    all
}

fn shard<'i>(index: &'i Index<'i>, word: &[u16]) -> &'i Terms {
    index.terms(index.number(word))
}

fn find<'i>(index: &'i Index<'i>, word: &[u16]) -> Option<Place<'i>> {
    let shard = shard(index, word);
    shard.find(word).map(|at| Place { shard, at })
}

/// The forms that stand for a word, with what they count.
fn variants<'i>(index: &'i Index<'i>, word: &[u16], asking: Asking) -> Variants<'i> {
    let mut variants = Variants::default();
    let shard = shard(index, word);
    let own = shard.find(word);
    if let Some(at) = own {
        variants.add_with_stem(Place { shard, at }, Match { factor: 1.0, why: Why::Exact });
        variants.known = true;
    }
    variants.sure = variants.list.len();
    if word.len() > 3 && !asking.is_vague {
        alike(index, word, own.is_some_and(|at| shard.totals[at] >= SEVERAL), &mut variants);
    }
    if word.len() > 1 && !asking.is_vague && (asking.is_last || !variants.known) {
        prefixes(index, word, &mut variants);
    }
    variants
}

/// Adds the other numbers of a word, and the forms that share three first letters with it and have at most two others,
/// as it has; the latter not of a `usual` word, which stands on several pages: who asks for `wijkagent` does not mean
/// `wijkagenda`. Nobody means a word that says nothing (`meten`, `met`).
fn alike<'i>(index: &'i Index<'i>, word: &[u16], usual: bool, variants: &mut Variants<'i>) {
    let shard = shard(index, word);
    let forms = if digits(word).next().is_some() { &[] } else { shard.forms.as_slice() };
    for (at, form) in forms.iter().enumerate().filter(|(_, form)| !index.manifest.stop.contains(*form)) {
        let same = same_start(form, word);
        let alike = same >= SAME_LETTERS && word.len() - same < 3 && form.len() - same < 3;
        if inflected(word, form) || !usual && alike {
            variants.add(Place { shard, at }, Match { factor: SIBLING, why: Why::Sibling });
        }
    }
}

fn prefixes<'i>(index: &'i Index<'i>, word: &[u16], variants: &mut Variants<'i>) {
    let start = |form: &[u16]| form[..form.len().min(word.len())].to_vec();
    let first = index.number(word);
    for number in first..(first + MOST_SHARDS).min(index.manifest.shards) {
        if number > first && (variants.list.len() > ENOUGH || start(index.begin(number)).as_slice() > word) {
            return;
        }
        let shard = index.terms(number);
        for at in place(&shard.forms, word).unwrap_or(0)..shard.forms.len() {
            let form = &shard.forms[at];
            if start(form).as_slice() > word {
                return;
            }
            if form.len() > word.len() && form.starts_with(word) {
                let factor = PREFIX * (word.len() as f64 / form.len() as f64).sqrt();
                variants.add(Place { shard, at }, Match { factor, why: Why::Prefix });
            }
        }
    }
}

/// Adds the words that are one or two edits away and stand on so many pages. Where more than one is wanted, the
/// word may still be right: then it is one edit, and no other file is opened. No number is a typing error: digits stay.
fn typos<'i>(index: &'i Index<'i>, word: &[u16], pages: usize, variants: &mut Variants<'i>) {
    let letters = word.len() - digits(word).count();
    let most = match letters {
        0..4 => return,
        4..8 => 1,
        _ if pages > 1 => 1,
        _ => 2,
    };
    let own = index.number(word);
    let mut all = near(index, index.terms(own), word, most);
    all.retain(|(place, _)| place.shard.totals[place.at] >= pages);
    let found = |all: &[(Place, usize)]| all.iter().any(|(p, d)| *d < 2 && p.shard.totals[p.at] >= SEVERAL);
    if pages == 1 {
        for number in beside(index, own, word) {
            if !found(&all) {
                all.extend(near(index, index.terms(number), word, most));
            }
        }
        if !found(&all) && letters == word.len() {
            for form in reversed(index, word) {
                let d = distance(word, form, most);
                if d <= most && (d <= 1 || all.is_empty()) {
                    all.extend(find(index, form).map(|found| (found, d)));
                }
            }
        }
    }
    let least = all.iter().map(|(_, d)| *d).min().unwrap_or(0);
    let factor = if least < 2 { ONE } else { TWO };
    for (found, _) in all.iter().filter(|(_, d)| *d == least) {
        variants.add_with_stem(*found, Match { factor, why: Why::Typo(least) });
    }
}

/// The digits of a word: where they differ, it is another.
fn digits(word: &[u16]) -> impl Iterator<Item = &u16> {
    word.iter().filter(|unit| (0x30..0x3a).contains(*unit))
}

/// The words of a shard that are at most so many edits away, have the same digits, and say something.
fn near<'i>(index: &Index, shard: &'i Terms, word: &[u16], most: usize) -> Vec<(Place<'i>, usize)> {
    let mut near = Vec::new();
    for (at, form) in shard.forms.iter().enumerate() {
        if form.first() == word.first() || form.get(1) == word.get(1) {
            let d = distance(word, form, most);
            if d <= most && !index.manifest.stop.contains(form) && digits(word).eq(digits(form)) {
                near.push((Place { shard, at }, d));
            }
        }
    }
    near
}

/// The shards before and after that of a word, when it is cut from them among words with its first letters.
fn beside(index: &Index, own: usize, word: &[u16]) -> Vec<usize> {
    let begins_alike =
        |number: usize| number < index.manifest.shards && same_start(index.begin(number), word) >= SAME_LETTERS;
    let before = begins_alike(own).then(|| own.checked_sub(1)).flatten();
    before.into_iter().chain(begins_alike(own + 1).then_some(own + 1)).collect()
}

/// Where a word that stands nowhere comes apart best: two words, perhaps with letters between them.
fn split<'i>(index: &'i Index<'i>, word: &[u16]) -> Option<[Place<'i>; 2]> {
    let mut best: Option<(usize, Place, Place)> = None;
    for cut in (3..=word.len().saturating_sub(3)).rev() {
        for link in LINKS {
            let Some(front) = word[..cut].strip_suffix(units(link).as_slice()).filter(|f| f.len() >= 3) else {
                continue;
            };
            if best.is_some_and(|(_, best, _)| best.form().len() > front.len()) {
                continue;
            }
            let Some(a) = find(index, front).filter(|a| a.shard.totals[a.at] >= 2) else { continue };
            let Some(b) = find(index, &word[cut..]) else { continue };
            let rank = front.len().min(word.len() - cut);
            if best.is_none_or(|(most, ..)| rank > most) {
                best = Some((rank, a, b));
            }
        }
    }
    best.map(|(_, front, tail)| [front, tail])
}

/// Adds the pages that have both parts of a word; gives whether there are any.
fn with_both<'i>(index: &'i Index<'i>, parts: [Place<'i>; 2], variants: &mut Variants<'i>) -> bool {
    let how = Match { factor: SPLIT, why: Why::Part };
    let pages = parts.map(|part| {
        let mut forms = Variants::default();
        forms.add_with_stem(part, how);
        forms.pages(&index.manifest)
    });
    for (page, counts) in &pages[0] {
        if let Some(other) = pages[1].get(page) {
            variants.more.insert(*page, (counts + other) / 2.0);
        }
    }
    if variants.more.is_empty() {
        return false;
    }
    for part in parts {
        variants.forms.insert(part.form(), how);
    }
    true
}

/// The words of the reverse shard where a word is, if it is anywhere.
fn reversed<'i>(index: &'i Index<'i>, word: &[u16]) -> &'i [Units] {
    let backwards = units(&String::from_utf16_lossy(word).chars().rev().collect::<String>());
    if index.manifest.reverse { index.reverse(&backwards) } else { &[] }
}

/// Adds the words that a word is the end of: who asks for `symposium` means `minisymposium` too.
fn endings<'i>(index: &'i Index<'i>, word: &[u16], variants: &mut Variants<'i>) {
    let ends = |form: &&Units| word.len() > 4 && form.len() > word.len() && form.ends_with(word);
    for found in reversed(index, word).iter().filter(ends).filter_map(|form| find(index, form)) {
        variants.add_with_stem(found, Match { factor: ENDING, why: Why::Ending });
    }
}

/// Adds the pages of either part of a word, or of the longest words that it begins and ends with. Each has five letters;
/// a beginning may have four that are nearly half of it (`brieven` does not end with `even`).
fn one_part<'i>(index: &'i Index<'i>, word: &[u16], parts: Option<[Place<'i>; 2]>, variants: &mut Variants<'i>) {
    let halves = parts.map_or_else(
        || {
            let front = shard(index, word).forms.iter().filter(|form| word.starts_with(form));
            let tail = reversed(index, word).iter().filter(|form| word.ends_with(form));
            [longest(front), longest(tail)].map(|form| find(index, form?))
        },
        |parts| parts.map(Some),
    );
    let least = [if word.len() < 10 { 4 } else { 5 }, 5];
    let long = halves.into_iter().zip(least).filter_map(|(part, least)| part.filter(|p| p.form().len() >= least));
    long.for_each(|part| variants.add_with_stem(part, Match { factor: PART, why: Why::Part }));
}

fn longest<'a>(forms: impl Iterator<Item = &'a Units>) -> Option<&'a Units> {
    forms.max_by_key(|form| form.len())
}

/// Neighbours that are one word elsewhere: `buurt agenda` finds `buurtagenda`. On pages it tells as much as a word
/// asked that is as rare.
fn join<'i>(index: &'i Index<'i>, asked: &mut [Asked<'i>], pages: &mut [FxHashMap<u32, f64>]) {
    for i in 0..asked.len().saturating_sub(1) {
        if asked[i].is_filler || asked[i + 1].is_filler {
            continue;
        }
        for link in ["", "s"] {
            let word = [asked[i].word.clone(), units(link), asked[i + 1].word.clone()].concat();
            // With an `s` it is rarer: not worth a file of its own to the client.
            if !link.is_empty() && index.number(&word) != index.number(&asked[i].word) {
                continue;
            }
            let Some(found) = find(index, &word) else { continue };
            let both = asked[i].weight + asked[i + 1].weight;
            for k in [i, i + 1] {
                let mut variants = Variants::default();
                variants.add_with_stem(found, Match { factor: JOINED, why: Why::Joined });
                let there = variants.pages(&index.manifest);
                let more = (weight(index, &variants, &there) / both).max(1.0);
                let joined = Joined { variants, more };
                for (page, counts) in there {
                    let best = pages[k].entry(page).or_insert(0.0);
                    *best = best.max(counts * joined.share(&index.manifest, page));
                }
                for (form, how) in &joined.variants.forms {
                    let known = asked[k].variants.forms.entry(form).or_insert(*how);
                    if how.factor > known.factor {
                        *known = *how;
                    }
                }
                asked[k].joined.push(joined);
            }
        }
    }
}

impl Answer<'_> {
    fn rank(&mut self, pages: &[FxHashMap<u32, f64>]) {
        let sum: f64 = self.asked.iter().map(|a| a.weight).sum();
        // Lists come after all pages. The words asked are all of a name when each counts as much as a word of it.
        let manifest = &self.index.manifest;
        let lists = lists(manifest);
        let whole = manifest.lowest * manifest.step.powf(LEVELS as f64 - 0.5 - self.asked.len() as f64);
        let mut scores: FxHashMap<u32, Score> = FxHashMap::default();
        for (of, asked) in pages.iter().zip(&self.asked) {
            for (page, counts) in of {
                let score = scores.entry(*page).or_default();
                score.counts += counts * asked.weight;
                score.share += asked.weight / sum;
                score.names += usize::from(*counts > whole);
                score.says |= !asked.is_filler;
            }
        }
        for (page, found) in scores.into_iter().filter(|(_, found)| found.says) {
            let is_list = page >= lists;
            let score = found.counts * found.share * if is_list { LIST } else { 1.0 };
            let named = is_list && found.names == self.asked.len();
            let ranked = Ranked { page: page as usize, score, named, same: false, first_score: score, heading: None };
            self.ranked.push(ranked);
        }
        self.ranked.sort_by(better);
        let first = self.ranked.len().min(FIRST);
        for i in 0..first {
            if let Some(page) = self.index.page(self.ranked[i].page) {
                let (bonus, heading) = self.second(page);
                self.ranked[i].score *= bonus;
                self.ranked[i].heading = heading;
                self.ranked[i].same = words(&page.title) == self.typed;
            }
        }
        self.ranked[..first].sort_by(better);
    }

    /// What a second look at a page makes of its score, and the heading that fits best.
    fn second(&self, page: &Shown) -> (f64, Option<usize>) {
        let title = self.cover(&page.title);
        let (mut best, mut heading) = (None, 0.0);
        for (i, (text, _)) in page.headings.iter().enumerate() {
            let cover = self.cover(text);
            let value = cover.asked * (0.5 + 0.5 * cover.text);
            if value > heading {
                (best, heading) = (Some(i), value);
            }
        }
        let equal = if title.asked > 0.99 && title.text > 0.99 { EQUAL } else { 0.0 };
        let bonus = 1.0
            + TITLE * title.asked * (0.5 + 0.5 * title.text)
            + HEADING * heading
            + SUMMARY * self.cover(&page.summary).asked
            + equal;
        (bonus, best)
    }

    fn cover(&self, text: &str) -> Cover {
        let there: Vec<Units> = words(text).iter().map(|w| units(w)).collect();
        let mut hit = vec![0.0_f64; there.len()];
        let (mut cover, mut sum) = (0.0, 0.0);
        for asked in &self.asked {
            let mut best = 0.0_f64;
            for (word, hit) in there.iter().zip(&mut hit) {
                let known = asked.variants.forms.get(word.as_slice()).map_or(0.0, |how| how.factor);
                let mut m = if *word == asked.word { 1.0 } else { known };
                let longer = asked.word.len() > 3 && word.len() > asked.word.len();
                if longer && (word.starts_with(&asked.word) || word.ends_with(&asked.word)) {
                    m = m.max(CONTAINED);
                }
                *hit = hit.max(m);
                best = best.max(m);
            }
            // What says nothing by itself fills a text, but is not what the text is about.
            let weight = if asked.is_filler { 0.0 } else { asked.weight };
            cover += weight * best;
            sum += weight;
        }
        let filled = hit.iter().sum::<f64>() / there.len().max(1) as f64;
        Cover { asked: if sum == 0.0 { 0.0 } else { cover / sum }, text: filled }
    }

    /// For each word asked, the forms that count for a page, most first.
    pub fn hits(&self, page: usize) -> Vec<Vec<Hit>> {
        let of = |asked: &Asked| {
            let manifest = &self.index.manifest;
            let mut hits = asked.variants.on_page(manifest, page as u32);
            for joined in &asked.joined {
                let share = joined.share(manifest, page as u32);
                let there = joined.variants.on_page(manifest, page as u32).into_iter();
                hits.extend(there.map(|hit| Hit { counts: hit.counts * share, ..hit }));
            }
            hits.sort_by(|a, b| b.counts.total_cmp(&a.counts));
            hits
        };
        self.asked.iter().map(of).collect()
    }

    /// For each word asked: how much it tells, and every form that stands for it, most first.
    pub fn forms(&self) -> Vec<(f64, Vec<(String, Match)>)> {
        let of = |asked: &Asked| {
            let forms = asked.variants.forms.iter().map(|(form, how)| (String::from_utf16_lossy(form), *how));
            let mut forms: Vec<(String, Match)> = forms.collect();
            forms.sort_by(|a, b| b.1.factor.total_cmp(&a.1.factor).then(a.0.cmp(&b.0)));
            (asked.weight, forms)
        };
        self.asked.iter().map(of).collect()
    }

    /// What is shown of a page that was found.
    pub fn shown(&self, page: usize) -> Option<&Shown> {
        self.index.page(page)
    }
}

/// What the words asked count on a page together.
#[derive(Default)]
struct Score {
    counts: f64,
    /// How much of what is asked is there.
    share: f64,
    /// How many words count as much as one of a name.
    names: usize,
    /// Whether one of them says something: who asks `wat is leefbaarheid` does not ask for what has `wat` and `is`.
    says: bool,
}

/// How far the words asked cover a text, and the text them: 0 to 1.
struct Cover {
    asked: f64,
    text: f64,
}

fn better(a: &Ranked, b: &Ranked) -> std::cmp::Ordering {
    let first = |of: &Ranked| (of.same, of.named);
    // What differs by less than a millionth differs by how numbers are rounded here and in JavaScript.
    let score = |of: &Ranked| (of.score * 1e6).round();
    first(b).cmp(&first(a)).then(score(b).total_cmp(&score(a))).then(a.page.cmp(&b.page))
}
