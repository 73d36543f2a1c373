//! What a figure measures where that hangs on its kind: what money is for, whose age it is, what a
//! share is of, what is ranked.

use std::ops::Range;

use super::{
    Subject::{self, Far, Inherited, Near},
    before::{back, led_by, with_place},
    counted::{behind_bracket, counted},
    left_out::{clause, clause_range},
};
use crate::stats::{
    amount, date,
    figure::Figure,
    lexicon::Class,
    line::Line,
    phrase, quantity,
    value::{Kind, Value},
    words::{Words, words},
};

pub(super) fn by_kind(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Subject> {
    match figure.kind {
        Kind::Money => priced(line, figure, start),
        // "a haul of 1.3 TB of data"
        Kind::Measure
            if line.is(behind_bracket(line, figure.end), "of")
                && counted(line, figure).is_some() =>
        {
            counted(line, figure).map(Near)
        }
        Kind::Duration if line.is(figure.end, "since") && is_it(line, start) => {
            phrase::object(line, figure.end + 1).map(Near)
        }
        Kind::Measure | Kind::Duration => afar(line, figure, start)
            .or_else(|| led_by(line, start))
            .filter(|noun| figure.kind == Kind::Measure || takes_time(line, noun))
            .map(Near)
            .or_else(|| given(line, start).map(Near))
            .or_else(|| counted(line, figure).map(Near)),
        Kind::Multiple => compared(line, figure).map(Near),
        // "The ceasefire, the third in as many years,"
        Kind::Rank => ranked(line, figure).map(Near),
        Kind::Score => played(line, figure, start).map(Near),
        Kind::Age => Some(aged(line, figure, start)),
        Kind::Percent => shared(line, figure, start),
        _ => counted(line, figure)
            .or_else(|| led_by(line, start))
            .map(Near),
    }
}

/// "It is 516 days since the siege began": does nothing but "it is" stand before `start`?
fn is_it(line: &Line<'_>, start: usize) -> bool {
    let it = (start.saturating_sub(4)..start).find(|at| line.is(*at, "it"));
    it.is_some_and(|it| (it + 1..start).all(|at| line.has(at, Class::AUX | Class::ADV)))
}

/// "returning to Selwick, about 60 miles south of the coast": how far what is named last lies.
fn afar(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Range<usize>> {
    let is_far = figure.kind == Kind::Measure
        && line.is_in(figure.end, phrase::DIRECTIONS)
        && line.is_in(figure.end + 1, words!("of from"));
    // "the cylinder, 10cm across", "a mirror 6 metres across"
    let is_size = figure.kind == Kind::Measure
        && line.is_in(
            figure.end,
            words!("across long wide tall high thick deep around"),
        )
        && !line.is_in(figure.end + 1, words!("of from"));
    // "queues 20 km long"
    let is_many = |noun: &Range<usize>| {
        let last = noun.end - 1;
        let is_led =
            line.has_before(noun.start, Class::DET) || line.is(noun.start.wrapping_sub(1), "of");
        (noun.start == 0 || is_led || line.is_plural(last))
            && !line.has(last, Class::VERB)
            && !line.is(last, "measures")
    };
    if is_size && let Some(noun) = back(line, start).filter(is_many) {
        return Some(with_place(line, &noun));
    }
    let comma = start
        .checked_sub(1)
        .filter(|at| line.is_sign(*at, &[',']))?;
    if is_size {
        return back(line, comma);
    }
    let is_name = |at: &usize| line.is_word(*at) && line.is_capital(*at);
    let place = (comma.saturating_sub(3)..comma).rev().take_while(is_name);
    Some(place.last().filter(|_| is_far)?..comma)
}

/// "a sentence of 175 years" measures a sentence, "a period of three months" no period.
fn takes_time(line: &Line<'_>, noun: &Range<usize>) -> bool {
    const EMPTY: &Words = words!(
        "period space matter course end start beginning span couple total age rate pace worth half rest part most each one maximum minimum average",
    );
    // "a non-parole period of 40 months"
    let is_kind =
        line.is(noun.end - 1, "period") && noun.len() > 2 && line.is_hyphen(noun.start + 1);
    line.is(noun.end, "of")
        && (is_kind || !line.is_in(noun.end - 1, EMPTY))
        && !line.has(noun.end - 1, Class::EMPTY | Class::PERSON)
}

/// "56% of voters", "an interest rate of 4%", "spending will reach 2.5% of GDP".
fn shared(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Subject> {
    let is_base = line.is(figure.end, "of")
        && line.is_in(
            figure.end + 1,
            words!("gdp gross output capacity income revenue turnover national"),
        );
    if is_base && let found @ (Far(_) | Subject::Pronoun) = clause(line, figure, start) {
        return Some(found);
    }
    // "(case fatality rate 1.4 per cent)"
    let bracketed = || {
        let noun = back(line, start)?;
        let is_first = noun.start > 0 && line.is_sign(noun.start - 1, &['(']);
        is_first.then_some(noun)
    };
    // "61% of over-65s"
    let group = figure.end + 1;
    let is_group = line.is(figure.end, "of")
        && line.is_in(group, words!("over under"))
        && line.is_hyphen(group + 1)
        && line.is(group + 3, "s");
    if is_group {
        return Some(Near(group..group + 4));
    }
    counted(line, figure)
        .or_else(|| led_by(line, start))
        .or_else(bracketed)
        .or_else(|| followed(line, start))
        .or_else(|| listed(line, figure, start))
        .map(Near)
}

/// "versus $57bn", "compared with 12%": the same thing as the figure before.
pub(super) fn set_against(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Subject> {
    let just = line.is_in(start.wrapping_sub(1), words!("just only"));
    let before = start.checked_sub(1 + usize::from(just))?;
    let is_named = line.is(figure.end, "for") && line.is_capital(figure.end + 1) && !line.is_titled;
    // "runs from 2 to 21 days"
    let is_range = matches!(figure.value, Value::Range(..) | Value::Dates(..));
    let against = line.is_in(before, words!("versus vs against"))
        || line.is(before, "from") && !is_range
        || line.is_in(before, words!("with to"))
            && before > 0
            && line.is_in(before - 1, words!("compared compares"));
    if against && is_named {
        // "against 44% for Massa"
        return phrase::object(line, figure.end + 1).map(Near);
    }
    (against && !line.is(figure.end, "of")).then(|| Inherited(clause_range(line, figure, start)))
}

/// Whose age: "34-year-old man", "children under 5", "patients … aged 18-35".
fn aged(line: &Line<'_>, figure: &Figure, start: usize) -> Subject {
    if let Some(noun) = counted(line, figure) {
        return Near(noun);
    }
    if line.are_before(start, &["age", "of"]) {
        return Inherited(clause_range(line, figure, start));
    }
    // "The patients ranged in age from 66 to 80 years."
    if line.are_before(start, &["age", "from"]) || line.are_before(start, &["age", "between"]) {
        return clause_range(line, figure, start).map_or(Inherited(None), Far);
    }
    // "She retired at age 51."
    let is_age = start > 1 && line.is(start - 1, "age");
    if is_age && line.is_in(start - 2, words!("at by from since until before after")) {
        return Inherited(clause_range(line, figure, start));
    }
    // "Khan, 34," and "the defendant (52)"
    let named = start > 1
        && line.is_sign(start - 1, &[',', '('])
        && (line.is_word(start - 2) || junior(line, start - 1).is_some());
    // "aged between 12 to 17", "voters between the ages of 17 and 29"
    let start = start - usize::from(line.are_before(start, &["aged", "between"]));
    if line.are_before(start, &["between", "the", "ages", "of"])
        && let Some(noun) = back(line, start - 4)
    {
        return Near(noun);
    }
    let led = start > 0 && line.is_in(start - 1, words!("aged among of for by in")) || named;
    // "a fifth man, aged 60,"
    let is_set_off =
        led && start > 1 && line.is(start - 1, "aged") && line.is_sign(start - 2, &[',']);
    let before = start - usize::from(led) - usize::from(is_set_off);
    match back(line, before).or_else(|| junior(line, before)) {
        Some(noun) => Near(noun),
        None => match clause(line, figure, start) {
            Far(noun) if line.has(noun.end - 1, Class::PERSON) => Far(noun),
            Far(noun) => Inherited(Some(noun)),
            other => other,
        },
    }
}

/// The name that ends with "Jr." before `end`.
fn junior(line: &Line<'_>, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(2).filter(|at| line.is_in(*at, JUNIOR))?;
    let is_name = |at: &usize| line.is_word(*at) && line.is_capital(*at);
    let first = (last.saturating_sub(3)..last).rev().take_while(is_name);
    Some(first.last()?..last)
}

/// What a name may end with.
const JUNIOR: &Words = words!("jr sr");

/// What money is for.
fn priced(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Subject> {
    let named = phrase::is_nominal(line, behind_bracket(line, figure.end))
        || line.is_hyphen(figure.end)
        || figure.is_joined(line) && line.is_word(figure.end);
    // "the €18 million people say it lost", "robbed savers of $40m": people have no price.
    let are_people =
        |noun: &Range<usize>| line.has(noun.end - 1, Class::PERSON) && line.is_plural(noun.end - 1);
    let noun = named.then(|| counted(line, figure)).flatten();
    // "a fine of $20 million applies"
    let is_led = line.is(start.wrapping_sub(1), "of");
    let noun = noun.filter(|noun| {
        let ends = line.get(noun.end).is_none()
            || line.sign(noun.end).is_some()
            || line.is_function(noun.end);
        !(is_led && ends && noun.len() == 1 && line.word(noun.start).ends_with('s'))
    });
    if let Some(noun) = noun.filter(|noun| !are_people(noun) || line.is_hyphen(figure.end)) {
        return Some(Near(noun));
    }
    if let Some(led) = led_by(line, start).filter(|noun| !are_people(noun)) {
        return Some(Near(led));
    }
    if let Some(sold) = sold_for(line, start) {
        return Some(Near(sold));
    }
    // "$240 more for heating"
    let behind = figure.end + usize::from(line.is_in(figure.end, words!("more less extra")));
    // "$300bn (£159bn) in subsidies"
    let close = (behind..behind + 12).find(|at| line.is_sign(*at, &[')']));
    let behind = match close {
        Some(close) if line.is_sign(behind, &['(']) => close + 1,
        _ => behind,
    };
    // "invest €4bn in France": where, not what for.
    let is_place = line.is(figure.end, "in")
        && line.is_capital(figure.end + 1)
        && !line.is_titled
        && phrase::noun(line, figure.end + 1, true)
            .is_none_or(|noun| line.is_capital(noun.end - 1));
    let earned = (start.saturating_sub(3)..start)
        .find(|at| line.is_in(*at, words!("lost lose loses earned earns made makes")));
    let is_lost = earned.is_some_and(|at| line.is_in(at, words!("lost lose loses")));
    let earns =
        earned.is_some() && line.is(figure.end, "on") || is_lost && line.is(figure.end, "in");
    let is_each = line.is_in(behind + 1, words!("every each"));
    if !earns
        && !is_each
        && !is_place
        && line.is_in(behind, words!("in of for on to from towards into off"))
        && let Some(object) = phrase::object(line, behind + 1)
        && !line.has(object.start, Class::MONTH | Class::TIME | Class::ORDINAL)
        && !line.has(object.end - 1, Class::TIME)
        && !(line.is(behind, "from") && are_people(&object))
        && !line.is_in(object.start, words!("quarter half season"))
        && amount::at(line, object.start).is_none()
        && date::at(line, object.start).is_none()
        && !line.is_in(
            object.start,
            words!("total last past month year average top"),
        )
        && (!line.has(object.start, Class::VERB) || line.is(behind, "of") && object.len() > 1)
    {
        return Some(Near(object));
    }
    // "cost the economy $1.5bn", "fined him": who gives or loses it, not what it is for.
    let is_given = |noun: &Range<usize>| {
        let verb = noun
            .start
            .saturating_sub(1 + usize::from(line.has_before(noun.start, Class::DET)));
        line.is_in(
            verb,
            words!(
                "cost costs costing owe owes owed pay pays paid earn earns earned save saves saved win won wins bring brings brought net nets netted give gives gave"
            ),
        )
    };
    let end = start - usize::from(line.is_in(start.wrapping_sub(1), words!("a an")));
    back(line, end)
        .filter(|noun| start > 0 && !line.is_function(start - 1) && !is_given(noun))
        .filter(|noun| !phrase::is_verb(line, noun.end - 1))
        .map(Near)
}

/// "sold 9,000 fake tickets for $1.4 million": what changed hands.
fn sold_for(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    const TRADES: &Words = words!(
        "sold sell sells selling bought buy buys buying acquired acquires acquire acquiring purchased auctioned hired rented leased"
    );
    let by = start.checked_sub(1).filter(|at| line.is(*at, "for"))?;
    let noun = back(line, by)?;
    let verb = (by.saturating_sub(8)..noun.start)
        .rev()
        .find(|at| phrase::is_verb(line, *at))?;
    line.is_in(verb, TRADES).then_some(noun)
}

/// "twice the number of visitors", "three times as many cases".
fn compared(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    if quantity::per(line, figure.end).is_some() {
        return None;
    }
    let mut at = figure.end;
    while line.is_in(at, words!("as many much more fewer likely less")) {
        at += 1;
    }
    // "pollution reached 50 times the level deemed safe", "28 times as potent as"
    let is_sized = line.is(at, "the") && line.is_in(at + 1, SIZES)
        || at > figure.end && line.is(at + 1, "as") && !line.is_plural(at);
    if is_sized {
        return None;
    }
    if line.is_in(
        at,
        words!("higher lower larger bigger faster greater than to"),
    ) || at == figure.end && !line.has(at, Class::DET)
    {
        return None;
    }
    // "twice the number of two years ago"
    phrase::object(line, at).filter(|object| !line.has(object.end - 1, Class::TIME))
}

/// What things have of their own that are compared: "three times the size of".
const SIZES: &Words = words!(
    "size level levels amount rate average limit norm height weight length width area price value cost speed volume strength"
);

/// "third-largest economy", "third fatal accident", "27th in the downhill", "No. 4 seed".
pub(super) fn ranked(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    let mut at = figure.end;
    if line.is_hyphen(at) {
        at += 2;
        if line.is_hyphen(at) {
            at += 2;
        }
    }
    at += usize::from(line.is_in(at, words!("such straight consecutive successive")));
    if let Some(mut noun) =
        phrase::noun(line, at, false).filter(|noun| !line.has(noun.start, Class::VERB))
    {
        // "the third month running"
        let runs = line.is_in(noun.end - 1, words!("running straight"));
        noun.end -= usize::from(runs && noun.len() > 1);
        return Some(noun);
    }
    // "it was the fourth in the capital"
    let is_other = line.is(at, "in")
        && line.has(at + 1, Class::DET)
        && line.is(figure.start.wrapping_sub(1), "the");
    // "the sixth-busiest in the world"
    let is_best = at > figure.end + 1 && line.is(at, "in");
    (!is_other && !is_best && line.is_in(at, words!("in of on among")))
        .then(|| phrase::object(line, at + 1))
        .flatten()
}

/// "gave parliament 24 months": whom a length is given to.
fn given(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    const GIVES: &Words = words!(
        "give gives gave given giving grant grants granted allow allows allowed offer offers offered cost costs take takes took saves saved"
    );
    let to = back(line, start).filter(|noun| noun.end == start)?;
    let verb = to
        .start
        .checked_sub(1 + usize::from(line.has_before(to.start, Class::DET)))?;
    line.is_in(verb, GIVES).then_some(to)
}

/// "Gor Mahia 2-0 Bandari": the side named first.
fn played(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Range<usize>> {
    let is_name = |at: usize| line.is_word(at) && line.is_capital(at);
    let between = start > 0 && is_name(start - 1) && is_name(figure.end);
    let first = (start.saturating_sub(4)..start)
        .rev()
        .take_while(|at| is_name(*at));
    Some(first.last().filter(|_| between)?..start)
}

/// "Reform leads with 61%, followed by the bloc with 15%": whoever stands before the last "with".
fn followed(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let with = start.checked_sub(1).filter(|at| line.is(*at, "with"))?;
    let noun = back(line, with)?;
    let opens = noun
        .start
        .checked_sub(1 + usize::from(line.has_before(noun.start, Class::DET)))?;
    let follows = line.is_in(opens, words!("by and then"));
    follows.then_some(noun)
}

/// "Labour 27% (-1), Reform 29%, sample 2,104,": the words before a figure in a list of such pairs.
pub(super) fn listed(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Range<usize>> {
    let noun = back(line, start).filter(|noun| noun.end == start)?;
    let opens = noun.start.checked_sub(1)?;
    // "The blast, which hit a market, killed 30, residents said"
    let acts = noun.len() == 1
        && line.has(noun.start, Class::HARM)
        && line.is_word(opens.wrapping_sub(1))
        && !line.has(opens.wrapping_sub(1), Class::CARDINAL | Class::SCALE);
    let is_pair = !acts
        && line.is_sign(opens, &[',', ':', ';', '•', '|', '('])
        && (line.is_sign(figure.end, &[',', ';', '(', ')']) || figure.end + 1 >= line.len());
    is_pair.then_some(noun)
}
