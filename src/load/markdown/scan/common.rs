//! The common lines, decided by their first bytes: most of a text is plain words, blank lines,
//! headings, items and rows that stand in nothing. Each is what the long way would come to.

use super::{Cursor, Leaf, Line, Open, Scanner, atx, is_blank};

impl Scanner {
    /// The common cases, decided by the first bytes; each is what the long way would come to. Has the
    /// line been dealt with?
    pub(super) fn is_common(&mut self, line: &Line<'_>) -> bool {
        match line.text {
            [] => self.is_plain_blank(),
            [b'#', ..] => self.is_plain_heading(line),
            [b'|', ..] => self.is_plain_row(line),
            [b'-' | b'*' | b'+' | b'1'..=b'9', ..] => self.is_plain_item(line),
            [byte, ..] => is_word(*byte) && self.is_plain_text(line),
        }
    }

    /// A row of a table that stands in nothing.
    fn is_plain_row(&self, line: &Line<'_>) -> bool {
        matches!(self.leaf, Leaf::Table(_)) && self.stack.is_empty() && !is_blank(&line.text[1..])
    }

    /// A heading that stands in nothing.
    fn is_plain_heading(&mut self, line: &Line<'_>) -> bool {
        let is_open = matches!(
            self.leaf,
            Leaf::None | Leaf::Paragraph(_) | Leaf::IndentedCode
        );
        if !is_open || !self.stack.is_empty() {
            return false;
        }
        let Some(level) = atx(line.text) else {
            return false;
        };
        self.leaf = Leaf::None;
        self.border(line, false);
        self.start_heading(line, Cursor::new(line.text), level);
        true
    }

    /// An item that starts with a word, at the start of the line: in nothing, or after others.
    fn is_plain_item(&mut self, line: &Line<'_>) -> bool {
        let (marker, is_bullet) = match line.text {
            [b'-' | b'*' | b'+', b' ', byte, ..] if is_word(*byte) => (1, true),
            [_, b'.' | b')', b' ', byte, ..] if is_word(*byte) => (2, false),
            _ => return false,
        };
        let interrupts = match self.leaf {
            Leaf::None => true,
            Leaf::Paragraph(_) => is_bullet || !self.stack.is_empty(),
            _ => false,
        };
        if !interrupts || self.stack.first() == Some(&Open::Item(0)) {
            return false;
        }
        self.leaf = Leaf::None;
        self.close_to(0);
        self.border(line, true);
        self.container(line, Open::Item(marker + 1));
        let mut cursor = Cursor::new(line.text);
        cursor.skip(marker + 1);
        self.paragraph(line, cursor);
        true
    }

    /// A line of a paragraph that stands in nothing.
    fn is_plain_text(&mut self, line: &Line<'_>) -> bool {
        if !self.stack.is_empty() {
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

    /// An empty line where nothing stands in anything, or after another one.
    fn is_plain_blank(&mut self) -> bool {
        if !self.stack.is_empty() {
            let is_second = self.is_after_blank && matches!(self.leaf, Leaf::None);
            if is_second {
                self.blank();
            }
            return is_second;
        }
        match self.leaf {
            Leaf::Fence { .. } | Leaf::Html(_) => return true,
            Leaf::IndentedCode => {}
            _ => self.leaf = Leaf::None,
        }
        self.is_after_blank = true;
        true
    }
}

/// Does a word start with this byte? Nothing else does that matters to a block.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}
