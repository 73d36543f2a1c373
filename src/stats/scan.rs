//! The figures of one chunk: its blocks to sentences, its sentences to mentions.

use std::ops::Range;

use super::{
    age,
    attribution::{self, Hedge, Source},
    change::{self, Moved},
    figure::{self, Figure},
    label,
    lex::Tokens,
    lexicon::{Class, sense},
    line::Line,
    mention::{Mention, Place},
    phrase, qualifier, quantity, refuse, relate,
    subject::{self, Subject},
    table,
    value::{Kind, Qualifier, Unit, Value},
    words::words,
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
        hidden: Hidden::of(chunk),
        tokens: Tokens::default(),
        out: Vec::new(),
        last: None,
        topic: None,
    };
    let mut at = 0;
    while let Some(block) = chunk.blocks.get(at) {
        let end = run_end(chunk, at);
        scanner.run(block, chunk.blocks[end - 1].text.end);
        at = end;
    }
    scanner.out
}

/// Walks a chunk and gathers what it finds.
struct Scanner<'a> {
    chunk: &'a Chunk,
    hidden: Hidden,
    tokens: Tokens,
    out: Vec<Mention>,
    /// What the last figure counted.
    last: Option<CleanString>,
    /// What the last sentence with a figure was about.
    topic: Option<CleanString>,
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
    /// Reads a block together with those that go on with its sentence, up to text byte `end`.
    fn run(&mut self, block: &Block, end: u32) {
        let Some(place) = place(block) else { return };
        if let BlockKind::Table(index) = block.kind {
            let found = table::scan(self.chunk, index as usize, &self.hidden, &mut self.tokens);
            self.out.extend(found);
            return;
        }
        let text = self.chunk.text.as_str();
        let mut tokens = std::mem::take(&mut self.tokens);
        let range = block.text.start as usize..end as usize;
        tokens.skim(text, range.clone(), self.hidden.within(range));
        self.last = None;
        if place == Place::Heading || place == Place::Title || block.container.is_some() {
            self.topic = None;
        }
        for range in &tokens.sentences {
            if !tokens.all[range.clone()].iter().any(figure::may_begin) {
                continue;
            }
            let line = Line::new(text, &tokens.all[range.clone()]);
            self.sentence(&line, place);
        }
        self.tokens = tokens;
    }

    fn sentence(&mut self, line: &Line<'_>, place: Place) {
        let mut found = figures(line);
        if found.is_empty() {
            return;
        }
        relate::link_changes(line, &mut found);
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
            mention.time = relate::time(line, &found, i);
            mention.whole =
                relate::whole(line, &found, i).map(|whole| self.out[first + whole].source.start);
            self.out.push(mention);
        }
        if let Some(range) = phrase::topic(line) {
            self.topic = Some(self.words(line, range.start, range.end));
        }
    }

    /// The words for what a figure counts, those it inherits included.
    fn subject(&mut self, line: &Line<'_>, item: &Found) -> Option<CleanString> {
        let words = match item.subject.as_ref()? {
            Subject::Near(range) | Subject::Far(range) => {
                Some(self.words(line, range.start, range.end))
            }
            Subject::Pronoun => self.topic.clone().or_else(|| self.last.clone()),
            Subject::Inherited(other) => {
                let harms = line.has_before(item.start, Class::HARM);
                let last = self
                    .last
                    .as_ref()
                    .filter(|last| !harms || is_of_people(last));
                let last = last.map(|last| numbered(last, &item.figure));
                last.or_else(|| match other {
                    Some(range) => Some(self.words(line, range.start, range.end)),
                    None => are_people(line, item).then(|| CleanString::from_raw("people")),
                })
            }
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
            detail: relate::detail(line, end).map(|range| self.words(line, range.start, range.end)),
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

/// Where the text of a chunk is no prose: code in a line, references to notes, raw HTML. In order,
/// without overlap.
pub(super) struct Hidden(Vec<Range<usize>>);

impl Hidden {
    pub(super) fn of(chunk: &Chunk) -> Self {
        let mut out: Vec<Range<usize>> = Vec::new();
        for inline in &chunk.inlines {
            let is_hidden = matches!(
                inline.mark,
                Mark::Code | Mark::FootnoteReference | Mark::Html
            );
            let span = inline.text.start as usize..inline.text.end as usize;
            if is_hidden && out.last().is_none_or(|last| last.end <= span.start) {
                out.push(span);
            }
        }
        Self(out)
    }

    /// Those that touch `range` of the text; the first and the last may go on outside.
    pub(super) fn within(&self, range: Range<usize>) -> &[Range<usize>] {
        let first = self.0.partition_point(|span| span.end <= range.start);
        let end = self.0.partition_point(|span| span.start < range.end);
        &self.0[first..end.max(first)]
    }
}

/// The block after the run that begins at block `at`. A block that was cut because it was too long,
/// and lines that a loader could not join, go on with the sentence before them.
pub(super) fn run_end(chunk: &Chunk, at: usize) -> usize {
    let goes_on = |pair: &[Block]| {
        let (before, next) = (chunk.block_text(&pair[0]), chunk.block_text(&pair[1]));
        let is_prose = |block: &Block| {
            block.aside.is_none()
                && block.container.is_none()
                && matches!(
                    block.kind,
                    BlockKind::Title | BlockKind::Standfirst | BlockKind::Paragraph
                )
        };
        let open = before
            .as_str()
            .ends_with(|c: char| c.is_alphanumeric() || ",$€£".contains(c));
        let continues = next.as_str().starts_with(char::is_lowercase);
        pair[1].is_continuation && pair[0].kind == pair[1].kind
            || is_prose(&pair[0]) && is_prose(&pair[1]) && open && continues
    };
    let run = chunk.blocks[at..]
        .windows(2)
        .take_while(|pair| goes_on(pair))
        .count();
    at + 1 + run
}

fn is_of_people(words: &CleanString) -> bool {
    let people = Class::PERSON | Class::FORCE | Class::DEATH;
    words
        .as_str()
        .split(' ')
        .any(|word| sense(word).class.has(people))
}

/// "17 were held", "killed 46": where nothing is named, people are meant.
fn are_people(line: &Line<'_>, item: &Found) -> bool {
    let before = item.start > 0 && line.has(item.start - 1, Class::HARM);
    let next = item.figure.end + usize::from(line.is(item.figure.end, "more"));
    let behind = line.has(next, Class::AUX | Class::HARM);
    item.figure.kind == Kind::Count && (before || behind)
}

/// "One person was killed and five were injured": the five are people.
fn numbered(words: &CleanString, figure: &Figure) -> CleanString {
    let many = !matches!(figure.value, Value::Number(n) if n <= 1.0);
    if many && words.as_str().eq_ignore_ascii_case("person") {
        return CleanString::from_raw("people");
    }
    words.clone()
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
            words!(
                "poll polls approval swing support voters survey percent popularity ratings turnout"
            ),
        ) || line.is_sign(at, &['%'])
    });
    let indexed = (0..line.len()).any(|at| {
        line.has(at, Class::BRAND) || line.is_in(at, words!("index shares stocks market markets"))
    });
    if indexed {
        figure.kind = Kind::Number;
        figure.unit = Some(Unit::Known("point"));
        figure.end = at + 1;
        figure.resume = at + 1;
        figure.noun = at + 1;
    } else if polled {
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
            line.has(head, Class::INDEX)
                || range
                    .clone()
                    .any(|at| line.has(at, Class::BRAND) && line.is_capital(at))
        }
        _ => false,
    };
    let quoted = line.is_in(figure.start.wrapping_sub(1), words!("at to"))
        && (0..line.len()).any(|at| line.has(at, Class::BRAND) && line.is_capital(at));
    let is_age = match subject {
        Some(Subject::Far(range) | Subject::Near(range)) => {
            let head = range
                .clone()
                .take_while(|at| !line.has(*at, Class::PREP))
                .last();
            head.is_some_and(|head| line.is_any(head, &["age", "ages"]))
        }
        _ => false,
    };
    if is_age {
        figure.kind = Kind::Age;
        figure.unit = Some(Unit::Known("year"));
        return;
    }
    if decimal || level || quoted {
        figure.kind = Kind::Number;
    }
}
