//! The index of a source: its document, where it is cut, and what its labels mean.

use std::sync::Arc;

use super::{
    Source,
    cuts::{Cut, Cuts, Finder, Rank, cell_of, cell_start},
    markdown::{definitions::Definitions, returns::Returns, scan::Scanner},
    plain,
};
use crate::model::Document;

/// Bytes read before a cell to find out where its first line starts.
const BACK: u64 = 8 * 1024;

/// What is known of a source without holding its text. It never changes; a larger one takes its place.
#[derive(Debug)]
pub struct Index {
    pub(super) document: Arc<Document>,
    /// Bytes of the source when this index was made.
    pub(super) len: u64,
    pub(super) body: Body,
    /// Of headings, their source offset and the number of the line their words start on, in order; none
    /// but for who lists them.
    pub(super) heading_lines: Vec<(u64, u64)>,
}

/// What is kept for one format.
#[derive(Debug)]
pub(super) enum Body {
    Markdown {
        cuts: Cuts,
        definitions: Definitions,
        returns: Returns,
    },
    Plain(plain::Style),
}

impl Index {
    /// The document as far as it is indexed.
    pub const fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// Of some headings, their source offset and the number, from 1, of the line their words start on, in
    /// order: those that were noted in passing for who [lists](super::Indexer::listing) them.
    pub fn heading_lines(&self) -> &[(u64, u64)] {
        &self.heading_lines
    }

    /// The cut of cell `cell`; `None` when the source ends in this cell and nothing is cut there.
    /// Where the index does not reach, the text round the cell decides.
    pub(super) fn cut(&self, source: &Source, cell: u64) -> Option<Cut> {
        let len = self.len;
        match &self.body {
            Body::Markdown { cuts, returns, .. } => cuts.get(cell).or_else(|| {
                let is_open = !self.document.is_complete || cell > cell_of(self.document.len);
                is_open
                    .then(|| markdown_cut(source, len, cell, *returns))
                    .flatten()
            }),
            Body::Plain(_) => plain_cut(source, len, cell),
        }
    }
}

/// The cut of a cell, taking it that no block is open where it starts, or a fence when it looks so.
fn markdown_cut(source: &Source, len: u64, cell: u64, returns: Returns) -> Option<Cut> {
    let from = cell_start(cell).saturating_sub(BACK);
    let mut window = source
        .read(from..(cell_start(cell + 1) + BACK).min(len))
        .ok()?
        .into_owned();
    returns.replace(&mut window);
    let start = match from {
        0 => 0,
        _ => line_start(&window[..BACK as usize]).unwrap_or(BACK as usize),
    };
    let is_last = from + window.len() as u64 >= len;
    let mut scanner = Scanner::in_the_middle(from + start as u64, cell, &window[start..]);
    scanner.feed(&window[start..], is_last);
    if !is_last {
        scanner.pass(cell_start(cell + 1));
    }
    scanner.found().finder.first().cloned()
}

/// After the first line end.
fn line_start(bytes: &[u8]) -> Option<usize> {
    memchr::memchr(b'\n', bytes).map(|at| at + 1)
}

/// The cut of a cell of plain text: after a blank line, else at a line, else between characters.
fn plain_cut(source: &Source, len: u64, cell: u64) -> Option<Cut> {
    let (start, next) = (cell_start(cell), cell_start(cell + 1));
    let base = start.saturating_sub(BACK);
    let window = source.read(base..next.min(len)).ok()?;
    let mut finder = Finder::new(cell);
    let into = (start - base) as usize;
    let is_start = |byte: &u8| byte & 0xc0 != 0x80;
    let border = window.iter().skip(into).take(4).position(is_start);
    finder.offer(Rank::Character, start + border.unwrap_or(0) as u64, || None);
    let mut line = memchr::memrchr(b'\n', &window[..into.saturating_sub(1)]).map_or(0, |at| at + 1);
    while let Some(end) = line_start(&window[line..]).map(|length| line + length)
        && end < window.len()
        && finder.first().is_none()
    {
        let is_blank = window[line..end].trim_ascii().is_empty();
        let rank = if is_blank { Rank::Block } else { Rank::Line };
        finder.offer(rank, base + end as u64, || None);
        line = end;
    }
    if base + window.len() as u64 >= next {
        finder.pass(next);
    }
    finder.first().cloned()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::super::{
        cuts::{cell_of, cell_start},
        from_bytes,
    };
    use crate::model::{BlockKind, Chunks as _, Format};

    /// Cuts made without an index, and by it.
    fn cuts(text: &str) -> (Vec<Option<u64>>, Vec<Option<u64>>) {
        let library = from_bytes("a.md", text.as_bytes().to_vec(), Some(Format::Markdown));
        let (source, len) = (library.parser.source(), text.len() as u64);
        let returns = super::Returns::AreSpaces;
        let cells = 0..=cell_of(len);
        let local = cells
            .clone()
            .map(|cell| super::markdown_cut(source, len, cell, returns));
        let known = cells.map(|cell| library.parser.index.cut(source, cell));
        (
            local.map(|cut| Some(cut?.at)).collect(),
            known.map(|cut| Some(cut?.at)).collect(),
        )
    }

    #[test]
    fn a_jump_before_the_index_finds_the_same_cuts() {
        let prose = "## A\n\nSome words of prose, and *more*.\n\n- one\n- two\n\n> said\n\n";
        let code = format!("{prose}```rust\n{}```\n\n", "# let a = 1;\n\n".repeat(300));
        for text in [prose.repeat(2000), code.repeat(60)] {
            let (local, known) = cuts(&text);
            assert_eq!(local, known);
            assert!(known.len() > 4 && known[..known.len() - 1].iter().all(Option::is_some));
        }
    }

    #[test]
    fn a_torn_block_goes_on_in_the_next_chunk() {
        let cases = [
            ("```\n", "code code\n", BlockKind::Code(None)),
            ("| a | b |\n|---|---|\n", "| c | d |\n", BlockKind::Table(0)),
            ("", "words and words\n", BlockKind::Paragraph),
            ("<pre>\n", "a\n\nb\n", BlockKind::Code(None)),
            ("<div>\n", "words <b>and</b> words\n", BlockKind::Paragraph),
        ];
        for (head, line, kind) in cases {
            let text = head.to_owned() + &line.repeat(100_000 / line.len());
            let library = from_bytes("a.md", text.into_bytes(), Some(Format::Markdown));
            let chunk = library.chunk_at(50_000);
            let block = &chunk.blocks[0];
            assert_eq!(
                (block.kind, block.is_continuation),
                (kind, true),
                "{head:?}"
            );
            let line = line.lines().next().unwrap().replace(" | ", "\n");
            let line = line
                .trim_matches(['|', ' '])
                .replace("<b>", "")
                .replace("</b>", "");
            assert!(chunk.text.as_str().contains(&line), "{line:?}");
            assert!(chunk.source.start > cell_start(1));
        }
    }

    #[test]
    fn an_item_in_which_a_list_is_cut_keeps_its_number() {
        let mut text = String::new();
        for number in 1..9000 {
            writeln!(text, "{number}. item").expect("a string takes all");
        }
        let library = from_bytes("a.md", text.into_bytes(), Some(Format::Markdown));
        let chunk = library.chunk_at(40_000);
        let first = chunk.blocks[0].container.unwrap() as usize;
        let shown = format!("{:?}", chunk.containers[first].kind);
        let source = &chunk.blocks[0].source;
        let raw = library
            .parser
            .source()
            .read(source.start - 8..source.end)
            .unwrap();
        let raw = String::from_utf8_lossy(&raw).into_owned();
        let number = raw
            .rsplit_once(". item")
            .unwrap()
            .0
            .rsplit('\n')
            .next()
            .unwrap()
            .to_owned();
        assert!(
            shown.contains(&format!("Some({number})")),
            "{shown} {raw:?}"
        );
        assert!(!chunk.blocks[0].is_continuation);
    }
}
