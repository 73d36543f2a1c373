//! The rows of a table, put together cell by cell.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::{BLOCK_MAX, Build};
use crate::model::{BlockKind, Table, block::Align};

/// A table under construction.
#[derive(Default)]
pub(super) struct Grid {
    pub(super) table: Table,
    pub(super) row: Vec<Range<u32>>,
}

impl Grid {
    /// Gives every row as many cells as there are columns; rows of HTML may have fewer.
    fn even(&mut self) {
        let Table { columns, rows, .. } = &mut self.table;
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
        columns.resize(widest.max(columns.len()), Align::Left);
        for row in rows {
            let end = row.last().map_or(0, |cell| cell.end);
            row.resize(columns.len(), end..end);
        }
    }
}

impl Build<'_> {
    pub(super) fn table(&mut self, columns: &[Alignment], range: Range<usize>) {
        self.begin(BlockKind::Table(0), range);
        self.grid = Some(Grid {
            table: Table {
                columns: columns.iter().copied().map(align).collect(),
                ..Table::default()
            },
            row: Vec::new(),
        });
    }

    pub(super) fn cell(&mut self) {
        let is_first = self.open.as_ref().is_none_or(|open| {
            open.text == self.out.len()
                && self
                    .grid
                    .as_ref()
                    .is_none_or(|grid| grid.row.is_empty() && grid.table.rows.is_empty())
        });
        if !is_first {
            self.out.push_generated("\n");
        }
        let at = self.out.len();
        if let Some(grid) = &mut self.grid {
            grid.row.push(at..at);
        }
    }

    pub(super) fn end_cell(&mut self) {
        let end = self.out.len();
        if let Some(cell) = self.grid.as_mut().and_then(|grid| grid.row.last_mut()) {
            cell.end = end;
        }
    }

    pub(super) fn row(&mut self, is_head: bool, end: usize) {
        let Some(grid) = &mut self.grid else {
            return;
        };
        grid.table.has_head |= is_head;
        grid.table.rows.push(std::mem::take(&mut grid.row));
        let is_full = self
            .open
            .as_ref()
            .is_some_and(|open| (self.out.len() - open.text) as usize > BLOCK_MAX);
        if is_full {
            let columns = grid.table.columns.clone();
            self.add_table();
            self.continue_at(end);
            self.grid = Some(Grid {
                table: Table {
                    columns,
                    ..Table::default()
                },
                row: Vec::new(),
            });
        }
    }

    pub(super) fn add_table(&mut self) {
        let Some(mut grid) = self.grid.take() else {
            return;
        };
        grid.even();
        let index = self.out.add_table(grid.table);
        if let Some(open) = &mut self.open {
            open.kind = BlockKind::Table(index);
        }
    }
}

const fn align(column: Alignment) -> Align {
    match column {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
