//! The long words of a text, as numbers: all that is asked of them is which are the same.

/// Characters of a long word, at least.
const LONG: usize = 4;

/// A number for each word of `text` of four letters or more, in order, whatever its case.
pub fn long_words(text: &str) -> LongWords<'_> {
    LongWords { rest: text }
}

/// See [`long_words`].
#[derive(Clone, Debug)]
pub struct LongWords<'a> {
    rest: &'a str,
}

impl Iterator for LongWords<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let mut word = Word::default();
        let mut at = 0;
        while let Some(byte) = self.rest.as_bytes().get(at) {
            match LETTERS[usize::from(*byte)] {
                NONE => {
                    at += 1;
                    if word.len >= LONG {
                        break;
                    }
                    word = Word::default();
                }
                WIDE => {
                    let c = self.rest[at..].chars().next().unwrap_or(' ');
                    if c.is_alphanumeric() {
                        word.push(c.to_lowercase());
                    } else if word.len >= LONG {
                        break;
                    } else {
                        word = Word::default();
                    }
                    at += c.len_utf8();
                }
                small => {
                    word.push([char::from(small)]);
                    at += 1;
                }
            }
        }
        self.rest = &self.rest[at..];
        (word.len >= LONG).then_some(word.hash)
    }
}

/// Of a byte of UTF-8: no letter and no digit.
const NONE: u8 = 0;
/// Part of a character that is not of ASCII.
const WIDE: u8 = 0xff;

/// The letters and digits of ASCII, the letters small.
static LETTERS: [u8; 256] = {
    let mut letters = [NONE; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = match byte as u8 {
            0x80.. => WIDE,
            ascii if ascii.is_ascii_alphanumeric() => ascii.to_ascii_lowercase(),
            _ => NONE,
        };
        byte += 1;
    }
    letters
};

/// A word as far as it was read.
struct Word {
    /// FNV-1a, of characters.
    hash: u64,
    len: usize,
}

impl Default for Word {
    fn default() -> Self {
        Self {
            hash: 0xcbf2_9ce4_8422_2325,
            len: 0,
        }
    }
}

impl Word {
    /// Adds a character, in lower case.
    fn push(&mut self, lower: impl IntoIterator<Item = char>) {
        for c in lower {
            self.hash = (self.hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
        }
        self.len += 1;
    }
}

/// Different words, in the order of their numbers.
pub fn distinct(words: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut words: Vec<u64> = words.collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_the_same_whatever_their_case() {
        let check = |a: &str, b: &str| assert!(long_words(a).eq(long_words(b)), "{a:?} {b:?}");
        check("The River rose", "river, ROSE!");
        check("a bc def", "");
        check("Äpfel über-all", "äPFEL ÜBER (all)");
        check("", "  ");
        assert_eq!(long_words("four five four").count(), 3);
        assert_eq!(distinct(long_words("four Five FOUR")).len(), 2);
    }

    proptest! {
        #[test]
        fn as_many_are_told_apart_as_there_are(text in "[a-cA-C1éÉ東 .]{0,80}") {
            let words = text.split(|c: char| !c.is_alphanumeric());
            let words: Vec<String> = words
                .filter(|word| word.chars().count() >= LONG)
                .map(str::to_lowercase)
                .collect();
            prop_assert_eq!(long_words(&text).count(), words.len());
            let words: HashSet<String> = words.into_iter().collect();
            prop_assert_eq!(distinct(long_words(&text)).len(), words.len());
        }
    }
}
