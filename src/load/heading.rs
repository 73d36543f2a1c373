//! Is this line a heading? The rules for text without marks.
//!
//! Headings that writers mark in some way (underlined, numbered, in capitals, a name with a colon)
//! follow exact rules. A bare line between paragraphs is judged by learned weights over what is
//! measured of it and its neighbours. What only the whole text can tell (its levels, a table of
//! contents, labels said again and again) is settled in [`resolve`].

pub mod cues;
pub mod features;
pub mod frame;
pub mod letters;
pub mod levels;
mod lexicon;
mod notes;
pub mod number;
mod quoted;
pub mod resolve;
pub mod second;
pub mod series;
pub mod signs;
pub mod topic;
pub mod weights;
pub mod words;

use features::Look;
use frame::Frame;
use number::Number;
use words::Words;

use crate::load::plain::unit::Unit;

/// A line that may be a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Source span of the words, and of the underline if there is one.
    pub source: std::ops::Range<u64>,
    /// The words.
    pub text: String,
    /// Why it is one.
    pub rule: &'static str,
    /// The logarithm of the odds that it is one.
    pub logit: f32,
    /// The same by what was learned alone, marks left out.
    pub learned: f32,
    /// Its number, apart: most lines have none.
    pub number: Option<Box<Number>>,
    /// What it is underlined, overlined or framed with.
    pub frame: Option<Frame>,
    /// Is it all capitals?
    pub is_caps: bool,
    /// Which unit of the text it is.
    pub index: u64,
    /// Characters of the unit that follows.
    pub next_width: u32,
    /// Its characters.
    pub width: u32,
    /// Its last character.
    pub last: char,
    /// Does the line above announce something: does it end with a colon?
    pub is_announced: bool,
    /// How it starts, ends and stands, to be compared with the others.
    pub traits: second::Traits,
}

impl Candidate {
    /// Does it stand by a mark of the writer (a rule, capitals, a colon, a number with parts), not by
    /// what was learned? A plain number may be that of a list, which only the whole text can tell.
    pub fn is_marked(&self) -> bool {
        match self.rule {
            "standalone-line" | "known-name" => false,
            "numbered" => !self.is_counted(),
            _ => true,
        }
    }

    /// Has it a plain number, as the items of a list have?
    pub fn is_counted(&self) -> bool {
        let is_plain =
            |number: &Number| number.kind == number::Kind::Decimal && number.depth() == 1;
        self.number.as_deref().is_some_and(is_plain)
    }
}

#[cfg(test)]
impl Candidate {
    /// A short line alone between paragraphs, with these odds.
    pub fn of_words(text: &str, logit: f32) -> Self {
        let unit = Unit::of_words(text);
        let number = number::parse(text);
        Self {
            source: 0..0,
            text: text.to_owned(),
            rule: "standalone-line",
            logit,
            learned: logit,
            frame: None,
            is_caps: false,
            index: 0,
            next_width: 300,
            width: unit.width,
            last: unit.last,
            is_announced: false,
            traits: second::traits(&unit, &Words::numbered(text, number.as_ref()), 300, 1),
            number: number.map(Box::new),
        }
    }
}

/// What was learned from labelled texts.
#[derive(Clone, Debug)]
pub struct Model {
    /// For the first look at a line, with its neighbours.
    pub line: features::Weights,
    /// For the second look, beside the other lines of its text.
    pub second: second::Weights,
}

/// Longest heading, in characters.
const LONGEST: u32 = 160;

/// The odds of a heading between marks that are used for nothing else.
const CERTAIN: f32 = 6.0;

/// The least odds of a question that stands alone above an answer.
const QUESTION: f32 = 1.0;

/// A guess below this is not worth keeping for the whole text to settle.
const FLOOR: f32 = -3.0;

/// Judges one line by `weights` and the rules: `None` when it surely is no heading.
pub fn judge(look: &Look<'_>, weights: &features::Weights) -> Option<Candidate> {
    if !may_be(look.unit) || is_deep_in_list(look) || is_coded_item(look) {
        return None;
    }
    let framed = frame::of(&look.unit.text).filter(|(frame, _)| {
        !(look.unit.text.contains('\t') || frame.mark == '#' && is_comment(look))
    });
    let is_framed = framed.is_some();
    if !is_framed && !has_shape(look) {
        return None;
    }
    let unit = look.unit;
    let text = framed
        .as_ref()
        .map_or(unit.text.as_str(), |(_, words)| &unit.text[words.clone()]);
    let number = number::parse(text);
    let words = Words::numbered(text, number.as_ref());
    let mut learned = if framed.is_some() {
        weights.odds(&features::measure(look))
    } else {
        weights.odds(&features::measure_with(look, &words))
    };
    if asks_above_text(look) {
        learned = learned.max(QUESTION);
    }
    let (rule, logit) =
        marked(look, &words, number.as_ref(), learned).unwrap_or(("standalone-line", learned));
    let lined = lines_round(look);
    let (rule, logit) = if framed.is_some() {
        ("framed", CERTAIN)
    } else {
        (rule, logit)
    };
    let next_width = look.below.first().map_or(0, |next| next.width);
    let gap_below = look.below.first().map_or(1, |next| next.gap);
    // What its words are is asked last: most lines are told by what was measured.
    let may_be = logit > FLOOR && (is_framed || !is_other(look));
    may_be.then(|| Candidate {
        source: lined
            .as_ref()
            .map_or(unit.source.clone(), |(_, source)| source.clone()),
        text: text.to_owned(),
        learned,
        rule,
        logit,
        number: number.map(Box::new),
        frame: lined
            .map(|(frame, _)| frame)
            .or(framed.map(|(frame, _)| frame)),
        is_caps: words.is_caps(),
        index: look.index,
        next_width,
        width: unit.width,
        last: unit.last,
        is_announced: look.above.is_some_and(|above| above.last == ':'),
        traits: second::traits(unit, &words, next_width, gap_below),
    })
}

/// Does it stand in the midst of many short lines, like each of them? Then it is worth no look.
fn is_deep_in_list(look: &Look<'_>) -> bool {
    let is_like = |unit: &&Unit| {
        features::is_short(unit) && unit.gap == look.unit.gap && unit.shape.ruler.is_none()
    };
    look.back >= 40
        && look.below.len() >= 8
        && look.below.iter().all(is_like)
        && !words::is_caps(&look.unit.text)
        && number::parse(&look.unit.text).is_none()
}

/// Is it a line of a program that starts with `#`: next to code, or to another such line?
fn is_comment(look: &Look<'_>) -> bool {
    let hashes = |unit: &Unit| unit.text.bytes().take_while(|b| *b == b'#').count();
    let is_code = |unit: &Unit| {
        unit.shape.is_lower || hashes(unit) == hashes(look.unit) || cues::has_code(&unit.text)
    };
    let below = look.below.first().filter(|below| below.gap == 0);
    let above = look.above.filter(|_| look.unit.gap == 0);
    below.is_some_and(|below| is_code(below)) || above.is_some_and(is_code)
}

/// Does it start as its neighbour does but for a number in the word: `KX-1 …` above `KX-20 …`? So do
/// the items of a list; a heading has text of its own.
fn is_coded_item(look: &Look<'_>) -> bool {
    let is_like = |other: Option<&Unit>| {
        other.is_some_and(|other| features::is_coded_alike(&look.unit.text, &other.text))
    };
    is_like(look.above) || is_like(look.below.first().copied())
}

/// Is it a question with a word that asks, alone between paragraphs? The learned odds know English
/// questions best.
fn asks_above_text(look: &Look<'_>) -> bool {
    let is_text = |unit: &Unit| unit.width > 90 && unit.gap > 0;
    look.unit.gap > 0
        && look.unit.width < 90
        && look.above.is_some_and(|above| above.width > 60)
        && look.below.first().is_some_and(|below| is_text(below))
        && cues::is_question(&look.unit.text)
}

/// Is it a whole sentence, and a long one? No heading was ever seen to be.
fn is_sentence(unit: &Unit) -> bool {
    unit.width > 90 && matches!(unit.last, '.' | '…' | '。' | '।' | '۔' | ';' | ',')
}

/// May a unit be a heading by its size or a frame round it? Others are not looked at any further.
pub fn may_be(unit: &Unit) -> bool {
    is_short(unit) || frame::may_start(&unit.text)
}

fn is_short(unit: &Unit) -> bool {
    unit.width <= LONGEST && unit.lines <= 3 && unit.shape.ruler.is_none()
}

/// Is it worth judging: short, no item of a list, no rule, with letters in it, and nothing else by its
/// words?
pub fn is_open(look: &Look<'_>) -> bool {
    has_shape(look) && !is_other(look)
}

/// Is it short, no item of a list, no rule, with letters in it?
fn has_shape(look: &Look<'_>) -> bool {
    let unit = look.unit;
    is_short(unit)
        && !features::is_bullet(unit)
        && !is_sentence(unit)
        && !has_tab(unit)
        && unit
            .text
            .chars()
            .any(|c| letters::class(c) & letters::LETTER != 0)
}

/// Do its words say that it is something else: a name of a writer, a greeting, a note?
fn is_other(look: &Look<'_>) -> bool {
    let text = &look.unit.text;
    words::is_name_of_writer(text)
        || words::is_contents(text)
        || words::is_greeting(text)
        || words::is_agency(text)
        || notes::is_note(text)
        || is_contact(look)
        || cues::is_button(text)
}

/// A tab makes columns: most lines are told by that.
fn has_tab(unit: &Unit) -> bool {
    unit.shape.has_columns && unit.text.contains('\t')
}

/// Does it name somebody to write to or to call?
fn is_contact(look: &Look<'_>) -> bool {
    let is_announced = look.above.is_some_and(|above| above.last == ':');
    let below = look.below.first();
    below.is_some_and(|below| notes::is_contact(&look.unit.text, &below.text, is_announced))
}

/// The rule of a marked style that the line follows, and its odds.
fn marked(
    look: &Look<'_>,
    words: &Words,
    number: Option<&Number>,
    learned: f32,
) -> Option<(&'static str, f32)> {
    if lines_round(look).is_some() {
        return Some(("underlined", CERTAIN));
    }
    if look.unit.shape.has_columns || look.below.is_empty() {
        return None;
    }
    if let Some(number) = number
        && let Some(logit) = numbered(look, number, learned)
    {
        return Some(("numbered", logit));
    }
    if words.is_caps() && is_caps_heading(look, words) {
        return Some(("capitals", learned.max(2.5 + 0.5 * learned.min(0.0))));
    }
    if look.unit.last == ':' && is_name_with_colon(look, words) {
        return Some(("name-and-colon", learned.max(1.5)));
    }
    let text = look.unit.text.as_str();
    let unnumbered = text.get(words.number_len as usize..).unwrap_or(text);
    let is_known = words::is_known(unnumbered) && !words::is_aside_label(text) && is_lone(look);
    is_known.then_some(("known-name", learned.max(1.5)))
}

/// The rule right below, when it is about as long as the line, and with it the same rule right
/// above; and the source span of line and rules.
pub fn lines_round(look: &Look<'_>) -> Option<(Frame, std::ops::Range<u64>)> {
    let below = look.below.first().filter(|below| below.gap == 0)?;
    let mark = below
        .shape
        .ruler
        .filter(|mark| !matches!(mark, '•' | '·' | '>'))?;
    let is_whole = !below.text.contains(' ');
    let fits = below.width * 2 >= look.unit.width && below.width <= look.unit.width + 30;
    if !is_whole || !fits || look.unit.shape.has_columns {
        return None;
    }
    let above = look
        .above
        .filter(|above| look.unit.gap == 0 && above.shape.ruler == Some(mark));
    let start = above.map_or(look.unit.source.start, |above| above.source.start);
    let count = u32::from(above.is_some());
    Some((Frame { mark, count }, start..below.source.end))
}

/// Is the line set apart from what stands above it?
fn is_lone(look: &Look<'_>) -> bool {
    look.unit.gap > 0 || look.index == 0 || look.is_tight
}

/// The odds of a numbered line. Items of a list have numbers too: they stand in a row, or end as
/// sentences do.
fn numbered(look: &Look<'_>, number: &Number, learned: f32) -> Option<f32> {
    let unit = look.unit;
    let title = &unit.text[number.len.min(unit.text.len())..];
    let starts_well = title.is_empty()
        || title.starts_with(|c: char| {
            c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '‘')
        })
        || title
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    if !starts_well || matches!(unit.last, '.' | ';' | ',') || unit.width > 110 || !is_lone(look) {
        return None;
    }
    let kin = |other: Option<&Unit>, step: i64| {
        let other = other.and_then(|other| number::parse(&other.text));
        other.is_some_and(|other| {
            other.kind == number.kind
                && other.parts.len() == number.parts.len()
                && i64::from(*other.parts.last().unwrap_or(&0))
                    - i64::from(*number.parts.last().unwrap_or(&0))
                    == step
        })
    };
    let in_row = kin(look.below.first().copied(), 1) || kin(look.above, -1);
    let base = match (number.parts.len(), number.kind) {
        (2.., _) => 4.0,
        (_, number::Kind::Named) => 2.5,
        _ => 2.0,
    };
    let penalty = if in_row { 5.0 } else { 0.0 };
    Some((base + 0.5 * learned.clamp(-3.0, 3.0) - penalty).min(6.0))
}

fn is_caps_heading(look: &Look<'_>, words: &Words) -> bool {
    let unit = look.unit;
    is_lone(look)
        && words.letters >= 3
        && words.count <= 14
        && !matches!(unit.last, ',' | ';' | '.')
        && !unit.text.contains("  ")
        && unit
            .text
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '¿' | '¡'))
        && words.upper * 2 > words.letters
        && !unit.text.contains('_')
        && (words.letters > 4 || look.below[0].width > 60)
        && words.letters * 2 > unit.width
}

/// `Background:` with its text right below: a name of some words, not the lead-in of a list that
/// a sentence would be.
fn is_name_with_colon(look: &Look<'_>, words: &Words) -> bool {
    let below = look.below[0];
    look.unit.gap > 0
        && below.gap == 0
        && words.count <= 4
        && look.unit.width <= 40
        && !look.unit.shape.is_lower
        && below.shape.ruler.is_none()
        && (words.title_case() > 0.9 || words.count <= 2)
        && !words::starts_sentence(words::first_word(&look.unit.text))
        && !words::is_aside_label(&look.unit.text)
        && !cues::is_label(&look.unit.text)
        && !look.unit.text.contains(|c: char| c.is_ascii_digit())
        && (features::is_bullet(below) || below.width > look.unit.width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_none_of_the_words_of_its_heading() {
        let unit = Unit::of_words("=== Costs ===");
        let whole = Words::of(&unit.text);
        let look = Look {
            unit: &unit,
            above: None,
            below: &[],
            back: 0,
            index: 0,
            is_wrapped: false,
            is_tight: false,
            indent: 0,
            said_above: topic::Topic::default(),
            said_below: topic::Topic::default(),
        };
        let found = judge(&look, &weights::LEARNED.line).expect("it is framed");
        assert_eq!((found.rule, found.text.as_str()), ("framed", "Costs"));
        let traits = |words: &Words| second::traits(&unit, words, 0, 1);
        assert_eq!(found.traits, traits(&Words::of("Costs")));
        assert_ne!(found.traits, traits(&whole), "the frame would show");
    }
}
