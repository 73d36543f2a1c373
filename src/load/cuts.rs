//! Where a source is cut into chunks: one cut in every cell of a grid.
//!
//! The grid makes a cut a local matter: the cut of a cell is the first place in it where no block is
//! torn; so a jump to any offset finds its chunk without knowing what comes before, and chunks are at
//! most two cells long. All cells have [`CELL`] bytes, but that the first one is split after
//! [`FIRST_CELL`]: the first screen of a large file costs no more than that of a small one. Where a whole cell
//! offers no such place, a block is torn at the best one: before an item of a list, at a line, or
//! between two characters of a giant line; [`Cut::reopen`] then says what has to be opened again.

use std::{collections::BTreeMap, sync::Arc};

/// Bytes of a cell.
pub(crate) const CELL: u64 = 32 * 1024;

/// Bytes of the first cell.
const FIRST_CELL: u64 = 8 * 1024;

/// Source offset at which cell `cell` starts.
pub(crate) const fn cell_start(cell: u64) -> u64 {
    match cell {
        0 => 0,
        1 => FIRST_CELL,
        _ => (cell - 1) * CELL,
    }
}

/// The cell that holds source offset `at`.
pub(crate) const fn cell_of(at: u64) -> u64 {
    if at < FIRST_CELL { 0 } else { at / CELL + 1 }
}

/// How good a place for a cut is; later ones are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// Between two characters.
    Character,
    /// At the start of a line, inside a block.
    Line,
    /// Before an item of a list.
    Item,
    /// Between two blocks that stand in nothing.
    Block,
}

/// A place where one chunk ends and the next one starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Source offset.
    pub at: u64,
    /// Set when a block is torn: what the parser must read before the chunk to be in the right state.
    pub reopen: Option<Arc<str>>,
}

/// The cuts of all cells from the first on, as far as they are known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cuts {
    /// Where the cut of each cell lies in its cell; cell 0 is cut at its start.
    offsets: Vec<u16>,
    reopened: BTreeMap<u64, Arc<str>>,
}

impl Cuts {
    /// The cut of cell `cell`; `None` when it is not known.
    pub(crate) fn get(&self, cell: u64) -> Option<Cut> {
        let offset = self.offsets.get(usize::try_from(cell).ok()?)?;
        Some(Cut {
            at: cell_start(cell) + u64::from(*offset),
            reopen: self.reopened.get(&cell).cloned(),
        })
    }

    /// How many cells are known.
    pub(crate) fn cells(&self) -> u64 {
        self.offsets.len() as u64
    }

    fn push(&mut self, cut: Cut) {
        let cell = self.cells();
        self.offsets.push((cut.at - cell_start(cell)) as u16);
        if let Some(reopen) = cut.reopen {
            self.reopened.insert(cell, reopen);
        }
    }
}

/// Chooses the cuts while a scanner passes by.
#[derive(Clone, Debug)]
pub(crate) struct Finder {
    cuts: Cuts,
    best: Option<(Rank, Cut)>,
    /// The cell whose cut is looked for, and where it starts.
    cell: u64,
    due: u64,
    /// The first cell looked for: only its cut is kept when it is not cell 0.
    first: u64,
    first_cut: Option<Cut>,
}

impl Finder {
    /// Looks for the cuts of the cells from `first` on.
    pub(crate) fn new(first: u64) -> Self {
        let mut finder = Self {
            cuts: Cuts::default(),
            best: None,
            cell: first,
            due: cell_start(first),
            first,
            first_cut: None,
        };
        if first == 0 {
            finder.offer(Rank::Block, 0, || None);
        }
        finder
    }

    /// Where the next cut may lie; no offer before that place changes anything.
    pub(crate) const fn due(&self) -> u64 {
        self.due
    }

    /// May a cut lie at `at`? Cheap, to be asked for every line.
    pub(crate) const fn is_due(&self, at: u64) -> bool {
        at >= self.due
    }

    /// Offers a place; those of one cell must come in order, so the first of the best rank is kept.
    pub(crate) fn offer(&mut self, rank: Rank, at: u64, reopen: impl FnOnce() -> Option<Arc<str>>) {
        self.pass(at);
        if at < self.due || self.best.as_ref().is_some_and(|(best, _)| *best >= rank) {
            return;
        }
        let reopen = reopen();
        self.best = Some((rank, Cut { at, reopen }));
        if rank == Rank::Block {
            self.settle();
        }
    }

    /// Settles the cells that end at or before `at`: nothing better can come for them.
    pub(crate) fn pass(&mut self, at: u64) {
        while at >= cell_start(self.cell + 1) {
            self.settle();
        }
    }

    fn settle(&mut self) {
        let start = Cut {
            at: self.due,
            reopen: None,
        };
        let (_, cut) = self.best.take().unwrap_or((Rank::Character, start));
        if self.cell == self.first {
            self.first_cut = Some(cut.clone());
        }
        if self.first == 0 {
            self.cuts.push(cut);
        }
        self.cell += 1;
        self.due = cell_start(self.cell);
    }

    /// The cuts settled so far, when all cells are looked for.
    pub(crate) const fn cuts(&self) -> &Cuts {
        &self.cuts
    }

    /// The cut of the first cell looked for, once it is settled.
    pub(crate) const fn first(&self) -> Option<&Cut> {
        self.first_cut.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(finder: &Finder, cell: u64) -> Option<u64> {
        finder.cuts().get(cell).map(|cut| cut.at)
    }

    #[test]
    fn cells_tile_the_source() {
        for cell in 0..9 {
            assert_eq!(cell_of(cell_start(cell)), cell);
            assert_eq!(cell_of(cell_start(cell + 1) - 1), cell);
        }
    }

    #[test]
    fn the_first_border_of_a_cell_wins() {
        let (mut finder, start) = (Finder::new(0), cell_start(2));
        finder.offer(Rank::Line, start + 5, || Some("x".into()));
        finder.offer(Rank::Block, start + 9, || None);
        finder.offer(Rank::Block, start + 20, || None);
        assert_eq!(cut(&finder, 2), Some(start + 9));
        assert_eq!(finder.cuts().get(2).unwrap().reopen, None);
    }

    #[test]
    fn without_a_border_the_best_place_is_taken() {
        let (mut finder, start) = (Finder::new(0), cell_start(2));
        finder.offer(Rank::Character, start + 1, || None);
        finder.offer(Rank::Item, start + 30, || None);
        finder.offer(Rank::Line, start + 40, || Some("> ".into()));
        finder.pass(cell_start(3));
        assert_eq!(cut(&finder, 2), Some(start + 30));
        assert_eq!(cut(&finder, 3), None);
    }

    #[test]
    fn cells_passed_in_one_step_all_get_a_cut() {
        let mut finder = Finder::new(0);
        finder.pass(cell_start(5) + 7);
        assert_eq!(finder.cuts().cells(), 5);
        assert_eq!(cut(&finder, 4), Some(cell_start(4)));
    }

    #[test]
    fn one_cell_can_be_looked_at_alone() {
        let (mut finder, start) = (Finder::new(7), cell_start(7));
        finder.offer(Rank::Block, start - 1, || None);
        assert_eq!(finder.first(), None);
        finder.offer(Rank::Block, start + 3, || None);
        assert_eq!(finder.first().unwrap().at, start + 3);
    }
}
