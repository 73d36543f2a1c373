//! Lists of words that stand where a rule needs them, and are asked of most tokens of a sentence.
//!
//! A list knows, before the program runs, which of 256 marks its words have. A word with another mark
//! is not in it, so nearly every question is answered without comparing any words.

/// A list of words in lower case, divided by single spaces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    list: &'static str,
    marks: [u64; 4],
}

impl Words {
    pub(super) const fn new(list: &'static str) -> Self {
        let bytes = list.as_bytes();
        let (mut marks, mut start, mut at) = ([0; 4], 0, 0);
        while at <= bytes.len() {
            if at == bytes.len() || bytes[at] == b' ' {
                let mark = mark(bytes, start, at);
                marks[mark as usize >> 6] |= 1 << (mark & 63);
                start = at + 1;
            }
            at += 1;
        }
        Self { list, marks }
    }

    /// Is `word`, whose mark is `mark`, in the list, whatever the case of its ASCII letters?
    #[inline]
    pub(super) fn has(&self, mark: u8, word: &[u8]) -> bool {
        self.may_have(mark) && self.holds(word)
    }

    /// May a word with this mark be in the list? Nearly all are not.
    #[inline]
    pub(super) const fn may_have(&self, mark: u8) -> bool {
        self.marks[mark as usize >> 6] >> (mark & 63) & 1 != 0
    }

    #[inline(never)]
    fn holds(&self, word: &[u8]) -> bool {
        let mut others = self.list.as_bytes().split(|byte| *byte == b' ');
        others.any(|other| !other.is_empty() && word.eq_ignore_ascii_case(other))
    }
}

/// A number made of the length and three bytes of `bytes[start..end]`; the same in either
/// case.
pub(super) const fn mark(bytes: &[u8], start: usize, end: usize) -> u8 {
    let len = end - start;
    if len == 0 {
        return 0;
    }
    let (first, middle, last) = (bytes[start], bytes[start + len / 2], bytes[end - 1]);
    ((len * 29 + fold(first) * 5 + fold(middle) * 43 + fold(last) * 11) % 256) as u8
}

/// A byte without its case, if it is a letter.
const fn fold(byte: u8) -> usize {
    (byte | 0x20) as usize
}

/// A [`Words`] made when the program is.
macro_rules! words {
    ($list:expr) => {
        const { &$crate::stats::words::Words::new($list) }
    };
}
pub(super) use words;

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn whole_words_are_found_in_either_case() {
        let list = words!("go goes it's Ünder");
        for (word, expected) in [
            ("go", true),
            ("GOES", true),
            ("It's", true),
            ("Ünder", true),
            ("goe", false),
            ("go goes", false),
            ("", false),
            ("s", false),
        ] {
            let mark = mark(word.as_bytes(), 0, word.len());
            assert_eq!(list.has(mark, word.as_bytes()), expected, "{word}");
        }
    }
}
