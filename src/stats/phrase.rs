//! Noun phrases and clauses, found without a dictionary of nouns: by the words that cannot stand in
//! them, by plural endings, and by where a verb must be.

mod clause;

use std::ops::Range;

pub(super) use self::clause::clause_start;
use self::clause::part_end;

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
        if joined && line.number(at).is_some() {
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
    if is_first && (line.is_in(at, DIRECTIONS) || line.has(at, Class::MULTIPLE)) {
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
        return true;
    }
    if !has_plural && line.has(at, Class::PAPER) {
        return false;
    }
    let is_verb = line.has(at, Class::VERB | Class::REPORT | Class::HARM)
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

/// What follows a distance and is not what is measured: "30 miles north of", "12 metres deep".
pub(super) const DIRECTIONS: &Words = words!(
    "north south east west northeast northwest southeast southwest north-east northern inland offshore upstream downstream deep tall high long wide thick away ahead old",
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
    // "some expect": they stand for people.
    let stands = at > 0
        && line.is_in(at - 1, words!("some many most both few others"))
        && line.has(at, Class::VERB | Class::REPORT);
    let noun_before = at > 0
        && (stands || !line.has(at - 1, Class::DET | Class::ADJECTIVE | Class::PREP))
        && !is_possessive(line, at - 1)
        && !line.is(at - 1, "to");
    let known = line.has(at, Class::VERB | Class::RISE | Class::FALL | Class::REPORT)
        && !line.has(at, Class::PREP);
    let ed =
        line.word(at).len() > 4 && line.word(at).ends_with("ed") || line.has(at, Class::MULTIPLE);
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
    let governs = line.word(at).ends_with('s')
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

/// The subject of the clause that holds token `i`: the noun phrase before its verb, articles
/// stripped. Empty for a pronoun.
pub(super) fn subject(line: &Line<'_>, i: usize) -> Option<Range<usize>> {
    let first = clause_start(line, i);
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
pub(super) fn topic(line: &Line<'_>) -> Option<Range<usize>> {
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
pub(super) fn subject_in(line: &Line<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let is_verbal = line.has(start, Class::AUX) && !line.is_capital(start)
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
    let cut = dated.unwrap_or(cut);
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
pub(super) fn is_year_on_year(line: &Line<'_>, at: usize) -> bool {
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
    let leads = line.has(at, Class::PREP | Class::ADV | Class::WEEKDAY)
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
