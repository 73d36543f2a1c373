//! Who says so, and how sure the text is that it is so: "according to officials", "the ministry
//! said", "as per reports"; "reportedly", "allegedly".

use std::ops::Range;

use super::{
    lexicon::Class,
    line::Line,
    phrase,
    words::{Words, words},
};

mod reckoned;
mod speaker;

/// A source and the tokens of the sentence it speaks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Source {
    /// Its name, without the verb.
    pub(super) name: Range<usize>,
    /// The tokens that are its words.
    pub(super) scope: Range<usize>,
}

/// A hedge and the tokens it stands over.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hedge {
    /// The word itself.
    pub(super) word: usize,
    /// The clause it stands in.
    pub(super) scope: Range<usize>,
}

/// Longest name of a source, in tokens.
const LONGEST: usize = 16;

/// Words by which a source is found, besides those of saying and citing.
const NAMING: &Words =
    words!("source expected forecast predicted projected anticipated by on in saying");

/// All sources named in the sentence, in order.
pub(super) fn sources(line: &Line<'_>) -> Vec<Source> {
    let may_name = |at: usize| {
        let names = line.has(at, Class::CITES | Class::REPORT) || line.is_in(at, NAMING);
        debug_assert!(names || source_at(line, at).is_none(), "{}", line.word(at));
        names
    };
    let places = (0..line.len()).filter(|at| may_name(*at));
    let found = places.filter_map(|at| source_at(line, at));
    found.filter(|source| !source.name.is_empty()).collect()
}

/// The source found by the word at `i`.
fn source_at(line: &Line<'_>, i: usize) -> Option<Source> {
    according(line, i)
        .or_else(|| credited(line, i))
        .or_else(|| expected(line, i))
        .or_else(|| reckoned::put_by(line, i))
        .or_else(|| reckoned::counted_by(line, i))
        .or_else(|| foreseen(line, i))
        .or_else(|| printed(line, i))
        .or_else(|| quoted(line, i))
        .or_else(|| saying(line, i))
}

/// The source that speaks for token `at`: the narrowest scope that holds it.
pub(super) fn source_of(sources: &[Source], at: usize) -> Option<&Source> {
    sources
        .iter()
        .filter(|source| source.scope.contains(&at) && !source.name.contains(&at))
        .min_by_key(|source| source.scope.len())
}

/// "according to NP", "as per NP", "citing NP", "based on NP data".
fn according(line: &Line<'_>, i: usize) -> Option<Source> {
    if !line.has(i, Class::CITES) {
        return None;
    }
    let start = match () {
        () if line.are(i, &["according", "to"]) => i + 2,
        () if line.are(i, &["as", "per"]) => i + 2,
        () if line.are(i, &["per", "the"]) && !line.has_before(i, Class::CARDINAL) => i + 1,
        () if line.are(i, &["as", "reported", "by"]) || line.are(i, &["as", "stated", "by"]) => {
            i + 3
        }
        () if line.is(i, "citing") || line.is(i, "quoting") || line.is(i, "cites") => i + 1,
        () if line.are(i, &["figures", "from"])
            || line.are(i, &["data", "from"])
            || line.are(i, &["statistics", "from"])
            || line.are(i, &["estimates", "from"])
            || line.are(i, &["numbers", "from"])
            || line.are(i, &["figures", "by"])
            || line.are(i, &["data", "by"]) =>
        {
            return figures_from(line, i);
        }
        () if line.are(i, &["reported", "by"])
            || line.are(i, &["compiled", "by"])
            || line.are(i, &["published", "by"])
            || line.are(i, &["released", "by"])
            || line.are(i, &["recorded", "by"])
            || line.are(i, &["estimated", "by"])
            || line.are(i, &["counted", "by"]) =>
        {
            i + 2
        }
        () => return None,
    };
    let name = behind_paper(line, name_at(line, start)?);
    // "citing internal business issues" gives a reason, and nobody who says so.
    let may_speak = name.clone().any(|at| {
        line.is_capital(at) || line.has(at, Class::PAPER | Class::SPEAKER | Class::PERSON)
    });
    if line.is_in(i, words!("citing cites per")) && !may_speak {
        return None;
    }
    let scope = if is_opening(line, i) {
        // Speaks for what follows.
        i..line.len()
    } else if is_inserted(line, i, name.end) {
        back_scope(line, i)..forward_scope(line, name.end)
    } else if i > 1 && line.number(i - 1).is_some() && line.is_sign(i - 2, &[',']) {
        // "3,000 people marched, 10,000 according to the organisers"
        i - 1..name.end
    } else {
        back_scope(line, i)..name.end
    };
    Some(Source { name, scope })
}

/// "Turnout, according to the board, was 61%": does the clause go on behind it?
fn is_inserted(line: &Line<'_>, i: usize, end: usize) -> bool {
    line.is_sign(i.wrapping_sub(1), &[','])
        && line.is_sign(end, &[','])
        && (line.has(end + 1, Class::AUX) || phrase::is_verb(line, end + 1))
}

/// "a survey of 2,000 adults by the Food Foundation": who made it speaks.
fn behind_paper(line: &Line<'_>, name: Range<usize>) -> Range<usize> {
    let is_made = line.is_in(name.end, words!("by from"))
        && name.clone().any(|at| line.has(at, Class::PAPER))
        && (line.is_capital(name.end + 1) || line.has(name.end + 1, Class::DET));
    let maker = is_made.then(|| name_at(line, name.end + 1)).flatten();
    maker.unwrap_or(name)
}

/// "(source: Census Office)": it speaks for all the sentence before.
fn credited(line: &Line<'_>, i: usize) -> Option<Source> {
    let is_note = line.is(i, "source") && i > 1 && line.is_sign(i + 1, &[':']);
    let name = is_note.then(|| name_at(line, i + 2)).flatten()?;
    line.is_capital(name.start)
        .then_some(Source { name, scope: 0..i })
}

/// "less than the 47.3% forecast by analysts": it speaks for the figure before.
fn expected(line: &Line<'_>, i: usize) -> Option<Source> {
    let is_ahead = line.is(i + 1, "by")
        && line.is_in(
            i,
            words!("forecast expected predicted projected anticipated"),
        );
    let figure = (i.saturating_sub(4)..i).find(|at| line.number(*at).is_some() && is_ahead)?;
    let name = name_at(line, i + 2)?;
    let speaks = Class::SPEAKER | Class::PAPER | Class::PERSON;
    let is_somebody = name
        .clone()
        .any(|at| line.is_capital(at) || line.has(at, speaks));
    let scope = figure..i;
    is_somebody.then_some(Source { name, scope })
}

/// "fewer than the 160,000 economists had forecast", "the 3.1% that analysts expected": it speaks for the
/// figure before.
fn foreseen(line: &Line<'_>, i: usize) -> Option<Source> {
    if !line.has(i, Class::REPORT) || !line.is_in(i, FORESEEN) {
        return None;
    }
    let end = i - usize::from(line.has_before(i, Class::AUX));
    let name = end
        .checked_sub(1)
        .filter(|at| line.is_in(*at, FORECASTERS))?..end;
    let that = name.start - usize::from(line.is(name.start.wrapping_sub(1), "that"));
    let first = that.saturating_sub(4);
    let figure = (first..that).find(|at| line.number(*at).is_some())?;
    let is_whole = (figure..that).all(|at| line.sign(at).is_none_or(|sign| sign == '%'));
    let scope = figure..that;
    is_whole.then_some(Source { name, scope })
}

/// Who looks ahead, with no article before.
pub(super) const FORECASTERS: &Words =
    words!("analysts economists investors markets forecasters traders experts officials planners");

/// What they did.
pub(super) const FORESEEN: &Words =
    words!("expected predicted forecast projected anticipated estimated");

/// "In the harbour survey, 47% said so": the paper speaks for all that follows.
fn printed(line: &Line<'_>, i: usize) -> Option<Source> {
    let name = (line.is(i, "in") && is_opening(line, i))
        .then(|| name_at(line, i + 1))
        .flatten()?;
    let is_paper = line.has(name.end - 1, Class::PAPER) && line.is_sign(name.end, &[',']);
    is_paper.then_some(Source {
        scope: name.end..line.len(),
        name,
    })
}

/// "Interfax quoted the ministry as saying", "the governor was quoted as saying": whose words they are.
fn quoted(line: &Line<'_>, i: usize) -> Option<Source> {
    let by = i
        .checked_sub(1)
        .filter(|at| line.is(i, "saying") && line.is(*at, "as"))?;
    let quotes =
        (by.saturating_sub(12)..by).find(|at| line.is_in(*at, words!("quoted quotes cited")))?;
    let is_passive = line.has_before(quotes, Class::AUX);
    let name = if is_passive {
        speaker::name_before(line, quotes)?
    } else {
        name_at(line, quotes + 1).filter(|name| name.end <= by)?
    };
    let first = if is_passive {
        name.start
    } else {
        speaker::name_before(line, quotes)?.start
    };
    let closes = line.get(i + 1).is_none() || line.is_sign(i + 1, &['.', ',', ';']);
    let scope = if closes && first > 0 {
        whole_scope(line, first)..first
    } else {
        i..forward_scope(line, i)
    };
    Some(Source { name, scope })
}

/// Nothing but a conjunction or a quotation mark stands before `i` in the sentence.
fn is_opening(line: &Line<'_>, i: usize) -> bool {
    (0..i).all(|at| line.has(at, Class::CONJ | Class::ADV) || line.sign(at).is_some())
}

/// "Figures from the ONS show that …": the office speaks, for the rest.
fn figures_from(line: &Line<'_>, i: usize) -> Option<Source> {
    let name = name_at(line, i + 2)?;
    let verb =
        (name.end..(name.end + 6).min(line.len())).find(|at| line.has(*at, Class::REPORT))?;
    let scope = if is_trailing(line, verb, i) {
        whole_scope(line, i)..i
    } else {
        verb..line.len()
    };
    Some(Source { name, scope })
}

/// The name that begins at `start`: up to a verb, a comma or what else ends it.
fn name_at(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let mut end = start;
    while end < line.len() && end - start < LONGEST {
        if line.is_hyphen(end)
            || end > start && is_inner_sign(line, end)
            || line.is_sign(end, &['’', '\'', '&']) && line.is_glued(end)
            || line.is_sign(end, &['.'])
                && line.is_glued(end)
                && line.is_word(end + 1)
                && line.is_capital(end + 1)
                && line.word(end - 1).len() <= 3
                && end > start
        {
            end += 1;
            continue;
        }
        if !line.is_word(end) && line.number(end).is_none() {
            break;
        }
        let is_link = line.is_in(
            end,
            words!("of for the and in on at its from by s their his her a an & this that to"),
        );
        if line.is(end, "and")
            && !(line.is_capital(end + 1) && end > start && line.is_capital(end - 1))
        {
            break;
        }
        if line.is_in(end, words!("in on at from by to"))
            && !(line.is_capital(end + 1)
                && !line.has(end + 1, Class::WEEKDAY | Class::MONTH)
                && end > start)
            || line.has(end, Class::WEEKDAY | Class::MONTH) && line.is_capital(end)
        {
            break;
        }
        if line.is_in(end, words!("by"))
            || !is_link && line.has(end, Class::AUX | Class::CONJ | Class::PREP)
        {
            break;
        }
        if !is_link && line.has(end, Class::PRON) && end > start
            || line.has(end, Class::VERB | Class::REPORT)
                && end > start
                && !line.is_capital(end)
                && !line.has(end, Class::PAPER | Class::PERSON)
        {
            break;
        }
        // "these first counts only four parties", "the ministry 40 people": the clause begins.
        if end > start && begins_clause(line, end) {
            break;
        }
        end += 1;
    }
    while end > start
        && (line.has(end - 1, Class::PREP | Class::DET | Class::CONJ)
            || line.sign(end - 1).is_some()
            || end > start + 1
                && line.has(end - 1, Class::ADJECTIVE)
                && line.has(end - 2, Class::DET)
                && !line.is_capital(end - 1))
    {
        end -= 1;
    }
    (end > start).then_some(start..end)
}

/// The stroke of "Netwatch/Ratings" and the full stop of "carprices.com".
fn is_inner_sign(line: &Line<'_>, at: usize) -> bool {
    let is_between = line.is_glued(at) && line.is_glued(at + 1) && line.is_word(at + 1);
    let is_site = line.is_in(at + 1, words!("com org net gov edu io co uk"));
    is_between && (line.is_sign(at, &['/']) || line.is_sign(at, &['.']) && is_site)
}

/// "only four", "about half", "40" behind a noun: what is said, and no more the name of who says it.
fn begins_clause(line: &Line<'_>, at: usize) -> bool {
    let counts = |at: usize| line.number(at).is_some() || line.has(at, Class::CARDINAL);
    let leads = line.is_in(
        at,
        words!("only just some about around nearly almost roughly over"),
    );
    let behind_noun = !line.is_capital(at - 1)
        && phrase::is_nominal(line, at - 1)
        && !line.has(at - 1, Class::ADJECTIVE)
        && !line.is_hyphen(at + 1);
    leads && counts(at + 1) || counts(at) && behind_noun
}

/// Where the words that a source at the end speaks for begin: after ", but", ";" or the like.
fn back_scope(line: &Line<'_>, i: usize) -> usize {
    for at in (0..i).rev() {
        if line.is_sign(at, &[';'])
            || line.is_in(at, words!("but while whereas although")) && at + 3 < i
        {
            return at + 1;
        }
    }
    0
}

/// Where the words of a source that ends the sentence begin: "this rose, but that fell, the bureau
/// said" is all its own, but for what stands before a semicolon.
fn whole_scope(line: &Line<'_>, i: usize) -> usize {
    let stop = (0..i).rev().find(|at| line.is_sign(*at, &[';']));
    stop.map_or(0, |at| at + 1)
}

/// Does a quotation end before `i`? All of it is said.
fn is_quoted(line: &Line<'_>, i: usize) -> bool {
    line.is_sign(i.wrapping_sub(1), &['”', '"'])
}

/// "NP said that …", "…, NP said", "…, said NP", "NP put the toll at …".
fn saying(line: &Line<'_>, i: usize) -> Option<Source> {
    if !line.has(i, Class::REPORT) || line.is_hyphen(i.wrapping_sub(1)) || line.is_hyphen(i + 1) {
        return None;
    }
    // "the United States", "to reflect": no verb, and one that says nothing of its own.
    let is_name = line.is_capital(i) && i > 0 && line.is_capital(i - 1) && !line.is_titled;
    let to = i.wrapping_sub(1 + usize::from(i > 1 && line.has(i - 1, Class::ADV)));
    // "warning signs", but "is warning"
    let is_idle = line.word(i).ends_with("ing")
        && !line.is(i, "saying")
        && !line.is_in(i.wrapping_sub(1), words!("is are was were am been"));
    if is_name || is_idle || line.is(to, "to") || speaker::takes(line, i) {
        return None;
    }
    let inverted = line.is_in(
        i,
        words!("said says told added adds wrote warned explained reported reports complained recalled argued stressed noted insisted claimed remarked commented lamented replied recalls warns explains writes notes argues insists"),
    ) && i > 0
        && line.is_sign(i - 1, &[',', '”', '"', '’', '—']);
    if inverted && is_named(line, i + 1) {
        let name = name_at(line, i + 1)?;
        let ends = line.get(name.end).is_none()
            || line.sign(name.end).is_some()
            || line.has(name.end, Class::PREP | Class::WEEKDAY | Class::ADV);
        if ends {
            let first = if is_quoted(line, i) {
                0
            } else {
                back_scope(line, i)
            };
            return Some(Source {
                scope: first..i,
                name,
            });
        }
    }
    let name = speaker::apposed(line, i)
        .or_else(|| speaker::speaker_before(line, i))
        .or_else(|| speaker::of_first_verb(line, i))?;
    if is_trailing(line, i, name.start) {
        // "…, the UN said, while a further 208 were lost" goes on.
        let is_quoted = is_quoted(line, name.start);
        let goes_on = goes_on(line, i, is_quoted);
        let end = if goes_on { line.len() } else { name.start };
        let first = if is_quoted {
            0
        } else {
            whole_scope(line, name.start)
        };
        return Some(Source {
            scope: first..end,
            name,
        });
    }
    Some(Source {
        scope: i..forward_scope(line, i),
        name,
    })
}

/// Does what is told go on behind the word of saying at `i`, and its comma? Behind a quotation it does
/// only with "adding".
fn goes_on(line: &Line<'_>, i: usize, is_quoted: bool) -> bool {
    let adds = (i + 1..line.len().min(i + 8)).any(|at| line.is(at, "adding"));
    let hands_on = line.is_in(i + 2, words!("citing quoting"));
    adds || !is_quoted && line.is_sign(i + 1, &[',']) && !hands_on
}

/// Does the name of somebody begin at `i`: "Ruiz", "the mayor", "head nurse Ruiz"?
fn is_named(line: &Line<'_>, i: usize) -> bool {
    let first = (i..i + 4)
        .find(|at| line.is_capital(*at) || !phrase::is_nominal(line, *at) || line.is_plural(*at));
    line.has(i, Class::DET | Class::SPEAKER) || first.is_some_and(|at| line.is_capital(at))
}

/// Do the words up to the comma before `start` belong to a source whose verb `i` ends the sentence?
fn is_trailing(line: &Line<'_>, i: usize, start: usize) -> bool {
    let closed = start > 1 && (line.is_sign(start - 1, &[',', '”', '"', '’', '—']));
    let next = i + 1;
    let ends = line.get(next).is_none()
        || is_told(line, i)
        || line.is_sign(next, &['.', ',', ';', ':', '—'])
        || line.has(next, Class::WEEKDAY)
        || line.is_in(next, words!("on in at late early yesterday today earlier during after as while when this last citing to of by overnight and without reporters but"));
    closed && ends
}

/// "told a news agency": does only who is told stand behind the verb?
fn is_told(line: &Line<'_>, i: usize) -> bool {
    let last = line.len().min(i + 9);
    let end = (i + 1..last).find(|at| line.is_sign(*at, &[',', '.', ';', '—']));
    line.is_in(i, words!("told tells"))
        && !(i + 1..end.unwrap_or(last))
            .any(|at| line.has(at, Class::CONJ) || phrase::is_verb(line, at))
}

/// Where the words of a source at the start end.
fn forward_scope(line: &Line<'_>, i: usize) -> usize {
    let mut depth = 0_u32;
    for at in i + 1..line.len() {
        match line.sign(at) {
            Some('(') => depth += 1,
            Some(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        let parts = line.is_sign(at, &[';'])
            || line.is_sign(at, &[','])
                && line.is_in(at + 1, words!("but while whereas although though"));
        if parts && depth == 0 && is_clause(line, at + 1) {
            return at;
        }
    }
    line.len()
}

/// Does a clause of its own begin at `start`, and not a rest of the one before: "…; 12% in the north",
/// "…, but by only 2.8%"?
fn is_clause(line: &Line<'_>, start: usize) -> bool {
    let last = line.len().min(start + 20);
    let stop = (start + 1..last).find(|at| line.is_sign(*at, &[';', ',']));
    phrase::verb(line, start, stop.unwrap_or(last)).is_some()
}

/// Hedges in the sentence, each over its clause.
pub(super) fn hedges(line: &Line<'_>) -> Vec<Hedge> {
    (0..line.len())
        .filter(|at| {
            line.has(*at, Class::HEDGE) && is_hedge(line, *at)
                || line.has(*at, Class::CITES) && line.are(*at, &["as", "per", "reports"])
        })
        .map(|word| Hedge {
            word,
            scope: phrase::clause_start(line, word)..clause_end(line, word),
        })
        .collect()
}

/// "alleged hideouts" casts doubt on the hideouts, not on a figure elsewhere in the sentence.
fn is_hedge(line: &Line<'_>, at: usize) -> bool {
    // "13% more likely to fall ill"
    let compares = at > 0 && line.is_in(at - 1, words!("more less as equally times"));
    if line.is(at, "likely") && compares {
        return false;
    }
    if line.is_in(at, words!("alleged suspected purported likely possible")) {
        return (at.saturating_sub(3)..(at + 3).min(line.len()))
            .any(|near| line.number(near).is_some());
    }
    let passive = line.is_in(at, words!("believed thought"));
    !passive || line.has_before(at, Class::AUX) && line.is_in(at + 1, words!("to that"))
}

fn clause_end(line: &Line<'_>, i: usize) -> usize {
    (i..line.len())
        .find(|at| {
            line.is_sign(*at, &[';', ':'])
                || line.is_sign(*at, &[',']) && line.has(at + 1, Class::CONJ)
        })
        .unwrap_or(line.len())
}
