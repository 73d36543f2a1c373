//! Events of the parser to the blocks, inlines and containers of a chunk.

mod admonition;
mod html;
mod link;
mod table;
mod text;

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use self::{admonition::Fence, html::RawHtml, table::Grid};
use crate::{
    load::markdown::{
        marked::{Kind, Marked, Plain},
        sign::Signs,
    },
    model::{
        Alert, BlockKind, Chunk, ChunkBuilder, Container, ContainerKind, Mark, Outline, SectionKind,
    },
    text::{Clean, CleanString},
};

/// A block that grows longer than this is continued in a next one.
const BLOCK_MAX: usize = 16 * 1024;

/// Containers nested deeper than this are shown as if they stood at this depth.
const DEPTH_MAX: usize = 16;

/// What the parser reads, and where it came from.
pub(super) struct Input<'a> {
    /// What the parser reads. Of one length with the source from `skip` on.
    pub text: &'a str,
    /// Bytes at the start of `text` that stand nowhere in the source.
    pub skip: usize,
    /// Source offset of the byte after them.
    pub base: u64,
    /// Parts of `text` that stand for invalid UTF-8.
    pub invalid: &'a [Range<usize>],
    /// Source offset of the heading that is the title of the document.
    pub title: Option<u64>,
    /// The sections, where they were found by lines in bold.
    pub bold: Option<&'a Outline>,
    /// Does it start in the middle of a block?
    pub is_torn: bool,
}

impl Input<'_> {
    fn source(&self, range: &Range<usize>) -> Range<u64> {
        let at = |index: usize| self.base + index.saturating_sub(self.skip) as u64;
        at(range.start)..at(range.end)
    }
}

/// A block under construction.
struct Open {
    kind: BlockKind,
    /// Where its text starts.
    text: u32,
    /// What it covers of the input; `None` for the end while that is not known.
    start: usize,
    end: usize,
    is_continuation: bool,
    /// May an address stand in its text?
    may_hold_address: bool,
}

/// A container that is open.
struct Frame {
    container: Option<u32>,
    /// Blocks when it was opened.
    blocks: usize,
    is_item: bool,
    /// Has it been opened again for the rest of a torn block?
    is_reopened: bool,
    /// Does it stand between lines of colons?
    admonition: Option<Fence>,
}

pub(super) struct Build<'a> {
    input: Input<'a>,
    out: ChunkBuilder,
    frames: Vec<Frame>,
    /// The next number of each open list.
    lists: Vec<Option<u64>>,
    open: Option<Open>,
    marks: Vec<(Mark, u32)>,
    grid: Option<Grid>,
    /// A line end of code, shown only when another line follows.
    line_end: Option<Range<usize>>,
    /// What is open in raw HTML.
    html: RawHtml,
    /// Signs that stand for something else.
    signs: Signs,
    blocks: usize,
}

impl<'a> Build<'a> {
    pub(super) fn new(out: ChunkBuilder, input: Input<'a>) -> Self {
        Self {
            input,
            out,
            frames: Vec::new(),
            lists: Vec::new(),
            open: None,
            marks: Vec::new(),
            grid: None,
            line_end: None,
            html: RawHtml::default(),
            signs: Signs::default(),
            blocks: 0,
        }
    }

    /// Takes the next event; events of what was only read to open blocks again are passed over.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if range.end <= self.input.skip && self.input.skip > 0 {
            return;
        }
        let is_words = matches!(
            event,
            Event::Text(_) | Event::Code(_) | Event::InlineHtml(_)
        );
        if is_words && self.signs.has_passed(&range) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            // The rest of a tab that reaches into a list item; all else comes as HTML.
            Event::Text(_) if self.html.is_block => {}
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.code(&text, &range),
            Event::Html(text) => self.html(&text, range),
            Event::InlineHtml(text) => self.inline_html(&text, range),
            Event::FootnoteReference(label) => self.footnote_reference(&label, &range),
            Event::SoftBreak if self.is_open_empty() || self.is_admonition_next(range.end) => {}
            Event::SoftBreak => self.line_break(" ", &range),
            Event::HardBreak => self.line_break("\n", &range),
            Event::Rule => self.rule(range),
            Event::TaskListMarker(is_done) => self.task(is_done),
            _ => {}
        }
    }

    /// Takes a block that begins at `start` as the events would give it that the parser makes of it.
    pub(super) fn plain(&mut self, start: usize, plain: &Plain<'_>, marks: &[Marked]) {
        let bytes = self.input.text.as_bytes();
        let (first, words) = (start + plain.start, plain.words);
        // Nearly always right behind the words.
        let mut rest = bytes[first + words.len()..].iter();
        let rest = rest.position(|byte| *byte == b'\n');
        let end = rest.map_or(bytes.len(), |len| first + words.len() + len + 1);
        let range = start..end;
        match plain.level {
            Some(level) => {
                let kind = self.heading(level, &range);
                self.begin(kind, range.clone());
            }
            None => self.event(Event::Start(Tag::Paragraph), range.clone()),
        }
        if let Some(open) = &mut self.open {
            open.may_hold_address = plain.may_hold_address;
        }
        let mut at = 0;
        for marked in marks {
            self.plain_words(first, words, at..marked.range.start);
            at = marked.range.end;
            self.marked(first, words, marked);
        }
        self.plain_words(first, words, at..words.len());
        self.event(Event::End(TagEnd::Paragraph), range);
    }

    /// Appends what stands at `range` of `words`, which start at `first`.
    fn plain_words(&mut self, first: usize, words: Clean<'_>, range: Range<usize>) {
        let start = first + range.start;
        let source = self.input.source(&(start..start)).start;
        self.out.push_in_line(words.slice(range), source);
    }

    /// Takes the `marked` ones of `words`, which start at `first`.
    fn marked(&mut self, first: usize, words: Clean<'_>, marked: &Marked) {
        let text = self.input.text;
        let range = &(first + marked.range.start..first + marked.range.end);
        let inside = first + marked.words.start..first + marked.words.end;
        let mark = match marked.kind {
            Kind::Emphasis => Mark::Emphasis,
            Kind::Strong => Mark::Strong,
            Kind::Link => {
                // Between "](" and ")".
                let target = &text[inside.end + 2..range.end - 1];
                Mark::Link(self.out.add_target(target))
            }
            Kind::Code => return self.code(&text[inside], range),
        };
        self.mark(mark, range);
        self.plain_words(first, words, marked.words.clone());
        self.end_mark();
    }

    /// The finished chunk.
    pub(super) fn finish(mut self) -> Chunk {
        self.close(None);
        self.out.finish()
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.loosen();
                let kind = self.paragraph(&range);
                self.begin(kind, range);
            }
            Tag::Heading { level, .. } => {
                let kind = self.heading(level as u8, &range);
                self.begin(kind, range);
            }
            Tag::CodeBlock(kind) => {
                let language = self.language(&kind);
                self.begin(BlockKind::Code(language), range);
            }
            Tag::HtmlBlock => self.html_block(&range),
            Tag::Table(columns) => self.table(&columns, range),
            Tag::TableCell => self.cell(),
            Tag::List(first) => {
                self.close(None);
                self.lists.push(first);
            }
            Tag::Item => self.item(&range),
            Tag::BlockQuote(kind) => {
                let kind = kind.map_or(ContainerKind::Quote, |kind| {
                    ContainerKind::Alert(alert(kind))
                });
                self.frame(kind, &range);
            }
            Tag::FootnoteDefinition(label) => {
                let label = CleanString::from_raw(&label);
                self.frame(ContainerKind::Footnote(label), &range);
            }
            Tag::Emphasis => self.mark(Mark::Emphasis, &range),
            Tag::Strong => self.mark(Mark::Strong, &range),
            Tag::Strikethrough => self.mark(Mark::Strikethrough, &range),
            Tag::Link { dest_url, .. } => {
                let target = self.out.add_target(&dest_url);
                self.mark(Mark::Link(target), &range);
            }
            Tag::Image { dest_url, .. } => {
                let target = self.out.add_target(&dest_url);
                self.mark(Mark::Image(target), &range);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph if self.is_open_empty() => {
                // Nothing but tags that are not shown.
                self.end_html_marks();
                self.open = None;
                self.blocks += 1;
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => {
                self.close(Some(range.end));
            }
            TagEnd::HtmlBlock => self.end_html_block(range.end),
            TagEnd::Table => {
                self.add_table();
                self.close(Some(range.end));
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.row(matches!(tag, TagEnd::TableHead), range.end);
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::List(_) => {
                self.close(None);
                self.lists.pop();
            }
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.end_frame(range);
            }
            TagEnd::Image => self.end_image(range),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                self.end_mark();
            }
            _ => {}
        }
    }

    // Containers.

    fn item(&mut self, range: &Range<usize>) {
        let number = self.lists.last_mut().and_then(|next| {
            let number = *next;
            *next = number.map(|number| number + 1);
            number
        });
        let kind = ContainerKind::Item {
            number,
            task: None,
            is_loose: false,
        };
        self.frame(kind, range);
    }

    fn frame(&mut self, kind: ContainerKind, range: &Range<usize>) {
        self.close(None);
        let parent = self.container();
        let is_item = matches!(kind, ContainerKind::Item { .. });
        let container = if self.frames.len() < DEPTH_MAX {
            Some(self.out.add_container(Container { kind, parent }))
        } else {
            parent
        };
        self.frames.push(Frame {
            container,
            blocks: self.blocks,
            is_item,
            is_reopened: range.start < self.input.skip,
            admonition: None,
        });
    }

    fn end_frame(&mut self, range: &Range<usize>) {
        self.close(None);
        self.end_open_admonitions();
        let Some(frame) = self.frames.last() else {
            return;
        };
        if frame.is_item && frame.blocks == self.blocks {
            let text = self.input.text[range.clone()].trim_end().len();
            let end = range.start + text;
            self.begin(BlockKind::Paragraph, range.start..end);
            self.close(Some(end));
        }
        self.frames.pop();
        self.end_ended_admonitions();
    }

    fn container(&self) -> Option<u32> {
        self.frames.last().and_then(|frame| frame.container)
    }

    /// A paragraph of its own in an item says that its list is loose.
    fn loosen(&mut self) {
        if self.frames.last().is_some_and(|frame| frame.is_item) {
            self.change_item(|_, is_loose| *is_loose = true);
        }
    }

    fn task(&mut self, is_done: bool) {
        self.change_item(|task, _| *task = Some(is_done));
    }

    fn change_item(&mut self, change: impl FnOnce(&mut Option<bool>, &mut bool)) {
        if self.frames.len() > DEPTH_MAX {
            return;
        }
        let Some(container) = self.container() else {
            return;
        };
        if let ContainerKind::Item { task, is_loose, .. } =
            &mut self.out.containers_mut()[container as usize].kind
        {
            change(task, is_loose);
        }
    }

    // Blocks.

    fn begin(&mut self, kind: BlockKind, range: Range<usize>) {
        self.close(None);
        let is_torn = self.input.is_torn && self.blocks == 0;
        let is_reopened = self
            .frames
            .last()
            .is_some_and(|frame| frame.is_reopened && frame.blocks == self.blocks);
        self.open = Some(Open {
            kind,
            text: self.out.len(),
            is_continuation: is_reopened || is_torn,
            start: range.start,
            end: range.end,
            may_hold_address: true,
        });
    }

    /// Text of a tight item has no paragraph of its own.
    fn need_block(&mut self, range: &Range<usize>) {
        match &mut self.open {
            Some(open) => open.end = open.end.max(range.end),
            None => self.begin(BlockKind::Paragraph, range.clone()),
        }
    }

    fn close(&mut self, end: Option<usize>) {
        self.line_end = None;
        let Some(mut open) = self.open.take() else {
            return;
        };
        open.end = end.unwrap_or(open.end);
        self.add(&open);
    }

    fn add(&mut self, open: &Open) {
        self.end_html_marks();
        let is_read = matches!(
            open.kind,
            BlockKind::Title
                | BlockKind::Paragraph
                | BlockKind::Heading { .. }
                | BlockKind::Table(_)
        );
        if is_read && open.may_hold_address {
            self.link_addresses(open.text);
        }
        let source = self.input.source(&(open.start..open.end));
        let container = self.container();
        self.out
            .add_block(open.kind, open.text, source, container, None);
        if let Some(block) = self.out.blocks_mut().last_mut() {
            block.is_continuation = open.is_continuation;
        }
        self.blocks += 1;
    }

    /// Ends the block at `at` of the input and goes on in a next one; marks go on with it.
    fn continue_at(&mut self, at: usize) {
        let Some(open) = self.open.take() else {
            return;
        };
        for index in 0..self.marks.len() {
            let (mark, start) = self.marks[index];
            self.out.add_inline(mark, start);
        }
        let end = open.end;
        self.add(&Open { end: at, ..open });
        let text = self.out.len();
        for (_, start) in &mut self.marks {
            *start = text;
        }
        self.open = Some(Open {
            kind: open.kind,
            text,
            start: at,
            end: end.max(at),
            is_continuation: true,
            may_hold_address: true,
        });
    }

    fn is_full(&self) -> bool {
        self.room() == 0
    }

    /// Bytes the open block may still take; a row of a table is never torn.
    fn room(&self) -> usize {
        match &self.open {
            Some(open) if self.grid.is_none() => {
                BLOCK_MAX.saturating_sub((self.out.len() - open.text) as usize)
            }
            _ => usize::MAX,
        }
    }

    fn heading(&self, level: u8, range: &Range<usize>) -> BlockKind {
        if self.input.title == Some(self.input.source(range).start) {
            return BlockKind::Title;
        }
        BlockKind::Heading {
            level,
            confidence: u8::MAX,
        }
    }

    /// A line in bold is a heading where there are no others.
    fn paragraph(&self, range: &Range<usize>) -> BlockKind {
        let start = self.input.source(range).start;
        let section = self.input.bold.and_then(|outline| {
            let section = outline.section(outline.at(start)?);
            (section.kind == SectionKind::Section && section.source.start == start)
                .then_some(section)
        });
        section.map_or(BlockKind::Paragraph, |section| BlockKind::Heading {
            level: section.level,
            confidence: (section.confidence() * 255.0) as u8,
        })
    }

    fn language(&mut self, kind: &CodeBlockKind<'_>) -> Option<u32> {
        let CodeBlockKind::Fenced(info) = kind else {
            return None;
        };
        let name = info.split([' ', ',', '{']).next()?;
        (!name.is_empty()).then(|| self.out.add_language(name))
    }

    fn rule(&mut self, range: Range<usize>) {
        let end = range.end;
        self.begin(BlockKind::Rule, range);
        self.close(Some(end));
    }
}

const fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

#[cfg(test)]
mod tests;
