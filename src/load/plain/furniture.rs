//! Page furniture in the body and at the end of a text.

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
    Role::Aside(boilerplate::label(&unit.text).map_or(Aside::Related, Label::kind))
}

/// Sets aside, among `roles` of `units`, what is furniture by its words. `is_end`: does the text
/// end with these units?
pub fn mark(units: &[Unit], roles: &mut [Role], is_end: bool) {
    let labels: Vec<Option<Label>> = units
        .iter()
        .map(|unit| boilerplate::label(&unit.text))
        .collect();
    for (role, label) in roles.iter_mut().zip(&labels) {
        if let (Role::Text, Some(Label::Sure(kind))) = (&role, label) {
            *role = Role::Aside(*kind);
        }
    }
    if is_end {
        let start = tail(units, roles, &labels);
        let mut kind = Aside::Other;
        for at in start..units.len() {
            if boilerplate::starts_related(&units[at].text) {
                kind = Aside::Related;
            }
            roles[at] = Role::Aside(labels[at].map_or(kind, Label::kind));
        }
    }
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

/// Could it be the title of another article, a name, an address?
fn is_link(unit: &Unit) -> bool {
    unit.width < 160
        && (unit.width < 50 || !matches!(unit.last, '.' | '"' | '”') || !ends_sentence(unit.last))
}
