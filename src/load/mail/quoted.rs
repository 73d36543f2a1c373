//! Where the earlier mail begins that a mail carries along at its end.
//!
//! Programs that send mail put what is answered under the answer: lines after `>` under a line that
//! says who wrote them, as RFC 3676 quotes, or whole, under its headers. Quotes that an answer
//! stands below or between are part of what is said and stay; so does mail that is sent on.

/// Bytes of a line, and of all the lines that say who wrote, at most.
const LONGEST: usize = 300;

/// Lines that say who wrote what is quoted, at most: they are broken by hand where they are long.
const ATTRIBUTION: usize = 3;

/// Lines after `>` that are an earlier mail though nobody is said to have written them, at least.
const BARE: usize = 3;

/// Lines under the first header of an earlier mail in which the others stand.
const HEADERS: usize = 6;

/// What sends on says this before the subject, or above the mail.
const SENT_ON: &[&str] = &["fw:", "fwd:", "wg:", "tr:", "rv:", "enc:"];

/// Between dashes, above an earlier mail.
const EARLIER: &[&str] = &[
    "original message",
    "original appointment",
    "ursprüngliche nachricht",
    "message d'origine",
    "message d’origine",
    "mensaje original",
    "messaggio originale",
    "mensagem original",
    "oorspronkelijk bericht",
];

/// Header names of who sent it, and of those that stand by it.
const SENDER: &[&str] = &["from", "von", "de", "da", "van"];
const BESIDE: &[&str] = &[
    "sent",
    "date",
    "to",
    "cc",
    "subject",
    "gesendet",
    "datum",
    "an",
    "betreff",
    "envoyé",
    "à",
    "objet",
    "enviado",
    "para",
    "asunto",
    "inviato",
    "a",
    "oggetto",
    "verzonden",
    "aan",
    "onderwerp",
    "assunto",
];

/// In the line over what is quoted.
const WROTE: &[&str] = &[
    "wrote",
    "writes",
    "schrieb",
    "écrit",
    "escribió",
    "scritto",
    "escreveu",
    "schreef",
    "skrev",
    "napisał",
    "написал",
    "пишет",
];

/// A line that is not blank.
struct Line<'a> {
    start: usize,
    /// Counts the blank ones, too.
    number: usize,
    words: &'a str,
}

/// The byte of `text`, a message with this `subject`, at which an earlier mail begins that goes on
/// to the end. `None` when there is none, or when nothing else is said.
pub(super) fn start(text: &str, subject: &str) -> Option<usize> {
    let lines = lines(text);
    let start = quoted(&lines).or_else(|| {
        let is_sent_on = SENT_ON
            .iter()
            .any(|mark| subject.trim_start().to_lowercase().starts_with(mark));
        whole(&lines).filter(|_| !is_sent_on)
    })?;
    (!text[..start].trim().is_empty()).then_some(start)
}

/// The lines that are not blank.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut end = 0;
    let lines = text
        .split_inclusive('\n')
        .enumerate()
        .map(|(number, line)| {
            end += line.len();
            Line {
                start: end - line.len(),
                number,
                words: line.trim(),
            }
        });
    lines.filter(|line| !line.words.is_empty()).collect()
}

/// The start of the lines after `>` at the end, and of who wrote them. A signature may follow.
fn quoted(lines: &[Line<'_>]) -> Option<usize> {
    let is_quoted = |line: &Line<'_>| line.words.starts_with('>');
    let last = lines.iter().rposition(is_quoted)?;
    let is_end = |line: &Line<'_>| line.words == "--" || line.words.starts_with("___");
    if lines.get(last + 1).is_some_and(|line| !is_end(line)) {
        return None;
    }
    let first = lines[..last]
        .iter()
        .rposition(|line| !is_quoted(line))
        .map_or(0, |before| before + 1);
    let said = attribution(&lines[..first]);
    (said > 0 || last - first + 1 >= BARE).then(|| lines[first - said].start)
}

/// How many of the last of `lines` say who wrote what follows: the last ends with a colon and holds a
/// word for writing or an address; the first, if it is another, names the day.
fn attribution(lines: &[Line<'_>]) -> usize {
    let says = |line: &Line<'_>| {
        line.words.contains('@') || WROTE.iter().any(|word| line.words.contains(word))
    };
    if !lines
        .last()
        .is_some_and(|line| line.words.ends_with(':') && says(line))
    {
        return 0;
    }
    let opens = |count: &usize| {
        let said = &lines[lines.len() - count..];
        let is_run = said
            .windows(2)
            .all(|pair| pair[0].number + 1 == pair[1].number);
        let len: usize = said.iter().map(|line| line.words.len()).sum();
        let digits = said[0].words.bytes().filter(u8::is_ascii_digit).count();
        is_run && len <= LONGEST && digits >= 3 && said[0].words.starts_with(char::is_uppercase)
    };
    (1..=ATTRIBUTION.min(lines.len())).find(opens).unwrap_or(1)
}

/// The start of an earlier mail that stands whole, under its headers.
fn whole(lines: &[Line<'_>]) -> Option<usize> {
    let found = (0..lines.len()).find(|at| {
        let line = lines[*at].words;
        is_earlier(line) || has_headers(&lines[*at..])
    })?;
    let is_rule = |line: &str| line.len() >= 5 && line.bytes().all(|byte| byte == b'_');
    let above = found.checked_sub(1).filter(|at| is_rule(lines[*at].words));
    Some(lines[above.unwrap_or(found)].start)
}

/// `-----Original Message-----`?
fn is_earlier(line: &str) -> bool {
    if line.len() > LONGEST || !line.starts_with("--") {
        return false;
    }
    let words = line.trim_matches(['-', ' ']).to_lowercase();
    EARLIER.contains(&words.as_str())
}

/// Do `lines` start with who sent a mail, and say when, to whom and about what?
fn has_headers(lines: &[Line<'_>]) -> bool {
    let is_named = |line: &str, names: &[&str]| {
        let name = line.trim_start_matches('*').split_once(':');
        name.is_some_and(|(name, _)| {
            let name = name.trim_end_matches([' ', '\u{a0}', '*']);
            name.len() < 12 && names.contains(&name.to_lowercase().as_str())
        })
    };
    is_named(lines[0].words, SENDER)
        && lines[1..lines.len().min(HEADERS)]
            .iter()
            .filter(|line| is_named(line.words, BESIDE))
            .count()
            >= 3
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `|` stands where the earlier mail should be found; without it none should be.
    fn check(subject: &str, marked: &str) {
        let text = marked.replace('|', "");
        assert_eq!(start(&text, subject), marked.find('|'), "{marked}");
    }

    #[test]
    fn lines_after_a_mark_under_who_wrote_them() {
        check(
            "",
            "Agreed.\n\n|On 3 May 2031, Ana Duarte wrote:\n> The quay closes.\n>\n> On Friday.\n",
        );
        check(
            "",
            "Agreed.\n\n|On Tue, 3 May 2031 at 09:14, Ana Duarte\n<ana@port.example> wrote:\n> The quay closes.\n",
        );
        check(
            "",
            "Gut.\n\n|Am 03.05.2031 um 09:14 schrieb Ana Duarte:\n> Der Kai schließt.\n\n-- \nJo\n",
        );
        check(
            "",
            "Oui.\n\n|Le 3 mai 2031 à 9 h 14, Ana Duarte a écrit :\n> Le quai ferme.\n",
        );
        check(
            "",
            "Agreed.\n|Ana Duarte wrote:\n> The quay closes.\n>> When?\n",
        );
        check("", "Agreed.\r\n\r\n|> The quay closes.\r\n>\r\n> When?\r\n");
        check(
            "",
            "Take note of all 1,500:\n|> The quay closes.\n> On Friday.\n> At noon.\n",
        );
        check(
            "",
            "It closed in 2031.\n\n|Ana Duarte wrote:\n> The quay closes.\n",
        );
        check(
            "",
            "Agreed.\n\n|On 3 May 2031, Ana wrote:\n\n> The quay closes.\n_____\nA list\n",
        );
    }

    #[test]
    fn a_mail_that_stands_whole_under_its_headers() {
        check(
            "Re: Quay",
            "Agreed.\n\n|-----Original Message-----\nFrom: Ana\nThe quay closes.\n",
        );
        check(
            "AW: Kai",
            "Gut.\n\n|________________________________\nVon: Ana\nGesendet: 3. Mai 2031\nAn: Jo\nBetreff: Kai\n\nDer Kai schließt.\n",
        );
        check(
            "RE: Quai",
            "Oui.\n\n|De : Ana\nEnvoyé : mardi\nÀ : Jo\nObjet : Quai\n\nLe quai ferme.\n",
        );
        check(
            "Re: Quay",
            "Agreed.\n\n|**From:** Ana\n**Sent:** Tuesday\n**To:** Jo\n**Subject:** Quay\n",
        );
    }

    #[test]
    fn what_is_answered_between_or_sent_on_stays() {
        check("", "> The quay closes.\n\nOn which day?\n");
        check("", "Who asked:\n> Will the path stay open?\n");
        check(
            "",
            "On 3 May 2031, Ana wrote:\n> The quay closes.\n\nOn which day?\n\n> On Friday.\n\nThanks.\n",
        );
        check("", "On 3 May 2031, Ana wrote:\n> The quay closes.\n");
        check(
            "Fwd: Quay",
            "See below.\n\n-----Original Message-----\nFrom: Ana\n\nThe quay closes.\n",
        );
        check(
            "Quay",
            "See below.\n\n---------- Forwarded message ---------\nThe quay closes.\n",
        );
        check("Quay", "From: noon\nTo: dusk\nThe quay closes.\n");
        check("Quay", "");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn it_starts_with_a_line(lines in prop::collection::vec("(> |>> )?[A-Za-z:@0-9é|_-]{0,12}", 0..20)) {
            let text = lines.join("\n");
            if let Some(at) = start(&text, "") {
                prop_assert!(at > 0 && text.as_bytes()[at - 1] == b'\n');
            }
        }
    }
}
