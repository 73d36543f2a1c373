//! Currencies before and behind an amount, and what a price is for: `US$5`, `Rs 500`, "96 cents",
//! "$82 a barrel".

use super::{
    lexicon::{Class, currency_sign},
    line::{Line, Lower},
    quantity::Suffix,
    value::{Kind, Unit},
    words::{Words, words},
};

/// The currency that stands before an amount at token `i`, and where the amount begins.
pub(super) fn prefix(line: &Line<'_>, i: usize) -> Option<(&'static str, usize)> {
    if let Some(code) = line.sign(i).and_then(currency_sign) {
        let minus = usize::from(line.is_sign(i + 1, &['-', '−']));
        return line.number(i + 1 + minus).map(|_| (code, i + 1));
    }
    if !line.is_word(i) {
        return None;
    }
    if line.is_sign(i + 1, &['$', '£']) && line.is_glued(i + 1) && line.number(i + 2).is_some() {
        return Some((dollar(line.word(i))?, i + 2));
    }
    if let Some(found) = lettered(line, i) {
        return Some(found);
    }
    let token = line.get(i).filter(|token| token.has(Class::CURRENCY))?;
    let word = line.word(i);
    let is_code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase())
        || matches!(word, "Rs" | "rs" | "Re" | "RS");
    let dot = usize::from(line.is_sign(i + 1, &['.']) && line.is_glued(i + 1));
    let at = i + 1 + dot;
    let is_cent = matches!(
        token.sense.unit(),
        "cent" | "penny" | "peso" | "franc" | "dinar" | "shilling"
    );
    (is_code && !is_cent && line.number(at).is_some()).then_some((token.sense.unit(), at))
}

/// "RM34.2 million", "NRs 17bn", "R1.3 billion", "NPR 2,500": letters that are a sign, and codes that may
/// be something else before a small number.
fn lettered(line: &Line<'_>, i: usize) -> Option<(&'static str, usize)> {
    let dot = usize::from(line.is_sign(i + 1, &['.']) && line.is_glued(i + 1));
    let at = i + 1 + dot;
    let token = line.get(at).filter(|_| line.number(at).is_some())?;
    let word = line.word(i);
    // "R1", "COP 28" and "AMD 5800" may be names of anything.
    let is_amount = token.is_grouped || line.has(at + 1, Class::SCALE);
    let code = match word {
        "R" if is_amount && line.is_glued(at) => "ZAR",
        "N" if is_amount && line.is_glued(at) => "NGN",
        "P" if is_amount && line.is_glued(at) => "PHP",
        _ => letters(word).or_else(|| code(word).filter(|_| is_amount))?,
    };
    Some((code, at))
}

/// Are `letters` the currency of the number glued to them? Of a single letter or a code only where an
/// amount follows: "R1.3 billion", "N2,500", and not "R2" or "COP28".
pub(super) fn is_lettered(letters: &str, number: &str) -> bool {
    if self::letters(letters).is_some() {
        return true;
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let behind = number.trim_start_matches(is_digit);
    let is_grouped = behind.starts_with(',') && behind[1..].starts_with(is_digit);
    let behind = behind.trim_start_matches('.').trim_start_matches(is_digit);
    let scale = behind.trim_start();
    let is_scaled = ["million", "billion", "trillion", "bn"];
    (matches!(letters, "R" | "N" | "P") || code(letters).is_some())
        && (is_grouped || is_scaled.iter().any(|word| scale.starts_with(word)))
}

/// The currency that letters stand for wherever a number follows.
fn letters(word: &str) -> Option<&'static str> {
    Some(match word {
        "RM" => "MYR",
        "NRs" | "NRS" => "NPR",
        "Rp" => "IDR",
        "Tk" => "BDT",
        "PKRs" => "PKR",
        "SLRs" => "LKR",
        "KSh" | "Ksh" | "KSH" | "Sh" => "KES",
        "USh" | "Ush" => "UGX",
        "TSh" | "Tsh" => "TZS",
        "FCFA" => "XOF",
        "Kč" => "CZK",
        "SKr" | "Skr" => "SEK",
        "NKr" | "Nkr" => "NOK",
        "DKr" | "Dkr" => "DKK",
        "SFr" | "Sfr" => "CHF",
        "Dh" | "Dhs" => "AED",
        _ => return None,
    })
}

/// Codes of currencies (ISO 4217) that are words or names as well, or seldom met: read in capitals, beside
/// an amount that is no small number.
fn code(word: &str) -> Option<&'static str> {
    const CODES: &[&str] = &[
        "AMD", "AOA", "AZN", "BAM", "BGN", "BHD", "BWP", "BYN", "CLP", "COP", "CRC", "CUP", "DOP",
        "DZD", "ETB", "FJD", "GEL", "GHS", "GTQ", "HNL", "ISK", "JMD", "JOD", "KGS", "KHR", "KWD",
        "KZT", "LAK", "LBP", "LYD", "MAD", "MDL", "MMK", "MNT", "MOP", "MUR", "MVR", "MWK", "MZN",
        "NAD", "NIO", "NPR", "OMR", "PEN", "PGK", "PYG", "QAR", "RON", "RSD", "RWF", "SDG", "SOS",
        "SSP", "SYP", "TJS", "TND", "TTD", "TWD", "TZS", "UGX", "UYU", "UZS", "VES", "XAF", "XOF",
        "YER", "ZMW",
    ];
    if word.len() != 3 || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    CODES.iter().find(|code| **code == word).copied()
}

/// The currency of letters before a dollar sign.
fn dollar(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "US" | "U.S." | "USD" => "USD",
        "A" | "AU" | "AUD" => "AUD",
        "C" | "CA" | "CAD" | "CDN" => "CAD",
        "HK" => "HKD",
        "NZ" => "NZD",
        "S" | "SG" => "SGD",
        "R" => "BRL",
        "NT" => "TWD",
        "MX" | "Mex" => "MXN",
        "J" => "JMD",
        "TT" => "TTD",
        "E" | "EGP" => "EGP",
        _ => return None,
    })
}

/// The currency named behind an amount, from token `i` on. `start` is where the amount begins.
pub(super) fn suffix(line: &Line<'_>, start: usize, i: usize) -> Option<Suffix> {
    if let Some(code) = line.sign(i).and_then(currency_sign) {
        let belongs_next = line.is_glued(i + 1) && line.number(i + 1).is_some();
        return (!belongs_next).then(|| Suffix::new(Kind::Money, code, i + 1));
    }
    let nation = nation(line, i);
    let at = i + nation.map_or(0, |(_, len)| len);
    let at = at + usize::from(line.is_hyphen(at));
    if line.is_glued(i) && line.word(i) == "p" && start + 1 == i {
        return Some(hundredth("GBP", i + 1));
    }
    if line.is_glued(i) && line.word(i) == "c" && start + 1 == i {
        return Some(hundredth("USD", i + 1));
    }
    let is_amount =
        line.get(start).is_some_and(|token| token.is_grouped) || line.has_before(i, Class::SCALE);
    if let Some(code) = code(line.word(at)).filter(|_| is_amount) {
        return Some(Suffix::new(Kind::Money, code, at + 1));
    }
    let token = line.get(at).filter(|token| token.has(Class::CURRENCY))?;
    let code = token.sense.unit();
    let end = at + 1;
    if is_other(line, start, at) {
        return None;
    }
    let nation = nation.map(|(nation, _)| nation);
    Some(match (code, nation) {
        ("cent", Some("EUR")) => hundredth("EUR", end),
        ("cent", Some("AUD")) => hundredth("AUD", end),
        ("cent", _) => hundredth("USD", end),
        ("penny", _) => hundredth("GBP", end),
        ("paisa", _) => hundredth("INR", end),
        ("peso", Some("PHP")) => Suffix::new(Kind::Money, "PHP", end),
        ("peso", Some("ARS")) => Suffix::new(Kind::Money, "ARS", end),
        ("peso", _) => Suffix::new(Kind::Money, "MXN", end),
        ("franc", Some("XOF")) => Suffix::new(Kind::Money, "XOF", end),
        ("franc", _) => Suffix::new(Kind::Money, "CHF", end),
        ("dinar", Some("KWD")) => Suffix::new(Kind::Money, "KWD", end),
        ("dinar", _) => Suffix::new(Kind::Money, "IQD", end),
        ("shilling", _) => Suffix::new(Kind::Money, "KES", end),
        ("USD" | "INR" | "GBP" | "IRR", Some(nation)) => Suffix::new(Kind::Money, nation, end),
        (code, _) => Suffix::new(Kind::Money, code, end),
    })
}

fn hundredth(code: &'static str, end: usize) -> Suffix {
    Suffix {
        factor: 0.01,
        ..Suffix::new(Kind::Money, code, end)
    }
}

/// Is the word at `at` something else than money here: a verb, a weight, an adjective?
fn is_other(line: &Line<'_>, start: usize, at: usize) -> bool {
    let many = line.number(start).is_some_and(|n| n >= 100.0) || at > start + 1;
    match line.lower(at, &mut Lower::default()) {
        "won" | "real" | "re" | "try" | "dong" => !many,
        "pound" if line.is_hyphen(at.wrapping_sub(1)) => true,
        "pounds" => {
            line.is(at + 1, "of")
                && !line.is_in(at + 2, words!("debt aid taxpayers' funding public"))
                || (start.saturating_sub(4)..start)
                    .any(|at| line.is_in(at, words!("weighing weighed weighs weigh")))
        }
        _ => false,
    }
}

/// Countries before the name of a currency that several share.
const NATIONS: &[(&[&str], &str)] = &[
    (&["us"], "USD"),
    (&["u.s."], "USD"),
    (&["american"], "USD"),
    (&["canadian"], "CAD"),
    (&["australian"], "AUD"),
    (&["singapore"], "SGD"),
    (&["taiwan"], "TWD"),
    (&["hong", "kong"], "HKD"),
    (&["new", "zealand"], "NZD"),
    (&["new", "taiwan"], "TWD"),
    (&["pakistani"], "PKR"),
    (&["pakistan"], "PKR"),
    (&["indian"], "INR"),
    (&["indonesian"], "IDR"),
    (&["sri", "lankan"], "LKR"),
    (&["nepalese"], "NPR"),
    (&["nepali"], "NPR"),
    (&["british"], "GBP"),
    (&["egyptian"], "EGP"),
    (&["sudanese"], "SDG"),
    (&["syrian"], "SYP"),
    (&["lebanese"], "LBP"),
    (&["swiss"], "CHF"),
    (&["cfa"], "XOF"),
    (&["mexican"], "MXN"),
    (&["philippine"], "PHP"),
    (&["argentine"], "ARS"),
    (&["kuwaiti"], "KWD"),
    (&["kenyan"], "KES"),
    (&["iranian"], "IRR"),
    (&["omani"], "OMR"),
    (&["qatari"], "QAR"),
    (&["saudi"], "SAR"),
    (&["turkish"], "TRY"),
    (&["russian"], "RUB"),
    (&["chinese"], "CNY"),
    (&["japanese"], "JPY"),
];

/// The first word of each of them.
const FIRST: &Words = words!(
    "us u.s. american canadian australian singapore taiwan hong new pakistani pakistan indian indonesian sri nepalese nepali british egyptian sudanese syrian lebanese swiss cfa mexican philippine argentine kuwaiti kenyan iranian omani qatari saudi turkish russian chinese japanese euro",
);

/// The country before the name of a currency that several share, and the words it takes.
fn nation(line: &Line<'_>, i: usize) -> Option<(&'static str, usize)> {
    if !line.is_in(i, FIRST) {
        return None;
    }
    if line.is(i, "euro") {
        let is_cent = line.is_in(i + 1, words!("cent cents"));
        return is_cent.then_some(("EUR", 1));
    }
    let mut nations = NATIONS.iter();
    let (words, code) = nations.find(|(words, _)| line.are(i, words))?;
    Some((code, words.len()))
}

/// Adds what the price is for, where it is said: `USD/barrel`, `USD/year`.
pub(super) fn priced(line: &Line<'_>, suffix: Suffix) -> Suffix {
    let i = suffix.end;
    let is_per =
        line.is(i, "per") || line.is_sign(i, &['/']) && line.is_glued(i) && line.is_glued(i + 1);
    let each = line.is_in(i, words!("a an each"));
    let at = i + 1;
    let Some(token) = line.get(at).filter(|_| is_per || each) else {
        return suffix;
    };
    let is_thing = token.has(Class::TIME | Class::MEASURE)
        || line.is_in(at, words!("share head night piece person unit pop ticket student copy litre bottle tonne ounce household child pupil metric"));
    let later = line.is_in(at + 1, words!("after ago later before earlier"))
        || line.is_plural(at)
        || line.is_hyphen(at + 1);
    let hour = line.is_hyphen(at + 1) && line.is(at + 2, "hour");
    let fits = if is_per {
        line.is_word(at) && !line.is(at, "cent")
    } else {
        is_thing && !later
    };
    let (Some(Unit::Known(code)), true) = (&suffix.unit, fits) else {
        return suffix;
    };
    let last =
        at + usize::from(line.is_in(at, words!("metric square sq troy")) && line.is_word(at + 1));
    if is_per && hour && token.has(Class::MEASURE) {
        // "€340 per megawatt-hour"
        let unit = format!("{code}/{}h", token.sense.unit());
        return Suffix {
            unit: Some(Unit::Made(crate::text::CleanString::from_raw(&unit))),
            end: at + 3,
            ..suffix
        };
    }
    let thing = if token.has(Class::TIME) {
        token.sense.unit()
    } else {
        line.words(at, last + 1)
    };
    let thing = match thing {
        "bbl" => "barrel",
        "mo" => "month",
        "yr" => "year",
        "wk" => "week",
        "hr" => "hour",
        "kilometre" | "kilometer" => "km",
        "kilogram" | "kilogramme" | "kilo" => "kg",
        "MMBtu" | "mmBtu" => "MMBtu",
        thing => thing,
    };
    let unit = crate::text::CleanString::from_raw(&format!("{code}/{thing}"));
    Suffix {
        unit: Some(Unit::Made(unit)),
        end: last + 1,
        ..suffix
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, NATIONS};
    use crate::stats::words;

    #[test]
    fn the_first_words_of_nations_are_those_of_the_list() {
        for (words, _) in NATIONS {
            let mark = words::mark(words[0].as_bytes(), 0, words[0].len());
            assert!(FIRST.has(mark, words[0].as_bytes()), "{words:?}");
        }
    }
}
