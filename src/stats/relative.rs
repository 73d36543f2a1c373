//! Dates that a text names from its own day: "yesterday", "on Tuesday", "last year", "three months
//! ago". Nobody can place them who does not know that day, and no list of figures has them; a
//! timeline of a dated text does.

use std::ops::Range;

use super::{
    date,
    day::{Day, month_before},
    lex::Tokens,
    lexicon::Class,
    line::Line,
    mention::{Mention, Occurrence, Place},
    value::{Date, Kind, Period, Value},
    words::words,
};
use crate::{
    model::{Block, BlockKind, Chunk},
    text::CleanString,
};

/// Parts of the words without which no relative date is named.
const CUES: [&str; 18] = [
    "day", "omorrow", "ago", "ast ", "ext ", "his ", "anuary", "ebruary", "March", "April", "May",
    "June", "July", "ugust", "eptember", "ctober", "ovember", "ecember",
];

/// The first whole date in `text`, such as the line that says when a briefing appeared: `None` where
/// there is none with a year, a month and a day.
pub fn day_of(text: &str) -> Option<Day> {
    let mut tokens = Tokens::default();
    tokens.read(text, 0..text.len(), &[]);
    let line = Line::new(text, &tokens.all);
    (0..line.len()).find_map(|at| match date::at(&line, at)?.value {
        Value::Date(date) => Day::of(date),
        _ => None,
    })
}

/// May `block`, whose text goes on to the end of `range`, name a date from the day the text is of?
pub(super) fn may_name(chunk: &Chunk, block: &Block, range: Range<usize>) -> bool {
    let is_text = block.aside.is_none() && matches!(block.kind, BlockKind::Paragraph);
    let words = &chunk.text.as_str()[range];
    is_text && CUES.iter().any(|cue| words.contains(cue))
}

/// The dates that a sentence of `chunk` names from `today`, the day it is of, in the order of the text.
pub(super) fn dates<'a>(
    chunk: &'a Chunk,
    line: &'a Line<'_>,
    today: Day,
) -> impl Iterator<Item = Mention> + 'a {
    sentence_dates(line, today).map(move |(span, value)| mention(chunk, line, span, value))
}

fn sentence_dates<'a>(
    line: &'a Line<'_>,
    today: Day,
) -> impl Iterator<Item = (Range<usize>, Value)> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < line.len() {
            let start = at;
            at += 1;
            if let Some((end, value)) = read(line, start, today) {
                at = end;
                return Some((start..end, value));
            }
        }
        None
    })
}

/// The date whose first token is `at`, and the token after it.
fn read(line: &Line<'_>, at: usize, today: Day) -> Option<(usize, Value)> {
    if line.is(at, "yesterday") {
        return Some((at + 1, today.plus(-1).value()));
    }
    if line.is(at, "tomorrow") {
        return Some((at + 1, today.plus(1).value()));
    }
    if let Some(found) = ago(line, at, today) {
        return Some(found);
    }
    if let Some(way) = way(line, at) {
        return beside(line, at + 1, way, today).map(|value| (at + 2, value));
    }
    // A date in full says it itself: "on Tuesday, 12 March", "in March 2021".
    let is_dated = (0..3).any(|by| date::at(line, at + by).is_some());
    let is_to_come = (0..line.len()).any(|at| line.is_in(at, words!("will shall due")));
    let way = if is_to_come { Way::Next } else { Way::This };
    let value = if let Some(number) = month_number(line, at) {
        let is_named = line.is_in(at.wrapping_sub(1), words!("in since until by during"));
        is_named.then(|| month(today, number, way))
    } else {
        let is_named = line.is(at.wrapping_sub(1), "on")
            || line.is_in(at + 1, words!("morning afternoon evening night"));
        let weekday = weekday(line, at).filter(|_| is_named);
        weekday.map(|weekday| on_weekday(today, weekday, way).value())
    };
    value.filter(|_| !is_dated).map(|value| (at + 1, value))
}

/// Which of several is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Last,
    This,
    Next,
}

impl Way {
    const fn steps(self) -> i32 {
        match self {
            Self::Last => -1,
            Self::This => 0,
            Self::Next => 1,
        }
    }
}

/// "last", "this" or "next", unless it speaks of a stretch: "the last year".
fn way(line: &Line<'_>, at: usize) -> Option<Way> {
    if line.is_in(
        at.wrapping_sub(1),
        words!("the its their his her our every each"),
    ) {
        return None;
    }
    match () {
        () if line.is(at, "last") => Some(Way::Last),
        () if line.is(at, "this") => Some(Way::This),
        () if line.is(at, "next") => Some(Way::Next),
        () => None,
    }
}

/// What stands behind "last", "this" or "next".
fn beside(line: &Line<'_>, at: usize, way: Way, today: Day) -> Option<Value> {
    let steps = way.steps();
    if line.is(at, "week") {
        return Some(today.plus(i64::from(steps) * 7).week());
    }
    if line.is(at, "month") {
        return Some(today.month(steps));
    }
    if line.is(at, "year") {
        return Some(today.year(steps));
    }
    if let Some(weekday) = weekday(line, at) {
        return Some(on_weekday(today, weekday, way).value());
    }
    let number = month_number(line, at)?;
    Some(month(today, number, way))
}

/// The number of the month that is named.
fn month_number(line: &Line<'_>, at: usize) -> Option<u8> {
    let token = line.get(at)?;
    let is_month = token.has(Class::MONTH) && token.is_capital;
    is_month.then_some(token.sense.number() as u8)
}

/// "three months ago", "a year ago".
fn ago(line: &Line<'_>, at: usize, today: Day) -> Option<(usize, Value)> {
    if !line.is(at + 2, "ago") {
        return None;
    }
    let count = match line.number(at) {
        Some(count) => count,
        None if line.is_in(at, words!("a an one")) => 1.0,
        None => line
            .get(at)
            .filter(|token| token.has(Class::CARDINAL))?
            .sense
            .number(),
    };
    let count =
        (count.fract() == 0.0 && (1.0..=2000.0).contains(&count)).then_some(count as i32)?;
    let value = match () {
        () if line.is_in(at + 1, words!("day days")) => today.plus(-i64::from(count)).value(),
        () if line.is_in(at + 1, words!("week weeks")) => today.plus(-7 * i64::from(count)).week(),
        () if line.is_in(at + 1, words!("month months")) => today.month(-count),
        () if line.is_in(at + 1, words!("year years")) => today.year(-count),
        () => return None,
    };
    Some((at + 3, value))
}

/// 0 for a Monday, where a weekday is named in full.
fn weekday(line: &Line<'_>, at: usize) -> Option<u8> {
    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let is_capital = line.get(at).is_some_and(|token| token.is_capital);
    let day = NAMES.iter().position(|name| line.is(at, name))?;
    is_capital.then_some(day as u8)
}

/// The day with that name that a text of `today` means: the last one, today if it is one; the one
/// before today; the one to come.
fn on_weekday(today: Day, weekday: u8, way: Way) -> Day {
    let back = i64::from((today.weekday() + 7 - weekday) % 7);
    match way {
        Way::This => today.plus(-back),
        Way::Last => today.plus(if back == 0 { -7 } else { -back }),
        Way::Next => today.plus(7 - back),
    }
}

/// The month with that number that a text of `today` means: the last one, this one if it is one; the
/// one before this; the one to come.
fn month(today: Day, number: u8, way: Way) -> Value {
    let year = match way {
        Way::This if number > today.month => today.year.saturating_sub(1),
        Way::Last if number >= today.month => today.year.saturating_sub(1),
        Way::Next if number <= today.month => today.year + 1,
        _ => today.year,
    };
    Value::Date(Date {
        year: Some(year),
        period: Period::Month(number),
    })
}

impl Day {
    /// This day as a date.
    fn date(self) -> Date {
        Date {
            year: Some(self.year),
            period: Period::Day {
                month: self.month,
                day: self.day,
            },
        }
    }

    fn value(self) -> Value {
        Value::Date(self.date())
    }

    /// From the Monday to the Sunday of its week.
    fn week(self) -> Value {
        let monday = self.plus(-i64::from(self.weekday()));
        Value::Dates(monday.date(), monday.plus(6).date())
    }

    fn month(self, steps: i32) -> Value {
        let (year, month) = month_before(self.year, self.month, -steps);
        Value::Date(Date {
            year: Some(year),
            period: Period::Month(month),
        })
    }

    fn year(self, steps: i32) -> Value {
        let year = i32::from(self.year) + steps;
        Value::Date(Date::year(year.clamp(1, 9999) as u16))
    }
}

fn mention(chunk: &Chunk, line: &Line<'_>, span: Range<usize>, value: Value) -> Mention {
    let sentence = line.bytes_of(0..line.len());
    Mention {
        kind: Kind::Date,
        value,
        unit: None,
        label: CleanString::new(),
        detail: None,
        time: None,
        whole: None,
        here: Occurrence::new(chunk, Place::Body, line.bytes_of(span), sentence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ChunkBuilder;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let mut out = ChunkBuilder::new(0..text.len() as u64);
        out.push_source(text, 0);
        out.add_block(BlockKind::Paragraph, 0, 0..text.len() as u64, None, None);
        // A Sunday.
        let today = day_of("Published 15 September 2024").unwrap();
        let chunk = out.finish();
        let mut tokens = Tokens::default();
        tokens.read(text, 0..text.len(), &[]);
        let sentences = tokens.sentences.iter();
        let found: Vec<(String, String)> = sentences
            .flat_map(|sentence| {
                let line = Line::new(text, &tokens.all[sentence.clone()]);
                dates(&chunk, &line, today).collect::<Vec<_>>()
            })
            .map(|date| (date.here.shown.to_string(), date.value.to_string()))
            .collect();
        let found: Vec<_> = found
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_are_counted_from_the_day_of_the_text() {
        check("It rained yesterday.", &[("yesterday", "2024-09-14")]);
        check("The council meets tomorrow.", &[("tomorrow", "2024-09-16")]);
        check("The lock broke on Tuesday.", &[("Tuesday", "2024-09-10")]);
        check("It broke on Sunday.", &[("Sunday", "2024-09-15")]);
        check("It broke last Sunday.", &[("last Sunday", "2024-09-08")]);
        check("They vote next Friday.", &[("next Friday", "2024-09-20")]);
        check("They will vote on Friday.", &[("Friday", "2024-09-20")]);
        check("It broke 20 days ago.", &[("20 days ago", "2024-08-26")]);
        check("On Tuesday, 3 September, it broke.", &[]);
    }

    #[test]
    fn longer_stretches_are_named_as_such() {
        check("It fell last year.", &[("last year", "2023")]);
        check("Prices rise next year.", &[("next year", "2025")]);
        check(
            "It was dry earlier this month.",
            &[("this month", "2024-09")],
        );
        check(
            "It broke three months ago.",
            &[("three months ago", "2024-06")],
        );
        check("A year ago it was dry.", &[("A year ago", "2023")]);
        check("Last November it froze.", &[("Last November", "2023-11")]);
        check(
            "It broke last week.",
            &[("last week", "2024-09-02–2024-09-08")],
        );
    }

    #[test]
    fn what_names_no_date_is_passed_over() {
        check(
            "Over the last year it fell, and this is the last straw.",
            &[],
        );
        check(
            "Some years ago; long ago; 1.5 years ago; the next of kin.",
            &[],
        );
        check("The Tuesday club and the yearly ball.", &[]);
    }

    #[test]
    fn the_day_of_a_text_is_a_whole_date() {
        let check = |text: &str, expected: Option<(u16, u8, u8)>| {
            let found = day_of(text).map(|day| (day.year, day.month, day.day));
            assert_eq!(found, expected, "{text}");
        };
        check("2024-08-12", Some((2024, 8, 12)));
        check("Updated: August 12, 2024 at 9:30", Some((2024, 8, 12)));
        check("12 May 2031 · The Tidings", Some((2031, 5, 12)));
        check("3 hours ago", None);
        check("August 2024", None);
        check("31 February 2024", None);
    }
}
