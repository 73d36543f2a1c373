//! Where letters meet that do not stand side by side in a source: across marks of emphasis, links
//! and tags, accents, entities. Found once, kept in little room, and asked for every query after.
//!
//! A word is mostly written as it is shown, in small letters or with a capital first: such a place is
//! found at memory speed. Every other way of writing it leaves a seam: a pair of letters shown side by
//! side of which the second does not follow the first in the source, or follows it as a capital. A
//! stretch of source whose [`Seams`] hold no pair of a word can hold it in no other way than plainly.

use super::candidate::{
    bit, odd,
    unseen::{
        Entity, Unseen, entity, first_char, folded, is_shown_by_definition, may_show_letters,
        picture, shown_inside, unseen,
    },
};

/// Bytes before a stretch that finding its seams looks at.
pub const BEFORE: usize = 4;

/// Bytes after a stretch that finding its seams looks at: the longest target of a link or tag.
pub const AFTER: usize = 8 * 1024;

/// The pairs of letters, and of digits, that meet across something unseen in a stretch of a source;
/// capitals count as small letters. It may hold pairs that do not meet, but lacks none that does.
///
/// Two digits with nothing but an ASCII separator between them are not held: they are in most numbers,
/// and easily looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seams {
    /// For each letter those that come after it, one bit each.
    letters: [u32; 26],
    /// The same for digits.
    digits: [u16; 10],
    /// Letters and digits that are the whole or a part of something that is not ASCII.
    alone: u64,
}

const LETTERS: u64 = (1 << 26) - 1;
const ALL: u64 = (1 << 36) - 1;

impl Seams {
    /// The seams that start in `bytes[from..to]`. What stands before and after is looked at, as far
    /// as it is given: [`BEFORE`] and [`AFTER`] bytes, unless the source ends sooner.
    pub fn of(bytes: &[u8], from: usize, to: usize) -> Self {
        let (seams, glyphs) = (Self::default(), [None; GLYPHS]);
        let mut scout = Scout {
            bytes,
            seams,
            glyphs,
        };
        odd::each_flag(bytes, from, to, odd::seam_flags, |at| scout.note(at));
        scout.seams
    }

    /// May letters of `run`, which are small letters or digits, meet across a seam?
    pub(super) fn may_join(&self, run: &[u8]) -> bool {
        match run {
            [only] => self.alone & bit(*only) != 0,
            _ => run
                .windows(2)
                .any(|pair| self.follow(pair[0]) & bit(pair[1]) != 0),
        }
    }

    /// What comes after `letter` across a seam, one bit each.
    fn follow(&self, letter: u8) -> u64 {
        match letter {
            b'a'..=b'z' => u64::from(self.letters[usize::from(letter - b'a')]),
            b'0'..=b'9' => u64::from(self.digits[usize::from(letter - b'0')]) << 26,
            _ => 0,
        }
    }

    /// Notes that one of the letters `after` may come after `before`.
    fn add(&mut self, before: u8, after: u64) {
        match before.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => {
                self.letters[usize::from(letter - b'a')] |= (after & LETTERS) as u32;
            }
            digit @ b'0'..=b'9' => {
                self.digits[usize::from(digit - b'0')] |= (after >> 26) as u16;
            }
            _ => {}
        }
    }

    /// Notes that one of the letters `after` may come after any.
    fn add_to_all(&mut self, after: u64) {
        (b'a'..=b'z')
            .chain(b'0'..=b'9')
            .for_each(|before| self.add(before, after));
    }
}

/// What one character that is not ASCII is shown as, folded.
#[derive(Clone, Copy)]
struct Glyph {
    c: char,
    /// Its first byte and its last one; `None` when it is not shown.
    ends: Option<(u8, u8)>,
    /// Its letters and digits, one bit each.
    letters: u64,
    /// Is it shown as more than one byte?
    is_long: bool,
}

/// Glyphs kept: a text has few that come again and again.
const GLYPHS: usize = 64;

/// Looks for seams.
struct Scout<'a> {
    bytes: &'a [u8],
    seams: Seams,
    glyphs: [Option<Glyph>; GLYPHS],
}

impl Scout<'_> {
    /// Notes what meets at `at`, where a byte has a flag.
    fn note(&mut self, at: usize) {
        let before = self.before(at);
        match self.bytes[at] {
            b'i' | b'I' if before == b'<' => self.note_picture(at - 1),
            capital @ b'A'..=b'Z' => self.seams.add(before, bit(capital)),
            0x80..0xc2 => {}
            0xc2.. => {
                self.goes_on(before, at);
                self.note_char(at);
            }
            b'&' => {
                self.goes_on(before, at);
                self.note_entity(at);
            }
            b'[' if before == b'!' => {
                if is_shown_by_definition(&self.bytes[at - 1..]) {
                    self.seams.alone = ALL;
                    self.seams.add_to_all(ALL);
                }
                self.goes_on(self.before(at - 1), at - 1);
            }
            // The space before the end of code may not be shown.
            b'`' if before.is_ascii_whitespace() => {
                self.goes_on(self.before(at.saturating_sub(1)), at);
            }
            _ => self.goes_on(before, at),
        }
    }

    /// The byte before `at`; a space where there is none.
    fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(b' ', |before| self.bytes[before])
    }

    /// Notes what is shown next after `letter`, if that is a letter, when `at` starts what follows it.
    fn goes_on(&mut self, letter: u8, at: usize) {
        if letter.is_ascii_alphanumeric() {
            let next = self.next_letters(at, letter.is_ascii_digit());
            self.seams.add(letter, next);
        }
    }

    /// Notes the letters that the character at `at`, which is not ASCII, is shown as.
    fn note_char(&mut self, at: usize) {
        let may_show = may_show_letters(&self.bytes[at..], true);
        let Some(glyph) = self.glyph(at).filter(|_| may_show) else {
            return;
        };
        if glyph.is_long {
            for pair in folded(glyph.c).as_bytes().windows(2) {
                self.seams.add(pair[0], bit(pair[1]));
            }
        }
        self.seams.alone |= glyph.letters;
        if let Some((_, last)) = glyph.ends {
            self.goes_on(last, at + glyph.c.len_utf8());
        }
    }

    /// Notes that the entity at `at` may be any letter.
    fn note_entity(&mut self, at: usize) {
        if let Entity::Letter(len) = entity(&self.bytes[at..]) {
            self.seams.alone = ALL;
            let next = self.next_letters(at + len, false) | self.next_letters(at + len, true);
            self.seams.add_to_all(next);
        }
    }

    /// If the tag of a picture starts at `at`, notes that what follows it may come after any letter.
    fn note_picture(&mut self, at: usize) {
        match picture(&self.bytes[at..]) {
            Unseen::Skip(len) => {
                let next = self.next_letters(at + len, false) | self.next_letters(at + len, true);
                self.seams.add_to_all(next);
            }
            Unseen::Doubt => self.seams.add_to_all(ALL),
            Unseen::Letter | Unseen::Shown => {}
        }
    }

    /// What the character at `at` is shown as, if one stands there that is not ASCII.
    fn glyph(&mut self, at: usize) -> Option<Glyph> {
        let c = first_char(self.bytes.get(at..)?)?;
        let kept = &mut self.glyphs[c as usize % GLYPHS];
        if let Some(glyph) = kept.filter(|glyph| glyph.c == c) {
            return Some(glyph);
        }
        let shown = folded(c);
        let shown = shown.as_bytes();
        *kept = Some(Glyph {
            c,
            is_long: shown.len() > 1,
            ends: shown.first().copied().zip(shown.last().copied()),
            letters: shown
                .iter()
                .map(|byte| bit(*byte))
                .fold(0, |all, one| all | one),
        });
        *kept
    }

    /// The letters that may be shown first from `at` on, one bit each, if nothing else is shown before.
    fn next_letters(&mut self, mut at: usize, is_after_digit: bool) -> u64 {
        let mut letters = 0;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            letters |= shown_inside(rest).map_or(0, bit);
            if rest.first().is_some_and(|first| *first >= 0x80) {
                match self.glyph(at).map(|glyph| (glyph.c.len_utf8(), glyph.ends)) {
                    Some((len, None)) => at += len,
                    // A separator, perhaps of another script.
                    Some((len, Some((b' ' | b',' | b'\'' | 0x80.., _)))) if is_after_digit => {
                        at += len;
                    }
                    Some((_, Some((first, _)))) => return letters | bit(first),
                    None => return letters,
                }
                continue;
            }
            match unseen(rest, is_after_digit) {
                Unseen::Skip(len) => at += len,
                Unseen::Letter => return letters | bit(rest[0]),
                Unseen::Doubt => return ALL,
                Unseen::Shown => return letters,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::candidate::odd::BLOCK;

    fn check(source: &str, run: &str, expected: bool) {
        let seams = Seams::of(source.as_bytes(), 0, source.len());
        assert_eq!(
            seams.may_join(run.as_bytes()),
            expected,
            "{run:?} in {source:?}"
        );
    }

    #[test]
    fn a_seam_is_noted_by_the_letters_it_joins() {
        for (source, run) in [
            ("fi**ght**ers", "igh"),
            ("fi**ght**ers", "te"),
            ("[tali](http://x.y/z)ban", "ib"),
            ("t&#97;liban", "ta"),
            ("t&#97;liban", "al"),
            ("caf\u{e9}s", "fe"),
            ("caf\u{e9}s", "es"),
            ("\u{e9}", "e"),
            ("re\u{301}sume\u{301}", "es"),
            ("o\u{fb01}x", "fi"),
            ("Stra\u{df}e", "ss"),
            ("Stra\u{df}e", "as"),
            ("McDonald", "cd"),
            ("NATO", "at"),
            ("1**5**", "15"),
            ("` tali `ban", "ib"),
            ("![][r]", "zz"),
        ] {
            check(source, run, true);
        }
    }

    #[test]
    fn plain_words_have_no_seams() {
        let text = "Plain words, as *they* stand; \u{201c}quoted\u{201d} and [linked](http://a.b), isn\u{2019}t [it][ref 1]? 15,000.";
        let seams = Seams::of(text.as_bytes(), 0, text.len());
        assert_eq!(seams, Seams::default());
    }

    #[test]
    fn what_stands_round_a_stretch_is_looked_at() {
        let text = b"ab**cd**ef";
        let seams = |from, to| Seams::of(text, from, to);
        assert!(seams(2, 4).may_join(b"bc") && !seams(2, 4).may_join(b"de"));
        assert!(seams(6, 7).may_join(b"de") && !seams(7, 10).may_join(b"de"));
        assert_eq!(seams(10, 10), Seams::default());
    }

    /// A block of flags is longer than most examples.
    #[test]
    fn a_seam_is_found_wherever_it_stands() {
        for at in [0, 1, 62, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 17] {
            let source = format!("{}q**z", " ".repeat(at));
            check(&source, "qz", true);
        }
    }
}
