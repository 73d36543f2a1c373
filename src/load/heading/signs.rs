//! Which characters a line has, so that nobody looks for those it has not.

/// The characters of a text: those of ASCII by name, the others as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    ascii: [u64; 2],
    has_others: bool,
}

impl Signs {
    /// Adds a character by the first byte of its UTF-8.
    #[inline]
    pub fn add_byte(&mut self, byte: u8) {
        match byte {
            0..64 => self.ascii[0] |= 1 << byte,
            64..128 => self.ascii[1] |= 1 << (byte - 64),
            _ => self.has_others = true,
        }
    }

    /// May the text hold one of `signs`? Where one is not of ASCII, any such character may be it.
    #[inline]
    pub const fn may_have(self, signs: &str) -> bool {
        let wanted = Self::of(signs);
        self.ascii[0] & wanted.ascii[0] != 0
            || self.ascii[1] & wanted.ascii[1] != 0
            || self.has_others && wanted.has_others
    }

    /// Has it a digit of ASCII?
    pub const fn has_digit(self) -> bool {
        self.may_have("0123456789")
    }

    /// Has it a character that is not of ASCII?
    pub const fn has_others(self) -> bool {
        self.has_others
    }

    /// Those of `text`.
    pub const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut signs = Self {
            ascii: [0; 2],
            has_others: false,
        };
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] < 128 {
                signs.ascii[(bytes[at] / 64) as usize] |= 1 << (bytes[at] % 64);
            } else {
                signs.has_others = true;
            }
            at += 1;
        }
        signs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_known() {
        let mut signs = Signs::default();
        "Locks: 3".bytes().for_each(|byte| signs.add_byte(byte));
        assert!(signs.may_have(":") && signs.may_have("|:") && signs.has_digit());
        assert!(!signs.may_have("|€") && !signs.has_others());
        signs.add_byte("–".as_bytes()[0]);
        assert!(signs.may_have("€") && signs.has_others());
        assert!(!Signs::default().has_digit());
    }
}
