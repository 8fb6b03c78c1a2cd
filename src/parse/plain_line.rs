//! Lines of plain text, such as titles: what in them was meant as markup, and the text without it.

use std::ops::Range;

/// Character references that editors and exports write, and what they stand for.
const REFERENCES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&nbsp;", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "'"),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&ndash;", "–"),
    ("&mdash;", "—"),
    ("&hellip;", "…"),
    ("&#8217;", "’"),
    ("&rsquo;", "’"),
    ("&lsquo;", "‘"),
    ("&shy;", ""),
];

/// Elements that are written for their looks.
const ELEMENTS: &[&str] = &["b", "i", "em", "strong", "br", "br/", "br /", "span", "u", "sup", "sub", "small", "code"];

/// The first markup in a line.
pub fn markup(line: &str) -> Option<&str> {
    let found = [pair(line, "**"), pair(line, "__"), pair(line, "`"), link(line), element(line), reference(line)];
    found.into_iter().flatten().min_by_key(|at| at.start).map(|at| &line[at])
}

/// The line without its markup; none when it holds more than can be taken out with certainty.
pub fn without_markup(line: &str) -> Option<String> {
    let mut plain = line.to_owned();
    for mark in ["**", "__", "`"] {
        while let Some(at) = pair(&plain, mark) {
            let inside = plain[at.start + mark.len()..at.end - mark.len()].to_owned();
            plain.replace_range(at, &inside);
        }
    }
    for (written, meant) in REFERENCES {
        plain = plain.replace(written, meant);
    }
    (markup(&plain).is_none() && !plain.contains(['"', '\\'])).then_some(plain)
}

/// Words between two of the same marks.
fn pair(line: &str, mark: &str) -> Option<Range<usize>> {
    let start = line.find(mark)?;
    let inside = &line[start + mark.len()..];
    let length = inside.find(mark).filter(|n| *n > 0)?;
    let words = &inside[..length];
    let tight = !words.starts_with(char::is_whitespace) && !words.ends_with(char::is_whitespace);
    tight.then(|| start..start + length + 2 * mark.len())
}

/// `[words](address)`.
fn link(line: &str) -> Option<Range<usize>> {
    let middle = line.find("](")?;
    let start = line[..middle].rfind('[')?;
    let end = middle + line[middle..].find(')')? + 1;
    Some(start..end)
}

/// The tag of an element that is written for its looks.
fn element(line: &str) -> Option<Range<usize>> {
    line.match_indices('<').find_map(|(start, _)| {
        let end = start + line[start..].find('>')?;
        let name = line[start + 1..end].trim_start_matches('/').to_ascii_lowercase();
        ELEMENTS.contains(&name.as_str()).then_some(start..end + 1)
    })
}

/// A character reference, known or by number.
fn reference(line: &str) -> Option<Range<usize>> {
    line.match_indices('&').find_map(|(start, _)| {
        let end = start + line[start..].find(';')? + 1;
        let name = &line[start + 1..end - 1];
        let numbered =
            name.strip_prefix('#').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_hexdigit()));
        let accented = ["acute", "grave", "uml", "circ", "cedil", "tilde", "quo"];
        let accent = name.len() > 3 && accented.iter().any(|end| name.ends_with(end));
        let known = REFERENCES.iter().any(|(written, _)| *written == &line[start..end]);
        (known || numbered || accent).then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_is_found_and_taken_out() {
        assert_eq!(markup("Samen &amp; **veilig**"), Some("&amp;"));
        assert_eq!(without_markup("Samen &amp; **veilig** met `x`").as_deref(), Some("Samen & veilig met x"));
        assert_eq!((markup("Zie [x](y.md)"), without_markup("Zie [x](y.md)")), (Some("[x](y.md)"), None));
        assert_eq!(markup("Caf&eacute; <b>x</b>"), Some("&eacute;"));
        for line in ["R&D; en meer", "2 * 3 ** 4", "a < b > c", "snake__case", "[concept] (2)", "Q&A", "**"] {
            assert_eq!(markup(line), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_odd(line in "[*_`&;#a<>/b\\[\\]()é ]{0,40}") {
            let _ = (markup(&line), without_markup(&line));
        }
    }
}
