//! Reads labelled texts: short lines with their measures and whether they are headings.

use std::{collections::HashSet, path::Path};

use briefing::load::{Source, plain};
use serde_json::Value;

/// One short line.
pub struct Example {
    /// What is measured of it.
    pub measures: Vec<f32>,
    /// Is it a heading, or whatever is learned?
    pub is_true: bool,
    /// Where its text comes from: held out together.
    pub source: String,
    /// The beginning of the line, to show.
    pub words: String,
}

/// One labelled text.
pub struct Text {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its labels.
    pub gold: Value,
    /// Where it comes from: held out together.
    pub source: String,
}

/// All labelled texts in `folders`.
pub fn texts(folders: &[String]) -> Vec<Text> {
    let mut texts = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
        let mut labels: Vec<_> = entries
            .map(|entry| entry.expect("a folder can be listed").path())
            .collect();
        labels.retain(|path| path.to_string_lossy().ends_with(".gold.json"));
        labels.sort();
        texts.extend(labels.iter().map(|path| text(path)));
    }
    texts
}

fn text(labels: &Path) -> Text {
    let gold: Value = serde_json::from_slice(&std::fs::read(labels).expect("labels can be read"))
        .expect("labels are JSON");
    let path = labels.to_string_lossy().replace(".gold.json", ".txt");
    Text {
        bytes: std::fs::read(path).expect("a text lies beside its labels"),
        source: name(&gold, labels),
        gold,
    }
}

/// The lines that may be headings, of all labelled texts in `folders`.
pub fn headings(folders: &[String]) -> Vec<Example> {
    texts(folders).iter().flat_map(headings_of).collect()
}

pub fn headings_of(text: &Text) -> Vec<Example> {
    let headings: HashSet<u64> = lines(&text.gold["headings"], |heading| heading["line"].as_u64());
    let mut skipped = HashSet::new();
    for list in ["optional", "neutral", "title_duplicates", "boilerplate"] {
        skipped.extend(lines(&text.gold[list], Value::as_u64));
    }
    let measured =
        plain::measures(&Source::Held(text.bytes.clone())).expect("held bytes can be read");
    let mut numbers = Numbers::new(&text.bytes);
    let mut examples = Vec::new();
    for (source, measures) in measured {
        let line = numbers.of(source.start as usize);
        if !skipped.contains(&line) || headings.contains(&line) {
            examples.push(Example {
                measures: measures.to_vec(),
                is_true: headings.contains(&line),
                source: text.source.clone(),
                words: String::from_utf8_lossy(
                    &text.bytes[start(&source)
                        ..start(&source) + 70.min(source.end as usize - start(&source))],
                )
                .into_owned(),
            });
        }
    }
    examples
}

/// Numbers of lines, asked for in order.
pub struct Numbers<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Numbers<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            line: 1,
        }
    }

    pub fn of(&mut self, at: usize) -> u64 {
        self.line += memchr::memchr_iter(b'\n', &self.bytes[self.at..at]).count() as u64;
        self.at = at;
        self.line
    }
}

/// The site a text comes from; a page of a collection of sites stands alone.
fn name(gold: &Value, labels: &Path) -> String {
    let source = gold["source"].as_str().unwrap_or("");
    if source.ends_with("-pages") {
        let sum: u64 = labels.file_name().map_or(0, |name| {
            name.as_encoded_bytes()
                .iter()
                .map(|byte| u64::from(*byte))
                .sum()
        });
        return format!("{source} {}", sum % 8);
    }
    source.to_owned()
}

pub fn lines(list: &Value, line: impl Fn(&Value) -> Option<u64>) -> HashSet<u64> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(line)
        .collect()
}

fn start(range: &std::ops::Range<u64>) -> usize {
    range.start as usize
}
