//! How the figures of one sentence bear on one another: old level and new, whole and part, a figure
//! and its date.

use std::ops::Range;

use super::{
    change::{self, Moved},
    line::Line,
    phrase,
    scan::Found,
    subject::Subject,
    value::{Change, Direction, Kind, Role, Value},
    words::words,
};

/// Gives each new level the old one beside it: "rose to 312 from 284".
pub(super) fn link_changes(line: &Line<'_>, found: &mut [Found]) {
    link_bracketed(line, found);
    for i in 0..found.len() {
        let Some(level) = found[i]
            .moved
            .as_ref()
            .filter(|moved| moved.change.role == Role::Level)
            .map(|moved| moved.word)
        else {
            continue;
        };
        let near = [i.checked_sub(1), i.checked_sub(2), Some(i + 1), Some(i + 2)];
        let from = near.into_iter().flatten().find_map(|at| {
            let other = found.get(at)?;
            let moved = other.moved.as_ref()?;
            let same = moved.change.role == Role::From
                && moved.word == level
                && other.figure.kind == found[i].figure.kind;
            same.then(|| other.figure.value.number()).flatten()
        });
        if let Some(moved) = &mut found[i].moved {
            moved.change.from = from;
        }
    }
    link_following(line, found);
    link_at(line, found);
    link_joined(line, found);
    link_units(found);
    link_counted(found);
    link_parts(line, found);
}

/// "fish (4.9 percent from 5.5 percent)": the level and the one before it, in a bracket that says no
/// more.
fn link_bracketed(line: &Line<'_>, found: &mut [Found]) {
    for i in 1..found.len() {
        let (before, rest) = found.split_at_mut(i);
        let (level, from) = (&mut before[i - 1], &mut rest[0]);
        let word = level.figure.end;
        let is_pair = level.start > 0
            && line.is_sign(level.start - 1, &['('])
            && line.is(word, "from")
            && from.start == word + 1
            && (level.figure.kind, &level.figure.unit) == (from.figure.kind, &from.figure.unit);
        let numbers = (level.figure.value.number(), from.figure.value.number());
        let (Some(new), Some(old), true) = (numbers.0, numbers.1, is_pair) else {
            continue;
        };
        let direction = if new > old {
            Direction::Rise
        } else {
            Direction::Fall
        };
        let moved = |role| Some(change::moved(direction, role, word));
        (level.moved, from.moved) = (moved(Role::Level), moved(Role::From));
        from.subject.clone_from(&level.subject);
    }
}

/// "$5.1bn (£4.2bn)", "75 miles per hour (120 kilometres per hour)": the same in another unit, in a bracket.
fn restates(line: &Line<'_>, figure: &Found, other: &Found) -> bool {
    let open = figure.figure.resume.max(figure.figure.end);
    let in_bracket = other.start == open + 1
        && line.is_sign(open, &['('])
        && line.is_sign(other.figure.resume.max(other.figure.end), &[')']);
    let has_unit = matches!(figure.figure.kind, Kind::Money | Kind::Measure);
    in_bracket && has_unit && figure.figure.kind == other.figure.kind
}

/// "valued at $1.2bn, up from $480 million": the figure before "up from" is the new level.
fn link_following(line: &Line<'_>, found: &mut [Found]) {
    for i in 1..found.len() {
        // "$5.1bn (£4.2bn), down from $6bn"
        let is_converted = i > 1 && restates(line, &found[i - 2], &found[i - 1]);
        let at = i - 1 - usize::from(is_converted);
        let Some(from) = found[i]
            .moved
            .as_ref()
            .filter(|moved| moved.change.role == Role::From)
        else {
            continue;
        };
        let word = from.word;
        let (before, rest) = found.split_at_mut(i);
        let last = &before[i - 1].figure;
        let is_behind =
            line.is_in(word, words!("up down")) && word <= last.resume.max(last.end) + 2;
        let (level, from) = (&mut before[at], &mut rest[0]);
        let close = level.figure.end <= word && word < level.figure.end + 12;
        let from_is = from.figure.value.number();
        // "6.05 hectares, up from 2.48"
        let has_unit = matches!(
            level.figure.kind,
            Kind::Measure | Kind::Duration | Kind::Age
        );
        if is_behind
            && has_unit
            && from.figure.is_bare
            && !matches!(from.subject, Some(Subject::Near(_)))
        {
            from.figure.kind = level.figure.kind;
            from.figure.unit.clone_from(&level.figure.unit);
        }
        let is_same = level.figure.kind == from.figure.kind
            || from.figure.is_bare && level.figure.kind == Kind::Money;
        if !is_same || !close {
            continue;
        }
        if let Some(known) = &mut level.moved {
            // "fell to 8.4%, down from 10.2%"
            let way = from.moved.as_ref().map(|moved| moved.change.direction);
            let is_open = known.change.role == Role::Level && known.change.from.is_none();
            if is_open && way == Some(known.change.direction) {
                known.change.from = from_is;
                from.subject = Some(Subject::Inherited(None));
            }
            continue;
        }
        let mut moved = from.moved.clone().expect("looked at above");
        moved.change.role = Role::Level;
        moved.change.from = from_is;
        level.moved = Some(moved);
        from.subject = Some(Subject::Inherited(None));
    }
}

/// "closed 1.2% lower at 4,500", "up 12 percent at $4.5 billion": where it stands after the change.
fn link_at(line: &Line<'_>, found: &mut [Found]) {
    for i in 1..found.len() {
        let (before, rest) = found.split_at_mut(i);
        let (amount, level) = (&before[i - 1], &mut rest[0]);
        let at = level.start.saturating_sub(1);
        let moved = amount.moved.as_ref().filter(|moved| {
            moved.change.role == Role::Amount && level.moved.is_none() && line.is(at, "at")
        });
        let Some(moved) = moved else { continue };
        let between = amount.figure.end..at;
        let is_close = between.len() < 5
            && between
                .clone()
                .all(|at| line.is_word(at) && (at == moved.word || !phrase::is_verb(line, at)));
        let amount_is = matches!(
            amount.figure.kind,
            Kind::Percent | Kind::Points | Kind::Money | Kind::Number
        );
        let may_be = match level.figure.kind {
            Kind::Money | Kind::Percent | Kind::Number => true,
            Kind::Count => level.figure.is_bare && !phrase::is_nominal(line, level.figure.end),
            _ => false,
        };
        if is_close && amount_is && may_be {
            let mut moved = moved.clone();
            moved.change.role = Role::Level;
            level.moved = Some(moved);
            level.subject = Some(Subject::Inherited(None));
        }
    }
}

/// "rose from 59 years to 68": the old level and the new have one unit.
fn link_units(found: &mut [Found]) {
    for i in 1..found.len() {
        for (bare, full) in [(i, i - 1), (i - 1, i)] {
            let levels = |at: usize| {
                let moved = found[at].moved.as_ref()?;
                (moved.change.role != Role::Amount).then_some(moved.word)
            };
            let same = levels(bare).is_some() && levels(bare) == levels(full);
            let other = &found[full].figure;
            let has_unit = matches!(other.kind, Kind::Age | Kind::Duration | Kind::Measure);
            if same
                && found[bare].figure.is_bare
                && has_unit
                && !matches!(found[bare].subject, Some(Subject::Near(_)))
            {
                let (kind, unit) = (other.kind, other.unit.clone());
                found[bare].figure.kind = kind;
                found[bare].figure.unit = unit;
            }
        }
    }
}

/// "cut from 600 guards to 150": the new level counts what the old one does, and the other way round.
fn link_counted(found: &mut [Found]) {
    let role = |item: &Found| {
        let moved = item.moved.as_ref()?;
        (item.figure.kind == Kind::Count).then_some((moved.word, moved.change.role))
    };
    for i in 1..found.len() {
        for (bare, full) in [(i, i - 1), (i - 1, i)] {
            let are_levels = match (role(&found[bare]), role(&found[full])) {
                (Some((word, a)), Some((other, b))) => {
                    word == other
                        && matches!(
                            (a, b),
                            (Role::Level, Role::From) | (Role::From, Role::Level)
                        )
                }
                _ => false,
            };
            let open = !matches!(found[bare].subject, Some(Subject::Near(_)));
            if are_levels
                && open
                && found[bare].figure.is_bare
                && let Some(named @ Subject::Near(_)) = found[full].subject.clone()
            {
                found[bare].subject = Some(named);
            }
        }
    }
}

/// "grow 2.8% this year and 3.1% next year", "fell 310 points, or 0.9%": a figure joined to one that
/// is part of a change is part of the same.
fn link_joined(line: &Line<'_>, found: &mut [Found]) {
    for i in 1..found.len() {
        let before = &found[i - 1];
        let moved = before
            .moved
            .as_ref()
            .filter(|moved| moved.change.role != Role::From);
        let (Some(moved), true) = (moved, found[i].moved.is_none()) else {
            continue;
        };
        let joint = found[i].start.wrapping_sub(1);
        let restated = (line.is(joint, "or") || line.is_sign(joint, &['(']))
            && joint <= before.figure.end + 1
            && moved.change.role == Role::Amount;
        let again = line.is(joint, "and")
            && before.figure.kind == found[i].figure.kind
            && !before.figure.is_bare;
        let own = line.is(found[i].figure.end, "of")
            || (before.figure.end..joint).any(|at| phrase::is_verb(line, at));
        if (restated || again) && !own && found[i].figure.kind != Kind::Date {
            let moved = Moved {
                change: Change {
                    from: None,
                    ..moved.change
                },
                ..moved.clone()
            };
            found[i].moved = Some(moved);
            found[i].subject = Some(Subject::Inherited(None));
        }
    }
}

/// The date figure `i` speaks of: the one right behind it, or the only one in the sentence.
pub(super) fn time(line: &Line<'_>, found: &[Found], i: usize) -> Option<Value> {
    let figure = &found[i].figure;
    if figure.kind == Kind::Date {
        return None;
    }
    let mut dates = found.iter().filter(|item| item.figure.kind == Kind::Date);
    let behind = dates
        .clone()
        .find(|date| date.figure.start > figure.end && date.figure.start < figure.end + 8);
    let close = behind.filter(|date| {
        let between = found.iter().any(|other| {
            other.figure.start > figure.start
                && other.figure.start < date.figure.start
                && other.figure.kind != Kind::Date
        });
        !between
            && line.is_in(
                date.figure.start.wrapping_sub(1),
                words!("in since during on for by of early late mid"),
            )
    });
    if let Some(date) = close {
        return Some(date.figure.value);
    }
    let only = dates.next()?;
    let leads = only.figure.start < 4
        || only.figure.start > figure.end && only.figure.start < figure.end + 12;
    (leads && dates.next().is_none()).then_some(only.figure.value)
}

/// The figure that figure `i` is a part of: "1,500 people, including 500 security personnel".
pub(super) fn whole(line: &Line<'_>, found: &[Found], i: usize) -> Option<usize> {
    let part = &found[i];
    let counts = |item: &Found| item.figure.kind == Kind::Count;
    let whole = (0..i).rev().find(|at| counts(&found[*at]))?;
    if !counts(part) {
        return None;
    }
    let between = found[whole].figure.end..part.start;
    let linked = between.clone().find(|at| {
        line.is_in(*at, words!("including includes included"))
            || line.are(*at, &["of", "them"])
            || line.are(*at, &["of", "whom"])
            || line.are(*at, &["of", "which"])
            || line.are(*at, &["among", "them"])
            || line.are(*at, &["of", "those"])
    });
    if let Some(whole) = whole_of_them(line, found, i) {
        return Some(whole);
    }
    if linked.is_some() {
        return Some(whole);
    }
    let before = part.start.wrapping_sub(1);
    let chained = line.is(before, "and") && !line.is_sign(before.wrapping_sub(1), &[','])
        || line.is_sign(before, &[',']);
    let sibling = whole_of_sibling(line, found, whole);
    sibling.filter(|_| chained && phrase::verb(line, between.start, between.end).is_none())
}

/// "12,500 people in 14 countries, 4,000 of them in Germany": of the figures before, the last that is no
/// smaller; the last where all are.
fn whole_of_them(line: &Line<'_>, found: &[Found], i: usize) -> Option<usize> {
    let part = &found[i].figure;
    let is_part = ["them", "whom", "those", "which"]
        .iter()
        .any(|them| line.are(part.end, &["of", them]));
    let value = part.value.number().filter(|_| is_part)?;
    let mut counts = (0..i)
        .rev()
        .filter(|at| found[*at].figure.kind == Kind::Count);
    let last = counts.clone().next();
    let larger = counts.find(|at| {
        let whole = found[*at].figure.value.number();
        whole.is_some_and(|whole| whole >= value)
    });
    larger.or(last)
}

/// A part that does not say what it counts counts what its whole does.
fn link_parts(line: &Line<'_>, found: &mut [Found]) {
    for i in 1..found.len() {
        let is_open = matches!(found[i].subject, Some(Subject::Inherited(_)));
        let whole = whole_of_them(line, found, i).filter(|_| is_open);
        let named = whole.and_then(|whole| match &found[whole].subject {
            Some(named @ (Subject::Near(_) | Subject::Far(_))) => Some(named.clone()),
            _ => None,
        });
        if named.is_some() {
            found[i].subject = named;
        }
    }
}

/// "including 12 women and 5 children": the second part has the whole of the first.
fn whole_of_sibling(line: &Line<'_>, found: &[Found], sibling: usize) -> Option<usize> {
    let before = found[sibling].start.checked_sub(1)?;
    let whole = (0..sibling)
        .rev()
        .find(|at| found[*at].figure.kind == Kind::Count)?;
    line.is(before, "including").then_some(whole)
}

/// "compared to the previous year", "from a year earlier".
pub(super) fn detail(line: &Line<'_>, end: usize) -> Option<Range<usize>> {
    let last = (end + 14).min(line.len());
    let begins = |at: &usize| line.is_in(*at, words!("compared versus from year than"));
    let start = (end..last).filter(begins).find(|at| {
        line.is_in(*at, words!("compared versus"))
            || line.are(*at, &["from", "a", "year"])
            || line.are(*at, &["year", "on", "year"])
            || line.are(*at, &["than", "a", "year"])
    })?;
    let stop = (start..line.len().min(start + 12))
        .find(|at| line.sign(*at).is_some() && !line.is_hyphen(*at))
        .unwrap_or(line.len().min(start + 12));
    (stop > start).then_some(start..stop)
}
