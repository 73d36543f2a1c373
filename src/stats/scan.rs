//! The figures of one chunk: its blocks to sentences, its sentences to mentions.

use super::{
    age,
    attribution::{self, Hedge, Source},
    change::{self, Moved},
    figure::{self, Figure},
    label,
    lex::Tokens,
    lexicon::Class,
    line::Line,
    mention::{Mention, Place},
    phrase, qualifier, quantity, refuse,
    subject::{self, Subject},
    table,
    value::{Kind, Qualifier, Role, Unit, Value},
};
use crate::{
    model::{Aside, Block, BlockKind, Chunk, Mark},
    text::CleanString,
};

/// All figures of `chunk`, in the order of the text.
///
/// Code, raw HTML, addresses and references to notes hold none; neither does what was set aside,
/// except the title said again. Each chunk stands for itself: nothing is carried from one to the
/// next.
pub fn scan(chunk: &Chunk) -> Vec<Mention> {
    let mut scanner = Scanner {
        chunk,
        tokens: Tokens::default(),
        out: Vec::new(),
        last: None,
    };
    for block in &chunk.blocks {
        scanner.block(block);
    }
    scanner.out
}

/// Walks a chunk and gathers what it finds.
struct Scanner<'a> {
    chunk: &'a Chunk,
    tokens: Tokens,
    out: Vec<Mention>,
    /// What the last figure counted.
    last: Option<CleanString>,
}

/// A figure with what was found round it.
pub(super) struct Found {
    pub(super) figure: Figure,
    /// Where the words that qualify it begin.
    pub(super) start: usize,
    pub(super) qualifier: Option<Qualifier>,
    pub(super) moved: Option<Moved>,
    pub(super) subject: Option<Subject>,
}

impl Scanner<'_> {
    fn block(&mut self, block: &Block) {
        let Some(place) = place(block) else { return };
        if let BlockKind::Table(index) = block.kind {
            let found = table::scan(self.chunk, index as usize, &mut self.tokens);
            self.out.extend(found);
            return;
        }
        let text = self.chunk.text.as_str();
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens.read(text, block.text.start as usize..block.text.end as usize);
        if place == Place::Heading || place == Place::Title {
            self.last = None;
        }
        for range in &tokens.sentences {
            let line = Line::new(text, &tokens.all[range.clone()]);
            self.sentence(&line, place);
        }
        self.tokens = tokens;
    }

    fn sentence(&mut self, line: &Line<'_>, place: Place) {
        let mut found = figures(line);
        found.retain(|found| !self.is_hidden(line, &found.figure));
        if found.is_empty() {
            return;
        }
        link_levels(&mut found);
        let sources = attribution::sources(line);
        let hedges = attribution::hedges(line);
        let bytes = line.tokens[0].start..line.tokens[line.len() - 1].end;
        let sentence = self.chunk.source_span(bytes);
        let first = self.out.len();
        for (i, item) in found.iter().enumerate() {
            let words = self.subject(line, item);
            let mut mention = self.mention(line, item, words, &sources, &hedges);
            mention.place = place;
            mention.sentence = sentence.clone();
            mention.time = time(line, &found, i);
            mention.whole =
                whole(line, &found, i).map(|whole| self.out[first + whole].source.start);
            self.out.push(mention);
        }
    }

    /// Does the figure stand in code in a line, in a reference to a note, or in raw HTML?
    fn is_hidden(&self, line: &Line<'_>, figure: &Figure) -> bool {
        let range = line.tokens[figure.start].start..line.tokens[figure.end - 1].end;
        self.chunk.inlines_in(range).any(|inline| {
            matches!(
                inline.mark,
                Mark::Code | Mark::FootnoteReference | Mark::Html
            )
        })
    }

    /// The words for what a figure counts, those it inherits included.
    fn subject(&mut self, line: &Line<'_>, item: &Found) -> Option<CleanString> {
        let words = match item.subject.as_ref()? {
            Subject::Near(range) | Subject::Far(range) => {
                Some(self.words(line, range.start, range.end))
            }
            Subject::Inherited => self.last.clone().or_else(|| {
                let harmed = item.start > 0 && line.has(item.start - 1, Class::HARM);
                harmed.then(|| CleanString::from_raw("people"))
            }),
        };
        if !matches!(item.figure.kind, Kind::Duration | Kind::Age | Kind::Rank) && words.is_some() {
            self.last.clone_from(&words);
        }
        words
    }

    fn words(&self, line: &Line<'_>, first: usize, end: usize) -> CleanString {
        let end = end.min(first + 12).max(first + 1);
        let range = line.tokens[first].start as usize..line.tokens[end - 1].end as usize;
        self.chunk.text.slice(range).into()
    }

    fn mention(
        &self,
        line: &Line<'_>,
        item: &Found,
        subject: Option<CleanString>,
        sources: &[Source],
        hedges: &[Hedge],
    ) -> Mention {
        let figure = &item.figure;
        let (start, end) = (figure.start, figure.end);
        let bytes = line.tokens[start].start..line.tokens[end - 1].end;
        let speaks = figure.kind != Kind::Date;
        let source = attribution::source_of(sources, start).filter(|_| speaks);
        let hedge = hedges
            .iter()
            .find(|hedge| speaks && hedge.scope.contains(&start));
        let label = label::of(line, item, subject.as_ref());
        Mention {
            kind: figure.kind,
            value: figure.value,
            unit: figure.unit.clone(),
            subject,
            label,
            shown: self
                .chunk
                .text
                .slice(bytes.start as usize..bytes.end as usize)
                .into(),
            detail: detail(line, end).map(|range| self.words(line, range.start, range.end)),
            qualifier: item.qualifier,
            hedge: hedge.map(|hedge| {
                self.words(
                    line,
                    hedge.word,
                    hedge.word + if line.is(hedge.word, "as") { 3 } else { 1 },
                )
            }),
            change: item.moved.as_ref().map(|moved| moved.change),
            attribution: source.map(|source| self.words(line, source.name.start, source.name.end)),
            time: None,
            place: Place::Body,
            source: self.chunk.source_span(bytes),
            sentence: 0..0,
            whole: None,
        }
    }
}

/// Where a block stands; `None` for one that holds no figures.
fn place(block: &Block) -> Option<Place> {
    match block.aside {
        Some(Aside::DuplicateTitle) => return Some(Place::Title),
        Some(_) => return None,
        None => {}
    }
    match block.kind {
        BlockKind::Title => Some(Place::Title),
        BlockKind::Standfirst => Some(Place::Standfirst),
        BlockKind::Heading { .. } => Some(Place::Heading),
        BlockKind::Paragraph => Some(Place::Body),
        BlockKind::Table(_) => Some(Place::Table),
        BlockKind::Meta
        | BlockKind::Code(_)
        | BlockKind::Verbatim
        | BlockKind::Rule
        | BlockKind::Html => None,
    }
}

/// The figures of a sentence or cell in order, with what stands round them.
pub(super) fn figures(line: &Line<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < line.len() {
        let Some(figure) = figure::at(line, i).map(|figure| age::turn(line, figure)) else {
            i += 1;
            continue;
        };
        if refuse::is_refused(line, &figure) {
            i = figure.end.max(i + 1);
            continue;
        }
        let item = attach(line, figure);
        i = item.figure.resume.max(i + 1);
        found.push(item);
    }
    found
}

fn attach(line: &Line<'_>, mut figure: Figure) -> Found {
    points(line, &mut figure);
    let (qualifier, start) = qualifier::at(line, &figure);
    let moved = change::at(line, &figure, start);
    let subject = subject::of(line, &figure, start, moved.as_ref());
    if figure.is_bare && figure.kind == Kind::Count {
        settle(line, &mut figure, subject.as_ref());
    }
    Found {
        figure,
        start,
        qualifier,
        moved,
        subject,
    }
}

/// "12 points" are percentage points in talk of polls and rates.
fn points(line: &Line<'_>, figure: &mut Figure) {
    let at = figure.end + usize::from(line.is_hyphen(figure.end));
    if !figure.is_bare || !line.is_any(at, &["point", "points"]) || figure.kind != Kind::Count {
        return;
    }
    let polled = (0..line.len()).any(|at| {
        line.is_in(
            at,
            "poll polls approval swing support voters survey percent popularity ratings turnout",
        ) || line.is_sign(at, &['%'])
    });
    if polled {
        figure.kind = Kind::Points;
        figure.unit = Some(Unit::Known("pp"));
        figure.end = at + 1;
        figure.noun = at + 1;
        figure.resume = at + 1;
        figure.is_bare = false;
    }
}

/// Makes a bare amount a rate ("4,200 calls a day") or a level ("the index stood at 58.4").
fn settle(line: &Line<'_>, figure: &mut Figure, subject: Option<&Subject>) {
    if let Some(Subject::Near(noun)) = subject
        && noun.start >= figure.end
    {
        if let Some((unit, end)) = quantity::per(line, noun.end) {
            figure.kind = Kind::Rate;
            figure.unit = Some(unit);
            figure.resume = end;
        }
        return;
    }
    let decimal = line.get(figure.start).is_some_and(|token| token.is_decimal)
        && figure.end == figure.start + 1;
    let level = match subject {
        Some(Subject::Far(range) | Subject::Near(range)) => {
            let head = (range.start..range.end)
                .take_while(|at| *at == range.start || !line.has(*at, Class::PREP))
                .last()
                .unwrap_or(range.start);
            line.has(head, Class::INDEX) || line.has(range.end - 1, Class::INDEX | Class::BRAND)
        }
        _ => false,
    };
    if decimal || level {
        figure.kind = Kind::Number;
    }
}

/// Gives each new level the old one beside it: "rose to 312 from 284".
fn link_levels(found: &mut [Found]) {
    for i in 0..found.len() {
        let Some(level) = found[i]
            .moved
            .as_ref()
            .filter(|moved| moved.change.role == Role::Level)
            .map(|moved| moved.word)
        else {
            continue;
        };
        let near = [i.checked_sub(1), i.checked_sub(2), Some(i + 1), Some(i + 2)];
        let from = near.into_iter().flatten().find_map(|at| {
            let other = found.get(at)?;
            let moved = other.moved.as_ref()?;
            let same = moved.change.role == Role::From
                && moved.word == level
                && other.figure.kind == found[i].figure.kind;
            same.then(|| other.figure.value.number()).flatten()
        });
        if let Some(moved) = &mut found[i].moved {
            moved.change.from = from;
        }
    }
    link_following(found);
}

/// "valued at $1.2bn, up from $480 million": the figure before "up from" is the new level.
fn link_following(found: &mut [Found]) {
    for i in 1..found.len() {
        let Some(from) = found[i]
            .moved
            .as_ref()
            .filter(|moved| moved.change.role == Role::From)
        else {
            continue;
        };
        let word = from.word;
        let (before, rest) = found.split_at_mut(i);
        let (level, from) = (&mut before[i - 1], &mut rest[0]);
        let close = level.figure.end <= word && word < level.figure.end + 8;
        if level.moved.is_some() || level.figure.kind != from.figure.kind || !close {
            continue;
        }
        let mut moved = from.moved.clone().expect("looked at above");
        moved.change.role = Role::Level;
        moved.change.from = from.figure.value.number();
        level.moved = Some(moved);
        from.subject = Some(Subject::Inherited);
    }
}

/// The date figure `i` speaks of: the one right behind it, or the only one in the sentence.
fn time(line: &Line<'_>, found: &[Found], i: usize) -> Option<Value> {
    let figure = &found[i].figure;
    if figure.kind == Kind::Date {
        return None;
    }
    let mut dates = found.iter().filter(|item| item.figure.kind == Kind::Date);
    let behind = dates
        .clone()
        .find(|date| date.figure.start > figure.end && date.figure.start < figure.end + 8);
    let close = behind.filter(|date| {
        let between = found.iter().any(|other| {
            other.figure.start > figure.start
                && other.figure.start < date.figure.start
                && other.figure.kind != Kind::Date
        });
        !between
            && line.is_in(
                date.figure.start.wrapping_sub(1),
                "in since during on for by of early late mid",
            )
    });
    if let Some(date) = close {
        return Some(date.figure.value);
    }
    let only = dates.next()?;
    dates.next().is_none().then_some(only.figure.value)
}

/// The figure that figure `i` is a part of: "1,500 people, including 500 security personnel".
fn whole(line: &Line<'_>, found: &[Found], i: usize) -> Option<usize> {
    let part = &found[i];
    let counts = |item: &Found| item.figure.kind == Kind::Count;
    let whole = (0..i).rev().find(|at| counts(&found[*at]))?;
    if !counts(part) {
        return None;
    }
    let between = found[whole].figure.end..part.start;
    let linked = between.clone().find(|at| {
        line.is_any(*at, &["including", "includes", "included"])
            || line.are(*at, &["of", "them"])
            || line.are(*at, &["of", "whom"])
            || line.are(*at, &["of", "which"])
            || line.are(*at, &["among", "them"])
            || line.are(*at, &["of", "those"])
    });
    let behind = line.are(part.figure.end, &["of", "them"])
        || line.are(part.figure.end, &["of", "whom"])
        || line.are(part.figure.end, &["of", "those"]);
    if linked.is_some() || behind {
        return Some(whole);
    }
    let chained = line.is(part.start.wrapping_sub(1), "and")
        || line.is_sign(part.start.wrapping_sub(1), &[',']);
    let sibling = whole_of_sibling(line, found, whole);
    sibling.filter(|_| chained && phrase::verb(line, between.start, between.end).is_none())
}

/// "including 12 women and 5 children": the second part has the whole of the first.
fn whole_of_sibling(line: &Line<'_>, found: &[Found], sibling: usize) -> Option<usize> {
    let before = found[sibling].start.checked_sub(1)?;
    let whole = (0..sibling)
        .rev()
        .find(|at| found[*at].figure.kind == Kind::Count)?;
    line.is(before, "including").then_some(whole)
}

/// "compared to the previous year", "from a year earlier".
fn detail(line: &Line<'_>, end: usize) -> Option<std::ops::Range<usize>> {
    let last = (end + 14).min(line.len());
    let start = (end..last).find(|at| {
        line.is_any(*at, &["compared", "versus"])
            || line.are(*at, &["from", "a", "year"])
            || line.are(*at, &["year", "on", "year"])
            || line.are(*at, &["than", "a", "year"])
    })?;
    let stop = (start..line.len().min(start + 12))
        .find(|at| line.sign(*at).is_some() && !line.is_hyphen(*at))
        .unwrap_or(line.len().min(start + 12));
    (stop > start).then_some(start..stop)
}
