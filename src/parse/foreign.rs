//! Syntax of other generators that imported texts hold: recognised and reported, so that a visitor
//! never reads it as text.

use std::borrow::Cow;

/// What was taken out, the system it belongs to and what to do instead (words of the catalogue).
pub type Foreign = (String, &'static str, Option<&'static str>);

/// The text without includes, imports and attribute lists of other systems.
pub fn without_foreign(text: &str) -> (Cow<'_, str>, Vec<Foreign>) {
    let mut found: Vec<Foreign> = Vec::new();
    let mut kept: Cow<str> = Cow::Borrowed(text);
    // Nearly every text: nothing in it can begin any of what follows.
    if !text.starts_with(['!', '?', 'i']) && memchr::memchr2(b'{', b'<', text.as_bytes()).is_none() {
        return (kept, found);
    }
    while let Some(start) = kept.find("--8<--") {
        let line = kept[start..].find('\n').map_or(kept.len(), |n| start + n);
        found.push((kept[start..line].chars().take(40).collect(), "@mkdocs", Some("@include")));
        kept.to_mut().replace_range(start..line, "");
    }
    if (kept.starts_with("import ") && kept.contains(" from ")) && kept.trim_end().ends_with(['\'', '"', ';']) {
        found.push((kept.chars().take(40).collect(), "@mdx", None));
        kept.to_mut().clear();
    }
    // An attribute list of Python-Markdown behind an element: `{ .md-button }`, `{: target=_blank }`.
    let trimmed = kept.trim_start();
    if (trimmed.starts_with("{:")
        || trimmed.starts_with("{ .")
        || trimmed.starts_with("{.")
        || trimmed.starts_with("{ :"))
        && let Some(end) = kept.find('}')
    {
        found.push((kept[..=end].trim().chars().take(40).collect(), "@mkdocs", Some("@style")));
        kept.to_mut().replace_range(..=end, "");
    }
    (kept, found)
}

/// Whether a text ends with `[!INCLUDE `, the include of DocFX.
pub fn ends_with_include(text: &str) -> bool {
    without_include(text).len() < text.len()
}

/// A text without the `[!INCLUDE` at its end.
pub fn without_include(text: &str) -> &str {
    let trimmed = text.trim_end();
    let start = trimmed.len().checked_sub("[!INCLUDE".len()).filter(|i| trimmed.is_char_boundary(*i));
    match start {
        Some(start) if trimmed[start..].eq_ignore_ascii_case("[!INCLUDE") => &text[..start],
        _ => text,
    }
}

/// Component and own title of an alert that opens with the text `[!INFO] Own title`.
pub fn titled_alert(opening: &str) -> Option<(&'static str, Option<String>)> {
    let (word, title) = opening.strip_prefix("[!")?.split_once(']')?;
    let name = alert_named(word.trim())?;
    let title = title.trim_start_matches(['+', '-']).trim();
    Some((name, (!title.is_empty()).then(|| title.to_owned())))
}

/// The component for an alert of this type, in any case of letters.
pub fn alert_named(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "note" | "info" | "abstract" | "summary" | "quote" | "example" | "question" | "cite" | "todo" => "note",
        "tip" | "hint" | "success" => "tip",
        "important" => "important",
        "warning" | "attention" | "alert" => "warning",
        "caution" | "danger" | "error" | "failure" | "bug" => "caution",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_other_systems_are_taken_out() {
        assert_eq!(without_foreign("--8<-- \"a.md\"").0, "");
        assert_eq!(without_foreign("{ .md-button } en meer").0, " en meer");
        assert_eq!(without_foreign("gewone tekst {zo}").1.len(), 0);
        assert_eq!(without_include("Dit is [!INCLUDE "), "Dit is ");
    }
}
