//! Numbers in the printable characters that need no escaping in a JavaScript string.
//! Knows nothing of what the numbers mean.
//!
//! The 90 digits are the characters `#` to `}` without the backslash. A number is one to four
//! digits; the first says how many:
//!
//! | first digit | digits | numbers |
//! |---|---|---|
//! | 0 to 49 | 1 | 0 to 49 |
//! | 50 to 79 | 2 | 50 to 2,749 |
//! | 80 to 87 | 3 | 2,750 to 67,549 |
//! | 88 and 89 | 4 | 67,550 to 1,525,549 |

/// How many digits there are.
pub const BASE: u32 = 90;
/// The highest number that can be written.
pub const HIGHEST: u32 = FOUR + 2 * BASE * BASE * BASE - 1;

const TWO: u32 = 50;
const THREE: u32 = TWO + 30 * BASE;
const FOUR: u32 = THREE + 8 * BASE * BASE;

/// One digit, 0 to 89; a higher value is written as 89.
pub fn digit(value: u32) -> char {
    let at = b'#' + value.min(BASE - 1) as u8;
    (if at >= b'\\' { at + 1 } else { at }) as char
}

/// The value of a digit; none when the character is no digit.
pub fn value(digit: u8) -> Option<u32> {
    match digit {
        b'#'..=b'[' => Some(u32::from(digit - b'#')),
        b']'..=b'}' => Some(u32::from(digit - b'#' - 1)),
        _ => None,
    }
}

/// Writes a number at the end of a text; one that is too high is written as [`HIGHEST`].
pub fn push_number(text: &mut String, number: u32) {
    let number = number.min(HIGHEST);
    let (first, rest, digits) = match number {
        0..TWO => (0, number, 1),
        TWO..THREE => (50, number - TWO, 2),
        THREE..FOUR => (80, number - THREE, 3),
        _ => (88, number - FOUR, 4),
    };
    let high = BASE.pow(digits - 1);
    text.push(digit(first + rest / high));
    for power in (0..digits - 1).rev() {
        text.push(digit(rest / BASE.pow(power) % BASE));
    }
}

/// Reads the number that begins at a byte, and moves on behind it. None when there is none.
pub fn read_number(text: &[u8], at: &mut usize) -> Option<u32> {
    let first = value(*text.get(*at)?)?;
    let (from, begin, more) = match first {
        0..50 => (0, 0, 0),
        50..80 => (50, TWO, 1),
        80..88 => (80, THREE, 2),
        _ => (88, FOUR, 3),
    };
    let mut number = first - from;
    for i in 1..=more {
        number = number * BASE + value(*text.get(*at + i)?)?;
    }
    *at += more + 1;
    Some(begin + number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in proptest::collection::vec(0..=HIGHEST, 0..50)) {
            let mut text = String::new();
            numbers.iter().for_each(|n| push_number(&mut text, *n));
            let mut at = 0;
            let read: Vec<u32> = std::iter::from_fn(|| read_number(text.as_bytes(), &mut at)).collect();
            prop_assert_eq!(read, numbers);
            let printable = text.bytes().all(|b| (b'#'..=b'}').contains(&b) && b != b'\\');
            prop_assert!(printable);
        }
    }

    #[test]
    fn the_limits_of_each_length_are_read_back() {
        for number in [0, 49, 50, 2749, 2750, 67_549, 67_550, HIGHEST] {
            let mut text = String::new();
            push_number(&mut text, number);
            assert_eq!(read_number(text.as_bytes(), &mut 0), Some(number));
        }
    }
}
