//! What of a document with more figures than are kept is worth a closer look. Most are not: by form
//! and place alone they weigh less than the least of those kept. They are counted, and nobody looks
//! for what they count, who says so or what is said of them.

use std::{
    collections::HashSet,
    hash::{BuildHasher, BuildHasherDefault},
};

use super::{
    hash::{Hashed, Keyed},
    importance::{Glance, MOST_OF_DATE},
    mention::Place,
    statistic::Statistic,
    value::{Kind, Unit, Value},
};

/// What becomes of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It may be kept: all that is said of it is wanted.
    Kept,
    /// It is the statistic of that number, said again: it is counted there.
    Again(u32),
    /// It is only counted.
    Passed,
}

/// Tells figures that may still be kept from those that cannot be.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// The weight of the least important figure kept.
    bar: f32,
    /// The end of what was read when that was found.
    len: u64,
    /// The values of those kept, alone and with their kinds and units: a figure said again belongs to
    /// them, whatever it weighs.
    known: HashSet<u64, BuildHasherDefault<Hashed>>,
    state: Keyed,
}

impl Gate {
    /// The gate of a collection that keeps `list`, in a document read up to byte `len`.
    pub(super) fn of(list: &[Statistic], len: u64) -> Self {
        let weights = list.iter().map(|item| item.importance);
        let mut gate = Self {
            bar: weights.fold(f32::MAX, f32::min),
            len,
            ..Self::default()
        };
        for item in list {
            gate.know(item);
        }
        gate
    }

    /// A gate with this bar and nothing known yet.
    #[cfg(test)]
    pub(super) fn with_bar(bar: f32, len: u64) -> Self {
        Self {
            bar,
            len,
            ..Self::default()
        }
    }

    /// Lets figures through from now on that may be `item` again.
    pub(super) fn know(&mut self, item: &Statistic) {
        let whole = self.whole_key(item.kind, item.value, item.unit.as_ref());
        self.known.insert(whole);
        self.known.insert(self.key(item.kind, item.value));
    }

    /// May the figure be kept, or be one of those kept, said again?
    pub(super) fn lets_through(&self, glance: &Glance<'_>) -> bool {
        let figure = glance.figure;
        let may_change = figure.is_bare || glance.place == Place::Table;
        let is_known = if may_change {
            self.known.contains(&self.key(figure.kind, figure.value))
        } else {
            self.knows(figure.kind, figure.value, figure.unit.as_ref())
        };
        is_known || self.weighs(glance)
    }

    /// Is something of this kind, value and unit among those kept?
    pub(super) fn knows(&self, kind: Kind, value: Value, unit: Option<&Unit>) -> bool {
        self.known.contains(&self.whole_key(kind, value, unit))
    }

    /// May the figure be as important as those kept?
    pub(super) fn weighs(&self, glance: &Glance<'_>) -> bool {
        glance.weighs(self.bar, self.len)
    }

    /// May a date be kept at all?
    pub(super) fn lets_dates_through(&self) -> bool {
        self.bar <= MOST_OF_DATE
    }

    /// Of a figure of which it is known what it is.
    fn whole_key(&self, kind: Kind, value: Value, unit: Option<&Unit>) -> u64 {
        self.state.hash_one((kind, value.key(), unit))
    }

    /// A figure without a unit of its own may become one of several kinds by what stands round it, so
    /// that its value alone tells what it may be.
    fn key(&self, kind: Kind, value: Value) -> u64 {
        let sort = match kind {
            Kind::Count
            | Kind::Number
            | Kind::Rate
            | Kind::Points
            | Kind::Age
            | Kind::Duration
            | Kind::Measure => Kind::Count,
            other => other,
        };
        self.state.hash_one((sort, value.key()))
    }
}
