//! Where a source is cut into chunks: one cut in every cell of a grid.
//!
//! The grid makes a cut a local matter. Cell `n` covers [`CELL`] bytes from `n * CELL` on, and its
//! cut is the first place in it where no block is torn; so a jump to any offset finds its chunk
//! without knowing what comes before, and chunks are at most two cells long. Where a whole cell
//! offers no such place, a block is torn at the best one: before an item of a list, at a line, or
//! between two characters of a giant line; [`Cut::reopen`] then says what has to be opened again.

use std::{collections::BTreeMap, sync::Arc};

/// Bytes of a cell.
pub(crate) const CELL: u64 = 32 * 1024;

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
            at: cell * CELL + u64::from(*offset),
            reopen: self.reopened.get(&cell).cloned(),
        })
    }

    /// How many cells are known.
    pub(crate) fn cells(&self) -> u64 {
        self.offsets.len() as u64
    }

    fn push(&mut self, cut: Cut) {
        let cell = self.cells();
        self.offsets.push((cut.at - cell * CELL) as u16);
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
    /// Source offset from which on the next cut may lie.
    due: u64,
    /// The first cell looked for.
    first: u64,
}

impl Finder {
    /// Looks for the cuts of the cells from `first` on.
    pub(crate) fn new(first: u64) -> Self {
        let mut finder = Self {
            cuts: Cuts::default(),
            best: None,
            due: first * CELL,
            first,
        };
        if first == 0 {
            finder.offer(Rank::Block, 0, || None);
        }
        finder
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
        while at >= self.due + CELL {
            self.settle();
        }
    }

    fn settle(&mut self) {
        let start = Cut {
            at: self.due,
            reopen: None,
        };
        let (_, mut cut) = self.best.take().unwrap_or((Rank::Character, start));
        cut.at -= self.first * CELL;
        self.cuts.push(cut);
        self.due += CELL;
    }

    /// The cuts settled so far, when it was all cells that were looked for.
    pub(crate) const fn cuts(&self) -> &Cuts {
        &self.cuts
    }

    /// The cut of the first cell looked for.
    pub(crate) fn first(&self) -> Option<Cut> {
        let mut cut = self.cuts.get(0)?;
        cut.at += self.first * CELL;
        Some(cut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_border_of_a_cell_wins() {
        let mut finder = Finder::new(0);
        finder.offer(Rank::Line, CELL + 5, || Some("x".into()));
        finder.offer(Rank::Block, CELL + 9, || None);
        finder.offer(Rank::Block, CELL + 20, || None);
        let cut = finder.cuts().get(1).unwrap();
        assert_eq!((cut.at, cut.reopen), (CELL + 9, None));
    }

    #[test]
    fn without_a_border_the_best_place_is_taken() {
        let mut finder = Finder::new(0);
        finder.offer(Rank::Character, CELL + 1, || None);
        finder.offer(Rank::Item, CELL + 30, || None);
        finder.offer(Rank::Line, CELL + 40, || Some("> ".into()));
        finder.pass(2 * CELL);
        assert_eq!(finder.cuts().get(1).unwrap().at, CELL + 30);
        assert_eq!(finder.cuts().get(2), None);
    }

    #[test]
    fn cells_passed_in_one_step_all_get_a_cut() {
        let mut finder = Finder::new(0);
        finder.pass(5 * CELL + 7);
        assert_eq!(finder.cuts().cells(), 5);
        assert_eq!(finder.cuts().get(4).unwrap().at, 4 * CELL);
    }
}
