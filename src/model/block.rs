//! What a chunk is made of: blocks one below the other, inlines inside them.

use std::ops::Range;

use crate::text::CleanString;

/// One block: a run of text with a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of [`Chunk::text`](super::Chunk::text): what the reader sees, markup removed. A `\n` inside is a hard
    /// line break (in code and tables: the next line, the next cell). Consecutive blocks lie in order with `\n` between.
    pub text: Range<u32>,
    /// Bytes of the source it came from, markup included.
    pub source: Range<u64>,
    /// The innermost list item, quote or note it stands in: an index into [`Chunk::containers`](super::Chunk::containers).
    pub container: Option<u32>,
    /// Set when the block is not part of the briefing, and why.
    pub aside: Option<Aside>,
    /// Is it the rest of a block that was cut because it was too long? Then no gap stands above it.
    pub is_continuation: bool,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The title of the document.
    Title,
    /// Byline, date, place of publication.
    Meta,
    /// The sentence under the title that says what follows.
    Standfirst,
    /// A heading that starts a section; 1 is the topmost level.
    Heading {
        /// 1 to 6.
        level: u8,
        /// 0 to 255: how sure a heading without marks is; 255 for a marked one.
        confidence: u8,
    },
    /// Prose.
    Paragraph,
    /// Code, kept line for line; the number is an index into [`Chunk::languages`](super::Chunk::languages).
    Code(Option<u32>),
    /// Text whose lines and spaces must stay as they are: an ASCII table, a verse.
    Verbatim,
    /// A table: an index into [`Chunk::tables`](super::Chunk::tables).
    Table(u32),
    /// A thematic break; no text.
    Rule,
    /// Raw HTML of a Markdown file.
    Html,
}

/// Why text was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aside {
    /// Links to other articles.
    Related,
    /// A note on cookies or privacy.
    Cookie,
    /// Menus, breadcrumbs.
    Nav,
    /// Share bars.
    Share,
    /// Newsletter and subscription boxes.
    Subscribe,
    /// Advertisements.
    Ad,
    /// Copyright lines.
    Copyright,
    /// Comments of readers.
    Comments,
    /// Page headers and footers of a printed text.
    PageHeader,
    /// The title said again.
    DuplicateTitle,
    /// The earlier mail that a mail answers.
    Quoted,
    /// Anything else that is not part of the briefing.
    Other,
}

/// Something blocks stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// What it is.
    pub kind: ContainerKind,
    /// The container around it: an index lower than its own.
    pub parent: Option<u32>,
}

/// What a container is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContainerKind {
    /// A block quote.
    Quote,
    /// A quote of GitHub's alert kind.
    Alert(Alert),
    /// An item of a list.
    Item {
        /// The number before it; `None` for a bullet.
        number: Option<u64>,
        /// Done or not, in a task list.
        task: Option<bool>,
        /// Have the items blank lines between them?
        is_loose: bool,
    },
    /// A footnote with its label.
    Footnote(CleanString),
}

/// Kinds of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// Worth knowing.
    Note,
    /// Helpful.
    Tip,
    /// Key.
    Important,
    /// Urgent.
    Warning,
    /// Risky.
    Caution,
}

/// A run of marked text inside a block. Inlines may lie in one another; they are sorted by start,
/// the outer before the inner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// Bytes of [`Chunk::text`](super::Chunk::text).
    pub text: Range<u32>,
    /// How it is marked.
    pub mark: Mark,
}

/// How an inline is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `*so*`
    Emphasis,
    /// `**so**`
    Strong,
    /// `~~so~~`
    Strikethrough,
    /// Code in a line.
    Code,
    /// A link; its target is in [`Chunk::targets`](super::Chunk::targets).
    Link(u32),
    /// An image, shown by its alternative text; its target is in [`Chunk::targets`](super::Chunk::targets).
    Image(u32),
    /// A reference to a footnote; the text is its label.
    FootnoteReference,
    /// Raw HTML in a line.
    Html,
}

/// The cells of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// How each column is set; as many as there are columns.
    pub columns: Vec<Align>,
    /// Rows from the top, the head first if there is one; each has as many cells as there are columns. A cell is a
    /// span of [`Chunk::text`](super::Chunk::text).
    pub rows: Vec<Vec<Range<u32>>>,
    /// Is the first row the head?
    pub has_head: bool,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}
