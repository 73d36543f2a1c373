//! Turns of phrase with a number in them that counts nothing: "one of", "in two", "a year or two".

use crate::stats::{
    amount,
    figure::Figure,
    lexicon::{Class, currency_sign},
    line::Line,
    phrase,
    value::Value,
    words::{Words, words},
};

/// Nouns and verbs behind "one" with which it counts nothing: "one day", "one could".
const AFTER_ONE: &Words = words!(
    "side point day time thing way hand another such reason example sign step case more by who that which can could might may must should would is was has had will does did and or to in on at for from with another's else being option word place area aspect moment instance idea factor question problem issue lesson theory possibility explanation morning evening night afternoon where when of the final last direction end stage respect sense form kind part key major big recent former senior western prominent notable analyst official observer expert off stop",
);

/// "one of", "no one", "at one point": not figures. "One person was killed" is.
pub(super) fn is_one(line: &Line<'_>, figure: &Figure) -> bool {
    if !line.is(figure.start, "one") || figure.end != figure.start + 1 {
        return false;
    }
    let next = figure.end;
    let before = figure.start.wrapping_sub(1);
    let led = line.has(before, Class::DET)
        || line.is_in(
            before,
            words!("no any every each this that only some number as like"),
        ) && !line.is(before, "only")
        || line.word(before).ends_with("'s");
    let noun = line.is_word(next)
        && !line.is_function(next)
        && (!line.is_plural(next) || line.has(next, Class::HARM | Class::PLURAL))
        && !line.is_in(next, AFTER_ONE);
    // "One survey reported"
    let tells = line.has(next, Class::PAPER) && line.has(next + 1, Class::REPORT);
    led || tells
        || !noun
        || line.is_hyphen(next)
        || line.has(next, Class::VERB | Class::REPORT) && !line.has(next, Class::HARM)
}

/// "two by two", "cut in two", "zero tolerance", "the two".
pub(super) fn is_idle_word(line: &Line<'_>, figure: &Figure) -> bool {
    // "7.4 out of 10"
    let is_scale = figure.start > 2 && line.are_before(figure.start, &["out", "of"]);
    if is_scale
        && line
            .get(figure.start - 3)
            .is_some_and(|token| token.is_decimal)
    {
        return true;
    }
    if !figure.is_worded {
        return false;
    }
    let next = figure.end;
    let before = figure.start.wrapping_sub(1);
    let noun = line.is_hyphen(next) || phrase::is_nominal(line, next) || line.is_plural(next);
    let small = matches!(figure.value, Value::Number(n) if n <= 12.0);
    let level = (figure.start.saturating_sub(8)..figure.start).any(|at| {
        line.is_in(
            at,
            words!(
                "put puts putting stood stands estimated toll number count total remains remained"
            ),
        )
    });
    let alone = small && !noun && !line.is(next, "of");
    let split = alone
        && (line.is_in(before, words!("in into by the these those or of"))
            || line.is(before, "at") && !level
            || line.is_in(next, words!("by or"))
            || line.is_sign(next, &['—']));
    let sides = small
        && line.is_in(next, words!("sides countries' men's thirds halves"))
        && line.is_in(before, words!("the both"));
    let article = line.is(figure.start, "a")
        && !line.has(figure.start + 1, Class::PART)
        && !line.is_in(
            figure.start + 1,
            words!("hundred thousand million billion trillion dozen lakh crore few couple"),
        );
    split || sides || article
}

/// "a year or two", "an hour or two each week"
pub(super) fn is_loose(line: &Line<'_>, figure: &Figure) -> bool {
    let start = figure.start;
    start >= 3
        && line.is(start - 1, "or")
        && line.is_in(start - 3, words!("a an"))
        && line.is_word(start - 2)
        && line.has(start, Class::CARDINAL)
}

/// "one day", "a second": time that measures nothing. "4 min read" is furniture.
pub(super) fn is_idle_time(line: &Line<'_>, figure: &Figure) -> bool {
    let named = !line.is_titled
        && figure.is_worded
        && line.is_capital(figure.start)
        && (figure.start + 1..figure.end).any(|at| line.is_capital(at));
    let is_one = line.is(figure.start, "one") && !line.is_hyphen(figure.start + 1);
    let day = line.is_in(figure.end - 1, words!("day second minute"));
    let before = figure.start.wrapping_sub(1);
    let measured = line.is_in(
        before,
        words!("in within for after than only just lasted took least last"),
    );
    let later = line.is_in(figure.end, words!("later ago earlier before after"));
    named || is_one && day && !measured && !later
}

/// "a double agent"; "scored twice", which says how often and compares nothing.
pub(super) fn is_idle_multiple(line: &Line<'_>, figure: &Figure) -> bool {
    let next = figure.end;
    // "scores twice as Rovers lose", but "twice as likely"
    let is_while = line.is(next, "as")
        && (line.is_capital(next + 1) && !line.is_titled || line.has(next + 1, Class::PRON));
    let compares = !is_while && line.is_in(
        next,
        words!("as the its their his her our what that those this these normal average usual current previous more higher lower larger bigger greater faster likelier"),
    ) || amount::at(line, next).is_some()
        || line.sign(next).and_then(currency_sign).is_some()
        || line.word(next).ends_with("'s")
        || line.word(next).ends_with("’s");
    if line.is_in(figure.start, words!("twice thrice")) && !compares {
        return true;
    }
    // "the 777x jets", "10x believes", "10x projects": a name
    let is_letter = line.is_glued(figure.end - 1) && line.is_in(figure.end - 1, words!("x"));
    let is_led = line.is(figure.start.wrapping_sub(1), "the") && phrase::is_nominal(line, next);
    let is_named = (line.is_plural(next) || is_led)
        && !line.has(next, Class::MOVE | Class::MEASURE | Class::TIME);
    if is_letter && is_named && !compares {
        return true;
    }
    line.is_in(next, words!("agent agents murder standards standard digits room glazing whammy jeopardy bed bogey jump vision act bill"))
}
