//! Words eight bytes at a time: where they end, and what they are made of. It is asked of every word of a
//! text.

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

/// Eight bytes of nothing.
pub(super) const SPACES: u64 = all(b' ');

/// Eight bytes of a word of `len` bytes, from byte `at` on, filled up with spaces. Bit 5 is what tells an
/// ASCII capital from its small letter; the digits and signs in words have it set.
#[inline]
pub(super) const fn part(bytes: &[u8], at: usize, len: usize) -> u64 {
    if len <= at {
        return SPACES;
    }
    let own = if len - at < 8 { len - at } else { 8 };
    let (_, bytes) = bytes.split_at(at);
    let word = if let Some(bytes) = bytes.first_chunk() {
        u64::from_le_bytes(*bytes)
    } else {
        let (mut word, mut left) = (0, own);
        while left > 0 {
            left -= 1;
            word = word << 8 | bytes[left] as u64;
        }
        word
    };
    word & (u64::MAX >> (64 - 8 * own)) | SPACES
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::letters;

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
