//! The common lines, decided by their first bytes: most of a text is plain words, blank lines,
//! headings, items, quotes, rows and code. Each is what the long way would come to.

use super::{Cursor, Leaf, Line, Open, Scanner, atx, is_blank};
use crate::load::markdown::line::{marker_len, run};

impl Scanner {
    /// The common cases, decided by the first bytes; each is what the long way would come to. Has the
    /// line been dealt with?
    pub(super) fn is_common(&mut self, line: &Line<'_>) -> bool {
        if let Leaf::Fence { mark, .. } = self.leaf {
            return self.stack.is_empty() && unindented(line.text).first() != Some(&mark);
        }
        match line.text {
            [] => self.is_plain_blank(),
            [b'#', ..] => self.is_plain_heading(line),
            [b'|', ..] => self.is_plain_row(line),
            [b'>', b' ', rest @ ..] => is_text(rest) && self.is_plain_quote(line),
            [b' ' | b'\t', ..] => {
                matches!(self.leaf, Leaf::Paragraph(_)) && is_text(unindented(line.text))
            }
            text if is_text(text) => self.is_plain_text(line),
            [b'-' | b'*' | b'+' | b'0'..=b'9', ..] => self.is_plain_item(line),
            _ => false,
        }
    }

    /// Does a line at the left edge stand in none of the open containers?
    fn is_outside(&self) -> bool {
        self.stack.first() != Some(&Open::Item(0))
    }

    /// A row of a table that stands in nothing.
    fn is_plain_row(&self, line: &Line<'_>) -> bool {
        matches!(self.leaf, Leaf::Table(_)) && self.stack.is_empty() && !is_blank(&line.text[1..])
    }

    /// A heading at the left edge.
    fn is_plain_heading(&mut self, line: &Line<'_>) -> bool {
        let is_open = matches!(
            self.leaf,
            Leaf::None | Leaf::Paragraph(_) | Leaf::IndentedCode
        );
        if !is_open || !self.is_outside() {
            return false;
        }
        let Some(level) = atx(line.text) else {
            return false;
        };
        self.leaf = Leaf::None;
        self.close_to(0);
        self.border(line, false);
        self.start_heading(line, Cursor::new(line.text), level);
        true
    }

    /// An item that starts with text, at the left edge: in nothing, or after others.
    fn is_plain_item(&mut self, line: &Line<'_>) -> bool {
        let Some(length) = marker_len(line.text) else {
            return false;
        };
        let (marker, rest) = line.text.split_at(length);
        let interrupts = match self.leaf {
            Leaf::None => true,
            Leaf::Paragraph(_) => {
                length == 1 || !self.stack.is_empty() || matches!(marker, [b'1', _])
            }
            _ => false,
        };
        let is_plain = matches!(rest, [b' ', rest @ ..] if is_text(rest));
        if !is_plain || !interrupts || !self.is_outside() {
            return false;
        }
        self.leaf = Leaf::None;
        self.close_to(0);
        self.border(line, true);
        self.container(line, Open::Item(length + 1));
        let mut cursor = Cursor::new(line.text);
        cursor.skip(length + 1);
        self.paragraph(line, cursor);
        true
    }

    /// A quoted line that starts with text, its mark at the left edge: it begins a quote that stands in
    /// nothing, or goes on with it.
    fn is_plain_quote(&mut self, line: &Line<'_>) -> bool {
        let goes_on = self.stack == [Open::Quote];
        match self.leaf {
            Leaf::Paragraph(_) if goes_on => return true,
            Leaf::None | Leaf::Paragraph(_)
                if goes_on || self.stack.first() != Some(&Open::Quote) => {}
            _ => return false,
        }
        if !self.is_outside() {
            return false;
        }
        if !goes_on {
            self.leaf = Leaf::None;
            self.close_to(0);
            self.border(line, false);
            self.container(line, Open::Quote);
        }
        let mut cursor = Cursor::new(line.text);
        cursor.skip(2);
        self.paragraph(line, cursor);
        true
    }

    /// A line of text at the left edge: it goes on with a paragraph, whatever that stands in, or
    /// starts one that stands in nothing.
    fn is_plain_text(&mut self, line: &Line<'_>) -> bool {
        match self.leaf {
            Leaf::Paragraph(_) => {}
            Leaf::None | Leaf::IndentedCode if self.is_outside() => {
                self.leaf = Leaf::None;
                self.close_to(0);
                self.border(line, false);
                self.paragraph(line, Cursor::new(line.text));
            }
            _ => return false,
        }
        true
    }

    /// An empty line: it ends a paragraph, and the quotes that are open.
    fn is_plain_blank(&mut self) -> bool {
        if !self.stack.is_empty() {
            if !matches!(self.leaf, Leaf::None | Leaf::Paragraph(_)) {
                return false;
            }
            self.leaf = Leaf::None;
            if self.quotes > 0 {
                let quote = self.stack.iter().position(|open| *open == Open::Quote);
                self.close_to(quote.expect("there is one"));
            }
            self.blank();
            return true;
        }
        match self.leaf {
            Leaf::Html(_) => return true,
            Leaf::IndentedCode => {}
            _ => self.leaf = Leaf::None,
        }
        self.is_after_blank = true;
        true
    }
}

/// Does a word start with this byte? Nothing else does that matters to a block.
pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}

/// Is this a line of a paragraph by its first bytes, wherever one may start or go on? Many others are, too.
fn is_text(line: &[u8]) -> bool {
    match line {
        [b'*' | b'_', byte, ..] if is_word(*byte) => true,
        [b'*', b'*', byte, ..] | [b'_', b'_', byte, ..] => is_word(*byte),
        [b'`', byte, ..] => *byte != b'`',
        [b'0'..=b'9', ..] => marker_len(line).is_none(),
        [byte, ..] => is_word(*byte) || matches!(byte, b'"' | b'\'' | b'('),
        [] => false,
    }
}

/// A line without the spaces and tabs it starts with.
fn unindented(line: &[u8]) -> &[u8] {
    &line[run(line, |byte| matches!(byte, b' ' | b'\t'))..]
}
