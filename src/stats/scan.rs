//! The figures of one chunk: its blocks to sentences, its sentences to mentions.

mod found;
mod past;
mod runs;

use std::ops::Range;

use self::{found::attach_all, past::Past, runs::run_end};
pub(super) use self::{
    found::{Found, each, figures},
    runs::Hidden,
};
use super::{
    attribution::{self, Hedge, Source},
    day::Day,
    figure::Figure,
    gate::Fate,
    group::Collector,
    importance::{self, Glance},
    label,
    lex::Tokens,
    lexicon::{Class, sense},
    line::Line,
    mention::{Mention, Occurrence, Place},
    phrase, qualifier, relate, relative,
    same::{Marks, Traits},
    seen::{Outcome, Seen},
    skim,
    subject::{Subject, are_people, befalls_people, may_be_people},
    table,
    value::{Kind, Value},
    words::words,
};
use crate::{
    model::{Aside, Block, BlockKind, Chunk},
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
pub(super) fn read(
    chunk: &Chunk,
    today: Option<Day>,
    kept: Option<(&Collector, &mut Seen)>,
) -> Scanned {
    let mut scanner = Scanner {
        chunk,
        hidden: Hidden::of(chunk),
        tokens: Tokens::default(),
        tokens_again: Tokens::default(),
        out: Scanned::default(),
        past: Past::default(),
        today: today.filter(|_| {
            let kept = kept.as_ref();
            kept.is_none_or(|(kept, _)| kept.lets_dates_through())
        }),
        kept: kept.map(|(collector, seen)| Kept {
            collector,
            marks: collector.marks(),
            seen,
        }),
        read: Vec::new(),
        found: Vec::new(),
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

/// What has a use for some of the figures only.
struct Kept<'a> {
    collector: &'a Collector,
    marks: Marks,
    seen: &'a mut Seen,
}

/// Walks a chunk and gathers what it finds.
struct Scanner<'a> {
    chunk: &'a Chunk,
    hidden: Hidden,
    tokens: Tokens,
    /// Of sentences that are read again.
    tokens_again: Tokens,
    out: Scanned,
    past: Past,
    /// The day from which dates are named, where they are wanted.
    today: Option<Day>,
    kept: Option<Kept<'a>>,
    /// The figures of a sentence or a cell, read by form alone.
    read: Vec<Figure>,
    /// The same, with what was found round them.
    found: Vec<Found>,
}

impl<'a> Scanner<'a> {
    /// Reads a block together with those that go on with its sentence, up to text byte `end`.
    fn run(&mut self, block: &Block, end: u32) {
        let Some(place) = place(block) else { return };
        if let BlockKind::Table(index) = block.kind {
            let kept = self.kept.as_mut();
            let kept = kept.map(|kept| (kept.collector, &mut kept.marks));
            let memory = (&mut self.tokens, &mut self.read);
            let mut table = table::Reader::new(self.chunk, &self.hidden, kept, memory);
            table.read(index as usize, &mut self.out);
            return;
        }
        let range = block.text.start as usize..end as usize;
        if place == Place::Heading || place == Place::Title || block.container.is_some() {
            self.past.clear();
        }
        let mut tokens = std::mem::take(&mut self.tokens);
        let today = self.today;
        let today = today.filter(|_| relative::may_name(self.chunk, block, range.clone()));
        let hidden = self.hidden.within(range.clone());
        self.past.begin_block();
        let may_repeat = self.kept.is_some() && place == Place::Body;
        match today {
            Some(today) => {
                tokens.read(self.chunk.text.as_str(), range, hidden);
                self.dated_sentences(&tokens, place, today);
            }
            None if may_repeat && hidden.is_empty() => {
                self.sentences_again(&mut tokens, range, place);
            }
            None => {
                tokens.skim(self.chunk.text.as_str(), range, hidden);
                self.sentences(&tokens, place);
            }
        }
        self.tokens = tokens;
    }

    /// Finds the figures of the sentences that were read; what became of those of the last one, if it
    /// can be known without reading it again.
    fn sentences(&mut self, tokens: &Tokens, place: Place) -> Option<Outcome> {
        let mut outcome = None;
        for range in &tokens.sentences {
            let line = Line::new(self.chunk.text.as_str(), &tokens.all[range.clone()]);
            outcome = self.sentence(&line, place);
        }
        outcome
    }

    /// The same, with the dates the sentences name from `today`.
    fn dated_sentences(&mut self, tokens: &Tokens, place: Place, today: Day) {
        for range in &tokens.sentences {
            let line = Line::new(self.chunk.text.as_str(), &tokens.all[range.clone()]);
            self.sentence(&line, place);
            let dates = relative::dates(self.chunk, &line, today);
            self.out.mentions.extend(dates);
        }
    }

    /// Finds the figures of the prose in `range` of the text; sentences that were read before to no
    /// effect but counting are not read again.
    fn sentences_again(&mut self, tokens: &mut Tokens, range: Range<usize>, place: Place) {
        let (text, start) = (self.chunk.text.as_str(), self.chunk.source.start);
        for part in skim::parts(text, range, (false, false)) {
            let Some(kept) = &mut self.kept else { return };
            let key = kept.seen.key(&text[part.clone()]);
            if let Some(outcome) = kept.seen.find(key, start, |own| self.past.classes(own)) {
                self.count_again(&outcome, part);
                continue;
            }
            tokens.read(text, part, &[]);
            let outcome = self.sentences(tokens, place);
            let outcome = outcome.filter(|_| tokens.sentences.len() == 1);
            if let (Some(outcome), Some(kept)) = (outcome, &mut self.kept) {
                kept.seen.note(key, start, outcome);
            }
        }
    }

    /// Counts the figures of the sentence at `range` of the text as it was done before.
    fn count_again(&mut self, outcome: &Outcome, range: Range<usize>) {
        self.out.passed += u64::from(outcome.passed);
        self.out.again.extend(outcome.again());
        if outcome.figures() > 0 {
            self.past.unread.push(range);
            self.past.pass(outcome.own, false);
        }
    }

    /// Finds the figures of a sentence, as far as they are wanted; what became of them, if nothing is
    /// kept of them and it does not hang on more of what was said before.
    fn sentence(&mut self, line: &Line<'_>, place: Place) -> Option<Outcome> {
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        let mut outcome = None;
        if self.kept.is_none() {
            found = figures(line);
        } else if let Some((own, within)) = self.passes_over(line, place) {
            let values = self.read.iter().map(|figure| figure.value);
            outcome = Outcome::new(values, &[], own, within);
        } else {
            attach_all(line, self.read.drain(..), &mut found);
        }
        if !found.is_empty() {
            outcome = self.take_found(line, &mut found, place);
        }
        self.found = found;
        outcome
    }

    /// Takes the figures that were `found` in a sentence, as far as they are wanted; what became of them as
    /// for [`Scanner::sentence`].
    fn take_found(
        &mut self,
        line: &Line<'_>,
        found: &mut [Found],
        place: Place,
    ) -> Option<Outcome> {
        relate::link_changes(line, found);
        let is_inherited = |item: &Found| matches!(item.subject, Some(Subject::Inherited(_)));
        let has_pronoun = found.iter().any(is_pronoun);
        let points_back = has_pronoun || found.iter().any(is_inherited);
        if points_back {
            self.catch_up();
        }
        if has_pronoun {
            let mut tokens = std::mem::take(&mut self.tokens_again);
            self.find_topic(&mut tokens);
            self.tokens_again = tokens;
        }
        let is_stale = !self.past.unread.is_empty();
        let (mut wanted, again) = (Vec::new(), self.out.again.len());
        for (i, item) in found.iter().enumerate() {
            let words = self.subject(line, item);
            if self.is_wanted(line, item, words.as_ref(), place) {
                wanted.push((i, words));
            }
        }
        let is_counted = wanted.is_empty() && !points_back;
        self.mentions(line, found, wanted, place);
        let is_topic = self.note_topic(line);
        let own = line.classes | unnamed(line, found.iter().map(|item| &item.figure));
        self.past.pass(own, is_topic);
        if is_stale {
            self.past.unread.push(line.span());
        } else if is_topic {
            self.past.before.clear();
        }
        let values = found.iter().map(|item| item.figure.value);
        let outcome =
            is_counted.then(|| Outcome::new(values, &self.out.again[again..], own, Class::ALL));
        outcome.flatten()
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

    /// Notes what a sentence is about, if it says so itself.
    fn note_topic(&mut self, line: &Line<'_>) -> bool {
        let topic = phrase::topic(line);
        if let Some(range) = topic.clone() {
            self.past.topic = Some(self.words(line, range.start, range.end));
        }
        topic.is_some()
    }

    /// Counts the figures of a sentence, and does no more, where none of them may be wanted: then gives
    /// what its own words can be, and those from which its figures may take what they count.
    fn passes_over(&mut self, line: &Line<'_>, place: Place) -> Option<(Class, Class)> {
        let read = &mut self.read;
        read.clear();
        each(line, |figure| {
            let resume = figure.resume;
            read.push(figure);
            resume
        });
        let classes = self.past.classes(line.classes);
        let start = self.chunk.source.start;
        let may_be_wanted = |figure: &Figure| {
            let kept = self.kept.as_ref();
            kept.is_none_or(|kept| {
                kept.collector.lets_through(&Glance {
                    figure,
                    line,
                    place,
                    start,
                    classes,
                })
            })
        };
        if self.read.iter().any(may_be_wanted) {
            return None;
        }
        if self.read.is_empty() {
            return Some((line.classes, Class::ALL));
        }
        let own = line.classes | unnamed(line, self.read.iter());
        self.past.unread.push(line.span());
        self.past.pass(own, false);
        self.out.passed += self.read.len() as u64;
        Some((own, classes))
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
        let Some(kept) = &mut self.kept else {
            return true;
        };
        let subject = words.map(CleanString::as_str);
        let start = self.chunk.source.start;
        let glance = || {
            let counted = subject.unwrap_or_default().split(' ');
            let counted = counted.fold(Class::default(), |all, word| all | sense(word).class);
            Glance {
                figure: &item.figure,
                line,
                place,
                start,
                classes: importance::told(line.classes, counted),
            }
        };
        let traits = Traits {
            kind: item.figure.kind,
            value: item.figure.value,
            unit: item.figure.unit.as_ref(),
            change: item.moved.as_ref().map(|moved| moved.change),
            subject,
        };
        let (collector, marks) = (kept.collector, &mut kept.marks);
        match collector.fate(start, &traits, marks, glance) {
            Fate::Kept => return true,
            Fate::Again(at) => self.out.again.push(at),
            Fate::Passed => self.out.passed += 1,
        }
        false
    }

    /// Reads the sentences of this block that were passed over, for what they counted and were about.
    fn catch_up(&mut self) {
        let mut tokens = std::mem::take(&mut self.tokens_again);
        for range in std::mem::take(&mut self.past.unread) {
            let line = self.line(&mut tokens, range);
            let mut found = figures(&line);
            relate::link_changes(&line, &mut found);
            if found.iter().any(is_pronoun) {
                self.find_topic(&mut Tokens::default());
            }
            for item in &found {
                self.subject(&line, item);
            }
            if self.note_topic(&line) {
                self.past.before.clear();
            }
        }
        self.tokens_again = tokens;
    }

    /// Reads the sentences of earlier blocks that were passed over, back to one that says what it is about.
    fn find_topic(&mut self, tokens: &mut Tokens) {
        let mut before = std::mem::take(&mut self.past.before).into_iter();
        while let Some(range) = before.next_back() {
            if self.note_topic(&self.line(tokens, range)) {
                break;
            }
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
            Subject::Pronoun => {
                let last = self.past.last.as_ref();
                // "It" is nobody.
                let last = last.filter(|last| {
                    !is_of_people(last) || !(0..item.start).any(|at| line.is(at, "it"))
                });
                // "She" is no vaccine.
                let is_somebody = (0..item.start).any(|at| line.is_in(at, words!("he she")));
                let may_be = |words: &&CleanString| {
                    !is_somebody
                        || is_of_people(words)
                        || words.as_str().contains(char::is_uppercase)
                };
                let topic = self.past.topic.as_ref().filter(may_be);
                topic.or(last.filter(may_be)).cloned()
            }
            Subject::Inherited(other) => {
                let harms = line.has_before(item.start, Class::HARM)
                    || befalls_people(line, &item.figure, item.start);
                let last = self.past.counted(&item.figure);
                let last = last.filter(|last| !harms || is_of_people(last));
                let last = last.map(|last| numbered(last, &item.figure));
                last.or_else(|| match other {
                    Some(range) => Some(self.words(line, range.start, range.end)),
                    None => are_people(line, &item.figure, item.start)
                        .then(|| CleanString::from_raw("people")),
                })
            }
        };
        let goes_on = !matches!(item.figure.kind, Kind::Duration | Kind::Age | Kind::Rank);
        if let Some(words) = words.as_ref().filter(|_| goes_on) {
            self.past.count(&item.figure, words);
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

/// Does it count what was spoken of before?
fn is_pronoun(item: &Found) -> bool {
    matches!(item.subject, Some(Subject::Pronoun))
}

fn is_of_people(words: &CleanString) -> bool {
    let people = Class::PERSON | Class::FORCE | Class::DEATH;
    words
        .as_str()
        .split(' ')
        .any(|word| sense(word).class.has(people))
}

/// What some of the figures of a sentence count without a word for it: people.
fn unnamed<'a>(line: &Line<'_>, mut figures: impl Iterator<Item = &'a Figure>) -> Class {
    let are_people = |figure| {
        may_be_people(line, figure) && are_people(line, figure, qualifier::at(line, figure).1)
    };
    if !line.classes.has(Class::PERSON) && figures.any(are_people) {
        Class::PERSON
    } else {
        Class::default()
    }
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
