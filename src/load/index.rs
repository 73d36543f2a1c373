//! The index of a source: its document, where it is cut, and what its labels mean; made in one pass
//! and published in growing batches.

use std::sync::Arc;

use super::{
    LoadError, Source,
    cuts::{CELL, Cut, Cuts, Finder, Rank},
    markdown::{
        self,
        definition::Definitions,
        front::Front,
        scan::{Found, RawHeading, Scanner},
    },
    plain,
};
use crate::{
    model::{Document, Format, Meta, Outline, Title, TitleOrigin, outline::Heading},
    text::CleanString,
};

/// Bytes read at a time.
const WINDOW: u64 = 256 * 1024;

/// Bytes of the first batch of a large source: enough for the first screen.
const FIRST: u64 = 64 * 1024;

/// A source of at most this many bytes is indexed at once.
pub(super) const WHOLE: u64 = 256 * 1024;

/// Bytes read before a cell to find out where its first line starts.
const BACK: u64 = 8 * 1024;

/// What is known of a source without holding its text. It never changes; a larger one takes its place.
#[derive(Debug)]
pub struct Index {
    pub(super) document: Arc<Document>,
    pub(super) body: Body,
}

/// What is kept for one format.
#[derive(Debug)]
pub(super) enum Body {
    Markdown {
        cuts: Cuts,
        definitions: Definitions,
    },
    Plain(plain::Style),
}

impl Index {
    /// The document as far as it is indexed.
    pub const fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The cut of cell `cell`; `None` when the source ends in this cell and nothing is cut there.
    /// Where the index does not reach, the text round the cell decides.
    pub(super) fn cut(&self, source: &Source, cell: u64) -> Option<Cut> {
        match &self.body {
            Body::Markdown { cuts, .. } => cuts.get(cell).or_else(|| {
                let is_open = !self.document.is_complete || cell > self.document.len / CELL;
                is_open.then(|| markdown_cut(source, cell)).flatten()
            }),
            Body::Plain(_) => plain_cut(source, cell),
        }
    }
}

/// The cut of a cell, taking it that no block is open where it starts.
fn markdown_cut(source: &Source, cell: u64) -> Option<Cut> {
    let from = (cell * CELL).saturating_sub(BACK);
    let window = source.read(from..(cell + 1) * CELL + BACK).ok()?;
    let start = match from {
        0 => 0,
        _ => line_start(&window[..BACK as usize]).unwrap_or(BACK as usize),
    };
    let is_last = from + window.len() as u64 >= source.len();
    let mut scanner = Scanner::new(from + start as u64, cell);
    scanner.feed(&window[start..], is_last);
    if !is_last {
        scanner.pass((cell + 1) * CELL);
    }
    scanner.found().finder.first()
}

/// After the first line end.
fn line_start(bytes: &[u8]) -> Option<usize> {
    memchr::memchr(b'\n', bytes).map(|at| at + 1)
}

/// The cut of a cell of plain text: after a blank line, else at a line, else between characters.
fn plain_cut(source: &Source, cell: u64) -> Option<Cut> {
    let start = cell * CELL;
    let base = start.saturating_sub(BACK);
    let window = source.read(base..start + CELL).ok()?;
    let mut finder = Finder::new(cell);
    let into = (start - base) as usize;
    let is_start = |byte: &u8| byte & 0xc0 != 0x80;
    let border = window.iter().skip(into).take(4).position(is_start);
    finder.offer(Rank::Character, start + border.unwrap_or(0) as u64, || None);
    let mut line = memchr::memrchr(b'\n', &window[..into.saturating_sub(1)]).map_or(0, |at| at + 1);
    while let Some(end) = line_start(&window[line..]).map(|length| line + length)
        && end < window.len()
        && finder.first().is_none()
    {
        let is_blank = window[line..end].trim_ascii().is_empty();
        let rank = if is_blank { Rank::Block } else { Rank::Line };
        finder.offer(rank, base + end as u64, || None);
        line = end;
    }
    if base + window.len() as u64 >= start + CELL {
        finder.pass(start + CELL);
    }
    finder.first()
}

/// Indexes a source from its start, batch by batch. Meant for a thread of its own: it reads, and
/// between two batches may be dropped at any time.
pub struct Indexer {
    source: Arc<Source>,
    name: CleanString,
    work: Work,
    /// Bytes indexed so far.
    done: u64,
    /// What could not be read.
    failure: Option<LoadError>,
    invalid: u64,
    is_finished: bool,
}

enum Work {
    Markdown {
        scanner: Box<Scanner>,
        front: Front,
        head: Vec<u8>,
    },
    Plain,
}

impl Indexer {
    /// Starts on `source`; `name` stands for a title that is not in the text.
    pub(super) fn new(source: Arc<Source>, name: CleanString, format: Format) -> Self {
        let work = match format {
            Format::Markdown => {
                let head = source
                    .read(0..FIRST)
                    .map(std::borrow::Cow::into_owned)
                    .unwrap_or_default();
                let front = Front::read(&head);
                Work::Markdown {
                    scanner: Box::new(Scanner::new(front.end as u64, 0)),
                    head: head[..front.end].to_vec(),
                    front,
                }
            }
            Format::Plain => Work::Plain,
        };
        Self {
            source,
            name,
            work,
            done: 0,
            failure: None,
            invalid: 0,
            is_finished: false,
        }
    }

    /// Indexes on, and gives the larger index; `None` when all is indexed.
    ///
    /// Each batch is as large as all before it together, so publishing costs no more than indexing.
    pub fn next_batch(&mut self) -> Option<Arc<Index>> {
        if self.is_finished {
            return None;
        }
        let len = self.source.len();
        let goal = match self.done {
            0 if len <= WHOLE => len,
            0 => FIRST,
            done => (2 * done).max(4 * WHOLE),
        };
        let index = self.index_to(goal.min(len));
        self.is_finished = index.document.is_complete;
        Some(Arc::new(index))
    }

    fn index_to(&mut self, goal: u64) -> Index {
        if matches!(self.work, Work::Plain) {
            return self.plain(goal);
        }
        while self.done < goal && self.failure.is_none() {
            self.scan_window(goal);
        }
        self.markdown()
    }

    fn plain(&mut self, goal: u64) -> Index {
        self.done = goal;
        let (mut document, style) = plain::index(&self.source, goal).unwrap_or_else(|error| {
            let document = empty(Format::Plain, self.source.len());
            self.failure = Some(error);
            (document, plain::Style::default())
        });
        if document.title.text.is_empty() {
            document.title.text = self.name.clone();
        }
        self.add_notices(&mut document);
        Index {
            document: Arc::new(document),
            body: Body::Plain(style),
        }
    }

    /// Scans one window, at least up to `goal` if it reaches that far.
    fn scan_window(&mut self, goal: u64) {
        let Work::Markdown { scanner, .. } = &mut self.work else {
            return;
        };
        let from = scanner.at();
        let end = (from + WINDOW)
            .min(goal.max(from + WINDOW / 4))
            .min(self.source.len());
        match self.source.read(from..end) {
            Ok(window) => {
                let is_last = end == self.source.len();
                scanner.feed(&window, is_last);
                self.done = if is_last { end } else { scanner.at() };
                let scanned = &window[..((scanner.at() - from) as usize).min(window.len())];
                self.invalid += invalid_sequences(scanned);
            }
            Err(error) => self.failure = Some(error),
        }
    }

    fn markdown(&mut self) -> Index {
        let Work::Markdown {
            scanner,
            front,
            head,
        } = &self.work
        else {
            unreachable!("only called for Markdown");
        };
        let found = scanner.found();
        let len = self.source.len();
        let is_complete = self.done >= len || self.failure.is_some();
        let end = if is_complete { len } else { self.done };
        let mut document = empty(Format::Markdown, end);
        document.is_complete = is_complete;
        document.meta = front.meta(head);
        let title = Front::words(head, front.title.as_ref());
        describe(&mut document, found, title, &self.name);
        self.add_notices(&mut document);
        Index {
            document: Arc::new(document),
            body: Body::Markdown {
                cuts: found.finder.cuts().clone(),
                definitions: found.definitions.clone(),
            },
        }
    }

    fn add_notices(&self, document: &mut Document) {
        if self.invalid > 0 {
            let text = match self.invalid {
                1 => "1 invalid UTF-8 sequence shown as \u{fffd}".to_owned(),
                count => format!("{count} invalid UTF-8 sequences shown as \u{fffd}"),
            };
            document.notices.push(CleanString::from_raw(&text));
        }
        if let Some(error) = &self.failure {
            document
                .notices
                .push(CleanString::from_raw(&error.to_string()));
        }
    }
}

/// A document of which nothing is known but its length.
fn empty(format: Format, len: u64) -> Document {
    Document {
        format,
        len,
        is_complete: true,
        title: Title {
            text: CleanString::new(),
            source: None,
            origin: TitleOrigin::FileName,
        },
        meta: Meta::default(),
        outline: Outline::default(),
        set_aside: Vec::new(),
        notices: Vec::new(),
    }
}

/// How many runs of bytes are no UTF-8; one that is cut at the end does not count.
fn invalid_sequences(bytes: &[u8]) -> u64 {
    if std::str::from_utf8(bytes).is_ok() {
        return 0;
    }
    let bad = bytes
        .utf8_chunks()
        .filter(|part| !part.invalid().is_empty());
    bad.count() as u64
}

/// Title and sections from what the scan found.
fn describe(
    document: &mut Document,
    found: &Found,
    title: Option<CleanString>,
    name: &CleanString,
) {
    let titles = Titles::new(found);
    let top = top_heading(found);
    let words = top.map(|_| titles.words(0));
    document.title = match (title, top, words) {
        (Some(text), Some(top), Some(words)) if words.as_str() == text.as_str() => Title {
            text,
            source: Some(top.start..top.end),
            origin: TitleOrigin::FrontMatter,
        },
        (Some(text), ..) => Title {
            text,
            source: None,
            origin: TitleOrigin::FrontMatter,
        },
        (None, Some(top), Some(text)) if !text.as_clean().trim().is_empty() => Title {
            text,
            source: Some(top.start..top.end),
            origin: TitleOrigin::Heading,
        },
        _ => Title {
            text: name.clone(),
            source: None,
            origin: TitleOrigin::FileName,
        },
    };
    let skipped = usize::from(document.title.source.is_some());
    add_lead(document, found, skipped);
    for (index, heading) in found.headings.iter().enumerate().skip(skipped) {
        let title = titles.words(index);
        document.outline.push(&Heading {
            level: heading.level,
            title: title.as_clean(),
            source: heading.start..heading.end,
            rule: "marked",
            confidence: 1.0,
        });
    }
    document.outline.close(document.len);
}

/// The only heading of level 1, when no prose stands before it.
fn top_heading(found: &Found) -> Option<&RawHeading> {
    let first = found.headings.first().filter(|first| first.level == 1)?;
    let is_sole = found.headings[1..].iter().all(|heading| heading.level > 1);
    let is_at_top = found.first_prose.is_none_or(|prose| prose >= first.start);
    (is_sole && is_at_top).then_some(first)
}

/// The text before the first section; `skipped` headings are the title.
fn add_lead(document: &mut Document, found: &Found, skipped: usize) {
    let end = found
        .headings
        .get(skipped)
        .map_or(document.len, |heading| heading.start);
    let first = match (&document.title.source, found.first) {
        (Some(title), Some(first)) if first >= title.start => {
            found.after_first_heading.map(|_| title.end)
        }
        (_, first) => first,
    };
    let is_text = match (&document.title.source, found.after_first_heading) {
        (Some(title), after) if first == Some(title.end) => after.is_some_and(|after| after < end),
        _ => first.is_some_and(|first| first < end),
    };
    if let Some(first) = first
        && is_text
    {
        document.outline.push_lead(first..end);
    }
}

/// The words of headings, marks removed.
struct Titles<'a> {
    found: &'a Found,
}

impl<'a> Titles<'a> {
    const fn new(found: &'a Found) -> Self {
        Self { found }
    }

    fn words(&self, index: usize) -> CleanString {
        let headings = &self.found.headings;
        let start = index
            .checked_sub(1)
            .map_or(0, |before| headings[before].title_end);
        let raw = &self.found.titles[start as usize..headings[index].title_end as usize];
        markdown::words(raw, &self.found.definitions)
    }
}
