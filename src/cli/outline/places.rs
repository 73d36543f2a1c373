//! Where things stand: in the file, or, when it was turned into other text, in what `briefing text`
//! prints of it, since nobody else has that text.

use std::{io, ops::Range};

use super::lines::LineNumbers;
use crate::{
    cli::text::{self, Options},
    layout::viewport::VisibleRow,
    load::Parser,
    model::{BlockKind, Chunks, Document},
};

/// What ranges and line numbers count in.
#[derive(Debug)]
pub enum Places<'a> {
    /// Bytes of the file.
    Source(&'a Parser),
    /// Bytes of what is printed.
    Printed(Printed),
}

impl<'a> Places<'a> {
    /// Those of `document`; it is printed in rows of `width` cells.
    pub fn of(
        document: &Document,
        parser: &'a Parser,
        chunks: &dyn Chunks,
        width: u16,
    ) -> io::Result<Self> {
        if document.is_converted {
            Printed::new(chunks, width).map(Self::Printed)
        } else {
            Ok(Self::Source(parser))
        }
    }

    /// What is counted in, as the schema names it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Source(_) => "source",
            Self::Printed(_) => "text",
        }
    }

    /// Bytes in all.
    pub fn len(&self) -> u64 {
        match self {
            Self::Source(parser) => parser.source().len(),
            Self::Printed(printed) => printed.len,
        }
    }

    /// Where a source span stands.
    pub fn range(&self, span: &Range<u64>) -> Range<u64> {
        match self {
            Self::Source(_) => span.clone(),
            Self::Printed(printed) => printed.range(span),
        }
    }

    /// Line and range of the title, given where the document has it.
    pub fn title(&self, span: Option<&Range<u64>>) -> io::Result<Option<(u64, Range<u64>)>> {
        match (self, span) {
            (Self::Printed(printed), _) => Ok(printed.title.clone()),
            (Self::Source(_), Some(span)) => {
                let line = self.lines().of_heading(span)?;
                Ok(Some((line, span.clone())))
            }
            (Self::Source(_), None) => Ok(None),
        }
    }

    /// Line numbers, asked for in order of the source.
    pub fn lines(&self) -> Lines<'_> {
        match self {
            Self::Source(parser) => {
                let known = parser.index().heading_lines();
                Lines::Source(LineNumbers::known(parser.source(), known))
            }
            Self::Printed(printed) => Lines::Printed(printed),
        }
    }
}

/// Numbers of lines, from 1.
#[derive(Debug)]
pub enum Lines<'a> {
    /// Of the file.
    Source(LineNumbers<'a>),
    /// Of what is printed.
    Printed(&'a Printed),
}

impl Lines<'_> {
    /// The line of source offset `at`.
    pub fn of(&mut self, at: u64) -> io::Result<u64> {
        match self {
            Self::Source(numbers) => numbers.of(at),
            Self::Printed(printed) => Ok(printed.line(at)),
        }
    }

    /// The line of the words of a heading: below a rule over it.
    pub fn of_heading(&mut self, heading: &Range<u64>) -> io::Result<u64> {
        match self {
            Self::Source(numbers) => numbers.of_words(heading),
            Self::Printed(printed) => Ok(printed.line(heading.start)),
        }
    }
}

/// The rows that `briefing text` prints, without their words.
#[derive(Debug, Default)]
pub struct Printed {
    rows: Vec<Row>,
    /// Line and bytes of the title.
    title: Option<(u64, Range<u64>)>,
    len: u64,
}

#[derive(Debug)]
struct Row {
    /// Source offset of its first byte, and of the end of its block.
    source: Range<u64>,
    /// Bytes of what is printed, the line end included.
    printed: Range<u64>,
    line: u64,
}

impl Printed {
    fn new(chunks: &dyn Chunks, width: u16) -> io::Result<Self> {
        let options = Options {
            width,
            ..Options::default()
        };
        let mut printed = Self::default();
        let mut line = 0;
        text::rows(chunks, &options, |row, words| {
            line += 1;
            let start = printed.len;
            printed.len += words.len() as u64 + 1;
            if !row.is_gap() {
                printed.add(row, line, start..printed.len);
            }
            Ok(())
        })?;
        Ok(printed)
    }

    fn add(&mut self, row: &VisibleRow, line: u64, bytes: Range<u64>) {
        if row.chunk.blocks[row.block].kind == BlockKind::Title {
            let start = self.title.take().unwrap_or((line, bytes.clone()));
            self.title = Some((start.0, start.1.start..bytes.end));
        }
        let source = source_of(row);
        // Front matter stands above the title it gives, and is shown below it.
        let before = self.rows.last().map_or(0, |last| last.source.start);
        self.rows.push(Row {
            source: source.start.max(before)..source.end.max(before),
            printed: bytes,
            line,
        });
    }

    /// The row in which source offset `at` stands, or the next one; the last for what lies behind all.
    fn row(&self, at: u64) -> usize {
        let after = self.rows.partition_point(|row| row.source.start <= at);
        let row = after.saturating_sub(1);
        let is_over = self.rows.get(row).is_some_and(|row| row.source.end <= at);
        (row + usize::from(is_over)).min(self.rows.len().saturating_sub(1))
    }

    fn range(&self, span: &Range<u64>) -> Range<u64> {
        let end = self.rows.partition_point(|row| row.source.start < span.end);
        let Some(last) = end.checked_sub(1) else {
            return 0..0;
        };
        // What is folded away has one row with what stands before it.
        let first = self.row(span.start).min(last);
        self.rows[first].printed.start..self.rows[last].printed.end
    }

    fn line(&self, at: u64) -> u64 {
        self.rows.get(self.row(at)).map_or(1, |row| row.line)
    }
}

/// From where a row begins in the source to the end of its block.
fn source_of(row: &VisibleRow) -> Range<u64> {
    let block = &row.chunk.blocks[row.block];
    let start = if row.is_block_start() {
        block.source.start
    } else {
        row.chunk.source_at(row.row().text.start)
    };
    start..block.source.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        load::from_bytes,
        model::{Format, SectionId},
    };

    #[test]
    fn what_was_converted_is_found_in_what_is_printed() {
        let words = "The river rose by a hand before night fell on the town, the keeper said. ";
        let page = format!(
            "<html><head><title>The River</title></head><body><p>{0}</p><h2>Boats</h2><p>{0}</p>\
             <h2>Related articles</h2><ul><li><a href=/a>Ten walks</a></ul><p>We use cookies.</p></body></html>",
            words.repeat(4)
        );
        let library = from_bytes("a.html", page.into_bytes(), Some(Format::Html));
        let mut out = Vec::new();
        let options = Options {
            width: 40,
            ..Options::default()
        };
        text::print(&mut out, &library, &options).unwrap();
        let out = String::from_utf8(out).unwrap();
        let document = library.document();
        let source = library.parser().source().len();
        let printed = Printed::new(&library, 40).unwrap();
        assert_eq!(printed.len, out.len() as u64);
        let shown = |span: &Range<u64>| {
            let range = printed.range(span);
            &out[range.start as usize..range.end as usize]
        };
        assert_eq!(shown(&(0..source)), out);
        let (line, title) = printed.title.clone().unwrap();
        assert_eq!((line, &out[..title.end as usize]), (1, "The River\n"));
        assert!(shown(&document.meta.source[0]).starts_with("The River\n"));
        let id = document.outline.len() as SectionId - 1;
        let section = document.outline.section(id);
        assert_eq!(shown(&section.heading()), "Boats\n");
        assert!(shown(&section.source).starts_with("Boats\n\nThe river rose"));
        let line = printed.line(section.source.start) as usize;
        assert_eq!(out.lines().nth(line - 1), Some("Boats"));
        for aside in document.set_aside.iter() {
            assert!(shown(&aside.source).starts_with("⋯ 3 lines set aside"));
        }
        assert_eq!(document.set_aside.len(), 2);
    }
}
