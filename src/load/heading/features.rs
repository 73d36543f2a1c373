//! What is measured of a line and its neighbours to tell a heading without marks from a short
//! paragraph, a caption or an item of a list.

use super::{cues, topic::Topic, words};
use crate::load::plain::{date, shape::Marker, unit::Unit};

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
    /// What the unit above speaks of.
    pub said_above: Topic,
    /// What the next two units speak of.
    pub said_below: Topic,
}

/// What is measured, by name, in the order of [`measure`]; after these come the [`cues`].
#[rustfmt::skip]
pub const NAMES: [&str; PLAIN] = [
    "len", "words", "words2", "dot", "question", "colon", "comma", "bang", "close", "title", "caps", "lower",
    "digit", "number", "deep_number", "sentences", "commas", "inner_colon", "url", "code", "columns", "indented",
    "quote", "year", "byline", "caption", "known", "question_word", "one_word", "stop_word", "mid_capitals",
    "symbol", "short_sentence", "long_word", "ends_digit", "parenthesis", "two_lines", "next_len", "next_long",
    "next_item", "next_stop", "next_lower", "next_colon", "next_quote", "next_short", "next2_len", "next2_long",
    "above_len", "above_long", "above_item", "above_stop", "above_colon", "above_short", "ratio", "above_ratio",
    "same_start_next", "same_start_above", "run", "run0", "run3", "back", "back0", "back3", "first", "early", "last",
    "tight", "tight_short", "wrapped", "gap0", "gap2", "gap_after0", "gap_after2", "gap_drop", "gap_rise",
    "tight_gap", "tight_gap_after", "loose_gap0", "loose_gap_after0", "loose_lone", "wrapped_gap0", "next_caps",
    "above_caps", "dash", "bar", "pronoun", "only_date", "call", "money", "bracketed", "said_below", "said_above",
    "prose_below", "above_asks", "next_asks", "same_code", "middling", "open_above", "open_below", "item_above", "list_of",
];

/// Measures with a name in [`NAMES`].
const PLAIN: usize = 101;
/// Measures of one line.
pub const COUNT: usize = PLAIN + cues::NAMES.len();

/// Measures that say more together than alone: each pair of these has a weight of its own.
#[rustfmt::skip]
pub const PAIRED: [usize; 24] = [
    nth("title"), nth("question"), nth("colon"), nth("one_word"), nth("number"), nth("lower"),
    nth("caps"), nth("next_long"), nth("above_long"), nth("run0"), nth("back0"), nth("above_stop"),
    nth("next_stop"), nth("tight"), nth("wrapped"), nth("loose_lone"), nth("short_sentence"),
    nth("next_item"), nth("early"), nth("gap2"), nth("run3"), nth("back3"), nth("next_short"), nth("above_short"),
];

/// Pairs of [`PAIRED`].
pub const PAIRS: usize = PAIRED.len() * (PAIRED.len() - 1) / 2;

/// Where the measure called `name` stands.
const fn nth(name: &str) -> usize {
    let mut at = 0;
    while at < PLAIN {
        if is_same(NAMES[at].as_bytes(), name.as_bytes()) {
            return at;
        }
        at += 1;
    }
    panic!("no measure has this name")
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// The measures of one line.
pub type Measures = [f32; COUNT];

/// What each measure weighs.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Added to every sum.
    pub always: f32,
    /// One for each of [`NAMES`], then one for each of [`cues::NAMES`].
    pub single: [f32; COUNT],
    /// One for each pair of [`PAIRED`]: the first with all after it, the second with all after it.
    pub paired: [f32; PAIRS],
}

impl Weights {
    /// The weights in a row: [`Self::always`] first, then the single ones, then the pairs.
    pub fn from_row(row: &[f32]) -> Self {
        Self {
            always: row[0],
            single: std::array::from_fn(|at| row[1 + at]),
            paired: std::array::from_fn(|at| row[1 + COUNT + at]),
        }
    }

    /// The logarithm of the odds that a line with these measures is a heading.
    pub fn odds(&self, measures: &Measures) -> f32 {
        let mut sum = self.always;
        for (value, weight) in measures.iter().zip(&self.single) {
            sum += value * weight;
        }
        // Most measures are zero: only the others make pairs.
        let mut values = [(0, 0.0); PAIRED.len()];
        let mut count = 0;
        for (nth, at) in PAIRED.into_iter().enumerate() {
            values[count] = (nth, measures[at]);
            count += usize::from(measures[at] != 0.0);
        }
        let values = &values[..count];
        for (at, (nth, value)) in values.iter().enumerate() {
            // The weights of the pairs with those after it.
            let start = nth * (2 * PAIRED.len() - nth - 1) / 2;
            let others = values[at + 1..].iter();
            let weighted =
                others.map(|(other, value)| value * self.paired[start + other - nth - 1]);
            sum += value * weighted.sum::<f32>();
        }
        sum
    }
}

/// The measures of [`PAIRED`], each times each.
pub fn pairs(measures: &Measures) -> impl Iterator<Item = f32> {
    let values = PAIRED.map(|at| measures[at]);
    (0..PAIRED.len()).flat_map(move |a| (a + 1..PAIRED.len()).map(move |b| values[a] * values[b]))
}

/// Is the unit short enough to be a heading?
pub fn is_short(unit: &Unit) -> bool {
    unit.width < 100 && unit.lines <= 2
}

/// Measures `look`; values are mostly between 0 and 1.
pub fn measure(look: &Look<'_>) -> Measures {
    measure_with(look, &words::Words::of(&look.unit.text))
}

/// The same when the words of the line are known.
pub fn measure_with(look: &Look<'_>, words: &words::Words) -> Measures {
    let mut out = Row {
        values: [0.0; COUNT],
        at: 0,
    };
    own(&mut out, look, words);
    below(&mut out, look);
    above(&mut out, look);
    relation(&mut out, look);
    place(&mut out, look);
    gaps(&mut out, look);
    rest(&mut out, look, words);
    round(&mut out, look, words);
    debug_assert_eq!(out.at, PLAIN, "a name for each measure");
    cues::measure(&look.unit.text, words, |value| out.number(value));
    debug_assert_eq!(out.at, COUNT, "a name for each cue");
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
    libm::log1pf(count as f32) / 3.0
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

fn own(out: &mut Row, look: &Look<'_>, words: &words::Words) {
    let unit = look.unit;
    let text = unit.text.as_str();
    let first = words::without_marks(words.first(text));
    let has = |signs: &str| words.signs.may_have(signs);
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
    out.is(has(":") && text.contains(": "));
    out.is(has("@") || has(":") && text.contains("://") || has(".") && text.contains("www."));
    out.is(has("{};=<>|\\") || has("(") && text.contains("()"));
    out.is(unit.shape.has_columns);
    out.is(unit.shape.indent > look.indent);
    out.is(text.starts_with(['"', '“', '‘', '\'', '«', '„', '—']));
    out.is(words.has_year);
    out.is(words::is_byline_by(text, first));
    out.is(words.is_caption);
    out.is(words::is_known(&text[words.number_len as usize..]));
    out.is(words::asks(first));
    out.is(words.count == 1);
    out.is(words::starts_sentence(first));
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
    libm::logf((width + 1) as f32 / (to.width + 1) as f32).clamp(-3.0, 3.0) / 2.0
}

fn first_word(unit: &Unit) -> &str {
    before_space(&unit.text)
}

/// All up to the first space.
fn before_space(text: &str) -> &str {
    let end = memchr::memchr(b' ', text.as_bytes());
    &text[..end.unwrap_or(text.len())]
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

fn rest(out: &mut Row, look: &Look<'_>, words: &words::Words) {
    let caps =
        |unit: Option<&Unit>| unit.is_some_and(|unit| is_short(unit) && words::is_caps(&unit.text));
    out.is(caps(look.below.first().copied()));
    out.is(caps(look.above));
    let text = look.unit.text.as_str();
    let first = words::without_marks(words.first(text));
    let has = |signs: &str| words.signs.may_have(signs);
    let has_dash = has("–") && (text.contains(" – ") || text.contains(" — "));
    out.is(has_dash || has("-") && text.contains(" - "));
    out.is(has("|/") || has("·") && text.contains(['·', '•']));
    out.is(words::is_pronoun(first));
    out.is(look.unit.width < 40
        && words.count <= 5
        && words.signs.has_digit()
        && date::is_date(text));
    out.is(words::is_call(first));
    out.is(has("$") || has("€") && text.contains(['€', '£']));
    out.is(text.starts_with(['(', '[']) && text.ends_with([')', ']']));
}

/// What the lines round it say, and how they end.
fn round(out: &mut Row, look: &Look<'_>, words: &words::Words) {
    let next = look.below.first().copied();
    let shares = Topic::shares([&look.said_below, &look.said_above], &look.unit.text);
    for share in shares {
        out.number(share);
    }
    out.is(next.is_some_and(|unit| cues::is_prose(unit.width, unit.last)));
    out.is(look.above.is_some_and(|unit| unit.last == '?'));
    out.is(next.is_some_and(|unit| unit.last == '?'));
    let is_like = |unit: &Unit| has_same_code(first_word(unit), first_word(look.unit));
    out.is(next
        .is_some_and(|unit| is_short(unit) && (is_like(unit) || look.above.is_some_and(is_like))));
    out.is((12..=60).contains(&look.unit.width));
    let is_open = |unit: &Unit| {
        unit.width >= 100
            && !ends_sentence(unit.last)
            && !matches!(unit.last, ':' | ';' | ',' | ')')
    };
    out.is(look.above.is_some_and(is_open));
    out.is(next.is_some_and(is_open));
    out.is(look.above.is_some_and(is_item));
    out.is(words.commas >= 2);
}

/// Are two words the same but for their digits, as `KX-1` and `KX-20` are?
fn has_same_code(a: &str, b: &str) -> bool {
    let mask = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (short, long) = (mask(a), mask(b));
    short == long && a[..short] == b[..long] && (a.len() > short) == (b.len() > long)
}

/// Do two lines start with a word of letters and a number, the same but for the number?
pub fn is_coded_alike(a: &str, b: &str) -> bool {
    let ends_in_digit = |word: &str| word.ends_with(|c: char| c.is_ascii_digit());
    let marks = [':', '.', ','];
    // Few lines start so: the other one is seldom looked at.
    let a = before_space(a).trim_end_matches(marks);
    if !ends_in_digit(a) || !a.starts_with(char::is_alphabetic) {
        return false;
    }
    let b = before_space(b).trim_end_matches(marks);
    ends_in_digit(b) && has_same_code(a, b)
}

/// Is it a list item by its marker? A number may belong to a heading.
pub fn is_bullet(unit: &Unit) -> bool {
    matches!(
        unit.shape.marker,
        Some(Marker::Bullet | Marker::Letter(_) | Marker::Quote)
    )
}
