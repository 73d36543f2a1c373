//! Short stretches of a source, read one after the other: the words of headings, as they are asked for.

use std::{
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use super::Source;

/// Bytes read ahead where one stretch shortly behind the other is asked for, as by who prints all headings.
const AHEAD: u64 = 16 * 1024;

/// A source with what was read of it last.
#[derive(Debug)]
pub(super) struct Ahead {
    source: Arc<Source>,
    last: Mutex<Stretch>,
}

/// A part of the source.
#[derive(Debug, Default)]
struct Stretch {
    start: u64,
    bytes: Vec<u8>,
}

impl Stretch {
    fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }

    /// The bytes in `range`, if all of them are here.
    fn get(&self, range: &Range<u64>) -> Option<&[u8]> {
        let start = range.start.checked_sub(self.start)? as usize;
        self.bytes.get(start..(range.end - self.start) as usize)
    }
}

impl Ahead {
    /// Nothing of `source` was read yet.
    pub(super) fn new(source: Arc<Source>) -> Self {
        let last = Mutex::default();
        Self { source, last }
    }

    /// The bytes in `range`, as far as they can be read; what follows is read with them where `range`
    /// stands shortly behind what was read last.
    pub(super) fn read(&self, range: Range<u64>) -> Vec<u8> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = last.get(&range) {
            return bytes.to_vec();
        }
        let is_next = range.start >= last.start && range.start < last.end() + AHEAD;
        let more = if is_next { AHEAD } else { 0 };
        let end = range.end.max(range.start + more);
        last.start = range.start;
        let read = self.source.read_into(range.start..end, &mut last.bytes);
        if read.is_err() {
            last.bytes.clear();
        }
        let len = last.bytes.len().min((range.end - range.start) as usize);
        last.bytes[..len].to_vec()
    }
}
