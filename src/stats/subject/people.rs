//! Where no noun is needed, since only people can be meant: "employs 12,000", "a theatre that seats
//! 1,100", "12,000 in attendance".

use crate::stats::{
    line::Line,
    phrase,
    words::{Words, words},
};

/// "employs 12,000 in two towns": what is done to people only.
pub(in crate::stats) const STAFF: &Words = words!(
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

/// Is the figure from `start` to `end` one of people by what is said of them: "12,000 in attendance",
/// "won in front of 15,522", "built for 300"?
pub(in crate::stats) fn is_crowd(line: &Line<'_>, end: usize, start: usize) -> bool {
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
