//! What a label says that a figure counts: "Wells dug: 34", "Earnings (third quarter): $246 million".

use std::ops::Range;

use super::{counted::counted, kinds::ranked};
use crate::stats::{figure::Figure, lexicon::Class, line::Line, phrase, value::Kind};

/// The words before a colon right before `figure`, where they say what is counted.
pub(super) fn labelled(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Range<usize>> {
    if figure.kind == Kind::Date {
        return None;
    }
    let plus = start > 0 && line.is_sign(start - 1, &['+']);
    let colon = start
        .checked_sub(1 + usize::from(plus))
        .filter(|at| line.is_sign(*at, &[':']))?;
    // "Price: 612p · Target: 480p"
    let row = (colon.saturating_sub(16)..colon)
        .rev()
        .find(|at| line.is_sign(*at, &['·', '•', '|']));
    let first = row.map_or(0, |at| at + 1);
    let open = (first + 1..colon).find(|at| line.is_sign(*at, &['(']));
    let end = open.unwrap_or(colon);
    let is_label = (first + 1..first + 8).contains(&end)
        && colon < first + 16
        && (first..end).all(|at| {
            (line.is_word(at) || line.is_hyphen(at))
                && !line.has(at, Class::AUX | Class::REPORT | Class::PRON)
        })
        && (end == colon || line.is_sign(colon - 1, &[')']));
    let label = phrase::strip(line, first, end)..end;
    (is_label && !is_headline(line, figure, &label)).then_some(label)
}

/// "Police: 12 people hurt", "Parts: one in four requests took weeks": who says so or where it was stands
/// before the colon, not what is counted.
fn is_headline(line: &Line<'_>, figure: &Figure, label: &Range<usize>) -> bool {
    let speaks = label
        .clone()
        .any(|at| line.has(at, Class::SPEAKER | Class::PERSON | Class::PAPER));
    let noun = match figure.kind {
        Kind::Rank => ranked(line, figure),
        _ => counted(line, figure),
    };
    let Some(noun) = noun else { return false };
    let acts = || {
        let counts = matches!(figure.kind, Kind::Count | Kind::Ratio | Kind::Percent);
        let end = line.len().min(noun.end + 14);
        let is_plural = line.is_plural(noun.end - 1);
        counts && is_plural && phrase::verb(line, noun.end - 1, end).is_some()
    };
    // "Ardley (Group C): 10th appearance"
    let is_entry = line.is_sign(label.end, &['(']);
    speaks || is_entry || acts()
}
