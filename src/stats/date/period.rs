//! Quarters, halves, financial years and decades.

use super::{Read, four_digits};
use crate::stats::{
    lexicon::Class,
    line::Line,
    value::{Date, Period},
    words::words,
};

/// `Q1 2024`, `Q3`, `1Q24`, `2024 Q1`, `H1 2024`, "third quarter of 2024".
pub(super) fn quarter(line: &Line<'_>, i: usize) -> Option<Read> {
    if let Some(period) = period_code(line.word(i)) {
        let at =
            i + 1 + usize::from(line.is(i + 1, "of") || line.is_sign(i + 1, &['\'', '’', '-']));
        let year = four_digits(line, at).or_else(|| two_digits(line, at).filter(|_| at > i + 1));
        let bare = matches!(period, Period::Quarter(_))
            && !line.is_glued(i + 1) | line.is_glued_sign(i + 1);
        return match year {
            Some(year) => Some((
                Date {
                    year: Some(year),
                    period,
                },
                at + 1,
            )),
            None => bare.then_some((Date { year: None, period }, i + 1)),
        };
    }
    let ordinal = line.get(i).filter(|token| token.has(Class::ORDINAL))?;
    let n = ordinal.sense.number() as u8;
    let period = match () {
        () if line.is(i + 1, "quarter") && n <= 4 => Period::Quarter(n),
        () if line.is(i + 1, "half") && n <= 2 => Period::Half(n),
        () => return None,
    };
    let at = i + 2 + usize::from(line.is(i + 2, "of") || line.is(i + 2, "in"));
    let year = four_digits(line, at).filter(|_| at > i + 2)?;
    Some((
        Date {
            year: Some(year),
            period,
        },
        at + 1,
    ))
}

/// `Q1` to `Q4`, `H1`, `H2`.
pub(super) fn period_code(word: &str) -> Option<Period> {
    Some(match word {
        "Q1" => Period::Quarter(1),
        "Q2" => Period::Quarter(2),
        "Q3" => Period::Quarter(3),
        "Q4" => Period::Quarter(4),
        "H1" => Period::Half(1),
        "H2" => Period::Half(2),
        _ => return None,
    })
}

/// `25` for 2025.
fn two_digits(line: &Line<'_>, i: usize) -> Option<u16> {
    let token = line
        .get(i)
        .filter(|token| token.digits == 2 && !token.is_decimal)?;
    let _ = token;
    Some(2000 + line.number(i)? as u16)
}

/// `FY2025`, `FY25`, `FY 2025`, "fiscal 2024", "fiscal year 2024", "financial year 2023-24".
pub(super) fn fiscal(line: &Line<'_>, i: usize) -> Option<Read> {
    let date = |year| Date {
        year: Some(year),
        period: Period::Fiscal,
    };
    let word = line.word(i);
    if let Some(digits) = word.strip_prefix("FY").filter(|rest| !rest.is_empty()) {
        let year: u16 = digits.parse().ok()?;
        return match digits.len() {
            2 => Some((date(2000 + year), i + 1)),
            4 => Some((date(year), i + 1)),
            _ => None,
        };
    }
    if line.is(i, "fy") {
        let at = i + 1;
        return four_digits(line, at)
            .or_else(|| two_digits(line, at))
            .map(|year| (date(year), at + 1));
    }
    let is_fiscal = line.is(i, "fiscal") || line.is(i, "financial") && line.is(i + 1, "year");
    let at = i + 1 + usize::from(line.is(i + 1, "year"));
    is_fiscal
        .then(|| four_digits(line, at))
        .flatten()
        .map(|year| (date(year), at + 1))
}

/// `1990s`, `1990’s`, `’90s`, "the 90s".
pub(super) fn decade(line: &Line<'_>, i: usize) -> Option<Read> {
    let quote = line.is_sign(i, &['’', '\'', '‘']);
    let at = i + usize::from(quote);
    let token = line.get(at)?;
    let value = line.number(at)? as u16;
    let apostrophe = line.is_sign(at + 1, &['’', '\'']) && line.is_glued(at + 1);
    let s = at + 1 + usize::from(apostrophe);
    if !line.is_glued(s) || line.word(s) != "s" || !value.is_multiple_of(10) || token.is_grouped {
        return None;
    }
    let year = match token.digits {
        4 if (1000..2200).contains(&value) => value,
        2 if quote && line.is_glued(at) => 1900 + value,
        2 if !quote
            && value >= 20
            && line.is_in(i.wrapping_sub(1), words!("the early late mid"))
            && has_decade_before(line, i) =>
        {
            1900 + value
        }
        _ => return None,
    };
    Some((
        Date {
            year: Some(year),
            period: Period::Decade,
        },
        s + 1,
    ))
}

/// "in the 90s", but not "in his late 40s" and not "temperatures in the 30s".
fn has_decade_before(line: &Line<'_>, i: usize) -> bool {
    let first = i.saturating_sub(3);
    !(first..i).any(|at| line.is_in(at, words!("his her their my temperatures highs lows")))
}
