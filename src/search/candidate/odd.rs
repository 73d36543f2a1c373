//! Bytes of a source that may hide a letter, found many at a time.

/// Bytes looked at together.
pub(super) const BLOCK: usize = 256;

/// Separators of digits that stand in a source as they are shown.
const SEPARATORS: [[u8; 2]; 3] = [*b",,", *b"''", *b"  "];

/// Bytes that may hide something, so that one has to look closer, from first to last: marks of
/// emphasis, code, links and tags, and all that is not ASCII, with a few that lie between
/// and do no harm.
const ODD: [[u8; 2]; 4] = [*b"{\xff", *b"[`", *b"(*", *b"<>"];

pub(super) fn is_separator(byte: u8) -> bool {
    any(byte, &SEPARATORS) == 1
}

pub(super) fn is_odd(byte: u8) -> bool {
    any(byte, &ODD) == 1 || byte == b'&'
}

/// A flag, 1, for each byte of `block` that may hide a letter of the run, by itself or after another
/// letter, or after a digit when the run `is_digits`. `before` is the same block one byte earlier.
pub(super) fn flags(block: &[u8], before: &[u8], is_digits: bool) -> [u8; BLOCK] {
    let mut flags = [0; BLOCK];
    // No branch inside: the compiler makes vector code of it.
    for ((flag, byte), before) in flags.iter_mut().zip(block).zip(before) {
        let is_letter = if is_digits {
            is_in(*before, *b"09")
        } else {
            is_in(*before | 0x20, *b"az")
        };
        let is_image = is_in(*before, *b"!!");
        *flag = any(*byte, &ODD) & (is_letter | is_image) | any(*byte, &ALONE);
    }
    if is_digits {
        for ((flag, byte), before) in flags.iter_mut().zip(block).zip(before) {
            *flag |= any(*byte, &SEPARATORS) & is_in(*before, *b"09");
        }
    }
    flags
}

/// Bytes that may be shown as letters whatever stands before them: the start of an entity, and of
/// the characters that [`may_show_letters`](super::unseen::may_show_letters) knows.
const ALONE: [[u8; 2]; 4] = [*b"&&", [0xc2, 0xcb], [0xd8, 0xe3], [0xea, 0xf0]];

#[inline]
fn any(byte: u8, ranges: &[[u8; 2]]) -> u8 {
    let are_in = ranges.iter().map(|range| is_in(byte, *range));
    are_in.fold(0, |any, is_in| any | is_in)
}

#[inline]
const fn is_in(byte: u8, [first, last]: [u8; 2]) -> u8 {
    (byte.wrapping_sub(first) <= last - first) as u8
}
