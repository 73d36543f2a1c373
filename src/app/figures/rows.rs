//! The rows of the list: which figures, dates or terms, in which order, under which names.
//!
//! Made once when something changes, never for a frame: a long text has twenty thousand figures.

use std::collections::HashMap;

use super::{Analysis, timeline};
use crate::{
    model::{Outline, Section, SectionId, SectionKind},
    stats::{Kind, Statistic, Topic},
    text::CleanString,
};

/// A part of a part is indented as far as that, and no further.
const DEEPEST: u8 = 2;

/// Steps from part to whole that are followed; a longer way goes in a circle.
const LONGEST_WAY: usize = 8;

/// What the pane lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    #[default]
    Figures,
    Dates,
    Terms,
}

pub(super) const TABS: [Tab; 3] = [Tab::Figures, Tab::Dates, Tab::Terms];

impl Tab {
    /// The tab an item is listed in.
    pub(super) fn of(item: Item, analysis: &Analysis) -> Self {
        match item {
            Item::Term(_) => Self::Terms,
            Item::Statistic(at) if analysis.statistics.list[at].kind == Kind::Date => Self::Dates,
            Item::Statistic(_) => Self::Figures,
        }
    }

    /// Everything it can list, in no order.
    pub(super) fn items(self, analysis: &Analysis) -> Vec<Item> {
        let statistics = 0..analysis.statistics.list.len();
        match self {
            Self::Terms => (0..analysis.terms.len()).map(Item::Term).collect(),
            _ => statistics
                .map(Item::Statistic)
                .filter(|item| Self::of(*item, analysis) == self)
                .collect(),
        }
    }
}

/// How the figures are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    #[default]
    Kind,
    Section,
    Value,
    Text,
}

impl Order {
    /// The one after it, round the end.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Kind => Self::Section,
            Self::Section => Self::Value,
            Self::Value => Self::Text,
            Self::Text => Self::Kind,
        }
    }
}

/// How the terms are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TermOrder {
    #[default]
    Use,
    Alphabet,
}

/// What a row stands for: an index into the statistics, or into the terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Item {
    Statistic(usize),
    Term(usize),
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The name of a group.
    Group(CleanString),
    /// An item, and how deep it stands under its whole.
    Entry(Item, u8),
}

impl Row {
    pub(super) fn item(&self) -> Option<Item> {
        match self {
            Self::Group(_) => None,
            Self::Entry(item, _) => Some(*item),
        }
    }
}

/// The rows for `items`, statistics that are no dates.
pub(super) fn figures(
    list: &[Statistic],
    outline: &Outline,
    order: Order,
    mut items: Vec<usize>,
) -> Vec<Row> {
    match order {
        Order::Kind => items.sort_by_cached_key(|at| list[*at].topic()),
        Order::Section => items.sort_by_cached_key(|at| home(&list[*at], outline)),
        Order::Text => items.sort_by_key(|at| start(&list[*at])),
        Order::Value => {
            items.sort_by(|a, b| magnitude(&list[*b]).total_cmp(&magnitude(&list[*a])));
        }
    }
    let groups: HashMap<usize, usize> = items
        .iter()
        .map(|at| (*at, group(&list[*at], outline, order)))
        .collect();
    let whole = |at: usize| whole_of(list, at).filter(|whole| groups.get(whole) == groups.get(&at));
    let mut rows = Vec::with_capacity(items.len() + 16);
    let mut current = None;
    for (at, depth) in nested(&items, whole) {
        let own = groups.get(&at).copied();
        if own != current {
            rows.push(Row::Group(name(&list[at], outline, order)));
            current = own;
        }
        rows.push(Row::Entry(Item::Statistic(at), depth));
    }
    rows
}

/// The rows for `items`, dates: in the order of time, those that cannot be placed at the end. A date
/// without a year is in the one that is nearest to the day of the text, if that is known.
pub(super) fn dates(analysis: &Analysis, mut items: Vec<usize>) -> Vec<Row> {
    let list = &analysis.statistics.list;
    let today = analysis.today;
    items.sort_by_cached_key(|at| timeline::key(&list[*at], today));
    let mut rows = Vec::with_capacity(items.len() + 1);
    let mut has_years = true;
    for at in items {
        if has_years && !timeline::has_year(&list[at], today) {
            has_years = false;
            rows.push(Row::Group(CleanString::from_raw("YEAR NOT SAID")));
        }
        rows.push(Row::Entry(Item::Statistic(at), 0));
    }
    rows
}

/// The rows for `items`, terms.
pub(super) fn terms(analysis: &Analysis, order: TermOrder, mut items: Vec<usize>) -> Vec<Row> {
    if order == TermOrder::Alphabet {
        items.sort_by_cached_key(|at| analysis.terms[*at].short.as_str().to_lowercase());
    }
    items
        .into_iter()
        .map(|at| Row::Entry(Item::Term(at), 0))
        .collect()
}

/// For each row the source offset of the last figure up to it, where the rows follow the text;
/// nothing where they do not.
pub(super) fn starts(
    rows: &[Row],
    list: &[Statistic],
    outline: &Outline,
    order: Order,
) -> Vec<u64> {
    let start = |row: &Row| match (row, order) {
        (Row::Entry(Item::Statistic(at), _), Order::Text) => start(&list[*at]),
        (Row::Entry(Item::Statistic(at), _), _) => home(&list[*at], outline).1,
        _ => 0,
    };
    let farthest = |so_far: &mut u64, start: u64| {
        *so_far = start.max(*so_far);
        Some(*so_far)
    };
    match order {
        Order::Section | Order::Text => rows.iter().map(start).scan(0, farthest).collect(),
        Order::Kind | Order::Value => Vec::new(),
    }
}

/// Where a figure stands first.
fn start(statistic: &Statistic) -> u64 {
    let first = statistic.occurrences.first();
    first.map_or(0, |occurrence| occurrence.source.start)
}

/// The section a figure is listed under, and where it stands there first: the section of its first
/// place that is in one, for a title is in none.
fn home(statistic: &Statistic, outline: &Outline) -> (Option<SectionId>, u64) {
    let places = statistic.occurrences.iter().map(|place| place.source.start);
    let mut homes = places.filter_map(|at| Some((section_at(outline, at)?, at)));
    match homes.next() {
        Some((section, at)) => (Some(section), at),
        None => (None, start(statistic)),
    }
}

/// The section at a source offset. What stands before the first heading belongs to the lead.
pub(in crate::app) fn section_at(outline: &Outline, source: u64) -> Option<SectionId> {
    let lead = outline.sections().first();
    let is_lead = |section: &Section| section.kind == SectionKind::Lead;
    outline
        .at(source)
        .or_else(|| lead.filter(is_lead).map(|_| 0))
}

/// How large a figure is, for the order by value; a result of a match has no size.
fn magnitude(statistic: &Statistic) -> f64 {
    statistic.value.number().unwrap_or(f64::NEG_INFINITY)
}

/// A number for the group a figure stands in.
fn group(statistic: &Statistic, outline: &Outline, order: Order) -> usize {
    match order {
        Order::Kind => {
            let own = statistic.topic();
            Topic::ALL
                .iter()
                .position(|topic| *topic == own)
                .unwrap_or(0)
        }
        Order::Section => home(statistic, outline).0.map_or(0, |id| id as usize + 1),
        Order::Value | Order::Text => 0,
    }
}

fn name(statistic: &Statistic, outline: &Outline, order: Order) -> CleanString {
    match order {
        Order::Kind => statistic.topic().heading().into(),
        Order::Section => match home(statistic, outline).0 {
            Some(id) => outline.name(id),
            None => CleanString::from_raw("Title"),
        },
        Order::Value => CleanString::from_raw("LARGEST FIRST"),
        Order::Text => CleanString::from_raw("IN ORDER OF THE TEXT"),
    }
}

/// The figure that `at` is a part of, unless the way from part to whole goes in a circle.
fn whole_of(list: &[Statistic], at: usize) -> Option<usize> {
    let mut way = list[at].part_of;
    for _ in 0..LONGEST_WAY {
        match way {
            Some(whole) => way = list[whole].part_of,
            None => return list[at].part_of,
        }
    }
    None
}

/// `items` in order, each right behind its whole and all that stands before it there, with how deep
/// it stands. `whole` must not go in a circle, and give items only.
fn nested(items: &[usize], whole: impl Fn(usize) -> Option<usize>) -> Vec<(usize, u8)> {
    let mut parts: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut open = Vec::new();
    for &at in items.iter().rev() {
        match whole(at) {
            Some(whole) => parts.entry(whole).or_default().push(at),
            None => open.push((at, 0)),
        }
    }
    let mut out = Vec::with_capacity(items.len());
    while let Some((at, depth)) = open.pop() {
        out.push((at, depth));
        let inner = parts.remove(&at).unwrap_or_default();
        open.extend(
            inner
                .into_iter()
                .map(|part| (part, (depth + 1).min(DEEPEST))),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::nested;

    #[test]
    fn parts_stand_right_behind_their_whole() {
        let wholes = [None, Some(4), None, Some(1), Some(2), Some(2)];
        let check = |items: &[usize], expected: &[(usize, u8)]| {
            assert_eq!(nested(items, |at| wholes[at]), expected);
        };
        check(&[0, 2], &[(0, 0), (2, 0)]);
        check(&[0, 2, 4, 5], &[(0, 0), (2, 0), (4, 1), (5, 1)]);
        check(&[5, 4, 2, 0], &[(2, 0), (5, 1), (4, 1), (0, 0)]);
        check(
            &[3, 1, 4, 2, 0, 5],
            &[(2, 0), (4, 1), (1, 2), (3, 2), (5, 1), (0, 0)],
        );
        check(&[], &[]);
    }

    #[test]
    fn very_many_parts_take_linear_time() {
        let items: Vec<usize> = (0..50_000).collect();
        let rows = nested(&items, |at| (at > 0).then_some(0));
        assert_eq!(rows.len(), items.len());
    }
}
