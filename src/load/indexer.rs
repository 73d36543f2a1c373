//! Makes the index of a source in one pass, and publishes it in growing batches.

use std::{io, sync::Arc};

use super::{
    About, Index, LoadError, Source,
    ends::LineEnds,
    index::Body,
    invalid,
    markdown::{
        front::Front,
        returns::Returns,
        scan::{Scanner, Titles},
        sections::Sections,
    },
    plain,
    source::{Intake, Taken},
};
use crate::{
    model::{Aside, Asides, Document, Format, Meta, Outline, SetAside, Title, TitleOrigin},
    text::CleanString,
};

/// Bytes read at a time.
const WINDOW: u64 = 256 * 1024;

/// Bytes of the first batch of a large source: enough for the first screen.
const FIRST: u64 = 8 * 1024;

/// Bytes looked at for front matter.
const HEAD: u64 = 32 * 1024;

/// A source of at most this many bytes is indexed at once.
pub(super) const WHOLE: u64 = 256 * 1024;

/// Taking a batch touches about so many bytes for each section.
const SECTION_COST: u64 = 16;

/// A pipe that pauses is published when a sixteenth of what is copied has come since the last time;
/// what is copied for this many bytes does not count.
const FREE: u64 = 64 * 1024;

/// Indexes a source from its start, batch by batch; of a pipe, it takes in what comes as well. Meant
/// for a thread of its own: it reads and waits, and between two batches may be dropped at any time.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the source or the work"
)]
pub struct Indexer {
    source: Arc<Source>,
    name: CleanString,
    format: Format,
    about: About,
    work: Work,
    intake: Option<Intake>,
    /// Bytes indexed so far.
    done: u64,
    /// Bytes there were at the last batch, and sections found in them.
    published: (u64, u64),
    /// What could not be read.
    failure: Option<LoadError>,
    is_too_long: bool,
    is_binary: bool,
    invalid: u64,
    is_at_once: bool,
    is_finished: bool,
}

enum Work {
    Markdown(Box<MarkdownWork>),
    Plain(Box<PlainWork>),
}

#[derive(Clone)]
struct MarkdownWork {
    /// Source offset behind the front matter.
    start: u64,
    scanner: Scanner,
    sections: Sections,
    meta: Meta,
    returns: Returns,
    /// The bytes of one window, and where its lines end; kept to be filled again.
    window: Vec<u8>,
    ends: LineEnds,
}

/// The index of a plain text as it was last made, and how far it went.
struct PlainWork {
    pass: plain::Pass,
    last: Option<(Document, plain::Style)>,
    surveyed: u64,
}

impl Indexer {
    /// Starts on `source`; `name` stands for a title that is not in the text, `about` says how the file
    /// became the source. Bytes that `intake` gives are taken in as they are indexed.
    pub(super) fn new(
        source: Arc<Source>,
        name: CleanString,
        format: Format,
        about: About,
        intake: Option<Intake>,
    ) -> Self {
        let head = source.read(0..FIRST).unwrap_or_default();
        let is_binary = memchr::memchr(0, &head).is_some();
        drop(head);
        let work = match format {
            Format::Markdown | Format::Html => Work::Markdown(Box::new(MarkdownWork::new(&source))),
            Format::Plain => Work::Plain(Box::new(PlainWork::new(&source))),
        };
        Self {
            source,
            name,
            format,
            about,
            work,
            intake,
            done: 0,
            published: (0, 0),
            failure: None,
            is_too_long: false,
            is_binary,
            invalid: 0,
            is_at_once: false,
            is_finished: false,
        }
    }

    /// The same, giving all that is there in one batch: for who waits for the last one.
    #[must_use]
    pub const fn at_once(mut self) -> Self {
        self.is_at_once = true;
        self
    }

    /// The same, holding the words of all headings and their lines as far as they are noted in passing: for
    /// who lists them all, and would read the source again for it.
    #[must_use]
    pub fn listing(mut self) -> Self {
        if let Work::Markdown(work) = &mut self.work {
            work.hold_all(&self.source);
        }
        self
    }

    /// Indexes on, and gives the larger index; `None` when all is indexed. Of a pipe it waits for
    /// more, and gives what has come when for the moment no more does.
    ///
    /// Each batch is at least as large as all before it together, so publishing costs no more than
    /// indexing.
    pub fn next_batch(&mut self) -> Option<Arc<Index>> {
        if self.is_finished {
            return None;
        }
        if self.published.0 > 0 {
            self.take_in();
        }
        let len = self.source.len();
        let goal = self.goal(len);
        let index = self.index_to(goal, len);
        self.published = (len.max(1), index.document.outline.len() as u64);
        self.is_finished = index.document.is_complete;
        Some(Arc::new(index))
    }

    /// How far the next batch goes of a source of `len` bytes.
    fn goal(&self, len: u64) -> u64 {
        match self.done {
            _ if self.intake.is_some() => len,
            0 if len <= WHOLE => len,
            0 => FIRST,
            _ if self.is_at_once => len,
            // What may change with the end of a plain text is made anew each time.
            done if matches!(self.work, Work::Plain(_)) => plain_goal(done, len),
            done => (2 * done).max(4 * WHOLE).min(len),
        }
    }

    /// Takes in what comes until it is worth a batch.
    fn take_in(&mut self) {
        let (Some(intake), Source::Pipe(spool)) = (&mut self.intake, &*self.source) else {
            return;
        };
        let (before, sections) = self.published;
        loop {
            let taken = intake.take(spool);
            let grown = self.source.len() - before.min(self.source.len());
            match taken {
                Ok(Taken::Drained) if 16 * (grown + FREE) > SECTION_COST * sections => return,
                Ok(Taken::Full | Taken::Drained) if grown < before.max(WHOLE) => {}
                Ok(Taken::Full | Taken::Drained) => return,
                Ok(Taken::End) => break,
                Ok(Taken::TooLong) => {
                    self.is_too_long = true;
                    break;
                }
                Err(source) => {
                    self.failure = Some(unread(&self.source, source));
                    break;
                }
            }
        }
        self.intake = None;
    }

    fn index_to(&mut self, goal: u64, len: u64) -> Index {
        let is_end = goal >= len && self.source.is_complete() && self.intake.is_none();
        let (mut document, body) = if let Work::Plain(work) = &mut self.work {
            self.done = goal;
            work.index(&self.source, goal, is_end, (&self.name, self.about.quoted))
        } else {
            while self.done < goal && self.scan_window(goal, len, is_end) {}
            self.markdown(len, is_end)
        };
        self.add_notices(&mut document);
        let heading_lines = match &mut self.work {
            Work::Markdown(work) if document.is_complete => work.take_lines(),
            _ => Vec::new(),
        };
        Index {
            document: Arc::new(document),
            body,
            len,
            heading_lines,
        }
    }

    /// Scans one window, at least up to `goal` if it reaches that far; may another one follow?
    fn scan_window(&mut self, goal: u64, len: u64, is_end: bool) -> bool {
        let Work::Markdown(work) = &mut self.work else {
            return false;
        };
        let from = work.scanner.at();
        let end = (from + WINDOW).min(goal.max(from + FIRST)).min(len);
        let is_last = is_end && end == len;
        match self.source.read_into(from..end, &mut work.window) {
            Ok(()) => {
                self.invalid += work.scan(is_last);
                self.done = if is_last { end } else { work.scanner.at() };
            }
            Err(error) => self.failure = Some(error),
        }
        end < len && self.failure.is_none()
    }

    fn markdown(&mut self, len: u64, is_end: bool) -> (Document, Body) {
        let is_complete = (self.done >= len && is_end) || self.failure.is_some();
        let is_waiting = self.intake.is_some() && !is_complete;
        let is_all = is_complete || is_waiting;
        let mut document = empty(self.format, if is_all { len } else { self.done });
        document.is_complete = is_complete;
        let Work::Markdown(work) = &mut self.work else {
            unreachable!("only called for Markdown");
        };
        let body = if is_waiting {
            // The last lines wait for what follows them; until it comes they are read as they are.
            let mut ahead = work.clone();
            if self
                .source
                .read_into(ahead.scanner.at()..len, &mut ahead.window)
                .is_ok()
            {
                ahead.scan(true);
            }
            let body = ahead.describe(&mut document, &self.name);
            work.body(body)
        } else {
            work.describe(&mut document, &self.name)
        };
        (document, body)
    }

    fn add_notices(&self, document: &mut Document) {
        document.is_converted = self.about.is_converted;
        let known = &self.about.set_aside;
        if !known.is_empty() {
            let known = known.iter().cloned();
            document.set_aside = known.chain(document.set_aside.iter()).collect();
        }
        document
            .notices
            .splice(0..0, self.about.notices.iter().cloned());
        document.notices.extend(invalid::notice(self.invalid));
        let mut add = |text: &str| document.notices.push(CleanString::from_raw(text));
        if self.is_binary {
            add("this looks like a program or a picture, not like a text");
        }
        if let Some(error) = &self.failure {
            add(&error.with_cause());
        }
        if self.is_too_long {
            add("only the first 1 GB was read");
        }
    }
}

/// How far the batch of a plain text goes that follows one of `done` bytes: to the end rather than to
/// more than half of the text, since all that was found is looked at again for each batch.
fn plain_goal(done: u64, len: u64) -> u64 {
    let goal = (4 * done).max(4 * WHOLE);
    if goal > len / 2 { len } else { goal }
}

fn unread(source: &Source, cause: io::Error) -> LoadError {
    LoadError::Read {
        path: "the pipe".into(),
        offset: source.len(),
        source: cause,
    }
}

impl PlainWork {
    fn new(source: &Arc<Source>) -> Self {
        let titles = plain::Titles::new(Arc::clone(source));
        Self {
            pass: plain::Pass::with_reader(Arc::new(titles)),
            last: None,
            surveyed: 0,
        }
    }

    /// Reads on up to `goal`; where little has come since the last time, the last section is taken to
    /// go on. What is `quoted` from an earlier text at the end is set aside unread. Where the source
    /// cannot be read any more, what was found before it stays, and nothing more is looked for.
    fn index(
        &mut self,
        source: &Source,
        mut goal: u64,
        is_end: bool,
        (name, quoted): (&CleanString, Option<u64>),
    ) -> (Document, Body) {
        let read = |goal: u64| goal.min(quoted.unwrap_or(goal));
        let is_stale = goal - self.surveyed.min(goal) > self.surveyed / 4;
        let mut failure = None;
        if is_end || is_stale || self.last.is_none() {
            match self.pass.index(source, read(goal), is_end) {
                Ok(made) => (self.last, self.surveyed) = (Some(made), goal),
                Err(error) => (failure, goal) = (Some(error), source.len()),
            }
        }
        let is_complete = is_end || failure.is_some();
        let last = if is_complete {
            self.last.take()
        } else {
            self.last.clone()
        };
        let nothing = || (empty(Format::Plain, goal), plain::Style::default());
        let (mut document, style) = last.unwrap_or_else(nothing);
        document.is_complete = is_complete;
        document.len = goal;
        if self.surveyed < goal {
            document.outline.close(goal);
        }
        document.set_aside.push(&SetAside {
            kind: Aside::Quoted,
            source: read(goal)..goal,
        });
        if document.title.text.is_empty() {
            document.title.text = name.clone();
        }
        if let Some(error) = failure {
            let notice = CleanString::from_raw(&error.with_cause());
            document.notices.push(notice);
        }
        (document, Body::Plain(style))
    }
}

impl MarkdownWork {
    fn new(source: &Arc<Source>) -> Self {
        let head = source.read(0..HEAD).unwrap_or_default();
        let front = Front::read(&head);
        let title = Front::words(&head, front.title.as_ref());
        let returns = Returns::judge(&head);
        let titles = Titles::new(Arc::clone(source), returns);
        let start = front.end as u64;
        Self {
            start,
            scanner: Scanner::new(start, 0),
            sections: Sections::new(title, Arc::new(titles)),
            meta: front.meta(&head),
            returns,
            window: Vec::new(),
            ends: LineEnds::default(),
        }
    }

    /// Holds the words of all headings to come, and notes their lines where lines end with line feeds.
    fn hold_all(&mut self, source: &Source) {
        self.sections.hold_all();
        if self.returns == Returns::AreSpaces {
            let before = source.read(0..self.start).unwrap_or_default();
            let feeds = memchr::memchr_iter(b'\n', &before).count();
            self.scanner.note_lines(feeds as u64);
        }
    }

    fn take_lines(&mut self) -> Vec<(u64, u64)> {
        self.scanner.found_mut().lines.take().unwrap_or_default()
    }

    /// Scans the window; how many sequences in it are no UTF-8.
    fn scan(&mut self, is_last: bool) -> u64 {
        let from = self.scanner.at();
        if !is_last {
            // What begins a character at the end goes with the rest of it.
            let whole = self.window.len() - cut_off(&self.window);
            self.window.truncate(whole);
        }
        self.ends.read(&self.window);
        if self.ends.has_lone_return() {
            self.returns.replace(&mut self.window);
            self.ends.read(&self.window);
        }
        self.scanner.feed_lines(&self.window, &self.ends, is_last);
        self.sections.take(self.scanner.found_mut());
        let scanned = (self.scanner.at() - from) as usize;
        if self.ends.are_sound(scanned) {
            return 0;
        }
        invalid::count(&self.window[..scanned.min(self.window.len())])
    }

    /// `body` with the cuts found so far: those that a text cut short offers may not stay.
    fn body(&self, mut body: Body) -> Body {
        if let Body::Markdown { cuts, .. } = &mut body {
            *cuts = self.scanner.found().finder.cuts().clone();
        }
        body
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
            let mut definitions = std::mem::take(&mut found.definitions);
            definitions.settle();
            definitions
        } else {
            found.definitions.settle();
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
        set_aside: Asides::default(),
        is_converted: false,
        notices: Vec::new(),
    }
}

/// Bytes at the end that begin a character whose rest is not there.
fn cut_off(bytes: &[u8]) -> usize {
    let mut last = bytes.iter().rev().take(3).zip(1..);
    let start = last.find(|(byte, _)| **byte & 0xc0 != 0x80);
    start.map_or(0, |(byte, count)| {
        let is_cut = match byte {
            0xc2..=0xdf => count < 2,
            0xe0..=0xef => count < 3,
            0xf0..=0xf4 => count < 4,
            _ => false,
        };
        if is_cut { count } else { 0 }
    })
}
