//! Lists of words that stand where a rule needs them, and are asked of most tokens of a sentence.
//!
//! A list knows, before the program runs, which of 256 marks its words have. A word with another mark
//! is not in it, so nearly every question is answered without comparing any words.

use super::letters::part;

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
        let first = self.entries.partition_point(|entry| entry.mark < mark);
        let entries = self.entries[first..].iter();
        let mut entries = entries.take_while(|entry| entry.mark == mark);
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

/// The words of `list`, of which there are `N`, by their marks.
pub(super) const fn entries<const N: usize>(list: &str) -> [Entry; N] {
    let mut entries = [Entry {
        start: 0,
        end: 0,
        mark: 0,
    }; N];
    let (bytes, mut start, mut at, mut n) = (list.as_bytes(), 0, 0, 0);
    while at <= bytes.len() {
        if at == bytes.len() || bytes[at] == b' ' {
            let entry = Entry {
                start: start as u16,
                end: at as u16,
                mark: mark(bytes, start, at),
            };
            let mut place = n;
            while place > 0 && entries[place - 1].mark > entry.mark {
                entries[place] = entries[place - 1];
                place -= 1;
            }
            entries[place] = entry;
            n += 1;
            start = at + 1;
        }
        at += 1;
    }
    entries
}

/// A number made of the length, the first eight bytes and the last one of `bytes[start..end]`; the same in
/// either case.
pub(super) const fn mark(bytes: &[u8], start: usize, end: usize) -> u8 {
    if start == end {
        return 0;
    }
    let (_, word) = bytes.split_at(start);
    mark_of(part(word, 0, end - start), end - start, bytes[end - 1])
}

/// The same of a word of `len` bytes, one at least, that begins with the eight bytes of `first`, the lowest
/// first, and ends with the byte `last`. `first` has bit 5 set in each of its bytes, and no other in those
/// behind the word.
#[inline]
pub(super) const fn mark_of(first: u64, len: usize, last: u8) -> u8 {
    let end = (len as u64) << 8 | (last | CASE) as u64;
    let mixed = first ^ end.wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8
}

/// What tells the small letter from the capital.
const CASE: u8 = 0x20;

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
    use super::{mark, mark_of};

    #[test]
    fn whole_words_are_found_in_either_case() {
        let list = words!("go goes it's Ünder underlying underlined");
        for (word, expected) in [
            ("go", true),
            ("GOES", true),
            ("It's", true),
            ("Ünder", true),
            ("Underlying", true),
            ("underline", false),
            ("goe", false),
            ("go goes", false),
            ("", false),
            ("s", false),
        ] {
            let mark = mark(word.as_bytes(), 0, word.len());
            if let Some(last) = word.bytes().last() {
                let mut first = [b' '; 8];
                first[..word.len().min(8)].copy_from_slice(&word.as_bytes()[..word.len().min(8)]);
                let first = u64::from_le_bytes(first.map(|byte| byte | 0x20));
                assert_eq!(mark_of(first, word.len(), last), mark, "{word}");
            }
            assert_eq!(list.has(mark, word.as_bytes()), expected, "{word}");
        }
    }
}
