//! Dates on a timeline: their order, and how they are written in a narrow column.

use std::ops::Range;

use crate::{
    stats::{Date, Day, Period, Qualifier, Statistic, Value},
    text::{Clean, CleanString},
};

/// Letters of an event before its date, and in all, at most.
const BEFORE: usize = 60;
const LONGEST: usize = 72;
/// Letters that can tell of an event, at least.
const SHORTEST: usize = 14;
/// What stands between clauses.
const BORDERS: [&str; 8] = [", ", "; ", ": ", " – ", " — ", " and ", " but ", " while "];

/// Where a date stands on the timeline: those with a year by their first day, the longer stretch
/// before what lies in it; then those without. `today` is the day the text is of.
pub(super) fn key(statistic: &Statistic, today: Option<Day>) -> (bool, (u16, u8, u8), u8) {
    let Some(first) = first(statistic.value, today) else {
        return (true, (0, 0, 0), 0);
    };
    let is_range = matches!(statistic.value, Value::Dates(..));
    let start = Date {
        year: Some(first.year.unwrap_or(0)),
        ..first
    };
    let start = start.start().unwrap_or_default();
    let length = if is_range { 0 } else { length(first.period) };
    (
        first.year.is_none(),
        later(start, first.period, statistic.qualifier),
        length,
    )
}

/// Does the text name its year, or leave no doubt of it?
pub(super) fn has_year(statistic: &Statistic, today: Option<Day>) -> bool {
    first(statistic.value, today).is_some_and(|date| date.year.is_some())
}

/// The date a value begins with, in a year: "20 July" in a text of 3 August 2024 is of that year, and
/// "December" of the one before.
fn first(value: Value, today: Option<Day>) -> Option<Date> {
    let date = match value {
        Value::Date(date) => date,
        // "June to September 2024": the year stands at the end.
        Value::Dates(from, to) => Date {
            year: from.year.or(to.year),
            ..from
        },
        _ => return None,
    };
    Some(Date {
        year: date.year.or_else(|| nearest_year(date, today?)),
        ..date
    })
}

/// The year in which a date is nearest to `today`.
fn nearest_year(date: Date, today: Day) -> Option<u16> {
    let years = today.year.saturating_sub(1)..=today.year.saturating_add(1);
    years.min_by_key(|year| {
        let year = Some(*year);
        let (year, month, day) = Date { year, ..date }.start().unwrap_or_default();
        let there = Day { year, month, day };
        there.number().abs_diff(today.number())
    })
}

/// The longer the stretch, the smaller.
fn length(period: Period) -> u8 {
    match period {
        Period::Decade => 1,
        Period::Year | Period::Fiscal => 2,
        Period::Half(_) => 3,
        Period::Quarter(_) => 4,
        Period::Month(_) => 5,
        Period::Day { .. } => 6,
    }
}

/// The middle and the end of a stretch stand behind its start.
fn later(
    (year, month, day): (u16, u8, u8),
    period: Period,
    qualifier: Option<Qualifier>,
) -> (u16, u8, u8) {
    let part = match qualifier {
        Some(Qualifier::Mid) => 1,
        Some(Qualifier::Late) => 2,
        _ => return (year, month, day),
    };
    match period {
        Period::Decade => (year.saturating_add(u16::from(part) * 4), month, day),
        Period::Year | Period::Fiscal => (year, month + part * 5, day),
        Period::Month(_) => (year, month, day + part * 12),
        _ => (year, month, day),
    }
}

/// A date or a span of them in few cells: "4 Nov 2024", "Q3 2024", "1996–2004", "Jun–Sep 2024".
/// Empty for what is no date.
pub(super) fn words(value: Value) -> String {
    match value {
        Value::Date(date) => date_words(date),
        Value::Dates(from, to) => span_words(from, to),
        other => other.to_string(),
    }
}

fn date_words(date: Date) -> String {
    let part = part_words(date.period);
    match (date.year, date.period) {
        (Some(year), Period::Year) => year.to_string(),
        (Some(year), Period::Decade) => format!("{year}s"),
        (Some(year), _) => format!("{part} {year}"),
        (None, _) => part,
    }
}

/// The part of a year, without the year.
fn part_words(period: Period) -> String {
    match period {
        Period::Day { month, day } => format!("{day} {}", month_name(month)),
        Period::Month(month) => month_name(month).into(),
        Period::Quarter(n) => format!("Q{n}"),
        Period::Half(n) => format!("H{n}"),
        Period::Fiscal => "FY".into(),
        Period::Year => "year".into(),
        Period::Decade => "decade".into(),
    }
}

/// What both ends share is said once.
fn span_words(from: Date, to: Date) -> String {
    let is_one_year = from.year == to.year || from.year.is_none();
    match (from.period, to.period) {
        (Period::Day { month, day }, Period::Day { month: end, .. })
            if is_one_year && month == end =>
        {
            format!("{day}–{}", date_words(to))
        }
        (Period::Fiscal, Period::Fiscal) => match (from.year, to.year) {
            (Some(first), Some(last)) if first / 100 == last / 100 => {
                format!("FY {first}–{:02}", last % 100)
            }
            _ => format!("{}–{}", date_words(from), date_words(to)),
        },
        (Period::Year, Period::Year) | (Period::Decade, Period::Decade) => {
            format!("{}–{}", date_words(from), date_words(to))
        }
        _ if is_one_year => {
            let dash = if matches!(from.period, Period::Day { .. }) {
                " – "
            } else {
                "–"
            };
            format!("{}{dash}{}", part_words(from.period), date_words(to))
        }
        _ => format!("{} – {}", date_words(from), date_words(to)),
    }
}

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let at = usize::from(month).wrapping_sub(1);
    NAMES.get(at).copied().unwrap_or("")
}

/// What happened at a date: its clause in the sentence, or as much round the date as is read at a
/// glance, with `…` where it is cut inside a clause. A date at either end of it is left out with its
/// "in": it stands beside. Both spans are of `text`.
pub(super) fn event(
    text: Clean<'_>,
    sentence: Range<u32>,
    date: Range<u32>,
    is_span: bool,
) -> CleanString {
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    let date = (date.start as usize).clamp(start, end)..(date.end as usize).clamp(start, end);
    let (before, lead) = clause_before(&text.as_str()[start..date.start]);
    let is_last = ends_clause(&text.as_str()[date.end..end]);
    let left_out = without_preposition(before, is_span);
    if let Some(words) = left_out.filter(|words| is_last && words.chars().count() >= SHORTEST) {
        return joined(lead, words, "");
    }
    let room = LONGEST.saturating_sub(before.chars().count() + date.len());
    let least = SHORTEST.saturating_sub(before.chars().count());
    let (behind, tail) = clause_behind(&text.as_str()[date.end..end], least, room);
    if left_out == Some("") && behind.chars().count() >= SHORTEST {
        return joined("", behind.trim_start_matches([',', ' ']), tail);
    }
    let first = date.start - before.len();
    joined(lead, &text.as_str()[first..date.end + behind.len()], tail)
}

fn joined(lead: &str, words: &str, tail: &str) -> CleanString {
    let words = words
        .trim()
        .trim_end_matches([',', ';', ':', '–', '—', ' ', '.']);
    CleanString::from_raw(&format!("{lead}{}{tail}", words.replace('\n', " ")))
}

/// The clause that ends where a date begins, and the `…` it needs before it.
fn clause_before(text: &str) -> (&str, &'static str) {
    let mut letters = text.char_indices().rev();
    let limit = letters.nth(BEFORE).map_or(0, |(limit, _)| limit);
    let near = &text[limit..];
    let border = BORDERS
        .into_iter()
        .filter_map(|border| near.rfind(border).map(|at| at + border.len()))
        .filter(|at| near[*at..].chars().count() >= SHORTEST + 4)
        .max();
    match border {
        Some(at) => (&near[at..], ""),
        None if limit == 0 => (text, ""),
        None => (&near[near.find(' ').map_or(0, |space| space + 1)..], "…"),
    }
}

/// The clause that begins behind a date, of more than `least` bytes and at most `room` letters, and
/// the `…` it needs behind it.
fn clause_behind(text: &str, least: usize, room: usize) -> (&str, &'static str) {
    let end = text
        .char_indices()
        .nth(room)
        .map_or(text.len(), |(end, _)| end);
    let border = BORDERS
        .into_iter()
        .filter_map(|border| text[..end].find(border).filter(|at| *at >= least))
        .min();
    match border {
        Some(at) => (&text[..at], ""),
        None if end == text.len() => (text, ""),
        None => (&text[..text[..end].rfind(' ').unwrap_or(0)], "…"),
    }
}

/// Is a clause over where `behind` begins?
fn ends_clause(behind: &str) -> bool {
    behind.trim().is_empty()
        || behind.starts_with([',', '.', ';', ':', ')', '–', '—'])
        || BORDERS.into_iter().any(|border| behind.starts_with(border))
}

/// A clause without the "in" or "during the late" that leads to its date. "Since" says more than the
/// date: `None`. "From" and "between" lead to a span only.
fn without_preposition(clause: &str, is_span: bool) -> Option<&str> {
    let mut rest = clause.trim_end();
    while let Some(stripped) = without_last(rest, &["the", "early", "mid", "late"]) {
        rest = stripped;
    }
    let span = ["from", "From", "between", "Between"];
    without_last(rest, &["in", "on", "during", "In", "On", "During"])
        .or_else(|| without_last(rest, &span).filter(|_| is_span))
}

/// `text` without its last word, if that is one of `words`.
fn without_last<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let before = text.strip_suffix(word)?;
        (before.is_empty() || before.ends_with(' ')).then(|| before.trim_end())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn day(year: Option<u16>, month: u8, day: u8) -> Date {
        let period = Period::Day { month, day };
        Date { year, period }
    }

    #[test]
    fn an_event_is_the_clause_of_its_date() {
        let check = |text: &str, expected: &str| {
            let start = text.find("19").expect("a year");
            let is_part = |c: char| c.is_alphanumeric();
            let len = text[start..].find(|c| !is_part(c)).unwrap_or(4);
            let clean = CleanString::from_raw(text);
            let date = start as u32..(start + len) as u32;
            let found = event(clean.as_clean(), 0..text.len() as u32, date, false);
            assert_eq!(found.as_str(), expected);
        };
        check("In 1996 the harbour froze.", "the harbour froze");
        check("The harbour froze in 1996.", "The harbour froze");
        check(
            "The harbour froze over in the late 1990s.",
            "The harbour froze over",
        );
        check(
            "The harbour is free of ice since 1996.",
            "The harbour is free of ice since 1996",
        );
        check(
            "It is free of ice since 1996; the lake is not.",
            "It is free of ice since 1996",
        );
        check("1996", "1996");
        check("It froze in 1996.", "It froze in 1996");
        check(
            "The winter of 1996 was the coldest of them all.",
            "The winter of 1996 was the coldest of them all",
        );
        check(
            "The ferry came late, the harbour froze over in 1996, and so did the lake.",
            "the harbour froze over",
        );
        check(
            "In 1996 the harbour froze over, the ferries stayed, and the town ate herring.",
            "the harbour froze over",
        );
        check(
            "The ferries ran again from the town in May and fared well in 1996.",
            "The ferries ran again from the town in May and fared well",
        );
        check(
            "Nobody on the islands could remember any ice as thick as that of the winter of 1996 or of the one that came right behind it.",
            "…could remember any ice as thick as that of the winter of 1996 or of the…",
        );
    }

    #[test]
    fn a_date_without_a_year_is_near_the_day_of_the_text() {
        let today = Day {
            year: 2024,
            month: 2,
            day: 3,
        };
        let check = |date: Date, expected: u16| {
            let found = first(Value::Date(date), Some(today)).and_then(|date| date.year);
            assert_eq!(found, Some(expected), "{date}");
        };
        check(day(None, 1, 20), 2024);
        check(day(None, 12, 20), 2023);
        check(day(None, 5, 8), 2024);
        check(day(Some(1969), 7, 20), 1969);
        assert_eq!(
            first(Value::Date(day(None, 1, 20)), None).unwrap().year,
            None
        );
    }

    const fn part(year: u16, period: Period) -> Date {
        let year = Some(year);
        Date { year, period }
    }

    #[test]
    fn dates_are_written_in_few_cells() {
        let check = |date, expected| assert_eq!(words(Value::Date(date)), expected);
        check(Date::year(2021), "2021");
        check(part(1990, Period::Decade), "1990s");
        check(day(Some(2024), 11, 4), "4 Nov 2024");
        check(day(None, 7, 20), "20 Jul");
        check(part(2024, Period::Month(9)), "Sep 2024");
        check(part(2024, Period::Quarter(3)), "Q3 2024");
        check(part(2025, Period::Fiscal), "FY 2025");
    }

    #[test]
    fn a_span_says_once_what_both_ends_share() {
        let check = |from, to, expected| assert_eq!(words(Value::Dates(from, to)), expected);
        check(Date::year(1996), Date::year(2004), "1996–2004");
        check(day(Some(2024), 5, 3), day(Some(2024), 5, 8), "3–8 May 2024");
        check(day(None, 5, 3), day(None, 5, 8), "3–8 May");
        check(
            day(Some(2024), 5, 30),
            day(Some(2024), 6, 2),
            "30 May – 2 Jun 2024",
        );
        let month = |year, month| part(year, Period::Month(month));
        check(month(2024, 6), month(2024, 9), "Jun–Sep 2024");
        check(month(2023, 12), month(2024, 2), "Dec 2023 – Feb 2024");
        let fiscal = |year| part(year, Period::Fiscal);
        check(fiscal(2024), fiscal(2025), "FY 2024–25");
        let decade = |year| part(year, Period::Decade);
        check(decade(1980), decade(1990), "1980s–1990s");
    }
}
