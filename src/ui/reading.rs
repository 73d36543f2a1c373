//! The pane in the middle: the rows of text on the screen, with everything marked in them.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Role, Theme, View as Screen, paint};
use crate::{
    layout::{Content, VisibleRow},
    model::{BlockKind, Chunk, Mark},
    text::Clean,
};

/// The rows on the screen and what is marked in them.
#[derive(Debug, Default)]
pub struct View<'a> {
    /// From the top.
    pub rows: &'a [VisibleRow],
    /// Statistics and matches in those rows; a later one lies over an earlier one.
    pub highlights: Vec<Highlight>,
}

/// A run of text that is marked for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Source offset of the chunk.
    pub chunk: u64,
    /// Bytes of the chunk's text.
    pub text: Range<u32>,
    /// How it is shown.
    pub role: Role,
}

/// Draws the rows into the column.
pub fn draw(buffer: &mut Buffer, column: Rect, screen: &Screen<'_>) {
    for (y, row) in (column.top()..column.bottom()).zip(screen.reading.rows) {
        draw_row(
            buffer,
            Rect {
                y,
                height: 1,
                ..column
            },
            row,
            &screen.reading.highlights,
            screen.theme,
        );
    }
}

/// Draws one row into `area`, with what is marked in it.
pub fn draw_row(
    buffer: &mut Buffer,
    area: Rect,
    visible: &VisibleRow,
    highlights: &[Highlight],
    theme: &Theme,
) {
    let row = visible.row();
    let width = draw_prefix(buffer, area, visible, theme);
    let behind = |cells: usize| {
        let shift = (width + cells as u16).min(area.width);
        Rect {
            x: area.x + shift,
            width: area.width - shift,
            ..area
        }
    };
    match &row.content {
        Content::Gap => {}
        Content::Line(cells) => {
            let room = behind(0);
            paint::rule_across(
                buffer,
                room.x,
                room.y,
                (*cells as u16).min(room.width),
                theme.style(Role::Rule),
            );
        }
        Content::Label(words) => {
            let room = behind(0);
            paint::put(
                buffer,
                room.x,
                room.y,
                room.width,
                words.as_clean(),
                theme.style(Role::Muted),
            );
        }
        Content::Text { indent } => {
            let base = block_style(visible, theme);
            draw_text(
                buffer,
                behind(*indent),
                &visible.chunk,
                &row.text,
                base,
                highlights,
                theme,
            );
        }
        Content::Cells { parts, is_head } => {
            let base = if *is_head {
                theme.style(Role::Strong)
            } else {
                block_style(visible, theme)
            };
            for (shift, text) in parts {
                draw_text(
                    buffer,
                    behind(*shift),
                    &visible.chunk,
                    text,
                    base,
                    highlights,
                    theme,
                );
            }
        }
    }
}

/// Draws bars and the mark of a list item, and gives the cells they take.
fn draw_prefix(buffer: &mut Buffer, area: Rect, visible: &VisibleRow, theme: &Theme) -> u16 {
    let prefix = &visible.rows.prefix;
    let room = |x: usize| area.width.saturating_sub(x as u16);
    let bars = if visible.is_gap() {
        prefix.running
    } else {
        prefix.bars.len()
    };
    for &x in &prefix.bars[..bars] {
        paint::put(
            buffer,
            area.x + x as u16,
            area.y,
            room(x),
            Clean::literal("▎"),
            theme.style(Role::Accent),
        );
    }
    if let (Some((x, mark)), true) = (&prefix.mark, visible.is_block_start()) {
        paint::put(
            buffer,
            area.x + *x as u16,
            area.y,
            room(*x),
            mark.as_clean(),
            theme.style(Role::Muted),
        );
    }
    prefix.width as u16
}

/// Draws a run of the chunk's text with its marks and highlights.
fn draw_text(
    buffer: &mut Buffer,
    area: Rect,
    chunk: &Chunk,
    text: &Range<u32>,
    base: Style,
    highlights: &[Highlight],
    theme: &Theme,
) {
    let mut runs: Vec<(Range<u32>, Style)> = Vec::new();
    runs.extend(
        chunk
            .inlines_in(text.clone())
            .map(|inline| (inline.text.clone(), theme.style(mark_role(inline.mark)))),
    );
    let touches = |highlight: &&Highlight| {
        highlight.chunk == chunk.source.start
            && highlight.text.start < text.end
            && highlight.text.end > text.start
    };
    let highlights = highlights.iter().filter(touches);
    runs.extend(highlights.map(|highlight| (highlight.text.clone(), theme.style(highlight.role))));
    let words = chunk.text.slice(text.start as usize..text.end as usize);
    let shown = words.slice(0..words.as_str().trim_end_matches(['\n', ' ']).len());
    paint::put_styled(buffer, area.x, area.y, area.width, shown, |byte| {
        let at = text.start + byte as u32;
        let covers = |(run, _): &&(Range<u32>, Style)| run.contains(&at);
        runs.iter()
            .filter(covers)
            .fold(base, |style, (_, over)| style.patch(*over))
    });
}

fn block_style(visible: &VisibleRow, theme: &Theme) -> Style {
    let block = &visible.chunk.blocks[visible.block];
    theme.style(match block.kind {
        _ if block.aside.is_some() => Role::Muted,
        BlockKind::Title => Role::Title,
        BlockKind::Heading {
            confidence: 0..128, ..
        } => Role::DoubtfulHeading,
        BlockKind::Heading { .. } => Role::Heading,
        BlockKind::Standfirst => Role::Emphasis,
        BlockKind::Meta | BlockKind::Html => Role::Muted,
        BlockKind::Paragraph
        | BlockKind::Code(_)
        | BlockKind::Verbatim
        | BlockKind::Table(_)
        | BlockKind::Rule => Role::Text,
    })
}

fn mark_role(mark: Mark) -> Role {
    match mark {
        Mark::Emphasis => Role::Emphasis,
        Mark::Strong => Role::Strong,
        Mark::Strikethrough => Role::Strikethrough,
        Mark::Code => Role::Code,
        Mark::Link(_) | Mark::Image(_) => Role::Link,
        Mark::FootnoteReference | Mark::Html => Role::Muted,
    }
}
