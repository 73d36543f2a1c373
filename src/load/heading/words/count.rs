//! One pass over a short line: its words, its letters, and what some words in it say.

use std::ops::Range;

use super::CAPTION;
use crate::load::{
    heading::{
        letters::{self, LETTER, LOWER, NUMBER, SPACE, UPPER, WORD, bare, class},
        lexicon::{Lexicon, lexicon},
        number::{self, Number},
        signs::Signs,
    },
    plain::unit::{cut, is_dense},
};

/// How the words of a line are written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Words {
    /// Words, split at white space.
    pub count: u32,
    /// Words with a letter.
    pub lettered: u32,
    /// Of these, words that start with a capital or a digit, and small words in between.
    pub titled: u32,
    /// Capitalised words after the first.
    pub capitals: u32,
    /// Letters.
    pub letters: u32,
    /// Lower-case letters.
    pub lower: u32,
    /// Upper-case letters.
    pub upper: u32,
    /// Commas.
    pub commas: u32,
    /// Full stops, question and exclamation marks with a capital after them.
    pub sentence_breaks: u32,
    /// Parts of the section number before it: 2 for `3.1 Ports`; 0 for none.
    pub number_depth: u32,
    /// Bytes of that number, the spaces after it included.
    pub number_len: u32,
    /// Characters of the longest word.
    pub longest: u32,
    /// Short verbs that sentences have, two at most.
    pub verbs: u32,
    /// Is there a year in it?
    pub has_year: bool,
    /// Does a word in it caption or credit a picture?
    pub is_caption: bool,
    /// Does it name who made a picture: `Photo by Ruth Alder`, `Illustration:`?
    pub credits_picture: bool,
    /// The characters it has, white space left out.
    pub signs: Signs,
    /// Where its first word starts and ends, in bytes.
    pub first: (u32, u32),
    /// Where its last word starts and ends, in bytes.
    pub last: (u32, u32),
}

/// Characters of a word where words are not set apart.
const DENSE: u32 = 8;
/// Bytes of a text that are looked at: each count has twelve bits.
const LOOKED: usize = 4095;

impl Words {
    /// Looks at each word of `text` once; of a text of more than four thousand bytes at those that
    /// start before.
    pub fn of(text: &str) -> Self {
        Self::numbered(text, number::parse(text).as_ref())
    }

    /// The same when the number is known that `text` starts with.
    pub fn numbered(text: &str, number: Option<&Number>) -> Self {
        let mut pass = Pass::default();
        pass.words.number_depth = number.map_or(0, Number::depth);
        pass.words.number_len = number.map_or(0, |number| number.len as u32);
        pass.run(cut(text, LOOKED));
        let letters = pass.counts.of_letters();
        if pass.words.signs.has_others() && is_dense(text) {
            // Words are not set apart; most have two characters.
            pass.words.count = pass.words.count.max(letters / 2);
            pass.words.longest = pass.words.longest.min(DENSE);
        }
        Self {
            letters,
            lower: pass.counts.nth(1),
            upper: pass.counts.nth(2),
            commas: pass.counts.nth(3),
            ..pass.words
        }
    }

    /// The first word of `text`, of which these are the words; empty when there is none.
    pub fn first<'a>(&self, text: &'a str) -> &'a str {
        &text[self.first.0 as usize..self.first.1 as usize]
    }

    /// Its last word, as [`Words::first`] gives the first.
    pub fn last<'a>(&self, text: &'a str) -> &'a str {
        &text[self.last.0 as usize..self.last.1 as usize]
    }

    /// Share of words written as in a title: 0 to 1.
    pub fn title_case(&self) -> f32 {
        self.titled as f32 / self.lettered.max(1) as f32
    }

    /// Share of capitalised words after the first: 0 to 1.
    pub fn mid_capitals(&self) -> f32 {
        self.capitals as f32 / (self.count.max(2) - 1) as f32
    }

    /// Is it all capitals, with two letters at least?
    pub fn is_caps(&self) -> bool {
        self.upper >= 2 && self.lower == 0
    }
}

/// Five counts of twelve bits in one number: letters, small ones, capitals, commas, and letters and
/// numbers together.
#[derive(Clone, Copy, Debug, Default)]
struct Counts(u64);

impl Counts {
    /// What one character adds; a sign that is small or capital by Unicode is no letter for that.
    const fn of(class: u8, is_comma: bool) -> Self {
        let is_letter = class & LETTER != 0;
        Self(
            is_letter as u64
                | ((is_letter && class & LOWER != 0) as u64) << 12
                | ((is_letter && class & UPPER != 0) as u64) << 24
                | (is_comma as u64) << 36
                | ((class & WORD != 0) as u64) << 48,
        )
    }

    const fn nth(self, nth: u32) -> u32 {
        (self.0 >> (12 * nth)) as u32 & 0xfff
    }

    const fn of_letters(self) -> u32 {
        self.nth(0)
    }

    const fn of_letters_and_numbers(self) -> u32 {
        self.nth(4)
    }
}

/// What each character of ASCII adds.
static ASCII: [Counts; 128] = ascii();

const fn ascii() -> [Counts; 128] {
    let mut counts = [Counts(0); 128];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        counts[at] = Counts::of(letters::class_of_ascii(byte), byte == b',');
        at += 1;
    }
    counts
}

/// A pass over the words of a text.
#[derive(Default)]
struct Pass {
    words: Words,
    counts: Counts,
    /// The counts and characters before the word.
    before: Counts,
    chars: u32,
    /// Did the word before end a sentence?
    ended: bool,
    /// Was the word before a kind of picture?
    was_picture: bool,
}

impl Pass {
    fn run(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut start, mut at) = (0, 0);
        while at < bytes.len() {
            let from = at;
            let class = if bytes[at].is_ascii() {
                self.counts.0 += ASCII[usize::from(bytes[at])].0;
                at += 1;
                letters::class_of_ascii(bytes[from])
            } else {
                let c = text[at..].chars().next().unwrap_or(' ');
                let class = class(c);
                self.counts.0 += Counts::of(class, false).0;
                at += c.len_utf8();
                class
            };
            if class & SPACE == 0 {
                self.words.signs.add_byte(bytes[from]);
                self.chars += 1;
            } else {
                self.end_word(text, start..from);
                start = at;
            }
        }
        self.end_word(text, start..text.len());
    }

    fn end_word(&mut self, text: &str, place: Range<usize>) {
        let word = &text[place.clone()];
        if word.is_empty() {
            return;
        }
        self.words.last = (place.start as u32, place.end as u32);
        if self.words.count == 0 {
            self.words.first = self.words.last;
        }
        let counts = Counts(self.counts.0 - self.before.0);
        let is_bare = counts.of_letters_and_numbers() == self.chars;
        let first = if is_bare {
            Some((0, word.chars().next().unwrap_or(' ')))
        } else {
            word.char_indices().find(|(_, c)| letters::is_word(*c))
        };
        self.word(word, first, counts.of_letters() > 0);
        self.names(word, is_bare);
        self.before = self.counts;
        self.chars = 0;
    }

    /// Counts a word; its `first` letter or number stands at that byte of it.
    fn word(&mut self, word: &str, first: Option<(usize, char)>, has_letter: bool) {
        let words = &mut self.words;
        let class = first.map_or(0, |(_, c)| class(c));
        let is_capital = class & UPPER != 0;
        words.count += 1;
        words.longest = words.longest.max(self.chars);
        words.sentence_breaks += u32::from(self.ended && is_capital);
        words.capitals += u32::from(is_capital && words.count > 1);
        words.has_year |= class & NUMBER != 0 && first.is_some_and(|(at, _)| is_year(&word[at..]));
        if has_letter {
            let is_small = || words.count > 1 && SMALL.has(word);
            words.lettered += 1;
            words.titled += u32::from(is_capital || class & NUMBER != 0 || is_small());
        }
        self.ended = word.len() > 2 && word.ends_with(['.', '!', '?']);
    }

    /// Looks for what a word says. `is_bare`: is it nothing but letters and numbers?
    fn names(&mut self, word: &str, is_bare: bool) {
        let words = &mut self.words;
        let name = if is_bare { word } else { bare(word) };
        words.verbs += u32::from(words.verbs < 2 && word.len() < 10 && VERBS.has(name));
        words.is_caption |= if is_bare {
            CAPTION.has(word)
        } else {
            super::is_caption(word)
        };
        let is_picture = word.len() >= 5 && PICTURED.has(name.strip_suffix('s').unwrap_or(name));
        words.credits_picture |= is_picture && word.ends_with(':')
            || self.was_picture && lexicon!["by", "of", "courtesy"].has(word);
        self.was_picture = is_picture;
    }
}

fn is_year(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() >= 4
        && (bytes.starts_with(b"19") || bytes.starts_with(b"20"))
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes.get(4).is_none_or(|b| !b.is_ascii_digit())
}

/// Words written small in a title.
#[rustfmt::skip]
static SMALL: Lexicon = Lexicon::new(&[
    "a", "an", "the", "and", "or", "but", "nor", "for", "of", "in", "on", "at", "to", "by", "from", "with", "as",
    "is", "vs", "vs.", "via", "per", "into", "over",
]);

/// Verbs that a sentence has and a heading seldom.
#[rustfmt::skip]
static VERBS: Lexicon = Lexicon::new(&[
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could", "should", "may", "might",
    "must", "do", "does", "did", "can't", "don't", "won't", "isn't", "can’t", "don’t", "won’t", "isn’t", "said", "says",
]);

/// Kinds of pictures.
#[rustfmt::skip]
static PICTURED: Lexicon = Lexicon::new(&[
    "photo", "photograph", "portrait", "illustration", "image", "picture", "graphic",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_words_are_written() {
        let words = Words::of("1.2 The Gates of ÉTAMPES, seen in 1936. Nobody paid “Cash”\u{a0}x²");
        let expected = Words {
            count: 12,
            lettered: 10,
            titled: 7,
            capitals: 5,
            letters: 38,
            lower: 27,
            upper: 11,
            commas: 1,
            sentence_breaks: 1,
            number_depth: 2,
            number_len: 4,
            longest: 8,
            verbs: 0,
            has_year: true,
            is_caption: false,
            credits_picture: false,
            signs: words.signs,
            first: (0, 3),
            last: (words.last.0, words.last.0 + 3),
        };
        assert_eq!(words, expected);
        let text = "  The (gate) \u{a0}";
        let words = Words::of(text);
        assert_eq!((words.first(text), words.last(text)), ("The", "(gate)"));
        assert_eq!(Words::of(""), Words::default());
        assert_eq!(Words::of(&"ab ".repeat(9000)).letters, 2730);
    }

    #[test]
    fn what_words_say() {
        let check = |text: &str, caption: bool, credit: bool, verbs: u32| {
            let words = Words::of(text);
            let found = (words.is_caption, words.credits_picture, words.verbs);
            assert_eq!(found, (caption, credit, verbs), "{text:?}");
        };
        check("The boats are what they were, and will be", false, false, 2);
        check("Photos by Ruth Alder", true, true, 0);
        check("A photo: the gate", true, true, 0);
        check("A photo the gate is by", true, false, 1);
        check("Harbour/Getty", true, false, 0);
        check("Harbour (portrait of Ruth)", false, true, 0);
        check("It (was) late", false, false, 1);
    }
}
