//! Labelled texts made from articles in Markdown: the marks are taken away, and the lines that had
//! been headings are the labels. They are laid out in several ways, as scraped and typed texts are.

use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

/// One block of an article, without its marks.
struct Block {
    kind: Kind,
    text: String,
    /// Is it a paragraph in bold and nothing else, which may be read as a heading or not?
    is_bold: bool,
    /// Does it follow right below the block above, as the items of most lists do?
    is_close: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// With its depth, from 1.
    Heading(usize),
    Paragraph,
    /// With its number, in a list that has numbers, and how deep it stands.
    Item(Option<u64>, usize),
    /// Code or rows of a table, line by line.
    Lines,
}

/// How a text is laid out.
struct Layout {
    /// Before each item of a list without numbers.
    bullet: &'static str,
    /// Blank lines between blocks, and before a heading.
    gaps: [usize; 2],
    /// Characters at which lines are wrapped.
    wrap: Option<usize>,
}

const LAYOUTS: [Layout; 5] = [
    layout("", [1, 1], None),
    layout("- ", [0, 0], None),
    layout("• ", [1, 1], None),
    layout("- ", [1, 1], Some(72)),
    layout("", [1, 2], None),
];

const fn layout(bullet: &'static str, gaps: [usize; 2], wrap: Option<usize>) -> Layout {
    Layout { bullet, gaps, wrap }
}

/// The text of the article at `path`, which is the `nth` of its folder, with its labels as in a file of
/// labels.
pub fn text(path: &Path, nth: usize) -> (String, Value) {
    let source = std::fs::read_to_string(path).expect("an article can be read");
    let (title, body) = front(&source);
    let mut blocks = blocks(body);
    if let Some(title) = title {
        blocks.retain(|block| !(matches!(block.kind, Kind::Heading(_)) && block.text == title));
        let kind = Kind::Heading(0);
        blocks.insert(
            0,
            Block {
                kind,
                text: title,
                is_bold: false,
                is_close: false,
            },
        );
    } else if let Some(first) = blocks
        .first_mut()
        .filter(|first| matches!(first.kind, Kind::Heading(_)))
    {
        first.kind = Kind::Heading(0);
    }
    close_up(&mut blocks);
    lay_out(&blocks, &LAYOUTS[nth % LAYOUTS.len()])
}

/// The title in the front matter, and what stands below it.
fn front(source: &str) -> (Option<String>, &str) {
    let Some((matter, body)) = source
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---"))
    else {
        return (None, source);
    };
    let title = matter.lines().find_map(|line| line.strip_prefix("title:"));
    let title = title.map(|title| title.trim().trim_matches(['"', '\'']).to_owned());
    (title.filter(|title| !title.is_empty()), body)
}

/// `text` without template tags, attributes and runs of spaces.
fn plain(text: &str) -> String {
    let mut out = text.to_owned();
    for (open, close) in [
        ("{{", "}}"),
        ("{%", "%}"),
        ("{:", "}"),
        ("{#", "}"),
        ("[[", "]]"),
    ] {
        while let Some(start) = out.find(open) {
            let end = out[start..]
                .find(close)
                .map_or(out.len(), |end| start + end + close.len());
            out.replace_range(start..end, " ");
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn blocks(body: &str) -> Vec<Block> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader::default();
    for event in Parser::new_ext(body, options) {
        reader.take(event);
    }
    reader.blocks
}

/// Puts events together to blocks.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: String,
    /// The next number of each list that is open.
    lists: Vec<Option<u64>>,
    /// The item whose first text has not come yet.
    item: Option<Kind>,
    is_first_item: bool,
    bold: usize,
    bold_chars: usize,
    is_raw: bool,
    images: usize,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) if self.images == 0 && !self.is_raw => {
                self.bold_chars += if self.bold > 0 { text.len() } else { 0 };
                self.text.push_str(&text);
            }
            Event::Text(text) if self.images == 0 => self.text.push_str(&text),
            Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.end(Kind::Paragraph),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.close(tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.end(Kind::Paragraph);
                self.is_first_item = self.lists.is_empty();
                self.lists.push(*first);
            }
            Tag::Item => {
                let depth = self.lists.len();
                let number = self.lists.last_mut().and_then(Option::as_mut);
                let number = number.map(|number| std::mem::replace(number, *number + 1));
                self.item = Some(Kind::Item(number, depth));
            }
            Tag::Strong => self.bold += 1,
            Tag::Image { .. } => self.images += 1,
            Tag::CodeBlock(_) => self.is_raw = true,
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end(Kind::Heading(level as usize)),
            TagEnd::Paragraph | TagEnd::Item => self.end(Kind::Paragraph),
            TagEnd::TableCell => self.text.push('\t'),
            TagEnd::TableRow | TagEnd::TableHead => self.text.push('\n'),
            TagEnd::Table => self.end(Kind::Lines),
            TagEnd::CodeBlock => {
                self.end(Kind::Lines);
                self.is_raw = false;
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Strong => self.bold -= 1,
            TagEnd::Image => self.images -= 1,
            _ => {}
        }
    }

    /// Ends a block: the first of an item is the item.
    fn end(&mut self, kind: Kind) {
        let bold = std::mem::take(&mut self.bold_chars);
        let text = std::mem::take(&mut self.text);
        let kind = if kind == Kind::Paragraph {
            self.item.take().unwrap_or(kind)
        } else {
            kind
        };
        let is_item = matches!(kind, Kind::Item(..));
        let text = if kind == Kind::Lines {
            text.trim_end().to_owned()
        } else {
            plain(&text)
        };
        if !text.is_empty() {
            let is_close = is_item && !std::mem::take(&mut self.is_first_item);
            let is_bold = kind == Kind::Paragraph && bold + 2 >= text.len();
            self.blocks.push(Block {
                kind,
                text,
                is_bold,
                is_close,
            });
        }
    }
}

/// Depths without gaps, as an outline has them.
fn close_up(blocks: &mut [Block]) {
    let mut open: Vec<usize> = Vec::new();
    for block in blocks {
        if let Kind::Heading(depth @ 1..) = block.kind {
            while open.last().is_some_and(|last| *last >= depth) {
                open.pop();
            }
            open.push(depth);
            block.kind = Kind::Heading(open.len());
        }
    }
}

fn lay_out(blocks: &[Block], layout: &Layout) -> (String, Value) {
    let mut text = String::new();
    let (mut headings, mut optional, mut neutral) = (Vec::new(), Vec::new(), Vec::new());
    let mut lines = 0;
    for block in blocks {
        let is_heading = matches!(block.kind, Kind::Heading(_));
        let gap = layout.gaps[usize::from(is_heading)];
        let gap = if block.is_close || lines == 0 { 0 } else { gap };
        text.push_str(&"\n".repeat(gap));
        let line = lines + gap + 1;
        match block.kind {
            Kind::Heading(0) => neutral.push(line),
            Kind::Heading(level) => headings.push(json!({"line": line, "level": level})),
            _ if block.is_bold => optional.push(line),
            _ => {}
        }
        let rows = rows(block, layout);
        lines = line - 1 + rows.lines().count();
        text.push_str(&rows);
    }
    let labels = json!({"headings": headings, "optional": optional, "neutral": neutral});
    (text, labels)
}

/// The lines of a block, each with its end.
fn rows(block: &Block, layout: &Layout) -> String {
    let (indent, mark) = match block.kind {
        Kind::Item(Some(number), depth) => (2 * (depth - 1), format!("{number}. ")),
        Kind::Item(None, depth) => (2 * (depth - 1), layout.bullet.to_owned()),
        _ => (0, String::new()),
    };
    let indent = if layout.wrap.is_some() {
        " ".repeat(indent)
    } else {
        String::new()
    };
    let below = format!("{indent}{}", " ".repeat(mark.len()));
    let mut out = format!("{indent}{mark}");
    let Some(wrap) = layout.wrap.filter(|_| block.kind != Kind::Lines) else {
        return out + &block.text + "\n";
    };
    let mut column = out.chars().count();
    for (nth, word) in block.text.split(' ').enumerate() {
        let width = word.chars().count();
        if nth > 0 && column + 1 + width > wrap {
            out = out + "\n" + &below;
            column = below.len();
        } else if nth > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out + "\n"
}
