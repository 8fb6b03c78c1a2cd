//! Links, images and anchors in HTML that an editor wrote: found like those of Markdown, and what
//! the cleaner will drop is reported by name.

use crate::parse::document::{Body, END, Image, Link, MARK};
use crate::parse::raw_html::{ELEMENTS, Rewrite, Tag, attribute_stays};
use crate::parse::web_address::{self, Address};
use crate::source::catalogue::Code;
use crate::source::diagnostic::{Diagnostic, Severity, Span};

/// Puts what it finds into a body.
#[derive(Debug)]
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
    /// Where the HTML stands.
    pub span: Span,
}

impl Rewrite for HtmlLinks<'_> {
    fn tag(&mut self, tag: &mut Tag) {
        let name = tag.name.to_ascii_lowercase();
        if self.safe {
            if name == "h1" {
                tag.name = "h2";
            } else if !ELEMENTS.contains(&name.as_str()) && !OBSOLETE.contains(&name.as_str()) {
                let outside = matches!(name.as_str(), "iframe" | "script" | "embed" | "object" | "video" | "audio");
                self.dropped(format!("<{name}>"), outside.then_some("@embed"), Severity::Warning);
            }
            for (attribute, _) in &tag.attributes {
                let attribute = attribute.to_ascii_lowercase();
                if attribute.starts_with("on") && !attribute_stays(&name, &attribute) {
                    self.dropped(attribute, Some("@embed"), Severity::Warning);
                } else if attribute == "style" {
                    self.dropped(attribute, Some("@style"), Severity::Hint);
                }
            }
        }
        let mut alt = None;
        for (attribute, value) in &mut tag.attributes {
            match (name.as_str(), attribute.to_ascii_lowercase().as_str()) {
                ("a", "href") => *value = self.address(value),
                ("img", "alt") => alt = Some(value.clone()),
                (_, "id") | ("a", "name") => self.body.anchors.push(value.clone()),
                _ => {}
            }
        }
        if name == "a" {
            // `name` is how anchors were written before HTML5.
            tag.attributes.iter_mut().filter(|(a, _)| *a == "name").for_each(|(a, _)| *a = "id");
        }
        if name == "img" {
            for (attribute, value) in &mut tag.attributes {
                if attribute.eq_ignore_ascii_case("src") {
                    self.image(value, alt.as_deref());
                }
            }
        }
    }
}

/// Elements of older HTML whose disappearance changes only looks.
const OBSOLETE: &[&str] = &["center", "font", "big", "tt", "nobr", "strike", "acronym", "main", "nav", "map"];

impl HtmlLinks<'_> {
    fn dropped(&mut self, what: String, advice: Option<&str>, severity: Severity) {
        let same = |d: &Diagnostic| d.code == Code::HtmlDropped && d.arguments.first().is_some_and(|(_, v)| *v == what);
        if !self.found.iter().any(same) {
            let problem = Diagnostic::new(Code::HtmlDropped, self.file).at(self.span).with("html", &what);
            self.found.push(problem.with_some("advice", advice).as_severity(severity));
        }
    }

    fn address(&mut self, target: &str) -> String {
        let (address, problem) = web_address::classify(target, self.base_url, self.file, self.span);
        self.found.extend(problem);
        match address {
            Address::Elsewhere(url) => url,
            Address::Refused => String::new(),
            Address::Here(target) => {
                let index = self.body.links.len();
                self.body.links.push(Link { target, text: String::new(), wiki: false, span: self.span });
                format!("{MARK}L{index}{END}")
            }
        }
    }

    fn image(&mut self, src: &mut String, alt: Option<&str>) {
        // An empty `alt` in HTML says that the image is decoration; only its absence is a mistake.
        if alt.is_none_or(|alt| !alt.is_empty() && web_address::alt_is_missing(alt, src)) {
            self.found.push(Diagnostic::new(Code::AltMissing, self.file).at(self.span).with("target", &**src));
        }
        if web_address::is_absolute(src) {
            return;
        }
        let index = self.body.images.len();
        let target = web_address::decoded(src);
        self.body.images.push(Image {
            target,
            alt: alt.unwrap_or_default().to_owned(),
            title: String::new(),
            span: self.span,
        });
        *src = format!("{MARK}S{index}{END}");
    }
}
