//! Every place of every figure, in the order of the text: what is marked there, walked through, and
//! counted by section.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{
    Chosen,
    rows::{self, Item},
};
use crate::{
    model::{Outline, SectionId},
    stats::Statistic,
};

/// Figures in each section that has any: without and with those in sections inside it. Of a text with
/// a million sections few have one of the figures that are kept.
pub(super) type BySection = HashMap<SectionId, (u32, u32)>;

/// A place a statistic stands at.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) source: Range<u64>,
    pub(super) is: Chosen,
}

/// Every occurrence of what is not hidden, in the order of the text.
pub(super) fn all(list: &[Statistic], hidden: &HashSet<Item>) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, statistic) in list.iter().enumerate() {
        let item = Item::Statistic(at);
        if hidden.contains(&item) {
            continue;
        }
        let of = |(place, source)| Place {
            source,
            is: Chosen { item, place },
        };
        let sources = statistic
            .occurrences
            .iter()
            .map(|occurrence| occurrence.source.clone());
        places.extend(sources.enumerate().map(of));
    }
    places.sort_by_key(|place| (place.source.start, place.source.end));
    places
}

/// How many different statistics stand in each section of `outline`: without, and with those in
/// sections inside it. What stands before the first heading belongs to the lead.
pub(super) fn count_by_section(places: &[Place], outline: &Outline) -> BySection {
    let mut counts = BySection::new();
    let (mut own, mut all) = (HashSet::new(), HashSet::new());
    for place in places {
        let Some(at) = rows::section_at(outline, place.source.start) else {
            continue;
        };
        if own.insert((at, place.is.item)) {
            counts.entry(at).or_default().0 += 1;
        }
        let mut around = Some(at);
        while let Some(section) = around.filter(|section| all.insert((*section, place.is.item))) {
            counts.entry(section).or_default().1 += 1;
            around = outline.parent(section);
        }
    }
    counts
}

/// The places that touch a source span.
pub(super) fn within<'a>(places: &'a [Place], source: &Range<u64>) -> &'a [Place] {
    let start = places.partition_point(|place| place.source.end <= source.start);
    let end = places.partition_point(|place| place.source.start < source.end);
    &places[start..end.max(start)]
}
