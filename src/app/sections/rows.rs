//! Which section each row of the list shows. Of a million sections mostly all are listed, so runs of
//! them are kept, not each.

use std::ops::Range;

use crate::model::SectionId;

/// The sections that are not inside a folded one, in order: each has a row.
#[derive(Debug, Default)]
pub struct Rows {
    /// Sections that follow one another, and the row of the first of each run.
    runs: Vec<(usize, Range<SectionId>)>,
}

impl Rows {
    /// Adds rows for these sections, which come after all so far.
    pub(super) fn push(&mut self, ids: Range<SectionId>) {
        if !ids.is_empty() {
            self.runs.push((self.len(), ids));
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        let last = self.runs.last();
        last.map_or(0, |(row, ids)| row + ids.len())
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The section in a row, if there is such a row.
    pub fn get(&self, row: usize) -> Option<SectionId> {
        self.from(row).next()
    }

    /// The sections from a row on, in order.
    pub fn from(&self, row: usize) -> impl Iterator<Item = SectionId> {
        let run = self.runs.partition_point(|(first, _)| *first <= row);
        let runs = &self.runs[run.saturating_sub(1)..];
        let into = row - runs.first().map_or(row, |(first, _)| *first);
        runs.iter().flat_map(|(_, ids)| ids.clone()).skip(into)
    }

    /// The row of a section; of one that is folded away, that of the last before it. 0 when there is
    /// none.
    pub fn row_of(&self, id: SectionId) -> usize {
        let run = self.runs.partition_point(|(_, ids)| ids.start <= id);
        let run = run.checked_sub(1).map(|run| &self.runs[run]);
        run.map_or(0, |(row, ids)| {
            row + (id.min(ids.end - 1) - ids.start) as usize
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_sections_are_found_from_each_other() {
        let mut rows = Rows::default();
        assert_eq!((rows.len(), rows.get(0), rows.row_of(7)), (0, None, 0));
        for ids in [0..3, 5..5, 7..9, 20..21] {
            rows.push(ids);
        }
        let listed: Vec<_> = rows.from(0).collect();
        assert_eq!(listed, [0, 1, 2, 7, 8, 20]);
        assert_eq!(rows.len(), listed.len());
        for row in 0..8 {
            assert_eq!(rows.get(row), listed.get(row).copied());
            assert!(rows.from(row).eq(listed.iter().copied().skip(row)));
        }
        for id in 0..30 {
            let expected = listed.partition_point(|listed| *listed <= id) - 1;
            assert_eq!(rows.row_of(id), expected, "{id}");
        }
    }
}
