//! Bytes of a source that may hide a letter, found many at a time.

/// Bytes looked at together.
pub(super) const BLOCK: usize = 256;

/// Separators of digits that stand in a source as they are shown.
const SEPARATORS: [u8; 3] = [b',', b'\'', b' '];

/// Bytes that may hide something, so that one has to look closer, from first to last: marks of
/// emphasis, code, links and tags, entities, and all that is not ASCII, with a few that lie between
/// and do no harm.
const ODD: [[u8; 2]; 5] = [*b"{\xff", *b"[`", *b"(*", *b"<>", *b"&&"];

pub(super) fn is_separator(byte: u8) -> bool {
    SEPARATORS.contains(&byte)
}

pub(super) fn is_odd(byte: u8) -> bool {
    ODD.iter()
        .any(|[first, last]| (*first..=*last).contains(&byte))
}

/// A flag, 1, for each byte of `block` that may hide a letter of the run, by itself or after a letter
/// or digit. `before` is the same block one byte earlier.
pub(super) fn flags(block: &[u8], before: &[u8], is_digits: bool) -> [u8; BLOCK] {
    let mut flags = [0; BLOCK];
    let any = |byte: u8, ranges: &[[u8; 2]]| {
        ranges
            .iter()
            .fold(0, |any, range| any | is_in(byte, *range))
    };
    // No branch inside: the compiler makes vector code of it.
    for ((flag, byte), before) in flags.iter_mut().zip(block).zip(before) {
        let is_image = is_in(*byte, *b"[[") & is_in(*before, *b"!!");
        *flag = any(*byte, &ODD) & any(*before, &ALPHANUMERIC) | any(*byte, &ALONE) | is_image;
    }
    if is_digits {
        for ((flag, byte), before) in flags.iter_mut().zip(block).zip(before) {
            let is_separator = SEPARATORS
                .iter()
                .fold(0, |any, separator| any | u8::from(byte == separator));
            *flag |= is_separator & is_in(*before, *b"09");
        }
    }
    flags
}

const ALPHANUMERIC: [[u8; 2]; 3] = [*b"az", *b"AZ", *b"09"];

/// Bytes that may be shown as letters whatever stands before them: the start of an entity, and of
/// the characters that [`may_show_letters`](super::unseen::may_show_letters) knows.
const ALONE: [[u8; 2]; 5] = [
    *b"&&",
    [0xc2, 0xcb],
    [0xd8, 0xe3],
    [0xea, 0xea],
    [0xef, 0xf0],
];

#[inline]
const fn is_in(byte: u8, [first, last]: [u8; 2]) -> u8 {
    (byte.wrapping_sub(first) <= last - first) as u8
}
