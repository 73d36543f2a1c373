//! What comes through a pipe, kept so that any part of it can be read while more comes in.
//!
//! Up to 64 MB stay in memory; then all goes to a temporary file without a name, which
//! the system drops when we end, however we end.

use std::{
    collections::hash_map::RandomState,
    fs::{File, OpenOptions},
    hash::{BuildHasher as _, Hasher as _},
    io::{self, Write as _},
    ops::Range,
    os::unix::fs::{FileExt as _, OpenOptionsExt as _},
    sync::{
        PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use super::read_at;

/// Bytes kept in memory.
const HELD_MAX: u64 = 64 << 20;

/// Bytes taken in at most; what comes after is left in the pipe.
pub(super) const TAKEN_MAX: u64 = 1 << 30;

/// Bytes that came through a pipe so far.
#[derive(Debug)]
pub struct Spool {
    store: RwLock<Store>,
    len: AtomicU64,
    is_complete: AtomicBool,
}

#[derive(Debug)]
enum Store {
    Held(Vec<u8>),
    File(File),
}

impl Spool {
    /// Nothing has come yet.
    pub(super) fn new() -> Self {
        Self {
            store: RwLock::new(Store::Held(Vec::new())),
            len: AtomicU64::new(0),
            is_complete: AtomicBool::new(false),
        }
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> u64 {
        self.len.load(Ordering::Acquire)
    }

    /// Will no more come?
    pub(super) fn is_complete(&self) -> bool {
        self.is_complete.load(Ordering::Acquire)
    }

    /// No more will come.
    pub(super) fn complete(&self) {
        self.is_complete.store(true, Ordering::Release);
    }

    /// Takes in what has come next.
    ///
    /// # Errors
    /// When it can be written to no temporary file.
    pub(super) fn push(&self, bytes: &[u8]) -> io::Result<()> {
        let mut store = self.store.write().unwrap_or_else(PoisonError::into_inner);
        let len = self.len();
        if let Store::Held(held) = &mut *store
            && len + bytes.len() as u64 > HELD_MAX
        {
            let mut file = nameless_file()?;
            file.write_all(held)?;
            *store = Store::File(file);
        }
        match &mut *store {
            Store::Held(held) => held.extend_from_slice(bytes),
            Store::File(file) => file.write_all_at(bytes, len)?,
        }
        self.len.store(len + bytes.len() as u64, Ordering::Release);
        Ok(())
    }

    /// Puts the bytes in `range`, which have come, in place of those in `bytes`.
    ///
    /// # Errors
    /// When the temporary file cannot be read.
    pub(super) fn read(&self, range: Range<usize>, bytes: &mut Vec<u8>) -> io::Result<()> {
        let store = self.store.read().unwrap_or_else(PoisonError::into_inner);
        match &*store {
            Store::Held(held) => {
                bytes.clear();
                bytes.extend_from_slice(&held[range]);
                Ok(())
            }
            Store::File(file) => read_at(file, range, bytes),
        }
    }
}

/// A file that only we can open, and whose name is gone at once.
fn nameless_file() -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true).mode(0o600);
    for turn in 0.. {
        let random = RandomState::new().build_hasher().finish();
        let path = std::env::temp_dir().join(format!("briefing-{random:016x}"));
        match options.open(&path) {
            Ok(file) => {
                std::fs::remove_file(&path)?;
                return Ok(file);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && turn < 16 => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::source::{Intake, Taken};

    #[test]
    fn what_comes_after_a_gigabyte_is_left_in_the_pipe() {
        let take = |before: u64, bytes: usize| {
            let spool = Spool::new();
            spool.len.store(before, Ordering::Relaxed);
            let reader = io::Cursor::new(vec![b'x'; bytes]);
            let taken = Intake::new(Box::new(reader)).take(&spool).unwrap();
            (taken, spool.is_complete())
        };
        assert_eq!(take(0, 5), (Taken::Drained, false));
        assert_eq!(take(0, 0), (Taken::End, true));
        assert_eq!(take(TAKEN_MAX - 5, 6), (Taken::TooLong, true));
    }

    #[test]
    fn what_came_can_be_read_from_memory_and_from_the_file() {
        let spool = Spool::new();
        let block: Vec<u8> = (0..=255).cycle().take(1 << 20).collect();
        let blocks = HELD_MAX / block.len() as u64 + 2;
        for _ in 0..blocks {
            spool.push(&block).unwrap();
        }
        assert!(matches!(*spool.store.read().unwrap(), Store::File(_)));
        assert_eq!(spool.len(), blocks * block.len() as u64);
        let mut bytes = Vec::new();
        for start in [0, 5 << 20, (HELD_MAX as usize) - 100] {
            spool.read(start..start + 200, &mut bytes).unwrap();
            assert_eq!(
                bytes,
                block
                    .iter()
                    .cycle()
                    .skip(start % 256)
                    .take(200)
                    .copied()
                    .collect::<Vec<_>>()
            );
        }
    }
}
