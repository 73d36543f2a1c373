//! What a figure counts or measures, in the words of its sentence, also where the word is left out
//! beside the figure: "acquitted twenty-one" counts the officers named before.

use std::ops::Range;

use super::{
    amount, change::Moved, figure::Figure, lexicon::Class, line::Line, phrase, value::Kind,
};

/// What a figure counts: tokens of its sentence, or what an earlier figure counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Subject {
    /// Named beside the figure.
    Near(Range<usize>),
    /// Named elsewhere in the sentence.
    Far(Range<usize>),
    /// Left out: look at the figures before this one.
    Inherited,
}

use Subject::{Far, Inherited, Near};

/// What `figure` counts or measures; `start` is where the words that qualify it begin.
pub(super) fn of(
    line: &Line<'_>,
    figure: &Figure,
    start: usize,
    moved: Option<&Moved>,
) -> Option<Subject> {
    Some(match figure.kind {
        Kind::Date => return None,
        Kind::Count | Kind::Number | Kind::Points if figure.is_bare => counted(line, figure)
            .map(Near)
            .or_else(|| {
                moved
                    .and_then(|moved| of_change(line, figure, moved))
                    .map(Far)
            })
            .unwrap_or_else(|| left_out(line, figure, start)),
        _ => moved
            .and_then(|moved| of_change(line, figure, moved))
            .map(Far)
            .or_else(|| by_kind(line, figure, start))
            .unwrap_or_else(|| clause(line, figure, start)),
    })
}

fn by_kind(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Subject> {
    match figure.kind {
        Kind::Money => priced(line, figure, start),
        Kind::Measure | Kind::Duration => led_by(line, start)
            .filter(|_| figure.kind == Kind::Measure)
            .map(Near)
            .or_else(|| counted(line, figure).map(Near)),
        Kind::Multiple => compared(line, figure).map(Near),
        Kind::Rank => ranked(line, figure).map(Near),
        Kind::Score => None,
        Kind::Age if line.is_any(figure.end, &["and", "or"]) => None,
        _ => counted(line, figure).map(Near),
    }
}

/// The noun right behind a figure: "46 people", "56% of voters", "nine more bodies", "15 of the 27
/// members", "two-year pilot".
pub(super) fn counted(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    let mut at = figure.noun;
    if line.is_hyphen(at) {
        at += 1;
        if line.is_any(at, &["strong", "odd", "plus"]) {
            at += 1;
        }
    }
    while line.is_in(at, "more additional further extra different separate")
        && !line.is(at + 1, "than")
    {
        at += 1;
    }
    let of = line.is(at, "of");
    if of {
        at += 1;
        while line.has(at, Class::DET) && !line.has(at, Class::PLURAL)
            || line.is_any(at, &["all", "some"])
        {
            at += 1;
        }
        if let Some(whole) = amount::at(line, at) {
            at = whole.end;
            at += usize::from(line.is(at, "of"));
        }
    }
    if line.has(at, Class::MOVE)
        && !line.has(at, Class::PERSON)
        && !of
        && figure.kind != Kind::Count
    {
        return None;
    }
    let one = matches!(figure.value, super::value::Value::Number(n) if n.abs() <= 1.0)
        || figure.kind == Kind::Duration
        || figure.kind == Kind::Age
        || figure.kind == Kind::Money;
    let many = !one || line.is_plural(at);
    let noun = phrase::noun(line, at, many)?;
    let verbal = noun.len() == 1
        && line.has(noun.start, Class::VERB | Class::RISE | Class::FALL)
        && !line.has(noun.start, Class::PERSON | Class::HARM | Class::MOVE)
        && !line.is_plural(noun.start);
    let adverb = noun.len() == 1
        && line.has(noun.start, Class::ADJECTIVE)
        && !line.has(noun.start, Class::PLURAL)
        && !line.is_plural(noun.start);
    if verbal || adverb {
        return None;
    }
    let is_of = line.is(noun.end, "of");
    Some(if is_of { with_of(line, noun) } else { noun })
}

/// "pages of evidence": one "of" phrase without a figure in it.
fn with_of(line: &Line<'_>, noun: Range<usize>) -> Range<usize> {
    let start = noun.end + 1;
    let article = start + usize::from(line.has(start, Class::DET));
    match phrase::noun(line, article, true) {
        Some(next) if next.len() <= 3 && amount::at(line, article).is_none() => {
            noun.start..next.end
        }
        _ => noun,
    }
}

/// What rose or fell.
fn of_change(line: &Line<'_>, figure: &Figure, moved: &Moved) -> Option<Range<usize>> {
    if let Some(object) = &moved.object {
        return Some(object.clone());
    }
    let word = moved.word;
    let noun = line.has(word, Class::MOVE)
        && !phrase::is_verb(line, word)
        && !line.is_any(word, &["up", "down"]);
    if word >= figure.end {
        let behind = word + 1;
        if line.is_any(behind, &["in", "of", "for", "on"]) {
            return in_phrase(line, behind);
        }
        if line.is_any(word, &["more", "fewer", "less"]) && phrase::is_nominal(line, behind) {
            return phrase::noun(line, behind, true);
        }
        let modifiers = figure.end..word;
        let real = modifiers
            .clone()
            .filter(|at| {
                line.is_word(*at)
                    && !line.has(*at, Class::ADJECTIVE | Class::TIME | Class::ADV)
                    && !line.word(*at).ends_with("ly")
            })
            .count();
        if real > 0 && !line.is_hyphen(figure.end) {
            return Some(modifiers);
        }
    } else if noun {
        if line.is_any(word + 1, &["in", "on", "for"]) {
            return in_phrase(line, word + 1);
        }
        if line.is_any(figure.end, &["in", "for"]) {
            return in_phrase(line, figure.end);
        }
        if word > 0
            && phrase::is_nominal(line, word - 1)
            && !line.has(word - 1, Class::ADJECTIVE | Class::DET)
        {
            let start = (word.saturating_sub(3)..word)
                .rev()
                .take_while(|at| phrase::is_nominal(line, *at))
                .last()?;
            return Some(start..word);
        }
    }
    if figure.kind == Kind::Multiple && word == figure.start && line.has(figure.end, Class::DET) {
        return phrase::object(line, figure.end);
    }
    subject_before(line, word)
}

/// The phrase behind a preposition: "in fatalities from terrorist attacks in Pakistan".
fn in_phrase(line: &Line<'_>, preposition: usize) -> Option<Range<usize>> {
    phrase::object(line, preposition + 1)
        .filter(|found| !line.has(found.start, Class::MONTH) && line.number(found.start).is_none())
}

/// The subject of the verb at `word`.
fn subject_before(line: &Line<'_>, word: usize) -> Option<Range<usize>> {
    phrase::subject(line, word).or_else(|| {
        let start = phrase::clause_start(line, word);
        phrase::subject_in(line, start, word)
            .filter(|found| found.end > found.start && !line.has(found.start, Class::PREP))
    })
}

/// The noun before "of", "at" or "worth" in front of a figure: "a depth of", "losses at".
fn led_by(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let of = start
        .checked_sub(1)
        .filter(|at| line.is_in(*at, "of at worth totalling totaling"))?;
    back(line, of)
}

/// The noun phrase that ends just before `end`.
fn back(line: &Line<'_>, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    while start > 0 && end - start < 4 {
        let at = start - 1;
        let joins = line.is_hyphen(at)
            || phrase::is_nominal(line, at)
                && (line.has(at, Class::PAPER) || !line.has(at, Class::REPORT));
        if !joins {
            break;
        }
        start = at;
    }
    while start < end && line.is_hyphen(start) {
        start += 1;
    }
    (start < end).then_some(start..end)
}

/// What money is for.
fn priced(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Subject> {
    let named = phrase::is_nominal(line, figure.end) || line.is_hyphen(figure.end);
    if let Some(noun) = named.then(|| counted(line, figure)).flatten() {
        return Some(Near(noun));
    }
    if let Some(led) = led_by(line, start) {
        return Some(Near(led));
    }
    if line.is_in(figure.end, "in of for on to from towards into")
        && let Some(object) = phrase::object(line, figure.end + 1)
        && !line.has(object.start, Class::MONTH | Class::TIME)
        && amount::at(line, object.start).is_none()
        && !line.is_in(object.start, "total cash last past month year")
        && !line.has(object.start, Class::VERB)
    {
        return Some(Near(object));
    }
    back(line, start)
        .filter(|_| start > 0 && !line.is_function(start - 1))
        .map(Near)
}

/// "twice the number of visitors", "three times as many cases".
fn compared(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    let mut at = figure.end;
    while line.is_in(at, "as many much more fewer likely less") {
        at += 1;
    }
    if line.is_in(at, "higher lower larger bigger faster greater than to")
        || at == figure.end && !line.has(at, Class::DET)
    {
        return None;
    }
    phrase::object(line, at)
}

/// "third-largest economy", "third fatal accident", "27th in the downhill", "No. 4 seed".
fn ranked(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    let mut at = figure.end;
    if line.is_hyphen(at) {
        at += 2;
        if line.is_hyphen(at) {
            at += 2;
        }
    }
    if let Some(noun) =
        phrase::noun(line, at, false).filter(|noun| !line.has(noun.start, Class::VERB))
    {
        return Some(noun);
    }
    line.is_any(at, &["in", "of", "on", "among"])
        .then(|| phrase::object(line, at + 1))
        .flatten()
}

/// A bare amount with no noun behind it.
fn left_out(line: &Line<'_>, figure: &Figure, start: usize) -> Subject {
    if let Some(led) = led_by(line, start) {
        let only_empty = led
            .clone()
            .all(|at| line.has(at, Class::EMPTY | Class::DET | Class::ADJECTIVE));
        return if only_empty { Inherited } else { Near(led) };
    }
    let harmed = (start.saturating_sub(4)..start).any(|at| line.has(at, Class::HARM));
    if harmed
        || line.has_before(start, Class::VERB | Class::CONJ) && !line.has_before(start, Class::AUX)
        || line.are(figure.end, &["of", "them"])
    {
        return Inherited;
    }
    let verb = (phrase::clause_start(line, start)..start)
        .rev()
        .find(|at| phrase::is_verb(line, *at));
    let starts = verb.is_none()
        && (figure.end..line.len().min(figure.end + 3))
            .any(|at| line.has(at, Class::AUX | Class::VERB | Class::HARM));
    if starts {
        Inherited
    } else {
        clause(line, figure, start)
    }
}

/// The subject of the clause, or what earlier figures counted.
fn clause(line: &Line<'_>, figure: &Figure, start: usize) -> Subject {
    let found = phrase::subject(line, start).filter(|found| found.end <= figure.start);
    found.map_or(Inherited, Far)
}
