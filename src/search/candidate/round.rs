//! May a word stand round the place of one of its letters? Told from the bytes of a source, past marks that
//! stand in the word, entities, accents; read both ways from the letter.

use super::{
    Anchor, context,
    odd::is_separator,
    unseen::{
        Entity, Unseen, entity, first_char, folded, is_shown_apart, last_char, may_show_letters,
        picture, shown_inside, unseen,
    },
};

/// Bytes of a name without spaces that are looked through at most.
const NAME: usize = 64;

/// Marks before a letter that are looked through at most.
const MARKS: usize = 16;

impl Anchor {
    /// May the run stand in such a way that the letter looked for is shown by what starts at `at`?
    pub(super) fn may_stand(&self, bytes: &[u8], at: usize) -> bool {
        match bytes[at] {
            b'<' => self.follows_picture(bytes, at),
            b'!' => is_shown_apart(&bytes[at..]),
            b'&' => self.is_in_entity(bytes, at),
            0x80.. => self.is_in_char(bytes, at),
            _ => self.stands_round(bytes, at),
        }
    }

    /// May the run stand round its letter at `at`?
    fn stands_round(&self, bytes: &[u8], at: usize) -> bool {
        let plain = at
            .checked_sub(self.key)
            .map(|start| start..start + self.run.len());
        match plain {
            Some(plain) if !self.is_digits() && self.is_plain(bytes.get(plain.clone())) => {
                let there = &bytes[plain.clone()];
                let is_typed = self.typed.as_ref().is_none_or(|typed| there == typed);
                is_typed && self.may_be_round(&bytes[..plain.start], &bytes[plain.end..])
            }
            _ => {
                self.starts_before(bytes, at, self.key) && self.goes_on(bytes, at + 1, self.key + 1)
            }
        }
    }

    fn is_plain(&self, there: Option<&[u8]>) -> bool {
        there.is_some_and(|there| there.eq_ignore_ascii_case(&self.run))
    }

    /// May the rest of the words stand round the run?
    fn may_be_round(&self, before: &[u8], after: &[u8]) -> bool {
        let (wanted_before, wanted_after) = &self.round;
        let is_after = context::may_read(after.iter(), wanted_after.iter(), self.case());
        (is_after || is_value(before))
            && context::may_read(before.iter().rev(), wanted_before.iter().rev(), self.case())
    }

    /// May the letters of the run from the `nth` on be what is shown from `at` on?
    fn goes_on(&self, bytes: &[u8], mut at: usize, mut nth: usize) -> bool {
        while let Some(letter) = self.run.get(nth) {
            let rest = bytes.get(at..).unwrap_or_default();
            // Nobody knows what is beyond what was read.
            let Some(byte) = rest.first() else {
                return true;
            };
            if byte.eq_ignore_ascii_case(letter) {
                (at, nth) = (at + 1, nth + 1);
                continue;
            }
            if self.is_inside_word(bytes, at) {
                return false;
            }
            if shown_inside(rest).is_some_and(|inside| inside.eq_ignore_ascii_case(letter)) {
                return true;
            }
            match unseen(rest, self.is_digits()) {
                Unseen::Skip(len) => at += len,
                // The space before the end of code may not be shown.
                Unseen::Shown if ends_code(rest) => at += 1,
                Unseen::Shown => match self.shown_by_char(rest, nth) {
                    Some((len, count)) => (at, nth) = (at + len, nth + count),
                    None => return false,
                },
                Unseen::Letter => return false,
                Unseen::Doubt => return true,
            }
        }
        true
    }

    /// Is it a `_` inside a word, which is shown?
    fn is_inside_word(&self, bytes: &[u8], at: usize) -> bool {
        let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        bytes[at] == b'_' && !self.is_digits() && at > 0 && is_letter(at - 1) && is_letter(at + 1)
    }

    /// If `rest` starts with a character that is not ASCII and shown as the letters of the run from the `nth`
    /// on, its length and how many they are.
    fn shown_by_char(&self, rest: &[u8], nth: usize) -> Option<(usize, usize)> {
        let c = first_char(rest).filter(|c| !c.is_ascii())?;
        let (shown, wanted) = (folded(c), &self.run[nth..]);
        let count = shown.len().min(wanted.len());
        let is_it = count > 0 && shown.as_bytes()[..count] == wanted[..count];
        is_it.then_some((c.len_utf8(), count))
    }

    /// May the first `count` letters of the run be what is shown before `end`? A yes at the first thing
    /// that is hard to read backwards.
    fn starts_before(&self, bytes: &[u8], end: usize, mut count: usize) -> bool {
        let (mut before, mut marks) = (&bytes[..end], 0);
        while count > 0 && marks < MARKS {
            let Some(byte) = before.last() else {
                return false;
            };
            let mut len = 1;
            if byte.eq_ignore_ascii_case(&self.run[count - 1]) {
                (count, marks) = (count - 1, 0);
            } else if *byte >= 0x80 {
                let Some(c) = last_char(before) else {
                    return false;
                };
                let shown = folded(c);
                match shown.bytes().last() {
                    None => {}
                    Some(b' ' | b',' | b'\'' | 0x80..) if self.is_digits() => {}
                    Some(last) => return last == self.run[count - 1],
                }
                (len, marks) = (c.len_utf8(), marks + 1);
            } else if is_mark(*byte) || self.is_digits() && is_separator(*byte) {
                marks += 1;
            } else {
                return may_end_unseen(before, bytes.get(before.len()));
            }
            before = &before[..before.len() - len];
        }
        true
    }

    /// May the entity at `at` be shown as the letter looked for, perhaps with others of the run?
    fn is_in_entity(&self, bytes: &[u8], at: usize) -> bool {
        /// No entity is shown as more letters.
        const MOST: usize = 3;
        let Entity::Letter(len) = entity(&bytes[at..]) else {
            return false;
        };
        let mut firsts = (self.key + 1).saturating_sub(MOST)..=self.key;
        firsts.any(|first| {
            let mut nexts = self.key + 1..=self.run.len().min(first + MOST);
            self.starts_before(bytes, at, first)
                && nexts.any(|next| self.goes_on(bytes, at + len, next))
        })
    }

    /// May the character at `at`, which is not ASCII, be shown as the letter looked for, perhaps with others
    /// of the run?
    fn is_in_char(&self, bytes: &[u8], at: usize) -> bool {
        let rest = &bytes[at..];
        if !may_show_letters(rest, self.is_digits()) {
            return false;
        }
        let Some(c) = first_char(rest) else {
            return false;
        };
        let (shown, after) = (folded(c), at + c.len_utf8());
        let shown = shown.as_bytes();
        (0..shown.len()).any(|nth| {
            // The letters of the run that are in it, and what is shown of it before them.
            let (first, cut) = (self.key.saturating_sub(nth), nth.saturating_sub(self.key));
            let inside = &shown[cut..];
            let count = inside.len().min(self.run.len() - first);
            inside[..count] == self.run[first..first + count]
                && self.starts_before(bytes, at, first)
                && self.goes_on(bytes, after, first + count)
        })
    }

    /// If the tag of a picture starts at `at`, may the letter looked for stand in it, and the run go on behind
    /// it?
    fn follows_picture(&self, bytes: &[u8], at: usize) -> bool {
        match picture(&bytes[at..]) {
            Unseen::Skip(len) => {
                let mut nexts = self.key + 1..self.run.len();
                nexts.any(|next| self.goes_on(bytes, at + len, next))
            }
            Unseen::Doubt => true,
            Unseen::Letter | Unseen::Shown => false,
        }
    }
}

/// Does `before` end inside what an attribute of a tag says without quotes? What a picture shows may end at a
/// space then, and the text goes on behind the tag.
fn is_value(before: &[u8]) -> bool {
    let inside = before.iter().rev().take(NAME);
    let mut inside = inside.skip_while(|byte| byte.is_ascii_alphanumeric() || **byte >= 0x80);
    inside.next() == Some(&b'=')
}

/// Is it a mark of one byte, which is not shown?
const fn is_mark(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'~' | b'`' | b'[' | b'^' | b'\\')
}

/// Does `rest` start with white space before the end of code?
fn ends_code(rest: &[u8]) -> bool {
    matches!(rest, [space, b'`', ..] if space.is_ascii_whitespace())
}

/// May `before` end with something that is not shown, so that what is shown before `next` is farther?
fn may_end_unseen(before: &[u8], next: Option<&u8>) -> bool {
    match before {
        // The end of a target, a tag, a label, an entity; the start of an address, the path of an image.
        [.., b')' | b'>' | b']' | b';' | b'<' | b'/']
        // A space at the start of code, the target of an image, what an attribute says, what is put in by
        // a program.
        | [.., b'`', b' ' | b'\n']
        | [.., b']', b'(']
        | [.., b'=', b'"' | b'\'']
        | [.., b'}' | b'%', b'}'] => true,
        [.., letter, b'='] => letter.is_ascii_alphabetic(),
        [.., b'!'] => next == Some(&b'['),
        _ => false,
    }
}
