//! Events of the parser to the blocks, inlines and containers of a chunk.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use crate::{
    model::{
        Alert, BlockKind, Chunk, ChunkBuilder, Container, ContainerKind, Mark, Table, block::Align,
    },
    text::CleanString,
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
}

/// A table under construction.
#[derive(Default)]
struct Grid {
    table: Table,
    row: Vec<Range<u32>>,
}

/// A container that is open.
struct Frame {
    container: Option<u32>,
    /// Blocks when it was opened.
    blocks: usize,
    is_item: bool,
    /// Has it been opened again for the rest of a torn block?
    is_reopened: bool,
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
    /// Is this HTML a comment?
    is_hidden: bool,
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
            is_hidden: false,
            blocks: 0,
        }
    }

    /// Takes the next event; events of what was only read to open blocks again are passed over.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if range.end <= self.input.skip && self.input.skip > 0 {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.code(&text, &range),
            Event::Html(text) if !self.is_hidden => self.text(&text, range),
            Event::InlineHtml(text) => self.inline_html(&text, range),
            Event::FootnoteReference(label) => self.footnote_reference(&label, &range),
            Event::SoftBreak => self.line_break(" ", &range),
            Event::HardBreak => self.line_break("\n", &range),
            Event::Rule => self.rule(range),
            Event::TaskListMarker(is_done) => self.task(is_done),
            _ => {}
        }
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
                self.begin(BlockKind::Paragraph, range);
            }
            Tag::Heading { level, .. } => {
                let kind = self.heading(level as u8, &range);
                self.begin(kind, range);
            }
            Tag::CodeBlock(kind) => {
                let language = self.language(&kind);
                self.begin(BlockKind::Code(language), range);
            }
            Tag::HtmlBlock => self.html_block(range),
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
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => {
                self.close(Some(range.end));
            }
            TagEnd::HtmlBlock => {
                self.close(Some(range.end));
                self.is_hidden = false;
            }
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
        });
    }

    fn end_frame(&mut self, range: &Range<usize>) {
        self.close(None);
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

    fn html_block(&mut self, range: Range<usize>) {
        self.close(None);
        self.is_hidden = is_comment(&self.input.text[range.clone()]);
        if self.is_hidden {
            self.blocks += 1;
        } else {
            self.begin(BlockKind::Html, range);
        }
    }

    // Tables.

    fn table(&mut self, columns: &[Alignment], range: Range<usize>) {
        self.begin(BlockKind::Table(0), range);
        self.grid = Some(Grid {
            table: Table {
                columns: columns.iter().copied().map(align).collect(),
                ..Table::default()
            },
            row: Vec::new(),
        });
    }

    fn cell(&mut self) {
        let is_first = self.open.as_ref().is_none_or(|open| {
            open.text == self.out.len()
                && self
                    .grid
                    .as_ref()
                    .is_none_or(|grid| grid.row.is_empty() && grid.table.rows.is_empty())
        });
        if !is_first {
            self.out.push_generated("\n");
        }
        let at = self.out.len();
        if let Some(grid) = &mut self.grid {
            grid.row.push(at..at);
        }
    }

    fn end_cell(&mut self) {
        let end = self.out.len();
        if let Some(cell) = self.grid.as_mut().and_then(|grid| grid.row.last_mut()) {
            cell.end = end;
        }
    }

    fn row(&mut self, is_head: bool, end: usize) {
        let Some(grid) = &mut self.grid else {
            return;
        };
        grid.table.has_head |= is_head;
        grid.table.rows.push(std::mem::take(&mut grid.row));
        let is_full = self
            .open
            .as_ref()
            .is_some_and(|open| (self.out.len() - open.text) as usize > BLOCK_MAX);
        if is_full {
            let columns = grid.table.columns.clone();
            self.add_table();
            self.continue_at(end);
            self.grid = Some(Grid {
                table: Table {
                    columns,
                    ..Table::default()
                },
                row: Vec::new(),
            });
        }
    }

    fn add_table(&mut self) {
        let Some(grid) = self.grid.take() else {
            return;
        };
        let index = self.out.add_table(grid.table);
        if let Some(open) = &mut self.open {
            open.kind = BlockKind::Table(index);
        }
    }

    // Text and marks.

    fn text(&mut self, text: &str, range: Range<usize>) {
        self.need_block(&range);
        let is_code = self
            .open
            .as_ref()
            .is_some_and(|open| matches!(open.kind, BlockKind::Code(_) | BlockKind::Html));
        if is_code {
            return self.code_lines(text, range);
        }
        self.push(text, range);
    }

    /// Lines of a code block; the last line end is not part of its text.
    fn code_lines(&mut self, text: &str, range: Range<usize>) {
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
    fn push(&mut self, text: &str, range: Range<usize>) {
        if self.input.text.get(range.clone()) == Some(text) {
            self.push_same(range);
        } else {
            let source = self.input.source(&range);
            self.out.push_shown(text, source);
        }
    }

    /// Appends what stands at `range` of the input, in a next block where this one is full.
    fn push_same(&mut self, mut range: Range<usize>) {
        while range.len() > self.room() {
            let at = range.start + self.split(&range);
            self.push_valid(range.start..at);
            self.continue_at(at);
            range.start = at;
        }
        self.push_valid(range);
    }

    /// After how many bytes to tear `range`: after a space if there is one in reach.
    fn split(&self, range: &Range<usize>) -> usize {
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

    fn push_valid(&mut self, mut range: Range<usize>) {
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

    fn push_plain(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let source = self.input.source(&range).start;
            self.out.push_source(&self.input.text[range], source);
        }
    }

    fn code(&mut self, text: &str, range: &Range<usize>) {
        self.mark(Mark::Code, range);
        let raw = &self.input.text[range.clone()];
        let marks = raw.bytes().take_while(|byte| *byte == b'`').count();
        match raw.get(marks..).and_then(|raw| raw.find(text)) {
            Some(at) => {
                let start = range.start + marks + at;
                self.push(text, start..start + text.len());
            }
            None => self.push(text, range.clone()),
        }
        self.end_mark();
    }

    fn inline_html(&mut self, text: &str, range: Range<usize>) {
        if is_comment(text) {
            return;
        }
        if is_break(text) {
            return self.line_break("\n", &range);
        }
        self.mark(Mark::Html, &range);
        self.push(text, range);
        self.end_mark();
    }

    fn footnote_reference(&mut self, label: &str, range: &Range<usize>) {
        self.mark(Mark::FootnoteReference, range);
        let start = range.start + 2;
        let is_same = self.input.text.get(start..start + label.len()) == Some(label);
        let range = if is_same {
            start..start + label.len()
        } else {
            range.clone()
        };
        self.push(label, range);
        self.end_mark();
    }

    fn line_break(&mut self, shown: &str, range: &Range<usize>) {
        self.need_block(range);
        if self.is_full() {
            return self.continue_at(range.end);
        }
        let shown = if self.grid.is_some() { " " } else { shown };
        let source = self.input.source(range);
        self.out.push_shown(shown, source);
    }

    fn mark(&mut self, mark: Mark, range: &Range<usize>) {
        self.need_block(range);
        self.marks.push((mark, self.out.len()));
    }

    fn end_mark(&mut self) {
        if let Some((mark, start)) = self.marks.pop() {
            self.out.add_inline(mark, start);
        }
    }

    /// An image without alternative text is shown by the name of its file.
    fn end_image(&mut self, range: &Range<usize>) {
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

const fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

const fn align(column: Alignment) -> Align {
    match column {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

/// Is all of this HTML one comment?
fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->").is_none_or(|end| end + 3 == html.len())
}

/// `<br>`, `<br/>`, `<br />`
fn is_break(tag: &str) -> bool {
    let name = tag
        .trim_start_matches('<')
        .trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use crate::{
        load::from_bytes,
        model::{Block, BlockKind, Chunk, Chunks, ContainerKind, Format},
    };

    /// One line a block: its containers, kind and text; a line end in the text is shown as `/`.
    fn told(text: &str) -> String {
        let library = from_bytes("x", text.as_bytes().to_vec(), Some(Format::Markdown));
        let chunk = library.chunk_at(0);
        let lines = chunk.blocks.iter().map(|block| tell(&chunk, block));
        lines.collect::<Vec<_>>().join("|")
    }

    fn tell(chunk: &Chunk, block: &Block) -> String {
        let mut out = frames(chunk, block.container);
        let kind = match block.kind {
            BlockKind::Title => "T".to_owned(),
            BlockKind::Meta => "M".to_owned(),
            BlockKind::Heading { level, .. } => format!("h{level}"),
            BlockKind::Code(None) => "code".to_owned(),
            BlockKind::Code(Some(language)) => chunk.languages[language as usize].to_string(),
            BlockKind::Table(_) => "table".to_owned(),
            BlockKind::Rule => "rule".to_owned(),
            BlockKind::Html => "html".to_owned(),
            _ => "p".to_owned(),
        };
        out += &kind;
        let text = chunk.block_text(block).as_str().replace('\n', "/");
        if text.is_empty() {
            out
        } else {
            out + " " + &text
        }
    }

    fn frames(chunk: &Chunk, container: Option<u32>) -> String {
        let mut out = String::new();
        let mut next = container;
        while let Some(index) = next {
            let container = &chunk.containers[index as usize];
            let mark = match &container.kind {
                ContainerKind::Quote => "> ".to_owned(),
                ContainerKind::Alert(alert) => format!("{alert:?} "),
                ContainerKind::Footnote(label) => format!("^{label} "),
                ContainerKind::Item {
                    number,
                    task,
                    is_loose,
                } => format!(
                    "{}{}{} ",
                    number.map_or("-".to_owned(), |number| number.to_string()),
                    task.map_or("", |is_done| if is_done { "x" } else { "_" }),
                    if *is_loose { "+" } else { "" }
                ),
            };
            out.insert_str(0, &mark);
            next = container.parent;
        }
        out
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(told(text), expected, "{text:?}");
    }

    #[test]
    fn blocks_and_containers_are_what_the_text_marks() {
        check("a\nb  \nc", "p a b/c");
        check("# a *b*\n\n## c\n\ntext", "T a b|h2 c|p text");
        check("a\n\n# b\n\n# c", "p a|h1 b|h1 c");
        check("> a\n>\n> > b", "> p a|> > p b");
        check("> [!WARNING]\n> a", "Warning p a");
        check("- a\n- b\n  - c", "- p a|- p b|- - p c");
        check("3. a\n\n4. b", "3+ p a|4+ p b");
        check("- [x] a\n- [ ] b", "-x p a|-_ p b");
        check("-\n- a", "- p|- p a");
        check("- # a\n\n  b", "-+ h1 a|-+ p b");
        check("a\n\n***\n\nb", "p a|rule|p b");
        check("see[^n]\n\n[^n]: the note\n", "p seen|^n p the note");
    }

    #[test]
    fn code_and_tables_keep_their_lines() {
        check("```rust ignore\nfn a() {\n}\n```", "rust fn a() {/}");
        check("    a\n\n      b\n", "code a//  b");
        check("~~~\n~~~", "code");
        check("| a | b |\n|---|:-:|\n| 1 |\n", "table a/b/1/");
        check("| a |\n|---|\n| b<br>c |\n", "table a/b c");
    }

    #[test]
    fn marks_and_entities_are_shown_as_they_read() {
        check("a &amp; b &nbsp;c \\* d", "p a & b \u{a0}c * d");
        check("[a *b*](u) ![](x/pic.png) ![alt](u)", "p a b pic.png alt");
        check("<https://a.example> `` x`y ``", "p https://a.example x`y");
        check("a <b>c</b><!-- no --> d<br>e", "p a <b>c</b> d/e");
        check(
            "<!-- hidden -->\n\n<div>\nshown\n</div>",
            "html <div>/shown/</div>",
        );
        check("a\tb\u{1b}[0m\0", "p a    b\u{241b}[0m\u{2400}");
    }

    #[test]
    fn links_defined_below_lead_to_their_targets() {
        let text = "[a][x] and [x]\n\n[X]: https://x.example 'title'\n";
        let library = from_bytes("x.md", text.as_bytes().to_vec(), None);
        let chunk = library.chunk_at(0);
        assert_eq!(chunk.text.as_str(), "a and x\n");
        assert_eq!(chunk.inlines.len(), 2);
        assert!(
            chunk
                .targets
                .iter()
                .all(|target| target.as_str() == "https://x.example")
        );
    }

    #[test]
    fn front_matter_gives_title_and_meta() {
        let text = "---\ntitle: Low water\nauthor: A. B.\ndate: May 2024\n---\n\nText.\n";
        check(text, "T Low water|M A. B. - May 2024|p Text.");
        let same = "---\ntitle: Low water\n---\n# Low water\n\nText.\n";
        check(same, "T Low water|p Text.");
    }

    #[test]
    fn invalid_bytes_are_shown_in_their_place() {
        let bytes = b"a\xff\xfe b \xe2\x82 `c\x80`".to_vec();
        let library = from_bytes("x.md", bytes, None);
        let chunk = library.chunk_at(0);
        assert_eq!(
            chunk.text.as_str(),
            "a\u{fffd}\u{fffd} b \u{fffd} c\u{fffd}\n"
        );
        assert_eq!(
            chunk.source_at(chunk.text.as_str().find('b').unwrap() as u32),
            4
        );
        let notices = &library.document().notices;
        assert_eq!(
            notices[0].as_str(),
            "4 invalid UTF-8 sequences shown as \u{fffd}"
        );
    }

    #[test]
    fn long_blocks_go_on_in_a_next_one() {
        let words = "many words ".repeat(5000);
        for text in [
            format!("a **{words}** b"),
            words.replace(' ', "\n"),
            format!("```\n{}```", words.replace("s ", "s\n")),
        ] {
            let library = from_bytes("x.md", text.clone().into_bytes(), Some(Format::Markdown));
            let chunk = library.chunk_at(12_000);
            assert!(chunk.blocks.len() > 1);
            for block in &chunk.blocks {
                assert!(block.text.len() <= super::BLOCK_MAX && block.is_continuation);
            }
            let shown: String = chunk.text.as_str().split_whitespace().collect();
            assert!(shown.contains(&"manywords".repeat(1800)));
        }
    }
}
