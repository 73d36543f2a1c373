//! Amounts: a number with its scale, in digits or in words, before any unit.

use super::{
    lexicon::{Class, currency_sign},
    line::Line,
    words::words,
};

/// A number with its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// The token after it.
    pub(super) end: usize,
    pub(super) value: f64,
    /// What the scale multiplied by; 1 without.
    pub(super) scale: f64,
    /// No more than a power of ten: "tens of thousands".
    pub(super) is_vague: bool,
    /// Written in words.
    pub(super) is_worded: bool,
    /// A lone letter was read as the scale: the `m` of `5m`.
    pub(super) has_letter: bool,
}

impl Amount {
    fn plain(end: usize, value: f64) -> Self {
        Self {
            end,
            value,
            scale: 1.0,
            is_vague: false,
            is_worded: false,
            has_letter: false,
        }
    }

    fn worded(end: usize, value: f64) -> Self {
        Self {
            is_worded: true,
            ..Self::plain(end, value)
        }
    }

    fn times(self, end: usize, scale: f64) -> Self {
        Self {
            end,
            value: self.value * scale,
            scale: self.scale * scale,
            ..self
        }
    }
}

/// The value of a fraction that is one character.
pub(super) fn fraction_sign(sign: char) -> Option<f64> {
    Some(match sign {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        '⅒' => 0.1,
        _ => return None,
    })
}

/// The amount that begins at token `i`.
pub(super) fn at(line: &Line<'_>, i: usize) -> Option<Amount> {
    digits(line, i)
        .or_else(|| lone_fraction(line, i))
        .or_else(|| power(line, i))
        .or_else(|| vague(line, i))
        .or_else(|| part(line, i))
        .or_else(|| words(line, i))
}

/// `15,000`, `−2.5`, `1.2bn`, `5 lakh crore`, `2½`.
fn digits(line: &Line<'_>, i: usize) -> Option<Amount> {
    let is_negative = || {
        let is_free = !line.is_glued(i) || i > 0 && line.is_sign(i - 1, &['(', '[']);
        let dashed = line.is_sign(i, &['-', '−']) && line.is_glued(i + 1) && is_free;
        // "plus or minus 3 points"
        let is_margin = || line.are_before(i, &["plus", "or"]);
        dashed || line.is(i, "minus") && !is_margin()
    };
    let (at, sign, number) = match line.number(i) {
        Some(number) => (i, 1.0, number),
        None => (i + 1, -1.0, line.number(i + 1).filter(|_| is_negative())?),
    };
    let mut amount = Amount::plain(at + 1, number * sign);
    if let Some((part, end)) = part_behind(line, at) {
        amount.value += part * sign;
        amount.end = end;
    }
    if let Some((exponent, end)) = power_of_ten(line, amount.end) {
        // As a whole: 6.02 times 10^23 would not be 6.02e23 to the last digit.
        let value = format!("{}e{exponent}", amount.value).parse::<f64>().ok();
        amount.value = value.filter(|value| value.is_finite())?;
        amount.end = end;
        return Some(amount);
    }
    let amount = scaled(line, amount);
    // "59 and a half"
    let has_half = line.is(amount.end, "and")
        && line.is(amount.end + 1, "a")
        && line.is_in(amount.end + 2, words!("half quarter"))
        && !line.is(amount.end + 3, "of");
    Some(if has_half {
        with_part(line, amount)
    } else {
        amount
    })
}

/// The fraction a whole number at `i` goes on with, and the token after it: `2½`, "1 ½ cups", "1-1/2".
fn part_behind(line: &Line<'_>, i: usize) -> Option<(f64, usize)> {
    let is_whole = line.get(i)?.digits <= 3 && line.number(i)?.fract() == 0.0;
    if let Some(part) = line.sign(i + 1).and_then(fraction_sign) {
        let is_joined = line.is_glued(i + 1) || is_whole && line.is_word(i + 2);
        return is_joined.then_some((part, i + 2));
    }
    let is_joined = is_whole
        && line.is_hyphen(i + 1)
        && line.is_sign(i + 3, &['/', '⁄'])
        && (i + 1..i + 5).all(|at| line.is_glued(at))
        && !line.is_sign(i + 5, &['/', '⁄']);
    let (part, whole) = (line.number(i + 2)?, line.number(i + 4)?);
    let fits = part > 0.0 && part < whole && [2.0, 3.0, 4.0, 8.0, 16.0, 32.0].contains(&whole);
    (is_joined && fits).then_some((part / whole, i + 5))
}

/// "½ cup": a fraction that counts what stands behind it.
fn lone_fraction(line: &Line<'_>, i: usize) -> Option<Amount> {
    let value = fraction_sign(line.sign(i)?)?;
    let counts = line.is_word(i + 1) && !line.is_glued(i + 1) && !line.is_function(i + 1);
    counts.then(|| Amount::plain(i + 1, value))
}

/// The power of ten a number before token `i` is multiplied by, and the token after it: the "e23" of
/// `6.02e23`, "× 10^5", "x 10⁵".
fn power_of_ten(line: &Line<'_>, i: usize) -> Option<(i32, usize)> {
    if line.is_glued(i) && line.is_word(i) && !line.is(i, "x10") {
        return written_behind_e(line, i);
    }
    let is_times = line.is_in(i, words!("x × * · ⋅"));
    let ten = i + usize::from(is_times && line.is(i + 1, "10"));
    let is_ten = ten > i || line.is(i, "x10");
    is_ten.then(|| raised(line, ten + 1)).flatten()
}

/// The exponent that token `i` begins as "e23" or "e-7" do, and the token after it. Behind more than a
/// short number without a decimal point, the letter is that of a code: 64791e8 is a name of a change.
fn written_behind_e(line: &Line<'_>, i: usize) -> Option<(i32, usize)> {
    let number = line.get(i.checked_sub(1)?)?;
    let is_short = number.digits <= 2 && !number.is_padded;
    let digits = match line.word(i).as_bytes() {
        [b'e' | b'E', ..] if number.is_decimal => &line.word(i)[1..],
        [b'e', digits @ ..] if is_short && digits.len() <= 2 => &line.word(i)[1..],
        _ => return None,
    };
    if !digits.is_empty() {
        let exponent = digits.parse().ok().filter(|n| (0..=308).contains(n))?;
        return Some((exponent, i + 1));
    }
    let is_negative = line.is_sign(i + 1, &['-', '−']);
    let is_signed = line.is_glued(i + 1) && (is_negative || line.is_sign(i + 1, &['+']));
    let exponent = exponent(line, i + 2).filter(|_| is_signed)?;
    Some((if is_negative { -exponent } else { exponent }, i + 3))
}

/// The exponent behind a ten, "^5", "^-5" or "⁵", and the token after it.
fn raised(line: &Line<'_>, i: usize) -> Option<(i32, usize)> {
    if line.is_sign(i, &['^']) && line.is_glued(i) {
        let is_negative = line.is_sign(i + 1, &['-', '−']) && line.is_glued(i + 1);
        let at = i + 1 + usize::from(is_negative);
        let exponent = exponent(line, at)?;
        return Some((if is_negative { -exponent } else { exponent }, at + 1));
    }
    let is_negative = line.is_sign(i, &['⁻']) && line.is_glued(i);
    let (first, mut exponent) = (i + usize::from(is_negative), 0);
    let mut at = first;
    while let Some(digit) = line
        .sign(at)
        .and_then(superscript)
        .filter(|_| at < first + 3)
    {
        exponent = exponent * 10 + digit;
        at += 1;
    }
    let is_glued = (i..at).all(|at| line.is_glued(at));
    let signed = if is_negative { -exponent } else { exponent };
    (at > first && is_glued && exponent <= 308).then_some((signed, at))
}

/// Token `i` as an exponent, glued to what stands before it.
fn exponent(line: &Line<'_>, i: usize) -> Option<i32> {
    let number = line.number(i).filter(|_| line.is_glued(i))?;
    let fits = number.fract() == 0.0 && (0.0..=308.0).contains(&number);
    fits.then_some(number as i32)
}

/// The value of a raised digit.
fn superscript(sign: char) -> Option<i32> {
    let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let place = digits.chars().position(|digit| digit == sign)?;
    Some(place as i32)
}

/// Applies the scale words that follow.
fn scaled(line: &Line<'_>, amount: Amount) -> Amount {
    let mut amount = letter_scale(line, amount);
    loop {
        let at = amount.end + usize::from(line.is_hyphen(amount.end));
        if !line.has(at, Class::SCALE) || line.is(at, "score") {
            return amount;
        }
        let scale = line.tokens[at].sense.number();
        amount = amount.times(at + 1, scale);
    }
}

fn letter_scale(line: &Line<'_>, amount: Amount) -> Amount {
    let at = amount.end;
    // "a 250m-wide gap", but "£250m-£270m"
    let is_range = || line.sign(at + 2).and_then(currency_sign).is_some();
    if !line.is_glued(at) || line.is_hyphen(at + 1) && !is_range() {
        return amount;
    }
    // `$200mm` is money, "200mm of rain" is not.
    let is_money = at > 1 && line.sign(at - 2).and_then(currency_sign).is_some();
    // "Radeon 5300M": nobody writes thousands of millions like that.
    let is_name = line.get(at.wrapping_sub(1)).is_some_and(|token| {
        token.digits > 3 && !token.is_grouped && !token.is_decimal && !is_money
    });
    let scale = match line.word(at) {
        _ if is_name => return amount,
        "mm" | "MM" if is_money => 1e6,
        "m" | "M" => 1e6,
        "k" | "K" => 1e3,
        "b" | "B" => 1e9,
        "T" => 1e12,
        _ => return amount,
    };
    Amount {
        has_letter: true,
        ..amount.times(at + 1, scale)
    }
}

/// "hundreds", "tens of thousands", "hundreds of millions".
fn power(line: &Line<'_>, i: usize) -> Option<Amount> {
    let token = line.get(i).filter(|token| token.has(Class::POWER))?;
    if line.is(i, "scores") && !are_many(line, i) {
        return None;
    }
    let mut amount = Amount {
        is_vague: true,
        ..Amount::worded(i + 1, token.sense.number())
    };
    while line.is(amount.end, "of") && line.has(amount.end + 1, Class::POWER) {
        let scale = line.tokens[amount.end + 1].sense.number();
        amount = amount.times(amount.end + 2, scale);
    }
    (!line.is(i, "tens") || amount.scale > 1.0).then_some(amount)
}

/// Are the "scores" at token `i` twenties: "scores of homes", "scores were hurt"? Else they are points,
/// or somebody gets one.
fn are_many(line: &Line<'_>, i: usize) -> bool {
    let befalls = |at: usize| line.has(at, Class::HARM | Class::AUX);
    let is_owned =
        i > 0 && (line.is_word(i - 1) && !line.is_function(i - 1) || line.has(i - 1, Class::DET));
    line.is_in(i + 1, words!("of more others"))
        || befalls(i + 1) && !is_owned
        || line.has_before(i, Class::HARM)
}

/// "several thousand", "a few hundred", "a couple of dozen".
fn vague(line: &Line<'_>, i: usize) -> Option<Amount> {
    let at = i + usize::from(line.is_in(i, words!("a the")));
    let scale = if line.is(at, "couple") && line.is(at + 1, "of") {
        at + 2
    } else if line.is_in(at, words!("several few many couple")) {
        at + 1
    } else {
        return None;
    };
    if !line.has(scale, Class::SCALE | Class::POWER) || line.is(scale, "score") {
        return None;
    }
    let one = Amount::worded(scale, 1.0);
    let amount = if line.has(scale, Class::POWER) {
        power(line, scale)?
    } else {
        scaled(line, one)
    };
    Some(Amount {
        is_vague: true,
        ..amount
    })
}

/// "half a million", "half a dozen", "a quarter of a million", "two-thirds of a billion".
fn part(line: &Line<'_>, i: usize) -> Option<Amount> {
    let (count, at) = if line.is_in(i, words!("a an")) {
        (1.0, i + 1)
    } else if line.has(i, Class::PART) {
        (1.0, i)
    } else {
        let (count, end) = under_hundred(line, i)?;
        (count, end + usize::from(line.is_hyphen(end)))
    };
    let part = line.get(at).filter(|token| token.has(Class::PART))?;
    let article = at + 1 + usize::from(line.is(at + 1, "of"));
    if !line.is_in(article, words!("a an")) || !line.has(article + 1, Class::SCALE) {
        return None;
    }
    let amount = Amount::worded(article + 1, count / part.sense.number());
    Some(scaled(line, amount))
}

/// "forty-six", "two hundred and fifty thousand", "a million and a half", "one point five million".
fn words(line: &Line<'_>, i: usize) -> Option<Amount> {
    let has_article = line.is_in(i, words!("a an"));
    let (mut total, mut group, mut at) = if has_article {
        if !line.has(i + 1, Class::SCALE) || line.is(i + 1, "score") {
            return None;
        }
        (0.0, 1.0, i + 1)
    } else {
        let (value, end) = under_hundred(line, i)?;
        (0.0, value, end)
    };
    let mut scale = 1.0;
    loop {
        let next = at + usize::from(line.is_hyphen(at));
        if line.has(next, Class::SCALE)
            && !(line.is(next, "score") && !line.is(next + 1, "of") && !line.is(next + 1, "and"))
        {
            let by = line.tokens[next].sense.number();
            if by <= 100.0 {
                group *= by;
            } else {
                total += group * by;
                group = 0.0;
            }
            scale *= by;
            at = next + 1;
            continue;
        }
        let tail = at + usize::from(line.is(at, "and"));
        if scale > 1.0
            && group < 1000.0
            && (group == 0.0 || group % 100.0 == 0.0)
            && let Some((value, end)) = under_hundred(line, tail)
            && value < scale
            && (tail == at || may_add(line, end))
        {
            group += value;
            at = end;
            continue;
        }
        break;
    }
    let amount = Amount {
        scale,
        ..Amount::worded(at, total + group)
    };
    Some(with_part(line, amount))
}

/// "two hundred and fifty" is one number, "one thousand and two others" is not: what follows the
/// second must not begin another figure.
fn may_add(line: &Line<'_>, end: usize) -> bool {
    !line.is_in(end, words!("of others more"))
}

/// "and a half", "point five" behind a number in words, then a scale.
fn with_part(line: &Line<'_>, amount: Amount) -> Amount {
    let mut amount = amount;
    let at = amount.end;
    let hyphen = usize::from(line.is_hyphen(at));
    let and = at + hyphen;
    if line.is(and, "and") {
        let a = and + 1 + usize::from(line.is_hyphen(and + 1));
        let half = a + 1 + usize::from(line.is_hyphen(a + 1));
        if line.is_in(a, words!("a one")) && line.is_in(half, words!("half quarter third")) {
            let part = 1.0 / line.tokens[half].sense.number();
            amount.value += part * amount.scale;
            amount.end = half + 1;
        }
    } else if line.is(at, "point") {
        let mut place = 0.1;
        let mut next = at + 1;
        while let Some(token) = line
            .get(next)
            .filter(|token| token.has(Class::CARDINAL) && token.sense.number() < 10.0)
        {
            amount.value += token.sense.number() * place;
            place /= 10.0;
            next += 1;
        }
        if next > at + 1 {
            amount.end = next;
        }
    }
    if amount.scale > 1.0 || amount.end == at {
        return amount;
    }
    scaled(line, amount)
}

/// A number under a hundred in words, and the token after it.
fn under_hundred(line: &Line<'_>, i: usize) -> Option<(f64, usize)> {
    let token = line.get(i).filter(|token| token.has(Class::CARDINAL))?;
    let value = token.sense.number();
    let next = i + 1 + usize::from(line.is_hyphen(i + 1));
    if value >= 20.0
        && let Some(unit) = line.get(next)
        && unit.has(Class::CARDINAL)
        && unit.sense.number() < 10.0
    {
        return Some((value + unit.sense.number(), next + 1));
    }
    Some((value, i + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::lex::Tokens;

    fn check(text: &str, span: &str, value: f64) {
        let mut tokens = Tokens::default();
        tokens.read(text, 0..text.len(), &[]);
        let line = Line::new(text, &tokens.all);
        let amount = at(&line, 0).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(line.words(0, amount.end), span);
        assert!(
            (amount.value / value - 1.0).abs() < 1e-9,
            "{text}: {}",
            amount.value
        );
    }

    #[test]
    fn digits_take_their_scale() {
        check("15,000 men", "15,000", 15e3);
        check("1.2bn was", "1.2bn", 1.2e9);
        check("−2.5 points", "−2.5", -2.5);
        check("5 lakh crore went", "5 lakh crore", 5e12);
        check("500 crore", "500 crore", 5e9);
        check("3-million people", "3-million", 3e6);
        check("2½ years", "2½", 2.5);
        check("59 and a half", "59 and a half", 59.5);
        check("12 and a half million", "12 and a half million", 12.5e6);
        check("12 and a half of them", "12", 12.0);
        check("40k homes", "40k", 40e3);
        check("200mm of rain", "200", 200.0);
        check("3 dozen eggs", "3 dozen", 36.0);
    }

    #[test]
    fn powers_of_ten_are_multiplied_in() {
        check("3 x 10^5 cells", "3 x 10^5", 3e5);
        check("3x10^5 cells", "3x10^5", 3e5);
        check("3 × 10⁵ cells", "3 × 10⁵", 3e5);
        check("1.5·10^-3 mol", "1.5·10^-3", 1.5e-3);
        check("2 × 10⁻¹² m", "2 × 10⁻¹²", 2e-12);
        check("6.02e23 atoms", "6.02e23", 6.02e23);
        check("6.02E+23 atoms", "6.02E+23", 6.02e23);
        check("1e-7 of it", "1e-7", 1e-7);
        for (text, span, value) in [
            ("3 x 10 metres", "3", 3.0),
            ("3 × 4", "3", 3.0),
            ("3e5ab", "3", 3.0),
            ("2E5", "2", 2.0),
            ("64791e8", "64791", 64791.0),
            ("84e0155", "84", 84.0),
            ("9 × 10^999", "9", 9.0),
        ] {
            check(text, span, value);
        }
    }

    #[test]
    fn numbers_in_words_are_added_up() {
        check("forty-six men", "forty-six", 46.0);
        check("nine hundred jobs", "nine hundred", 900.0);
        check(
            "two hundred and fifty thousand",
            "two hundred and fifty thousand",
            250e3,
        );
        check(
            "one million two hundred thousand",
            "one million two hundred thousand",
            1.2e6,
        );
        check("a hundred witnesses", "a hundred", 100.0);
        check("two and a half million", "two and a half million", 2.5e6);
        check("a million and a half", "a million and a half", 1.5e6);
        check("one point five billion", "one point five billion", 1.5e9);
        check("three dozen", "three dozen", 36.0);
        check("half a million", "half a million", 5e5);
        check("a quarter of a million", "a quarter of a million", 25e4);
        check(
            "three quarters of a billion",
            "three quarters of a billion",
            75e7,
        );
        check("a third of a million", "a third of a million", 1e6 / 3.0);
        check("two-thirds of a lot", "two", 2.0);
        check("half a dozen", "half a dozen", 6.0);
        check("a quarter of a million", "a quarter of a million", 25e4);
        check("twelve and thirteen", "twelve", 12.0);
        check("one thousand and two others", "one thousand", 1000.0);
    }

    #[test]
    fn vague_amounts_keep_their_power() {
        check("tens of thousands of", "tens of thousands", 1e4);
        check("hundreds of millions", "hundreds of millions", 1e8);
        check("several thousand people", "several thousand", 1e3);
        check("a few hundred", "a few hundred", 100.0);
        check("a couple of dozen", "a couple of dozen", 12.0);
        check("dozens were", "dozens", 12.0);
    }
}
