//! The weights of headings: a first look at each line, a second beside the others of its text.
//!
//! The second look learns from chances that the first gave to texts it had not seen, as it will meet
//! them.

use std::collections::BTreeMap;

use briefing::load::{
    Source,
    heading::{
        self, Candidate,
        features::{self, COUNT, PAIRED, PAIRS, Weights},
        resolve::Resolved,
        second,
    },
    plain,
};

use crate::{
    data::{self, Example, Text},
    logistic::Model,
};

/// How strongly weights are drawn to zero: of one measure, of a pair, of the second look.
const SINGLE: f64 = 3.0;
const PAIR: f64 = 5.0;
const SECOND: f64 = 20.0;
/// Parts the sites are dealt out to, to be held out.
const PARTS: usize = 12;

/// What was learned from some texts.
struct Learned {
    /// The first look, learned without each part.
    without: Vec<Weights>,
    /// Measures of the second look, by part.
    second: Vec<Vec<Example>>,
}

fn part(text: &Text, sites: &[&str]) -> usize {
    sites
        .iter()
        .position(|site| *site == text.source)
        .unwrap_or(0)
        % PARTS
}

fn sites(texts: &[Text]) -> Vec<&str> {
    let mut sites: Vec<&str> = texts.iter().map(|text| text.source.as_str()).collect();
    sites.sort_unstable();
    sites.dedup();
    sites
}

fn first(examples: &[&Example]) -> Weights {
    let pull = |at: usize| if at <= COUNT { SINGLE } else { PAIR };
    let model = Model::fit(examples, pull);
    let row: Vec<f32> = model.weights.iter().map(|weight| *weight as f32).collect();
    Weights::from_row(&row)
}

fn learn(texts: &[Text]) -> Learned {
    let sites = sites(texts);
    let lines: Vec<(usize, Vec<Example>)> = texts
        .iter()
        .map(|text| (part(text, &sites), data::headings_of(text)))
        .collect();
    let without: Vec<Weights> = (0..PARTS)
        .map(|held| {
            let rest = lines.iter().filter(|(part, _)| *part != held);
            first(&rest.flat_map(|(_, lines)| lines).collect::<Vec<_>>())
        })
        .collect();
    let mut second: Vec<Vec<Example>> = (0..PARTS).map(|_| Vec::new()).collect();
    for text in texts {
        let part = part(text, &sites);
        second[part].extend(seconds(text, &without[part]));
    }
    Learned { without, second }
}

/// What the second look measures of a text, where the first is by `weights`.
fn seconds(text: &Text, weights: &Weights) -> Vec<Example> {
    let source = Source::Held(text.bytes.clone());
    let candidates = plain::candidates(&source, weights).expect("held bytes can be read");
    let measures = second::measure(&candidates);
    let mut labels = data::Labels::of(text);
    candidates
        .iter()
        .zip(measures)
        .filter_map(|(candidate, measures)| {
            let is_true = labels.is_heading(candidate.source.start as usize)?;
            (!candidate.is_marked()).then(|| Example {
                measures: measures.to_vec(),
                is_true,
                source: text.source.clone(),
                weight: text.weight(),
            })
        })
        .collect()
}

fn second_of(examples: &[&Example]) -> second::Weights {
    let model = Model::fit(examples, |_| SECOND);
    std::array::from_fn(|at| model.weights[at] as f32)
}

/// Learns without one part of the sites, and tries it on that part. The second look of a part has met
/// chances that were learned with it; what it was tried on it has not met.
pub fn check(texts: &[Text], is_told: bool) {
    let learned = learn(texts);
    let sites = sites(texts);
    let models: Vec<heading::Model> = (0..PARTS)
        .map(|held| {
            let rest = (0..PARTS).filter(|part| *part != held);
            let rest: Vec<&Example> = rest.flat_map(|part| &learned.second[part]).collect();
            heading::Model {
                line: learned.without[held].clone(),
                second: cut(second_of(&rest), &rest),
            }
        })
        .collect();
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for text in texts {
        let score = Score::of(text, &models[part(text, &sites)], is_told);
        for name in [text.folder.as_str(), "all"] {
            scores.entry(name).or_default().add(&score);
        }
    }
    for (name, score) in scores {
        println!("{name:20} {}", score.line());
    }
}

/// Moves the border between yes and no to where most lines are told right.
fn cut(mut weights: second::Weights, examples: &[&Example]) -> second::Weights {
    let odds = |example: &Example| {
        let sum: f32 = example
            .measures
            .iter()
            .zip(&weights[1..])
            .map(|(m, w)| m * w)
            .sum();
        weights[0] + sum
    };
    let scored: Vec<(f32, &Example)> = examples
        .iter()
        .map(|example| (odds(example), *example))
        .collect();
    let f1 = |cut: f32| {
        let (mut hits, mut all) = (0.0, 0.0);
        for (odds, example) in &scored {
            let (is_named, is_true) = (*odds > cut, example.is_true);
            hits += f32::from(u8::from(is_named && is_true)) * example.weight;
            all += f32::from(u8::from(is_named) + u8::from(is_true)) * example.weight;
        }
        2.0 * hits / all.max(1.0)
    };
    let cuts = (-10..=10).map(|step| step as f32 / 20.0);
    let best = cuts
        .max_by(|a, b| f1(*a).total_cmp(&f1(*b)))
        .expect("there are cuts");
    weights[0] -= best;
    weights
}

/// How many headings were found.
#[derive(Default)]
struct Score {
    hits: usize,
    named: usize,
    headings: usize,
    texts: usize,
    perfect: usize,
    f1: f64,
}

impl Score {
    fn of(text: &Text, model: &heading::Model, is_told: bool) -> Self {
        let source = Source::Held(text.bytes.clone());
        let found = plain::headings(&source, model).expect("held bytes can be read");
        let mut labels = data::Labels::of(text);
        let (mut hits, mut named) = (0, 0);
        for heading in &found {
            let label = labels.is_named(heading.candidate.source.start as usize);
            hits += usize::from(label == Some(true));
            named += usize::from(label.is_some());
        }
        if is_told {
            tell(text, &found);
        }
        let headings = labels.headings.len();
        let is_perfect = hits == headings && named == hits;
        Self {
            hits,
            named,
            headings,
            texts: 1,
            perfect: usize::from(is_perfect),
            f1: if is_perfect {
                1.0
            } else {
                2.0 * hits as f64 / (named + headings) as f64
            },
        }
    }

    fn add(&mut self, other: &Self) {
        self.hits += other.hits;
        self.named += other.named;
        self.headings += other.headings;
        self.texts += other.texts;
        self.perfect += other.perfect;
        self.f1 += other.f1;
    }

    fn line(&self) -> String {
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        format!(
            "{:4} texts, F1 {:.3} (precision {:.3}, recall {:.3}), mean of texts {:.3}, all right {:.3}",
            self.texts,
            share(2 * self.hits, self.named + self.headings),
            share(self.hits, self.named),
            share(self.hits, self.headings),
            self.f1 / self.texts.max(1) as f64,
            share(self.perfect, self.texts),
        )
    }
}

/// Prints the lines that were taken for headings and are none, and those that were missed.
fn tell(text: &Text, found: &[Resolved]) {
    let mut labels = data::Labels::of(text);
    let mut numbers = data::Numbers::new(&text.bytes);
    let mut missed = labels.headings.clone();
    for heading in found {
        let at = heading.candidate.source.start as usize;
        missed.remove(&numbers.of(at));
        if labels.is_named(at) == Some(false) {
            let Candidate {
                logit,
                learned,
                rule,
                text: words,
                ..
            } = &heading.candidate;
            println!(
                "{} {}: none {logit:.1} ({learned:.1}, {rule}) {words}",
                text.folder, text.source
            );
        }
    }
    let bytes = String::from_utf8_lossy(&text.bytes);
    for (at, line) in bytes.split('\n').enumerate() {
        if missed.contains(&(at as u64 + 1)) {
            println!("{} {}: missed {line}", text.folder, text.source);
        }
    }
}

/// Prints the weights as a Rust file.
pub fn print(texts: &[Text]) {
    let learned = learn(texts);
    let lines: Vec<Example> = texts.iter().flat_map(data::headings_of).collect();
    let weights = first(&lines.iter().collect::<Vec<_>>());
    let second: Vec<&Example> = learned.second.iter().flatten().collect();
    let second = cut(second_of(&second), &second);
    let headings = lines.iter().filter(|line| line.is_true).count();
    let made = texts.iter().filter(|text| text.is_made()).count();
    println!(
        "//! Learned weights: written by `tests/train` from {} short lines of {} labelled texts and of {made} articles whose
//! Markdown was taken away; {headings} of the lines are headings. Positive speaks for a heading.\n",
        lines.len(),
        texts.len() - made
    );
    println!("use super::{{Model, features::Weights}};\n");
    println!("/// What this program knows of headings.\n#[rustfmt::skip]");
    println!(
        "pub static LEARNED: Model = Model {{\n    line: Weights {{\n        always: {:.2},",
        weights.always
    );
    println!("        single: [");
    let names = features::NAMES.iter().chain(&heading::cues::NAMES);
    for (name, weight) in names.zip(&weights.single) {
        println!("            {weight:.2}, // {name}");
    }
    println!("        ],\n        paired: [");
    let mut at = 0;
    for (nth, first) in PAIRED.iter().enumerate().take(PAIRED.len() - 1) {
        let count = PAIRED.len() - 1 - nth;
        let row: Vec<String> = weights.paired[at..at + count]
            .iter()
            .map(|w| format!("{w:.2}"))
            .collect();
        println!(
            "            {}, // {} with those after it",
            row.join(", "),
            features::NAMES[*first]
        );
        at += count;
    }
    assert_eq!(at, PAIRS);
    println!(
        "        ],\n    }},\n    second: [\n        {:.2}, // always",
        second[0]
    );
    for (name, weight) in second::NAMES.iter().zip(&second[1..]) {
        println!("        {weight:.2}, // {name}");
    }
    println!("    ],\n}};");
}
