//! Which text of a chunk is read together, and what of it is no prose.

use std::ops::Range;

use crate::model::{Block, BlockKind, Chunk, Mark};

/// Where the text of a chunk is no prose: code in a line, references to notes, raw HTML. In order,
/// without overlap.
pub(in crate::stats) struct Hidden(Vec<Range<usize>>);

impl Hidden {
    pub(in crate::stats) fn of(chunk: &Chunk) -> Self {
        let mut out: Vec<Range<usize>> = Vec::new();
        for inline in &chunk.inlines {
            let is_hidden = matches!(
                inline.mark,
                Mark::Code | Mark::FootnoteReference | Mark::Html
            );
            let span = inline.text.start as usize..inline.text.end as usize;
            if is_hidden && out.last().is_none_or(|last| last.end <= span.start) {
                out.push(span);
            }
        }
        Self(out)
    }

    /// Those that touch `range` of the text; the first and the last may go on outside.
    pub(in crate::stats) fn within(&self, range: Range<usize>) -> &[Range<usize>] {
        let first = self.0.partition_point(|span| span.end <= range.start);
        let end = self.0.partition_point(|span| span.start < range.end);
        &self.0[first..end.max(first)]
    }
}

/// The block after the run that begins at block `at`. A block that was cut because it was too long,
/// and lines that a loader could not join, go on with the sentence before them.
pub(in crate::stats) fn run_end(chunk: &Chunk, at: usize) -> usize {
    let goes_on = |pair: &[Block]| {
        let (before, next) = (chunk.block_text(&pair[0]), chunk.block_text(&pair[1]));
        let is_prose = |block: &Block| {
            block.aside.is_none()
                && block.container.is_none()
                && matches!(
                    block.kind,
                    BlockKind::Title | BlockKind::Standfirst | BlockKind::Paragraph
                )
        };
        let open = before
            .as_str()
            .ends_with(|c: char| c.is_alphanumeric() || ",$€£".contains(c));
        let continues = next.as_str().starts_with(char::is_lowercase);
        pair[1].is_continuation && pair[0].kind == pair[1].kind
            || is_prose(&pair[0]) && is_prose(&pair[1]) && open && continues
    };
    let run = chunk.blocks[at..]
        .windows(2)
        .take_while(|pair| goes_on(pair))
        .count();
    at + 1 + run
}
