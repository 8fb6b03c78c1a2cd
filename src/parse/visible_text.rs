//! Text as it is read: without tags, with single spaces, and without what nobody sees.

use crate::parse::raw_html::{end_tag, swallowing};
use crate::source::slug::is_invisible;

/// Text for people and for search: single spaces, nothing invisible.
pub fn visible(text: &str) -> String {
    if is_visible(text.as_bytes()) {
        return text.trim_matches(' ').to_owned();
    }
    let mut visible = String::with_capacity(text.len());
    for word in text.split(char::is_whitespace).filter(|w| !w.is_empty()) {
        if !visible.is_empty() && !visible.ends_with(' ') {
            visible.push(' ');
        }
        // Only words with other letters than those of ASCII can hold something invisible.
        match word.is_ascii() {
            true => visible.push_str(word),
            false => visible.extend(word.chars().filter(|c| !is_invisible(*c))),
        }
    }
    visible.truncate(visible.trim_end().len());
    visible
}

/// Number of words of a visible text, which has single spaces between them.
pub fn words(text: &str) -> usize {
    // Byte by byte without a branch, so that many are looked at at once.
    text.bytes().filter(|byte| *byte == b' ').count() + usize::from(!text.is_empty())
}

/// Whether a text holds no other blank than single spaces, and nothing that may be invisible: a look
/// at its bytes, which are enough for most texts.
fn is_visible(text: &[u8]) -> bool {
    let next = text.get(1..).unwrap_or_default();
    // Without an early end, so that many bytes are looked at at once.
    let no_blank = text.iter().fold(true, |fine, byte| fine & (*byte >= b' '));
    let single = text.iter().zip(next).fold(true, |fine, (a, b)| fine & ((*a != b' ') | (*b != b' ')));
    no_blank && single && is_plain(text)
}

/// Whether none of the characters above ASCII can be blank or invisible: these bytes begin those that
/// are, and many others.
fn is_plain(text: &[u8]) -> bool {
    text.iter().fold(true, |fine, byte| fine & !matches!(*byte, 0xc2 | 0xe1 | 0xe2 | 0xe3 | 0xef))
}

/// The text of some HTML, as it is read: not that of scripts, styles and the like.
pub fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    // Names of elements that nothing ends from here on.
    let mut endless: Vec<&str> = Vec::new();
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let name = swallowing(&rest[start..]).filter(|name| !endless.contains(name));
        let end = name.and_then(|name| end_tag(&rest[start..], name));
        endless.extend(name.filter(|_| end.is_none()));
        let last_tag = start + end.unwrap_or(0);
        let Some(length) = rest[last_tag..].find('>') else {
            rest = "";
            break;
        };
        text.push(' ');
        rest = &rest[last_tag + length + 1..];
    }
    text.push_str(rest);
    text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Whether a tag is `<br>`, which parts words.
pub fn is_line_break(tag: &str) -> bool {
    let begins = tag.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("<br"));
    begins && tag[3..].starts_with(['>', '/', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_text_has_no_word() {
        assert_eq!(["", "een", "een twee"].map(words), [0, 1, 2]);
    }

    #[test]
    fn scripts_and_styles_are_not_read() {
        let text = |html| visible(&without_tags(html));
        assert_eq!(text("a <STYLE>\n.b > i { color: red }\n</STYLE> c <script>if (1 < 2) d()</script>"), "a c");
        assert_eq!(text("a <style>b <i>c</i>"), "a b c");
    }
}
