//! Lists of words that stand where a rule needs them, and are asked of most tokens of a sentence.
//!
//! A list knows, before the program runs, which of 256 marks its words have. A word with another mark
//! is not in it, so nearly every question is answered without comparing any words.

/// A list of words in lower case, made when the program is; see [`words!`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    list: &'static [u8],
    entries: &'static [Entry],
    marks: [u64; 4],
}

/// Where a word stands in its list, with its mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    start: u16,
    end: u16,
    mark: u8,
}

impl Words {
    /// The list with these entries.
    pub(super) const fn new(list: &'static str, entries: &'static [Entry]) -> Self {
        let (mut marks, mut at) = ([0; 4], 0);
        while at < entries.len() {
            let mark = entries[at].mark;
            marks[mark as usize >> 6] |= 1 << (mark & 63);
            at += 1;
        }
        Self {
            list: list.as_bytes(),
            entries,
            marks,
        }
    }

    /// Is `word`, whose mark is `mark`, in the list, whatever the case of its ASCII letters?
    #[inline]
    pub(super) fn has(&self, mark: u8, word: &[u8]) -> bool {
        self.marks[mark as usize >> 6] >> (mark & 63) & 1 != 0 && self.holds(mark, word)
    }

    #[inline(never)]
    fn holds(&self, mark: u8, word: &[u8]) -> bool {
        let mut entries = self.entries.iter().filter(|entry| entry.mark == mark);
        entries.any(|entry| {
            let other = &self.list[usize::from(entry.start)..usize::from(entry.end)];
            word.eq_ignore_ascii_case(other)
        })
    }
}

/// How many words `list` has, divided by single spaces.
pub(super) const fn count(list: &str) -> usize {
    let (bytes, mut count, mut at) = (list.as_bytes(), 1, 0);
    while at < bytes.len() {
        count += (bytes[at] == b' ') as usize;
        at += 1;
    }
    count
}

/// The words of `list`, of which there are `N`.
pub(super) const fn entries<const N: usize>(list: &str) -> [Entry; N] {
    let mut entries = [Entry {
        start: 0,
        end: 0,
        mark: 0,
    }; N];
    let (bytes, mut start, mut at, mut n) = (list.as_bytes(), 0, 0, 0);
    while at <= bytes.len() {
        if at == bytes.len() || bytes[at] == b' ' {
            entries[n] = Entry {
                start: start as u16,
                end: at as u16,
                mark: mark(bytes, start, at),
            };
            n += 1;
            start = at + 1;
        }
        at += 1;
    }
    entries
}

/// A number made of the length and three bytes of `bytes[start..end]`; the same in either
/// case.
pub(super) const fn mark(bytes: &[u8], start: usize, end: usize) -> u8 {
    let len = end - start;
    if len == 0 {
        return 0;
    }
    mark_of(len, bytes[start], bytes[start + len / 2], bytes[end - 1])
}

/// The same of the first `len` bytes of `word`, one to eight, the lowest first.
#[inline]
pub(super) const fn mark_of_short(word: u64, len: usize) -> u8 {
    let last = byte(word, len - 1);
    mark_of(len, byte(word, 0), byte(word, len / 2), last)
}

/// Byte `at` of eight, the lowest first.
const fn byte(word: u64, at: usize) -> u8 {
    (word >> (8 * (at & 7))) as u8
}

#[inline]
const fn mark_of(len: usize, first: u8, middle: u8, last: u8) -> u8 {
    ((len * 29 + fold(first) * 5 + fold(middle) * 43 + fold(last) * 11) % 256) as u8
}

/// A byte without its case, if it is a letter.
const fn fold(byte: u8) -> usize {
    (byte | 0x20) as usize
}

/// A list of words divided by single spaces, made when the program is.
macro_rules! words {
    ($list:expr $(,)?) => {
        const {
            use $crate::stats::words::{Entry, Words, count, entries};
            const ENTRIES: [Entry; count($list)] = entries($list);
            &Words::new($list, &ENTRIES)
        }
    };
}
pub(super) use words;

#[cfg(test)]
mod tests {
    use super::{mark, mark_of_short};

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
            let letters = word.bytes().rev().filter(|_| (1..=8).contains(&word.len()));
            let short = letters.fold(0, |all, byte| all << 8 | u64::from(byte));
            assert!(
                short == 0 || mark_of_short(short, word.len()) == mark,
                "{word}"
            );
            assert_eq!(list.has(mark, word.as_bytes()), expected, "{word}");
        }
    }
}
