//! The index of a source: its document, where it is cut, and what its labels mean; made in one pass
//! and published in growing batches.

use std::sync::Arc;

use super::{
    LoadError, Source,
    cuts::{CELL, Cut, Cuts, Finder, Rank},
    markdown::{
        definition::Definitions, front::Front, returns::Returns, scan::Scanner, sections::Sections,
    },
    plain,
};
use crate::{
    model::{Document, Format, Meta, Outline, Title, TitleOrigin},
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
        returns: Returns,
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
            Body::Markdown { cuts, returns, .. } => cuts.get(cell).or_else(|| {
                let is_open = !self.document.is_complete || cell > self.document.len / CELL;
                is_open
                    .then(|| markdown_cut(source, cell, *returns))
                    .flatten()
            }),
            Body::Plain(_) => plain_cut(source, cell),
        }
    }
}

/// The cut of a cell, taking it that no block is open where it starts.
fn markdown_cut(source: &Source, cell: u64, returns: Returns) -> Option<Cut> {
    let from = (cell * CELL).saturating_sub(BACK);
    let mut window = source
        .read(from..(cell + 1) * CELL + BACK)
        .ok()?
        .into_owned();
    returns.replace(&mut window);
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
    Markdown(Box<MarkdownWork>),
    Plain,
}

struct MarkdownWork {
    scanner: Scanner,
    sections: Sections,
    meta: Meta,
    returns: Returns,
    /// The bytes of one window; kept to be filled again.
    window: Vec<u8>,
}

impl Indexer {
    /// Starts on `source`; `name` stands for a title that is not in the text.
    pub(super) fn new(source: Arc<Source>, name: CleanString, format: Format) -> Self {
        let work = match format {
            Format::Markdown => Work::Markdown(Box::new(MarkdownWork::new(&source))),
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
        let Work::Markdown(work) = &mut self.work else {
            return;
        };
        let from = work.scanner.at();
        let end = (from + WINDOW)
            .min(goal.max(from + WINDOW / 4))
            .min(self.source.len());
        match self.source.read_into(from..end, &mut work.window) {
            Ok(()) => {
                self.invalid += work.scan(end == self.source.len());
                let is_last = end == self.source.len();
                self.done = if is_last { end } else { work.scanner.at() };
            }
            Err(error) => self.failure = Some(error),
        }
    }

    fn markdown(&mut self) -> Index {
        let len = self.source.len();
        let is_complete = self.done >= len || self.failure.is_some();
        let mut document = empty(Format::Markdown, if is_complete { len } else { self.done });
        document.is_complete = is_complete;
        let Work::Markdown(work) = &mut self.work else {
            unreachable!("only called for Markdown");
        };
        let body = work.describe(&mut document, &self.name);
        self.add_notices(&mut document);
        Index {
            document: Arc::new(document),
            body,
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

impl MarkdownWork {
    fn new(source: &Source) -> Self {
        let head = source.read(0..FIRST).unwrap_or_default();
        let front = Front::read(&head);
        let title = Front::words(&head, front.title.as_ref());
        Self {
            scanner: Scanner::new(front.end as u64, 0),
            sections: Sections::new(title),
            meta: front.meta(&head),
            returns: Returns::judge(&head),
            window: Vec::new(),
        }
    }

    /// Scans the window; how many sequences in it are no UTF-8.
    fn scan(&mut self, is_last: bool) -> u64 {
        let from = self.scanner.at();
        self.returns.replace(&mut self.window);
        self.scanner.feed(&self.window, is_last);
        self.sections.take(self.scanner.found_mut());
        let scanned = (self.scanner.at() - from) as usize;
        invalid_sequences(&self.window[..scanned.min(self.window.len())])
    }

    fn describe(&mut self, document: &mut Document, name: &CleanString) -> Body {
        document.meta = self.meta.clone();
        let found = self.scanner.found_mut();
        document.outline = if document.is_complete {
            self.sections.finish(found, document.len)
        } else {
            self.sections.outline(found, document.len)
        };
        document.title = self.sections.title(name);
        let definitions = if document.is_complete {
            std::mem::take(&mut found.definitions)
        } else {
            found.definitions.clone()
        };
        Body::Markdown {
            cuts: found.finder.cuts().clone(),
            definitions,
            returns: self.returns,
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
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        return 0;
    }
    let bad = bytes
        .utf8_chunks()
        .filter(|part| !part.invalid().is_empty());
    bad.count() as u64
}
