//! A figure with no noun beside it: what it counts was named before, or is the subject of its clause.

use std::ops::Range;

use super::{
    Subject::{self, Far, Inherited, Near},
    before::{back, led_by, put_to, with_place},
    kinds::listed,
    people::{STAFF, is_crowd},
};
use crate::stats::{
    amount,
    figure::Figure,
    lexicon::Class,
    line::Line,
    phrase,
    value::Kind,
    words::{Words, words},
};

/// A bare amount with no noun behind it.
pub(super) fn left_out(line: &Line<'_>, figure: &Figure, start: usize) -> Subject {
    if line.are_before(start, &["of", "whom"])
        || line.are_before(start, &["of", "them"])
        || line.are_before(start, &["of", "which"])
        || line.are_before(start, &["out", "of"])
    {
        return Inherited(None);
    }
    // "nearly double the 655 reported": those that the figure before counted.
    let is_same = line.is_in(start.wrapping_sub(1), words!("the"))
        && (line.is_in(figure.end, SEEN)
            || line.is_in(figure.end, words!("that who which already still")))
        && !phrase::is_nominal(line, figure.end + 1);
    if is_same {
        return Inherited(None);
    }
    // "nine were children"
    if line.is_in(figure.end, words!("were are"))
        && let Some(noun) = phrase::noun(line, figure.end + 1, true)
        && line.has(noun.end - 1, Class::PERSON)
        && !line.has(noun.end - 1, Class::HARM)
    {
        return Near(noun);
    }
    if let Some(whole) = opening_of(line, start) {
        return Far(whole);
    }
    if let Some(spent) = spent_on(line, figure) {
        return Near(spent);
    }
    if let Some(pair) = listed(line, figure, start).filter(|noun| !line.is_capital(noun.start)) {
        return Near(pair);
    }
    // "has been able to verify six"
    let is_done = start > 1
        && line.is(start - 2, "to")
        && line.is_word(start - 1)
        && !line.is_in(start - 1, LEVELS)
        && !line.is_in(
            start - 1,
            words!("be total exceed surpass equal average top number pass"),
        )
        && !line.has(
            start - 1,
            Class::RISE | Class::FALL | Class::ADV | Class::DET | Class::PREP,
        );
    if is_done {
        return Inherited(None);
    }
    if line.is_in(start.wrapping_sub(1), STAFF) || is_crowd(line, figure.end, start) {
        return Inherited(None);
    }
    if let Some(brought) = brought_to(line, figure, start).or_else(|| put_to(line, start).map(Near))
    {
        return brought;
    }
    let set_off = start > 1
        && line.is_sign(start - 1, &[','])
        && !line.is_glued(start - 2)
        && phrase::verb(line, 0, start).is_none();
    if let Some(noun) = set_off.then(|| back(line, start - 1)).flatten() {
        // "Of the 1,150 on board, 983 were rescued"
        let is_where = line.has_before(noun.start, Class::PREP)
            && line.is_in(noun.start - 1, words!("on in at aboard from"));
        return if is_where && line.is(0, "of") {
            Inherited(None)
        } else {
            Near(with_place(line, &noun))
        };
    }
    if let Some(led) = led_by(line, start) {
        let only_empty = led
            .clone()
            .all(|at| line.has(at, Class::EMPTY | Class::DET | Class::ADJECTIVE));
        return if only_empty {
            Inherited(None)
        } else {
            Near(led)
        };
    }
    let verb = (phrase::clause_start(line, start)..start)
        .rev()
        .find(|at| phrase::is_verb(line, *at));
    // "stayed at 13.3"
    let is_at = |verb: usize| verb + 2 == start && line.is_in(start - 1, words!("at to"));
    // "built for 600 pupils, has 850"
    let owns = line.is_in(start.wrapping_sub(1), words!("has have had"));
    let levels = verb.filter(|_| !owns).is_some_and(|verb| {
        line.is_in(verb, LEVELS) || is_copula(line, verb, start) || is_at(verb)
    });
    if levels {
        return clause(line, figure, start);
    }
    let harmed = (start.saturating_sub(4)..start).any(|at| line.has(at, Class::HARM));
    let object = verb.is_some()
        || line.has_before(start, Class::CONJ)
        || line.are(figure.end, &["of", "them"]);
    let opens = (figure.end..line.len().min(figure.end + 3))
        .any(|at| line.has(at, Class::AUX | Class::VERB | Class::HARM));
    if harmed || object || opens {
        let ahead = line.has(figure.end, Class::AUX | Class::VERB | Class::HARM);
        return Inherited(clause_range(line, figure, start).filter(|_| !harmed && !ahead));
    }
    clause(line, figure, start)
}

/// "is now about 40", but not "were searching for 14": does an auxiliary at `verb` say what a figure at
/// `start` is?
fn is_copula(line: &Line<'_>, verb: usize, start: usize) -> bool {
    let acts = |at: usize| line.word(at).ends_with("ing") && !line.is_function(at);
    line.has(verb, Class::AUX) && !(verb + 1..start).any(acts)
}

/// "340 million had been spent on roads", "granted 3.1 billion in new loans": what so much went into.
fn spent_on(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    let has_scale = line.has_before(figure.end, Class::SCALE);
    let spent = (figure.end..figure.end + 5)
        .take_while(|at| *at == figure.end || line.has(at - 1, Class::AUX | Class::ADV))
        .find(|at| {
            line.is_in(
                *at,
                words!("spent invested paid raised allocated earmarked pledged"),
            )
        });
    let on = spent.map_or(figure.end, |spent| spent + 1);
    let is_into = line.is_in(on, words!("on in for to")) && has_scale;
    let is_when = line.has(on + 1, Class::MONTH | Class::TIME | Class::DET) && spent.is_none()
        || line.number(on + 1).is_some()
        || line.is_capital(on + 1);
    let object = (is_into && !is_when)
        .then(|| phrase::object(line, on + 1))
        .flatten()?;
    let is_many = line.is_plural(object.end - 1) && !line.has(object.end - 1, Class::PERSON);
    (spent.is_some() || is_many && !line.has(object.end - 1, Class::TIME)).then_some(object)
}

/// What is said of things that were counted some other time.
const SEEN: &Words = words!(
    "reported recorded registered counted logged seen noted tallied confirmed detected documented observed found listed announced forecast expected predicted",
);

/// "bringing the number of arrests to 1,300", "which took the total to 40".
fn brought_to(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Subject> {
    const BRINGS: &Words =
        words!("bring brings bringing brought take takes taking took push pushes pushing pushed",);
    let to = start.checked_sub(1).filter(|to| line.is(*to, "to"))?;
    let verb = (to.saturating_sub(10)..to)
        .rev()
        .find(|at| line.is_in(*at, BRINGS))?;
    // "taking to 34 the number killed"
    let is_next = verb + 1 == to && line.has(figure.end, Class::DET);
    let moved = if is_next {
        phrase::object(line, figure.end)?
    } else {
        phrase::subject_in(line, verb + 1, to)?
    };
    let is_empty = moved
        .clone()
        .all(|at| line.has(at, Class::EMPTY | Class::DET | Class::ADJECTIVE));
    Some(if is_empty {
        Inherited(None)
    } else {
        Near(moved)
    })
}

/// Verbs whose subject is what the figure behind them measures.
const LEVELS: &Words = words!(
    "reached reach reaches hit hits stood stands stand totalled totaled totals numbered numbers remained remains averaged averages average peaked passed surpassed exceeded exceeds topped became equals",
);

/// "Of the pupils who returned the form, 416": what a sentence says first that all are of.
pub(super) fn opening_of(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let comma = (2..start).find(|at| line.is(0, "of") && line.is_sign(*at, &[',']))?;
    let first = phrase::strip(line, 1, comma);
    let first = amount::at(line, first).map_or(first, |whole| whole.end);
    let noun = phrase::noun(line, first, true)?;
    let is_listed = |at: usize| line.is_sign(at, &[',']) || line.is(at, "and");
    let opens =
        comma + 1 == start || line.is_in(start - 1, words!("just only")) || is_listed(start - 1);
    (opens && noun.end <= comma).then_some(noun)
}

/// "The resin, weighing 1,120 kg and packed in bags,": what such a word is said of.
fn of_doing(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    const DOING: &Words = words!(
        "weighing measuring covering spanning stretching lasting costing reaching exceeding totalling totaling numbering averaging worth"
    );
    let doing = start.checked_sub(1).filter(|at| line.is_in(*at, DOING));
    let done = || done_to(line, start);
    let word = doing.or_else(|| participle(line, start)).or_else(done)?;
    let comma = usize::from(word > 0 && line.is_sign(word - 1, &[',']));
    back(line, word - comma)
}

/// The word in -ed before `start` that tells what was done to the noun before it, where the clause has its
/// verb already: "found the miners trapped 400 metres underground", "among patients followed for four years".
fn done_to(line: &Line<'_>, start: usize) -> Option<usize> {
    let led = usize::from(line.has_before(start, Class::PREP));
    let word = start.checked_sub(1 + led)?;
    let is_done = word > 1
        && line.word(word).len() > 4
        && line.word(word).ends_with("ed")
        && line.is_plural(word - 1)
        && line.has(word - 1, Class::PERSON | Class::PLURAL);
    let has_verb = (word.saturating_sub(14)..word)
        .take_while(|at| at + 1 < word)
        .any(|at| phrase::is_verb(line, at));
    (is_done && has_verb).then_some(word)
}

/// The word in -ing before `start` that tells more of the noun before it: "the train, travelling at
/// 140 km/h", "winds gusting at times to 55 mph".
fn participle(line: &Line<'_>, start: usize) -> Option<usize> {
    let is_led =
        |at: usize| line.has(at, Class::PREP | Class::ADV | Class::DET) || line.is(at, "times");
    let mut word = start.checked_sub(1)?;
    while word > 1 && start - word < 4 && is_led(word) {
        word -= 1;
    }
    let is_doing = word > 0
        && word + 1 < start
        && line.word(word).len() > 5
        && line.word(word).ends_with("ing")
        && !line.is_capital(word);
    if !is_doing {
        return None;
    }
    // "made a profit, selling at $3": the one who made it does that.
    let is_told = if line.is_sign(word - 1, &[',']) {
        phrase::verb(line, phrase::clause_start(line, word), word - 1).is_none()
    } else {
        line.is_plural(word - 1)
    };
    is_told.then_some(word)
}

/// What "who" or "which" at `at` stands for; "rangers at the reserve, who" are the rangers.
fn antecedent(line: &Line<'_>, at: usize) -> Option<Range<usize>> {
    let is_set_off = at > 0 && line.is_sign(at - 1, &[',']);
    let noun = back(line, at - usize::from(is_set_off))?;
    let led = noun.start - usize::from(line.has_before(noun.start, Class::DET));
    let is_person = |noun: &Range<usize>| {
        let head = noun.end - 1;
        line.has(head, Class::PERSON | Class::SPEAKER | Class::FORCE)
            || line.is_plural(head)
            || line.is_capital(head)
    };
    let is_where = line.has_before(led, Class::PREP) && !line.is(led - 1, "of");
    if !line.is(at, "who") || !is_where || is_person(&noun) {
        return Some(noun);
    }
    back(line, led - 1).filter(is_person).or(Some(noun))
}

/// The subject of the clause, or what earlier figures counted.
pub(super) fn clause(line: &Line<'_>, figure: &Figure, start: usize) -> Subject {
    if let Some(noun) = of_doing(line, start) {
        return Near(noun);
    }
    let named = told_of(line, start);
    let first = phrase::clause_start(line, start);
    let named = named
        .or_else(|| told_to(line, first, start))
        .or_else(|| superlative(line, figure, start));
    let subject = || phrase::subject_from(line, first, start);
    let subject = || subject().filter(|found| found.end <= figure.start);
    if let Some(found) = named.or_else(subject) {
        return Far(found);
    }
    if let Some(noun) =
        behind_comma(line, figure, first).or_else(|| apposed(line, figure, first, start))
    {
        return Far(noun);
    }
    let is_led = line.has(first, Class::PREP);
    let mut near = first..start.min(first + if is_led { 8 } else { 2 });
    if near.any(|at| line.is_in(at, words!("it they he she we"))) {
        // "put the number at 1.4 million, but aid groups believe it is": what was counted there.
        let is_told =
            line.has_before(first, Class::REPORT) && (0..first).any(|at| line.number(at).is_some());
        let other = if is_told {
            Inherited(None)
        } else {
            Subject::Pronoun
        };
        outer(line, first).map_or(other, Far)
    } else {
        Inherited(None)
    }
}

/// "the militants, who number around 3,000", "ice that is over 900 years old": what a relative clause
/// tells of, where nobody else acts in it.
fn told_of(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let parts = |at: &usize| line.sign(*at).is_some() && !line.is_hyphen(*at);
    let which = (start.saturating_sub(9)..start)
        .rev()
        .take_while(|at| !parts(at) && (!line.has(*at, Class::CONJ) || line.is(*at, "that")))
        .find(|at| line.is_in(*at, words!("who which that")))?;
    let next = which + 1;
    let acts = line.has(next, Class::AUX | Class::ADV | Class::VERB)
        || line.is_in(next, LEVELS)
        || line.word(next).ends_with("ed")
        || phrase::is_verb(line, next);
    let is_near = which + 4 >= start && !line.is(which, "that");
    let noun = antecedent(line, which)?;
    let is_said = line.has(noun.end - 1, Class::REPORT | Class::SPEAKER);
    (is_near || acts && (!line.is(which, "that") || !is_said)).then_some(noun)
}

/// The subject of the clause the figure stands in.
pub(super) fn clause_range(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Range<usize>> {
    phrase::subject(line, start).filter(|found| found.end <= figure.start)
}

/// "Having held the town for nine months, the group withdrew", "After 30 years in office, the mayor":
/// whom that is said of which stands before the comma of the sentence that begins at `first`.
fn behind_comma(line: &Line<'_>, figure: &Figure, first: usize) -> Option<Range<usize>> {
    let word = line.word(first);
    let is_doing = word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed"));
    let is_part = is_doing || line.has(first, Class::PREP) && !line.is_in(first, words!("of in"));
    let measures = matches!(figure.kind, Kind::Measure | Kind::Duration | Kind::Money);
    if first > 0 || !is_part || !measures {
        return None;
    }
    let last = line.len().min(figure.end + 10);
    let comma = (figure.end..last).find(|at| line.is_sign(*at, &[',']))?;
    let verb = phrase::verb(line, comma + 1, line.len().min(comma + 12))?;
    let noun = phrase::subject_in(line, comma + 1, verb)?;
    // "Within 60 days, develop and provide"
    let is_noun = line.has(comma + 1, Class::DET | Class::ADJECTIVE)
        || line.is_capital(noun.start)
        || line.is_plural(noun.end - 1);
    is_noun.then_some(noun)
}

/// "The wind farm, 12 miles offshore,", "The fire, the largest in 20 years,": what the clause begins with,
/// where all up to the figure tells more of it.
fn apposed(line: &Line<'_>, figure: &Figure, first: usize, start: usize) -> Option<Range<usize>> {
    let comma = (first + 1..start).find(|at| line.is_sign(*at, &[',']))?;
    let measures = matches!(figure.kind, Kind::Measure | Kind::Duration | Kind::Rank);
    let is_plain = measures
        && line.has(first, Class::DET)
        && start - comma < 8
        && phrase::verb(line, first, start).is_none();
    is_plain
        .then(|| phrase::subject_in(line, first, comma))
        .flatten()
}

/// "It was the worst flood in 70 years": what there was no worse of.
fn superlative(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Range<usize>> {
    let by = start
        .checked_sub(1)
        .filter(|at| figure.kind == Kind::Duration && line.is_in(*at, words!("in for")))?;
    let noun = back(line, by)?;
    let is_most = noun
        .clone()
        .any(|at| line.word(at).ends_with("est") || line.is_in(at, words!("worst best first")));
    let is_it = (by.saturating_sub(8)..noun.start).any(|at| line.is_in(at, words!("it this")));
    (is_most && is_it && noun.len() > 1).then(|| noun.end - 1..noun.end)
}

/// "ordered the driver to repay $4m": who is to do it.
fn told_to(line: &Line<'_>, first: usize, start: usize) -> Option<Range<usize>> {
    const TELLS: &Words = words!(
        "ordered orders order told tells asked asks urged urges forced forces forcing allowed allows allowing required requires requiring ordering telling asking enabled enables helped persuaded"
    );
    let to = (first..start)
        .rev()
        .take_while(|at| start - at < 8 && !line.is_sign(*at, &[';']))
        .find(|at| line.is(*at, "to") && line.is_word(at + 1) && !line.is_function(at + 1))?;
    let has_object = (to + 2..start).any(|at| line.is_plural(at) || line.has(at, Class::DET));
    let verb = (first..to)
        .rev()
        .take_while(|at| to - at < 8)
        .find(|at| line.is_in(*at, TELLS))?;
    let is_own = line.has_before(verb, Class::AUX);
    if is_own || has_object {
        return None;
    }
    phrase::subject_in(line, verb + 1, to)
}

/// "The side dropped back as they lost": whom a pronoun stands for in the clause that begins at
/// `first`, behind the one it belongs to.
fn outer(line: &Line<'_>, first: usize) -> Option<Range<usize>> {
    let word = first.checked_sub(1)?;
    let joins = line.is_in(
        word,
        words!("as after before since while when because although though until and but"),
    ) || line.is_sign(word, &[';']);
    if joins && word > 1 {
        phrase::subject(line, word)
    } else {
        None
    }
}
