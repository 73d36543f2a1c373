//! The text as it is shown, to a pipe or a file.

use std::{
    io::{self, Write},
    ops::Range,
};

use crate::{
    layout::{
        Layout,
        viewport::{Rows, VisibleRow},
    },
    model::{Chunks, Document, Position, SectionId},
    ui::{self, Theme},
};

/// How the text is printed.
#[derive(Debug, Default)]
pub struct Options {
    /// Cells of the widest row.
    pub width: u16,
    /// The styles; none are printed without.
    pub theme: Option<Theme>,
    /// Is what was set aside printed, too?
    pub shows_aside: bool,
    /// The source span printed; everything without.
    pub section: Option<Range<u64>>,
}

/// Prints the rows of `chunks`, one a line.
///
/// # Errors
/// When `out` cannot be written to.
pub fn print(out: &mut dyn Write, chunks: &dyn Chunks, options: &Options) -> io::Result<()> {
    rows(chunks, options, |_, words| writeln!(out, "{words}"))
}

/// Gives each row of `chunks` with what is printed of it, without the line end.
///
/// # Errors
/// Those of `each`, which end it.
pub fn rows(
    chunks: &dyn Chunks,
    options: &Options,
    mut each: impl FnMut(&VisibleRow, &str) -> io::Result<()>,
) -> io::Result<()> {
    let mut layout = Layout::new(usize::from(options.width));
    layout.set_shows_aside(options.shows_aside);
    let mut rows = Rows {
        layout: &mut layout,
        chunks,
    };
    let start = options.section.as_ref().map_or(0, |section| section.start);
    let chunk = chunks.chunk_at(start);
    let position = chunk.position(chunk.text_span(start..start + 1).start);
    let mut at = if start == 0 {
        rows.at(Position::default())
    } else {
        rows.at(position)
    };
    while let Some(row) = at {
        if is_past(&row, options.section.as_ref()) {
            break;
        }
        let words = ui::ansi::row(&row, options.width, options.theme.as_ref());
        each(&row, &words)?;
        at = rows.next(&row);
    }
    Ok(())
}

fn is_past(row: &VisibleRow, section: Option<&Range<u64>>) -> bool {
    section.is_some_and(|section| row.chunk.blocks[row.block].source.start >= section.end)
}

/// Source span of the first section of that name; case is of no matter.
pub fn find_section(document: &Document, name: &str) -> Option<Range<u64>> {
    let wanted = name.trim().to_lowercase();
    let outline = &document.outline;
    let is_it = |id: &usize| outline.name(*id as SectionId).as_str().to_lowercase() == wanted;
    let id = (0..outline.len()).find(is_it)?;
    Some(outline.section(id as SectionId).source)
}
