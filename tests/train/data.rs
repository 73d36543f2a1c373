//! Reads labelled texts: short lines with their measures and whether they are headings.

use std::{collections::HashSet, path::Path};

use briefing::load::{Source, plain};
use serde_json::Value;

/// One short line.
pub struct Example {
    /// What is measured of it.
    pub measures: Vec<f32>,
    /// Is it a heading?
    pub is_heading: bool,
    /// Where its text comes from: held out together.
    pub source: String,
}

/// The examples of all labelled texts in `folders`.
pub fn read(folders: &[String]) -> Vec<Example> {
    let mut examples = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
        let mut labels: Vec<_> = entries
            .map(|entry| entry.expect("a folder can be listed").path())
            .collect();
        labels.retain(|path| path.to_string_lossy().ends_with(".gold.json"));
        labels.sort();
        for path in labels {
            examples.extend(of_text(&path));
        }
    }
    examples
}

fn of_text(labels: &Path) -> Vec<Example> {
    let gold: Value = serde_json::from_slice(&std::fs::read(labels).expect("labels can be read"))
        .expect("labels are JSON");
    let text = labels.to_string_lossy().replace(".gold.json", ".txt");
    let bytes = std::fs::read(text).expect("a text lies beside its labels");
    let headings: HashSet<u64> = lines(&gold["headings"], |heading| heading["line"].as_u64());
    let mut skipped = HashSet::new();
    for list in ["optional", "neutral", "title_duplicates", "boilerplate"] {
        skipped.extend(lines(&gold[list], Value::as_u64));
    }
    let measured = plain::measures(&Source::Held(bytes.clone())).expect("held bytes can be read");
    let mut line = 1;
    let mut at = 0;
    let mut examples = Vec::new();
    for (source, measures) in measured {
        let start = source.start as usize;
        line += memchr::memchr_iter(b'\n', &bytes[at..start]).count() as u64;
        at = start;
        if !skipped.contains(&line) || headings.contains(&line) {
            examples.push(Example {
                measures: measures.to_vec(),
                is_heading: headings.contains(&line),
                source: name(&gold, labels),
            });
        }
    }
    examples
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

fn lines(list: &Value, line: impl Fn(&Value) -> Option<u64>) -> HashSet<u64> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(line)
        .collect()
}
