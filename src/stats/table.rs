//! Figures in tables: a cell takes what it counts from the head of its column or row, and its unit
//! and scale too where the head gives them: "Revenue ($m)".

use std::ops::Range;

use super::{
    figure::Figure,
    gate::Fate,
    group::Collector,
    importance::Glance,
    label,
    lex::Tokens,
    lexicon::{Class, currency_sign},
    line::Line,
    measure,
    mention::{Mention, Occurrence, Place},
    phrase,
    same::{Marks, Traits},
    scan::{self, Found, Hidden, Scanned},
    skim,
    subject::Subject,
    value::{Change, Direction, Kind, Role, Unit, Value},
    words::{Words, words},
};
use crate::{
    model::{Chunk, Table},
    text::CleanString,
};

/// What the head of a column says of the numbers under it.
#[derive(Clone, Debug, Default)]
struct Head {
    words: CleanString,
    kind: Option<Kind>,
    unit: Option<Unit>,
    scale: f64,
    /// What the cells under it are.
    column: Column,
    /// Does it say that what it names went down?
    is_loss: bool,
    /// A date: then the row says what is counted.
    date: Option<Value>,
}

/// What the cells under a head are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Column {
    /// What the head says.
    #[default]
    Said,
    /// Names of rows, though they are numbers.
    Labels,
    /// Figures of which the head, "Figure" or the like, says nothing: another cell of the row does.
    Bare,
    /// Changes of what the row names, up or down as their signs say.
    Changes,
    /// Sentences, or parts of them, that speak for themselves.
    Notes,
    /// Words on the figure beside them.
    Words,
    /// Who says so.
    Sources,
}

/// What a cell of words says of the figure beside it.
#[derive(Clone, Debug)]
struct Described {
    words: CleanString,
    /// Where the figure is the size of a change of that.
    direction: Option<Direction>,
}

/// What the cells of one row say of the figures in it.
#[derive(Clone, Debug, Default)]
struct Row {
    /// The first cell, as a head.
    name: Option<Head>,
    /// What is counted, where the head of a column does not tell.
    described: Option<Described>,
    /// Who says so.
    source: Option<CleanString>,
}

/// Heads of columns that number their rows.
const LABELS: &Words = words!("no # id page ref code rank number item row line phone tel version");

/// Heads that say nothing of what is counted under them.
const SAYS_NOTHING: &Words = words!(
    "figure figures numbers value values amount amounts total totals count counts quantity result results statistic statistics",
);

/// Heads of columns that say by how much something has changed.
const CHANGES: &Words = words!(
    "change changes growth increase rise gain difference variation yoy decrease decline fall drop loss",
);

/// Those of them that say so of what went down.
const LOSSES: &Words = words!("decrease decline fall drop loss");

/// Heads of columns that describe the figure beside them.
const DESCRIBES: &Words = words!("what item indicator measure description metric");

/// Heads of columns of words on the row.
const NOTES: &Words = words!("note notes remark remarks comment comments detail details");

/// Heads of columns that name a source.
const SOURCES: &Words = words!("who source sources attribution");

/// Reads tables of a chunk row by row.
pub(super) struct Reader<'a> {
    chunk: &'a Chunk,
    hidden: &'a Hidden,
    /// What has a use for some of the figures only.
    kept: Option<(&'a Collector, &'a mut Marks)>,
    tokens: &'a mut Tokens,
    /// The figures of a cell, read by form alone.
    figures: &'a mut Vec<Figure>,
    heads: Vec<Head>,
    /// The cells of a row that may hold a figure, each with its column.
    cells: Vec<(usize, Range<u32>)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        chunk: &'a Chunk,
        hidden: &'a Hidden,
        kept: Option<(&'a Collector, &'a mut Marks)>,
        (tokens, figures): (&'a mut Tokens, &'a mut Vec<Figure>),
    ) -> Self {
        Self {
            chunk,
            hidden,
            kept,
            tokens,
            figures,
            heads: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// Adds to `out` the figures of table `index`, row by row, as far as they are wanted.
    pub(super) fn read(&mut self, index: usize, out: &mut Scanned) {
        let Some(table) = self.chunk.tables.get(index) else {
            return;
        };
        self.heads = heads(self.chunk, table, self.tokens);
        let skip = usize::from(table.has_head);
        for row in table.rows.iter().skip(skip) {
            self.find_cells(row);
            match self.passed_over() {
                Some(passed) => {
                    out.passed += passed.passed;
                    out.again.extend(passed.again);
                }
                None => self.row(row, out),
            }
        }
    }

    /// Finds the cells of `row` that may hold a figure.
    fn find_cells(&mut self, row: &[Range<u32>]) {
        let text = self.chunk.text.as_str();
        let may_hold = |cell: &Range<u32>| {
            let range = cell.start as usize..cell.end as usize;
            skim::parts(text, range, (false, false)).next().is_some()
        };
        let cells = row.iter().cloned().enumerate();
        self.cells.clear();
        self.cells.extend(cells.filter(|(_, cell)| may_hold(cell)));
    }

    /// Finds the figures of a row.
    fn row(&mut self, row: &[Range<u32>], out: &mut Scanned) {
        if self.cells.is_empty() {
            return;
        }
        let said = said(self.chunk, &self.heads, row, self.tokens);
        for (column, cell) in &self.cells {
            let column = *column;
            let line = read(self.chunk, cell, self.hidden, self.tokens);
            let found = scan::figures(&line);
            let head = self.heads.get(column);
            for item in &found {
                let is_whole = found.len() == 1 && is_all(&line, &item.figure);
                let mention = mention(
                    (self.chunk, cell),
                    &line,
                    item,
                    is_whole,
                    (column, head),
                    &said,
                );
                out.mentions.extend(mention);
            }
        }
    }

    /// The figures of a row, counted only; `None` where all is wanted that is said of one of them.
    fn passed_over(&mut self) -> Option<Scanned> {
        self.kept.as_ref()?;
        let mut out = Scanned::default();
        for (column, cell) in &self.cells {
            let column = *column;
            let line = read(self.chunk, cell, self.hidden, self.tokens);
            self.figures.clear();
            scan::each(&line, |figure| {
                let resume = figure.resume;
                self.figures.push(figure);
                resume
            });
            let head = self.heads.get(column);
            let is_one = self.figures.len() == 1;
            for mut figure in self.figures.drain(..) {
                let is_whole = is_one && is_all(&line, &figure);
                let Some((kind, unit, value)) = headed(&figure, is_whole, (column, head)) else {
                    continue;
                };
                (figure.kind, figure.unit, figure.value) = (kind, unit, value);
                let (kept, marks) = self.kept.as_mut()?;
                let start = self.chunk.source.start;
                match fate(
                    kept,
                    marks,
                    (&line, start),
                    &figure,
                    head.filter(|_| is_whole),
                )? {
                    Fate::Again(at) => out.again.push(at),
                    _ => out.passed += 1,
                }
            }
        }
        Some(out)
    }
}

/// What is to be done with a figure in a cell, which counts what the head says if there is one; `None`
/// where that takes a look at its row.
fn fate(
    kept: &Collector,
    marks: &mut Marks,
    (line, start): (&Line<'_>, u64),
    figure: &Figure,
    head: Option<&Head>,
) -> Option<Fate> {
    let glance = Glance {
        figure,
        line,
        place: Place::Table,
        start,
        classes: Class::default(),
    };
    if !kept.lets_through(&glance) {
        return Some(Fate::Passed);
    }
    let head = head.filter(|head| {
        let says = head.date.is_none() && !head.words.is_empty();
        says && head.column == Column::Said
    })?;
    let traits = Traits {
        kind: figure.kind,
        value: figure.value,
        unit: figure.unit.as_ref(),
        change: None,
        subject: Some(head.words.as_str()).filter(|_| figure.kind != Kind::Date),
    };
    Some(kept.fate(start, &traits, marks, || glance)).filter(|fate| *fate != Fate::Kept)
}

/// Reads a cell as one sentence.
fn read<'a>(
    chunk: &'a Chunk,
    cell: &Range<u32>,
    hidden: &Hidden,
    tokens: &'a mut Tokens,
) -> Line<'a> {
    let range = cell.start as usize..cell.end as usize;
    let text = chunk.text.as_str();
    tokens.read(text, range.clone(), hidden.within(range));
    Line::new(text, &tokens.all)
}

/// Is `figure` all that the cell holds, but for a sign on either side?
fn is_all(line: &Line<'_>, figure: &Figure) -> bool {
    figure.start <= 1 && line.len() <= figure.end + 1
}

/// Kind, unit and value of a figure in the column with the head `head`; `None` where the number is a
/// name. With `is_whole` it is all that its cell holds.
fn headed(
    figure: &Figure,
    is_whole: bool,
    (column, head): (usize, Option<&Head>),
) -> Option<(Kind, Option<Unit>, Value)> {
    let is_bare = figure.is_bare && is_whole;
    let is_name = column == 0 && head.is_none_or(|head| head.column != Column::Bare);
    if is_bare && (is_name || head.is_some_and(|head| head.column == Column::Labels)) {
        return None;
    }
    let told = head.filter(|head| is_bare && (head.kind.is_some() || head.scale > 1.0));
    Some(match told {
        Some(head) => (
            head.kind.unwrap_or(figure.kind),
            head.unit.clone(),
            figure.value.map(|n| n * head.scale),
        ),
        None => (figure.kind, figure.unit.clone(), figure.value),
    })
}

/// What the cells of `row` say of the figures in it.
fn said(chunk: &Chunk, heads: &[Head], row: &[Range<u32>], tokens: &mut Tokens) -> Row {
    let text = |cell: &Range<u32>| {
        chunk
            .text
            .slice(cell.start as usize..cell.end as usize)
            .trim()
    };
    let cells = || heads.iter().zip(row);
    let is_words = |words: &str| words.starts_with(char::is_alphabetic);
    let described = cells()
        .find(|(head, _)| head.column == Column::Words)
        .or_else(|| {
            let says = |head: &Head| head.column == Column::Said && head.date.is_none();
            cells().find(|(head, cell)| says(head) && is_words(text(cell).as_str()))
        });
    let source = cells()
        .find(|(head, _)| head.column == Column::Sources)
        .map(|(_, cell)| text(cell));
    let names_one =
        |words: &str| is_words(words) && !words.starts_with("no ") && !words.starts_with("none");
    Row {
        name: row.first().map(|cell| head(chunk, cell, tokens)),
        described: described.map(|(_, cell)| counted(chunk, cell, tokens)),
        source: source
            .filter(|words| names_one(words.as_str()))
            .map(Into::into),
    }
}

/// What a cell says of the figure beside it: the things counted in "soldiers killed at a checkpoint",
/// what moved in "rise in deaths"; all of its words where neither leads.
fn counted(chunk: &Chunk, cell: &Range<u32>, tokens: &mut Tokens) -> Described {
    let text = chunk.text.as_str();
    let range = cell.start as usize..cell.end as usize;
    tokens.read(text, range.clone(), &[]);
    let line = Line::new(text, &tokens.all);
    if let Some(moved) = moved(&line) {
        return moved;
    }
    let things = phrase::noun(&line, 0, true).filter(|things| {
        let last = things.end - 1;
        line.is_plural(last) || line.has(last, Class::PLURAL)
    });
    let words = things.map_or(&text[range], |things| line.words(things.start, things.end));
    Described {
        words: CleanString::from_raw(words.trim()),
        direction: None,
    }
}

/// "rise in deaths": which way, and of what.
fn moved(line: &Line<'_>) -> Option<Described> {
    let first = usize::from(line.has(0, Class::DET));
    let direction = match () {
        () if line.has(first, Class::RISE) => Direction::Rise,
        () if line.has(first, Class::FALL) => Direction::Fall,
        () => return None,
    };
    let is_noun = line.has(first, Class::MOVE) && line.is(first + 1, "in");
    let words = line.words(first + 2, line.len()).trim();
    (is_noun && !words.is_empty()).then(|| Described {
        words: CleanString::from_raw(words),
        direction: Some(direction),
    })
}

fn heads(chunk: &Chunk, table: &Table, tokens: &mut Tokens) -> Vec<Head> {
    if !table.has_head {
        return Vec::new();
    }
    let first = table.rows.first();
    first.map_or_else(Vec::new, |row| {
        row.iter().map(|cell| head(chunk, cell, tokens)).collect()
    })
}

/// Reads a head: its words without the unit, and the unit.
fn head(chunk: &Chunk, cell: &Range<u32>, tokens: &mut Tokens) -> Head {
    let text = chunk.text.as_str();
    tokens.read(text, cell.start as usize..cell.end as usize, &[]);
    let line = Line::new(text, &tokens.all);
    let date = scan::figures(&line)
        .into_iter()
        .find(|item| item.figure.kind == Kind::Date)
        .map(|item| item.figure.value);
    let set_off = (0..line.len())
        .find(|at| line.is_sign(*at, &['(', ',', '[', '/']) && *at > 0)
        .unwrap_or(line.len());
    let mut out = Head {
        scale: 1.0,
        date: date.filter(|_| line.len() <= 5),
        column: column(&line),
        is_loss: (0..line.len()).any(|at| line.is_in(at, LOSSES)),
        ..Head::default()
    };
    for at in 0..line.len() {
        unit(&line, at, at > set_off, &mut out);
    }
    let words = line.words(0, set_off);
    out.words = CleanString::from_raw(words.trim());
    out
}

/// "Change", "Change on year (%)", "% change", "Annual growth"
fn says_change(line: &Line<'_>) -> bool {
    let mut words = (0..line.len()).filter(|at| line.is_word(*at));
    let first = words.clone().next();
    let set_off = (0..line.len())
        .find(|at| line.is_sign(*at, &['(', ',']))
        .unwrap_or(line.len());
    let last = words.rfind(|at| *at < set_off);
    let says = |at: Option<usize>| at.is_some_and(|at| line.is_in(at, CHANGES));
    line.len() <= 8 && (says(first) || says(last))
}

fn column(line: &Line<'_>) -> Column {
    if line.is_in(0, LABELS) && line.len() <= 2 || line.is_sign(0, &['#']) {
        Column::Labels
    } else if line.len() <= 2 && line.is_in(0, SAYS_NOTHING) {
        Column::Bare
    } else if says_change(line) {
        Column::Changes
    } else if line.is_in(0, NOTES) {
        Column::Notes
    } else if line.is_in(0, DESCRIBES) {
        Column::Words
    } else if line.is_in(0, SOURCES) {
        Column::Sources
    } else {
        Column::Said
    }
}

/// Takes from token `at` of a head what it says of the unit.
fn unit(line: &Line<'_>, at: usize, is_set_off: bool, out: &mut Head) {
    if let Some(code) = line.sign(at).and_then(currency_sign) {
        out.kind = Some(Kind::Money);
        out.unit = Some(Unit::Known(code));
    } else if line.is_sign(at, &['%']) || is_set_off && line.is_in(at, words!("percent pct")) {
        out.kind = Some(Kind::Percent);
        out.unit = Some(Unit::Known("%"));
    } else if is_set_off || out.kind == Some(Kind::Money) {
        let scale = match line.word(at) {
            "m" | "M" | "mn" => 1e6,
            "k" | "K" | "000s" => 1e3,
            "b" | "B" => 1e9,
            _ if line.has(at, Class::SCALE | Class::POWER) => line.tokens[at].sense.number(),
            _ => 1.0,
        };
        let money = out.kind == Some(Kind::Money);
        if scale > 1.0 && (money || line.word(at) != "m") {
            out.scale *= scale;
        } else if line.has(at, Class::CURRENCY) && out.kind.is_none() {
            out.kind = Some(Kind::Money);
            out.unit = Some(Unit::Known(line.tokens[at].sense.unit()));
        } else if let Some(name) = measure::at(line, at)
            .and_then(|suffix| suffix.unit)
            .filter(|_| out.kind.is_none())
        {
            out.kind = Some(Kind::Measure);
            out.unit = Some(name);
        } else if line.has(at, Class::TIME) && out.kind.is_none() && line.is_plural(at) {
            out.kind = Some(Kind::Duration);
            out.unit = Some(Unit::Known(line.tokens[at].sense.unit()));
        }
    }
}

fn mention(
    (chunk, cell): (&Chunk, &Range<u32>),
    line: &Line<'_>,
    item: &Found,
    is_whole: bool,
    (column, column_head): (usize, Option<&Head>),
    row: &Row,
) -> Option<Mention> {
    let figure = &item.figure;
    let (kind, unit, value) = headed(figure, is_whole, (column, column_head))?;
    let row_head = row.name.as_ref().filter(|_| column > 0);
    let told = column_head
        .filter(|head| head.column == Column::Bare)
        .and(row.described.clone());
    let direction = told.as_ref().and_then(|told| told.direction);
    let subject = told
        .map(|told| told.words)
        .or_else(|| told_in_cell(line, item, column_head))
        .or_else(|| subject(column_head, row_head))
        .filter(|_| kind != Kind::Date);
    let changed = column_head.and_then(|head| changed(head, value).filter(|_| is_whole));
    let change = direction.or(changed).map(|direction| Change {
        direction,
        role: Role::Amount,
        from: None,
    });
    let names_row = |head: &&Head| {
        let is_told = head.date.is_some() || subject.as_ref() == Some(&head.words);
        !head.words.is_empty() && !is_told
    };
    let detail = row_head.filter(names_row);
    let heads = [row_head, column_head].into_iter().flatten();
    let mut heads = heads.filter(|_| kind != Kind::Date);
    let bytes = line.bytes_of(figure.start..figure.end);
    Some(Mention {
        kind,
        value,
        unit,
        label: label::of_change(direction, subject.as_ref()),
        detail: detail.map(|head| head.words.clone()),
        time: heads.find_map(|head| head.date),
        whole: None,
        here: Occurrence {
            subject,
            qualifier: item.qualifier,
            change: item.moved.as_ref().map(|moved| moved.change).or(change),
            attribution: row.source.clone().filter(|_| kind != Kind::Date),
            ..Occurrence::new(chunk, Place::Table, bytes, cell.clone())
        },
    })
}

/// Which way a figure under a head like "Change" says something went.
fn changed(head: &Head, value: Value) -> Option<Direction> {
    match value {
        Value::Number(n) if head.column == Column::Changes && n != 0.0 => {
            let falls = n < 0.0 || head.is_loss;
            Some(if falls {
                Direction::Fall
            } else {
                Direction::Rise
            })
        }
        _ => None,
    }
}

/// What a number counts in a cell that is a sentence, or most of one: "Two berths closed since May".
fn told_in_cell(line: &Line<'_>, item: &Found, head: Option<&Head>) -> Option<CleanString> {
    let Some(Subject::Near(noun)) = &item.subject else {
        return None;
    };
    let is_note = head.is_some_and(|head| head.column == Column::Notes);
    let speaks = item.figure.kind == Kind::Count
        && noun.start >= item.figure.end
        && (is_note || line.len() > noun.end + 1);
    speaks.then(|| CleanString::from_raw(line.words(noun.start, noun.end)))
}

/// The head that says what is counted: the column's, unless it is a date or empty.
fn subject(column: Option<&Head>, row: Option<&Head>) -> Option<CleanString> {
    let says = |head: &&Head| head.date.is_none() && !head.words.is_empty();
    column
        .filter(says)
        .or(row.filter(says))
        .map(|head| head.words.clone())
}

#[cfg(test)]
mod tests;
