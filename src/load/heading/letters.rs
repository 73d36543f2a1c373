//! The characters and words of a line, for what looks at every line of a text.

pub use crate::text::letters::{
    LETTER, LOWER, NUMBER, SPACE, UPPER, WORD, class, class_of_ascii, is_word,
};

/// The words of `text`, as [`str::split_whitespace`] gives them.
pub fn split(text: &str) -> Split<'_> {
    Split { rest: text }
}

/// See [`split`].
#[derive(Clone, Debug)]
pub struct Split<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Split<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let bytes = self.rest.as_bytes();
        let mut start = 0;
        while start < bytes.len() {
            match space(bytes, start) {
                0 => break,
                len => start += len,
            }
        }
        let mut end = start;
        while end < bytes.len() && space(bytes, end) == 0 {
            end += 1;
        }
        let word = &self.rest[start..end];
        self.rest = &self.rest[end..];
        (!word.is_empty()).then_some(word)
    }
}

/// Bytes of the white space at byte `at` of UTF-8; 0 when there is none.
#[inline]
fn space(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        9..=13 | b' ' => 1,
        // All other white space starts with one of these.
        0xc2 | 0xe1..=0xe3 => wide_space(&bytes[at..]),
        _ => 0,
    }
}

fn wide_space(bytes: &[u8]) -> usize {
    match bytes {
        [0xc2, 0x85 | 0xa0, ..] => 2,
        [0xe1, 0x9a, 0x80, ..]
        | [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf, ..]
        | [0xe2, 0x81, 0x9f, ..]
        | [0xe3, 0x80, 0x80, ..] => 3,
        _ => 0,
    }
}

/// The first of the words of `text`; empty when there is none.
pub fn first(text: &str) -> &str {
    split(text).next().unwrap_or("")
}

/// The last of the words of `text`; empty when there is none.
pub fn last(text: &str) -> &str {
    let is_space = |c: char| class(c) & SPACE != 0;
    let text = text.trim_end_matches(is_space);
    match text.char_indices().rev().find(|(_, c)| is_space(*c)) {
        Some((at, space)) => &text[at + space.len_utf8()..],
        None => text,
    }
}

/// A word without the marks round it.
pub fn bare(word: &str) -> &str {
    match word.as_bytes() {
        [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => word,
        _ => word.trim_matches(|c: char| !is_word(c)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_white_space_parts_words() {
        for space in ('\0'..=char::MAX).filter(|c| c.is_whitespace()) {
            let text = format!("a{space}b");
            assert_eq!(split(&text).collect::<Vec<_>>(), ["a", "b"], "{space:?}");
        }
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_standard_library(text in "[a-zé’ \u{a0}\u{2003}\u{200b}\u{3000}\u{3001}\u{85}\u{c5}.]{0,24}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(split(&text).collect::<Vec<_>>(), words.clone());
            prop_assert_eq!(first(&text), words.first().copied().unwrap_or(""));
            prop_assert_eq!(last(&text), words.last().copied().unwrap_or(""));
            for word in words {
                prop_assert_eq!(bare(word), word.trim_matches(|c: char| !c.is_alphanumeric()));
            }
        }
    }
}
