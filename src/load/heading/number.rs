//! Section numbers at the beginning of a line: `3.`, `2.1`, `IV.`, `B.`, `Appendix A.`, `Chapter 7:`.

use super::{letters, lexicon::Lexicon};
use crate::load::plain::date;

/// How a section is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `1`, `2.1`, `3.2.1`, with or without a full stop or bracket after it.
    Decimal,
    /// `IV.` or `IV)`.
    Roman,
    /// `B.` or `B)`.
    Letter,
    /// `Chapter 7`, `Appendix A`, `Part II`, `Article 3`.
    Named,
}

/// A section number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// How it is written.
    pub kind: Kind,
    /// Its parts from the outermost, at most six; a letter counts from 1.
    pub parts: Vec<u32>,
    /// Has it a full stop, bracket or colon after it?
    pub is_closed: bool,
    /// Bytes it takes, the spaces after it included.
    pub len: usize,
}

impl Number {
    /// Parts of it: 2 for `3.1`.
    pub fn depth(&self) -> u32 {
        self.parts.len() as u32
    }
}

/// The number `text` starts with, when words follow it.
pub fn parse(text: &str) -> Option<Number> {
    let first = letters::split(text).next()?;
    named(text, first).or_else(|| plain(text, first))
}

fn plain(text: &str, first: &str) -> Option<Number> {
    let token = first.strip_prefix('(').unwrap_or(first);
    if !token.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()) {
        return None;
    }
    let body = token.trim_end_matches(['.', ')', ':']);
    let is_closed = body.len() < token.len();
    let (kind, parts) = value(body)?;
    if kind == Kind::Letter && token.ends_with(':') {
        // `Q:` asks a question.
        return None;
    }
    let rest = text[first.len()..].trim_start();
    if !is_closed && parts.len() == 1 && is_count(parts[0], text) {
        return None;
    }
    let is_enough = is_closed
        || kind == Kind::Decimal
            && rest
                .chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || !c.is_ascii());
    (is_enough && !rest.is_empty()).then(|| Number {
        kind,
        parts,
        is_closed,
        len: text.len() - rest.len(),
    })
}

/// Does a plain number without a mark say how many, or a day?
fn is_count(number: u32, text: &str) -> bool {
    number > HIGHEST || text.len() <= DATE_MAX && date::is_date(text)
}

/// A chapter of a large work may have a higher number, when it has a mark or parts.
const HIGHEST: u32 = 199;

/// Bytes of a line that is a date: `12 March` has no number.
const DATE_MAX: usize = 30;

/// A word such as *chapter* with a number after it; a title may follow or not.
fn named(text: &str, first: &str) -> Option<Number> {
    if !NAMES.has_any_case(first) {
        return None;
    }
    let rest = text[first.len()..].trim_start();
    let token = letters::split(rest).next()?;
    let body = token.trim_end_matches(['.', ')', ':', ',']);
    let (_, parts) = value(body)?;
    let after = rest[token.len()..].trim_start();
    let is_closed = body.len() < token.len();
    let starts_lower = after.chars().next().is_some_and(char::is_lowercase);
    (!starts_lower && (is_closed || text.len() < 60)).then(|| Number {
        kind: Kind::Named,
        parts: parts.into_iter().take(1).collect(),
        is_closed,
        len: text.len() - after.len(),
    })
}

/// What sections are called.
#[rustfmt::skip]
static NAMES: Lexicon = Lexicon::new(&[
    "chapter", "appendix", "annex", "part", "article", "section", "title", "schedule", "exhibit", "kapitel",
    "chapitre", "capítulo", "teil", "anhang", "anexo", "annexe", "partie", "артикул", "глава", "раздел", "статья",
    "rozdział",
]);

fn value(body: &str) -> Option<(Kind, Vec<u32>)> {
    let bytes = body.as_bytes();
    match bytes {
        [] => None,
        [b'0'..=b'9', ..] => decimal(body).map(|parts| (Kind::Decimal, parts)),
        _ if bytes.iter().all(|b| b"IVXLC".contains(b))
            && bytes.len() <= 6
            && body != "C"
            && body != "L" =>
        {
            Some((Kind::Roman, vec![roman(bytes)]))
        }
        [letter @ b'A'..=b'Z'] => Some((Kind::Letter, vec![u32::from(letter - b'A') + 1])),
        _ => None,
    }
}

fn decimal(body: &str) -> Option<Vec<u32>> {
    let parts: Vec<u32> = body
        .split('.')
        .map(|part| (part.len() <= 3).then(|| part.parse().ok()).flatten())
        .collect::<Option<_>>()?;
    (parts.len() <= 6).then_some(parts)
}

fn roman(bytes: &[u8]) -> u32 {
    let value = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        b'X' => 10,
        b'L' => 50,
        _ => 100,
    };
    let mut sum = 0u32;
    for (at, digit) in bytes.iter().enumerate() {
        let digit = value(*digit);
        if bytes.get(at + 1).is_some_and(|next| value(*next) > digit) {
            sum = sum.wrapping_sub(digit);
        } else {
            sum = sum.wrapping_add(digit);
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let check = |text: &str, expected: Option<(Kind, &[u32])>| {
            let number = parse(text);
            let found = number.as_ref().map(|n| (n.kind, n.parts.as_slice()));
            assert_eq!(found, expected, "{text:?}");
        };
        check("1. Overview", Some((Kind::Decimal, &[1])));
        check("2.1.  Levels", Some((Kind::Decimal, &[2, 1])));
        check("2.3.1 Vaccination", Some((Kind::Decimal, &[2, 3, 1])));
        check("4) Means", Some((Kind::Decimal, &[4])));
        check("3 Ports", Some((Kind::Decimal, &[3])));
        check("301.2 Noise at the quay", Some((Kind::Decimal, &[301, 2])));
        check("301 Ports", None);
        check("301. Ports", Some((Kind::Decimal, &[301])));
        check("3 ports closed", None);
        check("12 March", None);
        check("2024 Budget", None);
        check("1.5 litres", None);
        check("IV. The pact", Some((Kind::Roman, &[4])));
        check("B. Sources", Some((Kind::Letter, &[2])));
        check("I think so", None);
        check("A plan", None);
        check("Appendix A.  Area names", Some((Kind::Named, &[1])));
        check("Chapter 7: The road", Some((Kind::Named, &[7])));
        check("Part of the plan", None);
        check("1.", None);
        check("Q: Who pays?", None);
    }
}
