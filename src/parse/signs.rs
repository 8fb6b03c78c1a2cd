//! Which signs occur in a text, found in one look: most texts hold none of those that could mean
//! something, and need no closer look. For longer texts, whether they hold a few signs in a row.

/// The signs of a text that may begin markup, an address or a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs(u16);

impl Signs {
    /// `:`
    pub const COLON: Signs = Signs(1);
    /// `[` or `]`
    pub const BRACKET: Signs = Signs(1 << 1);
    /// `{` or `<`
    pub const OPENING: Signs = Signs(1 << 2);
    /// `=`
    pub const EQUALS: Signs = Signs(1 << 3);
    /// `+`
    pub const PLUS: Signs = Signs(1 << 4);
    /// `@`
    pub const AT: Signs = Signs(1 << 5);
    /// A control character, or a byte that may begin one: these are below U+0020, or from U+007F to U+009F.
    pub const CONTROL: Signs = Signs(1 << 6);
    /// `*`
    pub const STAR: Signs = Signs(1 << 7);

    /// Those of a text.
    pub fn of(text: &str) -> Signs {
        // Without a branch, since this is done for every byte of the hub.
        Signs(text.bytes().fold(0, |signs, byte| signs | SIGNS[byte as usize]))
    }

    /// Whether there is none at all.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Whether these signs are among them.
    pub fn hold(self, signs: Signs) -> bool {
        self.0 & signs.0 != 0
    }
}

impl std::ops::BitOr for Signs {
    type Output = Signs;

    fn bitor(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }
}

const SIGNS: [u16; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        signs[byte] = Signs::CONTROL.0;
        byte += 1;
    }
    signs[0x7f] = Signs::CONTROL.0;
    signs[0xc2] = Signs::CONTROL.0;
    signs[b':' as usize] = Signs::COLON.0;
    signs[b'[' as usize] = Signs::BRACKET.0;
    signs[b']' as usize] = Signs::BRACKET.0;
    signs[b'{' as usize] = Signs::OPENING.0;
    signs[b'<' as usize] = Signs::OPENING.0;
    signs[b'=' as usize] = Signs::EQUALS.0;
    signs[b'+' as usize] = Signs::PLUS.0;
    signs[b'@' as usize] = Signs::AT.0;
    signs[b'*' as usize] = Signs::STAR.0;
    signs
};

/// Whether a text holds these signs in a row, for texts of some length.
pub fn holds(text: &str, row: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), row.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signs_of_a_text_are_found_wherever_they_stand() {
        assert!(Signs::of("Gewone tekst, met één é. En (dit)!").is_none());
        let signs = Signs::of("een: [twee]\u{85}");
        assert!(signs.hold(Signs::COLON) && signs.hold(Signs::BRACKET) && signs.hold(Signs::CONTROL));
        assert!(!signs.hold(Signs::AT | Signs::EQUALS | Signs::PLUS | Signs::OPENING));
        assert_eq!(Signs::of("a@b") | Signs::of("c+d"), Signs::of("+@"));
    }
}
