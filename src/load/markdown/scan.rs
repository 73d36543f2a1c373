//! Finds the blocks of Markdown line by line, without parsing what stands in them.
//!
//! Goes over the source once, in windows, and keeps nothing but the quotes, items and notes that are
//! open and the kind of block it is in. It finds what the index needs: headings, definitions and
//! the places where no block is torn. `CommonMark` 0.31 with GitHub's tables, tasks, notes and
//! alerts, as pulldown-cmark 0.13 reads them: tests hold the two against each other.

mod block;
mod bold;
mod common;
mod heading;
mod html;
mod prose;
mod title;

pub(crate) use bold::{BoldLines, RULE as BOLD_LINE};

use std::sync::Arc;

use memchr::{memchr, memmem};

use super::{
    definition::footnote,
    definitions::Definitions,
    line::{
        Cursor, atx, delimiter_columns, ends_fence, fence, header_columns, interrupts, is_blank,
        run, setext,
    },
    reopen,
};
pub(crate) use title::Titles;

use crate::load::{
    cuts::{Finder, Rank, cell_of, cell_start},
    ends::LineEnds,
};

/// A line is looked at only when this many bytes after it are known, because a table and a
/// definition are told by what follows.
const AHEAD: usize = 4 * 1024;

/// In a line longer than this a cell may start that has no line start soon.
const LONG: usize = 1024;

/// Something blocks stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    Quote,
    /// An item whose content is indented by so many columns.
    Item(usize),
    Note,
}

/// The block the last line stood in, when the next line may go on with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    None,
    /// Starts at this source offset.
    Paragraph(u64),
    /// A definition has ended; a paragraph may start, but nothing that a paragraph would swallow.
    Definition,
    /// The mark of an alert has ended: the next line goes on with it as with a paragraph.
    Alert,
    Fence {
        mark: u8,
        length: usize,
        indent: usize,
        info: Box<[u8]>,
    },
    IndentedCode,
    /// HTML up to a line with these bytes.
    Html(&'static [u8]),
    HtmlUntilBlank,
    /// The first two lines.
    Table(Box<[u8]>),
}

impl Leaf {
    /// Does an empty line end it, where it stands in nothing?
    const fn ends_at_blank(&self) -> bool {
        !matches!(
            self,
            Self::Fence { .. } | Self::Html(_) | Self::IndentedCode
        )
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawHeading {
    /// 1 to 6.
    pub level: u8,
    /// Source span, underline and line end included.
    pub start: u64,
    pub end: u64,
    /// Where the words end in [`Found::titles`]; they start where those of the heading before end.
    pub title_end: u32,
    /// Can the words be told from the span alone?
    pub is_readable: bool,
}

/// What was found so far.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub headings: Vec<RawHeading>,
    /// The words of all headings as they stand in the source, marks included.
    pub titles: Vec<u8>,
    pub definitions: Definitions,
    pub finder: Finder,
    /// Has there been a heading?
    pub has_heading: bool,
    /// Lines in bold that stand alone, as long as there is no heading.
    pub bold: BoldLines,
    /// Source offset of the first line that is not blank.
    pub first: Option<u64>,
    /// Source offset of the first line that stands before any heading and is more than HTML.
    pub first_prose: Option<u64>,
    /// Source offset of the first line after the first heading that is no heading.
    pub after_first_heading: Option<u64>,
    /// Is all noted that the first text of a kind is noted for, as long as no heading comes?
    is_noted: bool,
    /// Of headings, their source offset and the number of the line their words start on, where somebody
    /// wants to know and it could be told in passing.
    pub lines: Option<Vec<(u64, u64)>>,
}

/// One line with what surrounds it.
struct Line<'a> {
    /// Without its line end.
    text: &'a [u8],
    /// Source span, line end included.
    start: u64,
    end: u64,
    /// The window from the start of the line on.
    ahead: &'a [u8],
    /// The window before the line.
    behind: &'a [u8],
}

impl Line<'_> {
    fn following(&self) -> &[u8] {
        &self.ahead[(self.end - self.start) as usize..]
    }
}

/// A scan that is under way.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the last line"
)]
pub(crate) struct Scanner {
    stack: Vec<Open>,
    /// Quotes among them.
    quotes: usize,
    leaf: Leaf,
    /// Source offset of the next byte.
    at: u64,
    /// Line feeds up to the end of the window, and those of them from the line at `at` on.
    feeds: u64,
    feeds_left: usize,
    /// Has the line at `at` been looked at already? Then its rest is passed over.
    is_in_line: bool,
    /// Lines before this offset were looked at with an earlier one.
    skip_to: u64,
    /// Is the innermost item still without content?
    is_item_empty: bool,
    is_after_blank: bool,
    /// Was the last block that stands in nothing a list?
    is_after_list: bool,
    found: Found,
    /// The start of the open paragraph where it lies before the window: it may become a heading.
    carried: Vec<u8>,
    /// What is open in the raw HTML the last line stood in.
    html: html::RawHtml,
    /// Is each line to go the long way, to see that the short ones come to the same?
    #[cfg(test)]
    pub(super) is_slow: bool,
}

impl Scanner {
    /// Starts at source offset `at`, in no block, looking for cuts from cell `first_cell` on.
    pub(crate) fn new(at: u64, first_cell: u64) -> Self {
        Self {
            stack: Vec::new(),
            quotes: 0,
            leaf: Leaf::None,
            at,
            feeds: 0,
            feeds_left: 0,
            is_in_line: false,
            skip_to: 0,
            is_item_empty: false,
            is_after_blank: true,
            is_after_list: false,
            found: Found {
                headings: Vec::new(),
                titles: Vec::new(),
                definitions: Definitions::default(),
                finder: Finder::new(first_cell),
                has_heading: false,
                bold: BoldLines::default(),
                first: None,
                first_prose: None,
                after_first_heading: None,
                is_noted: false,
                lines: None,
            },
            carried: Vec::new(),
            html: html::RawHtml::default(),
            #[cfg(test)]
            is_slow: false,
        }
    }

    /// May a line be decided by less than all of it?
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "tests may say no"))]
    const fn is_quick(&self) -> bool {
        #[cfg(test)]
        return !self.is_slow;
        #[cfg(not(test))]
        true
    }

    /// Starts at a line in the middle of a source, where `text` follows: in code when the fences to
    /// come say so, else in no block.
    pub(crate) fn in_the_middle(at: u64, first_cell: u64, text: &[u8]) -> Self {
        let mut scanner = Self::new(at, first_cell);
        if let Some((mark, length)) = closing_fence(text) {
            scanner.leaf = Leaf::Fence {
                mark,
                length,
                indent: 0,
                info: Box::default(),
            };
        }
        scanner
    }

    /// Has it note the lines of the headings to come; `feeds` line feeds stand before the source offset it
    /// started at.
    pub(crate) fn note_lines(&mut self, feeds: u64) {
        self.feeds += feeds;
        self.found.lines = Some(Vec::new());
    }

    /// What was found so far.
    pub(crate) const fn found(&self) -> &Found {
        &self.found
    }

    /// What was found so far, to be taken away.
    pub(crate) const fn found_mut(&mut self) -> &mut Found {
        &mut self.found
    }

    /// Source offset of the first byte not scanned yet.
    pub(crate) const fn at(&self) -> u64 {
        self.at
    }

    /// Settles the cuts before `at`.
    pub(crate) fn pass(&mut self, at: u64) {
        self.found.finder.pass(at);
    }

    /// Scans `window`, which starts at [`Scanner::at`]; with `is_last` it reaches to the end of the
    /// source. Less than 4 KiB may be left for the next window; a window must be longer than that.
    pub(crate) fn feed(&mut self, window: &[u8], is_last: bool) {
        let mut ends = LineEnds::default();
        ends.read(window);
        self.feed_lines(window, &ends, is_last);
    }

    /// Scans `window` as [`Scanner::feed`] does, whose lines end at `ends`.
    pub(crate) fn feed_lines(&mut self, window: &[u8], ends: &LineEnds, is_last: bool) {
        let base = self.at;
        // Lines are looked at that start before.
        let limit = if is_last { 0 } else { AHEAD - 1 };
        let limit = window.len().saturating_sub(limit);
        let (mut from, mut feeds) = (0, ends.feeds());
        self.feeds += feeds.len() as u64;
        while from < limit || self.is_in_line && from < window.len() {
            let start = from;
            self.feeds_left = feeds.len();
            if prose::may_start(window[from]) && self.is_quick() {
                (from, feeds) = self.prose(window, feeds, (from, limit));
            }
            if from == start && window[from] == b'\n' && self.is_quick() {
                from += self.blank_lines(&window[from..]);
                feeds = &feeds[from - start..];
            }
            if from == start {
                from += self.step((&window[..from], &window[from..]), feeds.first());
                feeds = feeds.get(1..).unwrap_or_default();
            }
            self.at = base + from as u64;
        }
        self.feeds -= feeds.len() as u64;
        self.carry(&window[..from]);
        if is_last {
            self.found.finder.pass(self.at);
        }
    }

    /// How many empty lines start `ahead`, one at least, if they end what a blank line ends, and change
    /// nothing else.
    fn blank_lines(&mut self, ahead: &[u8]) -> usize {
        if self.is_in_line || self.at < self.skip_to {
            return 0;
        }
        let is_ended = matches!(self.leaf, Leaf::None) && self.is_after_blank && self.quotes == 0;
        if !is_ended && (!self.stack.is_empty() || !self.leaf.ends_at_blank()) {
            return 0;
        }
        self.leaf = Leaf::None;
        self.is_after_blank = true;
        if ahead.get(1).is_some_and(|next| *next != b'\n') {
            return 1;
        }
        let end = run(ahead, |byte| byte == b'\n');
        if end > LONG {
            self.offer_characters(ahead, end);
        }
        end
    }

    /// Takes the line at the start of `ahead`, or as much of it as is known; its bytes. `feed` is where
    /// it ends in the window.
    fn step(&mut self, (behind, ahead): (&[u8], &[u8]), feed: Option<&u32>) -> usize {
        let length = feed.map(|at| *at as usize + 1 - behind.len());
        let (end, is_whole) = (length.unwrap_or(ahead.len()), length.is_some());
        let text = &ahead[..end - usize::from(is_whole)];
        let text = &text[..text.len() - usize::from(text.last() == Some(&b'\r'))];
        let line = Line {
            text,
            start: self.at,
            end: self.at + end as u64,
            ahead,
            behind,
        };
        if !self.is_in_line && line.start >= self.skip_to {
            self.line(&line);
        }
        self.is_in_line = !is_whole;
        if end > LONG {
            self.offer_characters(ahead, end);
        }
        end
    }

    /// Offers the character borders in a long line to the cells that start in it.
    fn offer_characters(&mut self, ahead: &[u8], end: usize) {
        let mut cell = cell_of(self.at);
        cell += u64::from(cell_start(cell) < self.at);
        while cell_start(cell) < self.at + end as u64 {
            let from = (cell_start(cell) - self.at) as usize;
            let into = run(&ahead[from..], |byte| byte & 0xc0 == 0x80).min(3);
            let at = cell_start(cell) + into as u64;
            let (stack, leaf) = (&self.stack, &self.leaf);
            self.found
                .finder
                .offer(Rank::Character, at, || Some(reopen::inside(stack, leaf)));
            cell += 1;
        }
    }

    fn line(&mut self, line: &Line<'_>) {
        if self.found.finder.is_due(line.start) {
            let (stack, leaf) = (&self.stack, &self.leaf);
            self.found
                .finder
                .offer(Rank::Line, line.start, || Some(reopen::inside(stack, leaf)));
        }
        if self.is_quick() && self.is_common(line) {
            return;
        }
        let mut cursor = Cursor::new(line.text);
        let matched = self.matched(&mut cursor);
        if !self.goes_on(line, cursor, matched == self.stack.len()) {
            self.close_to(matched);
            self.open(line, cursor);
        }
    }

    /// Walks over the marks of the open containers; how many of them the line stands in.
    fn matched(&self, cursor: &mut Cursor<'_>) -> usize {
        for (index, open) in self.stack.iter().enumerate() {
            let before = *cursor;
            let is_in = match open {
                Open::Quote => {
                    cursor.columns(3);
                    cursor.quote()
                }
                Open::Item(indent) => cursor.columns(*indent) == *indent || cursor.is_at_end(),
                Open::Note => cursor.columns(4) == 4 || cursor.is_at_end(),
            };
            if !is_in {
                *cursor = before;
                return index;
            }
        }
        self.stack.len()
    }

    fn close_to(&mut self, depth: usize) {
        if depth == 0 && !self.stack.is_empty() {
            self.is_after_list = matches!(self.stack[0], Open::Item(_));
        }
        if depth < self.stack.len() {
            self.is_item_empty = false;
        }
        let is_quote = |open: &&Open| **open == Open::Quote;
        self.quotes -= self.stack[depth..].iter().filter(is_quote).count();
        self.stack.truncate(depth);
    }

    /// Does the line go on with the block before it? Then it has been dealt with.
    fn goes_on(&mut self, line: &Line<'_>, mut cursor: Cursor<'_>, is_inside: bool) -> bool {
        let goes_on = match &self.leaf {
            Leaf::None => return false,
            Leaf::Paragraph(_) => return self.paragraph_goes_on(line, cursor, is_inside),
            Leaf::Definition | Leaf::Alert => return self.starts_late(line, cursor, is_inside),
            Leaf::Fence {
                mark,
                length,
                indent,
                ..
            } => {
                cursor.columns(*indent);
                let ends = is_inside
                    && cursor.columns(4 - indent) < 4 - indent
                    && ends_fence(cursor.rest(), *mark, *length);
                if ends {
                    self.leaf = Leaf::None;
                    self.is_after_blank = false;
                    return true;
                }
                is_inside
            }
            Leaf::Html(end) => {
                if is_inside && memmem::find(cursor.rest(), end).is_some() {
                    self.leaf = Leaf::None;
                    self.is_after_blank = false;
                    return true;
                }
                is_inside
            }
            Leaf::HtmlUntilBlank => {
                is_inside && !is_blank(cursor.rest()) && {
                    self.html_line(line, cursor);
                    true
                }
            }
            Leaf::IndentedCode => {
                is_inside && (cursor.columns(4) == 4 || cursor.is_at_end()) && {
                    self.is_after_blank = is_blank(cursor.rest());
                    true
                }
            }
            Leaf::Table(_) => {
                is_inside && {
                    cursor.spaces();
                    is_row(cursor.rest())
                }
            }
        };
        if !goes_on {
            self.leaf = Leaf::None;
        }
        goes_on
    }

    fn paragraph_goes_on(
        &mut self,
        line: &Line<'_>,
        mut cursor: Cursor<'_>,
        is_inside: bool,
    ) -> bool {
        if cursor.columns(4) < 4 {
            if is_inside && let Some(level) = setext(cursor.rest()) {
                self.underline(level, line);
                return true;
            }
            if self.breaks(line, cursor, is_inside) {
                self.leaf = Leaf::None;
                return false;
            }
        }
        cursor.spaces();
        if cursor.is_at_end() {
            self.leaf = Leaf::None;
            return false;
        }
        true
    }

    /// After a definition or the mark of an alert: a line that would go on with a paragraph stays
    /// in the same containers, whatever its marks.
    fn starts_late(&mut self, line: &Line<'_>, mut cursor: Cursor<'_>, is_inside: bool) -> bool {
        let is_alert = self.leaf == Leaf::Alert;
        self.leaf = Leaf::None;
        let is_shallow = cursor.columns(4) < 4;
        if (is_shallow && self.breaks(line, cursor, is_inside))
            || (!is_alert && is_blank(cursor.rest()))
        {
            return false;
        }
        cursor.spaces();
        if is_alert {
            self.block(line, cursor);
        } else {
            self.text(line, cursor);
        }
        true
    }

    /// Does the line end a paragraph?
    fn breaks(&self, line: &Line<'_>, cursor: Cursor<'_>, is_inside: bool) -> bool {
        let rest = cursor.rest();
        interrupts(rest, is_inside, false)
            || footnote(rest).is_some()
            || (rest.first() == Some(&b'|') && self.is_table(line, rest))
    }

    /// Do `header` and the line after it start a table?
    fn is_table(&self, line: &Line<'_>, header: &[u8]) -> bool {
        let following = line.following();
        let may_delimit = |byte: &u8| b"|:- \t>\r\n".contains(byte);
        let is_alone = following.first() == Some(&b'\n');
        if is_alone || following.len() < 2 || !following.iter().take(3).all(may_delimit) {
            return false;
        }
        let next = memchr(b'\n', following).map_or(following, |end| &following[..end]);
        let next = next.strip_suffix(b"\r").unwrap_or(next);
        let mut cursor = Cursor::new(next);
        self.matched(&mut cursor) == self.stack.len()
            && delimiter_columns(cursor.rest())
                .is_some_and(|columns| columns == header_columns(header))
    }
}

/// The first fence of `text` when it looks like the end of code that began before: it names no
/// language, and the next one does.
fn closing_fence(text: &[u8]) -> Option<(u8, usize)> {
    let lines = text.split(|byte| *byte == b'\n');
    let mut fences = lines.filter_map(|line| {
        let line = line.trim_ascii();
        let (mark, length) = fence(line)?;
        Some((mark, length, line.len() == length))
    });
    let (mark, length, is_bare) = fences.next()?;
    let (.., is_next_bare) = fences.find(|(next, ..)| *next == mark)?;
    (is_bare && !is_next_bare).then_some((mark, length))
}

/// Is there a cell in this row of a table, and nothing that ends it?
fn is_row(line: &[u8]) -> bool {
    let cells = line.strip_prefix(b"|").unwrap_or(line);
    !interrupts(line, true, true) && footnote(line).is_none() && !is_blank(cells)
}

/// What [`Cut::reopen`](crate::load::cuts::Cut::reopen) holds.
pub(super) type Reopen = Arc<str>;
