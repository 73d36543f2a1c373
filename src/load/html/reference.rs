//! References to characters in a web page, `&eacute;` or `&#233;` (HTML Living Standard, 13.2.5.72).

use std::{borrow::Cow, collections::HashMap};

use encoding_rs::WINDOWS_1252;
use memchr::memchr;

use crate::load::markdown::character::character;

/// The longest name there is.
const LONGEST: usize = "CounterClockwiseContourIntegral".len();

/// Different names that are looked up on one page; there are some 2,000.
const MOST: usize = 5_000;

/// Names that need no semicolon behind them, in order: those of the first pages there were.
#[rustfmt::skip]
const BARE: [&str; 106] = [
    "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil", "ETH",
    "Eacute", "Ecirc", "Egrave", "Euml", "GT", "Iacute", "Icirc", "Igrave", "Iuml", "LT", "Ntilde",
    "Oacute", "Ocirc", "Ograve", "Oslash", "Otilde", "Ouml", "QUOT", "REG", "THORN", "Uacute",
    "Ucirc", "Ugrave", "Uuml", "Yacute", "aacute", "acirc", "acute", "aelig", "agrave", "amp",
    "aring", "atilde", "auml", "brvbar", "ccedil", "cedil", "cent", "copy", "curren", "deg",
    "divide", "eacute", "ecirc", "egrave", "eth", "euml", "frac12", "frac14", "frac34", "gt",
    "iacute", "icirc", "iexcl", "igrave", "iquest", "iuml", "laquo", "lt", "macr", "micro",
    "middot", "nbsp", "not", "ntilde", "oacute", "ocirc", "ograve", "ordf", "ordm", "oslash",
    "otilde", "ouml", "para", "plusmn", "pound", "quot", "raquo", "reg", "sect", "shy", "sup1",
    "sup2", "sup3", "szlig", "thorn", "times", "uacute", "ucirc", "ugrave", "uml", "uuml", "yacute",
    "yen", "yuml",
];

/// Where the words with references stand.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    Text,
    /// The value of an attribute: an address may hold `&copy=2`.
    Value,
}

/// Characters by their names, as far as a page has asked for them.
#[derive(Default)]
pub(super) struct Names<'a> {
    known: HashMap<&'a str, Option<String>>,
}

impl<'a> Names<'a> {
    /// `text` with the characters that it refers to. What names none stays as it stands.
    pub fn decode(&mut self, text: &'a str, place: Place) -> Cow<'a, str> {
        let Some(first) = memchr(b'&', text.as_bytes()) else {
            return Cow::Borrowed(text);
        };
        let (words, mut rest) = text.split_at(first);
        let mut out = words.to_owned();
        while !rest.is_empty() {
            let end = self.reference(rest, place, &mut out).unwrap_or_else(|| {
                out.push('&');
                1
            });
            rest = &rest[end..];
            let end = memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        Cow::Owned(out)
    }

    /// Reads the reference at the start of `text`, and how long it is.
    fn reference(&mut self, text: &'a str, place: Place, out: &mut String) -> Option<usize> {
        let name = &text[1..];
        if let Some(number) = name.strip_prefix('#') {
            let (c, len) = numbered(number)?;
            out.push(c);
            return Some("&#".len() + len);
        }
        let len = name
            .bytes()
            .take(LONGEST + 1)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        if name[len..].starts_with(';')
            && let Some(character) = self.named(&name[..len])
        {
            out.push_str(character);
            return Some(1 + len + 1);
        }
        let is_bare = |len: &usize| BARE.binary_search(&&name[..*len]).is_ok();
        let bare = (2..=len.min("frac12".len())).rev().find(is_bare)?;
        let is_word = name[bare..].starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric());
        if place == Place::Value && is_word {
            return None;
        }
        out.push_str(self.named(&name[..bare])?);
        Some(1 + bare)
    }

    /// The Markdown parser knows the same names, so that one table of them is enough.
    fn named(&mut self, name: &'a str) -> Option<&str> {
        if self.known.len() >= MOST && !self.known.contains_key(name) {
            return None;
        }
        self.known
            .entry(name)
            .or_insert_with(|| character(name))
            .as_deref()
    }
}

/// The character with the number at the start of `text`, and how long the number is, its semicolon counted.
fn numbered(text: &str) -> Option<(char, usize)> {
    let (sign, radix) = match text.as_bytes().first() {
        Some(b'x' | b'X') => (1, 16),
        _ => (0, 10),
    };
    let digits = text[sign..]
        .bytes()
        .take_while(|byte| (*byte as char).is_digit(radix))
        .count();
    if digits == 0 {
        return None;
    }
    let end = sign + digits;
    let number = u32::from_str_radix(&text[sign..end], radix).ok();
    let c = match number {
        // What the first browsers made of numbers that stand for nothing.
        Some(number @ 0x80..=0x9f) => {
            let byte = [number as u8];
            WINDOWS_1252
                .decode_without_bom_handling(&byte)
                .0
                .chars()
                .next()
        }
        Some(0) | None => None,
        Some(number) => char::from_u32(number),
    };
    let semicolon = usize::from(text[end..].starts_with(';'));
    Some((c.unwrap_or(char::REPLACEMENT_CHARACTER), end + semicolon))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(Names::default().decode(text, Place::Text), expected);
    }

    #[test]
    fn by_name() {
        check(
            "a &amp; b &lt;i&gt; &eacute;&nbsp;&hellip;",
            "a & b <i> é\u{a0}…",
        );
        check("&NotEqualTilde;&Tab;", "≂̸\t");
        check("R&D &; &unknown; & &x", "R&D &; &unknown; & &x");
        check("&copy 2031 &notit; &amp;amp;", "© 2031 ¬it; &amp;");
        check(
            "&CounterClockwiseContourIntegral;&CounterClockwiseContourIntegrals;",
            "∳&CounterClockwiseContourIntegrals;",
        );
    }

    #[test]
    fn names_without_a_semicolon_are_names() {
        assert!(BARE.is_sorted());
        for name in BARE {
            assert!(Names::default().named(name).is_some(), "{name}");
        }
    }

    #[test]
    fn by_number() {
        check("&#233;&#xE9;&#xe9 &#150;", "éé\u{e9} –");
        check(
            "&#0;&#x110000;&#99999999999;&#xd800;",
            "\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
        );
        check("&#;&#x;&#é", "&#;&#x;&#é");
    }

    #[test]
    fn an_address_keeps_its_fields() {
        let mut names = Names::default();
        assert_eq!(
            names.decode("/a?b&copy=2&amp;lt&reg", Place::Value),
            "/a?b&copy=2&lt®"
        );
        assert_eq!(names.decode("&copy=2", Place::Text), "©=2");
    }

    #[test]
    fn names_are_looked_up_within_bounds() {
        let many: Vec<String> = (0..2 * MOST).map(|number| format!("&a{number};")).collect();
        let many = many.concat();
        let mut names = Names::default();
        assert_eq!(names.decode(&many, Place::Text), many);
        assert_eq!(names.known.len(), MOST);
    }
}
