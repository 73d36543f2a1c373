//! Everything a user can ask for, with its name, its keys and its help words.
//!
//! [`TABLE`] is the one source: the keymap, the help screen and the README are made from it.

use std::fmt::Write as _;

/// One thing a user can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// One row down, or one item in a list.
    Down,
    /// One row up, or one item in a list.
    Up,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the start; with a count, to that line of the file.
    Start,
    /// To the end; with a count, to that line of the file.
    End,
    /// To a percentage of the text: the count.
    Percent,
    /// To the next heading.
    NextSection,
    /// To the heading of this section, or the one before.
    PreviousSection,
    /// To the next paragraph.
    NextParagraph,
    /// To the paragraph before.
    PreviousParagraph,
    /// Chooses the next figure in the text.
    NextFigure,
    /// Chooses the figure before.
    PreviousFigure,
    /// Back to where a jump started.
    Back,
    /// Forward again.
    Forward,
    /// Asks what to search for; in the statistics, what to narrow the list to.
    Search,
    /// To the next match.
    NextMatch,
    /// To the match before.
    PreviousMatch,
    /// Lists all matches with their sentences.
    ListMatches,
    /// Searches for the chosen figure.
    SearchChosen,
    /// Gives the keys to the next pane.
    NextPane,
    /// Gives the keys to the pane before.
    PreviousPane,
    /// Shows the sections and gives them the keys; hides them when they have them.
    Sections,
    /// Shows the statistics and gives them the keys; hides them when they have them.
    Statistics,
    /// Text only, and back.
    TextOnly,
    /// Goes to what is chosen in a list.
    Open,
    /// Shows what is chosen without moving the keys.
    Peek,
    /// Folds a section; in the statistics, the tab before.
    Fold,
    /// Unfolds a section; in the statistics, the next tab.
    Unfold,
    /// Turns the order of the statistics.
    Regroup,
    /// Turns through the sorts of figures the list can be narrowed to.
    Narrow,
    /// Shows or folds what was set aside; in the statistics, hides what is chosen.
    SetAside,
    /// Copies the thing the reader is at.
    Copy,
    /// Copies it with where it comes from.
    Cite,
    /// Brings back what was hidden last.
    BringBack,
    /// Says why a line is taken for a heading, and lets the reader object.
    Why,
    /// Wider text.
    Wider,
    /// Narrower text.
    Narrower,
    /// Text as wide as at first.
    ResetWidth,
    /// Reads the file again.
    Reload,
    /// Shows the keys.
    Help,
    /// Draws the screen anew.
    Redraw,
    /// Stops the program until the shell continues it.
    Suspend,
    /// One step back.
    Escape,
    /// Closes the window, else ends the program.
    Quit,
}

/// A command with everything said of it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// Its name in the configuration.
    pub name: &'static str,
    /// Its keys, as [`keymap`](super::keymap) reads them, separated by spaces.
    pub keys: &'static str,
    /// What it does, in a few words.
    pub words: &'static str,
    /// The group it stands in on the help screen.
    pub group: &'static str,
}

const fn entry(
    group: &'static str,
    command: Command,
    name: &'static str,
    keys: &'static str,
    words: &'static str,
) -> Entry {
    Entry {
        command,
        name,
        keys,
        words,
        group,
    }
}

const MOVE: &str = "Move";
const JUMP: &str = "Jump";
const SEARCH: &str = "Search";
const PANES: &str = "Panes";
const LISTS: &str = "In a list";
const PROGRAM: &str = "Program";

/// All commands, in the order of the help screen.
#[rustfmt::skip] // a line each: it is read as a table
pub const TABLE: &[Entry] = &[
    entry(MOVE, Command::Down, "down", "j <down>", "down one row"),
    entry(MOVE, Command::Up, "up", "k <up>", "up one row"),
    entry(MOVE, Command::HalfPageDown, "half-page-down", "d <ctrl-d>", "down half a page"),
    entry(MOVE, Command::HalfPageUp, "half-page-up", "u <ctrl-u>", "up half a page"),
    entry(MOVE, Command::PageDown, "page-down", "<space> f <pgdn>", "down a page"),
    entry(MOVE, Command::PageUp, "page-up", "b <pgup>", "up a page"),
    entry(MOVE, Command::Start, "start", "g <home>", "to the start; 42g: to line 42"),
    entry(MOVE, Command::End, "end", "G <end>", "to the end; 42G: to line 42"),
    entry(MOVE, Command::Percent, "percent", "%", "50%: to the middle of the text"),
    entry(JUMP, Command::NextSection, "next-section", "] J", "next section"),
    entry(JUMP, Command::PreviousSection, "previous-section", "[ K", "section before"),
    entry(JUMP, Command::NextParagraph, "next-paragraph", "}", "next paragraph"),
    entry(JUMP, Command::PreviousParagraph, "previous-paragraph", "{", "paragraph before"),
    entry(JUMP, Command::NextFigure, "next-figure", ")", "next figure"),
    entry(JUMP, Command::PreviousFigure, "previous-figure", "(", "figure before"),
    entry(JUMP, Command::Back, "back", "<ctrl-o> <alt-left>", "back to where you were"),
    entry(JUMP, Command::Forward, "forward", "<alt-right>", "forward again"),
    entry(SEARCH, Command::Search, "search", "/", "search; in the figures and in this help: narrow the list by words"),
    entry(SEARCH, Command::NextMatch, "next-match", "n", "next match"),
    entry(SEARCH, Command::PreviousMatch, "previous-match", "N", "match before"),
    entry(SEARCH, Command::ListMatches, "list-matches", "&", "list all matches with their sentences"),
    entry(SEARCH, Command::SearchChosen, "search-chosen", "*", "search for the chosen figure or term"),
    entry(PANES, Command::NextPane, "next-pane", "<tab>", "next pane"),
    entry(PANES, Command::PreviousPane, "previous-pane", "<shift-tab>", "pane before"),
    entry(PANES, Command::Sections, "sections", "o", "show, focus, hide the sections"),
    entry(PANES, Command::Statistics, "statistics", "s", "show, focus, hide the statistics"),
    entry(PANES, Command::TextOnly, "text-only", "z", "text only"),
    entry(PANES, Command::SetAside, "set-aside", "x", "show or fold what was set aside; in the figures: hide a wrong one"),
    entry(PANES, Command::Why, "why", "w", "why this is a heading; x there: it is none"),
    entry(PANES, Command::Wider, "wider", "+", "wider text"),
    entry(PANES, Command::Narrower, "narrower", "-", "narrower text"),
    entry(PANES, Command::ResetWidth, "reset-width", "=", "text as wide as at first"),
    entry(LISTS, Command::Open, "open", "<enter>", "go there"),
    entry(LISTS, Command::Peek, "peek", "p", "look there, and at its next place; keys stay in the list"),
    entry(LISTS, Command::Fold, "fold", "h <left>", "fold; tab before"),
    entry(LISTS, Command::Unfold, "unfold", "l <right>", "unfold; next tab"),
    entry(LISTS, Command::Regroup, "regroup", "t", "turn the order of the figures"),
    entry(LISTS, Command::Narrow, "narrow", "F", "only hedged figures, those without a source, of one kind …"),
    entry(LISTS, Command::BringBack, "bring-back", "X", "bring back the figure hidden last, or the heading"),
    entry(PROGRAM, Command::Copy, "copy", "y", "copy the sentence of the match or figure, the paragraph or the title"),
    entry(PROGRAM, Command::Cite, "cite", "Y", "copy it as a citation"),
    entry(PROGRAM, Command::Reload, "reload", "r", "reload the file"),
    entry(PROGRAM, Command::Help, "help", "? <f1>", "this help"),
    entry(PROGRAM, Command::Escape, "escape", "<esc>", "one step back; never quits"),
    entry(PROGRAM, Command::Redraw, "redraw", "<ctrl-l>", "draw the screen anew"),
    entry(PROGRAM, Command::Suspend, "suspend", "<ctrl-z>", "suspend"),
    entry(PROGRAM, Command::Quit, "quit", "q <ctrl-c>", "close the window, else quit"),
];

/// A key as it is printed for a reader: `<ctrl-o>` is `Ctrl-O`.
pub fn key_name(key: &str) -> String {
    let Some(name) = key.strip_prefix('<').and_then(|key| key.strip_suffix('>')) else {
        return key.to_owned();
    };
    let parts: Vec<String> = name.split('-').map(part_name).collect();
    parts.join("-")
}

fn part_name(part: &str) -> String {
    match part {
        "down" => "↓".into(),
        "up" => "↑".into(),
        "left" => "←".into(),
        "right" => "→".into(),
        "pgdn" => "PgDn".into(),
        "pgup" => "PgUp".into(),
        _ => {
            let mut letters = part.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        }
    }
}

/// The keys of an entry as they are printed for a reader: `j ↓`.
pub fn key_names(entry: &Entry) -> String {
    entry
        .keys
        .split(' ')
        .map(key_name)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The key table of the README, in Markdown.
pub fn markdown() -> String {
    let mut out = String::from("| keys | action |\n| --- | --- |\n");
    for entry in TABLE {
        let keys: Vec<String> = entry
            .keys
            .split(' ')
            .map(|key| format!("`{}`", key_name(key)))
            .collect();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| {} | {} |", keys.join(" "), entry.words);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_name_and_every_key_stands_once() {
        let mut seen = HashSet::new();
        for entry in TABLE {
            assert!(seen.insert(entry.name), "{}", entry.name);
            for key in entry.keys.split(' ') {
                assert!(seen.insert(key), "{key}");
            }
        }
    }

    #[test]
    fn keys_are_named_as_on_a_keyboard() {
        let check = |key, expected| assert_eq!(key_name(key), expected);
        check("j", "j");
        check("<ctrl-o>", "Ctrl-O");
        check("<alt-left>", "Alt-←");
        check("<shift-tab>", "Shift-Tab");
        check("<f1>", "F1");
        check("<pgdn>", "PgDn");
    }
}
