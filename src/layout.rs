//! Blocks to rows of terminal cells at one width.
//!
//! [`Layout`] lays a block out when it comes near the screen and keeps it while it stays there;
//! [`viewport`] walks over the rows. Nothing here knows how long the document is.

pub mod table;
pub mod viewport;
pub mod wrap;

use std::{collections::HashMap, ops::Range, rc::Rc};

use crate::{
    model::{Alert, Aside, Block, BlockKind, Chunk, Container, ContainerKind, block::Align},
    text::{CleanString, cells},
};

pub use viewport::{Viewport, VisibleRow};

/// Blocks kept before all are forgotten: many screens' worth.
const KEPT: usize = 2048;
/// Cells between the columns of a table.
const COLUMN_GAP: usize = 2;
/// Narrowest column of text, in cells, however deep it is nested.
const NARROWEST: usize = 8;

/// Rows of blocks at one width, kept for blocks near the screen.
#[derive(Debug)]
pub struct Layout {
    width: usize,
    shows_aside: bool,
    kept: HashMap<(u64, usize), Rc<BlockRows>>,
}

/// One block as rows, the blank rows above it included.
#[derive(Debug, Default, PartialEq)]
pub struct BlockRows {
    /// From the top; empty for a block that is folded away.
    pub rows: Vec<Row>,
    /// What stands at the left of every row that is no gap.
    pub prefix: Prefix,
}

/// One terminal row.
#[derive(Debug, PartialEq)]
pub struct Row {
    /// Bytes of the chunk's text: what the row shows, or the place it stands at.
    pub text: Range<u32>,
    /// What is drawn.
    pub content: Content,
}

/// What is drawn in a row.
#[derive(Debug, PartialEq)]
pub enum Content {
    /// Nothing: the space above a block.
    Gap,
    /// The row's text, behind the prefix and `indent` more cells.
    Text {
        /// Cells.
        indent: usize,
    },
    /// Cells of a table.
    Cells {
        /// Each with the cell it starts at, counted behind the prefix.
        parts: Vec<(usize, Range<u32>)>,
        /// Does it belong to the head of the table?
        is_head: bool,
    },
    /// A horizontal line of so many cells.
    Line(usize),
    /// Words of the program's own in place of, or above, the text.
    Label(CleanString),
}

/// What stands at the left of a block: bars of quotes, the mark of a list item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prefix {
    /// Cells it takes.
    pub width: usize,
    /// Cells at which a quote's bar stands, on every row.
    pub bars: Vec<usize>,
    /// How many of the bars run on from the block above: they stand in the gap between, too.
    pub running: usize,
    /// Drawn once, on the first row of text, at its cell.
    pub mark: Option<(usize, CleanString)>,
}

impl Layout {
    /// An empty layout, `width` cells wide.
    pub fn new(width: usize) -> Self {
        Self {
            width: width.max(1),
            shows_aside: false,
            kept: HashMap::new(),
        }
    }

    /// Cells a row may take.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Is text that was set aside shown?
    pub fn shows_aside(&self) -> bool {
        self.shows_aside
    }

    /// Lays out at another width from now on.
    pub fn set_width(&mut self, width: usize) {
        if self.width != width.max(1) {
            self.width = width.max(1);
            self.forget();
        }
    }

    /// Shows or folds away what was set aside from now on.
    pub fn set_shows_aside(&mut self, shows_aside: bool) {
        self.shows_aside = shows_aside;
        self.forget();
    }

    /// Forgets every row, for instance because the chunks are cut anew.
    pub fn forget(&mut self) {
        self.kept.clear();
    }

    /// The rows of block number `block` of `chunk`.
    pub fn rows(&mut self, chunk: &Chunk, block: usize) -> Rc<BlockRows> {
        let key = (chunk.source.start, block);
        if let Some(rows) = self.kept.get(&key) {
            return Rc::clone(rows);
        }
        if self.kept.len() >= KEPT {
            self.forget();
        }
        let rows = Rc::new(self.lay_out(chunk, block));
        self.kept.insert(key, Rc::clone(&rows));
        rows
    }

    fn lay_out(&self, chunk: &Chunk, number: usize) -> BlockRows {
        let block = &chunk.blocks[number];
        if block.aside.is_some() && !self.shows_aside {
            return fold(chunk, number);
        }
        let prefix = prefix(chunk, number, self.width);
        let gap = gap(chunk, number, self.shows_aside);
        let width = self.width.saturating_sub(prefix.width).max(1);
        let at = block.text.start..block.text.start;
        let mut rows: Vec<Row> = (0..gap)
            .map(|_| Row {
                text: at.clone(),
                content: Content::Gap,
            })
            .collect();
        rows.extend(label(chunk, number).map(|label| Row {
            text: at,
            content: Content::Label(label),
        }));
        match block.kind {
            BlockKind::Table(table) => table_rows(chunk, block, table as usize, width, &mut rows),
            BlockKind::Rule => {
                rows.push(Row {
                    text: block.text.clone(),
                    content: Content::Line(width.min(24)),
                });
            }
            BlockKind::Code(_) | BlockKind::Verbatim => {
                text_rows(chunk, &block.text, 2, width, &mut rows);
            }
            _ => text_rows(chunk, &block.text, 0, width, &mut rows),
        }
        BlockRows { rows, prefix }
    }
}

/// Rows of wrapped text, `indent` cells in.
fn text_rows(chunk: &Chunk, text: &Range<u32>, indent: usize, width: usize, rows: &mut Vec<Row>) {
    let content = chunk.text.slice(text.start as usize..text.end as usize);
    let width = width.saturating_sub(indent).max(1);
    rows.extend(
        wrap::rows(content.as_str(), width, width)
            .into_iter()
            .map(|row| Row {
                text: text.start + row.start as u32..text.start + row.end as u32,
                content: Content::Text { indent },
            }),
    );
}

/// The one row that stands for a run of folded blocks, at the first of the run; else nothing. The
/// title said again is not worth a row.
fn fold(chunk: &Chunk, number: usize) -> BlockRows {
    let starts =
        is_folded(&chunk.blocks[number]) && (number == 0 || !is_folded(&chunk.blocks[number - 1]));
    if !starts {
        return BlockRows::default();
    }
    let run = chunk.blocks[number..]
        .iter()
        .take_while(|block| is_folded(block));
    let lines = run
        .clone()
        .map(|block| chunk.block_text(block).lines().count())
        .sum();
    let at = chunk.blocks[number].text.start..chunk.blocks[number].text.start;
    let words = set_aside_words(lines, run.filter_map(|block| block.aside));
    let gap = Row {
        text: at.clone(),
        content: Content::Gap,
    };
    let label = Row {
        text: at,
        content: Content::Label(words),
    };
    let is_first = number == 0 && chunk.source.start == 0;
    BlockRows {
        rows: if is_first {
            vec![label]
        } else {
            vec![gap, label]
        },
        prefix: Prefix::default(),
    }
}

/// Does a row stand for the block, and those like it beside it, when what was set aside is folded?
fn is_folded(block: &Block) -> bool {
    block
        .aside
        .is_some_and(|aside| aside != Aside::DuplicateTitle)
}

/// "⋯ 5 lines set aside: related posts, cookie note": each kind named once, in order.
pub fn set_aside_words(lines: usize, asides: impl Iterator<Item = Aside>) -> CleanString {
    let mut kinds: Vec<&str> = Vec::new();
    for words in asides.map(aside_words) {
        if !kinds.contains(&words) {
            kinds.push(words);
        }
    }
    let noun = if lines == 1 { "line" } else { "lines" };
    CleanString::from_raw(&format!("⋯ {lines} {noun} set aside: {}", kinds.join(", ")))
}

fn aside_words(aside: Aside) -> &'static str {
    match aside {
        Aside::Related => "related posts",
        Aside::Cookie => "cookie note",
        Aside::Nav => "menu",
        Aside::Share => "share bar",
        Aside::Subscribe => "newsletter box",
        Aside::Ad => "advertisement",
        Aside::Copyright => "copyright note",
        Aside::Comments => "comments",
        Aside::PageHeader => "page header",
        Aside::DuplicateTitle => "title again",
        Aside::Quoted => "earlier mail",
        Aside::Other => "page furniture",
    }
}

/// Blank rows above a block.
fn gap(chunk: &Chunk, number: usize, shows_aside: bool) -> usize {
    let block = &chunk.blocks[number];
    let before = chunk.blocks[..number]
        .iter()
        .rev()
        .find(|block| shows_aside || block.aside.is_none());
    if block.is_continuation {
        return 0;
    }
    let above = number.checked_sub(1).map(|above| &chunk.blocks[above]);
    let is_after_fold = !shows_aside && above.is_some_and(is_folded);
    let Some(before) = before else {
        let is_after = is_after_fold || chunk.source.start > 0;
        return usize::from(is_after && !is_tight_item(chunk, block));
    };
    let usual = match (before.kind, block.kind) {
        (BlockKind::Title | BlockKind::Standfirst | BlockKind::Meta, BlockKind::Meta) => 0,
        (BlockKind::Heading { .. }, _) => 1,
        (_, BlockKind::Heading { level, .. }) if level <= 2 => 2,
        _ if is_tight_item(chunk, block) && before.container.is_some() => 0,
        _ => 1,
    };
    usual.max(usize::from(is_after_fold))
}

/// Does the block stand in a list whose items follow without blank lines?
fn is_tight_item(chunk: &Chunk, block: &Block) -> bool {
    block.container.is_some_and(|container| {
        matches!(
            chunk.containers[container as usize].kind,
            ContainerKind::Item {
                is_loose: false,
                ..
            }
        )
    })
}

/// The name of an alert, above its first block.
fn label(chunk: &Chunk, number: usize) -> Option<CleanString> {
    let container = chunk.blocks[number].container?;
    let ContainerKind::Alert(alert) = chunk.containers[container as usize].kind else {
        return None;
    };
    let is_first = number == 0 || chunk.blocks[number - 1].container != Some(container);
    is_first.then(|| {
        CleanString::from_raw(match alert {
            Alert::Note => "Note",
            Alert::Tip => "Tip",
            Alert::Important => "Important",
            Alert::Warning => "Warning",
            Alert::Caution => "Caution",
        })
    })
}

/// What stands at the left of block `number`; never so wide that no text fits beside it.
fn prefix(chunk: &Chunk, number: usize, width: usize) -> Prefix {
    let mut path = Vec::new();
    let mut at = chunk.blocks[number].container;
    while let Some(index) = at {
        path.push(index);
        at = chunk.containers[index as usize].parent;
    }
    let mut prefix = Prefix::default();
    for index in path.into_iter().rev() {
        let container = &chunk.containers[index as usize];
        let mark = item_mark(container);
        let is_bar = matches!(
            container.kind,
            ContainerKind::Quote | ContainerKind::Alert(_)
        );
        let needs = if is_bar { 2 } else { cells(mark.as_str()) + 1 };
        if prefix.width + needs + NARROWEST > width {
            break;
        }
        if is_bar {
            prefix.bars.push(prefix.width);
            prefix.running += usize::from(!is_first_in(chunk, number, index));
        } else {
            let is_first =
                !chunk.blocks[number].is_continuation && is_first_in(chunk, number, index);
            prefix.mark = if is_first {
                Some((prefix.width, mark))
            } else {
                None
            };
        }
        prefix.width += needs;
    }
    prefix
}

/// Is block `number` the first that stands in container `index`, at any depth?
fn is_first_in(chunk: &Chunk, number: usize, index: u32) -> bool {
    let Some(before) = number.checked_sub(1) else {
        return true;
    };
    let mut at = chunk.blocks[before].container;
    while let Some(container) = at {
        if container == index {
            return false;
        }
        at = chunk.containers[container as usize].parent;
    }
    true
}

fn item_mark(container: &Container) -> CleanString {
    match &container.kind {
        ContainerKind::Item {
            task: Some(true), ..
        } => CleanString::from_raw("✓"),
        ContainerKind::Item {
            task: Some(false), ..
        } => CleanString::from_raw("☐"),
        ContainerKind::Item {
            number: Some(number),
            ..
        } => CleanString::from_raw(&format!("{number}.")),
        ContainerKind::Item { .. } => CleanString::from_raw("•"),
        ContainerKind::Footnote(label) => CleanString::from_raw(&format!("[{label}]")),
        ContainerKind::Quote | ContainerKind::Alert(_) => CleanString::new(),
    }
}

/// Rows of a table: columns side by side, or one line a cell where it is too wide for that.
fn table_rows(chunk: &Chunk, block: &Block, index: usize, width: usize, rows: &mut Vec<Row>) {
    let table = &chunk.tables[index];
    let text = |cell: &Range<u32>| {
        chunk
            .text
            .slice(cell.start as usize..cell.end as usize)
            .as_str()
    };
    let texts: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(text).collect())
        .collect();
    let Some(widths) = table::widths(&texts, COLUMN_GAP, width) else {
        return stacked_rows(chunk, block, index, width, rows);
    };
    for (number, row) in table.rows.iter().enumerate() {
        let is_head = number == 0 && table.has_head;
        cell_rows(chunk, row, &widths, &table.columns, is_head, rows);
        if is_head {
            let at = row.last().map_or(block.text.start, |cell| cell.end);
            let total = widths.iter().sum::<usize>() + COLUMN_GAP * widths.len().saturating_sub(1);
            rows.push(Row {
                text: at..at,
                content: Content::Line(total),
            });
        }
    }
}

/// The rows of one table row, as many as its tallest cell has.
fn cell_rows(
    chunk: &Chunk,
    row: &[Range<u32>],
    widths: &[usize],
    aligns: &[Align],
    is_head: bool,
    rows: &mut Vec<Row>,
) {
    let texts: Vec<&str> = row
        .iter()
        .map(|cell| {
            chunk
                .text
                .slice(cell.start as usize..cell.end as usize)
                .as_str()
        })
        .collect();
    for line in table::cell_rows(&texts, widths) {
        let mut x = 0;
        let mut parts = Vec::with_capacity(widths.len());
        for (column, width) in widths.iter().enumerate() {
            let (Some(cell), Some(part)) = (row.get(column), line.get(column)) else {
                break;
            };
            let free = width.saturating_sub(cells(&texts[column][part.clone()]));
            let shift = match aligns.get(column) {
                Some(Align::Right) => free,
                Some(Align::Center) => free / 2,
                _ => 0,
            };
            parts.push((
                x + shift,
                cell.start + part.start as u32..cell.start + part.end as u32,
            ));
            x += width + COLUMN_GAP;
        }
        let start = parts
            .iter()
            .map(|(_, part)| part.start)
            .min()
            .unwrap_or_default();
        let end = parts
            .iter()
            .map(|(_, part)| part.end)
            .max()
            .unwrap_or(start);
        rows.push(Row {
            text: start..end,
            content: Content::Cells { parts, is_head },
        });
    }
}

/// A table too wide for columns: each cell on rows of its own, a blank row between table rows.
fn stacked_rows(chunk: &Chunk, block: &Block, index: usize, width: usize, rows: &mut Vec<Row>) {
    let table = &chunk.tables[index];
    for (number, row) in table.rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            text_rows(chunk, cell, if column == 0 { 0 } else { 2 }, width, rows);
        }
        if number + 1 < table.rows.len() {
            let at = row.last().map_or(block.text.start, |cell| cell.end);
            rows.push(Row {
                text: at..at,
                content: Content::Gap,
            });
        }
    }
}
