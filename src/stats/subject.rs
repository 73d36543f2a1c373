//! What a figure counts or measures, in the words of its sentence, also where the word is left out
//! beside the figure: "acquitted twenty-one" counts the officers named before.

mod before;
mod changed;
mod counted;
mod kinds;
mod left_out;

use std::ops::Range;

use self::{
    before::back,
    changed::{of_change, own_noun},
    counted::counted,
    kinds::{by_kind, ranked, set_against},
    left_out::{clause, clause_range, left_out},
};
use super::{
    amount, change::Moved, figure::Figure, lexicon::Class, line::Line, phrase, value::Kind,
    words::words,
};

/// What a figure counts: tokens of its sentence, or what an earlier figure counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Subject {
    /// Named beside the figure.
    Near(Range<usize>),
    /// Named elsewhere in the sentence.
    Far(Range<usize>),
    /// "It", "they": what the sentence before was about.
    Pronoun,
    /// Left out: what the figures before this one counted; where there are none, these tokens.
    Inherited(Option<Range<usize>>),
}

use Subject::{Far, Inherited, Near};

/// What `figure` counts or measures; `start` is where the words that qualify it begin.
pub(super) fn of(
    line: &Line<'_>,
    figure: &Figure,
    start: usize,
    moved: Option<&Moved>,
) -> Option<Subject> {
    let found = find(line, figure, start, moved).map(|subject| match subject {
        Near(range) => Near(behind_bracket(line, range)),
        Far(range) => Far(behind_bracket(line, range)),
        Inherited(range) => Inherited(range.map(|range| behind_bracket(line, range))),
        Subject::Pronoun => Subject::Pronoun,
    });
    found.filter(|subject| match subject {
        Near(range) | Far(range) => is_thing(line, range),
        Subject::Pronoun | Inherited(_) => true,
    })
}

/// The tokens of `range` behind a bracket that closes there but opens before: "(LOW) stock".
fn behind_bracket(line: &Line<'_>, range: Range<usize>) -> Range<usize> {
    let mut depth = 0_u32;
    for at in range.clone() {
        match line.sign(at) {
            Some('(') => depth += 1,
            Some(')') if depth == 0 && at + 1 < range.end => return at + 1..range.end,
            Some(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    range
}

/// Do these tokens name something? "In", "originally" and "save $21 if you" do not.
fn is_thing(line: &Line<'_>, range: &Range<usize>) -> bool {
    let mut tokens = range.clone();
    let word = line.word(range.start);
    let is_how = range.len() == 1
        && line.has(range.start, Class::ADV)
        && !line.has(range.start, Class::PLURAL | Class::PERSON)
        || range.len() == 1
            && word.len() > 7
            && word.ends_with("ly")
            && !line.is_in(range.start, words!("assembly monopoly anomaly butterfly"));
    let asks = range
        .clone()
        .any(|at| line.is_in(at, words!("if unless because")));
    !is_how
        && !asks
        && tokens.any(|at| !line.is_function(at) || line.has(at, Class::PLURAL | Class::PERSON))
}

fn find(line: &Line<'_>, figure: &Figure, start: usize, moved: Option<&Moved>) -> Option<Subject> {
    if let Some(label) = labelled(line, start).filter(|_| figure.kind != Kind::Date)
        && !is_headline(line, figure, &label)
    {
        return Some(Far(label));
    }
    // "9.4 million passengers, 6% more than a year earlier"
    let compares = moved.is_some_and(|moved| {
        moved.word >= figure.end
            && line.is_in(moved.word, words!("more fewer less higher lower up down"))
    });
    if compares
        && start > 0
        && line.is_sign(start - 1, &[',', '('])
        && !phrase::is_nominal(line, figure.end + 1)
    {
        return Some(Inherited(clause_range(line, figure, start)));
    }
    // "profit was $20bn, up 14%"
    let follows = moved.is_some_and(|moved| {
        moved.word > 1
            && moved.word < start
            && line.is_in(moved.word, words!("up down"))
            && line.is_sign(moved.word - 1, &[','])
    });
    if follows {
        return Some(Inherited(clause_range(line, figure, start)));
    }
    // "1,204 cases, nearly double the 655 reported"
    let is_multiple = figure.kind == Kind::Multiple && line.is(figure.end, "the");
    if is_multiple
        && start > 0
        && line.is_sign(start - 1, &[',', '('])
        && amount::at(line, figure.end + 1).is_some()
    {
        return Some(Inherited(clause_range(line, figure, start)));
    }
    // "40% of them"
    if matches!(figure.kind, Kind::Percent | Kind::Ratio)
        && line.is(figure.end, "of")
        && line.is_in(figure.end + 1, words!("them these those which whom"))
    {
        return Some(Inherited(None));
    }
    if let Some(own) = moved.and_then(|moved| own_noun(line, start, moved)) {
        return Some(Far(own));
    }
    Some(match figure.kind {
        Kind::Date => return None,
        Kind::Count | Kind::Number | Kind::Points if figure.is_bare => counted(line, figure)
            .filter(|noun| {
                moved.is_none_or(|moved| {
                    !noun.contains(&moved.word)
                        && !line.is_in(noun.start, words!("points point places place spots"))
                })
            })
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
            .or_else(|| set_against(line, figure, start))
            .or_else(|| by_kind(line, figure, start))
            .or_else(|| bracketed(line, start))
            .unwrap_or_else(|| clause(line, figure, start)),
    })
}

/// "fresh fish (4.9 percent)": what stands before the bracket.
fn bracketed(line: &Line<'_>, start: usize) -> Option<Subject> {
    let open = start
        .checked_sub(1)
        .filter(|at| line.is_sign(*at, &['(']) && !line.is_titled)?;
    // "three-quarters (74%) of respondents": what the part is of.
    let close = (start..start + 6).find(|at| line.is_sign(*at, &[')']));
    if let Some(close) = close.filter(|close| line.is(close + 1, "of")) {
        return phrase::object(line, close + 2).map(Near);
    }
    let no_thing = Class::PART | Class::MULTIPLE | Class::CURRENCY | Class::MEASURE;
    back(line, open)
        .filter(|noun| !line.has(noun.end - 1, no_thing | Class::ADJECTIVE))
        .filter(|noun| !line.is_in(noun.end - 1, phrase::DIRECTIONS))
        .map(Near)
}

/// "Wells dug: 34": a short label before a colon says what is counted.
fn labelled(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let plus = start > 0 && line.is_sign(start - 1, &['+']);
    let colon = start
        .checked_sub(1 + usize::from(plus))
        .filter(|at| line.is_sign(*at, &[':']) && (1..8).contains(at))?;
    let is_label = (0..colon).all(|at| {
        (line.is_word(at) || line.is_hyphen(at))
            && !line.has(at, Class::AUX | Class::REPORT | Class::PRON)
    });
    is_label.then(|| phrase::strip(line, 0, colon)..colon)
}

/// "Police: 12 people hurt": who says so stands before the colon, not what is counted.
fn is_headline(line: &Line<'_>, figure: &Figure, label: &Range<usize>) -> bool {
    let speaks = label
        .clone()
        .any(|at| line.has(at, Class::SPEAKER | Class::PERSON | Class::PAPER));
    let names = || match figure.kind {
        Kind::Rank => ranked(line, figure).is_some(),
        _ => counted(line, figure).is_some(),
    };
    speaks && names()
}
