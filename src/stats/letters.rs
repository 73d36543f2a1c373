//! What letters are, and where words end, found eight bytes at a time: asked of every word of a text.

use std::sync::LazyLock;

/// A byte in each of the eight places of a machine word.
const fn all(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// How many ASCII letters `bytes` begin with.
#[inline]
pub(super) fn letters(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(part) = bytes[at..].first_chunk() {
        let len = letters_in(u64::from_le_bytes(*part));
        at += len;
        if len < 8 {
            return at;
        }
    }
    let rest = bytes[at..].iter();
    at + rest.take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// How many of the eight bytes of `word`, the lowest first, are ASCII letters up to the first other one.
#[inline]
pub(super) const fn letters_in(word: u64) -> usize {
    others(word).trailing_zeros() as usize / 8
}

/// The top bit of each byte of `word` that is no ASCII letter.
const fn others(word: u64) -> u64 {
    let low = (word | all(0x20)) & all(0x7f);
    // No sum goes past its byte: the largest is 0x7f + 0x1f.
    let from_a = low + all(0x80 - b'a');
    let past_z = low + all(0x7f - b'z');
    !(from_a & !past_z & !word) & all(0x80)
}

/// Is `c` a letter of any script? The same as [`char::is_alphabetic`], and quicker for those of two bytes:
/// Cyrillic, Greek, Arabic, Hebrew, and Latin ones with accents.
#[inline]
pub(super) fn is_letter(c: char) -> bool {
    match c as usize {
        code @ 0x80..TWO_BYTES => LETTERS[code / 64] >> (code % 64) & 1 != 0,
        _ => c.is_alphabetic(),
    }
}

/// The first character that takes more than two bytes.
const TWO_BYTES: usize = 0x800;

/// A bit for each character of two bytes.
static LETTERS: LazyLock<[u64; TWO_BYTES / 64]> = LazyLock::new(|| {
    let mut letters = [0; TWO_BYTES / 64];
    for c in ('\u{80}'..='\u{7ff}').filter(|c| c.is_alphabetic()) {
        letters[c as usize / 64] |= 1 << (c as usize % 64);
    }
    letters
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_letter, letters};

    #[test]
    fn every_character_is_a_letter_or_not() {
        let mut all = '\0'..=char::MAX;
        assert!(all.all(|c| is_letter(c) == c.is_alphabetic()));
    }

    proptest! {
        #[test]
        fn every_byte_is_a_letter_or_not(text in proptest::collection::vec(any::<u8>(), 0..30)) {
            let expected = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            prop_assert_eq!(letters(&text), expected);
        }

        #[test]
        fn long_words_end_where_they_end(text in "[A-Za-z]{0,40}[ -~é]{0,9}") {
            let bytes = text.as_bytes();
            let expected = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            prop_assert_eq!(letters(bytes), expected);
        }
    }
}
