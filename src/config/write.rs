//! A configuration as a commented file that reads back the same.

use std::fmt::Write as _;

use super::{Config, Loaded, WIDTHS, parse::FORMATS};
use crate::{
    app::convert::{Converter, Limits, PLACE},
    text::CleanString,
    ui,
};

impl Loaded {
    /// The file in one comment line, then what is in force.
    pub fn to_toml(&self) -> String {
        let place = match (&self.path, self.is_there) {
            (None, _) => "no file: there is no home directory".to_owned(),
            (Some(path), true) => path.display().to_string(),
            (Some(path), false) => {
                format!("{} (not there: these are the defaults)", path.display())
            }
        };
        let place = CleanString::from_raw(&place);
        format!(
            "# {}\n\n{}",
            place.as_clean().one_line(),
            self.config.to_toml()
        )
    }
}

impl Config {
    /// All of it as TOML, each part with a comment that says what it is for.
    pub fn to_toml(&self) -> String {
        let mut out = String::new();
        let (low, high) = (WIDTHS.start(), WIDTHS.end());
        let default = ui::MEASURE;
        let limits = Limits::default();
        let Limits { seconds, megabytes } = self.converters.limits;
        let formats: Vec<String> = FORMATS.iter().map(|(name, _)| quoted(name)).collect();
        let head = format!(
            "\
# Cells of the widest row of text, {low} to {high}; {default} unless said otherwise.
width = {}

# Programs that turn files into text, by the extension of the file. Each is run as it stands here,
# without a shell; {PLACE} is the file. What it prints is read as what it `gives`: {}.
# `pdf = false` has such files read as they are.
[convert]
# Seconds a program may take, and megabytes it may print, before it is killed; {} and {} unless said
# otherwise. A program may have its own.
seconds = {seconds}
megabytes = {megabytes}
",
            self.width,
            formats.join(" or "),
            limits.seconds,
            limits.megabytes
        );
        out.push_str(&head);
        for (extension, converter) in &self.converters.by_extension {
            push_converter(&mut out, extension, converter);
        }
        for extension in self.switched_off() {
            // The table of programs is open until its first table inside it, so this goes above them.
            let line = format!("{extension} = false\n");
            out.insert_str(head.len(), &line);
        }
        out
    }

    /// Extensions that have a program by default and none here.
    fn switched_off(&self) -> Vec<String> {
        let known = Self::default().converters.by_extension;
        let is_off = |extension: &String| !self.converters.by_extension.contains_key(extension);
        known.into_keys().filter(is_off).collect()
    }
}

fn push_converter(out: &mut String, extension: &str, converter: &Converter) {
    let run: Vec<String> = converter.run.iter().map(|part| quoted(part)).collect();
    let gives = FORMATS
        .iter()
        .find(|(_, format)| *format == converter.gives);
    let gives = gives.map_or("plain", |(name, _)| name);
    let mut push = |line: String| writeln!(out, "{line}").expect("a string takes all");
    push(format!("\n[convert.{}]", key(extension)));
    push(format!("run = [{}]", run.join(", ")));
    push(format!("gives = {}", quoted(gives)));
    for (name, value) in [
        ("seconds", converter.seconds),
        ("megabytes", converter.megabytes),
    ] {
        if let Some(value) = value {
            push(format!("{name} = {value}"));
        }
    }
}

/// A key as it may stand: bare where TOML allows that.
fn key(text: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !text.is_empty() && text.bytes().all(is_bare) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A basic string; what a terminal would obey or a reader not see is escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        let is_shown = CleanString::from_raw(c.encode_utf8(&mut [0; 4])).as_str()
            == c.encode_utf8(&mut [0; 4]);
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if is_shown => out.push(c),
            c => write!(out, "\\U{:08x}", u32::from(c)).expect("a string takes all"),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{config::parse, model::Format};

    fn check(config: &Config) {
        let text = config.to_toml();
        let (read, notices) = parse::config(&text, "c.toml");
        assert!(notices.is_empty(), "{notices:?}\n{text}");
        assert_eq!(&read, config, "{text}");
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        check(&Config::default());
        let (config, _) = parse::config(
            "width = 100\n[convert]\nmegabytes = 3\nodt = false\npdf.seconds = 7\n'a b' = {run = [\"x\\u001b\", '{}\"\\']}",
            "c.toml",
        );
        check(&config);
        assert!(!config.to_toml().contains('\x1b'));
    }

    #[test]
    fn the_first_line_says_where_the_file_is() {
        let first = |path: Option<&str>, is_there| {
            let loaded = Loaded {
                path: path.map(Into::into),
                is_there,
                ..Loaded::default()
            };
            loaded.to_toml().lines().next().unwrap().to_owned()
        };
        assert_eq!(first(Some("/a/c.toml"), true), "# /a/c.toml");
        assert_eq!(
            first(Some("/a\nb"), false),
            "# /a b (not there: these are the defaults)"
        );
        assert_eq!(first(None, false), "# no file: there is no home directory");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_argument_is_kept(argument in "\\PC{0,20}|[\\x00-\\x7f]{0,20}", extension in "[a-z. \"\\PC]{1,8}") {
            prop_assume!(!argument.contains('\0') && !["seconds", "megabytes"].contains(&extension.as_str()));
            let mut config = Config::default();
            let extension = extension.trim_start_matches('.').to_ascii_lowercase();
            config.converters.by_extension.insert(extension, Converter::new(&["x", &argument, "{}"], Format::Plain));
            check(&config);
        }
    }
}
