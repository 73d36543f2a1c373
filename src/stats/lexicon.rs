//! What single words are: function words, numbers, units, and the words that say who speaks, what
//! moves and what is only a name.
//!
//! A word can be several things at once ("second", "march", "quarter"); the grammar decides by what
//! stands round it. Look-up ignores the case of ASCII letters and costs one hash of the word.

mod grammar;
mod quantity;
mod table;
mod topic;

use std::ops::BitOr;

use self::table::TABLE;
use super::{
    letters::{SPACES, letters, letters_in, part},
    words,
};

pub(super) use quantity::{currency_sign, symbol_unit};

/// A set of things a word can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Class { $($(#[$doc])* pub(super) const $name: Self = Self(1 << $bit);)* }
    };
}

classes! {
    /// the, a, its, every
    DET = 0;
    /// of, in, against
    PREP = 1;
    /// and, while, because
    CONJ = 2;
    /// it, they, who
    PRON = 3;
    /// is, had, will
    AUX = 4;
    /// A verb, in a form that is seldom anything else.
    VERB = 5;
    /// An adverb that may stand before a number or a verb.
    ADV = 6;
    /// Goes up.
    RISE = 7;
    /// Goes down.
    FALL = 8;
    /// A noun for going up or down: "an increase of".
    MOVE = 9;
    /// said, estimates, claimed
    REPORT = 10;
    /// reportedly, allegedly
    HEDGE = 11;
    /// twelve
    CARDINAL = 12;
    /// thousand, bn, lakh
    SCALE = 13;
    /// third
    ORDINAL = 14;
    /// third, quarter, tenths: what a fraction is counted in
    PART = 15;
    /// hour, years
    TIME = 16;
    /// A physical unit.
    MEASURE = 17;
    /// dollars, Rs, EUR
    CURRENCY = 18;
    /// March
    MONTH = 19;
    /// Tuesday
    WEEKDAY = 20;
    /// article, flight, version: a number after it is a name
    LABEL = 21;
    /// A plural that does not end in s: people, police.
    PLURAL = 22;
    /// Ends in s but is no plural.
    SINGULAR = 23;
    /// Somebody: soldiers, women.
    PERSON = 24;
    /// Somebody under arms: troops, fighters.
    FORCE = 25;
    /// The dead: deaths, bodies, toll.
    DEATH = 26;
    /// What befalls people: killed, wounded.
    HARM = 27;
    /// A full stop after it ends no sentence.
    ABBREVIATION = 28;
    /// Something read off a scale: rate, index.
    INDEX = 29;
    /// Talk of matches and votes.
    CONTEST = 30;
    /// Street, Avenue.
    ADDRESS = 31;
    /// dozens, hundreds, thousands
    POWER = 32;
    /// twice, doubled, tenfold
    MULTIPLE = 33;
    /// survey, data, report: what may speak instead of a person
    PAPER = 34;
    /// An adjective that never is what is counted.
    ADJECTIVE = 35;
    /// Gives way to a phone number or an identifier.
    DIAL = 36;
    /// An index that carries a number in its name: FTSE, Nikkei.
    BRAND = 37;
    /// number, total, amount: points past itself to what it counts
    EMPTY = 38;
    /// people, children, those: an age may follow "under"
    AGED = 39;
    /// police, officials: speaks without an article
    SPEAKER = 40;
    /// Does something to something: raised, cut.
    TRANSITIVE = 41;
    /// A small word a figure can begin with: a dozen, several thousand, No. 4.
    OPENS = 42;
    /// A word by which a source is brought in: according, citing.
    CITES = 43;
    /// Moves without saying which way: went, revised.
    GOES = 44;
}

impl Class {
    /// Everything.
    pub(super) const ALL: Self = Self(u64::MAX);

    /// Both of them.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What of it is not in `other`.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Has it anything in common with `other`?
    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Class {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

/// All a word can be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sense {
    pub(super) class: Class,
    /// Which number and unit it has. A sense is looked up for every word of a sentence and made
    /// to fit two registers; its number and unit are asked of few.
    amount: u16,
}

impl Sense {
    /// The value of a number word, a scale, a power or a multiple; the denominator of a part; the
    /// number of a month.
    pub(super) fn number(self) -> f64 {
        TABLE.amount(self.amount).0
    }

    /// Canonical name of a physical unit, a unit of time or a currency.
    pub(super) fn unit(self) -> &'static str {
        TABLE.amount(self.amount).1
    }
}

/// Words longer than this are in no list.
const LONGEST: usize = 24;

/// A word in lower case, filled up with spaces: three machine words to be hashed and compared, each in a
/// register of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(u64, u64, u64);

impl Key {
    /// How many ASCII letters `text` begins with, and the key of the word that they are, if it can be in
    /// a list. Most words end within eight bytes, which are read once for both.
    #[inline]
    pub(super) fn of_letters(text: &[u8]) -> (usize, Option<Self>) {
        if let Some(part) = text.first_chunk::<16>() {
            let [word, rest] = halves(*part);
            let len = letters_in(word);
            if len < 8 {
                return (len, Some(Self::of_short(word, len)));
            }
            let more = letters_in(rest);
            if more < 8 {
                let Self(rest, ..) = Self::of_short(rest, more);
                return (8 + more, Some(Self(word | SPACES, rest, SPACES)));
            }
        }
        let len = letters(text);
        (len, Self::new(text, len))
    }

    /// The key of the first `len` bytes of `word`, fewer than eight, the lowest first.
    #[inline]
    pub(super) const fn of_short(word: u64, len: usize) -> Self {
        let own = word & !(u64::MAX << (8 * (len & 7))) | SPACES;
        Self(own, SPACES, SPACES)
    }

    /// The mark of the word, which has `len` bytes, the last of them `last`; see [`words`].
    #[inline]
    pub(super) const fn mark(self, len: usize, last: u8) -> u8 {
        words::mark_of(self.0, len, last)
    }

    /// What the word can be.
    #[inline]
    pub(super) fn sense(self) -> Sense {
        TABLE.get(self)
    }

    /// The key of the first `len` of `bytes`, at most [`LONGEST`].
    #[inline]
    const fn new(bytes: &[u8], len: usize) -> Option<Self> {
        let start = part(bytes, 0, len);
        match len {
            ..=8 => Some(Self(start, SPACES, SPACES)),
            9..=LONGEST => Some(Self(start, part(bytes, 8, len), part(bytes, 16, len))),
            _ => None,
        }
    }
}

/// The two words that sixteen bytes are.
const fn halves(bytes: [u8; 16]) -> [u64; 2] {
    let both = u128::from_le_bytes(bytes);
    [both as u64, (both >> 64) as u64]
}

/// What `word` can be, whatever its case; an empty sense for one that is in no list. A curly
/// apostrophe counts as a straight one.
pub(super) fn sense(word: &str) -> Sense {
    sense_of_first(word, word.len())
}

/// The first byte of a curly apostrophe; no letter of two bytes has it.
const FIRST_OF_CURLY: u8 = 0xe2;

/// What the word can be that `text` begins with, `len` bytes long: quicker than to divide it first.
pub(super) fn sense_of_first(text: &str, len: usize) -> Sense {
    let word = &text[..len];
    let key = if word.is_ascii() {
        Key::new(text.as_bytes(), len)
    } else if word.as_bytes().contains(&FIRST_OF_CURLY) && word.contains('’') {
        let word = word.replace('’', "'");
        Key::new(word.as_bytes(), word.len())
    } else {
        // The lists hold no other character beyond ASCII.
        None
    };
    key.map(Key::sense).unwrap_or_default()
}

/// The same for the first `len` bytes of `text`, all of them ASCII letters.
pub(super) fn sense_of_letters(text: &[u8], len: usize) -> Sense {
    let key = Key::new(text, len);
    key.map(Key::sense).unwrap_or_default()
}

/// All words that can be something of `class`, in lower case and in no order; one that can be several
/// such things comes as often.
pub(super) fn words_of(class: Class) -> impl Iterator<Item = &'static str> {
    let plain = lists().map(|(of, words)| (*of, *words));
    let amounts = quantity::LISTS.iter().map(|(of, .., words)| (*of, *words));
    let lists = plain.chain(amounts).filter(move |(of, _)| of.has(class));
    lists.flat_map(|(_, words)| words.split_ascii_whitespace())
}

/// The lists of words without a number and a unit.
fn lists() -> impl Iterator<Item = &'static (Class, &'static str)> {
    grammar::LISTS.iter().chain(topic::LISTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_can_be_several_things() {
        assert!(sense("Second").class.has(Class::ORDINAL));
        assert!(sense("second").class.has(Class::TIME));
        assert!(sense("March").class.has(Class::MONTH));
        assert!(sense("quarter").class.has(Class::PART));
        assert!(sense("xyzzy").class == Class::default());
        assert!(sense("a-word-that-is-longer-than-any").class == Class::default());
        assert!(sense("").class == Class::default());
        assert!(sense("Don’t").class.has(Class::AUX));
        assert!(sense("S&P").class.has(Class::BRAND));
    }

    #[test]
    fn every_word_of_a_list_is_found() {
        for word in words_of(Class(u64::MAX)) {
            assert!(word.is_ascii(), "{word}");
            let capitals = sense(&word.to_uppercase()).class;
            assert!(capitals != Class::default(), "{word}");
            assert!(sense(word).class == capitals, "{word}");
        }
    }

    #[test]
    fn numbers_and_units_carry_their_value() {
        assert_eq!(sense("seventeen").number().to_bits(), 17f64.to_bits());
        assert_eq!(sense("crore").number().to_bits(), 1e7f64.to_bits());
        assert_eq!(sense("Kilometres").unit(), "km");
        assert_eq!(sense("euros").unit(), "EUR");
    }
}
