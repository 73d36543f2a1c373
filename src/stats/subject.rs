//! What a figure counts or measures, in the words of its sentence, also where the word is left out
//! beside the figure: "acquitted twenty-one" counts the officers named before.

mod counted;
mod left_out;

use std::ops::Range;

use self::{
    counted::counted,
    left_out::{clause, clause_range, left_out},
};
use super::{
    amount,
    change::Moved,
    figure::Figure,
    lexicon::Class,
    line::Line,
    phrase,
    value::Kind,
    words::{Words, words},
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
                moved.is_none()
                    || !line.is_in(noun.start, words!("points point places place spots"))
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

/// "exports fell by 23% and imports by 11%": the second noun shares the verb of the first.
fn own_noun(line: &Line<'_>, start: usize, moved: &Moved) -> Option<Range<usize>> {
    let by = start
        .checked_sub(1)
        .filter(|at| line.is_in(*at, words!("by to")))?;
    let noun = back(line, by)?;
    let joined = noun.start > moved.word + 1 && line.is_in(noun.start - 1, words!("and while but"));
    joined.then_some(noun)
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

fn by_kind(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Subject> {
    match figure.kind {
        Kind::Money => priced(line, figure, start),
        Kind::Measure | Kind::Duration => afar(line, figure, start)
            .or_else(|| led_by(line, start))
            .filter(|noun| figure.kind == Kind::Measure || takes_time(line, noun))
            .map(Near)
            .or_else(|| counted(line, figure).map(Near)),
        Kind::Multiple => compared(line, figure).map(Near),
        Kind::Rank => ranked(line, figure).map(Near),
        Kind::Score => None,
        Kind::Age => Some(aged(line, figure, start)),
        Kind::Percent => shared(line, figure, start),
        _ => counted(line, figure)
            .or_else(|| led_by(line, start))
            .map(Near),
    }
}

/// "returning to Selwick, about 60 miles south of the coast": how far what is named last lies.
fn afar(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Range<usize>> {
    let is_far = figure.kind == Kind::Measure
        && line.is_in(figure.end, phrase::DIRECTIONS)
        && line.is_in(figure.end + 1, words!("of from"));
    let comma = start
        .checked_sub(1)
        .filter(|at| line.is_sign(*at, &[',']))?;
    let is_name = |at: &usize| line.is_word(*at) && line.is_capital(*at);
    let place = (comma.saturating_sub(3)..comma).rev().take_while(is_name);
    Some(place.last().filter(|_| is_far)?..comma)
}

/// "a sentence of 175 years" measures a sentence, "a period of three months" no period.
fn takes_time(line: &Line<'_>, noun: &Range<usize>) -> bool {
    const EMPTY: &Words = words!(
        "period space matter course end start beginning span couple total age rate pace worth half rest part most each one maximum minimum average",
    );
    line.is(noun.end, "of")
        && !line.is_in(noun.end - 1, EMPTY)
        && !line.has(noun.end - 1, Class::EMPTY | Class::PERSON)
}

/// "56% of voters", "an interest rate of 4%", "spending will reach 2.5% of GDP".
fn shared(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Subject> {
    let is_base = line.is(figure.end, "of")
        && line.is_in(
            figure.end + 1,
            words!("gdp gross output capacity income revenue turnover national"),
        );
    if is_base && let Some(found) = clause_range(line, figure, start) {
        return Some(Far(found));
    }
    // "(case fatality rate 1.4 per cent)"
    let bracketed = || {
        let noun = back(line, start)?;
        let is_first = noun.start > 0 && line.is_sign(noun.start - 1, &['(']);
        is_first.then_some(noun)
    };
    counted(line, figure)
        .or_else(|| led_by(line, start))
        .or_else(bracketed)
        .map(Near)
}

/// "versus $57bn", "compared with 12%": the same thing as the figure before.
fn set_against(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Subject> {
    let before = start.checked_sub(1)?;
    let is_named = line.is(figure.end, "for") && line.is_capital(figure.end + 1) && !line.is_titled;
    let against = line.is_in(before, words!("versus vs against from"))
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
    let named = start > 1 && line.is_sign(start - 1, &[',', '(']) && line.is_word(start - 2);
    let led = start > 0 && line.is_in(start - 1, words!("aged among of for by in")) || named;
    let before = start - usize::from(led);
    match back(line, before) {
        Some(noun) => Near(noun),
        None => Inherited(clause_range(line, figure, start)),
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
        && !line.is_in(word, words!("up down"));
    if word >= figure.end {
        let behind = word + 1;
        if line.is_in(behind, words!("in of for on")) {
            return in_phrase(line, behind);
        }
        if line.is_in(word, words!("more fewer less")) && phrase::is_nominal(line, behind) {
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
        if line.is_in(word + 1, words!("in on for")) {
            return in_phrase(line, word + 1);
        }
        if line.is_in(figure.end, words!("in for")) {
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
    if let Some(led) = led_by_with(line, word) {
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
    if let Some(noun) = antecedent(line, word).or_else(|| doer(line, word)) {
        return Some(noun);
    }
    phrase::subject(line, word).or_else(|| {
        let start = phrase::clause_start(line, word);
        phrase::subject_in(line, start, word)
            .filter(|found| found.end > found.start && !line.has(found.start, Class::PREP))
    })
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
    back(line, verb).filter(|noun| is_doing && line.is_plural(noun.end - 1))
}

/// The noun before "of", "at" or "worth" in front of a figure: "a depth of", "losses at".
fn led_by(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let at = start - usize::from(start > 1 && line.is(start - 1, "between"));
    let of = at
        .checked_sub(1)
        .filter(|at| line.is_in(*at, words!("of at worth totalling totaling")))?;
    let acts = line.is_in(
        of.wrapping_sub(1),
        words!("start starts started open opens opened close closes closed begin begins began trade trades traded sell sells sold retail retails"),
    );
    // "in front of 15,522"
    let is_turn = line.is(of, "of")
        && line.is_in(
            of.wrapping_sub(1),
            words!("front favour favor case terms light view place"),
        )
        && line.is_in(of.wrapping_sub(2), words!("in on"));
    if acts && line.is(of, "at") || is_turn {
        return None;
    }
    // "revenue, at $4.6bn," and "its key rate unchanged at 7.5%"
    let passed = line.is_sign(of.wrapping_sub(1), &[','])
        || line.is_in(of.wrapping_sub(1), words!("unchanged steady flat stable"));
    let of = of - usize::from(passed && of > 0);
    back(line, of).filter(|found| found.start == 0 || !line.is(found.start - 1, "to"))
}

/// The noun phrase that ends just before `end`.
fn back(line: &Line<'_>, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    while start > 0 && end - start < 4 && belongs_before(line, start - 1, end) {
        start -= 1;
    }
    // "the 18-mile bypass": the unit belongs to its number.
    let is_sized = line.is_hyphen(start) && start > 0 && line.number(start - 1).is_some();
    if is_sized && start + 2 < end {
        start += 2;
    }
    while start < end && line.is_hyphen(start) {
        start += 1;
    }
    if start == end {
        return None;
    }
    let verbal = end == start + 1
        && start > 0
        && (line.has(start - 1, Class::ADV | Class::PRON) && !line.has(start - 1, Class::DET)
            || line.is_in(
                start - 1,
                words!("to will would could should may might can must"),
            ));
    let joined = line.is_hyphen(end.saturating_sub(2));
    let moves = !joined && line.is_in(end - 1, words!("higher lower up down more less"));
    let empty = (start..end).all(|at| line.has(at, Class::ADJECTIVE | Class::ADV));
    (!verbal && !moves && !empty).then_some(start..end)
}

/// Can the word at `at` be part of the noun phrase that ends at `end`?
fn belongs_before(line: &Line<'_>, at: usize, end: usize) -> bool {
    if line.is_hyphen(at) {
        return true;
    }
    let is_points = line.is_in(at, words!("bps bp pp ppt pct percent point points"));
    let is_unit = (is_points || line.has(at, Class::MEASURE | Class::SCALE | Class::CURRENCY))
        && at > 0
        && line.number(at - 1).is_some();
    let is_suffix = line.is_glued(at) && at > 0 && line.number(at - 1).is_some();
    // "one in eight children under five"
    let is_number = line.has(at, Class::CARDINAL) && !line.is_hyphen(at + 1);
    if is_unit || is_suffix || is_number {
        return false;
    }
    let is_noun = line.has(at, Class::PERSON | Class::MOVE | Class::PAPER);
    let verbal =
        line.has(at, Class::VERB | Class::REPORT) || line.word(at).ends_with("ed") && at + 1 == end;
    let third = line.word(at).ends_with('s')
        && at + 1 < end
        && (line.is_plural(at + 1) || line.word(at + 1).ends_with("ing"))
        && at > 0
        && phrase::is_nominal(line, at - 1);
    let acting = line.word(at).ends_with("ing")
        && at > 0
        && (line.has(at - 1, Class::AUX)
            || line.is_sign(at - 1, &[','])
            // "before convicting Webb, 51"
            || line.has(at - 1, Class::PREP | Class::CONJ) && line.is_capital(at + 1) && !line.is_titled);
    phrase::is_nominal(line, at) && (is_noun || !verbal) && !third && !acting
}

/// What money is for.
fn priced(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Subject> {
    let named = phrase::is_nominal(line, figure.end) || line.is_hyphen(figure.end);
    // "the €18 million people say it lost", "robbed savers of $40m": people have no price.
    let are_people =
        |noun: &Range<usize>| line.has(noun.end - 1, Class::PERSON) && line.is_plural(noun.end - 1);
    let noun = named.then(|| counted(line, figure)).flatten();
    if let Some(noun) = noun.filter(|noun| !are_people(noun) || line.is_hyphen(figure.end)) {
        return Some(Near(noun));
    }
    if let Some(led) = led_by(line, start).filter(|noun| !are_people(noun)) {
        return Some(Near(led));
    }
    // "invest €4bn in France": where, not what for.
    let is_place = line.is(figure.end, "in") && line.is_capital(figure.end + 1) && !line.is_titled;
    let earns = line.is_in(figure.end, words!("on in"))
        && (start.saturating_sub(3)..start).any(|at| {
            line.is_in(
                at,
                words!("lost lose loses earned earns made makes reported posted booked"),
            )
        });
    if !earns
        && !is_place
        && line.is_in(figure.end, words!("in of for on to from towards into"))
        && let Some(object) = phrase::object(line, figure.end + 1)
        && !line.has(object.start, Class::MONTH | Class::TIME | Class::ORDINAL)
        && !line.has(object.end - 1, Class::TIME)
        && amount::at(line, object.start).is_none()
        && super::date::at(line, object.start).is_none()
        && !line.is_in(object.start, words!("total cash last past month year"))
        && !line.has(object.start, Class::VERB)
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
            words!("cost costs costing owe owes owed pay pays paid"),
        )
    };
    let end = start - usize::from(line.is_in(start.wrapping_sub(1), words!("a an")));
    back(line, end)
        .filter(|noun| start > 0 && !line.is_function(start - 1) && !is_given(noun))
        .filter(|noun| !phrase::is_verb(line, noun.end - 1))
        .map(Near)
}

/// "twice the number of visitors", "three times as many cases".
fn compared(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    if super::quantity::per(line, figure.end).is_some() {
        return None;
    }
    let mut at = figure.end;
    while line.is_in(at, words!("as many much more fewer likely less")) {
        at += 1;
    }
    if line.is_in(
        at,
        words!("higher lower larger bigger faster greater than to"),
    ) || at == figure.end && !line.has(at, Class::DET)
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
    line.is_in(at, words!("in of on among"))
        .then(|| phrase::object(line, at + 1))
        .flatten()
}
