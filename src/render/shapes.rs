//! Many pieces of HTML that are alike, without what they have in common: the shapes that occur, and for
//! each piece its shape and what fills it. Lossless for any text. Knows nothing of pages.

use std::collections::HashMap;

/// A piece of HTML and the texts in it that are known from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Piece<'a> {
    /// The HTML.
    pub html: &'a str,
    /// Known texts, as they would stand in the HTML, with the letter of each; texts that are empty are not looked for.
    pub known: [(char, &'a str); 3],
}

/// What pieces have in common. `parts` are written one after the other, between them the slots:
/// one slot less than there are parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Texts that all pieces of the shape have.
    pub parts: Vec<String>,
    /// What stands between two parts: the letter of a known text, or `VALUE`.
    pub slots: Vec<char>,
}

/// The letter of a slot that each piece fills by itself.
pub const VALUE: char = 'v';

/// Pieces by their shapes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shaped {
    /// The shapes, in the order in which they occur first.
    pub shapes: Vec<Shape>,
    /// The values, each once, in the order in which they occur first.
    pub values: Vec<String>,
    /// For each piece the number of its shape, and the numbers of the values for its slots of its own.
    pub pieces: Vec<(usize, Vec<usize>)>,
}

/// Finds the shapes of pieces.
pub fn shaped(pieces: &[Piece]) -> Shaped {
    let cut: Vec<(Vec<&str>, Vec<&str>)> = pieces.iter().map(|p| cut(p.html)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_parts: HashMap<&[&str], usize> = HashMap::new();
    for (i, (parts, _)) in cut.iter().enumerate() {
        let group = *by_parts.entry(parts).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(i);
    }
    let mut shaped = Shaped { pieces: vec![(0, Vec::new()); pieces.len()], ..Shaped::default() };
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for (number, group) in groups.iter().enumerate() {
        let (parts, first) = &cut[group[0]];
        let mut shape = Shape { parts: vec![parts[0].to_owned()], slots: Vec::new() };
        let mut own = Vec::new();
        for (slot, value) in first.iter().enumerate() {
            let known = (0..3).find(|k| {
                group.iter().all(|i| !pieces[*i].known[*k].1.is_empty() && cut[*i].1[slot] == pieces[*i].known[*k].1)
            });
            let letter = known.map(|k| pieces[group[0]].known[k].0);
            if letter.is_none() && group.iter().all(|i| cut[*i].1[slot] == *value) {
                let last = shape.parts.last_mut().expect("there is a first part");
                last.push_str(value);
                last.push_str(parts[slot + 1]);
                continue;
            }
            if letter.is_none() {
                own.push(slot);
            }
            shape.slots.push(letter.unwrap_or(VALUE));
            shape.parts.push(parts[slot + 1].to_owned());
        }
        for i in group {
            let value = |slot: &usize| {
                let value = cut[*i].1[*slot];
                *numbers.entry(value).or_insert_with(|| {
                    shaped.values.push(value.to_owned());
                    shaped.values.len() - 1
                })
            };
            shaped.pieces[*i] = (number, own.iter().map(value).collect());
        }
        shaped.shapes.push(shape);
    }
    shaped
}

/// HTML as markup, and between it texts and the values of attributes: one text less than there is markup.
fn cut(html: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut markup, mut texts) = (vec![""], Vec::new());
    let (mut from, mut quoted) = (0, false);
    loop {
        let end = html[from..].find(if quoted { '"' } else { '<' }).map_or(html.len(), |n| from + n);
        texts.push(&html[from..end]);
        // The markup begins with the `<`, or the quotation mark that ends the value.
        let inside = (end + 1).min(html.len());
        let Some(stop) = html[inside..].find(['"', '>']).map(|n| inside + n) else {
            markup.push(&html[end..]);
            return (markup, texts);
        };
        markup.push(&html[end..=stop]);
        quoted = html[stop..].starts_with('"');
        from = stop + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the script in the page does.
    fn filled(shaped: &Shaped, piece: usize, known: &[(char, &str)]) -> String {
        let (shape, values) = &shaped.pieces[piece];
        let shape = &shaped.shapes[*shape];
        let mut values = values.iter();
        let mut html = shape.parts[0].clone();
        for (slot, part) in shape.slots.iter().zip(&shape.parts[1..]) {
            match known.iter().find(|(letter, _)| letter == slot) {
                Some((_, text)) => html.push_str(text),
                None => html.push_str(&shaped.values[*values.next().unwrap()]),
            }
            html.push_str(part);
        }
        assert!(values.next().is_none());
        html
    }

    fn known<'a>(title: &'a str, address: &'a str) -> [(char, &'a str); 3] {
        [('t', title), ('a', address), ('s', "")]
    }

    #[test]
    fn what_is_alike_is_said_once() {
        let card = |title: &str, theme: &str| format!("<a class=\"card\" href=\"{title}/\">{title}</a> <b>{theme}</b>");
        let cards = [card("een", "jeugd"), card("twee", "wonen"), card("drie", "jeugd")];
        let addresses = ["een/", "twee/", "drie/"];
        let titles = ["een", "twee", "drie"];
        let pieces: Vec<Piece> =
            (0..3).map(|i| Piece { html: &cards[i], known: known(titles[i], addresses[i]) }).collect();
        let shaped = shaped(&pieces);
        assert_eq!(shaped.shapes.len(), 1);
        assert_eq!(shaped.shapes[0].slots, ['a', 't', VALUE]);
        assert_eq!(shaped.shapes[0].parts, ["<a class=\"card\" href=\"", "\">", "</a> <b>", "</b>"]);
        assert_eq!(shaped.values, ["jeugd", "wonen"]);
        assert_eq!(shaped.pieces, [(0, vec![0]), (0, vec![1]), (0, vec![0])]);
    }

    proptest! {
        #[test]
        fn any_pieces_come_back_as_they_were(pieces in proptest::collection::vec(
            proptest::collection::vec(proptest::sample::select(vec![
                "<a href=\"", "\">", "</a>", "<p>", "x", "een", "twee", " ", "\"", "<", ">", "é", "\u{1}", "'", "<!-- \"",
            ]), 0..12), 0..8)) {
            let htmls: Vec<String> = pieces.iter().map(|p| p.concat()).collect();
            let all: Vec<Piece> = htmls.iter().map(|h| Piece { html: h, known: known("een", "twee") }).collect();
            let shaped = shaped(&all);
            for (i, html) in htmls.iter().enumerate() {
                prop_assert_eq!(&filled(&shaped, i, &known("een", "twee")), html);
            }
        }
    }
}
