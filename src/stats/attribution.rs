//! Who says so, and how sure the text is that it is so: "according to officials", "the ministry
//! said", "as per reports"; "reportedly", "allegedly".

use std::ops::Range;

use super::{
    lexicon::Class,
    line::Line,
    phrase,
    words::{Words, words},
};

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

/// All sources named in the sentence, in order.
pub(super) fn sources(line: &Line<'_>) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    for i in 0..line.len() {
        let source = according(line, i).or_else(|| saying(line, i));
        if let Some(source) = source
            && !source.name.is_empty()
        {
            found.push(source);
        }
    }
    found
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
    if line.is_in(i, words!("citing cites")) && !may_speak {
        return None;
    }
    let scope = if is_opening(line, i) {
        // Speaks for what follows.
        i..line.len()
    } else {
        back_scope(line, i)..name.end
    };
    Some(Source { name, scope })
}

/// "a survey of 2,000 adults by the Food Foundation": who made it speaks.
fn behind_paper(line: &Line<'_>, name: Range<usize>) -> Range<usize> {
    let is_made = line.is_in(name.end, words!("by from"))
        && name.clone().any(|at| line.has(at, Class::PAPER))
        && (line.is_capital(name.end + 1) || line.has(name.end + 1, Class::DET));
    let maker = is_made.then(|| name_at(line, name.end + 1)).flatten();
    maker.unwrap_or(name)
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
    Some(Source {
        name,
        scope: verb..line.len(),
    })
}

/// The name that begins at `start`: up to a verb, a comma or what else ends it.
fn name_at(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let mut end = start;
    while end < line.len() && end - start < LONGEST {
        if line.is_hyphen(end)
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
        end += 1;
    }
    while end > start
        && (line.has(end - 1, Class::PREP | Class::DET | Class::CONJ)
            || line.sign(end - 1).is_some())
    {
        end -= 1;
    }
    (end > start).then_some(start..end)
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

/// "NP said that …", "…, NP said", "…, said NP", "NP put the toll at …".
fn saying(line: &Line<'_>, i: usize) -> Option<Source> {
    if !line.has(i, Class::REPORT) || line.is_hyphen(i.wrapping_sub(1)) || line.is_hyphen(i + 1) {
        return None;
    }
    // "the United States", "to reflect": no verb, and one that says nothing of its own.
    let is_name = line.is_capital(i) && i > 0 && line.is_capital(i - 1) && !line.is_titled;
    let to = i.wrapping_sub(1 + usize::from(i > 1 && line.has(i - 1, Class::ADV)));
    if is_name || line.is(to, "to") || takes(line, i) {
        return None;
    }
    let inverted = line.is_in(i, words!("said says told added wrote reported reports"))
        && i > 0
        && line.is_sign(i - 1, &[',', '”', '"', '’', '—']);
    if inverted && (line.is_capital(i + 1) || line.has(i + 1, Class::DET | Class::SPEAKER)) {
        let name = name_at(line, i + 1)?;
        let ends = line.get(name.end).is_none()
            || line.sign(name.end).is_some()
            || line.has(name.end, Class::PREP | Class::WEEKDAY | Class::ADV);
        if ends {
            return Some(Source {
                scope: back_scope(line, i)..i,
                name,
            });
        }
    }
    let name = apposed(line, i).or_else(|| speaker_before(line, i))?;
    if is_trailing(line, i, name.start) {
        // "…, the UN said, adding that …" goes on.
        let goes_on = (i + 1..line.len().min(i + 8)).any(|at| line.is(at, "adding"));
        let end = if goes_on { line.len() } else { name.start };
        return Some(Source {
            scope: whole_scope(line, name.start)..end,
            name,
        });
    }
    Some(Source {
        scope: i..forward_scope(line, i),
        name,
    })
}

/// "The storm claimed 40 lives": it takes them, and says nothing.
fn takes(line: &Line<'_>, i: usize) -> bool {
    const TAKEN: &Words = words!(
        "life lives victim victims wicket wickets medal medals gold silver bronze title titles crown trophy point points seat seats victory win wins goal goals place spot prize"
    );
    line.is_in(i, words!("claim claims claimed"))
        && (i + 1..line.len().min(i + 9))
            .take_while(|at| !phrase::is_verb(line, *at) && line.sign(*at).is_none())
            .any(|at| line.is_in(at, TAKEN))
}

/// "Ruiz, the mayor of the town, said": the name before what is set off by commas.
fn apposed(line: &Line<'_>, i: usize) -> Option<Range<usize>> {
    let close = verb_group(line, i)
        .checked_sub(1)
        .filter(|at| line.is_sign(*at, &[',']))?;
    let open = (close.saturating_sub(12)..close)
        .rev()
        .find(|at| line.is_sign(*at, &[',']))?;
    let is_short = !(open + 1..close).any(|at| phrase::is_verb(line, at));
    let name = (is_short && open > 0)
        .then(|| speaker_before_end(line, open))
        .flatten()?;
    line.is_capital(name.end - 1).then_some(name)
}

/// Do the words up to the comma before `start` belong to a source whose verb `i` ends the sentence?
fn is_trailing(line: &Line<'_>, i: usize, start: usize) -> bool {
    let closed = start > 1 && (line.is_sign(start - 1, &[',', '”', '"', '’', '—']));
    let next = i + 1;
    let ends = line.get(next).is_none()
        || line.is_sign(next, &['.', ',', ';', ':', '—'])
        || line.has(next, Class::WEEKDAY)
        || line.is_in(next, words!("on in at late early yesterday today earlier during after as while when this last citing to of by overnight and without reporters but"));
    closed && ends
}

/// Where the words of a source at the start end.
fn forward_scope(line: &Line<'_>, i: usize) -> usize {
    (i + 1..line.len())
        .find(|at| {
            line.is_sign(*at, &[';'])
                || line.is_sign(*at, &[','])
                    && line.is_in(at + 1, words!("but while whereas although though"))
        })
        .unwrap_or(line.len())
}

/// The name before the verb at `i`.
fn speaker_before(line: &Line<'_>, i: usize) -> Option<Range<usize>> {
    let name = speaker_before_end(line, verb_group(line, i))?;
    if !may_speak(line, name.clone(), i) {
        return None;
    }
    let is_at = (i + 1..(i + 8).min(line.len())).any(|at| line.is(at, "at"));
    if line.is_in(i, words!("put puts")) && !is_at {
        return None;
    }
    Some(trimmed(line, name))
}

/// The name that ends just before token `verb`.
fn speaker_before_end(line: &Line<'_>, verb: usize) -> Option<Range<usize>> {
    let mut start = verb;
    while start > 0 && verb - start < LONGEST {
        let at = start - 1;
        let in_name = line.is_word(at) && !line.has(at, Class::AUX | Class::CONJ)
            || line.is(at, "and") && line.is_capital(at + 1) && at > 0 && line.is_capital(at - 1)
            || line.is_hyphen(at)
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
        if !in_name || verbal {
            break;
        }
        start = at;
    }
    // "according to the weekly report": no verb
    if line.is_in(start, words!("according citing")) {
        return None;
    }
    while start < verb
        && (line.has(start, Class::CONJ)
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
    // "a 2-month study"
    let start = start - usize::from(line.is_hyphen(start) && start > 0);
    let name = start..verb;
    (!name.is_empty()).then_some(name)
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
fn may_speak(line: &Line<'_>, name: Range<usize>, i: usize) -> bool {
    let head = name.end - 1;
    let alone = name.len() == 1;
    let possessive = line.word(head).ends_with("'s") || line.word(head).ends_with("’s");
    let adverb =
        line.has(head, Class::ADV) || line.word(head).ends_with("ly") && !line.is_capital(head);
    if possessive || adverb && !line.has(head, Class::SPEAKER) {
        return false;
    }
    if !is_name_of(line, &name) || !is_said(line, &name, i) {
        return false;
    }
    // "the number who said they had smoked": those are counted, and nobody is named.
    if !alone && line.is_in(head, words!("who which that")) {
        return false;
    }
    if alone
        && line.has(head, Class::PRON | Class::DET)
        && !line.is_in(head, words!("they we he she"))
    {
        return false;
    }
    if !alone
        && (line.has(name.start, Class::PRON) && !line.has(name.start, Class::DET)
            || line.is_in(name.start, words!("how why when where")))
    {
        return false;
    }
    if alone && line.has(head, Class::PRON) {
        return line.is_in(i, words!("said says"));
    }
    // "reported a profit" announces something of its own.
    let books = (i + 1..line.len().min(i + 6)).any(|at| {
        line.is_in(at, words!("profit profits loss losses revenue revenues income surplus deficit turnover earnings sales"))
    });
    let own = books
        && line.is_in(
            i,
            words!("reported reports report posted recorded announced announces"),
        )
        && !line.has(head, Class::PAPER);
    if own {
        return false;
    }
    let passive = (name.end..i).any(|at| {
        line.has(at, Class::AUX) && line.is_in(at, words!("was were is are been be being"))
    });
    let said = line.is_in(
        i,
        words!("said says say warned told announced claimed claims claim stated"),
    );
    let estimates = !said;
    let paper = line.has(head, Class::PAPER | Class::SPEAKER);
    let named = line.is_capital(head)
        && (name.start > 0 || line.has(i, Class::REPORT))
        && !line.has(head, Class::MONTH | Class::WEEKDAY);
    let people = line.has(head, Class::PERSON) || line.is_plural(head);
    let saw = line.is_in(i, words!("found finds find shows showed show put puts recorded records suggests suggest suggested indicated indicates revealed reveals counted counts noted notes added adds"));
    let fits = if saw {
        paper || named && line.is_in(i, words!("put puts found estimates counted"))
    } else if estimates {
        paper || named || people
    } else {
        true
    };
    let noun_use = line.is_in(i, words!("report reports estimate estimates forecast claims claim records counts projects finds shows notes")) && line.is_in(i + 1, words!("of in by from for is was are were to with and on"));
    let plural_noun = line.word(i).ends_with('s')
        && line.has(i + 1, Class::AUX | Class::VERB)
        && !line.is_in(i, words!("says"));
    fits && !passive && !noun_use && !plural_noun
}

/// Does it begin as a name does, and not as "using AI for work" or "able to"?
fn is_name_of(line: &Line<'_>, name: &Range<usize>) -> bool {
    let first = name.start;
    let word = line.word(first);
    let acts = line.has(first, Class::VERB)
        && !line.has(first, Class::PERSON | Class::SPEAKER | Class::PAPER)
        || word.len() > 5 && word.ends_with("ing") && name.len() > 1
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
    !(ends || is_noun || is_plan && line.is_in(i, words!("announced reported")))
}

/// The name without "data", "a report by" and the like round it.
fn trimmed(line: &Line<'_>, name: Range<usize>) -> Range<usize> {
    let by = name.clone().find(|at| {
        line.is_in(*at, words!("by from")) && line.has(at.wrapping_sub(1), Class::PAPER)
    });
    if let Some(by) = by.filter(|by| by + 1 < name.end) {
        return by + 1..name.end;
    }
    let after_comma = name.clone().rev().find(|at| line.is_sign(*at, &[',']));
    let start = after_comma.map_or(name.start, |comma| comma + 1);
    start..name.end
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
