//! A run of matches by their numbers, for the list of them.

use std::{ops::Range, sync::Arc};

use super::Finder;
use crate::{
    model::{Chunk, Chunks},
    search::scan,
};

/// A match and the chunk it stands in.
#[derive(Debug)]
pub struct Found {
    /// The chunk.
    pub chunk: Arc<Chunk>,
    /// Bytes of the chunk's text.
    pub text: Range<u32>,
}

impl Found {
    /// Source offset it begins at.
    pub fn start(&self) -> u64 {
        self.chunk.source_at(self.text.start)
    }
}

impl Finder {
    /// At most `count` matches from number `first` on, counted from 0, in order. A chunk is read once,
    /// however many of them it holds.
    pub fn found(&self, chunks: &dyn Chunks, first: usize, count: usize) -> Vec<Found> {
        let Some(query) = &self.query else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut before = 0;
        for (at, inside) in self.matches.chunks() {
            let skipped = first.saturating_sub(before);
            before += inside;
            if skipped >= inside {
                continue;
            }
            if out.len() >= count {
                break;
            }
            let chunk = chunks.chunk_at(at);
            let spans = scan(query, &chunk, false).into_iter().skip(skipped);
            out.extend(spans.take(count - out.len()).map(|text| Found {
                chunk: Arc::clone(&chunk),
                text,
            }));
        }
        out
    }
}
