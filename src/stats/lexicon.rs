//! What single words are: function words, numbers, units, and the words that say who speaks, what
//! moves and what is only a name.
//!
//! A word can be several things at once ("second", "march", "quarter"); the grammar decides by what
//! stands round it. Look-up ignores the case of ASCII letters and costs one hash of the word.

mod grammar;
mod quantity;
mod topic;

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    ops::BitOr,
    sync::LazyLock,
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
}

impl Class {
    /// Both of them.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
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
    /// The value of a number word, a scale, a power or a multiple; the denominator of a part; the
    /// number of a month.
    pub(super) number: f64,
    /// Canonical name of a physical unit, a unit of time or a currency.
    pub(super) unit: &'static str,
}

/// Words longer than this are in no list.
const LONGEST: usize = 20;

/// Hash of short words: multiply and rotate over eight bytes at a time, as rustc does for its own
/// tables. The lists are fixed, so nobody outside can choose words that collide.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word))
                .wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

type Table = HashMap<&'static [u8], Sense, BuildHasherDefault<WordHasher>>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    let lists = grammar::LISTS.iter().chain(topic::LISTS);
    for (class, words) in lists {
        add(&mut table, *class, 0.0, "", words);
    }
    for (class, number, unit, words) in quantity::LISTS {
        add(&mut table, *class, *number, unit, words);
    }
    table
});

fn add(table: &mut Table, class: Class, number: f64, unit: &'static str, words: &'static str) {
    for word in words.split_ascii_whitespace() {
        debug_assert!(word.len() <= LONGEST, "{word} is too long for the lexicon");
        let sense = table.entry(word.as_bytes()).or_default();
        sense.class = sense.class | class;
        if number != 0.0 {
            sense.number = number;
        }
        if !unit.is_empty() {
            sense.unit = unit;
        }
    }
}

/// What `word` can be, whatever its case; an empty sense for one that is in no list.
pub(super) fn sense(word: &str) -> Sense {
    let mut lower = [0; LONGEST];
    let mut len = 0;
    let mut rest = word.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let Some(to) = lower.get_mut(len) else {
            return Sense::default();
        };
        // A curly apostrophe counts as a straight one.
        (*to, rest) = match rest {
            [0xe2, 0x80, 0x99, behind @ ..] => (b'\'', behind),
            _ => (byte.to_ascii_lowercase(), behind),
        };
        len += 1;
    }
    TABLE.get(&lower[..len]).copied().unwrap_or_default()
}

/// All words that can be something of `class`, in lower case and in no order.
pub(super) fn words_of(class: Class) -> impl Iterator<Item = &'static [u8]> {
    let entries = TABLE
        .iter()
        .filter(move |(_, sense)| sense.class.has(class));
    entries.map(|(word, _)| *word)
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
    }

    #[test]
    fn numbers_and_units_carry_their_value() {
        assert_eq!(sense("seventeen").number.to_bits(), 17f64.to_bits());
        assert_eq!(sense("crore").number.to_bits(), 1e7f64.to_bits());
        assert_eq!(sense("Kilometres").unit, "km");
        assert_eq!(sense("euros").unit, "EUR");
    }
}
