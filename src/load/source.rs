//! Bytes by range: a file read in windows, or text held in memory.

use std::{
    borrow::Cow,
    fs::File,
    io,
    ops::Range,
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
};

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
    #[error("cannot read {path} past byte {offset}")]
    Read {
        /// The file as it was named.
        path: PathBuf,
        /// Where reading ended.
        offset: u64,
        /// What the system said.
        source: io::Error,
    },
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
}

impl Source {
    /// The file at `path`; one of at most `held_max` bytes is read at once and held.
    ///
    /// # Errors
    /// When there is no such file, it may not be read, or it is a directory.
    pub fn open(path: &Path, held_max: u64) -> Result<Self, LoadError> {
        let failed = |source| LoadError::Open {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(failed)?;
        let about = file.metadata().map_err(failed)?;
        if about.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        if about.is_file() && about.len() > held_max {
            return Ok(Self::File {
                file,
                path: path.to_owned(),
                len: about.len(),
            });
        }
        let mut bytes = Vec::with_capacity(about.len() as usize + 1);
        io::Read::read_to_end(&mut &file, &mut bytes).map_err(failed)?;
        Ok(Self::Held(bytes))
    }

    /// Bytes of the whole source.
    pub fn len(&self) -> u64 {
        match self {
            Self::Held(bytes) => bytes.len() as u64,
            Self::File { len, .. } => *len,
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
                bytes.resize(range.len(), 0);
                file.read_exact_at(bytes, range.start as u64)
                    .map_err(|source| LoadError::Read {
                        path: path.clone(),
                        offset: range.start as u64,
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
