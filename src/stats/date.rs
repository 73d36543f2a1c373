//! Dates, years, quarters, decades, and spans of them.

mod period;

use self::period::{decade, fiscal, period_code, quarter};
use super::{
    lex::{Lexeme, Token},
    lexicon::Class,
    line::Line,
    value::{Date, Period, Qualifier, Value},
    words::{Words, words},
};

/// A date and the token after it.
type Read = (Date, usize);

/// A date found in a sentence: the tokens it takes, and its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dated {
    pub(super) end: usize,
    pub(super) value: Value,
}

/// The date or span of dates that begins at token `i`.
pub(super) fn at(line: &Line<'_>, i: usize) -> Option<Dated> {
    line.get(i).filter(|token| may_begin(token))?;
    if let Some(days) = days_of_month(line, i).or_else(|| months_of_year(line, i)) {
        return Some(days);
    }
    let (low, end) = single(line, i)?;
    if let Some((high, end)) = second(line, i, low, end) {
        let low = Date {
            year: low.year.or(high.year),
            ..low
        };
        return Some(Dated {
            end,
            value: Value::Dates(low, high),
        });
    }
    Some(Dated {
        end,
        value: Value::Date(low),
    })
}

/// Could a date begin with this token, by what it is alone?
fn may_begin(token: &Token) -> bool {
    match token.lexeme {
        Lexeme::Number(_) => token.digits <= 4 && !token.is_grouped && !token.is_decimal,
        Lexeme::Word => token.has(Class::MONTH | Class::ORDINAL | Class::OPENS) || token.is_grouped,
        Lexeme::Sign(sign) => matches!(sign, '’' | '\'' | '‘'),
        Lexeme::Junk => true,
    }
}

/// The later end of a span whose first date, `low`, stands at tokens `i` to `end`.
fn second(line: &Line<'_>, i: usize, low: Date, end: usize) -> Option<Read> {
    if let Some(read) = short_year(line, low, end) {
        return Some(read);
    }
    // "1996 - 2015"
    let spaced = line.is_sign(end, &['-', '–'])
        && low.period == Period::Year
        && four_digits(line, end + 1).is_some();
    let joins = line.is_range_dash(end)
        || spaced
        || line.is_in(end, words!("to through"))
        || line.is_in(end, words!("until till")) && i > 0 && line.is(i - 1, "from")
        || line.is(end, "and") && i > 0 && line.is(i - 1, "between");
    let (high, after) = joins.then(|| single(line, end + 1)).flatten()?;
    let is_whole = |date: Date| date.period == Period::Year;
    let fits = low.year.is_none() || low.start() < high.start();
    (fits && is_whole(low) == is_whole(high)).then_some((high, after))
}

/// `2019-20`, `2023/24`.
fn short_year(line: &Line<'_>, low: Date, end: usize) -> Option<Read> {
    let joined = line.is_range_dash(end) || line.is_sign(end, &['/']);
    let token = line.get(end + 1).filter(|token| token.digits == 2)?;
    let year = low.year?;
    let value = line.number(end + 1)? as u16;
    let is_later = value > year % 100;
    let is_month = token.is_padded && value <= 12 && value != year % 100 + 1;
    let whole = matches!(low.period, Period::Year | Period::Fiscal);
    (joined
        && whole
        && is_later
        && !is_month
        && !line.is_glued(end + 2) | line.is_glued_sign(end + 2))
    .then_some((
        Date {
            year: Some(year / 100 * 100 + value),
            ..low
        },
        end + 2,
    ))
}

/// `20–25 July 2024`, "20 to 25 July", "July 20-25, 2024", "1 and 2 May".
fn days_of_month(line: &Line<'_>, i: usize) -> Option<Dated> {
    let (month, first, joint) = if let Some((first, joint)) = day(line, i) {
        (None, first, joint)
    } else {
        let month = month(line, i)?;
        let (first, joint) = day(line, month.1)?;
        (Some(month), first, joint)
    };
    let is_span = line.is_range_dash(joint) || line.is_in(joint, words!("to and"));
    let (second, mut end) = is_span.then(|| day(line, joint + 1)).flatten()?;
    let number = if let Some((number, _)) = month {
        if line.has(end, Class::MONTH) || line.is(joint, "and") {
            return None;
        }
        number
    } else {
        let (number, after) = self::month(line, end)?;
        end = after;
        number
    };
    if first >= second {
        return None;
    }
    let year = trailing_year(line, end);
    let date = |day| Date {
        year: year.map(|(year, _)| year),
        period: Period::Day { month: number, day },
    };
    Some(Dated {
        end: year.map_or(end, |(_, end)| end),
        value: Value::Dates(date(first), date(second)),
    })
}

/// "January to March 2024", `Jan–Mar 2024`.
fn months_of_year(line: &Line<'_>, i: usize) -> Option<Dated> {
    let (low, joint) = month(line, i)?;
    let is_span = line.is_range_dash(joint)
        || line.is_in(joint, words!("to through"))
        || line.is(joint, "and") && i > 0 && line.is(i - 1, "between");
    let (high, end) = is_span.then(|| month(line, joint + 1)).flatten()?;
    let (year, end) = trailing_year(line, end)?;
    let date = |month| Date {
        year: Some(year),
        period: Period::Month(month),
    };
    (low < high).then(|| Dated {
        end,
        value: Value::Dates(date(low), date(high)),
    })
}

fn single(line: &Line<'_>, i: usize) -> Option<Read> {
    let prefix = i > 0
        && line.is_glued(i)
        && !line.is_glued_sign(i - 1)
        && !line.is_sign(i - 1, &['(', '[', '"', '“', '‘', '’', '\'']);
    // "CVE-2020", "A03:2025": part of a name.
    let joined = i > 1 && line.is_glued(i) && line.is_glued(i - 1) && line.is_word(i - 2);
    let opens = line.is_in(
        i.wrapping_sub(2),
        words!("mid early late pre post end since circa the spring summer autumn winter"),
    ) || line.has(i.wrapping_sub(2), Class::MONTH)
        || line.is_sign(i.wrapping_sub(1), &['’', '\'', '—', '–', '(', '/']);
    if prefix || joined && !opens {
        return None;
    }
    iso(line, i)
        .or_else(|| day_first(line, i))
        .or_else(|| month_first(line, i))
        .or_else(|| quarter(line, i))
        .or_else(|| fiscal(line, i))
        .or_else(|| decade(line, i))
        .or_else(|| year(line, i))
}

/// A day of a month in digits, with or without `st`, `nd`, `rd`, `th`.
fn day(line: &Line<'_>, i: usize) -> Option<(u8, usize)> {
    let token = line.get(i)?;
    let value = line.number(i)?;
    let fits = (1.0..=31.0).contains(&value)
        && !token.is_decimal
        && !token.is_grouped
        && token.digits <= 2;
    let suffix = line.is_glued(i + 1) && line.is_in(i + 1, words!("st nd rd th"));
    let free = suffix || !line.is_glued(i + 1) || line.is_glued_sign(i + 1);
    (fits && free).then_some((value as u8, i + 1 + usize::from(suffix)))
}

/// The name of a month.
fn month(line: &Line<'_>, i: usize) -> Option<(u8, usize)> {
    let token = line.get(i).filter(|token| token.has(Class::MONTH))?;
    if !token.is_capital {
        return None;
    }
    // The full stop of "Sept. 3" is no end of a sentence.
    let is_short = line.word(i).len() <= 4
        && line.is_sign(i + 1, &['.'])
        && line.is_glued(i + 1)
        && line.number(i + 2).is_some();
    Some((token.sense.number() as u8, i + 1 + usize::from(is_short)))
}

/// A year after a day or a month: "1 January 2021", "July 20, 1969".
fn trailing_year(line: &Line<'_>, i: usize) -> Option<(u16, usize)> {
    let at = i + usize::from(line.is_sign(i, &[',']) || line.is(i, "of"));
    let token = line
        .get(at)
        .filter(|token| token.digits == 4 && !token.is_grouped && !token.is_decimal)?;
    let value = line.number(at)?;
    let is_amount = line.has(at + 1, Class::SCALE | Class::MEASURE) || line.is_sign(at + 1, &['%']);
    (token.is_spaced && (1000.0..2200.0).contains(&value) && !is_amount)
        .then_some((value as u16, at + 1))
}

/// "1 January 2021", "12 April", "the 4th of July".
fn day_first(line: &Line<'_>, i: usize) -> Option<Read> {
    let (day, at) = day(line, i)?;
    let at = at + usize::from(line.is(at, "of"));
    let at = at + usize::from(line.is_hyphen(at));
    let (month, end) = month(line, at)?;
    Some(with_year(line, end, Period::Day { month, day }))
}

/// "January 1, 2021", "March 2024", "Sept. 11th".
fn month_first(line: &Line<'_>, i: usize) -> Option<Read> {
    let (month, at) = month(line, i)?;
    if let Some((day, end)) = day(line, at) {
        let counts = line.has(end, Class::SCALE | Class::MEASURE | Class::PERSON)
            || line.is_sign(end, &['%', ':']);
        return (!counts).then(|| with_year(line, end, Period::Day { month, day }));
    }
    let (year, end) = trailing_year(line, at)?;
    Some((
        Date {
            year: Some(year),
            period: Period::Month(month),
        },
        end,
    ))
}

fn with_year(line: &Line<'_>, end: usize, period: Period) -> Read {
    let year = trailing_year(line, end);
    let date = Date {
        year: year.map(|(year, _)| year),
        period,
    };
    (date, year.map_or(end, |(_, end)| end))
}

/// `2024-03-14`, `14/03/2024`, `14.03.2024`, `2024-03`.
fn iso(line: &Line<'_>, i: usize) -> Option<Read> {
    if line.get(i)?.lexeme == Lexeme::Junk {
        let mut parts = line.word(i).split('.').map(str::parse::<u16>);
        let (day, month, year) = (
            parts.next()?.ok()?,
            parts.next()?.ok()?,
            parts.next()?.ok()?,
        );
        return (parts.next().is_none() && year > 999)
            .then(|| calendar_day(year, month, day))
            .flatten()
            .map(|date| (date, i + 1));
    }
    let is_dash = line.is_hyphen(i + 1);
    let is_slash = line.is_sign(i + 1, &['/']) && line.is_glued(i + 1) && line.is_glued(i + 2);
    let part = |at: usize| {
        line.number(at)
            .filter(|_| {
                line.get(at)
                    .is_some_and(|token| !token.is_decimal && !token.is_grouped)
            })
            .map(|n| n as u16)
    };
    let (a, b) = (part(i)?, part(i + 2)?);
    let third = (line.is_hyphen(i + 3) || is_slash && line.is_sign(i + 3, &['/']))
        .then(|| part(i + 4))
        .flatten();
    let digits = |at: usize| line.get(at).map_or(0, |token| token.digits);
    match third {
        Some(c) if is_dash && digits(i) == 4 => Some((calendar_day(a, b, c)?, i + 5)),
        Some(c) if is_dash && digits(i + 4) == 4 && digits(i) <= 2 && digits(i + 2) == 2 => {
            Some((calendar_day(c, b, a)?, i + 5))
        }
        Some(c) if is_slash && digits(i + 4) == 4 => {
            let (day, month) = if b > 12 { (b, a) } else { (a, b) };
            Some((calendar_day(c, month, day)?, i + 5))
        }
        None if is_dash
            && digits(i) == 4
            && line.tokens[i + 2].is_padded
            && digits(i + 2) == 2
            && (1..=12).contains(&b)
            && b != a % 100 + 1
            && (1000..2200).contains(&a) =>
        {
            Some((
                Date {
                    year: Some(a),
                    period: Period::Month(b as u8),
                },
                i + 3,
            ))
        }
        _ => None,
    }
}

fn calendar_day(year: u16, month: u16, day: u16) -> Option<Date> {
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..2200).contains(&year);
    fits.then_some(Date {
        year: Some(year),
        period: Period::Day {
            month: month as u8,
            day: day as u8,
        },
    })
}

fn four_digits(line: &Line<'_>, i: usize) -> Option<u16> {
    let token = line
        .get(i)
        .filter(|token| token.digits == 4 && !token.is_grouped && !token.is_decimal)?;
    let value = line.number(i)? as u16;
    ((1000..2200).contains(&value) && !token.is_padded).then_some(value)
}

/// Words before a year that leave no doubt.
const BEFORE_YEAR: &Words = words!(
    "in since during until till before after circa early late mid year spring summer autumn winter season fiscal throughout between",
);

/// Words before what may be a count as well.
const BEFORE_COUNT: &Words = words!(
    "about over than least nearly some almost approximately roughly only just another under up most killed all",
);

/// What happens in a year and is named by it: "the shock of 2016 elections".
const EVENTS: &Words = words!(
    "election elections midterms caucus caucuses primary primaries convention championship championships tournament cup census pandemic earthquake tsunami hurricane referendums olympics games playoffs finals protests riots uprisings attacks floods wildfires talks reforms prices values earnings terms dollars sales revenues profits levels ebitda budget",
);

/// "2024 elections", "2020 Nevada caucuses": does token `i` begin what happens in a year?
fn names_event(line: &Line<'_>, i: usize) -> bool {
    let names = (i..i + 4).take_while(|at| {
        line.is_capital(*at)
            || line.is_in(*at, words!("general presidential local federal national regional parliamentary summer winter"))
    });
    line.is_in(i + names.count(), EVENTS)
}

/// "the Wildlife Act, 1972".
fn is_of_law(line: &Line<'_>, i: usize) -> bool {
    const LAWS: &Words = words!(
        "act acts bill code constitution convention law order ordinance regulation regulations rules statute treaty"
    );
    let law = i.wrapping_sub(2);
    i > 2 && line.is_sign(i - 1, &[',']) && line.is_in(law, LAWS) && line.is_capital(law)
}

/// A year standing alone.
fn year(line: &Line<'_>, i: usize) -> Option<Read> {
    let value = four_digits(line, i)?;
    let read = Some((Date::year(value), i + 1));
    if let Some(period) = period_code(line.word(i + 1)).filter(|_| !line.is_glued(i + 1)) {
        let date = Date {
            year: Some(value),
            period,
        };
        return Some((date, i + 2));
    }
    let next = i + 1 + usize::from(line.is_hyphen(i + 1));
    let is_amount = line.has(
        next,
        Class::SCALE | Class::MEASURE | Class::TIME | Class::CURRENCY,
    ) || line.is_sign(next, &['%', '°', '€', '£', '$'])
        || line.is_in(next, words!("percent per pc hrs gmt pct times points"))
        || line.is_sign(i + 1, &[':']) && line.is_glued(i + 2);
    let is_part = line.is_glued(i + 1) && line.is_word(i + 1);
    let is_named = i > 0 && line.is_sign(i - 1, &['#', '$', '€', '£', '₹', '/']);
    if is_amount || is_part || is_named || is_numbered(line, i) {
        return None;
    }
    let before = if i > 0 && line.is_hyphen(i - 1) {
        i.wrapping_sub(2)
    } else {
        i.wrapping_sub(1)
    };
    if line.is_in(before, BEFORE_YEAR) || line.has(before, Class::MONTH) && line.is_capital(before)
    {
        return read;
    }
    // "by about 2029"
    let is_about = line.is_in(before, words!("about around roughly approximately"))
        && line.is_in(
            before.wrapping_sub(1),
            words!("by in since until from till"),
        );
    let ends = line.get(i + 1).is_none() || line.is_sign(i + 1, &['.', ',', ';', ')']);
    // "from roughly 1948 to 1951"
    let goes_on = line.is_in(i + 1, words!("to and")) && four_digits(line, i + 2).is_some();
    if is_about && (ends || goes_on) || is_of_law(line, i) {
        return read;
    }
    let is_recent = (1800..=2100).contains(&value);
    let plural = line.is_plural(i + 1) && !line.is_capital(i + 1);
    let led = line.has(before, Class::DET)
        || line.word(before).ends_with("'s")
        || line.word(before).ends_with("’s")
        || line.is_in(before, words!("by of to from for than through and"));
    let counts = if line.is(before, "by") {
        // "rose by 1986 people", but "by 1986 people could cross".
        plural && before > 0 && line.has(before - 1, Class::VERB)
    } else if led {
        plural && line.has(i + 1, Class::PERSON) && !line.has(before, Class::DET)
    } else if names_event(line, i + 1) {
        false
    } else {
        plural
            || line.is_in(before, BEFORE_COUNT)
            || line.has(before, Class::VERB) && !line.is_sign(i + 1, &[',', '.', ')'])
    };
    if is_recent && !counts { read } else { None }
}

/// "Article 1950", "Flight 2012", "Agenda 2030".
fn is_numbered(line: &Line<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else {
        return false;
    };
    if line.is_sign(before, &['.']) && i > 1 && line.is_in(i - 2, words!("no nos")) {
        return true;
    }
    line.has(before, Class::LABEL)
        && !line.has(before, Class::PREP)
        && !line.is_in(before, words!("year day olympics season quarter"))
        || line.has(before, Class::BRAND)
}

/// "early", "mid" or "late" before the date at `i`.
pub(super) fn part(line: &Line<'_>, i: usize) -> Option<Qualifier> {
    let hyphen = usize::from(i > 0 && line.is_hyphen(i - 1));
    let at = i.checked_sub(1 + hyphen)?;
    let at = if line.is(at, "in") {
        at.checked_sub(1)?
    } else {
        at
    };
    let at = if line.is(at, "the") && line.is(i, "spring") {
        at.checked_sub(1)?
    } else {
        at
    };
    Some(match line.word(at) {
        "early" | "Early" => Qualifier::Early,
        "mid" | "Mid" | "middle" => Qualifier::Mid,
        "late" | "Late" => Qualifier::Late,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::lex::Tokens;

    fn dates(text: &str) -> String {
        let mut tokens = Tokens::default();
        tokens.read(text, 0..text.len(), &[]);
        let line = Line::new(text, &tokens.all);
        let mut out = Vec::new();
        let mut i = 0;
        while i < line.len() {
            if let Some(dated) = at(&line, i) {
                let value = match dated.value {
                    Value::Dates(low, high) => format!("{low}/{high}"),
                    value => value.to_string(),
                };
                out.push(format!("{}={value}", line.words(i, dated.end)));
                i = dated.end;
            } else {
                i += 1;
            }
        }
        out.join("; ")
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(dates(text), expected, "{text}");
    }

    #[test]
    fn days_and_months() {
        check("born on 14 March 1958 in", "14 March 1958=1958-03-14");
        check("on March 14, 1958, he", "March 14, 1958=1958-03-14");
        check("by 20 July", "20 July=XXXX-07-20");
        check("on the 4th of July", "4th of July=XXXX-07-04");
        check("Sept. 3rd", "Sept. 3rd=XXXX-09-03");
        check("in March 2024", "March 2024=2024-03");
        check(
            "on 2024-03-14 and 14/03/2024",
            "2024-03-14=2024-03-14; 14/03/2024=2024-03-14",
        );
        check("am 14.03.2024", "14.03.2024=2024-03-14");
        check("they may 5 times", "");
        check("they march 15 miles", "");
    }

    #[test]
    fn spans() {
        check("between 2015 and 2022", "2015 and 2022=2015/2022");
        check("from 1996 to 2004", "1996 to 2004=1996/2004");
        check("the 2019-20 season", "2019-20=2019/2020");
        check("the 2023/24 budget", "2023/24=2023/2024");
        check("1914–18", "1914–18=1914/1918");
        check("20–25 July 2024", "20–25 July 2024=2024-07-20/2024-07-25");
        check("July 20-25", "July 20-25=XXXX-07-20/XXXX-07-25");
        check(
            "30 June to 2 July 2024",
            "30 June to 2 July 2024=2024-06-30/2024-07-02",
        );
        check(
            "January to March 2024",
            "January to March 2024=2024-01/2024-03",
        );
        check("in 2019 and 2020", "2019=2019; 2020=2020");
    }

    #[test]
    fn quarters_decades_and_fiscal_years() {
        check("in Q1 2024 and Q3", "Q1 2024=2024-Q1; Q3=XXXX-Q3");
        check("the third quarter of 2023", "third quarter of 2023=2023-Q3");
        check("in FY2025, FY24", "FY2025=FY2025; FY24=FY2024");
        check("in fiscal 2024", "fiscal 2024=FY2024");
        check("the 1990s", "1990s=1990s");
        check("the late ’80s", "’80s=1980s");
        check("in the 70s", "70s=1970s");
        check("in his late 40s", "");
    }

    #[test]
    fn a_year_is_told_from_a_count() {
        check("In 2021 officials said", "2021=2021");
        check("the 2024 elections", "2024=2024");
        check("killed 2000 people", "");
        check("of 2000 soldiers", "");
        check("about 1900 homes", "");
        check("Resolution 1950 says", "");
        check("built in 1066", "1066=1066");
        check("1066 pages", "");
        check("2000 km away", "");
        check("Since 2017, exports", "2017=2017");
        check("and by 1986 citizens could live there", "1986=1986");
        check("rose by 1986 people", "");
        check("(2019)", "2019=2019");
    }
}
