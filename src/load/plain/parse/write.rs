//! Writes blocks into a chunk: lines joined, marks taken away, bytes that are no text shown.

use std::ops::Range;

use super::{form::Form, row::Row};
use crate::{
    load::heading::frame,
    load::plain::{
        shape::{self, Marker},
        unit::{self, Style},
    },
    model::{Aside, BlockKind, Chunk, ChunkBuilder, Container, ContainerKind},
};

/// A block longer than this, in bytes of text, goes on in a next block.
const BLOCK_MAX: usize = 16 * 1024;

/// The chunk as far as it is written.
#[derive(Debug)]
pub struct Writer<'a> {
    style: &'a Style,
    out: ChunkBuilder,
    /// Is the next block the rest of one that was cut?
    goes_on: bool,
    /// The quote that the last block stands in, and where that block ends.
    quote: Option<(u32, u64)>,
    open: Open,
}

/// The block being written.
#[derive(Debug)]
struct Open {
    kind: BlockKind,
    container: Option<u32>,
    aside: Option<Aside>,
    /// Where its text starts in the chunk.
    start: u32,
    /// Where it starts in the source.
    source: u64,
}

impl<'a> Writer<'a> {
    /// Starts a chunk over `source`, whose first block is a continuation when it `goes_on`.
    pub fn new(source: Range<u64>, goes_on: bool, style: &'a Style) -> Self {
        let open = Open {
            kind: BlockKind::Paragraph,
            container: None,
            aside: None,
            start: 0,
            source: source.start,
        };
        Self {
            style,
            out: ChunkBuilder::new(source),
            goes_on,
            quote: None,
            open,
        }
    }

    /// The finished chunk.
    pub fn finish(self) -> Chunk {
        self.out.finish()
    }

    /// Writes `rows`, at least one, as one block.
    pub fn block(&mut self, rows: &[Row<'_>], form: Form) {
        let (kind, container) = match form {
            Form::Block(kind) | Form::Kept(kind) => (kind, None),
            Form::Rule => (BlockKind::Rule, None),
            Form::Item(number) => (BlockKind::Paragraph, Some(self.item(number))),
            Form::Quote => (BlockKind::Paragraph, Some(self.quote(&rows[0]))),
        };
        self.open = Open {
            kind,
            container,
            aside: rows[0].aside,
            start: self.out.len(),
            source: rows[0].start(),
        };
        match form {
            Form::Rule => {}
            Form::Kept(_) => self.kept(rows),
            Form::Block(BlockKind::Paragraph) => self.flowing(rows, false),
            Form::Block(_) => self.marked(rows),
            Form::Item(_) | Form::Quote => self.flowing(rows, true),
        }
        let end = rows[rows.len() - 1].line.end;
        self.close(end);
        self.quote = self
            .quote
            .filter(|_| form == Form::Quote)
            .map(|(id, _)| (id, rows[rows.len() - 1].line.next));
    }

    fn item(&mut self, number: Option<u64>) -> u32 {
        let kind = ContainerKind::Item {
            number,
            task: None,
            is_loose: false,
        };
        self.out.add_container(Container { kind, parent: None })
    }

    /// The quote that `row` stands in: that of the line above, or a new one.
    fn quote(&mut self, row: &Row<'_>) -> u32 {
        let id = match self.quote {
            Some((id, next)) if next == row.line.start => id,
            _ => self.out.add_container(Container {
                kind: ContainerKind::Quote,
                parent: None,
            }),
        };
        self.quote = Some((id, row.line.next));
        id
    }

    /// A heading or the title: its words, without the marks round them and the rules above and
    /// below.
    fn marked(&mut self, rows: &[Row<'_>]) {
        let is_rule = |row: &Row<'_>| !shape::look(row.line.bytes).contains(char::is_alphanumeric);
        let has_words = rows.iter().any(|row| !is_rule(row));
        let mut above = None;
        for row in rows.iter().filter(|row| !has_words || !is_rule(row)) {
            let words = words(row);
            let start = row.line.start + words.start as u64;
            if let Some(above) = above {
                self.out.push_shown(" ", above..start);
            }
            above = Some(row.line.start + words.end as u64);
            self.part(row, words);
        }
    }

    /// Prose: a line that was full is followed by a space, a line of verse by a line break.
    fn flowing(&mut self, rows: &[Row<'_>], has_marker: bool) {
        for (at, row) in rows.iter().enumerate() {
            let is_quote = row.shape.marker == Some(Marker::Quote);
            let skip = if has_marker && (at == 0 || is_quote) {
                row.shape.marker_len
            } else {
                0
            };
            if let Some(above) = at.checked_sub(1).map(|above| &rows[above]) {
                let between = text_end(above)..row.start() + u64::from(skip);
                let is_soft =
                    has_marker || unit::joins(self.style, &above.shape, &rows[0].shape, &row.shape);
                self.out
                    .push_shown(if is_soft { " " } else { "\n" }, between);
            }
            self.text(row, skip);
        }
    }

    /// Lines as they stand, without the spaces that all of them begin with.
    fn kept(&mut self, rows: &[Row<'_>]) {
        let spaces = |row: &Row<'_>| row.line.bytes.iter().take_while(|b| **b == b' ').count();
        let common = rows.iter().map(spaces).min().unwrap_or(0);
        for (at, row) in rows.iter().enumerate() {
            let start = row.line.start + common as u64;
            if let Some(above) = at.checked_sub(1).map(|above| &rows[above]) {
                self.out.push_shown("\n", text_end(above)..start);
            }
            let end = trim_end(row.line.bytes).len().max(common);
            self.part(row, common..end);
        }
    }

    /// The words of one line, without the first `skip` bytes of them.
    fn text(&mut self, row: &Row<'_>, skip: u32) {
        let from = (row.shape.text_at + skip) as usize;
        let from = from.min(row.line.bytes.len());
        let end = trim_end(row.line.bytes).len().max(from);
        self.part(row, from..end);
    }

    /// These bytes of a line.
    fn part(&mut self, row: &Row<'_>, range: Range<usize>) {
        let at = row.line.start + range.start as u64;
        match row.line.text {
            Some(text) => self.valid(&text[range], at),
            None => self.bytes(&row.line.bytes[range], at),
        }
    }

    /// Bytes of the source at `at`, which may be no text.
    fn bytes(&mut self, bytes: &[u8], at: u64) {
        if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            return self.valid(text, at);
        }
        let mut at = at;
        for part in bytes.utf8_chunks() {
            self.valid(part.valid(), at);
            at += part.valid().len() as u64;
            if !part.invalid().is_empty() {
                let end = at + part.invalid().len() as u64;
                self.out.push_shown("\u{fffd}", at..end);
                at = end;
            }
        }
    }

    /// Text of the source at `at`. A block that gets too long is closed and goes on.
    fn valid(&mut self, mut text: &str, mut at: u64) {
        while !text.is_empty() {
            let room = BLOCK_MAX.saturating_sub((self.out.len() - self.open.start) as usize);
            if room < 4 {
                self.close(at);
                self.goes_on = true;
                self.open.start = self.out.len();
                self.open.source = at;
                continue;
            }
            let now = break_at(text, room);
            self.out.push_source(&text[..now], at);
            at += now as u64;
            text = &text[now..];
        }
    }

    fn close(&mut self, end: u64) {
        let Open {
            kind,
            container,
            aside,
            start,
            source,
        } = self.open;
        self.out
            .add_block(kind, start, source..end, container, aside);
        if std::mem::take(&mut self.goes_on)
            && let Some(block) = self.out.blocks_mut().last_mut()
        {
            block.is_continuation = true;
        }
    }
}

/// Bytes of the line at which the words of a heading stand.
fn words(row: &Row<'_>) -> Range<usize> {
    let start = row.shape.text_at as usize;
    let all = start..trim_end(row.line.bytes).len().max(start);
    let framed = std::str::from_utf8(&row.line.bytes[all.clone()])
        .ok()
        .and_then(frame::of);
    framed.map_or(all, |(_, words)| start + words.start..start + words.end)
}

/// Where to cut `text` so that at most `room` bytes stand before: after a space if there is one.
fn break_at(text: &str, room: usize) -> usize {
    if text.len() <= room {
        return text.len();
    }
    let head = unit::cut(text, room);
    head.rfind(' ').map_or(head.len(), |space| space + 1)
}

/// Source offset past the last visible character of a line.
fn text_end(row: &Row<'_>) -> u64 {
    row.line.start + trim_end(row.line.bytes).len() as u64
}

fn trim_end(bytes: &[u8]) -> &[u8] {
    bytes.trim_ascii_end()
}
