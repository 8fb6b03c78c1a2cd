//! How alike two words are, in UTF-16 units as the client counts them. Knows nothing of an index.

/// Edits between two words (Damerau and Levenshtein, with neighbours only), or `most` + 1 when there are more.
/// From `ij` to `y` is one: to many it is one letter.
pub fn distance(a: &[u16], b: &[u16], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let (mut two, mut one): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=b.len()).collect());
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = one[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = (one[j] + 1).min(row[j - 1] + 1).min(change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(two[j - 2] + 1);
            }
            if ends_with_ij(&a[..i]) && b[j - 1] == Y {
                least = least.min(two[j - 1] + 1);
            }
            if a[i - 1] == Y && ends_with_ij(&b[..j]) {
                least = least.min(one[j - 2] + 1);
            }
            row.push(least);
        }
        if row.iter().all(|d| *d > most) {
            return most + 1;
        }
        two = std::mem::replace(&mut one, row);
    }
    one[b.len()].min(most + 1)
}

const Y: u16 = b'y' as u16;

fn ends_with_ij(word: &[u16]) -> bool {
    word.ends_with(&[b'i' as u16, b'j' as u16])
}

/// How many units two words share at their beginning.
pub fn same_start(a: &[u16], b: &[u16]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by its definition, without bound or memory.
    fn defined(a: &[u16], b: &[u16]) -> usize {
        let ([a_front @ .., a_last], [b_front @ .., b_last]) = (a, b) else { return a.len() + b.len() };
        let change = defined(a_front, b_front) + usize::from(a_last != b_last);
        let mut least = change.min(defined(a_front, b) + 1).min(defined(a, b_front) + 1);
        if ends_with_ij(a) && *b_last == Y {
            least = least.min(defined(&a[..a.len() - 2], b_front) + 1);
        }
        if *a_last == Y && ends_with_ij(b) {
            least = least.min(defined(a_front, &b[..b.len() - 2]) + 1);
        }
        match (a_front, b_front) {
            ([a_rest @ .., c], [b_rest @ .., d]) if c == b_last && d == a_last => {
                least.min(defined(a_rest, b_rest) + 1)
            }
            _ => least,
        }
    }

    proptest! {
        #[test]
        fn it_is_the_distance_as_defined(a in "[abijy]{0,6}", b in "[abijy]{0,6}", most in 0..3usize) {
            let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
            let expected = defined(&units(&a), &units(&b)).min(most + 1);
            prop_assert_eq!(distance(&units(&a), &units(&b), most), expected);
        }
    }
}
