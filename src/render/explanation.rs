//! Words of the glossary in a page, explained where the page mentions them first. Walks HTML from
//! the parse stage; knows no other page and not how an explanation looks.

use crate::model::glossary::first_word;
use crate::model::id::TermId;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::parse::document::{ComponentUse, END, MARK};
use crate::render::theme::{Theme, html, nothing, prepared};
use crate::render::view::inside;
use crate::source::slug::fold;
use std::borrow::Cow;
use std::collections::HashSet;

/// Elements in which nothing is explained: they are links, controls, names or no prose.
const SILENT: &[&str] = &[
    "a", "abbr", "button", "code", "dfn", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "math", "option",
    "pre", "samp", "script", "select", "style", "summary", "svg", "textarea", "th",
];

/// What a page has explained so far.
#[derive(Debug)]
pub struct Explanations<'a> {
    site: &'a Site,
    theme: &'a Theme,
    /// Terms that need no explanation any more.
    known: HashSet<TermId>,
    /// How many explanations there are.
    given: usize,
}

impl<'a> Explanations<'a> {
    /// None for a page without anything to explain: no glossary, or another language than its.
    pub fn of(site: &'a Site, theme: &'a Theme, page: &Page) -> Option<Explanations<'a>> {
        if site.glossary.is_empty() || page.front.language != site.config.language_tag {
            return None;
        }
        // A page about a word explains it itself.
        let title = fold(&page.front.title);
        let own = site.terms.iter().enumerate().filter(|(_, t)| t.declared.is_some() && fold(&t.label) == title);
        let known = own.map(|(i, _)| TermId(i as u32)).collect();
        Some(Explanations { site, theme, known, given: 0 })
    }

    /// The HTML of a body with the first mention of each term explained.
    pub fn explained<'h>(&mut self, html: &'h str, components: &[ComponentUse]) -> Result<Cow<'h, str>, String> {
        let mut out = String::new();
        let (mut copied, mut at) = (0, 0);
        // The element or component in which nothing is explained, and how often it is open.
        let mut silent: Option<(&str, usize)> = None;
        while let Some(c) = html[at..].chars().next() {
            match c {
                '<' => {
                    let tag = tag(&html[at..]);
                    at += tag.len();
                    silent = after_tag(tag, silent);
                }
                MARK => {
                    let end = html[at..].find(END).map_or(html.len(), |i| at + i + END.len_utf8());
                    silent = after_marker(&html[at..end], components, silent);
                    at = end;
                }
                '&' => at += entity(&html[at..]),
                c if c.is_alphanumeric() => {
                    let word = first_word(&html[at..]).len();
                    let found = if silent.is_none() { self.site.glossary.at_start(&html[at..]) } else { None };
                    match found {
                        Some((length, term)) if self.known.insert(term) => {
                            out.push_str(&html[copied..at]);
                            out.push_str(&self.explanation(term, &html[at..at + length])?);
                            at += length;
                            copied = at;
                        }
                        Some((length, _)) => at += length,
                        None => at += word,
                    }
                }
                c => at += c.len_utf8(),
            }
        }
        if copied == 0 {
            return Ok(Cow::Borrowed(html));
        }
        out.push_str(&html[copied..]);
        Ok(Cow::Owned(out))
    }

    fn explanation(&mut self, id: TermId, text: &str) -> Result<String, String> {
        self.given += 1;
        let term = self.site.term(id);
        let declared = term.declaration(&self.site.config);
        let url = term.permalink.as_deref().map(inside);
        let values = vec![
            ("id".into(), prepared(&format!("explanation_{}", self.given))),
            ("text".into(), html(text)),
            ("label".into(), prepared(&term.label)),
            ("definition".into(), prepared(&declared.map_or("", |d| &d.definition))),
            ("url".into(), url.map_or_else(nothing, |url| prepared(&url))),
        ];
        // It stands in the middle of a sentence, where a line break is a blank.
        Ok(self.theme.render("explanation.html", values)?.replace('\n', ""))
    }
}

/// The tag that HTML begins with, to its `>`.
fn tag(html: &str) -> &str {
    let mut quote = None;
    for (i, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return &html[..=i],
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
    }
    html
}

fn after_tag<'h>(tag: &'h str, silent: Option<(&'h str, usize)>) -> Option<(&'h str, usize)> {
    let closing = tag.starts_with("</");
    let name = first_word(&tag[if closing { 2 } else { 1 }..]);
    match silent {
        Some((open, n)) if open == name && closing => (n > 1).then_some((open, n - 1)),
        Some((open, n)) if open == name => Some((open, n + 1)),
        Some(_) => silent,
        None if !closing && (SILENT.contains(&name) || tag.contains(" lang=\"")) => Some((name, 1)),
        None => None,
    }
}

/// A passage in another language stays as it is.
fn after_marker<'h>(
    marker: &'h str,
    components: &[ComponentUse],
    silent: Option<(&'h str, usize)>,
) -> Option<(&'h str, usize)> {
    let inner = marker.trim_start_matches(MARK).trim_end_matches(END);
    let number = inner.get(1..).unwrap_or("");
    let of_language = || number.parse().ok().and_then(|i: usize| components.get(i)).is_some_and(|c| c.name == "lang");
    match silent {
        None if inner.starts_with('C') && of_language() => Some((number, 1)),
        Some((open, _)) if inner.starts_with('E') && open == number => None,
        _ => silent,
    }
}

/// Length of the character reference that HTML begins with, or of its `&`.
fn entity(html: &str) -> usize {
    match html.find(';') {
        Some(i) if html[1..i].chars().all(|c| c.is_ascii_alphanumeric() || c == '#') => i + 1,
        _ => 1,
    }
}
