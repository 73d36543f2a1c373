//! Who stands before a word of saying, and whether that is somebody who says something.

use std::ops::Range;

use super::{LONGEST, is_trailing};
use crate::stats::{
    lexicon::Class,
    line::Line,
    phrase,
    words::{Words, words},
};

/// Who may say what a sentence holds.
const SPEAKS: Class = Class::SPEAKER.or(Class::PAPER).or(Class::PERSON);

/// "The storm claimed 40 lives": it takes them, and says nothing.
pub(super) fn takes(line: &Line<'_>, i: usize) -> bool {
    const TAKEN: &Words = words!(
        "life lives victim victims wicket wickets medal medals gold silver bronze title titles crown trophy point points seat seats victory win wins goal goals place spot prize"
    );
    line.is_in(i, words!("claim claims claimed"))
        && (i + 1..line.len().min(i + 9))
            .take_while(|at| !phrase::is_verb(line, *at) && line.sign(*at).is_none())
            .any(|at| line.is_in(at, TAKEN))
}

/// "Ruiz, the mayor of the town, said", "the army, which holds the pass, said": the name before what
/// is set off by commas.
pub(super) fn apposed(line: &Line<'_>, i: usize) -> Option<Range<usize>> {
    let close = verb_group(line, i)
        .checked_sub(1)
        .filter(|at| line.is_sign(*at, &[',']))?;
    let open = (close.saturating_sub(16)..close)
        .rev()
        .find(|at| line.is_sign(*at, &[',']))?;
    let is_clause = tells_more(line, open + 1);
    let is_short = close < open + 13 && !(open + 1..close).any(|at| phrase::is_verb(line, at));
    let is_called =
        close < open + 5 && (open + 1..close).all(|at| line.is_word(at) && line.is_capital(at));
    let name = (open > 0 && (is_short || is_clause))
        .then(|| speaker_before_end(line, open))
        .flatten()?;
    let head = name.end - 1;
    let speaks =
        (is_clause || line.has(head, SPEAKS) || is_called) && (is_called || fits(line, &name, i));
    let named = line.is_capital(head) && (!is_clause || fits(line, &name, i));
    let is_day = line.has(head, Class::WEEKDAY | Class::MONTH) && line.is_capital(head);
    ((speaks || named) && !is_day && is_name_of(line, &name)).then(|| trimmed(line, name))
}

/// "which holds", "chaired by", "speaking in": do the words at `at` tell more of the noun before?
fn tells_more(line: &Line<'_>, at: usize) -> bool {
    let word = line.word(at);
    let participle = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
    line.is_in(at, words!("which who whose led run known set"))
        || participle && !line.is_capital(at)
}

/// The name before the verb at `i`.
pub(super) fn speaker_before(line: &Line<'_>, i: usize) -> Option<Range<usize>> {
    let name =
        speaker_before_end(line, verb_group(line, i)).filter(|name| may_speak(line, name, i))?;
    let is_at = (i + 1..(i + 8).min(line.len())).any(|at| line.is_in(at, words!("at on")));
    if line.is_in(i, words!("put puts")) && !is_at {
        return None;
    }
    Some(trimmed(line, name))
}

/// "The air force denied hitting civilians and said": whose second verb, behind "and", the one at `i` is.
pub(super) fn of_first_verb(line: &Line<'_>, i: usize) -> Option<Range<usize>> {
    let and = verb_group(line, i).checked_sub(1)?;
    let is_next = line.is_in(and, words!("and but"))
        && (line.is_in(
            i,
            words!("said says warned warns estimated estimates added claimed claims reported predicted predicts forecast"),
        ) || line.is_in(i, words!("found announced")) && line.is(i + 1, "that"))
        && !(0..and).any(|at| line.is_sign(at, &['"', '“']));
    let name = is_next.then(|| phrase::subject(line, and)).flatten()?;
    let head = name.end - 1;
    let is_somebody = line.has(head, SPEAKS.or(Class::FORCE))
        || line.is(head, "board")
        || line.is_capital(head)
        || is_office(line, &name);
    let led = name.start - usize::from(line.has_before(name.start, Class::DET));
    (is_somebody && name.end <= and).then_some(led..name.end)
}

/// The name before the group of the verb at `i`, whoever it is.
pub(super) fn name_before(line: &Line<'_>, i: usize) -> Option<Range<usize>> {
    speaker_before_end(line, verb_group(line, i))
}

/// The name that ends just before token `verb`, or before a bracket that ends there: "the Office
/// (OBR) said".
fn speaker_before_end(line: &Line<'_>, verb: usize) -> Option<Range<usize>> {
    let verb = before_bracket(line, verb);
    let mut start = verb;
    while start > 0 && verb - start < LONGEST && is_in_name(line, start - 1) {
        start -= 1;
    }
    // "according to the weekly report": no verb
    if line.is_in(start, words!("according citing")) {
        return None;
    }
    while start < verb
        && (line.has(start, Class::CONJ)
            || line.is_sign(start, &['\'', '’'])
            || line.has(start, Class::ADV) && !line.has(start, Class::DET)
            || line.is_in(
                start,
                words!("that which who on in of to by from with at for"),
            ))
    {
        if line.is_in(start, words!("of which who with for to by")) {
            return None;
        }
        start += 1;
    }
    // "On Sunday the army said"
    let is_day = line.has(start, Class::WEEKDAY | Class::MONTH) && line.is_capital(start);
    let start = start + usize::from(is_day && start + 1 < verb);
    // "a 2-month study"
    let start = start - usize::from(line.is_hyphen(start) && start > 0);
    let name = with_first(line, start)..verb;
    (!name.is_empty()).then_some(name)
}

/// Where a name begins that has another before it, joined by "and": "residents and a lawmaker said".
fn with_first(line: &Line<'_>, start: usize) -> usize {
    let Some(and) = start.checked_sub(1).filter(|at| line.is(*at, "and")) else {
        return start;
    };
    let mut first = and;
    while first > 0 && and - first < 5 && is_in_name(line, first - 1) {
        first -= 1;
    }
    let opens = first == 0 || line.is_sign(first - 1, &[',', '”', '"', '’', '—']);
    let is_name = first < and && line.has(and - 1, SPEAKS) && !line.has(first, Class::PREP);
    if opens && is_name { first } else { start }
}

/// Where the name before `verb` ends if a short form of it stands in a bracket between.
fn before_bracket(line: &Line<'_>, verb: usize) -> usize {
    let close = verb.checked_sub(1);
    let is_closed = close.is_some_and(|at| line.is_sign(at, &[')']));
    let open = (verb.saturating_sub(5)..verb).find(|at| is_closed && line.is_sign(*at, &['(']));
    open.filter(|open| line.is_capital(open + 1))
        .unwrap_or(verb)
}

/// "residents and a lawmaker", "33 studies and 96,173 people": does the "and" at `at` join two that speak,
/// or the numbers of a paper?
fn is_of_two(line: &Line<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let second = at + 1 + usize::from(line.has(at + 1, Class::DET));
    let are_people = line.has(before, Class::SPEAKER | Class::PERSON)
        && line.has(second, Class::SPEAKER | Class::PERSON);
    let is_numbered = line.number(at + 1).is_some()
        && line.is_plural(before)
        && line.number(before.wrapping_sub(1)).is_some();
    are_people || is_numbered
}

/// Can the token at `at` be part of a name, seen from its end?
fn is_in_name(line: &Line<'_>, at: usize) -> bool {
    let in_name = line.is_word(at) && !line.has(at, Class::AUX | Class::CONJ)
        || line.is(at, "and") && line.is_capital(at + 1) && at > 0 && line.is_capital(at - 1)
        || line.is_hyphen(at)
        || super::is_inner_sign(line, at)
        || line.number(at).is_some() && line.is_in(at.wrapping_sub(1), words!("of and"))
        || line.is(at, "and") && is_of_two(line, at)
        || line.is_sign(at, &['’', '\'', '&']) && line.is_glued(at) && !is_quote_end(line, at)
        || line.is_sign(at, &['.'])
            && line.is_glued(at)
            && line.is_word(at.wrapping_sub(1))
            && line.word(at.wrapping_sub(1)).len() <= 4;
    let verbal = (line.has(at, Class::VERB | Class::REPORT)
        && !line.has(at, Class::PAPER | Class::SPEAKER)
        || line.has(at, Class::RISE | Class::FALL) && !line.has(at, Class::MOVE))
        && !line.is_capital(at)
        && !line.has(at, Class::PREP);
    in_name && !verbal
}

/// Steps back over auxiliaries and adverbs before the verb: "has since said".
fn verb_group(line: &Line<'_>, i: usize) -> usize {
    let mut at = i;
    while at > 0
        && (line.has(at - 1, Class::AUX) && !line.is_capital(at - 1)
            || line.has(at - 1, Class::ADV) && !line.has(at - 1, Class::SPEAKER))
    {
        at -= 1;
    }
    at
}

fn is_quote_end(line: &Line<'_>, at: usize) -> bool {
    line.is_sign(at.wrapping_sub(1), &[',', '.', '?', '!'])
}

/// Could this name be somebody who says something with the verb at `i`?
fn may_speak(line: &Line<'_>, name: &Range<usize>, i: usize) -> bool {
    let head = name.end - 1;
    if is_nobody(line, name) || !is_name_of(line, name) || !is_said(line, name, i) {
        return false;
    }
    if name.len() == 1 && line.has(head, Class::PRON) {
        let found = line.is_in(i, words!("found finds")) && line.is(i + 1, "that");
        let says = words!(
            "said says told tells added adds warned warns claimed claims estimated estimates expects predicted predicts predicting expecting forecasting warning recalled recalls explained insisted"
        );
        return found || line.is_in(i, says);
    }
    let passive = (name.end..i).any(|at| {
        line.has(at, Class::AUX) && line.is_in(at, words!("was were is are been be being"))
    });
    // "is predicting"
    let passive = passive && !line.word(i).ends_with("ing");
    let noun_use = line.is_in(i, words!("report reports estimate estimates forecast claims claim records counts projects finds shows notes expected")) && line.is_in(i + 1, words!("of in by from for is was are were to with and on"));
    // "claims to have taken"
    let does = line.is(i + 1, "to") && line.is_in(i + 2, words!("have be"));
    let noun_use = noun_use && !does;
    let plural_noun = line.word(i).ends_with('s')
        && line.has(i + 1, Class::AUX | Class::VERB)
        && !line.is_in(i, words!("says"));
    !passive && !noun_use && !plural_noun && !is_deed(line, head, i) && fits(line, name, i)
}

/// Is `name` no name: an owner, an adverb, a pronoun, one who may never speak ("if a complaint says"), a
/// share of the people asked?
fn is_nobody(line: &Line<'_>, name: &Range<usize>) -> bool {
    let (first, head) = (name.start, name.end - 1);
    let alone = name.len() == 1;
    let possessive = line.word(head).ends_with("'s") || line.word(head).ends_with("’s");
    let adverb =
        line.has(head, Class::ADV) || line.word(head).ends_with("ly") && !line.is_capital(head);
    // "the number who said they had smoked": those are counted, and nobody is named.
    let counted = !alone && line.is_in(head, words!("who which that we they i you"));
    let pronoun = if alone {
        line.has(head, Class::PRON | Class::DET) && !line.is_in(head, words!("they we he she it"))
    } else {
        line.has(first, Class::PRON) && !line.has(first, Class::DET) && !line.is(first, "one")
            || line.is_in(first, words!("how why when where"))
    };
    // "seven in ten said": so many of those who were asked.
    let asks = first > 0 && line.is_in(first - 1, words!("if whether unless"));
    // "23 deaths reported": so many of them were.
    let numbered = first > 0
        && (line.number(first - 1).is_some() || line.has(first - 1, Class::CARDINAL))
        && !line.has(head, Class::SPEAKER);
    let share = line.has(head, Class::CARDINAL | Class::SCALE | Class::PART)
        && line.has(first, Class::CARDINAL);
    possessive
        || adverb && !line.has(head, Class::SPEAKER)
        || counted
        || pronoun
        || asks
        || share
        || numbered
}

/// "reported a profit", "added 300 jobs", "posted its largest fall": does it tell of something done?
fn is_deed(line: &Line<'_>, head: usize, i: usize) -> bool {
    let books = (i + 1..line.len().min(i + 6)).any(|at| {
        line.is_in(at, words!("profit profits loss losses revenue revenues income surplus deficit turnover earnings sales"))
    });
    let announces = books
        && line.is_in(
            i,
            words!("reported reports report posted recorded announced announces"),
        )
        && !line.has(head, Class::PAPER);
    let is_object = line.number(i + 1).is_some()
        || line.has(i + 1, Class::DET | Class::CARDINAL) && !line.is(i + 1, "that")
        || line.is_sign(i + 1, &['$', '€', '£']);
    let stop = (i + 1..line.len().min(i + 12)).find(|at| line.sign(*at).is_some());
    let tells = (i + 2..stop.unwrap_or(line.len().min(i + 12)))
        .any(|at| line.has(at, Class::AUX) || phrase::is_verb(line, at));
    // "admitted 6,000 students"
    let takes_in = line.is_in(i, words!("admitted admits")) && line.number(i + 1).is_some();
    announces || is_object && !tells && line.is_in(i, words!("added adds posted")) || takes_in
}

/// "the ministry of defence", "the head of the agency": is what stands before "of" somebody who speaks?
fn is_office(line: &Line<'_>, name: &Range<usize>) -> bool {
    let of = name.clone().find(|at| line.is_in(*at, words!("of for")));
    of.is_some_and(|of| of > name.start && line.has(of - 1, Class::SPEAKER))
}

/// Is it the kind of name that does what the verb at `i` says?
fn fits(line: &Line<'_>, name: &Range<usize>, i: usize) -> bool {
    let head = name.end - 1;
    let said = line.is_in(
        i,
        words!("said says say warned told announced claimed claims claim stated insisted insists insist admitted admits cautioned cautions complained complains contends argues argued reckons reckon reckoned tweeted explained declared"),
    );
    // "…, the inspectorate found.", but not "…, a drug found in"
    let closes = line.has(name.start, Class::DET)
        && is_trailing(line, i, name.start)
        && !line.is_in(i + 1, words!("to by of in"));
    let asks = |at: usize| line.has(at, Class::PAPER) && line.is(at + 1, "of");
    let paper = line.has(head, Class::PAPER | Class::SPEAKER)
        || is_office(line, name)
        || paper_of(line, name).is_some()
        || name.clone().any(asks);
    let named = line.is_capital(head)
        && (name.start > 0 || line.has(i, Class::REPORT))
        && !line.has(head, Class::MONTH | Class::WEEKDAY);
    let people = line.has(head, Class::PERSON) || line.is_plural(head);
    let saw = line.is_in(i, words!("found finds find shows showed show shown put puts recorded records suggests suggest suggested indicated indicates revealed reveals counted counts noted notes added adds"));
    // "the rebels put the toll at 60"
    let puts = line.is_in(i, words!("put puts")) && people;
    // "the WHO has recorded"; a country that has recorded them tells of its own.
    let counts = line.is_in(i, words!("recorded records")) && line.has(name.start, Class::DET);
    let fits = if saw {
        paper
            || puts
            || named && (line.is_in(i, words!("put puts found estimates counted")) || counts)
    } else {
        said || paper || named || people
    };
    fits || closes
}

/// "The bank sees inflation peaking at 4%": does it look ahead?
fn foresees(line: &Line<'_>, i: usize) -> bool {
    let what = words!(
        "growth inflation output demand prices rates unemployment sales revenue earnings gdp exports economy"
    );
    (i + 1..line.len().min(i + 5)).any(|at| line.is_in(at, what))
}

/// The paper of "a survey by the chamber", "figures released on Tuesday by the office".
fn paper_of(line: &Line<'_>, name: &Range<usize>) -> Option<usize> {
    let made = words!(
        "by from in released published issued compiled conducted carried produced commissioned prepared"
    );
    name.clone()
        .find(|at| line.has(*at, Class::PAPER) && line.is_in(at + 1, made))
        .filter(|at| at + 2 < name.end)
}

/// Does it begin as a name does, and not as "using AI for work" or "able to"?
fn is_name_of(line: &Line<'_>, name: &Range<usize>) -> bool {
    let first = name.start;
    let word = line.word(first);
    let is_rank = line.has(first + 1, SPEAKS) && first + 1 < name.end;
    let acts = line.has(first, Class::VERB) && !line.has(first, SPEAKS)
        || word.len() > 5 && word.ends_with("ing") && !line.has(first, SPEAKS) && !is_rank
        || line.is_in(first, words!("able regardless done according unlike"));
    line.is_capital(first) || !acts
}

/// Does the word at `i`, behind `name`, bring in what somebody says? "The court concluded its hearing",
/// "a deal announced in May" and "the weekly report must" do not.
fn is_said(line: &Line<'_>, name: &Range<usize>, i: usize) -> bool {
    let is_plan = line.is_in(
        name.end - 1,
        words!("deal agreement plan move measure policy decision merger takeover"),
    );
    let ends = line.is_in(i, words!("concluded concludes conclude"))
        && line.has(i + 1, Class::DET | Class::CARDINAL)
        && !line.is(i + 1, "that");
    let is_noun = line.is_in(i, words!("report estimate forecast claim record"))
        && line.has(i + 1, Class::AUX);
    let looks = line.is_in(i, words!("see sees")) && !foresees(line, i);
    // "tenants complained about rents"
    let about = line.is_in(
        i,
        words!(
            "complained complains complain cautioned cautions caution replied commented remarked"
        ),
    ) && line.has(i + 1, Class::PREP);
    // "told the owner to pay"
    let orders = line.is_in(i, words!("told tells"))
        && (i + 2..line.len().min(i + 8))
            .take_while(|at| {
                line.is_word(*at) && !line.has(*at, Class::REPORT | Class::AUX | Class::VERB)
            })
            .any(|at| line.is(at, "to") && line.is_word(at + 1) && !line.is_capital(at + 1));
    // "eyewitnesses spoke of ten deaths", "described seeing three bodies"
    let is_idle = line.is(i, "spoke") && !line.is(i + 1, "of")
        || line.is_in(i, words!("described describes")) && !line.word(i + 1).ends_with("ing");
    !(is_idle
        || about
        || orders
        || ends
        || looks
        || is_noun
        || is_plan && line.is_in(i, words!("announced reported")))
}

/// The name without "data", "a report by" and the like before it, and "on Monday" behind.
fn trimmed(line: &Line<'_>, name: Range<usize>) -> Range<usize> {
    let by = name.clone().find(|at| {
        line.is_in(*at, words!("by from")) && line.has(at.wrapping_sub(1), Class::PAPER)
    });
    let made =
        paper_of(line, &name).and_then(|paper| (paper + 2..name.end).find(|at| line.is(*at, "by")));
    let start = by
        .or(made)
        .filter(|by| by + 1 < name.end)
        .map_or(name.start, |by| by + 1);
    // "the harbour survey of 2,000 adults"
    let asked = (start..name.end).find(|at| {
        line.has(*at, Class::PAPER) && line.is(at + 1, "of") && line.number(at + 2).is_some()
    });
    if let Some(paper) = asked {
        return start..paper + 1;
    }
    let day = (start + 1..name.end).find(|at| {
        line.has(*at, Class::PREP)
            && (line.has(at + 1, Class::WEEKDAY | Class::MONTH) && line.is_capital(at + 1)
                || line.is_in(at + 2, words!("statement interview briefing")))
    });
    start..day.unwrap_or(name.end)
}
