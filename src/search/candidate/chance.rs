//! May a match stand in a stretch of a source? Told from its trace, without reading it.

use super::Probe;
use crate::search::{Common, Trace, grams};

impl Probe<'_> {
    /// May a match stand in the stretch with this trace? `common` is what the trace leaves out.
    pub fn may_stand(self, common: &Common, trace: &Trace) -> bool {
        let run = &self.0.run;
        let grams = &self.0.classes;
        let may_stand = |at: &usize| common.may_have(grams[*at], &trace.grams);
        let hiding = Hiding {
            run,
            may_stand,
            trace,
        };
        (0..grams.len()).all(|at| may_stand(&at)) || hiding.may_hide(grams.len())
    }
}

/// Looks for what a run has left behind that does not stand anywhere plainly.
struct Hiding<'a, F> {
    run: &'a [u8],
    /// May this gram of the run stand in the stretch?
    may_stand: F,
    trace: &'a Trace,
}

impl<F: Fn(&usize) -> bool> Hiding<'_, F> {
    /// May two letters of the run meet across a seam, and its `count` grams stand round it? What is behind
    /// a loose seam may be far.
    fn may_hide(&self, count: usize) -> bool {
        let seams = &self.trace.seams;
        let mut pairs = self.run.windows(2).enumerate();
        pairs.any(|(i, pair)| {
            if !seams.may_follow(pair[0], pair[1]) {
                return false;
            }
            let first_over = (i + 1).saturating_sub(grams::LEN - 1).min(count);
            if seams.is_loose(pair[0], pair[1]) {
                return seams.is_in_doubt(pair[0]) || self.reach((0..first_over).rev());
            }
            self.reach((0..count.min(i + 1)).rev()) && self.reach(first_over..count)
        })
    }

    /// Do these grams of the run, which lead away from a seam, stand near, as far as the next seam that is
    /// loose? What is beyond that may be far.
    fn reach(&self, mut grams: impl Iterator<Item = usize>) -> bool {
        let stop = grams.find(|at| self.is_loose(*at) || !(self.may_stand)(at));
        stop.is_none_or(|at| self.is_loose(at))
    }

    /// May letters of the gram meet across a seam of which it was not told what is beside it?
    fn is_loose(&self, at: usize) -> bool {
        let mut pairs = self.run[at..at + grams::LEN].windows(2);
        pairs.any(|pair| self.trace.seams.is_loose(pair[0], pair[1]))
    }
}
