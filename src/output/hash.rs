//! A hash by which things are named. The one home of blake3.

/// A hash of bytes, by which things are named (BLAKE3, 128 bits of it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash([u8; 16]);

impl Hash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash::short(blake3::hash(bytes))
    }

    fn short(hash: blake3::Hash) -> Hash {
        let mut short = [0; 16];
        short.copy_from_slice(&hash.as_bytes()[..16]);
        Hash(short)
    }

    /// The hash in hexadecimal digits, 32 of them.
    pub fn hex(self) -> String {
        self.0.iter().map(|b| format!("{b:02x}")).collect()
    }
}
