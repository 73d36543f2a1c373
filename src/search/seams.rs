//! Where letters meet that do not stand side by side in a source: across marks of emphasis, links
//! and tags, accents, entities. Found once, kept in little room, and asked for every query after.
//!
//! A word is mostly written as it is shown, in letters of either case: its [`Grams`](super::grams::Grams) tell
//! of that. Every other way of writing it leaves a seam: a pair of letters shown side by side of which the
//! second does not follow the first in the source. A stretch of source whose [`Seams`] hold no pair of a word
//! can hold it in no other way than plainly.

use super::{
    candidate::{
        bit,
        odd::{self, is_odd, is_separator},
        unseen::{
            Entity, Unseen, entity, first_char, folded, is_shown_apart, may_show_letters, picture,
            shown_inside, unseen,
        },
    },
    grams::{LEN, Seen},
};

/// Bytes before a stretch that finding its seams looks at.
pub(super) const BEFORE: usize = 4;

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
    /// Digits that come after a digit, a separator and something unseen.
    parted: [u16; 10],
    /// Pairs of letters that meet where it cannot be told what is beside them, one bit for several.
    loose: [u64; LOOSE],
    /// Letters that anything may come after, from however far, one bit each.
    doubtful: u32,
}

/// Words of 64 bits in which loose pairs are kept.
const LOOSE: usize = 4;

/// Which of the bits of [`Seams::loose`] is that of a pair of letters, the second by its number.
const fn loose_bit(before: u8, after: u32) -> (usize, u64) {
    let hash = (before as u32 * 26 + after).wrapping_mul(0x9e37_79b1) >> (32 - 8);
    (hash as usize / 64, 1 << (hash % 64))
}

const LETTERS: u64 = (1 << 26) - 1;
const ALL: u64 = (1 << 36) - 1;

impl Seams {
    /// The seams that start in `bytes[from..to]`; the numbers that stand there and the grams that reach over
    /// a seam are noted in `seen`. What stands before and after is looked at, as far as it is given:
    /// [`BEFORE`] and [`AFTER`](super::AFTER) bytes, unless the source ends sooner.
    pub(super) fn of(bytes: &[u8], from: usize, to: usize, seen: &mut Seen) -> Self {
        let mut scout = Scout::new(bytes, to, seen);
        (from..to.min(from + 2)).for_each(|at| scout.walk_number(at));
        scout.look(from)
    }

    /// May `after` come after `before` across a seam?
    pub(super) fn may_follow(&self, before: u8, after: u8) -> bool {
        (self.follow(before) | self.parted(before)) & bit(after) != 0
    }

    /// May both meet across a seam whose grams are not noted?
    pub(super) fn is_loose(&self, before: u8, after: u8) -> bool {
        if before.is_ascii_digit() {
            return self.may_follow(before, after);
        }
        let (word, bit) = loose_bit(before, u32::from(after.wrapping_sub(b'a')));
        self.loose[word] & bit != 0 || self.is_in_doubt(before)
    }

    /// May anything at all come after `letter` across a seam, from however far?
    pub(super) fn is_in_doubt(&self, letter: u8) -> bool {
        let digits = (self.follow(letter) | self.parted(letter)) >> 26;
        digits == ALL >> 26 || u64::from(self.doubtful) & bit(letter) != 0
    }

    /// What comes after `letter` across a seam, one bit each.
    fn follow(&self, letter: u8) -> u64 {
        match letter {
            b'a'..=b'z' => u64::from(self.letters[usize::from(letter - b'a')]),
            b'0'..=b'9' => u64::from(self.digits[usize::from(letter - b'0')]) << 26,
            _ => 0,
        }
    }

    /// What comes after `digit`, a separator and something unseen, one bit each.
    fn parted(&self, digit: u8) -> u64 {
        let nth = usize::from(digit.wrapping_sub(b'0'));
        self.parted
            .get(nth)
            .map_or(0, |after| u64::from(*after) << 26)
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
        for before in (b'a'..=b'z').chain(b'0'..=b'9') {
            self.add_loose(before, after);
        }
    }

    /// Notes that one of the letters `after` may come after `before`, and that nobody knows what is beside
    /// them.
    fn add_loose(&mut self, before: u8, after: u64) {
        self.add(before, after);
        let before = before.to_ascii_lowercase();
        let mut after = (after & LETTERS) as u32;
        if !before.is_ascii_lowercase() {
            return;
        }
        if u64::from(after) == LETTERS {
            self.doubtful |= bit(before) as u32;
            return;
        }
        while after != 0 {
            let (word, bit) = loose_bit(before, after.trailing_zeros());
            self.loose[word] |= bit;
            after &= after - 1;
        }
    }
}

/// What one character that is not ASCII is shown as, folded.
#[derive(Clone, Copy)]
struct Glyph {
    c: char,
    /// Its first byte and its last one; `None` when it is not shown.
    ends: Option<(u8, u8)>,
    /// Is it shown as more than one byte?
    is_long: bool,
}

/// Glyphs kept: a text has few that come again and again.
const GLYPHS: usize = 64;

/// May what is inside a tag or a label at the start of `rest` be shown? A tag that is an address is.
fn may_show_inside(rest: &[u8]) -> bool {
    if rest.first() != Some(&b'<') {
        return shown_inside(rest).is_some();
    }
    let near = &rest[..rest.len().min(NEAR)];
    let inside = memchr::memchr(b'>', near).map(|end| &near[..end]);
    inside.is_none_or(|inside| memchr::memchr2(b':', b'@', inside).is_some())
}

/// Letters on each side of a seam that are in a gram with one of the other side.
const SIDE: usize = LEN - 1;

/// Bytes within which the letters behind a seam begin, or it cannot be told what they are: so that a word
/// with many seams does not reach farther than [`MARGIN`](super::grams::MARGIN).
const NEAR: usize = 32;

/// Looks for seams, and notes numbers.
struct Scout<'a> {
    bytes: &'a [u8],
    /// The end of the stretch.
    to: usize,
    seams: Seams,
    glyphs: [Option<Glyph>; GLYPHS],
    seen: &'a mut Seen,
}

impl<'a> Scout<'a> {
    fn new(bytes: &'a [u8], to: usize, seen: &'a mut Seen) -> Self {
        Self {
            bytes,
            to,
            seams: Seams::default(),
            glyphs: [None; GLYPHS],
            seen,
        }
    }

    /// What starts from `from` on.
    fn look(mut self, from: usize) -> Seams {
        odd::each_flag(self.bytes, from, self.to, odd::seam_flags, |at| {
            self.note(at);
        });
        self.seams
    }

    /// Notes what meets at `at`, where a byte has a flag. What looks through the flags is slow when this
    /// becomes part of it.
    #[inline(never)]
    fn note(&mut self, at: usize) {
        let before = self.before(at);
        match self.bytes[at] {
            b'i' | b'I' if before == b'<' => self.note_picture(at - 1),
            b'0'..=b'9' => self.note_number(at),
            // Inside a word it is shown.
            b'_' if before.is_ascii_alphabetic() && self.is_letter(at + 1) => {}
            0x80..0xc2 => {}
            0xc2.. => {
                self.goes_on(at, at);
                self.note_char(at);
            }
            b'&' => {
                self.goes_on(at, at);
                self.note_entity(at);
            }
            b'[' if before == b'!' => {
                if is_shown_apart(&self.bytes[at - 1..]) {
                    self.seams.add_to_all(ALL);
                }
                self.goes_on(at - 1, at - 1);
            }
            // The space before the end of code may not be shown.
            b'`' if before.is_ascii_whitespace() => {
                self.goes_on(at.saturating_sub(1), at);
            }
            _ => self.goes_on(at, at),
        }
    }

    /// The byte before `at`; a space where there is none.
    fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(b' ', |before| self.bytes[before])
    }

    /// Notes what is shown next after the letter or digit before `end`, if one stands there, when `at` starts
    /// what follows it.
    fn goes_on(&mut self, end: usize, at: usize) {
        let letter = self.before(end);
        if letter.is_ascii_digit() {
            let next = self.next_letters(at, true);
            self.seams.add(letter, next);
        } else if letter.is_ascii_alphabetic() {
            let bytes = self.bytes;
            let near = &bytes[end.saturating_sub(SIDE)..end];
            let letters = near
                .iter()
                .rev()
                .take_while(|byte| byte.is_ascii_alphabetic());
            self.goes_on_after(&near[near.len() - letters.count()..], at);
        }
    }

    /// Notes what is shown next after the letters `left` when `at` starts what follows them.
    fn goes_on_after(&mut self, left: &[u8], at: usize) {
        let Some(letter) = left.last() else { return };
        let next = self.next_letters(at, false);
        if next & LETTERS == 0 {
            return;
        }
        if self.join(left, at) {
            self.seams.add(*letter, next);
        } else {
            self.seams.add_loose(*letter, next);
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
                self.seams.add_loose(pair[0], bit(pair[1]));
            }
        }
        let Some((_, last)) = glyph.ends else { return };
        let after = at + glyph.c.len_utf8();
        if last.is_ascii_digit() {
            let next = self.next_letters(after, true);
            self.seams.add(last, next);
        } else if glyph.is_long {
            let next = self.next_letters(after, false);
            self.seams.add_loose(last, next);
        } else if last.is_ascii_alphabetic() {
            self.goes_on_after(&[last], after);
        }
    }

    fn is_letter(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
    }

    /// Notes the grams that reach over the seam at `at`, of which `left` are the last letters shown before;
    /// false where it cannot be told what they are.
    fn join(&mut self, left: &[u8], at: usize) -> bool {
        let Some((right, len)) = self.ahead(at) else {
            return false;
        };
        let mut letters = [0; 2 * SIDE];
        let (start, end) = (left.len(), left.len() + len);
        letters[..start].copy_from_slice(left);
        letters[start..end].copy_from_slice(&right[..len]);
        self.seen.note_run(&letters[..end]);
        true
    }

    /// The first letters shown from `at` on before anything else is, and how many; `None` where it cannot
    /// be told what they are.
    fn ahead(&mut self, mut at: usize) -> Option<([u8; SIDE], usize)> {
        let (mut letters, mut len) = ([0; SIDE], 0);
        let mut end = at + NEAR;
        while len < SIDE {
            let rest = self.bytes.get(at..).unwrap_or_default();
            match rest.first() {
                Some(letter) if letter.is_ascii_alphabetic() => {
                    letters[len] = *letter;
                    (len, at) = (len + 1, at + 1);
                    end = at + NEAR;
                }
                _ if at > end || may_show_inside(rest) => return None,
                Some(0x80..) => match self.glyph(at) {
                    Some(glyph) => match glyph.ends {
                        None => at += glyph.c.len_utf8(),
                        Some((letter, _)) if letter.is_ascii_alphabetic() => {
                            if glyph.is_long {
                                return None;
                            }
                            letters[len] = letter;
                            (len, at) = (len + 1, at + glyph.c.len_utf8());
                        }
                        Some(_) => break,
                    },
                    None => break,
                },
                _ => match unseen(rest, false) {
                    Unseen::Skip(skipped) => at += skipped,
                    Unseen::Letter | Unseen::Shown => break,
                    Unseen::Doubt => return None,
                },
            }
        }
        Some((letters, len))
    }

    /// Notes that the entity at `at` may be any letter.
    fn note_entity(&mut self, at: usize) {
        if let Entity::Letter(len) = entity(&self.bytes[at..]) {
            let next = self.next_letters(at + len, false) | self.next_letters(at + len, true);
            self.seams.add_to_all(next);
        }
    }

    /// If the tag of a picture starts at `at`, notes that what follows it may come after any letter.
    fn note_picture(&mut self, at: usize) {
        match picture(&self.bytes[at..]) {
            Unseen::Skip(len) => {
                let next = self.next_letters(at + len, false) | self.next_letters(at + len, true);
                // What is shown of the picture may be far before its end.
                if next != 0 {
                    self.seams.add_to_all(ALL);
                }
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
        });
        *kept
    }

    /// Notes the number that starts at `at`, unless digits go on there behind a separator.
    fn note_number(&mut self, at: usize) {
        let goes_on = matches!(&self.bytes[..at], [.., digit, separator]
            if is_separator(*separator) && digit.is_ascii_digit());
        if !goes_on {
            self.walk_number(at);
        }
    }

    /// Notes the digits from `at` on, four by four, to the end of the number.
    fn walk_number(&mut self, mut at: usize) {
        let end = self.to.min(self.bytes.len());
        let (mut value, mut len) = (0_u16, 0);
        while at < end {
            let (byte, next) = (self.bytes[at], self.bytes.get(at + 1).copied());
            let next = next.unwrap_or(b' ');
            if byte.is_ascii_digit() {
                value = value << 4 | u16::from(byte & 0xf);
                len += 1;
                if len >= 4 {
                    self.seen.note_digits(value);
                }
            } else if is_separator(byte) && is_odd(next) {
                self.note_parted(value, at + 1);
                return;
            } else if !is_separator(byte) || !next.is_ascii_digit() {
                return;
            }
            at += 1;
        }
    }

    /// Notes what may come after the last digit of `value`, which has four bits for each, from `at` on, behind a separator.
    fn note_parted(&mut self, value: u16, at: usize) {
        let next = self.next_letters(at, true);
        self.seams.parted[usize::from(value & 0xf)] |= (next >> 26) as u16;
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

    fn seams(bytes: &[u8], from: usize, to: usize) -> Seams {
        Seams::of(bytes, from, to, &mut Seen::default())
    }

    /// May two letters of `run` meet across a seam?
    fn may_join(seams: &Seams, run: &str) -> bool {
        let mut pairs = run.as_bytes().windows(2);
        pairs.any(|pair| seams.may_follow(pair[0], pair[1]))
    }

    fn check(source: &str, run: &str, expected: bool) {
        let seams = seams(source.as_bytes(), 0, source.len());
        assert_eq!(may_join(&seams, run), expected, "{run:?} in {source:?}");
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
            ("re\u{301}sume\u{301}", "es"),
            ("o\u{fb01}x", "fi"),
            ("Stra\u{df}e", "ss"),
            ("Stra\u{df}e", "as"),
            ("1**5**", "15"),
            ("` tali `ban", "ib"),
            ("![][r]", "zz"),
            ("![](y \"z\")a", "ya"),
        ] {
            check(source, run, true);
        }
    }

    #[test]
    fn plain_words_have_no_seams() {
        let text = "Plain words, NATO and McDonald, as *they* stand; \u{201c}quoted\u{201d} and [linked](http://a.b), isn\u{2019}t [it][ref 1]? 15,000.";
        assert_eq!(seams(text.as_bytes(), 0, text.len()), Seams::default());
    }

    #[test]
    fn what_stands_round_a_stretch_is_looked_at() {
        let text = b"ab**cd**ef";
        let joins = |from, to, run| may_join(&seams(text, from, to), run);
        assert!(joins(2, 4, "bc") && !joins(2, 4, "de"));
        assert!(joins(6, 7, "de") && !joins(7, 10, "de"));
        assert_eq!(seams(text, 10, 10), Seams::default());
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
