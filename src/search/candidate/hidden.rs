//! A run that does not stand in a source as it is shown: marks stand in it, entities, accents.

use std::ops::Range;

use super::{
    Anchor, bit,
    odd::{each_flag, flags, is_odd, is_separator},
    unseen::{
        Entity, Unseen, char_len, entity, first_char, folded, is_shown_by_definition,
        may_show_letters, picture, shown_inside, unseen,
    },
};

impl Anchor {
    /// Appends the places in `bytes[part]` round which the run may stand in some other way than as it
    /// is.
    pub(super) fn find_hidden(&self, bytes: &[u8], part: &Range<usize>, found: &mut Vec<usize>) {
        let is_digits = self.is_digits();
        let flags = |level, block: &_, before: &_| flags(level, block, before, is_digits);
        each_flag(bytes, part.start, part.end, flags, |at| {
            if !self.is_plain_at(bytes, at) && self.hides_at(bytes, at) {
                found.push(at);
            }
        });
    }

    /// Is it soon told that no run stands round the odd byte at `at`? What the closer look would find
    /// too, for what stands in most texts by the thousand.
    #[inline]
    fn is_plain_at(&self, bytes: &[u8], at: usize) -> bool {
        let (byte, next) = (bytes[at], bytes.get(at + 1).copied().unwrap_or(b'\n'));
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let follow = self.pairs[usize::from(before)];
        match byte {
            0x80.. => follow == 0 && !may_show_letters(&bytes[at..], self.is_digits()),
            b'&' | b'[' | b'i' | b'I' => false,
            b'`' if before.is_ascii_whitespace() => false,
            _ if follow == 0 => true,
            _ if next.is_ascii_alphanumeric() => byte != b'<' && follow & bit(next) == 0,
            b'`' => false,
            _ => matches!(next, b' ' | b'\n') && !self.is_digits(),
        }
    }

    /// May the run stand round `at`, where a byte stands that may hide something?
    fn hides_at(&self, bytes: &[u8], at: usize) -> bool {
        match bytes[at] {
            0x80..0xc2 => false,
            0xc2.. => self.goes_on(bytes, at, at) || self.hides_behind(bytes, at),
            b'&' => self.goes_on(bytes, at, at) || self.hides_behind_entity(bytes, at),
            b'i' | b'I' => self.follows_picture(bytes, at - 1),
            b'[' if bytes[..at].ends_with(b"!") => {
                is_shown_by_definition(&bytes[at - 1..]) || self.goes_on(bytes, at - 1, at - 1)
            }
            // The space before the end of code may not be shown.
            b'`' if bytes[..at].ends_with(b" ") || bytes[..at].ends_with(b"\n") => {
                self.goes_on(bytes, at - 1, at)
            }
            _ => self.goes_on(bytes, at, at),
        }
    }

    /// May the run go on behind what starts at `at`, after the letter that ends at `end`?
    fn goes_on(&self, bytes: &[u8], end: usize, at: usize) -> bool {
        let Some(letter) = end.checked_sub(1).map(|before| bytes[before]) else {
            return false;
        };
        let follow = self.pairs[usize::from(letter)];
        if follow == 0 {
            return false;
        }
        match self.next_letter(bytes, at, follow) {
            Next::Letter(next) => (1..self.run.len())
                .any(|i| self.ends_at(bytes, end, i) && self.starts_at(bytes, next, i)),
            Next::Doubt => (1..self.run.len()).any(|i| self.ends_at(bytes, end, i)),
            Next::None => false,
        }
    }

    /// If the tag of a picture starts at `at`, may the run start in it and go on behind it?
    fn follows_picture(&self, bytes: &[u8], at: usize) -> bool {
        let next = match picture(&bytes[at..]) {
            Unseen::Skip(len) => self.next_letter(bytes, at + len, u64::MAX),
            Unseen::Doubt => Next::Doubt,
            Unseen::Letter | Unseen::Shown => Next::None,
        };
        match next {
            Next::Letter(next) => (1..self.run.len()).any(|i| self.starts_at(bytes, next, i)),
            Next::Doubt => true,
            Next::None => false,
        }
    }

    /// The first letter shown from `at` on, if nothing else is shown before it and it is one that
    /// may `follow`.
    fn next_letter(&self, bytes: &[u8], mut at: usize, follow: u64) -> Next {
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            if shown_inside(rest).is_some_and(|next| follow & bit(next) != 0) {
                return Next::Doubt;
            }
            match unseen(rest, self.is_digits()) {
                Unseen::Skip(len) => at += len,
                Unseen::Letter if follow & bit(rest[0]) != 0 => return Next::Letter(at),
                Unseen::Letter | Unseen::Shown => return Next::None,
                Unseen::Doubt => return Next::Doubt,
            }
        }
    }

    /// May the character at `at`, which is not ASCII, be shown as letters of the run?
    fn hides_behind(&self, bytes: &[u8], at: usize) -> bool {
        let rest = &bytes[at..];
        if !may_show_letters(rest, self.is_digits()) || !self.may_surround(bytes, at) {
            return false;
        }
        let Some(c) = first_char(rest) else {
            return false;
        };
        let shown = folded(c);
        let (shown, after) = (shown.as_bytes(), at + c.len_utf8());
        if shown.is_empty() {
            return false;
        }
        let first = 1 - shown.len() as isize;
        (first..self.run.len() as isize).any(|offset| {
            let before = usize::try_from(offset).unwrap_or(0);
            let inside = &shown[offset.min(0).unsigned_abs()..];
            let len = inside.len().min(self.run.len() - before);
            inside[..len] == self.run[before..before + len]
                && self.ends_at(bytes, at, before)
                && self.starts_at(bytes, after, before + len)
        })
    }

    /// Is one of the bytes round the character at `at`, which is not ASCII, such that the run may go
    /// on there? A short run may lie in one character as a whole.
    fn may_surround(&self, bytes: &[u8], at: usize) -> bool {
        /// No character is shown as more letters, but for a few that stand for whole phrases.
        const MOST: usize = 6;
        let is_in = |byte: &u8| self.run.contains(&byte.to_ascii_lowercase());
        let may_be =
            |byte: Option<&u8>| byte.is_some_and(|byte| is_in(byte) || self.may_hide(*byte));
        let is_after_space = bytes[..at].ends_with(b"` ") || bytes[..at].ends_with(b";");
        let before = may_be(bytes[..at].last()) || is_after_space;
        before
            || self.run.len() <= MOST
            || may_be(bytes.get(at + char_len(bytes[at])))
            || bytes.get(at + char_len(bytes[at])) == Some(&b'!')
    }

    /// May the entity at `at` be shown as letters of the run, or not at all?
    fn hides_behind_entity(&self, bytes: &[u8], at: usize) -> bool {
        /// No entity is shown as more letters.
        const MOST: usize = 3;
        let Entity::Letter(len) = entity(&bytes[at..]) else {
            return false;
        };
        (0..self.run.len()).any(|i| {
            let mut shown = 0..=MOST.min(self.run.len() - i);
            self.ends_at(bytes, at, i) && shown.any(|n| self.starts_at(bytes, at + len, i + n))
        })
    }

    /// May the first `len` letters of the run end at `end`?
    pub(super) fn ends_at(&self, bytes: &[u8], end: usize, len: usize) -> bool {
        let mut before = &bytes[..end];
        for letter in self.run[..len].iter().rev() {
            if let [start @ .., digit, separator] = before
                && self.divides(*separator, *digit)
            {
                before = &bytes[..=start.len()];
            }
            match before {
                [start @ .., byte] if byte.to_ascii_lowercase() == *letter => before = start,
                [.., odd, byte] if self.divides(*byte, b'0') && is_odd(*odd) => return true,
                [.., byte] => return is_odd(*byte) || *byte == b';' || before.ends_with(b"` "),
                [] => return false,
            }
        }
        true
    }

    /// May the letters of the run from the `i`th on start at `at`?
    pub(super) fn starts_at(&self, bytes: &[u8], at: usize, i: usize) -> bool {
        let mut after = &bytes[at.min(bytes.len())..];
        for letter in &self.run[i..] {
            if let [separator, digit, ..] = after
                && self.divides(*separator, *digit)
            {
                after = &after[1..];
            }
            match after {
                [byte, rest @ ..] if byte.to_ascii_lowercase() == *letter => after = rest,
                [byte, odd, ..] if self.divides(*byte, b'0') && is_odd(*odd) => return true,
                [byte, ..] => return is_odd(*byte) || *byte == b'!',
                [] => return false,
            }
        }
        true
    }

    /// May `separator` stand in a number beside `digit`?
    fn divides(&self, separator: u8, digit: u8) -> bool {
        self.is_digits() && is_separator(separator) && digit.is_ascii_digit()
    }

    /// May a letter of the run, or nothing, stand behind this byte?
    fn may_hide(&self, byte: u8) -> bool {
        is_odd(byte) || self.is_digits() && is_separator(byte)
    }
}

/// What comes next behind things that are not shown.
enum Next {
    /// A letter, at this place.
    Letter(usize),
    /// Perhaps a letter.
    Doubt,
    /// Something else.
    None,
}
