//! Prose that stands in nothing: paragraphs of lines that start with a letter or a quotation mark, and
//! empty lines between them. Most of a text is, and such a line changes no more than where the open
//! paragraph began; so whole runs of them are passed over.

use super::{LONG, Leaf, Scanner};

impl Scanner {
    /// Where the prose ends that starts at `from` in `window`, whose lines from there on end at `feeds`,
    /// and the ends of the lines behind it; both unchanged where there is none. No line is taken that
    /// starts at `limit` or behind it, or where a cut may lie.
    ///
    /// A line before one that starts otherwise is left: it may be the first row of a table.
    pub(super) fn prose<'e>(
        &mut self,
        window: &[u8],
        feeds: &'e [u32],
        (from, limit): (usize, usize),
    ) -> (usize, &'e [u32]) {
        if !self.is_in_prose() {
            return (from, feeds);
        }
        let base = self.at - from as u64;
        let due = self.found.finder.due().saturating_sub(base);
        let due = usize::try_from(due).unwrap_or(usize::MAX);
        let limit = limit.min(due);
        let mut run = Run::new(&self.leaf, self.is_after_blank);
        let (mut at, mut lines) = (from, 0);
        for end in feeds.iter().map(|end| *end as usize) {
            if at >= limit || end >= due && end - at >= LONG {
                break;
            }
            let first = window[at];
            if end == at || first == b'\r' && end == at + 1 {
                run.blank();
            } else if STARTS[usize::from(first)]
                && window.get(end + 1).is_none_or(|next| may_start(*next))
            {
                run.words(base + at as u64);
            } else {
                break;
            }
            at = end + 1;
            lines += 1;
        }
        self.take(&run);
        (at, &feeds[lines..])
    }

    /// Is nothing open but perhaps a paragraph, and all noted that a first line of its kind is noted for?
    fn is_in_prose(&self) -> bool {
        self.found.is_noted
            && self.stack.is_empty()
            && matches!(self.leaf, Leaf::None | Leaf::Paragraph(_))
            && !self.is_in_line
            && self.at >= self.skip_to
    }

    fn take(&mut self, run: &Run) {
        self.is_after_blank = run.is_after_blank;
        self.leaf = run.paragraph.map_or(Leaf::None, Leaf::Paragraph);
        if run.has_begun {
            self.is_item_empty = false;
            self.is_after_list = false;
            self.carried.clear();
        }
    }
}

/// What changes while lines of prose are passed.
struct Run {
    /// Source offset of the open paragraph.
    paragraph: Option<u64>,
    is_after_blank: bool,
    /// Has a paragraph begun?
    has_begun: bool,
}

impl Run {
    const fn new(leaf: &Leaf, is_after_blank: bool) -> Self {
        let paragraph = match leaf {
            Leaf::Paragraph(start) => Some(*start),
            _ => None,
        };
        Self {
            paragraph,
            is_after_blank,
            has_begun: false,
        }
    }

    const fn blank(&mut self) {
        self.paragraph = None;
        self.is_after_blank = true;
    }

    const fn words(&mut self, start: u64) {
        if self.paragraph.is_none() {
            self.paragraph = Some(start);
            self.is_after_blank = false;
            self.has_begun = true;
        }
    }
}

/// Bytes with which a line of prose starts.
const STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        starts[byte] =
            super::common::is_word(byte as u8) || matches!(byte as u8, b'"' | b'\'' | b'(');
        byte += 1;
    }
    starts
};

/// May a line of prose, or an empty one, start with this byte?
pub(super) const fn may_start(first: u8) -> bool {
    STARTS[first as usize] || matches!(first, b'\n' | b'\r')
}
