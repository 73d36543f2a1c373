//! One chunk of plain text: its blocks, with headings and furniture where the index found them.

mod form;
mod row;
mod write;

use std::ops::Range;

use row::{Place, Places, Row};
use write::Writer;

use super::{
    lines, shape,
    unit::{self, Style},
};
use crate::model::{Chunk, Document};

/// A chunk is at least this long, in bytes, if the text is not shorter.
const CHUNK_MIN: usize = 16 * 1024;
/// A chunk is at most this long, in bytes.
pub const CHUNK_MAX: usize = 64 * 1024;

/// The length of the next chunk, in bytes.
///
/// `bytes` start at a chunk border and hold [`CHUNK_MAX`] bytes, or all up to the end of the text.
/// Cuts after a blank line; where none comes after a line; where none ends between characters. Never
/// 0 but for no bytes.
pub fn cut(bytes: &[u8]) -> usize {
    if bytes.len() < CHUNK_MIN {
        return bytes.len();
    }
    let bytes = &bytes[..bytes.len().min(CHUNK_MAX)];
    let mut last = None;
    for line in lines::split(bytes, 0) {
        let next = line.next as usize;
        // The last line may go on past the bytes that are seen.
        if next >= bytes.len() {
            break;
        }
        if next >= CHUNK_MIN && shape::is_blank(line.bytes) {
            return next;
        }
        last = Some(next);
    }
    if bytes.len() < CHUNK_MAX {
        return bytes.len();
    }
    last.filter(|last| *last >= CHUNK_MIN)
        .unwrap_or_else(|| character_border(bytes))
}

/// The last border between characters; the end, if the bytes are no UTF-8. A `\r` stays with its `\n`.
fn character_border(bytes: &[u8]) -> usize {
    let at = (bytes.len() - 4..bytes.len())
        .rev()
        .find(|at| bytes[*at] & 0xc0 != 0x80);
    at.unwrap_or(bytes.len() - 1)
}

/// Parses one chunk.
///
/// `bytes` lie at `source`; `before` are the bytes before them, any amount, none at the start of the
/// text. Headings, title, meta and furniture are where `document` says; `style` is what the index
/// found. A paragraph that was cut between two chunks goes on as a continuation.
pub fn chunk(
    before: &[u8],
    bytes: &[u8],
    source: Range<u64>,
    document: &Document,
    style: &Style,
) -> Chunk {
    let mut places = Places::new(source.clone(), document, style);
    // Room for as many rows as most chunks have.
    let mut rows: Vec<Row<'_>> = Vec::with_capacity(bytes.len() / 64);
    let lines = lines::split_text(bytes, source.start);
    rows.extend(lines.filter_map(|line| Row::new(line, &mut places)));
    let goes_on = rows
        .first()
        .is_some_and(|row| goes_on(before, row, style, source.start));
    let mut writer = Writer::new(source, goes_on, style);
    let mut at = 0;
    while at < rows.len() {
        let (form, len) = form::of(&rows, at, style);
        writer.block(&rows[at..at + len], form);
        at += len;
    }
    writer.finish()
}

/// Does the first line of a chunk go on with what stands before the chunk?
fn goes_on(before: &[u8], row: &Row<'_>, style: &Style, start: u64) -> bool {
    match before.last() {
        None => false,
        Some(b'\n' | b'\r') => {
            let above = lines::split(before, 0)
                .last()
                .filter(|line| !shape::is_blank(line.bytes));
            let above = above.map(|line| shape::of(line.bytes));
            row.line.start == start
                && row.place == Place::Text
                && above.is_some_and(|above| unit::joins(style, &above, &above, &row.shape))
        }
        Some(_) => row.line.start == start,
    }
}
