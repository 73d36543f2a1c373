//! The second pass: units with their neighbours, some thousand at a time.

use std::ops::Range;

use super::{
    front::{self, Role},
    furniture, page,
    print::Tops,
    unit::{Style, Unit, Units},
};
use crate::{
    load::{
        heading::{
            self, Candidate,
            features::{self, Look, Measures},
        },
        source::{LoadError, Source},
    },
    model::{Aside, Meta, SetAside},
    text::CleanString,
};

/// Units looked at together.
const BATCH: usize = 4096;
/// Units of the batch before and after that are looked at as neighbours.
const NEIGHBOURS: usize = 8;

/// What the second pass found.
#[derive(Debug, Default)]
pub struct Found {
    /// The words of the title and where they stand.
    pub title: Option<(String, Range<u64>)>,
    /// Byline and the like.
    pub meta: Meta,
    /// Where the body starts: after title and meta.
    pub body: u64,
    /// Where its first ordinary unit stands.
    pub lead_text: Option<u64>,
    /// Where the furniture starts that ends the text.
    pub text_end: Option<u64>,
    /// Where the sentence under the title stands.
    pub standfirst: Option<Range<u64>>,
    /// Lines that may be headings.
    pub candidates: Vec<Candidate>,
    /// Furniture, in order.
    pub set_aside: Vec<SetAside>,
}

/// Reads the units in `range`; lines are judged by `weights`.
///
/// # Errors
/// When the source cannot be read.
pub fn read(
    source: &Source,
    range: Range<u64>,
    style: &Style,
    weights: &features::Weights,
) -> Result<Found, LoadError> {
    let mut found = Found {
        body: range.start,
        ..Found::default()
    };
    each_batch(source, range, style, |batch| {
        found.take(batch);
        batch.each_look(style, |look| {
            found.candidates.extend(heading::judge(look, weights));
        });
    })?;
    Ok(found)
}

/// The measures of every unit that is short enough to be a heading, with its source span: what the
/// weights are learned from.
///
/// # Errors
/// When the source cannot be read.
pub fn measures(source: &Source) -> Result<Vec<(Range<u64>, Measures)>, LoadError> {
    let style = super::survey::Survey::read(source, 0..source.len())?.style();
    let mut out = Vec::new();
    each_batch(source, 0..source.len(), &style, |batch| {
        batch.each_look(&style, |look| {
            if heading::is_open(look) {
                out.push((look.unit.source.clone(), features::measure(look)));
            }
        });
    })?;
    Ok(out)
}

/// The lines that may be headings, judged by `weights`.
///
/// # Errors
/// When the source cannot be read.
pub fn candidates(
    source: &Source,
    weights: &features::Weights,
) -> Result<Vec<Candidate>, LoadError> {
    let style = super::survey::Survey::read(source, 0..source.len())?.style();
    Ok(read(source, 0..source.len(), &style, weights)?.candidates)
}

/// All units of a source: what the weights of pages are learned from.
///
/// # Errors
/// When the source cannot be read.
pub fn units(source: &Source) -> Result<Vec<Unit>, LoadError> {
    let style = super::survey::Survey::read(source, 0..source.len())?.style();
    let mut reader = Units::new(source, 0..source.len(), &style);
    let mut units = Vec::new();
    while let Some(unit) = reader.next_unit()? {
        units.push(unit);
    }
    Ok(units)
}

/// Some units with their roles and neighbours.
struct Batch<'a> {
    units: &'a [Unit],
    roles: &'a [Role],
    /// The units that are new; the others are neighbours.
    new: Range<usize>,
    /// Ordinary units before the new ones.
    index: u64,
    front: Option<front::Front>,
    is_end: bool,
}

/// Calls `take` for batch after batch.
fn each_batch(
    source: &Source,
    range: Range<u64>,
    style: &Style,
    mut take: impl FnMut(&Batch<'_>),
) -> Result<(), LoadError> {
    let mut reader = Units::new(source, range, style);
    let mut units: Vec<Unit> = Vec::new();
    let mut roles: Vec<Role> = Vec::new();
    let mut tops = Tops::default();
    let mut from = 0;
    let mut index = 0;
    loop {
        let mut is_end = false;
        while units.len() < from + BATCH + NEIGHBOURS && !is_end {
            match reader.next_unit()? {
                Some(unit) => units.push(unit),
                None => is_end = true,
            }
        }
        tops.read(&units[from..], index == 0 && from == 0);
        let front = (index == 0 && from == 0).then(|| {
            let is_whole = is_end && style.wrap.is_none();
            let article = is_whole
                .then(|| page::article(&units))
                .flatten()
                .unwrap_or(0..units.len());
            let front = front::read(&units[..article.end], style, article.start, &tops);
            roles.extend(&front.roles);
            roles.resize(article.end, Role::Text);
            roles.extend(units[article.end..].iter().map(furniture::below));
            front
        });
        roles.resize(units.len(), Role::Text);
        tops.mark(&units, &mut roles);
        furniture::mark(&units, &mut roles, is_end);
        let end = if is_end {
            units.len()
        } else {
            units.len() - NEIGHBOURS
        };
        let batch = Batch {
            units: &units,
            roles: &roles,
            new: from..end,
            index,
            front,
            is_end,
        };
        take(&batch);
        if is_end {
            return Ok(());
        }
        index += roles[from..end]
            .iter()
            .filter(|role| **role == Role::Text)
            .count() as u64;
        let keep = end.saturating_sub(NEIGHBOURS);
        units.drain(..keep);
        roles.drain(..keep);
        from = end - keep;
    }
}

impl Batch<'_> {
    /// Shows each new ordinary unit with its neighbours.
    fn each_look(&self, style: &Style, mut show: impl FnMut(&Look<'_>)) {
        let ordinary: Vec<usize> = (0..self.units.len())
            .filter(|at| self.roles[*at] == Role::Text)
            .collect();
        let texts: Vec<&Unit> = ordinary.iter().map(|at| &self.units[*at]).collect();
        let mut back = 0;
        let mut index = self.index;
        for (nth, at) in ordinary.iter().enumerate() {
            if self.new.contains(at) {
                show(&Look {
                    unit: texts[nth],
                    above: nth.checked_sub(1).map(|above| texts[above]),
                    below: &texts[nth + 1..(nth + 1 + NEIGHBOURS).min(texts.len())],
                    back,
                    index,
                    is_wrapped: style.wrap.is_some(),
                    is_tight: style.is_tight,
                    indent: style.indent,
                });
                index += 1;
            }
            back = if features::is_short(texts[nth]) {
                back + 1
            } else {
                0
            };
        }
    }
}

/// Source offset at which the unit's first line starts.
fn line_start(unit: &Unit) -> u64 {
    unit.source.start - u64::from(unit.shape.text_at)
}

impl Found {
    /// Keeps what the whole text needs of a batch.
    fn take(&mut self, batch: &Batch<'_>) {
        if let Some(front) = &batch.front {
            self.take_front(front, batch.units);
        }
        for at in batch.new.clone() {
            let unit = &batch.units[at];
            let above = at.checked_sub(1).map(|above| batch.roles[above]);
            match batch.roles[at] {
                Role::Aside(kind) => {
                    self.push_aside(
                        kind,
                        line_start(unit)..unit.next,
                        above == Some(Role::Aside(kind)),
                    );
                }
                Role::Text if self.lead_text.is_none() => self.lead_text = Some(unit.source.start),
                _ => {}
            }
        }
        if batch.is_end {
            let is_aside = |role: &Role| matches!(role, Role::Aside(_));
            let trailing = batch
                .roles
                .iter()
                .rev()
                .take_while(|role| is_aside(role))
                .count();
            let first = batch.units.len() - trailing;
            self.text_end = batch.units.get(first).map(line_start);
        }
    }

    fn take_front(&mut self, front: &front::Front, units: &[Unit]) {
        let words = |at: usize| CleanString::from_raw(&units[at].text);
        if let Some(title) = &front.title {
            let lines: Vec<&str> = units[title.clone()]
                .iter()
                .map(|unit| front::title_words(&unit.text))
                .collect();
            let last = front
                .roles
                .iter()
                .rposition(|role| *role == Role::Title)
                .unwrap_or(title.start);
            let first = front
                .roles
                .iter()
                .position(|role| *role == Role::Title)
                .unwrap_or(title.start);
            self.title = Some((
                lines.join(" "),
                units[first].source.start..units[last].source.end,
            ));
        }
        for (unit, role) in units.iter().zip(&front.roles) {
            if matches!(role, Role::Meta | Role::Standfirst) {
                self.meta.source.push(unit.source.clone());
            }
        }
        self.meta.byline = front.byline.map(words);
        self.meta.date = front.date.map(words);
        self.meta.standfirst = front.standfirst.map(words);
        self.standfirst = front.standfirst.map(|at| units[at].source.clone());
        if let Some(last) = front.roles.len().checked_sub(1) {
            self.body = units[last].next;
        }
    }

    /// Adds what was set aside; it goes on with the last when nothing else stands between.
    fn push_aside(&mut self, kind: Aside, source: Range<u64>, goes_on: bool) {
        match self.set_aside.last_mut() {
            Some(last) if goes_on => last.source.end = source.end,
            _ => self.set_aside.push(SetAside { kind, source }),
        }
    }
}
