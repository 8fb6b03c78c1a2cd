//! Template tags of other generators in the text: `{{< … >}}` of Hugo, `{% … %}` and `{{ … }}` of Liquid
//! and Nunjucks. They are covered before the text is read as Markdown, byte for byte, so that every
//! position stays; what is in code or between `{% raw %}` and `{% endraw %}` is text and stays.

use crate::parse::directive::code_fence;
use crate::parse::signs::holds;
use crate::source::span::Span;
use std::collections::HashMap;

/// Covers a tag in running text; cannot occur in content, and is taken out of everything that is written.
pub const COVER: char = '\u{4}';
/// Begins the cover of a tag in the address of a link, which then is no address.
pub const COVERED_ADDRESS: char = '\u{f8ff}';

/// A text with its tags covered.
#[derive(Debug, Default)]
pub struct Covered {
    /// Of the same length as the original.
    pub text: String,
    /// Each tag that does nothing here: where it stands and the system it belongs to (a word of the catalogue).
    pub tags: Vec<(Span, &'static str)>,
}

/// The text with its tags covered; none when it holds none.
pub fn covered(text: &str) -> Option<Covered> {
    if !holds(text, "{{") && !holds(text, "{%") {
        return None;
    }
    let mut made = Covered { text: String::with_capacity(text.len()), tags: Vec::new() };
    let (mut raw, mut comment) = (false, None);
    let mut done = 0;
    for (at, tag) in tags(text) {
        let what = &text[tag.clone()];
        let word = what.trim_matches(['{', '}', '%', '-', ' ']).split_whitespace().next().unwrap_or("");
        let block = what.starts_with("{%");
        let mut from = tag.start;
        match (raw, comment) {
            (true, _) if word == "endraw" => raw = false,
            (_, Some(start)) if word == "endcomment" => {
                comment = None;
                from = start;
            }
            (true, _) | (_, Some(_)) => continue,
            _ if block && word == "raw" => raw = true,
            _ if block && word == "comment" => {
                comment = Some(tag.start);
                continue;
            }
            _ => {
                let hugo = what.starts_with("{{<") || what.starts_with("{{%");
                made.tags.push((Span::new(tag.start, tag.end), if hugo { "@hugo" } else { "@liquid" }));
            }
        }
        made.text.push_str(&text[done..from]);
        cover(&text[from..tag.end], at, &mut made.text);
        done = tag.end;
    }
    made.text.push_str(&text[done..]);
    Some(made)
}

/// Where a tag stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Text,
    Address,
}

fn cover(hidden: &str, at: At, out: &mut String) {
    if at == At::Address && hidden.len() >= 4 {
        out.push(COVERED_ADDRESS);
        out.extend(std::iter::repeat_n('x', hidden.len() - COVERED_ADDRESS.len_utf8()));
        return;
    }
    for byte in hidden.bytes() {
        out.push(if byte == b'\n' { '\n' } else { COVER });
    }
}

/// All tags outside code, in order.
fn tags(text: &str) -> Vec<(At, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut fence = None;
    let (mut blank, mut list, mut indented) = (true, false, false);
    // Where code in the running text ends, and lengths of backtick runs that have no partner, with the end of their paragraph.
    let mut skip_to = 0;
    let mut lonely: HashMap<usize, usize> = HashMap::new();
    let mut paragraph = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (from, trimmed) = (start, line.trim());
        start += line.len();
        let was_code = fence.is_some();
        if let Some(new) = code_fence(trimmed, fence) {
            fence = new;
        }
        if fence.is_some() || was_code {
            continue;
        }
        if trimmed.is_empty() {
            blank = true;
            continue;
        }
        let deep = line.starts_with("    ") || line.starts_with('\t');
        if !deep {
            list = trimmed.starts_with(['-', '*', '+']) || trimmed.starts_with(|c: char| c.is_ascii_digit());
        }
        indented = deep && !list && (blank || indented);
        blank = false;
        if indented {
            continue;
        }
        let bytes = text.as_bytes();
        let mut i = from.max(skip_to);
        while i < start {
            match bytes[i] {
                b'`' => {
                    let run = bytes[i..].iter().take_while(|b| **b == b'`').count();
                    i += run;
                    if lonely.get(&run).is_none_or(|end| *end <= i) {
                        if paragraph <= i {
                            paragraph = text[i..].find("\n\n").map_or(text.len(), |n| i + n);
                        }
                        match partner(&bytes[i..paragraph.max(i)], run) {
                            Some(length) => i += length,
                            None => {
                                lonely.insert(run, paragraph);
                            }
                        }
                    }
                }
                b'{' if !text[..i].ends_with('$') => match tag(&text[i..]) {
                    Some(length) => {
                        let near = (i.saturating_sub(200)..=i).find(|at| text.is_char_boundary(*at)).unwrap_or(i);
                        let before = &text[from.max(near)..i];
                        let address = before.rfind("](").is_some_and(|p| !before[p..].contains([')', ' ']))
                            || (before.trim_start().starts_with('[') && before.contains("]:"));
                        found.push((if address { At::Address } else { At::Text }, i..i + length));
                        i += length;
                    }
                    None => i += 1,
                },
                _ => i += 1,
            }
        }
        skip_to = i;
    }
    found
}

/// Length up to and with the run of backticks that closes one of this length.
fn partner(bytes: &[u8], run: usize) -> Option<usize> {
    let mut i = 0;
    while i < bytes.len() {
        let here = bytes[i..].iter().take_while(|b| **b == b'`').count();
        i += here.max(1);
        if here == run {
            return Some(i);
        }
    }
    None
}

/// Length of the tag that a text begins with. A tag does not go beyond its paragraph, nor 2,000 bytes.
fn tag(text: &str) -> Option<usize> {
    let pairs = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}")];
    let (open, close) = pairs.iter().find(|(open, _)| text.starts_with(open))?;
    let window = &text.as_bytes()[open.len()..text.len().min(2000)];
    let end = window.windows(close.len()).position(|w| w == close.as_bytes())?;
    let length = open.len() + end + close.len();
    (!text[..length].contains("\n\n")).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kept(text: &str) -> (String, usize) {
        let made = covered(text).unwrap_or(Covered { text: text.into(), tags: Vec::new() });
        assert_eq!(made.text.len(), text.len());
        (made.text.replace(COVER, ""), made.tags.len())
    }

    #[test]
    fn tags_are_covered() {
        assert_eq!(kept("Zie {{< ref \"a.md\" >}} en {% include x %}."), ("Zie  en .".into(), 2));
        assert_eq!(kept("{{% note %}}\nTekst\n{{% /note %}}\n"), ("\nTekst\n\n".into(), 2));
        assert_eq!(kept("a {% comment %} weg {% endcomment %} b"), ("a  b".into(), 0));
        assert!(kept("[a]({{ site.url }}/b)").0.contains(COVERED_ADDRESS));
    }

    #[test]
    fn code_and_raw_text_stay() {
        for text in
            ["`{{ a }}`", "```\n{{ a }}\n```\n", "``{% a %} ` ``", "Zet ${{ env.X }} neer", "a\n\n    {{ b }}\n"]
        {
            assert_eq!(kept(text), (text.to_owned(), 0));
        }
        assert_eq!(kept("{% raw %}{{ a }}{% endraw %} {{ b }}"), ("{{ a }} ".into(), 1));
    }

    proptest! {
        #[test]
        fn every_text_keeps_its_length(text in "[{}%<>`$é\n a-]{0,60}") {
            if let Some(made) = covered(&text) {
                prop_assert_eq!(made.text.len(), text.len());
                prop_assert_eq!(made.text.lines().count(), text.lines().count());
            }
        }
    }
}
