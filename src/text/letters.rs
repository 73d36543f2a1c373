//! What characters are: those of one or two bytes are looked up in a table, others are asked of Unicode's.

use std::sync::OnceLock;

/// White space, by Unicode's property `White_Space`.
pub const SPACE: u8 = 1;
/// A letter, by `Alphabetic`.
pub const LETTER: u8 = 2;
/// A small letter, by `Lowercase`.
pub const LOWER: u8 = 4;
/// A capital, by `Uppercase`.
pub const UPPER: u8 = 8;
/// A digit or another number: the general categories `Nd`, `Nl` and `No`.
pub const NUMBER: u8 = 16;
/// A letter or a number.
pub const WORD: u8 = LETTER | NUMBER;

/// The classes of ASCII.
static ASCII: [u8; 128] = ascii();

const fn ascii() -> [u8; 128] {
    let mut classes = [0; 128];
    let mut at = 0;
    while at < 128 {
        classes[at] = match at as u8 {
            b' ' | 9..=13 => SPACE,
            b'a'..=b'z' => LETTER | LOWER,
            b'A'..=b'Z' => LETTER | UPPER,
            b'0'..=b'9' => NUMBER,
            _ => 0,
        };
        at += 1;
    }
    classes
}

/// What `c` is: some of [`SPACE`], [`LETTER`], [`LOWER`], [`UPPER`] and [`NUMBER`].
#[inline]
pub fn class(c: char) -> u8 {
    match c {
        '\0'..='\x7f' => class_of_ascii(c as u8),
        // Dashes, curly quotes, bullets and dots.
        '\u{2010}'..='\u{2027}' => 0,
        _ => class_by_table(c),
    }
}

/// The same of a character of ASCII.
#[inline]
pub const fn class_of_ascii(byte: u8) -> u8 {
    ASCII[byte as usize & 127]
}

/// The first character that takes more than two bytes.
const THREE_BYTES: char = '\u{800}';

/// Characters whose classes are looked up together: about a script.
const ROW: usize = 128;

/// The classes of the characters of two bytes, those of a row once one of it is met: Cyrillic, Greek,
/// Arabic, Hebrew, and Latin letters with accents.
static TWO_BYTES: [OnceLock<[u8; ROW]>; THREE_BYTES as usize / ROW] =
    [const { OnceLock::new() }; THREE_BYTES as usize / ROW];

#[inline(never)]
fn class_by_table(c: char) -> u8 {
    let (row, at) = (c as usize / ROW, c as usize % ROW);
    let Some(classes) = TWO_BYTES.get(row) else {
        return class_by_unicode(c);
    };
    let class = |at| char::from_u32((row * ROW + at) as u32).map_or(0, class_by_unicode);
    classes.get_or_init(|| std::array::from_fn(class))[at]
}

fn class_by_unicode(c: char) -> u8 {
    let bit = |is: bool, bit: u8| if is { bit } else { 0 };
    bit(c.is_whitespace(), SPACE)
        | bit(c.is_alphabetic(), LETTER)
        | bit(c.is_lowercase(), LOWER)
        | bit(c.is_uppercase(), UPPER)
        | bit(c.is_numeric(), NUMBER)
}

/// Is `c` a letter or a number?
#[inline]
pub fn is_word(c: char) -> bool {
    match c {
        // The letters of most languages that are written in Latin, without a look into tables.
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' => true,
        _ => class(c) & WORD != 0,
    }
}

/// Is `c` a letter? The same as [`char::is_alphabetic`], and quicker for those of two bytes.
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..THREE_BYTES => class(c) & LETTER != 0,
        // Punctuation, spaces and currencies.
        '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20cf}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Is `c` a capital? The same as [`char::is_uppercase`], and quicker for those of two bytes.
#[inline]
pub fn is_capital(c: char) -> bool {
    match c {
        '\0'..THREE_BYTES => class(c) & UPPER != 0,
        // Dashes, curly quotes, bullets and dots.
        '\u{2010}'..='\u{2027}' => false,
        _ => c.is_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(class(c), class_by_unicode(c), "{c:?}");
            assert_eq!(is_word(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_capital(c), c.is_uppercase(), "{c:?}");
        }
    }
}
