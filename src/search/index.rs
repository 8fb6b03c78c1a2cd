//! The search index of a hub: records in, files out. Says which file holds what; the files
//! themselves are made by their own modules, and described in docs/search-format.md.

use crate::output::manifest::Hash;
use crate::search::alphabet::push_number;
use crate::search::compounds::{compound, language_has_compounds};
use crate::search::elasticlunr::WordForms;
use crate::search::facets::facet;
use crate::search::lexicon::{Lexicon, Posting, by_utf16};
use crate::search::pack::pack;
use crate::search::postings::{LOWEST, STEP};
use crate::search::record::{IndexFile, Labels, Record};
use crate::search::shard::{Entry, ShardWriter, push_front_coded};
use crate::search::weights::{COMPOUND_FRONT, COMPOUND_TAIL, SYNONYM};
use crate::search::words::words;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Version of the format. The client refuses another one.
pub const VERSION: u32 = 1;
/// Name of the manifest, beside the folder that holds all other files.
pub const MANIFEST: &str = "m.js";
/// The function that every file calls.
pub const FUNCTION: &str = "wijkzoek";

/// Bytes of a shard and pages of a pack where the number of files does not matter. A visitor needs
/// about three shards and eight packs, so smaller is better.
const SHARD: usize = 2_000;
const PACK: usize = 4;
/// Files of an index up to which their number does not matter; beyond, there is one for five pages.
/// Some hosts take 20,000 in all.
const FILES: usize = 1_000;
/// A heading that stands on more than one in so many pages tells nothing, and is left out of packs.
const COMMON: usize = 20;

/// Whether a file, by its path, is one that any query may need: the manifest or a reverse shard.
pub fn is_first(path: &str) -> bool {
    path == MANIFEST || path.contains("/r/")
}

/// How many files there may be of each sort, and with that how large they are.
struct Sizes {
    shard_files: usize,
    reverse_files: usize,
    pack: usize,
}

impl Sizes {
    fn of(pages: usize) -> Sizes {
        let files = FILES.max(pages / 5);
        Sizes {
            shard_files: files * 42 / 100,
            reverse_files: files / 20,
            pack: PACK.max(pages.div_ceil(files * 51 / 100)),
        }
    }
}

/// The files of the index. The same records give the same bytes.
pub fn index(records: &[Record], labels: &Labels) -> Vec<IndexFile> {
    let lexicon = Lexicon::of(records, labels.language);
    let sizes = Sizes::of(records.len());
    let (terms, reverse) = rayon::join(
        || term_shards(&lexicon, labels, sizes.shard_files),
        || reverse_shards(&lexicon, sizes.reverse_files),
    );
    let common = common_headings(records);
    let packs: Vec<String> = records.par_chunks(sizes.pack).map(|records| pack(records, &common)).collect();
    let facets: Vec<String> = (0..labels.facets.len()).into_par_iter().map(|f| facet(records, f)).collect();
    let shards = [("t", &terms.texts), ("r", &reverse.texts), ("d", &packs), ("f", &facets)];
    let parts: Vec<(String, String)> = shards.iter().flat_map(|(kind, texts)| named(kind, texts)).collect();
    let folder = name_of_content(&parts);
    let mut files = vec![IndexFile {
        path: MANIFEST.into(),
        bytes: manifest(records.len(), sizes.pack, labels, &facets, &folder, &terms, &reverse).into_bytes(),
    }];
    files.extend(
        parts.into_iter().map(|(path, text)| IndexFile { path: format!("{folder}/{path}"), bytes: text.into_bytes() }),
    );
    files
}

/// The headings that stand on so many pages that nobody looks for them.
fn common_headings<'a>(records: &[Record<'a>]) -> FxHashSet<&'a str> {
    let mut pages: FxHashMap<&str, usize> = FxHashMap::default();
    records.iter().flat_map(|r| &r.headings).for_each(|(_, text)| *pages.entry(text).or_default() += 1);
    pages.retain(|_, n| *n > COMMON && *n > records.len() / COMMON);
    pages.into_keys().collect()
}

/// Path and content of the files of one sort.
fn named(kind: &str, texts: &[String]) -> Vec<(String, String)> {
    let file = |(i, text): (usize, &String)| (format!("{kind}/{i}.js"), call(kind, i, text));
    texts.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(file).collect()
}

fn call(kind: &str, number: usize, text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r'], " ");
    format!("{FUNCTION}(\"{kind}\",{number},\"{text}\")\n")
}

fn name_of_content(parts: &[(String, String)]) -> String {
    let hashes: Vec<String> =
        parts.par_iter().map(|(path, text)| path.clone() + &Hash::of(text.as_bytes()).hex()).collect();
    Hash::of(hashes.concat().as_bytes()).hex()[..12].to_owned()
}

/// Shards with the first letters of each.
#[derive(Debug, Default)]
struct Shards {
    texts: Vec<String>,
    /// Enough of the first word of each to tell it from the word before.
    begins: Vec<String>,
}

impl Shards {
    fn push(&mut self, text: String, first: &str, before: &str) {
        let same = first.chars().zip(before.chars()).take_while(|(a, b)| a == b).count();
        self.begins.push(if before.is_empty() { String::new() } else { first.chars().take(same + 1).collect() });
        self.texts.push(text);
    }
}

fn term_shards(lexicon: &Lexicon, labels: &Labels, files: usize) -> Shards {
    let stems = stems(lexicon, labels.language);
    let derived = derived(lexicon, labels);
    let entries: Vec<Entry> = (0..lexicon.forms.len())
        .into_par_iter()
        .map(|form| Entry::of(&with_derived(lexicon, form, &derived[form]), stems[form]))
        .collect();
    let bytes: usize = entries.iter().zip(&lexicon.forms).map(|(e, f)| e.pages.len() + f.text.len() / 2 + 2).sum();
    // They are cut where letters change, so they come out a quarter larger.
    let size = (bytes * 4 / 5 / files).max(SHARD);
    let mut shards = Shards::default();
    let mut writer = ShardWriter::default();
    let (mut first, mut before, mut before_shard) = (0, "", "");
    for (i, (form, entry)) in lexicon.forms.iter().zip(&entries).enumerate() {
        if writer.len() >= size && (!same_start(before, &form.text) || writer.len() >= size * 3 / 2) {
            shards.push(writer.end(), &lexicon.forms[first].text, before_shard);
            (first, before_shard) = (i, before);
        }
        writer.push(&form.text, entry);
        before = &form.text;
    }
    if !writer.is_empty() {
        shards.push(writer.end(), &lexicon.forms[first].text, before_shard);
    }
    shards
}

/// Whether words begin with the same three letters: such words are sought together.
fn same_start(a: &str, b: &str) -> bool {
    a.chars().take(3).eq(b.chars().take(3))
}

/// The number of the stem of each form, where other forms have it too.
fn stems(lexicon: &Lexicon, language: &str) -> Vec<Option<u32>> {
    let stems: Vec<Option<String>> =
        lexicon.forms.par_iter().map_init(|| WordForms::of(language), |w, form| w.stem(&form.text)).collect();
    let mut numbers: BTreeMap<&str, (u32, usize)> = BTreeMap::new();
    for (i, stem) in stems.iter().enumerate() {
        if let Some(stem) = stem {
            numbers.entry(stem).or_insert((i as u32, 0)).1 += 1;
        }
    }
    let number = |stem: &Option<String>| stem.as_ref().and_then(|s| numbers.get(&**s)).filter(|n| n.1 > 1).map(|n| n.0);
    stems.iter().map(number).collect()
}

/// For each form the forms whose pages it gets too, with the share of what they count.
fn derived(lexicon: &Lexicon, labels: &Labels) -> Vec<Vec<(usize, f32)>> {
    let mut derived = vec![Vec::new(); lexicon.forms.len()];
    if language_has_compounds(labels.language) {
        let compounds: Vec<_> = (0..lexicon.forms.len()).into_par_iter().map(|f| compound(lexicon, f)).collect();
        for (form, parts) in compounds.iter().enumerate() {
            let Some(parts) = parts else { continue };
            for (part, share) in [(parts.front, COMPOUND_FRONT), (parts.tail, COMPOUND_TAIL)] {
                derived[part].push((form, share));
                if let Some(inner) = compounds[part] {
                    derived[inner.front].push((form, share * COMPOUND_FRONT));
                    derived[inner.tail].push((form, share * COMPOUND_TAIL));
                }
            }
        }
    }
    for group in &labels.synonyms {
        let single = |text: &&str| Some(words(text)).filter(|w| w.len() == 1).and_then(|w| lexicon.find(&w[0]));
        let forms: Vec<usize> = group.iter().filter_map(single).collect();
        for form in &forms {
            derived[*form].extend(forms.iter().filter(|other| *other != form).map(|other| (*other, SYNONYM)));
        }
    }
    derived
}

/// The postings of a form with those that it gets from others: for each page the best.
fn with_derived(lexicon: &Lexicon, form: usize, derived: &[(usize, f32)]) -> Vec<Posting> {
    let mut postings = lexicon.postings(form).to_vec();
    if derived.is_empty() {
        return postings;
    }
    for (other, share) in derived {
        postings.extend(lexicon.postings(*other).iter().map(|p| Posting { page: p.page, impact: p.impact * share }));
    }
    postings.sort_unstable_by(|a, b| a.page.cmp(&b.page).then(b.impact.total_cmp(&a.impact)));
    postings.dedup_by_key(|p| p.page);
    postings
}

/// Words spelled backwards, for those whose first letters are mistyped.
fn reverse_shards(lexicon: &Lexicon, files: usize) -> Shards {
    let wanted = |form: &&crate::search::lexicon::Form, pages: usize| {
        form.text.chars().nth(3).is_some()
            && !form.text.bytes().any(|b| b.is_ascii_digit())
            && (form.named || pages >= 2)
    };
    let forms = lexicon.forms.iter().enumerate();
    let mut words: Vec<String> = forms
        .filter(|(i, form)| wanted(form, lexicon.postings(*i).len()))
        .map(|(_, form)| form.text.chars().rev().collect())
        .collect();
    words.par_sort_unstable_by(|a, b| by_utf16(a, b));
    let size = (words.iter().map(|w| w.len() / 2).sum::<usize>() / files).max(SHARD);
    let mut shards = Shards::default();
    let (mut text, mut first, mut before_shard) = (String::new(), 0, "");
    for (i, word) in words.iter().enumerate() {
        if text.len() >= size && !same_start(&words[i - 1], word) {
            shards.push(std::mem::take(&mut text), &words[first], before_shard);
            (first, before_shard) = (i, &words[i - 1]);
        }
        let before = if text.is_empty() { "" } else { words[i - 1].as_str() };
        push_front_coded(&mut text, before, word);
        text.push('A');
    }
    if !text.is_empty() {
        shards.push(text, &words[first], before_shard);
    }
    shards
}

/// The manifest: a call with an object, see docs/search-format.md.
fn manifest(
    pages: usize,
    pack: usize,
    labels: &Labels,
    facets: &[String],
    folder: &str,
    terms: &Shards,
    reverse: &Shards,
) -> String {
    let texts = |values: &[Option<&str>]| serde_json::to_string(values).unwrap_or_default();
    let kinds: Vec<Option<&str>> = labels.kinds.iter().copied().map(Some).collect();
    let facets: Vec<Option<&str>> =
        labels.facets.iter().zip(facets).map(|(label, values)| (!values.is_empty()).then_some(*label)).collect();
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{FUNCTION}(\"m\",{VERSION},{{\"folder\":\"{folder}\",\"pages\":{pages},\"pack\":{pack},\"lowest\":{LOWEST},\"step\":{STEP},\
         \"kinds\":{},\"facets\":{},\"t\":{},\"r\":{}}})",
        texts(&kinds),
        texts(&facets),
        begins(&terms.begins),
        begins(&reverse.begins),
    );
    text
}

/// The begins of shards as one string: for each a capital with the number of letters that it shares
/// with the one before (`Z` when it is more than 24, and the number follows), and the rest.
fn begins(begins: &[String]) -> String {
    let mut text = String::new();
    let mut before = "";
    for begin in begins {
        let shared =
            before.chars().zip(begin.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf16()).sum::<usize>();
        match shared {
            0..25 => text.push((b'A' + shared as u8) as char),
            far => {
                text.push('Z');
                push_number(&mut text, far as u32);
            }
        }
        let bytes: usize =
            before.chars().zip(begin.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        text.push_str(&begin[bytes..]);
        before = begin;
    }
    serde_json::to_string(&text).unwrap_or_default()
}
