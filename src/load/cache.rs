//! Chunks kept while they are near the screen.

use std::{collections::VecDeque, sync::Arc};

use crate::model::Chunk;

/// Bytes kept, about; a chunk that is larger alone is kept too.
const MAX: usize = 3 * 1024 * 1024;

/// Chunks kept to fall back on: as many as a screen shows.
const OLD: usize = 3;

/// The chunks asked for last, bounded in bytes.
#[derive(Debug, Default)]
pub(super) struct Cache {
    /// From the one asked for last, with the bytes each takes.
    chunks: VecDeque<(Arc<Chunk>, usize)>,
    bytes: usize,
    /// What was on the screen under an earlier index: shown when it can be read no more.
    old: Vec<Arc<Chunk>>,
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

    /// Drops all, but that the last are kept to fall back on.
    pub(super) fn renew(&mut self) {
        let last = self.chunks.drain(..).take(OLD).map(|(chunk, _)| chunk);
        let last: Vec<_> = last.collect();
        if !last.is_empty() {
            self.old = last;
        }
        self.bytes = 0;
    }

    /// The chunk that held source offset `at` before, when it was among the last.
    pub(super) fn old(&self, at: u64) -> Option<Arc<Chunk>> {
        let holds = |chunk: &&Arc<Chunk>| chunk.source.contains(&at);
        self.old.iter().find(holds).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ChunkBuilder;

    fn chunk(start: u64) -> Arc<Chunk> {
        Arc::new(ChunkBuilder::new(start..start + 10).finish())
    }

    #[test]
    fn the_last_chunks_are_there_to_fall_back_on() {
        let mut cache = Cache::default();
        for start in [0, 10, 20, 30, 40] {
            cache.put(&chunk(start));
        }
        assert!(cache.get(3).is_some() && cache.old(3).is_none());
        cache.renew();
        assert!(cache.get(3).is_none() && cache.get(45).is_none());
        let old: Vec<_> = [3, 15, 25, 35, 45].map(|at| cache.old(at).is_some()).into();
        assert_eq!(old, [true, false, false, true, true]);
        cache.renew();
        assert!(cache.old(45).is_some(), "nothing came in between");
        cache.put(&chunk(50));
        cache.renew();
        assert!(cache.old(45).is_none() && cache.old(55).is_some());
    }
}
