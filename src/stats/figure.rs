//! The grammar of figures: which tokens of a sentence are one, and what it says.
//!
//! A figure is read by form alone here; what it counts and who says so is found later, and whether
//! it is a figure at all and not a name with a number is decided by [`refuse`](super::refuse).

use super::{
    amount, date,
    lexicon::Class,
    line::Line,
    order, quantity, share,
    value::{Kind, Qualifier, Unit, Value},
};

/// A figure as read from its own words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// Its span: tokens from `start` up to `end`.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) value: Value,
    pub(super) unit: Option<Unit>,
    /// Said inside the figure or right behind it: "50-plus", "100 or more", "dozens".
    pub(super) qualifier: Option<Qualifier>,
    /// Where the thing counted may begin.
    pub(super) noun: usize,
    /// Where to look for the next figure.
    pub(super) resume: usize,
    /// Only an amount, without any unit or form of its own.
    pub(super) is_bare: bool,
    /// In words, not in digits.
    pub(super) is_worded: bool,
}

impl Figure {
    pub(super) fn new(start: usize, end: usize, kind: Kind, value: Value) -> Self {
        Self {
            start,
            end,
            kind,
            value,
            unit: None,
            qualifier: None,
            noun: end,
            resume: end,
            is_bare: false,
            is_worded: false,
        }
    }

    pub(super) fn with_unit(self, unit: Unit) -> Self {
        Self {
            unit: Some(unit),
            ..self
        }
    }
}

/// The figure that begins at token `i`, read by form alone.
pub(super) fn at(line: &Line<'_>, i: usize) -> Option<Figure> {
    if !may_begin(line, i) {
        return None;
    }
    dated(line, i)
        .or_else(|| share::at(line, i))
        .or_else(|| order::at(line, i))
        .or_else(|| quantity::at(line, i))
}

fn may_begin(line: &Line<'_>, i: usize) -> bool {
    let classes = Class::MONTH | Class::ORDINAL | Class::MULTIPLE | Class::CURRENCY;
    amount::may_begin(line, i)
        || line.has(i, classes)
        || line.sign(i).is_some_and(|sign| {
            super::lexicon::currency_sign(sign).is_some() || "-−'’‘".contains(sign)
        })
        || line.is_in(i, "a an several few many couple no nos fiscal financial fy")
        || line.get(i).is_some_and(|token| {
            token.is_grouped || token.is_capital || token.lexeme == super::lex::Lexeme::Junk
        })
}

fn dated(line: &Line<'_>, i: usize) -> Option<Figure> {
    let dated = date::at(line, i)?;
    let mut figure = Figure::new(i, dated.end, Kind::Date, dated.value);
    figure.qualifier = date::part(line, i);
    Some(figure)
}
