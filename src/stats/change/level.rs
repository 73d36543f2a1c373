//! Words that stand between a figure and the preposition that says what part it has in a change:
//! "to *an eight-month high of* 3.1%", "from *the July figure of* 10.2%", "to *settle at* $43".

use crate::stats::{
    lexicon::Class,
    line::Line,
    phrase,
    words::{Words, words},
};

/// What is said of a level: where it stands among others, or how it was taken.
pub(super) const LEVELS: &Words = words!(
    "high highs low lows peak peaks record trough bottom average mean median total figure level reading rate estimate forecast target maximum minimum value price sum tally count range base",
);

/// Steps from the word at `at`, right before a figure, back to the preposition its noun of a level hangs
/// on; `at` itself where there is none.
pub(super) fn preposition(line: &Line<'_>, at: usize) -> usize {
    let noun = at - usize::from(line.is(at, "of") && at > 0);
    if !line.is_in(noun, LEVELS) {
        return at;
    }
    let first = noun.saturating_sub(7);
    (first..noun)
        .rev()
        .take_while(|at| is_inside(line, at + 1))
        .find(|at| line.is_in(*at, words!("to from at by")))
        .unwrap_or(at)
}

/// Can the token stand inside "an all-time high", "the previous year's average"?
fn is_inside(line: &Line<'_>, at: usize) -> bool {
    line.is_hyphen(at)
        || line.number(at).is_some()
        || line.has(at, Class::DET | Class::CARDINAL | Class::ADJECTIVE)
        || line.is_sign(at, &['’', '\''])
        || line.is_word(at) && !line.is_function(at) && !phrase::is_verb(line, at)
}

/// "to settle at", "to close at": the "to" of a level said by where it came to rest.
pub(super) fn rest(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = at.checked_sub(1).filter(|_| line.is(at, "at"))?;
    let rests = line.is_in(
        verb,
        words!("settle close end finish trade stand rest open"),
    );
    let to = verb.checked_sub(1)?;
    (rests && line.is(to, "to")).then_some(to)
}

/// The word of growth of "grew at an annual rate of", "growing at": the figure is how fast.
pub(super) fn pace(line: &Line<'_>, at: usize, end: usize) -> Option<usize> {
    let mut word = at.checked_sub(1).filter(|_| line.is(at, "at"))?;
    while word > 0 && line.has(word, Class::ADV) && !line.has(word, Class::RISE | Class::FALL) {
        word -= 1;
    }
    let grows = line.is_in(
        word,
        words!("grow grows grew grown growing expand expands expanded expanding shrink shrinks shrank shrinking contract contracts contracted contracting rising increasing falling declining"),
    );
    let is_rate =
        (at + 1..line.len().min(end + 4)).any(|at| line.is_in(at, words!("rate pace clip speed")));
    let is_gerund = line.word(word).ends_with("ing");
    (grows && (is_rate || is_gerund)).then_some(word)
}

/// "adjusted rates upward by": the verb that moves what stands between it and the word at `word`.
pub(super) fn drifted(line: &Line<'_>, word: usize) -> Option<usize> {
    let drifts = line.is_in(word, words!("upward upwards downward downwards"));
    (word.saturating_sub(6)..word)
        .rev()
        .find(|at| drifts && line.has(*at, Class::GOES))
}
