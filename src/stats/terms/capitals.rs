//! Where a short form may begin, told 64 bytes at a time: hardly a word has two capitals close together.

use std::ops::Range;

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

use super::LONGEST;
use crate::text::{
    classes::{between, bits},
    letters::is_capital,
};

/// Bytes looked at together: as many as a word has bits.
const STEP: usize = 64;

/// The places of a text at which a short form may begin; kept to be filled again.
#[derive(Clone, Debug)]
pub(super) struct Capitals {
    level: Level,
    /// A bit for each byte.
    places: Vec<u64>,
}

impl Default for Capitals {
    fn default() -> Self {
        Self {
            level: Level::new(),
            places: Vec::new(),
        }
    }
}

impl Capitals {
    /// Looks at `text`, and forgets the one before.
    pub(super) fn read(&mut self, text: &str) {
        self.places.clear();
        dispatch!(self.level, simd => find(simd, text, &mut self.places));
    }

    /// The places in `range` of the text that was read, in order. At each stands a capital with another one,
    /// a digit, `&` or something beyond ASCII close behind it, or a capital beyond ASCII with another one as
    /// near as a short form is long; none begins elsewhere.
    pub(super) fn within(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let steps = range.start / STEP..range.end.div_ceil(STEP);
        steps.flat_map(move |step| {
            let first = step * STEP;
            let from = u64::MAX << range.start.saturating_sub(first);
            let to = u64::MAX >> (first + STEP).saturating_sub(range.end);
            let places = self.places.get(step).copied().unwrap_or_default();
            bits(places & from & to).map(move |bit| first + bit)
        })
    }
}

#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
fn find<S: Simd>(simd: S, text: &str, places: &mut Vec<u64>) {
    let (steps, rest) = text.as_bytes().as_chunks::<STEP>();
    let mut last = [0; STEP];
    last[..rest.len()].copy_from_slice(rest);
    let (mut is_inside, mut here) = (0, Step::default());
    for (nth, step) in steps.iter().chain([&last, &[0; STEP]]).enumerate() {
        let next = Step::of(simd, step, (text, nth * STEP));
        if nth > 0 {
            places.push(here.places(is_inside, next));
            is_inside = here.word >> (STEP - 1);
        }
        here = next;
    }
}

/// Those of `leads`, the first of which is byte `from` of `text`, at which a capital stands; none does at
/// `others`.
// As part of vector code it would have the compiler look at the bits of each mask one by one.
#[inline(never)]
fn capitals(text: &str, from: usize, leads: u64, others: u64) -> u64 {
    let is_capital = |bit: &usize| text[from + bit..].starts_with(is_capital);
    bits(leads & !others)
        .filter(is_capital)
        .map(|bit| 1 << bit)
        .sum()
}

/// The first bytes in `here` of the characters beyond ASCII that many texts have, and that are no capitals: small
/// letters of Cyrillic, punctuation, and the characters of Chinese, Japanese and Korean. Of those whose
/// second byte is not in `here` nothing is told.
#[expect(clippy::inline_always, reason = "the same")]
#[inline(always)]
fn never_capital<S: Simd>(here: u8x64<S>) -> u64 {
    let second = between(here, 0xb0, 0xbf).to_bitmask() >> 1;
    let cyrillic = here.simd_eq(0xd0).to_bitmask() & second;
    let second = between(here, 0x80, 0x9f).to_bitmask() >> 1;
    let more_cyrillic = here.simd_eq(0xd1).to_bitmask() & second;
    let second = here.simd_eq(0x80).to_bitmask() >> 1;
    let signs = here.simd_eq(0xe2).to_bitmask() & second;
    cyrillic | more_cyrillic | signs | between(here, 0xe3, 0xe9).to_bitmask()
}

/// What the bytes of one step are, a bit for each.
#[derive(Clone, Copy, Default)]
struct Step {
    capital: u64,
    small: u64,
    /// A letter or a digit of ASCII.
    word: u64,
    /// A capital, a digit, `&`, or beyond ASCII.
    other: u64,
    /// The first byte of a capital beyond ASCII.
    wide_capital: u64,
}

impl Step {
    /// What `bytes` are, which begin at byte `from` of `text`, zeros behind its end.
    #[expect(clippy::inline_always, reason = "the same")]
    #[inline(always)]
    fn of<S: Simd>(simd: S, bytes: &[u8; STEP], (text, from): (&str, usize)) -> Self {
        let here = u8x64::from_slice(simd, bytes);
        let capital = between(here, b'A', b'Z').to_bitmask();
        let small = between(here, b'a', b'z').to_bitmask();
        let digit = between(here, b'0', b'9').to_bitmask();
        let wide = here.simd_ge(0x80).to_bitmask();
        let leads = here.simd_ge(0xc0).to_bitmask();
        Self {
            capital,
            small,
            word: capital | small | digit,
            other: capital | digit | wide | here.simd_eq(b'&').to_bitmask(),
            wide_capital: if leads == 0 {
                0
            } else {
                capitals(text, from, leads, never_capital(here))
            },
        }
    }

    /// The places of this step, where `next` stands behind it; bit 0 of `is_inside` tells whether a letter
    /// or a digit stands before it.
    fn places(self, is_inside: u64, next: Self) -> u64 {
        let behind = |here: u64, next: u64, by: u32| here >> by | next << (64 - by);
        let other = |by| behind(self.other, next.other, by);
        let small = |by| behind(self.small, next.small, by);
        // More than two small letters before the second capital are too many.
        let is_near = other(1) | small(1) & (other(2) | small(2) & other(3));
        let begins = self.capital & is_near | self.wide_places(next);
        begins & !(self.word << 1 | is_inside)
    }

    /// The capitals beyond ASCII, with another capital near them.
    fn wide_places(self, next: Self) -> u64 {
        if self.wide_capital == 0 {
            return 0;
        }
        let capitals = |step: Self| u128::from(step.capital | step.wide_capital);
        let mut near = (capitals(self) | capitals(next) << STEP) >> 1;
        const { assert!(LONGEST > 8 && LONGEST <= 16) };
        for by in [1, 2, 4, LONGEST - 8] {
            near |= near >> by;
        }
        self.wide_capital & near as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[usize]) {
        let mut capitals = Capitals::default();
        for before in [0, 1, 60, 61, 62, 63, 64, 127, 130] {
            let whole = format!("{}{text}", " ".repeat(before));
            capitals.read(&whole);
            let found: Vec<usize> = capitals
                .within(before..whole.len())
                .map(|place| place - before)
                .collect();
            assert_eq!(found, expected, "{text:?} behind {before}");
        }
    }

    #[test]
    fn capitals_close_together_are_seen_anywhere() {
        for (text, expected) in [
            ("", &[][..]),
            ("A", &[]),
            ("The President of U.S. A.", &[]),
            ("TTP", &[0]),
            ("the MoD, UAVs", &[4, 9]),
            ("McDonald", &[0]),
            ("Macdonald", &[]),
            ("Mac Dee", &[]),
            ("MacDee", &[0]),
            ("MaccDee", &[]),
            ("iPHONE 3DS", &[]),
            ("G20 A&E", &[0, 4]),
            ("(ISI)", &[1]),
            ("“They” – ISI", &[15]),
            ("Москва, Мост", &[]),
            ("яма, Я2019Д", &[8]),
            ("caf\u{e9}, \u{c9}U", &[7]),
            ("\u{e9}U ЖД дом уже 中US", &[4, 26]),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn every_capital_may_begin_a_short_form() {
        for c in ('\u{80}'..=char::MAX).filter(|c| c.is_uppercase()) {
            check(&format!("{c}12345678A"), &[0]);
        }
    }

    #[test]
    fn only_what_stands_in_the_range_is_told() {
        let mut capitals = Capitals::default();
        capitals.read(&"TTP ".repeat(40));
        assert_eq!(capitals.within(0..160).count(), 40);
        assert_eq!(capitals.within(1..157).count(), 39);
        let found: Vec<usize> = capitals.within(60..69).collect();
        assert_eq!(found, [60, 64, 68]);
        assert_eq!(capitals.within(64..64).count(), 0);
        assert_eq!(capitals.within(160..200).count(), 0);
    }
}
