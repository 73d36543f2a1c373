//! What is on the screen: a place in the text on top, and the rows below it.
//!
//! The viewport holds one [`Position`], not a row number, so that nothing ever needs the height of
//! the whole document, and after a resize the same words are still on top.

use std::{rc::Rc, sync::Arc};

use super::{BlockRows, Content, Layout, Row};
use crate::model::{Chunk, Chunks, Position};

/// Rows walked at most in one motion, however large a count was typed.
const FARTHEST: usize = 100_000;

/// The part of the text that is on the screen.
#[derive(Clone, Debug, Default)]
pub struct Viewport {
    /// First byte of the top row.
    top: Position,
    /// Blank rows that stand above that row's text and are still on the screen.
    gap: usize,
    height: usize,
}

/// A row on the screen, with what it is a row of.
#[derive(Clone, Debug)]
pub struct VisibleRow {
    /// The chunk it lies in.
    pub chunk: Arc<Chunk>,
    /// Index of its block.
    pub block: usize,
    /// The block's rows.
    pub rows: Rc<BlockRows>,
    /// Index of the row among them.
    pub row: usize,
}

impl VisibleRow {
    /// The row itself.
    pub fn row(&self) -> &Row {
        &self.rows.rows[self.row]
    }

    /// The place of its first byte.
    pub fn position(&self) -> Position {
        self.chunk.position(self.row().text.start)
    }

    /// Is it only the space above a block?
    pub fn is_gap(&self) -> bool {
        self.row().content == Content::Gap
    }

    /// Is it the first row of its block that is no gap?
    pub fn is_block_start(&self) -> bool {
        !self.is_gap()
            && self.rows.rows[..self.row]
                .iter()
                .all(|row| row.content == Content::Gap)
    }
}

/// Where a place comes to stand when the viewport goes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// On the top row.
    Top,
    /// Nothing moves when it is on the screen; else a third of the height from the top.
    InView,
}

/// The rows of a document as seen at one moment: what the viewport walks over.
pub struct Rows<'a> {
    /// Wraps blocks.
    pub layout: &'a mut Layout,
    /// Parses chunks.
    pub chunks: &'a dyn Chunks,
}

impl Rows<'_> {
    /// The row that holds `position`: the last one that starts at or before it.
    pub fn at(&mut self, position: Position) -> Option<VisibleRow> {
        let chunk = self.chunks.chunk_at(position.chunk);
        let byte = if chunk.source.start == position.chunk {
            position.byte
        } else {
            0
        };
        let Some(block) = chunk.block_at(byte) else {
            return self.first_from(chunk);
        };
        let rows = self.layout.rows(&chunk, block);
        let is_text = |row: &Row| row.content != Content::Gap;
        let row = rows
            .rows
            .iter()
            .rposition(|row| is_text(row) && row.text.start <= byte);
        match row.or_else(|| rows.rows.iter().position(is_text)) {
            Some(row) => Some(VisibleRow {
                chunk,
                block,
                rows,
                row,
            }),
            None => self
                .after_block(&chunk, block)
                .or_else(|| self.before_block(&chunk, block))
                .map(text_row),
        }
    }

    /// The row below.
    pub fn next(&mut self, at: &VisibleRow) -> Option<VisibleRow> {
        if at.row + 1 < at.rows.rows.len() {
            return Some(VisibleRow {
                row: at.row + 1,
                ..at.clone()
            });
        }
        self.after_block(&at.chunk, at.block)
    }

    /// The row above.
    pub fn previous(&mut self, at: &VisibleRow) -> Option<VisibleRow> {
        if at.row > 0 {
            return Some(VisibleRow {
                row: at.row - 1,
                ..at.clone()
            });
        }
        self.before_block(&at.chunk, at.block)
    }

    /// The last row of the document.
    pub fn last(&mut self) -> Option<VisibleRow> {
        let chunk = self.chunks.chunk_at(self.chunks.source_len());
        let blocks = chunk.blocks.len();
        self.before_block(&chunk, blocks)
    }

    fn first_from(&mut self, chunk: Arc<Chunk>) -> Option<VisibleRow> {
        let mut chunk = chunk;
        loop {
            for block in 0..chunk.blocks.len() {
                let rows = self.layout.rows(&chunk, block);
                if !rows.rows.is_empty() {
                    return Some(VisibleRow {
                        chunk,
                        block,
                        rows,
                        row: 0,
                    });
                }
            }
            chunk = self.chunks.next(&chunk)?;
        }
    }

    /// The first row below block `block`.
    fn after_block(&mut self, chunk: &Arc<Chunk>, block: usize) -> Option<VisibleRow> {
        for next in block + 1..chunk.blocks.len() {
            let rows = self.layout.rows(chunk, next);
            if !rows.rows.is_empty() {
                return Some(VisibleRow {
                    chunk: Arc::clone(chunk),
                    block: next,
                    rows,
                    row: 0,
                });
            }
        }
        let next = self.chunks.next(chunk)?;
        self.first_from(next)
    }

    /// The last row above block `block`.
    fn before_block(&mut self, chunk: &Arc<Chunk>, block: usize) -> Option<VisibleRow> {
        let mut chunk = Arc::clone(chunk);
        let mut end = block;
        loop {
            for before in (0..end).rev() {
                let rows = self.layout.rows(&chunk, before);
                if !rows.rows.is_empty() {
                    let row = rows.rows.len() - 1;
                    return Some(VisibleRow {
                        chunk,
                        block: before,
                        rows,
                        row,
                    });
                }
            }
            chunk = self.chunks.previous(&chunk)?;
            end = chunk.blocks.len();
        }
    }
}

/// The first row at or below `row` of its block that is no gap.
fn text_row(row: VisibleRow) -> VisibleRow {
    let text = row.rows.rows[row.row..]
        .iter()
        .position(|row| !row.is_gap());
    VisibleRow {
        row: row.row + text.unwrap_or(0),
        ..row
    }
}

impl Viewport {
    /// The place of the top row.
    pub fn top(&self) -> Position {
        self.top
    }

    /// Rows on the screen.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Takes a new height; the top stays.
    pub fn set_height(&mut self, height: usize) {
        self.height = height;
    }

    /// The rows on the screen, from the top; fewer than its height at the end of the text.
    pub fn visible(&self, rows: &mut Rows<'_>) -> Vec<VisibleRow> {
        let mut visible = Vec::with_capacity(self.height);
        let mut at = self.top_row(rows);
        while let Some(row) = at {
            if visible.len() == self.height {
                break;
            }
            at = rows.next(&row);
            visible.push(row);
        }
        visible
    }

    /// The row on top, a gap row when one is still on the screen.
    fn top_row(&self, rows: &mut Rows<'_>) -> Option<VisibleRow> {
        let mut row = rows.at(self.top)?;
        for _ in 0..self.gap.min(row.row) {
            if !row.rows.rows[row.row - 1].is_gap() {
                break;
            }
            row.row -= 1;
        }
        Some(row)
    }

    fn set_top(&mut self, row: &VisibleRow) {
        let below = row.rows.rows[row.row..]
            .iter()
            .position(|row| !row.is_gap())
            .unwrap_or(0);
        self.gap = below;
        self.top = row
            .chunk
            .position(row.rows.rows[row.row + below].text.start);
    }

    /// Moves down by `count` rows, until the last row of the text is the last on the screen.
    /// Gives the rows moved.
    pub fn scroll_down(&mut self, rows: &mut Rows<'_>, count: usize) -> usize {
        let Some(mut top) = self.top_row(rows) else {
            return 0;
        };
        let mut bottom = top.clone();
        for _ in 1..self.height {
            let Some(next) = rows.next(&bottom) else {
                return 0;
            };
            bottom = next;
        }
        let mut moved = 0;
        while moved < count.min(FARTHEST) {
            let (Some(next), Some(next_top)) = (rows.next(&bottom), rows.next(&top)) else {
                break;
            };
            (bottom, top) = (next, next_top);
            moved += 1;
        }
        self.set_top(&top);
        moved
    }

    /// Moves up by `count` rows, to the first row at most. Gives the rows moved.
    pub fn scroll_up(&mut self, rows: &mut Rows<'_>, count: usize) -> usize {
        let Some(mut top) = self.top_row(rows) else {
            return 0;
        };
        let mut moved = 0;
        while moved < count.min(FARTHEST) {
            let Some(above) = rows.previous(&top) else {
                break;
            };
            top = above;
            moved += 1;
        }
        self.set_top(&top);
        moved
    }

    /// Goes to a place. On [`Stand::Top`] rows past the end of the text may stay empty, so that
    /// even the last heading can stand on top.
    pub fn go_to(&mut self, rows: &mut Rows<'_>, position: Position, stand: Stand) {
        let Some(row) = rows.at(position) else { return };
        if stand == Stand::Top {
            return self.set_top(&row);
        }
        let is_there =
            |visible: &VisibleRow| (visible.position(), visible.row) == (row.position(), row.row);
        let visible = self.visible(rows);
        if visible.iter().any(is_there) {
            return;
        }
        self.set_top(&row);
        self.scroll_up(rows, self.height / 3);
        self.close_end(rows);
    }

    /// Goes to the first row.
    pub fn go_to_start(&mut self, rows: &mut Rows<'_>) {
        let first = rows.chunks.chunk_at(0);
        if let Some(row) = rows.first_from(first) {
            self.set_top(&row);
        }
    }

    /// Goes to where the last row of the text is the last on the screen.
    pub fn go_to_end(&mut self, rows: &mut Rows<'_>) {
        if let Some(row) = rows.last() {
            self.set_top(&row);
            self.scroll_up(rows, self.height.saturating_sub(1));
        }
    }

    /// Moves up where rows below the end of the text would stay empty.
    fn close_end(&mut self, rows: &mut Rows<'_>) {
        let empty = self.height - self.visible(rows).len().min(self.height);
        self.scroll_up(rows, empty);
    }

    /// The place of the `count`th block start below the top row.
    pub fn next_block(&self, rows: &mut Rows<'_>, count: usize) -> Option<Position> {
        self.block_start(rows, count, Rows::next)
    }

    /// The place of the `count`th block start above the top row.
    pub fn previous_block(&self, rows: &mut Rows<'_>, count: usize) -> Option<Position> {
        self.block_start(rows, count, Rows::previous)
    }

    fn block_start<'a>(
        &self,
        rows: &mut Rows<'a>,
        count: usize,
        step: impl Fn(&mut Rows<'a>, &VisibleRow) -> Option<VisibleRow>,
    ) -> Option<Position> {
        let mut row = rows.at(self.top)?;
        let mut found = None;
        let mut left = count;
        for _ in 0..FARTHEST {
            let Some(next) = step(rows, &row) else { break };
            row = next;
            if row.is_block_start() {
                found = Some(row.position());
                left -= 1;
            }
            if left == 0 {
                break;
            }
        }
        found
    }
}

impl Row {
    /// Is it only the space above a block?
    pub fn is_gap(&self) -> bool {
        self.content == Content::Gap
    }
}
