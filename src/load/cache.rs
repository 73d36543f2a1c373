//! Chunks kept while they are near the screen.

use std::{collections::VecDeque, sync::Arc};

use crate::model::Chunk;

/// Bytes kept, about; a chunk that is larger alone is kept too.
const MAX: usize = 4 * 1024 * 1024;

/// The chunks asked for last, bounded in bytes.
#[derive(Debug, Default)]
pub(super) struct Cache {
    /// From the one asked for last, with the bytes each takes.
    chunks: VecDeque<(Arc<Chunk>, usize)>,
    bytes: usize,
}

impl Cache {
    /// The chunk that holds source offset `at`, when it is kept.
    pub(super) fn get(&mut self, at: u64) -> Option<Arc<Chunk>> {
        let found = self
            .chunks
            .iter()
            .position(|(chunk, _)| chunk.source.contains(&at))?;
        let entry = self.chunks.remove(found)?;
        let chunk = Arc::clone(&entry.0);
        self.chunks.push_front(entry);
        Some(chunk)
    }

    /// Keeps `chunk`, and drops those asked for longest ago.
    pub(super) fn put(&mut self, chunk: &Arc<Chunk>) {
        let size = chunk.size();
        self.chunks.push_front((Arc::clone(chunk), size));
        self.bytes += size;
        while self.bytes > MAX && self.chunks.len() > 1 {
            let dropped = self.chunks.pop_back();
            self.bytes -= dropped.map_or(0, |(_, size)| size);
        }
    }

    /// Drops all.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
