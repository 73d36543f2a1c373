//! Raw text divided into what stands as it was and what something else stands for.

use std::borrow::Cow;

use fearless_simd::{Level, Simd, dispatch, mask8x64, prelude::*, u8x64};

use super::rule::{Context, Fate, is_always_shown};
use crate::text::classes::{between, bits};

/// What became of a piece of raw text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Stands as it was.
    Same(&'a str),
    /// The raw bytes are shown as something else, or not at all when it is empty.
    Shown {
        /// The bytes replaced: one character, or all in a row that are not shown.
        raw: &'a str,
        /// What stands in their place.
        shown: Cow<'static, str>,
    },
}

/// The pieces of `raw` in order, covering it without gap or overlap, when it comes after `before`.
///
/// Empty text gives none; text with nothing to clean gives one, found in one scan. Only the end of
/// `before` is looked at, for what a joiner joins and a mark stands on.
///
/// Controls become their pictures, C1 controls and noncharacters U+FFFD, a tab four spaces, U+2028
/// and U+2029 one. The `\r` of a line end vanishes, and so do soft hyphens, zero-width spaces,
/// direction marks and other invisible characters where no script needs them, and all combining
/// marks but eight on one base. What could make text read other than it stands is shown by number:
/// `<U+202E>`.
pub fn pieces<'a>(before: &str, raw: &'a str) -> Pieces<'a> {
    Pieces {
        rest: raw,
        context: Context::after(before),
        held: None,
    }
}

/// See [`pieces`].
#[derive(Debug)]
pub struct Pieces<'a> {
    rest: &'a str,
    context: Context,
    /// The next piece, when it was found while looking for the end of the one before.
    held: Option<Piece<'a>>,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(piece) = self.held.take() {
            return Some(piece);
        }
        let (same, shown) = self.find_unclean();
        let raw = self.rest;
        let len = shown.as_ref().map_or(0, |(len, _)| *len);
        self.rest = &raw[same + len..];
        let shown = shown.map(|(_, shown)| Piece::Shown {
            raw: &raw[same..same + len],
            shown,
        });
        if same == 0 {
            return shown;
        }
        self.held = shown;
        Some(Piece::Same(&raw[..same]))
    }
}

impl Pieces<'_> {
    /// How many bytes stand as they are, then how many do not, and what stands for them.
    fn find_unclean(&mut self) -> (usize, Option<(usize, Cow<'static, str>)>) {
        let mut at = 0;
        loop {
            let mut plain = plain_len(&self.rest.as_bytes()[at..]);
            let others = self.rest[at + plain..].chars();
            let others = others.take_while(|c| is_always_shown(*c));
            plain += others.map(char::len_utf8).sum::<usize>();
            if plain > 0 {
                at += plain;
                self.context = Context {
                    previous: self.rest[..at].chars().next_back(),
                    marks: 0,
                };
            }
            let mut chars = self.rest[at..].chars();
            let Some(c) = chars.next() else {
                return (at, None);
            };
            match self.context.fate(c, chars.as_str()) {
                Fate::Stay => self.context.push(c),
                Fate::Drop => {
                    let len = c.len_utf8() + self.dropped(chars.as_str());
                    return (at, Some((len, "".into())));
                }
                fate => return (at, Some((c.len_utf8(), self.replace(c, fate)))),
            }
            at += c.len_utf8();
        }
    }

    /// Bytes at the start of `text` that are not shown. What is dropped leaves its neighbours together, so
    /// that it cannot be used to split a tower of marks in two.
    fn dropped(&self, text: &str) -> usize {
        let mut rest = text.chars();
        let mut len = 0;
        while let Some(c) = rest.next()
            && self.context.fate(c, rest.as_str()) == Fate::Drop
        {
            len += c.len_utf8();
        }
        len
    }

    fn replace(&mut self, c: char, fate: Fate) -> Cow<'static, str> {
        self.context = Context::default();
        match fate {
            Fate::Stay | Fate::Drop => "".into(),
            Fate::Show(shown) => shown.into(),
            Fate::Picture(picture) => picture.to_string().into(),
            Fate::Mark => format!("<U+{:04X}>", u32::from(c)).into(),
        }
    }
}

/// Does `raw` stand as it is, whatever it comes after and whatever follows? Told of printable ASCII, `\n`
/// and the characters that [`is_always_shown`]: nearly all text is nothing else.
pub fn is_plain(raw: &str) -> bool {
    if raw.len() < SHORT {
        return plain_len(raw.as_bytes()) == raw.len() || raw.chars().all(is_always_shown);
    }
    dispatch!(Level::new(), simd => all_plain(simd, raw))
}

#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
fn all_plain<S: Simd>(simd: S, raw: &str) -> bool {
    let (steps, rest) = raw.as_bytes().as_chunks();
    for (nth, step) in steps.iter().enumerate() {
        let doubtful = doubtful(simd, step);
        if doubtful != 0 && !are_always_shown(raw, nth * STEP, doubtful) {
            return false;
        }
    }
    let mut last = [b' '; STEP];
    last[..rest.len()].copy_from_slice(rest);
    let doubtful = doubtful(simd, &last);
    doubtful == 0 || are_always_shown(raw, steps.len() * STEP, doubtful)
}

/// Are the characters that begin at the bits of `places`, the first of which is byte `from`, always shown?
fn are_always_shown(raw: &str, from: usize, places: u64) -> bool {
    bits(places).all(|bit| {
        let c = raw[from + bit..].chars().next();
        c.is_some_and(is_always_shown)
    })
}

/// A bit for each byte of text that needs a look at its character. None do: printable ASCII, `\n`, the first
/// byte of characters that are all always shown, and all bytes behind the first of any.
#[expect(clippy::inline_always, reason = "the same")]
#[inline(always)]
fn doubtful<S: Simd>(simd: S, step: &[u8; STEP]) -> u64 {
    let step = u8x64::from_slice(simd, step);
    let mut shown = printed(step);
    let doubtful = !shown.to_bitmask();
    if doubtful == 0 {
        return 0;
    }
    for (first, last) in SHOWN {
        shown |= between(step, first, last);
    }
    !shown.to_bitmask()
}

/// Bytes of UTF-8 that need no look: those behind the first of a character, and the first ones of U+00C0 to
/// 023F, U+03C0 to 047F, U+5000 to 9FFF and U+B000 to CFFF, which are always shown.
const SHOWN: [(u8, u8); 5] = [
    (0x80, 0xbf),
    (0xc3, 0xc8),
    (0xcf, 0xd1),
    (0xe5, 0xe9),
    (0xeb, 0xec),
];

/// Bytes at the start of `bytes` that are printable ASCII or `\n`.
fn plain_len(bytes: &[u8]) -> usize {
    if bytes.len() < SHORT {
        let is_plain = |byte: &&u8| matches!(byte, b' '..=b'~' | b'\n');
        return bytes.iter().take_while(is_plain).count();
    }
    match bytes[0] {
        b' '..=b'~' | b'\n' => dispatch!(Level::new(), simd => plain_in(simd, bytes)),
        _ => 0,
    }
}

/// Fewer bytes are looked at one by one.
const SHORT: usize = 8;

/// Bytes looked at together: as many as a word has bits.
const STEP: usize = 64;

#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
fn plain_in<S: Simd>(simd: S, bytes: &[u8]) -> usize {
    let (steps, rest) = bytes.as_chunks();
    for (nth, step) in steps.iter().enumerate() {
        let len = plain_in_step(simd, step);
        if len < STEP {
            return nth * STEP + len;
        }
    }
    let mut last = [0; STEP];
    last[..rest.len()].copy_from_slice(rest);
    steps.len() * STEP + plain_in_step(simd, &last)
}

#[expect(clippy::inline_always, reason = "the same")]
#[inline(always)]
fn plain_in_step<S: Simd>(simd: S, step: &[u8; STEP]) -> usize {
    let step = u8x64::from_slice(simd, step);
    printed(step).to_bitmask().trailing_ones() as usize
}

/// The bytes that are printable ASCII or `\n`.
#[expect(clippy::inline_always, reason = "the same")]
#[inline(always)]
fn printed<S: Simd>(step: u8x64<S>) -> mask8x64<S> {
    between(step, b' ', b'~') | step.simd_eq(b'\n')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_looked_at_is_always_shown() {
        let is_known = |c: char| {
            let first = c.to_string().as_bytes()[0];
            SHOWN.iter().any(|(from, to)| (from..=to).contains(&&first))
        };
        for c in ('\u{80}'..=char::MAX).filter(|c| is_known(*c)) {
            assert!(is_always_shown(c), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn plain_is_what_is_always_shown(text in "[a-z \n]{0,70}[ -~éЖ中한“\u{2028}\u{a0}\u{ad}]{0,9}[ -~é]{0,70}[\t\u{301}]?") {
            prop_assert_eq!(is_plain(&text), text.chars().all(is_always_shown));
        }
    }

    #[test]
    fn what_is_plain_ends_where_it_ends() {
        for len in [0, 1, 7, 8, 31, 32, 63, 64, 65, 127, 128, 200] {
            let plain = "a \n~".repeat(50);
            for behind in ["", "\t", "\u{7f}", "\u{e9}", "\0aaa", "\r\n"] {
                let text = format!("{}{behind}", &plain[..len]);
                assert_eq!(plain_len(text.as_bytes()), len, "{text:?}");
            }
        }
    }
}
