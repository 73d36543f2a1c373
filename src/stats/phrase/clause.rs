//! Where a clause begins.

use super::{REACH, is_nominal, is_verb, verb};
use crate::stats::{
    lex::Lexeme,
    lexicon::Class,
    line::Line,
    words::{Words, words},
};

/// Words that tell what somebody said.
macro_rules! tells {
    () => {
        "said says say saying warned warns announced confirmed claimed claims estimate estimated calculate calculated reckon reckons think thinks fear fears allege alleges added believes believe predicted predicts forecast forecasts expects expected estimates insisted insists argued argues noted notes acknowledged admitted suggests suggested indicated indicates showed shows reporters"
    };
}

const TELLS: &Words = words!(tells!());

/// Words before or behind which a clause may begin: all that the rules below name. Most words are none, and
/// need no closer look.
const JOINTS: &Words = words!(concat!(
    tells!(),
    " while whereas because although though if but when where until as after before since whose that claim feared he she they it its their his her and"
));

/// Where the clause that holds token `i` begins.
pub(in crate::stats) fn clause_start(line: &Line<'_>, i: usize) -> usize {
    let first = i.saturating_sub(REACH);
    let mut closed = 0_u32;
    for at in (first..i).rev() {
        let Some(token) = line.get(at) else { continue };
        // "the index (CPI) rose": what a bracket says in between begins no clause.
        match token.lexeme {
            Lexeme::Sign(')') => closed += 1,
            Lexeme::Sign('(') if closed > 0 => closed -= 1,
            _ if closed > 0 => {}
            Lexeme::Sign(';' | ':' | '—' | '(' | '“' | '•') => return at + 1,
            Lexeme::Sign('–') if token.is_spaced => return at + 1,
            _ => {}
        }
        if closed > 0 || token.lexeme != Lexeme::Word || !line.is_in(at, JOINTS) {
            continue;
        }
        let subordinates = line.is_in(
            at,
            words!("while whereas because although though if but when where until"),
        ) || line.is_in(at, words!("as after before since"))
            && !is_date(line, at + 1)
            && governs(line, at + 1, i);
        if line.is(at, "whose") && governs(line, at + 1, i) {
            return at + 1;
        }
        if subordinates && at + 1 < i {
            return main_clause(line, at, i).unwrap_or(at + 1);
        }
        let is_told = line.is(at, "that") && is_said(line, at) || tells(line, at, i);
        if is_told {
            return at + 1;
        }
        // "prosecutors say he defrauded"; "the firm said it would" speaks of itself.
        let quotes = line.is_in(
            at,
            words!("say says said believe believes claim claims warned think fear fears feared"),
        );
        // "aid groups believe it is": many are no "it".
        let is_told = line.is_in(at + 1, words!("he she"))
            || line.is(at + 1, "it")
                && at > 0
                && (line.is_plural(at - 1) || line.is_in(at, words!("fears feared")))
            || line.has_before(at, Class::PRON)
                && line.is_in(at, words!("believe say claim"))
                && has_clause(line, at + 1, i);
        if quotes && at + 2 < i && is_told {
            return at + 1;
        }
        // "told the court he had repaid"
        let is_heard = line.has(at, Class::PRON)
            && line.is_in(at, words!("he she they it"))
            && (at.saturating_sub(4)..at).any(|at| line.is_in(at, words!("told tells")))
            && has_clause(line, at, i + 1);
        if is_heard {
            return at;
        }
        // "the firm said on Thursday its loss narrowed"
        if line.is_in(at, words!("its their his her"))
            && is_behind_report(line, at)
            && has_clause(line, at, i + 1)
        {
            return at;
        }
        if line.is(at, "and")
            && has_clause(line, at + 1, i + 1)
            && !is_set_off(line, first, at, i)
            && (line.is_sign(at.wrapping_sub(1), &[',']) || has_clause(line, first, at))
        {
            return at + 1;
        }
    }
    first
}

/// "Since the border was shut, the price has risen": where the clause begins that the one behind the word at
/// `at`, the first of the sentence, belongs to, if `i` stands in it.
fn main_clause(line: &Line<'_>, at: usize, i: usize) -> Option<usize> {
    let opens = at == 0 || line.is_sign(at - 1, &[';', '“', '"']);
    let comma = part_end(line, at + 1, i);
    let is_whole = opens && comma < i && has_clause(line, at + 1, comma);
    (is_whole && has_clause(line, comma + 1, i + 1)).then_some(comma + 1)
}

/// "The van, which carried a driver and a guard, fell": does the "and" at `at` stand in what is said of
/// something between two commas?
fn is_set_off(line: &Line<'_>, first: usize, at: usize, end: usize) -> bool {
    let opens = (first + 1..at).rev().find(|at| line.is_sign(*at, &[',']));
    let closes = (at + 1..end).find(|at| line.is_sign(*at, &[',']));
    opens.is_some_and(|opens| line.is_in(opens + 1, words!("which who whose")))
        && closes
            .is_some_and(|closes| is_verb(line, closes + 1) && verb(line, at + 1, closes).is_none())
}

/// Does a word of saying stand right before `at`, or with a weekday between?
fn is_behind_report(line: &Line<'_>, at: usize) -> bool {
    let day = usize::from(line.has_before(at, Class::WEEKDAY));
    let on = day + usize::from(day > 0 && line.is(at.wrapping_sub(2), "on"));
    at > on && line.has(at - 1 - on, Class::REPORT)
}

/// Do a noun phrase and a verb stand between `start` and `end`?
fn has_clause(line: &Line<'_>, start: usize, end: usize) -> bool {
    // "and must be kept cold" goes on with the clause before.
    let goes_on = line.has(start, Class::AUX) && !line.is_capital(start);
    // "after 1,200 charges and weighs a third less": that verb has the subject of the clause before.
    let is_joined = |verb: usize| line.is_in(verb - 1, words!("and or but"));
    !goes_on && verb(line, start, end).is_some_and(|verb| verb > start && !is_joined(verb))
}

/// Do the words from `start` on have a verb before a comma, be it the one at `i`?
fn governs(line: &Line<'_>, start: usize, i: usize) -> bool {
    let end = part_end(line, start, i);
    has_clause(line, start, end) || end == i && start < i && is_verb(line, i)
}

/// Where the words from `start` to `end` come to a comma: "after the new rule, the rate fell".
pub(super) fn part_end(line: &Line<'_>, start: usize, end: usize) -> usize {
    let comma = (start..end).find(|at| line.is_sign(*at, &[',']));
    comma.unwrap_or(end)
}

/// "since October 1", "after Monday": when, not what.
fn is_date(line: &Line<'_>, at: usize) -> bool {
    line.is_capital(at) && line.has(at, Class::MONTH | Class::WEEKDAY)
}

/// "said that", "told reporters that", "and that".
fn is_said(line: &Line<'_>, that: usize) -> bool {
    const HEARS: &Words = words!(
        "heard hears hear ruled rules ruling learned learnt agreed agree decided decides discovered proved proves hoped hope hopes thought means meant ordered demanded demands doubt doubts ensure ensures feared knew aware sure certain clear"
    );
    let told = (that.saturating_sub(3)..that).any(|at| line.has(at, Class::REPORT))
        || line.is_in(that.wrapping_sub(1), HEARS)
        || that > 0 && line.word(that - 1).len() > 5 && line.word(that - 1).ends_with("ing");
    told || line.is_in(that.wrapping_sub(1), words!("and but"))
}

/// "farmers said rainfall had helped": does the word at `at` say what a clause round `i` tells?
fn tells(line: &Line<'_>, at: usize, i: usize) -> bool {
    let is_telling = line.is_in(at, TELLS);
    // "23 estimates collected by": how many of them there are.
    let is_noun = at > 0
        && (line.number(at - 1).is_some()
            || line.has(
                at - 1,
                Class::CARDINAL | Class::DET | Class::ADJECTIVE | Class::PREP,
            ));
    if !is_telling || is_noun {
        return false;
    }
    let next = at + 1;
    let opens = line.has(next, Class::DET) || is_nominal(line, next);
    let speaks = line.has(next, Class::PRON) && !line.has(next, Class::DET);
    let is_told = !line.is(at, "reporters") || line.has_before(at, Class::REPORT);
    is_told
        && next < i
        && opens
        && !speaks
        && !line.is_in(next, words!("its their his her"))
        && has_clause(line, next, line.len().min(i + 10))
}
