//! What rose or fell: the noun or the subject that a word of change belongs to.

use std::ops::Range;

use super::before::back;
use crate::stats::{
    change::Moved,
    figure::Figure,
    lexicon::Class,
    line::Line,
    phrase,
    value::Kind,
    words::{Words, words},
};

/// "exports fell by 23% and imports by 11%": the second noun shares the verb of the first.
pub(super) fn own_noun(line: &Line<'_>, start: usize, moved: &Moved) -> Option<Range<usize>> {
    let by = start
        .checked_sub(1)
        .filter(|at| line.is_in(*at, words!("by to")))?;
    let noun = back(line, by)?;
    let joined = noun.start > moved.word + 1 && line.is_in(noun.start - 1, words!("and while but"));
    joined.then_some(noun)
}

/// What rose or fell.
pub(super) fn of_change(line: &Line<'_>, figure: &Figure, moved: &Moved) -> Option<Range<usize>> {
    if let Some(object) = &moved.object {
        return Some(object.clone());
    }
    let word = moved.word;
    let noun = line.has(word, Class::MOVE)
        && !phrase::is_verb(line, word)
        && !line.is_in(word, words!("up down"));
    if word >= figure.end {
        let behind = word + 1;
        // "a 5% rise on the year"
        let is_time = line.is(behind, "on") && has_time(line, behind);
        // "scored 11 percent higher in the tests"
        let is_how = line.is_in(word, words!("higher lower"));
        if line.is_in(behind, words!("in of for on")) && !is_time && !is_how {
            return in_phrase(line, behind);
        }
        if line.is_in(word, words!("more fewer less")) && phrase::is_nominal(line, behind) {
            return phrase::noun(line, behind, true);
        }
        // "a 42% lower risk of"
        let is_led = line.has_before(figure.start, Class::DET);
        if is_led
            && line.is_in(word, words!("higher lower greater"))
            && phrase::is_nominal(line, behind)
        {
            return phrase::object(line, behind);
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
        if line.is_in(word + 1, words!("in on for")) {
            return in_phrase(line, word + 1);
        }
        if line.is_in(figure.end, words!("in for")) {
            return in_phrase(line, figure.end);
        }
        // "a pay rise of 6%"
        if word > 1 && line.is(word - 1, "pay") && line.has(word - 2, Class::DET) {
            return Some(word - 1..word);
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
    // "cheaper fuel (down 7.2%)"
    let open = word
        .checked_sub(1)
        .filter(|at| line.is_in(word, words!("up down")) && line.is_sign(*at, &['(']));
    if let Some(led) = open
        .and_then(|open| back(line, open))
        .or_else(|| led_by_with(line, word))
    {
        return Some(led);
    }
    // "expects the economy to grow 2.8%"
    if word > 1 && line.is(word - 1, "to") {
        const EXPECTS: &Words = words!(
            "expect expects expected sees see forecast forecasts predict predicts predicted project projects projected wants want estimates estimated",
        );
        let verb = (word.saturating_sub(8)..word - 1)
            .rev()
            .find(|at| line.is_in(*at, EXPECTS) && !line.has_before(*at, Class::AUX));
        let own = verb.and_then(|verb| phrase::subject_in(line, verb + 1, word - 1));
        if own.is_some() {
            return own;
        }
    }
    // "lost half its volume"
    let is_taken = line.has(word, Class::TRANSITIVE) || line.is_in(word, words!("lost lose loses"));
    let is_owned = line.is_in(figure.end, words!("its their his her our"));
    if figure.kind == Kind::Ratio && is_taken && is_owned {
        return phrase::object(line, figure.end);
    }
    subject_before(line, word)
}

/// Does a stretch of time stand behind the preposition at `i`: "on the year before"?
fn has_time(line: &Line<'_>, i: usize) -> bool {
    (i + 1..i + 4)
        .take_while(|at| line.has(*at, Class::DET | Class::ADJECTIVE | Class::TIME))
        .any(|at| line.has(at, Class::TIME))
}

/// "with the S&P 500 down 1.1%": what stands between "with" and the word that says up or down.
fn led_by_with(line: &Line<'_>, word: usize) -> Option<Range<usize>> {
    if !line.is_in(word, words!("up down higher lower")) {
        return None;
    }
    let with = (word.saturating_sub(7)..word)
        .rev()
        .find(|at| line.is(*at, "with"))?;
    let start = phrase::strip(line, with + 1, word);
    let is_name = |at: usize| line.is_word(at) || line.number(at).is_some();
    let is_whole =
        (start..word).all(|at| is_name(at) && !line.is_function(at) && !line.has(at, Class::VERB));
    (is_whole && start < word).then_some(start..word)
}

/// The phrase behind a preposition: "in fatalities from terrorist attacks in Pakistan".
fn in_phrase(line: &Line<'_>, preposition: usize) -> Option<Range<usize>> {
    phrase::object(line, preposition + 1)
        .filter(|found| !line.has(found.start, Class::MONTH) && line.number(found.start).is_none())
}

/// The subject of the verb at `word`.
fn subject_before(line: &Line<'_>, word: usize) -> Option<Range<usize>> {
    let near = antecedent(line, word).or_else(|| doer(line, word));
    if let Some(noun) = near
        .or_else(|| seen(line, word))
        .or_else(|| next_clause(line, word))
    {
        return Some(noun);
    }
    phrase::subject(line, word).or_else(|| {
        let start = phrase::clause_start(line, word);
        phrase::subject_in(line, start, word)
            .filter(|found| found.end > found.start && !line.has(found.start, Class::PREP))
    })
}

/// "The firm saw its profits fall", "had its value slashed": what is seen to move.
fn seen(line: &Line<'_>, word: usize) -> Option<Range<usize>> {
    let noun = back(line, word)?;
    let owner = noun.start.checked_sub(1)?;
    let verb = owner.checked_sub(1)?;
    let is_seen = line.is_in(
        verb,
        words!("saw see sees seen seeing watched had has have"),
    ) && line.is_in(owner, words!("its their his her the"));
    is_seen.then_some(noun)
}

/// "The Dow fell 1%, the Nasdaq lost 2%": the clause begins behind the comma, with a noun and nothing
/// else before its verb.
fn next_clause(line: &Line<'_>, word: usize) -> Option<Range<usize>> {
    let comma = (word.saturating_sub(8)..word)
        .rev()
        .find(|at| line.is_sign(*at, &[',']))?;
    let first = comma + 1 + usize::from(line.is(comma + 1, "and"));
    let is_noun = |at: usize| {
        line.has(at, Class::DET)
            || phrase::is_nominal(line, at) && !phrase::is_verb(line, at)
            || line.is_hyphen(at)
            || line.number(at).is_some() && line.is_capital(at - 1)
    };
    let is_whole = first < word && (first..word).all(is_noun);
    let follows = phrase::is_verb(line, word) && phrase::verb(line, 0, comma).is_some();
    (is_whole && follows)
        .then(|| phrase::subject_in(line, first, word))
        .flatten()
}

/// "the price of pork, which rose": what "which" stands for.
fn antecedent(line: &Line<'_>, word: usize) -> Option<Range<usize>> {
    let mut at = word.checked_sub(1)?;
    while at > 0 && line.has(at, Class::AUX | Class::ADV) {
        at -= 1;
    }
    let end = at.checked_sub(usize::from(line.is_sign(at.wrapping_sub(1), &[','])))?;
    let mut noun = back(line, end).filter(|_| line.is(at, "which"))?;
    while noun.start > 0
        && line.is(noun.start - 1, "of")
        && let Some(whole) = back(line, noun.start - 1)
    {
        noun.start = whole.start;
    }
    Some(noun)
}

/// "with food prices advancing 2%", "rents inching up 1%": who does what an -ing says.
fn doer(line: &Line<'_>, word: usize) -> Option<Range<usize>> {
    let particle = line.is_in(word, words!("up down")) && word > 0;
    let verb = word - usize::from(particle);
    let is_doing = line.word(verb).ends_with("ing") && !line.has_before(verb, Class::AUX);
    let noun = back(line, verb).filter(|_| is_doing)?;
    // "sees unemployment rising"
    let is_seen = line.is_in(
        noun.start.wrapping_sub(1),
        words!("see sees saw seeing expect expects with"),
    );
    (is_seen || line.is_plural(noun.end - 1)).then_some(noun)
}
