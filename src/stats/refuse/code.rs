//! Numbers that are part of a code, a version or a formula.

use crate::stats::{figure::Figure, lex::Lexeme, line::Line, words::words};

/// `3D`, `221B`, `#12`, `v2`, `007`: letters or signs that make it a code.
pub(super) fn is_code(line: &Line<'_>, figure: &Figure) -> bool {
    let glued_letters = line.is_glued(figure.end) && line.is_word(figure.end);
    // "a 4K screen", "the 2B Mindset"
    let is_screen = line.word(figure.end - 1) == "K"
        && line.is_glued(figure.end - 1)
        && line
            .number(figure.start)
            .is_some_and(|n| matches!(n as u8, 2 | 4 | 5 | 8) && n < 9.0);
    let last = figure.end - 1;
    let is_named = line.is_glued(last)
        && line.is_in(last, words!("b m k t"))
        && line.is_capital(last)
        && line.is_capital(figure.end)
        && line.is_word(figure.end)
        && !line.is_titled;
    let marked = figure.start > 0
        && line.is_glued(figure.start)
        && (line.is_sign(
            figure.start - 1,
            &['#', '_', '@', '§', '№', '*', '^', '=', '\\'],
        ) || line.is_word(figure.start - 1));
    // "H~2~O"
    let lowered = figure.start > 1
        && line.is_sign(figure.start - 1, &['~'])
        && line.is_glued(figure.start)
        && line.is_glued(figure.start - 1)
        && line.is_word(figure.start - 2);
    let padded = line.get(figure.start).is_some_and(|token| token.is_padded);
    let spaced_mark = figure.start > 0 && line.is_sign(figure.start - 1, &['#', '§', '№']);
    // "401(k)"
    let lettered = line.is_sign(figure.end, &['('])
        && line.is_glued(figure.end)
        && line.is_glued(figure.end + 1)
        && line.word(figure.end + 1).len() == 1
        && line.is_word(figure.end + 1);
    // "make 911 calls"
    let dialled = line
        .number(figure.start)
        .is_some_and(|n| matches!(n as u32, 111 | 112 | 911 | 999))
        && line.is_in(
            figure.end,
            words!("call calls caller callers operator operators dispatcher dispatchers"),
        );
    let assigned =
        dialled || line.is_sign(figure.end, &['=', '^', '_']) && line.is_glued(figure.end);
    glued_letters
        || is_named
        || is_screen
        || is_formula(line, figure)
        || marked
        || padded
        || spaced_mark
        || assigned
        || lettered
        || lowered
        || is_version(line, figure)
}

/// Part of a formula: `= 0`, `3 × 4`.
fn is_formula(line: &Line<'_>, figure: &Figure) -> bool {
    let sign = |at: usize| {
        line.sign(at)
            .is_some_and(|sign| "=×÷∑∏∞√∂∇≠≡∈∫⋅⋯π".contains(sign))
    };
    let spaced = |at: usize| {
        line.is_sign(at, &['+', '−'])
            && line.get(at).is_some_and(|token| token.is_spaced)
            && !line.is_glued(at + 1)
    };
    let before = figure.start.wrapping_sub(1);
    // "Fruit: + 5.31"
    let opens = before > 0 && line.is_sign(before - 1, &[':']);
    sign(figure.end) || sign(before) || spaced(figure.end) || spaced(before) && !opens
}

/// `5.x`, `v0.1`, `1.0.0-beta.4`: full stops that join numbers with letters.
fn is_version(line: &Line<'_>, figure: &Figure) -> bool {
    let (start, end) = (figure.start, figure.end);
    let dot =
        |at: usize| line.is_sign(at, &['.', ':']) && line.is_glued(at) && line.is_glued(at + 1);
    let behind = dot(end)
        && line
            .get(end + 1)
            .is_some_and(|token| token.lexeme == Lexeme::Word);
    let before = start > 1
        && dot(start - 1)
        && line
            .get(start - 2)
            .is_some_and(|token| token.lexeme != Lexeme::Sign(')'));
    behind || before
}
