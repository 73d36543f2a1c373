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
    let prefix = draw_prefix(buffer, area, visible, theme);
    let area = paint::behind(area, prefix);
    let row = visible.row();
    let mut draw_text = |shift: usize, text: &Range<u32>, base: Style| {
        let marks = marks(&visible.chunk, text, highlights, theme);
        let area = paint::behind(area, shift);
        draw_marked(buffer, area, &visible.chunk, text, base, &marks);
    };
    match &row.content {
        Content::Gap => {}
        Content::Line(cells) => {
            let width = area.width.min(*cells as u16);
            paint::rule_across(buffer, area.x, area.y, width, theme.style(Role::Rule));
        }
        Content::Label(words) => {
            paint::put_in(buffer, area, words.as_clean(), theme.style(Role::Muted));
        }
        Content::Text { indent } => draw_text(*indent, &row.text, block_style(visible, theme)),
        Content::Cells { parts, is_head } => {
            let base = if *is_head {
                theme.style(Role::Strong)
            } else {
                block_style(visible, theme)
            };
            for (shift, text) in parts {
                draw_text(*shift, text, base);
            }
        }
    }
}

/// Draws bars and the mark of a list item, and gives the cells they take.
fn draw_prefix(buffer: &mut Buffer, area: Rect, visible: &VisibleRow, theme: &Theme) -> usize {
    let prefix = &visible.rows.prefix;
    let bars = if visible.is_gap() {
        prefix.running
    } else {
        prefix.bars.len()
    };
    for &x in &prefix.bars[..bars] {
        let bar = Clean::literal("▎");
        paint::put_in(
            buffer,
            paint::behind(area, x),
            bar,
            theme.style(Role::Accent),
        );
    }
    if let (Some((x, mark)), true) = (&prefix.mark, visible.is_block_start()) {
        let style = theme.style(Role::Muted);
        paint::put_in(buffer, paint::behind(area, *x), mark.as_clean(), style);
    }
    prefix.width
}

/// The styles that lie over a run of the chunk's text: its marks, and over them its highlights.
fn marks(
    chunk: &Chunk,
    text: &Range<u32>,
    highlights: &[Highlight],
    theme: &Theme,
) -> Vec<(Range<u32>, Style)> {
    let inlines = chunk.inlines_in(text.clone());
    let inlines = inlines.map(|inline| (inline.text.clone(), theme.style(mark_role(inline.mark))));
    let touches = |highlight: &&Highlight| {
        highlight.chunk == chunk.source.start
            && highlight.text.start < text.end
            && highlight.text.end > text.start
    };
    let highlights = highlights.iter().filter(touches);
    let highlights = highlights.map(|over| (over.text.clone(), theme.style(over.role)));
    inlines.chain(highlights).collect()
}

/// Draws a run of the chunk's text in the style `base`, with those of `marks` over it.
fn draw_marked(
    buffer: &mut Buffer,
    area: Rect,
    chunk: &Chunk,
    text: &Range<u32>,
    base: Style,
    marks: &[(Range<u32>, Style)],
) {
    let words = chunk.text.slice(text.start as usize..text.end as usize);
    let shown = words.slice(0..words.as_str().trim_end_matches(['\n', ' ']).len());
    paint::put_styled(buffer, area.x, area.y, area.width, shown, |byte| {
        let at = text.start + byte as u32;
        let over = marks.iter().filter(|(run, _)| run.contains(&at));
        over.fold(base, |style, (_, over)| style.patch(*over))
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
