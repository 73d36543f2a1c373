//! Noun phrases and clauses, found without a dictionary of nouns: by the words that cannot stand in
//! them, by plural endings, and by where a verb must be.

mod clause;
mod subject;

use std::ops::Range;

pub(super) use self::{
    clause::clause_start,
    subject::{is_year_on_year, subject, subject_from, subject_in, topic},
};

use super::{
    lexicon::Class,
    line::Line,
    words::{Words, words},
};

/// At most this many words make a noun phrase here.
const LONGEST: usize = 7;

/// How far to either side a clause is looked through, in tokens.
const REACH: usize = 45;

/// The noun phrase that begins at token `i`, read up to its last noun. For something counted more
/// than once (`is_many`) it ends at the plural. `None` where no noun can stand.
pub(super) fn noun(line: &Line<'_>, i: usize, is_many: bool) -> Option<Range<usize>> {
    let mut at = i;
    let mut plural = None;
    while at < line.len() && at - i < LONGEST {
        if line.is_hyphen(at) {
            at += 1;
            continue;
        }
        let joined = at > i && line.is_hyphen(at - 1);
        // "30 Boeing 787 jets"
        let is_model = at > i && line.is_capital(at - 1) && line.is_plural(at + 1);
        if (joined || is_many && is_model) && line.number(at).is_some() {
            at += 1;
            continue;
        }
        if !line.is_word(at) || !joined && ends_before(line, i, at, plural.is_some()) {
            break;
        }
        let is_verb = !is_many && at > i && is_third_person(line, at);
        if is_verb {
            break;
        }
        if is_many && line.is_plural(at) && !line.is_hyphen(at + 1) {
            plural = Some(at + 1);
        }
        at += 1;
        let is_owner = line.is_sign(at, &['’', '\'']) && line.is_glued(at);
        if is_owner && line.is_word(at + 1) && !line.is_function(at + 1) {
            at += 1;
        }
    }
    let end = plural.unwrap_or(at);
    let end = if end > i && line.is_hyphen(end - 1) {
        end - 1
    } else {
        end
    };
    (end > i && !(end == i + 1 && line.has(i, Class::ADV) && !line.has(i, Class::PLURAL)))
        .then_some(i..end)
}

/// "one chain activates the fork": after a singular noun a word in -s before an article is a verb.
fn is_third_person(line: &Line<'_>, at: usize) -> bool {
    line.is_plural(at)
        && !line.is_capital(at)
        && (line.has(at + 1, Class::DET | Class::PREP)
            || line.is_plural(at + 1)
            || line.number(at + 1).is_some())
        && !line.has(at, Class::PERSON | Class::PLURAL)
        && !line.is(at + 1, "of")
}

/// Stretches of a year that are no units of time: "8,000 last season".
const SPELLS: &Words = words!(
    "season spring summer autumn winter term semester weekend morning afternoon evening night"
);

/// Can the word at `at` no longer belong to the phrase that began at `i`?
fn ends_before(line: &Line<'_>, i: usize, at: usize, has_plural: bool) -> bool {
    let is_first = at == i;
    // "solar power last year"
    let is_when = line.is_in(at, words!("last next this each every"));
    if is_when
        && (!is_first && line.has(at + 1, Class::TIME | Class::MONTH) || line.is_in(at + 1, SPELLS))
    {
        return true;
    }
    // "its price two years ago"
    let is_time = line.has(at, Class::CARDINAL) && line.has(at + 1, Class::TIME);
    if !is_first && is_time && !line.is_in(at - 1, words!("next last past first previous")) {
        return true;
    }
    // "an eight-year-old Fort Worth girl"
    if !is_first && !line.is_titled && line.is_capital(at) && line.is(at, "worth") {
        return false;
    }
    let is_noun = line.has(at, Class::PLURAL | Class::PERSON);
    if line.has(at, Class::WEEKDAY) && !line.is_in(at, words!("sun"))
        || line.has(at, Class::MONTH) && line.is_capital(at)
    {
        return true;
    }
    if line.is_function(at) && !(is_first && is_noun) {
        return !(is_first && line.has(at, Class::PREP) && is_modifier(line, at));
    }
    let closed = has_plural
        && line.is_in(
            at.wrapping_sub(1),
            words!("people children women men others personnel"),
        );
    if has_plural && (!line.is_plural(at) || closed) {
        return true;
    }
    let is_short = line.is_in(at, words!("short shy")) && line.is(at + 1, "of");
    if is_first && (is_short || line.is_in(at, DIRECTIONS) || line.has(at, Class::MULTIPLE)) {
        return true;
    }
    if line.has(at, Class::ADV) && !is_noun {
        let leads = line.word(at).ends_with("ly")
            || line.is_in(
                at,
                words!("more further very most well underground offshore overseas"),
            );
        return !(is_first && (leads || line.has(at, Class::ADJECTIVE)));
    }
    // "six remain missing"
    if is_first && line.is_in(at, words!("remain remained")) {
        return true;
    }
    if is_first && line.is_plural(at) {
        return false;
    }
    // "two United States service members"
    if !is_first && !line.is_titled && line.is_capital(at) && line.is_capital(at - 1) {
        return false;
    }
    // "a quake killed 2,445 people"
    let counts = line.number(at + 1).is_some() || line.has(at + 1, Class::CARDINAL | Class::DET);
    if !is_first && line.has(at, Class::HARM) && counts {
        return true;
    }
    // "two catastrophic crashes of the jet"
    let ends = line.get(at + 1).is_none() || line.sign(at + 1).is_some();
    let is_last = !has_plural
        && at == i + 1
        && line.is_plural(at)
        && !line.is_plural(i)
        && (ends || line.is_in(at + 1, words!("of in and at on")));
    if is_last && line.has(at, Class::FALL | Class::RISE) {
        return false;
    }
    if !is_first && line.has(at, Class::VERB) && !line.has(at, Class::MOVE) && !is_noun {
        return !is_trade(line, at);
    }
    if !has_plural && line.has(at, Class::PAPER) {
        return false;
    }
    if is_first && line.is_in(at, PAST) {
        return true;
    }
    // "the cost of"
    let is_led = is_first && line.is_in(at.wrapping_sub(1), words!("a an the its their his her"));
    let is_verb = !is_led && line.has(at, Class::VERB | Class::REPORT | Class::HARM)
        || line.word(at).ends_with("ed") && line.word(at).len() > 4;
    let befallen = is_first
        && line.has(at, Class::HARM)
        && !line.is_in(at, words!("died die dies kill kills killing injure"));
    if is_verb && !is_noun && !befallen {
        // "60% slept better"
        let is_how = line.is_in(at + 1, words!("better worse longer sooner later faster"));
        let counts = line.has(at + 1, Class::CARDINAL) && !line.is_hyphen(at + 2);
        let followed = is_nominal(line, at + 1) && !is_how && !counts;
        return if is_first {
            !followed
        } else {
            has_plural || !(line.is_plural(at) || followed && line.has(at - 1, Class::ADV))
        };
    }
    let is_ing = line.word(at).ends_with("ing") && !is_first && at - i >= 1;
    is_ing && !is_nominal(line, at + 1) && line.is_plural(at - 1)
}

/// What was done, in words that are no adjectives too: "eleven fell ill".
const PAST: &Words = words!(
    "fell rose went came took gave made got saw spoke ran began became drove flew knew grew threw drew ate swam sang chose woke wore fled did had"
);

/// "car making", "house building": is the word in -ing at `at` what is done with the one thing before?
fn is_trade(line: &Line<'_>, at: usize) -> bool {
    let ends = line.get(at + 1).is_none()
        || line.sign(at + 1).is_some()
        || line.has(at + 1, Class::AUX | Class::CONJ)
        || line.is_in(at + 1, words!("in of by"));
    let thing = at - 1;
    let is_one =
        !line.is_plural(thing) && !line.is_capital(thing) && !line.has(thing, Class::PERSON);
    line.word(at).ends_with("ing") && ends && is_one && is_nominal(line, thing)
}

/// What follows a distance and is not what is measured: "30 miles north of", "12 metres deep".
pub(super) const DIRECTIONS: &Words = words!(
    "north south east west northeast northwest southeast southwest north-east inland offshore upstream downstream deep tall high long wide thick away ahead old overweight overdue",
);

fn is_modifier(line: &Line<'_>, at: usize) -> bool {
    line.is_in(at, words!("past inside outside")) && is_nominal(line, at + 1)
}

/// Could a noun phrase go on with the word at `at`?
pub(super) fn is_nominal(line: &Line<'_>, at: usize) -> bool {
    line.is_word(at)
        && !line.is_function(at)
        && !line.has(at, Class::ADV | Class::WEEKDAY)
        && (!line.has(at, Class::VERB) || line.has(at, Class::PERSON | Class::MOVE))
}

/// The phrase that begins at `i` with an article, a possessive or "the number of" before its noun
/// stripped, and one "of" or "in" phrase behind it kept.
pub(super) fn object(line: &Line<'_>, i: usize) -> Option<Range<usize>> {
    let start = strip(line, i, line.len());
    let first = full_noun(line, start)?;
    Some(extended(line, with_verbal(line, first)))
}

/// `phrase` with a plural behind it that could be a verb and is none where no clause begins: "its
/// cargo contracts through 2028".
fn with_verbal(line: &Line<'_>, phrase: Range<usize>) -> Range<usize> {
    let next = phrase.end;
    let is_owned = line.has_before(phrase.start, Class::DET);
    let is_verbal = line.is_plural(next) && line.has(next, Class::VERB | Class::FALL | Class::RISE);
    let ends = line.get(next + 1).is_none()
        || line.sign(next + 1).is_some()
        || line.has(next + 1, Class::PREP | Class::CONJ);
    if is_owned && is_verbal && ends && !line.is_plural(next - 1) {
        phrase.start..next + 1
    } else {
        phrase
    }
}

/// Like [`noun`] for something that may be one or many.
fn full_noun(line: &Line<'_>, i: usize) -> Option<Range<usize>> {
    let one = noun(line, i, false)?;
    let many = noun(line, i, true)?;
    Some(if line.is_plural(many.end - 1) {
        many
    } else {
        one
    })
}

/// `phrase` with "of …", "in …", "from …" behind it, as long as no figure stands there.
pub(super) fn extended(line: &Line<'_>, phrase: Range<usize>) -> Range<usize> {
    let mut end = phrase.end;
    while line.is_in(end, words!("of from among for in on")) && end - phrase.start < 9 {
        let start = end + 1 + usize::from(line.has(end + 1, Class::DET));
        let Some(next) = full_noun(line, start) else {
            break;
        };
        if (end..next.end)
            .any(|at| line.number(at).is_some() || line.has(at, Class::MONTH | Class::TIME))
        {
            break;
        }
        end = next.end;
    }
    phrase.start..end
}

/// The first token at or after `i`, before `end`, that is not an article, a possessive, or part of
/// "the number of".
pub(super) fn strip(line: &Line<'_>, i: usize, end: usize) -> usize {
    let mut at = i;
    loop {
        if at + 1 >= end {
            return at;
        }
        if line.has(at, Class::DET) && !line.has(at, Class::PLURAL) {
            // "that at the other site" stands for a noun.
            if line.is_function(at + 1)
                && line.is_in(at, words!("that this those these such all both"))
                && !line.has(at + 1, Class::DET)
            {
                return at;
            }
            at += 1;
            continue;
        }
        let of = (at + 1..(at + 4).min(end)).find(|of| line.is(*of, "of"));
        if let Some(of) = of
            && line.has(of - 1, Class::EMPTY)
            && of + 1 < end
        {
            at = of + 1;
            continue;
        }
        return at;
    }
}

/// The first verb from `start` on, before `end`.
pub(super) fn verb(line: &Line<'_>, start: usize, end: usize) -> Option<usize> {
    (start..end.min(line.len())).find(|at| *at > start && is_verb(line, *at))
}

/// Is the word at `at` a verb, by what it is and what stands round it?
pub(super) fn is_verb(line: &Line<'_>, at: usize) -> bool {
    if !line.is_word(at) || line.is_hyphen(at.wrapping_sub(1)) {
        return false;
    }
    if line.has(at, Class::AUX) {
        return !line.is_capital(at) || !line.has(at, Class::MONTH);
    }
    let word = line.word(at);
    let moves = Class::VERB | Class::RISE | Class::FALL | Class::REPORT;
    let averages = line.is_in(at, words!("average total number"));
    if !line.has(at, moves | Class::MULTIPLE) && !word.ends_with(['d', 's']) && !averages {
        return false;
    }
    // "some expect": they stand for people.
    let stands = at > 0
        && line.is_in(at - 1, words!("some many most both few others"))
        && line.has(at, Class::VERB | Class::REPORT);
    let noun_before = at > 0
        && (stands || !line.has(at - 1, Class::DET | Class::ADJECTIVE | Class::PREP))
        && !is_possessive(line, at - 1)
        && !line.is(at - 1, "to");
    let known = line.has(at, moves) && !line.has(at, Class::PREP);
    let ed = word.len() > 4 && word.ends_with("ed") || line.has(at, Class::MULTIPLE);
    // "newly built homes"
    let modifies = ed
        && at > 0
        && line.word(at - 1).ends_with("ly")
        && is_nominal(line, at + 1)
        && !(at > 1 && is_nominal(line, at - 2));
    let ed = ed && !modifies;
    let clashes = line.has(at, Class::MOVE | Class::PAPER)
        && (line.has(at + 1, Class::AUX) || line.is_in(at + 1, words!("in of from")));
    let before_verb = line.has(at + 1, Class::AUX)
        || line.has(at + 1, Class::MULTIPLE) && line.word(at + 1).ends_with("ed")
        || line.has(at + 1, Class::RISE | Class::FALL)
            && !line.has(at + 1, Class::MOVE | Class::PREP);
    // "sentences for it average 38 months"
    let governs = (averages || word.ends_with('s'))
        && !line.is_function(at)
        && !line.is_capital(at)
        && (line.has(at + 1, Class::DET | Class::CARDINAL)
            || line.number(at + 1).is_some()
            || line.are(at + 1, &["up", "to"])
            || line.is_in(
                at + 1,
                words!("about around nearly almost over roughly some between"),
            )
            || line.is_sign(at + 1, &['$', '€', '£']))
        && (is_nominal(line, at.wrapping_sub(1)) || is_behind_aside(line, at))
        && !line.is_capital(at);
    noun_before && !clashes && (ed || governs || known && !before_verb)
}

/// "The suspect, 34, faces": does what stands between two commas end before `at`?
fn is_behind_aside(line: &Line<'_>, at: usize) -> bool {
    let Some(closes) = at.checked_sub(1) else {
        return false;
    };
    let is_comma = |at: usize| line.is_sign(at, &[',']);
    is_comma(closes) && (closes.saturating_sub(6)..closes).any(is_comma)
}

fn is_possessive(line: &Line<'_>, at: usize) -> bool {
    let word = line.word(at);
    word.ends_with("'s") || word.ends_with("’s")
}
