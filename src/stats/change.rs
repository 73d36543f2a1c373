//! Rises and falls: which figure is the size of a change, which the level it got to, and which the
//! level it came from.

use std::ops::Range;

use super::{
    figure::Figure,
    lexicon::Class,
    line::{Line, Lower},
    phrase,
    value::{Change, Direction, Kind, Role, Value},
    words::{Words, words},
};

mod level;

/// A change a figure is part of.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    pub(super) change: Change,
    /// The word that says up or down.
    pub(super) word: usize,
    /// What was moved, where the sentence names it behind the word: "raised *its benchmark rate* by".
    pub(super) object: Option<Range<usize>>,
}

/// How far back a word of change is looked for, in tokens.
const REACH: usize = 18;

/// The change `figure` is part of; `start` is where the words that qualify it begin.
pub(super) fn at(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Moved> {
    // "rose to an eight-month high": how long it took.
    let is_span = figure.kind == Kind::Duration && line.is_in(figure.end, level::LEVELS);
    if is_span || matches!(figure.kind, Kind::Date | Kind::Rank | Kind::Score) {
        return None;
    }
    own(line, figure)
        .or_else(|| behind(line, figure))
        .or_else(|| before(line, figure, start))
}

/// What moved in `direction` by the word at `word`; the old level is not known yet.
pub(super) fn moved(direction: Direction, role: Role, word: usize) -> Moved {
    Moved {
        change: Change {
            direction,
            role,
            from: None,
        },
        word,
        object: None,
    }
}

/// Which way the word at `at` goes.
fn direction(line: &Line<'_>, at: usize) -> Option<Direction> {
    if line.has(at, Class::RISE) {
        Some(Direction::Rise)
    } else if line.has(at, Class::FALL) || line.is_in(at, words!("halved halving")) {
        Some(Direction::Fall)
    } else {
        is_times(line, at).then_some(Direction::Rise)
    }
}

/// "trebled to 27 billion", "more than doubling from 4%": is the word at `at` such a verb, with no figure
/// for how often?
fn is_times(line: &Line<'_>, at: usize) -> bool {
    const TIMES: &Words = words!(
        "doubled doubling trebled trebling tripled tripling quadrupled quadrupling quintupled multiplied"
    );
    line.has(at, Class::MULTIPLE) && line.is_in(at, TIMES) || line.is(at, "multiplied")
}

/// "doubled", "halved": the figure is the verb.
fn own(line: &Line<'_>, figure: &Figure) -> Option<Moved> {
    if figure.kind != Kind::Multiple || figure.end != figure.start + 1 {
        return None;
    }
    let word = line.word(figure.start).to_ascii_lowercase();
    let verbal = word.ends_with("ed") || word.ends_with("ing");
    let infinitive = figure.start > 0
        && (line.is(figure.start - 1, "to") || line.has(figure.start - 1, Class::AUX));
    let noun = matches!(word.as_str(), "twice" | "thrice") || word.ends_with("fold");
    if noun || !(verbal || infinitive) {
        return None;
    }
    let falls = matches!(figure.value, Value::Number(n) if n < 1.0);
    let direction = if falls {
        Direction::Fall
    } else {
        Direction::Rise
    };
    Some(moved(direction, Role::Amount, figure.start))
}

/// "a 56% rise", "5% higher", "a 25-basis-point cut".
fn behind(line: &Line<'_>, figure: &Figure) -> Option<Moved> {
    let sizes = matches!(
        figure.kind,
        Kind::Percent | Kind::Points | Kind::Money | Kind::Multiple | Kind::Measure | Kind::Ratio
    ) || figure.is_bare && line.is_hyphen(figure.end)
        || is_grown(line, figure)
        || is_more_than_then(line, figure);
    if !sizes {
        return None;
    }
    let next = figure.end;
    let compared = match line.lower(next, &mut Lower::default()) {
        "higher" | "more" | "up" | "above" => Some(Direction::Rise),
        "lower" | "less" | "fewer" | "down" | "below" => Some(Direction::Fall),
        _ => None,
    };
    let against = line.is_in(
        next + 1,
        words!("than on from year-on-year in compared year at to"),
    ) || line.sign(next + 1).is_some();
    let crosses = line.is_in(next, words!("above below"));
    if let Some(direction) = compared
        && !matches!(figure.kind, Kind::Measure | Kind::Multiple)
        && (!crosses && (against || is_less_of(line, next))
            || line.is_in(next, words!("higher lower"))
            || crosses && is_time_before(line, next + 1))
    {
        return Some(moved(direction, Role::Amount, next));
    }
    let last = (next + 4).min(line.len());
    let noun = (next..last).find(|at| line.has(*at, Class::MOVE))?;
    let linked = (next..noun).all(|at| {
        line.is_hyphen(at)
            || line.is_word(at)
                && !line.is_function(at)
                && !line.has(at, Class::VERB)
                && !line.is_plural(at)
            || line.is_in(at, words!("point"))
    });
    let led = line.is_in(figure.start.wrapping_sub(1), words!("by to")) && noun > next;
    let is_other = line.has(noun, Class::FALL)
        && line.is_in(noun + 1, words!("rate rates target forecast plan"));
    (linked && !led && !is_other)
        .then(|| direction(line, noun))
        .flatten()
        .map(|direction| moved(direction, Role::Amount, noun))
}

/// "38% less rain than usual": does "less" at `at` stand before what there is less of?
fn is_less_of(line: &Line<'_>, at: usize) -> bool {
    line.is_in(at, words!("less more fewer"))
        && phrase::is_nominal(line, at + 1)
        && (at + 2..at + 5).any(|at| line.is(at, "than"))
}

/// "3,100 fewer than in February", "600 more than a year earlier": more or fewer by so many.
fn is_more_than_then(line: &Line<'_>, figure: &Figure) -> bool {
    let then = figure.end + 2;
    let is_then = line.is_in(then, words!("in"))
        && (line.has(then + 1, Class::MONTH) || line.number(then + 1).is_some())
        || is_time_before(line, then);
    figure.is_bare
        && figure.kind == Kind::Count
        && line.is_in(figure.end, words!("more fewer less"))
        && line.is(figure.end + 1, "than")
        && is_then
}

/// "a 5.8 million increase on the year": so many more, where nothing is named that they are.
fn is_grown(line: &Line<'_>, figure: &Figure) -> bool {
    figure.is_bare
        && line.has_before(figure.start, Class::DET)
        && line.has(figure.end, Class::MOVE)
        && (line.is_in(figure.end + 1, words!("in on from since over compared"))
            || line.sign(figure.end + 1).is_some_and(|sign| sign != '-'))
}

/// "17% below *the same period*", "12% above *last year's level*": what was then, and no aim or limit.
fn is_time_before(line: &Line<'_>, at: usize) -> bool {
    let at = at + usize::from(line.is_in(at, words!("the its their that those")));
    let at = at + usize::from(line.is_in(at, words!("level levels")));
    let at = at + usize::from(line.is_in(at, words!("of in at")));
    let at = at + usize::from(line.is_in(at, words!("the")));
    let is_last = line.is_in(at, words!("last"))
        && (line.has(at + 1, Class::TIME | Class::MONTH) || line.is_in(at + 1, ENDS_IN_TIME));
    is_last
        || line.is_in(
            at,
            words!("same previous prior corresponding year-ago year-earlier"),
        )
        || line.are(at, &["a", "year", "earlier"])
        || line.are(at, &["a", "year", "ago"])
        || line.are(at, &["year", "-", "ago"])
        || line.are(at, &["year", "-", "earlier"])
}

/// Times with an ending that makes them owners: "last year's".
const ENDS_IN_TIME: &Words = words!(
    "year's quarter's month's week's season's spring's summer's autumn's winter's year’s quarter’s month’s week’s season’s spring’s summer’s autumn’s winter’s",
);

/// "rose 5%", "rose by", "rose to", "up from", "an increase of".
fn before(line: &Line<'_>, figure: &Figure, start: usize) -> Option<Moved> {
    let mut at = start.checked_sub(1)?;
    while at > 0
        && (line.is_in(
            at,
            words!(
                "a an the another just only record further no nearly between annualised annualized"
            ),
        ) || line.has(at, Class::ADV) && !line.has(at, Class::RISE | Class::FALL))
    {
        at -= 1;
    }
    // "by an average of 15%"
    if line.is(at, "of") && at > 2 && line.is_in(at - 1, words!("average total mean median")) {
        at -= 2;
        at -= usize::from(line.is_in(at, words!("a an")));
    }
    at = level::preposition(line, at);
    if let Some(word) = level::pace(line, at, figure.end) {
        return (figure.kind == Kind::Percent)
            .then(|| direction(line, word))
            .flatten()
            .map(|direction| moved(direction, Role::Amount, word));
    }
    at = level::rest(line, at).unwrap_or(at);
    match line.lower(at, &mut Lower::default()) {
        "by" if is_agent(line, figure, at) => None,
        "by" => sought(line, at, Role::Amount),
        // "fell into a 60-metre ravine"
        "to" if at > 0
            && line.is_in(
                at - 1,
                words!("compared relative equivalent equal equating amounting on them those"),
            ) =>
        {
            None
        }
        "to" if is_supply(line, figure, at) => None,
        "to" | "into" if figure.is_hung(line) && !line.is_sign(figure.noun, &[',', '.']) => None,
        "to" | "into" => sought(line, at, Role::Level),
        "from" => sought(line, at, Role::From).or_else(|| from_to(line, figure)),
        // "the loss of nine soldiers", "a loss of $793m"
        "of" if line.is_in(at.wrapping_sub(1), words!("loss losses"))
            && (figure.kind == Kind::Money || figure.is_bare && line.is_plural(figure.noun)) =>
        {
            None
        }
        "of" => noun_of(line, at),
        "past" | "through" | "above" | "below" | "beyond" => crossed(line, at),
        _ if line.is_in(start, words!("above below past beyond"))
            && line.has(at, Class::RISE | Class::FALL) =>
        {
            crossed(line, start)
        }
        _ => direct(line, figure, at)
            .or_else(|| given(line, figure, at))
            .or_else(|| put_on(line, figure, at)),
    }
}

/// "adding $5 to a bill", "wiped £190m off its value": by how much, with what it is put on or taken off
/// behind.
fn put_on(line: &Line<'_>, figure: &Figure, verb: usize) -> Option<Moved> {
    const ADDS: &Words = words!("add adds added adding");
    const TAKES: &Words = words!(
        "wipe wipes wiped wiping knock knocks knocked knocking shave shaves shaved shaving slice slices sliced slicing take takes took taking taken trim trims trimmed trimming cut cuts cutting"
    );
    let next = figure.end + usize::from(line.is(figure.end, "more"));
    let way = match () {
        () if line.is_in(verb, ADDS) && line.is(next, "to") => Direction::Rise,
        () if line.is_in(verb, TAKES) && line.is(next, "off") => Direction::Fall,
        () if line.is_in(verb, words!("shave shaves shaved shaving")) && line.is(next, "from") => {
            Direction::Fall
        }
        () => return None,
    };
    let acts = line.has(next + 1, Class::VERB | Class::REPORT)
        || line.is_in(
            next + 1,
            words!("help build pay meet fund buy cover make keep support"),
        );
    let mut found = moved(way, Role::Amount, verb);
    found.object = phrase::object(line, next + 1).filter(|_| !acts && !figure.is_bare);
    found.object.is_some().then_some(found)
}

/// "lifted its key rate a quarter point": by how much, behind what was moved.
fn given(line: &Line<'_>, figure: &Figure, at: usize) -> Option<Moved> {
    let is_size =
        figure.kind == Kind::Points || figure.kind == Kind::Percent && !line.is(figure.end, "of");
    let first = at.saturating_sub(8);
    let word = (first..at)
        .rev()
        .filter(|_| is_size && phrase::is_nominal(line, at))
        .take_while(|at| line.is_word(at + 1) && !phrase::is_verb(line, at + 1))
        .find(|at| line.has(*at, Class::TRANSITIVE) && phrase::is_verb(line, *at))?;
    let way = direction(line, word).filter(|_| line.has(word + 1, Class::DET))?;
    let mut found = moved(way, Role::Amount, word);
    found.object = phrase::subject_in(line, word + 1, at + 1);
    Some(found)
}

/// "opposed by seven in ten voters": who did it, not by how much; "cut what they ate by 13%" is no such.
fn is_agent(line: &Line<'_>, figure: &Figure, by: usize) -> bool {
    const MOVES: Class = Class::RISE
        .or(Class::FALL)
        .or(Class::MULTIPLE)
        .or(Class::GOES)
        .or(Class::TRANSITIVE);
    let acts = matches!(figure.kind, Kind::Count | Kind::Ratio) || line.is(figure.end, "of");
    // "dented by a £9m charge"
    let is_thing = figure.kind == Kind::Money
        && line.is(by + 1, "a")
        && phrase::is_nominal(line, figure.end)
        && !line.has(figure.end, Class::MOVE);
    let verb = by.checked_sub(1).filter(|_| acts || is_thing);
    if is_thing {
        return verb.is_some_and(|verb| line.word(verb).ends_with("ed"));
    }
    verb.is_some_and(|verb| line.word(verb).ends_with("ed") && !line.has(verb, MOVES))
}

/// "cut power to 640,000 homes": who has it no more, not what it came down to.
fn is_supply(line: &Line<'_>, figure: &Figure, to: usize) -> bool {
    const SUPPLIED: &Words = words!(
        "power electricity water gas heating fuel supply supplies aid access service services support funding links communications deliveries"
    );
    let counts = figure.is_bare && phrase::is_nominal(line, figure.noun);
    counts && to > 0 && line.is_in(to - 1, SUPPLIED)
}

/// The nearest word of change before `at`, and what it moved.
fn sought(line: &Line<'_>, at: usize, role: Role) -> Option<Moved> {
    let first = at.saturating_sub(REACH);
    for word in (first..at).rev() {
        if line.is_sign(word, &[';', ':']) {
            return None;
        }
        if let Some(verb) = level::drifted(line, word) {
            let up = line.is_in(word, words!("upward upwards"));
            let direction = if up { Direction::Rise } else { Direction::Fall };
            let mut found = moved(direction, role, word);
            found.object = phrase::subject_in(line, verb + 1, word);
            return Some(found);
        }
        if let Some(direction) = direction(line, word)
            && is_moving(line, word)
        {
            let mut found = moved(direction, role, word);
            found.object = object(line, word, at);
            return Some(found);
        }
        if line.has(word, Class::GOES) {
            return paired(line, word, at, role);
        }
        let stops = line.has(word, Class::VERB | Class::AUX)
            && phrase::is_verb(line, word)
            && !line.word(word).ends_with("ed");
        if stops && word + 1 < at {
            return None;
        }
    }
    None
}

/// Is the word used to say that something moves, and not as "up to" or "shot down"?
fn is_moving(line: &Line<'_>, word: usize) -> bool {
    if line.is_in(word, words!("up down")) {
        let particle = word > 0
            && line.has(word - 1, Class::VERB)
            && !line.has(word - 1, Class::RISE | Class::FALL)
            && !line.is_in(
                word - 1,
                words!("was were is are went came closed ended edged"),
            );
        let goes = word > 0
            && line.is_in(
                word - 1,
                words!("go goes going went gone came come crept edged ticked inched moved"),
            );
        return goes || !particle && !line.is(word + 1, "to");
    }
    if line.is_in(word, words!("add added adds")) {
        return false;
    }
    // "its growth forecast": the noun only says which forecast.
    let is_noun =
        line.has(word, Class::MOVE) && !phrase::is_verb(line, word) && !is_infinitive(line, word);
    let stands_alone = line.has(word + 1, Class::PREP | Class::ADV)
        || line.sign(word + 1).is_some() && !line.is_hyphen(word + 1);
    !is_noun || stands_alone
}

/// What a transitive word moved: the words between it and the preposition at `end`.
fn object(line: &Line<'_>, word: usize, end: usize) -> Option<Range<usize>> {
    if !line.has(word, Class::TRANSITIVE)
        || word + 1 >= end
        || line.has(word, Class::MOVE) && !phrase::is_verb(line, word) && !is_infinitive(line, word)
    {
        return None;
    }
    // "the owners' lead"
    let is_owner =
        |at: usize| line.is_sign(at, &['’', '\'']) && line.is_glued(at) && !line.is_glued(at + 1);
    let stop = (word + 1..end)
        .find(|at| {
            line.has(*at, Class::PREP) && !line.is(*at, "of")
                || line.number(*at).is_some()
                || line.has(*at, Class::CARDINAL)
                || line.sign(*at).is_some() && !line.is_hyphen(*at) && !is_owner(*at)
                || line.has(*at, Class::MULTIPLE)
                || line.is_in(*at, words!("a an half"))
                    && line.has(*at + 1, Class::PART | Class::DET)
        })
        .unwrap_or(end);
    // "cut the 600 guards to": the thing stands behind its old number.
    let numbered = || {
        // "widened 120 bps to": that is how much, not what.
        let old = super::quantity::at(line, stop, super::amount::at(line, stop))
            .filter(|old| old.is_bare)?;
        phrase::noun(line, old.end, true).filter(|noun| noun.end <= end)
    };
    phrase::subject_in(line, word + 1, stop)
        .filter(|own| !own.clone().all(|at| line.has(at, Class::DET)))
        .or_else(numbered)
}

/// "to cut", "to rise": a noun in other places.
fn is_infinitive(line: &Line<'_>, word: usize) -> bool {
    word > 0 && line.is(word - 1, "to") && line.has(word, Class::RISE | Class::FALL)
}

/// "from 5 to 8" behind a word that does not say which way: the numbers do.
fn paired(line: &Line<'_>, word: usize, at: usize, role: Role) -> Option<Moved> {
    let numbers: Vec<f64> = (word..(at + 8).min(line.len()))
        .filter(|n| *n > 0 && line.is_in(*n - 1, words!("from to $ £ €")))
        .filter_map(|n| super::amount::at(line, n).map(|amount| amount.value))
        .collect();
    let [from, to] = numbers[..] else { return None };
    let direction = if to > from {
        Direction::Rise
    } else {
        Direction::Fall
    };
    (role != Role::Amount).then(|| moved(direction, role, word))
}

/// "from 284 to 312", with the word of change behind: "from 12% to 15%, an increase of".
fn from_to(line: &Line<'_>, figure: &Figure) -> Option<Moved> {
    let end = (figure.end + 10).min(line.len());
    let word = (figure.end..end).find(|at| line.has(*at, Class::MOVE))?;
    let to =
        (figure.end..word).any(|at| line.is(at, "to") && super::amount::at(line, at + 1).is_some());
    to.then(|| direction(line, word))
        .flatten()
        .map(|direction| moved(direction, Role::From, word))
}

/// "an increase of 5%", "a rise in prices of 5%", "a cut in its rate of half a point".
fn noun_of(line: &Line<'_>, of: usize) -> Option<Moved> {
    let first = of.saturating_sub(8);
    // "its largest fall, of 3%"
    let set_off = of > 1 && line.is_sign(of - 1, &[',']) && line.has(of - 2, Class::MOVE);
    for word in (first..of - usize::from(set_off)).rev() {
        if line.has(word, Class::MOVE) {
            let direct = word + 1 == of - usize::from(set_off)
                || line.is_in(word + 1, words!("in on")) && line.has(word, Class::MOVE);
            return direct
                .then(|| direction(line, word))
                .flatten()
                .map(|direction| moved(direction, Role::Amount, word));
        }
        if line.sign(word).is_some() && !line.is_hyphen(word) || phrase::is_verb(line, word) {
            return None;
        }
    }
    None
}

/// "jumped above $60,000", "slid past 100": the level is what was crossed.
fn crossed(line: &Line<'_>, preposition: usize) -> Option<Moved> {
    let word = preposition.checked_sub(1)?;
    let direction = direction(line, word).filter(|_| phrase::is_verb(line, word))?;
    Some(moved(direction, Role::Level, word))
}

/// "sank two miles off the coast", "crashed 30 km from the airport": where, and not by how much.
fn is_where(line: &Line<'_>, verb: usize, end: usize) -> bool {
    let founders = line.is_in(
        verb,
        words!("sank sunk sinks crashed crashes collapsed collapses"),
    );
    founders && line.is_in(end, words!("off from away outside below short"))
        || line.is(end, "off")
        || line.is_in(end, phrase::DIRECTIONS) && line.is_in(end + 1, words!("of from"))
}

/// "lost 40% of *its value*": so much did it fall.
fn is_of_its_worth(line: &Line<'_>, at: usize) -> bool {
    let noun = at + 1 + usize::from(line.is_in(at + 1, words!("market total original")));
    line.is_in(at, words!("its their his her"))
        && line.is_in(noun, words!("value worth weight height volume"))
}

/// "gained $1.35, or 1.7%", "lost 40 cents to settle at": does what follows an amount at `end` show that
/// it is by how much a price moved?
fn is_moved_price(line: &Line<'_>, end: usize) -> bool {
    let end = end + usize::from(line.has(end, Class::CURRENCY));
    let restated = line.is_sign(end, &[',']) && line.is(end + 1, "or") || line.is_sign(end, &['(']);
    let share = (end + 2..end + 6)
        .any(|at| line.is_sign(at, &['%']) || line.is_in(at, words!("percent per")));
    let rests = line.is(end, "to")
        && (super::amount::at(line, end + 1).is_some()
            || line.is_sign(end + 1, &['$', '€', '£'])
            || line.is_in(end + 1, words!("settle close end finish trade stand")));
    restated && share || rests
}

/// "rose 5%", "up 12%".
fn direct(line: &Line<'_>, figure: &Figure, at: usize) -> Option<Moved> {
    let direction = direction(line, at)?;
    let is_noun = line.has(at, Class::MOVE) && !phrase::is_verb(line, at) && at > 0;
    if !is_moving(line, at) || is_noun && !line.is_in(at, words!("up down")) {
        return None;
    }
    if line.has_before(at, Class::VERB) && line.is_in(at, words!("up down")) && figure.is_bare {
        return None;
    }
    let counts = figure.is_bare
        && line.is_word(figure.noun)
        && phrase::is_nominal(line, figure.noun)
        && !line.is_in(figure.noun, words!("points places point place spots"));
    let transitive = line.has(at, Class::TRANSITIVE)
        || line.is_in(
            at,
            words!(
                "lost loses lose shed gained recovered topped picked trimmed slashed dropped added"
            ),
        );
    let takes_object = match figure.kind {
        Kind::Percent | Kind::Ratio => {
            transitive && line.is(figure.end, "of") && !is_of_its_worth(line, figure.end + 1)
        }
        Kind::Points | Kind::Multiple => false,
        Kind::Money => {
            transitive && !line.is_in(at, words!("shed")) && !is_moved_price(line, figure.end)
        }
        Kind::Duration => true,
        Kind::Number if figure.unit.is_some() => false,
        Kind::Measure => {
            line.is(figure.end, "of")
                || line.is_in(at, words!("fell dropped climbed slid plunged"))
                    && matches!(line.sign(figure.end), None | Some('('))
                || is_where(line, at, figure.end)
        }
        _ => counts || transitive && figure.is_bare,
    };
    (!takes_object).then(|| moved(direction, Role::Amount, at))
}
