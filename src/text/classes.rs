//! Classes of bytes that vector code can tell, many bytes at a time, and where those stand that it found.

use fearless_simd::{Simd, mask8x64, prelude::*, u8x64};

/// Up to eight classes of bytes, a bit each. A byte is of a class if both its halves are, so that a table of
/// sixteen tells for each (Langdale and Lemire 2019, Parsing Gigabytes of JSON per Second, section 3.1.2).
/// With the bytes added, others may be in a class.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Classes {
    /// The classes a byte may be of, by its lower half.
    pub(crate) low: [u8; 16],
    /// The same by its upper half.
    pub(crate) high: [u8; 16],
}

impl Classes {
    /// Lets `bytes` be of `class`, or of several.
    pub(crate) fn add(&mut self, class: u8, bytes: impl IntoIterator<Item = u8>) {
        for byte in bytes {
            self.low[usize::from(byte & 0xf)] |= class;
            self.high[usize::from(byte >> 4)] |= class;
        }
    }

    /// The classes `byte` is of.
    pub(crate) const fn of(&self, byte: u8) -> u8 {
        self.low[(byte & 0xf) as usize] & self.high[(byte >> 4) as usize]
    }
}

/// The bytes of `bytes` from `first` to `last`.
#[expect(
    clippy::inline_always,
    reason = "it becomes part of functions chosen for the processor"
)]
#[inline(always)]
pub(crate) fn between<S: Simd>(bytes: u8x64<S>, first: u8, last: u8) -> mask8x64<S> {
    (bytes - first).simd_le(last - first)
}

/// The places of the bits of `word` that are set, the lowest first.
pub(crate) fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros() as usize);
        word &= word.wrapping_sub(1);
        bit
    })
}

#[cfg(test)]
mod tests {
    use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

    use super::{Classes, between, bits};

    #[test]
    fn every_byte_is_between_two_others_or_not() {
        fn check<S: Simd>(simd: S, first: u8, last: u8) {
            for start in [0, 64, 128, 192] {
                let bytes: [u8; 64] = std::array::from_fn(|at| start + at as u8);
                let found = between(u8x64::from_slice(simd, &bytes), first, last).to_bitmask();
                for (at, byte) in bytes.iter().enumerate() {
                    let is_found = found >> at & 1 != 0;
                    assert_eq!(is_found, (first..=last).contains(byte), "{byte}");
                }
            }
        }
        for (first, last) in [
            (0, 255),
            (b'a', b'z'),
            (0x80, 0xbf),
            (7, 7),
            (0, 0),
            (255, 255),
        ] {
            dispatch!(Level::new(), simd => check(simd, first, last));
        }
    }

    #[test]
    fn the_places_of_bits_rise() {
        let check = |word, expected: &[usize]| {
            assert_eq!(bits(word).collect::<Vec<_>>(), expected);
        };
        check(0, &[]);
        check(0b1010 | 1 << 63, &[1, 3, 63]);
        assert_eq!(bits(u64::MAX).count(), 64);
    }

    #[test]
    fn a_byte_is_of_a_class_by_both_its_halves() {
        let mut classes = Classes::default();
        classes.add(1, *b"af");
        classes.add(1 << 3, *b"a\xe2");
        let found = b"afq\xe2\x61A\x00".map(|byte| classes.of(byte));
        assert_eq!(found, [0b1001, 1, 0, 0b1000, 0b1001, 0, 0]);
        assert_eq!(Classes::default().of(b'a'), 0);
    }
}
