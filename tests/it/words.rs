//! A hub of each language says nothing in the other: every word that a visitor can meet comes from
//! the hub itself or from the theme's texts of its language.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A hub that shows whatever the theme can say; its own words belong to no language.
const DECLARATION: &str = "title: Zqhub
base_url: https://zqhub.example/
language: LANGUAGE
paginate: 2
edit_url: https://zqforge.example/{path}
organisation: { name: Zqorg, url: https://zqorg.example/, email: zq@zqorg.example }
vocabularies:
  zqsoort:
    label: { one: Zqterm, many: Zqterms }
    closed: true
    terms:
      zqalfa: { label: Zqalfa, definition: Zqdef., synonyms: [zqsyn] }
      zqbeta: { label: Zqbeta, broader: zqalfa }
      zqgamma: { label: Zqgamma }
      zqdelta: { label: Zqdelta }
kinds:
  zqding:
    label: { one: Zqding, many: Zqdings }
    folder: zqdings
    calendar: { start: zqstart, end: zqend, location: zqplaats }
    schema_org: Event
    card: [zqstart, zqsoort]
    fields:
      zqstart: { type: datetime, label: Zqstart }
      zqend: { type: datetime, label: Zqend }
      zqplaats: { type: place, label: Zqplaats }
      zqsoort: { type: terms, vocabulary: zqsoort, label: Zqsoort, facet: true }
      zqwaar: { type: boolean, label: Zqwaar }
      zqbestand: { type: file, label: Zqbestand }
      zqbij: { type: refs, kind: zqding, label: Zqbij, inverse: { label: Zqvan } }
";

const TEXT: &str = "Zqalfa en zqtekst.[^zq]

[^zq]: Zqnoot.

## Zqkop

> [!NOTE]
> Zqnote

> [!TIP]
> Zqtip

> [!IMPORTANT]
> Zqimportant

> [!WARNING]
> Zqwarning

> [!CAUTION]
> Zqcaution

## Zqkopje

::download{src=\"zq.txt\" language=\"fr\"}

::video{url=\"https://zqfilm.example/\" title=\"Zqfilm\" transcript=\"zq.txt\"}

::overview{kind=\"zqding\"}

## Zqslot

[Zqander](../zqtwee.md)
";

/// Builds the hub and gives the words that visitors of its pages, feeds and calendars meet.
fn words_of_hub(language: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content/zqdings");
    fs::create_dir_all(content.join("zqeen")).unwrap();
    let declaration = DECLARATION.replace("LANGUAGE", language);
    let first = format!(
        "---\ntitle: Zqeen\ndate: 2026-03-04\nupdated: 2026-05-06\naliases: [zqoud]\nzqstart: 2026-03-04 10:00\nzqend: 2026-03-04 11:00\n\
         zqplaats: Zqstad\nzqsoort: [zqalfa, zqbeta]\nzqwaar: true\nzqbestand: zq.txt\nzqbij: [zqtwee]\n---\n\n{TEXT}"
    );
    let others = [
        ("zqtwee", "zqstart: 2090-08-09\nzqsoort: [zqgamma]\nzqwaar: false\nzqbij: [zqeen]\n"),
        ("zqdrie", "zqstart: 2090-10-11 10:00\nzqsoort: [zqdelta, zqalfa]\n"),
        ("zqvier", "date: 2026-12-01\n"),
        ("zqvijf", "date: 2026-01-02\n"),
    ];
    fs::write(folder.path().join("site.yaml"), &declaration).unwrap();
    fs::write(content.join("zqeen/index.md"), &first).unwrap();
    fs::write(content.join("zqeen/zq.txt"), "zq").unwrap();
    let mut own = declaration + &first;
    for (name, fields) in others {
        let page = format!("---\ntitle: {name}\n{fields}---\n\nZqtekst.\n");
        fs::write(content.join(format!("{name}.md")), &page).unwrap();
        own.push_str(&page);
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_wijkwijzer"));
    let output = program.args(["build", "--root"]).arg(folder.path()).args(["--out"]).arg(folder.path().join("out"));
    let output = output.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut met = BTreeSet::new();
    collect(&folder.path().join("out"), &mut met);
    (met, words(&own))
}

fn collect(folder: &Path, met: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, met);
            continue;
        }
        match path.extension().and_then(|e| e.to_str()) {
            Some("html") => met.extend(words(&visible(&fs::read_to_string(&path).unwrap()))),
            Some("xml") if path.ends_with("feed.xml") => {
                met.extend(words(&visible(&fs::read_to_string(&path).unwrap())));
            }
            _ => {}
        }
    }
}

/// What a visitor sees or hears of HTML: text, and the attributes that are read out or shown.
fn visible(html: &str) -> String {
    const SHOWN: &[&str] = &["aria-label=\"", "alt=\"", "title=\"", "placeholder=\"", "data-share=\"", "data-one=\""];
    let mut seen = String::new();
    let mut rest = html;
    while let Some(i) = rest.find('<') {
        seen.push_str(&rest[..i]);
        seen.push(' ');
        let end = rest[i..].find('>').map_or(rest.len(), |e| i + e + 1);
        let tag = &rest[i..end];
        for name in SHOWN {
            if let Some(from) = tag.find(&format!(" {name}")) {
                let value = &tag[from + name.len() + 1..];
                seen.push_str(&value[..value.find('"').unwrap_or(0)]);
                seen.push(' ');
            }
        }
        rest = &rest[end..];
        if tag.starts_with("<script") || tag.starts_with("<style") {
            rest = rest.find("</").map_or("", |close| &rest[close..]);
        }
    }
    for (from, to) in [("&amp;", "&"), ("&#39;", "'"), ("&#x27;", "'"), ("&quot;", "\"")] {
        seen = seen.replace(from, to);
    }
    seen
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 1);
    words.map(str::to_lowercase).collect()
}

fn theme_texts(language: &str) -> String {
    let path = format!("{}/themes/wijkwijzer/texts/{language}.yaml", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).unwrap();
    // Keys and comments are for makers of themes.
    text.lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once(':'))
        .map(|(_, v)| format!("{v}\n"))
        .collect()
}

/// Words of a hub that are neither its own nor in the theme's texts of a language.
fn strange_words(hub: &str, texts: &str) -> Vec<String> {
    let (met, own) = words_of_hub(hub);
    assert!(met.len() > 60, "the hub was read: {met:?}");
    let mut known = words(&theme_texts(texts));
    known.extend(own);
    // Types of files, and parts of addresses.
    known.extend(["txt", "https", "feed", "xml"].map(str::to_owned));
    met.into_iter().filter(|w| !known.contains(w) && !w.starts_with("zq")).collect()
}

#[test]
fn an_english_hub_has_no_dutch_word() {
    assert_eq!(strange_words("en", "en"), Vec::<String>::new());
}

#[test]
fn a_dutch_hub_has_no_english_word() {
    assert_eq!(strange_words("nl", "nl"), Vec::<String>::new());
}

#[test]
fn a_word_of_the_other_language_is_noticed() {
    let dutch = strange_words("nl", "en");
    assert!(
        ["zoeken", "lezen", "juli", "bijgewerkt"].iter().filter(|w| dutch.iter().any(|d| d == *w)).count() > 1,
        "{dutch:?}"
    );
    assert!(strange_words("en", "nl").iter().any(|w| w == "skip" || w == "updated" || w == "reading"));
}

#[test]
fn both_languages_have_the_same_texts() {
    let keys = |language: &str| {
        let path = format!("{}/themes/wijkwijzer/texts/{language}.yaml", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().filter(|l| !l.starts_with(['#', ' ']));
        lines.filter_map(|l| l.split_once(':')).map(|(key, _)| key.to_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(keys("nl"), keys("en"));
}
