//! Holds the modules to their layers, by reading the paths they name.
//!
//! What is below `#[cfg(test)]` may name anything: tests build their examples with what there is.

use std::{
    fs,
    path::{Path, PathBuf},
};

const PICTURE: &str =
    "main > cli > config, state > app > ui > load | stats | search | layout > model > text
A module names only what stands to its right; those between the same marks do not name each other.";

/// The layers from the lowest on; modules of one layer do not name each other.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["model"],
    &["load", "stats", "search", "layout"],
    &["ui"],
    &["app"],
    &["config", "state"],
    &["cli"],
];

/// What may be named only in some files: the path, then the beginnings of the names of these files.
/// To swap one is to change one place; no other place reads files, starts threads or runs programs.
const KEPT_APART: &[(&str, &str, &[&str])] = &[
    ("ratatui", "", &["ui", "app"]),
    ("crossterm", "", &["app"]),
    ("pulldown_cmark", "", &["load/markdown"]),
    ("textwrap", "", &["layout/wrap"]),
    ("regex", "", &["search"]),
    ("std", "fs", &["load/source", "config", "state", "cli"]),
    ("toml", "", &["config"]),
    ("process", "Command", &["app/convert"]),
    ("thread", "spawn", &["app/jobs"]),
    ("thread", "Builder", &["app/jobs"]),
    ("thread", "scope", &["app/jobs"]),
];

/// What `source`, the file `name` under `src` without its ending, names but may not.
fn violations(name: &str, source: &str) -> Vec<String> {
    let code = code(source);
    let module = name.split('/').next().unwrap_or(name);
    let root = "super::".repeat(name.split('/').count());
    let mut named = paths(&code, "crate");
    named.extend(paths(&code, root.trim_end_matches("::")));
    named.extend(paths(&code, "briefing"));
    let above = named.iter().filter(|other| !may_name(module, other));
    let mut found: Vec<String> = above.map(|other| format!("{name} names {other}")).collect();
    for (krate, path, homes) in KEPT_APART {
        let is_home = homes.iter().any(|home| name.starts_with(home));
        let is_named = if path.is_empty() {
            !paths(&code, krate).is_empty()
        } else {
            paths(&code, krate).iter().any(|named| named == path)
        };
        if is_named && !is_home {
            found.push(format!("{name} names {krate} {path}").trim_end().to_owned());
        }
    }
    found
}

fn may_name(module: &str, other: &str) -> bool {
    let layer = |name: &str| LAYERS.iter().position(|layer| layer.contains(&name));
    match (layer(module), layer(other)) {
        (Some(from), Some(to)) => to < from || module == other,
        // The crate's root and the program stand above all; what is no module is no layer.
        _ => true,
    }
}

/// What stands before the tests of a file.
const TESTS: &str = "#[cfg(test)]\nmod tests {";

/// `source` up to its tests, without comments and without what stands in quotes.
fn code(source: &str) -> String {
    let source = source.split(TESTS).next().unwrap_or_default();
    let mut code = String::new();
    for line in source.lines() {
        let mut is_quoted = false;
        let mut last = ' ';
        for c in line.split("//").next().unwrap_or_default().chars() {
            if c == '"' && last != '\\' && last != '\'' {
                is_quoted = !is_quoted;
            } else if !is_quoted {
                code.push(c);
            }
            last = c;
        }
        code.push('\n');
    }
    code
}

/// The names that follow `root` in paths: `a` and `b` of `root::a::x` and of `root::{a::x, b}`.
fn paths(code: &str, root: &str) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let start = format!("{root}::");
    let mut found = Vec::new();
    for (at, _) in code.match_indices(&start) {
        let before = &code[..at];
        let is_inside = before.ends_with("::") && !before.ends_with("std::");
        if before.ends_with(is_word) || is_inside {
            continue;
        }
        let rest = &code[at + start.len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(first_names(group)),
            None => found.push(rest.chars().take_while(|c| is_word(*c)).collect()),
        }
    }
    found
}

/// The first name of each path in a group, up to the brace that closes it.
fn first_names(group: &str) -> Vec<String> {
    let mut depth = 1;
    let mut names = vec![String::new()];
    let mut is_first = true;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                names.push(String::new());
                is_first = true;
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
        is_first &= c.is_alphanumeric() || c == '_' || c.is_whitespace();
        if is_first && !c.is_whitespace() {
            names.last_mut().expect("it starts with one").push(c);
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// All files under `folder` but those that hold only tests and the build script, with their names below
/// it, without their ending.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut folders = vec![PathBuf::new()];
    let mut files = Vec::new();
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.join(&below)).expect("the sources lie beside the tests") {
            let name = below.join(entry.expect("a folder can be listed").file_name());
            let path = folder.join(&name);
            if path.is_dir() {
                folders.push(name);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let source = fs::read_to_string(&path).expect("a source can be read");
                files.push((
                    name.with_extension("").to_string_lossy().into_owned(),
                    source,
                ));
            }
        }
    }
    let is_test = |name: &str| {
        let (parent, module) = name.rsplit_once('/')?;
        let declared = format!("#[cfg(test)]\nmod {module};");
        files
            .iter()
            .find(|(name, source)| name == parent && source.contains(&declared))
    };
    let mut sources: Vec<(String, String)> = files
        .iter()
        .filter(|(name, _)| name != "build" && is_test(name).is_none())
        .cloned()
        .collect();
    sources.sort();
    sources
}

#[test]
fn modules_name_only_what_stands_to_their_right() {
    let sources = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(sources.iter().any(|(name, _)| name == "text/clean"));
    let found = sources
        .iter()
        .flat_map(|(name, source)| violations(name, source));
    let found: Vec<String> = found.collect();
    assert!(found.is_empty(), "\n{PICTURE}\n\n{}\n", found.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    let sources = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let modules = sources
        .iter()
        .filter_map(|(name, _)| name.split('/').next());
    let is_known = |name: &&str| ["lib", "main"].contains(name) || LAYERS.concat().contains(name);
    let unknown: Vec<&str> = modules.filter(|name| !is_known(name)).collect();
    assert!(
        unknown.is_empty(),
        "\n{PICTURE}\n\nnot in it: {unknown:?}\n"
    );
}

#[test]
fn a_broken_rule_is_found() {
    let check = |name: &str, source: &str, expected: &[&str]| {
        assert_eq!(violations(name, source), expected, "{name}: {source}");
    };
    check(
        "layout/wrap",
        "use crate::text::cells; use textwrap::core;",
        &[],
    );
    check(
        "layout/wrap",
        "use crate::search::Query;",
        &["layout/wrap names search"],
    );
    check("layout", "use super::search;", &["layout names search"]);
    check(
        "layout/wrap",
        "use super::super::ui::draw;",
        &["layout/wrap names ui"],
    );
    check("layout/wrap", "use super::table;", &[]);
    check(
        "text/clean",
        "fn f() { crate::model::f() }",
        &["text/clean names model"],
    );
    check(
        "model",
        "use crate::{text::{Clean, fold}, load::Source};",
        &["model names load"],
    );
    check(
        "model",
        "use crate::{\n    load,\n    text,\n};",
        &["model names load"],
    );
    check(
        "model",
        "/// See [`load`](crate::load).\nconst A: &str = \"crate::load::x\";",
        &[],
    );
    check(
        "model",
        "fn a() {}\n#[cfg(test)]\nmod tests {\n    use crate::load::x;\n}",
        &[],
    );
    check("state", "use crate::config::x;", &["state names config"]);
    check("search", "use ratatui::Frame;", &["search names ratatui"]);
    check("ui/theme", "use ratatui::style::Style;", &[]);
    check("ui", "use crossterm::event;", &["ui names crossterm"]);
    check(
        "stats",
        "use std::{fmt, fs::File};",
        &["stats names std fs"],
    );
    check("load/source", "use std::{fs::File, io};", &[]);
    check(
        "app/run",
        "std::thread::spawn(f);",
        &["app/run names thread spawn"],
    );
    check("app/jobs", "thread::spawn(f);", &[]);
    check(
        "load",
        "use std::{io, process::Command};",
        &["load names process Command"],
    );
    check("main", "use briefing::cli;", &[]);
    check("lib", "pub mod app;", &[]);
}
