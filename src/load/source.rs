//! Bytes by range: a file read in windows, text held in memory, or what comes through a pipe.

pub mod spool;

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Read},
    ops::Range,
    os::unix::fs::{FileExt as _, MetadataExt as _},
    path::{Path, PathBuf},
    time::SystemTime,
};

use rustix::{
    buffer::spare_capacity,
    io::{pread, retry_on_intr},
};

use self::spool::{Spool, TAKEN_MAX};
use crate::text::without_number;

/// Bytes taken in at a time.
pub(super) const STEP: usize = 64 * 1024;

/// What the world refused.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file is not there, or may not be read.
    #[error("cannot open {path}")]
    Open {
        /// The file as it was named.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file was opened, but a part of it cannot be read.
    #[error("cannot read {path}{}", past(*offset))]
    Read {
        /// The file as it was named.
        path: PathBuf,
        /// Where reading ended.
        offset: u64,
        /// What the system said.
        source: io::Error,
    },
}

impl LoadError {
    /// What cannot be done, and why, in one line.
    pub fn with_cause(&self) -> String {
        let (Self::Open { source, .. } | Self::Read { source, .. }) = self;
        if source.kind() == io::ErrorKind::UnexpectedEof {
            return format!("{self}: it has become shorter");
        }
        format!("{self}: {}", without_number(&source.to_string()))
    }
}

/// Where reading ended, unless it never began.
fn past(offset: u64) -> String {
    if offset == 0 {
        String::new()
    } else {
        format!(" past byte {offset}")
    }
}

/// Bytes by range, from a file or from memory.
#[derive(Debug)]
pub enum Source {
    /// Held in memory: a pipe, a small file, a text of the program.
    Held(Vec<u8>),
    /// Read by position.
    File {
        /// Open for reading.
        file: File,
        /// As it was named.
        path: PathBuf,
        /// Bytes, when it was opened.
        len: u64,
    },
    /// Comes through a pipe; more may come.
    Pipe(Spool),
}

/// What a path led to.
#[derive(Debug)]
pub enum Opened {
    /// Bytes by range.
    Source(Source),
    /// Something that can only be read on and on.
    Stream(File),
}

/// Can the file at `path` be opened for reading?
///
/// # Errors
/// When there is no such file or it may not be read.
pub fn check(path: &Path) -> Result<(), LoadError> {
    File::open(path)
        .map(drop)
        .map_err(|source| LoadError::Open {
            path: path.to_owned(),
            source,
        })
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    device: u64,
    inode: u64,
}

impl Stamp {
    /// The state of the file at `path` now; `None` when there is no file.
    pub fn of(path: &Path) -> Option<Self> {
        let about = path.metadata().ok()?;
        Some(Self {
            len: about.len(),
            modified: about.modified().ok(),
            device: about.dev(),
            inode: about.ino(),
        })
    }
}

/// The reading end of a pipe, and the source that what comes is put into.
pub struct Intake {
    reader: Box<dyn Read + Send>,
    buffer: Vec<u8>,
}

/// How one step of taking in ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// As much as fits into one step; more is likely to wait.
    Full,
    /// All that had come.
    Drained,
    /// Nothing: the pipe was closed.
    End,
    /// Nothing: the source is as long as it may be.
    TooLong,
}

/// Waits for bytes and puts them into `buffer`; how many they are, 0 at the end.
pub(super) fn read_some(reader: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            count => return count,
        }
    }
}

impl Intake {
    /// Takes in from `reader`.
    pub fn new(reader: Box<dyn Read + Send>) -> Self {
        Self {
            reader,
            buffer: vec![0; STEP],
        }
    }

    /// Waits for more, and puts it into `source`.
    ///
    /// # Errors
    /// When the pipe cannot be read or the source cannot be kept; no more will come then.
    pub fn take(&mut self, source: &Spool) -> io::Result<Taken> {
        let taken = self.try_take(source);
        if !matches!(taken, Ok(Taken::Full | Taken::Drained)) {
            source.complete();
        }
        taken
    }

    fn try_take(&mut self, source: &Spool) -> io::Result<Taken> {
        let count = read_some(&mut *self.reader, &mut self.buffer)?;
        if count == 0 {
            return Ok(Taken::End);
        }
        if source.len() + count as u64 > TAKEN_MAX {
            return Ok(Taken::TooLong);
        }
        source.push(&self.buffer[..count])?;
        let is_full = count == self.buffer.len();
        Ok(if is_full { Taken::Full } else { Taken::Drained })
    }
}

impl Source {
    /// The file at `path`; one of at most `held_max` bytes is read at once and held. What is no plain
    /// file, such as a named pipe or a device, comes back to be taken in bit by bit.
    ///
    /// # Errors
    /// When there is no such file, it may not be read, or it is a directory.
    pub fn open(path: &Path, held_max: u64) -> Result<Opened, LoadError> {
        let failed = |source| LoadError::Open {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(failed)?;
        let about = file.metadata().map_err(failed)?;
        if about.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        if !about.is_file() {
            return Ok(Opened::Stream(file));
        }
        let len = about.len();
        if len > held_max {
            let path = path.to_owned();
            return Ok(Opened::Source(Self::File { file, path, len }));
        }
        let mut bytes = Vec::with_capacity(len as usize + 1);
        // A file that grows while it is read is held as far as it may be.
        (&file)
            .take(held_max)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        Ok(Opened::Source(Self::Held(bytes)))
    }

    /// What comes through a pipe; nothing has come yet.
    pub fn pipe() -> Self {
        Self::Pipe(Spool::new())
    }

    /// Will it not grow?
    pub fn is_complete(&self) -> bool {
        match self {
            Self::Pipe(spool) => spool.is_complete(),
            _ => true,
        }
    }

    /// Bytes of the whole source; of a pipe, those that have come.
    pub fn len(&self) -> u64 {
        match self {
            Self::Held(bytes) => bytes.len() as u64,
            Self::File { len, .. } => *len,
            Self::Pipe(spool) => spool.len(),
        }
    }

    /// Is it empty?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes in `range`, cut at the end of the source.
    ///
    /// # Errors
    /// When the system cannot read them.
    pub fn read(&self, range: Range<u64>) -> Result<Cow<'_, [u8]>, LoadError> {
        if let Self::Held(bytes) = self {
            return Ok(Cow::Borrowed(&bytes[self.cut(&range)]));
        }
        let mut bytes = Vec::new();
        self.read_into(range, &mut bytes)?;
        Ok(Cow::Owned(bytes))
    }

    /// Puts the bytes in `range`, cut at the end of the source, into `bytes` in place of what was
    /// there; a buffer used again saves asking the system for memory.
    ///
    /// # Errors
    /// When the system cannot read them.
    pub fn read_into(&self, range: Range<u64>, bytes: &mut Vec<u8>) -> Result<(), LoadError> {
        let range = self.cut(&range);
        match self {
            Self::Held(held) => {
                bytes.clear();
                bytes.extend_from_slice(&held[range]);
            }
            Self::File { file, path, .. } => {
                let offset = range.start as u64;
                read_at(file, range, bytes).map_err(|source| LoadError::Read {
                    path: path.clone(),
                    offset,
                    source,
                })?;
            }
            Self::Pipe(spool) => {
                let offset = range.start as u64;
                spool.read(range, bytes).map_err(|source| LoadError::Read {
                    path: "the pipe".into(),
                    offset,
                    source,
                })?;
            }
        }
        Ok(())
    }

    fn cut(&self, range: &Range<u64>) -> Range<usize> {
        let end = range.end.min(self.len());
        range.start.min(end) as usize..end as usize
    }
}

/// Makes `bytes` those in `range` of `file`. Memory got for them is not cleared first, and what is there
/// already is used again, without reading more than is asked for.
fn read_at(file: &File, range: Range<usize>, bytes: &mut Vec<u8>) -> io::Result<()> {
    if bytes.capacity() >= range.len() {
        bytes.resize(range.len(), 0);
        return file.read_exact_at(bytes, range.start as u64);
    }
    *bytes = Vec::with_capacity(range.len());
    while bytes.len() < range.len() {
        let offset = (range.start + bytes.len()) as u64;
        if retry_on_intr(|| pread(file, spare_capacity(bytes), offset))? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    bytes.truncate(range.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_was_asked_for_whatever_the_memory() {
        let mut file = tempfile::tempfile().unwrap();
        io::Write::write_all(&mut file, b"0123456789").unwrap();
        for mut bytes in [Vec::new(), vec![b'x'; 2], vec![b'x'; 100]] {
            read_at(&file, 3..7, &mut bytes).unwrap();
            assert_eq!(bytes, b"3456");
            read_at(&file, 0..0, &mut bytes).unwrap();
            assert_eq!(bytes, b"");
        }
        // It became shorter since it was opened.
        for mut bytes in [Vec::new(), vec![b'x'; 100]] {
            let error = read_at(&file, 8..12, &mut bytes).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        }
    }
}
