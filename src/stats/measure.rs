//! Physical units behind an amount: lengths, areas, weights, temperatures, "parts per million" and the
//! magnitude of a quake.

use super::{
    lexicon::{Class, symbol_unit},
    line::Line,
    quantity::Suffix,
    value::{Kind, Unit},
    words::{Words, words},
};
use crate::text::CleanString;

/// A physical unit, with "square", "per hour" and the like.
pub(super) fn at(line: &Line<'_>, i: usize) -> Option<Suffix> {
    if line.is_sign(i, &['°', 'º']) {
        let (unit, end) = match line.word(i + 1) {
            "C" => ("°C", i + 2),
            "F" => ("°F", i + 2),
            _ => ("°", i + 1),
        };
        return Some(Suffix::new(Kind::Measure, unit, end));
    }
    if line.is_sign(i, &['℃', '℉']) {
        let unit = if line.is_sign(i, &['℃']) {
            "°C"
        } else {
            "°F"
        };
        return Some(Suffix::new(Kind::Measure, unit, i + 1));
    }
    if line.is(i, "light") && line.is_hyphen(i + 1) && line.is_in(i + 2, words!("year years")) {
        return Some(Suffix::new(Kind::Measure, "light-year", i + 3));
    }
    if is_inch_sign(line, i) {
        return Some(Suffix::new(Kind::Measure, "in", i + 1));
    }
    let power = if line.is_in(i, words!("square sq")) {
        2
    } else if line.is_in(i, words!("cubic cu")) {
        3
    } else {
        1
    };
    let at = i + usize::from(power > 1);
    let at = at
        + usize::from(
            line.is_in(at, words!("metric nautical short"))
                || line.is_sign(at, &['.']) && power > 1,
        );
    let at = at + usize::from(line.is_hyphen(at));
    let base = unit_name(line, at)?;
    let base = if line.is(at - usize::from(at > 0), "nautical") {
        "nmi"
    } else {
        base
    };
    let mut end = at + 1;
    let power = match line.sign(end) {
        Some('²') if line.is_glued(end) => {
            end += 1;
            2
        }
        Some('³') if line.is_glued(end) => {
            end += 1;
            3
        }
        _ => power,
    };
    if base == "°" {
        let scale = line
            .get(end)
            .filter(|token| token.has(Class::MEASURE) && token.sense.unit().starts_with('°'));
        if let Some(scale) = scale {
            return Some(Suffix::new(Kind::Measure, scale.sense.unit(), end + 1));
        }
        return match line.word(end) {
            "C" => Some(Suffix::new(Kind::Measure, "°C", end + 1)),
            "F" => Some(Suffix::new(Kind::Measure, "°F", end + 1)),
            _ => Some(Suffix::new(Kind::Measure, "°", end)),
        };
    }
    let base = raised(base, power)?;
    let (unit, end) = over_time(line, base, end);
    Some(Suffix {
        kind: Kind::Measure,
        unit: Some(unit),
        factor: 1.0,
        end,
    })
}

/// Talk of warmth, without which `18F` is a name and not a temperature.
const HEAT: &Words = words!(
    "temperature temperatures heat heatwave hot hotter hottest warm warmer warming cold colder coldest cool cooler thermometer thermometers mercury high highs low lows celsius fahrenheit degrees weather oven boiling freezing",
);

/// Words before an inch sign among which an open quotation is looked for.
const FAR: usize = 200;

/// `22" wide`: the sign behind a number, where no quotation is open that it could close.
fn is_inch_sign(line: &Line<'_>, i: usize) -> bool {
    let is_sign = |at: usize| {
        line.is_sign(at, &['"', '″', '”']) && line.is_glued(at) && !line.is_glued(at + 1)
    };
    let is_behind_number = |at: usize| is_sign(at) && at > 0 && line.number(at - 1).is_some();
    if !is_behind_number(i) {
        return false;
    }
    let quotes = |marks: &[char]| {
        let before = (i.saturating_sub(FAR)..i).filter(|at| line.is_sign(*at, marks));
        before.filter(|at| !is_behind_number(*at)).count()
    };
    match line.sign(i) {
        Some('″') => true,
        Some('”') => quotes(&['“']) == 0,
        _ => quotes(&['"']) % 2 == 0,
    }
}

fn unit_name(line: &Line<'_>, i: usize) -> Option<&'static str> {
    let token = line.get(i)?;
    if line.is_in(i, words!("pound pounds")) {
        return Some("lb");
    }
    if token.has(Class::MEASURE) {
        return Some(token.sense.unit()).filter(|unit| !unit.is_empty());
    }
    let is_short = !line.is_glued(i + 1) || line.is_glued_sign(i + 1);
    let is_below_zero = i > 1 && line.is_sign(i - 2, &['-', '−']) && line.number(i - 1).is_some();
    let warm = !matches!(line.word(i), "C" | "F" | "K")
        || is_below_zero
        || (0..line.len()).any(|at| line.is_in(at, HEAT));
    symbol_unit(line.word(i)).filter(|_| is_short && warm)
}

/// The unit squared or cubed.
fn raised(base: &'static str, power: u8) -> Option<&'static str> {
    Some(match (base, power) {
        (base, 1) => base,
        ("km", 2) => "km²",
        ("m", 2) => "m²",
        ("cm", 2) => "cm²",
        ("mm", 2) => "mm²",
        ("mi", 2) => "mi²",
        ("ft", 2) => "ft²",
        ("yd", 2) => "yd²",
        ("in", 2) => "in²",
        ("km", 3) => "km³",
        ("m", 3) => "m³",
        ("cm", 3) => "cm³",
        ("mi", 3) => "mi³",
        ("ft", 3) => "ft³",
        ("yd", 3) => "yd³",
        ("in", 3) => "in³",
        _ => return None,
    })
}

/// "per hour", "a day", `/h` behind a unit.
fn over_time(line: &Line<'_>, base: &'static str, end: usize) -> (Unit, usize) {
    let spoken = line.is(end, "per") || line.is_in(end, words!("a an"));
    let slashed = line.is_sign(end, &['/']) && line.is_glued(end) && line.is_glued(end + 1);
    let short = if slashed { line.word(end + 1) } else { "" };
    let name = match short {
        "h" | "hr" => "hour",
        "s" => "second",
        "d" => "day",
        "m3" | "m³" => return (Unit::Made(made(base, "m³")), end + 2),
        "ha" => return (Unit::Made(made(base, "ha")), end + 2),
        _ => match line
            .get(end + 1)
            .filter(|token| (spoken || slashed) && token.has(Class::TIME))
        {
            Some(token) => token.sense.unit(),
            None => return (Unit::Known(base), end),
        },
    };
    let later = line.is_in(end + 2, words!("after ago later before earlier apart"));
    if later && !line.is(end, "per") {
        return (Unit::Known(base), end);
    }
    let unit = match (base, name) {
        ("km", "hour") => Unit::Known("km/h"),
        ("mi", "hour") => Unit::Known("mph"),
        ("m", "second") => Unit::Known("m/s"),
        ("barrel", "day") => Unit::Known("barrel/day"),
        (base, "second") => Unit::Made(made(base, "s")),
        (base, name) => Unit::Made(made(base, name)),
    };
    (unit, end + 2)
}

fn made(base: &str, per: &str) -> CleanString {
    CleanString::from_raw(&format!("{base}/{per}"))
}

/// "421 parts per million".
pub(super) fn parts(line: &Line<'_>, i: usize) -> Option<Suffix> {
    if !line.are(i, &["parts", "per"]) {
        return None;
    }
    let unit = match line.word(i + 2) {
        "million" => "ppm",
        "billion" => "ppb",
        _ => return None,
    };
    Some(Suffix::new(Kind::Measure, unit, i + 3))
}

/// "magnitude 6.8", "magnitude-6", "6.8-magnitude", "a 5.8 quake", "6.1 on the Richter scale".
pub(super) fn magnitude(line: &Line<'_>, start: usize, end: usize) -> Option<Suffix> {
    const QUAKES: &Words =
        words!("earthquake quake temblor tremor aftershock foreshock mainshock earthquakes quakes");
    let joined = usize::from(start > 0 && (line.is(start - 1, "of") || line.is_hyphen(start - 1)));
    let before = start > joined && line.is(start - 1 - joined, "magnitude");
    let at = end + usize::from(line.is_hyphen(end));
    let after = line.is(at, "magnitude");
    let is_decimal = line.get(start).is_some_and(|token| token.is_decimal)
        && line.number(start).is_some_and(|number| number < 10.0);
    let quake = is_decimal && end == start + 1 && line.is_in(end, QUAKES)
        || line.are(end, &["on", "the", "Richter"]);
    (before || after || quake).then(|| {
        let end = if before || !after { end } else { at + 1 };
        Suffix::new(Kind::Measure, "magnitude", end)
    })
}
