//! Prints the statistics of a document as JSON, for other programs.

use std::{
    io::{self, Write},
    ops::Range,
};

use serde_json::{Value as Json, json};

use super::label;
use crate::{
    cli::json::harmless,
    load::Source,
    model::{Document, SectionId},
    stats::{Change, Occurrence, Qualifier, Statistic, Statistics, Unit, Value, plain},
    text::CleanString,
};

/// Prints `briefing-stats/1`: one JSON object with the sections and all statistics, the most
/// important first. Offsets are bytes of `source`, and `text` is what stands there. A figure outside
/// every section (in the title) is given the first one. Where the source is a text that the file was
/// turned into, `"range_of":"converted"` says that offsets count in that.
///
/// # Errors
/// When `out` cannot be written, or `source` cannot be read.
pub fn json(
    out: &mut dyn Write,
    document: &Document,
    source: &Source,
    statistics: &Statistics,
) -> io::Result<()> {
    let ids = document.outline.anchors();
    writeln!(
        out,
        "{{\"format\":\"briefing-stats/1\",\n\"bytes\":{},",
        source.len()
    )?;
    if document.is_converted {
        writeln!(out, "\"range_of\":\"converted\",")?;
    }
    let sections = document
        .outline
        .sections()
        .iter()
        .enumerate()
        .map(|(at, section)| {
            Ok(json!({
                "id": ids[at],
                "title": document.outline.title(at as SectionId).as_str(),
                "level": section.level,
                "start": section.source.start,
                "end": section.source.end,
            }))
        });
    list(out, "sections", sections)?;
    writeln!(out, ",")?;
    if statistics.dropped > 0 {
        writeln!(out, "\"dropped\":{},", statistics.dropped)?;
    }
    let entries = statistics
        .list
        .iter()
        .enumerate()
        .map(|(at, item)| entry(at, item, source, &ids));
    list(out, "statistics", entries)?;
    writeln!(out, "}}")
}

/// Writes one list, an entry a line.
fn list(
    out: &mut dyn Write,
    name: &str,
    entries: impl Iterator<Item = io::Result<Json>>,
) -> io::Result<()> {
    write!(out, "\"{name}\":[")?;
    for (at, entry) in entries.enumerate() {
        let entry = harmless(&entry?.to_string());
        write!(out, "{}\n{entry}", if at > 0 { "," } else { "" })?;
    }
    write!(out, "]")
}

fn entry(at: usize, item: &Statistic, source: &Source, ids: &[String]) -> io::Result<Json> {
    let occurrences: io::Result<Vec<Json>> = item
        .occurrences
        .iter()
        .map(|occurrence| place(item, occurrence, source, ids))
        .collect();
    let mut entry = json!({
        "id": format!("f{}", at + 1),
        "kind": item.kind.name(),
        "value": value(item.value),
        "unit": item.unit.as_ref().map(Unit::as_str),
        "subject": text(item.subject.as_ref()),
        "detail": text(item.detail.as_ref()),
        "qualifier": item.qualifier.map(Qualifier::name),
        "change": item.change.map(change),
        "attribution": text(item.attribution.as_ref()),
        "importance": (f64::from(item.importance) * 1000.0).round() / 1000.0,
        "label": label(item),
        "occurrences": occurrences?,
    });
    let extras = [
        ("hedge", text(item.hedge.as_ref())),
        ("time", item.time.map_or(Json::Null, value)),
        (
            "part_of",
            item.part_of
                .map_or(Json::Null, |whole| json!(format!("f{}", whole + 1))),
        ),
    ];
    for (name, value) in extras {
        if !value.is_null() {
            entry[name] = value;
        }
    }
    Ok(entry)
}

fn text(text: Option<&CleanString>) -> Json {
    text.map_or(Json::Null, |text| json!(text.as_str()))
}

/// A value in its normal form: a number, a text for dates and scores, an object for ranges.
fn value(value: Value) -> Json {
    match value {
        Value::Number(n) => number(n),
        Value::Range(low, high) => json!({"low": number(low), "high": number(high)}),
        Value::Date(_) | Value::Score(..) => json!(value.to_string()),
        Value::Dates(low, high) => json!({"low": low.to_string(), "high": high.to_string()}),
    }
}

/// The shortest number that reads the same: 15000, not 15000.0.
fn number(n: f64) -> Json {
    if (1e-6..1e15).contains(&n.abs()) {
        return serde_json::from_str(&plain(n)).unwrap_or(json!(n));
    }
    // Read from its decimals it might differ in the last digit.
    if n == 0.0 { json!(0) } else { json!(n) }
}

fn change(change: Change) -> Json {
    json!({
        "direction": change.direction.name(),
        "role": change.role.name(),
        "from": change.from.map(number),
    })
}

/// One place, with what differs there from the statistic.
fn place(
    item: &Statistic,
    occurrence: &Occurrence,
    source: &Source,
    ids: &[String],
) -> io::Result<Json> {
    let Range { start, end } = occurrence.source;
    let bytes = source.read(start..end).map_err(io::Error::other)?;
    let section = occurrence.section.unwrap_or_default() as usize;
    let mut entry = json!({
        "start": start,
        "end": end,
        "text": String::from_utf8_lossy(&bytes),
        "section": ids.get(section),
    });
    if occurrence.subject != item.subject {
        entry["subject"] = text(occurrence.subject.as_ref());
    }
    if occurrence.qualifier != item.qualifier {
        entry["qualifier"] = json!(occurrence.qualifier.map(Qualifier::name));
    }
    if occurrence.change != item.change {
        entry["change"] = json!(occurrence.change.map(change));
    }
    if occurrence.attribution != item.attribution {
        entry["attribution"] = text(occurrence.attribution.as_ref());
    }
    Ok(entry)
}
