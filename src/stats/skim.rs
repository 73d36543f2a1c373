//! Passes over the sentences of a block that cannot hold a figure, without reading their words one
//! by one: most of a text has none.
//!
//! It never decides what is a figure. It only knows what every figure has in it, a digit or a word
//! of number, and the ends of sentences that no reading could doubt.

mod sieve;

use std::{ops::Range, sync::LazyLock};

use self::sieve::{Places, Sieve};
use super::{
    letters::letters,
    lexicon::{Class, Key, sense_of_letters, words_of},
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
        sieve: &NUMBER_WORDS,
        bytes: &text.as_bytes()[..range.end.max(range.start)],
        places: Places::new(),
        first: range.start,
        at: range.start,
        is_wanted: is_open.0,
        is_open_end: is_open.1,
    }
}

/// Walks the sentences; see [`parts`].
pub(super) struct Parts<'a> {
    sieve: &'static Sieve,
    bytes: &'a [u8],
    places: Places,
    /// Where the range begins, and how far it was walked.
    first: usize,
    at: usize,
    /// Is the next sentence to be given, whatever it holds?
    is_wanted: bool,
    is_open_end: bool,
}

impl Iterator for Parts<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let (at, len) = (self.at, self.bytes.len());
        if at >= len {
            return None;
        }
        let number = if std::mem::take(&mut self.is_wanted) {
            Some(at)
        } else {
            self.next_number()
        };
        self.at = number.map_or(len, |number| self.end_from(number));
        let number = number.or(self.is_open_end.then_some(len))?;
        Some(self.start_before(number, at)..self.at)
    }
}

impl Parts<'_> {
    /// Where the next number stands that may be in a figure.
    fn next_number(&mut self) -> Option<usize> {
        let mut at = self.at;
        // What stands before the range is not looked at, and may be a letter.
        if at == self.first && self.is_number_at(at) {
            return Some(at);
        }
        loop {
            let range = at..self.bytes.len();
            let place = self.places.next(self.sieve, self.bytes, range)?;
            if self.is_number_at(place) {
                return Some(place);
            }
            at = place + 1;
        }
    }

    fn is_number_at(&self, at: usize) -> bool {
        match self.bytes[at..] {
            [b'0'..=b'9', ..] => true,
            [0x80..=0xff, ..] => self.sieve.is_odd_digit(&self.bytes[at..]),
            ref rest => {
                let (len, key) = Key::of_letters(rest);
                key.is_some_and(|key| self.is_number(key, &(at..at + len)))
            }
        }
    }

    /// Where the sentence begins that goes on at `at`, not before `first`.
    fn start_before(&self, at: usize, first: usize) -> usize {
        let mut stops = memchr::memrchr2_iter(b'.', b'\n', &self.bytes[first..at]);
        let end = stops.find_map(|stop| self.end_at(first + stop));
        end.unwrap_or(first)
    }

    /// Where the sentence ends that goes on at `at`.
    fn end_from(&self, at: usize) -> usize {
        let mut stops = memchr::memchr2_iter(b'.', b'\n', &self.bytes[at..]);
        let end = stops.find_map(|stop| self.end_at(at + stop));
        end.unwrap_or(self.bytes.len())
    }

    /// Where the next sentence begins, if one ends with the full stop or the line at `stop`.
    fn end_at(&self, stop: usize) -> Option<usize> {
        if self.bytes[stop] == b'\n' {
            self.is_line_end(stop).then_some(stop + 1)
        } else {
            self.is_end(stop).then_some(stop + 2)
        }
    }

    /// Does a sentence end with the line that ends at `stop`? It does before a capital, whatever the line
    /// ends with. Behind one, both words are left together: beside a long word in capitals "US" is no name.
    fn is_line_end(&self, stop: usize) -> bool {
        let before = self.bytes[self.first..stop].last();
        let is_small = |byte: &u8| byte.is_ascii_graphic() && !byte.is_ascii_uppercase();
        let next = self.bytes.get(stop + 1);
        before.is_some_and(is_small) && next.is_some_and(u8::is_ascii_uppercase)
    }

    /// Is `word`, whose key is `key`, one of those that stand in figures without a digit, and may it stand in
    /// one here?
    fn is_number(&self, key: Key, word: &Range<usize>) -> bool {
        let class = key.sense().class;
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

    /// Does a sentence end with the full stop at `stop`? Only where it is beyond doubt: before a space and a
    /// capital or a quotation mark, and behind a bracket or a quotation mark, a number that follows a word,
    /// or a whole word of letters that is no abbreviation and does not follow another full stop.
    fn is_end(&self, stop: usize) -> bool {
        let opens = match self.bytes[stop..] {
            [_, b' ', next, ..] if next.is_ascii_uppercase() => true,
            [_, b' ', 0xe2, 0x80, 0x9c, ..] => true,
            _ => false,
        };
        opens
            && match self.bytes[self.first..stop] {
                [.., b')' | b'"'] | [.., 0xe2, 0x80, 0x9d] => true,
                [ref before @ .., b'0'..=b'9'] => is_behind_word(before),
                ref before => is_behind_whole_word(before),
            }
    }
}

/// Does a number stand behind a word or a comma, of which `before` holds all but the last digit?
fn is_behind_word(before: &[u8]) -> bool {
    let digits = before.iter().rev();
    let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
    matches!(
        before[..before.len() - digits],
        [.., b'a'..=b'z' | b',', b' ']
    )
}

/// Does `before` end with a word behind which a full stop ends the sentence?
fn is_behind_whole_word(before: &[u8]) -> bool {
    let letters = last_letters(before);
    let is_whole = match before[..before.len() - letters.len()] {
        [.., b'.', b' '] | [] => false,
        [.., b' '] => letters.len() > 1,
        _ => false,
    };
    let class = || sense_of_letters(letters, letters.len()).class;
    is_whole && !class().has(Class::ABBREVIATION | Class::CURRENCY)
}

/// The letters `bytes` end with.
fn last_letters(bytes: &[u8]) -> &[u8] {
    let letters = bytes
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphabetic());
    &bytes[bytes.len() - letters.count()..]
}

/// What number words look like.
static NUMBER_WORDS: LazyLock<Sieve> = LazyLock::new(|| Sieve::new(words_of(NUMBERS)));

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
    fn no_number_word_is_passed_over() {
        for word in words_of(NUMBERS) {
            for word in [word, &word.to_uppercase()] {
                for text in [format!("{word} of us left."), format!("It was a {word}")] {
                    check(&text, &text);
                }
            }
        }
    }

    #[test]
    fn sentences_without_a_number_are_passed_over() {
        check("", "");
        check("The rain went on. The town slept.", "");
        check(
            "The rain went on. It took 12 homes. The town slept. Dozens fled.",
            "It took 12 homes. |Dozens fled.",
        );
        check(
            "It was 2012. The town slept (so). Some 3 “left”. All went. On May 3, 2013. So",
            "It was 2012. |Some 3 “left”. |On May 3, 2013. ",
        );
        check("The rain went on. A third fled.", "A third fled.");
        check("They came from afar. “Half of us.”", "“Half of us.”");
        check(
            "Some lakes froze. ½ thawed. Others stayed.",
            "Some lakes froze. ½ thawed. ",
        );
    }

    #[test]
    fn lines_before_a_capital_are_sentences() {
        check(
            "The town\nIt took 12\nThe 3 of us\nSlept",
            "It took 12\n|The 3 of us\n",
        );
        for text in [
            "It went\non for 12 days",
            "BREAKING\nUS sent 12",
            "It went \nAll 12",
        ] {
            check(text, text);
        }
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
            "12. It was so.",
            "Art. 12. It was so.",
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
