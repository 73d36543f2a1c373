//! Where no noun is needed, since only people can be meant: "employs 12,000", "a theatre that seats
//! 1,100", "12,000 in attendance".

use crate::stats::{
    figure::Figure,
    lexicon::Class,
    line::Line,
    phrase,
    value::Kind,
    words::{Words, words},
};

/// "employs 12,000 in two towns": what is done to people only.
pub(super) const STAFF: &Words = words!(
    "employ employs employed employing hire hires hired hiring recruit recruits recruited recruiting enrol enrols enroll enrolls enrolled"
);

/// "a theatre that seats 1,100": what is done with people only.
const SEATS: &Words = words!(
    "seat seats seated seating sleeps shelter shelters sheltering accommodate accommodates accommodating evacuate evacuated evacuating"
);

/// What such a place does with people, and others with other things.
const HOLDS: &Words = words!("hold holds held holding house houses housed housing for");

/// Places for people.
const PLACES: &Words = words!(
    "camp camps prison prisons jail jails stadium arena hall theatre theater church centre center school hospital hostel ferry ship settlement shelter venue ground"
);

/// What only people do: "62% support it".
const SAYS: &Words = words!(
    "said say think believe want support oppose agree agreed disagree favour favor prefer felt deny denied"
);

/// Where people are, said right behind how many they are.
const THERE: [[&str; 2]; 9] = [
    ["in", "attendance"],
    ["in", "custody"],
    ["in", "detention"],
    ["in", "hospital"],
    ["in", "intensive"],
    ["in", "captivity"],
    ["in", "jail"],
    ["in", "prison"],
    ["on", "board"],
];

/// "17 were held", "killed 46": where nothing is named, people are meant. The words of the figure begin at
/// token `start`, those that qualify it included.
pub(in crate::stats) fn are_people(line: &Line<'_>, figure: &Figure, start: usize) -> bool {
    let before = start > 0 && line.has(start - 1, Class::HARM);
    let more = figure.end + usize::from(line.is(figure.end, "more"));
    let next = more
        + if line.are(more, &["on", "board"]) {
            2
        } else {
            0
        };
    let behind = line.has(next, Class::AUX | Class::HARM);
    figure.kind == Kind::Count && (before || behind) || befalls_people(line, figure, start)
}

/// May [`are_people`] say so? Told by one word, since it is asked of every figure.
pub(in crate::stats) fn may_be_people(line: &Line<'_>, figure: &Figure) -> bool {
    let is_part = matches!(figure.kind, Kind::Percent | Kind::Ratio | Kind::Count);
    is_part && (line.is_in(figure.end, SAYS) || !phrase::is_nominal(line, figure.end))
}

/// "three were arrested", "seven in ten said", "6 held with": only people are, and do.
pub(in crate::stats) fn befalls_people(line: &Line<'_>, figure: &Figure, start: usize) -> bool {
    const BEFALLS: &Words = words!(
        "held jailed arrested charged sentenced detained convicted acquitted imprisoned nabbed booked questioned deported hospitalised hospitalized plucked rescued evacuated",
    );
    let mut at = figure.end;
    while line.has(at, Class::AUX) {
        at += 1;
    }
    let is_part = matches!(figure.kind, Kind::Percent | Kind::Ratio | Kind::Count);
    let befalls = line.is_in(at, BEFALLS)
        || line.is_in(start.wrapping_sub(1), STAFF)
        || is_crowd(line, figure.end, start);
    is_part && line.is_in(at, SAYS) || figure.kind == Kind::Count && befalls
}

/// Is the figure from `start` to `end` one of people by what is said of them: "12,000 in attendance",
/// "won in front of 15,522", "built for 300"?
pub(super) fn is_crowd(line: &Line<'_>, end: usize, start: usize) -> bool {
    let is_free = !phrase::is_nominal(line, end);
    let watches = line.are_before(start, &["in", "front", "of"]);
    line.is_in(end, words!("aboard who"))
        || THERE.iter().any(|words| line.are(end, words))
        || is_free && (watches || is_seated(line, start))
}

/// "seats 1,100", "a camp that was built for 8,000 and holds 9,000": do the words before `start` say that
/// there is room for so many?
fn is_seated(line: &Line<'_>, start: usize) -> bool {
    let before = start.wrapping_sub(1);
    let is_meant = !line.is(before, "for")
        || line.is_in(
            before.wrapping_sub(1),
            words!("built made designed meant room space"),
        );
    let holds = line.is_in(before, HOLDS)
        && is_meant
        && (before.saturating_sub(14)..before).any(|at| line.is_in(at, PLACES));
    holds || line.is_in(before, SEATS)
}
