//! The places of whole groups of bytes, by vector code: all that [`Sieve`](super::Sieve) lets through, and
//! others.

#[cfg(target_arch = "x86")]
use std::arch::x86 as arch;
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64 as arch;

use fearless_simd::{kernel, prelude::*, u8x32, u8x64};

use super::{AHEAD, ENTITY, GROUP, MARKED, PARTED, PICTURE, PLAIN, Table, Tables};
use crate::text::classes::Classes;

kernel!(
    /// By tables of 128 bytes, two for each byte. The groups that have some, a bit each.
    pub(super) fn avx512(avx512: Avx512, tables: &Tables, bytes: &[u8], groups: &mut [u64]) -> u64 {
        use arch::{
            __m512i, _mm512_and_si512, _mm512_mask_blend_epi8, _mm512_movepi8_mask,
            _mm512_permutex2var_epi8, _mm512_test_epi8_mask,
        };
        let load = |bytes: &[u8]| -> __m512i { u8x64::from_slice(avx512, &bytes[..64]).into() };
        let table = |table: &Table| [0, 64, 128, 192].map(|at| load(&table[at..]));
        let (first, second, third) = (
            table(&tables.first),
            table(&tables.second),
            table(&tables.third),
        );
        let of_ascii =
            |table: &[__m512i; 4], byte| _mm512_permutex2var_epi8(table[0], byte, table[1]);
        let of = |table: &[__m512i; 4], byte| {
            let other = _mm512_permutex2var_epi8(table[2], byte, table[3]);
            _mm512_mask_blend_epi8(_mm512_movepi8_mask(byte), of_ascii(table, byte), other)
        };
        let mut some = 0;
        for (nth, group) in groups.iter_mut().enumerate() {
            let there = &bytes[GROUP * nth..][..GROUP + AHEAD];
            let [byte, next, after] = [0, 1, 2].map(|at| load(&there[at..]));
            // All that is not ASCII is the same as a third byte.
            let is_other = _mm512_movepi8_mask(after);
            let third = _mm512_mask_blend_epi8(is_other, of_ascii(&third, after), third[2]);
            let both = _mm512_and_si512(of(&second, next), third);
            *group = _mm512_test_epi8_mask(of(&first, byte), both);
            some |= u64::from(*group != 0) << nth;
        }
        some
    }
);

/// What may come after the letter has classes by the upper halves of the bytes: few others are let through
/// then.
const AFTER: [(u8, &[u8]); 5] = [
    (1, &[0x5, 0x7]),
    (1 << 1, &[0x4, 0x6]),
    (1 << 2, &[0x2]),
    (1 << 3, &[0x3]),
    (1 << 4, &[0x8, 0x9, 0xa, 0xb, 0xc, 0xd, 0xe, 0xf]),
];
/// The classes of the letter itself.
const LETTER: u8 = 0b1_1111;

/// The classes of what starts with a sign, which have other bits here.
const SIGNS: u8 = (PICTURE | ENTITY) << 3;

/// The classes of what is ASCII, as the first byte of a place and as the second.
#[derive(Clone, Debug, Default)]
pub(super) struct Nibbles {
    first: Classes,
    second: Classes,
}

impl Nibbles {
    pub(super) fn new(tables: &Tables) -> Self {
        let mut nibbles = Self::default();
        for byte in 0..=u8::MAX {
            let of = |table: &Table| table[usize::from(byte)];
            let (is_first, is_second) = (of(&tables.first), of(&tables.second));
            if byte.is_ascii() && is_first & PLAIN != 0 {
                nibbles.first.add(LETTER, [byte]);
            }
            let row = AFTER.iter().filter(|row| row.1.contains(&(byte >> 4)));
            for (class, _) in row.filter(|_| is_second & (PLAIN | MARKED | PARTED) != 0) {
                nibbles.second.add(*class, [byte]);
            }
            // What is not a letter has two classes.
            nibbles.first.add(is_first << 3 & SIGNS, [byte]);
            nibbles.second.add(is_second << 3 & SIGNS, [byte]);
        }
        nibbles
    }
}

kernel!(
    /// By tables of sixteen bytes, two for each byte. All that may be shown as some letter is let through.
    pub(super) fn avx2(avx2: Avx2, nibbles: &Nibbles, bytes: &[u8], groups: &mut [u64]) -> u64 {
        use arch::{
            __m256i, _mm256_and_si256, _mm256_andnot_si256, _mm256_cmpeq_epi8, _mm256_min_epu8,
            _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8, _mm256_shuffle_epi8,
            _mm256_srli_epi16, _mm256_sub_epi8,
        };
        let splat = |byte: u8| _mm256_set1_epi8(byte.cast_signed());
        let load = |bytes: &[u8]| -> __m256i { u8x32::from_slice(avx2, &bytes[..32]).into() };
        let table = |half: &[u8; 16]| load([*half, *half].as_flattened());
        let (first_low, first_high) = (table(&nibbles.first.low), table(&nibbles.first.high));
        let (second_low, second_high) = (table(&nibbles.second.low), table(&nibbles.second.high));
        let (half, none, code, letter) = (splat(0xf), splat(0), splat(b'`'), splat(LETTER));
        let mut some = 0;
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
                    // General punctuation, but for what is raised.
                    let punctuation = _mm256_and_si256(is(byte, 0xe2), is(next, 0x80));
                    let leads = _mm256_andnot_si256(punctuation, _mm256_or_si256(low, high));
                    places |= _mm256_movemask_epi8(leads);
                }
                *group |= u64::from(places.cast_unsigned()) << at;
            }
            some |= u64::from(*group != 0) << nth;
        }
        some
    }
);
