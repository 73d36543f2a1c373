//! Bytes of a source that may hide a letter, found many at a time.

use std::array;

use fearless_simd::{Level, dispatch};

/// Bytes looked at together.
pub(in crate::search) const BLOCK: usize = 256;

/// A flag, not 0, for each byte of a block that is to be looked at closer.
type Flags = [u8; BLOCK];

/// Separators of digits that stand in a source as they are shown.
const SEPARATORS: [[u8; 2]; 3] = [*b",,", *b"''", *b"  "];

/// Bytes that may hide something, so that one has to look closer, from first to last: marks of
/// emphasis, code, links and tags, and all that is not ASCII, with a few that lie between
/// and do no harm.
const ODD: [[u8; 2]; 4] = [*b"{\xff", *b"[`", *b"(*", *b"<>"];

/// Bytes that may be shown as letters whatever stands before them: the start of an entity, and of
/// the characters that [`may_show_letters`](super::unseen::may_show_letters) knows.
const ALONE: [[u8; 2]; 4] = [*b"&&", [0xc2, 0xcb], [0xd8, 0xe3], [0xea, 0xf0]];

pub(in crate::search) fn is_separator(byte: u8) -> bool {
    any(byte, &SEPARATORS) == 1
}

pub(in crate::search) fn is_odd(byte: u8) -> bool {
    any(byte, &ODD) == 1 || byte == b'&'
}

/// Calls `look` for each place of `bytes[from..to]` that `flags` gives a flag, in order. `flags` takes
/// what the processor can do, a block of bytes, and the block that starts one byte earlier.
pub(in crate::search) fn each_flag(
    bytes: &[u8],
    from: usize,
    to: usize,
    flags: impl Fn(Level, &[u8; BLOCK], &[u8; BLOCK]) -> Flags,
    mut look: impl FnMut(usize),
) {
    let level = Level::new();
    let mut start = from;
    while start < to {
        let len = BLOCK.min(to - start);
        let both = start
            .checked_sub(1)
            .and_then(|before| bytes.get(before..start + BLOCK));
        let flags = if let Some(both) = both {
            flags(level, array_of(&both[1..]), array_of(both))
        } else {
            let (block, before) = filled(bytes, start);
            flags(level, &block, &before)
        };
        each_in(&flags, len, |at| {
            if at < len {
                look(start + at);
            }
        });
        start += len;
    }
}

/// The first bytes of `bytes`, of which there are enough.
fn array_of(bytes: &[u8]) -> &[u8; BLOCK] {
    bytes.first_chunk().expect("a block is given")
}

/// The block at `start` and the one a byte earlier, with spaces where the source has no more.
fn filled(bytes: &[u8], start: usize) -> ([u8; BLOCK], [u8; BLOCK]) {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let before = |at: usize| (start + at).checked_sub(1).map_or(b' ', byte);
    (
        array::from_fn(|at| byte(start + at)),
        array::from_fn(before),
    )
}

/// Calls `look` for each flag that is set, many unset ones at a step.
#[inline(always)]
fn each_in(flags: &Flags, len: usize, mut look: impl FnMut(usize)) {
    const STEP: usize = 4;
    let (words, _) = flags.as_chunks::<8>();
    let words = words[..len.div_ceil(8)].chunks(STEP).enumerate();
    for (i, step) in words {
        let step = step.iter().map(|word| u64::from_le_bytes(*word));
        if step.clone().fold(0, |any, word| any | word) == 0 {
            continue;
        }
        for (j, mut word) in step.enumerate() {
            while word != 0 {
                look(8 * (STEP * i + j) + word.trailing_zeros() as usize / 8);
                word &= word - 1;
            }
        }
    }
}

/// A flag for each byte at which a seam may start: a byte that may hide something after a letter or a
/// digit, one that may be shown as a letter itself; and for the first digit of several.
pub(in crate::search) fn seam_flags(
    level: Level,
    block: &[u8; BLOCK],
    before: &[u8; BLOCK],
) -> Flags {
    dispatch!(level, _simd => seam_flags_of(block, before))
}

#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
fn seam_flags_of(block: &[u8; BLOCK], before: &[u8; BLOCK]) -> Flags {
    let mut flags = [0; BLOCK];
    for ((flag, byte), before) in flags.iter_mut().zip(block).zip(before) {
        let is_after_digit = is_in(*before, *b"09");
        let is_after = is_in(*before | 0x20, *b"az") | is_after_digit | is_in(*before, *b"!!");
        *flag = any(*byte, &ODD) & is_after
            | is_in(*byte, *b"09") & (is_after_digit ^ 1)
            | any(*byte, &ALONE)
            | ends_code(*byte, *before)
            | starts_picture(*byte, *before);
    }
    flags
}

/// The first letter of a tag that may be that of a picture.
#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
fn starts_picture(byte: u8, before: u8) -> u8 {
    is_in(byte | 0x20, *b"ii") & is_in(before, *b"<<")
}

/// A mark of code after white space that may not be shown.
#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
fn ends_code(byte: u8, before: u8) -> u8 {
    is_in(byte, *b"``") & (is_in(before, *b"  ") | is_in(before, *b"\n\n"))
}

#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
fn any(byte: u8, ranges: &[[u8; 2]]) -> u8 {
    let are_in = ranges.iter().map(|range| is_in(byte, *range));
    are_in.fold(0, |any, is_in| any | is_in)
}

#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
const fn is_in(byte: u8, [first, last]: [u8; 2]) -> u8 {
    (byte.wrapping_sub(first) <= last - first) as u8
}
