//! Prints the statistics of a document: as a table, as JSON, as CSV, as Markdown.

mod json;

use std::io::{self, Write};

pub use json::json;

use crate::{
    model::Document,
    stats::{Kind, Occurrence, Qualifier, Statistic, Statistics, Value, plain},
    text::{CleanString, cells},
};

/// The value and what it is of: "56% rise in fatalities".
fn label(item: &Statistic) -> String {
    format!("{} {}", item.shown, item.label)
        .trim_end()
        .to_owned()
}

/// What a reader must know of a list that is not whole; `None` for one that is.
pub fn notice(statistics: &Statistics) -> Option<String> {
    let (kept, dropped) = (statistics.list.len(), statistics.dropped);
    (dropped > 0).then(|| {
        let all = kept as u64 + dropped;
        format!("the {kept} figures of most weight are listed, of {all}")
    })
}

/// The columns all forms for people share.
const COLUMNS: [&str; 6] = ["Figure", "What", "Kind", "How sure", "Source", "Section"];

/// One row of them.
fn row(item: &Statistic, document: &Document) -> [String; 6] {
    let times = if item.count > 1 {
        format!(" ×{}", item.count)
    } else {
        String::new()
    };
    let sure: Vec<&str> = item
        .qualifier
        .map(Qualifier::word)
        .into_iter()
        .chain(item.hedge.as_ref().map(CleanString::as_str))
        .collect();
    let time = item
        .time
        .filter(|_| item.kind != Kind::Date)
        .map_or_else(String::new, |time| format!(" ({time})"));
    [
        flat(item.shown.as_str()) + &times,
        flat(&what(item)) + &time,
        item.kind.name().to_owned(),
        sure.join(", "),
        flat(
            item.attribution
                .as_ref()
                .map_or("", |source| source.as_str()),
        ),
        flat(&section(item, document)),
    ]
}

/// What is counted, with its row in a table: "Ships, Odesa".
fn what(item: &Statistic) -> String {
    let words = [
        Some(&item.label).filter(|label| !label.is_empty()),
        item.row(),
    ];
    let words = words.into_iter().flatten().map(CleanString::as_str);
    words.collect::<Vec<_>>().join(", ")
}

/// On one line.
fn flat(text: &str) -> String {
    text.replace('\n', " ")
}

fn section(item: &Statistic, document: &Document) -> String {
    let id = item.occurrences[0].section;
    id.map_or_else(String::new, |id| document.outline.name(id).to_string())
}

/// Widest a column of the table gets, in cells.
const WIDEST: usize = 44;

/// Prints a table with aligned columns, the figures to the right; with `has_color` the head is bold
/// and the figures stand out.
///
/// # Errors
/// When `out` cannot be written.
pub fn table(
    out: &mut dyn Write,
    document: &Document,
    statistics: &Statistics,
    has_color: bool,
) -> io::Result<()> {
    let rows: Vec<[String; 6]> = statistics
        .list
        .iter()
        .map(|item| row(item, document).map(|cell| cut(&cell)))
        .collect();
    let widths: Vec<usize> = (0..COLUMNS.len())
        .map(|column| {
            rows.iter()
                .map(|row| cells(&row[column]))
                .chain([COLUMNS[column].len()])
                .max()
                .unwrap_or(0)
        })
        .collect();
    let (bold, strong, off) = if has_color {
        ("\x1b[1m", "\x1b[1;35m", "\x1b[0m")
    } else {
        ("", "", "")
    };
    line(out, &COLUMNS.map(str::to_owned), &widths, bold, off)?;
    for row in &rows {
        line(out, row, &widths, strong, off)?;
    }
    Ok(())
}

/// Writes one row; `on` and `off` go round its first cell.
fn line(
    out: &mut dyn Write,
    row: &[String; 6],
    widths: &[usize],
    on: &str,
    off: &str,
) -> io::Result<()> {
    let mut text = format!(
        "{:pad$}{on}{}{off}",
        "",
        row[0],
        pad = widths[0] - cells(&row[0])
    );
    for (cell, width) in row.iter().zip(widths).skip(1) {
        text.push_str("  ");
        text.push_str(cell);
        text.extend(std::iter::repeat_n(' ', width - cells(cell)));
    }
    writeln!(out, "{}", text.trim_end())
}

/// At most [`WIDEST`] cells of `text`.
fn cut(text: &str) -> String {
    if cells(text) <= WIDEST {
        return text.to_owned();
    }
    let mut out = String::new();
    for (grapheme, _) in crate::text::width::graphemes(text) {
        if cells(&out) + cells(grapheme) >= WIDEST {
            break;
        }
        out += grapheme;
    }
    out.trim_end().to_owned() + "…"
}

/// Prints comma-separated values (RFC 4180): a head, then a line for each place a figure stands,
/// ended by CR LF. `file` is the name in the first column.
///
/// # Errors
/// When `out` cannot be written.
pub fn csv(
    out: &mut dyn Write,
    file: &str,
    document: &Document,
    statistics: &Statistics,
) -> io::Result<()> {
    let head = "file,start,end,text,kind,value,high,unit,subject,qualifier,hedge,direction,role,from,attribution,time,section,importance";
    write!(out, "{head}\r\n")?;
    for item in &statistics.list {
        for occurrence in &item.occurrences {
            let fields = fields(file, item, occurrence, document);
            write!(out, "{}\r\n", fields.map(|field| quoted(&field)).join(","))?;
        }
    }
    Ok(())
}

fn fields(
    file: &str,
    item: &Statistic,
    occurrence: &Occurrence,
    document: &Document,
) -> [String; 18] {
    let words = |text: &Option<CleanString>| {
        text.as_ref()
            .map_or_else(String::new, |text| text.as_str().to_owned())
    };
    let (low, high) = match item.value {
        Value::Range(low, high) => (plain(low), plain(high)),
        Value::Dates(low, high) => (low.to_string(), high.to_string()),
        value => (value.to_string(), String::new()),
    };
    let change = occurrence.change;
    [
        file.to_owned(),
        occurrence.source.start.to_string(),
        occurrence.source.end.to_string(),
        occurrence.shown.as_str().to_owned(),
        item.kind.name().to_owned(),
        low,
        high,
        item.unit
            .as_ref()
            .map_or_else(String::new, |unit| unit.as_str().to_owned()),
        words(&occurrence.subject),
        occurrence
            .qualifier
            .map_or("", |qualifier| qualifier.name())
            .to_owned(),
        words(&occurrence.hedge),
        change
            .map_or("", |change| change.direction.name())
            .to_owned(),
        change.map_or("", |change| change.role.name()).to_owned(),
        change
            .and_then(|change| change.from)
            .map_or_else(String::new, plain),
        words(&occurrence.attribution),
        item.time.map_or_else(String::new, |time| time.to_string()),
        section(item, document),
        format!("{:.3}", item.importance),
    ]
}

/// A field in quotation marks where it needs them. One that a spreadsheet would take for a formula
/// is led by an apostrophe.
fn quoted(field: &str) -> String {
    let is_number = field.parse::<f64>().is_ok();
    let guard = if !is_number && field.starts_with(['=', '+', '-', '@']) {
        "'"
    } else {
        ""
    };
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", field.replace('"', "\"\""))
    } else {
        format!("{guard}{field}")
    }
}

/// Prints a Markdown table.
///
/// # Errors
/// When `out` cannot be written.
pub fn markdown(
    out: &mut dyn Write,
    document: &Document,
    statistics: &Statistics,
) -> io::Result<()> {
    writeln!(out, "| {} |", COLUMNS.join(" | "))?;
    writeln!(out, "| ---: | --- | --- | --- | --- | --- |")?;
    for item in &statistics.list {
        let row = row(item, document).map(|cell| escaped(&cell));
        writeln!(out, "| {} |", row.join(" | "))?;
    }
    Ok(())
}

/// `text` with the characters escaped that Markdown would take for marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>|".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::{json, *};
    use crate::{
        load::{self, Source},
        model::Chunks,
        stats::{Collector, scan},
    };

    const TEXT: &str = "# Flood, a *report*\n\nAt least **2,400** people fled, the mayor said.\n\n## Cost\n\nRepairs, said \"=A1\", cost $3 million in 2024.\n";

    /// Prints `TEXT` in one of the forms.
    fn printed(
        print: impl Fn(&mut dyn Write, &Document, &Source, &Statistics) -> io::Result<()>,
    ) -> String {
        let library = load::from_bytes("flood.md", TEXT.into(), None);
        let parser = library.parser();
        let mut collector = Collector::new();
        collector.add(scan(&parser.chunk_at(0)));
        let document = library.document();
        let statistics = collector.finish(&document.outline);
        let mut out = Vec::new();
        print(&mut out, &document, parser.source(), &statistics).expect("memory takes all");
        String::from_utf8(out).expect("the program writes UTF-8")
    }

    #[test]
    fn json_gives_the_bytes_of_each_figure() {
        let text = printed(json);
        let parsed: Json = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(parsed["format"], "briefing-stats/1");
        assert_eq!(parsed["bytes"], TEXT.len());
        let list = parsed["statistics"].as_array().expect("a list");
        let ids: Vec<&Json> = parsed["sections"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|section| &section["id"])
            .collect();
        assert_eq!(list.len(), 3);
        for place in list.iter().map(|item| &item["occurrences"][0]) {
            let offset = |name: &str| place[name].as_u64().expect("an offset") as usize;
            assert_eq!(place["text"], TEXT[offset("start")..offset("end")]);
            assert!(ids.contains(&&place["section"]));
        }
        let people = list
            .iter()
            .find(|item| item["subject"] == "people")
            .expect("the people");
        assert_eq!(people["value"], 2400);
        assert_eq!(people["qualifier"], "at_least");
        assert_eq!(people["attribution"], "the mayor");
        assert_eq!(people["occurrences"][0]["text"], "2,400");
    }

    #[test]
    fn a_table_is_aligned_and_has_color_only_where_asked() {
        let plain = printed(|out, document, _, statistics| table(out, document, statistics, false));
        assert!(!plain.contains('\x1b'));
        let column = plain
            .lines()
            .next()
            .and_then(|head| head.find("What"))
            .expect("a head");
        assert!(
            plain
                .lines()
                .skip(1)
                .all(|line| line.len() < column || line[..column].ends_with("  "))
        );
        let colored =
            printed(|out, document, _, statistics| table(out, document, statistics, true));
        assert!(colored.contains("\x1b[1m"));
    }

    #[test]
    fn csv_fields_are_quoted_where_they_need_it() {
        for (field, expected) in [
            ("46", "46"),
            ("-2.5", "-2.5"),
            ("15,000", "\"15,000\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("=A1", "'=A1"),
            ("@sum,", "\"'@sum,\""),
        ] {
            assert_eq!(quoted(field), expected);
        }
        let csv =
            printed(|out, document, _, statistics| csv(out, "flood.md", document, statistics));
        assert_eq!(csv.matches("\r\n").count(), 4);
        assert!(csv.contains(",\"2,400\",count,2400,,,people,at_least,"));
    }

    #[test]
    fn markdown_escapes_its_marks() {
        let text = printed(|out, document, _, statistics| markdown(out, document, statistics));
        assert_eq!(text.lines().count(), 5);
        assert_eq!(escaped("a|b*"), "a\\|b\\*");
    }

    #[test]
    fn no_figure_gives_an_empty_list() {
        let library = load::from_bytes("x.txt", Vec::new(), None);
        let document = library.document();
        let mut out = Vec::new();
        json(
            &mut out,
            &document,
            library.parser().source(),
            &Statistics::default(),
        )
        .expect("memory takes all");
        let parsed: Json = serde_json::from_slice(&out).expect("it is JSON");
        assert_eq!(parsed["statistics"], json!([]));
    }
}
