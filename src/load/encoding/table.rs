//! The single-byte encodings that are told apart, and the letters of the languages written in them.
//!
//! The characters are those of the Unicode Consortium's mapping tables (the `MAPPINGS` folder of its
//! public data); a control character or a byte that means nothing is U+FFFD. The alphabets list the
//! letters beyond A to Z that running text of a language commonly has.

/// An encoding in which each byte is one character, and those below 0x80 are ASCII.
#[derive(Debug)]
pub(in crate::load) struct Table {
    /// As a reader may have seen it named.
    pub name: &'static str,
    /// What 0x80 to 0xff stand for, in order: 128 characters.
    pub upper: &'static str,
    /// Small letters beyond A to Z, a text for each language written in this encoding.
    pub alphabets: &'static [&'static str],
}

/// All of them, the commonest first.
pub(super) const ALL: &[&Table] = &[
    &WINDOWS_1252,
    &ISO_8859_15,
    &WINDOWS_1250,
    &ISO_8859_2,
    &WINDOWS_1251,
    &KOI8_U,
    &WINDOWS_1253,
    &WINDOWS_1254,
    &WINDOWS_1257,
];

/// French, Spanish, Catalan, Portuguese, Italian, German, Dutch, Danish and Norwegian, Swedish and
/// Finnish, Icelandic.
const WESTERN: &[&str] = &[
    "àâæçéèêëîïôœùûüÿ",
    "áéíñóúüªº",
    "àçéèíïóòúü·",
    "àáâãçéêíóôõúüªº",
    "àèéìîòóù",
    "äöüß",
    "áéëíïóöúèêü",
    "æøåéôò",
    "åäöé",
    "áðéíóúýþæö",
];

/// Polish, Czech, Slovak, Hungarian, Slovene and Croatian, Romanian with cedillas.
const CENTRAL: &[&str] = &[
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "áéíóöőúüű",
    "čćđšž",
    "ăâîşţ",
];

/// Russian, Ukrainian and Belarusian, Bulgarian, Serbian and Macedonian.
const CYRILLIC: &[&str] = &[
    "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "абвгґдеєжзиіїйклмнопрстуўфхцчшщьюяыэё",
    "абвгдежзийклмнопрстуфхцчшщъьюя",
    "абвгдђежзијклљмнњопрстћуфхцчџшѓѕќ",
];

/// Greek.
const GREEK: &[&str] = &["αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"];

/// Turkish.
const TURKISH: &[&str] = &["çğıöşüâîû"];

/// Lithuanian, Latvian, Estonian.
const BALTIC: &[&str] = &["ąčęėįšųūž", "āčēģīķļņšūž", "äöüõšž"];

static WINDOWS_1252: Table = Table {
    name: "Windows-1252",
    upper: "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ\
        \u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿\
        ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
        àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
    alphabets: WESTERN,
};

static ISO_8859_15: Table = Table {
    name: "ISO-8859-15",
    upper: "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\
        \u{a0}¡¢£€¥Š§š©ª«¬\u{ad}®¯°±²³Žµ¶·ž¹º»ŒœŸ¿\
        ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
        àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
    alphabets: WESTERN,
};

static WINDOWS_1250: Table = Table {
    name: "Windows-1250",
    upper: "€\u{fffd}‚\u{fffd}„…†‡\u{fffd}‰Š‹ŚŤŽŹ\u{fffd}‘’“”•–—\u{fffd}™š›śťžź\
        \u{a0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{ad}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż\
        ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
        ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
    alphabets: CENTRAL,
};

static ISO_8859_2: Table = Table {
    name: "ISO-8859-2",
    upper: "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\
        \u{a0}Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{ad}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žż\
        ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
        ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
    alphabets: CENTRAL,
};

static WINDOWS_1251: Table = Table {
    name: "Windows-1251",
    upper: "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{fffd}™љ›њќћџ\
        \u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї\
        АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
        абвгдежзийклмнопрстуфхцчшщъыьэюя",
    alphabets: CYRILLIC,
};

static KOI8_U: Table = Table {
    name: "KOI8-U",
    upper: "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{a0}⌡°²·÷\
        ═║╒ёє╔ії╗╘╙╚╛ґ╝╞╟╠╡ЁЄ╣ІЇ╦╧╨╩╪Ґ╬©\
        юабцдефгхийклмнопярстужвьызшэщчъ\
        ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ",
    alphabets: CYRILLIC,
};

static WINDOWS_1253: Table = Table {
    name: "Windows-1253",
    upper: "€\u{fffd}‚ƒ„…†‡\u{fffd}‰\u{fffd}‹\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}‘’“”•–—\u{fffd}™\u{fffd}›\u{fffd}\u{fffd}\u{fffd}\u{fffd}\
        \u{a0}΅Ά£¤¥¦§¨©\u{fffd}«¬\u{ad}®―°±²³΄µ¶·ΈΉΊ»Ό½ΎΏ\
        ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ\u{fffd}ΣΤΥΦΧΨΩΪΫάέήί\
        ΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ\u{fffd}",
    alphabets: GREEK,
};

static WINDOWS_1254: Table = Table {
    name: "Windows-1254",
    upper: "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}\u{fffd}\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}\u{fffd}Ÿ\
        \u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿\
        ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß\
        àáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ",
    alphabets: TURKISH,
};

static WINDOWS_1257: Table = Table {
    name: "Windows-1257",
    upper: "€\u{fffd}‚\u{fffd}„…†‡\u{fffd}‰\u{fffd}‹\u{fffd}¨ˇ¸\u{fffd}‘’“”•–—\u{fffd}™\u{fffd}›\u{fffd}¯˛\u{fffd}\
        \u{a0}\u{fffd}¢£¤\u{fffd}¦§Ø©Ŗ«¬\u{ad}®Æ°±²³´µ¶·ø¹ŗ»¼½¾æ\
        ĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽß\
        ąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž˙",
    alphabets: BALTIC,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_table_has_a_character_for_each_byte_and_its_languages_are_in_it() {
        for table in ALL {
            assert_eq!(table.upper.chars().count(), 128, "{}", table.name);
            assert!(
                table
                    .upper
                    .chars()
                    .all(|c| !c.is_ascii() && !c.is_control())
            );
        }
        for table in [
            &WINDOWS_1250,
            &WINDOWS_1251,
            &WINDOWS_1253,
            &WINDOWS_1254,
            &WINDOWS_1257,
        ] {
            for alphabet in table.alphabets {
                let missing = alphabet.chars().find(|c| !table.upper.contains(*c));
                assert_eq!(missing, None, "{} {alphabet}", table.name);
            }
        }
    }
}
