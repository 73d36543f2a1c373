//! The long words of a text, as numbers: all that is asked of them is which are the same.

use std::str::Chars;

/// Characters of a long word, at least.
const LONG: usize = 4;

/// A number for each word of `text` of four letters or more, in order, whatever its case.
pub fn long_words(text: &str) -> LongWords<'_> {
    LongWords {
        chars: text.chars(),
    }
}

/// See [`long_words`].
#[derive(Clone, Debug)]
pub struct LongWords<'a> {
    chars: Chars<'a>,
}

impl Iterator for LongWords<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let mut word = Word::default();
        loop {
            match self.chars.next() {
                Some(c) if c.is_ascii_alphanumeric() => word.push([c.to_ascii_lowercase()]),
                Some(c) if !c.is_ascii() && c.is_alphanumeric() => word.push(c.to_lowercase()),
                _ if word.len >= LONG => return Some(word.hash),
                Some(_) => word = Word::default(),
                None => return None,
            }
        }
    }
}

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
