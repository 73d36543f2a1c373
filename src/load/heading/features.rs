//! What is measured of a line and its neighbours to tell a heading without marks from a short
//! paragraph, a caption or an item of a list.

use super::words;
use crate::load::plain::{front, shape::Marker, unit::Unit};

/// A line with what stands round it.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The line.
    pub unit: &'a Unit,
    /// What stands above it.
    pub above: Option<&'a Unit>,
    /// What follows, the next first; some eight are enough.
    pub below: &'a [&'a Unit],
    /// Short units in a row right above it.
    pub back: u32,
    /// Units from the beginning of the text.
    pub index: u64,
    /// Are lines of this text wrapped by hand?
    pub is_wrapped: bool,
    /// Are blank lines so rare that they separate nothing?
    pub is_tight: bool,
    /// Columns before ordinary text.
    pub indent: u32,
}

/// What is measured, by name, in the order of [`measure`].
#[rustfmt::skip]
pub const NAMES: [&str; 90] = [
    "len", "words", "words2", "dot", "question", "colon", "comma", "bang", "close", "title", "caps", "lower",
    "digit", "number", "deep_number", "sentences", "commas", "inner_colon", "url", "code", "columns", "indented",
    "quote", "year", "byline", "caption", "known", "question_word", "one_word", "stop_word", "mid_capitals",
    "symbol", "short_sentence", "long_word", "ends_digit", "parenthesis", "two_lines", "next_len", "next_long",
    "next_item", "next_stop", "next_lower", "next_colon", "next_quote", "next_short", "next2_len", "next2_long",
    "above_len", "above_long", "above_item", "above_stop", "above_colon", "above_short", "ratio", "above_ratio",
    "same_start_next", "same_start_above", "run", "run0", "run3", "back", "back0", "back3", "first", "early", "last",
    "tight", "tight_short", "wrapped", "gap0", "gap2", "gap_after0", "gap_after2", "gap_drop", "gap_rise",
    "tight_gap", "tight_gap_after", "loose_gap0", "loose_gap_after0", "loose_lone", "wrapped_gap0", "next_caps",
    "above_caps", "dash", "bar", "pronoun", "only_date", "call", "money", "bracketed",
];

/// The measures of one line.
pub type Measures = [f32; NAMES.len()];

/// A weight for each measure; the first is added to every sum.
pub type Weights = [f32; NAMES.len() + 1];

/// Is the unit short enough to be a heading?
pub fn is_short(unit: &Unit) -> bool {
    unit.width < 100 && unit.lines <= 2
}

/// Measures `look`; values are mostly between 0 and 1.
pub fn measure(look: &Look<'_>) -> Measures {
    let mut out = Row {
        values: [0.0; NAMES.len()],
        at: 0,
    };
    own(&mut out, look);
    below(&mut out, look);
    above(&mut out, look);
    relation(&mut out, look);
    place(&mut out, look);
    gaps(&mut out, look);
    rest(&mut out, look);
    debug_assert_eq!(out.at, NAMES.len(), "a name for each measure");
    out.values
}

struct Row {
    values: Measures,
    at: usize,
}

impl Row {
    fn number(&mut self, value: f32) {
        self.values[self.at] = value;
        self.at += 1;
    }

    fn is(&mut self, value: bool) {
        self.number(f32::from(u8::from(value)));
    }
}

fn log(count: u32) -> f32 {
    (count as f32).ln_1p() / 3.0
}

/// Does a sentence end here?
pub fn ends_sentence(last: char) -> bool {
    matches!(
        last,
        '.' | '!' | '?' | '"' | '”' | '»' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔'
    )
}

fn is_item(unit: &Unit) -> bool {
    unit.shape.marker.is_some()
}

fn own(out: &mut Row, look: &Look<'_>) {
    let unit = look.unit;
    let text = unit.text.as_str();
    let words = words::Words::of(text);
    let many = words.count as f32 / 10.0;
    out.number(log(unit.width));
    out.number(many);
    out.number(many * many);
    out.is(matches!(unit.last, '.' | '…' | '。' | '।' | '۔'));
    out.is(matches!(unit.last, '?' | '？' | '؟'));
    out.is(matches!(unit.last, ':' | '：'));
    out.is(matches!(unit.last, ',' | ';' | '、' | '，'));
    out.is(matches!(unit.last, '!' | '！'));
    out.is(matches!(unit.last, ')' | '"' | '”' | '\'' | '’' | '»'));
    out.number(words.title_case());
    out.is(words.is_caps());
    out.is(unit.shape.is_lower);
    out.is(text.starts_with(|c: char| c.is_ascii_digit()));
    out.is(words.number_depth == 1);
    out.is(words.number_depth > 1);
    out.is(words.sentence_breaks > 0);
    out.number(words.commas.min(4) as f32 / 2.0);
    out.is(text.contains(": "));
    out.is(text.contains("://") || text.contains("www.") || text.contains('@'));
    out.is(text.contains(['{', '}', ';', '=', '<', '>', '|', '\\']) || text.contains("()"));
    out.is(unit.shape.has_columns);
    out.is(unit.shape.indent > look.indent);
    out.is(text.starts_with(['"', '“', '‘', '\'', '«', '„', '—']));
    out.is(words.has_year);
    out.is(words::is_byline(text));
    out.is(words::is_caption(text));
    out.is(words::is_known_heading(text));
    out.is(words::starts_with_question(text));
    out.is(words.count == 1);
    out.is(words::starts_with_stop_word(text));
    out.number(words.mid_capitals());
    out.is(!text.starts_with(char::is_alphanumeric)
        && !text.starts_with(['"', '“', '‘', '\'', '«', '(']));
    out.is(unit.width < 60 && ends_sentence(unit.last));
    out.number(words.longest.min(30) as f32 / 10.0);
    out.is(unit.last.is_numeric());
    out.is(text.starts_with('('));
    out.is(unit.lines > 1);
}

fn below(out: &mut Row, look: &Look<'_>) {
    let next = look.below.first().copied();
    let has = |test: &dyn Fn(&Unit) -> bool| next.is_some_and(test);
    out.number(log(next.map_or(0, |unit| unit.width)));
    out.is(has(&|unit| unit.width > 150));
    out.is(has(&is_item));
    out.is(has(&|unit| ends_sentence(unit.last)));
    out.is(has(&|unit| unit.shape.is_lower));
    out.is(has(&|unit| unit.last == ':'));
    out.is(has(&|unit| unit.text.starts_with(['"', '“', '«', '—'])));
    out.is(has(&|unit| is_short(unit) && !ends_sentence(unit.last)));
    let second = look.below.get(1).map_or(0, |unit| unit.width);
    out.number(log(second));
    out.is(second > 150);
}

fn above(out: &mut Row, look: &Look<'_>) {
    let has = |test: &dyn Fn(&Unit) -> bool| look.above.is_some_and(test);
    out.number(log(look.above.map_or(0, |unit| unit.width)));
    out.is(has(&|unit| unit.width > 150));
    out.is(has(&is_item));
    out.is(has(&|unit| ends_sentence(unit.last)));
    out.is(has(&|unit| unit.last == ':'));
    out.is(has(&|unit| is_short(unit) && !ends_sentence(unit.last)));
}

fn ratio(unit: Option<&Unit>, to: &Unit) -> f32 {
    let width = unit.map_or(0, |unit| unit.width);
    ((width + 1) as f32 / (to.width + 1) as f32)
        .ln()
        .clamp(-3.0, 3.0)
        / 2.0
}

fn first_word(unit: &Unit) -> &str {
    unit.text.split(' ').next().unwrap_or("")
}

fn relation(out: &mut Row, look: &Look<'_>) {
    let next = look.below.first().copied();
    out.number(ratio(next, look.unit));
    out.number(ratio(look.above, look.unit));
    let same =
        |unit: Option<&Unit>| unit.is_some_and(|unit| first_word(unit) == first_word(look.unit));
    out.is(same(next.filter(|unit| is_short(unit))));
    out.is(same(look.above.filter(|unit| is_short(unit))));
}

fn place(out: &mut Row, look: &Look<'_>) {
    let run = look
        .below
        .iter()
        .take(6)
        .take_while(|unit| is_short(unit))
        .count() as u32;
    for count in [run, look.back] {
        out.number(count.min(6) as f32 / 3.0);
        out.is(count == 0);
        out.is(count >= 3);
    }
    out.is(look.index == 0);
    out.is(look.index < 3);
    out.is(look.below.is_empty());
    out.is(look.is_tight);
    out.is(look.is_tight && look.unit.width < 60);
    out.is(look.is_wrapped);
}

fn gaps(out: &mut Row, look: &Look<'_>) {
    let before = look.unit.gap;
    let after = look.below.first().map_or(1, |unit| unit.gap);
    let is_loose = !look.is_tight && !look.is_wrapped;
    out.is(before == 0);
    out.is(before >= 2);
    out.is(after == 0);
    out.is(after >= 2);
    out.is(before > after && before >= 2);
    out.is(after > before && after >= 2);
    out.is(look.is_tight && before > 0);
    out.is(look.is_tight && after > 0);
    out.is(is_loose && before == 0);
    out.is(is_loose && after == 0);
    out.is(is_loose && before > 0 && after > 0);
    out.is(look.is_wrapped && before == 0);
}

fn rest(out: &mut Row, look: &Look<'_>) {
    let caps =
        |unit: Option<&Unit>| unit.is_some_and(|unit| is_short(unit) && words::is_caps(&unit.text));
    out.is(caps(look.below.first().copied()));
    out.is(caps(look.above));
    let text = look.unit.text.as_str();
    out.is(text.contains(" – ") || text.contains(" — ") || text.contains(" - "));
    out.is(text.contains('|') || text.contains('·') || text.contains('•') || text.contains('/'));
    out.is(words::starts_with_pronoun(text));
    out.is(look.unit.width < 40 && text.split_whitespace().count() <= 5 && front::is_date(text));
    out.is(words::is_call(text));
    out.is(text.contains(['$', '€', '£']));
    out.is(text.starts_with(['(', '[']) && text.ends_with([')', ']']));
}

/// Is it a list item by its marker? A number may belong to a heading.
pub fn is_bullet(unit: &Unit) -> bool {
    matches!(
        unit.shape.marker,
        Some(Marker::Bullet | Marker::Letter(_) | Marker::Quote)
    )
}
