//! How exact the text says a figure is: "around", "more than", "at least".

use super::{
    figure::Figure,
    lexicon::Class,
    line::Line,
    value::{Kind, Qualifier},
    words::{self, Words, words},
};

use Qualifier::{Approx, AtLeast, AtMost, Nearly, Over, Under};

/// Words before a figure, the longest first where one ends in another.
const BEFORE: &[(&[&str], Qualifier)] = &[
    (&["no", "more", "than"], AtMost),
    (&["not", "more", "than"], AtMost),
    (&["no", "fewer", "than"], AtLeast),
    (&["no", "less", "than"], AtLeast),
    (&["not", "less", "than"], AtLeast),
    (&["as", "much", "as"], AtMost),
    (&["as", "many", "as"], AtMost),
    (&["as", "high", "as"], AtMost),
    (&["as", "low", "as"], AtLeast),
    (&["as", "few", "as"], AtLeast),
    (&["as", "little", "as"], AtLeast),
    (&["a", "maximum", "of"], AtMost),
    (&["a", "minimum", "of"], AtLeast),
    (&["under", "the", "age", "of"], Under),
    (&["below", "the", "age", "of"], Under),
    (&["over", "the", "age", "of"], Over),
    (&["above", "the", "age", "of"], Over),
    (&["in", "excess", "of"], Over),
    (&["more", "than"], Over),
    (&["greater", "than"], Over),
    (&["higher", "than"], Over),
    (&["upwards", "of"], Over),
    (&["upward", "of"], Over),
    (&["north", "of"], Over),
    (&["older", "than"], Over),
    (&["longer", "than"], Over),
    (&["larger", "than"], Over),
    (&["fewer", "than"], Under),
    (&["less", "than"], Under),
    (&["lower", "than"], Under),
    (&["smaller", "than"], Under),
    (&["younger", "than"], Under),
    (&["south", "of"], Under),
    (&["shy", "of"], Nearly),
    (&["short", "of"], Nearly),
    (&["close", "to"], Nearly),
    (&["closer", "to"], Nearly),
    (&["at", "least"], AtLeast),
    (&["at", "minimum"], AtLeast),
    (&["at", "most"], AtMost),
    (&["at", "maximum"], AtMost),
    (&["up", "to"], AtMost),
    (&["an", "estimated"], Approx),
    (&["in", "the", "region", "of"], Approx),
    (&["of", "the", "order", "of"], Approx),
    (&["the", "order", "of"], Approx),
    (&["estimated"], Approx),
    (&["about"], Approx),
    (&["around"], Approx),
    (&["roughly"], Approx),
    (&["approximately"], Approx),
    (&["approx"], Approx),
    (&["circa"], Approx),
    (&["some"], Approx),
    (&["broadly"], Approx),
    (&["maybe"], Approx),
    (&["perhaps"], Approx),
    (&["over"], Over),
    (&["above"], Over),
    (&["exceeding"], Over),
    (&["topping"], Over),
    (&["top"], Over),
    (&["better", "than"], Over),
    (&["surpassing"], Over),
    (&["beyond"], Over),
    (&["under"], Under),
    (&["below"], Under),
    (&["sub"], Under),
    (&["nearly"], Nearly),
    (&["almost"], Nearly),
    (&["nearing"], Nearly),
    (&["approaching"], Nearly),
    (&["virtually"], Nearly),
    (&["practically"], Nearly),
    (&["minimum"], AtLeast),
    (&["maximum"], AtMost),
];

/// The mark of the last word of each entry.
const ENDS: [u8; BEFORE.len()] = {
    let (mut ends, mut at) = ([0; BEFORE.len()], 0);
    while at < ends.len() {
        let words = BEFORE[at].0;
        let last = words[words.len() - 1].as_bytes();
        ends[at] = words::mark(last, 0, last.len());
        at += 1;
    }
    ends
};

/// The last word of each of them.
const LAST: &Words = words!(
    "than as of to least minimum most maximum estimated about around roughly approximately approx circa some broadly maybe perhaps over above exceeding topping top surpassing beyond under below sub nearly almost nearing approaching virtually practically",
);

/// The qualifier of `figure` and the first token of the words that say it, those the figure holds
/// itself included.
pub(super) fn at(line: &Line<'_>, figure: &Figure) -> (Option<Qualifier>, usize) {
    let start = figure.start;
    let found = before(line, figure).or_else(|| signs(line, start));
    match (figure.qualifier, found) {
        (Some(own), None) => (Some(own), start),
        (Some(Qualifier::Vague), Some((_, at))) => (Some(Qualifier::Vague), at),
        (_, Some((qualifier, at))) => (Some(qualifier), at),
        (None, None) => (None, start),
    }
}

fn before(line: &Line<'_>, figure: &Figure) -> Option<(Qualifier, usize)> {
    let start = figure.start;
    let hyphen = usize::from(start > 0 && line.is_hyphen(start - 1));
    let end = start - hyphen;
    // "asked about a July 10 meeting": the article belongs to what met.
    let end = match figure.kind {
        Kind::Date => end,
        _ => skip_back(line, end),
    };
    let last = end.checked_sub(1).and_then(|last| line.get(last))?;
    if !line.is_in(end - 1, LAST) {
        return None;
    }
    let mut entries = ENDS.iter().zip(BEFORE);
    let (_, (words, qualifier)) =
        entries.find(|(mark, (words, _))| **mark == last.mark && line.are_before(end, words))?;
    let at = end - words.len();
    (!is_other_sense(line, figure, at, words)).then_some((*qualifier, at))
}

/// Steps back over "a" and "another" that stand between the qualifier and the figure.
fn skip_back(line: &Line<'_>, end: usize) -> usize {
    let mut end = end;
    while end > 1
        && (line.is_in(
            end - 1,
            words!("a an another just only further additional extra"),
        ) || line.is_sign(end - 1, &['"', '“', '”'])
            || line.is_sign(end - 1, &['.']) && line.is(end - 2, "approx"))
    {
        if line.is(end - 1, "an") && line.is(end, "estimated") {
            break;
        }
        end -= 1;
    }
    end
}

/// "over five years" is a length of time, "some" before a singular is no guess.
fn is_other_sense(line: &Line<'_>, figure: &Figure, at: usize, words: &[&str]) -> bool {
    let before = at.wrapping_sub(1);
    match words {
        ["over"] => {
            let spans = matches!(figure.kind, Kind::Duration | Kind::Date);
            let measured = line.is_in(
                before,
                words!("for of after took lasted lasting just well is was in to by a spent"),
            );
            spans && !measured && at > 0
                || line.is_in(
                    before,
                    words!("presided ruled rules rule reigned handed took taken control spread hand takes won victory"),
                )
                || line.is_in(before, BLAMES)
                || figure.kind == Kind::Date
                || figure.kind == Kind::Score
                // "shot down 49 drones over half a dozen regions"
                || line.is_plural(before) && at > 1 && super::amount::at(line, at - 2).is_some()
        }
        // "a low, a minimum of 6 degrees" is what was measured.
        ["a", "minimum" | "maximum", "of"] => figure
            .unit
            .as_ref()
            .is_some_and(|unit| unit.as_str().starts_with('°')),
        ["under" | "below" | "above" | "beyond"] => {
            let is_group = figure.kind == Kind::Age && line.is_hyphen(at + 1);
            figure.kind == Kind::Date || !is_group && line.is_in(before, words!("the from"))
        }
        ["up", "to"] => {
            // "pick up to four finalists"
            let picks = line.is_in(before, words!("pick picks picked picking"));
            line.is_in(before, GOES_UP) || picks && figure.kind == Kind::Percent
        }
        ["south" | "north", "of"] => matches!(figure.kind, Kind::Date | Kind::Rank),
        // "by the maximum 4.99%"
        ["maximum" | "minimum"] => figure.kind == Kind::Date || line.is(before, "the"),
        // "lower than four years ago"
        [
            "lower" | "higher" | "larger" | "smaller" | "greater",
            "than",
        ] => line.is_in(figure.end, words!("ago earlier before previously")),
        ["close", "to"] => figure.kind == Kind::Date,
        ["top"] => !(line.has(before, Class::AUX) || line.is(before, "to")),
        _ => figure.kind == Kind::Rank,
    }
}

/// What is done to somebody, or said, over something: "jailed over £6m of cigarettes".
const BLAMES: &Words = words!(
    "jailed arrested sued charged convicted questioned sentenced sacked suspended resigned resigns quit quits protest protests row dispute clash clashes anger outrage concern concerns fears talks feud lawsuit suit probe investigation strike strikes inquiry",
);

/// Verbs that "up" belongs to: "went up to 12" says where it got to, not that it is at most 12.
const GOES_UP: &Words = words!(
    "go goes going went gone rose climbed crept edged ticked inched moved pushed came shot jumped climb climbs climbing rise rises rising creep creeps tick ticks edge edges ticking edging pushes nudged nudges",
);

/// `~`, `>`, `≥`, `<`, `≤` before a figure.
fn signs(line: &Line<'_>, start: usize) -> Option<(Qualifier, usize)> {
    let at = start.checked_sub(1)?;
    let qualifier = match line.sign(at)? {
        '~' | '≈' | '±' | '∼' => Approx,
        '>' => Over,
        '<' => Under,
        '≥' => AtLeast,
        '≤' => AtMost,
        _ => return None,
    };
    Some((qualifier, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::words;

    #[test]
    fn the_last_words_are_those_of_the_list() {
        for (words, _) in BEFORE {
            let last = words.last().expect("no entry is empty");
            let mark = words::mark(last.as_bytes(), 0, last.len());
            assert!(LAST.has(mark, last.as_bytes()), "{last}");
        }
    }
}
