//! Links, images and anchors in HTML that an editor wrote: found like those of Markdown, and what
//! the cleaner will drop is reported by name.

use crate::parse::document::{Body, END, Image, Link, MARK};
use crate::parse::ids::Ids;
use crate::parse::raw_html::{ELEMENTS, Rewrite, Tag, attribute_stays};
use crate::parse::tags::COVER;
use crate::parse::web_address::{self, Address};
use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::severity::Severity;
use crate::source::span::Span;
use std::collections::HashSet;

/// Puts what it finds into a body.
pub struct HtmlLinks<'a> {
    /// Receives links, images and anchors.
    pub body: &'a mut Body,
    /// Receives problems.
    pub found: &'a mut Vec<Diagnostic>,
    /// Path of the file, for problems.
    pub file: &'a str,
    /// The hub's own address.
    pub base_url: &'a str,
    /// Whether the cleaner follows.
    pub safe: bool,
    /// What was left out before, by name: it is reported once.
    pub dropped: &'a mut HashSet<String>,
    /// Ids in use on the page.
    pub ids: &'a mut Ids,
    /// Place in the file of some bytes of the HTML: its start and its length.
    pub at: &'a dyn Fn(usize, usize) -> Span,
    /// The HTML.
    pub html: &'a str,
}

impl Rewrite for HtmlLinks<'_> {
    fn tag(&mut self, tag: &mut Tag) {
        let name = tag.name.to_ascii_lowercase();
        let span = self.span(tag.name);
        if self.safe {
            if name == "h1" {
                tag.name = "h2";
            } else if !ELEMENTS.contains(&name.as_str()) && !OBSOLETE.contains(&name.as_str()) {
                let outside = matches!(name.as_str(), "iframe" | "script" | "embed" | "object" | "video" | "audio");
                let words = !OTHER_ELEMENTS.contains(&name.as_str()) && !name.contains(['-', ':']);
                let advice = outside.then_some("@embed").or(words.then_some("@angle_advice"));
                self.left_out(span, format!("<{name}>"), advice, Severity::Warning);
            }
            for (attribute, _) in &tag.attributes {
                let attribute = attribute.to_ascii_lowercase();
                if attribute.starts_with("on") && !attribute_stays(&name, &attribute) {
                    self.left_out(span, attribute, Some("@embed"), Severity::Warning);
                } else if attribute == "style" {
                    self.left_out(span, attribute, Some("@style"), Severity::Hint);
                }
            }
        }
        let mut alt = None;
        for (attribute, value) in &mut tag.attributes {
            match (name.as_str(), attribute.to_ascii_lowercase().as_str()) {
                ("a", "href") => *value = self.address(value, span),
                ("img", "alt") => alt = Some(value.clone()),
                (_, "id") | ("a", "name") => self.claim(value),
                _ => {}
            }
        }
        let one_of =
            |a: &str| ["href", "id", "name", "width", "height"].iter().any(|name| a.eq_ignore_ascii_case(name));
        let is_size = |a: &str| a.eq_ignore_ascii_case("width") || a.eq_ignore_ascii_case("height");
        let bad = |a: &str, v: &str| v.chars().all(|c| c == COVER) || self.safe && is_size(a) && !is_number(v);
        tag.attributes.retain(|(a, v)| !(one_of(a) && bad(a, v)));
        if name == "a" {
            // `name` is how anchors were written before HTML5.
            tag.attributes.iter_mut().filter(|(a, _)| *a == "name").for_each(|(a, _)| *a = "id");
        }
        if name == "img" {
            if alt.is_none() {
                tag.attributes.push(("alt", String::new()));
            }
            for (attribute, value) in &mut tag.attributes {
                if attribute.eq_ignore_ascii_case("src") {
                    self.image(value, alt.as_deref(), span);
                }
            }
        }
    }
}

/// Elements of older HTML whose disappearance changes only looks.
const OBSOLETE: &[&str] =
    &["center", "font", "big", "tt", "nobr", "strike", "acronym", "main", "nav", "map", "picture"];

/// Elements that HTML has and that are not for texts; what is none of these was not meant as HTML.
#[rustfmt::skip]
const OTHER_ELEMENTS: &[&str] = &[
    "address", "area", "audio", "base", "body", "button", "canvas", "circle", "datalist", "dialog", "embed", "fieldset", "form",
    "frame", "frameset", "g", "head", "html", "iframe", "input", "label", "legend", "link", "marquee", "math", "menu",
    "meta", "meter", "noscript", "object", "optgroup", "option", "output", "param", "path", "progress", "rect",
    "script", "search", "select", "slot", "source", "style", "svg", "template", "textarea", "title", "track", "video",
];

/// Whether a width or height is one that HTML knows: a whole number of pixels.
fn is_number(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit())
}

impl HtmlLinks<'_> {
    /// Place of a tag, by its name, which is a piece of the HTML.
    fn span(&self, name: &str) -> Span {
        let from = (name.as_ptr() as usize).wrapping_sub(self.html.as_ptr() as usize);
        if from > self.html.len() { (self.at)(0, 0) } else { (self.at)(from.saturating_sub(1), name.len() + 1) }
    }

    fn left_out(&mut self, span: Span, what: String, advice: Option<&str>, severity: Severity) {
        if self.dropped.insert(what.clone()) {
            let problem = Diagnostic::new(Code::HtmlDropped, self.file).at(span).with("html", &what);
            self.found.push(problem.with_some("advice", advice).as_severity(severity));
        }
    }

    /// Keeps an id when it is a valid one that nothing on the page has yet; else empties it.
    fn claim(&mut self, id: &mut String) {
        if id.is_empty() || id.contains(char::is_whitespace) || !self.ids.claim(id) {
            id.clear();
        } else {
            self.body.anchors.push(id.clone());
        }
    }

    fn address(&mut self, target: &str, span: Span) -> String {
        if target.contains(COVER) {
            return String::new();
        }
        let (address, problem) = web_address::classify(target, self.base_url, self.file, span);
        self.found.extend(problem);
        match address {
            Address::Elsewhere(url) => url,
            Address::Refused => String::new(),
            Address::Here { target, own } => {
                let index = self.body.links.len();
                self.body.links.push(Link { target, text: String::new(), wiki: false, own, span });
                format!("{MARK}L{index}{END}")
            }
        }
    }

    fn image(&mut self, src: &mut String, alt: Option<&str>, span: Span) {
        // An empty `alt` in HTML says that the image is decoration; only its absence is a mistake.
        if alt.is_none_or(|alt| !alt.is_empty() && web_address::alt_is_missing(alt, src)) {
            self.found.push(Diagnostic::new(Code::AltMissing, self.file).at(span).with("target", &**src));
        }
        let target = match web_address::image_source(src, self.base_url) {
            Ok(target) => target,
            Err(url) => {
                if !url.contains(COVER) {
                    let problem = Diagnostic::new(Code::ImageElsewhere, self.file).at(span);
                    self.found.push(web_address::image_elsewhere(problem, &url));
                }
                if self.safe {
                    // The number of no image: its address stays open, as that of one that is missing.
                    *src = format!("{MARK}S{}{END}", u32::MAX);
                }
                return;
            }
        };
        let index = self.body.images.len();
        self.body.images.push(Image { target, alt: alt.unwrap_or_default().to_owned(), title: String::new(), span });
        *src = format!("{MARK}S{index}{END}");
    }
}
