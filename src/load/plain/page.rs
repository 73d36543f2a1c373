//! A whole web page as text: menus, an article, links to others. Where is the article?
//!
//! Each unit gets odds of standing in the article, of being its title and of being its last. The
//! article is the run with the highest sum: its title's odds, those of each unit in it, those of its
//! end. A page is cut this way only when much more stands round the article than a few lines of
//! furniture; else nothing is set aside for its place alone.

pub mod end;
pub mod glance;
mod long;
mod start;
pub mod weights;

use std::ops::Range;

use glance::{Page, Take};

use super::unit::Unit;
use crate::load::boilerplate;

/// Learned weights: the first of each is added to every sum.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'a> {
    /// For a unit of the article.
    pub inside: &'a [f32],
    /// For its title.
    pub title: &'a [f32],
    /// For its last unit.
    pub last: &'a [f32],
}

/// The weights of this program.
pub const LEARNED: Weights<'static> = Weights {
    inside: &weights::INSIDE,
    title: &weights::TITLE,
    last: &weights::LAST,
};

/// What the odds of a unit inside count beside those of title and end.
const SHARE: f32 = 0.1;
/// An article is never to be cut for a page: the odds must be this high.
const SURE: f32 = 1.0;
/// Unless as many lines round it are furniture by their words: no article has as many.
const FURNISHED: usize = 12;
/// Then it is enough when a page is the more likely.
const EVEN: f32 = 0.0;
/// Fewer units than this are no page.
const SMALLEST: usize = 12;

/// What is measured of a text to tell a whole web page from an article, by name.
pub const NAMES: [&str; 10] = [
    "before",
    "after",
    "outside",
    "odds_before",
    "odds_after",
    "labelled",
    "title_lead",
    "units",
    "stacked",
    "before_open",
];

/// The measures of one text.
pub type Measures = [f32; NAMES.len()];

/// The units of the article when `units` are a whole web page; `None` when they are an article.
pub fn article(units: &[Unit]) -> Option<Range<usize>> {
    let found = best(units, &LEARNED)?;
    let odds = logit(&weights::PAGE, &found.measures);
    let listed = list_end(units, found.article.end);
    let end = end::of(units, found.article.start..listed);
    let article = start::headline(units, found.article.start..end)..end;
    let sure = if found.labelled >= FURNISHED {
        EVEN
    } else {
        SURE
    };
    (odds > sure && found.has_menus).then_some(article)
}

/// Fewer lines than these are no list at the end of an article.
const LIST: usize = 5;

/// The end of an article that was found to end before unit `end`: dates, results and prices that follow
/// the last paragraph, each line with a figure, belong to it, with the line that announces them.
fn list_end(units: &[Unit], end: usize) -> usize {
    let is_entry = |unit: &&Unit| {
        (unit.text.split(' ').count() >= 3 || unit.text.contains("://"))
            && unit.text.bytes().any(|b| b.is_ascii_digit())
            && unit.label().is_none()
    };
    let count = |from: usize| units[from..].iter().take_while(is_entry).count();
    let announces =
        |unit: &Unit| unit.label().is_none() && !boilerplate::starts_related(&unit.text);
    let is_announced = units.get(end).is_some_and(announces);
    (end..=end + usize::from(is_announced))
        .map(|from| (from, count(from.min(units.len()))))
        .find(|(_, count)| *count >= LIST)
        .map_or(end, |(from, count)| from + count)
}

/// The best run of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    /// From the title to the last unit.
    pub article: Range<usize>,
    /// What tells whether it is a page at all.
    pub measures: Measures,
    /// Are there menus above the article, or furniture below that says what it is? An article may
    /// well end in a long list of names.
    pub has_menus: bool,
    /// Lines round the article that are furniture by their words.
    pub labelled: usize,
}

/// The run with the highest sum.
pub fn best(units: &[Unit], weights: &Weights<'_>) -> Option<Best> {
    if units.len() < SMALLEST {
        return None;
    }
    let page = Page::of(units);
    let weights = Together::of(weights);
    let sums = page.each(|| Sums::by(&weights));
    let odds: Vec<[f32; 4]> = sums.map(Sums::logits).collect();
    let nth = |nth: usize| odds.iter().map(move |odds| odds[nth]);
    let inside: Vec<f32> = nth(0).map(|odds| odds.clamp(-4.0, 4.0)).collect();
    let title: Vec<f32> = nth(1).collect();
    let last: Vec<f32> = nth(2).collect();
    let article = run(&inside, &title, &last);
    let measures = whole(&page, &inside, &title, &article);
    let labelled = (0..units.len())
        .filter(|at| !article.contains(at) && page.is_labelled(*at))
        .count();
    Some(Best {
        has_menus: article.start >= 3 || labelled >= 4,
        article,
        measures,
        labelled,
    })
}

/// The measures of the text as a whole.
fn whole(page: &Page<'_>, inside: &[f32], title: &[f32], article: &Range<usize>) -> Measures {
    let log = |count: usize| libm::log1pf(count as f32) / 2.0;
    let mean = |odds: &[f32]| odds.iter().sum::<f32>() / (odds.len() as f32 + 2.0);
    let count = inside.len();
    let outside = || (0..article.start).chain(article.end..count);
    [
        log(article.start),
        log(count - article.end),
        1.0 - article.len() as f32 / count as f32,
        mean(&inside[..article.start]),
        mean(&inside[article.end..]),
        log(outside().filter(|at| page.is_labelled(*at)).count()),
        (title[article.start] - title[0]).clamp(0.0, 20.0) / 5.0,
        log(count),
        log(outside().filter(|at| page.is_stacked(*at)).count()),
        log((0..article.start)
            .filter(|at| !page.is_labelled(*at))
            .count()),
    ]
}

fn logit(weights: &[f32], measures: &[f32]) -> f32 {
    weights[0]
        + measures
            .iter()
            .zip(&weights[1..])
            .map(|(value, weight)| value * weight)
            .sum::<f32>()
}

/// The three weights of each measure of a unit beside each other, that one vector multiplies them.
struct Together([[f32; 4]; glance::NAMES.len() + 1]);

impl Together {
    fn of(weights: &Weights<'_>) -> Self {
        let Weights {
            inside,
            title,
            last,
        } = weights;
        Self(std::array::from_fn(|nth| {
            [inside[nth], title[nth], last[nth], 0.0]
        }))
    }
}

/// Adds up, by each set of weights, the measures of a unit that were taken.
struct Sums<'a> {
    always: [f32; 4],
    weights: std::slice::Iter<'a, [f32; 4]>,
    so_far: [f32; 4],
}

impl<'a> Sums<'a> {
    fn by(Together(weights): &'a Together) -> Self {
        let [always, weights @ ..] = weights;
        Self {
            always: *always,
            weights: weights.iter(),
            so_far: [0.0; 4],
        }
    }

    /// The weights of the next measure.
    fn next(&mut self) -> &'a [f32; 4] {
        self.weights.next().expect("a weight for each measure")
    }

    /// What [`logit`] gives by each set, in the order of [`Weights`].
    fn logits(self) -> [f32; 4] {
        debug_assert_eq!(self.weights.len(), 0, "a measure for each weight");
        std::array::from_fn(|nth| self.always[nth] + self.so_far[nth])
    }
}

impl Take for Sums<'_> {
    #[inline]
    fn number(&mut self, value: f32) {
        let weights = self.next();
        for (sum, weight) in self.so_far.iter_mut().zip(weights) {
            *sum += value * weight;
        }
    }

    /// Most of what may be so is not.
    #[inline]
    fn is(&mut self, value: bool) {
        let weights = self.next();
        if value {
            for (sum, weight) in self.so_far.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
    }
}

/// The run whose title, inside and end have the highest sum.
fn run(inside: &[f32], title: &[f32], last: &[f32]) -> Range<usize> {
    let mut best = (f32::MIN, 0..inside.len());
    // The best start so far, its title's odds less the sum before it.
    let mut start = (f32::MIN, 0);
    let mut sum = 0.0;
    for at in 0..inside.len() {
        let from = title[at] - sum;
        if from > start.0 {
            start = (from, at);
        }
        sum += inside[at] * SHARE;
        let score = start.0 + sum + last[at];
        if score > best.0 {
            best = (score, start.1..at + 1);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_say_the_same_together_as_each_alone() {
        let together = Together::of(&LEARNED);
        let mut measures = [0.25; glance::NAMES.len()];
        let mut sums = Sums::by(&together);
        for (nth, value) in measures.iter_mut().enumerate() {
            *value *= (nth % 7) as f32 - 1.0;
            if nth % 7 == 5 || nth % 7 == 1 {
                sums.is(nth % 7 == 5);
            } else {
                sums.number(*value);
            }
        }
        let Weights {
            inside,
            title,
            last,
        } = LEARNED;
        let alone = [inside, title, last].map(|weights| logit(weights, &measures));
        assert_eq!(sums.logits()[..3], alone);
    }

    #[test]
    fn a_list_of_figures_at_the_end_belongs_to_the_article() {
        let check = |lines: &[&str], expected: usize| {
            let units: Vec<Unit> = lines.iter().map(|line| Unit::of_words(line)).collect();
            assert_eq!(list_end(&units, 1), expected, "{lines:?}");
        };
        let tides = ["High water 3 May, 04:10"; 6];
        let with = |head: &[&'static str], tail: &[&'static str]| [head, &tides, tail].concat();
        let end = "The ferry keeps to the tides.";
        check(&with(&[end], &["Share"]), 7);
        check(&with(&[end, "Tides of the month"], &["Read more"]), 8);
        check(&with(&[end, "Related posts"], &[]), 1);
        check(&[end, "High water 3 May, 04:10", "Share"], 1);
        check(&[end], 1);
    }
}
