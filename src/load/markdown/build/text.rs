//! Text and marks inside a block, each piece with the bytes it came from.

use std::ops::Range;

use super::{BLOCK_MAX, Build};
use crate::{
    load::markdown::sign::Part,
    model::{BlockKind, Mark},
};

impl Build<'_> {
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let is_code = self
            .open
            .as_ref()
            .is_some_and(|open| matches!(open.kind, BlockKind::Code(_) | BlockKind::Html));
        if is_code {
            return self.code_lines(text, range);
        }
        if self.input.text.get(range.clone()) != Some(text) {
            self.need_block(&range);
            return self.push(text, range);
        }
        if text.starts_with(":::")
            && let Some(end) = self.admonition(range.start)
        {
            return self.signs.pass(end);
        }
        self.need_block(&range);
        let mut signs = self.signs;
        signs.parts(self.input.text, range, &mut |part| match part {
            Part::Same(range) => self.push_same(range),
            Part::Picture(shown, range) => self.push(shown, range),
        });
        self.signs = signs;
    }

    /// Lines of a code block; the last line end is not part of its text.
    pub(super) fn code_lines(&mut self, text: &str, range: Range<usize>) {
        if let Some(line_end) = self.line_end.take() {
            if self.is_full() {
                self.continue_at(line_end.end);
            } else {
                self.push("\n", line_end);
            }
        }
        let Some(line) = text.strip_suffix('\n') else {
            return self.push(text, range);
        };
        let end = range.end.saturating_sub(1).max(range.start);
        self.line_end = Some(end..range.end);
        if !line.is_empty() {
            self.push(line, range.start..end);
        }
    }

    /// Appends `text`, which the parser made of `range`.
    pub(super) fn push(&mut self, text: &str, range: Range<usize>) {
        if self.input.text.get(range.clone()) == Some(text) {
            self.push_same(range);
        } else {
            let source = self.input.source(&range);
            self.out.push_shown(text, source);
        }
    }

    /// Appends what stands at `range` of the input, in a next block where this one is full.
    pub(super) fn push_same(&mut self, mut range: Range<usize>) {
        while range.len() > self.room() {
            let at = range.start + self.split(&range);
            self.push_valid(range.start..at);
            self.continue_at(at);
            range.start = at;
        }
        self.push_valid(range);
    }

    /// After how many bytes to tear `range`: after a space if there is one in reach.
    pub(super) fn split(&self, range: &Range<usize>) -> usize {
        let text = &self.input.text[range.clone()];
        let mut room = self.room().min(text.len());
        while !text.is_char_boundary(room) {
            room -= 1;
        }
        let space = text.as_bytes()[..room]
            .iter()
            .rposition(|byte| *byte == b' ')
            .map_or(room, |at| at + 1);
        if room - space < BLOCK_MAX / 4 {
            space
        } else {
            room
        }
    }

    pub(super) fn push_valid(&mut self, mut range: Range<usize>) {
        let invalid = self.input.invalid;
        let first = invalid.partition_point(|bad| bad.end <= range.start);
        for bad in &invalid[first..] {
            if bad.start >= range.end {
                break;
            }
            self.push_plain(range.start..bad.start);
            let end = bad.end.min(range.end);
            let source = self.input.source(&(bad.start..end));
            self.out.push_shown("\u{fffd}", source);
            range.start = end;
        }
        self.push_plain(range);
    }

    pub(super) fn push_plain(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let source = self.input.source(&range).start;
            self.out.push_source(&self.input.text[range], source);
        }
    }

    pub(super) fn code(&mut self, text: &str, range: &Range<usize>) {
        self.mark(Mark::Code, range);
        let raw = &self.input.text[range.clone()];
        let marks = raw.bytes().take_while(|byte| *byte == b'`').count();
        // Nearly always right behind the mark.
        let find = |raw: &str| {
            raw.starts_with(text)
                .then_some(0)
                .or_else(|| raw.find(text))
        };
        match raw.get(marks..).and_then(find) {
            Some(at) => {
                let start = range.start + marks + at;
                self.push(text, start..start + text.len());
            }
            None => self.push(text, range.clone()),
        }
        self.end_mark();
    }

    /// `[label]`: without the brackets a name would run into the word before it.
    pub(super) fn footnote_reference(&mut self, label: &str, range: &Range<usize>) {
        self.mark(Mark::FootnoteReference, range);
        self.push("[", range.start..range.start + 1);
        let start = range.start + 2;
        let is_same = self.input.text.get(start..start + label.len()) == Some(label);
        let place = if is_same {
            start..start + label.len()
        } else {
            range.start + 1..range.end - 1
        };
        self.push(label, place);
        self.push("]", range.end - 1..range.end);
        self.end_mark();
    }

    pub(super) fn line_break(&mut self, shown: &str, range: &Range<usize>) {
        self.need_block(range);
        if self.is_full() {
            return self.continue_at(range.end);
        }
        let shown = if self.grid.is_some() { " " } else { shown };
        let source = self.input.source(range);
        self.out.push_shown(shown, source);
    }

    pub(super) fn mark(&mut self, mark: Mark, range: &Range<usize>) {
        self.need_block(range);
        self.marks.push((mark, self.out.len()));
    }

    pub(super) fn end_mark(&mut self) {
        if let Some((mark, start)) = self.marks.pop() {
            self.out.add_inline(mark, start);
        }
    }

    /// An image without alternative text is shown by the name of its file.
    pub(super) fn end_image(&mut self, range: &Range<usize>) {
        if let Some((Mark::Image(target), start)) = self.marks.last().copied()
            && start == self.out.len()
        {
            let name = self.out.target(target);
            let name = name.rsplit('/').next().unwrap_or_default().to_owned();
            let source = self.input.source(range);
            self.out.push_shown(&name, source);
        }
        self.end_mark();
    }
}
