//! Reads labelled texts: short lines with their measures and whether they are headings.

use std::{collections::HashSet, path::Path};

use briefing::load::{Source, heading::features, plain};
use serde_json::Value;

use crate::markdown;

/// One short line.
pub struct Example {
    /// What is measured of it.
    pub measures: Vec<f32>,
    /// Is it a heading, or whatever is learned?
    pub is_true: bool,
    /// Where its text comes from: held out together.
    pub source: String,
    /// What it counts beside the others.
    pub weight: f32,
}

/// One labelled text.
pub struct Text {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its labels.
    pub gold: Value,
    /// Where it comes from: held out together.
    pub source: String,
    /// The folder it lies in.
    pub folder: String,
}

impl Text {
    /// Was it made of an article in Markdown?
    pub fn is_made(&self) -> bool {
        self.folder == MARKDOWN
    }

    /// What its lines count: what was made is less like what is read than the rest.
    pub fn weight(&self) -> f32 {
        if self.is_made() { 0.5 } else { 1.0 }
    }
}

/// All labelled texts in `folders`.
pub fn texts(folders: &[String]) -> Vec<Text> {
    let mut texts = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
        let mut labels: Vec<_> = entries
            .map(|entry| entry.expect("a folder can be listed").path())
            .collect();
        labels.sort();
        let articles = labels
            .iter()
            .filter(|path| path.extension().is_some_and(|end| end == "md"));
        texts.extend(articles.enumerate().map(|(nth, path)| article(path, nth)));
        labels.retain(|path| path.to_string_lossy().ends_with(".gold.json"));
        texts.extend(labels.iter().map(|path| text(path)));
    }
    texts
}

/// The folder of all articles in Markdown.
const MARKDOWN: &str = "Markdown";

/// The `nth` article of its folder, which is one source.
fn article(path: &Path, nth: usize) -> Text {
    let (text, gold) = markdown::text(path, nth);
    let folder = path.parent().and_then(Path::file_name);
    Text {
        bytes: text.into_bytes(),
        gold,
        source: folder
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        folder: MARKDOWN.to_owned(),
    }
}

fn text(labels: &Path) -> Text {
    let gold: Value = serde_json::from_slice(&std::fs::read(labels).expect("labels can be read"))
        .expect("labels are JSON");
    let path = labels.to_string_lossy().replace(".gold.json", ".txt");
    Text {
        bytes: std::fs::read(path).expect("a text lies beside its labels"),
        source: name(&gold, labels),
        folder: labels
            .parent()
            .and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        gold,
    }
}

/// The lines of a text that may be headings.
pub fn headings_of(text: &Text) -> Vec<Example> {
    let measured =
        plain::measures(&Source::Held(text.bytes.clone())).expect("held bytes can be read");
    let mut labels = Labels::of(text);
    measured
        .into_iter()
        .filter_map(|(source, measures)| {
            let is_true = labels.is_heading(source.start as usize)?;
            let row = measures.iter().copied().chain(features::pairs(&measures));
            Some(Example {
                measures: row.collect(),
                is_true,
                source: text.source.clone(),
                weight: text.weight(),
            })
        })
        .collect()
}

/// Which lines of a text are headings; asked for in order.
pub struct Labels<'a> {
    numbers: Numbers<'a>,
    /// The lines that are.
    pub headings: HashSet<u64>,
    optional: HashSet<u64>,
    skipped: HashSet<u64>,
}

impl<'a> Labels<'a> {
    pub fn of(text: &'a Text) -> Self {
        let list = |name: &str| lines(&text.gold[name], Value::as_u64);
        let mut optional = list("optional");
        optional.extend(list("boilerplate_headings"));
        let mut skipped = optional.clone();
        for name in ["neutral", "title_duplicates", "boilerplate"] {
            skipped.extend(list(name));
        }
        Self {
            numbers: Numbers::new(&text.bytes),
            headings: lines(&text.gold["headings"], |heading| heading["line"].as_u64()),
            optional,
            skipped,
        }
    }

    /// Is the line at this byte a heading? `None` where both is right.
    pub fn is_heading(&mut self, at: usize) -> Option<bool> {
        let line = self.numbers.of(at);
        let is_heading = self.headings.contains(&line);
        (is_heading || !self.skipped.contains(&line)).then_some(is_heading)
    }

    /// The same for a line that was taken for a heading: furniture is none.
    pub fn is_named(&mut self, at: usize) -> Option<bool> {
        let line = self.numbers.of(at);
        let is_heading = self.headings.contains(&line);
        (is_heading || !self.optional.contains(&line)).then_some(is_heading)
    }
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

/// The site a text comes from; texts written by hand stand alone, the numbered pages of a site together.
fn name(gold: &Value, labels: &Path) -> String {
    let source = gold["source"].as_str().unwrap_or("");
    let file = labels
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    if source == "hand" || source.ends_with("-pages") {
        let name = file.trim_end_matches(".gold.json");
        let site = name
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .trim_end_matches('-');
        let is_numbered = name.len() - site.len() <= 3;
        return format!("{source} {}", if is_numbered { site } else { name });
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
