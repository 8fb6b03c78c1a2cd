//! The checksum of a file that we wrote, by which we know it again. The one home of twox-hash.

use twox_hash::XxHash3_128;

/// A checksum of bytes (XXH3, 128 bits): tells whether somebody changed a file, not whether they meant harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checksum(u128);

impl Checksum {
    /// The checksum of these bytes.
    pub fn of(bytes: &[u8]) -> Checksum {
        Checksum(XxHash3_128::oneshot(bytes))
    }

    /// `x` and 32 hexadecimal digits.
    pub fn text(self) -> String {
        format!("x{:032x}", self.0)
    }

    /// Reads what [`Checksum::text`] wrote; none for anything else.
    pub fn read(text: &str) -> Option<Checksum> {
        let digits = text.strip_prefix('x').filter(|d| d.len() == 32 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u128::from_str_radix(digits, 16).ok().map(Checksum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_back_and_nothing_else() {
        let sum = Checksum::of(b"een");
        assert_eq!(Checksum::read(&sum.text()), Some(sum));
        assert_ne!(Checksum::of(b"twee"), sum);
        for other in ["", "-", "x12", "6a2b1c0d6a2b1c0d6a2b1c0d6a2b1c0d", "x+a2b1c0d6a2b1c0d6a2b1c0d6a2b1c0d"] {
            assert_eq!(Checksum::read(other), None, "{other}");
        }
    }
}
