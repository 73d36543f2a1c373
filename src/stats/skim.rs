//! Passes over the sentences of a block that cannot hold a figure, without reading their words one
//! by one: most of a text has none.
//!
//! It never decides what is a figure. It only knows what every figure has in it, a digit or a word
//! of number, and the ends of sentences that no reading could doubt.

use std::{ops::Range, sync::LazyLock};

use super::{
    letters::{letters, letters_in},
    lexicon::{Class, sense_of_letters, words_of},
};

/// What a word in a figure without any digit is at least once.
const NUMBERS: Class = Class::CARDINAL
    .or(Class::POWER)
    .or(Class::SCALE)
    .or(Class::PART)
    .or(Class::ORDINAL)
    .or(Class::MULTIPLE);

/// The parts of `text[range]` that may hold a figure, in order: each begins and ends where a
/// sentence does, or where the range does. With `is_open` at an end of the range, the sentence there
/// goes on outside it, so that part is given whatever it holds.
pub(super) fn parts(text: &str, range: Range<usize>, is_open: (bool, bool)) -> Parts<'_> {
    Parts {
        starts: &STARTS,
        bytes: &text.as_bytes()[..range.end.max(range.start)],
        at: range.start,
        is_wanted: is_open.0,
        is_open_end: is_open.1,
    }
}

/// Walks the sentences; see [`parts`].
pub(super) struct Parts<'a> {
    starts: &'static Starts,
    bytes: &'a [u8],
    at: usize,
    /// Is the next sentence to be given, whatever it holds?
    is_wanted: bool,
    is_open_end: bool,
}

impl Iterator for Parts<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        while self.at < self.bytes.len() {
            let start = self.at;
            let is_wanted = self.sentence() | std::mem::take(&mut self.is_wanted);
            let is_last = self.at == self.bytes.len();
            if is_wanted || is_last && self.is_open_end {
                return Some(start..self.at);
            }
        }
        None
    }
}

impl Parts<'_> {
    /// Goes to the next certain end of a sentence; may a figure stand before it?
    fn sentence(&mut self) -> bool {
        let (bytes, first) = (self.bytes, self.at);
        let mut at = first;
        loop {
            at = self.words_from(at);
            let Some(byte) = bytes.get(at) else { break };
            let len = letters(&bytes[at..]);
            if len == 0 {
                if byte.is_ascii_digit() || !byte.is_ascii() && is_odd_digit(&bytes[at..]) {
                    self.at = self.end_from(at, first);
                    return true;
                }
                at += 1;
                continue;
            }
            let word = at..at + len;
            if self.is_number(&word) {
                self.at = self.end_from(at, first);
                return true;
            }
            at = word.end;
            if bytes.get(at) == Some(&b'.') && self.is_end(&word, first) {
                self.at = at + 2;
                return false;
            }
        }
        self.at = at;
        false
    }

    /// Passes over words from `at` on as most are: of at most seven letters, with which no number begins,
    /// and a space behind each. Each is read once, eight bytes together.
    fn words_from(&self, mut at: usize) -> usize {
        while let Some(part) = self.bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let word = u64::from_le_bytes(*part);
            let len = letters_in(word);
            let is_plain = len < 8 && part[len] == b' ';
            if !is_plain || self.starts.has_word(word & !(u64::MAX << (8 * len))) {
                break;
            }
            at += len + 1;
        }
        at
    }

    /// Where the next sentence begins, from `at` on, which lies in the one that began at `first`.
    fn end_from(&self, at: usize, first: usize) -> usize {
        let mut stops = memchr::memchr_iter(b'.', &self.bytes[at..]).map(|stop| at + stop);
        let end = stops.find(|stop| {
            let len = last_letters(&self.bytes[first..*stop]).len();
            len > 0 && self.is_end(&(stop - len..*stop), first)
        });
        end.map_or(self.bytes.len(), |stop| stop + 2)
    }

    /// Is `word` one of those that stand in figures without a digit, and may it stand in one here?
    fn is_number(&self, word: &Range<usize>) -> bool {
        let letters = &self.bytes[word.clone()];
        if !self.starts.has(letters) {
            return false;
        }
        let class = sense_of_letters(letters, letters.len()).class;
        class.has(NUMBERS.without(Class::PART))
            || class.has(Class::PART) && !self.is_idle_part(word)
    }

    /// Is `word`, the name of a part and no other number, only what a quarter of a year or of a town is?
    /// Behind "a" it may be a figure, or before "of" and its like; so may "half" anywhere, and any where the
    /// words beside it are not known.
    fn is_idle_part(&self, word: &Range<usize>) -> bool {
        let is_one_of = |words: &[&str], word: &[u8]| {
            let mut words = words.iter();
            word.is_empty() || words.any(|other| word.eq_ignore_ascii_case(other.as_bytes()))
        };
        let before = self.bytes[..word.start].strip_suffix(b" ");
        let before = before.map_or(&[][..], last_letters);
        let follows = match self.bytes[word.end..] {
            [b' ', ref rest @ ..] => {
                let next = &rest[..letters(rest)];
                is_one_of(&["of", "a", "an", "point", "points", "percentage"], next)
            }
            [b'.' | b',', b' ', ..] => false,
            _ => true,
        };
        let is_half = self.bytes[word.clone()].eq_ignore_ascii_case(b"half");
        !is_half && !follows && !is_one_of(&["a", "an"], before)
    }

    /// Does the sentence that began at `first` end behind `word` and its full stop? Only where it is beyond doubt: a
    /// whole word of letters that is no abbreviation, a full stop, a space, a capital or a quotation
    /// mark.
    fn is_end(&self, word: &Range<usize>, first: usize) -> bool {
        let opens = match self.bytes[word.end..] {
            [_, b' ', next, ..] if next.is_ascii_uppercase() => true,
            [_, b' ', 0xe2, 0x80, 0x9c, ..] => true,
            _ => false,
        };
        let is_whole = word.start > first && self.bytes[word.start - 1] == b' ';
        let letters = &self.bytes[word.clone()];
        let class = || sense_of_letters(letters, letters.len()).class;
        let is_short = || class().has(Class::ABBREVIATION | Class::CURRENCY);
        opens && is_whole && letters.len() > 1 && !is_short()
    }
}

/// The letters `bytes` end with.
fn last_letters(bytes: &[u8]) -> &[u8] {
    let letters = bytes
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphabetic());
    &bytes[bytes.len() - letters.count()..]
}

/// Do `bytes` begin like a digit of another script, or a fraction? Half of a page of characters is
/// let through with them; that only costs time.
fn is_odd_digit(bytes: &[u8]) -> bool {
    let next = bytes.get(1).copied().unwrap_or(0);
    match bytes[0] {
        0xc2 => matches!(next, 0xbc..=0xbe),
        0xd9 | 0xdb => true,
        0xe0 => matches!(next, 0xa5 | 0xa7),
        0xe2 => next == 0x85,
        0xef => next == 0xbc,
        _ => false,
    }
}

/// With which three letters, in either case, do number words begin? A bit for each three.
struct Starts([u32; 1 << 10]);

impl Starts {
    /// Where the first two letters of a word stand, and the bit of the third. The word begins with the
    /// lowest byte; a byte without a letter is 0.
    fn place(word: u64) -> (usize, u32) {
        let letter = |at: u32| word >> (8 * at) & 31;
        ((letter(0) << 5 | letter(1)) as usize, 1 << letter(2))
    }

    #[inline]
    fn has_word(&self, word: u64) -> bool {
        let (slot, bit) = Self::place(word);
        self.0[slot] & bit != 0
    }

    fn has(&self, word: &[u8]) -> bool {
        self.has_word(Self::first(word))
    }

    /// The first three letters.
    fn first(word: &[u8]) -> u64 {
        let letters = word.iter().take(3).rev();
        letters.fold(0, |all, letter| all << 8 | u64::from(*letter))
    }
}

static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let mut starts = Starts([0; 1 << 10]);
    for word in words_of(NUMBERS) {
        let (slot, bit) = Starts::place(Starts::first(word.as_bytes()));
        starts.0[slot] |= bit;
    }
    starts
});

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of `text`, divided by `|`.
    fn check(text: &str, expected: &str) {
        let given: Vec<&str> = parts(text, 0..text.len(), (false, false))
            .map(|part| &text[part])
            .collect();
        assert_eq!(given.join("|"), expected);
    }

    #[test]
    fn sentences_without_a_number_are_passed_over() {
        check("", "");
        check("The rain went on. The town slept.", "");
        check(
            "The rain went on. It took 12 homes. The town slept. Dozens fled.",
            "It took 12 homes. |Dozens fled.",
        );
        check("The rain went on. A third fled.", "A third fled.");
        check("They came from afar. “Half of us.”", "“Half of us.”");
        check(
            "Some lakes froze. ½ thawed. Others stayed.",
            "Some lakes froze. ½ thawed. ",
        );
    }

    #[test]
    fn a_part_of_nothing_is_no_number() {
        for idle in [
            "The last quarter was slow, and the quarter, too.",
            "They left the Latin Quarter. It burned.",
        ] {
            check(idle, "");
        }
        for figure in [
            "It takes a quarter more.",
            "It took quarter of an hour.",
            "Rates rose a quarter point.",
            "Quarter point rises came.",
            "A quarter-hour went by.",
            "Some half left.",
            "It sold “quarter” cups.",
        ] {
            check(figure, figure);
        }
    }

    #[test]
    fn a_doubtful_end_is_none() {
        for text in [
            "He met Gen. Rao and 3 men.",
            "It is approx. Twelve.",
            "A U.S. “Six”.",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn a_sentence_that_goes_on_outside_is_given() {
        let text = "and they left. Then nobody went. Others slept. Or so";
        let given: Vec<&str> = parts(text, 0..text.len(), (true, true))
            .map(|part| &text[part])
            .collect();
        assert_eq!(given, ["and they left. ", "Or so"]);
    }
}
