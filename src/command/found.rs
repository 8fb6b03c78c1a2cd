//! The results of a search as people and programs read them.

use crate::command::absence::Asked;
use crate::command::searched::Searched;
use crate::plan::records::file_of;
use crate::search::explain::{Field, Origin};
use crate::search::query::{Answer, Ranked};
use crate::search::variants::{Hit, Why};
use crate::source::discover::in_root;
use crate::source::language::Language;
use serde_json::{Value, json as object};
use std::fmt::Write;

/// What is told of one query.
#[derive(Debug)]
pub struct Told<'a> {
    /// As it was typed.
    pub query: &'a str,
    /// Its answer.
    pub answer: &'a Answer<'a>,
    /// Results that are shown.
    pub limit: usize,
    /// Whether each is explained.
    pub explain: bool,
}

/// Forms of a word that are shown for one result.
const MOST_HITS: usize = 4;

/// One line for programs, described in docs/commands.md.
pub fn json(searched: &Searched, told: &Told, asked: Option<&Asked>, language: Language) -> String {
    let results: Vec<Value> =
        told.answer.ranked.iter().take(told.limit).map(|ranked| result(searched, told, ranked)).collect();
    let mut whole = object!({
        "query": told.query, "words": told.answer.words, "total": told.answer.ranked.len(), "results": results,
    });
    if let Some(asked) = asked {
        let file = in_root(&searched.site.config, &asked.path);
        whole["page"] = object!({ "file": file, "place": asked.place(), "why": asked.told(language) });
    }
    whole.to_string()
}

fn result(searched: &Searched, told: &Told, ranked: &Ranked) -> Value {
    let record = &searched.records[ranked.page];
    let section = section(told.answer, ranked).map(|(title, anchor)| object!({ "title": title, "anchor": anchor }));
    let mut result = object!({
        "title": record.title, "address": record.address, "file": file(searched, ranked),
        "section": section, "score": ranked.score,
    });
    if let Some(why) = first(ranked) {
        result["first"] = why.into();
    }
    if told.explain {
        let words = told.answer.words.iter().zip(told.answer.forms()).zip(told.answer.hits(ranked.page));
        let word = |((word, (weight, _)), hits): ((&String, (f64, _)), Vec<Hit>)| {
            let hits: Vec<Value> = hits.iter().map(|hit| hit_json(searched, ranked.page, hit)).collect();
            object!({ "word": word, "weight": weight, "hits": hits })
        };
        result["first_score"] = ranked.first_score.into();
        result["words"] = words.map(word).collect();
    }
    result
}

/// Why a result goes before what may score more.
fn first(ranked: &Ranked) -> Option<&'static str> {
    match ranked {
        Ranked { same: true, .. } => Some("title"),
        Ranked { named: true, .. } => Some("name"),
        _ => None,
    }
}

fn hit_json(searched: &Searched, page: usize, hit: &Hit) -> Value {
    let origin = origin(searched, page, hit);
    let fields: Vec<&str> = origin.fields.iter().map(|f| field_name(*f, Language::English)).collect();
    object!({
        "form": hit.form, "why": why_key(hit.how.why), "factor": hit.how.factor, "level": hit.level,
        "counts": hit.counts, "fields": fields, "part_of": origin.compounds, "synonym_of": origin.synonyms,
    })
}

/// For people.
pub fn human(searched: &Searched, told: &Told, asked: Option<&Asked>, language: Language) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", headline(told, language));
    for (i, ranked) in told.answer.ranked.iter().take(told.limit).enumerate() {
        let record = &searched.records[ranked.page];
        let _ = writeln!(out, "\n{:>3}. {}\n     /{}", i + 1, plain(record.title), record.address);
        let kind = searched.index.manifest.kinds.get(record.kind);
        let _ = writeln!(out, "     {}", file(searched, ranked).or(kind.cloned()).unwrap_or_default());
        if let Some((title, anchor)) = section(told.answer, ranked) {
            let _ = writeln!(out, "     § {} (#{anchor})", plain(title));
        }
        if told.explain {
            explain(&mut out, searched, told, ranked, language);
        }
    }
    if let Some(asked) = asked {
        let _ = writeln!(out, "\n{}:", in_root(&searched.site.config, &asked.path));
        for line in asked.told(language) {
            let _ = writeln!(out, "  - {line}");
        }
    }
    out
}

/// The file of a result, relative to the root of the hub; none for a list without one.
fn file(searched: &Searched, ranked: &Ranked) -> Option<String> {
    let path = file_of(searched.site, searched.about[ranked.page])?;
    Some(in_root(&searched.site.config, path))
}

fn headline(told: &Told, language: Language) -> String {
    let (query, n, words) = (plain(told.query), told.answer.ranked.len(), told.answer.words.join(", "));
    match (language, n) {
        (Language::Dutch, 0) => format!("Niets gevonden voor “{query}” (woorden: {words})"),
        (Language::Dutch, 1) => format!("1 pagina voor “{query}” (woorden: {words})"),
        (Language::Dutch, _) => format!("{n} pagina's voor “{query}” (woorden: {words})"),
        (Language::English, 0) => format!("Nothing found for “{query}” (words: {words})"),
        (Language::English, 1) => format!("1 page for “{query}” (words: {words})"),
        (Language::English, _) => format!("{n} pages for “{query}” (words: {words})"),
    }
}

fn explain(out: &mut String, searched: &Searched, told: &Told, ranked: &Ranked, language: Language) {
    let dutch = language == Language::Dutch;
    let second = ranked.score / ranked.first_score;
    let _ = match dutch {
        true => writeln!(
            out,
            "     score {:.2} = {:.2} door de woorden × {second:.2} door titel, kop en samenvatting",
            ranked.score, ranked.first_score
        ),
        false => writeln!(
            out,
            "     score {:.2} = {:.2} by the words × {second:.2} by title, heading and summary",
            ranked.score, ranked.first_score
        ),
    };
    out.push_str(match (first(ranked), dutch) {
        (Some("title"), true) => "     staat vooraan: dit is precies de titel\n",
        (Some("title"), false) => "     goes first: this is the very title\n",
        (Some(_), true) => "     staat voor de pagina's: zo heet deze lijst\n",
        (Some(_), false) => "     goes before the pages: this is a name of this list\n",
        (None, _) => "",
    });
    let words = told.answer.words.iter().zip(told.answer.forms()).zip(told.answer.hits(ranked.page));
    for ((word, (weight, _)), hits) in words {
        let weighs = if dutch { "weegt" } else { "weighs" };
        let _ = writeln!(out, "       {word} ({weighs} {weight:.2})");
        for hit in hits.iter().take(MOST_HITS) {
            let _ = writeln!(out, "         {}", hit_line(searched, ranked.page, hit, language));
        }
        match (hits.is_empty(), hits.len().saturating_sub(MOST_HITS), dutch) {
            (true, _, true) => out.push_str("         leidt niet naar deze pagina\n"),
            (true, _, false) => out.push_str("         does not lead to this page\n"),
            (_, 0, _) => {}
            (_, more, true) => _ = writeln!(out, "         en nog {more} andere vormen, die minder tellen"),
            (_, more, false) => _ = writeln!(out, "         and {more} more forms, which count less"),
        }
    }
}

fn hit_line(searched: &Searched, page: usize, hit: &Hit, language: Language) -> String {
    let dutch = language == Language::Dutch;
    let origin = origin(searched, page, hit);
    let mut from: Vec<String> = Vec::new();
    if !origin.fields.is_empty() {
        let names: Vec<&str> = origin.fields.iter().map(|f| field_name(*f, language)).collect();
        from.push(format!("in {}", names.join(", ")));
    }
    if !origin.compounds.is_empty() {
        let part = if dutch { "als deel van" } else { "as part of" };
        from.push(format!("{part} {}", few(&origin.compounds)));
    }
    if !origin.synonyms.is_empty() {
        let synonym = if dutch { "als synoniem van" } else { "as a synonym of" };
        from.push(format!("{synonym} {}", few(&origin.synonyms)));
    }
    let level = hit.level.map_or_else(String::new, |level| {
        let name = if dutch { "niveau" } else { "level" };
        format!(", {name} {level}/{}", crate::search::weights::LEVELS - 1)
    });
    let from = if from.is_empty() { String::new() } else { format!(", {}", from.join(", ")) };
    let counts = if dutch { "telt" } else { "counts" };
    format!("{}: {}{from}{level}, {counts} {:.2}", hit.form, why_text(hit.how.why, language), hit.counts)
}

fn few(words: &[String]) -> String {
    let shown = words.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    if words.len() > 3 { format!("{shown} …") } else { shown }
}

fn origin(searched: &Searched, page: usize, hit: &Hit) -> Origin {
    let explainer = searched.explainer.as_ref();
    explainer.map(|e| e.origin(&searched.records[page], &hit.form)).unwrap_or_default()
}

/// Text and anchor of the heading that fits a query best.
fn section<'a>(answer: &'a Answer, ranked: &Ranked) -> Option<(&'a str, &'a str)> {
    let (text, anchor) = &answer.shown(ranked.page)?.headings[ranked.heading?];
    Some((text, anchor))
}

fn why_key(why: Why) -> &'static str {
    match why {
        Why::Exact => "exact",
        Why::Stem => "stem",
        Why::Inflected => "inflected",
        Why::Sibling => "sibling",
        Why::Prefix => "prefix",
        Why::Joined => "joined",
        Why::Ending => "ending",
        Why::Part => "part",
        Why::Typo(1) => "typo",
        Why::Typo(_) => "typos",
    }
}

fn why_text(why: Why, language: Language) -> &'static str {
    match (why, language) {
        (Why::Exact, Language::Dutch) => "precies dit woord",
        (Why::Exact, Language::English) => "exactly this word",
        (Why::Stem, Language::Dutch) => "dezelfde stam",
        (Why::Stem, Language::English) => "the same stem",
        (Why::Inflected, Language::Dutch) => "hetzelfde woord, anders verbogen",
        (Why::Inflected, Language::English) => "the same word, inflected",
        (Why::Sibling, Language::Dutch) => "lijkt erop, met een ander einde",
        (Why::Sibling, Language::English) => "much alike, with another ending",
        (Why::Prefix, Language::Dutch) => "begint met dit woord",
        (Why::Prefix, Language::English) => "begins with this word",
        (Why::Joined, Language::Dutch) => "twee woorden aan elkaar",
        (Why::Joined, Language::English) => "two words written together",
        (Why::Ending, Language::Dutch) => "eindigt op het gezochte woord",
        (Why::Ending, Language::English) => "ends with the word that was asked",
        (Why::Part, Language::Dutch) => "deel van het gezochte woord",
        (Why::Part, Language::English) => "part of the word that was asked",
        (Why::Typo(1), Language::Dutch) => "een letter verschil",
        (Why::Typo(1), Language::English) => "one letter different",
        (Why::Typo(_), Language::Dutch) => "twee letters verschil",
        (Why::Typo(_), Language::English) => "two letters different",
    }
}

fn field_name(field: Field, language: Language) -> &'static str {
    match (field, language) {
        (Field::Title, Language::Dutch) => "titel",
        (Field::Title, Language::English) => "title",
        (Field::Heading, Language::Dutch) => "kop",
        (Field::Heading, Language::English) => "heading",
        (Field::Terms, Language::Dutch) => "termen",
        (Field::Terms, Language::English) => "terms",
        (Field::Weighted, Language::Dutch) => "veld",
        (Field::Weighted, Language::English) => "field",
        (Field::Summary, Language::Dutch) => "samenvatting",
        (Field::Summary, Language::English) => "summary",
        (Field::Address, Language::Dutch) => "adres",
        (Field::Address, Language::English) => "address",
        (Field::Links, Language::Dutch) => "linktekst",
        (Field::Links, Language::English) => "link text",
        (Field::Body, Language::Dutch) => "tekst",
        (Field::Body, Language::English) => "text",
    }
}

/// A text that cannot move the cursor of a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
