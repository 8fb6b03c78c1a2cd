//! Syntax of other generators that imported texts hold: recognised and reported, so that a visitor
//! never reads it as text.

use std::borrow::Cow;

/// What was taken out, the system it belongs to and what to do instead (words of the catalogue).
pub type Foreign = (String, &'static str, Option<&'static str>);

/// The text without shortcodes, template tags, admonition openers and includes of other systems.
pub fn without_foreign(text: &str) -> (Cow<'_, str>, Vec<Foreign>) {
    let mut found: Vec<Foreign> = Vec::new();
    let mut kept: Cow<str> = Cow::Borrowed(text);
    // Nearly every text: nothing in it can begin any of what follows.
    if !text.contains('{') && !text.starts_with(['!', '?', 'i']) && !text.contains("--8<--") {
        return (kept, found);
    }
    for (open, close, system) in [
        ("{{<", ">}}", "@hugo"),
        ("{{%", "%}}", "@hugo"),
        ("{%", "%}", "@liquid"),
        ("{{", "}}", "@liquid"),
        ("--8<--", "\"", "@mkdocs"),
    ] {
        while let Some((start, end)) = tag(&kept, open, close) {
            let what: String = kept[start..end].chars().take(40).collect();
            found.push((what, system, (open == "--8<--").then_some("@include")));
            kept.to_mut().replace_range(start..end, "");
        }
    }
    for mark in ["!!! ", "???+ ", "??? ", "!!!"] {
        if kept.starts_with(mark) && kept[mark.len()..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = kept.find('\n').unwrap_or(kept.len());
            found.push((kept[..end].chars().take(40).collect(), "@mkdocs", Some("@alert")));
            let title = kept[..end].split('"').nth(1).unwrap_or("").to_owned();
            kept.to_mut().replace_range(..end, &title);
            break;
        }
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
    let name = match word.trim().to_ascii_lowercase().as_str() {
        "note" | "info" | "abstract" | "summary" | "quote" | "example" | "question" | "cite" | "todo" => "note",
        "tip" | "hint" | "success" => "tip",
        "important" => "important",
        "warning" | "attention" | "alert" => "warning",
        "caution" | "danger" | "error" | "failure" | "bug" => "caution",
        _ => return None,
    };
    let title = title.trim_start_matches(['+', '-']).trim();
    Some((name, (!title.is_empty()).then(|| title.to_owned())))
}

fn tag(text: &str, open: &str, close: &str) -> Option<(usize, usize)> {
    let start = text.find(open)?;
    let from = start + open.len() + usize::from(open == "--8<--") * 2;
    let length = text.get(from..)?.find(close)?;
    // A dollar before the braces is an expression of GitHub Actions, written as an example.
    (!text[..start].ends_with('$')).then_some((start, from + length + close.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_other_systems_are_taken_out() {
        let (text, found) = without_foreign("Zie {{< ref \"a.md\" >}} en {% include x %}.");
        assert_eq!(text, "Zie  en .");
        assert_eq!(found.iter().map(|f| f.1).collect::<Vec<_>>(), ["@hugo", "@liquid"]);
        assert_eq!(without_foreign("!!! note \"Let op\"").0, "Let op");
        assert_eq!(without_foreign("gewone tekst {zo}").1.len(), 0);
        assert_eq!(without_include("Dit is [!INCLUDE "), "Dit is ");
    }
}
