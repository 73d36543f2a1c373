//! A chunk: a run of whole blocks parsed together, with its visible text and the way back to the
//! bytes of the file. It never changes once built; [`ChunkBuilder`] is the only way to make one.

use std::ops::Range;

use super::{Aside, Block, BlockKind, Container, Inline, Mark, Position, Table};
use crate::text::{Clean, CleanString, clean};

/// A run of blocks, parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chunk {
    /// Bytes of the source it covers.
    pub source: Range<u64>,
    /// The visible text of all blocks, in order, `\n` between them.
    pub text: CleanString,
    /// In order; their text spans do not overlap.
    pub blocks: Vec<Block>,
    /// Sorted by start, the outer before the inner.
    pub inlines: Vec<Inline>,
    /// Lists items, quotes and notes that blocks stand in.
    pub containers: Vec<Container>,
    /// Tables that blocks point to.
    pub tables: Vec<Table>,
    /// Languages of code blocks.
    pub languages: Vec<CleanString>,
    /// Targets of links and images.
    pub targets: Vec<CleanString>,
    /// How the text lies over the source: sorted, without overlap.
    pieces: Vec<Piece>,
}

/// A run of text and the bytes of the source it came from. Where both are of one length they are
/// the same bytes; else the text stands for the source as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of [`Chunk::text`].
    pub text: Range<u32>,
    /// Bytes of the source.
    pub source: Range<u64>,
}

impl Piece {
    fn is_same(&self) -> bool {
        u64::from(self.text.end - self.text.start) == self.source.end - self.source.start
    }
}

impl Chunk {
    /// The text of one block.
    pub fn block_text(&self, block: &Block) -> Clean<'_> {
        self.text
            .slice(block.text.start as usize..block.text.end as usize)
    }

    /// Index of the block that holds text byte `at`; of the last one before it where none does.
    /// `None` only for a chunk without blocks.
    pub fn block_at(&self, at: u32) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.text.start <= at);
        (!self.blocks.is_empty()).then(|| after.saturating_sub(1))
    }

    /// The inlines that touch text span `range`, outer before inner.
    pub fn inlines_in(&self, range: Range<u32>) -> impl Iterator<Item = &Inline> {
        let end = self
            .inlines
            .partition_point(|inline| inline.text.start < range.end);
        self.inlines[..end]
            .iter()
            .filter(move |inline| inline.text.end > range.start)
    }

    /// The source span that text span `text` came from: from the first byte that has a source to
    /// the last. Empty, at the next place that has one, for text that was not in the source.
    pub fn source_span(&self, text: Range<u32>) -> Range<u64> {
        let first = self
            .pieces
            .partition_point(|piece| piece.text.end <= text.start);
        let last = self
            .pieces
            .partition_point(|piece| piece.text.start < text.end);
        let Some(start) = self.pieces.get(first).map(|piece| {
            let into = u64::from(text.start.saturating_sub(piece.text.start));
            if piece.is_same() {
                piece.source.start + into
            } else {
                piece.source.start
            }
        }) else {
            return self.source.end..self.source.end;
        };
        if last <= first {
            return start..start;
        }
        let piece = &self.pieces[last - 1];
        let short = u64::from(piece.text.end.saturating_sub(text.end));
        let end = if piece.is_same() {
            piece.source.end - short
        } else {
            piece.source.end
        };
        start..end.max(start)
    }

    /// The text span shown for source span `source`; empty, at the next shown place, when none of
    /// it is shown.
    pub fn text_span(&self, source: Range<u64>) -> Range<u32> {
        let first = self
            .pieces
            .partition_point(|piece| piece.source.end <= source.start);
        let last = self
            .pieces
            .partition_point(|piece| piece.source.start < source.end);
        let Some(start) = self.pieces.get(first).map(|piece| {
            let into = source.start.saturating_sub(piece.source.start) as u32;
            if piece.is_same() {
                piece.text.start + into
            } else {
                piece.text.start
            }
        }) else {
            let end = self.text.len() as u32;
            return end..end;
        };
        if last <= first {
            return start..start;
        }
        let piece = &self.pieces[last - 1];
        let short = piece.source.end.saturating_sub(source.end) as u32;
        let end = if piece.is_same() {
            piece.text.end - short
        } else {
            piece.text.end
        };
        start..end.max(start)
    }

    /// Bytes it takes in memory, about.
    pub fn size(&self) -> usize {
        let cells = self.tables.iter().flat_map(|table| &table.rows);
        let cells: usize = cells.map(Vec::len).sum();
        let strings = self.languages.iter().chain(&self.targets);
        size_of::<Self>()
            + self.text.len()
            + self.blocks.len() * size_of::<Block>()
            + self.inlines.len() * size_of::<Inline>()
            + self.containers.len() * size_of::<Container>()
            + self.pieces.len() * size_of::<Piece>()
            + cells * size_of::<Range<u32>>()
            + strings
                .map(|text| text.len() + size_of::<CleanString>())
                .sum::<usize>()
    }

    /// The place of text byte `byte`.
    pub fn position(&self, byte: u32) -> Position {
        Position {
            chunk: self.source.start,
            byte,
        }
    }

    /// The source offset that text byte `byte` came from.
    pub fn source_at(&self, byte: u32) -> u64 {
        self.source_span(byte..byte + 1).start
    }
}

/// Room made for the text of a chunk at the start, at most, in bytes: more than most chunks have.
const ROOM: u64 = 32 << 10;

/// Builds a chunk block by block. All text goes through [`clean`] on its way in.
#[derive(Debug, Default)]
pub struct ChunkBuilder {
    chunk: Chunk,
}

impl ChunkBuilder {
    /// Starts a chunk over `source`.
    pub fn new(source: Range<u64>) -> Self {
        let len = source.end.saturating_sub(source.start).min(ROOM);
        let mut text = CleanString::new();
        text.reserve(len as usize);
        Self {
            chunk: Chunk {
                source,
                text,
                ..Chunk::default()
            },
        }
    }

    /// Bytes of text so far: where the next text will start.
    pub fn len(&self) -> u32 {
        self.chunk.text.len() as u32
    }

    /// Is there no text yet?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        self.chunk.text.as_str()
    }

    /// Appends `raw`, which stands in the source at `source`, byte for byte.
    pub fn push_source(&mut self, raw: &str, source: u64) {
        let start = self.len();
        if self.chunk.text.push_plain(raw) {
            return self.add_piece(Piece {
                text: start..self.len(),
                source: source..source + raw.len() as u64,
            });
        }
        let mut at = source;
        for piece in clean::pieces(self.chunk.text.as_str(), raw) {
            let (clean::Piece::Same(raw) | clean::Piece::Shown { raw, .. }) = piece;
            let (start, end) = (self.len(), at + raw.len() as u64);
            self.chunk.text.push_piece(&piece);
            self.add_piece(Piece {
                text: start..self.len(),
                source: at..end,
            });
            at = end;
        }
    }

    /// Appends `text` on one line, a space for each `\n`; byte for byte, it stands in the source at
    /// `source`.
    pub(crate) fn push_in_line(&mut self, text: Clean<'_>, source: u64) {
        let start = self.len();
        self.chunk.text.push_in_line(text);
        self.add_piece(Piece {
            text: start..self.len(),
            source: source..source + text.len() as u64,
        });
    }

    /// Appends `shown`, which stands for the source span `source` as a whole: an entity, a line
    /// break shown as a space.
    pub fn push_shown(&mut self, shown: &str, source: Range<u64>) {
        let start = self.len();
        self.chunk.text.push_raw(shown);
        self.add_piece(Piece {
            text: start..self.len(),
            source,
        });
    }

    /// Appends text that stands nowhere in the source.
    pub fn push_generated(&mut self, text: &str) {
        self.chunk.text.push_raw(text);
    }

    fn add_piece(&mut self, piece: Piece) {
        if piece.text.is_empty() {
            return;
        }
        if let Some(last) = self.chunk.pieces.last_mut()
            && last.text.end == piece.text.start
            && last.source.end == piece.source.start
            && last.is_same()
            && piece.is_same()
        {
            last.text.end = piece.text.end;
            last.source.end = piece.source.end;
        } else {
            self.chunk.pieces.push(piece);
        }
    }

    /// Adds a block whose text is all that was appended from `start` on, then a `\n`.
    pub fn add_block(
        &mut self,
        kind: BlockKind,
        start: u32,
        source: Range<u64>,
        container: Option<u32>,
        aside: Option<Aside>,
    ) {
        let text = start..self.len();
        self.chunk.blocks.push(Block {
            kind,
            text,
            source,
            container,
            aside,
            is_continuation: false,
        });
        self.push_generated("\n");
    }

    /// The blocks so far.
    pub fn blocks_mut(&mut self) -> &mut Vec<Block> {
        &mut self.chunk.blocks
    }

    /// Adds an inline over the text from `start` to here. Inlines may be added in any order.
    pub fn add_inline(&mut self, mark: Mark, start: u32) {
        let text = start..self.len();
        if !text.is_empty() {
            self.chunk.inlines.push(Inline { text, mark });
        }
    }

    /// Adds an inline over `text`, which has been appended.
    pub fn add_inline_over(&mut self, mark: Mark, text: Range<u32>) {
        self.chunk.inlines.push(Inline { text, mark });
    }

    /// The inlines added so far, in the order they were added.
    pub fn inlines(&self) -> &[Inline] {
        &self.chunk.inlines
    }

    /// Adds a container and gives its index.
    pub fn add_container(&mut self, container: Container) -> u32 {
        self.chunk.containers.push(container);
        self.chunk.containers.len() as u32 - 1
    }

    /// The containers so far.
    pub fn containers_mut(&mut self) -> &mut Vec<Container> {
        &mut self.chunk.containers
    }

    /// The target at `index`.
    ///
    /// # Panics
    /// When there is no such target.
    pub fn target(&self, index: u32) -> &str {
        self.chunk.targets[index as usize].as_str()
    }

    /// Adds a table and gives its index.
    pub fn add_table(&mut self, table: Table) -> u32 {
        self.chunk.tables.push(table);
        self.chunk.tables.len() as u32 - 1
    }

    /// Adds the target of a link or an image and gives its index.
    pub fn add_target(&mut self, raw: &str) -> u32 {
        self.chunk.targets.push(CleanString::from_raw(raw));
        self.chunk.targets.len() as u32 - 1
    }

    /// Adds the language of a code block and gives its index.
    pub fn add_language(&mut self, raw: &str) -> u32 {
        self.chunk.languages.push(CleanString::from_raw(raw));
        self.chunk.languages.len() as u32 - 1
    }

    /// The finished chunk.
    pub fn finish(mut self) -> Chunk {
        self.chunk
            .inlines
            .sort_by_key(|inline| (inline.text.start, std::cmp::Reverse(inline.text.end)));
        self.chunk
    }
}
