//! Raw HTML as it is meant to be read: headings, words, links, pictures by what they show, lists and
//! tables. What has no meaning for a reader, and what only a browser runs, is left out.

mod table;

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Parser};

use super::{Build, Grid};
use crate::{
    load::markdown::{
        html::{Tag, Tags, Token, is_known, is_power, is_shown_as_meant},
        line::html_end,
    },
    model::{BlockKind, Mark},
};

/// Longest name of an entity, with its signs: `&CounterClockwiseContourIntegral;`.
const ENTITY_MAX: usize = 34;

/// Bytes that may stand raised as a power, with the first of the tag after them.
const RAISED: usize = 16;

/// Marks open at once; more are no marks.
const MARKS_MAX: usize = 32;

/// What is open in raw HTML, in a block of it or in a line of Markdown.
#[derive(Default)]
pub(super) struct RawHtml {
    how: How,
    /// Is it a block of HTML, as opposed to tags in a line?
    pub(super) is_block: bool,
    tags: Tags,
    /// Blocks before it.
    blocks: usize,
    /// The level of the heading that is open, and where it starts.
    heading: Option<(u8, usize)>,
    /// What the first picture in it shows, and where that stands.
    picture: Option<(String, Range<usize>)>,
    /// Names of tags that mark words, with their mark and where it starts.
    marks: Vec<(String, Mark, u32)>,
    /// White space, shown only when words follow.
    space: Option<Range<usize>>,
    /// The lists that are open.
    lists: Vec<List>,
    /// Is a cell of a table open?
    is_in_cell: bool,
}

/// A list that is open.
#[derive(Default)]
struct List {
    /// The next number; `None` for bullets.
    next: Option<u64>,
    is_in_item: bool,
}

/// How a block of HTML is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum How {
    /// Its words, with what the tags say of them; may it hold headings?
    Flowing { has_headings: bool },
    /// Line by line, as code.
    Kept,
    /// Not at all.
    #[default]
    Hidden,
}

impl Build<'_> {
    pub(super) fn html_block(&mut self, range: &Range<usize>) {
        self.close(None);
        let text = self.input.text[range.clone()].trim_start();
        let is = |name: &str| {
            let start = text.get(1..=name.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        let how = match html_end(text.get(1..).unwrap_or_default().as_bytes()) {
            None => How::Flowing { has_headings: true },
            Some(b"-->") => How::Flowing {
                has_headings: false,
            },
            Some(_) if is("pre") || is("textarea") => How::Kept,
            Some(_) => How::Hidden,
        };
        self.html = RawHtml {
            how,
            is_block: true,
            blocks: self.blocks,
            ..RawHtml::default()
        };
    }

    pub(super) fn end_html_block(&mut self, end: usize) {
        self.end_html_table(end);
        self.break_html(end);
        while !self.html.lists.is_empty() {
            self.end_html_list(&(end..end));
        }
        // An item that holds nothing but HTML that is not shown is no empty item.
        if self.blocks == self.html.blocks {
            self.blocks += 1;
        }
        self.html = RawHtml::default();
    }

    /// A line of a block of HTML.
    pub(super) fn html(&mut self, text: &str, range: Range<usize>) {
        if self.html.how == How::Hidden || self.input.text.get(range.clone()) != Some(text) {
            return;
        }
        let mut tags = std::mem::take(&mut self.html.tags);
        let is_kept = self.html.how == How::Kept;
        if is_kept && text.trim().is_empty() {
            self.keep_line_end();
        }
        tags.line(
            text.as_bytes(),
            range.start as u64,
            &mut |token| match token {
                Token::Text(place) => {
                    let place = place.start as usize..place.end as usize;
                    if is_kept {
                        self.kept_text(place);
                    } else {
                        self.html_text(place);
                    }
                }
                Token::Tag(tag) if !is_kept => self.html_tag(&tag),
                Token::Tag(_) => {}
            },
        );
        self.html.tags = tags;
        let words = text.trim_end_matches(['\n', '\r']).len();
        let line_end = range.start + words..range.end;
        if !is_kept {
            self.html_space(line_end);
        } else if self.open.is_some() {
            self.line_end = Some(line_end);
        }
    }

    /// Shows the end of the line before, now that another one follows.
    fn keep_line_end(&mut self) {
        if let Some(line_end) = self.line_end.take() {
            if self.is_full() {
                self.continue_at(line_end.end);
            } else {
                self.push("\n", line_end);
            }
        }
    }

    fn kept_text(&mut self, place: Range<usize>) {
        if self.open.is_none() {
            self.begin(BlockKind::Code(None), place.clone());
        }
        self.keep_line_end();
        self.entities(place);
    }

    /// Words, and the white space between them.
    fn html_text(&mut self, place: Range<usize>) {
        let text = &self.input.text[place.clone()];
        if text.len() > 1 && text.starts_with('<') && !is_known(text.as_bytes()) {
            return self.unknown_tag(place);
        }
        let mut at = place.start;
        while at < place.end {
            let rest = &text[at - place.start..];
            let is_space = |c: char| c.is_ascii_whitespace();
            let space = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            self.html_space(at..at + space);
            let words = rest[space..].find(is_space).unwrap_or(rest.len() - space);
            at += space;
            if words > 0 {
                self.begin_words(at..at + words);
                self.entities(at..at + words);
            }
            at += words;
        }
    }

    fn unknown_tag(&mut self, place: Range<usize>) {
        self.begin_words(place.clone());
        let start = self.out.len();
        self.push_same(place);
        self.out.add_inline(Mark::Html, start);
    }

    /// White space: one space, once words follow.
    fn html_space(&mut self, place: Range<usize>) {
        if !place.is_empty() && self.html.space.is_none() {
            self.html.space = Some(place);
        }
    }

    /// Words follow at `place`: opens a block for them, or shows the space before them.
    fn begin_words(&mut self, place: Range<usize>) {
        let space = self.html.space.take();
        if self.grid.is_some() && !self.html.is_in_cell {
            // Words between the cells, such as a caption, are a row of their own.
            self.end_html_row(place.start);
            self.cell();
            self.html.is_in_cell = true;
        }
        if self.html.is_in_cell {
            let cell = self.grid.as_ref().and_then(|grid| grid.row.last());
            if let Some(space) = space
                && cell.is_some_and(|cell| cell.start < self.out.len())
            {
                self.push_space(space);
            }
            return self.need_block(&place);
        }
        if self.open.is_some() {
            if let Some(space) = space.filter(|_| !self.is_open_empty()) {
                self.push_space(space);
            }
            return self.need_block(&place);
        }
        let start = self.html.heading.map_or(place.start, |(_, start)| start);
        self.begin(BlockKind::Paragraph, start..place.end);
        // Marks that were open before a block broke go on in this one.
        let text = self.out.len();
        for (_, _, start) in &mut self.html.marks {
            *start = text;
        }
    }

    fn push_space(&mut self, space: Range<usize>) {
        if self.is_full() {
            return self.continue_at(space.end);
        }
        self.push(" ", space);
    }

    pub(super) fn is_open_empty(&self) -> bool {
        let open = self.open.as_ref();
        open.is_none_or(|open| open.text == self.out.len())
    }

    /// Appends what stands at `place`, its entities as the characters they stand for.
    fn entities(&mut self, place: Range<usize>) {
        let mut from = place.start;
        while let Some(found) = self.input.text[from..place.end].find('&') {
            let at = from + found;
            self.push_same(from..at);
            let rest = &self.input.text[at..place.end];
            let name = rest.bytes().take(ENTITY_MAX).position(|byte| byte == b';');
            let end = at + name.map_or(1, |end| end + 1);
            let raw = &self.input.text[at..end];
            match entity(raw) {
                Some(shown) => self.push(&shown, at..end),
                None => self.push_same(at..end),
            }
            from = end;
        }
        self.push_same(from..place.end);
    }

    fn html_tag(&mut self, tag: &Tag<'_>) {
        let place = tag.place.start as usize..tag.place.end as usize;
        let has_headings = matches!(self.html.how, How::Flowing { has_headings: true });
        match tag.level() {
            Some(level) if has_headings && !tag.is_end() => {
                self.end_html_table(place.start);
                self.break_html(place.start);
                self.html.heading = Some((level, place.start));
                self.html.picture = None;
            }
            Some(_) if self.html.heading.is_some() => self.end_html_heading(place.end),
            _ if self.html.heading.is_some() && tag.is_block() => self.html_space(place),
            _ if tag.is("table") => self.html_table(tag.is_end(), place),
            _ if tag.is("tr") => self.html_row(tag.is_end(), place),
            _ if tag.is("td") || tag.is("th") => self.html_cell(tag, place),
            _ if tag.is("ul") || tag.is("ol") => self.html_list(tag, &place),
            _ if tag.is("li") => self.html_item(tag.is_end(), &place),
            _ if tag.is("summary") => {
                self.break_html(place.start);
                if !tag.is_end() {
                    let mark = ("summary".to_owned(), Mark::Strong, self.out.len());
                    self.html.marks.push(mark);
                }
            }
            _ if tag.is("hr") => {
                self.break_html(place.start);
                if !self.html.is_in_cell {
                    self.rule(place);
                }
            }
            _ if tag.is_block() => self.break_html(place.start),
            _ => self.inline_tag(tag, place),
        }
    }

    /// Ends the block of words that is open; in a heading and in a cell words go on behind a space.
    fn break_html(&mut self, at: usize) {
        if self.html.is_in_cell {
            return self.html_space(at..at + 1);
        }
        if self.grid.is_some() {
            return;
        }
        self.html.space = None;
        self.html.heading = None;
        if self.is_open_empty() {
            self.open = None;
            self.html.marks.clear();
        } else {
            self.close(Some(at));
        }
    }

    /// `</h2>`: what was shown since `<h2>` is a heading, if it is anything.
    fn end_html_heading(&mut self, end: usize) {
        let Some((level, start)) = self.html.heading else {
            return;
        };
        if self.is_open_empty()
            && let Some((alt, place)) = self.html.picture.take()
        {
            self.begin_words(place.clone());
            self.push_picture(&alt, place);
        }
        if !self.is_open_empty() {
            let kind = self.heading(level, &(start..end));
            if let Some(open) = &mut self.open {
                open.kind = kind;
            }
        }
        self.break_html(end);
    }

    // In a line.

    /// A tag in a line of Markdown.
    pub(super) fn inline_html(&mut self, text: &str, range: Range<usize>) {
        if !is_shown_as_meant(text) {
            self.mark(Mark::Html, &range);
            self.push(text, range);
            return self.end_mark();
        }
        if matches!(text.as_bytes().get(1), Some(b'!' | b'?')) {
            return;
        }
        let place = range.start as u64..range.end as u64;
        let tag = Tag {
            text: text.as_bytes(),
            place,
        };
        self.inline_tag(&tag, range);
    }

    fn inline_tag(&mut self, tag: &Tag<'_>, place: Range<usize>) {
        let is_flowing = self.html.how != How::Hidden;
        if tag.is("br") {
            let is_apart = self.html.heading.is_some() || self.html.is_in_cell;
            return match (is_flowing, is_apart || self.is_open_empty()) {
                (true, true) => self.html_space(place),
                (true, false) => {
                    self.html.space = None;
                    self.line_break("\n", &place);
                }
                (false, _) => self.line_break("\n", &place),
            };
        }
        if tag.is("img") {
            return self.html_picture(tag, place);
        }
        if tag.is("sup") && !tag.is_end() && self.out.text().ends_with(char::is_alphanumeric) {
            let after = &self.input.text[place.end..];
            let len = after.bytes().take(RAISED).position(|byte| byte == b'<');
            if len.is_some_and(|len| is_power(&after[..len])) {
                self.out.push_generated("^");
            }
            return;
        }
        let Some(mark) = self.mark_of(tag) else {
            return;
        };
        let name = String::from_utf8_lossy(tag.name()).to_ascii_lowercase();
        if tag.is_end() {
            return self.end_html_mark(&name);
        }
        if is_flowing
            && !self.is_open_empty()
            && let Some(space) = self.html.space.take()
        {
            self.push_space(space);
        }
        if self.html.marks.len() < MARKS_MAX {
            self.html.marks.push((name, mark, self.out.len()));
        }
    }

    /// How a tag marks the words in it.
    fn mark_of(&mut self, tag: &Tag<'_>) -> Option<Mark> {
        let among = |names: &[&str]| names.iter().any(|name| tag.is(name));
        if tag.is("a") {
            if tag.is_end() {
                return Some(Mark::Html);
            }
            let target = String::from_utf8_lossy(&tag.text[tag.value("href")?]).into_owned();
            return Some(Mark::Link(self.out.add_target(&target)));
        }
        [
            (&["b", "strong"][..], Mark::Strong),
            (&["i", "em", "cite", "dfn", "var"], Mark::Emphasis),
            (&["code", "kbd", "samp", "tt"], Mark::Code),
            (&["s", "del", "strike"], Mark::Strikethrough),
        ]
        .into_iter()
        .find_map(|(names, mark)| among(names).then_some(mark))
    }

    /// Ends the mark of that name, and those inside it.
    fn end_html_mark(&mut self, name: &str) {
        let marks = &mut self.html.marks;
        let Some(at) = marks.iter().rposition(|(open, ..)| open == name) else {
            return;
        };
        for (_, mark, start) in marks.drain(at..) {
            self.out.add_inline(mark, start);
        }
    }

    /// Ends every mark that a tag has begun: none goes on in another block.
    pub(super) fn end_html_marks(&mut self) {
        for (_, mark, start) in self.html.marks.drain(..) {
            self.out.add_inline(mark, start);
        }
    }

    /// A picture by what it shows; in a heading only where there are no words.
    fn html_picture(&mut self, tag: &Tag<'_>, place: Range<usize>) {
        let Some(value) = tag.value("alt").filter(|value| !value.is_empty()) else {
            return;
        };
        let alt = String::from_utf8_lossy(&tag.text[value.clone()]).into_owned();
        // A tag over several lines has its marks between them.
        let is_same = self.input.text.get(place.clone()).map(str::as_bytes) == Some(tag.text);
        let at = if is_same {
            place.start + value.start..place.start + value.end
        } else {
            place
        };
        if self.html.heading.is_some() {
            self.html.picture.get_or_insert((alt, at));
            return;
        }
        if self.html.how == How::Hidden {
            self.need_block(&at);
        } else {
            self.begin_words(at.clone());
        }
        let target = tag.value("src").map_or(&b""[..], |src| &tag.text[src]);
        let target = self.out.add_target(&String::from_utf8_lossy(target));
        let start = self.out.len();
        self.push_picture(&alt, at);
        self.out.add_inline(Mark::Image(target), start);
    }

    fn push_picture(&mut self, alt: &str, place: Range<usize>) {
        if self.input.text.get(place.clone()) == Some(alt) {
            self.entities(place);
        } else {
            self.push(alt, place);
        }
    }
}

/// What an entity stands for; `None` when it is none.
fn entity(raw: &str) -> Option<String> {
    if raw.len() < 2 {
        return None;
    }
    let text = |event| match event {
        Event::Text(text) => Some(text),
        _ => None,
    };
    let parts: Vec<CowStr<'_>> = Parser::new(raw).filter_map(text).collect();
    let shown = parts.concat();
    (shown != raw).then_some(shown)
}

#[cfg(test)]
mod tests;
