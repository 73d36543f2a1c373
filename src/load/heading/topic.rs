//! What a text speaks of, in a few machine words: a heading's words come again in the text below
//! it, a caption's or a list item's do not.

use std::ops::Range;

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

use super::letters::is_word;
use crate::text::classes::between;

/// Bits of a topic.
const BITS: u64 = 512;
/// Bytes of a text that are looked at: its first sentences.
const LOOKED: usize = 240;
/// Letters by which a word is known: *reform* and *reforms* are one.
const STEM: usize = 6;
/// Shorter words say little.
const SHORTEST: usize = 4;

/// The longer words of a text, by their first letters: a set that may hold a word too many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Topic([u64; (BITS / 64) as usize]);

impl Topic {
    /// What the beginning of `text` speaks of; nothing for an empty text.
    pub fn of(level: Level, text: &str) -> Self {
        let mut topic = Self::default();
        each_stem_at_once(level, crate::load::plain::unit::cut(text, LOOKED), |stem| {
            topic.add(stem);
        });
        topic
    }

    fn add(&mut self, stem: u64) {
        self.0[(stem / 64) as usize] |= 1 << (stem % 64);
    }

    /// What either speaks of.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    fn has(self, stem: u64) -> bool {
        self.0[(stem / 64) as usize] >> (stem % 64) & 1 == 1
    }

    /// For each of `topics` the share of the longer words of `text` that it has: 0 to almost 1, less
    /// for few words.
    pub fn shares<const N: usize>(topics: [&Self; N], text: &str) -> [f32; N] {
        let (mut all, mut said) = (0_u32, [0_u32; N]);
        let mut count = |stem| {
            all += 1;
            for (said, topic) in said.iter_mut().zip(topics) {
                *said += u32::from(topic.has(stem));
            }
        };
        if text.len() <= LOOKED {
            each_stem_at_once(Level::new(), text, count);
        } else {
            each_stem(text, &mut count);
        }
        said.map(|said| said as f32 / (all + 1) as f32)
    }
}

/// As [`each_stem`], of a text of at most [`LOOKED`] bytes; in another order.
fn each_stem_at_once(level: Level, text: &str, mut take: impl FnMut(u64)) {
    let mut head = dispatch!(level, simd => Head::of(simd, text));
    if head.others != [0; STEPS] {
        head.mark_others(text);
        while let Some(word) = head.take_other_word() {
            each_stem(&text[word], &mut take);
        }
    }
    head.each_stem(take);
}

/// Bytes looked at together.
const STEP: usize = 64;
/// Steps that hold the beginning of a text.
const STEPS: usize = LOOKED.div_ceil(STEP);

/// The beginning of a text, with a bit for each byte.
struct Head {
    /// The bytes, and zeros.
    bytes: [u8; STEPS * STEP + 8],
    /// Which are letters or digits of ASCII.
    words: [u64; STEPS],
    /// Which are no ASCII.
    others: [u64; STEPS],
}

impl Head {
    /// Of a text of at most [`LOOKED`] bytes.
    #[expect(
        clippy::inline_always,
        reason = "it becomes part of the function chosen for the processor"
    )]
    #[inline(always)]
    fn of<S: Simd>(simd: S, text: &str) -> Self {
        let mut bytes = [0; STEPS * STEP + 8];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        let (mut words, mut others) = ([0; STEPS], [0; STEPS]);
        let steps = bytes.as_chunks::<STEP>().0.iter().enumerate();
        for (nth, step) in steps.take(text.len().div_ceil(STEP)) {
            let here = u8x64::from_slice(simd, step);
            let small = here | 0x20;
            let is_letter = between(small, b'a', b'z');
            let is_digit = between(here, b'0', b'9');
            words[nth] = (is_letter | is_digit).to_bitmask();
            others[nth] = here.simd_ge(0x80).to_bitmask();
        }
        Self {
            bytes,
            words,
            others,
        }
    }

    /// Notes which characters of `text`, of which this is the head, belong to words though they are no
    /// ASCII; dashes and curly quotes part words as spaces do.
    fn mark_others(&mut self, text: &str) {
        for nth in 0..STEPS {
            let mut left = self.others[nth];
            while left != 0 {
                let at = nth * STEP + left.trailing_zeros() as usize;
                left &= left - 1;
                let character = text.get(at..).and_then(|rest| rest.chars().next());
                if let Some(letter) = character.filter(|c| is_word(*c)) {
                    let bytes = at..at + letter.len_utf8();
                    bytes.for_each(|at| self.words[at / STEP] |= 1 << (at % STEP));
                }
            }
        }
    }

    /// Takes away a word that is not all ASCII; `None` when there is none left.
    fn take_other_word(&mut self) -> Option<Range<usize>> {
        let others = self.others.iter().zip(&self.words);
        let mut steps = others.map(|(others, words)| others & words).enumerate();
        let (nth, bits) = steps.find(|(_, bits)| *bits != 0)?;
        let at = nth * STEP + bits.trailing_zeros() as usize;
        let is_word = |at: &usize| self.words[at / STEP] >> (at % STEP) & 1 == 1;
        let start = (0..at).rev().take_while(is_word).last().unwrap_or(at);
        let len = (at..STEPS * STEP).take_while(is_word).count();
        let word = start..at + len;
        word.clone()
            .for_each(|at| self.words[at / STEP] &= !(1 << (at % STEP)));
        Some(word)
    }

    /// As [`each_stem`], of words of ASCII.
    fn each_stem(&self, mut take: impl FnMut(u64)) {
        let mut before = 0;
        for nth in 0..STEPS {
            let here = self.words[nth];
            let next = self.words.get(nth + 1).copied().unwrap_or(0);
            // Which bytes have `count` more of a word behind them.
            let ahead = |count: u32| here >> count | next << (64 - count);
            let four = here & ahead(1) & ahead(2) & ahead(3);
            let five = four & ahead(4);
            let six = five & ahead(5);
            let mut starts = four & !(here << 1 | before);
            before = here >> 63;
            while starts != 0 {
                let bit = starts.trailing_zeros();
                starts &= starts - 1;
                let letters = SHORTEST + (five >> bit & 1) as usize + (six >> bit & 1) as usize;
                take(stem(self.hash(nth * STEP + bit as usize, letters)));
            }
        }
    }

    /// The hash of the `letters` from byte `at` on, eight at most: as one letter after the other gives
    /// it, all at once.
    fn hash(&self, at: usize, letters: usize) -> u64 {
        const BYTES: u64 = 0x00ff_00ff_00ff_00ff;
        const PAIRS: u64 = 0x0000_ffff_0000_ffff;
        let mut word = [0; 8];
        word.copy_from_slice(&self.bytes[at..at + 8]);
        // Small letters; those behind the word are pushed out.
        let word = (u64::from_le_bytes(word) | 0x2020_2020_2020_2020) << (8 * (8 - letters));
        let pairs = (word & BYTES) * 31 + (word >> 8 & BYTES);
        let quads = (pairs & PAIRS) * 31_u64.pow(2) + (pairs >> 16 & PAIRS);
        (quads & 0xffff_ffff) * 31_u64.pow(4) + (quads >> 32)
    }
}

/// Calls `take` with a number below [`BITS`] for each longer word.
fn each_stem(text: &str, mut take: impl FnMut(u64)) {
    if text.is_ascii() {
        return each_ascii_stem(text, take);
    }
    let bytes = text.as_bytes();
    let (mut hash, mut letters, mut at) = (0_u64, 0, 0);
    while at < bytes.len() {
        let (small, len) = match SMALL[usize::from(bytes[at])] {
            OTHER => small_letter(&text[at..]),
            small => (u32::from(small), 1),
        };
        at += len;
        if small != 0 {
            hash = hash.wrapping_mul(31).wrapping_add(u64::from(small));
            letters += 1;
            if letters == STEM {
                at = past_word(text, at);
            }
        } else {
            if letters >= SHORTEST {
                take(stem(hash));
            }
            (hash, letters) = (0, 0);
        }
    }
    if letters >= SHORTEST {
        take(stem(hash));
    }
}

/// The same for a text of ASCII.
fn each_ascii_stem(text: &str, mut take: impl FnMut(u64)) {
    let mut rest = text.as_bytes().iter();
    let small = |byte: &u8| SMALL[usize::from(*byte)];
    while let Some(byte) = rest.next() {
        let (mut hash, mut letters) = (0_u64, 0);
        let mut letter = small(byte);
        while letter != 0 && letters < STEM {
            hash = hash.wrapping_mul(31).wrapping_add(u64::from(letter));
            letters += 1;
            letter = rest.next().map_or(0, small);
        }
        if letters >= SHORTEST {
            take(stem(hash));
        }
        if letter != 0 {
            let _ = rest.position(|byte| small(byte) == 0);
        }
    }
}

/// The end of the word that goes on at byte `at`.
fn past_word(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match SMALL[usize::from(bytes[at])] {
            0 => break,
            OTHER => match small_letter(&text[at..]) {
                (0, _) => break,
                (_, len) => at += len,
            },
            _ => at += 1,
        }
    }
    at
}

/// The upper nine bits of a hash.
const fn stem(hash: u64) -> u64 {
    hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 55
}

/// A byte that is no ASCII.
const OTHER: u8 = 0xff;

/// For each byte that is a letter or digit of ASCII the small one, 0 for other ASCII.
static SMALL: [u8; 256] = small();

const fn small() -> [u8; 256] {
    let mut table = [OTHER; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        table[at] = if byte.is_ascii_alphanumeric() {
            byte.to_ascii_lowercase()
        } else {
            0
        };
        at += 1;
    }
    table
}

/// The first character of `text` as a small letter, 0 if it is none, and its length in bytes.
fn small_letter(text: &str) -> (u32, usize) {
    let c = text.chars().next().unwrap_or(' ');
    let small = || u32::from(c.to_lowercase().next().unwrap_or(c));
    (if is_word(c) { small() } else { 0 }, c.len_utf8())
}

const _: () = assert!(BITS == 512, "a stem is the upper nine bits of its hash");
const _: () = assert!(STEM == SHORTEST + 2, "a stem has four, five or six letters");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_that_come_again() {
        let check = |below: &str, heading: &str, expected: f32| {
            let [share] = Topic::shares([&Topic::of(Level::new(), below)], heading);
            assert!((share - expected).abs() < 0.01, "{heading:?}: {share}");
        };
        let below = "The reformers met at the harbour; nobody paid for BRIDGES.";
        check(below, "Reforms at the harbour", 2.0 / 3.0);
        check(below, "A bridge, and who paid", 2.0 / 3.0);
        check(below, "Credit: Linden Archive", 0.0);
        check(below, "", 0.0);
        check("", "Reforms", 0.0);
    }

    proptest! {
        #[test]
        fn words_are_found_all_at_once(text in "([a-zA-Z0-9]{1,9}[ .’—-]|[a-zé“ ]{1,5}|\\PC){0,60}") {
            let mut plain = Topic::default();
            each_stem(crate::load::plain::unit::cut(&text, LOOKED), |stem| plain.add(stem));
            let topic = Topic::of(Level::new(), &text);
            prop_assert_eq!(topic, plain);
            let (mut found, mut expected) = (Vec::new(), Vec::new());
            let head = crate::load::plain::unit::cut(&text, LOOKED);
            each_stem_at_once(Level::new(), head, |stem| found.push(stem));
            each_stem(head, |stem| expected.push(stem));
            found.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
