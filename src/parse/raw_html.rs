//! HTML that stands in Markdown: its links and images are found, and what could harm a visitor is
//! dropped. The one home of ammonia, which does the cleaning; our own scan only names what it drops.

use crate::source::slug::is_invisible;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::sync::OnceLock;

/// A start tag in a piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name, as written.
    pub name: &'a str,
    /// Attributes with their values, without character references.
    pub attributes: Vec<(&'a str, String)>,
}

/// What the scan does with a start tag.
pub trait Rewrite {
    /// Called for each start tag; what it changes is written out again.
    fn tag(&mut self, tag: &mut Tag);
}

/// The HTML with each start tag rewritten. Comments, declarations and an unfinished last tag are left out.
pub fn rewritten(html: &str, rewrite: &mut impl Rewrite) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(i) = rest.find('<') {
        out.push_str(&rest[..i]);
        rest = &rest[i..];
        let after = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |end| end + 3)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            match start_tag(rest) {
                Some((mut tag, length)) => {
                    rewrite.tag(&mut tag);
                    write_tag(&tag, rest[..length].ends_with("/>"), &mut out);
                    length
                }
                None => rest.len(),
            }
        } else {
            out.push('<');
            1
        };
        rest = &rest[after..];
    }
    out.push_str(rest);
    out
}

/// The elements that stay in `raw_html: safe`.
pub const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

const ATTRIBUTES: &[&str] =
    &["lang", "dir", "title", "class", "id", "role", "tabindex", "aria-label", "aria-hidden", "aria-labelledby"];

const ATTRIBUTES_OF: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("img", &["src", "alt", "width", "height"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("ol", &["start", "reversed", "type"]),
    ("pre", &["tabindex"]),
    ("q", &["cite"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("time", &["datetime"]),
];

/// Whether an attribute stays in `raw_html: safe`; those that are only looks are dropped silently.
pub fn attribute_stays(element: &str, attribute: &str) -> bool {
    let own = ATTRIBUTES_OF.iter().find(|(name, _)| name.eq_ignore_ascii_case(element));
    let is = |a: &&str| a.eq_ignore_ascii_case(attribute);
    ATTRIBUTES.iter().any(&is) || own.is_some_and(|(_, list)| list.iter().any(is))
}

/// The HTML with only harmless elements and attributes, and with its elements closed.
pub fn cleaned(html: &str) -> String {
    static CLEANER: OnceLock<Builder<'static>> = OnceLock::new();
    let cleaner = CLEANER.get_or_init(|| {
        let mut builder = Builder::default();
        builder
            .tags(ELEMENTS.iter().copied().collect())
            .generic_attributes(ATTRIBUTES.iter().copied().collect())
            .tag_attributes(ATTRIBUTES_OF.iter().map(|(name, list)| (*name, list.iter().copied().collect())).collect())
            .url_relative(UrlRelative::PassThrough)
            .link_rel(None);
        builder
    });
    cleaner.clean(&flattened(&unswallowed(html))).to_string()
}

/// Elements that take everything up to their end with them.
const SWALLOWING: &[&str] = &[
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// The name of the element that some HTML begins with, when it is one that takes its content with it.
pub fn swallowing(html: &str) -> Option<&'static str> {
    let name = html[1..].split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    SWALLOWING.iter().find(|swallowing| swallowing.eq_ignore_ascii_case(name)).copied()
}

/// Bytes up to the first end tag of an element of this name; looks no further.
pub fn end_tag(html: &str, name: &str) -> Option<usize> {
    let is_it = |at: &usize| {
        html.as_bytes()[at + 2..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
    };
    html.match_indices("</").map(|(at, _)| at).find(is_it)
}

/// The elements that take their content with them and that nothing ends: where each begins, and its name.
pub fn unended(html: &str) -> Vec<(usize, &'static str)> {
    let lower = html.to_ascii_lowercase();
    let begins = |name: &str, from: usize| {
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
        let at = |i: usize| lower[i + 1..].starts_with(name) && lower[i + 1 + name.len()..].starts_with(is_end);
        lower[from..].match_indices('<').map(|(i, _)| from + i).filter(|i| at(*i)).collect::<Vec<_>>()
    };
    let mut open = Vec::new();
    for name in SWALLOWING.iter().filter(|name| lower.contains(&format!("<{name}"))) {
        let last_end = lower.rfind(&format!("</{name}")).unwrap_or(0);
        open.extend(begins(name, last_end).into_iter().map(|at| (at, *name)));
    }
    open.sort_unstable();
    open
}

/// The HTML with each element that would take the rest of the page with it, because nothing ends it, as text.
fn unswallowed(html: &str) -> Cow<'_, str> {
    let open = unended(html);
    if open.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut text = String::with_capacity(html.len() + 4 * open.len());
    let mut done = 0;
    for (at, _) in open {
        text.push_str(&html[done..at]);
        text.push_str("&lt;");
        done = at + 1;
    }
    text.push_str(&html[done..]);
    Cow::Owned(text)
}

/// Elements inside each other; browsers hold no more than 512 either, and the cleaner looks through all that are open.
const DEEPEST: usize = 256;

/// Elements without an end, or that may be ended by what follows.
const NOT_NESTING: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// The HTML without the tags of elements that lie too deep; their text stays.
fn flattened(html: &str) -> Cow<'_, str> {
    if html.matches('<').count() <= DEEPEST {
        return Cow::Borrowed(html);
    }
    let mut flat = String::with_capacity(html.len());
    let (mut depth, mut left_out, mut rest) = (0_usize, 0_usize, html);
    while let Some(i) = rest.find('<') {
        let (before, tag) = rest.split_at(i);
        flat.push_str(before);
        let is_end = tag[1..].starts_with('/');
        let name = tag[1 + usize::from(is_end)..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let length = tag.find('>').map_or(tag.len(), |end| end + 1);
        let nests = !name.is_empty() && !NOT_NESTING.iter().any(|n| n.eq_ignore_ascii_case(name));
        let stays = match (nests, is_end) {
            (false, _) => true,
            (true, false) if depth < DEEPEST => {
                depth += 1;
                true
            }
            (true, false) => {
                left_out += 1;
                false
            }
            (true, true) if left_out > 0 => {
                left_out -= 1;
                false
            }
            (true, true) => {
                depth = depth.saturating_sub(1);
                true
            }
        };
        let taken = if nests { length } else { 1 };
        if stays {
            flat.push_str(&tag[..taken]);
        }
        rest = &tag[taken..];
    }
    flat.push_str(rest);
    Cow::Owned(flat)
}

/// The start tag that a text begins with.
pub fn first_tag(text: &str) -> Option<Tag<'_>> {
    start_tag(text).map(|(tag, _)| tag)
}

fn start_tag(text: &str) -> Option<(Tag<'_>, usize)> {
    let bytes = text.as_bytes();
    let mut i = 1 + bytes[1..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-' || **b == b':').count();
    let mut tag = Tag { name: &text[1..i], attributes: Vec::new() };
    loop {
        i += bytes[i..].iter().take_while(|b| b.is_ascii_whitespace() || **b == b'/').count();
        if *bytes.get(i)? == b'>' {
            return Some((tag, i + 1));
        }
        let start = i;
        i += bytes[i..].iter().take_while(|b| !b.is_ascii_whitespace() && !b"=>/".contains(b)).count();
        if i == start {
            i += 1;
            continue;
        }
        let name = text.get(start..i)?;
        let spaces = bytes[i..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        if bytes.get(i + spaces) != Some(&b'=') {
            tag.attributes.push((name, String::new()));
            continue;
        }
        i += spaces + 1;
        i += bytes[i..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let quote = *bytes.get(i)?;
        let (from, to) = if quote == b'"' || quote == b'\'' {
            let length = bytes[i + 1..].iter().position(|b| *b == quote)?;
            (i + 1, i + 1 + length)
        } else {
            let length = bytes[i..].iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'>').count();
            (i, i + length)
        };
        tag.attributes.push((name, without_references(text.get(from..to)?)));
        i = if from == i { to } else { to + 1 };
    }
}

/// A value with its character references (`&amp;`, `&eacute;`, `&#233;`) made characters. One without its
/// semicolon is none: in addresses it is the next part of a query.
fn without_references(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(i) = rest.find('&') {
        text.push_str(&rest[..i]);
        rest = &rest[i..];
        let length = 1 + rest[1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        if rest[length..].starts_with(';') {
            text.push_str(&character(&rest[..=length]));
            rest = &rest[length + 1..];
        } else {
            text.push('&');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    text
}

/// What a character reference stands for; itself when it stands for nothing.
fn character(reference: &str) -> Cow<'_, str> {
    match reference {
        "&amp;" => "&".into(),
        "&quot;" => "\"".into(),
        _ => {
            // As the text of HTML, in which the cleaner escapes again what has to be.
            let text = ammonia::clean(reference);
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&").into()
        }
    }
}

fn write_tag(tag: &Tag, closed: bool, out: &mut String) {
    out.push('<');
    out.push_str(tag.name);
    for (name, value) in &tag.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        let visible = value.chars().filter(|c| !is_invisible(*c)).collect::<String>();
        out.push_str(&visible.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;"));
        out.push('"');
    }
    out.push_str(if closed { " />" } else { ">" });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Names(Vec<String>);

    impl Rewrite for Names {
        fn tag(&mut self, tag: &mut Tag) {
            self.0.push(tag.name.to_owned());
            tag.attributes.iter_mut().filter(|(name, _)| *name == "href").for_each(|(_, v)| *v = "x".into());
        }
    }

    #[test]
    fn tags_are_rewritten_and_comments_dropped() {
        let mut names = Names(Vec::new());
        let html = rewritten("<p>a <!-- b --> <a href='c.md' title=d>e</a><br/>", &mut names);
        assert_eq!(html, "<p>a  <a href=\"x\" title=\"d\">e</a><br />");
        assert_eq!(names.0, ["p", "a", "br"]);
        let values = "<p title=\"&quot;caf&eacute;&#39; &lt; &amp;amp; &onzin; a&b=1&copy=2\">";
        let written = "<p title=\"&quot;café' &lt; &amp;amp; &amp;onzin; a&amp;b=1&amp;copy=2\">";
        assert_eq!(rewritten(values, &mut names), written);
    }

    #[test]
    fn an_element_without_end_takes_nothing_with_it() {
        assert_eq!(cleaned("<p>een <template> en</p><p>b</p>"), "<p>een &lt;template&gt; en</p><p>b</p>");
        assert_eq!(cleaned("<script>a</script><p>b <SCRIPT src=x> c</p>"), "<p>b &lt;SCRIPT src=x&gt; c</p>");
    }

    #[test]
    fn elements_that_lie_too_deep_leave_their_text() {
        let deep = format!("{}tekst{}<p>na", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let clean = cleaned(&deep);
        assert_eq!(clean, format!("{}tekst{}<p>na</p>", "<div>".repeat(DEEPEST), "</div>".repeat(DEEPEST)));
        let many = "<p>een <b>twee</b> <br>".repeat(1_000);
        assert_eq!(flattened(&many), many);
    }

    #[test]
    fn nothing_that_runs_survives() {
        let html = "<p onclick=\"x()\" style=\"color:red\">a<script>alert(1)</script><iframe src=x></iframe>\
                    <a href=\"javascript:x()\">b</a><div>open";
        assert_eq!(cleaned(html), "<p>a<a>b</a></p><div>open</div>");
    }

    proptest! {
        #[test]
        fn no_html_makes_the_scan_panic(html in "[<>a-c\"'=/! é&;-]{0,60}") {
            let _ = rewritten(&html, &mut Names(Vec::new()));
        }

        #[test]
        fn cleaned_html_never_runs_anything(html in "(<script|<img|onerror=|<svg|href=|javascript:|[<>\"'= /a])*") {
            let clean = cleaned(&html).to_lowercase();
            prop_assert!(!clean.contains("<script") && !clean.contains("<svg"));
        }
    }
}
