//! Digits of a number as it stands in a source, with signs between them that are no part of it: the
//! separators of groups, with or without marks behind them. Where digits meet across anything else,
//! [`Seams`](crate::search::Seams) tell.

use super::{
    odd::{is_odd, is_separator},
    unseen::{Unseen, char_len, unseen},
};

/// Marks behind a separator that are looked through at most.
const MARKS: usize = 16;

/// May `digits` be what `bytes` start with?
pub(super) fn start_at(digits: &[u8], mut bytes: &[u8]) -> bool {
    for (nth, digit) in digits.iter().enumerate() {
        match bytes {
            [first, rest @ ..] if first == digit => bytes = rest,
            [separator, second, rest @ ..] if nth > 0 && is_separator(*separator) => {
                if second != digit {
                    return is_odd(*second) && may_follow(*digit, &bytes[1..]);
                }
                bytes = rest;
            }
            _ => return false,
        }
    }
    true
}

/// May `digit` be shown first of `bytes`, which start with something that may be a mark?
fn may_follow(digit: u8, bytes: &[u8]) -> bool {
    let marks = bytes.iter().take(MARKS);
    let marks = marks.take_while(|byte| is_single_mark(**byte)).count();
    match bytes.get(marks) {
        _ if marks == MARKS => true,
        Some(next) if is_odd(*next) => !matches!(unseen(&bytes[marks..], true), Unseen::Shown),
        Some(next) => *next == digit,
        None => true,
    }
}

/// May `digits` be what `bytes` end with?
pub(super) fn end_at(digits: &[u8], mut bytes: &[u8]) -> bool {
    for digit in digits.iter().rev() {
        match bytes {
            [rest @ .., last] if last == digit => bytes = rest,
            [rest @ .., second, separator] if is_separator(*separator) && second == digit => {
                bytes = rest;
            }
            [.., last] => return is_odd(*last) && may_precede(*digit, bytes) || *last == b';',
            [] => return false,
        }
    }
    true
}

/// May `digit` and a separator be shown last of `bytes`, which end with something that may be a mark?
fn may_precede(digit: u8, bytes: &[u8]) -> bool {
    let marks = bytes.iter().rev().take(MARKS);
    let marks = marks.take_while(|byte| is_single_mark(**byte)).count();
    let before = &bytes[..bytes.len() - marks];
    match before {
        _ if marks == MARKS => true,
        [.., second, separator] if is_separator(*separator) => {
            *second == digit || is_odd(*second) || *second == b';'
        }
        [.., last] if *last >= 0x80 => !is_shown_last(before),
        [.., last] => is_odd(*last) && !matches!(last, b'(' | b'|') || *last == b';',
        [] => false,
    }
}

/// A mark of one byte, which is not shown, or is and then ends the number.
const fn is_single_mark(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'~' | b'`' | b'[' | b'^' | b'\\')
}

/// Does `bytes` end with a character that is shown, and no separator?
fn is_shown_last(bytes: &[u8]) -> bool {
    let first = bytes.iter().rev().take(4).position(|byte| *byte >= 0xc2);
    first.is_some_and(|back| {
        let c = &bytes[bytes.len() - 1 - back..];
        char_len(c[0]) == c.len() && matches!(unseen(c, true), Unseen::Shown)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_side_by_side_or_in_groups() {
        let start = |bytes: &str| start_at(b"48217", bytes.as_bytes());
        for yes in [
            "48217",
            "48,217",
            "48 217 men",
            "4'8,2 17",
            "48,**217",
            "48,[217",
            "48,\u{ad}217",
            "48,<b>217",
        ] {
            assert!(start(yes), "{yes:?}");
        }
        for no in [
            "48,",
            "48 men",
            "48 | 217",
            "48 (217",
            "48)",
            "48, *men*",
            "48 [men](x)",
            "48 \u{2014} 217",
            ",48217",
            "",
        ] {
            assert!(!start(no), "{no:?}");
        }
        let end = |bytes: &str| end_at(b"482", bytes.as_bytes());
        for yes in [
            "482",
            "1,482",
            "48,2",
            "4'8 2",
            "4,**82",
            "48,<b>2",
            "48,&shy;2",
        ] {
            assert!(end(yes), "{yes:?}");
        }
        for no in [
            "82",
            "x82",
            "(82",
            "[^82",
            "*82",
            "48 (2",
            "| 82",
            "a \u{201c}82",
            "",
        ] {
            assert!(!end(no), "{no:?}");
        }
    }
}
