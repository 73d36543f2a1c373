//! Headings in raw HTML: `<h2>` to `</h2>`, both in one block.

use super::{Line, Scanner, heading::TITLE_MAX};
use crate::load::markdown::{
    html::{Tag, Tags, Token},
    line::Cursor,
};

/// What is open in a block of raw HTML.
#[derive(Clone, Debug, Default)]
pub(super) struct RawHtml {
    tags: Tags,
    heading: Option<Words>,
}

/// The words of a heading that is open.
#[derive(Clone, Debug)]
struct Words {
    level: u8,
    start: u64,
    /// As Markdown that reads the same.
    text: Vec<u8>,
    /// What the first picture shows, for a heading without words.
    picture: Vec<u8>,
}

impl Scanner {
    /// Takes a line of raw HTML, of which the open containers' marks are off.
    pub(super) fn html_line(&mut self, line: &Line<'_>, cursor: Cursor<'_>) {
        let (rest, at) = (cursor.rest(), line.start + cursor.at() as u64);
        let mut html = std::mem::take(&mut self.html);
        let RawHtml { tags, heading } = &mut html;
        tags.line(rest, at, &mut |token| match (token, &mut *heading) {
            (Token::Text(place), open) => {
                // What looks like a tag and is none may have begun in a line before.
                let start = place.start.saturating_sub(at);
                let text = &rest[start as usize..(place.end - at) as usize];
                match open {
                    Some(open) => push_words(&mut open.text, text),
                    None if text.trim_ascii().is_empty() => {}
                    None => self.has_content(place.start, false),
                }
            }
            (Token::Tag(tag), _) => self.html_tag(&tag, heading),
        });
        if let Some(open) = heading {
            push_words(&mut open.text, b" ");
        }
        self.html = html;
    }

    fn html_tag(&mut self, tag: &Tag<'_>, heading: &mut Option<Words>) {
        match (tag.level(), &mut *heading) {
            (Some(level), _) if !tag.is_end() => {
                *heading = Some(Words {
                    level,
                    start: tag.place.start,
                    text: Vec::new(),
                    picture: Vec::new(),
                });
            }
            (Some(_), open) => {
                if let Some(open) = open.take() {
                    self.end_html_heading(&open, tag.place.end);
                }
            }
            (None, Some(open)) if tag.is("img") && open.picture.is_empty() => {
                if let Some(value) = tag.value("alt") {
                    push_words(&mut open.picture, &tag.text[value]);
                }
            }
            (None, Some(open)) if tag.is("br") || tag.is_block() => {
                push_words(&mut open.text, b" ");
            }
            _ => {}
        }
    }

    /// A heading without words is none.
    fn end_html_heading(&mut self, heading: &Words, end: u64) {
        let is_shown = !heading.text.trim_ascii().is_empty();
        let words = if is_shown {
            heading.text.trim_ascii()
        } else {
            heading.picture.trim_ascii()
        };
        if !words.is_empty() {
            self.has_content(heading.start, false);
            if heading.start >= self.at {
                self.note_line(heading.start);
            }
            self.heading(heading.level, heading.start..end, words, false);
        }
    }
}

/// Appends text of HTML to Markdown: white space as one space, marks escaped. Entities are the same
/// in both.
fn push_words(words: &mut Vec<u8>, text: &[u8]) {
    for byte in text {
        if words.len() >= TITLE_MAX {
            return;
        }
        if byte.is_ascii_whitespace() {
            if !words.is_empty() && !words.ends_with(b" ") {
                words.push(b' ');
            }
            continue;
        }
        let is_number = *byte == b'#' && words.ends_with(b"&");
        if b"\\`*_[]<>~!#{}:".contains(byte) && !is_number {
            words.push(b'\\');
        }
        words.push(*byte);
    }
}
