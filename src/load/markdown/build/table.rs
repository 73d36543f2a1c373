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
    /// Which columns the text says nothing of.
    unset: Vec<bool>,
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

    /// Sets columns of numbers at the right where the text does not say how: then they compare. The
    /// first names the rows.
    fn set_numbers(&mut self, text: &str) {
        let Table {
            columns,
            rows,
            has_head,
        } = &mut self.table;
        let body = &rows[usize::from(*has_head).min(rows.len())..];
        for (at, column) in columns.iter_mut().enumerate().skip(1) {
            let cells = body.iter().map(|row| &row[at]);
            let words = cells.map(|cell| text[cell.start as usize..cell.end as usize].trim());
            let mut said = words.filter(|words| words.contains(char::is_alphanumeric));
            let is_free = self.unset.get(at).copied().unwrap_or_default();
            let has_numbers = said.clone().any(|words| words.contains(char::is_numeric));
            if is_free && has_numbers && said.all(is_number) {
                *column = Align::Right;
            }
        }
    }
}

/// Is this a number, with its sign, currency or unit: "−12%", "$4.5m", "1,200 km", "n/a"?
fn is_number(words: &str) -> bool {
    let digits = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let unit = digits.trim_start_matches(|c: char| !c.is_alphabetic());
    let is_short =
        unit.chars().count() <= 3 && unit.chars().all(|c| c.is_alphabetic() || "²³/".contains(c));
    words == "n/a" || digits.starts_with(|c: char| c.is_numeric()) && is_short
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
            unset: columns
                .iter()
                .map(|column| *column == Alignment::None)
                .collect(),
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
            let (columns, unset) = (grid.table.columns.clone(), grid.unset.clone());
            self.add_table();
            self.continue_at(end);
            self.grid = Some(Grid {
                table: Table {
                    columns,
                    ..Table::default()
                },
                row: Vec::new(),
                unset,
            });
        }
    }

    pub(super) fn add_table(&mut self) {
        let Some(mut grid) = self.grid.take() else {
            return;
        };
        grid.even();
        grid.set_numbers(self.out.text());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        load::from_bytes,
        model::{Chunks as _, Format},
    };

    /// How the columns of a table are set: `l`, `c` or `r` for each.
    fn check(delimiters: &str, rows: &[&str], expected: &str) {
        let count = delimiters.split('|').count();
        let head = vec!["Head"; count].join("|");
        let text = format!("|{head}|\n|{delimiters}|\n{}\n", rows.join("\n"));
        let chunk = from_bytes("x", text.clone().into_bytes(), Some(Format::Markdown)).chunk_at(0);
        let set = |align: &Align| match align {
            Align::Left => 'l',
            Align::Center => 'c',
            Align::Right => 'r',
        };
        let found: String = chunk.tables[0].columns.iter().map(set).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn columns_of_numbers_are_set_at_the_right() {
        check("-|-|-", &["Odesa|1,200|−12%", "Izmail|90|+4.5%"], "lrr");
        check("-|-|-", &["Odesa|$4.5m|12 km", "Izmail||n/a"], "lrr");
        check("-|-", &["2021|5", "2022|–"], "lr");
        check("-|-", &["a|12 ships came", "b|9"], "ll");
        check("-|-", &["a|n/a", "b|"], "ll");
        check("-|:-|:-:", &["a|1|2"], "llc");
    }
}
