//! What a loaded briefing is, for everybody who reads it: the document (an index over the source),
//! the chunk (a run of blocks, parsed), and the places in them.
//!
//! Two coordinates are used and never mixed:
//!
//! - a **source** offset or span counts bytes of the file as it lies on disk (`u64`). It lives
//!   long: sections, statistics, matches, marks and history hold source spans;
//! - a **text** offset or span counts bytes of one chunk's visible text (`u32`). It lives as long as
//!   the chunk is near the screen: layout, highlighting and the cursor use it.
//!
//! [`Chunk::source_span`] and [`Chunk::text_span`] lead from one to the other.

pub mod asides;
pub mod block;
pub mod chunk;
pub mod outline;

use std::sync::Arc;

pub use asides::{Asides, SetAside};
pub use block::{Alert, Aside, Block, BlockKind, Container, ContainerKind, Inline, Mark, Table};
pub use chunk::{Chunk, ChunkBuilder, Piece};
pub use outline::{Outline, ReadTitle, Section, SectionId, SectionKind};

use crate::text::CleanString;

/// How the bytes of a source are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `CommonMark` with GitHub's extensions.
    Markdown,
    /// Text without marks: headings are found by rule.
    Plain,
    /// A web page, read as the Markdown it was turned into: offsets count bytes of that.
    Html,
}

/// Where a document's title was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleOrigin {
    /// A marked heading.
    Heading,
    /// The first line of a text without marks.
    FirstLine,
    /// The `title` of the front matter.
    FrontMatter,
    /// Nothing in the text: the name of the file.
    FileName,
}

/// The title of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The words, without marks.
    pub text: CleanString,
    /// Source span of the line it stands on; `None` when it is not in the text.
    pub source: Option<std::ops::Range<u64>>,
    /// Where it was found.
    pub origin: TitleOrigin,
}

/// What a document says of itself, beside its title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Who wrote it.
    pub byline: Option<CleanString>,
    /// When, in the words of the text.
    pub date: Option<CleanString>,
    /// Where it was published.
    pub publisher: Option<CleanString>,
    /// The sentence under the title that says what follows.
    pub standfirst: Option<CleanString>,
    /// Source spans of the above, in order.
    pub source: Vec<std::ops::Range<u64>>,
}

/// The index of a briefing: what is known of it without holding its text.
#[derive(Clone, Debug)]
pub struct Document {
    /// How the source is read.
    pub format: Format,
    /// Bytes of the source indexed so far; the length of the source when [`Document::is_complete`].
    pub len: u64,
    /// Has the whole source been indexed?
    pub is_complete: bool,
    /// The title; never empty text.
    pub title: Title,
    /// Author, date and the like.
    pub meta: Meta,
    /// The tree of headings.
    pub outline: Outline,
    /// What is not part of the briefing, in source order.
    pub set_aside: Asides,
    /// Do offsets count bytes of a text that the file was turned into, and not of the file itself?
    pub is_converted: bool,
    /// What was odd about the bytes, one line each.
    pub notices: Vec<CleanString>,
}

/// A place in the text: the chunk by the source offset it starts at, and a byte of its text.
/// Ordered as the text is; independent of any width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Source offset at which the chunk starts.
    pub chunk: u64,
    /// Byte of [`Chunk::text`].
    pub byte: u32,
}

/// Gives chunks on demand. Chunks tile the source: each starts where the one before ends.
pub trait Chunks {
    /// The chunk that holds source offset `at`; for `at` past the end the last one. An empty source
    /// has one empty chunk.
    fn chunk_at(&self, at: u64) -> Arc<Chunk>;

    /// Bytes of the source.
    fn source_len(&self) -> u64;

    /// The chunk after `chunk`.
    fn next(&self, chunk: &Chunk) -> Option<Arc<Chunk>> {
        (chunk.source.end < self.source_len()).then(|| self.chunk_at(chunk.source.end))
    }

    /// The chunk before `chunk`.
    fn previous(&self, chunk: &Chunk) -> Option<Arc<Chunk>> {
        (chunk.source.start > 0).then(|| self.chunk_at(chunk.source.start - 1))
    }
}
