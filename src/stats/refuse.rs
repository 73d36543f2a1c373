//! Tells figures from names with a number, identifiers, labels and turns of phrase.

mod code;
mod idle;

use super::{
    figure::Figure,
    lex::Lexeme,
    lexicon::{Class, sense},
    line::Line,
    phrase,
    value::{Kind, Value},
    words::{Words, words},
};

/// Is `figure`, which the grammar read, no figure at all?
pub(super) fn is_refused(line: &Line<'_>, figure: &Figure) -> bool {
    is_furniture(line, figure)
        || is_raised(line, figure)
        || is_joined_name(line, figure)
        || is_clock(line, figure)
        || is_dialled(line, figure)
        || is_base(line, figure)
        || idle::is_loose(line, figure)
        || match figure.kind {
            Kind::Count | Kind::Number | Kind::Rate | Kind::Score
                if figure.is_bare || figure.kind == Kind::Score =>
            {
                is_bare_refused(line, figure)
            }
            Kind::Duration => idle::is_idle_time(line, figure),
            Kind::Multiple => idle::is_idle_multiple(line, figure),
            _ => false,
        }
}

fn is_bare_refused(line: &Line<'_>, figure: &Figure) -> bool {
    code::is_code(line, figure)
        || is_labelled(line, figure)
        || is_bracketed(line, figure)
        || is_marker(line, figure)
        || is_brand(line, figure)
        || is_address(line, figure)
        || is_citation(line, figure)
        || is_slashed(line, figure)
        || is_capital_name(line, figure)
        || is_model(line, figure)
        || idle::is_one(line, figure)
        || idle::is_idle_word(line, figure)
}

/// "Rs 2,000 per 40kg": what a price is for.
fn is_base(line: &Line<'_>, figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Measure | Kind::Duration)
        && line.is(figure.start.wrapping_sub(1), "per")
}

/// The 6 of 10^6.
fn is_raised(line: &Line<'_>, figure: &Figure) -> bool {
    line.is_glued(figure.start) && line.is_sign(figure.start.wrapping_sub(1), &['^'])
}

/// "F-16", "COVID-19", "4471-B", "7-Eleven", "two-tier".
fn is_joined_name(line: &Line<'_>, figure: &Figure) -> bool {
    let start = figure.start;
    if start >= 2 && line.is_hyphen(start - 1) && figure.kind != Kind::Date {
        let prefix = line.word(start - 2);
        let opens = [
            "mid",
            "early",
            "late",
            "pre",
            "post",
            "under",
            "over",
            "sub",
            "near",
            "a",
            "non",
            "magnitude",
        ];
        if !opens.iter().any(|word| prefix.eq_ignore_ascii_case(word)) {
            return true;
        }
    }
    let hyphen = figure.end;
    if !line.is_hyphen(hyphen) || figure.resume > figure.end || figure.kind == Kind::Date {
        return false;
    }
    let next = hyphen + 1;
    match figure.kind {
        Kind::Count | Kind::Number => !is_counted_behind_hyphen(line, figure, next),
        _ => false,
    }
}

/// Nouns that stand in the singular behind what counts them: "a 15-member panel", "the 180 page report".
const COUNTED: &Words = words!(
    "member nation seat strong country state vehicle ship page judge point goal game match seater bed bedroom room storey story vote run team truck car party item seat wicket school site unit home house apartment flat floor turbine reactor plane aircraft tank judge justice mile count man acre lane stop event city question",
);

/// "15-member panel" counts; "two-tier", "5-HT" and "one-off" do not.
fn is_counted_behind_hyphen(line: &Line<'_>, figure: &Figure, next: usize) -> bool {
    let counted = line.has(next, Class::PERSON | Class::FORCE) || line.is_in(next, COUNTED);
    // "two-state", "one-party" and "two-lane" are kinds, "a nine-party bloc" has nine.
    let is_few = matches!(figure.value, Value::Number(n) if n < 3.0);
    let is_kind = line.is_in(next, words!("point stop"))
        || is_few && line.is_in(next, words!("state party man lane"));
    counted && !line.is_capital(next) && (!figure.is_worded || !is_kind)
}

/// "Article 370", "flight 1208", "bib number 31", "page 4".
fn is_labelled(line: &Line<'_>, figure: &Figure) -> bool {
    let Some(mut before) = figure.start.checked_sub(1) else {
        return false;
    };
    if line.is_sign(before, &['.', ':'])
        && before > 0
        && line.is_in(
            before - 1,
            words!("no nos n fig figs vol pp p ch sec art id isbn issn ref tel"),
        )
    {
        return true;
    }
    // "questions 1, 2, 10 and 11", "pages 12–15": the label stands before the first.
    let near = before;
    while before > 1
        && (line.is_sign(before, &['-', '–', '—', '/', ',', '&'])
            || line.is_in(before, words!("and or to of")))
        && (line.number(before - 1).is_some()
            || line.is_sign(before - 1, &[',']) && line.number(before.saturating_sub(2)).is_some())
    {
        before -= if line.is_sign(before - 1, &[',']) {
            3.min(before)
        } else {
            2
        };
    }
    // "CVE-2021-26855, 26857 and 27065"
    if before < near && line.is_hyphen(before) && figure.kind != Kind::Score {
        return true;
    }
    // "Situation report 14", "Situation report – 14" is the fourteenth.
    let is_last = line.get(figure.end).is_none() && !figure.is_worded;
    let is_set_off = line.is_sign(before, &['-', '–', '—', ':']);
    if is_last
        && line.is_in(
            before.saturating_sub(usize::from(is_set_off)),
            words!("report bulletin update newsletter edition sitrep"),
        )
    {
        return true;
    }
    // "No 10 said".
    if line.word(before) == "No" && !line.is_plural(figure.noun) {
        return true;
    }
    if line.is_in(before, words!("number numbered numbers nr no"))
        && !line.has(figure.noun, Class::PERSON)
    {
        return line.is(before, "number") && !line.has(figure.start, Class::POWER)
            || line.is_in(before, words!("numbered nr"));
    }
    // "leads the series 2-0"
    if figure.kind == Kind::Score && line.is(before, "series") {
        return false;
    }
    let token = line.tokens[before];
    let singular = line.word(before).strip_suffix('s').unwrap_or_default();
    let is_label = token.has(Class::LABEL)
        || sense(singular).class.has(Class::LABEL) && !token.has(Class::VERB);
    if !is_label || token.has(Class::PREP | Class::DET) {
        return false;
    }
    let first = line.get(figure.start);
    let small = first.is_some_and(|token| !token.is_grouped) && !has_scale(line, figure);
    // "phase four funding", "phase 3 trials"
    let is_part = line.is_in(
        before,
        words!("phase stage tier category chapter volume grade"),
    );
    if is_part && small && !line.has(figure.noun, Class::PERSON) {
        return true;
    }
    let worded = figure.is_worded && !line.is_capital(figure.start);
    // "6 phones" are counted; "phone 6 starts at" is not.
    let counts = line.is_plural(figure.noun)
        && !line.has(figure.noun, Class::VERB)
        && !token.is_capital
        && figure.end == figure.noun;
    // "wants to build 14 schools"
    let is_built = line.is(before, "build") && line.is_plural(figure.noun + 1);
    let counts = counts || is_built;
    small && !worded && (!counts || first.is_some_and(|token| token.is_decimal))
}

fn has_scale(line: &Line<'_>, figure: &Figure) -> bool {
    (figure.start..figure.end).any(|at| {
        line.has(at, Class::SCALE | Class::POWER) || line.is_glued(at) && line.is_word(at)
    })
}

/// `[12]`: a reference to a note; `(12)` after words.
fn is_bracketed(line: &Line<'_>, figure: &Figure) -> bool {
    let before = figure.start.wrapping_sub(1);
    let square = line.is_sign(before, &['[']) && line.is_sign(figure.end, &[']', ',', '-', '–']);
    // "27% (-1)" says by how much, and is no note.
    let is_signed = line.is_sign(figure.start, &['-', '−']);
    let round = line.is_sign(before, &['('])
        && !is_signed
        && line.is_sign(figure.end, &[')'])
        && !figure.is_worded
        && before > 0
        && !line.is_capital(before - 1);
    // A note as a sentence of its own, "(3,4)", is no number with a decimal comma.
    let is_all = figure.start == 1
        && line.is_sign(0, &['('])
        && line.is_sign(figure.end, &[')'])
        && line.len() <= figure.end + 2;
    square
        || is_all && !figure.is_worded
        || is_in_list(line, figure.start)
        || round
            && !has_scale(line, figure)
            && !line.get(figure.start).is_some_and(|token| token.is_grouped)
}

/// "(27, 28, 29)": several notes at once.
fn is_in_list(line: &Line<'_>, at: usize) -> bool {
    let is_part = |at: &usize| {
        let is_note = |n: f64| n.fract() == 0.0 && n < 1000.0;
        line.number(*at).is_some_and(is_note) || line.is_sign(*at, &[',', '-', '–'])
    };
    let open = (0..at).rev().take(24).find(|at| !is_part(at));
    let close = (at..line.len()).take(24).find(|at| !is_part(at));
    let is_open = open.is_some_and(|open| open > 0 && line.is_sign(open, &['(']));
    let is_closed = close.is_some_and(|close| line.is_sign(close, &[')']));
    let has_comma = |at: usize| line.is_sign(at, &[',']);
    is_open && is_closed && (has_comma(at + 1) || has_comma(at.wrapping_sub(1)))
}

/// "1." or "2)" at the start of a line: a list or section number. "4.2 Results" too.
fn is_marker(line: &Line<'_>, figure: &Figure) -> bool {
    if figure.start > 1 || figure.start == 1 && line.sign(0).is_none() {
        return false;
    }
    let below = |most: f64| matches!(figure.value, Value::Number(n) if n < most);
    let closed = line.is_sign(figure.end, &['.', ')', ']'])
        && line
            .get(figure.end + 1)
            .is_some_and(|token| token.is_spaced);
    let dotted = line.get(figure.start).is_some_and(|token| token.is_decimal)
        && line.is_capital(figure.end)
        && line
            .get(figure.end)
            .is_some_and(|token| token.lexeme == Lexeme::Word && !token.has(Class::MEASURE));
    !figure.is_worded && (below(200.0) && closed || below(1000.0) && dotted)
}

/// "S&P 500", "FTSE 100", "Fortune 500".
fn is_brand(line: &Line<'_>, figure: &Figure) -> bool {
    let Some(before) = figure.start.checked_sub(1) else {
        return false;
    };
    let grouped = line
        .get(figure.start)
        .is_some_and(|token| token.is_grouped || token.is_decimal);
    let named = |at: usize| line.has(at, Class::BRAND) && line.is_capital(at);
    let far = before > 0 && named(before - 1) && line.is_capital(before);
    (named(before) || far) && !grouped
}

/// "29 CFR 1910", "44 U.S.C. 3552": where a law is printed; "2015; 28: 685-690", "12(3):45–61": where
/// an article is.
fn is_citation(line: &Line<'_>, figure: &Figure) -> bool {
    let start = figure.start;
    let is_year = |at: usize| line.get(at).is_some_and(|token| token.digits == 4);
    let is_volume = start > 1 && line.is_sign(start - 1, &[';']) && is_year(start - 2);
    let has_volume = |at: usize| line.number(at).is_some() || line.is_sign(at, &[')']);
    let is_page = start > 3
        && line.is_sign(start - 1, &[':'])
        && has_volume(start - 2)
        && (start.saturating_sub(8)..start).any(|at| line.is_sign(at, &[';']));
    is_volume || is_page || is_law(line, figure)
}

fn is_law(line: &Line<'_>, figure: &Figure) -> bool {
    line.is_capital(figure.end)
        && line.is_in(
            figure.end,
            words!("cfr c.f.r. usc u.s.c. u.s.c stat f.2d f.3d"),
        )
}

/// What has a number on its door.
const HOMES: &Words = words!(
    "flat house home apartment room office shop villa residence bungalow suite premises property"
);

/// "10 Downing Street".
fn is_address(line: &Line<'_>, figure: &Figure) -> bool {
    // "a flat at 302, Sai Krupa"
    let is_door = line.is(figure.start.wrapping_sub(1), "at")
        && line.is_sign(figure.end, &[','])
        && line.is_capital(figure.end + 1)
        && line
            .get(figure.start)
            .is_some_and(|token| token.digits == 3 && !token.is_decimal);
    if is_door && figure.start > 1 && line.is_in(figure.start - 2, HOMES) {
        return true;
    }
    if figure.is_worded || !line.is_capital(figure.end) {
        return false;
    }
    (figure.end + 1..figure.end + 4)
        .take_while(|at| line.is_word(*at) && line.is_capital(*at))
        .any(|at| line.has(at, Class::ADDRESS))
}

/// `24/7`, `9/11`: two numbers and a stroke.
fn is_slashed(line: &Line<'_>, figure: &Figure) -> bool {
    let stroke = |at: usize| line.is_sign(at, &['/']) && line.is_glued(at) && line.is_glued(at + 1);
    stroke(figure.end) || figure.start > 0 && stroke(figure.start - 1)
}

/// "10:30", "9 a.m.", "at 1400 GMT".
fn is_clock(line: &Line<'_>, figure: &Figure) -> bool {
    if matches!(
        figure.kind,
        Kind::Date | Kind::Money | Kind::Percent | Kind::Ratio
    ) {
        return false;
    }
    let colon = |at: usize| line.is_sign(at, &[':']) && line.is_glued(at) && line.is_glued(at + 1);
    let minutes = colon(figure.end) && line.number(figure.end + 1).is_some();
    let behind =
        figure.start >= 2 && colon(figure.start - 1) && line.number(figure.start - 2).is_some();
    let zone = line.is_in(figure.end, words!("am pm a.m. p.m. a.m p.m gmt utc bst cet est o'clock o’clock noon midnight hrs gst ist edt pdt"));
    minutes || behind || zone || is_told_as_time(line, figure.end) || is_hour(line, figure)
}

/// "10 local time", "14 hours GMT", "6 in the morning".
fn is_told_as_time(line: &Line<'_>, i: usize) -> bool {
    let told: [&[&str]; 6] = [
        &["local", "time"],
        &["hours", "local"],
        &["hours", "gmt"],
        &["in", "the", "morning"],
        &["in", "the", "afternoon"],
        &["in", "the", "evening"],
    ];
    line.is_in(i, words!("local hours in")) && told.iter().any(|words| line.are(i, words))
}

/// "came at 7", "starts at nine": an hour of the day without saying so.
fn is_hour(line: &Line<'_>, figure: &Figure) -> bool {
    let small = matches!(figure.value, Value::Number(n) if n <= 24.0 && n.fract() == 0.0);
    let before = figure.start.wrapping_sub(1);
    if !figure.is_bare || !small || !line.is(before, "at") {
        return false;
    }
    let timed = (figure.start.saturating_sub(5)..figure.start).any(|at| {
        line.is_in(at, words!("came come comes arrive arrived arrives began begin begins start starts started end ends ended open opens opened close closes closed left leave leaves meet meets met woke due scheduled departs departed"))
    });
    timed && !phrase::is_nominal(line, figure.end)
}

/// Digits in groups, or digits after "call", "phone", "ID".
fn is_dialled(line: &Line<'_>, figure: &Figure) -> bool {
    if figure.kind == Kind::Date || figure.unit.is_some() {
        return false;
    }
    let start = figure.start;
    // "Fruit: +5.47" is a change.
    let is_decimal = line.get(start).is_some_and(|token| token.is_decimal);
    let is_digit = line.get(start).is_some_and(|token| token.digits <= 2);
    let is_score = start > 1
        && is_digit
        && (line.is_sign(start - 2, &['('])
            || line.is_capital(start - 2) && !line.is_in(start - 2, words!("utc gmt call tel")));
    let plus = start > 0
        && line.is_sign(start - 1, &['+'])
        && line.is_glued(start)
        && !is_decimal
        && !is_score;
    let next = figure.end;
    let number = |at: usize| line.number(at).is_some();
    let hyphened =
        line.is_hyphen(next) && number(next + 1) && line.is_hyphen(next + 2) && number(next + 3);
    let chained = start >= 2 && line.is_hyphen(start - 1) && number(start - 2);
    // "400 737 Max jets"
    let is_name = line.is_capital(next + 1) && line.is_word(next + 1);
    let spaced = number(next) && !is_name || start > 0 && number(start - 1);
    let bracketed = start > 0
        && line.is_sign(start - 1, &['('])
        && line.is_sign(next, &[')'])
        && number(next + 1);
    let after_bracket =
        start > 0 && line.is_sign(start - 1, &[')']) && start > 1 && number(start - 2);
    let dial = (start.saturating_sub(4)..start).any(|at| line.has(at, Class::DIAL))
        && line.get(start).is_some_and(|token| token.digits >= 3)
        && !line.is_plural(figure.noun);
    let whole = matches!(figure.kind, Kind::Count | Kind::Score | Kind::Number);
    whole
        && !figure.is_worded
        && (plus || hyphened || chained || spaced || bracketed || after_bracket || dial)
}

/// A capitalised word before a small bare number makes a name: "Boeing 737", "Base 22", "Channel 4".
/// So does a number in words with a capital inside a sentence: "Group of Seven", "Formula One".
fn is_capital_name(line: &Line<'_>, figure: &Figure) -> bool {
    let start = figure.start;
    let is_signed = line.sign(start).is_some();
    if line.is_titled || start == 0 || is_signed || figure.kind == Kind::Score {
        return false;
    }
    if figure.is_worded {
        let opens = line.is_sign(
            start - 1,
            &['"', '“', '‘', '(', ':', '—', '–', '-', '•', '\''],
        );
        let inner = line.is_capital(start) && !opens;
        let named = line.is_capital(start)
            && line.is_capital(figure.end)
            && line.is_in(
                figure.end,
                words!("eyes seasons nations pillars corners day years"),
            );
        return inner || named;
    }
    let first = line.get(start).is_some_and(|token| token.is_grouped);
    let before = start - 1;
    // "95% CI 89.3–96.8"
    let is_interval = line.is(before, "CI");
    let is_name = line.is_word(before)
        && !is_interval
        && line.is_capital(before)
        && (before > 0 && !line.is_sign(before - 1, &['.', '"', '“', ':', '•'])
            || line.get(before).is_some_and(|token| token.is_grouped)
            || is_proper(line, before));
    let known = line.has(
        before,
        Class::PREP
            | Class::DET
            | Class::CONJ
            | Class::VERB
            | Class::AUX
            | Class::MONTH
            | Class::WEEKDAY
            | Class::ADV,
    );
    let counts = line.is_plural(figure.noun)
        && (before > 0 && line.has(before - 1, Class::PREP)
            || line.has(figure.noun, Class::PERSON)
            || line.is_in(figure.noun, words!("points seats votes goals runs wickets")));
    is_name && !known && !first && !has_scale(line, figure) && !counts
}

/// "the 777 program": digits behind an article that count no plural name something.
fn is_model(line: &Line<'_>, figure: &Figure) -> bool {
    let next = figure.end;
    let is_bare = figure.end == figure.start + 1 && !figure.is_worded;
    let is_long = line
        .get(figure.start)
        .is_some_and(|token| token.digits >= 3 && !token.is_grouped && !token.is_decimal);
    if !is_bare || !is_long || !line.is(figure.start.wrapping_sub(1), "the") {
        return false;
    }
    let is_level = line.is_in(
        next,
        words!("mark level barrier threshold limit target total figure strong"),
    ) || line.is_in(next, COUNTED);
    let counts = line.has(
        next,
        Class::PERSON | Class::HARM | Class::DEATH | Class::PLURAL,
    );
    let is_one = phrase::is_nominal(line, next)
        && phrase::noun(line, next, true).is_some_and(|noun| {
            !(noun.start..noun.end).any(|at| line.is_plural(at) || line.has(at, Class::PLURAL))
        });
    is_one && !is_level && !counts
}

/// At the start of a sentence a capital says little; a plural or a common word is no name.
fn is_proper(line: &Line<'_>, i: usize) -> bool {
    let word = line.word(i);
    word.len() > 1 && word.chars().skip(1).any(char::is_uppercase)
}

/// "4 min read", "12 comments", "3 shares" on a line of their own.
fn is_furniture(line: &Line<'_>, figure: &Figure) -> bool {
    let read = line.is(figure.end, "read")
        && figure.kind == Kind::Duration
        && (line.len() < 10 || line.has(figure.end - 1, Class::TIME));
    let shown = line.is_in(
        figure.end,
        words!("comments comment shares share likes views replies followers min mins claps"),
    );
    let barred = shown
        && (line.is_sign(figure.start.wrapping_sub(1), &['|', '·', '•'])
            || line.is_sign(figure.end + 1, &['|', '·', '•']));
    let ago = figure.kind == Kind::Duration && line.is(figure.end, "ago") && line.len() < 8;
    read || barred && figure.is_bare
        || line.len() < 6 && shown && figure.start < 2 && figure.is_bare
        || ago && figure.end + 1 >= line.len() && figure.start < 4
}
