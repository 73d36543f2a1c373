//! The subject of a clause: the noun phrase before its verb.

use std::ops::Range;

use super::{
    REACH,
    clause::{clause_start, part_end},
    is_nominal, is_possessive, is_verb, strip, verb,
};
use crate::stats::{
    lexicon::Class,
    line::Line,
    words::{Words, words},
};

/// The subject of the clause that holds token `i`: the noun phrase before its verb, articles
/// stripped. Empty for a pronoun.
pub(in crate::stats) fn subject(line: &Line<'_>, i: usize) -> Option<Range<usize>> {
    subject_from(line, clause_start(line, i), i)
}

/// The same where it is known that the clause begins at `first`.
pub(in crate::stats) fn subject_from(
    line: &Line<'_>,
    first: usize,
    i: usize,
) -> Option<Range<usize>> {
    if let Some(outer) = outer_subject(line, first, i) {
        return Some(outer);
    }
    let start = opening(line, first, i);
    let end = verb(line, start, i).unwrap_or_else(|| {
        if line.has(i, Class::MULTIPLE) || is_verb(line, i) {
            i
        } else {
            start
        }
    });
    subject_in(line, start, end)
}

/// What the sentence is about: the noun phrase before its first verb. `None` for a pronoun.
pub(in crate::stats) fn topic(line: &Line<'_>) -> Option<Range<usize>> {
    let start = opening(line, 0, line.len().min(REACH));
    let end = verb(line, start, start + 16)?;
    subject_in(line, start, end)
}

/// The subject of a verb at `i` that stands behind a subordinate clause beginning at `first`, which
/// has a verb of its own: "the number of people killed when the ferry sank rose".
fn outer_subject(line: &Line<'_>, first: usize, i: usize) -> Option<Range<usize>> {
    let word = first
        .checked_sub(1)
        .filter(|at| line.is_in(*at, words!("when where who which that after since as")))?;
    let inner = verb(line, first, i)?;
    let moves = line.has(i, Class::RISE | Class::FALL | Class::AUX)
        && is_verb(line, i)
        && inner < i
        && !line.has(i - 1, Class::AUX | Class::ADV | Class::CONJ);
    if !moves || word < 2 {
        return None;
    }
    let start = opening(line, clause_start(line, word), word);
    // A clause that has its own verb takes no other.
    let is_free = !(start..word).any(|at| line.has(at, Class::AUX));
    is_free.then(|| subject_in(line, start, word)).flatten()
}

/// The noun phrase between `start` and `end`, without what is set off by commas.
pub(in crate::stats) fn subject_in(
    line: &Line<'_>,
    start: usize,
    end: usize,
) -> Option<Range<usize>> {
    // "You'll save $250"
    let is_both = line.word(start).contains(['\'', '’']);
    let is_verbal = line.has(start, Class::AUX) && (is_both || !line.is_capital(start))
        || line.is_in(start, words!("having being"));
    let asks = line.is_in(start, words!("there why how when where to"));
    if end <= start || asks || is_verbal {
        return None;
    }
    let start = strip(line, start, end);
    let cut = (start..end)
        .find(|at| {
            line.is_sign(*at, &[',', '(', '[', '—', '–'])
                || line.is_in(*at, words!("who which that whose")) && *at > start
        })
        .unwrap_or(end);
    // "the peer Venn's (VNN) stock"
    if cut > start
        && line.is_sign(cut, &['('])
        && is_possessive(line, cut - 1)
        && let Some(close) = (cut..end).find(|at| line.is_sign(*at, &[')']))
    {
        return subject_in(line, close + 1, end);
    }
    let mut cut = cut.min(start + 10);
    while cut > start + 1
        && (line.has(cut - 1, Class::ADV | Class::PREP | Class::CONJ)
            || line.is_in(cut - 1, words!("a an the")))
    {
        cut -= 1;
    }
    let (start, cut) = without_figure(line, start, cut);
    let start = behind_age(line, start, cut);
    let dated = (start + 1..cut).find(|at| {
        line.has(*at, Class::PREP)
            && line.is_capital(at + 1)
            && line.has(at + 1, Class::MONTH | Class::WEEKDAY)
    });
    // "their sales this year to"
    let is_when = |at: &usize| {
        line.is_in(*at, words!("last this next")) && line.has(at + 1, Class::TIME | Class::MONTH)
    };
    let cut = dated
        .or_else(|| (start + 1..cut).find(is_when))
        .unwrap_or(cut);
    let is_pronoun = line.has(start, Class::PRON)
        && (cut == start + 1
            || !line.has(start, Class::DET)
            || line.has(start + 1, Class::PREP | Class::AUX));
    // "in the north it is"
    let is_pronoun = is_pronoun
        || line.has(start, Class::PREP)
            && line.is_in(cut.wrapping_sub(1), words!("it they he she we"));
    let is_month = cut == start + 1 && line.has(start, Class::MONTH) && line.is_capital(start);
    // "Eight were in good condition": they are counted, and named elsewhere.
    let is_number = cut == start + 1 && line.has(start, Class::CARDINAL);
    // "Save $21 if you buy" is about nothing.
    let asks = (start..cut).any(|at| line.is_in(at, words!("if unless")));
    (cut > start && !asks && !is_pronoun && !is_month && !is_number && line.is_word(start))
        .then_some(start..cut)
}

/// The noun of "more than 6,000 homes", without the figure before it; "deaths" of "deaths 46".
fn without_figure(line: &Line<'_>, start: usize, cut: usize) -> (usize, usize) {
    let is_figure = |at: usize| {
        (line.number(at).is_some() || line.has(at, Class::CARDINAL | Class::SCALE))
            && !line.is_hyphen(at + 1)
            && !(at > 0 && line.is_hyphen(at - 1))
    };
    let is_counted = |of: usize| {
        let parts = Class::CARDINAL | Class::PART | Class::POWER | Class::SCALE | Class::EMPTY;
        is_nominal(line, of - 1) && !line.has(of - 1, parts | Class::ADJECTIVE)
    };
    match (start..cut).rev().find(|at| is_figure(*at)) {
        // "the number of doctors per 1,000 people"
        Some(at) if at > start + 1 && line.is(at - 1, "per") => (start, at - 1),
        // "the bungalow at 27 Mill Lane", "a boat with 60 people"
        Some(at) if let Some(end) = behind_which(line, start, at) => {
            without_figure(line, start, end)
        }
        // "the jury of seven men and five women"
        Some(at)
            if let Some(of) = (start + 1..at).find(|of| line.is(*of, "of"))
                && is_counted(of)
                && line.is_plural(at + 1) =>
        {
            (start, of)
        }
        // "more than 200mm of rain"
        Some(at) if line.has(at + 1, Class::MEASURE) && line.is(at + 2, "of") && at + 3 < cut => {
            (at + 3, cut)
        }
        Some(at)
            if at + 1 < cut
                && is_nominal(line, at + 1)
                && !line.has(at + 1, Class::MEASURE | Class::TIME | Class::SCALE) =>
        {
            // "1950s lorry drivers": the "s" is the decade's.
            let ending = line.is_glued(at + 1) && line.is(at + 1, "s");
            (at + 1 + usize::from(ending && at + 2 < cut), cut)
        }
        Some(at) if at > start && at + 1 == cut => {
            let mut end = at;
            while end > start
                && (is_figure(end - 1) || line.has(end - 1, Class::PREP | Class::ADV | Class::DET))
            {
                end -= 1;
            }
            (start, end)
        }
        _ => (start, cut),
    }
}

/// Skips the number and its hyphens of "34-year-old man".
fn behind_age(line: &Line<'_>, start: usize, cut: usize) -> usize {
    let mut at = start;
    while line.is_hyphen(at + 1) && line.number(start).is_some() {
        at += 2;
    }
    if at > start && at + 1 < cut {
        at + 1
    } else {
        start
    }
}

/// Where a noun ends that a phrase with the number at `at` only tells apart from others.
fn behind_which(line: &Line<'_>, start: usize, at: usize) -> Option<usize> {
    const TELLS: &Words = words!("at with in on from near by for");
    let parts = Class::CARDINAL | Class::PART | Class::POWER | Class::SCALE | Class::EMPTY;
    (start + 1..at).find(|end| {
        line.is_in(*end, TELLS)
            && is_nominal(line, end - 1)
            && line.number(end - 1).is_none()
            && !line.has(end - 1, parts | Class::ADJECTIVE)
    })
}

/// "year on year", "month-on-month", "quarter over quarter"
pub(in crate::stats) fn is_year_on_year(line: &Line<'_>, at: usize) -> bool {
    let hyphen = usize::from(line.is_hyphen(at + 1));
    let on = at + 1 + hyphen;
    line.has(at, Class::TIME)
        && line.is_in(on, words!("on over to"))
        && line.has(on + 1 + hyphen, Class::TIME)
}

/// Skips the year of "In December, 2012, a bus".
fn behind_year(line: &Line<'_>, at: usize) -> usize {
    let is_year = line.get(at).is_some_and(|token| token.digits == 4);
    at + if is_year && line.is_sign(at + 1, &[',']) {
        2
    } else {
        0
    }
}

/// "At its peak the festival drew": where the article of a second noun stands behind what a preposition
/// at `at` governs.
fn next_phrase(line: &Line<'_>, at: usize, end: usize) -> Option<usize> {
    let is_end = |at: &usize| {
        line.has(*at, Class::DET) && !line.has(*at, Class::PLURAL) && is_nominal(line, at - 1)
    };
    let next = (at + 2..end.min(at + 6)).find(is_end)?;
    let is_plain =
        (at + 1..next).all(|at| line.is_word(at) && !line.has(at, Class::PREP | Class::AUX));
    is_plain.then_some(next)
}

/// Skips "In 2023," and "Meanwhile," at the start of a clause.
fn opening(line: &Line<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    // "After the storm, the rate fell"
    let comma = part_end(line, start, end);
    let is_when = line.is_in(start, words!("after before since until")) && comma < end;
    if is_when && verb(line, start + 1, comma).is_none() {
        return opening(line, comma + 1, end);
    }
    while at < end
        && (line.sign(at).is_some()
            || line.has(at, Class::CONJ) && !line.has(at, Class::DET | Class::PRON))
    {
        at += 1;
    }
    // "[1] Turnout was"
    if line.number(at).is_some() && line.is_sign(at + 1, &[']']) {
        return opening(line, at + 2, end);
    }
    // "Three months after the quake, 118,000 people"
    let counts = line.number(at).is_some() || line.has(at, Class::CARDINAL);
    let is_later = counts
        && line.has(at + 1, Class::TIME)
        && line.is_in(at + 2, words!("after before into later earlier ago since"));
    let leads = is_later
        || line.has(at, Class::PREP | Class::ADV | Class::WEEKDAY)
        || line.is_in(
            at,
            words!("last this next earlier according beginning starting"),
        )
        || is_year_on_year(line, at);
    if !leads {
        return at;
    }
    let comma = (at..end.min(at + 20)).find(|comma| line.is_sign(*comma, &[',']));
    match comma {
        Some(comma) => opening(line, behind_year(line, comma + 1), end),
        None if line.has(at, Class::PREP) => {
            // "By early March 2022 the front had moved"
            let year = (at..end.min(at + 5))
                .rev()
                .find(|at| line.get(*at).is_some_and(|token| token.digits == 4));
            let behind = year
                .filter(|year| year + 1 < end && line.has(year + 1, Class::DET))
                .map(|year| year + 1);
            behind.or_else(|| next_phrase(line, at, end)).unwrap_or(at)
        }
        None => {
            at + usize::from(
                line.has(at, Class::ADV) && !line.has(at, Class::PREP | Class::ADJECTIVE),
            )
        }
    }
}
