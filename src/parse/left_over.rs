//! What was meant as a link and is left over as text, since CommonMark makes no link of it. Looks at
//! texts as they are written. Knows nothing of what is made of them.

use pulldown_cmark::{BrokenLink, CowStr, LinkType, Options, Parser};
use std::collections::HashMap;
use std::ops::Range;

/// A link or an image that spaces in its address made into text.
#[derive(Debug, PartialEq, Eq)]
pub struct Spaced<'a> {
    /// Where it stands in the text: from its `[`, or from the `]` when its words are more than text.
    pub at: Range<usize>,
    /// Its address.
    pub target: &'a str,
    /// As it should be written.
    pub right: String,
    /// Whether it is an image.
    pub image: bool,
}

/// Links of a written text whose address holds spaces, such as `[tekst](mijn bestand.md)`. An image in
/// a link is told with it.
pub fn spaced_targets(text: &str) -> Vec<Spaced<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    if !text.contains("](") {
        return found;
    }
    let (closing, mut opening) = (closing(text), None);
    while let Some(i) = text[from..].find("](") {
        let close = from + i;
        from = close + 2;
        if is_escaped(text, close) {
            continue;
        }
        let Some(length) = closing.get(&(close + 1)).map(|end| end - from) else { continue };
        let inside = &text[from..from + length];
        let (target, title) = without_title(inside);
        if !target.contains(' ') || !is_like_an_address(target) {
            continue;
        }
        let opening = opening.get_or_insert_with(|| self::opening(text));
        let open = opening.get(&close).copied().unwrap_or(close);
        let image = text[..open].ends_with('!') && open < close;
        let start = open - usize::from(image);
        let mut words = text[start..=close].to_owned();
        while let Some(inner) = found.pop_if(|inner: &mut Spaced| inner.at.start > start) {
            words = words.replace(&text[inner.at.clone()], &inner.right);
        }
        let right = match target.starts_with("tel:") {
            true => format!("{words}({}{title})", target.replace(' ', "")),
            false => format!("{words}(<{target}>{title})"),
        };
        found.push(Spaced { at: start..from + length + 1, target, right, image });
        from += length + 1;
    }
    found
}

/// A link whose brackets are not those that make one.
#[derive(Debug, PartialEq, Eq)]
pub struct Misbracketed {
    /// Where it stands in the text.
    pub at: Range<usize>,
    /// As it should be written.
    pub right: String,
}

/// Links with their brackets the other way round: `(tekst)[adres]`.
pub fn reversed_links(text: &str) -> Vec<Misbracketed> {
    let reversed = |(close, _): (usize, &str)| {
        let start = text[..close].rfind(['(', ')', '[', ']']).filter(|i| text[*i..].starts_with('('))?;
        let inside = &text[close + 2..];
        let address = &inside[..inside.find(['[', ']'])?];
        let closed = inside[address.len()..].starts_with("]") && !inside[address.len()..].starts_with("](");
        let words = &text[start + 1..close];
        let meant = closed && is_one_address(address) && !words.trim().is_empty();
        let right = format!("[{words}]({address})");
        meant.then(|| Misbracketed { at: start..close + 2 + address.len() + 1, right })
    };
    text.match_indices(")[").filter_map(reversed).collect()
}

/// Links that nothing closes: `[tekst](adres` without a `)` on the rest of the line.
pub fn open_links(text: &str) -> Vec<Misbracketed> {
    let open = |(close, _): (usize, &str)| {
        let rest = text[close + 2..].lines().next().unwrap_or_default();
        let address = rest.split_whitespace().next()?.trim_end_matches(['.', ',', ';']);
        let start = text[..close].rfind(['[', ']']).filter(|i| text[*i..].starts_with('['))?;
        let meant = !rest.contains([')', '(', ']']) && is_one_address(address) && !is_escaped(text, close);
        let right = format!("{}({address})", &text[start..=close]);
        meant.then(|| Misbracketed { at: start..close + 2 + address.len(), right })
    };
    // Only the last may be open: what stands before it has a bracket behind it.
    text.rmatch_indices("](").next().and_then(open).into_iter().collect()
}

/// Whether something without blanks is the address of a page, a file or a site.
fn is_one_address(text: &str) -> bool {
    let web = ["https://", "http://", "www.", "mailto:", "../", "./", "/"].iter().any(|begin| text.starts_with(begin));
    let length = text.len() > 2 && !text.contains(char::is_whitespace);
    // One word alone behind a slash ends a shortcode of another system: `[/caption]`.
    let longer = text.strip_prefix('/').is_none_or(|path| path.contains(['/', '.', '#']));
    length && longer && (web || text.split('#').next().is_some_and(|path| path.ends_with(".md")))
}

/// For each `]` of a text that ends something, where the bracket stands that opens it.
fn opening(text: &str) -> HashMap<usize, usize> {
    let brackets = text.char_indices().filter(|(i, c)| matches!(c, '[' | ']') && !is_escaped(text, *i));
    pairs(brackets, '[').map(|(start, end)| (end, start)).collect()
}

/// For each `(` of a text that is closed, where.
fn closing(text: &str) -> HashMap<usize, usize> {
    pairs(text.char_indices().filter(|(_, c)| matches!(c, '(' | ')')), '(').collect()
}

/// Where brackets of one sort begin and end that belong together.
fn pairs(brackets: impl Iterator<Item = (usize, char)>, opens: char) -> impl Iterator<Item = (usize, usize)> {
    let mut open = Vec::new();
    brackets.filter_map(move |(at, c)| {
        if c == opens {
            open.push(at);
            return None;
        }
        open.pop().map(|start| (start, at))
    })
}

/// The address and the title behind it, with the space between them.
fn without_title(inside: &str) -> (&str, &str) {
    let ends = inside.ends_with(['"', '\'']) && inside.len() > 1;
    let title = inside.chars().last().filter(|_| ends).and_then(|quote| inside.find(&format!(" {quote}")[..]));
    let (target, title) = inside.split_at(title.unwrap_or(inside.len()));
    (target.trim(), title)
}

/// Whether words in parentheses name a file or a place: remarks do not.
fn is_like_an_address(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or(target);
    let ending = path.rsplit_once('.').is_some_and(|(_, ending)| {
        (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    let begins = target.starts_with(['/', '.']) || target.starts_with("tel:") || target.starts_with("mailto:");
    !target.starts_with('<') && (ending || target.contains("://") || begins)
}

/// Whether the byte at a place is taken as text because of a `\` before it.
fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

/// Components that a written text holds as words, since they do not stand on a line of their own: where, and the
/// name of each.
pub fn inner_components(text: &str) -> Vec<(Range<usize>, &str)> {
    let component = |(start, _): (usize, &'_ str)| {
        let (before, rest) = text.split_at(start);
        let behind_colons = rest.trim_start_matches(':');
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let behind = behind_colons.trim_start_matches(is_name);
        let name = &behind_colons[..behind_colons.len() - behind.len()];
        let alone = before.is_empty() || before.ends_with(char::is_whitespace);
        let around = rest.starts_with(":::") && (before.trim().is_empty() || behind.trim().is_empty());
        let meant = alone && name.starts_with(|c: char| c.is_ascii_alphabetic()) && (around || behind.starts_with('{'));
        let end = if behind.starts_with('{') { behind.find('}').map_or(behind.len(), |i| i + 1) } else { 0 };
        meant.then(|| (start..text.len() - behind.len() + end, name))
    };
    text.match_indices("::").filter_map(component).collect()
}

/// Something that refers to a line of the page which is not there.
#[derive(Debug, PartialEq, Eq)]
pub struct Undefined {
    /// Where it stands in the text.
    pub at: Range<usize>,
    /// What the line should begin with, between brackets; a footnote begins with `^`.
    pub name: String,
}

/// The parser of a text, which adds the references that lead nowhere to `undefined`.
pub fn parser<'a, 'u>(
    text: &'a str,
    options: Options,
    undefined: &'u mut Vec<Undefined>,
) -> Parser<'a, impl FnMut(BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)> + use<'a, 'u>> {
    let look = move |link: BrokenLink<'a>| {
        // The span of `[naam][]` is that of its name.
        let behind = if link.link_type == LinkType::Collapsed { "[]".len() } else { 0 };
        let at = link.span.start..link.span.end + behind;
        let name = link.reference.to_string();
        undefined.extend(is_meant(text, &link, &at).then_some(Undefined { at, name }));
        None
    };
    Parser::new_with_broken_link_callback(text, options, Some(look))
}

/// Whether brackets that are no link were meant as one: `[tekst][naam]`, `[naam][]`, `[^noot]`.
fn is_meant(text: &str, link: &BrokenLink, at: &Range<usize>) -> bool {
    let name = link.reference.trim();
    let letters = name.chars().any(char::is_alphabetic);
    let after_word = text[..at.start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ']' | '_'));
    let more = text.get(at.end..).is_none_or(|rest| rest.starts_with(['[', '(']));
    let named = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
    named && letters && !after_word && !more && !name.starts_with(['^', '!'])
}

/// Footnotes that a written text mentions and that stand there as text: nothing explains them.
pub fn undefined_notes(text: &str) -> Vec<Undefined> {
    let note = |(start, _): (usize, &str)| {
        let length = text[start..].find(']')?;
        let name = &text[start + 1..start + length];
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '^');
        let range = name.len() == 4 && name.as_bytes()[2] == b'-'; // `[^a-z]`, of a pattern.
        let meant = name.len() > 1 && name.chars().all(fits) && !range && !is_escaped(text, start);
        let at = start..start + length + 1;
        (meant && !text[at.end..].starts_with(':')).then(|| Undefined { at, name: name.to_owned() })
    };
    text.match_indices("[^").filter_map(note).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mended(text: &str) -> Vec<String> {
        spaced_targets(text).into_iter().map(|s| s.right).collect()
    }

    fn undefined(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        parser(text, Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM, &mut found).for_each(drop);
        found.extend(undefined_notes(text));
        found.into_iter().map(|u| text[u.at].to_owned()).collect()
    }

    #[test]
    fn an_address_with_spaces_is_put_between_angles() {
        assert_eq!(mended("Zie [de [x] lijst](mijn bestand (1).md)."), ["[de [x] lijst](<mijn bestand (1).md>)"]);
        assert_eq!(mended("![b](foto van.jpg \"Tuin\")"), ["![b](<foto van.jpg> \"Tuin\")"]);
        assert_eq!(mended("](a b.md#c)"), ["](<a b.md#c>)"]);
        assert_eq!(mended("[![b](c d.png)](c d.png)"), ["[![b](<c d.png>)](<c d.png>)"]);
        for text in ["[x](zie boven)", "\\[x\\](a b.md)", "[x](a.md)", "[1](blz. 3 en 4)", "f[x](y, z)"] {
            assert!(mended(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn links_with_wrong_brackets_are_put_right() {
        let right = |text| {
            let found = reversed_links(text).into_iter().chain(open_links(text));
            found.map(|m| m.right).collect::<Vec<String>>()
        };
        assert_eq!(
            right("Zie (de lijst)[https://x.nl/a] en (b)[../c.md]."),
            ["[de lijst](https://x.nl/a)", "[b](../c.md)"]
        );
        assert_eq!(right("Zie [de lijst](../lijst.md. Daar"), ["[de lijst](../lijst.md)"]);
        for text in [
            "f(x)[0] (zie)[1] (a)[https://x.nl](b)",
            "[a](b.md) en (c)",
            "[a](wat dan ook",
            "\\[a\\](b.md",
            "(a)[b.md en c]",
            "[caption id=1]Tekst (foto)[/caption]",
        ] {
            assert!(right(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn many_brackets_that_nothing_closes_take_no_longer_than_few() {
        assert!(mended(&"[a](".repeat(100_000)).is_empty());
        assert_eq!(mended(&"](a b.md)".repeat(20_000)).len(), 20_000);
    }

    #[test]
    fn a_reference_without_its_line_is_found() {
        let text = "[tekst][geen] [geen][] noot[^1] [*x*][y]";
        assert_eq!(undefined(text), ["[tekst][geen]", "[geen][]", "[*x*][y]", "[^1]"]);
        for text in ["[sic] [1] [1][2] a[i][j] - [ ] taak", "`[a][b]` \\[a][b]", "[a][b]\n\n[b]: c", "[^a-z] [^\\[]"] {
            assert!(undefined(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_component_among_words_is_found() {
        let found = |text| inner_components(text).into_iter().map(|(at, _)| &text[at]).collect::<Vec<&str>>();
        assert_eq!(found("Zie ::download{src=\"a.pdf\"} hier."), ["::download{src=\"a.pdf\"}"]);
        assert_eq!(found(":::tip Let op"), [":::tip"]);
        assert_eq!(found("een tekst. :::tip"), [":::tip"]);
        for text in ["std::vector{1}", "a ::name b", "zo: :::", "met :::tip erin", "\\:::tip", "a::b{c}"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_found_lies_in_the_text(text in "[\\[\\]()!^\\\\ é.a\"':{}]{0,40}") {
            for (at, _) in inner_components(&text) {
                prop_assert!(text.get(at).is_some());
            }
            for at in spaced_targets(&text).into_iter().map(|s| s.at).chain(undefined_notes(&text).into_iter().map(|u| u.at)) {
                prop_assert!(text.get(at).is_some());
            }
        }
    }
}
