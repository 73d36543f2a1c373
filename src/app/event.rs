//! Everything that can wake the loop.

use std::{fmt, sync::Arc};

use super::{convert::OpenError, keymap::Key};
use crate::{
    load::{Index, Library},
    search::InChunk,
};

/// Something happened.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size, in cells.
    Resize(u16, u16),
    /// The shell continued the program, or something else wrote on the screen.
    Redraw,
    /// The program is asked to stop until the shell continues it.
    Suspend,
    /// The program is asked to end: a signal, or the terminal is gone.
    End,
    /// The file is not what it was.
    File(super::watch::Change),
    /// The file was read again, or could not be.
    Opened(Box<Opened>),
    /// More of the source is indexed.
    Indexed {
        /// Which text: the first, or one that was read again.
        edition: u64,
        /// What is known of it now.
        index: Arc<Index>,
    },
    /// A part of a search is done.
    Matches {
        /// The search it belongs to.
        generation: u64,
        /// What was found in some chunks.
        chunks: Vec<InChunk>,
        /// Were they reached on the way from the reader on to the end of the text, so that no match
        /// on that way is nearer than these and those reported before?
        is_onward: bool,
    },
    /// A search has been through the whole text.
    SearchDone {
        /// The search.
        generation: u64,
    },
    /// The text has been read for its statistics.
    Analysed {
        /// Which text: the first, or one that was read again.
        edition: u64,
        /// What was found.
        analysis: Box<super::figures::Analysis>,
    },
}

/// What came of reading a file.
pub struct Opened(pub Result<Library, OpenError>);

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.0.as_ref().map(|library| library.document().len);
        f.debug_tuple("Opened").field(&words).finish()
    }
}
