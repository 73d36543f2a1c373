//! The figures of one sentence, with what stands round them.

use crate::stats::{
    age,
    change::{self, Moved},
    figure::{self, Figure},
    lexicon::Class,
    line::Line,
    phrase, qualifier, quantity, refuse,
    subject::{self, Subject},
    value::{Kind, Qualifier, Unit},
    words::words,
};

/// A figure with what was found round it.
pub(in crate::stats) struct Found {
    pub(in crate::stats) figure: Figure,
    /// Where the words that qualify it begin.
    pub(in crate::stats) start: usize,
    pub(in crate::stats) qualifier: Option<Qualifier>,
    pub(in crate::stats) moved: Option<Moved>,
    pub(in crate::stats) subject: Option<Subject>,
}

/// The figures of a sentence or cell in order, with what stands round them.
pub(in crate::stats) fn figures(line: &Line<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    each(line, |figure| {
        let item = attach(line, figure);
        let resume = item.figure.resume;
        found.push(item);
        resume
    });
    found
}

/// Adds the same of figures that were read before with [`each`] to `found`.
pub(super) fn attach_all(
    line: &Line<'_>,
    read: impl Iterator<Item = Figure>,
    found: &mut Vec<Found>,
) {
    let mut resume = 0;
    for figure in read {
        // What was taken for a figure of its own may turn out to be part of the one before.
        if figure.start >= resume {
            let item = attach(line, figure);
            resume = item.figure.resume;
            found.push(item);
        }
    }
}

/// Gives each figure of a sentence or cell to `take`, as read from its own words, in order; `take` says
/// at which token to look for the next.
pub(in crate::stats) fn each(line: &Line<'_>, mut take: impl FnMut(Figure) -> usize) {
    let mut i = 0;
    while let Some(token) = line.get(i) {
        let figure = token.may_begin.then(|| figure::at(line, i));
        let Some(figure) = figure.flatten().map(|figure| age::turn(line, figure)) else {
            i += 1;
            continue;
        };
        i = if refuse::is_refused(line, &figure) {
            figure.end.max(i + 1)
        } else {
            take(figure).max(i + 1)
        };
    }
}

fn attach(line: &Line<'_>, mut figure: Figure) -> Found {
    points(line, &mut figure);
    // 370 "jackal horns"
    let is_quoted = figure.is_bare && line.is_sign(figure.noun, &['"', '“', '‘']);
    if is_quoted && phrase::is_nominal(line, figure.noun + 1) {
        figure.noun += 1;
    }
    let (qualifier, start) = qualifier::at(line, &figure);
    let moved = change::at(line, &figure, start);
    let subject = subject::of(line, &figure, start, moved.as_ref());
    if figure.is_bare && figure.kind == Kind::Count {
        settle(line, &mut figure, subject.as_ref());
    }
    Found {
        figure,
        start,
        qualifier,
        moved,
        subject,
    }
}

/// "12 points" are percentage points in talk of polls and rates.
fn points(line: &Line<'_>, figure: &mut Figure) {
    if is_shift(line, figure) {
        figure.kind = Kind::Points;
        figure.unit = Some(Unit::Known("pp"));
        figure.is_bare = false;
        return;
    }
    let at = figure.end + usize::from(line.is_hyphen(figure.end));
    if !figure.is_bare || !line.is_in(at, words!("point points")) || figure.kind != Kind::Count {
        return;
    }
    let polled = (0..line.len()).any(|at| {
        line.is_in(
            at,
            words!(
                "poll polls approval swing support voters survey percent cent popularity ratings turnout rate rates inflation unemployment growth error availability participation literacy"
            ),
        ) || line.is_sign(at, &['%'])
    });
    let indexed = (0..line.len()).any(|at| {
        line.has(at, Class::BRAND) || line.is_in(at, words!("index shares stocks market markets"))
    });
    if indexed {
        figure.kind = Kind::Number;
        figure.unit = Some(Unit::Known("point"));
        figure.end = at + 1;
        figure.resume = at + 1;
        figure.noun = at + 1;
    } else if polled {
        figure.kind = Kind::Points;
        figure.unit = Some(Unit::Known("pp"));
        figure.end = at + 1;
        figure.noun = at + 1;
        figure.resume = at + 1;
        figure.is_bare = false;
    }
}

/// "27% (-1)", "29% (+2)": by how many points a share has moved.
fn is_shift(line: &Line<'_>, figure: &Figure) -> bool {
    let start = figure.start;
    let is_minus = line.sign(start).is_some();
    let is_plus = start > 0 && line.is_sign(start - 1, &['+']);
    let open = start.checked_sub(1 + usize::from(is_plus));
    figure.is_bare
        && (is_minus || is_plus)
        && line.is_sign(figure.end, &[')'])
        && open.is_some_and(|open| {
            open > 0 && line.is_sign(open, &['(']) && line.is_sign(open - 1, &['%'])
        })
}

/// Makes a bare amount a rate ("4,200 calls a day") or a level ("the index stood at 58.4").
fn settle(line: &Line<'_>, figure: &mut Figure, subject: Option<&Subject>) {
    if let Some(Subject::Near(noun)) = subject
        && noun.start >= figure.end
    {
        if let Some((unit, end)) = quantity::per(line, noun.end) {
            figure.kind = Kind::Rate;
            figure.unit = Some(unit);
            figure.resume = end;
        }
        return;
    }
    let decimal = line.get(figure.start).is_some_and(|token| token.is_decimal)
        && figure.end == figure.start + 1;
    let level = match subject {
        Some(Subject::Far(range) | Subject::Near(range)) => {
            let head = (range.start..range.end)
                .take_while(|at| *at == range.start || !line.has(*at, Class::PREP))
                .last()
                .unwrap_or(range.start);
            line.has(head, Class::INDEX)
                || range
                    .clone()
                    .any(|at| line.has(at, Class::BRAND) && line.is_capital(at))
        }
        _ => false,
    };
    let quoted = line.is_in(figure.start.wrapping_sub(1), words!("at to"))
        && (0..line.len()).any(|at| line.has(at, Class::BRAND) && line.is_capital(at));
    let is_age = match subject {
        Some(Subject::Far(range) | Subject::Near(range)) => {
            let head = range
                .clone()
                .take_while(|at| !line.has(*at, Class::PREP))
                .last();
            head.is_some_and(|head| line.is_in(head, words!("age ages")))
        }
        _ => false,
    };
    if is_age {
        figure.kind = Kind::Age;
        figure.unit = Some(Unit::Known("year"));
        return;
    }
    if decimal || level || quoted {
        figure.kind = Kind::Number;
    }
}
