//! What the next lines of a chunk are: a paragraph, an item, a quote, a table as it stands.

use super::row::{Place, Row};
use crate::{
    load::plain::{
        shape::Marker,
        unit::{self, Style},
    },
    model::BlockKind,
};

/// How a run of lines is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// As one block; a marker is part of its text.
    Block(BlockKind),
    /// As an item of a list, with its number.
    Item(Option<u64>),
    /// As a quote.
    Quote,
    /// As a rule.
    Rule,
    /// Line for line.
    Kept(BlockKind),
}

/// Columns deeper than ordinary text at which lines are kept as they stand.
const DEEP: u32 = 3;
/// A line wider than this is a paragraph, not a line of verse or of an address.
const VERSE: u32 = 100;

/// What the lines from `at` on are, and how many belong together: at least one.
pub fn of(rows: &[Row<'_>], at: usize, style: &Style) -> (Form, usize) {
    let row = &rows[at];
    if let Place::Marked(kind, _) = row.place {
        return (Form::Block(kind), run(rows, at, |_, _| true));
    }
    if row.shape.ruler.is_some() && !is_kept(rows, at) {
        return (Form::Rule, 1);
    }
    if is_kept(rows, at) {
        return (
            Form::Kept(BlockKind::Verbatim),
            run(rows, at, |_, next| is_columns(next)),
        );
    }
    let flow =
        |line: &Row<'_>, next: &Row<'_>| unit::joins(style, &line.shape, &row.shape, &next.shape);
    match row.shape.marker {
        Some(Marker::Quote) => (Form::Quote, run(rows, at, flow)),
        Some(Marker::Number(number)) => (Form::Item(Some(u64::from(number))), item(rows, at, flow)),
        Some(Marker::Bullet | Marker::Letter(_)) => (Form::Item(None), item(rows, at, flow)),
        None if is_bare_item(rows, at) => (Form::Item(None), 1),
        None if is_code(rows, at, style) => (
            Form::Kept(BlockKind::Code(None)),
            run(rows, at, |_, next| next.shape.indent >= style.indent + DEEP),
        ),
        None => (
            Form::Block(BlockKind::Paragraph),
            run(rows, at, |line, next| {
                flow(line, next) || is_verse(line, next, style)
            }),
        ),
    }
}

/// Lines from `at` on of which each `follows` the one above.
fn run(rows: &[Row<'_>], at: usize, follows: impl Fn(&Row<'_>, &Row<'_>) -> bool) -> usize {
    let pairs = rows[at..].windows(2);
    1 + pairs
        .take_while(|pair| pair[1].is_right_below(&pair[0]) && follows(&pair[0], &pair[1]))
        .count()
}

/// An item goes on over lines that hang below its text.
fn item(rows: &[Row<'_>], at: usize, flow: impl Fn(&Row<'_>, &Row<'_>) -> bool) -> usize {
    let first = &rows[at].shape;
    run(rows, at, |line, next| {
        let hangs = next.shape.indent > first.indent
            && next.shape.marker.is_none()
            && next.shape.ruler.is_none();
        hangs || flow(line, next)
    })
}

fn is_columns(row: &Row<'_>) -> bool {
    row.place == Place::Text
        && (row.shape.has_columns && row.shape.marker.is_none() || row.shape.ruler.is_some())
}

/// Two lines or more with columns stand as they are.
fn is_kept(rows: &[Row<'_>], at: usize) -> bool {
    let row = &rows[at];
    let columns = |row: &Row<'_>| is_columns(row) && row.shape.has_columns;
    let next = rows.get(at + 1).filter(|next| next.is_right_below(row));
    is_columns(row) && next.is_some_and(|next| is_columns(next) && (columns(row) || columns(next)))
}

/// Lines set deeper than the text, and not in the middle.
fn is_code(rows: &[Row<'_>], at: usize, style: &Style) -> bool {
    let row = &rows[at];
    let is_deep = row.shape.indent >= style.indent + DEEP;
    let after_item =
        at > 0 && matches!(rows[at - 1].shape.marker, Some(marker) if marker != Marker::Quote);
    let next = rows.get(at + 1).filter(|next| next.is_right_below(row));
    let is_first_line = next.is_some_and(|next| next.shape.indent <= style.indent);
    let is_centred = next.is_none() && row.shape.indent > style.indent + 12;
    is_deep && !after_item && !is_first_line && !is_centred
}

/// A short line right below a short line: its end is kept.
fn is_verse(line: &Row<'_>, next: &Row<'_>, style: &Style) -> bool {
    let is_plain = next.shape.marker.is_none() && next.shape.ruler.is_none() && !is_columns(next);
    !style.is_tight
        && is_plain
        && line.shape.width < VERSE
        && next.shape.width < VERSE
        && next.shape.indent < style.indent + DEEP
}

/// An item without a mark: two or more short lines that start small and end open, after a colon.
fn is_bare_item(rows: &[Row<'_>], at: usize) -> bool {
    let is_like = |row: &Row<'_>| {
        row.place == Place::Text
            && row.shape.is_lower
            && row.shape.width < 80
            && row.shape.marker.is_none()
            && !matches!(row.shape.last, '.' | '?' | '!' | ':')
    };
    if !is_like(&rows[at]) {
        return false;
    }
    // Far enough back for a list that somebody reads; a longer one has marks.
    let above = rows[..at]
        .iter()
        .rev()
        .take(40)
        .take_while(|row| is_like(row))
        .count();
    let lead = at.checked_sub(above + 1).map(|lead| &rows[lead]);
    let below = rows
        .get(at + 1)
        .is_some_and(|next| is_like(next) && next.is_right_below(&rows[at]));
    lead.is_some_and(|lead| lead.shape.last == ':') && (above > 0 || below)
}
