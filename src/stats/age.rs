//! Ages that are not said in years: "aged 18-35", "over-65s", "children under 5", "Khan, 34,".

use super::{
    figure::Figure,
    lexicon::Class,
    line::Line,
    value::{Kind, Unit, Value},
    words::{Words, words},
};

/// `figure` as an age, where what stands round it makes it one.
pub(super) fn turn(line: &Line<'_>, figure: Figure) -> Figure {
    let fits = figure.is_bare && figure.kind == Kind::Count && in_life(figure.value);
    let own =
        line.is_glued(figure.end) && line.word(figure.end) == "s" && figure.kind == Kind::Count;
    if own && is_bounded(line, figure.start) {
        return aged(Figure {
            end: figure.end + 1,
            resume: figure.end + 1,
            noun: figure.end + 1,
            ..figure
        });
    }
    let score = figure.kind == Kind::Score && is_aged(line, figure.start);
    if score && let Value::Score(low, high) = figure.value {
        return aged(Figure {
            value: Value::Range(low.into(), high.into()),
            ..figure
        });
    }
    let is_told = || is_aged(line, figure.start) || is_said(line, &figure);
    if fits && (is_told() || is_group(line, &figure) || is_apposed(line, &figure)) {
        return aged(figure);
    }
    figure
}

fn aged(mut figure: Figure) -> Figure {
    figure = Figure {
        kind: Kind::Age,
        unit: Some(Unit::Known("year")),
        is_bare: false,
        ..figure
    };
    figure
}

fn in_life(value: Value) -> bool {
    let fits = |n: f64| (0.0..=120.0).contains(&n);
    match value {
        Value::Number(n) => fits(n),
        Value::Range(low, high) => fits(low) && fits(high),
        _ => false,
    }
}

/// "over-65s", "under 18s".
fn is_bounded(line: &Line<'_>, start: usize) -> bool {
    let at = start.saturating_sub(1 + usize::from(start > 0 && line.is_hyphen(start - 1)));
    start > 0 && line.is_in(at, words!("over under the")) && !line.is(at, "the")
}

/// "aged 34", "ages 5 to 11", "the age of 65", "aged between 5 and 11", "aged under 5", "dead at 62"; not
/// "put the dead at 62".
fn is_aged(line: &Line<'_>, start: usize) -> bool {
    let lived = [
        ["died", "at"],
        ["dies", "at"],
        ["dead", "at"],
        ["retired", "at"],
        ["retire", "at"],
        ["married", "at"],
        ["eligible", "at"],
    ];
    let are_dead = start > 2 && line.is_in(start - 3, words!("the of"));
    if !are_dead && lived.iter().any(|words| line.are_before(start, words)) {
        return true;
    }
    // "who died in 2011 at 77"
    let died = start > 2
        && line.is(start - 1, "at")
        && line.get(start - 2).is_some_and(|token| token.digits == 4)
        && (start.saturating_sub(5)..start).any(|at| line.is_in(at, words!("died dies")));
    if died {
        return true;
    }
    let mut at = start;
    // "aged 29 and 41"
    while at > 2
        && line.is_in(at - 1, words!("and ,"))
        && line.number(at - 2).is_some_and(|n| n <= 120.0)
    {
        at -= 2;
    }
    let start = at;
    while at > 0
        && (line.is_in(
            at - 1,
            words!("between from under over about around of just only at least below above up to"),
        ) && start - at < 3)
    {
        at -= 1;
    }
    at > 0 && line.is_in(at - 1, words!("aged ages age"))
}

/// "since I was 17", "she turned 40", "when he was 12"
fn is_said(line: &Line<'_>, figure: &Figure) -> bool {
    let start = figure.start;
    let turns = line.is_in(start.wrapping_sub(1), words!("turned turns turning"));
    let was = line.is_in(start.wrapping_sub(1), words!("was is am"));
    let is_person =
        start > 1 && line.is_in(start - 2, words!("i he she who youngest oldest eldest"));
    let next = figure.end;
    let ends = line.get(next).is_none()
        || line.is_sign(
            next,
            &['.', ',', ';', '(', ')', '—', '–', '!', '?', '”', '"'],
        )
        || line.is_in(next, words!("when and or"));
    let is_when = start > 2 && line.is_in(start - 3, words!("when since because until before"));
    is_person && ends && (turns || was && (is_when || !figure.is_worded))
}

/// "children under 5", "those over 60".
fn is_group(line: &Line<'_>, figure: &Figure) -> bool {
    let start = figure.start;
    // "three-quarters were under 18"
    let are = start > 2 && line.is_in(start - 2, words!("were are was is"));
    let is_grown =
        line.is_in(figure.start, words!("16 18 21")) && !line.is_in(figure.end, words!("of per"));
    let bounded = start > 1
        && line.is_in(start - 1, words!("under over below above"))
        && (line.has(start - 2, Class::AGED) || line.is(start - 2, "them") || are && is_grown);
    let next = figure.end;
    let ends = line.get(next).is_none()
        || line.sign(next).is_some()
        || line.is_function(next)
        || line.has(next, Class::VERB);
    // "women of 15-20"
    let is_of = matches!(figure.value, Value::Range(..))
        && line.is(start.wrapping_sub(1), "of")
        && start > 1
        && line.has(start - 2, Class::AGED);
    (bounded || is_of) && ends
}

/// Somebody by what he is in the story: "the defendant", "his neighbour", "the former chairman".
fn is_role(line: &Line<'_>, at: usize) -> bool {
    let is_led = (at.saturating_sub(3)..at).any(|led| {
        line.has(led, Class::DET)
            || line.is_in(led, words!("former retired local veteran convicted"))
    });
    let word = line.word(at);
    let is_person = line.is_in(at, ROLES)
        || [
            "woman",
            "chairman",
            "spokesman",
            "businessman",
            "fisherman",
            "salesman",
            "policeman",
        ]
        .iter()
        .any(|ending| word.ends_with(ending));
    is_led && is_person
}

/// Roles of one person, as courts, police and reporters name them.
const ROLES: &Words = words!(
    "defendant plaintiff accused complainant appellant claimant convict attacker assailant killer shooter driver pilot rider cyclist motorist pedestrian neighbour neighbor landlord tenant owner founder co-founder teacher nurse doctor surgeon lawyer solicitor barrister judge farmer fisherman builder electrician plumber carpenter baker chef cook waiter shopkeeper banker accountant engineer scientist researcher professor lecturer author novelist writer poet actor actress singer musician composer painter artist footballer striker midfielder defender goalkeeper winger batsman bowler boxer swimmer runner golfer coach manager captain president chairwoman chairperson director executive billionaire millionaire entrepreneur activist campaigner pensioner widow widower retiree graduate mechanic trucker courier priest vicar bishop imam rabbi monk nun king queen prince princess duke duchess politician senator congressman congresswoman lawmaker mayor governor",
);

/// "Khan, 34, said", "Khan (34)".
fn is_apposed(line: &Line<'_>, figure: &Figure) -> bool {
    let (start, next) = (figure.start, figure.end);
    let number = line
        .get(start)
        .is_some_and(|token| !token.is_grouped && !token.is_decimal);
    let kin = start > 1
        && (line.has(start - 2, Class::PERSON | Class::SPEAKER) && !line.is_plural(start - 2)
            || is_role(line, start - 2)
            || line.is_in(start - 2, words!("mother father son daughter brother sister wife husband grandmother grandfather uncle aunt cousin nephew niece")));
    let named = kin
        || start > 1
            && line.is_capital(start - 2)
            && line.is_word(start - 2)
            && !line.has(start - 2, Class::MONTH | Class::WEEKDAY | Class::LABEL)
        || start > 2 && line.is_sign(start - 2, &['.']) && line.is_in(start - 3, words!("jr sr"));
    let commas = start > 0
        && line.is_sign(start - 1, &[','])
        && line.is_sign(next, &[','])
        && line.get(next + 1).is_some_and(|token| token.is_spaced)
        && line.number(next + 1).is_none();
    let brackets = start > 0 && line.is_sign(start - 1, &['(']) && line.is_sign(next, &[')']);
    number && !figure.is_worded && named && (commas || brackets) && !line.is_titled
}
