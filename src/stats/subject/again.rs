//! A figure that counts or measures what the one before it did: "6% more than a year earlier", "up 14%",
//! "or $1.40 a share", "the 39,910 of the year before".

use std::ops::Range;

use super::{
    Subject::{self, Far, Inherited, Near},
    left_out::{clause_range, opening_of},
};
use crate::stats::{
    amount,
    change::Moved,
    figure::Figure,
    lex::Token,
    lexicon::Class,
    line::Line,
    phrase,
    value::Kind,
    words::{Words, words},
};

/// What the figure before counted, where `figure` goes on from it; `None` where it does not.
pub(super) fn again(
    line: &Line<'_>,
    figure: &Figure,
    start: usize,
    moved: Option<&Moved>,
) -> Option<Subject> {
    let is_set_off = start > 0 && line.is_sign(start - 1, &[',', '(']);
    let goes_on = is_set_off && is_compared(line, figure, moved)
        || is_said_again(line, figure, start)
        || is_beside(line, figure, start)
        || moved.is_some_and(|moved| is_up(line, start, moved) || is_shown(line, figure, moved));
    if goes_on {
        return Some(Inherited(clause_range(line, figure, start)));
    }
    // "four times as many as in 2023", "camps for 20,000 hold twice as many"
    let as_many = figure.kind == Kind::Multiple
        && line.is(figure.end, "as")
        && line.is_in(figure.end + 1, words!("many much high large big"))
        && (line.is(figure.end + 2, "as")
            || line.get(figure.end + 2).is_none()
            || line.sign(figure.end + 2).is_some());
    if as_many {
        return Some(Inherited(clause_range(line, figure, start)));
    }
    let is_share = matches!(figure.kind, Kind::Percent | Kind::Ratio);
    if is_share && let Some(those) = of_those(line, figure.end) {
        return Some(Near(those));
    }
    // "41,000 people, of whom two-thirds are children"
    // "tusks weighing 2.1 tonnes, worth $5m"
    let is_worth = line.is(start.wrapping_sub(1), "worth")
        && start > 2
        && line.is_sign(start - 2, &[','])
        && line.has(start - 3, Class::MEASURE | Class::SCALE);
    let part = start - usize::from(line.is_in(start.wrapping_sub(1), words!("just only")));
    let points = is_worth
        || is_share
            && (line.is(figure.end, "of")
                && line.is_in(figure.end + 1, words!("them these those which whom it"))
                || is_set_off && line.are(figure.end, &["of", "what"])
                || line.are_before(part, &["of", "whom"])
                || line.are_before(part, &["of", "which"]));
    let stands_alone = is_share_of_all(line, figure, start);
    if let Some(whole) = stands_alone.then(|| opening_of(line, start)).flatten() {
        return Some(Far(whole));
    }
    (points || stands_alone || is_of_a_time(line, figure, start)).then_some(Inherited(None))
}

/// "9% of those killed", "two percent of those who had it": the words that say which.
fn of_those(line: &Line<'_>, of: usize) -> Option<Range<usize>> {
    let those = of + 1;
    let word = line.word(those + 1);
    let is_told = line.are(of, &["of", "those"])
        && (line.has(those + 1, Class::HARM)
            || line.is_in(those + 1, words!("who with aged under over"))
            || word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed")));
    let ends = |at: &usize| line.sign(*at).is_some() || line.has(*at, Class::CONJ);
    let is_clause = line.is(those + 1, "who");
    let last = line.len().min(those + if is_clause { 6 } else { 2 });
    let end = (those + 2..last).find(ends).unwrap_or(last);
    is_told.then_some(those..end)
}

/// "65 percent were white", "more than half are children", "49% said so": a share that is itself what the
/// clause is about is one of what was counted before.
fn is_share_of_all(line: &Line<'_>, figure: &Figure, start: usize) -> bool {
    let start = start - usize::from(line.is_in(start.wrapping_sub(1), words!("just only")));
    let opens = start == 0
        || line.is_sign(start - 1, &[',', ';', '"', '“'])
        || line.is_in(
            start - 1,
            words!("and but while whereas found finds just only because that since"),
        );
    let acts = line.is_in(figure.end, words!("against opposed"))
        || line.has(figure.end, Class::AUX) && !line.is_in(figure.end, words!("is was has"))
        || line.is_in(
            figure.end,
            words!(
                "said say think believe want wanted support supported oppose opposed live lived own rent use used feel felt expect expected plan prefer trust approve disapprove agree agreed disagree voted vote finish work worked read speak earn chose answered replied"
            ),
        );
    matches!(figure.kind, Kind::Percent | Kind::Ratio) && opens && acts
}

/// "9,757, 28 a day", "17bn - 0.3 per cent of output": the same said in another way.
fn is_beside(line: &Line<'_>, figure: &Figure, start: usize) -> bool {
    let is_number = |at: usize| {
        let is_year = |token: &Token| token.digits == 4 && token.end - token.start == 4;
        line.get(at)
            .is_some_and(|token| token.digits > 0 && !is_year(token))
            || line.has(at, Class::SCALE)
    };
    let parted = start > 2 && line.is_sign(start - 1, &[',', '-', '–']) && is_number(start - 2);
    let is_day = line.has(start.wrapping_sub(3), Class::MONTH);
    let measures = matches!(figure.kind, Kind::Rate | Kind::Percent | Kind::Money);
    let is_free = !phrase::is_nominal(line, figure.end);
    measures && parted && !is_day && is_free && !line.is_in(figure.end, words!("of in for on"))
        || measures && parted && line.are(figure.end, &["of", "gdp"])
}

/// "9.4 million passengers, 6% more than a year earlier", "1,204 cases, nearly double the 655 reported",
/// "53,000 teachers, 621 fewer than a year before".
fn is_compared(line: &Line<'_>, figure: &Figure, moved: Option<&Moved>) -> bool {
    let by_change = moved.is_some_and(|moved| {
        moved.word >= figure.end
            && line.is_in(moved.word, words!("more fewer less higher lower up down"))
    });
    let by_than =
        line.is_in(figure.end, words!("more fewer less")) && line.is(figure.end + 1, "than");
    let is_multiple = figure.kind == Kind::Multiple
        && line.is(figure.end, "the")
        && amount::at(line, figure.end + 1).is_some();
    let of_size = matches!(figure.kind, Kind::Multiple | Kind::Ratio);
    let is_as_much = of_size
        && (line.are(figure.end, &["as", "much", "as"])
            || line.are(figure.end, &["as", "many", "as"]));
    by_than || is_multiple || is_as_much || by_change && !phrase::is_nominal(line, figure.end + 1)
}

/// "profit was $20bn, up 14%"
fn is_up(line: &Line<'_>, start: usize, moved: &Moved) -> bool {
    moved.word > 1
        && moved.word < start
        && line.is_in(moved.word, words!("up down"))
        && line.is_sign(moved.word - 1, &[','])
}

/// "cases were reported, showing a 12% decrease": a change with nothing said of what it is in.
fn is_shown(line: &Line<'_>, figure: &Figure, moved: &Moved) -> bool {
    const SHOWS: &Words = words!(
        "showing show shows showed representing represents represent represented marking marks marked reflecting reflects constituting constitutes"
    );
    let word = moved.word;
    let is_noun = word == figure.end && line.has(word, Class::MOVE) && !line.has(word, Class::ADV);
    let start = figure.start.saturating_sub(1);
    is_noun
        && line.has(start, Class::DET)
        && (start == 0 || line.is_in(start - 1, SHOWS))
        && !line.is_in(word + 1, words!("in of for"))
}

/// "earnings of $246 million, equating to $0.45 per share", "2.99%, or £7.65 a year"
fn is_said_again(line: &Line<'_>, figure: &Figure, start: usize) -> bool {
    let measures = !figure.is_bare
        && !matches!(
            figure.kind,
            Kind::Date | Kind::Age | Kind::Rank | Kind::Score | Kind::Multiple
        );
    let is_or = start > 2
        && line.is(start - 1, "or")
        && line.is_sign(start - 2, &[','])
        && (!line.is_word(start - 3) || line.has(start - 3, Class::SCALE));
    let equals = start > 1
        && line.is(start - 1, "to")
        && line.is_in(start - 2, words!("equating equal equals equivalent"));
    measures && (is_or || equals)
}

/// "more than the 39,910 of the year before"
fn is_of_a_time(line: &Line<'_>, figure: &Figure, start: usize) -> bool {
    let the = line.is(figure.end + 1, "the");
    figure.is_bare
        && start > 1
        && line.is(start - 1, "the")
        && line.is_in(start - 2, words!("than from to with against on the"))
        && line.is_in(figure.end, words!("of in for"))
        && (the && line.has(figure.end + 2, Class::TIME) || line.has(figure.end + 1, Class::MONTH))
}
