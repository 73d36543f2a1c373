//! Markdown to chunks: the parser's events over one chunk of the source, with what it needs to know
//! of the rest of the document supplied.
//!
//! The parser is pulldown-cmark with GitHub's tables, strikethrough, tasks, notes and alerts. What
//! it makes of a chunk is what it would make of the same bytes in the whole file.

#[cfg(test)]
mod agreement;
mod build;
pub(super) mod character;
mod definition;
pub(crate) mod definitions;
mod divide;
pub(crate) mod front;
pub(super) mod html;
mod line;
mod marked;
mod reopen;
pub(crate) mod returns;
pub(crate) mod scan;
pub(crate) mod sections;
mod sign;

use std::{borrow::Cow, ops::Range};

use memchr::memmem;
use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser};

use self::{
    build::{Build, Input},
    definitions::Definitions,
    front::Front,
    returns::Returns,
    sign::{Part, Signs},
};
use super::Source;
use crate::{
    model::{BlockKind, Chunk, ChunkBuilder, Document, Outline, SectionId, TitleOrigin},
    text::CleanString,
};

/// Longest definition read.
const DEFINITION_MAX: u64 = 2 * 1024;

/// What a chunk has to know of the document it is part of.
pub(crate) struct Context<'a> {
    pub source: &'a Source,
    pub document: &'a Document,
    pub definitions: &'a Definitions,
    pub returns: Returns,
    /// Read before the chunk, to open again what was torn.
    pub reopen: &'a str,
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
}

/// The chunk that `bytes` are, which lie at `source`.
///
/// A panic of the parser is survived: the chunk is then shown as it stands in the source.
pub(crate) fn chunk(bytes: &[u8], source: Range<u64>, context: &Context<'_>) -> Chunk {
    super::guard::guarded(|| parsed(bytes, source.clone(), context))
        .unwrap_or_else(|| verbatim(bytes, source))
}

fn parsed(bytes: &[u8], source: Range<u64>, context: &Context<'_>) -> Chunk {
    let mut out = ChunkBuilder::new(source.clone());
    let start = if source.start == 0 {
        front_blocks(&mut out, bytes, context.document)
    } else {
        0
    };
    if bytes[start..].trim_ascii().is_empty() {
        return out.finish();
    }
    let body = context.returns.replaced(&bytes[start..]);
    let (body, mut invalid) = readable(&body);
    let mut before = notes(&body, context.definitions);
    before.push_str(context.reopen);
    let skip = before.len();
    for bad in &mut invalid {
        *bad = bad.start + skip..bad.end + skip;
    }
    let text = if skip == 0 {
        body
    } else {
        Cow::Owned(before + &body)
    };
    let input = Input {
        text: &text,
        skip,
        base: source.start + start as u64,
        invalid: &invalid,
        title: title_at(context.document),
        bold: bold_sections(&context.document.outline),
        is_torn: !context.reopen.is_empty(),
    };
    let is_alone = skip == 0 && invalid.is_empty() && context.document.is_complete;
    let mut build = Build::new(out, input);
    let (parts, marks) = divide::parts(&text, is_alone);
    for part in parts {
        if let Some(plain) = part.plain {
            let marks = &marks[plain.marks.clone()];
            build.plain(part.range.start, &plain, marks);
            continue;
        }
        let resolve = |link: BrokenLink<'_>| resolved(&link.reference, context);
        let start = part.range.start;
        let text = &text[part.range];
        let parser = Parser::new_with_broken_link_callback(text, options(), Some(resolve));
        for (event, range) in parser.into_offset_iter() {
            build.event(event, start + range.start..start + range.end);
        }
    }
    build.finish()
}

/// The outline, if its sections were found by lines in bold.
fn bold_sections(outline: &Outline) -> Option<&Outline> {
    let last = outline.len().checked_sub(1)?;
    (outline.rule(last as SectionId) == scan::BOLD_LINE).then_some(outline)
}

/// Source offset of the heading that is the title.
fn title_at(document: &Document) -> Option<u64> {
    document.title.source.as_ref().map(|source| source.start)
}

/// Title, author and date as the front matter gives them; where the Markdown starts.
fn front_blocks(out: &mut ChunkBuilder, bytes: &[u8], document: &Document) -> usize {
    let front = Front::read(bytes);
    let is_untold = document.title.source.is_none();
    if let Some(title) = &front.title
        && is_untold
        && document.title.origin == TitleOrigin::FrontMatter
    {
        add_field(out, bytes, title, BlockKind::Title);
    }
    let fields = [&front.author, &front.date, &front.publisher];
    let start = out.len();
    for field in fields.into_iter().flatten() {
        if out.len() > start {
            out.push_generated(front::BETWEEN.as_str());
        }
        push_field(out, bytes, field);
    }
    if out.len() > start {
        let matter = front.matter.start as u64..front.matter.end as u64;
        out.add_block(BlockKind::Meta, start, matter, None, None);
    }
    front.end
}

fn add_field(out: &mut ChunkBuilder, bytes: &[u8], field: &Range<usize>, kind: BlockKind) {
    let start = out.len();
    push_field(out, bytes, field);
    let source = field.start as u64..field.end as u64;
    out.add_block(kind, start, source, None, None);
}

fn push_field(out: &mut ChunkBuilder, bytes: &[u8], field: &Range<usize>) {
    for (place, shown) in front::parts(bytes, field.clone()) {
        let source = place.start as u64..place.end as u64;
        match (shown, std::str::from_utf8(&bytes[place.clone()])) {
            (Some(shown), _) => out.push_shown(&shown, source),
            (None, Ok(text)) => out.push_source(text, source.start),
            (None, Err(_)) => out.push_shown(&String::from_utf8_lossy(&bytes[place]), source),
        }
    }
}

/// `bytes` as text of the same length, and where they were no UTF-8.
///
/// What stands there is a control character that the text is known not to keep.
pub(crate) fn readable(bytes: &[u8]) -> (Cow<'_, str>, Vec<Range<usize>>) {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let (mut text, mut invalid) = (String::with_capacity(bytes.len()), Vec::new());
    for part in bytes.utf8_chunks() {
        text.push_str(part.valid());
        let start = text.len();
        text.extend(part.invalid().iter().map(|_| '\x1a'));
        if text.len() > start {
            invalid.push(start..text.len());
        }
    }
    (Cow::Owned(text), invalid)
}

/// Definitions of the notes that `text` refers to and that stand elsewhere: the parser takes a
/// reference for one only if it has seen the note.
fn notes(text: &str, definitions: &Definitions) -> String {
    let mut out = String::new();
    if definitions.is_empty() {
        return out;
    }
    let mut seen = std::collections::HashSet::new();
    for at in memmem::find_iter(text.as_bytes(), b"[^") {
        let rest = &text[at + 2..];
        let Some(end) = rest
            .bytes()
            .take(1000)
            .position(|byte| matches!(byte, b']' | b'\n'))
        else {
            continue;
        };
        let label = &rest[..end];
        if rest.as_bytes()[end] == b']'
            && seen.insert(label)
            && definitions.start(&format!("^{label}")).is_some()
        {
            out.push_str("[^");
            out.push_str(label);
            out.push_str("]:\n");
        }
    }
    if !out.is_empty() {
        out.push_str("[\u{1}]: x\n\n");
    }
    out
}

/// Target and title of a link whose definition stands elsewhere in the document.
fn resolved(label: &str, context: &Context<'_>) -> Option<(CowStr<'static>, CowStr<'static>)> {
    let start = context.definitions.start(label)?;
    let bytes = context.source.read(start..start + DEFINITION_MAX).ok()?;
    let (text, _) = readable(&bytes);
    let alone = &text[..definition_len(&text)];
    defined(alone, label).or_else(|| defined(&text, label))
}

/// Target and title of `label`, as `text` defines it.
fn defined(text: &str, label: &str) -> Option<(CowStr<'static>, CowStr<'static>)> {
    let parser = Parser::new_ext(text, options());
    let definition = parser.reference_definitions().get(label)?;
    let title = definition.title.as_deref().unwrap_or_default().to_owned();
    Some((definition.dest.to_string().into(), title.into()))
}

/// Bytes of the definition at the start of `text`, as most are: up to an empty line or the next one.
/// Where a list of them is long, only one is read for each link.
fn definition_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |end: &usize| matches!(bytes.get(end + 1), Some(b'[' | b'\n' | b'\r') | None);
    let mut lines = memchr::memchr_iter(b'\n', bytes);
    lines.find(ends).map_or(text.len(), |end| end + 1)
}

/// A chunk shown as it stands in the source.
fn verbatim(bytes: &[u8], source: Range<u64>) -> Chunk {
    let mut out = ChunkBuilder::new(source.clone());
    let (text, _) = readable(bytes);
    out.push_source(&text, source.start);
    out.add_block(BlockKind::Verbatim, 0, source, None, None);
    out.finish()
}

/// The words of a heading whose source is `raw`: marks removed, as a chunk would show them.
pub(crate) fn words(raw: &[u8], definitions: &Definitions) -> CleanString {
    let raw = match std::str::from_utf8(raw) {
        Ok(raw) => Cow::Borrowed(raw),
        Err(_) => String::from_utf8_lossy(raw),
    };
    if !raw.bytes().any(|byte| MARKS[usize::from(byte)]) {
        return CleanString::from_raw(&raw);
    }
    super::guard::guarded(|| parsed_words(&raw, definitions))
        .unwrap_or_else(|| CleanString::from_raw(&raw))
}

/// Bytes that make text more than what it reads as.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let (bytes, mut at) = (b"*_`[]<&\\~!:{\n\r", 0);
    while at < bytes.len() {
        marks[bytes[at] as usize] = true;
        at += 1;
    }
    marks
};

fn parsed_words(raw: &str, definitions: &Definitions) -> CleanString {
    let notes = notes(raw, definitions);
    let line = if raw.contains('\n') {
        format!("{notes}{raw}\n===")
    } else {
        format!("{notes}# {raw}")
    };
    let known = |link: BrokenLink<'_>| {
        let is_known = definitions.start(&link.reference).is_some();
        is_known.then(|| (CowStr::from(""), CowStr::from("")))
    };
    let mut out = CleanString::new();
    let mut signs = Signs::default();
    let parser = Parser::new_with_broken_link_callback(&line, options(), Some(known));
    for (event, range) in parser.into_offset_iter() {
        match event {
            _ if signs.has_passed(&range) => {}
            Event::Text(text) if line.get(range.clone()) == Some(&text) => {
                signs.parts(&line, range, &mut |part| match part {
                    Part::Same(range) => out.push_raw(&line[range]),
                    Part::Picture(shown, _) => out.push_raw(shown),
                });
            }
            Event::Text(text) | Event::Code(text) => out.push_raw(&text),
            Event::InlineHtml(tag) if !html::is_shown_as_meant(&tag) => out.push_raw(&tag),
            Event::SoftBreak | Event::HardBreak => out.push_raw(" "),
            _ => {}
        }
    }
    let words = out.as_clean().trim();
    if words.len() < out.len() {
        words.into()
    } else {
        out
    }
}
