//! Parts of a whole and numbers one to another: fractions, "1 in 5", `28:1`, and halves of a time.

use super::{
    amount::{self, Amount},
    figure::Figure,
    lex::Lexeme,
    lexicon::Class,
    line::Line,
    order, phrase,
    value::{Kind, Unit, Value},
    words::words,
};

/// The ratio, or the half of a time, that begins at token `i`, at which the `first` amount stands.
pub(super) fn at(line: &Line<'_>, i: usize, first: Option<Amount>) -> Option<Figure> {
    if line.number(i).is_some() && !goes_on(line, i, first) {
        return None;
    }
    half_time(line, i)
        .or_else(|| part_of_point(line, i, first))
        .or_else(|| sign(line, i).filter(|_| first.is_none()))
        .or_else(|| one_in(line, i, first?))
        .or_else(|| to_one(line, i))
        .or_else(|| slashed(line, i))
        .or_else(|| span(line, i, first))
}

/// Does anything stand behind the number at token `i` that makes a part or a ratio of it?
fn goes_on(line: &Line<'_>, i: usize, first: Option<Amount>) -> bool {
    // "6 trains in 10"
    let is_named = line.is(i + 2, "in") || line.is(i + 3, "in");
    if !is_named && is_before_plain_word(line, i) {
        return false;
    }
    let end = first.map_or(i + 1, |amount| amount.end);
    is_named
        || line.has(end, Class::PART)
        || line.is_hyphen(end)
        || line.is_in(end, words!("out in"))
        || line.is(i + 1, "to")
        || line.is_sign(i + 1, &[':', '∶', '/', '⁄'])
}

/// Does a word stand behind the number at token `i`, as behind most, that is no part of an amount and joins
/// it to nothing?
fn is_before_plain_word(line: &Line<'_>, i: usize) -> bool {
    let is_word = line.get(i + 1).is_some_and(|next| {
        next.lexeme == Lexeme::Word && next.is_spaced && !next.has(Class::SCALE | Class::PART)
    });
    is_word && !line.is_in(i + 1, words!("and in out to x x10"))
}

/// "between a third and a half": one fraction or two.
fn span(line: &Line<'_>, i: usize, first: Option<Amount>) -> Option<Figure> {
    let low = worded(line, i, first)?;
    let joins =
        line.is(low.end, "and") && i > 0 && line.is(i - 1, "between") || line.is(low.end, "to");
    let next = low.end + 1;
    let high = joins.then(|| worded(line, next, amount::at(line, next)));
    let high = high.flatten();
    match (low.value, high.as_ref().map(|high| high.value)) {
        (Value::Number(from), Some(Value::Number(to))) if from < to => {
            let end = high.map_or(low.end, |high| high.end);
            let mut figure = Figure::new(i, end, Kind::Ratio, Value::Range(from, to));
            figure.is_worded = true;
            Some(figure)
        }
        _ => Some(low),
    }
}

fn ratio(start: usize, end: usize, value: f64) -> Figure {
    let mut figure = Figure::new(start, end, Kind::Ratio, Value::Number(value));
    figure.noun = end;
    figure
}

/// "half an hour", "half-century", "an hour and a half", "a quarter of an hour".
fn half_time(line: &Line<'_>, i: usize) -> Option<Figure> {
    let (value, unit, end) = half_before(line, i).or_else(|| half_behind(line, i))?;
    let unit = line
        .get(unit)
        .filter(|token| token.has(Class::TIME))?
        .sense
        .unit();
    let figure = Figure::new(i, end, Kind::Duration, Value::Number(value));
    Some(figure.with_unit(Unit::Known(unit)))
}

/// "a quarter of a percentage point", "half a point", "a quarter-point", "a quarter point": percentage
/// points.
fn part_of_point(line: &Line<'_>, i: usize, first: Option<Amount>) -> Option<Figure> {
    let (at, count) = if line.is_in(i, words!("a an")) {
        (i + 1, amount::at(line, i + 1))
    } else {
        (i, first)
    };
    let (count, at) = match count {
        Some(count) if count.scale <= 1.0 => (
            count.value,
            count.end + usize::from(line.is_hyphen(count.end)),
        ),
        _ => (1.0, at),
    };
    let part = line
        .get(at)
        .filter(|token| token.has(Class::PART))?
        .sense
        .number();
    let of = at + 1 + usize::from(line.is(at + 1, "of"));
    let unit = of + usize::from(line.is_in(of, words!("a an")) || line.is_hyphen(of));
    let named = line.is(unit, "percentage");
    let point = unit + usize::from(named) + usize::from(named && line.is_hyphen(unit + 1));
    let fits = line.is_in(point, words!("point points")) && (named || unit > at + 1 || at > i);
    // "half a percent"
    if line.is_in(unit, words!("percent per")) && unit > at + 1 {
        let end = unit + 1 + usize::from(line.is(unit, "per"));
        let figure = Figure::new(i, end, Kind::Percent, Value::Number(count / part));
        let is_percent = line.is(unit, "percent") || line.is(unit + 1, "cent");
        return is_percent.then(|| figure.with_unit(Unit::Known("%")));
    }
    let figure = Figure::new(i, point + 1, Kind::Points, Value::Number(count / part));
    fits.then(|| figure.with_unit(Unit::Known("pp")))
}

fn half_before(line: &Line<'_>, i: usize) -> Option<(f64, usize, usize)> {
    let at = i + usize::from(line.is(i, "a") && line.is(i + 1, "quarter"));
    if !line.is_in(at, words!("half quarter")) {
        return None;
    }
    let of = at + 1 + usize::from(line.is(at + 1, "of"));
    let article = line.is_in(of, words!("a an")) || line.is_hyphen(of) && line.is(i, "half");
    let hour = line.has(of + 1, Class::TIME) && !line.is_plural(of + 1);
    (article && hour).then(|| (1.0 / line.tokens[at].sense.number(), of + 1, of + 2))
}

fn half_behind(line: &Line<'_>, i: usize) -> Option<(f64, usize, usize)> {
    let fits = line.is_in(i, words!("a an"))
        && line.has(i + 1, Class::TIME)
        && line.are(i + 2, &["and", "a", "half"]);
    fits.then_some((1.5, i + 1, i + 5))
}

/// `¾`; "¾ cup" is an amount.
fn sign(line: &Line<'_>, i: usize) -> Option<Figure> {
    let value = amount::fraction_sign(line.sign(i)?)?;
    let is_alone = !line.is_glued(i + 1) || line.is_glued_sign(i + 1);
    is_alone.then(|| ratio(i, i + 1, value))
}

/// "1 in 5", "three out of every 10", "one in a million".
fn one_in(line: &Line<'_>, i: usize, part: Amount) -> Option<Figure> {
    if let Some(end) = named_in(line, &part) {
        let whole = amount::at(line, end)?;
        let figure = ratio(i, whole.end, part.value / whole.value);
        // What is counted stands inside.
        return Some(Figure {
            noun: part.end,
            ..figure
        });
    }
    let at = match () {
        () if line.are(part.end, &["out", "of"]) => part.end + 2,
        () if line.is(part.end, "in") => part.end + 1,
        () => return None,
    };
    let at = at + usize::from(line.is(at, "every"));
    let whole = amount::at(line, at)?;
    let is_unit = line.has(
        whole.end,
        Class::TIME | Class::MEASURE | Class::MONTH | Class::CURRENCY,
    ) || line.is_sign(whole.end, &['%'])
        || line.is_hyphen(whole.end);
    let is_whole = |value: f64| value.fract() == 0.0;
    let is_year = line
        .get(at)
        .is_some_and(|token| token.digits == 4 && !token.is_grouped);
    let close = line.are(part.end, &["out", "of"]) || part.value <= 10.0 && !is_year;
    let fits = part.value > 0.0
        && part.value < whole.value
        && whole.value >= 2.0
        && is_whole(part.value)
        && is_whole(whole.value)
        && !part.is_vague
        && !whole.is_vague;
    (fits && close && !is_unit).then(|| ratio(i, whole.end, part.value / whole.value))
}

/// Where the whole of "one household in eight" or "six trains in ten" begins: both are small, and nothing
/// is counted by the second.
fn named_in(line: &Line<'_>, part: &Amount) -> Option<usize> {
    let is_noun = |at: usize| phrase::is_nominal(line, at) && !line.is_capital(at);
    let word = (part.end..part.end + 2)
        .take_while(|at| is_noun(*at))
        .count();
    let at = part.end + word + 1;
    let whole = amount::at(line, at).filter(|_| word > 0 && line.is(at - 1, "in"))?;
    let next = whole.end;
    let is_counted =
        phrase::is_nominal(line, next) || line.is_hyphen(next) || line.is_sign(next, &['%']);
    let fits = part.value >= 1.0
        && part.value < whole.value
        && [
            2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 100.0,
        ]
        .contains(&whole.value)
        && part.is_worded == whole.is_worded
        && !part.is_vague;
    (fits && !is_counted && !line.has(next, Class::TIME | Class::MONTH)).then_some(at)
}

/// `28:1`, "3 to 1" after "ratio" or "outnumbered".
fn to_one(line: &Line<'_>, i: usize) -> Option<Figure> {
    let first = line.number(i)?;
    let is_colon = line.is_sign(i + 1, &[':', '∶']) && line.is_glued(i + 1) && line.is_glued(i + 2);
    // "a 2.4-to-1 ratio"
    let is_hung = line.is_hyphen(i + 1) && line.is(i + 2, "to") && line.is_hyphen(i + 3);
    if is_hung && !order::tells_votes(line, i) {
        let second = line.number(i + 4).filter(|second| *second > 0.0)?;
        return Some(ratio(i, i + 5, first / second));
    }
    if !is_colon && !line.is(i + 1, "to") {
        return None;
    }
    let second = line
        .number(i + 2)
        .or_else(|| line.is(i + 2, "one").then_some(1.0))?;
    let near = i.saturating_sub(6)..(i + 6).min(line.len());
    let is_talk = near
        .clone()
        .any(|at| line.is_in(at, words!("ratio odds outnumber outnumbered outnumbering")));
    let fits =
        second > 0.0 && (is_colon && (second <= 1.0 || is_talk) || line.is(i + 1, "to") && is_talk);
    let is_clock = line.get(i + 2).is_some_and(|token| token.is_padded);
    (fits && !is_clock).then(|| ratio(i, i + 3, first / second))
}

/// `3/4`, where it is a fraction and not a date or a name.
fn slashed(line: &Line<'_>, i: usize) -> Option<Figure> {
    let joined = line.is_sign(i + 1, &['/', '⁄']) && line.is_glued(i + 1) && line.is_glued(i + 2);
    let (part, whole) = (line.number(i)?, line.number(i + 2)?);
    let led = line.is(i + 3, "of") || line.has(i + 3, Class::MEASURE);
    let fits = part > 0.0 && part < whole && whole <= 100.0 && joined && led;
    fits.then(|| ratio(i, i + 3, part / whole))
}

/// "two-thirds", "a quarter", "one-fifth", "half".
fn worded(line: &Line<'_>, i: usize, first: Option<Amount>) -> Option<Figure> {
    let hyphen = |at| at + usize::from(line.is_hyphen(at));
    let (count, part, is_article) = if line.is_in(i, words!("a an")) {
        (1.0, i + 1, true)
    } else if line.has(i, Class::PART) {
        (1.0, i, false)
    } else {
        let count = first.filter(|amount| amount.scale <= 1.0)?;
        (count.value, hyphen(count.end), false)
    };
    let token = line.get(part).filter(|token| token.has(Class::PART))?;
    // "a quarter of a million" is a number.
    if line.is(part + 1, "of") && first.is_some_and(|amount| amount.end > part + 1) {
        return None;
    }
    let denominator = token.sense.number();
    // "for six quarters" is a time, "three quarters of them" a share.
    let is_time = line.is(part, "quarters") && part == i + 1 && !line.is(part + 1, "of");
    if is_time && !line.is(i, "three") {
        return None;
    }
    let is_plural = line.word(part).ends_with('s') || line.is(part, "halves");
    let is_alone = part == i;
    let fits = if is_alone {
        line.is(part, "half") && is_free_half(line, part)
    } else {
        count < denominator && (count <= 1.0) != is_plural && is_share(line, part, is_article)
    };
    if !fits || line.is(part, "half") && is_article && !is_share(line, part, true) {
        return None;
    }
    let end = part + 1;
    let mut figure = ratio(i, end, count / denominator);
    figure.is_worded = true;
    Some(figure)
}

/// Does "half" mean the share, not a half of a match, a year or a loaf?
fn is_free_half(line: &Line<'_>, i: usize) -> bool {
    // "half a million"
    if amount::at(line, i).is_some_and(|amount| amount.end > i + 1) {
        return false;
    }
    if i > 0 {
        let before = i - 1;
        let named = line.has(before, Class::ORDINAL | Class::DET | Class::ADJECTIVE)
            && !line.is_in(before, words!("all only"))
            || line.has(before, Class::CARDINAL)
            || line.is_in(before, words!("latter former other better top bottom and"))
                && !line.are(i + 1, &["of"])
            || line.is_hyphen(before);
        if named {
            return false;
        }
    }
    let past = line.is_in(
        i + 1,
        words!("past a an hour way brother sister time year century"),
    ) && !line.is(i + 1, "a");
    !past && !line.is_hyphen(i + 1)
}

/// Does "a third" mean the share, not one more?
fn is_share(line: &Line<'_>, part: usize, is_article: bool) -> bool {
    let next = part + 1;
    if line.is(next, "of") {
        return !line.is(part, "second");
    }
    if line.is_plural(part) {
        return !line.is_in(part, words!("halves seconds")) || !is_article;
    }
    if line.is(next, "one") {
        return false;
    }
    let ends = line.get(next).is_none()
        || line.sign(next).is_some()
        || line.is_function(next)
        || line.has(next, Class::ADV | Class::MOVE)
        || line.is_in(
            next,
            words!("higher lower fewer bigger smaller larger majority"),
        );
    ends && !line.is_hyphen(next)
}
