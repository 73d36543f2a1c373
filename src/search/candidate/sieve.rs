//! The places of a source at which the letter of a word may stand that is looked for, found many bytes at
//! a time.
//!
//! Of a word one letter is looked for, together with what may come after it: a place is let through where
//! both stand side by side, where the letter stands before a mark that may not be shown, and where something
//! stands that may be shown as any letter. What the bytes round it are is looked at by who asks.

use fearless_simd::{Level, kernel, prelude::*, u8x32};

use super::odd::is_separator;
use crate::text::classes::Classes;

/// Bytes that are not shown, or may not be, behind a letter; with them all that is not ASCII.
const MARKS: &[u8] = b"*_~`[]^\\<>)!{&";

/// Bytes whose places are told by one number, a bit each.
const GROUP: usize = 64;

/// Groups told of at once.
const GROUPS: usize = 64;

/// Bytes behind a place that are looked at.
const AHEAD: usize = 2;

/// Lets through places by their first two bytes: where both have a class in common.
#[derive(Clone, Debug)]
pub(super) struct Sieve {
    first: Classes,
    second: Classes,
    level: Level,
}

/// The classes of what may come after the letter, by the upper halves of the bytes: few others are let
/// through then.
const AFTER: [(u8, &[u8]); 5] = [
    (1, &[0x5, 0x7]),
    (1 << 1, &[0x4, 0x6]),
    (1 << 2, &[0x2]),
    (1 << 3, &[0x3]),
    (1 << 4, &[0x8, 0x9, 0xa, 0xb, 0xc, 0xd, 0xe, 0xf]),
];
/// The classes of the letter itself.
const LETTER: u8 = 0b1_1111;
/// `<i`, as the tag of a picture starts.
const PICTURE: u8 = 1 << 5;
/// `![`, as an image starts.
const IMAGE: u8 = 1 << 6;
/// `&`, as an entity starts, before a letter or a sign.
const ENTITY: u8 = 1 << 7;

impl Sieve {
    /// For a letter or digit and the one that comes after it, each in the ways it may be written.
    pub(super) fn new(letter: &[u8], next: &[u8]) -> Self {
        let (mut first, mut second) = (Classes::default(), Classes::default());
        first.add(LETTER, letter.iter().copied());
        let is_digit = letter.iter().any(u8::is_ascii_digit);
        let separators = (0..0x80).filter(|byte| is_digit && is_separator(*byte));
        let after = next.iter().chain(MARKS).copied();
        for byte in after.chain(separators).chain(0x80..=0xff) {
            let row = AFTER.iter().filter(|row| row.1.contains(&(byte >> 4)));
            row.for_each(|(class, _)| second.add(*class, [byte]));
        }
        first.add(PICTURE, *b"<");
        second.add(PICTURE, *b"iI");
        first.add(IMAGE, *b"!");
        second.add(IMAGE, *b"[");
        first.add(ENTITY, *b"&");
        second.add(ENTITY, (b'A'..=b'Z').chain(b'a'..=b'z').chain(*b"#"));
        let level = Level::new();
        Self {
            first,
            second,
            level,
        }
    }

    /// Calls `look` for each place of `bytes[from..to]` that is let through, in order.
    pub(super) fn each(&self, bytes: &[u8], from: usize, to: usize, mut look: impl FnMut(usize)) {
        let mut groups = [0; GROUPS];
        for start in (from..to).step_by(GROUP * GROUPS) {
            let len = (GROUP * GROUPS).min(to - start);
            self.strip(&bytes[start..], len, &mut groups);
            for (nth, group) in groups[..len.div_ceil(GROUP)].iter().enumerate() {
                let mut group = *group;
                while group != 0 {
                    let at = GROUP * nth + group.trailing_zeros() as usize;
                    if at < len {
                        look(start + at);
                    }
                    group &= group - 1;
                }
            }
        }
    }

    /// The places of the first `len` of `bytes`, and perhaps more in the last group.
    fn strip(&self, bytes: &[u8], len: usize, groups: &mut [u64; GROUPS]) {
        let whole = bytes.len().saturating_sub(AHEAD).min(len) / GROUP;
        let (groups, rest) = groups[..len.div_ceil(GROUP)].split_at_mut(whole);
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        if let Some(avx2) = self.level.as_avx2() {
            wide(avx2, self, bytes, groups);
        } else {
            self.narrow(bytes, groups);
        }
        #[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
        self.narrow(bytes, groups);
        if !rest.is_empty() {
            let mut last = [b' '; 2 * GROUP + AHEAD];
            let bytes = &bytes[whole * GROUP..];
            let len = bytes.len().min(last.len());
            last[..len].copy_from_slice(&bytes[..len]);
            self.narrow(&last, rest);
        }
    }

    /// The places of whole groups, for processors without wide registers.
    fn narrow(&self, bytes: &[u8], groups: &mut [u64]) {
        for (nth, group) in groups.iter_mut().enumerate() {
            let places = bytes[GROUP * nth..].windows(1 + AHEAD).take(GROUP);
            let bits = places.map(|place| u64::from(self.is_place(place)));
            *group = bits.rev().fold(0, |group, bit| group << 1 | bit);
        }
    }

    fn is_place(&self, place: &[u8]) -> bool {
        let (byte, first) = (place[0], self.first.of(place[0]));
        first & self.second.of(place[1]) != 0
            || first & LETTER != 0 && place[2] == b'`'
            || is_lead(byte) && (byte, place[1]) != (0xe2, 0x80)
    }
}

/// May a character that starts with this byte be shown as a letter or a digit? But for general punctuation,
/// which starts with `e2 80`.
const fn is_lead(byte: u8) -> bool {
    matches!(byte, 0xc2..=0xcb | 0xd8..=0xdb | 0xe0..=0xe3 | 0xea..=0xf0)
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
        let (first_low, first_high) = (table(&sieve.first.low), table(&sieve.first.high));
        let (second_low, second_high) = (table(&sieve.second.low), table(&sieve.second.high));
        let (half, none, code, letter) = (splat(0xf), splat(0), splat(b'`'), splat(LETTER));
        for (nth, group) in groups.iter_mut().enumerate() {
            let there = &bytes[GROUP * nth..][..GROUP + AHEAD];
            *group = 0;
            for at in [0, 32] {
                let (byte, next, after) = (
                    load(&there[at..]),
                    load(&there[at + 1..]),
                    load(&there[at + 2..]),
                );
                let high = |bytes| _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), half);
                // A shuffle gives nothing for what is not ASCII, which is of no first class.
                let first = _mm256_and_si256(
                    _mm256_shuffle_epi8(first_low, byte),
                    _mm256_shuffle_epi8(first_high, high(byte)),
                );
                let second = _mm256_and_si256(
                    _mm256_shuffle_epi8(second_low, _mm256_and_si256(next, half)),
                    _mm256_shuffle_epi8(second_high, high(next)),
                );
                let code = _mm256_and_si256(_mm256_cmpeq_epi8(after, code), letter);
                let found = _mm256_and_si256(first, _mm256_or_si256(second, code));
                let mut places = !_mm256_movemask_epi8(_mm256_cmpeq_epi8(found, none));
                if _mm256_movemask_epi8(byte) != 0 {
                    let is_in = |first: u8, last: u8| {
                        let past = _mm256_sub_epi8(byte, splat(first));
                        _mm256_cmpeq_epi8(_mm256_min_epu8(past, splat(last - first)), past)
                    };
                    let is = |bytes, byte| _mm256_cmpeq_epi8(bytes, splat(byte));
                    let low = _mm256_or_si256(is_in(0xc2, 0xcb), is_in(0xd8, 0xdb));
                    let high = _mm256_or_si256(is_in(0xe0, 0xe3), is_in(0xea, 0xf0));
                    let punctuation = _mm256_and_si256(is(byte, 0xe2), is(next, 0x80));
                    let leads = _mm256_andnot_si256(punctuation, _mm256_or_si256(low, high));
                    places |= _mm256_movemask_epi8(leads);
                }
                *group |= u64::from(places.cast_unsigned()) << at;
            }
        }
    }
);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the sieve for `letter` and `next`, in either case, lets through.
    fn places(letter: u8, next: u8, bytes: &[u8]) -> Vec<usize> {
        let ways = |byte: u8| [byte, byte.to_ascii_uppercase()];
        let mut found = Vec::new();
        let sieve = Sieve::new(&ways(letter), &ways(next));
        sieve.each(bytes, 0, bytes.len(), |at| found.push(at));
        found
    }

    #[test]
    fn a_letter_is_let_through_before_the_next_and_before_marks() {
        let check = |text: &str, expected: &[usize]| {
            assert_eq!(places(b'b', b'o', text.as_bytes()), expected, "{text:?}");
        };
        check("bo Bo bO BO", &[0, 3, 6, 9]);
        check("ba b b. ob", &[]);
        check("b* b_ b](x) b<i b\u{e9}", &[0, 3, 6, 12, 13, 16, 17]);
        check("`b `o", &[1]);
        check(
            "<img x> <i a ![x]! &eacute; & &#9;",
            &[0, 8, 13, 19, 28, 30],
        );
        check("\u{201c}\u{d7}\u{4e00}\u{44f}\u{fb01}", &[3, 10]);
        let digits = |text: &str| places(b'1', b'5', text.as_bytes());
        assert_eq!(digits("15 1,5 1 5 1'5 1.5 1;"), [0, 3, 7, 11]);
    }

    #[test]
    fn a_place_is_found_wherever_it_is() {
        for at in [0, 1, 31, 32, 62, 63, 64, 4095, 4096, 4160, 9000] {
            for after in [2, 3, 63, 64, 70, 4200] {
                let text = format!("{}bo{}", " ".repeat(at), " ".repeat(after - 2));
                assert_eq!(places(b'b', b'o', text.as_bytes()), [at], "{after}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn wide_registers_find_what_narrow_ones_find(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"bo`<i&![ *".to_vec())], 0..300),
        ) {
            let sieve = Sieve::new(b"bB", b"oO");
            let mut wide = Vec::new();
            sieve.each(&bytes, 0, bytes.len(), |at| wide.push(at));
            let mut padded = bytes.clone();
            padded.extend([b' '; AHEAD]);
            let places = padded.windows(1 + AHEAD).enumerate();
            let narrow: Vec<usize> = places.filter(|place| sieve.is_place(place.1)).map(|place| place.0).collect();
            prop_assert_eq!(wide, narrow);
        }
    }
}
