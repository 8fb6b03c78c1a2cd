//! Small numbers as bits, six in a digit: what follows no letters or words is packed closest so, and a
//! host's own packing neither gains nor loses on it. Knows nothing of what the numbers mean.
//!
//! Codes are those of Witten, Moffat and Bell, Managing Gigabytes (1999), section 3.3.

use crate::search::alphabet::{digit, value};

/// Bits in a digit.
const DIGIT: u32 = 6;

/// Writes numbers, the highest bit first.
#[derive(Debug, Default)]
pub struct BitWriter {
    /// Whole digits.
    text: String,
    /// The bits that make no digit yet.
    held: u32,
    bits: u32,
}

impl BitWriter {
    /// The lowest `bits` bits of a number, at most 24.
    pub fn plain(&mut self, number: u32, bits: u32) {
        debug_assert!(bits <= 24 && number >> bits == 0);
        self.held = self.held << bits | number;
        self.bits += bits;
        while self.bits >= DIGIT {
            self.bits -= DIGIT;
            self.text.push(digit(self.held >> self.bits));
            self.held &= (1 << self.bits) - 1;
        }
    }

    /// So many ones, and a zero.
    pub fn ones(&mut self, number: u32) {
        for _ in 0..number / 16 {
            self.plain(0xffff, 16);
        }
        self.plain((1 << (number % 16 + 1)) - 2, number % 16 + 1);
    }

    /// How often 2 to the power `bits` goes in, as ones, and the rest: good when numbers are about as
    /// high as that (Rice; 1979).
    pub fn rice(&mut self, number: u32, bits: u32) {
        self.ones(number >> bits);
        self.plain(number & ((1 << bits) - 1), bits);
    }

    /// A number of any height, below 2^24: the bits it has, and these (Elias; 1975).
    pub fn any(&mut self, number: u32) {
        let bits = (number + 1).ilog2();
        self.ones(bits);
        self.plain(number + 1 - (1 << bits), bits);
    }

    /// All that another wrote.
    pub fn append(&mut self, other: &BitWriter) {
        for digit in other.text.bytes() {
            self.plain(value(digit).unwrap_or_default(), DIGIT);
        }
        self.plain(other.held, other.bits);
    }

    /// How many whole digits there are so far.
    pub fn digits(&self) -> usize {
        self.text.len()
    }

    /// The digits; the last is filled with zeros.
    pub fn end(mut self) -> String {
        self.plain(0, (DIGIT - self.bits) % DIGIT);
        self.text
    }
}

/// Reads numbers back. All give none where the digits end.
#[derive(Debug)]
pub struct BitReader<'a> {
    digits: &'a [u8],
    held: u32,
    bits: u32,
}

impl<'a> BitReader<'a> {
    /// Reads from the first of some digits.
    pub fn new(digits: &'a str) -> BitReader<'a> {
        BitReader { digits: digits.as_bytes(), held: 0, bits: 0 }
    }

    /// See [`BitWriter::plain`].
    pub fn plain(&mut self, bits: u32) -> Option<u32> {
        while self.bits < bits {
            let (digit, rest) = self.digits.split_first()?;
            self.held = self.held << DIGIT | value(*digit).filter(|v| *v < 1 << DIGIT)?;
            self.bits += DIGIT;
            self.digits = rest;
        }
        self.bits -= bits;
        let number = self.held >> self.bits;
        self.held &= (1 << self.bits) - 1;
        Some(number)
    }

    /// See [`BitWriter::ones`].
    pub fn ones(&mut self) -> Option<u32> {
        let mut number = 0;
        while self.plain(1)? == 1 {
            number += 1;
        }
        Some(number)
    }

    /// See [`BitWriter::rice`].
    pub fn rice(&mut self, bits: u32) -> Option<u32> {
        Some(self.ones()? << bits | self.plain(bits)?)
    }

    /// See [`BitWriter::any`].
    pub fn any(&mut self) -> Option<u32> {
        let bits = self.ones().filter(|bits| *bits < 24)?;
        Some((1 << bits | self.plain(bits)?) - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug)]
    enum Written {
        Plain(u32, u32),
        Ones(u32),
        Rice(u32, u32),
        Any(u32),
    }

    fn written() -> impl Strategy<Value = Written> {
        let plain = (0..=24u32).prop_flat_map(|bits| (0..1u32 << bits, Just(bits)));
        prop_oneof![
            plain.prop_map(|(number, bits)| Written::Plain(number, bits)),
            (0..200u32).prop_map(Written::Ones),
            (0..100_000u32, 9..16u32).prop_map(|(number, bits)| Written::Rice(number, bits)),
            (0..1_000_000u32).prop_map(Written::Any),
        ]
    }

    fn write(to: &mut BitWriter, what: &Written) {
        match *what {
            Written::Plain(number, bits) => to.plain(number, bits),
            Written::Ones(number) => to.ones(number),
            Written::Rice(number, bits) => to.rice(number, bits),
            Written::Any(number) => to.any(number),
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in proptest::collection::vec(written(), 0..60), cut in 0..60usize) {
            let (mut whole, mut first, mut second) = (BitWriter::default(), BitWriter::default(), BitWriter::default());
            for (i, what) in numbers.iter().enumerate() {
                write(&mut whole, what);
                write(if i < cut { &mut first } else { &mut second }, what);
            }
            first.append(&second);
            let text = whole.end();
            prop_assert_eq!(&first.end(), &text);
            let mut reader = BitReader::new(&text);
            for what in &numbers {
                let (read, number) = match *what {
                    Written::Plain(number, bits) => (reader.plain(bits), number),
                    Written::Ones(number) => (reader.ones(), number),
                    Written::Rice(number, bits) => (reader.rice(bits), number),
                    Written::Any(number) => (reader.any(), number),
                };
                prop_assert_eq!(read, Some(number));
            }
            prop_assert_eq!(reader.plain(6), None);
        }

        #[test]
        fn nothing_is_read_that_is_not_there(text in "\\PC{0,20}", bits in 0..24u32) {
            let mut reader = BitReader::new(&text);
            while reader.rice(bits).and_then(|_| reader.any()).and_then(|_| reader.plain(3)).is_some() {}
        }
    }
}
