//! Whose count a figure is, where nobody says anything: "put at 61 by the Red Cross", "by the ministry's
//! own count".

use super::{Source, forward_scope, is_opening, name_at};
use crate::stats::{
    lexicon::Class,
    line::Line,
    words::{Words, words},
};

/// What somebody counts with.
const COUNTS: &Words = words!(
    "count counts reckoning calculation calculations estimate estimates figures tally forecasts accounts account numbers"
);

/// "The toll has been put at 61 by the Red Cross": who put it there speaks for the figure. "Growth is
/// expected by the bank to reach 3%": for what is to come of it.
pub(super) fn put_by(line: &Line<'_>, i: usize) -> Option<Source> {
    if !line.has(i, Class::PREP) || !line.is(i, "by") {
        return None;
    }
    let is_expected = line.is_in(
        i.wrapping_sub(1),
        words!("expected forecast projected predicted estimated believed thought"),
    );
    if is_expected {
        let name = name_at(line, i + 1).filter(|name| line.is(name.end, "to"))?;
        let scope = name.end..forward_scope(line, name.end);
        return Some(Source { name, scope });
    }
    let figure = (i.saturating_sub(4)..i).find(|at| line.number(*at).is_some())?;
    let at = (figure.saturating_sub(3)..figure).find(|at| line.is(*at, "at"))?;
    let is_put = line.is_in(
        at.wrapping_sub(1),
        words!("put estimated valued assessed reckoned pegged"),
    );
    let name = name_at(line, i + 1).filter(|_| is_put)?;
    let scope = figure..i;
    Some(Source { name, scope })
}

/// "By the ministry's own count, 1,200 fled", "the toll, on army figures, is 40": the count speaks for
/// the sentence.
pub(super) fn counted_by(line: &Line<'_>, i: usize) -> Option<Source> {
    if !line.has(i, Class::PREP) || !line.is_in(i, words!("by on")) {
        return None;
    }
    let is_first = is_opening(line, i);
    if !is_first && !line.is_sign(i - 1, &[',']) {
        return None;
    }
    let count = (i + 2..i + 8)
        .take_while(|at| line.is_word(*at) || line.is_sign(*at, &['’', '\'']))
        .find(|at| line.is_in(*at, COUNTS) && line.is_sign(at + 1, &[',']))?;
    let first = if is_first { count + 1 } else { 0 };
    Some(Source {
        name: i + 1..count + 1,
        scope: first..line.len(),
    })
}
