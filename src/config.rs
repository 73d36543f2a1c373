//! The configuration file: TOML under the XDG config directory, read into a [`Config`].
//!
//! Nothing in it keeps the program from starting. What is wrong in it (a line that is no TOML, a key
//! nobody knows, a value that cannot be) leaves the default as it is and becomes a notice with the
//! number of its line. [`Config::to_toml`] writes a configuration as a file that reads back the same.

mod parse;
mod write;

use std::{
    env,
    ffi::OsString,
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use crate::{
    app::convert::Converters,
    text::{CleanString, without_number},
    ui,
};

/// The longest configuration that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Cells that a row of text may be wide.
pub const WIDTHS: std::ops::RangeInclusive<u16> = 20..=200;

/// What the reader chose, and the defaults for the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Cells of the widest row of text.
    pub width: u16,
    /// The programs that turn files into text.
    pub converters: Converters,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            width: ui::MEASURE,
            converters: Converters::default(),
        }
    }
}

/// A configuration with where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// What is in force.
    pub config: Config,
    /// What was wrong in the file, in order of its lines: `config.toml:7: unknown key …`.
    pub notices: Vec<CleanString>,
    /// The file; `None` where there is no place for one.
    pub path: Option<PathBuf>,
    /// Was it there?
    pub is_there: bool,
}

/// Where the file is looked for: `briefing/config.toml` under `XDG_CONFIG_HOME` if that is an
/// absolute path (XDG Base Directory 0.8), else under `.config` in the home directory. `None` when
/// neither is known.
pub fn path() -> Option<PathBuf> {
    path_in(env::var_os("XDG_CONFIG_HOME"), env::var_os("HOME"))
}

fn path_in(config: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let absolute = |folder: Option<OsString>| {
        folder
            .map(PathBuf::from)
            .filter(|folder| folder.is_absolute())
    };
    let folder = absolute(config).or_else(|| Some(absolute(home)?.join(".config")))?;
    Some(folder.join("briefing/config.toml"))
}

/// The configuration in the file that is looked for; where there is none, the defaults.
pub fn load() -> Loaded {
    let Some(path) = path() else {
        return Loaded::default();
    };
    match File::open_regular(&path) {
        Err(error) if is_absent(&error) => Loaded {
            path: Some(path),
            ..Loaded::default()
        },
        file => read(path, file),
    }
}

/// The configuration in the file at `path`, which was asked for.
///
/// # Errors
/// When it cannot be opened.
pub fn load_from(path: &Path) -> Result<Loaded, ConfigError> {
    let file = File::open(path).map_err(|source| ConfigError {
        path: path.to_owned(),
        source,
    })?;
    Ok(read(path.to_owned(), Ok(file)))
}

/// A configuration that was asked for and cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error("cannot open {path}")]
pub struct ConfigError {
    path: PathBuf,
    source: io::Error,
}

/// Is it that there is no file, and not that it may not be read?
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Opening without waiting.
trait OpenRegular {
    /// Opens a plain file; anything else might keep the program waiting for ever.
    fn open_regular(path: &Path) -> io::Result<File>;
}

impl OpenRegular for File {
    fn open_regular(path: &Path) -> io::Result<File> {
        let about = path.metadata()?;
        if about.is_file() || about.is_dir() {
            return Self::open(path);
        }
        Err(io::Error::other("is no plain file"))
    }
}

fn read(path: PathBuf, file: io::Result<File>) -> Loaded {
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    let (config, notices) = match file.and_then(text_of) {
        Ok(text) => parse::config(&text, &name),
        Err(error) => {
            let words = error.to_string();
            let words = without_number(&words);
            let notice = CleanString::from_raw(&format!("{name}: {words}; it is not used"));
            (Config::default(), vec![notice])
        }
    };
    Loaded {
        config,
        notices,
        path: Some(path),
        is_there: true,
    }
}

/// The text of a file that is not too long.
fn text_of(file: File) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(io::Error::other("longer than 1 MB"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = memchr::memchr_iter(b'\n', valid).count() + 1;
        io::Error::other(format!("line {line} is no UTF-8"))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    #[test]
    fn the_file_lies_where_the_base_directory_specification_says() {
        let check = |config: Option<&str>, home: Option<&str>, expected: Option<&str>| {
            let found = path_in(config.map(OsString::from), home.map(OsString::from));
            assert_eq!(found, expected.map(PathBuf::from), "{config:?} {home:?}");
        };
        check(Some("/c"), Some("/h"), Some("/c/briefing/config.toml"));
        check(None, Some("/h"), Some("/h/.config/briefing/config.toml"));
        check(
            Some(""),
            Some("/h"),
            Some("/h/.config/briefing/config.toml"),
        );
        check(
            Some("c"),
            Some("/h"),
            Some("/h/.config/briefing/config.toml"),
        );
        check(None, Some("h"), None);
        check(None, None, None);
    }

    /// The one notice for a file that holds `bytes`.
    fn refused(bytes: &[u8]) -> String {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("c.toml");
        fs::write(&path, bytes).unwrap();
        let loaded = load_from(&path).unwrap();
        assert_eq!(loaded.config, Config::default());
        assert_eq!(loaded.notices.len(), 1, "{:?}", loaded.notices);
        loaded.notices[0].to_string()
    }

    #[test]
    fn a_file_that_cannot_be_used_is_a_notice() {
        assert_eq!(
            refused(b"width = 80\n\xff"),
            "c.toml: line 2 is no UTF-8; it is not used"
        );
        let long = vec![b'\n'; 100 << 20];
        assert_eq!(refused(&long), "c.toml: longer than 1 MB; it is not used");
        let folder = TempDir::new().unwrap();
        let loaded = load_from(folder.path()).unwrap();
        let notice = loaded.notices[0].as_str();
        assert!(
            notice.ends_with(": Is a directory; it is not used"),
            "{notice}"
        );
        assert!(load_from(&folder.path().join("none")).is_err());
        assert_eq!(refused(b"\x1b]52;c;x\x07 = 1").matches('\x1b').count(), 0);
    }

    #[test]
    fn a_pipe_in_its_place_keeps_nobody_waiting() {
        let error = File::open_regular(Path::new("/dev/zero")).unwrap_err();
        assert_eq!(error.to_string(), "is no plain file");
    }
}
