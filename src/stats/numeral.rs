//! Digits with their separators, as every tradition writes them.

/// What a run of digits is.
#[derive(Debug, PartialEq)]
pub(super) enum Digits {
    /// A number.
    Value(Read),
    /// An internet address, a version, a date with full stops: bytes it takes.
    Identifier(usize),
}

/// A number read from the start of a text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Read {
    /// Bytes it takes.
    pub(super) len: usize,
    pub(super) value: f64,
    pub(super) is_grouped: bool,
    pub(super) is_decimal: bool,
    /// Digits before the decimal point, at most 255.
    pub(super) digits: u8,
    /// Does it begin with a zero that means nothing?
    pub(super) is_padded: bool,
}

/// The value of a digit of the scripts that write numbers in tens from the left: ASCII, full width,
/// Arabic, Persian, Devanagari, Bengali.
pub(super) fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{9e6}'..='\u{9ef}' => '\u{9e6}',
        _ => return None,
    };
    Some((c as u32 - zero as u32) as u8)
}

/// A run of digits: its bytes, how many, and their value.
fn run(text: &str) -> (usize, usize, f64) {
    let (mut len, mut count, mut value) = (0, 0, 0.0);
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        len += c.len_utf8();
        count += 1;
        value = value * 10.0 + f64::from(digit);
    }
    (len, count, value)
}

/// The separator at the start of `text` and the run of digits behind it: bytes of the separator,
/// then the run. `None` where no digit follows.
fn next(text: &str) -> Option<(char, usize, (usize, usize, f64))> {
    let separator = text.chars().next()?;
    let len = separator.len_utf8();
    let run = run(&text[len..]);
    (run.1 > 0).then_some((separator, len, run))
}

/// Reads the number at the start of `text`, which begins with a digit or a decimal point before one.
/// `may_join` allows a plain space between groups of three.
pub(super) fn digits(text: &str, may_join: bool) -> Digits {
    let (mut at, count, mut value) = run(text);
    let mut read = Read {
        digits: count.min(255) as u8,
        is_padded: count > 1 && text.starts_with('0'),
        ..Read::default()
    };
    let mut grouping = None;
    let mut last_group = count;
    while let Some((separator, len, (run_len, run_count, run_value))) = next(&text[at..]) {
        if !groups(separator, grouping, count, last_group, run_count, may_join) {
            break;
        }
        let behind = &text[at + len + run_len..];
        if run_count == 2 && !next(behind).is_some_and(|(c, _, run)| c == separator && run.1 <= 3) {
            break;
        }
        // "74 100%" is two figures of a row.
        let is_glued = behind.starts_with(|c: char| c.is_alphabetic() || c == '%');
        // "400 737 Max jets"
        let mut next = behind.chars();
        let is_name = run_value != 0.0
            && count == 3
            && next.next() == Some(' ')
            && next.next().is_some_and(char::is_uppercase);
        if separator == ' ' && (is_glued || is_name) {
            break;
        }
        value = value * 10f64.powi(run_count as i32) + run_value;
        grouping = Some(separator);
        last_group = run_count;
        read.is_grouped = true;
        read.digits = read.digits.saturating_add(run_count as u8);
        at += len + run_len;
    }
    if let Some((separator, len, (run_len, run_count, run_value))) = next(&text[at..])
        && is_point(separator, grouping, run_count)
    {
        let behind = &text[at + len + run_len..];
        if separator == '.' && next(behind).is_some_and(|(c, ..)| c == '.') {
            return dotted(&text[..identifier(text)]);
        }
        let cents =
            next(behind).filter(|(c, _, cents)| separator == '.' && *c == ',' && cents.1 <= 2);
        if let Some((_, comma, (cents_len, cents_count, cents))) =
            cents.filter(|_| run_count == 3 && count <= 3)
        {
            // `12.300,50`, as on the Continent.
            value = value * 1000.0 + run_value + cents / 10f64.powi(cents_count as i32);
            at += comma + cents_len;
            read.is_grouped = true;
        } else if separator == '.' && is_thousands(&read, value, (run_count, run_value)) {
            // `40.000`, as on the Continent.
            read.len = at + len + run_len;
            read.digits = read.digits.saturating_add(3);
            read.is_grouped = true;
            read.value = value * 1000.0;
            return Digits::Value(read);
        } else {
            value += run_value / 10f64.powi(run_count as i32);
        }
        at += len + run_len;
        read.is_decimal = true;
    }
    read.len = at;
    read.value = value;
    Digits::Value(read)
}

/// Is `separator` before a run of `count` digits one that groups?
fn groups(
    separator: char,
    grouping: Option<char>,
    first: usize,
    last: usize,
    count: usize,
    may_join: bool,
) -> bool {
    let fits = match separator {
        ',' | '，' | '٬' => count == 3 || count == 2 && first <= 2,
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '’' | '\'' => count == 3,
        ' ' => count == 3 && may_join,
        _ => false,
    };
    fits && first <= 3 && first > 0 && last <= 3 && grouping.is_none_or(|other| other == separator)
}

fn is_point(separator: char, grouping: Option<char>, count: usize) -> bool {
    match separator {
        '.' | '٫' | '·' | '．' => true,
        ',' => grouping != Some(',') && count <= 2,
        _ => false,
    }
}

/// Is a run of `count` digits behind a full stop a group of noughts? Nobody measures to a thousandth
/// that is nought, but for a score of `1.000`.
fn is_thousands(read: &Read, value: f64, (count, behind): (usize, f64)) -> bool {
    let is_nought = count == 3 && behind == 0.0;
    is_nought && !read.is_grouped && !read.is_padded && read.digits <= 3 && value > 1.0
}

/// Bytes of a run of digits and full stops.
fn identifier(text: &str) -> usize {
    let mut at = run(text).0;
    while let Some(('.', len, (run_len, ..))) = next(&text[at..]) {
        at += len + run_len;
    }
    at
}

/// Reads groups joined by full stops: a number where every group after the first has three digits
/// (`1.234.567`), an identifier otherwise, and where it could be an internet address.
fn dotted(text: &str) -> Digits {
    let groups: Vec<&str> = text.split('.').collect();
    let parsed: Option<Vec<f64>> = groups.iter().map(|group| group.parse().ok()).collect();
    let is_address = groups.len() == 4 && parsed.iter().flatten().all(|group| *group < 256.0);
    let is_grouped = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    match parsed {
        Some(parsed) if is_grouped && !is_address => Digits::Value(Read {
            len: text.len(),
            value: parsed
                .iter()
                .fold(0.0, |value, group| value * 1000.0 + group),
            is_grouped: true,
            is_decimal: false,
            digits: text.len().min(255) as u8,
            is_padded: text.starts_with('0'),
        }),
        _ => Digits::Identifier(text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, len: usize, value: f64) {
        match digits(text, true) {
            Digits::Value(read) => {
                assert_eq!(read.len, len, "{text}");
                assert!((read.value - value).abs() < 1e-6, "{text}: {}", read.value);
            }
            Digits::Identifier(len) => panic!("{text} is an identifier of {len} bytes"),
        }
    }

    #[test]
    fn every_tradition_of_grouping_is_read() {
        check("15,000 men", 6, 15_000.0);
        check("12,34,567 homes", 9, 1_234_567.0);
        check("1,50,000 crore", 8, 150_000.0);
        check("15 000 people", 6, 15_000.0);
        check("40.000 personas", 6, 40_000.0);
        check("40.500 s", 6, 40.5);
        check("1.000", 5, 1.0);
        check("0.000", 5, 0.0);
        check("74 100%", 2, 74.0);
        check("400 737 Max jets", 3, 400.0);
        check("15 000 Men", 6, 15_000.0);
        check("2 209 Français", 5, 2_209.0);
        check("1\u{202f}250\u{202f}000", 13, 1_250_000.0);
        check("1’250’000", 13, 1_250_000.0);
        check("３，５００人", 15, 3_500.0);
        check("٤٢", 4, 42.0);
        check("3.75 m", 4, 3.75);
        check("3,5 %", 3, 3.5);
        check("2·5 times", 4, 2.5);
        check(".5 of", 2, 0.5);
        check("12.300,50 euros", 9, 12_300.5);
    }

    #[test]
    fn what_only_looks_grouped_is_not_joined() {
        check("2023 400 men", 4, 2023.0);
        check("5,2021", 1, 5.0);
        check("12 5000", 2, 12.0);
        check("3, 400", 1, 3.0);
    }

    #[test]
    fn addresses_and_versions_are_identifiers() {
        assert_eq!(digits("10.0.0.12 is", true), Digits::Identifier(9));
        assert_eq!(digits("2.4.1", true), Digits::Identifier(5));
        assert_eq!(digits("192.168.100.100", true), Digits::Identifier(15));
        check("1.234.567", 9, 1_234_567.0);
    }
}
