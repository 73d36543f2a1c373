//! The table all words are looked up in, filled by the compiler: a program that starts finds it ready.

use super::{Class, Key, Sense, grammar, quantity, topic};
use crate::stats::letters::SPACES;

/// Slots of the table, a power of two and some three times the words.
const SLOTS: usize = 1 << 13;

/// Words there are at most.
const ROOM: usize = SLOTS / 2;

/// All words.
pub(super) static TABLE: Table<{ DRAFT.words }, { DRAFT.ends }, { DRAFT.amounts }> = DRAFT.fit();

const DRAFT: Draft = Draft::of_all_lists();

/// A slot holds the place of one in `words` with the number of its key, or [`FREE`]; a word whose slot is
/// taken stands in the next that is free.
pub(super) struct Table<const WORDS: usize, const ENDS: usize, const AMOUNTS: usize> {
    slots: [(u16, u16); SLOTS],
    words: [Word; WORDS],
    /// What follows the first eight bytes of a word; of all short words the first.
    ends: [(u64, u64); ENDS],
    /// Number and unit of the few words that have them; of all others the first.
    amounts: [(f64, &'static str); AMOUNTS],
}

/// A word by the first eight bytes of its key; the others are one of [`Table::ends`].
#[derive(Clone, Copy)]
struct Word {
    start: u64,
    class: Class,
    end: u16,
    amount: u16,
}

const FREE: (u16, u16) = (u16::MAX, 0);

impl Key {
    /// Where to begin to look, and a number that few others have, never 0. The lists are fixed, so
    /// nobody outside can choose words that collide.
    #[inline]
    const fn slot(self) -> (usize, u16) {
        let Self(a, b, c) = self;
        let mixed = (a ^ b.rotate_left(23) ^ c.rotate_left(46)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let slot = (mixed >> (64 - SLOTS.ilog2())) as usize;
        (slot, (mixed >> 16) as u16 | 1)
    }
}

impl<const WORDS: usize, const ENDS: usize, const AMOUNTS: usize> Table<WORDS, ENDS, AMOUNTS> {
    /// The slot of `key`, or the free one where it would stand. A word that is not there is seldom
    /// compared with another: their numbers differ.
    #[inline]
    const fn find(&self, key: Key) -> usize {
        let (mut slot, number) = key.slot();
        loop {
            let (at, other) = self.slots[slot];
            if other == FREE.1 || other == number && self.is(at, key) {
                return slot;
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// Is the word at `at` that of `key`?
    #[inline]
    const fn is(&self, at: u16, Key(start, middle, end): Key) -> bool {
        let word = self.words[at as usize];
        let own = self.ends[word.end as usize];
        word.start == start && own.0 == middle && own.1 == end
    }

    /// What the word of `key` can be; an empty sense for one that is not there.
    #[inline]
    pub(super) fn get(&self, key: Key) -> Sense {
        let (at, _) = self.slots[self.find(key)];
        let word = self.words.get(usize::from(at));
        word.map_or_else(Sense::default, |word| Sense {
            class: word.class,
            amount: word.amount,
        })
    }

    /// Number and unit of the words that carry `amount`.
    pub(super) fn amount(&self, amount: u16) -> (f64, &'static str) {
        self.amounts[usize::from(amount)]
    }
}

/// A table that words are still added to, with how many there are of each.
struct Draft {
    table: Table<ROOM, ROOM, ROOM>,
    words: usize,
    ends: usize,
    amounts: usize,
}

// It is on the compiler's stack only.
#[expect(clippy::large_stack_arrays)]
impl Draft {
    const fn of_all_lists() -> Self {
        let blank = Word {
            start: SPACES,
            class: Class(0),
            end: 0,
            amount: 0,
        };
        let table = Table {
            slots: [FREE; SLOTS],
            words: [blank; ROOM],
            ends: [(SPACES, SPACES); ROOM],
            amounts: [(0.0, ""); ROOM],
        };
        let mut draft = Self {
            table,
            words: 0,
            ends: 1,
            amounts: 1,
        };
        draft.add_plain(grammar::LISTS);
        draft.add_plain(topic::LISTS);
        let mut lists = quantity::LISTS;
        while let [(class, number, unit, words), rest @ ..] = lists {
            draft.add(*class, (*number, unit), words);
            lists = rest;
        }
        draft
    }

    const fn add_plain(&mut self, mut lists: &[(Class, &'static str)]) {
        while let [(class, words), rest @ ..] = lists {
            self.add(*class, (0.0, ""), words);
            lists = rest;
        }
    }

    /// Adds the words of a list. One that is there already can be this too, and takes over what the list
    /// knows of its number and unit.
    const fn add(&mut self, class: Class, own: (f64, &'static str), list: &str) {
        let mut rest = list.as_bytes().trim_ascii();
        while !rest.is_empty() {
            let mut len = 1;
            while len < rest.len() && !rest[len].is_ascii_whitespace() {
                len += 1;
            }
            let (word, after) = rest.split_at(len);
            rest = after.trim_ascii_start();
            let at = self.place(word);
            let word = self.table.words[at];
            self.table.words[at].class = word.class.or(class);
            if own.0 != 0.0 || !own.1.is_empty() {
                let old = self.table.amounts[word.amount as usize];
                let number = if own.0 == 0.0 { old.0 } else { own.0 };
                let unit = if own.1.is_empty() { old.1 } else { own.1 };
                self.table.words[at].amount = self.amounts as u16;
                self.table.amounts[self.amounts] = (number, unit);
                self.amounts += 1;
            }
        }
    }

    /// Where `word` stands among the words, the next place if it is new.
    const fn place(&mut self, word: &[u8]) -> usize {
        let Some(key) = Key::new(word, word.len()) else {
            panic!("a word in a list is too long for a key");
        };
        let slot = self.table.find(key);
        let (at, _) = self.table.slots[slot];
        if at != FREE.0 {
            return at as usize;
        }
        let (at, Key(start, middle, end)) = (self.words, key);
        self.table.slots[slot] = (at as u16, key.slot().1);
        self.table.words[at].start = start;
        if middle != SPACES || end != SPACES {
            self.table.words[at].end = self.ends as u16;
            self.table.ends[self.ends] = (middle, end);
            self.ends += 1;
        }
        self.words += 1;
        at
    }

    /// The same without room for more.
    const fn fit<const W: usize, const E: usize, const A: usize>(&self) -> Table<W, E, A> {
        Table {
            slots: self.table.slots,
            words: *self.table.words.first_chunk().unwrap(),
            ends: *self.table.ends.first_chunk().unwrap(),
            amounts: *self.table.amounts.first_chunk().unwrap(),
        }
    }
}
