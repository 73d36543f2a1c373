//! The places of a text at which a number may stand, found many bytes at a time.
//!
//! A place is let through for a digit, for a character that may be a digit of another script or a fraction,
//! and for a word that begins with four letters like those of a number word, or ends before them like one.
//! What stands there is looked at by who asks.

use std::ops::{Range, RangeInclusive};

use fearless_simd::{Level, kernel, prelude::*, u8x32};

use crate::text::classes::Classes;

/// Bytes whose places are told by one number, a bit each.
const GROUP: usize = 64;

/// Bytes looked at together: a paragraph is seldom longer.
const SPAN: usize = 4 * GROUP;

/// Bytes that are looked at before a place, and behind it.
const BEFORE: usize = 1;
const BEHIND: usize = 3;

/// How number words begin: those of one row are of one class, so that few others are let through with
/// them. All others are of the next class.
const STARTS: [&[&str]; 5] = [
    &["th"],
    &["tw", "te", "tr"],
    &["fo", "fi", "si", "se", "sc"],
    &["on", "el", "ei", "ni"],
    &["mi", "ml", "bi", "bl", "la"],
];

/// Classes of words so short that no letter stands behind them: of two letters, and of three.
const OF_TWO: u8 = 1 << 6;
const OF_THREE: u8 = 1 << 7;

/// How digits of other scripts and fractions begin: a first byte, and those that may follow it. Some other
/// characters do, too; that only costs time.
const ODD_DIGITS: [(u8, RangeInclusive<u8>); 7] = [
    (0xc2, 0xbc..=0xbe),
    (0xd9, 0xa0..=0xa9),
    (0xdb, 0xb0..=0xb9),
    (0xe0, 0xa5..=0xa5),
    (0xe0, 0xa7..=0xa7),
    (0xe2, 0x85..=0x85),
    (0xef, 0xbc..=0xbc),
];

/// Lets through places by the byte before them and four from there on.
#[derive(Debug)]
pub(super) struct Sieve {
    /// Of each of the four bytes.
    letters: [Classes; 4],
    /// Of the first two bytes of [`ODD_DIGITS`].
    odd_digits: [Classes; 2],
    level: Level,
}

impl Sieve {
    /// Lets through `words`, in small letters of ASCII.
    pub(super) fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let mut sieve = Self {
            letters: [Classes::default(); 4],
            odd_digits: [Classes::default(); 2],
            level: Level::new(),
        };
        for (nth, (first, next)) in ODD_DIGITS.into_iter().enumerate() {
            sieve.odd_digits[0].add(1 << nth, [first]);
            sieve.odd_digits[1].add(1 << nth, next);
        }
        words.for_each(|word| sieve.add(word.as_bytes()));
        sieve
    }

    fn add(&mut self, word: &[u8]) {
        let starts = |row: &&[&str]| row.iter().any(|start| word.starts_with(start.as_bytes()));
        let class = match word.len() {
            ..=2 => OF_TWO,
            3 => OF_THREE,
            _ => 1 << STARTS.iter().position(starts).unwrap_or(STARTS.len()),
        };
        for (at, classes) in self.letters.iter_mut().enumerate() {
            match word.get(at) {
                Some(letter) => classes.add(class, [*letter, letter.to_ascii_uppercase()]),
                None => classes.add(class, 0..=0xff),
            }
        }
    }

    /// Do `bytes` begin like a digit of another script, or a fraction?
    pub(super) fn is_odd_digit(&self, bytes: &[u8]) -> bool {
        let [first, next, ..] = *bytes else {
            return false;
        };
        let classes = &self.odd_digits;
        classes[0].of(first) & classes[1].of(next) != 0
    }

    /// Is `place` let through, of which the first byte stands before it?
    fn is_place(&self, place: &[u8]) -> bool {
        let [before, first, _, third, fourth] = *place else {
            return false;
        };
        let letters = self.letters.iter().zip(&place[1..]);
        let class = letters.fold(u8::MAX, |class, (letter, byte)| class & letter.of(*byte));
        let longer = [(third, OF_TWO), (fourth, OF_THREE)].into_iter();
        let longer = longer.filter(|(behind, _)| behind.is_ascii_alphabetic());
        let class = longer.fold(class, |class, (_, longer)| class & !longer);
        let is_word = class != 0 && !before.is_ascii_alphabetic();
        is_word || first.is_ascii_digit() || self.is_odd_digit(&place[1..])
    }

    /// The places of `text` from `start` on, of as many groups as there are.
    fn groups(&self, text: &[u8], start: usize, groups: &mut [u64]) {
        let len = groups.len() * GROUP + BEFORE + BEHIND;
        let from = start.saturating_sub(BEFORE);
        let near = &text[from..];
        if from < start && near.len() >= len {
            return self.strip(near, groups);
        }
        let mut padded = [b' '; SPAN + BEFORE + BEHIND];
        let (into, len) = (BEFORE - (start - from), near.len().min(len - BEFORE));
        padded[into..into + len].copy_from_slice(&near[..len]);
        self.strip(&padded, groups);
    }

    /// The places of whole groups; `bytes` begin with the one before the first.
    fn strip(&self, bytes: &[u8], groups: &mut [u64]) {
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        if let Some(avx2) = self.level.as_avx2() {
            return wide(avx2, self, bytes, groups);
        }
        self.narrow(bytes, groups);
    }

    /// The same for processors without wide registers.
    fn narrow(&self, bytes: &[u8], groups: &mut [u64]) {
        for (nth, group) in groups.iter_mut().enumerate() {
            let places = bytes[GROUP * nth..].windows(BEFORE + 1 + BEHIND);
            let bits = places
                .take(GROUP)
                .map(|place| u64::from(self.is_place(place)));
            *group = bits.rev().fold(0, |group, bit| group << 1 | bit);
        }
    }
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
kernel!(
    /// The places of whole groups, as [`Sieve::narrow`] tells them.
    fn wide(avx2: Avx2, sieve: &Sieve, bytes: &[u8], groups: &mut [u64]) {
        use arch::{
            __m256i, _mm256_and_si256, _mm256_andnot_si256, _mm256_cmpeq_epi8, _mm256_min_epu8,
            _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8, _mm256_shuffle_epi8,
            _mm256_srli_epi16, _mm256_sub_epi8,
        };
        #[cfg(target_arch = "x86")]
        use std::arch::x86 as arch;
        #[cfg(target_arch = "x86_64")]
        use std::arch::x86_64 as arch;
        let splat = |byte: u8| _mm256_set1_epi8(byte.cast_signed());
        let load = |bytes: &[u8]| -> __m256i { u8x32::from_slice(avx2, &bytes[..32]).into() };
        let table = |half: &[u8; 16]| load([*half, *half].as_flattened());
        let tables = |classes: &Classes| (table(&classes.low), table(&classes.high));
        let [first, second, third, fourth] = [0, 1, 2, 3].map(|at| tables(&sieve.letters[at]));
        let [odd_first, odd_next] = [0, 1].map(|at| tables(&sieve.odd_digits[at]));
        let (half, none) = (splat(0xf), splat(0));
        let class = |(low, high), byte| {
            let upper = _mm256_and_si256(_mm256_srli_epi16::<4>(byte), half);
            let lower = _mm256_and_si256(byte, half);
            _mm256_and_si256(
                _mm256_shuffle_epi8(low, lower),
                _mm256_shuffle_epi8(high, upper),
            )
        };
        let is_in = |byte, first: u8, last: u8| {
            let past = _mm256_sub_epi8(byte, splat(first));
            _mm256_cmpeq_epi8(_mm256_min_epu8(past, splat(last - first)), past)
        };
        let is_letter = |byte| is_in(_mm256_or_si256(byte, splat(0x20)), b'a', b'z');
        for (nth, group) in groups.iter_mut().enumerate() {
            let there = &bytes[GROUP * nth..][..BEFORE + GROUP + BEHIND];
            *group = 0;
            for at in [0, 32] {
                let (before, byte) = (load(&there[at..]), load(&there[at + 1..]));
                let (next, after) = (load(&there[at + 2..]), load(&there[at + 3..]));
                let last = load(&there[at + 4..]);
                let classes = _mm256_and_si256(
                    _mm256_and_si256(class(first, byte), class(second, next)),
                    _mm256_and_si256(class(third, after), class(fourth, last)),
                );
                let longer = _mm256_or_si256(
                    _mm256_and_si256(is_letter(after), splat(OF_TWO)),
                    _mm256_and_si256(is_letter(last), splat(OF_THREE)),
                );
                let classes = _mm256_andnot_si256(longer, classes);
                let others = _mm256_or_si256(_mm256_cmpeq_epi8(classes, none), is_letter(before));
                let odd = _mm256_and_si256(class(odd_first, byte), class(odd_next, next));
                let others = _mm256_and_si256(others, _mm256_cmpeq_epi8(odd, none));
                let digits = _mm256_movemask_epi8(is_in(byte, b'0', b'9'));
                let places = !_mm256_movemask_epi8(others) | digits;
                *group |= u64::from(places.cast_unsigned()) << at;
            }
        }
    }
);

/// The places of one text, a span of it at a time.
#[derive(Debug)]
pub(super) struct Places {
    /// What of the text was looked at last.
    span: Range<usize>,
    groups: [u64; SPAN / GROUP],
}

impl Places {
    /// None are known yet.
    pub(super) const fn new() -> Self {
        Self {
            span: 0..0,
            groups: [0; SPAN / GROUP],
        }
    }

    /// The next place in `range` of `text` that `sieve` lets through. What was asked before was of the
    /// same text, and of nothing behind the end of `range`.
    pub(super) fn next(
        &mut self,
        sieve: &Sieve,
        text: &[u8],
        range: Range<usize>,
    ) -> Option<usize> {
        let mut at = range.start;
        while at < range.end {
            if !self.span.contains(&at) {
                let groups = (range.end - at).min(SPAN).div_ceil(GROUP);
                sieve.groups(text, at, &mut self.groups[..groups]);
                self.span = at..at + groups * GROUP;
            }
            let into = at - self.span.start;
            let rest = self.groups[into / GROUP] & u64::MAX << (into % GROUP);
            if rest != 0 {
                let group = self.span.start + into / GROUP * GROUP;
                let place = group + rest.trailing_zeros() as usize;
                return (place < range.end).then_some(place);
            }
            at += GROUP - into % GROUP;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Those of `text` in `range`.
    fn places(text: &[u8], range: Range<usize>) -> Vec<usize> {
        let sieve = Sieve::new(["twelve", "bn", "odd"].into_iter());
        let (mut places, mut at) = (Places::new(), range.start);
        let mut next = || {
            let place = places.next(&sieve, text, at..range.end)?;
            at = place + 1;
            Some(place)
        };
        std::iter::from_fn(&mut next).collect()
    }

    #[test]
    fn digits_and_words_like_numbers_are_let_through() {
        let check = |text: &str, expected: &[usize]| {
            for before in [0, 1, 31, 32, 63, 64, 255, 256, 300] {
                let whole = format!("{}{text}", " ".repeat(before));
                let found = places(whole.as_bytes(), before..whole.len());
                let found: Vec<usize> = found.iter().map(|place| place - before).collect();
                assert_eq!(found, expected, "{text:?} behind {before}");
            }
        };
        check("", &[]);
        check("so 12 or 3.", &[3, 4, 9]);
        check("Twelve, TWELVE, between twenty", &[0, 8]);
        check("5bn of bn; bnx bx", &[0, 1, 7]);
        check("odd, \u{bd} oddly, odd", &[0, 5, 15]);
        check(
            "caf\u{e9} ой “中” ½ ⅓ ३ ৩ ٣ ۳ ３",
            &[21, 24, 28, 32, 36, 39, 42],
        );
    }

    #[test]
    fn nothing_outside_the_range_is_told() {
        assert_eq!(places(b"1 1 1 1", 1..6), [2, 4]);
        assert_eq!(places(b"1 1", 3..3), [0; 0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn wide_registers_find_what_narrow_ones_find(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"twelvbndo 1\xc2\xbd\xe2\x85\xd9\xa5".to_vec())], 0..600),
            start in 0usize..600,
        ) {
            let start = start.min(bytes.len());
            let sieve = Sieve::new(["twelve", "bn", "odd"].into_iter());
            let padded = [b" ", &bytes[..], b"   "].concat();
            let narrow = padded.windows(5).enumerate().filter(|place| sieve.is_place(place.1));
            let narrow: Vec<usize> = narrow.map(|place| place.0).filter(|at| *at >= start).collect();
            prop_assert_eq!(places(&bytes, start..bytes.len()), narrow);
        }
    }
}
