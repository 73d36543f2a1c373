//! The weights of `src/load/plain/page/weights.rs`: where the article stands in a web page.

use std::collections::HashSet;

use briefing::load::{
    Source,
    plain::{
        self,
        page::{self, Weights, glance},
        unit::Unit,
    },
};
use serde_json::Value;

use crate::{
    data::{Example, Numbers, Text, lines},
    logistic::Model,
};

/// Parts the sources are dealt out to, to be held out.
const PARTS: usize = 12;

/// A text as units, each with its line and whether it is furniture.
struct Page {
    units: Vec<Unit>,
    lines: Vec<u64>,
    is_furniture: Vec<bool>,
    title: u64,
    /// Is it a dump of a whole page?
    is_dump: bool,
    source: String,
}

/// Prints the weights, or tells how well they do on pages held out.
pub fn run(texts: &[Text], is_check: bool) {
    let pages: Vec<Page> = texts.iter().map(read).collect();
    let examples = check(&pages, is_check);
    if is_check {
        return;
    }
    let learned = learn(&pages.iter().collect::<Vec<_>>());
    let whole = weights_of(&Model::fit(&examples.iter().collect::<Vec<_>>(), |_| 0.3));
    println!(
        "//! Learned weights: written by `tests/train --page` from {} labelled texts.",
        pages.len()
    );
    println!("\nuse super::glance::NAMES;");
    for (name, about, weights) in [
        ("INSIDE", "For a unit of the article", &learned[0]),
        ("TITLE", "For its title", &learned[1]),
        ("LAST", "For its last unit", &learned[2]),
    ] {
        print(name, about, "NAMES", &glance::NAMES, weights);
    }
    print(
        "PAGE",
        "For a text to be a whole web page",
        "super::NAMES",
        &page::NAMES,
        &whole,
    );
}

fn print(name: &str, about: &str, names: &str, measures: &[&str], weights: &[f32]) {
    println!(
        "\n/// {about}; the first is added to every sum.\n#[rustfmt::skip]\npub const {name}: [f32; {names}.len() + 1] = ["
    );
    for (name, weight) in std::iter::once(&"always").chain(measures).zip(weights) {
        println!("    {weight:.3}, // {name}");
    }
    println!("];");
}

fn weights_of(model: &Model) -> Vec<f32> {
    model.weights.iter().map(|weight| *weight as f32).collect()
}

fn read(text: &Text) -> Page {
    let units = plain::units(&Source::Held(text.bytes.clone())).expect("held bytes can be read");
    let mut numbers = Numbers::new(&text.bytes);
    let furniture: HashSet<u64> = lines(&text.gold["boilerplate"], Value::as_u64);
    let lines: Vec<u64> = units
        .iter()
        .map(|unit| numbers.of(unit.source.start as usize))
        .collect();
    Page {
        is_furniture: lines.iter().map(|line| furniture.contains(line)).collect(),
        title: text.gold["title"]["line"].as_u64().unwrap_or(0),
        is_dump: text.gold["style"] == "dump",
        source: text.source.clone(),
        units,
        lines,
    }
}

/// Weights for inside, title and last.
fn learn(pages: &[&Page]) -> [Vec<f32>; 3] {
    let mut inside = Vec::new();
    let (mut titles, mut lasts) = (Vec::new(), Vec::new());
    for page in pages {
        let end = page.is_furniture.iter().rposition(|is| !is);
        let measures = glance::Page::of(&page.units).measures();
        let examples = |is_true: &dyn Fn(usize) -> bool| -> Vec<Example> {
            let example = |(at, measures): (usize, &glance::Measures)| Example {
                measures: measures.to_vec(),
                is_true: is_true(at),
                source: page.source.clone(),
                weight: 1.0,
            };
            measures.iter().enumerate().map(example).collect()
        };
        if page.is_dump {
            inside.extend(examples(&|at| !page.is_furniture[at]));
            titles.push(examples(&|at| page.lines[at] == page.title));
            lasts.push(examples(&|at| Some(at) == end));
        }
    }
    [
        Model::fit(&inside.iter().collect::<Vec<_>>(), |_| 3.0),
        Model::fit_choice(&titles, 1.0),
        Model::fit_choice(&lasts, 1.0),
    ]
    .map(|model| model.weights.iter().map(|weight| *weight as f32).collect())
}

/// Learns without one part of the sources and tries it on that part. Gives what tells a page from an
/// article, for each text, as measured with the weights that do not know it.
fn check(pages: &[Page], is_told: bool) -> Vec<Example> {
    let mut sources: Vec<&str> = pages.iter().map(|page| page.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let (mut hits, mut named, mut furniture, mut titles, mut dumps) = (0, 0, 0, 0, 0);
    let mut examples = Vec::new();
    let part = |source: &str| {
        sources
            .iter()
            .position(|other| *other == source)
            .unwrap_or(0)
            % PARTS
    };
    for held in 0..PARTS {
        let (held, rest): (Vec<&Page>, Vec<&Page>) =
            pages.iter().partition(|page| part(&page.source) == held);
        let [inside, title, last] = learn(&rest);
        let weights = Weights {
            inside: &inside,
            title: &title,
            last: &last,
        };
        for page in held {
            let Some(best) = page::best(&page.units, &weights) else {
                continue;
            };
            examples.push(Example {
                measures: best.measures.to_vec(),
                is_true: page.is_dump,
                source: page.source.clone(),
                weight: 1.0,
            });
            if page.is_dump {
                let is_out = |at: usize| !best.article.contains(&at);
                let title = page.lines.iter().position(|line| *line == page.title);
                dumps += 1;
                titles +=
                    usize::from(title.is_some_and(|at| {
                        page.units[at].text == page.units[best.article.start].text
                    }));
                hits += (0..page.units.len())
                    .filter(|at| is_out(*at) && page.is_furniture[*at])
                    .count();
                named += page.units.len() - best.article.len();
                furniture += page.is_furniture.iter().filter(|is| **is).count();
            }
        }
    }
    if is_told {
        println!(
            "furniture F1 {:.4}, precision {:.4}, titles {titles} of {dumps}",
            2.0 * hits as f64 / (named + furniture) as f64,
            hits as f64 / named as f64
        );
        for held in 0..PARTS {
            let (held, rest): (Vec<&Example>, Vec<&Example>) = examples
                .iter()
                .partition(|example| part(&example.source) == held);
            let model = Model::fit(&rest, |_| 0.3);
            for example in held
                .iter()
                .filter(|example| (model.logit(&example.measures) > 0.0) != example.is_true)
            {
                println!(
                    "{}: page {} but {:.2} {:?}",
                    example.source,
                    example.is_true,
                    model.logit(&example.measures),
                    example.measures
                );
            }
        }
    }
    examples
}
