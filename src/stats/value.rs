//! What a figure is once it is read: its kind, its value in a normal form, its unit, and how the
//! text hedges or moves it.

use std::fmt;

use crate::text::{Clean, CleanString};

pub(super) use super::calendar::{Date, Period};

/// What sort of figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Things counted.
    Count,
    /// A share in hundredths.
    Percent,
    /// Percentage points.
    Points,
    /// An amount of money.
    Money,
    /// A calendar date, a year, a quarter, a decade, or a span of them.
    Date,
    /// A length of time.
    Duration,
    /// The age of a person or thing.
    Age,
    /// So many for each of something else.
    Rate,
    /// A part of a whole, or one number to another.
    Ratio,
    /// So many times as much.
    Multiple,
    /// A place in an order.
    Rank,
    /// A physical quantity.
    Measure,
    /// The result of a match or a vote.
    Score,
    /// A bare level or index.
    Number,
}

impl Kind {
    /// Every kind, in the order the documentation lists them.
    pub const ALL: [Self; 14] = [
        Self::Count,
        Self::Percent,
        Self::Points,
        Self::Money,
        Self::Date,
        Self::Duration,
        Self::Age,
        Self::Rate,
        Self::Ratio,
        Self::Multiple,
        Self::Rank,
        Self::Measure,
        Self::Score,
        Self::Number,
    ];

    /// Its name in what the program prints for other programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Money => "money",
            Self::Date => "date",
            Self::Duration => "duration",
            Self::Age => "age",
            Self::Rate => "rate",
            Self::Ratio => "ratio",
            Self::Multiple => "multiple",
            Self::Rank => "rank",
            Self::Measure => "measure",
            Self::Score => "score",
            Self::Number => "number",
        }
    }
}

/// A value in its normal form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// One number, scale applied: 1.2 billion is `1200000000`.
    Number(f64),
    /// From the first to the second, both as a single value would be.
    Range(f64, f64),
    /// A point or stretch of the calendar.
    Date(Date),
    /// From one date to another.
    Dates(Date, Date),
    /// One side's number, then the other's.
    Score(u32, u32),
}

impl Value {
    /// The number it is, or the middle of the range; `None` for dates and scores.
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Number(n) => Some(n),
            Self::Range(low, high) => Some(f64::midpoint(low, high)),
            _ => None,
        }
    }

    /// The same value with every number in it passed through `f`.
    #[must_use]
    pub(crate) fn map(self, f: impl Fn(f64) -> f64) -> Self {
        match self {
            Self::Number(n) => Self::Number(f(n)),
            Self::Range(low, high) => Self::Range(f(low), f(high)),
            other => other,
        }
    }

    /// Bits that are equal exactly when the values are.
    pub(crate) fn key(self) -> (u8, u64, u64) {
        match self {
            Self::Number(n) => (0, rounded(n), 0),
            Self::Range(low, high) => (1, rounded(low), rounded(high)),
            Self::Date(date) => (2, date.key(), 0),
            Self::Dates(low, high) => (3, low.key(), high.key()),
            Self::Score(a, b) => (4, a.into(), b.into()),
        }
    }
}

/// The bits of `n` without the last few, so that 0.1 + 0.2 and 0.3 are one value.
fn rounded(n: f64) -> u64 {
    (n + 0.0).to_bits().wrapping_add(1 << 11) >> 12
}

/// The number as a person would write it without separators, at most six decimals: `15000`, `0.25`. One
/// too small for them, or with more digits than it has exact ones, is written as `2e-12`, `6.02e23`.
pub fn plain(n: f64) -> String {
    if n != 0.0 && !(1e-6..1e15).contains(&n.abs()) {
        return format!("{n:e}");
    }
    if n.fract() == 0.0 {
        return format!("{n:.0}");
    }
    let decimals = if n.abs() < 1.0 { 6 } else { 4 };
    let text = format!("{n:.decimals$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(n) => f.write_str(&plain(*n)),
            Self::Range(low, high) => write!(f, "{}–{}", plain(*low), plain(*high)),
            Self::Date(date) => date.fmt(f),
            Self::Dates(low, high) => write!(f, "{low}–{high}"),
            Self::Score(a, b) => write!(f, "{a}-{b}"),
        }
    }
}

/// What a value is counted in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A unit known by name: `%`, `pp`, `USD`, `km`, `year`.
    Known(&'static str),
    /// One made in the text: `USD/barrel`, `per 100000`.
    Made(CleanString),
}

impl Unit {
    /// Its words.
    pub fn as_clean(&self) -> Clean<'_> {
        match self {
            Self::Known(name) => Clean::literal(name),
            Self::Made(text) => text.as_clean(),
        }
    }

    /// Its words, as a plain string.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(name) => name,
            Self::Made(text) => text.as_str(),
        }
    }
}

/// How sure or how exact the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// Around, about, some, roughly.
    Approx,
    /// Over, more than, above.
    Over,
    /// Under, fewer than, below.
    Under,
    /// Nearly, almost, close to.
    Nearly,
    /// At least, a minimum of.
    AtLeast,
    /// At most, up to, as many as.
    AtMost,
    /// Dozens, several thousand.
    Vague,
    /// Early in the time named.
    Early,
    /// In the middle of the time named.
    Mid,
    /// Late in the time named.
    Late,
}

impl Qualifier {
    /// Its name in what the program prints for other programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approx => "approx",
            Self::Over => "over",
            Self::Under => "under",
            Self::Nearly => "nearly",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Vague => "vague",
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
        }
    }

    /// The word a reader sees: "around", "at least".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Approx => "around",
            Self::AtLeast => "at least",
            Self::AtMost => "up to",
            Self::Vague => "no exact figure",
            other => other.name(),
        }
    }
}

/// Which way something moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Up.
    Rise,
    /// Down.
    Fall,
}

impl Direction {
    /// "rise" or "fall".
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rise => "rise",
            Self::Fall => "fall",
        }
    }
}

/// What the figure is in a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The size of the change: "rose 5%".
    Amount,
    /// Where it got to: "rose to 5%".
    Level,
    /// Where it came from: "up from 5%".
    From,
}

impl Role {
    /// Its name in what the program prints for other programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Level => "level",
            Self::From => "from",
        }
    }
}

/// The change a figure is part of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Up or down.
    pub direction: Direction,
    /// What the figure is in it.
    pub role: Role,
    /// The old level, where the figure is the new one and the text gives it.
    pub from: Option<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_plainly() {
        for (n, text) in [
            (15000.0, "15000"),
            (0.25, "0.25"),
            (2.0 / 3.0, "0.666667"),
            (-2.5, "-2.5"),
            (1.2e12, "1200000000000"),
        ] {
            assert_eq!(plain(n), text);
        }
    }

    #[test]
    fn sums_that_differ_by_a_rounding_error_are_one_value() {
        let a = Value::Number(0.1 + 0.2);
        assert_eq!(a.key(), Value::Number(0.3).key());
        assert_ne!(a.key(), Value::Number(0.31).key());
        assert_eq!(Value::Number(-0.0).key(), Value::Number(0.0).key());
    }
}
