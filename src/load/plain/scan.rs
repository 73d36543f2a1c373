//! The second pass: units with their neighbours, some thousand at a time.

use std::{ops::Range, sync::Arc};

use fearless_simd::Level;

use super::{
    front::{self, Role},
    furniture,
    headings::Headings,
    lines::{self, Line, Lines},
    page,
    print::Tops,
    shape::{self, Shape},
    survey::Survey,
    unit::{Grouper, Style, Unit},
};
use crate::{
    load::{
        heading::{
            self, Candidate, Model,
            features::{self, Look, Measures},
            topic::Topic,
        },
        source::{LoadError, Source},
    },
    model::{Aside, Asides, Meta, ReadTitle, SetAside},
    text::CleanString,
};

/// Units looked at together.
const BATCH: usize = 4096;
/// Units of the batch before and after that are looked at as neighbours.
const NEIGHBOURS: usize = 8;

/// What the second pass found.
#[derive(Clone, Debug)]
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
    /// The headings, and lines that may be some.
    pub headings: Headings,
    /// Furniture, in order.
    pub set_aside: Asides,
}

/// The second pass, as far as it went. It keeps some thousand units, and what was found.
#[derive(Clone, Debug)]
pub struct Scan {
    style: Style,
    batches: Batches,
    found: Found,
}

impl Scan {
    /// Starts at the beginning of a text whose lines are laid out so; `reader` reads the words of its
    /// headings.
    pub fn new(style: Style, reader: Option<Arc<dyn ReadTitle>>) -> Self {
        Self {
            batches: Batches::new(&style),
            style,
            found: Found::new(Headings::new(reader)),
        }
    }

    /// How the lines were taken to be laid out.
    pub const fn style(&self) -> &Style {
        &self.style
    }

    /// Reads on up to source offset `upto`: the lines that surely end before it, and with `is_end` the
    /// last one, too. Lines are judged by `model`.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn read_on(
        &mut self,
        source: &Source,
        upto: u64,
        is_end: bool,
        model: &Model,
    ) -> Result<(), LoadError> {
        let (found, style) = (&mut self.found, &self.style);
        let mut take = |batch: &Batch<'_>| found.judge(batch, style, model);
        self.batches.read_on(source, upto, is_end, &mut take)
    }

    /// Takes the next line, whose shape is `None` when it is blank.
    pub fn push(&mut self, line: &Line<'_>, shape: Option<Shape>, model: &Model) {
        let (found, style) = (&mut self.found, &self.style);
        let mut take = |batch: &Batch<'_>| found.judge(batch, style, model);
        self.batches.push(line, shape, &mut take);
    }

    /// What is found when the text ends here.
    pub fn finish(mut self, model: &Model) -> Found {
        let (found, style) = (&mut self.found, &self.style);
        let mut take = |batch: &Batch<'_>| found.judge(batch, style, model);
        self.batches.finish(&mut take);
        self.found
    }

    /// What would be found if the text ended here; it may go on.
    pub fn so_far(&self, model: &Model) -> Found {
        self.clone().finish(model)
    }
}

/// The measures of every unit that is short enough to be a heading, with its source span: what the
/// weights are learned from.
///
/// # Errors
/// When the source cannot be read.
pub fn measures(source: &Source) -> Result<Vec<(Range<u64>, Measures)>, LoadError> {
    let style = Survey::read(source)?.style();
    let mut out = Vec::new();
    let mut batches = Batches::new(&style);
    let mut take = |batch: &Batch<'_>| {
        batch.each_look(&style, |look| {
            if heading::is_open(look) {
                out.push((look.unit.source.clone(), features::measure(look)));
            }
        });
    };
    batches.read_on(source, source.len(), true, &mut take)?;
    batches.finish(&mut take);
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
    let style = Survey::read(source)?.style();
    let mut candidates = Vec::new();
    let mut batches = Batches::new(&style);
    let mut take = |batch: &Batch<'_>| {
        batch.each_look(&style, |look| {
            candidates.extend(heading::judge(look, weights));
        });
    };
    batches.read_on(source, source.len(), true, &mut take)?;
    batches.finish(&mut take);
    Ok(candidates)
}

/// All units of a source: what the weights of pages are learned from.
///
/// # Errors
/// When the source cannot be read.
pub fn units(source: &Source) -> Result<Vec<Unit>, LoadError> {
    let mut grouper = Grouper::new(Survey::read(source)?.style());
    let mut lines = Lines::new(source, 0..source.len());
    let mut units = Vec::new();
    while let Some(window) = lines.next_window()? {
        units.extend(window.into_lines().filter_map(|line| grouper.push(&line)));
    }
    units.extend(grouper.finish());
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

/// Makes batch after batch, always of the same units, in whatever pieces the text comes.
#[derive(Clone, Debug)]
struct Batches {
    style: Style,
    grouper: Grouper,
    /// Where the next line starts.
    at: u64,
    /// The units that wait, and neighbours before them.
    units: Vec<Unit>,
    roles: Vec<Role>,
    tops: Tops,
    /// The first that was in no batch yet.
    from: usize,
    /// Ordinary units before that.
    index: u64,
}

impl Batches {
    fn new(style: &Style) -> Self {
        Self {
            style: style.clone(),
            grouper: Grouper::new(style.clone()),
            at: 0,
            units: Vec::new(),
            roles: Vec::new(),
            tops: Tops::default(),
            from: 0,
            index: 0,
        }
    }

    /// Calls `take` for each batch that is full.
    fn read_on(
        &mut self,
        source: &Source,
        upto: u64,
        is_end: bool,
        take: &mut impl FnMut(&Batch<'_>),
    ) -> Result<(), LoadError> {
        let takes_last = is_end || lines::ends_at(source, upto)?;
        let mut lines = Lines::new(source, self.at..upto);
        while let Some(window) = lines.next_window()? {
            for line in window.into_lines() {
                if line.next < upto || takes_last {
                    let is_blank = shape::is_blank(line.bytes);
                    self.push(&line, (!is_blank).then(|| shape::of_line(&line)), take);
                }
            }
        }
        Ok(())
    }

    /// Takes the next line, whose shape is `None` when it is blank; calls `take` for a batch that it fills.
    fn push(&mut self, line: &Line<'_>, shape: Option<Shape>, take: &mut impl FnMut(&Batch<'_>)) {
        self.at = line.next;
        if let Some(unit) = self.grouper.push_shaped(line, shape) {
            self.add(unit, take);
        }
    }

    /// Calls `take` for what is left: the text ends here.
    fn finish(&mut self, take: &mut impl FnMut(&Batch<'_>)) {
        if let Some(unit) = self.grouper.finish() {
            self.add(unit, take);
        }
        self.settle(true, take);
    }

    fn add(&mut self, unit: Unit, take: &mut impl FnMut(&Batch<'_>)) {
        self.units.push(unit);
        if self.units.len() >= self.from + BATCH + NEIGHBOURS {
            self.settle(false, take);
        }
    }

    /// Gives the units that wait their roles, shows them, and keeps the last as neighbours.
    fn settle(&mut self, is_end: bool, take: &mut impl FnMut(&Batch<'_>)) {
        let is_first = self.index == 0 && self.from == 0;
        self.tops.read(&self.units[self.from..], is_first);
        let front = is_first.then(|| self.front(is_end));
        self.roles.resize(self.units.len(), Role::Text);
        self.tops.mark(&self.units, &mut self.roles);
        furniture::mark(&self.units, &mut self.roles, is_end);
        let waiting = if is_end { 0 } else { NEIGHBOURS };
        let end = self.units.len() - waiting;
        take(&Batch {
            units: &self.units,
            roles: &self.roles,
            new: self.from..end,
            index: self.index,
            front,
            is_end,
        });
        let is_text = |role: &&Role| **role == Role::Text;
        self.index += self.roles[self.from..end].iter().filter(is_text).count() as u64;
        let keep = end.saturating_sub(NEIGHBOURS);
        let passed = self.units.drain(..keep).map(|unit| unit.text);
        self.grouper.reuse(passed);
        self.roles.drain(..keep);
        self.from = end - keep;
    }

    /// The beginning of the text, and the roles of its units; of a whole web page those of all.
    fn front(&mut self, is_end: bool) -> front::Front {
        let (units, roles) = (&self.units, &mut self.roles);
        let is_whole = is_end && self.style.wrap.is_none();
        let article = is_whole.then(|| page::article(units)).flatten();
        let article = article.unwrap_or(0..units.len());
        let front = front::read(
            &units[..article.end],
            &self.style,
            article.start,
            &self.tops,
        );
        roles.extend(&front.roles);
        roles.resize(article.end, Role::Text);
        roles.extend(units[article.end..].iter().map(furniture::below));
        front
    }
}

impl Batch<'_> {
    /// Shows each new ordinary unit with its neighbours.
    fn each_look(&self, style: &Style, mut show: impl FnMut(&Look<'_>)) {
        let ordinary: Vec<usize> = (0..self.units.len())
            .filter(|at| self.roles[*at] == Role::Text)
            .collect();
        let texts: Vec<&Unit> = ordinary.iter().map(|at| &self.units[*at]).collect();
        let topics = topics(&texts);
        let topic = |nth: usize| topics.get(nth).copied().unwrap_or_default();
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
                    said_above: nth.checked_sub(1).map_or(Topic::default(), topic),
                    said_below: topic(nth + 1).or(topic(nth + 2)),
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

/// What each unit speaks of that stands right above a line that may be a heading, or one or two
/// units below; nothing for the others, which nobody asks for.
fn topics(texts: &[&Unit]) -> Vec<Topic> {
    let is_open: Vec<bool> = texts.iter().map(|unit| heading::may_be(unit)).collect();
    let is_asked = |nth: usize| {
        let near = nth.saturating_sub(2)..(nth + 2).min(texts.len());
        is_open[near].contains(&true)
    };
    let level = Level::new();
    let topic = |(nth, unit): (usize, &&Unit)| {
        if is_asked(nth) {
            Topic::of(level, &unit.text)
        } else {
            Topic::default()
        }
    };
    texts.iter().enumerate().map(topic).collect()
}

/// Source offset at which the unit's first line starts.
fn line_start(unit: &Unit) -> u64 {
    unit.source.start - u64::from(unit.shape.text_at)
}

impl Found {
    /// Nothing yet.
    fn new(headings: Headings) -> Self {
        Self {
            title: None,
            meta: Meta::default(),
            body: 0,
            lead_text: None,
            text_end: None,
            standfirst: None,
            headings,
            set_aside: Asides::default(),
        }
    }

    fn judge(&mut self, batch: &Batch<'_>, style: &Style, model: &Model) {
        self.take(batch);
        batch.each_look(style, |look| {
            if let Some(line) = heading::judge(look, &model.line) {
                self.headings.push(line);
            }
        });
        // Batches are the same in whatever pieces the text comes.
        self.headings.settle_part(self.lead_text, &model.second);
    }

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
        if goes_on && !self.set_aside.is_empty() {
            self.set_aside.extend_last(source.end);
        } else {
            self.set_aside.push(&SetAside { kind, source });
        }
    }
}
