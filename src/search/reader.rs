//! The index as a client reads it: the files of [`crate::search::index`] back into word forms, pages
//! and values, each when it is first asked for. Knows nothing of queries.

use crate::search::alphabet::{read_number, value};
use crate::search::bits::BitReader;
use crate::search::manifest::{FUNCTION, MANIFEST, VERSION};
use crate::search::postings::{Lists, read_postings};
use crate::search::record::IndexFile;
use crate::search::shard::POSTINGS;
use crate::search::words::hyphenated;
use crate::source::slug::anchor;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;
use std::sync::OnceLock;

/// A word in UTF-16 units: their order and their number are those of JavaScript.
pub type Units = Vec<u16>;

/// The units of a text.
pub fn units(text: &str) -> Units {
    text.encode_utf16().collect()
}

/// An index that can be asked.
#[derive(Debug)]
pub struct Index<'a> {
    /// What `m.js` says.
    pub manifest: Said,
    files: FxHashMap<&'a str, &'a [u8]>,
    terms: Vec<OnceLock<Terms>>,
    groups: Vec<OnceLock<Vec<Units>>>,
    reverse: Vec<OnceLock<Vec<Units>>>,
    reverse_begins: Vec<Units>,
    packs: Vec<OnceLock<Vec<Shown>>>,
}

/// What the manifest says, see docs/search-format.md.
#[derive(Debug)]
pub struct Said {
    /// Name of the folder with all other files.
    pub folder: String,
    /// Number of pages, lists among them.
    pub pages: usize,
    /// How many of them, the last, are lists.
    pub lists: usize,
    /// Pages that are enough for a form.
    enough: usize,
    /// Pages in a pack.
    pub pack: usize,
    /// What level 0 counts.
    pub lowest: f64,
    /// How much more each level counts than the one below.
    pub step: f64,
    /// Names of the kinds.
    pub kinds: Vec<String>,
    /// Names of the facets; none for one without values.
    pub facets: Vec<Option<String>>,
    /// Number of term shards.
    pub shards: usize,
    /// Term shards in a group.
    group: usize,
    /// Words that say nothing by themselves.
    pub stop: FxHashSet<Units>,
    /// Where each group begins.
    begins: Vec<Units>,
    /// Whether there are reverse shards.
    pub reverse: bool,
}

/// A term shard.
#[derive(Debug, Default)]
pub struct Terms {
    /// Its forms, in order.
    pub forms: Vec<Units>,
    /// For each form the first of the same stem.
    pub groups: Vec<usize>,
    /// For each form, how many pages have it.
    pub totals: Vec<usize>,
    postings: Vec<Vec<(usize, u32)>>,
}

/// What is shown of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its address, relative to the root of the site.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Index of its kind.
    pub kind: usize,
    /// Its summary, or the beginning of its text.
    pub summary: String,
    /// Text and anchor of its headings.
    pub headings: Vec<(String, String)>,
}

impl<'a> Index<'a> {
    /// Opens an index; none when the files are not of the version that is written here.
    pub fn open(files: &'a [IndexFile]) -> Option<Index<'a>> {
        let by_path: FxHashMap<&str, &[u8]> = files.iter().map(|f| (f.path.as_str(), &*f.bytes)).collect();
        let manifest = std::str::from_utf8(by_path.get(MANIFEST)?).ok()?;
        let object = manifest.trim_end().strip_prefix(&format!("{FUNCTION}(\"m\",{VERSION},"))?.strip_suffix(')')?;
        let manifest = Said::read(&serde_json::from_str(object).ok()?)?;
        let packs = cells(manifest.pages.div_ceil(manifest.pack));
        let groups = if manifest.group == 1 { 0 } else { manifest.begins.len() };
        let (terms, groups) = (cells(manifest.shards), cells(groups));
        let mut index =
            Index { manifest, files: by_path, terms, groups, reverse: Vec::new(), reverse_begins: Vec::new(), packs };
        if index.manifest.reverse {
            index.reverse_begins = index.content("b", "r").and_then(|text| read_begins(&text))?;
            index.reverse = cells(index.reverse_begins.len());
        }
        Some(index)
    }

    /// The content of a file; none when it is not there or is not what it should be.
    pub fn content(&self, kind: &str, name: &str) -> Option<String> {
        let bytes = self.files.get(format!("{}/{kind}/{name}.js", self.manifest.folder).as_str())?;
        let text = std::str::from_utf8(bytes).ok()?.trim_end_matches('\n');
        let name = if name.bytes().all(|b| b.is_ascii_digit()) { name.to_owned() } else { format!("\"{name}\"") };
        unescaped(text.strip_prefix(&format!("{FUNCTION}(\"{kind}\",{name},\""))?.strip_suffix("\")")?)
    }

    /// The number of the term shard where a word is, if it is anywhere.
    pub fn number(&self, word: &[u16]) -> usize {
        let group = place(&self.manifest.begins, word).unwrap_or(0);
        match self.groups.get(group) {
            None => group,
            Some(_) => group * self.manifest.group + place(self.group(group), word).unwrap_or(0),
        }
    }

    /// The first letters of a term shard.
    pub fn begin(&self, number: usize) -> &[u16] {
        let begin = match self.groups.is_empty() {
            true => self.manifest.begins.get(number),
            false => self.group(number / self.manifest.group).get(number % self.manifest.group),
        };
        begin.map_or(&[], Vec::as_slice)
    }

    fn group(&self, number: usize) -> &[Units] {
        let read = || self.content("b", &number.to_string()).and_then(|text| read_begins(&text)).unwrap_or_default();
        self.groups.get(number).map_or(&[], |group| group.get_or_init(read))
    }

    /// A term shard.
    pub fn terms(&self, number: usize) -> &Terms {
        let lists = Lists { pages: self.manifest.pages, enough: self.manifest.enough };
        let read =
            || self.content("t", &number.to_string()).and_then(|text| Terms::read(&text, lists)).unwrap_or_default();
        self.terms[number].get_or_init(read)
    }

    /// The words of the reverse shard where a word spelled backwards is, if it is anywhere; forwards.
    pub fn reverse(&self, backwards: &[u16]) -> &[Units] {
        let number = place(&self.reverse_begins, backwards).unwrap_or(0);
        let read = || self.content("r", &number.to_string()).and_then(|text| read_reverse(&text)).unwrap_or_default();
        self.reverse.get(number).map_or(&[], |shard| shard.get_or_init(read))
    }

    /// What is shown of a page.
    pub fn page(&self, page: usize) -> Option<&Shown> {
        let pack = page / self.manifest.pack;
        let read = || self.content("d", &pack.to_string()).and_then(|text| read_pack(&text)).unwrap_or_default();
        self.packs.get(pack)?.get_or_init(read).get(page % self.manifest.pack)
    }

    /// Label and pages of each value of a facet.
    pub fn facet(&self, number: usize) -> Option<Vec<(String, Vec<u32>)>> {
        self.content("f", &number.to_string()).and_then(|text| read_facet(&text))
    }
}

impl Said {
    fn read(object: &Value) -> Option<Said> {
        let number = |key: &str| usize::try_from(object[key].as_u64()?).ok();
        let names = |key: &str| {
            Some(object[key].as_array()?.iter().map(|name| name.as_str().map(str::to_owned)).collect::<Vec<_>>())
        };
        Some(Said {
            folder: object["folder"].as_str()?.to_owned(),
            pages: number("pages")?,
            lists: number("lists")?,
            enough: number("enough")?,
            pack: number("pack")?.max(1),
            lowest: object["lowest"].as_f64()?,
            step: object["step"].as_f64()?,
            kinds: names("kinds")?.into_iter().flatten().collect(),
            facets: names("facets")?,
            shards: number("shards")?,
            group: number("group")?.max(1),
            stop: read_begins(object["stop"].as_str()?)?.into_iter().collect(),
            begins: read_begins(object["t"].as_str()?)?,
            reverse: object["reverse"].as_bool()?,
        })
    }
}

fn cells<T>(n: usize) -> Vec<OnceLock<T>> {
    std::iter::repeat_with(OnceLock::new).take(n).collect()
}

/// Index of the last of some sorted words that is not after `word`.
pub fn place(sorted: &[Units], word: &[u16]) -> Option<usize> {
    sorted.partition_point(|w| w.as_slice() <= word).checked_sub(1)
}

impl Terms {
    /// Reads a shard; none when it is not whole.
    pub fn read(text: &str, lists: Lists) -> Option<Terms> {
        let mut shard = Terms::default();
        let (text, pages) = text.split_once(POSTINGS)?;
        let (mut at, mut before, mut bits) = (0, Units::new(), BitReader::new(pages));
        while at < text.len() {
            let (form, back) = read_form(text, &mut at, &before)?;
            let n = shard.forms.len();
            let group = if back == 0 { n } else { shard.groups[n.checked_sub(back)?] };
            let (total, postings) = read_postings(&mut bits, lists)?;
            shard.postings.push(postings);
            shard.totals.push(total);
            shard.groups.push(group);
            before.clone_from(&form);
            shard.forms.push(form);
        }
        Some(shard)
    }

    /// Level and page of each posting of a form, best first.
    pub fn postings(&self, form: usize) -> &[(usize, u32)] {
        &self.postings[form]
    }

    /// The place of a form.
    pub fn find(&self, word: &[u16]) -> Option<usize> {
        self.forms.binary_search_by(|form| form.as_slice().cmp(word)).ok()
    }
}

/// A form and how far before it the last one of its stem stands.
fn read_form(text: &str, at: &mut usize, before: &[u16]) -> Option<(Units, usize)> {
    let bytes = text.as_bytes();
    let shared = value(*bytes.get(*at)?)? as usize;
    let from = *at + 1;
    let end = from + bytes.get(from..)?.iter().position(u8::is_ascii_uppercase)?;
    let mut form = before.get(..shared)?.to_vec();
    form.extend(text.get(from..end)?.encode_utf16());
    *at = end + 1;
    match bytes[end] {
        b'Z' => Some((form, read_number(bytes, at)? as usize)),
        near => Some((form, usize::from(near - b'A'))),
    }
}

/// The words that shards begin with; none when they are not whole.
fn read_begins(text: &str) -> Option<Vec<Units>> {
    let mut begins: Vec<Units> = Vec::new();
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let head = bytes[at];
        at += 1;
        let shared = match head {
            b'Z' => read_number(bytes, &mut at)? as usize,
            b'A'..=b'Y' => usize::from(head - b'A'),
            _ => return None,
        };
        let end = bytes[at..].iter().position(u8::is_ascii_uppercase).map_or(bytes.len(), |n| at + n);
        let mut begin = begins.last().map_or(&[][..], |b| b.as_slice()).get(..shared)?.to_vec();
        begin.extend(text.get(at..end)?.encode_utf16());
        begins.push(begin);
        at = end;
    }
    Some(begins)
}

fn read_reverse(text: &str) -> Option<Vec<Units>> {
    let (mut at, mut before, mut words) = (0, Units::new(), Vec::new());
    while at < text.len() {
        let (form, _) = read_form(text, &mut at, &before)?;
        words.push(units(&String::from_utf16(&form).ok()?.chars().rev().collect::<String>()));
        before = form;
    }
    Some(words)
}

fn read_pack(text: &str) -> Option<Vec<Shown>> {
    let mut pages: Vec<Shown> = Vec::new();
    for line in text.split('\u{1e}') {
        let parts: Vec<&str> = line.split('\t').collect();
        let [address, title, kind, summary, headings @ ..] = parts.as_slice() else { return None };
        let shared = value(*address.as_bytes().first()?)? as usize;
        let before = units(pages.last().map_or("", |p| &p.address));
        let mut whole = String::from_utf16(before.get(..shared)?).ok()? + address.get(1..)?;
        if let Some((front, rest)) = whole.split_once('\u{1f}') {
            whole = format!("{front}{}{rest}", hyphenated(title));
        } else if let Some((front, rest)) = whole.split_once('\u{1d}') {
            let letters = value(*rest.as_bytes().first()?)? as usize;
            whole = format!("{front}{}{}", hyphenated(title).get(..letters)?, rest.get(1..)?);
        }
        if !whole.is_empty() {
            whole.push('/');
        }
        let heading = |whole: &&str| {
            let (text, id) = whole.split_once('\u{1f}').unwrap_or((whole, "\u{1f}"));
            (text.to_owned(), id.strip_prefix('\u{1f}').map_or(id.to_owned(), |rest| anchor(text) + rest))
        };
        pages.push(Shown {
            address: whole,
            title: (*title).to_owned(),
            kind: value(*kind.as_bytes().first()?)? as usize,
            summary: (*summary).to_owned(),
            headings: headings.iter().map(heading).collect(),
        });
    }
    Some(pages)
}

fn read_facet(text: &str) -> Option<Vec<(String, Vec<u32>)>> {
    let value = |line: &str| {
        let (label, pages) = line.split_once('\t')?;
        let (mut at, mut next, mut all) = (0, 0, Vec::new());
        while at < pages.len() {
            let page = next + read_number(pages.as_bytes(), &mut at)?;
            all.push(page);
            next = page + 1;
        }
        Some((label.to_owned(), all))
    };
    text.split('\u{1e}').map(value).collect()
}

/// The text of a JavaScript string as we write them: only quotes and backslashes are escaped.
/// None when anything in it would end the string or the line.
fn unescaped(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        plain.push(match c {
            '\\' => chars.next().filter(|c| matches!(c, '\\' | '"'))?,
            '"' | '\n' | '\r' => return None,
            _ => c,
        });
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::pack::pack;
    use crate::search::record::Record;

    #[test]
    fn anchors_of_headings_are_read_back() {
        let long = "Hoe vaak komt de werkgroep Schoon en Heel bijeen, en wie mag er aanschuiven?";
        let headings = [
            ("kort", "Kort"),
            (&*anchor(long), long),
            ("kort-1", "Kort, maar de tweede"),
            ("waarom-1", "Waarom"),
            ("eigen", "Met een eigen naam"),
            ("sectie", "???"),
        ];
        let record = Record { title: "Schoon en heel", headings: headings.to_vec(), ..Record::default() };
        let pages = read_pack(&pack(&[record], &Default::default())).unwrap();
        let ids: Vec<&str> = pages[0].headings.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(ids, headings.map(|(id, _)| id));
    }
}
