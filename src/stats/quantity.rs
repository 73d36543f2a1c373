//! Amounts with a unit: money, percent, points, time, age, physical units, multiples; and the bare
//! amount, which counts whatever the sentence says.

mod compound;

use super::{
    amount::{self, Amount},
    figure::Figure,
    lexicon::{Class, currency_sign},
    line::{Line, Lower},
    measure, money, phrase,
    value::{Kind, Qualifier, Unit, Value},
    words::{Words, words},
};
use crate::text::CleanString;

/// What stands behind an amount and says what it is counted in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Suffix {
    pub(super) kind: Kind,
    pub(super) unit: Option<Unit>,
    /// What the number is multiplied by to be in that unit.
    pub(super) factor: f64,
    pub(super) end: usize,
}

impl Suffix {
    pub(super) fn new(kind: Kind, unit: &'static str, end: usize) -> Self {
        Self {
            kind,
            unit: Some(Unit::Known(unit)),
            factor: 1.0,
            end,
        }
    }
}

/// The quantity that begins at token `i`, at which the `first` amount stands.
pub(super) fn at(line: &Line<'_>, i: usize, first: Option<Amount>) -> Option<Figure> {
    if let Some(figure) = multiple_word(line, i) {
        return Some(figure);
    }
    let minus = is_minus(line, i);
    let prefix = money::prefix(line, i + usize::from(minus));
    let mut first = match prefix {
        Some((_, at)) => amount::at(line, at)?,
        None => first?,
    };
    if minus {
        first.value = -first.value;
    }
    let first = metres(line, first, prefix.is_some());
    let mut tail = suffix(line, i, first, prefix.map(|(code, _)| code));
    let mut last = first;
    let mut value = Value::Number(first.value);
    if let Some((low, high, suffix)) =
        range(line, i, first, tail.as_ref(), prefix.map(|(code, _)| code))
    {
        tail = suffix.or(tail);
        last = high;
        value = Value::Range(low, high.value);
    }
    let end = tail
        .as_ref()
        .map_or(last.end, |tail| tail.end.max(last.end));
    if tail.is_none() && prefix.is_none() && last == first {
        tail = shared(line, i, first);
    }
    let mut figure = Figure::new(i, end, Kind::Count, value);
    figure.is_worded = first.is_worded;
    figure.is_bare = tail.is_none();
    if first.is_vague {
        figure.qualifier = Some(Qualifier::Vague);
    }
    if let Some(tail) = tail {
        figure.kind = tail.kind;
        figure.unit = tail.unit;
        figure.value = figure.value.map(|n| n * tail.factor);
    }
    compound::extend(line, &mut figure);
    behind(line, &mut figure);
    // "4 oz. cooked chicken": the full stop belongs to the unit.
    let is_stopped = figure.kind == Kind::Measure
        && line.is_sign(end, &['.'])
        && line.is_glued(end)
        && line.is_word(end + 1)
        && !line.is_capital(end + 1);
    figure.noun += usize::from(is_stopped && figure.noun == end);
    Some(figure)
}

/// The unit of "40 and 36 months", which stands behind the second number only.
fn shared(line: &Line<'_>, start: usize, first: Amount) -> Option<Suffix> {
    let at = first.end + 1;
    let is_joined = line.is_in(first.end, words!("and or"))
        && !line.is_in(start.wrapping_sub(1), words!("between a"));
    let second = is_joined.then(|| amount::at(line, at)).flatten()?;
    let is_figure = |number: &Amount| !number.is_vague && !number.is_worded;
    let tail =
        suffix(line, at, second, None).filter(|_| is_figure(&first) && is_figure(&second))?;
    matches!(tail.kind, Kind::Duration | Kind::Percent | Kind::Measure).then_some(Suffix {
        end: first.end,
        ..tail
    })
}

/// `-€8.50`: a minus before the sign of a currency.
fn is_minus(line: &Line<'_>, i: usize) -> bool {
    let is_free = !line.is_glued(i) || i > 0 && line.is_sign(i - 1, &['(']);
    let is_sign = line.is_sign(i, &['-', '−']) && line.is_glued(i + 1) && is_free;
    is_sign && line.sign(i + 1).and_then(currency_sign).is_some()
}

/// "+", "-plus", "or more", "or so" behind a figure.
fn behind(line: &Line<'_>, figure: &mut Figure) {
    let end = figure.end;
    if !(line.is(end, "or") || line.sign(end).is_some()) {
        return;
    }
    let (qualifier, len) = match () {
        () if line.is_sign(end, &['+']) && line.is_glued(end) => (Qualifier::AtLeast, 1),
        () if line.is_hyphen(end) && line.is(end + 1, "plus") => (Qualifier::AtLeast, 2),
        () if line.is_hyphen(end) && line.is_in(end + 1, words!("odd ish")) => {
            (Qualifier::Approx, 2)
        }
        () if line.are(end, &["or", "more"]) => (Qualifier::AtLeast, 2),
        () if line.are(end, &["or", "fewer"]) || line.are(end, &["or", "less"]) => {
            (Qualifier::AtMost, 2)
        }
        () if line.are(end, &["or", "over"])
            || line.are(end, &["or", "older"])
            || line.are(end, &["or", "above"]) =>
        {
            (Qualifier::AtLeast, 2)
        }
        () if line.are(end, &["or", "under"])
            || line.are(end, &["or", "younger"])
            || line.are(end, &["or", "below"]) =>
        {
            (Qualifier::AtMost, 2)
        }
        () if line.are(end, &["or", "so"]) => (Qualifier::Approx, 2),
        () => return,
    };
    figure.qualifier = Some(qualifier);
    figure.noun = end + len;
    figure.resume = end + len;
}

/// `5m` is five metres where it is a length: "5m tall", "from 5m".
fn metres(line: &Line<'_>, amount: Amount, has_currency: bool) -> Amount {
    let last = amount.end - 1;
    if !amount.has_letter || line.word(last) != "m" || has_currency {
        return amount;
    }
    let next = amount.end;
    let is_length = line.is_in(
        next,
        words!("tall high deep wide long above below from away sprint hurdles freestyle race thick final"),
    ) || line.is_hyphen(next)
        || is_before_thing(line, last - 1, next)
        || line.is_in(last.wrapping_sub(2), words!("the men's women's men’s women’s lowest deepest upper lower top bottom first last final"))
        || (last.saturating_sub(8)..last).any(|at| {
            line.is_in(
                at,
                words!("water waters level levels river sea tide depth height snow waves wave swell surge"),
            )
        });
    if is_length {
        return Amount {
            end: last,
            value: amount.value / 1e6,
            scale: 1.0,
            has_letter: false,
            ..amount
        };
    }
    amount
}

/// "a 400m cordon": one thing of that length; millions of things would be many.
fn is_before_thing(line: &Line<'_>, number: usize, next: usize) -> bool {
    let is_one = line.is_in(number.wrapping_sub(1), words!("a the"));
    let counted = words!("population audience user subscriber person people vote followers");
    is_one
        && line
            .number(number)
            .is_some_and(|n| (10.0..=1000.0).contains(&n))
        && phrase::is_nominal(line, next)
        && !line.is_plural(next)
        && !line.is_plural(next + 1)
        && !line.is_capital(next)
        && !line.is_in(next, counted)
}

/// Joins `first` with the amount that ends its range: low end, high amount, suffix of the whole.
fn range(
    line: &Line<'_>,
    i: usize,
    first: Amount,
    tail: Option<&Suffix>,
    prefix: Option<&'static str>,
) -> Option<(f64, Amount, Option<Suffix>)> {
    let joint = tail.map_or(first.end, |tail| tail.end);
    // "16- to 24-year-olds"
    let hangs = line.is_sign(joint, &['-']) && line.is_glued(joint) && !line.is_glued(joint + 1);
    let joint = joint + usize::from(hangs && line.is_in(joint + 1, words!("to or")));
    // "three-to-six percent"
    let is_strung = line.is_hyphen(joint) && line.is(joint + 1, "to");
    let joint = joint + usize::from(is_strung);
    let at = joint + 1 + usize::from(is_strung && line.is_hyphen(joint + 1));
    let word = line.is_in(joint, words!("to or and"));
    if !word && !line.is_range_dash(joint) {
        return None;
    }
    let second_prefix = money::prefix(line, at);
    let start = second_prefix.map_or(at, |(_, after)| after);
    let second = amount::at(line, start).filter(|second| !second.is_vague && !first.is_vague)?;
    let prefix_fits = second_prefix.is_none_or(|(code, _)| prefix == Some(code));
    let mut second_tail = suffix(line, at, second, prefix);
    if second_prefix.is_none()
        && prefix.is_some()
        && second_tail
            .as_ref()
            .is_some_and(|tail| tail.kind != Kind::Money)
    {
        return None;
    }
    let same = match (tail, &second_tail) {
        (None, _) => true,
        (Some(first), Some(second)) => first.kind == second.kind && first.unit == second.unit,
        (Some(_), None) => false,
    };
    let high = second.value;
    let shared = first.scale <= 1.0
        && second.scale > 1.0
        && first.value < high / second.scale
        && tail.is_none_or(|tail| prefix.is_some() && tail.end == first.end);
    let low = if shared {
        first.value * second.scale
    } else {
        first.value
    };
    let is_code = line.get(start).is_some_and(|token| token.is_padded);
    if !(prefix_fits && same && low < high && !is_code) || is_chain(line, joint, second.end) {
        return None;
    }
    if !joins(line, i, joint, low, high) {
        return None;
    }
    if prefix.is_some() && second_tail.is_none() {
        second_tail = tail.cloned().map(|tail| Suffix {
            end: second.end,
            ..tail
        });
    }
    Some((low, second, second_tail))
}

/// Three numbers in a row joined by hyphens are no range.
fn is_chain(line: &Line<'_>, joint: usize, end: usize) -> bool {
    line.is_hyphen(joint) && line.is_hyphen(end) && line.number(end + 1).is_some()
}

/// Does the word or dash at `joint` make a range of what stands on both sides?
fn joins(line: &Line<'_>, i: usize, joint: usize, low: f64, high: f64) -> bool {
    match line.lower(joint, &mut Lower::default()) {
        "and" => {
            line.are_before(i, &["between"])
                || line.are_before(i, &["between", "the", "ages", "of"])
        }
        "or" => high <= low * 2.0 + 1.0 && !line.is_in(joint + 1, words!("more so fewer less")),
        "to" => joins_to(line, i, low, high),
        _ => true,
    }
}

/// "rose from 5 to 8" and "fell by 2 to 19" are two figures each, "5 to 8 people" is one.
fn joins_to(line: &Line<'_>, i: usize, low: f64, high: f64) -> bool {
    let from = i > 0 && line.is(i - 1, "from");
    let first = i.saturating_sub(if from { 30 } else { 14 });
    let moves = (first..i)
        .rev()
        .take_while(|at| !line.is_sign(*at, &[';', ':']))
        .any(|at| {
            line.has(at, Class::RISE | Class::FALL)
                || line.is_in(at, words!("went go goes going moved moves changed revised upgraded downgraded swung extended promoted shifted"))
        });
    // "up from a first estimate of 130 to 168"
    let far_from =
        line.is(i.wrapping_sub(1), "of") && (i.saturating_sub(6)..i).any(|at| line.is(at, "from"));
    if moves && far_from {
        return false;
    }
    if !moves {
        return true;
    }
    !from && low > 0.0 && high <= low * 2.5
}

/// What follows `amount` and says what it is counted in.
fn suffix(
    line: &Line<'_>,
    start: usize,
    amount: Amount,
    currency: Option<&'static str>,
) -> Option<Suffix> {
    let end = amount.end;
    if let Some(code) = currency {
        return Some(money::priced(line, Suffix::new(Kind::Money, code, end)));
    }
    if line.is_glued(end) && line.has(end, Class::ORDINAL) {
        return None;
    }
    let of = amount.is_vague && line.is(end, "of");
    let at = end + usize::from(of) + usize::from(line.is_hyphen(end));
    percent(line, at)
        .or_else(|| money::suffix(line, start, at).map(|suffix| money::priced(line, suffix)))
        .or_else(|| time(line, at))
        .or_else(|| multiple(line, at))
        .or_else(|| measure::at(line, at))
        .or_else(|| measure::parts(line, at))
        .or_else(|| measure::magnitude(line, start, end))
        .or_else(|| rate(line, end))
        .filter(|suffix| !(line.is_glued(end) && line.is_word(end) && suffix.end == end))
}

/// What a share begins with, behind its number.
const PERCENT: &Words =
    words!("% ％ ﹪ ‰ percent pct pc per percentage pp pps ppt ppts bps bp basis");

/// `%`, "per cent", "percentage points", "basis points".
fn percent(line: &Line<'_>, i: usize) -> Option<Suffix> {
    if !line.is_in(i, PERCENT) {
        return None;
    }
    let points = |at: usize| line.is_in(at, words!("point points"));
    let hyphen = |at: usize| at + usize::from(line.is_hyphen(at));
    let suffix = match line.lower(i, &mut Lower::default()) {
        "%" | "％" | "﹪" if points(i + 1) => Suffix::new(Kind::Points, "pp", i + 2),
        "%" | "％" | "﹪" | "percent" | "pct" => Suffix::new(Kind::Percent, "%", i + 1),
        "‰" => Suffix::new(Kind::Rate, "per 1000", i + 1),
        "pc" if line.is_glued(i) || line.is(i + 1, "of") => Suffix::new(Kind::Percent, "%", i + 1),
        "per" if line.is(i + 1, "cent") => Suffix::new(Kind::Percent, "%", i + 2),
        "percentage" if points(hyphen(i + 1)) => Suffix::new(Kind::Points, "pp", hyphen(i + 1) + 1),
        "pp" | "pps" | "ppt" | "ppts" => Suffix::new(Kind::Points, "pp", i + 1),
        "bps" | "bp" => basis(i + 1),
        "basis" if points(hyphen(i + 1)) => basis(hyphen(i + 1) + 1),
        _ => return None,
    };
    Some(suffix)
}

fn basis(end: usize) -> Suffix {
    Suffix {
        factor: 0.01,
        ..Suffix::new(Kind::Points, "pp", end)
    }
}

/// "72-hour", "five days", "34-year-old", "six months old".
fn time(line: &Line<'_>, i: usize) -> Option<Suffix> {
    // "three business days", "five consecutive years"
    let is_kind = line.is_in(
        i,
        words!("business working calendar trading consecutive straight successive full"),
    );
    let i = i + usize::from(is_kind && line.is_plural(i + 1));
    if line.is(i, "quarters") && !line.is(i + 1, "of") {
        return Some(Suffix::new(Kind::Duration, "quarter", i + 1));
    }
    let token = line.get(i).filter(|token| token.has(Class::TIME))?;
    let unit = token.sense.unit();
    if unit == "second"
        && line.is(i, "second")
        && !line.is_hyphen(i.wrapping_sub(1))
        && !line.is(i.wrapping_sub(1), "one")
    {
        return None;
    }
    let old = i + 1 + usize::from(line.is_hyphen(i + 1));
    if line.is_in(old, words!("old olds")) {
        return Some(Suffix::new(Kind::Age, unit, old + 1));
    }
    if line.are(i + 1, &["of", "age"]) {
        return Some(Suffix::new(Kind::Age, unit, i + 1));
    }
    Some(Suffix::new(Kind::Duration, unit, i + 1))
}

/// "three times as many", "10-fold", `3x`.
fn multiple(line: &Line<'_>, i: usize) -> Option<Suffix> {
    let suffix = |end| Suffix {
        kind: Kind::Multiple,
        unit: None,
        factor: 1.0,
        end,
    };
    if line.is(i, "fold")
        || line.is_glued(i) && line.is_in(i, words!("x ×")) && !line.is_glued(i + 1)
    {
        return Some(suffix(i + 1));
    }
    if !line.is(i, "times") {
        return None;
    }
    let compares = line.is_in(i + 1, words!("as more less higher larger bigger the its their your our my annual yearly what faster greater that longer lower fewer smaller likelier better worse his her normal average earnings revenue revenues sales profit profits income gdp wages salary capacity ebitda last dearer cheaper costlier pricier stronger weaker shorter heavier lighter richer poorer hotter brighter denser wider taller busier"));
    compares.then(|| suffix(i + 1))
}

/// "twice", "doubled", "tenfold".
fn multiple_word(line: &Line<'_>, i: usize) -> Option<Figure> {
    let token = line.get(i).filter(|token| token.has(Class::MULTIPLE))?;
    let word = line.word(i).to_ascii_lowercase();
    let is_plain = matches!(
        word.as_str(),
        "double"
            | "doubles"
            | "triple"
            | "triples"
            | "treble"
            | "trebles"
            | "quadruple"
            | "quadruples"
            | "halves"
    );
    let compares = line.is_in(i + 1, words!("the that its their what his her in those"))
        || line.sign(i + 1).is_some_and(|sign| ".,;".contains(sign))
        || line.get(i + 1).is_none()
        || line.word(i + 1).ends_with("'s")
        || line.word(i + 1).ends_with("’s")
        || line.number(i + 1).is_some();
    let is_verb = i > 0
        && (line.is(i - 1, "to")
            || line.has(i - 1, Class::AUX | Class::PRON)
            || line.is_in(i - 1, words!("than nearly almost")));
    let counts = !is_plain || (compares || is_verb) && !line.has(i + 1, Class::PERSON);
    if !counts
        || line.is_hyphen(i + 1)
        || i > 0 && line.is_hyphen(i - 1)
        || line.are(i + 1, &["down", "on"])
        || line.are(i + 1, &["down"])
    {
        return None;
    }
    let mut figure = Figure::new(
        i,
        i + 1,
        Kind::Multiple,
        Value::Number(token.sense.number()),
    );
    figure.is_worded = true;
    Some(figure)
}

/// "6.3 per 100,000", "three a day", "2.1 per woman".
fn rate(line: &Line<'_>, i: usize) -> Option<Suffix> {
    let (unit, end) = per(line, i)?;
    Some(Suffix {
        kind: Kind::Rate,
        unit: Some(unit),
        factor: 1.0,
        end,
    })
}

/// What each is counted against, from "per" or "a" at token `i` on, and the token after it.
pub(super) fn per(line: &Line<'_>, i: usize) -> Option<(Unit, usize)> {
    if line.is_in(i, words!("per for")) {
        let at = i + 1 + usize::from(line.is(i, "for") && line.is(i + 1, "every"));
        if line.is(i, "for") && at == i + 1 {
            return None;
        }
        if let Some(base) = amount::at(line, at) {
            let words = format!("per {}", super::value::plain(base.value));
            return Some((Unit::Made(CleanString::from_raw(&words)), base.end));
        }
        if line.is(i, "for") || !line.is_word(at) || line.is(at, "cent") {
            return None;
        }
        if let Some(tail) = measure::at(line, at)
            && let Some(unit) = tail.unit
        {
            let words = format!("per {}", unit.as_str());
            return Some((Unit::Made(CleanString::from_raw(&words)), tail.end));
        }
        let words = format!(
            "per {}",
            line.get(at)
                .filter(|token| token.has(Class::TIME))
                .map_or(line.word(at), |token| token.sense.unit())
        );
        return Some((Unit::Made(CleanString::from_raw(&words)), at + 1));
    }
    let each = line.is_in(i, words!("a an each every"));
    let token = line
        .get(i + 1)
        .filter(|token| token.has(Class::TIME) && each)?;
    let from_now = line.is(i + 2, "from") && line.is_in(i + 3, words!("now then today"));
    let is_past = line.is_in(i + 2, words!("after ago later before earlier apart and on"))
        || from_now
        || line.is_plural(i + 1)
        || line.is_hyphen(i + 2);
    let words = format!("per {}", token.sense.unit());
    (!is_past).then(|| (Unit::Made(CleanString::from_raw(&words)), i + 2))
}
