//! Is what stands beside a word such that the rest of a phrase may stand there? Told from the bytes
//! of a source, where they leave no doubt.

use std::iter::Peekable;

use super::odd::is_odd;
use crate::text::fold::Case;

/// May `raw` be shown as something that starts with `wanted`, which is folded? Both may run backwards.
///
/// `false` only where a letter, a digit or a plain sign stands that is shown as it is, and is not what
/// is wanted: at a mark of any kind, at the end of `raw`, the answer is yes.
pub(super) fn may_read<'a>(
    raw: impl Iterator<Item = &'a u8>,
    wanted: impl Iterator<Item = &'a u8>,
    case: Case,
) -> bool {
    let mut raw = raw.peekable();
    for want in wanted {
        let Some(there) = raw.peek().copied() else {
            return true;
        };
        let is_there = match want {
            b' ' => skip_space(&mut raw),
            // A mark, or the start of an entity.
            _ if is_odd(*there) => return true,
            _ => is_same(*there, *want, case) && raw.next().is_some(),
        };
        if !is_there {
            return !want.is_ascii() || is_doubtful(*there, *want, &mut raw);
        }
    }
    true
}

fn is_same(there: u8, want: u8, case: Case) -> bool {
    match case {
        Case::Keep => there == want,
        Case::Fold => there.eq_ignore_ascii_case(&want),
    }
}

/// Passes over white space, which is shown as one space; was there any?
fn skip_space<'a>(raw: &mut Peekable<impl Iterator<Item = &'a u8>>) -> bool {
    let mut is_any = false;
    while raw.next_if(|byte| byte.is_ascii_whitespace()).is_some() {
        is_any = true;
    }
    is_any
}

/// Might the byte that is `there`, and next in `raw`, not be shown as it is?
fn is_doubtful<'a>(there: u8, want: u8, raw: &mut Peekable<impl Iterator<Item = &'a u8>>) -> bool {
    match there {
        _ if there.is_ascii_alphanumeric() => false,
        // A separator between digits is none that is wanted; nor is a space beside a mark of code.
        b'.' | b',' | b' ' if !want.is_ascii_digit() => {
            raw.next();
            there == b' ' && raw.peek() == Some(&&b'`')
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_sign_that_is_not_wanted_is_a_no() {
        for (raw, wanted, expected) in [
            (" crossing", " cross", true),
            (" Crossing", " cross", true),
            ("\n  crossing", " cross", true),
            (" closed", " cross", false),
            ("s crossing", " cross", false),
            (". Crossing", " cross", false),
            ("\n> crossing", " cross", true),
            (" **crossing**", " cross", true),
            ("](x \"y\") crossing", " cross", true),
            (" cr&#111;ssing", " cross", true),
            (" cross", " crossing", true),
            ("\u{2019}s", "'s", true),
            (" is", "'s", false),
            ("es", "'s", false),
            ("&amp;'", "&'", true),
            (",000", "000", true),
            (" `19", "19", true),
            (" `b", "a", true),
            (" b", "a", false),
            ("", "a", true),
            ("x", "\u{e9}", true),
        ] {
            let found = may_read(raw.as_bytes().iter(), wanted.as_bytes().iter(), Case::Fold);
            assert_eq!(found, expected, "{wanted:?} in {raw:?}");
        }
    }

    #[test]
    fn capitals_count_when_they_are_kept() {
        let may = |raw: &str| may_read(raw.as_bytes().iter(), b" Sea".iter(), Case::Keep);
        assert!(may(" Sea") && !may(" sea"));
    }

    #[test]
    fn it_reads_backwards_too() {
        let may = |raw: &str| {
            let wanted = b"the ".iter().rev();
            may_read(raw.as_bytes().iter().rev(), wanted, Case::Fold)
        };
        assert!(may("In the ") && may("**the** ") && may("the\n> "));
        assert!(!may("In a ") && !may("other\n"));
    }
}
