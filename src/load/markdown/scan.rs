//! Finds the blocks of Markdown line by line, without parsing what stands in them.
//!
//! Goes over the source once, in windows, and keeps nothing but the quotes, items and notes that are
//! open and the kind of block it is in. It finds what the index needs: headings, definitions and
//! the places where no block is torn. `CommonMark` 0.31 with GitHub's tables, tasks, notes and
//! alerts, as pulldown-cmark 0.13 reads them: tests hold the two against each other.

use std::sync::Arc;

use memchr::{memchr, memchr_iter, memmem};

use super::{
    definition::{Definitions, definition, footnote},
    line::{
        Cursor, atx, delimiter_columns, ends_fence, fence, header_columns, html_end, interrupts,
        is_blank, is_html_block, is_lone_tag, is_rule, run, setext,
    },
    reopen,
};
use crate::load::cuts::{Finder, Rank, cell_of, cell_start};

/// A line is looked at only when this many bytes after it are known, because a table and a
/// definition are told by what follows.
const AHEAD: usize = 4 * 1024;

/// In a line longer than this a cell may start that has no line start soon.
const LONG: usize = 1024;

/// Longest title kept; a longer heading is cut.
const TITLE_MAX: usize = 2 * 1024;

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
    /// Source offset of the first line that is not blank.
    pub first: Option<u64>,
    /// Source offset of the first line that stands before any heading and is more than HTML.
    pub first_prose: Option<u64>,
    /// Source offset of the first line after the first heading that is no heading.
    pub after_first_heading: Option<u64>,
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
    leaf: Leaf,
    /// Source offset of the next byte.
    at: u64,
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
}

impl Scanner {
    /// Starts at source offset `at`, in no block, looking for cuts from cell `first_cell` on.
    pub(crate) fn new(at: u64, first_cell: u64) -> Self {
        Self {
            stack: Vec::new(),
            leaf: Leaf::None,
            at,
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
                first: None,
                first_prose: None,
                after_first_heading: None,
            },
            carried: Vec::new(),
        }
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
        let base = self.at;
        let mut from = 0;
        while from < window.len() {
            let ahead = &window[from..];
            if !is_last && ahead.len() < AHEAD && !self.is_in_line {
                break;
            }
            let length = memchr(b'\n', ahead).map(|at| at + 1);
            let end = length.unwrap_or(ahead.len());
            self.step((&window[..from], ahead), end, length.is_some());
            from += end;
            self.at = base + from as u64;
        }
        self.carry(&window[..from]);
        if is_last {
            self.found.finder.pass(self.at);
        }
    }

    /// Takes the `end` bytes at the start of `ahead`: a line, or as much of it as is known.
    fn step(&mut self, (behind, ahead): (&[u8], &[u8]), end: usize, is_whole: bool) {
        let text = ahead[..end].strip_suffix(b"\n").unwrap_or(&ahead[..end]);
        let line = Line {
            text: text.strip_suffix(b"\r").unwrap_or(text),
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
        if self.is_plain_text(line) {
            return;
        }
        if line.text.is_empty() && self.is_after_blank && self.leaf == Leaf::None {
            return self.blank();
        }
        let mut cursor = Cursor::new(line.text);
        let matched = self.matched(&mut cursor);
        if !self.goes_on(line, cursor, matched == self.stack.len()) {
            self.close_to(matched);
            self.open(line, cursor);
        }
    }

    /// The common case, decided by the first byte: a line of a paragraph that stands in nothing.
    fn is_plain_text(&mut self, line: &Line<'_>) -> bool {
        let is_word = line
            .text
            .first()
            .is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
        if !is_word || !self.stack.is_empty() {
            return false;
        }
        match self.leaf {
            Leaf::Paragraph(_) => {}
            Leaf::None | Leaf::IndentedCode => {
                self.leaf = Leaf::None;
                self.border(line, false);
                self.paragraph(line, Cursor::new(line.text));
            }
            _ => return false,
        }
        true
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
            Leaf::HtmlUntilBlank => is_inside && !is_blank(cursor.rest()),
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
        if !matches!(
            following.first(),
            Some(b'|' | b':' | b'-' | b' ' | b'\t' | b'>')
        ) {
            return false;
        }
        let next = memchr(b'\n', following).map_or(following, |end| &following[..end]);
        let next = next.strip_suffix(b"\r").unwrap_or(next);
        let mut cursor = Cursor::new(next);
        self.matched(&mut cursor) == self.stack.len()
            && delimiter_columns(cursor.rest())
                .is_some_and(|columns| columns == header_columns(header))
    }

    /// Opens what the line opens: containers first, then a block.
    fn open(&mut self, line: &Line<'_>, mut cursor: Cursor<'_>) {
        let is_item = opens_item(cursor);
        self.border(line, is_item);
        loop {
            let before = cursor;
            let indent = cursor.columns(4);
            if indent == 4 {
                cursor = before;
                break;
            }
            if let Some((label, length)) = footnote(cursor.rest()) {
                self.note(line, label, cursor);
                cursor.skip(length);
                cursor.skip(run(cursor.rest(), super::line::is_space));
                cursor = cursor.restarted();
            } else if let Some(content) = cursor.marker(indent) {
                self.container(line, Open::Item(content));
                if is_blank(cursor.rest()) {
                    self.is_item_empty = true;
                    return;
                }
                if cursor.task() {
                    return self.task(line, cursor);
                }
            } else if cursor.quote() {
                self.container(line, Open::Quote);
                if is_alert(cursor.rest()) {
                    self.leaf = Leaf::Alert;
                    return;
                }
            } else {
                cursor = before;
                break;
            }
        }
        self.block(line, cursor);
    }

    /// The line starts a block: a good place for a cut when it stands in nothing.
    fn border(&mut self, line: &Line<'_>, is_item: bool) {
        if !self.stack.is_empty() || line.text.is_empty() {
            return;
        }
        if self.found.finder.is_due(line.start) && !is_blank(line.text) {
            let is_torn = is_item && self.is_after_list;
            let rank = if is_torn { Rank::Item } else { Rank::Block };
            self.found.finder.offer(rank, line.start, || None);
        }
        if !is_item && !is_blank(line.text) {
            self.is_after_list = false;
        }
    }

    fn task(&mut self, line: &Line<'_>, mut cursor: Cursor<'_>) {
        if is_blank(cursor.rest()) {
            self.is_item_empty = true;
        } else {
            cursor.spaces();
            self.paragraph(line, cursor);
        }
    }

    fn note(&mut self, line: &Line<'_>, label: &[u8], cursor: Cursor<'_>) {
        self.block_starts();
        if self.stack.last() == Some(&Open::Note) {
            self.stack.pop();
        }
        self.stack.push(Open::Note);
        let name = [b"^", label].concat();
        self.found
            .definitions
            .add(&name, line.start + cursor.at() as u64);
        self.has_content(line.start, true);
    }

    fn container(&mut self, line: &Line<'_>, open: Open) {
        self.block_starts();
        self.has_content(line.start, true);
        self.stack.push(open);
    }

    /// A block starts: an item that was empty up to a blank line does not hold it.
    fn block_starts(&mut self) {
        if self.is_item_empty
            && self.is_after_blank
            && matches!(self.stack.last(), Some(Open::Item(_)))
        {
            self.close_to(self.stack.len() - 1);
        }
        self.is_item_empty = false;
        self.is_after_blank = false;
    }

    fn blank(&mut self) {
        match self.stack.last_mut() {
            Some(Open::Quote) => return,
            Some(Open::Item(indent)) if self.is_item_empty => *indent = 0,
            _ => {}
        }
        self.is_after_blank = true;
    }

    /// The block that starts at `cursor`, all containers opened.
    fn block(&mut self, line: &Line<'_>, mut cursor: Cursor<'_>) {
        if is_blank(cursor.rest()) {
            return self.blank();
        }
        let indent = cursor.columns(4);
        let rest = cursor.rest();
        if indent == 4 {
            self.start(line, Leaf::IndentedCode);
        } else if rest[0] == b'<' && self.is_html(line, rest) {
        } else if is_rule(rest) {
            self.start(line, Leaf::None);
        } else if let Some(level) = atx(rest) {
            self.start_heading(line, cursor, level);
        } else if let Some((mark, length)) = fence(rest) {
            let info = rest[length..].trim_ascii();
            let info = info[..info.len().min(64)].into();
            self.start(
                line,
                Leaf::Fence {
                    mark,
                    length,
                    indent,
                    info,
                },
            );
        } else {
            self.text(line, cursor);
        }
    }

    fn start(&mut self, line: &Line<'_>, leaf: Leaf) {
        self.block_starts();
        self.leaf = leaf;
        self.has_content(line.start, true);
    }

    fn is_html(&mut self, line: &Line<'_>, rest: &[u8]) -> bool {
        let leaf = if let Some(end) = html_end(&rest[1..]) {
            let is_whole = memmem::find(rest, end).is_some();
            if is_whole {
                Leaf::None
            } else {
                Leaf::Html(end)
            }
        } else if is_html_block(&rest[1..]) || is_lone_tag(rest) {
            Leaf::HtmlUntilBlank
        } else {
            return false;
        };
        self.block_starts();
        self.leaf = leaf;
        self.has_content(line.start, false);
        true
    }

    /// A definition or a paragraph.
    fn text(&mut self, line: &Line<'_>, cursor: Cursor<'_>) {
        let rest = cursor.rest();
        if rest.first() != Some(&b'[') {
            return self.paragraph(line, cursor);
        }
        let joined = (!self.stack.is_empty()).then(|| self.joined(line, rest));
        let known = joined.as_deref().unwrap_or(&line.ahead[cursor.at()..]);
        let ends = |line: &[u8]| interrupts(line, true, false) || footnote(line).is_some();
        let Some(definition) = definition(known, &ends) else {
            return self.paragraph(line, cursor);
        };
        let start = line.start + cursor.at() as u64;
        self.found.definitions.add(definition.label, start);
        let lines = memchr_iter(b'\n', &known[..definition.len]).count();
        self.skip_to = line.start + lines_len(line.ahead, lines + 1);
        self.start(line, Leaf::Definition);
    }

    /// `rest` and the lines after it without the marks of the open containers.
    fn joined(&self, line: &Line<'_>, rest: &[u8]) -> Vec<u8> {
        let mut out = [rest, b"\n"].concat();
        let following = line.following();
        for next in following[..following.len().min(AHEAD)].split(|byte| *byte == b'\n') {
            let next = next.strip_suffix(b"\r").unwrap_or(next);
            let mut cursor = Cursor::new(next);
            self.matched(&mut cursor);
            out.extend_from_slice(cursor.rest());
            out.push(b'\n');
            if is_blank(cursor.rest()) {
                break;
            }
        }
        out
    }

    fn paragraph(&mut self, line: &Line<'_>, cursor: Cursor<'_>) {
        let rest = cursor.rest();
        let columns = self.is_table(line, rest);
        if columns && header_columns(rest) > 0 {
            return self.table(line);
        }
        let badge = rest.starts_with(b"[!") || rest.starts_with(b"![");
        self.block_starts();
        let start = line.start + cursor.at() as u64;
        self.leaf = Leaf::Paragraph(start);
        self.carried.clear();
        self.has_content(start, !badge);
    }

    fn table(&mut self, line: &Line<'_>) {
        let following = line.following();
        let second = memchr(b'\n', following).map_or(following.len(), |end| end + 1);
        let length = line.ahead.len() - following.len() + second;
        let head = if length <= AHEAD { length } else { 0 };
        self.start(line, Leaf::Table(line.ahead[..head].into()));
        self.skip_to = line.end + second as u64;
    }

    /// Keeps the start of a paragraph that goes on in the next window.
    fn carry(&mut self, window: &[u8]) {
        let Leaf::Paragraph(start) = self.leaf else {
            return;
        };
        let from = start.saturating_sub(self.at - window.len() as u64) as usize;
        let text = window.get(from..).unwrap_or_default();
        let room = TITLE_MAX.saturating_sub(self.carried.len());
        self.carried
            .extend_from_slice(&text[..text.len().min(room)]);
    }

    fn underline(&mut self, level: u8, line: &Line<'_>) {
        if let Leaf::Paragraph(start) = self.leaf {
            let into = line.behind.len().checked_sub((line.start - start) as usize);
            let text = &line.behind[into.unwrap_or(0)..];
            let text = &text[..text.len().min(TITLE_MAX)];
            let words = self.words(&[&self.carried, text].concat());
            self.heading(level, start, line.end, &words);
        }
        self.leaf = Leaf::None;
        self.is_after_blank = false;
    }

    /// The lines of a paragraph without what the open containers and indentation put before them.
    fn words(&self, text: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len());
        for (index, line) in text.split(|byte| *byte == b'\n').enumerate() {
            let mut cursor = Cursor::new(line.strip_suffix(b"\r").unwrap_or(line));
            if index > 0 {
                self.matched(&mut cursor);
                cursor.spaces();
                out.push(b'\n');
            }
            out.extend_from_slice(cursor.rest());
        }
        out
    }

    fn start_heading(&mut self, line: &Line<'_>, cursor: Cursor<'_>, level: u8) {
        self.block_starts();
        self.has_content(line.start + cursor.at() as u64, false);
        let words = &cursor.rest()[usize::from(level)..];
        let words = without_closing(words.trim_ascii());
        self.heading(
            level,
            line.start + cursor.at() as u64,
            line.end,
            &words[..words.len().min(TITLE_MAX)],
        );
    }

    fn heading(&mut self, level: u8, start: u64, end: u64, words: &[u8]) {
        self.found.has_heading = true;
        self.found.titles.extend_from_slice(words.trim_ascii());
        let title_end = self.found.titles.len() as u32;
        self.found.headings.push(RawHeading {
            level,
            start,
            end,
            title_end,
        });
    }

    fn has_content(&mut self, at: u64, is_prose: bool) {
        let found = &mut self.found;
        if found.first.is_none() {
            found.first = Some(at);
        }
        if !found.has_heading && is_prose && found.first_prose.is_none() {
            found.first_prose = Some(at);
        }
        if found.has_heading && found.after_first_heading.is_none() {
            found.after_first_heading = Some(at);
        }
    }
}

fn opens_item(mut cursor: Cursor<'_>) -> bool {
    let indent = cursor.columns(4);
    indent < 4 && cursor.marker(indent).is_some()
}

/// Bytes of the first `count` lines.
fn lines_len(text: &[u8], count: usize) -> u64 {
    let end = memchr_iter(b'\n', text).nth(count.saturating_sub(1));
    end.map_or(text.len(), |end| end + 1) as u64
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

/// `[!NOTE]` and the like, alone on the line.
fn is_alert(line: &[u8]) -> bool {
    const KINDS: [&[u8]; 5] = [b"note", b"tip", b"important", b"warning", b"caution"];
    let Some(line) = line.strip_prefix(b"[!") else {
        return false;
    };
    let name = run(line, |byte| byte.is_ascii_alphabetic());
    KINDS
        .iter()
        .any(|kind| kind.eq_ignore_ascii_case(&line[..name]))
        && line.get(name) == Some(&b']')
        && is_blank(&line[name + 1..])
}

/// The words of a heading without the `#` that may close it.
fn without_closing(words: &[u8]) -> &[u8] {
    let marks = words.iter().rev().take_while(|byte| **byte == b'#').count();
    let before = &words[..words.len() - marks];
    if before.is_empty() || before.ends_with(b" ") || before.ends_with(b"\t") {
        before.trim_ascii_end()
    } else {
        words
    }
}

/// What [`Cut::reopen`](crate::load::cuts::Cut::reopen) holds.
pub(super) type Reopen = Arc<str>;
