//! Scripts and styles of a theme without what only their authors read. Styles lose blanks at the
//! beginning of lines, empty lines, and lines that are comments; their code is left alone. Knows
//! neither JavaScript nor CSS beyond that.

use crate::render::script::short;
use std::borrow::Cow;

/// The bytes of an asset as they are served.
pub fn served(path: &str, bytes: Cow<'static, [u8]>) -> Cow<'static, [u8]> {
    let slimmer = match path.rsplit_once('.') {
        Some((_, "js")) => short,
        Some((_, "css")) => without_comment_lines,
        _ => return bytes,
    };
    let slim = std::str::from_utf8(&bytes).ok().and_then(slimmer);
    slim.map_or(bytes, |slim| Cow::Owned(slim.into_bytes()))
}

/// None when lines may be part of a longer text: a line that ends with a backslash goes on.
fn without_comment_lines(text: &str) -> Option<String> {
    let mut slim = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        if in_comment {
            in_comment = !line.ends_with("*/");
        } else if line.starts_with("/*") && (line.ends_with("*/") || !line.contains("*/")) {
            if line.starts_with("/*!") {
                return None; // A licence stays with what it is of.
            }
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() {
            slim.push_str(line);
            slim.push('\n');
        }
    }
    let is_plain = !in_comment && !slim.contains("\\\n");
    is_plain.then_some(slim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, text: &'static str, expected: &str) {
        assert_eq!(String::from_utf8_lossy(&served(path, Cow::Borrowed(text.as_bytes()))), expected);
    }

    #[test]
    fn comments_and_blanks_are_left_out() {
        check(
            "assets/a.css",
            "/* Colours.\n   More. */\na {\n  color: red; /* so */\n}\n",
            "a {\ncolor: red; /* so */\n}\n",
        );
        check("assets/a.js", "// What it does.\ngo('//x'); // now\n", "go(`//x`);\n");
    }

    #[test]
    fn what_may_be_text_is_left_alone() {
        for text in ["/*! licence */\n  a {}\n", "/* open\n  a {}\n", "a { content: 'b\\\n  c' }\n"] {
            check("assets/a.css", text, text);
        }
        check("assets/a.svg", "  <svg/>\n", "  <svg/>\n");
    }
}
