//! Which letters stand in a stretch of a source four by four, kept in so little room that every stretch
//! of a large one can have it: what tells a search where it need not even read.
//!
//! Most fours of letters stand in most stretches, and tell nothing: [`Common`] knows which, from a few
//! stretches looked at first. The rest of a stretch go into a Bloom filter (Bloom 1970) with one bit for
//! each. Case makes no difference, as it makes none in [`Seams`](super::seams::Seams), which have what stands
//! there in any other way than plainly.

use fearless_simd::{Level, dispatch};

/// Letters of a gram.
pub(super) const LEN: usize = 4;

/// Bytes on both sides of a stretch whose grams count as its own: as far as the longest run of letters that
/// is looked for reaches with a seam between any two, where it can be told what they are.
pub(super) const MARGIN: usize = 2176;

/// Grams are told apart as far as they are of different classes.
const CLASSES: usize = 1 << 14;

/// The class of what is no gram: other signs stand between its letters.
const NONE: u16 = 0;

/// Words of 64 bits in which the grams of a stretch are kept.
const WORDS: usize = 32;

/// Bytes looked at together.
const STRIP: usize = 256;

/// Stretches looked at at most, to learn which grams are common.
const SAMPLES: usize = 100;

/// The grams of a stretch of a source, as far as they are not common. It may seem to have grams that it
/// lacks, but lacks none that it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grams([u64; WORDS]);

impl Grams {
    fn add(&mut self, class: usize) {
        let bit = bit(class);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn has(&self, class: u16) -> bool {
        let bit = bit(usize::from(class));
        self.0[bit / 64] & (1 << (bit % 64)) != 0
    }
}

/// Where a class is noted: spread evenly (Knuth, The Art of Computer Programming 3, section 6.4).
const fn bit(class: usize) -> usize {
    const BITS: u32 = (WORDS as u32 * 64).ilog2();
    ((class as u32).wrapping_mul(0x9e37_79b1) >> (32 - BITS)) as usize
}

/// The classes of the grams of `run`, small letters or digits, in order; none for a short run.
pub(super) fn classes(run: &[u8]) -> Vec<u16> {
    let windows = run.windows(LEN);
    if run.first().is_some_and(u8::is_ascii_digit) {
        return windows
            .map(|digits| class_of_digits(value(digits)))
            .collect();
    }
    windows.map(class_of).collect()
}

/// The class of four letters.
fn class_of(four: &[u8]) -> u16 {
    let code = |at: usize| u16::from(letter_code(four[at]));
    class(code(0), code(1), code(2), code(3))
}

fn value(digits: &[u8]) -> u16 {
    let digits = digits.iter().map(|digit| u16::from(digit & 0xf));
    digits.fold(0, |value, digit| value << 4 | digit)
}

/// The class of a number of four digits, of four bits each.
fn class_of_digits(value: u16) -> u16 {
    value.wrapping_mul(0x6f4d) & (CLASSES - 1) as u16
}

/// The class of four letters, by their codes.
#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
const fn class(a: u16, b: u16, c: u16, d: u16) -> u16 {
    ((a << 10 | b << 5 | c) ^ d.wrapping_mul(0x4a6d)) & (CLASSES - 1) as u16
}

/// From 1 for a letter of either case; 0 for another byte.
#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
const fn letter_code(byte: u8) -> u8 {
    let letter = (byte | 0x20).wrapping_sub(b'a');
    if letter < 26 { letter + 1 } else { 0 }
}

/// Which grams stand in so many stretches of a source that they tell nothing.
#[derive(Clone, Debug)]
pub struct Common {
    /// 1 for each class that is rare.
    rare: Box<[u8]>,
}

impl Common {
    /// Those of more than two fifths of `samples`, stretches of a source spread over it; of at most
    /// [`SAMPLES`] of them.
    pub fn of(samples: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let (mut seen, mut counts) = (Seen::default(), vec![0; CLASSES]);
        let mut len = 0;
        for sample in samples.into_iter().take(SAMPLES) {
            len += 1;
            seen.note_letters(&sample, 0, sample.len());
            for (count, seen) in counts.iter_mut().zip(&mut *seen.classes) {
                *count += *seen;
                *seen = 0;
            }
        }
        let most = len * 2 / 5;
        let mut rare: Box<[u8]> = counts
            .iter()
            .map(|count| u8::from(*count <= most))
            .collect();
        rare[usize::from(NONE)] = 0;
        Self { rare }
    }

    /// May a gram of this class stand in a stretch with these grams?
    pub(super) fn may_have(&self, class: u16, grams: &Grams) -> bool {
        let is_rare = self.rare.get(usize::from(class)) == Some(&1);
        !is_rare || grams.has(class)
    }
}

/// The classes seen in a stretch, 1 for each: kept between stretches for its memory only.
#[derive(Debug)]
pub(super) struct Seen {
    level: Level,
    /// As many as a number of 16 bits can name, so that none is out of bounds; only the first are used.
    classes: Box<[u8; 1 << 16]>,
}

impl Default for Seen {
    fn default() -> Self {
        let zeros = vec![0; 1 << 16].into_boxed_slice();
        let classes = zeros.try_into().expect("there are so many");
        let level = Level::new();
        Self { level, classes }
    }
}

impl Seen {
    /// Notes a number of four digits, of four bits each.
    pub(super) fn note_digits(&mut self, value: u16) {
        self.classes[usize::from(class_of_digits(value))] = 1;
    }

    /// Notes the fours in `run`, letters that are shown one after the other.
    pub(super) fn note_run(&mut self, run: &[u8]) {
        let fours = run.windows(LEN);
        fours.for_each(|four| self.classes[usize::from(class_of(four))] = 1);
    }

    /// Notes the fours of letters that start in `bytes[from..to]`.
    pub(super) fn note_letters(&mut self, bytes: &[u8], from: usize, to: usize) {
        let seen = &mut *self.classes;
        dispatch!(self.level, _simd => note_letters(seen, bytes, from, to));
    }

    /// The grams seen that are not `common`; nothing is seen any more.
    pub(super) fn take(&mut self, common: &Common) -> Grams {
        let seen = &mut self.classes[..CLASSES];
        let grams = dispatch!(self.level, _simd => bloom(seen, &common.rare));
        seen.fill(0);
        grams
    }
}

#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
fn note_letters(seen: &mut [u8; 1 << 16], bytes: &[u8], from: usize, to: usize) {
    let (mut codes, mut classes) = ([0; STRIP + LEN - 1], [NONE; STRIP]);
    for start in (from..to).step_by(STRIP) {
        let end = bytes.len().min(start + STRIP + LEN - 1);
        code(&bytes[start..end], &mut codes);
        classify(&codes, &mut classes);
        for class in &classes[..STRIP.min(to - start)] {
            seen[usize::from(*class)] = 1;
        }
    }
}

/// The codes of the letters of a strip, which may end sooner. Neither this loop nor those below have a
/// branch inside: the compiler makes vector code of them.
#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
fn code(strip: &[u8], codes: &mut [u8; STRIP + LEN - 1]) {
    for (code, byte) in codes.iter_mut().zip(strip) {
        *code = letter_code(*byte);
    }
    codes[strip.len()..].fill(0);
}

/// The class of the gram that starts at each byte of a strip.
#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
fn classify(codes: &[u8; STRIP + LEN - 1], classes: &mut [u16; STRIP]) {
    let mut least = [0; STRIP];
    for (i, least) in least.iter_mut().enumerate() {
        *least = codes[i]
            .min(codes[i + 1])
            .min(codes[i + 2])
            .min(codes[i + 3]);
    }
    let code = |i: usize| u16::from(codes[i]);
    for (i, found) in classes.iter_mut().enumerate() {
        let four = class(code(i), code(i + 1), code(i + 2), code(i + 3));
        *found = if least[i] == 0 { NONE } else { four };
    }
}

#[inline(always)]
fn bloom(seen: &[u8], rare: &[u8]) -> Grams {
    /// Words of eight classes looked at together.
    const STEP: usize = 8;
    let mut grams = Grams::default();
    let (seen, _) = seen.as_chunks::<{ 8 * STEP }>();
    let (rare, _) = rare.as_chunks::<{ 8 * STEP }>();
    for (i, (seen, rare)) in seen.iter().zip(rare).enumerate() {
        let mut both = [0; 8 * STEP];
        let mut any = 0;
        for (both, (seen, rare)) in both.iter_mut().zip(seen.iter().zip(rare)) {
            *both = seen & rare;
            any |= *both;
        }
        if any == 0 {
            continue;
        }
        for (j, word) in both.as_chunks::<8>().0.iter().enumerate() {
            let mut word = u64::from_le_bytes(*word);
            while word != 0 {
                grams.add(8 * (STEP * i + j) + word.trailing_zeros() as usize / 8);
                word &= word - 1;
            }
        }
    }
    grams
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grams(text: &str, common: &Common) -> Grams {
        let mut seen = Seen::default();
        seen.note_letters(text.as_bytes(), 0, text.len());
        seen.take(common)
    }

    fn has_all(run: &str, grams: &Grams, common: &Common) -> bool {
        let classes = classes(run.as_bytes());
        classes.iter().all(|class| common.may_have(*class, grams))
    }

    #[test]
    fn the_grams_of_words_are_kept_wherever_they_stand() {
        let nothing = Common::of([]);
        for at in [0, 1, STRIP - 2, STRIP, 3 * STRIP + 5] {
            for word in ["zebra", "Zebra", "ZEBRA", "a zebracrossing"] {
                let text = format!("{}{word}", ".".repeat(at));
                let grams = grams(&text, &nothing);
                assert!(has_all("zebra", &grams, &nothing), "{word:?} at {at}");
                assert!(!has_all("zebroid", &grams, &nothing), "{word:?} at {at}");
            }
        }
        assert_eq!(
            grams("zeb ra, ze1bra \u{e9}bra", &nothing),
            Grams::default()
        );
    }

    #[test]
    fn what_stands_in_most_samples_is_common() {
        let samples = ["the zebra there", "there and there", "not there"];
        let common = Common::of(samples.map(|sample| sample.as_bytes().to_vec()));
        let nothing = Grams::default();
        assert!(has_all("there", &nothing, &common));
        assert!(!has_all("zebra", &nothing, &common));
        assert_eq!(grams("there, there", &common), nothing);
    }

    #[test]
    fn numbers_have_grams_of_four_digits() {
        let (nothing, mut seen) = (Common::of([]), Seen::default());
        seen.note_digits(0x4821);
        let grams = seen.take(&nothing);
        assert!(has_all("4821", &grams, &nothing) && !has_all("48217", &grams, &nothing));
        assert!(has_all("482", &Grams::default(), &nothing));
    }
}
