//! Units: the lines of a paragraph that was wrapped by hand, put together again. A heading, a list
//! item, a row of a table and a line of verse are units of one line.

use std::{cell::OnceCell, ops::Range};

use super::{
    lines::Line,
    shape::{self, Marker, Shape},
};
use crate::load::boilerplate::{self, Label};

/// How the lines of a text are laid out; the survey of the index finds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Style {
    /// Characters at which the text was wrapped; `None` when a line is a paragraph.
    pub wrap: Option<u32>,
    /// Are blank lines so rare that they separate nothing?
    pub is_tight: bool,
    /// Columns before ordinary text.
    pub indent: u32,
    /// Source span of the sentence under the title.
    pub standfirst: Option<Range<u64>>,
}

/// Characters of a unit that are kept as text.
const TEXT: usize = 400;

/// One line or several that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// Source span from the first character to the last line's end, the line end not counted.
    pub source: Range<u64>,
    /// Where the next line starts.
    pub next: u64,
    /// Lines it is made of.
    pub lines: u32,
    /// Blank lines before it.
    pub gap: u32,
    /// The shape of its first line.
    pub shape: Shape,
    /// Characters of all lines, one for each line break between; those of Chinese, Japanese and Korean
    /// count twice, as they say about twice as much.
    pub width: u32,
    /// The last character of all.
    pub last: char,
    /// The text with its marker, spaces trimmed and lines joined by a space; cut after some
    /// hundred characters.
    pub text: String,
    /// Is it the first thing on a page: after a form feed?
    pub starts_page: bool,
    label: Known<Option<Label>>,
}

/// What is found out of a unit when it is first asked for. It says no more than the unit does: units are
/// equal without it.
#[derive(Clone, Debug, Default)]
struct Known<T>(OnceCell<T>);

impl<T> PartialEq for Known<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Unit {
    /// What furniture it is by its words; to be asked of a whole unit.
    pub fn label(&self) -> Option<Label> {
        let find = || boilerplate::label(&self.text);
        *self.label.0.get_or_init(find)
    }
}

#[cfg(test)]
impl Unit {
    /// A line alone between paragraphs.
    pub fn of_words(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            width: text.chars().count() as u32,
            lines: 1,
            gap: 1,
            last: text.chars().last().unwrap_or(' '),
            ..Self::default()
        }
    }
}

/// Does `next`, the line right below `line`, go on with its paragraph?
///
/// `line` was broken because the first word of `next` found no room in it.
pub fn joins(style: &Style, line: &Shape, first: &Shape, next: &Shape) -> bool {
    let Some(wrap) = style.wrap else {
        return false;
    };
    let is_item = matches!(first.marker, Some(m) if m != Marker::Quote);
    let quotes = |shape: &Shape| shape.marker == Some(Marker::Quote);
    if line.ruler.is_some() || next.ruler.is_some() || line.has_columns || next.has_columns {
        return false;
    }
    if quotes(line) != quotes(next)
        || matches!(next.marker, Some(m) if m != Marker::Quote && (is_item || m == Marker::Bullet || line.last == ':'))
    {
        return false;
    }
    if is_item && next.indent < first.indent || !is_item && next.indent > first.indent + 1 {
        return false;
    }
    let room = line.indent + line.width + 1 + next.first_word;
    // Ragged text leaves some room; a line that starts in lower case goes on with one that is not short.
    let is_full = room * 100 > wrap * 93;
    let flows =
        next.is_lower && !matches!(line.last, '.' | '?' | '!' | ':') && room * 100 > wrap * 60;
    is_full || flows || is_item && next.indent > first.indent && next.is_lower
}

/// Puts lines together to units.
#[derive(Clone, Debug, Default)]
pub struct Grouper {
    style: Style,
    unit: Option<Unit>,
    /// The shape of the last line of `unit`.
    line: Shape,
    gap: u32,
    starts_page: bool,
    /// Texts of units that nobody needs any more, to be filled again.
    spare: Vec<String>,
}

impl Grouper {
    /// Groups by `style`.
    pub fn new(style: Style) -> Self {
        Self {
            style,
            ..Self::default()
        }
    }

    /// Takes the next line; gives the unit that it ends.
    pub fn push(&mut self, line: &Line<'_>) -> Option<Unit> {
        let is_blank = shape::is_blank(line.bytes);
        self.push_shaped(line, (!is_blank).then(|| shape::of_line(line)))
    }

    /// The same when the shape of the line is known, `None` for a blank one.
    pub fn push_shaped(&mut self, line: &Line<'_>, shape: Option<Shape>) -> Option<Unit> {
        let is_page = line.bytes.first() == Some(&b'\x0c');
        let Some(shape) = shape else {
            self.gap += 1;
            self.starts_page |= is_page;
            return self.unit.take();
        };
        if let Some(unit) = &mut self.unit
            && !is_page
            && joins(&self.style, &self.line, &unit.shape, &shape)
        {
            extend(unit, line, &shape);
            self.line = shape;
            return None;
        }
        let unit = Unit {
            gap: std::mem::take(&mut self.gap),
            starts_page: std::mem::take(&mut self.starts_page) || is_page,
            ..start(line, &shape, self.spare.pop().unwrap_or_default())
        };
        self.line = shape;
        self.unit.replace(unit)
    }

    /// Takes back the texts of units that nobody needs any more.
    pub fn reuse(&mut self, texts: impl Iterator<Item = String>) {
        self.spare.extend(texts);
    }

    /// The last unit.
    pub fn finish(&mut self) -> Option<Unit> {
        self.unit.take()
    }
}

/// A unit of one line, whose text is put in the place of `spare`.
fn start(line: &Line<'_>, shape: &Shape, mut spare: String) -> Unit {
    let head = shape::head(line);
    let text = cut(head.trim_matches(shape::is_space), TEXT);
    spare.clear();
    spare.push_str(text);
    Unit {
        source: line.start + u64::from(shape.text_at)..line.end,
        next: line.next,
        lines: 1,
        shape: shape.clone(),
        width: weighed(shape.width, text),
        last: shape.last,
        text: spare,
        ..Unit::default()
    }
}

fn extend(unit: &mut Unit, line: &Line<'_>, shape: &Shape) {
    unit.source.end = line.end;
    unit.next = line.next;
    unit.lines += 1;
    unit.width += 1 + weighed(shape.width, &unit.text);
    unit.last = shape.last;
    if unit.text.len() < TEXT {
        let head = shape::head(line);
        let mut text = head.trim_matches(shape::is_space);
        if shape.marker == Some(Marker::Quote) {
            text = &text[shape.marker_len as usize..];
        }
        unit.text.push(' ');
        unit.text.push_str(cut(text, TEXT));
    }
}

/// What `width` characters of a line count that starts as `text` does.
fn weighed(width: u32, text: &str) -> u32 {
    width << u32::from(is_dense(text))
}

/// Bytes of a line by which its script is known.
const SCRIPT: usize = 72;

/// Is `text` written in characters that each stand for a syllable or a word: Chinese, Japanese, Korean?
/// Foreign words among them change nothing.
pub fn is_dense(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(SCRIPT)];
    if head.is_ascii() {
        return false;
    }
    // These bytes lead the characters from U+3000 to U+DFFF.
    let dense = head.iter().filter(|b| matches!(b, 0xe3..=0xed)).count();
    dense * 12 >= head.len() && dense >= 2
}

/// The first `len` bytes of `text` or a little less.
pub fn cut(text: &str, len: usize) -> &str {
    let mut end = len.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_that_say_much_in_few_characters() {
        for text in [
            "水门的历史",
            "港は誰のものか",
            "부두의 역사",
            "API 密钥放在哪里",
            "用 Rust 写的水门",
        ] {
            assert!(is_dense(text), "{text}");
        }
        for text in [
            "",
            "The lock",
            "Шлюз",
            "قصة الميناء",
            "Why 水 is written so on the gates of the upper lock",
            "—",
        ] {
            assert!(!is_dense(text), "{text}");
        }
        assert_eq!(weighed(5, "水门的历史"), 10);
        assert_eq!(weighed(8, "The lock"), 8);
    }
}
