//! The noun that ends right before a figure: "a depth of 40 metres", "losses at $3bn".

use std::ops::Range;

use crate::stats::{
    lexicon::Class,
    line::Line,
    phrase,
    words::{Words, words},
};

/// The noun before "of", "at" or "worth" in front of a figure: "a depth of", "losses at".
pub(super) fn led_by(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let is_more = start > 1 && line.is_in(start - 1, words!("between just only"));
    let at = start - usize::from(is_more);
    let of = at.checked_sub(1).filter(|at| {
        line.is_in(*at, words!("of at worth totalling totaling")) || is_polled(line, *at, start)
    })?;
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
    // "seized resin valued at $3m"
    let is_valued = line.is_in(
        of.wrapping_sub(1),
        words!(
            "valued priced estimated assessed put totalling totaling costing averaging amounting"
        ),
    );
    // "leaked at a rate of 30 barrels a day"
    let is_pace = line.are_before(of, &["at", "a", "rate"])
        || line.are_before(of, &["at", "an", "average"])
        || line.are_before(of, &["at", "a", "pace"]);
    if is_pace {
        return None;
    }
    let is_at = line.is(of, "at");
    // "inflation was stickier at 11.6%", "moving west at 12 knots"
    let is_told = line.is_in(
        of.wrapping_sub(1),
        words!("forecast seen expected projected pegged reckoned"),
    );
    let is_how =
        of > 1 && line.has(of - 2, Class::AUX) && (is_told || line.word(of - 1).ends_with("er"));
    if is_at && (is_how || line.is_in(of.wrapping_sub(1), phrase::DIRECTIONS)) {
        return None;
    }
    let of = of - usize::from((passed || is_valued) && of > 0);
    // "down on last year, at 29,400"
    let is_when = |noun: &Range<usize>| passed && line.has(noun.end - 1, Class::TIME);
    let noun = back(line, of)
        .filter(|found| !is_when(found) && (found.start == 0 || !line.is(found.start - 1, "to")))?;
    if !is_at && !line.is(of, "of") {
        return Some(noun);
    }
    if !is_at {
        // "a margin of error of three points"
        let whole = noun.start.checked_sub(1).filter(|at| line.is(*at, "of"));
        let first = whole.and_then(|at| back(line, at));
        let first = first.filter(|first| line.is_in(first.end - 1, GAUGES));
        return Some(first.map_or_else(|| noun.clone(), |first| first.start..noun.end));
    }
    let whole = with_place(line, &noun);
    // "a low on Lantern at $139": where it is sold has no price.
    let is_where = line.is_in(whole.start.wrapping_sub(1), words!("on in"));
    (!is_where || line.is_titled || !line.is_capital(whole.start)).then_some(whole)
}

/// What is told apart by what it is of: "a rate of return of 5%".
const GAUGES: &Words = words!(
    "margin rate rates cost costs level levels degree speed risk chance ratio share price value standard length rise fall"
);

/// "put the party on 34 percent", "her rival on 48%": what a poll or a count has so many of.
fn is_polled(line: &Line<'_>, on: usize, start: usize) -> bool {
    let end = match () {
        () if line.is_sign(start + 1, &['%']) || line.is(start + 1, "percent") => start + 2,
        () if line.are(start + 1, &["per", "cent"]) => start + 3,
        () => return false,
    };
    let puts = (on.saturating_sub(8)..on).any(|at| {
        line.is_in(
            at,
            words!("put puts putting placed places rival with and ahead by"),
        )
    });
    line.is(on, "on")
        && line.number(start).is_some()
        && puts
        && !line.is(end, "of")
        && !phrase::is_nominal(line, end)
}

/// "deaths on the route at 9,757": the noun that `noun`, behind a preposition, tells apart.
pub(super) fn with_place(line: &Line<'_>, noun: &Range<usize>) -> Range<usize> {
    let behind = noun.start - usize::from(line.has_before(noun.start, Class::DET));
    let preposition = behind
        .checked_sub(1)
        .filter(|at| line.is_in(*at, words!("on in at of for from")));
    let whole = preposition
        .and_then(|at| back(line, at))
        .filter(|whole| !line.has(whole.end - 1, Class::ADJECTIVE))
        .filter(|whole| whole.len() > 1 || !line.has(whole.start, Class::EMPTY));
    whole.map_or_else(|| noun.clone(), |whole| whole.start..noun.end)
}

/// The noun phrase that ends just before `end`.
pub(super) fn back(line: &Line<'_>, end: usize) -> Option<Range<usize>> {
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
    // "half of them children under five"
    let verbal = end == start + 1
        && start > 0
        && !line.has(start, Class::PERSON)
        && (line.has(start - 1, Class::ADV | Class::PRON)
            && !line.has(start - 1, Class::DET | Class::PREP)
            || line.is_in(
                start - 1,
                words!("to will would could should may might can must"),
            ));
    let joined = line.is_hyphen(end.saturating_sub(2));
    let moves = !joined && line.is_in(end - 1, words!("higher lower up down more less"));
    // "a low of 4C"
    let is_end = end == start + 1
        && line.is_in(start, words!("low high"))
        && line.is(end, "of")
        && line.is_in(start.wrapping_sub(1), words!("a the"));
    let empty = !is_end && (start..end).all(|at| line.has(at, Class::ADJECTIVE | Class::ADV));
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
    // "serves of up to 121mph"
    let has_of = at + 1 == end
        && line.is(end, "of")
        && (line.is_plural(at) || line.is_in(at.wrapping_sub(1), words!("a an the")))
        && !line.is_in(at, words!("consists dies speaks thinks"));
    let is_noun = has_of || line.has(at, Class::PERSON | Class::MOVE | Class::PAPER);
    let verbal = line.has(at, Class::VERB | Class::REPORT) || is_past(line, at, end);
    let third = line.word(at).ends_with('s')
        && at + 1 < end
        && (line.is_plural(at + 1) || line.word(at + 1).ends_with("ing"))
        && at > 0
        && phrase::is_nominal(line, at - 1);
    let is_now = at > 1
        && line.is_in(at - 1, words!("last now still already currently then"))
        && line.has(at - 2, Class::AUX);
    let acting = line.word(at).ends_with("ing")
        && at > 0
        && (line.has(at - 1, Class::AUX)
            || is_now
            || line.is_sign(at - 1, &[','])
            // "before convicting Webb, 51"
            || line.has(at - 1, Class::PREP | Class::CONJ) && line.is_capital(at + 1) && !line.is_titled);
    // "Drivers face fines", "pupils attend classes"
    let faces = || {
        at > 0 && line.is_in(at, DO) && line.is_plural(at - 1) && !line.has_before(at, Class::CONJ)
    };
    (has_of || phrase::is_nominal(line, at))
        && (is_noun || !verbal)
        && !third
        && !acting
        && !faces()
}

/// What many do, in a form that could be a noun or is in no list of verbs.
pub(super) const DO: &Words = words!(
    "face want need use buy attend produce earn spend pay own employ eat drink watch read speak visit attract serve operate hold keep make take give get receive host sell carry offer require contain generate consume"
);

/// Is the word at `at` a verb in -ed, not the first word of the phrase that ends at `end`: "police seized
/// resin", "officers seized"?
fn is_past(line: &Line<'_>, at: usize, end: usize) -> bool {
    let acted = at > 0
        && (line.is_plural(at - 1) || line.is_in(at - 1, words!("police today yesterday")))
        && phrase::is_nominal(line, at - 1);
    line.word(at).ends_with("ed") && (at + 1 == end || acted)
}

/// "extended the deadline to 30 days", "sent prices to $90": what a verb moves to a figure.
pub(super) fn put_to(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let to = start.checked_sub(1).filter(|at| line.is(*at, "to"))?;
    let noun = back(line, to).filter(|noun| !line.has(noun.end - 1, Class::TIME))?;
    let noun = with_place(line, &noun);
    let led = line.has_before(noun.start, Class::DET);
    let verb = noun.start.checked_sub(1 + usize::from(led))?;
    let is_told = line.is_in(
        verb.wrapping_sub(1),
        words!("to will would could should may might must can"),
    );
    let acts = phrase::is_verb(line, verb) && !line.has(verb, Class::AUX)
        || line.has(verb, Class::VERB | Class::TRANSITIVE) && is_told;
    acts.then_some(noun)
}
