//! Lines in bold that stand alone: in a document without any heading they are what its writer used
//! for headings.

use std::ops::Range;

use super::{Line, Scanner};
use crate::load::markdown::line::{Cursor, is_blank};

/// The rule these headings are found by.
pub(crate) const RULE: &str = "bold-line";

/// Longest line taken, in bytes.
const LONGEST: usize = 160;

/// Most lines kept; a text with more of them has no headings.
const MOST: usize = 1 << 16;

/// Lines in bold that stand alone, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct BoldLines {
    lines: Vec<Range<u64>>,
    /// Their words as they stand in the source, and where each ends.
    words: Vec<u8>,
    ends: Vec<u32>,
}

impl BoldLines {
    /// Source span and words of each, marks included; none unless there are at least two: one line
    /// in bold makes no sections.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Range<u64>, &[u8])> {
        let are_headings = (2..MOST).contains(&self.lines.len());
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let lines = self.lines.iter().zip(starts.zip(&self.ends));
        lines
            .filter(move |_| are_headings)
            .map(|(line, (start, end))| (line.clone(), &self.words[start as usize..*end as usize]))
    }

    fn push(&mut self, line: Range<u64>, words: &[u8]) {
        if self.lines.len() < MOST {
            self.lines.push(line);
            self.words.extend_from_slice(words);
            self.ends.push(self.words.len() as u32);
        }
    }
}

impl Scanner {
    /// Notes the line, which starts a paragraph with `rest` at `start`, if it is all of the paragraph, all in
    /// bold, and stands in nothing.
    pub(super) fn bold_line(&mut self, line: &Line<'_>, start: u64, rest: &[u8]) {
        let may_be = !self.found.has_heading && self.stack.is_empty();
        let words = rest.trim_ascii_end();
        if may_be && is_bold(words) && ends_paragraph(line.following()) {
            self.found.bold.push(start..line.end, words);
        }
    }
}

/// Is all of it in bold, and no sentence?
fn is_bold(text: &[u8]) -> bool {
    let inside = [&b"**"[..], b"__"].iter().find_map(|mark| {
        let inside = text.strip_prefix(*mark)?.strip_suffix(*mark)?;
        memchr::memmem::find(inside, mark)
            .is_none()
            .then_some(inside)
    });
    let Some(inside) = inside.filter(|_| text.len() <= LONGEST) else {
        return false;
    };
    let edges = [inside.first(), inside.last()];
    let is_tight = edges
        .iter()
        .all(|edge| edge.is_some_and(|byte| !b" *_\\".contains(byte)));
    is_tight && !inside.ends_with(b".") && !inside.ends_with(b",") && !inside.ends_with(b";")
}

/// Does the paragraph end before `following`?
fn ends_paragraph(following: &[u8]) -> bool {
    let end = memchr::memchr(b'\n', following).unwrap_or(following.len());
    let mut cursor = Cursor::new(&following[..end]);
    cursor.spaces();
    is_blank(cursor.rest())
}

#[cfg(test)]
mod tests {
    use crate::{
        load::from_bytes,
        model::{BlockKind, Chunks, Format, TitleOrigin},
    };

    /// Titles of the sections, the lead as `-`, and of the headings that are shown.
    fn check(text: &str, expected: &[&str]) {
        let library = from_bytes("a.md", text.into(), Some(Format::Markdown));
        let document = library.document();
        let outline = &document.outline;
        let listed: Vec<String> = (0..outline.len() as u32)
            .map(|id| match outline.title(id).to_string() {
                title if title.is_empty() => "-".to_owned(),
                title => title,
            })
            .collect();
        assert_eq!(listed, expected, "{text:?}");
        let chunk = library.chunk_at(0);
        let is_heading = |kind| matches!(kind, BlockKind::Heading { .. } | BlockKind::Title);
        let shown = chunk.blocks.iter().filter(|block| is_heading(block.kind));
        let headed = listed.iter().filter(|title| *title != "-").count();
        let titled = usize::from(document.title.origin == TitleOrigin::Heading);
        assert_eq!(shown.count(), headed + titled, "{text:?}");
    }

    #[test]
    fn lines_in_bold_are_sections_where_there_is_no_heading() {
        check(
            "Words.\n\n**Costs**\n\nMore.\n\n__What *next*?__  \nx\n\n__Where?__\n",
            &["-", "Costs", "Where?"],
        );
        check("**One**\r\n\r\na\r\n\r\n  **Two**\r\n", &["One", "Two"]);
        check("a\n\n**One**\n\n**Two**\n\n## Three\n", &["-", "Three"]);
        check("# T\n\n**One**\n\n**Two**\n\nx", &["-"]);
    }

    #[test]
    fn other_bold_words_are_words() {
        for text in [
            "**Only one**\n\nx",
            "**a.**\n\n**b**\n\nx",
            "**a** **b**\n\n**c** d\n\n**e**\nf\n\nx\n**g**\n",
            "> **a**\n\n- **b**\n\n    **c**\n\n```\n**d**\n\n**e**\n```\n",
            "****\n\n** a**\n\n**b **\n\nx",
        ] {
            check(text, &["-"]);
        }
    }
}
