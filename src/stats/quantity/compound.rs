//! Amounts in two units, the second a part of the first: "19 years and four months", "1 kg 375 grams",
//! "5 ft 8 in". The value is in the first.

use super::suffix;
use crate::stats::{
    amount,
    figure::Figure,
    line::Line,
    value::{Kind, Unit, Value},
};

/// How many of the second unit make one of the first.
const PARTS: &[(&str, &str, f64)] = &[
    ("year", "month", 12.0),
    ("year", "week", 52.0),
    ("year", "day", 365.0),
    ("month", "day", 30.0),
    ("week", "day", 7.0),
    ("day", "hour", 24.0),
    ("hour", "minute", 60.0),
    ("minute", "second", 60.0),
    ("kg", "g", 1000.0),
    ("lb", "oz", 16.0),
    ("ft", "in", 12.0),
    ("m", "cm", 100.0),
    ("km", "m", 1000.0),
];

/// Takes the second part into `figure`, where one stands right behind it.
pub(super) fn extend(line: &Line<'_>, figure: &mut Figure) {
    let Value::Number(whole) = figure.value else {
        return;
    };
    if !matches!(figure.kind, Kind::Duration | Kind::Measure) {
        return;
    }
    // "20 metres and 5 centimetres" may be two lengths, "two years and three months" is one time.
    let joined = figure.kind == Kind::Duration && line.is(figure.end, "and");
    let at = figure.end + usize::from(joined);
    let Some(part) = amount::at(line, at).filter(|part| !part.is_vague && !line.is_glued(at))
    else {
        return;
    };
    let Some(tail) = suffix(line, at, part, None).filter(|tail| tail.kind == figure.kind) else {
        return;
    };
    let (Some(Unit::Known(large)), Some(Unit::Known(small))) = (&figure.unit, &tail.unit) else {
        return;
    };
    let mut known = PARTS.iter();
    let found = known.find(|(whole, part, _)| (whole, part) == (large, small));
    let Some((_, _, count)) = found.filter(|(_, _, count)| part.value < *count) else {
        return;
    };
    let value = whole + part.value / count;
    figure.value = Value::Number((value * 1e6).round() / 1e6);
    (figure.end, figure.noun, figure.resume) = (tail.end, tail.end, tail.end);
}
