//! How much a figure matters in its document, 0 to 1: what sort it is, where it stands, how often,
//! and how much is said of it.

use super::{
    figure::Figure,
    lexicon::{Class, sense},
    line::Line,
    mention::Place,
    qualifier,
    statistic::Statistic,
    subject,
    value::{Kind, Value},
    words::{Words, words},
};

/// Words by which a figure is one of life and death.
const LIVES: Class = Class::DEATH.or(Class::FORCE).or(Class::HARM);

/// More than any date weighs that is said once.
pub(super) const MOST_OF_DATE: f32 = 0.16;

/// All that counts.
struct Facts {
    kind: Kind,
    value: Value,
    /// Is it about life and death?
    lives: bool,
    /// Does it count people?
    people: bool,
    /// Is it said what it counts?
    is_named: bool,
    place: f32,
    /// Source offset of the first place.
    first: u64,
    count: u64,
    /// How many of these the text says: a source, a change, how exact it is.
    said: usize,
}

/// The weight of `item` in a document of `len` bytes.
pub(super) fn of(item: &Statistic, len: u64) -> f32 {
    let subject = item.subject.as_ref().map_or("", |subject| subject.as_str());
    let has = |words: &str, class| words.split(' ').any(|word| sense(word).class.has(class));
    let places = item.occurrences.iter();
    let starts = item.occurrences.iter();
    let said = [
        item.attribution.is_some(),
        item.change.is_some(),
        item.qualifier.is_some(),
    ];
    let facts = Facts {
        kind: item.kind,
        value: item.value,
        lives: has(subject, LIVES) || has(item.label.as_str(), LIVES),
        people: has(subject, Class::PERSON),
        is_named: !subject.is_empty(),
        place: places
            .map(|occurrence| place(occurrence.place))
            .fold(0.0, f32::max),
        first: starts
            .map(|occurrence| occurrence.source.start)
            .min()
            .unwrap_or(0),
        count: item.count,
        said: said.into_iter().filter(|said| *said).count(),
    };
    sum(&facts, len)
}

/// What a closer look at a figure shows.
#[derive(Clone, Copy)]
struct Closer {
    is_qualified: bool,
    /// May it count people?
    of_people: bool,
    /// May it be part of a change?
    changes: bool,
}

/// What is known of a figure before it is known what it counts.
pub(super) struct Glance<'a> {
    pub(super) figure: &'a Figure,
    /// Its sentence, or its cell.
    pub(super) line: &'a Line<'a>,
    pub(super) place: Place,
    /// Source offset it does not stand before.
    pub(super) start: u64,
    /// All that the words can be from which what it counts may be taken, and what is said of it.
    pub(super) classes: Class,
}

impl Glance<'_> {
    /// May the figure weigh as much as `bar`, standing once in a document of `len` bytes? Never `false`
    /// for one that does.
    pub(super) fn weighs(&self, bar: f32, len: u64) -> bool {
        // What takes a closer look comes last.
        let of_people = self.classes.has(Class::PERSON);
        let most = Closer {
            is_qualified: true,
            of_people: of_people || subject::may_be_people(self.line, self.figure),
            changes: self.classes.has(MOVES) || self.line.is_in(self.figure.end, COMPARED),
        };
        self.at_most(most, len) >= bar && self.at_most(self.closer(most), len) >= bar
    }

    fn closer(&self, most: Closer) -> Closer {
        let (qualifier, start) = qualifier::at(self.line, self.figure);
        let are_people = || subject::are_people(self.line, self.figure, start);
        Closer {
            is_qualified: qualifier.is_some(),
            of_people: self.classes.has(Class::PERSON) || most.of_people && are_people(),
            ..most
        }
    }

    /// At least what it weighs, if a closer look shows that.
    fn at_most(&self, closer: Closer, len: u64) -> f32 {
        let is_date = self.figure.kind == Kind::Date;
        let in_table = self.place == Place::Table;
        let said = [
            !is_date && (in_table || self.classes.has(SPEAKS)),
            !is_date && (in_table || closer.changes),
            closer.is_qualified,
        ];
        let facts = Facts {
            // "12 points" may turn out to be percentage points, which count for more.
            kind: if self.figure.is_bare {
                Kind::Points
            } else {
                self.figure.kind
            },
            value: self.figure.value,
            lives: in_table || self.classes.has(LIVES),
            people: closer.of_people,
            is_named: true,
            place: place(self.place),
            first: self.start,
            count: 1,
            said: said.into_iter().filter(|said| *said).count(),
        };
        let may_count = self.figure.is_bare || in_table;
        let large = if may_count {
            share_of_large(self.figure.value)
        } else {
            0.0
        };
        sum(&facts, len) + large
    }
}

/// What the words of a sentence can be that tell of a figure, once it is known what it counts: of
/// those for people and their fates, those `counted`, and what befell them.
pub(super) fn told(sentence: Class, counted: Class) -> Class {
    let people = LIVES | Class::PERSON;
    let befell = if sentence.has(Class::HARM | Class::DEATH) {
        Class::HARM
    } else {
        Class::default()
    };
    sentence.without(people) | counted | befell
}

/// Words without which a sentence names no source.
const SPEAKS: Class = Class::REPORT.or(Class::CITES);

/// Words without which nothing is part of a change.
const MOVES: Class = Class::RISE
    .or(Class::FALL)
    .or(Class::MOVE)
    .or(Class::MULTIPLE)
    .or(Class::GOES);

/// Words right behind a figure that make it one of a change: "27% less rain than usual".
const COMPARED: &Words = words!("higher more up above lower less fewer down below");

fn sum(facts: &Facts, len: u64) -> f32 {
    let kind = match facts.kind {
        Kind::Count => 0.36,
        Kind::Percent | Kind::Points | Kind::Money => 0.38,
        Kind::Ratio | Kind::Multiple | Kind::Score | Kind::Rate => 0.32,
        Kind::Measure | Kind::Number | Kind::Rank => 0.26,
        Kind::Age | Kind::Duration => 0.10,
        Kind::Date => 0.06,
    };
    let whom = if facts.lives {
        0.20
    } else if facts.people {
        0.10
    } else {
        0.0
    };
    let early = 1.0 - (facts.first as f32 / (len.max(1)) as f32).min(1.0);
    let often = ((facts.count.min(8) as f32) - 1.0).max(0.0) * 0.05;
    let is_amount = facts.kind == Kind::Count || facts.kind == Kind::Money;
    let large = if is_amount {
        share_of_large(facts.value)
    } else {
        0.0
    };
    let weight = if facts.kind == Kind::Date { 0.2 } else { 1.0 };
    let said = 0.03 * facts.said as f32;
    let unnamed = if facts.is_named { 0.0 } else { 0.08 };
    let rest = whom + facts.place + 0.10 * early + often + large + said - unnamed;
    (kind + weight * rest).clamp(0.0, 1.0)
}

/// What an amount counts for by its size alone.
fn share_of_large(value: Value) -> f32 {
    let large = value.number().map_or(0.0, |n| {
        (libm::log10(n.abs().max(1.0)) as f32 / 12.0).min(1.0)
    });
    0.08 * large
}

fn place(place: Place) -> f32 {
    match place {
        Place::Title | Place::Standfirst => 0.15,
        Place::Heading => 0.08,
        Place::Body | Place::Table => 0.0,
    }
}
