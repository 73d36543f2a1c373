//! Opens a source, detects its format, builds the index, and gives chunks on demand.
//!
//! [`open`] reads enough for the first screen. A [`Library`] belongs to the thread that draws: it
//! keeps the chunks near the screen. Its [`Parser`] is for other threads: it parses what it is asked
//! for and keeps nothing. The [`Indexer`] is driven by a thread too, and each index it gives is put
//! in place by [`Library::set_index`].

mod ahead;
pub mod boilerplate;
mod cache;
mod cuts;
mod demoted;
mod encoding;
pub(crate) mod ends;
pub mod format;
pub mod guard;
pub mod heading;
mod html;
pub mod index;
pub mod indexer;
mod invalid;
mod made;
mod mail;
mod markdown;
pub mod passage;
pub mod plain;
pub mod source;

use std::{
    cell::{Cell, RefCell},
    io::{self, Read},
    ops::Range,
    path::Path,
    sync::Arc,
};

pub use index::Index;
pub use indexer::Indexer;
pub use made::from_converted;
pub use source::{LoadError, Source, Stamp, check};

use self::{
    cache::Cache,
    cuts::{cell_of, cell_start},
    demoted::Demoted,
    encoding::Decoded,
    index::Body,
    made::{About, from_mail, held},
    source::{Intake, Opened},
};
use crate::{
    model::{Asides, BlockKind, Chunk, ChunkBuilder, Chunks, Document, Format},
    text::CleanString,
};

/// Bytes before a chunk that plain text is given to see what its first line follows.
const BEFORE: u64 = 256;

/// The longest web page whose article is looked for, in bytes; of a longer one all is shown.
const LARGEST_PAGE: u64 = 64 * 1024 * 1024;

/// The longest text that is turned into UTF-8, in bytes; a longer one is read as it is.
const LARGEST_CONVERTED: u64 = 64 * 1024 * 1024;

/// Bytes read at once when lines are counted.
const LINE_WINDOW: u64 = 256 * 1024;

/// Opens the file at `path` and indexes the start of it; all of it when it is small.
///
/// # Errors
/// When the file cannot be opened or read. Its content is never an error.
pub fn open(path: &Path) -> Result<Library, LoadError> {
    open_as(path, About::default())
}

/// Opens the file at `path` as [`open`] does, with `notice` to the reader.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn open_noted(path: &Path, notice: &str) -> Result<Library, LoadError> {
    open_as(path, About::noted(notice))
}

fn open_as(path: &Path, mut about: About) -> Result<Library, LoadError> {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy();
    let source = match Source::open(path, indexer::WHOLE)? {
        Opened::Source(source) => source,
        Opened::Stream(file) => return from_pipe(&name, Box::new(file)),
    };
    if mail::is_named(&name) && source.len() <= LARGEST_CONVERTED {
        return Ok(from_mail(&name, &source.read(0..source.len())?));
    }
    if let Some(encoding) = encoding::of(&source)? {
        if source.len() <= LARGEST_CONVERTED {
            let bytes = encoding.decode(&source.read(0..source.len())?);
            return Ok(held(&name, bytes, None, about.decoded(encoding)));
        }
        about = about.left(encoding);
    }
    let head = source.read(0..indexer::WHOLE / 16)?;
    let format = format::detect(&name, &head);
    if format == Format::Html && source.len() <= LARGEST_PAGE {
        let bytes = source.read(0..source.len())?.into_owned();
        return Ok(held(&name, bytes, Some(format), about));
    }
    if format == Format::Html {
        about.say("a web page of more than 64 MB: all of it is shown");
    }
    drop(head);
    Ok(Library::new(source, &name, readable(format), about, None))
}

/// A document from bytes in memory, in UTF-8 as far as they are text; the format is detected from
/// `name` and `bytes` unless it is given.
pub fn from_bytes(name: &str, bytes: Vec<u8>, format: Option<Format>) -> Library {
    held(name, bytes, format, About::default())
}

/// How a source is read that is not turned into anything else: a web page then as Markdown, in which
/// tags are marks and nothing has to be held as a whole.
fn readable(format: Format) -> Format {
    match format {
        Format::Html => Format::Markdown,
        format => format,
    }
}

/// A document from a pipe: waits for the first bytes, and gives what came. The rest comes in while
/// the [`Indexer`] is driven, past 64 MB into a temporary file, up to 1 GB.
///
/// # Errors
/// When the pipe cannot be read or what comes cannot be kept.
pub fn from_pipe(name: &str, mut reader: Box<dyn Read + Send>) -> Result<Library, LoadError> {
    let failed = |source| LoadError::Read {
        path: name.into(),
        offset: 0,
        source,
    };
    let mut first = vec![0; source::STEP];
    let count = source::read_some(&mut *reader, &mut first).map_err(failed)?;
    first.truncate(count);
    let found = encoding::detect(&first, false);
    let whole = io::Cursor::new(first).chain(reader);
    let (reader, mut about): (Box<dyn Read + Send>, _) = match found {
        Some(encoding) => (
            Box::new(Decoded::new(whole, encoding)),
            About::default().decoded(encoding),
        ),
        None => (Box::new(whole), About::default()),
    };
    let (mut intake, source) = (Intake::new(reader), Source::pipe());
    if let Source::Pipe(spool) = &source {
        intake.take(spool).map_err(failed)?;
    }
    let head = source.read(0..indexer::WHOLE)?.into_owned();
    let format = format::detect(name, &head);
    let is_mail = mail::starts(&head);
    if format == Format::Html || is_mail {
        // They are read as a whole: where the article begins, its end may say, and parts have ends.
        if let Source::Pipe(spool) = &source {
            while !source.is_complete() && source.len() <= LARGEST_PAGE {
                intake.take(spool).map_err(failed)?;
            }
        }
        if source.is_complete() && source.len() <= LARGEST_PAGE {
            let bytes = source.read(0..source.len())?.into_owned();
            return Ok(if is_mail {
                from_mail(name, &bytes)
            } else {
                held(name, bytes, Some(format), about)
            });
        }
        about.say("a web page or message of more than 64 MB: all of it is shown");
    }
    let format = readable(format);
    let intake = (!source.is_complete()).then_some(intake);
    Ok(Library::new(source, name, format, about, intake))
}

/// Parses chunks of one source without keeping them. Cheap to clone, and sent to any thread.
#[derive(Clone, Debug)]
pub struct Parser {
    source: Arc<Source>,
    index: Arc<Index>,
    /// The document of the index, without the headings that are none.
    document: Arc<Document>,
    demoted: Arc<Demoted>,
}

/// One open document: its index, and the chunks near the screen.
pub struct Library {
    parser: Parser,
    /// What indexes the rest, until somebody asks for it.
    indexer: Cell<Option<Indexer>>,
    cache: RefCell<Cache>,
}

impl Library {
    fn new(
        source: Source,
        name: &str,
        format: Format,
        about: About,
        intake: Option<Intake>,
    ) -> Self {
        let name = CleanString::from_raw(if name.is_empty() { "Untitled" } else { name });
        let source = Arc::new(source);
        let mut indexer = Indexer::new(Arc::clone(&source), name, format, about, intake);
        let index = indexer
            .next_batch()
            .expect("an indexer that has not begun gives a batch");
        Self {
            parser: Parser {
                source,
                document: Arc::clone(&index.document),
                index,
                demoted: Arc::default(),
            },
            indexer: Cell::new(Some(indexer)),
            cache: RefCell::default(),
        }
    }

    /// The document as far as it is indexed.
    pub fn document(&self) -> Arc<Document> {
        Arc::clone(&self.parser.document)
    }

    /// A handle for other threads, on the index as it is now.
    pub fn parser(&self) -> Parser {
        self.parser.clone()
    }

    /// What indexes the rest, to be driven by another thread; `None` when all is indexed, and when it
    /// was asked for before.
    pub fn indexer(&self) -> Option<Indexer> {
        let indexer = self.indexer.take();
        indexer.filter(|_| !self.parser.index.document.is_complete)
    }

    /// Takes a larger index. Chunks are parsed again: labels may mean something now, and where the
    /// index did not reach, cuts may have moved.
    pub fn set_index(&mut self, index: Arc<Index>) {
        self.parser.document = self.parser.demoted.document(&index.document);
        self.parser.index = index;
        self.cache.get_mut().renew();
    }

    /// Takes these headings, given as source spans, for text of the section before, and all others for
    /// headings again. Sections are counted anew.
    pub fn demote(&mut self, headings: impl IntoIterator<Item = Range<u64>>) {
        self.parser.demoted = Arc::new(Demoted::new(headings));
        self.set_index(Arc::clone(&self.parser.index));
    }
}

impl Chunks for Library {
    fn chunk_at(&self, at: u64) -> Arc<Chunk> {
        let at = self.parser.clamped(at);
        if let Some(chunk) = self.cache.borrow_mut().get(at) {
            return chunk;
        }
        let mut cache = self.cache.borrow_mut();
        let chunk = match self.parser.parsed(at) {
            Ok(chunk) => Arc::new(chunk),
            Err((range, error)) => cache
                .old(at)
                .unwrap_or_else(|| Arc::new(unreadable(range, &error))),
        };
        cache.put(&chunk);
        chunk
    }

    fn source_len(&self) -> u64 {
        self.parser.source_len()
    }
}

impl Chunks for Parser {
    fn chunk_at(&self, at: u64) -> Arc<Chunk> {
        let chunk = self.parsed(self.clamped(at));
        Arc::new(chunk.unwrap_or_else(|(range, error)| unreadable(range, &error)))
    }

    fn source_len(&self) -> u64 {
        self.index.len
    }
}

impl Parser {
    /// Source offset at which line `line` of the source starts, counted from 1; the last line's for
    /// a number past it. Reads the source from its start to there.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn line_start(&self, line: u64) -> Result<u64, LoadError> {
        let mut left = line.saturating_sub(1);
        let (mut at, mut start) = (0, 0);
        while left > 0 && at < self.source.len() {
            let bytes = self.source.read(at..at + LINE_WINDOW)?;
            for end in
                memchr::memchr_iter(b'\n', &bytes).take(usize::try_from(left).unwrap_or(usize::MAX))
            {
                start = at + end as u64 + 1;
                left -= 1;
            }
            at += bytes.len() as u64;
        }
        Ok(start)
    }

    /// The document this parser knows.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The bytes of the source.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The index this parser knows.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Source span of the chunk that holds source offset `at`, without parsing it.
    pub fn chunk_span(&self, at: u64) -> Range<u64> {
        self.place(self.clamped(at)).0
    }

    /// An offset past the end belongs to the last chunk.
    fn clamped(&self, at: u64) -> u64 {
        at.min(self.index.len.saturating_sub(1))
    }

    /// Where the chunk lies that holds `at`, and what has to be opened again before it.
    fn place(&self, at: u64) -> (Range<u64>, Option<Arc<str>>) {
        let len = self.index.len;
        let mut cell = cell_of(at);
        let mut start = self.index.cut(&self.source, cell);
        let mut end = None;
        while cell > 0 && start.as_ref().is_none_or(|start| start.at > at) {
            end = start;
            cell -= 1;
            start = self.index.cut(&self.source, cell);
        }
        let start = start.unwrap_or_default();
        let end = end.or_else(|| {
            let is_inside = cell_start(cell + 1) < len;
            is_inside
                .then(|| self.index.cut(&self.source, cell + 1))
                .flatten()
        });
        let end = end.map_or(len, |end| end.at.min(len));
        (start.at..end, start.reopen)
    }

    /// The chunk that holds `at`, or where it would lie.
    fn parsed(&self, at: u64) -> Result<Chunk, (Range<u64>, LoadError)> {
        let (range, reopen) = self.place(at);
        let reopen = reopen.unwrap_or_default();
        let chunk = self.parse(range.clone(), &reopen);
        chunk.map_err(|error| (range, error))
    }

    fn parse(&self, range: Range<u64>, reopen: &str) -> Result<Chunk, LoadError> {
        let before = match &self.index.body {
            Body::Plain(_) => BEFORE.min(range.start),
            Body::Markdown { .. } => 0,
        };
        let bytes = self.source.read(range.start - before..range.end)?;
        let (before, bytes) = bytes.split_at(before as usize);
        Ok(self.parse_bytes((before, bytes), range, reopen))
    }

    /// The chunk that `bytes` are, which lie at `range`; what stands right before them may be given too.
    fn parse_bytes(
        &self,
        (before, bytes): (&[u8], &[u8]),
        range: Range<u64>,
        reopen: &str,
    ) -> Chunk {
        let document = &*self.document;
        match &self.index.body {
            Body::Plain(style) => plain::chunk(before, bytes, range, document, style),
            Body::Markdown {
                definitions,
                returns,
                ..
            } => {
                let context = markdown::Context {
                    source: &self.source,
                    document,
                    definitions,
                    returns: *returns,
                    reopen,
                };
                let mut chunk = markdown::chunk(bytes, range, &context);
                set_aside(&mut chunk, &document.set_aside);
                self.demoted.mark(&mut chunk);
                chunk
            }
        }
    }
}

/// Marks the blocks that start in one of `passages`.
fn set_aside(chunk: &mut Chunk, passages: &Asides) {
    for block in &mut chunk.blocks {
        let passage = passages.at(block.source.start);
        block.aside = passage.map(|passage| passage.kind);
    }
}

/// Says in the place of the text why it cannot be shown.
fn unreadable(range: Range<u64>, error: &LoadError) -> Chunk {
    let mut out = ChunkBuilder::new(range.clone());
    out.push_generated(&error.to_string());
    out.add_block(BlockKind::Verbatim, 0, range, None, None);
    out.finish()
}

#[cfg(test)]
mod tests;
