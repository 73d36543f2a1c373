//! Learns the weights of `src/load/heading/weights.rs` from folders of labelled texts.
//!
//! ```text
//! cargo test --test train -- FOLDER...            prints the weights as Rust
//! cargo test --test train -- --check FOLDER...    leaves out one source after the other,
//!                                                 and shows the surest mistakes
//! cargo test --test train -- --page FOLDER...     the same for whole web pages
//! ```
//!
//! A folder holds `NAME.txt` with `NAME.gold.json` beside it: `headings` (each with its `line`, from
//! 1), and lists of lines that are neither right nor wrong (`optional`, `neutral`,
//! `title_duplicates`, `boilerplate`). Logistic regression with a ridge, by Newton's method: the same
//! texts give the same weights. Without folders nothing is done, so that it passes among the tests.

mod data;
mod logistic;
mod page;

use data::Example;
use logistic::Model;

/// How strongly weights are drawn to zero.
const RIDGE: f64 = 3.0;

fn main() {
    let mut folders: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.is_empty())
        .collect();
    let is_check = folders.iter().any(|arg| arg == "--check");
    let is_page = folders.iter().any(|arg| arg == "--page");
    folders.retain(|arg| !arg.starts_with('-'));
    if folders.is_empty() {
        return;
    }
    if is_page {
        page::run(&data::texts(&folders), is_check);
        return;
    }
    let examples = data::headings(&folders);
    if is_check {
        check(&examples);
    } else {
        let model = Model::fit(&examples.iter().collect::<Vec<_>>(), RIDGE);
        print(&model, &examples);
    }
}

/// Trains without one source, tries it on that source, and tells how it went.
fn check(examples: &[Example]) {
    let mut sources: Vec<&str> = examples
        .iter()
        .map(|example| example.source.as_str())
        .collect();
    sources.sort_unstable();
    sources.dedup();
    let mut all = Vec::new();
    for source in sources {
        let (held, rest): (Vec<&Example>, Vec<&Example>) = examples
            .iter()
            .partition(|example| example.source == source);
        let model = Model::fit(&rest, RIDGE);
        let scored: Vec<(f64, bool)> = held
            .iter()
            .map(|example| (model.logit(&example.measures), example.is_true))
            .collect();
        let (score, cut) = best(&scored);
        println!(
            "{source:20} {:6} lines, F1 {:.3} at 0, {score:.3} at {cut:.2}",
            held.len(),
            f1(&scored, 0.0)
        );
        let wrong = |(logit, is): &(f64, bool)| (*logit > 0.0) != *is && logit.abs() > 2.0;
        for (example, scored) in held.iter().zip(&scored).filter(|(_, scored)| wrong(scored)) {
            println!("    {:5.1} {}", scored.0, example.words);
        }
        all.extend(scored);
    }
    let (score, cut) = best(&all);
    println!("all: F1 {:.3} at 0, {score:.3} at {cut:.2}", f1(&all, 0.0));
}

fn f1(scored: &[(f64, bool)], cut: f64) -> f64 {
    let hits = scored
        .iter()
        .filter(|(logit, is)| *logit > cut && *is)
        .count();
    let named = scored.iter().filter(|(logit, _)| *logit > cut).count();
    let headings = scored.iter().filter(|(_, is)| *is).count();
    2.0 * hits as f64 / (named + headings).max(1) as f64
}

/// The best F1 and the cut that gives it.
fn best(scored: &[(f64, bool)]) -> (f64, f64) {
    (-30..=30)
        .map(|step| f64::from(step) / 15.0)
        .map(|cut| (f1(scored, cut), cut))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .expect("there are cuts")
}

/// Prints the weights as a Rust file; the cut goes into the bias.
fn print(model: &Model, examples: &[Example]) {
    let scored: Vec<(f64, bool)> = examples
        .iter()
        .map(|example| (model.logit(&example.measures), example.is_true))
        .collect();
    let (score, cut) = best(&scored);
    let headings = examples.iter().filter(|example| example.is_true).count();
    println!(
        "//! Learned weights: written by `tests/train` from {} short lines of labelled texts, of which {headings}",
        examples.len()
    );
    println!("//! are headings (F1 on these lines {score:.3}). Positive speaks for a heading.");
    println!("\nuse super::features::{{NAMES, Weights}};\n");
    println!(
        "/// One for each measure of [`NAMES`], after one that is added to every sum.\n#[rustfmt::skip]\npub const LINE: Weights = ["
    );
    println!("    {:.3}, // always", model.weights[0] - cut);
    for (name, weight) in briefing::load::heading::features::NAMES
        .iter()
        .zip(&model.weights[1..])
    {
        println!("    {weight:.3}, // {name}");
    }
    println!("];\n\nconst _: () = assert!(NAMES.len() + 1 == LINE.len());");
}
