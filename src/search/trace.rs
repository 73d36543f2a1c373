//! What is kept of a stretch of a source, so that a search need not read it to know that nothing it looks
//! for stands there.

use super::{
    candidate::AFTER,
    grams::{Common, Grams, MARGIN, Seen},
    seams::{BEFORE, Seams},
};

/// What a stretch of a source is known by: a match that stands in it has left a trace, in the
/// [`Grams`] if it stands there plainly, in the [`Seams`] if not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    pub(super) seams: Seams,
    pub(super) grams: Grams,
}

/// Bytes before a stretch that finding its trace looks at.
pub const TRACED_BEFORE: usize = MARGIN + BEFORE;

/// Bytes after a stretch that finding its trace looks at.
pub const TRACED_AFTER: usize = MARGIN + AFTER;

/// Looks for traces, in the same memory.
#[derive(Debug, Default)]
pub struct Tracer {
    seen: Seen,
}

impl Tracer {
    /// The trace of `bytes[from..to]`, without the grams that are `common`. What stands before and after
    /// is looked at, as far as it is given: [`TRACED_BEFORE`] and [`TRACED_AFTER`] bytes, unless the
    /// source ends sooner.
    pub fn trace(&mut self, common: &Common, bytes: &[u8], from: usize, to: usize) -> Trace {
        let seen = &mut self.seen;
        let from = from.saturating_sub(MARGIN);
        let to = to.saturating_add(MARGIN).min(bytes.len());
        seen.note_letters(bytes, from, to);
        let seams = Seams::of(bytes, from, to, seen);
        let grams = seen.take(common);
        Trace { seams, grams }
    }
}
