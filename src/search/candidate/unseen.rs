//! What a source holds between two letters that are shown side by side: marks of emphasis, links and
//! their targets, tags, entities, characters that are dropped, separators of digits.

use crate::text::fold::{Case, fold_char};

/// Is it an image without words, shown by a name that is apart from what is shown behind it: with its
/// target in another place, or with a title behind that?
pub(in crate::search) fn is_shown_apart(image: &[u8]) -> bool {
    let Some(words) = image.strip_prefix(b"![") else {
        return false;
    };
    if !may_be_empty(words) {
        return false;
    }
    let near = &words[..words.len().min(NEAR)];
    let Some(end) = memchr::memchr(b']', near) else {
        return words.len() > NEAR;
    };
    match words[end..] {
        [b']', b'[', ..] => true,
        [b']', b'(', ref target @ ..] => {
            let mut target = target.iter().take(LONGEST);
            let stops = |byte: &&u8| b")[\n\"'(".contains(byte);
            target
                .find(stops)
                .is_some_and(|stop| b"\"'(".contains(stop))
        }
        _ => false,
    }
}

/// Bytes of the words of an image that are looked at.
const NEAR: usize = 64;

/// May the words of an image, which start here, show nothing?
fn may_be_empty(words: &[u8]) -> bool {
    let words = words.iter().take(NEAR);
    let mut words = words.skip_while(|byte| b" *_~`[^\\".contains(byte));
    matches!(
        words.next(),
        None | Some(b']' | b'<' | b'&' | b'!' | b'{' | 0x80..)
    )
}

/// The first byte inside a tag or a label at the start of `rest`, where that may be shown: an address
/// in angle brackets is, a tag is not; a second link beside a first one is, its label is not.
pub(in crate::search) fn shown_inside(rest: &[u8]) -> Option<u8> {
    match rest {
        [b'<', next, ..] => Some(*next),
        [b']', b'[', next, ..] => {
            let label = &rest[2..rest.len().min(LONGEST)];
            let end = memchr::memchr2(b'[', b']', label).map(|end| &label[end..]);
            let is_label = matches!(end, Some([b']', after, ..]) if !matches!(after, b'(' | b'['));
            (!is_label).then_some(*next)
        }
        _ => None,
    }
}

/// What stands between a letter and the next.
pub(in crate::search) enum Unseen {
    /// Bytes that are not shown.
    Skip(usize),
    /// A letter or digit, or the end.
    Letter,
    /// Something shown that is no ASCII letter: the run ends.
    Shown,
    /// Anything might be behind it.
    Doubt,
}

/// What `rest` starts with.
pub(in crate::search) fn unseen(rest: &[u8], is_after_digit: bool) -> Unseen {
    let Some(first) = rest.first() else {
        return Unseen::Shown;
    };
    match first {
        _ if first.is_ascii_alphanumeric() => Unseen::Letter,
        // One space at the start of code is not shown. (One at its end is not either: that is seen at
        // the mark behind it.)
        b'`' if matches!(rest.get(1), Some(b' ' | b'\n')) => Unseen::Skip(2),
        // The last two end a target that is shown, as that of an image without words is.
        b'*' | b'_' | b'~' | b'`' | b'[' | b'^' | b'\\' | b'>' | b')' => Unseen::Skip(1),
        b']' => match rest.get(1) {
            Some(b'(') => past(rest, b')'),
            Some(b'[') if !matches!(rest.get(2), Some(b'^' | b']')) => past(rest, b']'),
            _ => Unseen::Skip(1),
        },
        b'<' => past_tag(rest),
        b'!' if rest.get(1) == Some(&b'[') => past_image(rest),
        b'{' if matches!(rest.get(1), Some(b'{' | b'%')) => Unseen::Doubt,
        b'&' => match entity(rest) {
            Entity::Letter(_) => Unseen::Doubt,
            Entity::Sign(len) if is_after_digit => Unseen::Skip(len),
            Entity::Sign(_) | Entity::None => Unseen::Shown,
        },
        b',' | b'\'' | b' ' if is_after_digit => Unseen::Skip(1),
        0x80.. => unseen_char(rest, is_after_digit),
        _ => Unseen::Shown,
    }
}

/// No target or tag in use is longer.
const LONGEST: usize = 4096;

/// Past the target of a link or the end of a tag, where that is easily told.
fn past(rest: &[u8], end: u8) -> Unseen {
    let inside = &rest[2.min(rest.len())..rest.len().min(LONGEST)];
    match memchr::memchr(end, inside) {
        // Quotes and brackets may hold an end that is none.
        Some(len) if memchr::memchr3(b'(', b'"', b'\'', &inside[..len]).is_none() => {
            Unseen::Skip(len + 3)
        }
        Some(_) => Unseen::Doubt,
        None if rest.len() > LONGEST => Unseen::Doubt,
        None => Unseen::Skip(1),
    }
}

/// Past the start of an image, unless it may have no words: then it is shown by its target.
fn past_image(rest: &[u8]) -> Unseen {
    if may_be_empty(&rest[2..]) {
        Unseen::Doubt
    } else {
        Unseen::Skip(2)
    }
}

/// Past a comment or a tag, unless what it opens is not shown either, or the tag itself is.
fn past_tag(rest: &[u8]) -> Unseen {
    const OPENING: [&[u8]; 5] = [b"<script", b"<style", b"<svg", b"<template", b"<img"];
    let opens = |tag: &&[u8]| {
        let start = rest.get(..tag.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    match rest.get(1) {
        Some(b'!' | b'?') => Unseen::Doubt,
        _ if OPENING.iter().any(opens) => Unseen::Doubt,
        _ => past(rest, b'>'),
    }
}

/// Is `rest` the tag of a picture, which is shown by what an attribute says? Past it, then.
pub(in crate::search) fn picture(rest: &[u8]) -> Unseen {
    let start = rest.get(..4);
    if !start.is_some_and(|start| start.eq_ignore_ascii_case(b"<img")) {
        return Unseen::Shown;
    }
    let rest = &rest[..rest.len().min(LONGEST)];
    // Tags that never end are soon told: a text may be full of them.
    if memchr::memchr(b'>', rest).is_none() {
        return Unseen::Doubt;
    }
    let (mut quote, mut last) = (None, b' ');
    for (at, byte) in rest.iter().copied().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Unseen::Skip(at + 1),
            (None, b'"' | b'\'') if last == b'=' => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        last = if byte.is_ascii_whitespace() {
            last
        } else {
            byte
        };
    }
    Unseen::Doubt
}

fn unseen_char(rest: &[u8], is_after_digit: bool) -> Unseen {
    let Some(c) = first_char(rest) else {
        return Unseen::Shown;
    };
    if is_known(c) && !is_after_digit {
        return Unseen::Shown;
    }
    match folded(c).bytes().next() {
        None => Unseen::Skip(c.len_utf8()),
        // A separator, perhaps of another script.
        Some(b' ' | b',' | b'\'' | 0x80..) if is_after_digit => Unseen::Skip(c.len_utf8()),
        // A letter behind which the run hides is looked at for itself.
        Some(_) => Unseen::Shown,
    }
}

#[derive(PartialEq, Eq)]
pub(in crate::search) enum Entity {
    /// Not one.
    None,
    /// One that is shown as a sign or a space, with its length.
    Sign(usize),
    /// Perhaps a letter, or nothing at all, with its length.
    Letter(usize),
}

/// The entity that `rest` starts with (HTML, section 13.5; the longest name has 31 letters).
pub(in crate::search) fn entity(rest: &[u8]) -> Entity {
    const SIGNS: &[&[u8]] = &[
        b"amp", b"lt", b"gt", b"quot", b"apos", b"nbsp", b"ensp", b"emsp", b"thinsp", b"mdash",
        b"ndash", b"rsquo", b"lsquo", b"ldquo", b"rdquo", b"laquo", b"raquo", b"hellip", b"middot",
        b"bull", b"copy", b"reg", b"trade", b"times", b"deg", b"sect", b"euro", b"pound", b"larr",
        b"rarr",
    ];
    let name = &rest[1..rest.len().min(34)];
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let len = name.iter().take_while(|byte| is_name(byte)).count();
    if len == 0 || name.get(len) != Some(&b';') {
        Entity::None
    } else if SIGNS.contains(&&name[..len]) || is_numbered_sign(&name[..len]) {
        Entity::Sign(len + 2)
    } else {
        Entity::Letter(len + 2)
    }
}

/// Is the entity of this name the number of a character that is shown, and as no letter or digit?
fn is_numbered_sign(name: &[u8]) -> bool {
    let number = match name {
        [b'#', b'x' | b'X', digits @ ..] => number(digits, 16),
        [b'#', digits @ ..] => number(digits, 10),
        _ => None,
    };
    let shown = number.and_then(char::from_u32).map(folded);
    shown.is_some_and(|shown| {
        !shown.is_empty() && !shown.contains(|c: char| c.is_ascii_alphanumeric())
    })
}

fn number(digits: &[u8], radix: u32) -> Option<u32> {
    u32::from_str_radix(str::from_utf8(digits).ok()?, radix).ok()
}

/// May the character that `rest` starts with, which is not ASCII, be folded to ASCII letters? Told
/// from its first two bytes, so that a text in another script costs little.
pub(in crate::search) fn may_show_letters(rest: &[u8], is_digits: bool) -> bool {
    let second = rest.get(1).copied().unwrap_or(0);
    match rest[0] {
        // Latin, and the letters made small for phonetics.
        0xc2..=0xcb => true,
        // Digits of other scripts.
        0xd8..=0xdb | 0xe0 => is_digits,
        0xe1 => is_digits || matches!(second, 0xb4..=0xb6 | 0xb8..=0xbb),
        // Superscripts, subscripts, letterlike signs, Roman numerals, circled letters.
        0xe2 => matches!(second, 0x81..=0x86 | 0x91..=0x93 | 0xb1),
        // Squared abbreviations.
        0xe3 => matches!(second, 0x88..=0x8f),
        0xea => matches!(second, 0x9c..=0x9f | 0xad),
        // Ligatures, full-width letters.
        0xef => matches!(second, 0xac | 0xbc | 0xbd),
        0xf0 => matches!(second, 0x90 | 0x9c..=0x9f),
        _ => false,
    }
}

/// Is `c` known to be shown as it is, as no letter? Most of what is not ASCII is: punctuation,
/// ideographs, Korean syllables.
const fn is_known(c: char) -> bool {
    matches!(c, '‐'..='…' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Bytes of the character that starts with `first`.
const fn char_len(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// What `c` is shown as, folded; one space for any white space.
pub(in crate::search) fn folded(c: char) -> String {
    let mut shown = String::new();
    if c.is_whitespace() {
        shown.push(' ');
    } else {
        fold_char(c, Case::Fold, &mut shown);
    }
    shown
}

/// The first character of `bytes`, if they start with one.
pub(in crate::search) fn first_char(bytes: &[u8]) -> Option<char> {
    let first = bytes.get(..char_len(*bytes.first()?))?;
    str::from_utf8(first).ok()?.chars().next()
}

/// The last character of `bytes`, if they end with one.
pub(super) fn last_char(bytes: &[u8]) -> Option<char> {
    let back = bytes.iter().rev().take(4).position(|byte| *byte >= 0xc2)?;
    let last = str::from_utf8(&bytes[bytes.len() - 1 - back..]).ok()?;
    last.chars().next().filter(|c| c.len_utf8() == last.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_two_bytes() {
        for c in '\u{80}'..=char::MAX {
            let shown = folded(c);
            let bytes = c.to_string();
            for is_digits in [false, true] {
                let is_letter = |b: u8| {
                    if is_digits {
                        b.is_ascii_digit()
                    } else {
                        b.is_ascii_alphabetic()
                    }
                };
                let may = may_show_letters(bytes.as_bytes(), is_digits);
                assert!(
                    may || !shown.bytes().any(is_letter),
                    "{c:?} is shown as {shown:?}"
                );
            }
        }
    }
}
