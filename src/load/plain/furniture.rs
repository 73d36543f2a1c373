//! Page furniture in the body and at the end of a text.

use std::ops::Range;

use super::{front::Role, unit::Unit};
use crate::{
    load::{
        boilerplate::{self, Label},
        heading::features::ends_sentence,
    },
    model::Aside,
};

/// Units at the end of a text that are looked at.
const TAIL: usize = 120;

/// What a unit below the article of a web page is.
pub fn below(unit: &Unit) -> Role {
    Role::Aside(unit.label().map_or(Aside::Related, Label::kind))
}

/// Sets aside, among `roles` of `units`, what is furniture by its words. `is_end`: does the text
/// end with these units?
pub fn mark(units: &[Unit], roles: &mut [Role], is_end: bool) {
    let labels: Vec<Option<Label>> = units.iter().map(Unit::label).collect();
    for (role, label) in roles.iter_mut().zip(&labels) {
        if let (Role::Text, Some(Label::Sure(kind))) = (&role, label) {
            *role = Role::Aside(*kind);
        }
    }
    if is_end {
        let start = tail(units, roles, &labels);
        let start = teasers(units, roles, &labels).map_or(start, |box_start| box_start.min(start));
        let mut kind = Aside::Other;
        for at in start..units.len() {
            if boilerplate::starts_related(&units[at].text) {
                kind = Aside::Related;
            }
            roles[at] = Role::Aside(labels[at].map_or(kind, Label::kind));
        }
        let author = author(units, roles);
        roles[author].fill(Role::Aside(Aside::Other));
    }
}

/// Units of a box about the writer below its heading.
const AUTHOR: usize = 3;

/// The box about the writer that ends the text, what was set aside not counted; empty when there is none.
fn author(units: &[Unit], roles: &[Role]) -> Range<usize> {
    let last = roles.iter().rposition(|role| *role == Role::Text);
    let Some(last) = last.filter(|last| *last > AUTHOR) else {
        return 0..0;
    };
    let starts = |at: &usize| boilerplate::is_author(&units[*at].text, &units[*at + 1].text);
    let start = (last - AUTHOR..last).find(starts);
    start.map_or(0..0, |start| start..last + 1)
}

/// The unit at which the furniture at the end starts. Goes upwards; lines without a label count
/// when furniture stands above them.
fn tail(units: &[Unit], roles: &[Role], labels: &[Option<Label>]) -> usize {
    let mut start = units.len();
    let mut open = 0;
    for at in (units.len().saturating_sub(TAIL)..units.len()).rev() {
        if matches!(
            roles[at],
            Role::Title | Role::Meta | Role::Standfirst | Role::Aside(Aside::DuplicateTitle)
        ) {
            break;
        }
        let is_box = boilerplate::starts_related(&units[at].text) && at + 1 < units.len();
        let room = match labels[at] {
            _ if is_box => 40,
            Some(
                Label::Sure(Aside::Ad | Aside::Share)
                | Label::Likely(Aside::Copyright | Aside::Comments),
            ) => 2,
            Some(Label::Sure(_)) => 4,
            Some(Label::Likely(_)) | None => 0,
        };
        let is_furniture = is_box || labels[at].is_some();
        if is_furniture && open <= room {
            start = at;
            open = 0;
        } else if is_link(&units[at]) {
            open += 1;
        } else {
            break;
        }
    }
    start
}

/// The heading of a box of teasers that ends the text: each sentence has a link right below it that
/// says *read more*, and there are three of them at least.
fn teasers(units: &[Unit], roles: &[Role], labels: &[Option<Label>]) -> Option<usize> {
    let is_more = |at: usize| matches!(labels.get(at), Some(Some(Label::Sure(Aside::Related))));
    let is_open = |at: usize| matches!(roles[at], Role::Text | Role::Aside(_));
    let has_link = |at: usize| {
        labels[at].is_some() || is_link(&units[at]) || is_more(at + 1) || is_more(at + 2)
    };
    // From the end upwards: what is below holds teasers and links only.
    let first = units.len().saturating_sub(TAIL);
    let (mut links, mut start) = (0, None);
    for at in (first..units.len())
        .rev()
        .take_while(|at| is_open(*at) && has_link(*at))
    {
        links += u32::from(is_more(at));
        if links >= 3 && boilerplate::starts_related(&units[at].text) {
            start = Some(at);
        }
    }
    start
}

/// Could it be the title of another article, a name, an address?
fn is_link(unit: &Unit) -> bool {
    unit.width < 160
        && (unit.width < 50 || !matches!(unit.last, '.' | '"' | '”') || !ends_sentence(unit.last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teasers_at_the_end_are_furniture() {
        let check = |lines: &[&str], shown: usize| {
            let units: Vec<Unit> = lines.iter().map(|line| Unit::of_words(line)).collect();
            let mut roles = vec![Role::Text; units.len()];
            mark(&units, &mut roles, true);
            let found = roles.iter().take_while(|role| **role == Role::Text).count();
            assert_eq!(found, shown, "{lines:?}");
        };
        let end = "The lock was opened again on the first of May, and nobody has asked since who paid for it.";
        let teaser = [
            "The mill that nobody would buy",
            "It stood empty for forty years until a baker came by and asked for its key.",
            "Read more",
        ];
        let box_of = |times: usize| [&["Related stories"], &teaser.repeat(times)[..]].concat();
        check(&[&[end], &box_of(3)[..], &["About us"]].concat(), 1);
        check(&[&[end], &box_of(3)[..], &[end]].concat(), 4);
        check(&[end, end], 2);
    }

    #[test]
    fn a_box_about_the_writer_ends_the_text() {
        let unit = |line: &&str| Unit::of_words(line);
        let check = |below: &[&str], expected: Range<usize>| {
            let text = [
                "The ferry stays",
                "It was old.",
                "It was sold.",
                "It came back.",
            ];
            let units: Vec<Unit> = text.iter().chain(below).map(unit).collect();
            let found = author(&units, &vec![Role::Text; units.len()]);
            assert_eq!(found, expected, "{below:?}");
        };
        let ruth = "Ruth Alder is a reporter of The Tide and lives at the upper lock.";
        check(&["Ruth Alder", ruth, "She likes boats."], 4..7);
        check(&["Ruth Alder", ruth], 4..6);
        check(&["Ruth Alder", ruth, "One", "Two", "Three"], 0..0);
        check(&["About Ruth Alder", ruth], 0..0);
        check(&["The lock", ruth], 0..0);
        check(&[], 0..0);
    }
}
