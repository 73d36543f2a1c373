//! Where the article of a page ends, looked at once more: sentences that go on below the end that was
//! found, a box of links that is none, and lines at the end in which the page speaks of itself.

use std::ops::Range;

use super::{
    glance::is_prose,
    long::{distinct, long_words},
};
use crate::load::{
    boilerplate::{self, Label},
    heading::{features::ends_sentence, words},
    plain::{
        date::is_date,
        unit::{self, Unit},
    },
};
use crate::model::Aside;

/// The end of the article that was found to take the units of `article`.
pub fn of(units: &[Unit], article: Range<usize>) -> usize {
    let end = past_box(units, article.clone());
    let end = end.unwrap_or_else(|| past_sentences(units, article.clone()));
    let end = before_invitations(units, article.start..end);
    before_author(units, article.start..end)
}

/// Units of a box about the writer below its heading.
const AUTHOR: usize = 3;

/// The end without the box about the writer.
fn before_author(units: &[Unit], article: Range<usize>) -> usize {
    let first = article
        .end
        .saturating_sub(AUTHOR + 1)
        .max(article.start + 2);
    let starts = |at: &usize| boilerplate::is_about_author(&units[*at].text, &units[*at + 1].text);
    let last = article.end.saturating_sub(1);
    (first..last).find(starts).unwrap_or(article.end)
}

/// Units after the end in which a box may start.
const NEAR: usize = 3;

/// The end of an article that seemed to end at a box of links, when what stands in the box cannot be
/// links: twice as long as all above it, with sentences up to its end, no line of it dated or signed.
fn past_box(units: &[Unit], article: Range<usize>) -> Option<usize> {
    let near = article.end..(article.end + NEAR).min(units.len());
    let head = near
        .into_iter()
        .find(|at| boilerplate::starts_related(&units[*at].text))?;
    let rest = &units[head + 1..];
    let is_open = |unit: &&Unit| !is_furniture(unit);
    let inside = &rest[..rest.iter().take_while(is_open).count()];
    let is_sentence = |unit: &Unit| unit.width >= 40 && matches!(unit.last, '.' | '。');
    let is_signed = |unit: &Unit| words::is_byline(&unit.text) || is_short_date(unit);
    let (above, below) = inside.split_at(inside.len() / 2);
    let goes_on = inside.len() >= 2 * article.len()
        && above
            .iter()
            .chain(below)
            .filter(|unit| is_sentence(unit))
            .count()
            >= 2
        && below.iter().any(is_sentence)
        && !inside.iter().any(is_signed);
    goes_on.then_some(head + 1 + inside.len())
}

fn is_short_date(unit: &Unit) -> bool {
    unit.width < 40 && is_date(&unit.text)
}

/// Is it furniture by its words, or the head of a box, or an invitation?
fn is_furniture(unit: &Unit) -> bool {
    unit.label().is_some()
        || boilerplate::starts_related(&unit.text)
        || boilerplate::invites(&unit.text)
}

/// Sentences that must go on below an end for it to be none.
const SENTENCES: u32 = 3;
/// Other lines between two of them: a picture's, a link's.
const BETWEEN: u32 = 2;

/// The end of an article when sentences go on below it that speak of the same things.
fn past_sentences(units: &[Unit], article: Range<usize>) -> usize {
    let prose = units[article.clone()].iter().filter(|unit| is_prose(unit));
    let known = distinct(prose.flat_map(|unit| long_words(&unit.text)));
    let (mut end, mut sentences, mut others) = (article.end, 0, 0);
    for (at, unit) in units.iter().enumerate().skip(article.end) {
        if is_furniture(unit) {
            break;
        }
        if goes_on(unit, &known) {
            (end, sentences, others) = (at + 1, sentences + 1, 0);
        } else {
            others += 1;
            if others > BETWEEN {
                break;
            }
        }
    }
    if sentences >= SENTENCES {
        end
    } else {
        article.end
    }
}

/// Is it a sentence with a quarter of its long words among the `known`? Words of Chinese and Japanese
/// are not told from one another.
fn goes_on(unit: &Unit, known: &[u64]) -> bool {
    if !ends_sentence(unit.last) || unit.width < 20 {
        return false;
    }
    let words = distinct(long_words(&unit.text));
    let is_known = |word: &&u64| known.binary_search(word).is_ok();
    let shared = words.iter().filter(is_known).count();
    unit::is_dense(&unit.text) || shared > 0 && shared * 4 >= words.len()
}

/// Units at the end of an article that are looked at.
const TAIL: usize = 60;

/// The end without the lines in which the page speaks of itself. From the end upwards: an invitation,
/// furniture by its words, the head of a box; and what stands between two of these or below a box.
fn before_invitations(units: &[Unit], article: Range<usize>) -> usize {
    let mut end = article.end;
    let (mut lines, mut sentences) = (0, 0);
    let first = article.end.saturating_sub(TAIL).max(article.start + 1);
    for at in (first..article.end).rev() {
        match room(&units[at], end < article.end) {
            Some(room) if lines <= room.0 && sentences <= room.1 => {
                end = at;
                (lines, sentences) = (0, 0);
            }
            Some(_) => break,
            None if is_line(&units[at]) => lines += 1,
            None => sentences += 1,
        }
        if sentences > 3 {
            break;
        }
    }
    end
}

/// How many lines and sentences may stand below `unit` when it is furniture, up to more of it or to the
/// end. `None` when it is none.
fn room(unit: &Unit, has_more: bool) -> Option<(u32, u32)> {
    if boilerplate::starts_related(&unit.text) {
        return Some((40, 0));
    }
    let label = unit.label().map(Label::kind);
    if label.is_some_and(|kind| kind != Aside::Related) || boilerplate::invites(&unit.text) {
        return Some(if has_more { (4, 3) } else { (2, 0) });
    }
    None
}

/// Could it be a link, a name or a caption?
fn is_line(unit: &Unit) -> bool {
    unit.width < 160 && !(ends_sentence(unit.last) && unit.width >= 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(lines: &[&str]) -> Vec<Unit> {
        lines.iter().map(|line| Unit::of_words(line)).collect()
    }

    const TITLE: &str = "Herring return to the inner sound";
    const PROSE: &str = "The first boat came in before dawn on Monday with her hold so full of herring that the crew stood on the catch.";
    const LATER: &str = "By Friday nine boats had followed her into the harbour, and the ice house had run out of ice twice in one day.";

    /// Checks that an article that was found to be the first `found` of `lines` has `expected`.
    fn check(lines: &[&str], found: usize, expected: usize) {
        assert_eq!(of(&units(lines), 0..found), expected, "{lines:?}");
    }

    #[test]
    fn sentences_go_on() {
        let on = [
            "The crew of the boat slept until Friday.",
            "Picture: the harbour at dawn",
            "Nobody in the harbour had seen such a catch.",
            "The ice house was shut on Monday.",
        ];
        let next = "Nine ships that were never built";
        check(&[&[TITLE, PROSE, LATER], &on[..], &[next]].concat(), 3, 7);
        check(&[&[TITLE, PROSE, LATER], &on[..2], &[next]].concat(), 3, 3);
        let others = [
            "Buy our calendar of knots.",
            "It hangs in every kitchen of the land.",
            "Send three stamps to learn more.",
        ];
        check(&[&[TITLE, PROSE, LATER], &others[..]].concat(), 3, 3);
    }

    #[test]
    fn a_box_of_links_is_no_longer_than_the_article() {
        let goods = ["Nets, green", "Nets, brown", "Tar in barrels", "Four lamps"];
        let list = [&["Don't miss:"], &goods[..], &[LATER], &goods, &[LATER]].concat();
        check(
            &[&[TITLE, PROSE], &list[..], &["Share"]].concat(),
            2,
            2 + list.len(),
        );
        let links = [&["Don't miss:"], &goods[..], &goods, &["Share"]].concat();
        check(&[&[TITLE, PROSE], &links[..]].concat(), 2, 2);
        let dated = [&["Read next"], &goods[..], &[LATER, "3 May 2031", LATER]].concat();
        check(&[&[TITLE, PROSE], &dated[..]].concat(), 2, 2);
    }

    #[test]
    fn a_page_that_speaks_of_itself_at_the_end() {
        let invite =
            "Want more of the sea? Subscribe to our Friday letter, which comes with the tide.";
        check(&[TITLE, PROSE, invite], 3, 2);
        check(
            &[
                TITLE,
                PROSE,
                "Ten walks along the shore",
                invite,
                "Lamp at dusk",
            ],
            5,
            3,
        );
        check(&[TITLE, PROSE, invite, LATER], 4, 4);
        check(
            &[
                TITLE,
                PROSE,
                invite,
                "No boat, no letter, no harm done to anybody.",
                "Follow us on the wall of the ice house",
            ],
            5,
            2,
        );
        check(
            &[
                TITLE,
                PROSE,
                "Related articles",
                "Boats",
                "The mill",
                "Nets",
            ],
            6,
            2,
        );
        check(&[TITLE, PROSE, LATER], 3, 3);
        let ruth = "Ruth Alder keeps the tide tables of the northern shore and lives in a mill.";
        check(&[TITLE, PROSE, "About Ruth Alder", ruth], 4, 2);
        check(&[TITLE, PROSE, "About the mill", ruth], 4, 4);
    }
}
