//! The search index of a hub: records in, files out. Says which file holds what; the files
//! themselves are made by their own modules, and described in docs/search-format.md.

use crate::output::hash::Hash;
use crate::search::apart;
use crate::search::facets::facet;
use crate::search::lexicon::Lexicon;
use crate::search::manifest::{FUNCTION, MANIFEST, Manifest, VERSION};
use crate::search::pack::pack;
use crate::search::postings::Lists;
use crate::search::record::{IndexFile, Labels, Record};
use crate::search::reverse::reverse_shards;
use crate::search::shards::begins;
use crate::search::synonyms::lent;
use crate::search::terms::term_shards;
use crate::search::weights::{POSTINGS, POSTINGS_OF_MANY};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// Bytes of a shard and pages of a pack where the number of files does not matter. A visitor needs
/// about three shards and eight packs, so smaller is better.
const SHARD: usize = 850;
const PACK: usize = 2;
/// Files of an index up to which their number does not matter; beyond, there is one for five pages.
/// Some hosts take 20,000 in all.
const FILES: usize = 1_000;
/// Up to so many term shards, the manifest itself says where each begins; with more, it says so for
/// each group, and a file for each group says the rest.
const GROUPED_FROM: usize = 300;
const GROUP: usize = 20;
/// A heading that stands on more than so many pages and on more than one of a hundred tells nothing,
/// and is left out of packs.
const COMMON: usize = 20;

/// Whether a file, by its path, is one that any query may need: the manifest, where shards begin, or a
/// reverse shard.
pub fn is_first(path: &str) -> bool {
    path == MANIFEST || path.contains("/b/") || path.contains("/r/")
}

/// How many files there may be of each sort, and with that how large they are, and how many pages a form lists.
struct Sizes {
    shard_files: usize,
    reverse_files: usize,
    pack: usize,
    postings: usize,
}

impl Sizes {
    /// For so many pages, and lists beside them, which allow no files of their own.
    fn of(pages: usize, lists: usize) -> Sizes {
        let files = FILES.max(pages / 5);
        let packs = files * 54 / 100;
        Sizes {
            shard_files: files * 40 / 100,
            reverse_files: files * 4 / 100,
            pack: PACK.max((pages + lists + packs / 2) / packs),
            postings: if files == FILES { POSTINGS } else { POSTINGS_OF_MANY },
        }
    }
}

/// The files of the index. The same records give the same bytes. Lists come after all pages.
pub fn index(records: &[Record], labels: &Labels) -> Vec<IndexFile> {
    let mut lexicon = Lexicon::of(records, labels.language);
    let mut lent = lent(&mut lexicon, labels);
    apart::lend(&lexicon, records, &mut lent);
    let list_pages = records.iter().filter(|r| !r.names.is_empty()).count();
    let sizes = Sizes::of(records.len() - list_pages, list_pages);
    let lists = Lists { pages: records.len(), enough: sizes.postings };
    let ((terms, reverse), (packs, facets)) = rayon::join(
        || {
            rayon::join(
                || term_shards(&lexicon, &lent, labels.language, lists, sizes.shard_files, SHARD),
                || reverse_shards(&lexicon, sizes.reverse_files, SHARD),
            )
        },
        || rayon::join(|| packs(records, sizes.pack), || facets(records, labels)),
    );

    let group = if terms.texts.len() <= GROUPED_FROM { 1 } else { GROUP };
    let firsts: Vec<String> = terms.begins.iter().step_by(group).cloned().collect();
    let groups = terms.begins.chunks(group).map(begins).enumerate().filter(|_| group > 1);
    let mut parts: Vec<(String, String)> = groups.map(|(i, text)| part("b", &i.to_string(), &text)).collect();
    if !reverse.texts.is_empty() {
        parts.push(part("b", "r", &begins(&reverse.begins)));
    }
    let kinds = [("t", &terms.texts), ("r", &reverse.texts), ("d", &packs), ("f", &facets)];
    let texts = kinds.into_iter().flat_map(|(kind, texts)| texts.iter().enumerate().map(move |(i, t)| (kind, i, t)));
    let there: Vec<_> = texts.filter(|(_, _, text)| !text.is_empty()).collect();
    parts.par_extend(there.into_par_iter().map(|(kind, i, text)| part(kind, &i.to_string(), text)));
    let manifest = Manifest {
        folder: name_of_content(&parts),
        lists,
        list_pages,
        pack: sizes.pack,
        shards: terms.texts.len(),
        group,
        facets: labels
            .facets
            .iter()
            .zip(&facets)
            .map(|(label, values)| (!values.is_empty()).then_some(*label))
            .collect(),
        stop: begins(&lexicon.stop_words),
        begins: begins(&firsts),
        reverse: !reverse.texts.is_empty(),
    };
    let call = format!("{FUNCTION}(\"m\",{VERSION},{})", manifest.json(labels));
    let mut files = vec![IndexFile { path: MANIFEST.into(), bytes: call.into_bytes() }];
    let folder = manifest.folder;
    files.extend(
        parts.into_iter().map(|(path, text)| IndexFile { path: format!("{folder}/{path}"), bytes: text.into_bytes() }),
    );
    files
}

fn packs(records: &[Record], pages: usize) -> Vec<String> {
    let common = common_headings(records);
    records.par_chunks(pages).map(|records| pack(records, &common)).collect()
}

fn facets(records: &[Record], labels: &Labels) -> Vec<String> {
    (0..labels.facets.len()).into_par_iter().map(|f| facet(records, f)).collect()
}

/// The headings that stand on so many pages that nobody looks for them.
fn common_headings<'a>(records: &[Record<'a>]) -> FxHashSet<&'a str> {
    let mut pages: FxHashMap<&str, usize> = FxHashMap::default();
    records.iter().flat_map(|r| &r.headings).for_each(|(_, text)| *pages.entry(text).or_default() += 1);
    pages.retain(|_, n| *n > COMMON && *n > records.len() / 100);
    pages.into_keys().collect()
}

/// Path and content of a file.
fn part(kind: &str, name: &str, text: &str) -> (String, String) {
    let number = if name.parse::<usize>().is_ok() { name.to_owned() } else { format!("\"{name}\"") };
    let mut call = String::with_capacity(text.len() + text.len() / 16 + 32);
    call.push_str(&format!("{FUNCTION}(\"{kind}\",{number},\""));
    push_literal(&mut call, text);
    call.push_str("\")");
    (format!("{kind}/{name}.js"), call)
}

/// A text as it stands between double quotes in JavaScript, in one line.
fn push_literal(call: &mut String, text: &str) {
    let mut done = 0;
    for (i, byte) in text.bytes().enumerate() {
        let written = match byte {
            b'\\' => "\\\\",
            b'"' => "\\\"",
            b'\n' | b'\r' => " ",
            _ => continue,
        };
        call.push_str(&text[done..i]);
        call.push_str(written);
        done = i + 1;
    }
    call.push_str(&text[done..]);
}

fn name_of_content(parts: &[(String, String)]) -> String {
    let hashes: Vec<String> =
        parts.par_iter().map(|(path, text)| path.clone() + &Hash::of(text.as_bytes()).hex()).collect();
    Hash::of(hashes.concat().as_bytes()).hex()[..12].to_owned()
}
