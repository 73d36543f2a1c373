//! The title of the article of a page, looked for once more round where the article was found to start.

use std::ops::Range;

use super::glance::is_prose;
use crate::load::plain::{date::is_date, unit::Unit};

/// Units above the one that was taken for the title in which it may stand.
const ABOVE: usize = 4;

/// The title of the article that was found to take the units of `article`: what stands under the title
/// (a date, a path through the site, a sentence) or far above it may have looked more like one.
pub fn headline(units: &[Unit], article: Range<usize>) -> usize {
    let start = near(units, article.start);
    below_pictures(units, start..article.end)
        .or_else(|| below_teasers(units, start..article.end))
        .unwrap_or(start)
}

/// The title a few units round `start`.
fn near(units: &[Unit], start: usize) -> usize {
    let above = start.saturating_sub(ABOVE)..start;
    if start > 0 && is_said_before(units, start - 1) {
        return start - 1;
    }
    if is_path(&units[start]) || is_date(&units[start].text) {
        return above.rev().find(|at| is_line(&units[*at])).unwrap_or(start);
    }
    let next = units.get(start + 1);
    let is_in_path = next.is_some_and(|next| {
        is_line(next)
            && units[start].text.len() > next.text.len()
            && units[start].text.ends_with(&next.text)
    });
    start + usize::from(is_in_path)
}

/// Units below a title in which it may be said again.
const AGAIN: usize = 30;

/// Characters that only captions and paragraphs have more of.
const LONG: u32 = 90;

/// The title when it is said again below a row of pictures, whose captions stand there twice.
fn below_pictures(units: &[Unit], article: Range<usize>) -> Option<usize> {
    let title = &units[article.start];
    let below = article.start + 1..(article.start + AGAIN).min(article.end);
    let again = below
        .clone()
        .rev()
        .find(|at| units[*at].text == title.text)?;
    let between = &units[below.start..again];
    let is_twin = |unit: &&Unit| {
        between
            .iter()
            .filter(|other| other.text == unit.text)
            .count()
            > 1
    };
    let mut long = between.iter().filter(|unit| unit.width > LONG).peekable();
    (long.peek().is_some() && long.all(|unit| is_twin(&unit))).then_some(again)
}

/// Units between a title and the text in which a date or the name of the writer may stand.
const SIGNED: usize = 4;
/// Units of other articles that stand before the title at least.
const TEASERS: usize = 8;

/// The title when there are titles of other articles above it, each run together with its teaser: the
/// line above the date that stands above the first paragraph.
fn below_teasers(units: &[Unit], article: Range<usize>) -> Option<usize> {
    let is_text = |at: &usize| is_prose(&units[*at]) && !is_run_together(&units[*at].text);
    let text = article.clone().find(is_text)?;
    let teasers = units[article.start..text].iter();
    let is_teaser = |unit: &&Unit| is_prose(unit);
    if text < article.start + TEASERS || teasers.filter(is_teaser).count() < 3 {
        return None;
    }
    let is_signed = |at: usize| is_date(&units[at].text) && units[at].width < 60;
    (text - SIGNED..text)
        .rev()
        .find(|at| is_line(&units[*at]) && is_signed(at + 1))
}

/// Do two sentences or a title and a sentence stand in it without a space between: `in AprilThe lock`?
fn is_run_together(text: &str) -> bool {
    let is_joint = |four: &[u8]| {
        let [before, last, first, next] = [0, 1, 2, 3].map(|at| four[at]);
        (last.is_ascii_lowercase() && before.is_ascii_lowercase()
            || matches!(last, b'.' | b'?' | b'!'))
            && first.is_ascii_uppercase()
            && (next.is_ascii_lowercase() || next == b' ')
    };
    text.as_bytes().windows(4).any(is_joint)
}

/// Could it be a title: some words, no sentence, no furniture by its words?
fn is_line(unit: &Unit) -> bool {
    (15..=160).contains(&unit.width)
        && unit.lines == 1
        && !is_path(unit)
        && !is_date(&unit.text)
        && unit.label().is_none()
}

/// Is it a title that stands right above, too, as pages print it that say it in their path first?
fn is_said_before(units: &[Unit], at: usize) -> bool {
    let text = &units[at].text;
    is_line(&units[at])
        && units[at.saturating_sub(ABOVE)..at]
            .iter()
            .any(|unit| unit.text == *text)
}

/// A path through the site: `Blog > Health > Tips`.
fn is_path(unit: &Unit) -> bool {
    [" > ", " » ", " \u{203a} "]
        .iter()
        .any(|mark| unit.text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_found_round_what_looked_like_it() {
        let check = |lines: &[&str], start: usize, expected: usize| {
            let units: Vec<Unit> = lines.iter().map(|line| Unit::of_words(line)).collect();
            assert_eq!(headline(&units, start..units.len()), expected, "{lines:?}");
        };
        let title = "The harbour opens in spring";
        check(&["Search", title, "Columns", "21:17 18.11.2031"], 3, 1);
        check(&["Search", title, "News > Harbour > Spring"], 2, 1);
        check(&[title, title, "The lock is shut until May"], 2, 1);
        check(
            &["Menu", "HomeNewsThe harbour opens in spring", title],
            1,
            2,
        );
        check(&["Menu", title, "The lock is shut until May"], 1, 1);
        check(&["21:17 18.11.2031", "Menu"], 0, 0);
    }

    const CAPTION: &str = "Two herring boats lie in the ice of the inner sound on the second of May, as seen from the lamp of the upper quay.";
    const PROSE: &str = "The first boat came in before dawn on Monday with her hold so full of herring that the crew stood on the catch.";

    #[test]
    fn a_title_is_said_again_below_pictures() {
        let check = |between: &[&str], expected: usize| {
            let title = "The harbour opens in spring";
            let lines = [&["Menu", title], between, &[title, "By Ruth Alder", PROSE]].concat();
            let units: Vec<Unit> = lines.iter().map(|line| Unit::of_words(line)).collect();
            assert_eq!(headline(&units, 1..units.len()), expected, "{lines:?}");
        };
        check(&[CAPTION, CAPTION, "Picture 1 of 2", CAPTION], 6);
        check(&[CAPTION], 1);
        check(&["Picture 1 of 2"], 1);
        check(&[CAPTION, CAPTION, PROSE, "Picture 1 of 2"], 1);
    }

    #[test]
    fn a_title_stands_below_the_teasers_of_others() {
        let teaser = "Ice house runs out of ice for a secondBy Friday nine more boats had followed her into the harbour, and nobody slept.";
        let check = |lines: &[&str], expected: usize| {
            let units: Vec<Unit> = lines.iter().map(|line| Unit::of_words(line)).collect();
            assert_eq!(headline(&units, 0..units.len()), expected, "{lines:?}");
        };
        let above = [
            "News of the harbour",
            teaser,
            teaser,
            "Ferries of the sound",
            teaser,
            "More news of it",
            "Weather for sailors",
        ];
        let article = ["The harbour opens in spring", "3 May 2031", PROSE];
        check(&[&above[..], &article].concat(), 7);
        check(&[&above[..], &[article[0], PROSE]].concat(), 0);
        check(&article, 0);
    }
}
