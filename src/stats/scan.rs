//! The figures of one chunk: its blocks to sentences, its sentences to mentions.

use std::ops::Range;

use super::{
    age,
    attribution::{self, Hedge, Source},
    change::{self, Moved},
    day::Day,
    figure::{self, Figure},
    gate::Fate,
    group::Collector,
    importance::{self, Glance},
    label,
    lex::Tokens,
    lexicon::{Class, sense},
    line::Line,
    mention::{Mention, Occurrence, Place},
    phrase, qualifier, quantity, refuse, relate, relative,
    same::{Marks, Traits},
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
    read(chunk, None, None).mentions
}

/// What was found in a chunk.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub(super) mentions: Vec<Mention>,
    /// Statistics said again of which no more is kept.
    pub(super) again: Vec<u32>,
    /// Figures that were only counted.
    pub(super) passed: u64,
}

/// The figures of `chunk`, and the dates it names from `today`: those that `kept` has a use for.
pub(super) fn read(chunk: &Chunk, today: Option<Day>, kept: Option<&Collector>) -> Scanned {
    let mut scanner = Scanner {
        chunk,
        hidden: Hidden::of(chunk),
        tokens: Tokens::default(),
        out: Scanned::default(),
        past: Past::default(),
        today: today.filter(|_| kept.is_none_or(Collector::lets_dates_through)),
        kept: kept.map(|kept| (kept, kept.marks())),
    };
    let mut at = 0;
    while let Some(block) = chunk.blocks.get(at) {
        let end = run_end(chunk, at);
        scanner.run(block, chunk.blocks[end - 1].text.end);
        at = end;
    }
    let mut out = scanner.out;
    if today.is_some() {
        out.mentions
            .sort_by_key(|mention| mention.here.source.start);
    }
    out
}

/// Walks a chunk and gathers what it finds.
struct Scanner<'a> {
    chunk: &'a Chunk,
    hidden: Hidden,
    tokens: Tokens,
    out: Scanned,
    past: Past,
    /// The day from which dates are named, where they are wanted.
    today: Option<Day>,
    /// What has a use for some of the figures only.
    kept: Option<(&'a Collector, Marks)>,
}

/// What was said before, to which a sentence may point back.
#[derive(Debug, Default)]
struct Past {
    /// What the last figure of the block counted.
    last: Option<CleanString>,
    /// What the last sentence with a figure was about.
    topic: Option<CleanString>,
    /// The sentence that was last passed over in an earlier block: what it is about is not known yet.
    before: Option<Range<usize>>,
    /// Sentences of this block whose figures were passed over, and those behind the first of them.
    unread: Vec<Range<usize>>,
    /// What the words of the sentences can be that are pointed back to, all together.
    classes: Class,
    /// Of the last of them alone.
    last_classes: Class,
}

impl Past {
    /// A block begins; only what the one before was about is still pointed back to.
    fn begin_block(&mut self) {
        self.before = self.unread.pop().or(self.before.take());
        self.unread.clear();
        self.last = None;
        self.classes = self.last_classes;
    }

    fn is_read(&self) -> bool {
        self.before.is_none() && self.unread.is_empty()
    }

    fn passed(&mut self, classes: Class) {
        self.classes = self.classes | classes;
        self.last_classes = classes;
    }
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

impl<'a> Scanner<'a> {
    /// Reads a block together with those that go on with its sentence, up to text byte `end`.
    fn run(&mut self, block: &Block, end: u32) {
        let Some(place) = place(block) else { return };
        if let BlockKind::Table(index) = block.kind {
            let kept = self.kept.as_mut().map(|(kept, marks)| (*kept, marks));
            let mut table = table::Reader::new(self.chunk, &self.hidden, kept, &mut self.tokens);
            table.read(index as usize, &mut self.out);
            return;
        }
        let range = block.text.start as usize..end as usize;
        if place == Place::Heading || place == Place::Title || block.container.is_some() {
            self.past = Past::default();
        }
        let mut tokens = std::mem::take(&mut self.tokens);
        let today = self.today;
        let today = today.filter(|_| relative::may_name(self.chunk, block, range.clone()));
        let hidden = self.hidden.within(range.clone());
        let text = self.chunk.text.as_str();
        if today.is_some() {
            tokens.read(text, range, hidden);
        } else {
            tokens.skim(text, range, hidden);
        }
        self.past.begin_block();
        for range in &tokens.sentences {
            let line = Line::new(text, &tokens.all[range.clone()]);
            self.sentence(&line, place);
            if let Some(today) = today {
                let dates = relative::dates(self.chunk, &line, today);
                self.out.mentions.extend(dates);
            }
        }
        self.tokens = tokens;
    }

    /// Finds the figures of a sentence, as far as they are wanted.
    fn sentence(&mut self, line: &Line<'_>, place: Place) {
        if self.passes_over(line, place) {
            return;
        }
        let mut found = figures(line);
        if found.is_empty() {
            return;
        }
        relate::link_changes(line, &mut found);
        let points_back =
            |item: &Found| matches!(item.subject, Some(Subject::Pronoun | Subject::Inherited(_)));
        if found.iter().any(points_back) {
            self.catch_up();
        }
        let is_stale = !self.past.is_read();
        let mut wanted = Vec::new();
        for (i, item) in found.iter().enumerate() {
            let words = self.subject(line, item);
            if self.is_wanted(line, item, words.as_ref(), place) {
                wanted.push((i, words));
            }
        }
        self.mentions(line, &found, wanted, place);
        self.note_topic(line);
        self.past.passed(line.classes);
        if is_stale {
            self.past.unread.push(line.span());
        }
    }

    /// Adds what is said of the `wanted` ones among the figures of a sentence, each with what it counts.
    fn mentions(
        &mut self,
        line: &Line<'_>,
        found: &[Found],
        wanted: Vec<(usize, Option<CleanString>)>,
        place: Place,
    ) {
        if wanted.is_empty() {
            return;
        }
        let sources = attribution::sources(line);
        let hedges = attribution::hedges(line);
        for (i, words) in wanted {
            let here = self.here(line, &found[i], words, place, (&sources, &hedges));
            let figure = &found[i].figure;
            let words = |range: Range<usize>| self.words(line, range.start, range.end);
            let whole = relate::whole(line, found, i);
            let whole = whole.map(|whole| self.source(line, &found[whole].figure).start);
            let mention = Mention {
                kind: figure.kind,
                value: figure.value,
                unit: figure.unit.clone(),
                label: label::of(line, &found[i], here.subject.as_ref()),
                detail: relate::detail(line, figure.end).map(words),
                time: relate::time(line, found, i),
                whole,
                here,
            };
            self.out.mentions.push(mention);
        }
    }

    fn note_topic(&mut self, line: &Line<'_>) {
        if let Some(range) = phrase::topic(line) {
            self.past.topic = Some(self.words(line, range.start, range.end));
        }
    }

    /// Counts the figures of a sentence, and does no more, where none of them may be wanted.
    fn passes_over(&mut self, line: &Line<'_>, place: Place) -> bool {
        let Some((kept, _)) = &self.kept else {
            return false;
        };
        let own = line.classes;
        let (mut passed, mut is_wanted) = (0, false);
        each(line, |figure| {
            passed += 1;
            is_wanted = is_wanted
                || kept.lets_through(&Glance {
                    figure: &figure,
                    line,
                    place,
                    start: self.chunk.source.start,
                    classes: self.past.classes | own,
                });
            figure.resume
        });
        if is_wanted {
            return false;
        }
        if passed > 0 {
            self.past.unread.push(line.span());
            self.past.passed(own);
        }
        self.out.passed += passed;
        true
    }

    /// Now that it is known what it counts: is all wanted that is said of a figure? It is counted where
    /// not.
    fn is_wanted(
        &mut self,
        line: &Line<'_>,
        item: &Found,
        words: Option<&CleanString>,
        place: Place,
    ) -> bool {
        let Some((kept, marks)) = &mut self.kept else {
            return true;
        };
        let subject = words.map(CleanString::as_str);
        let counted = subject.unwrap_or_default().split(' ');
        let counted = counted.fold(Class::default(), |all, word| all | sense(word).class);
        let glance = Glance {
            figure: &item.figure,
            line,
            place,
            start: self.chunk.source.start,
            classes: importance::told(line.classes, counted),
        };
        let traits = Traits {
            kind: item.figure.kind,
            value: item.figure.value,
            unit: item.figure.unit.as_ref(),
            change: item.moved.as_ref().map(|moved| moved.change),
            subject,
        };
        match kept.fate(&glance, &traits, marks) {
            Fate::Kept => return true,
            Fate::Again(at) => self.out.again.push(at),
            Fate::Passed => self.out.passed += 1,
        }
        false
    }

    /// Reads the sentences that were passed over, for what they were about and what they counted.
    fn catch_up(&mut self) {
        let mut tokens = Tokens::default();
        if let Some(range) = self.past.before.take() {
            self.note_topic(&self.line(&mut tokens, range));
        }
        for range in std::mem::take(&mut self.past.unread) {
            let line = self.line(&mut tokens, range);
            let mut found = figures(&line);
            relate::link_changes(&line, &mut found);
            for item in &found {
                self.subject(&line, item);
            }
            self.note_topic(&line);
        }
    }

    /// A sentence of the chunk read again.
    fn line<'t>(&self, tokens: &'t mut Tokens, range: Range<usize>) -> Line<'t>
    where
        'a: 't,
    {
        let text = self.chunk.text.as_str();
        tokens.read(text, range.clone(), self.hidden.within(range));
        Line::new(text, &tokens.all)
    }

    /// The words for what a figure counts, those it inherits included.
    fn subject(&mut self, line: &Line<'_>, item: &Found) -> Option<CleanString> {
        let words = match item.subject.as_ref()? {
            Subject::Near(range) | Subject::Far(range) => {
                Some(self.words(line, range.start, range.end))
            }
            Subject::Pronoun => self.past.topic.clone().or_else(|| self.past.last.clone()),
            Subject::Inherited(other) => {
                let harms = line.has_before(item.start, Class::HARM);
                let last = self.past.last.as_ref();
                let last = last.filter(|last| !harms || is_of_people(last));
                let last = last.map(|last| numbered(last, &item.figure));
                last.or_else(|| match other {
                    Some(range) => Some(self.words(line, range.start, range.end)),
                    None => are_people(line, item).then(|| CleanString::from_raw("people")),
                })
            }
        };
        if !matches!(item.figure.kind, Kind::Duration | Kind::Age | Kind::Rank) && words.is_some() {
            self.past.last.clone_from(&words);
        }
        words
    }

    /// Where a figure of the chunk stands in the source.
    fn source(&self, line: &Line<'_>, figure: &Figure) -> Range<u64> {
        self.chunk
            .source_span(line.bytes_of(figure.start..figure.end))
    }

    fn words(&self, line: &Line<'_>, first: usize, end: usize) -> CleanString {
        let end = end.min(first + 12).max(first + 1);
        let range = line.tokens[first].start as usize..line.tokens[end - 1].end as usize;
        self.chunk.text.slice(range).into()
    }

    /// The place of a figure, which counts `subject`, with what is said of it.
    fn here(
        &self,
        line: &Line<'_>,
        item: &Found,
        subject: Option<CleanString>,
        place: Place,
        (sources, hedges): (&[Source], &[Hedge]),
    ) -> Occurrence {
        let start = item.figure.start;
        let speaks = item.figure.kind != Kind::Date;
        let source = attribution::source_of(sources, start).filter(|_| speaks);
        let mut hedges = hedges.iter();
        let hedge = hedges.find(|hedge| speaks && hedge.scope.contains(&start));
        let hedge = hedge.map(|hedge| {
            let len = if line.is(hedge.word, "as") { 3 } else { 1 };
            self.words(line, hedge.word, hedge.word + len)
        });
        let figure = line.bytes_of(start..item.figure.end);
        let span = line.span();
        let sentence = span.start as u32..span.end as u32;
        Occurrence {
            subject,
            qualifier: item.qualifier,
            hedge,
            change: item.moved.as_ref().map(|moved| moved.change),
            attribution: source.map(|source| self.words(line, source.name.start, source.name.end)),
            ..Occurrence::new(self.chunk, place, figure, sentence)
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
    each(line, |figure| {
        let item = attach(line, figure);
        let resume = item.figure.resume;
        found.push(item);
        resume
    });
    found
}

/// Gives each figure of a sentence or cell to `take`, as read from its own words, in order; `take` says
/// at which token to look for the next.
pub(super) fn each(line: &Line<'_>, mut take: impl FnMut(Figure) -> usize) {
    let mut i = 0;
    while i < line.len() {
        let Some(figure) = figure::at(line, i).map(|figure| age::turn(line, figure)) else {
            i += 1;
            continue;
        };
        i = if refuse::is_refused(line, &figure) {
            figure.end.max(i + 1)
        } else {
            take(figure).max(i + 1)
        };
    }
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
