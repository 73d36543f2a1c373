//! What a text speaks of, in a few machine words: a heading's words come again in the text below
//! it, a caption's or a list item's do not.

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

    /// Share of the longer words of `text` that it has: 0 to almost 1, less for few words.
    pub fn share(self, text: &str) -> f32 {
        let (mut all, mut said) = (0_u32, 0_u32);
        each_stem(text, |stem| {
            all += 1;
            said += u32::from(self.has(stem));
        });
        said as f32 / (all + 1) as f32
    }
}

/// Calls `take` with a number below [`BITS`] for each longer word.
fn each_stem(text: &str, mut take: impl FnMut(u64)) {
    let mut hash = 0_u64;
    let mut letters = 0;
    let mut end = |hash: u64, letters: usize| {
        if letters >= SHORTEST {
            take(hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 55);
        }
    };
    for c in text.chars() {
        let is_part = match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => true,
            _ => !c.is_ascii() && c.is_alphanumeric(),
        };
        if is_part {
            if letters < STEM {
                let small = if c.is_ascii() {
                    c.to_ascii_lowercase()
                } else {
                    c.to_lowercase().next().unwrap_or(c)
                };
                hash = hash
                    .wrapping_mul(31)
                    .wrapping_add(u64::from(u32::from(small)));
            }
            letters += 1;
        } else {
            end(hash, letters);
            (hash, letters) = (0, 0);
        }
    }
    end(hash, letters);
}

const _: () = assert!(BITS == 512, "a stem is the upper nine bits of its hash");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_come_again() {
        let check = |below: &str, heading: &str, expected: f32| {
            let share = Topic::of(below).share(heading);
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
