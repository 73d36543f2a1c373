//! Prints the sections of a document: as text, as JSON, as Markdown.

mod lines;
mod places;

use std::{
    fmt,
    fmt::Write as _,
    io::{self, Write},
    ops::Range,
    sync::Arc,
};

use serde_json::{Value, json};

use self::{
    lines::LineNumbers,
    places::{Lines, Places},
};
use super::json::harmless;
use crate::{
    app::tally::{self, Tally},
    load::{LoadError, Parser},
    model::{
        Aside, Block, BlockKind, Chunk, Chunks, ContainerKind, Document, Format, SectionId,
        SectionKind, TitleOrigin,
    },
    text::counted,
};

/// Prints the title, then a table with a line for each section: its line in the source, the minutes
/// it takes and the figures in it (with the sections inside it), and its heading, indented by its
/// depth. `tallies` are those of the sections, in order; without them the line and the heading only.
///
/// # Errors
/// When `out` cannot be written, or the source cannot be read.
pub fn text(
    out: &mut dyn Write,
    document: &Document,
    parser: &Parser,
    tallies: Option<&[Tally]>,
) -> io::Result<()> {
    writeln!(out, "{}", document.title.text)?;
    let mut lines = LineNumbers::known(parser.source(), parser.index().heading_lines());
    let outline = &document.outline;
    if !outline.is_empty() {
        let counted = tallies.map_or("", |_| "  min  figures");
        writeln!(out, "  line{counted}")?;
    }
    for (id, section) in outline.sections().iter().enumerate() {
        let place = match section.kind {
            SectionKind::Lead => section.source.clone(),
            SectionKind::Section => section.heading(),
        };
        let line = lines.of_words(&place)?;
        let tally = tallies.map(|tallies| tallies[id]).map(columns);
        let tally = tally.unwrap_or_default();
        let indent = usize::from(section.level) * 2;
        let name = outline.name(id as SectionId);
        writeln!(out, "{line:>6}{tally}{:indent$}{name}", "")?;
    }
    let aside = document.set_aside.len();
    if aside > 0 {
        let passages = counted(aside as u64, "passage", "passages");
        writeln!(out, "        {passages} set aside")?;
    }
    Ok(())
}

/// Minutes and figures, set to the right.
fn columns(tally: Tally) -> String {
    format!("  {:>3}  {:>7}", time(tally.words), tally.figures)
}

/// Minutes for so many words; `<1` where it is less than half of one.
fn time(words: u64) -> String {
    if tally::is_brief(words) {
        "<1".to_owned()
    } else {
        tally::minutes(words).to_string()
    }
}

/// Prints the sections as a nested Markdown list of links to their anchors. With the `file` they are
/// in, one of several, they stand below its title and link into it.
///
/// # Errors
/// When `out` cannot be written.
pub fn markdown(out: &mut dyn Write, document: &Document, file: Option<&str>) -> io::Result<()> {
    let anchors = document.outline.anchors();
    let place = file.map_or_else(String::new, target);
    if file.is_some() {
        let title = escape(document.title.text.as_str());
        writeln!(out, "- [{title}]({place})")?;
    }
    let deeper = if file.is_some() { 2 } else { 0 };
    for (id, section) in document.outline.sections().iter().enumerate() {
        if section.kind == SectionKind::Section {
            let indent = usize::from(section.level) * 2 - 2 + deeper;
            let title = escape(document.outline.title(id as SectionId).as_str());
            writeln!(out, "{:indent$}- [{title}]({place}#{})", "", anchors[id])?;
        }
    }
    Ok(())
}

/// `path` as the target of a link: what would end it, and what is no plain letter, by its number
/// (RFC 3986, section 2.1).
fn target(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// `title` with the characters escaped that Markdown would take for marks.
fn escape(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        if "\\`*_[]<>#".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Prints the document in the form `briefing.outline/1`: one JSON object with title, meta,
/// sections, what was set aside, and the blocks. `path` is the file as it was named; what was
/// converted is placed in what is printed of it in rows of `width` cells.
///
/// # Errors
/// When `out` cannot be written, or the source cannot be read.
pub fn json(
    out: &mut dyn Write,
    path: &str,
    document: &Document,
    parser: &Parser,
    chunks: &dyn Chunks,
    width: u16,
) -> io::Result<()> {
    let format = match document.format {
        Format::Html => "html",
        _ if document.is_converted => "converted",
        Format::Markdown => "markdown",
        Format::Plain => "text",
    };
    let places = Places::of(document, parser, chunks, width)?;
    let about =
        json!({"path": path, "bytes": places.len(), "format": format, "range_of": places.name()});
    let about = harmless(&about.to_string());
    writeln!(
        out,
        "{{\"schema\":\"briefing.outline/1\",\n\"source\":{about},"
    )?;
    writeln!(out, "\"title\":{},", title(document, &places)?)?;
    writeln!(out, "\"meta\":{},", meta(document))?;
    let meta_ranges = document.meta.source.iter();
    let meta_ranges = meta_ranges.map(|span| range(&places, span)).collect();
    writeln!(out, "\"meta_ranges\":{},", Value::Array(meta_ranges))?;
    list(out, "sections", sections(document, &places))?;
    writeln!(out, ",")?;
    list(out, "dropped", dropped(document, &places))?;
    writeln!(out, ",")?;
    list(out, "blocks", blocks(&places, chunks))?;
    writeln!(out, "}}")
}

/// Writes one list, an entry a line.
fn list<T: fmt::Display>(
    out: &mut dyn Write,
    name: &str,
    entries: impl Iterator<Item = io::Result<T>>,
) -> io::Result<()> {
    write!(out, "\"{name}\":[")?;
    for (at, entry) in entries.enumerate() {
        write!(out, "{}\n{}", if at > 0 { "," } else { "" }, entry?)?;
    }
    write!(out, "]")
}

fn range(places: &Places<'_>, span: &Range<u64>) -> Value {
    let range = places.range(span);
    json!([range.start, range.end])
}

fn title(document: &Document, places: &Places<'_>) -> io::Result<Value> {
    let title = &document.title;
    if title.text.is_empty() {
        return Ok(Value::Null);
    }
    let origin = match title.origin {
        TitleOrigin::Heading => "heading",
        TitleOrigin::FirstLine => "first-line",
        TitleOrigin::FrontMatter if document.format == Format::Html => "html",
        TitleOrigin::FrontMatter => "front-matter",
        TitleOrigin::FileName => "file-name",
    };
    let place = places.title(title.source.as_ref())?;
    let line = place.as_ref().map(|(line, _)| line);
    let range = place
        .as_ref()
        .map(|(_, range)| json!([range.start, range.end]));
    Ok(json!({"text": title.text.as_str(), "line": line, "range": range, "origin": origin}))
}

fn meta(document: &Document) -> Value {
    let meta = &document.meta;
    let fields = [
        ("byline", &meta.byline),
        ("date", &meta.date),
        ("publisher", &meta.publisher),
        ("standfirst", &meta.standfirst),
    ];
    let found = fields
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), json!(text.as_ref()?.as_str()))));
    Value::Object(found.collect())
}

fn sections<'a>(
    document: &'a Document,
    places: &'a Places<'a>,
) -> impl Iterator<Item = io::Result<Value>> + 'a {
    let anchors = document.outline.anchors();
    let mut lines = places.lines();
    document
        .outline
        .sections()
        .iter()
        .enumerate()
        .map(move |(id, section)| {
            let is_heading = section.kind == SectionKind::Section;
            let mut entry = json!({
                "id": anchors[id],
                "kind": if is_heading { "section" } else { "lead" },
                "level": section.level,
                "title": document.outline.title(id as SectionId).as_str(),
                "parent": section.parent.map(|parent| anchors[parent as usize].as_str()),
                "line": lines.of_heading(&section.heading())?,
                "range": range(places, &section.source),
            });
            if is_heading {
                entry["heading_range"] = range(places, &section.heading());
                entry["rule"] = json!(document.outline.rule(id as SectionId));
                entry["confidence"] =
                    json!((f64::from(section.confidence()) * 1000.0).round() / 1000.0);
            }
            Ok(entry)
        })
}

fn dropped<'a>(
    document: &'a Document,
    places: &'a Places<'a>,
) -> impl Iterator<Item = io::Result<Entry>> + 'a {
    let mut lines = places.lines();
    document.set_aside.iter().map(move |aside| {
        let line = lines.of(aside.source.start)?;
        Ok(Entry {
            kind: kind_of_aside(aside.kind),
            line,
            range: places.range(&aside.source),
        })
    })
}

fn kind_of_aside(kind: Aside) -> &'static str {
    match kind {
        Aside::Related => "related",
        Aside::Cookie => "cookie",
        Aside::Nav => "nav",
        Aside::Share => "share",
        Aside::Subscribe => "subscribe",
        Aside::Ad => "ad",
        Aside::Copyright => "copyright",
        Aside::Comments => "comments",
        Aside::PageHeader => "page-header",
        Aside::DuplicateTitle => "duplicate-title",
        // The schema has no word of its own for it.
        Aside::Quoted | Aside::Other => "other",
    }
}

fn blocks<'a>(
    places: &'a Places<'a>,
    chunks: &'a dyn Chunks,
) -> impl Iterator<Item = io::Result<Entry>> + 'a {
    let mut lines = places.lines();
    let mut chunk = Some(chunks.chunk_at(0));
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let current: Arc<Chunk> = chunk.clone()?;
            if let Some(block) = current.blocks.get(at) {
                at += 1;
                return Some(entry(&current, block, places, &mut lines));
            }
            chunk = chunks.next(&current);
            at = 0;
        }
    })
}

fn entry(
    chunk: &Chunk,
    block: &Block,
    places: &Places<'_>,
    lines: &mut Lines<'_>,
) -> io::Result<Entry> {
    Ok(Entry {
        kind: kind_of_block(chunk, block),
        line: lines.of(block.source.start)?,
        range: places.range(&block.source),
    })
}

/// One of the many entries that hold no text: it is written without a tree of values.
struct Entry {
    kind: &'static str,
    line: u64,
    range: Range<u64>,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, line, range } = self;
        let (start, end) = (range.start, range.end);
        write!(
            f,
            "{{\"kind\":\"{kind}\",\"line\":{line},\"range\":[{start},{end}]}}"
        )
    }
}

fn kind_of_block(chunk: &Chunk, block: &Block) -> &'static str {
    let container = block
        .container
        .map(|id| &chunk.containers[id as usize].kind);
    match (block.kind, container) {
        (BlockKind::Title, _) => "title",
        (BlockKind::Meta | BlockKind::Standfirst, _) => "meta",
        (BlockKind::Heading { .. }, _) => "heading",
        (BlockKind::Code(_), _) => "code",
        (BlockKind::Verbatim | BlockKind::Table(_), _) => "table",
        (BlockKind::Rule, _) => "rule",
        (BlockKind::Html, _) => "html",
        (BlockKind::Paragraph, Some(ContainerKind::Item { .. })) => "list",
        (BlockKind::Paragraph, Some(ContainerKind::Quote | ContainerKind::Alert(_))) => "quote",
        (BlockKind::Paragraph, _) => "paragraph",
    }
}

fn cause(error: LoadError) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::figures::analyse, load::from_bytes};

    fn printed(text: &str) -> String {
        let library = from_bytes("a.md", text.into(), None);
        let document = library.document();
        let statistics = analyse(&library, &document.outline).statistics;
        let tallies = tally::by_section(&library, &document.outline, &statistics);
        let mut out = Vec::new();
        super::text(&mut out, &document, &library.parser(), Some(&tallies)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_stand_one_below_the_other_whatever_the_words() {
        let words = "Boats wait. ".repeat(150);
        let text = format!(
            "# T\n\nOf 46 people 12 left.\n\n## 日本 é\n\n{words}\n\n### In 日\n\n9 boats sank.\n"
        );
        let expected = "T\n  line  min  figures\n     3   <1        2  Opening\n     5    1        1  日本 é\n     9   <1        1    In 日\n";
        assert_eq!(printed(&text), expected);
        assert_eq!(printed(""), "a.md\n");
        let library = from_bytes("a.md", "# T\n\n## One\n".into(), None);
        let mut out = Vec::new();
        super::text(&mut out, &library.document(), &library.parser(), None).unwrap();
        assert_eq!(out, b"T\n  line\n     3  One\n");
    }

    #[test]
    fn a_list_of_several_files_leads_into_each() {
        let library = from_bytes("a.md", "# T\n\n## One *two*\n".into(), None);
        let list = |file| {
            let mut out = Vec::new();
            markdown(&mut out, &library.document(), file).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(list(None), "- [One two](#one-two)\n");
        let expected = "- [T](a%20(b).md)\n  - [One two](a%20(b).md#one-two)\n";
        let expected = expected
            .replace('(', "%28")
            .replace("b)", "b%29")
            .replace("]%28", "](");
        assert_eq!(list(Some("a (b).md")), expected);
    }
}
