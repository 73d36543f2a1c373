//! What a text speaks of, in a few machine words: a heading's words come again in the text below
//! it, a caption's or a list item's do not.

use super::letters::is_word;

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
    pub fn of(text: &str) -> Self {
        let mut topic = Self::default();
        each_stem(crate::load::plain::unit::cut(text, LOOKED), |stem| {
            topic.0[(stem / 64) as usize] |= 1 << (stem % 64);
        });
        topic
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
        each_stem(text, |stem| {
            all += 1;
            for (said, topic) in said.iter_mut().zip(topics) {
                *said += u32::from(topic.has(stem));
            }
        });
        said.map(|said| said as f32 / (all + 1) as f32)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_come_again() {
        let check = |below: &str, heading: &str, expected: f32| {
            let [share] = Topic::shares([&Topic::of(below)], heading);
            assert!((share - expected).abs() < 0.01, "{heading:?}: {share}");
        };
        let below = "The reformers met at the harbour; nobody paid for BRIDGES.";
        check(below, "Reforms at the harbour", 2.0 / 3.0);
        check(below, "A bridge, and who paid", 2.0 / 3.0);
        check(below, "Credit: Linden Archive", 0.0);
        check(below, "", 0.0);
        check("", "Reforms", 0.0);
    }
}
