//! Syntax of other generators that imported texts hold: recognised and reported, so that a visitor
//! never reads it as text.

use crate::parse::signs::Signs;
use std::borrow::Cow;
use std::ops::Range;

/// What was taken out, the system it belongs to and what to do instead (words of the catalogue).
pub type Foreign = (String, &'static str, Option<&'static str>);

/// The text without includes, imports and attribute lists of other systems.
pub fn without_foreign(text: &str, signs: Signs) -> (Cow<'_, str>, Vec<Foreign>) {
    let mut found: Vec<Foreign> = Vec::new();
    let mut kept: Cow<str> = Cow::Borrowed(text);
    if !may_import(text) && !signs.hold(Signs::OPENING | Signs::COLON) {
        return (kept, found);
    }
    while let Some(start) = kept.find("--8<--") {
        let line = kept[start..].find('\n').map_or(kept.len(), |n| start + n);
        found.push((kept[start..line].chars().take(40).collect(), "@mkdocs", Some("@include")));
        kept.to_mut().replace_range(start..line, "");
    }
    if (may_import(&kept) && kept.contains(" from ")) && kept.trim_end().ends_with(['\'', '"', ';']) {
        found.push((kept.chars().take(40).collect(), "@mdx", None));
        kept.to_mut().clear();
    }
    let icon = |text: &str| short_names(text, None).find(|at| is_icon(&text[at.clone()]));
    while let Some(icon) = icon(&kept) {
        found.push((kept[icon.clone()].to_owned(), "@mkdocs", Some("@icon_advice")));
        kept.to_mut().replace_range(icon, "");
    }
    while let Some(list) = attribute_list(&kept) {
        found.push((kept[list.clone()].chars().take(40).collect(), "@mkdocs", Some("@style")));
        kept.to_mut().replace_range(list, "");
    }
    (kept, found)
}

/// Whether a text may be an import of MDX, which is known by its first word.
pub fn may_import(text: &str) -> bool {
    text.starts_with("import ")
}

/// An attribute list of Python-Markdown or kramdown in a text: `{ .md-button }`, `{: target=_blank }`, `{ width=300 }`.
fn attribute_list(text: &str) -> Option<Range<usize>> {
    text.match_indices('{').find_map(|(start, _)| {
        // No further than the next brace, so that many of them take no longer than few.
        let end = text[start + 1..].find(['}', '\n', '{']).map(|end| start + 1 + end);
        let end = end.filter(|end| text[*end..].starts_with('}'))?;
        let inside = text[start + 1..end].trim();
        let list = inside.strip_prefix(':').unwrap_or(inside);
        // Behind an image or a link, at the beginning of what follows, no colon or dot is needed.
        let sized =
            start == 0 && ["width=", "height=", "align=", "loading=", "target="].iter().any(|a| list.starts_with(a));
        let begins = list.len() < inside.len() || inside.starts_with(['.', '#']) || sized;
        let name = |word: &str| word.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_'));
        let fits = |word: &str| match word.strip_prefix(['.', '#']) {
            Some(rest) => name(rest),
            None => name(word) && (word.contains('=') || list.len() < inside.len()),
        };
        let quoted = list.contains(['"', '\'']) && list.contains('=');
        let is_list = begins && !list.trim().is_empty() && (quoted || list.split_whitespace().all(fits));
        is_list.then_some(start..end + 1)
    })
}

/// Short names between colons, `:smile:`, in a text behind which `next` stands.
pub fn short_names(text: &str, next: Option<char>) -> impl Iterator<Item = Range<usize>> {
    text.match_indices(':').filter_map(move |(start, _)| {
        let length = text[start + 1..].find(|c: char| !is_of_short_name(c)).filter(|n| *n > 1)?;
        let end = start + 1 + length + 1;
        let name = &text[start + 1..end - 1];
        let alone = !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '/' | '.' | '@'));
        let follows = text.get(end..)?.chars().next().or(next);
        let ends = follows.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, ':' | '/' | '`'));
        let meant = name.starts_with(|c: char| c.is_ascii_lowercase()) || matches!(name, "+1" | "-1");
        (text[end - 1..].starts_with(':') && alone && ends && meant).then_some(start..end)
    })
}

fn is_of_short_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '+')
}

/// Whether a short name is that of an icon in MkDocs Material, such as `:material-account:`.
pub fn is_icon(name: &str) -> bool {
    [":material-", ":fontawesome-", ":octicons-", ":simple-"].iter().any(|set| name.starts_with(set))
}

/// A line that begins a tab of MkDocs Material: `=== "Title"`.
pub fn tab(text: &str) -> Option<Range<usize>> {
    let line = text.trim_end();
    let title = line.strip_prefix("===")?.trim_start_matches(['!', '+']).strip_prefix(" \"")?.strip_suffix('"')?;
    (!title.is_empty() && !title.contains('"')).then_some(0..line.len())
}

/// Text that PyMdown marks: `==word==`.
pub fn marked(text: &str) -> Option<Range<usize>> {
    between(text, "==", |inside| !inside.contains('=') && inside.trim() == inside)
}

/// Keys as PyMdown writes them: `++ctrl+c++`.
pub fn keys(text: &str) -> Option<Range<usize>> {
    let is_key =
        |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    between(text, "++", |inside| inside.len() > 1 && inside.split('+').all(is_key))
}

/// What stands between two marks that touch no word outside, when `fits` says that it is meant.
fn between(text: &str, mark: &str, fits: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let touches = |c: char| c.is_alphanumeric() || mark.contains(c);
    text.match_indices(mark).find_map(|(start, _)| {
        let from = start + mark.len();
        let to = from + text[from..].find(mark)?;
        let end = to + mark.len();
        let alone = !text[..start].ends_with(touches) && !text[end..].starts_with(touches);
        (alone && from < to && fits(&text[from..to])).then_some(start..end)
    })
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
        "opmerking" | "note" | "info" | "abstract" | "summary" | "quote" | "example" | "question" | "cite" | "todo" => {
            "note"
        }
        "tip" | "hint" | "success" => "tip",
        "important" | "belangrijk" => "important",
        "let op" | "waarschuwing" | "warning" | "attention" | "alert" => "warning",
        "gevaar" | "caution" | "danger" | "error" | "failure" | "bug" => "caution",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign_out(text: &str) -> (Cow<'_, str>, Vec<Foreign>) {
        without_foreign(text, Signs::of(text))
    }

    #[test]
    fn tags_of_other_systems_are_taken_out() {
        assert_eq!(foreign_out("--8<-- \"a.md\"").0, "");
        assert_eq!(foreign_out("{ .md-button } en meer").0, " en meer");
        assert_eq!(foreign_out("Zie{: target=\"_blank\" } en {.a #b}{:toc}").0, "Zie en ");
        assert_eq!(foreign_out("{ width=300 } en {width=\"40%\"}").0, " en {width=\"40%\"}");
        for text in ["gewone tekst {zo}", "{.5, .6}", "{ . }", "{: }", "f{x: 1}", "zet { width=300 } erachter", "{a=1}"]
        {
            assert_eq!(foreign_out(text).1.len(), 0, "{text}");
        }
        assert_eq!(without_include("Dit is [!INCLUDE "), "Dit is ");
    }

    #[test]
    fn tabs_marks_and_keys_are_only_seen_where_they_are_meant() {
        assert!(tab("=== \"Windows\"").is_some() && tab("===! \"Mac\"  ").is_some());
        assert_eq!(marked("zie (==dit hier==)."), Some(5..17));
        assert_eq!(keys("druk ++ctrl+alt+del++ in"), Some(5..21));
        for text in [
            "=== Windows",
            "===",
            "=== \"a\" en \"b\"",
            "a == b en c == d",
            "a==b==c",
            "====",
            "== a ==",
            "C++",
            "C++ en D++",
            "++i++",
            "i++ + ++j",
            "++",
            "x+++y+++z",
            "++Ctrl C++",
        ] {
            assert_eq!((tab(text), marked(text), keys(text)), (None, None, None), "{text}");
        }
    }

    #[test]
    fn short_names_stand_alone_between_colons() {
        for text in ["Hoi :smile:", ":+1:", "(:material-account:)", "**:warning:**"] {
            assert!(short_names(text, None).next().is_some(), "{text}");
        }
        for text in
            ["om 10:30:00", "a:b:c", "https://a:b:", ":: noot ::", "zo: dit :", "a :x: b", "urn:nl:oo:x", ":Noot:"]
        {
            assert_eq!(short_names(text, None).next(), None, "{text}");
        }
        assert_eq!(short_names("zie :ref:", Some('`')).next(), None);
    }
}
