//! TOML to a configuration and notices.
//!
//! The parser goes on after what it cannot read, so every line that is right counts, whatever stands
//! in the others.

use std::{
    borrow::Cow,
    ops::{Range, RangeInclusive},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Config, WIDTHS};
use crate::{
    app::convert::{Converter, Converters, PLACE},
    model::Format,
    text::CleanString,
};

/// Seconds that a program may be given.
const SECONDS: RangeInclusive<u32> = 1..=3600;

/// Megabytes that a program may be allowed to give.
const MEGABYTES: RangeInclusive<u32> = 1..=1024;

/// What a program may give, by its name in the file.
pub(super) const FORMATS: &[(&str, Format)] = &[
    ("markdown", Format::Markdown),
    ("plain", Format::Plain),
    ("html", Format::Html),
];

type Key<'a> = Spanned<Cow<'a, str>>;
type Value<'a> = Spanned<DeValue<'a>>;

/// The configuration that `text` gives, and what is wrong in it, in order of its lines. `name` is
/// that of the file.
pub(super) fn config(text: &str, name: &str) -> (Config, Vec<CleanString>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reading = Reading { wrong: Vec::new() };
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        let words = error.message().trim().to_owned();
        reading.wrong.push((at, Blame::Syntax, words));
    }
    let mut config = Config::default();
    reading.config(table.get_ref(), &mut config);
    (config, reading.notices(text, name))
}

/// What is wrong with a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Blame {
    /// It is no TOML.
    Syntax,
    /// It says what cannot be.
    Meaning,
}

/// Takes values out of tables, and notes what is wrong with them.
struct Reading {
    /// What is wrong, each with its byte in the text.
    wrong: Vec<(usize, Blame, String)>,
}

impl Reading {
    fn config(&mut self, table: &DeTable<'_>, config: &mut Config) {
        let range = u32::from(*WIDTHS.start())..=u32::from(*WIDTHS.end());
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "width" => {
                    let width = self.number(key, value, &range);
                    config.width = width.map_or(config.width, |width| width as u16);
                }
                "convert" => {
                    if let Some(table) = self.table(key, value) {
                        self.convert(table, &mut config.converters);
                    }
                }
                _ => self.unknown(key, &["width", "convert"]),
            }
        }
    }

    fn convert(&mut self, table: &DeTable<'_>, converters: &mut Converters) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "seconds" => {
                    let seconds = self.number(key, value, &SECONDS);
                    converters.limits.seconds = seconds.unwrap_or(converters.limits.seconds);
                }
                "megabytes" => {
                    let megabytes = self.number(key, value, &MEGABYTES);
                    converters.limits.megabytes = megabytes.unwrap_or(converters.limits.megabytes);
                }
                extension => self.extension(extension, key, value, converters),
            }
        }
    }

    /// `docx = { run = […], gives = "markdown" }`, or `docx = false` for no program.
    fn extension(
        &mut self,
        extension: &str,
        key: &Key<'_>,
        value: &Value<'_>,
        converters: &mut Converters,
    ) {
        let extension = extension.trim_start_matches('.').to_ascii_lowercase();
        if value.get_ref().as_bool() == Some(false) {
            converters.by_extension.remove(&extension);
            return;
        }
        let Some(table) = self.table(key, value) else {
            return;
        };
        let before = converters.by_extension.get(&extension).cloned();
        if let Some(converter) = self.converter(key, table, before) {
            converters.by_extension.insert(extension, converter);
        }
    }

    /// A program; what is not said stays as it was `before`.
    fn converter(
        &mut self,
        key: &Key<'_>,
        table: &DeTable<'_>,
        before: Option<Converter>,
    ) -> Option<Converter> {
        let mut converter = before.unwrap_or_else(|| Converter::new(&[], Format::Plain));
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "run" => {
                    if let Some(run) = self.run(key, value) {
                        converter.run = run;
                    }
                }
                "gives" => {
                    if let Some(format) = self.format(key, value) {
                        converter.gives = format;
                    }
                }
                "seconds" => {
                    let seconds = self.number(key, value, &SECONDS);
                    converter.seconds = seconds.or(converter.seconds);
                }
                "megabytes" => {
                    let megabytes = self.number(key, value, &MEGABYTES);
                    converter.megabytes = megabytes.or(converter.megabytes);
                }
                _ => self.unknown(key, &["run", "gives", "seconds", "megabytes"]),
            }
        }
        if converter.run.is_empty() {
            if !table.keys().any(|key| key.get_ref() == "run") {
                self.note(
                    key,
                    format!("`{}` names no program: `run` is missing", key.get_ref()),
                );
            }
            return None;
        }
        Some(converter)
    }

    /// A program and its arguments, one of which holds the place of the file.
    fn run(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Vec<String>> {
        let parts = value.get_ref().as_array().and_then(|parts| {
            let texts = parts
                .iter()
                .map(|part| part.get_ref().as_str().map(str::to_owned));
            texts.collect::<Option<Vec<String>>>()
        });
        let parts = parts.filter(|parts| parts.first().is_some_and(|program| !program.is_empty()));
        let Some(parts) = parts else {
            self.note(
                key,
                "`run` has to be a list of texts: a program and its arguments".to_owned(),
            );
            return None;
        };
        let has_zero = parts.iter().any(|part| part.contains('\0'));
        if has_zero || !parts[1..].iter().any(|part| part.contains(PLACE)) {
            self.note(
                key,
                format!("`run` has no argument with {PLACE}, where the file would stand"),
            );
            return None;
        }
        Some(parts)
    }

    fn format(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Format> {
        let name = value.get_ref().as_str().unwrap_or_default();
        let found = FORMATS.iter().find(|(known, _)| *known == name);
        if found.is_none() {
            let known: Vec<String> = FORMATS
                .iter()
                .map(|(name, _)| format!("\"{name}\""))
                .collect();
            self.note(key, format!("`gives` has to be {}", known.join(" or ")));
        }
        found.map(|(_, format)| *format)
    }

    /// A whole number in `range`.
    fn number(
        &mut self,
        key: &Key<'_>,
        value: &Value<'_>,
        range: &RangeInclusive<u32>,
    ) -> Option<u32> {
        let number = value.get_ref().as_integer().and_then(|number| {
            let number = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
            u32::try_from(number).ok()
        });
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let (low, high) = (range.start(), range.end());
            let name = key.get_ref();
            self.note(
                key,
                format!("`{name}` has to be a whole number from {low} to {high}"),
            );
        }
        number
    }

    fn table<'t, 'i>(&mut self, key: &Key<'_>, value: &'t Value<'i>) -> Option<&'t DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.note(key, format!("`{}` has to be a table", key.get_ref()));
        }
        table
    }

    fn unknown(&mut self, key: &Key<'_>, known: &[&str]) {
        let name = key.get_ref();
        let near = known
            .iter()
            .map(|known| (strsim::osa_distance(name, known), known))
            .min()
            .filter(|(distance, known)| *distance <= 2.min(known.len() / 2));
        let hint = near.map_or_else(String::new, |(_, known)| {
            format!("; did you mean `{known}`?")
        });
        self.note(key, format!("unknown key `{name}`{hint}"));
    }

    fn note(&mut self, key: &Key<'_>, words: String) {
        let Range { start, .. } = key.span();
        self.wrong.push((start, Blame::Meaning, words));
    }

    /// What is wrong, one notice for each line that is: a line that is no TOML says nothing else.
    fn notices(mut self, text: &str, name: &str) -> Vec<CleanString> {
        self.wrong.sort();
        let (mut line, mut at) = (1, 0);
        let mut lines = Vec::with_capacity(self.wrong.len());
        for (start, blame, words) in self.wrong {
            let start = start.min(text.len());
            line += memchr::memchr_iter(b'\n', &text.as_bytes()[at..start]).count();
            at = start;
            lines.push((line, blame, words));
        }
        lines.sort_by_key(|(line, blame, _)| (*line, *blame));
        lines.dedup_by_key(|(line, ..)| *line);
        let notice = |(line, _, words)| {
            let notice = CleanString::from_raw(&format!("{name}:{line}: {words}"));
            notice.as_clean().one_line()
        };
        lines.into_iter().map(notice).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(text: &str) -> (Config, Vec<String>) {
        let (config, notices) = config(text, "c.toml");
        (config, notices.iter().map(ToString::to_string).collect())
    }

    /// Fails unless `text` has this one thing wrong.
    fn wrong(text: &str, expected: &str) {
        assert_eq!(said(text).1, [expected], "{text:?}");
    }

    fn right(text: &str) -> Config {
        let (config, notices) = said(text);
        assert_eq!(notices, [""; 0], "{text:?}");
        config
    }

    #[test]
    fn a_wrong_line_is_a_notice_with_its_number() {
        wrong(
            "\nwidht = 7\n",
            "c.toml:2: unknown key `widht`; did you mean `width`?",
        );
        wrong("colour = 1", "c.toml:1: unknown key `colour`");
        let range = "`width` has to be a whole number from 20 to 200";
        for width in [
            "19",
            "201",
            "-1",
            "'80'",
            "80.5",
            "99999999999999999999",
            "true",
            "[80]",
        ] {
            wrong(&format!("width = {width}"), &format!("c.toml:1: {range}"));
        }
        wrong(
            "# a\n\nconvert = 3",
            "c.toml:3: `convert` has to be a table",
        );
        wrong(
            "[convert]\nseconds = 0",
            "c.toml:2: `seconds` has to be a whole number from 1 to 3600",
        );
        wrong(
            "[convert]\na = {gives = 'plain'}",
            "c.toml:2: `a` names no program: `run` is missing",
        );
        wrong(
            "[convert.a]\nrun = []",
            "c.toml:2: `run` has to be a list of texts: a program and its arguments",
        );
        wrong(
            "[convert.a]\nrun = 'x {}'",
            "c.toml:2: `run` has to be a list of texts: a program and its arguments",
        );
        wrong(
            "[convert.pdf]\nrun = ['x', 3]",
            "c.toml:2: `run` has to be a list of texts: a program and its arguments",
        );
        wrong(
            "[convert.pdf]\nrun = ['x', '{']",
            "c.toml:2: `run` has no argument with {}, where the file would stand",
        );
        wrong(
            "[convert.pdf]\nrum = ['x', '{}']",
            "c.toml:2: unknown key `rum`; did you mean `run`?",
        );
        let (_, notices) = said("[convert.pdf]\ngives = 'rtf'");
        assert!(
            notices[0].starts_with("c.toml:2: `gives` has to be \"markdown\" or \"plain\""),
            "{notices:?}"
        );
    }

    #[test]
    fn a_line_that_is_no_toml_leaves_the_others_in_force() {
        let (config, notices) =
            said("width = \n[convert]\nseconds = 5\nmegabytes 3\n[convert.pdf\n");
        assert_eq!(config.converters.limits.seconds, 5);
        let lines: Vec<&str> = notices
            .iter()
            .filter_map(|notice| notice.split(' ').next())
            .collect();
        assert_eq!(
            lines,
            ["c.toml:1:", "c.toml:4:", "c.toml:5:"],
            "{notices:?}"
        );
        let (config, notices) = said("width = 80\nwidth = 90\n");
        assert_eq!((config.width, notices.len()), (80, 1), "{notices:?}");
    }

    #[test]
    fn what_is_said_is_taken_and_the_rest_stays() {
        assert_eq!(right(""), Config::default());
        assert_eq!(right("\u{feff}width = 0x50\r\n").width, 80);
        let config = right(
            "[convert]\npdf = false\n'.TeX' = {run = ['detex', '-l', '{}'], gives = 'plain', seconds = 5}\ndocx.seconds = 90",
        );
        let converters = config.converters.by_extension;
        assert!(!converters.contains_key("pdf"));
        assert_eq!(converters["tex"].run, ["detex", "-l", "{}"]);
        assert_eq!(
            (converters["tex"].seconds, converters["tex"].gives),
            (Some(5), Format::Plain)
        );
        let mut docx = Converters::default().by_extension["docx"].clone();
        docx.seconds = Some(90);
        assert_eq!(converters["docx"], docx);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn any_text_gives_a_configuration(text in "([a-z.=\\[\\]{}'\"#\n 0-9]|width|convert|run|\\PC){0,60}") {
            let (config, notices) = said(&text);
            prop_assert!(WIDTHS.contains(&config.width));
            prop_assert!(notices.iter().all(|notice| notice.starts_with("c.toml:") && !notice.contains('\n')));
        }
    }
}
