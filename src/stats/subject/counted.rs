//! The noun right behind a figure: "46 people", "56% of voters", "nine more bodies", "15 of the 27
//! members", "two-year pilot".

use std::ops::Range;

use super::before::DO;
use crate::stats::{
    amount,
    attribution::{FORECASTERS, FORESEEN},
    figure::Figure,
    lexicon::Class,
    line::Line,
    phrase,
    value::{Kind, Value},
    words::{Words, words},
};

/// What stands right behind `figure` and is counted by it.
pub(in crate::stats) fn counted(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    let first = behind_more(line, figure);
    let is_of = line.is(first, "of");
    let at = if is_of {
        behind_of(line, first + 1)
    } else {
        first
    };
    // "10,000 according to the organisers"
    if line.is(at, "according") {
        return None;
    }
    let is_move = line.has(at, Class::MOVE) && !line.has(at, Class::PERSON);
    if is_move && !is_of && figure.kind != Kind::Count {
        return None;
    }
    // "said 15,000 five times"
    if line.has(at, Class::CARDINAL) && !line.is_hyphen(at + 1) && !is_of {
        return None;
    }
    // "broke the 100 million mark"
    // "four short of a majority", "six clear of the rest"
    let is_off = !is_of
        && line.is_in(at, words!("short shy clear ahead behind"))
        && line.is_in(at + 1, words!("of the"));
    let is_mark =
        line.is_in(at, words!("mark barrier milestone")) && !phrase::is_nominal(line, at + 1);
    if phrase::is_year_on_year(line, at) || is_mark || is_off {
        return None;
    }
    let noun =
        phrase::noun(line, at, is_many(line, figure, at)).or_else(|| joined(line, figure, at))?;
    let is_other = is_verb_or_adverb(line, figure, &noun)
        || !is_of && is_compared(line, figure, &noun)
        || is_forecaster(line, &noun)
        || is_time(line, &noun);
    // "another 700 face dismissal"
    let is_done = noun.len() > 1
        && is_many(line, figure, at)
        && figure.kind == Kind::Count
        && !is_of
        && !line.is_plural(noun.end - 1)
        && line.is_in(noun.start, DO);
    if is_done {
        return None;
    }
    // "12 of the best ones": the things named before.
    if line.is(noun.end - 1, "ones") {
        return None;
    }
    let noun = with_second(line, noun, is_many(line, figure, at));
    let has_of = line.is(noun.end, "of");
    (!is_other).then(|| if has_of { with_of(line, noun) } else { noun })
}

/// "1,000 maintenance and cleaning workers": the plural stands behind the second of two words.
fn with_second(line: &Line<'_>, noun: Range<usize>, is_many: bool) -> Range<usize> {
    let has_plural = line.is_plural(noun.end - 1);
    let joins = line.is_in(noun.end, words!("and or")) && amount::at(line, noun.end + 1).is_none();
    if !is_many || has_plural || noun.len() > 3 || !joins {
        return noun;
    }
    match phrase::noun(line, noun.end + 1, true) {
        Some(second) if second.len() > 1 && line.is_plural(second.end - 1) => {
            noun.start..second.end
        }
        _ => noun,
    }
}

/// Steps over "strong", "more" and an article to where the noun, or "of" before it, may begin.
fn behind_more(line: &Line<'_>, figure: &Figure) -> usize {
    let mut at = behind_other(line, figure);
    if line.is_hyphen(at) {
        let is_shape = line.is_in(
            at + 1,
            words!("strong odd plus long wide high deep tall thick"),
        );
        at += 1 + usize::from(is_shape);
    }
    while line.is_in(
        at,
        words!("more additional further extra different separate"),
    ) && !line.is(at + 1, "than")
    {
        at += 1;
    }
    let is_article = line.has(at, Class::DET) && !line.has(at, Class::PRON);
    at + usize::from(figure.kind == Kind::Ratio && is_article)
}

/// Steps over the same length in another unit: "a 60-metre (200-foot) ravine", from the one and from
/// the other.
fn behind_other(line: &Line<'_>, figure: &Figure) -> usize {
    let at = figure.noun;
    // "132 (32%) participants"
    let is_share = line.is_sign(at, &['('])
        && line.number(at + 1).is_some()
        && line.is_sign(at + 2, &['%'])
        && line.is_sign(at + 3, &[')']);
    if is_share && figure.is_bare {
        return at + 4;
    }
    if !matches!(figure.kind, Kind::Measure | Kind::Money) {
        return at;
    }
    let behind = behind_bracket(line, at);
    // "a $1,000 (£535) fine", "2 inches (51 mm) of rain"
    let is_free = figure.kind == Kind::Money && line.has_before(figure.start, Class::DET)
        || line.is(behind, "of");
    if figure.is_hung(line) || is_free {
        behind
    } else {
        at
    }
}

/// The token behind the bracket that opens or closes at `at`; `at` where none does.
pub(super) fn behind_bracket(line: &Line<'_>, at: usize) -> usize {
    if line.is_sign(at, &[')']) {
        return at + 1;
    }
    let close = (at..at + 6).find(|at| line.is_sign(*at, &[')']));
    match close {
        Some(close) if line.is_sign(at, &['(']) => close + 1,
        _ => at,
    }
}

/// Steps over articles, an owner with a number of its own, and that number: "3,000 of the firm's
/// 11,000 workers".
fn behind_of(line: &Line<'_>, of: usize) -> usize {
    let mut at = of;
    while line.has(at, Class::DET) && !line.has(at, Class::PLURAL)
        || line.is_in(at, words!("all some"))
    {
        at += 1;
    }
    // "11 of the last 14 matches"
    let is_some = line.is_in(
        at,
        words!("last first next past remaining other final top previous"),
    );
    at += usize::from(is_some && amount::at(line, at + 1).is_some());
    let is_owner =
        |owner: &usize| line.word(*owner).ends_with("'s") || line.word(*owner).ends_with("’s");
    let owner = (at..at + 4).find(is_owner);
    if let Some(owner) = owner.filter(|owner| amount::at(line, owner + 1).is_some()) {
        at = owner + 1;
    }
    match amount::at(line, at).filter(|whole| !line.is_hyphen(whole.end)) {
        // "12 of the 777x jets"
        Some(whole) if line.is_glued(whole.end) && line.is_word(whole.end) => whole.end + 1,
        Some(whole) => whole.end + usize::from(line.is(whole.end, "of")),
        None => at,
    }
}

/// Does the figure count more than one, so that the noun at `at` is a plural?
fn is_many(line: &Line<'_>, figure: &Figure, at: usize) -> bool {
    let is_one = matches!(figure.value, Value::Number(n) if n.abs() <= 1.0)
        || matches!(figure.kind, Kind::Duration | Kind::Age | Kind::Money);
    // "98-page indictment": a hyphen makes the first noun one.
    let is_hung = line.is_hyphen(figure.noun) && figure.kind == Kind::Count;
    // "four-fifths of the vanilla vines"
    let is_part = figure.kind == Kind::Ratio
        && (line.is(figure.end, "of") || line.is(figure.start + 1, "in"));
    (!is_one || is_part || line.is_plural(at)) && !is_hung && !figure.is_hung(line)
}

/// Is what looks like a noun one word that is a verb or an adjective here?
fn is_verb_or_adverb(line: &Line<'_>, figure: &Figure, noun: &Range<usize>) -> bool {
    // "one in three lacks clean water"
    let is_one_in = figure.kind == Kind::Ratio && line.is(figure.start + 1, "in");
    let governs = line.has(noun.start, Class::VERB)
        && !line.has(noun.start, Class::PERSON)
        && (phrase::is_nominal(line, noun.end) || line.has(noun.end, Class::DET));
    if is_one_in && governs {
        return true;
    }
    if noun.len() != 1 || line.is_plural(noun.start) {
        return false;
    }
    // "about 18 measuring a magnitude of 7"
    let acts = line.word(noun.start).ends_with("ing") && line.has(noun.end, Class::DET);
    if acts && !line.has(noun.start, Class::PERSON) {
        return true;
    }
    // "a five-year contract": what a hyphen joins stands before a noun.
    let is_joined = figure.is_joined(line);
    let is_verb = line.has(noun.start, Class::VERB | Class::RISE | Class::FALL)
        && !line.has(noun.start, Class::PERSON | Class::HARM | Class::MOVE);
    let is_adverb = line.has(noun.start, Class::ADJECTIVE) && !line.has(noun.start, Class::PLURAL);
    let is_row = figure.kind == Kind::Duration
        && line.is_in(noun.start, words!("running straight"))
        || line.is_in(
            noun.start,
            words!("worldwide nationwide statewide countrywide citywide"),
        );
    let is_held = line.is_in(noun.start, HELD) && !phrase::is_nominal(line, noun.end);
    (is_verb || is_adverb || is_held || is_row) && !is_joined
}

/// What befalls people, said in headlines right behind how many they are: "four jailed over fraud".
const HELD: &Words = words!(
    "held jailed arrested charged sentenced detained convicted acquitted imprisoned nabbed booked questioned rescued evacuated freed deported hospitalised hospitalized fined plucked"
);

/// "a 30-yard drive from the left": behind a word that a hyphen joins even a verb is a noun.
fn joined(line: &Line<'_>, figure: &Figure, at: usize) -> Option<Range<usize>> {
    let measures = matches!(figure.kind, Kind::Measure | Kind::Duration | Kind::Money);
    let is_led = (figure.start.saturating_sub(2)..figure.start).any(|at| line.has(at, Class::DET));
    let is_noun = line.is_word(at)
        && !line.is_function(at)
        && !line.has(at, Class::ADV)
        && !line.word(at).ends_with("ed");
    (measures && is_led && figure.is_joined(line) && is_noun).then_some(at..at + 1)
}

/// "20% faster", "and 55% using"
fn is_compared(line: &Line<'_>, figure: &Figure, noun: &Range<usize>) -> bool {
    // "the 25% mentioned above", "5% relative to", "55% using"
    let word = line.word(noun.start);
    let says = word.ends_with("ing") || word.ends_with("ed") || line.is(noun.start, "relative");
    let is_said =
        figure.kind == Kind::Percent && says && !line.has(noun.start, Class::PERSON | Class::HARM);
    noun.len() == 1 && (line.is_in(noun.start, COMPARED) || is_said)
}

/// What a share says of something that is named elsewhere.
const COMPARED: &Words = words!(
    "faster slower smaller larger bigger cheaper higher lower longer shorter available thinner thicker lighter heavier older younger better worse stronger weaker richer poorer hotter colder warmer cooler greater taller deeper quicker likelier pricier likely unlikely",
);

/// "above the 445,000 analysts had forecast"
fn is_forecaster(line: &Line<'_>, noun: &Range<usize>) -> bool {
    let verb = noun.end + usize::from(line.has(noun.end, Class::AUX));
    noun.len() == 1 && line.is_in(noun.start, FORECASTERS) && line.is_in(verb, FORESEEN)
}

/// "consecutive months"
fn is_time(line: &Line<'_>, noun: &Range<usize>) -> bool {
    noun.len() > 1 && line.has(noun.end - 1, Class::TIME) && line.has(noun.start, Class::ADJECTIVE)
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
