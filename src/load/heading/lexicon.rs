//! Lists of words that are looked for in every short line.

/// A list of words, with what tells most other words from them: how long a word is, and its first,
/// middle and last letters. The words are in lower case.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    words: &'static [&'static str],
    /// For each first letter the lengths there are, a bit for each; the last for all from 31 bytes on.
    starts: [u32; 32],
    /// For each last letter the same, and for each in the middle.
    ends: [u32; 32],
    middles: [u32; 32],
}

impl Lexicon {
    /// The list of `words`, which are not empty.
    pub const fn new(words: &'static [&'static str]) -> Self {
        let (mut starts, mut ends, mut middles) = ([0; 32], [0; 32], [0; 32]);
        let mut at = 0;
        while at < words.len() {
            let bytes = words[at].as_bytes();
            starts[(bytes[0] & 31) as usize] |= bit(bytes.len());
            ends[(bytes[bytes.len() - 1] & 31) as usize] |= bit(bytes.len());
            middles[(bytes[bytes.len() / 2] & 31) as usize] |= bit(bytes.len());
            at += 1;
        }
        Self {
            words,
            starts,
            ends,
            middles,
        }
    }

    /// Is `word` one of them? The case of the letters of ASCII makes no difference.
    #[inline]
    pub fn has(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
            return false;
        };
        let lengths = self.starts[usize::from(first & 31)]
            & self.ends[usize::from(last & 31)]
            & self.middles[usize::from(bytes[bytes.len() / 2] & 31)];
        lengths & bit(word.len()) != 0 && self.holds(word)
    }

    #[inline(never)]
    fn holds(&self, word: &str) -> bool {
        let is_it = |other: &str| other.len() == word.len() && other.eq_ignore_ascii_case(word);
        self.words.iter().any(|other| is_it(other))
    }

    /// Is `word` one of them, whatever its case, in any script?
    pub fn has_any_case(&self, word: &str) -> bool {
        if word.is_ascii() {
            return self.has(word);
        }
        word.len() <= 24 && self.words.contains(&word.to_lowercase().as_str())
    }
}

const fn bit(len: usize) -> u32 {
    1 << if len < 31 { len } else { 31 }
}

/// A [`Lexicon`] made when the program is.
macro_rules! lexicon {
    ($($word:expr),* $(,)?) => {{
        const WORDS: $crate::load::heading::lexicon::Lexicon =
            $crate::load::heading::lexicon::Lexicon::new(&[$($word),*]);
        &WORDS
    }};
}
pub(crate) use lexicon;

#[cfg(test)]
mod tests {
    use super::Lexicon;

    #[test]
    fn whole_words_are_found_in_either_case() {
        static LIST: Lexicon = Lexicon::new(&[
            "key findings",
            "q&a",
            "a",
            "über",
            "a line that has more than thirty-one letters",
        ]);
        let check = |word: &str, expected: bool| {
            assert_eq!(LIST.has(word), expected, "{word:?}");
        };
        check("Key Findings", true);
        check("Q&A", true);
        check("A", true);
        check("über", true);
        check("A line that has more than thirty-one letters", true);
        check("A line that has more than thirty-one figures", false);
        check("key finding", false);
        check("kind", false);
        check("!", false);
        check("", false);
        assert!(LIST.has_any_case("Über") && !LIST.has("Über"));
        assert!(LIST.has_any_case("KEY FINDINGS") && !LIST.has_any_case("Übel"));
    }
}
