//! What one character is folded to, whatever stands round it.

use unicode_normalization::char::{
    canonical_combining_class, decompose_compatible, is_combining_mark,
};

use super::Case;

/// Appends what `c`, which is not white space, is folded to: nothing for a mark or an invisible
/// character, mostly one letter, several for a ligature.
pub(crate) fn fold_char(c: char, case: Case, out: &mut String) {
    match c {
        _ if c.is_ascii() => push_cased(c, case, out),
        _ if is_invisible(c) => {}
        _ if is_caseless(c) => out.push(c),
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʽ' | '´' | '＇' | '‹' | '›' | '׳' =>
        {
            out.push('\'');
        }
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '〝' | '〞' | '〟' | '＂' | '״' =>
        {
            out.push('"');
        }
        '‐'..='―' | '−' | '⁃' | '⸺' | '⸻' | '﹘' | '﹣' | '－' | '˗' | '־' => {
            out.push('-');
        }
        '⁄' | '∕' => out.push('/'),
        _ => match (digit(c), spelled_out(c)) {
            (Some(digit), _) => out.push(char::from(b'0' + digit)),
            (_, Some(letters)) => letters.chars().for_each(|c| push_cased(c, case, out)),
            _ => push_decomposed(c, case, out),
        },
    }
}

/// Does `c` stand between groups of digits in some tradition of writing numbers? The full stop is
/// none: more often it stands before decimals.
pub(crate) const fn is_separator(c: char) -> bool {
    matches!(
        c,
        ',' | '\'' | '_' | ' ' | '’' | '·' | '٬' | '，' | '\u{a0}' | '\u{2007}'
            ..='\u{2009}' | '\u{202f}'
    )
}

/// Is `c` a decimal digit in any of the scripts folded to ASCII?
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some()
}

/// First digits of the scripts whose digits are folded: Arabic, Persian, Devanagari, Bengali,
/// Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Burmese, Khmer, full-width.
const ZEROS: [char; 15] = [
    '٠', '۰', '०', '০', '੦', '૦', '௦', '౦', '೦', '൦', '๐', '໐', '၀', '០', '０',
];

fn digit(c: char) -> Option<u8> {
    let past = |zero: &char| u32::from(c).checked_sub(u32::from(*zero));
    let past = ZEROS.iter().filter_map(past).find(|past| *past < 10)?;
    Some(past as u8)
}

/// Letters that have no decomposition, but are typed as others by those who lack the key.
const fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'þ' => "th",
        'Þ' => "TH",
        'ħ' => "h",
        'Ħ' => "H",
        'ŧ' => "t",
        'Ŧ' => "T",
        'ı' => "i",
        'ĸ' => "k",
        'ŋ' => "n",
        'Ŋ' => "N",
        _ => return None,
    })
}

fn push_decomposed(c: char, case: Case, out: &mut String) {
    let start = out.len();
    decompose_compatible(c, |part| match part {
        '⁄' => out.push('/'),
        '−' | '‐' => out.push('-'),
        _ if is_accent(part) => {}
        _ => push_cased(part, case, out),
    });
    // An accent that stands alone is a space and a mark: it is no space to a reader.
    if out[start..].starts_with(' ') {
        out.truncate(start);
        out.push(c);
    }
}

/// Full case folding of what is left after decomposition (CaseFolding.txt): besides the simple
/// pairs only the final sigma differs from its capital's small letter.
fn push_cased(c: char, case: Case, out: &mut String) {
    match (case, c) {
        (Case::Keep, _) => out.push(c),
        (Case::Fold, 'ς') => out.push('σ'),
        (Case::Fold, _) => out.extend(c.to_lowercase()),
    }
}

/// Is `c` a mark that may be left out in writing? Not the voicing of kana, the viramas, nor the
/// vowel and tone signs of Thai and its neighbours, which are letters to their readers.
fn is_accent(c: char) -> bool {
    match canonical_combining_class(c) {
        0 => matches!(c, '\u{20dd}'..='\u{20e0}' | '\u{20e2}'..='\u{20e4}'),
        6 | 8 | 9 | 84..=132 => false,
        _ => is_combining_mark(c),
    }
}

/// Scripts without case and without accents: answered before any table is asked. Syllables of
/// Korean are not taken apart, or one would be found inside another.
const fn is_caseless(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{3098}' | '\u{309d}'..='\u{30fe}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{2f7ff}')
}

/// Nobody types these; some of them stay in a text because a script needs them.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}')
}
