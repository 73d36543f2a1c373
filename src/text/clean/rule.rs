//! What becomes of one character: the rules of the gate, with no text in sight.

use unicode_normalization::char::is_combining_mark;

/// Marks on one base that are drawn; more would climb into the rows above.
const MOST_MARKS: u8 = 8;

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays.
    Stay,
    /// It is not shown.
    Drop,
    /// Something harmless stands for it.
    Show(&'static str),
    /// It is shown by its picture or as U+FFFD.
    Picture(char),
    /// It is invisible and might mislead: shown by its number, as in `<U+202E>`.
    Mark,
}

/// Is `c` shown as it is whatever stands beside it, and no mark on what stands before it? The letters of Latin,
/// Greek, Cyrillic, ideographs, Korean syllables, the punctuation that goes with them, arrows, lines and
/// other signs.
pub(super) const fn is_always_shown(c: char) -> bool {
    matches!(c,
        '\n' | ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{370}'..='\u{373}' | '\u{391}'..='\u{3a1}'
        | '\u{3a3}'..='\u{3ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{2bff}'
        | '\u{3001}'..='\u{3020}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}')
}

/// What a rule looks at beside the character itself: the last character that stayed, and how many
/// marks it carries.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    pub(super) previous: Option<char>,
    pub(super) marks: u8,
}

impl Context {
    /// The context after `text`, of which only the end is looked at.
    pub(super) fn after(text: &str) -> Self {
        let marks = text.chars().rev().take(usize::from(MOST_MARKS));
        Self {
            previous: text.chars().next_back(),
            marks: marks.take_while(|c| is_mark(*c)).count() as u8,
        }
    }

    /// Notes that `c` stayed.
    pub(super) fn push(&mut self, c: char) {
        self.previous = Some(c);
        self.marks = match c {
            '\u{200b}'..='\u{200d}' => self.marks,
            _ if is_selector(c) => self.marks,
            _ if is_mark(c) => self.marks + 1,
            _ => 0,
        };
    }

    /// What becomes of `c`, which `rest` follows.
    pub(super) fn fate(self, c: char, rest: &str) -> Fate {
        match c {
            '\n' | ' '..='~' => Fate::Stay,
            '\t' => Fate::Show("    "),
            // Of a line end in two bytes, perhaps cut between them, the `\n` is enough.
            '\r' if rest.is_empty() || rest.starts_with('\n') => Fate::Drop,
            '\0'..='\x1f' => Fate::Picture(picture(c)),
            '\x7f' => Fate::Picture('\u{2421}'),
            '\u{80}'..='\u{9f}' => Fate::Picture('\u{fffd}'),
            '\u{a0}'..='\u{2ff}' if c != '\u{ad}' => Fate::Stay,
            _ if is_mark(c) && self.marks >= MOST_MARKS => Fate::Drop,
            _ => self.invisible_fate(c, rest),
        }
    }

    fn invisible_fate(self, c: char, rest: &str) -> Fate {
        let next = rest.chars().next();
        let near = |is: fn(char) -> bool| self.previous.is_some_and(is) || next.is_some_and(is);
        let keep_if = |needed| if needed { Fate::Stay } else { Fate::Drop };
        match c {
            '\u{2028}' | '\u{2029}' => Fate::Show(" "),
            '\u{200d}' => keep_if(near(is_joining) || self.joins_emoji(next)),
            '\u{200c}' => keep_if(self.previous.is_some_and(is_joining)),
            '\u{200b}' => keep_if(self.previous.is_some_and(has_no_spaces)),
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => keep_if(self.takes_variation(c)),
            '\u{180b}'..='\u{180f}' => keep_if(self.previous.is_some_and(is_mongolian)),
            '\u{115f}' | '\u{1160}' if near(is_jamo) => Fate::Stay,
            _ if is_dropped(c) => Fate::Drop,
            '\u{e0000}'..='\u{e007f}' => self.tag_fate(c, rest),
            _ if is_misleading(c) => Fate::Mark,
            _ if is_no_character(c) => Fate::Picture('\u{fffd}'),
            _ => Fate::Stay,
        }
    }

    fn joins_emoji(self, next: Option<char>) -> bool {
        let before = |c| is_emoji(c) || c == '\u{fe0f}';
        self.previous.is_some_and(before) && next.is_some_and(is_emoji)
    }

    /// May `selector` follow? One selector on an emoji, on a character that has forms to choose
    /// from, or on an ideograph (the long range); what hides behind it is not text.
    fn takes_variation(self, selector: char) -> bool {
        self.previous.is_some_and(|c| match selector {
            '\u{fe0e}' | '\u{fe0f}' => is_emoji(c) || is_key(c),
            '\u{fe00}'..='\u{fe0d}' => c > '\u{2ff}' && !is_selector(c) && !is_mark(c),
            _ => is_ideograph(c),
        })
    }

    /// Tags spell the flag of a country's part after a black flag; anywhere else they hide text.
    fn tag_fate(self, c: char, rest: &str) -> Fate {
        let begins =
            self.previous == Some('\u{1f3f4}') && FLAGS.iter().any(|flag| begins(flag, c, rest));
        let goes_on = self
            .previous
            .is_some_and(|p| ('\u{e0061}'..='\u{e007a}').contains(&p));
        if begins || goes_on {
            Fate::Stay
        } else {
            Fate::Mark
        }
    }
}

/// The flags in general use that are written with tags: England, Scotland, Wales.
const FLAGS: [&str; 3] = [
    "\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

fn begins(flag: &str, c: char, rest: &str) -> bool {
    flag.strip_prefix(c)
        .is_some_and(|tags| rest.starts_with(tags))
}

fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or('\u{fffd}')
}

/// Is `c` a combining mark? Scripts without any are answered before the table is asked, and so are the most
/// common marks.
fn is_mark(c: char) -> bool {
    match c {
        '\u{300}'..='\u{36f}' => true,
        '\0'..='\u{2ff}'
        | '\u{370}'..='\u{482}'
        | '\u{2010}'..='\u{2027}'
        | '\u{3100}'..='\u{a66e}'
        | '\u{ac00}'..='\u{d7a3}' => false,
        // Format characters and selectors have rules of their own.
        _ => is_combining_mark(c) && !is_selector(c),
    }
}

const fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Scripts in which a joiner or non-joiner changes what is read: Arabic and its kin, Mongolian, and
/// those of South and South-East Asia (Unicode 16, section 23.2).
const fn is_joining(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{f00}'..='\u{109f}'
        | '\u{1780}'..='\u{18af}' | '\u{1a20}'..='\u{1c4f}' | '\u{a840}'..='\u{a8df}'
        | '\u{a980}'..='\u{aaff}' | '\u{fb50}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{11000}'..='\u{11fff}')
}

/// Scripts written without spaces, where a zero-width space is the only place a row may end.
const fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{1950}'..='\u{19df}' | '\u{1a20}'..='\u{1aaf}' | '\u{aa60}'..='\u{aadf}')
}

const fn is_mongolian(c: char) -> bool {
    matches!(c, '\u{1820}'..='\u{18aa}')
}

/// Letters of the old Korean script, to which an empty filler is a part of the syllable.
const fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115e}' | '\u{1161}'..='\u{11ff}' | '\u{a960}'..='\u{a97c}'
        | '\u{d7b0}'..='\u{d7fb}')
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Blocks that hold the emoji (emoji-data.txt); neighbours that are none do no harm.
const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{24c2}' | '\u{25aa}'..='\u{27bf}'
        | '\u{2934}' | '\u{2935}' | '\u{2b05}'..='\u{2b55}' | '\u{3030}' | '\u{303d}' | '\u{3297}'
        | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Characters that become a keycap.
const fn is_key(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*')
}

/// Invisible, and of no use to a reader: the soft hyphen (rows are not hyphenated), joiners of
/// words, direction marks, the byte order mark, operators of mathematics that are not drawn.
const fn is_dropped(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{17b4}' | '\u{17b5}' | '\u{200e}' | '\u{200f}'
        | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}')
}

/// Invisible, and able to make text read other than it stands: bidi embeddings, overrides and
/// isolates, deprecated format characters, annotation, blank letters, and whatever Unicode keeps
/// for invisible characters to come (`Default_Ignorable_Code_Point`).
const fn is_misleading(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2065}'..='\u{206f}' | '\u{115f}' | '\u{1160}'
        | '\u{3164}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0080}'..='\u{e0fff}')
}

/// Noncharacters, and the private planes: terminals give some of those a meaning of their own.
const fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'..) || (c as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_of_a_text_is_its_end() {
        let context = Context::after("ae\u{301}\u{302}");
        assert_eq!((context.previous, context.marks), (Some('\u{302}'), 2));
        let context = Context::after("e\u{301}a");
        assert_eq!((context.previous, context.marks), (Some('a'), 0));
        assert_eq!(Context::after("").previous, None);
    }

    #[test]
    fn marks_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            let is_expected = is_combining_mark(c) && !is_selector(c);
            assert_eq!(is_mark(c), is_expected, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn everything_unicode_says_to_ignore_has_a_rule() {
        // Default_Ignorable_Code_Point, DerivedCoreProperties.txt of Unicode 16.
        for range in [
            0xad..=0xad,
            0x34f..=0x34f,
            0x61c..=0x61c,
            0x115f..=0x1160,
            0x17b4..=0x17b5,
            0x180b..=0x180f,
            0x200b..=0x200f,
            0x202a..=0x202e,
            0x2060..=0x206f,
            0x3164..=0x3164,
            0xfe00..=0xfe0f,
            0xfeff..=0xfeff,
            0xffa0..=0xffa0,
            0xfff0..=0xfff8,
            0x1bca0..=0x1bca3,
            0x1d173..=0x1d17a,
            0xe0000..=0xe0fff,
        ] {
            for c in range.filter_map(char::from_u32) {
                assert_ne!(
                    Context::default().fate(c, ""),
                    Fate::Stay,
                    "U+{:04X}",
                    u32::from(c)
                );
            }
        }
    }
}
