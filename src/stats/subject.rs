//! What a figure counts or measures, in the words of its sentence, also where the word is left out
//! beside the figure: "acquitted twenty-one" counts the officers named before.

mod again;
mod before;
mod changed;
mod counted;
mod kinds;
mod labelled;
mod left_out;
mod people;

use std::ops::Range;

use self::{
    again::again,
    before::{back, put_to},
    changed::{of_change, own_noun},
    counted::counted,
    kinds::{by_kind, set_against},
    labelled::labelled,
    left_out::{clause, left_out},
};
use super::{
    change::Moved, figure::Figure, lexicon::Class, line::Line, phrase, value::Kind, words::words,
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

pub(super) use self::people::{are_people, befalls_people, may_be_people};

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
        Inherited(range) => {
            let range = range.map(|range| behind_bracket(line, range));
            Inherited(range.filter(|range| is_thing(line, range)))
        }
        Subject::Pronoun => Subject::Pronoun,
    });
    match found? {
        Near(range) | Far(range) if !is_thing(line, &range) => {
            // "About 60% is in shares and 30% in bonds": both are of what was counted before.
            let is_figure = range.clone().any(|at| line.number(at).is_some());
            is_figure.then_some(Inherited(None))
        }
        subject => Some(subject),
    }
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
    // "3.4 trillion yen ($22 billion)": a unit is no thing.
    let last = range.end - 1;
    let is_unit = line.has(last, Class::CURRENCY)
        && range.start > 0
        && (line.number(range.start - 1).is_some() || line.has(range.start - 1, Class::SCALE));
    if is_unit {
        return false;
    }
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
        && tokens.any(|at| {
            line.is_word(at) && !line.is_function(at) && !line.has(at, Class::ADV)
                || line.has(at, Class::PLURAL | Class::PERSON)
        })
}

fn find(line: &Line<'_>, figure: &Figure, start: usize, moved: Option<&Moved>) -> Option<Subject> {
    if let Some(label) = labelled(line, figure, start) {
        return Some(Far(label));
    }
    if let Some(same) = again(line, figure, start, moved) {
        return Some(same);
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
            .or_else(|| {
                // "filled the dams to 93% of capacity"
                let is_full = line.is(figure.end, "of")
                    && line.is_in(figure.end + 1, words!("capacity normal output gdp"));
                let is_free =
                    figure.kind != Kind::Multiple && (is_full || counted(line, figure).is_none());
                put_to(line, start).filter(|_| is_free).map(Near)
            })
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
    // "416 (88%)", "2,800 francs ($5)": the same in other words.
    if line.number(open.wrapping_sub(1)).is_some() || line.has_before(open, Class::CURRENCY) {
        return Some(Inherited(None));
    }
    back(line, open)
        .filter(|noun| !line.has(noun.end - 1, no_thing | Class::ADJECTIVE))
        .filter(|noun| !line.is_in(noun.end - 1, phrase::DIRECTIONS))
        .map(Near)
}
