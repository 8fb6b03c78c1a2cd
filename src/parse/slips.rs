//! Slips of the hand by which Markdown stays text, or text becomes code: bold with a space inside its stars, items
//! without a space behind their mark, paragraphs that a word processor indented. Looks at texts as they are written.

use std::ops::Range;

/// Bold that is none because a space stands inside its stars, as in `**dit **`: where, and as it should be written.
pub fn spaced_bold(text: &str) -> Option<(Range<usize>, String)> {
    let marks: Vec<usize> = text.match_indices("**").map(|(at, _)| at).collect();
    marks.chunks_exact(2).find_map(|pair| {
        let (start, end) = (pair[0], pair[1] + 2);
        let inside = text.get(start + 2..pair[1])?;
        let words = inside.trim();
        let fits = words.len() < inside.len() && words.contains(char::is_alphabetic) && !words.contains('*');
        let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '*' && c != '\\');
        let alone = outside(text[..start].chars().next_back()) && outside(text[end..].chars().next());
        (fits && alone).then(|| (start..end, format!("**{words}**")))
    })
}

/// The first of some lines that are no list because the space behind their marks is missing (`-een`, `1.een`): its
/// mark, and the line as it should be written. One line alone may be anything.
pub fn item_without_space(paragraph: &str) -> Option<(Range<usize>, String)> {
    let mark = |line: &str| {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let length = match line.as_bytes().get(digits)? {
            b'-' | b'+' if digits == 0 => 1,
            b'.' | b')' if (1..=2).contains(&digits) => digits + 1,
            _ => return None,
        };
        line[length..].starts_with(char::is_alphabetic).then_some(length)
    };
    let mut lines = paragraph.lines().map(str::trim);
    let first = lines.next()?;
    // Nearly every paragraph ends here.
    let length = mark(first)?;
    let second = lines.next()?;
    let all = std::iter::once(second).chain(lines).all(|line| mark(line).is_some());
    all.then(|| (0..length, format!("{} {}", &first[..length], &first[length..])))
}

/// Whether an indented block reads as sentences and not as code.
pub fn is_prose(block: &str) -> bool {
    const OF_CODE: &[char] = &['{', '}', '<', '>', '=', '$', ';', '|', '\\', '_', '#', '`', '[', '@', '/', '~', '^'];
    let text = block.trim();
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    text.starts_with(char::is_uppercase)
        && text.ends_with(['.', '!', '?', ':', '…'])
        && !text.contains(OF_CODE)
        && !text.contains("  ")
        && !text.lines().any(|line| line.starts_with([' ', '\t']))
        && words.count() >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_with_a_space_inside_is_seen() {
        let right = |text| spaced_bold(text).map(|(_, right)| right);
        assert_eq!(right("Dit is ** vet **."), Some("**vet**".into()));
        assert_eq!(right("**vet **, en"), Some("**vet**".into()));
        for text in ["**vet**", "2 ** 3 ** 4", "a**b c **d", "\\** vet **", "*** vet ***", "twee ** sterren"] {
            assert_eq!(right(text), None, "{text}");
        }
    }

    #[test]
    fn items_without_a_space_are_seen() {
        let right = |text| item_without_space(text).map(|(_, right)| right);
        assert_eq!(right("-een\n-twee"), Some("- een".into()));
        assert_eq!(right("10.een\n11.twee"), Some("10. een".into()));
        for text in ["-een", "-een\nen twee", "-1\n-2", "2026.a", "1.5 m\n1.6 m", "--een\n--twee", "*een*\n*twee*"] {
            assert_eq!(right(text), None, "{text}");
        }
    }

    #[test]
    fn sentences_are_told_from_code() {
        assert!(is_prose("De gemeente nodigt bewoners uit.\nZij komen samen in het buurthuis."));
        for code in ["let a = 1;", "Install the tool.", "SELECT naam FROM wijk WHERE code = 1.", "a  b  c  d  e  f."] {
            assert!(!is_prose(code), "{code}");
        }
    }
}
