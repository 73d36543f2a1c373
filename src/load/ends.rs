//! Where the lines of a window end, and what else can be told of its bytes by looking at each once.
//!
//! One pass of vector code, 64 bytes at a time: a bit for each line feed, whether a carriage return
//! stands alone, and how far the bytes are UTF-8. A scan that has these asks nothing of a byte that
//! means nothing to it.

use fearless_simd::{Level, Simd, dispatch, mask8x64, prelude::*, u8x64};

/// Bytes looked at together: as many as a word has bits.
const STEP: usize = 64;

/// Bytes of a strip: as many steps as a word has bits, so that those with more than ASCII can be told in one.
const STRIP: usize = STEP * STEP;

/// Line feeds of a step that are noted without asking how many there are.
const FEW: usize = 3;

/// What one pass over a window tells; kept to be filled again.
#[derive(Clone, Debug)]
pub(crate) struct LineEnds {
    level: Level,
    /// Where the line feeds stand, and room for more.
    feeds: Vec<u32>,
    len: usize,
    has_lone_return: bool,
    /// All before this byte is UTF-8.
    sound: usize,
}

impl Default for LineEnds {
    fn default() -> Self {
        Self {
            level: Level::new(),
            feeds: Vec::new(),
            len: 0,
            has_lone_return: false,
            sound: 0,
        }
    }
}

impl LineEnds {
    /// Looks at `window`, and forgets the one before.
    pub(crate) fn read(&mut self, window: &[u8]) {
        let feeds = std::mem::take(&mut self.feeds);
        let look = Look::new(window, feeds);
        let look = dispatch!(self.level, simd => look.through(simd));
        self.feeds = look.feeds;
        self.len = look.len;
        self.has_lone_return = look.has_lone_return;
        self.sound = look.sound.unwrap_or(window.len());
    }

    /// Where the line feeds stand, in bytes of the window.
    pub(crate) fn feeds(&self) -> &[u32] {
        &self.feeds[..self.len]
    }

    /// Does a carriage return have something else than a line feed behind it? The last byte of the
    /// window has nothing behind it.
    pub(crate) const fn has_lone_return(&self) -> bool {
        self.has_lone_return
    }

    /// Are the first `len` bytes UTF-8? They may be, too, where this says no; a character that the end
    /// of the window cuts off is left open.
    pub(crate) const fn are_sound(&self, len: usize) -> bool {
        len <= self.sound
    }
}

/// A pass that is under way.
struct Look<'a> {
    window: &'a [u8],
    feeds: Vec<u32>,
    len: usize,
    has_lone_return: bool,
    /// Up to where the bytes are UTF-8, once some are not.
    sound: Option<usize>,
    /// The step after the last one with more than ASCII, and the last byte of that.
    next: usize,
    last: u8,
    /// Bits of the bytes from there on that have to go on with a character.
    open: u64,
}

impl<'a> Look<'a> {
    const fn new(window: &'a [u8], feeds: Vec<u32>) -> Self {
        Self {
            window,
            feeds,
            len: 0,
            has_lone_return: false,
            sound: None,
            next: 0,
            last: 0,
            open: 0,
        }
    }

    #[expect(
        clippy::inline_always,
        reason = "it becomes part of the function chosen for the processor"
    )]
    #[inline(always)]
    fn through<S: Simd>(mut self, simd: S) -> Self {
        let (steps, rest) = self.window.as_chunks::<STEP>();
        for (nth, strip) in steps.chunks(STEP).enumerate() {
            self.strip(simd, strip, nth * STEP);
        }
        if !rest.is_empty() {
            let mut last = [0; STEP];
            last[..rest.len()].copy_from_slice(rest);
            self.strip(simd, &[last], steps.len());
        }
        // What is behind the window is not known; what is in it, and was not looked at, is ASCII.
        if self.open != 0 && self.next * STEP < self.window.len() {
            self.tears(self.next, self.open);
        }
        self
    }

    /// Looks at the steps of one strip, from the step `nth` on.
    #[expect(
        clippy::inline_always,
        reason = "it becomes part of the function chosen for the processor"
    )]
    #[inline(always)]
    fn strip<S: Simd>(&mut self, simd: S, steps: &[[u8; STEP]], nth: usize) {
        let room = self.len + STRIP + FEW;
        if self.feeds.len() < room {
            self.feeds.resize(room, 0);
        }
        let mut returns = mask8x64::splat(simd, false);
        let (mut feeds, mut fed, mut wide) = ([0; STEP], 0_u64, 0_u64);
        for (at, (bytes, feeds)) in steps.iter().zip(&mut feeds).enumerate() {
            let here = u8x64::from_slice(simd, bytes);
            *feeds = here.simd_eq(b'\n').to_bitmask();
            returns |= here.simd_eq(b'\r');
            let (low, high) = here.split();
            let is_wide = (low | high).simd_ge(0x80).to_bitmask() != 0;
            fed |= u64::from(*feeds != 0) << at;
            wide |= u64::from(is_wide) << at;
        }
        while fed != 0 {
            let at = fed.trailing_zeros() as usize;
            self.note((nth + at) * STEP, feeds[at]);
            fed &= fed - 1;
        }
        if returns.any_true() {
            self.look_at_returns(simd, steps, nth);
        }
        while wide != 0 {
            let at = wide.trailing_zeros() as usize;
            self.look_at_characters(simd, &steps[at], nth + at);
            wide &= wide - 1;
        }
    }

    /// Notes the line feeds of a step that stands at `at`. Most steps have few: so many are noted always,
    /// since a branch that is guessed wrong would cost more.
    #[expect(
        clippy::inline_always,
        reason = "it becomes part of the function chosen for the processor"
    )]
    #[inline(always)]
    fn note(&mut self, at: usize, mut bits: u64) {
        let count = bits.count_ones() as usize;
        let room = &mut self.feeds[self.len..];
        self.len += count;
        let (few, more) = room.split_at_mut(FEW);
        for slot in few {
            *slot = at as u32 + bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
        }
        if count > FEW {
            for slot in &mut more[..count - FEW] {
                *slot = at as u32 + bits.trailing_zeros();
                bits &= bits.wrapping_sub(1);
            }
        }
    }

    /// Looks whether one of the carriage returns in a strip stands alone.
    #[expect(
        clippy::inline_always,
        reason = "it becomes part of the function chosen for the processor"
    )]
    #[inline(always)]
    fn look_at_returns<S: Simd>(&mut self, simd: S, steps: &[[u8; STEP]], nth: usize) {
        let mut lone = 0;
        for (at, bytes) in steps.iter().enumerate() {
            let here = u8x64::from_slice(simd, bytes);
            let feeds = here.simd_eq(b'\n').to_bitmask();
            let returns = here.simd_eq(b'\r').to_bitmask();
            let next = self.window.get((nth + at + 1) * STEP);
            let is_followed = next.is_none_or(|next| *next == b'\n');
            lone |= returns & !(feeds >> 1 | u64::from(is_followed) << (STEP - 1));
        }
        // The last byte of all, where it does not fill a step, has zeros behind it.
        let len = self.window.len() - nth * STEP;
        let is_last = len < STEP && self.window.ends_with(b"\r");
        self.has_lone_return |= lone & !(u64::from(is_last) << ((len - 1) % STEP)) != 0;
    }

    /// Looks whether the characters in step `nth` are some. Unicode 16.0, table 3-7.
    #[expect(
        clippy::inline_always,
        reason = "it becomes part of the function chosen for the processor"
    )]
    #[inline(always)]
    fn look_at_characters<S: Simd>(&mut self, simd: S, bytes: &[u8; STEP], nth: usize) {
        if self.next != nth {
            if self.open != 0 {
                self.tears(self.next, self.open);
            }
            (self.open, self.last) = (0, 0);
        }
        let here = u8x64::from_slice(simd, bytes);
        let is = |byte: u8| here.simd_eq(byte).to_bitmask();
        let from = |byte: u8| here.simd_ge(byte).to_bitmask();
        let (high, two, three, four) = (from(0x80), from(0xc0), from(0xe0), from(0xf0));
        let mut torn = (two << 1 | three << 2 | four << 3 | self.open) ^ (high & !two);
        let odd = here.simd_eq(0xe0) | here.simd_eq(0xed) | (here & 0xfe).simd_eq(0xc0);
        if odd.to_bitmask() | four | u64::from(self.last >= 0xe0) != 0 {
            let after = |byte: u8| is(byte) << 1 | u64::from(self.last == byte);
            torn |= is(0xc0) | is(0xc1) | from(0xf5);
            torn |= after(0xe0) & !from(0xa0) | after(0xed) & from(0xa0);
            torn |= after(0xf0) & !from(0x90) | after(0xf4) & from(0x90);
        }
        self.open = two >> 63 | three >> 62 | four >> 61;
        self.last = bytes[STEP - 1];
        self.next = nth + 1;
        if torn != 0 {
            self.tears(nth, torn);
        }
    }

    /// Notes that step `nth` has what is no character, unless it only has it behind the window; it may
    /// have begun three bytes before.
    #[cold]
    fn tears(&mut self, nth: usize, torn: u64) {
        let known = (self.window.len() - nth * STEP).min(STEP);
        if torn & u64::MAX >> (STEP - known) != 0 && self.sound.is_none() {
            self.sound = Some((nth * STEP).saturating_sub(3));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(window: &[u8]) {
        let mut ends = LineEnds::default();
        ends.read(&[b'\r'; 200]);
        ends.read(window);
        let feeds: Vec<u32> = memchr::memchr_iter(b'\n', window)
            .map(|at| at as u32)
            .collect();
        assert_eq!(ends.feeds(), feeds, "{window:x?}");
        let is_lone = |pair: &[u8]| pair[0] == b'\r' && pair[1] != b'\n';
        let has_lone = window.windows(2).any(is_lone);
        assert_eq!(ends.has_lone_return(), has_lone, "{window:x?}");
        let valid = match std::str::from_utf8(window) {
            Err(error) if error.error_len().is_some() => error.valid_up_to(),
            _ => window.len(),
        };
        assert_eq!(
            ends.are_sound(window.len()),
            valid == window.len(),
            "{window:x?}"
        );
        let sound = (0..=window.len()).rev().find(|len| ends.are_sound(*len));
        assert!(sound.is_some_and(|sound| sound <= valid), "{window:x?}");
    }

    /// At every place of two steps.
    fn check_everywhere(bytes: &[u8]) {
        for before in (0..130).chain(STRIP - 4..STRIP + 2) {
            check(&[&vec![b'a'; before], bytes].concat());
            check(&[&vec![b'a'; before], bytes, b"a\n"].concat());
        }
    }

    #[test]
    fn lines_end_and_returns_stand_alone_anywhere() {
        for bytes in [
            &b""[..],
            b"\n",
            b"\r\n",
            b"\r",
            b"\ra",
            b"\r\r\n",
            b"\n\n\r\na\n",
            &[b'\n'; 200],
            &[b'\r'; 70],
        ] {
            check_everywhere(bytes);
        }
    }

    #[test]
    fn what_is_no_character_is_seen_anywhere() {
        let edges = [
            0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1,
            0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff,
        ];
        for (first, second) in edges.iter().flat_map(|a| edges.map(|b| (*a, b))) {
            for before in [0, 61, 62, 63, 64] {
                let text = |rest: &[u8]| [&vec![b'a'; before], &[first, second][..], rest].concat();
                for rest in [&b""[..], b"\x80", b"\x80\x80", b"\x80\x80\x80", b"a"] {
                    check(&text(rest));
                    check(&text(&[rest, b"aaa"].concat()));
                }
            }
        }
        for text in ["é", "“", "\u{d7ff}", "ก", "😀", "\u{10ffff}"] {
            check_everywhere(text.as_bytes());
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_seen_as_they_are(bytes in prop::collection::vec(prop_oneof![
            3 => Just(b'a'), 1 => Just(b'\n'), 1 => Just(b'\r'), 1 => any::<u8>(), 1 => 0x80u8..=0xbf
        ], 0..200)) {
            check(&bytes);
        }

        #[test]
        fn any_text_is_sound(text in "[a\n\ré“ก한😀]{0,120}") {
            check(text.as_bytes());
        }
    }
}
