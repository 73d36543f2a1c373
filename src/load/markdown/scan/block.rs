//! What a line opens: containers, then a block.

use memchr::{memchr, memchr_iter, memmem};

use super::{AHEAD, Leaf, Line, Open, Scanner};
use crate::load::{
    cuts::Rank,
    markdown::{
        definition::{definition, ends_paragraph, footnote, may_define},
        line::{
            Cursor, atx, fence, header_columns, html_end, interrupts, is_blank, is_html_block,
            is_lone_tag, is_rule, is_space, run,
        },
    },
};

impl Scanner {
    /// Opens what the line opens: containers first, then a block.
    pub(super) fn open(&mut self, line: &Line<'_>, mut cursor: Cursor<'_>) {
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
                cursor.skip(run(cursor.rest(), is_space));
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
    pub(super) fn border(&mut self, line: &Line<'_>, is_item: bool) {
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

    pub(super) fn task(&mut self, line: &Line<'_>, mut cursor: Cursor<'_>) {
        if is_blank(cursor.rest()) {
            self.is_item_empty = true;
        } else {
            cursor.spaces();
            self.paragraph(line, cursor);
        }
    }

    pub(super) fn note(&mut self, line: &Line<'_>, label: &[u8], cursor: Cursor<'_>) {
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

    pub(super) fn container(&mut self, line: &Line<'_>, open: Open) {
        self.block_starts();
        self.has_content(line.start, true);
        self.quotes += usize::from(open == Open::Quote);
        self.stack.push(open);
    }

    /// A block starts: an item that was empty up to a blank line does not hold it.
    pub(super) fn block_starts(&mut self) {
        if self.is_item_empty
            && self.is_after_blank
            && matches!(self.stack.last(), Some(Open::Item(_)))
        {
            self.close_to(self.stack.len() - 1);
        }
        self.is_item_empty = false;
        self.is_after_blank = false;
    }

    pub(super) fn blank(&mut self) {
        match self.stack.last_mut() {
            Some(Open::Quote) => return,
            Some(Open::Item(indent)) if self.is_item_empty => *indent = 0,
            _ => {}
        }
        self.is_after_blank = true;
    }

    /// The block that starts at `cursor`, all containers opened.
    pub(super) fn block(&mut self, line: &Line<'_>, mut cursor: Cursor<'_>) {
        if is_blank(cursor.rest()) {
            return self.blank();
        }
        let indent = cursor.columns(4);
        let rest = cursor.rest();
        if indent == 4 {
            self.start(line, Leaf::IndentedCode);
        } else if rest[0] == b'<' && self.is_html(line, cursor) {
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

    pub(super) fn start(&mut self, line: &Line<'_>, leaf: Leaf) {
        self.block_starts();
        self.leaf = leaf;
        self.has_content(line.start, true);
    }

    pub(super) fn is_html(&mut self, line: &Line<'_>, cursor: Cursor<'_>) -> bool {
        let rest = cursor.rest();
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
        let may_hold_headings = leaf == Leaf::HtmlUntilBlank;
        self.block_starts();
        self.leaf = leaf;
        self.has_content(line.start, false);
        if may_hold_headings {
            self.html = super::html::RawHtml::default();
            self.html_line(line, cursor);
        }
        true
    }

    /// A definition or a paragraph.
    pub(super) fn text(&mut self, line: &Line<'_>, cursor: Cursor<'_>) {
        let rest = cursor.rest();
        if rest.first() != Some(&b'[') || !may_define(rest) {
            return self.paragraph(line, cursor);
        }
        let ends = |line: &[u8]| interrupts(line, true, false) || footnote(line).is_some();
        let joined = (!self.stack.is_empty()).then(|| self.joined(line, rest, &ends));
        let known = joined.as_deref().unwrap_or(&line.ahead[cursor.at()..]);
        let Some(definition) = definition(known, &ends) else {
            return self.paragraph(line, cursor);
        };
        let start = line.start + cursor.at() as u64;
        self.found.definitions.add(definition.label, start);
        let lines = memchr_iter(b'\n', &known[..definition.len]).count();
        self.skip_to = line.start + lines_len(line.ahead, lines + 1);
        self.start(line, Leaf::Definition);
    }

    /// `rest` and the lines after it without the marks of the open containers, up to one that would end a
    /// paragraph, of which `ends` tells. So no line is joined with two.
    pub(super) fn joined(
        &self,
        line: &Line<'_>,
        rest: &[u8],
        ends: &dyn Fn(&[u8]) -> bool,
    ) -> Vec<u8> {
        let mut out = [rest, b"\n"].concat();
        let following = line.following();
        for next in following[..following.len().min(AHEAD)].split(|byte| *byte == b'\n') {
            let next = next.strip_suffix(b"\r").unwrap_or(next);
            let mut cursor = Cursor::new(next);
            self.matched(&mut cursor);
            out.extend_from_slice(cursor.rest());
            out.push(b'\n');
            if ends_paragraph(cursor.rest(), ends) {
                break;
            }
        }
        out
    }

    pub(super) fn paragraph(&mut self, line: &Line<'_>, cursor: Cursor<'_>) {
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
        self.bold_line(line, start, rest);
        self.has_content(start, !badge);
    }

    pub(super) fn table(&mut self, line: &Line<'_>) {
        let following = line.following();
        let second = memchr(b'\n', following).map_or(following.len(), |end| end + 1);
        let length = line.ahead.len() - following.len() + second;
        let head = if length <= AHEAD { length } else { 0 };
        self.start(line, Leaf::Table(line.ahead[..head].into()));
        self.skip_to = line.end + second as u64;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_as_far_as_their_paragraph() {
        let check = |ahead: &str, expected: &str| {
            let mut scanner = Scanner::new(0, 0);
            scanner.stack.push(Open::Item(2));
            let text = ahead.lines().next().unwrap_or_default().as_bytes();
            let line = Line {
                text,
                start: 0,
                end: text.len() as u64 + 1,
                ahead: ahead.as_bytes(),
                behind: b"",
            };
            let ends = |line: &[u8]| interrupts(line, true, false);
            let joined = scanner.joined(&line, &text[2..], &ends);
            assert_eq!(String::from_utf8_lossy(&joined), expected);
        };
        check(&"- [\n".repeat(900), "[\n- [\n");
        check("- [a\n  b\n- c\n- d\n", "[a\nb\n- c\n");
        check("- [a\n\n  b\n", "[a\n\n");
        check("- [a\n      - b\nc\n", "[a\n    - b\nc\n\n");
    }
}
