//! The grammar of figures: which tokens of a sentence are one, and what it says.
//!
//! A figure is read by form alone here; what it counts and who says so is found later, and whether
//! it is a figure at all and not a name with a number is decided by [`refuse`](super::refuse).

use super::{
    amount, date,
    lex::{Lexeme, Token},
    lexicon::{Class, Sense, currency_sign},
    line::Line,
    money, order, quantity, share,
    value::{Kind, Qualifier, Unit, Value},
    words::words,
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

    /// "a 60-metre ravine": a hyphen hangs the unit on the number, and a noun follows.
    pub(super) fn is_hung(&self, line: &Line<'_>) -> bool {
        self.kind == Kind::Measure && self.is_joined(line)
    }

    /// "a 30-yard drive", "the five-year average": a hyphen makes it one word before a noun.
    pub(super) fn is_joined(&self, line: &Line<'_>) -> bool {
        (self.start..self.end).any(|at| line.is_hyphen(at))
    }

    pub(super) fn with_unit(self, unit: Unit) -> Self {
        Self {
            unit: Some(unit),
            ..self
        }
    }
}

/// The figure that begins at token `i`, read by form alone; only asked of one with which a figure
/// [may begin](Token::may_begin).
pub(super) fn at(line: &Line<'_>, i: usize) -> Option<Figure> {
    let token = line.get(i)?;
    let is_prefix = line.is_sign(i + 1, &['$', '£']);
    // "a dozen", "an hour and a half"; nearly all other articles begin no figure.
    let is_article = line.is_in(i, words!("a an")) && !is_prefix;
    let opened = Class::SCALE | Class::PART | Class::POWER | Class::TIME | Class::CARDINAL;
    if is_article && !line.has(i + 1, opened) && !line.is_in(i + 1, words!("few couple")) {
        return None;
    }
    // Of short words with a capital only those that are a currency begin a figure: `US$5`, `RM34.2`.
    let is_letters = token.lexeme == Lexeme::Word && !token.has(WORDS) && !token.is_grouped;
    let is_currency = || line.number(i + 1).is_some() || line.is_sign(i + 1, &['.']);
    if is_letters && !is_prefix && !(is_currency() && money::prefix(line, i).is_some()) {
        return None;
    }
    if let Some(date) = dated(line, i) {
        return Some(date);
    }
    let amount = amount::at(line, i);
    share::at(line, i, amount)
        .or_else(|| order::at(line, i))
        .or_else(|| quantity::at(line, i, amount))
}

/// Classes of words a figure can begin with.
const WORDS: Class = Class::CARDINAL
    .or(Class::POWER)
    .or(Class::SCALE)
    .or(Class::PART)
    .or(Class::MONTH)
    .or(Class::ORDINAL)
    .or(Class::MULTIPLE)
    .or(Class::CURRENCY)
    .or(Class::OPENS);

/// A word with a capital that is no longer may be a currency, and a figure begin with it.
pub(super) const SHORT: usize = 4;

/// Could a figure begin with this token, by what it alone is?
#[inline]
pub(super) fn may_begin(token: &Token) -> bool {
    match token.lexeme {
        Lexeme::Number(_) | Lexeme::Junk => true,
        Lexeme::Sign(sign) => may_begin_with(sign),
        Lexeme::Word => {
            let is_short = token.end - token.start <= SHORT as u32;
            may_word_begin(
                token.sense,
                token.is_capital && (token.is_grouped || is_short),
            )
        }
    }
}

/// The same of a sign.
#[inline]
pub(super) fn may_begin_with(sign: char) -> bool {
    let is_currency = || amount::fraction_sign(sign).is_some() || currency_sign(sign).is_some();
    matches!(sign, '-' | '\'' | '$' | '−' | '’' | '‘') || !sign.is_ascii() && is_currency()
}

/// The same of a word, which `is_name` if it has a capital and is short or has digits in it.
#[inline]
pub(super) fn may_word_begin(sense: Sense, is_name: bool) -> bool {
    is_name || sense.class.has(WORDS)
}

fn dated(line: &Line<'_>, i: usize) -> Option<Figure> {
    let dated = date::at(line, i)?;
    let mut figure = Figure::new(i, dated.end, Kind::Date, dated.value);
    figure.qualifier = date::part(line, i);
    Some(figure)
}
