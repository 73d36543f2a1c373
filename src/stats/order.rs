//! Places in an order and results: "third-largest", `27th`, `No. 4`, `3-2`, "312 votes to 7".

use super::{
    figure::Figure,
    lexicon::Class,
    line::Line,
    phrase,
    value::{Kind, Value},
    words::{Words, words},
};

/// The rank or score that begins at token `i`.
pub(super) fn at(line: &Line<'_>, i: usize) -> Option<Figure> {
    score(line, i)
        .or_else(|| votes(line, i))
        .or_else(|| hung_votes(line, i))
        .or_else(|| bowling(line, i))
        .or_else(|| numbered(line, i))
        .or_else(|| digits(line, i))
        .or_else(|| worded(line, i))
}

fn rank(start: usize, end: usize, value: f64) -> Figure {
    Figure::new(start, end, Kind::Rank, Value::Number(value))
}

/// A whole number up to 999 that may be one side of a score.
fn side(line: &Line<'_>, i: usize) -> Option<u32> {
    let token = line.get(i)?;
    let value = line.number(i)?;
    let fits = !token.is_decimal && !token.is_grouped && !token.is_padded && value < 1000.0;
    fits.then_some(value as u32)
}

/// `3-2`, `52–48`.
fn score(line: &Line<'_>, i: usize) -> Option<Figure> {
    let (a, b) = (side(line, i)?, side(line, i + 2)?);
    let dash =
        line.is_sign(i + 1, &['-', '–', '‑', '−']) && line.is_glued(i + 1) && line.is_glued(i + 2);
    let is_chain =
        line.is_hyphen(i + 3) && line.number(i + 4).is_some() || i > 0 && line.is_hyphen(i - 1);
    let next = i + 3;
    let has_unit = line.has(
        next,
        Class::TIME | Class::MEASURE | Class::SCALE | Class::CURRENCY,
    ) || line.sign(next).is_some_and(|sign| "%°/€$£".contains(sign))
        || line.is_in(next, words!("percent per percentage times pct"))
        || line.is_hyphen(next) && line.has(next + 1, Class::TIME | Class::MEASURE | Class::SCALE);
    if !dash || is_chain || has_unit || line.is_glued(next) && line.is_word(next) {
        return None;
    }
    let is_contest = (0..line.len()).any(|at| line.has(at, Class::CONTEST));
    let counts = a < b && line.is_plural(next) && !line.has(next, Class::CONTEST);
    let is_age = i > 0 && line.is_in(i - 1, words!("aged ages age"));
    let before = i.wrapping_sub(1);
    let named = line.has_before(i, Class::LABEL)
        && !line.has_before(i, Class::CONTEST)
        && !line.is(before, "series");
    let fits = !counts
        && !is_age
        && !named
        && if a < b {
            is_contest
        } else {
            a < 400 || is_contest
        };
    fits.then(|| Figure::new(i, i + 3, Kind::Score, Value::Score(a, b)))
}

/// "312 votes to 7", "voted 9 to 3".
fn votes(line: &Line<'_>, i: usize) -> Option<Figure> {
    let a = small(line, i)?;
    let has_votes = line.is_in(i + 1, words!("votes goals vote seats"));
    let to = i + 1 + usize::from(has_votes);
    if !line.is_in(to, words!("to against")) || line.is(to, "against") && !has_votes {
        return None;
    }
    let b = small(line, to + 1)?;
    let voted = tells_votes(line, i);
    let is_shutout = line.is(to + 1, "nil");
    let fits = is_shutout || has_votes && !line.is_in(i + 1, words!("seats")) || voted;
    fits.then(|| Figure::new(i, to + 2, Kind::Score, Value::Score(a, b)))
}

/// Do words before token `i` speak of votes?
pub(super) fn tells_votes(line: &Line<'_>, i: usize) -> bool {
    const VOTES: &Words = words!(
        "voted vote votes ruled majority passed cleared approved carried backed rejected defeated"
    );
    // "by votes of 230-to-197 and 229-to-198"
    let is_second = line.are_before(i, &["and"]) && i > 5 && line.is(i - 4, "to");
    let first = if is_second { i - 6 } else { i };
    (first.saturating_sub(5)..first).any(|at| line.is_in(at, VOTES))
}

/// "by a vote of 52-to-48".
fn hung_votes(line: &Line<'_>, i: usize) -> Option<Figure> {
    let a = side(line, i)?;
    let is_hung = line.is_hyphen(i + 1) && line.is(i + 2, "to") && line.is_hyphen(i + 3);
    let b = side(line, i + 4).filter(|_| is_hung && tells_votes(line, i))?;
    Some(Figure::new(i, i + 5, Kind::Score, Value::Score(a, b)))
}

/// "taking five for 31": wickets, and the runs they cost.
fn bowling(line: &Line<'_>, i: usize) -> Option<Figure> {
    let wickets = small(line, i).filter(|wickets| (1..=10).contains(wickets))?;
    let takes = line.is_in(
        i.checked_sub(1)?,
        words!("take takes took taking taken claimed claiming returned figures"),
    );
    let runs = side(line, i + 2).filter(|_| takes && line.is(i + 1, "for"))?;
    let is_counted = line.has(i + 3, Class::TIME | Class::CURRENCY) || line.is_plural(i + 3);
    (!is_counted).then(|| Figure::new(i, i + 3, Kind::Score, Value::Score(wickets, runs)))
}

fn small(line: &Line<'_>, i: usize) -> Option<u32> {
    if line.is_in(i, words!("none nil")) {
        return Some(0);
    }
    side(line, i).or_else(|| {
        let token = line.get(i).filter(|token| token.has(Class::CARDINAL))?;
        Some(token.sense.number() as u32)
    })
}

/// `No. 4`, `No 1`.
fn numbered(line: &Line<'_>, i: usize) -> Option<Figure> {
    if !line.is(i, "no") {
        return None;
    }
    let has_dot = line.is_sign(i + 1, &['.']) && line.is_glued(i + 1);
    let at = i + 1 + usize::from(has_dot);
    let value = f64::from(side(line, at)?);
    let ranked = i == 0
        || line.is_sign(i - 1, &['(', '“', '"', '—', '–', ':'])
        || line.is_function(i - 1)
        || line.is_in(
            i - 1,
            words!("world ranked seeded world's world’s at currently former"),
        )
        || line.has(i - 1, Class::ADV | Class::VERB);
    let free = !(line.is_hyphen(at + 1) || line.is_glued(at + 1) && line.is_word(at + 1));
    let marked = has_dot
        || line.is_capital(i) && i > 0 && line.is_in(i - 1, words!("world ranked the at seeded"));
    (ranked && free && marked).then(|| rank(i, at + 1, value))
}

/// `27th`.
fn digits(line: &Line<'_>, i: usize) -> Option<Figure> {
    let value = line.number(i)?;
    let suffix = line.is_glued(i + 1) && line.is_in(i + 1, words!("st nd rd th"));
    let is_phrase = line.is_in(i + 2, PHRASES) && !(value > 3.0 && line.is(i + 2, "time"));
    let fits = suffix && !is_name(line, i + 2, true) && !line.is_glued(i) && !is_phrase;
    fits.then(|| rank(i, i + 2, value))
}

/// "third", "twenty-first".
fn worded(line: &Line<'_>, i: usize) -> Option<Figure> {
    let tens = line
        .get(i)
        .filter(|token| token.has(Class::CARDINAL) && token.sense.number() >= 20.0);
    let (value, last) = match tens {
        Some(tens) => {
            let last = i + 1 + usize::from(line.is_hyphen(i + 1));
            let unit = line
                .get(last)
                .filter(|token| token.has(Class::ORDINAL) && token.sense.number() < 10.0)?;
            (tens.sense.number() + unit.sense.number(), last)
        }
        None => (
            line.get(i)
                .filter(|token| token.has(Class::ORDINAL))?
                .sense
                .number(),
            i,
        ),
    };
    let fits =
        is_ranking(line, i, last, value) && !is_name(line, last + 1, line.is_capital(i) && i > 0);
    let mut figure = rank(i, last + 1, value);
    figure.is_worded = true;
    fits.then_some(figure)
}

/// Words after an ordinal that make it part of a set phrase.
const PHRASES: &Words = words!(
    "party parties world hand half halves quarter quarters century time place thoughts thought person language nature class floor lady aid name amendment generation round reich degree sight home wave edition reading",
);

/// Is the ordinal a place in an order? "First" seldom is, and neither is what opens a paragraph.
fn is_ranking(line: &Line<'_>, i: usize, last: usize, value: f64) -> bool {
    let next = last + 1;
    if line.is_hyphen(next) {
        return line.word(next + 1).ends_with("est")
            || line.is_in(
                next + 1,
                words!("most placed ranked ranking best worst place straight largest"),
            );
    }
    // "for the eighth time"
    let is_time = value > 3.0 && line.is(next, "time");
    if value < 2.0
        || line.is_in(next, PHRASES) && !is_time
        || line.is(next, "of") && line.has(next + 1, Class::MONTH)
    {
        return false;
    }
    // "India is third, behind America"
    let placed = i > 0
        && line.is_in(
            i - 1,
            words!("is was are were came finished ranked ranks placed lies lay"),
        )
        && (line.get(next).is_none()
            || line.is_sign(next, &[',', '.', ';', ')'])
            || line.has(next, Class::PREP));
    if placed {
        return true;
    }
    let consecutive = line.is_in(next, words!("consecutive straight successive most"));
    let led = i > 0
        && (line.has(i - 1, Class::DET)
            || line.word(i - 1).ends_with("'s")
            || line.word(i - 1).ends_with("’s")
            || line.is_in(
                i - 1,
                words!("came finished ranked ranks placed rank in for finish finishing ranking is was top"),
            ));
    let followed = line.is_word(next) && !line.is_function(next)
        || line.is(next, "such")
        || line.is_in(
            i.wrapping_sub(1),
            words!("came finished ranked ranks placed"),
        );
    consecutive
        || led
            && (followed || line.is_in(next, words!("in of on among")))
            && !line.is_sign(i + 1, &[','])
}

/// Is what follows an ordinal the rest of a name: "5th Brigade", "Fifth Avenue", "19th century"?
fn is_name(line: &Line<'_>, next: usize, is_strict: bool) -> bool {
    let at = next + usize::from(line.is_hyphen(next));
    // "his 20th ODI hundred"
    let word = line.word(at);
    let is_short_form = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_kind = is_short_form && phrase::is_nominal(line, at + 1) && !line.is_capital(at + 1);
    line.is_in(at, words!("century centuries amendment parallel birthday"))
        || is_strict && !is_kind && line.is_capital(at) && line.is_word(at) && !line.is_titled
}
