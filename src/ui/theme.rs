//! Purposes to styles.
//!
//! The default theme uses the terminal's own palette and background with one accent, so that it is
//! right on dark and on light without asking the terminal anything.

use ratatui::style::{Color, Modifier, Style};

/// The purpose a style serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Text,
    /// The title of the document.
    Title,
    /// A heading, marked or sure.
    Heading,
    /// A heading that is a guess.
    DoubtfulHeading,
    /// What can be passed over: counts, hints, byline.
    Muted,
    /// The one accent: where the reader is.
    Accent,
    /// Lines between panes and in tables.
    Rule,
    /// `*so*`
    Emphasis,
    /// `**so**`
    Strong,
    /// `~~so~~`
    Strikethrough,
    /// Code in a line. No colour: the palette has none besides the accent that reads on both grounds.
    Code,
    /// The words of a link.
    Link,
    /// A statistic in the text.
    Statistic,
    /// The statistic that was chosen.
    ChosenStatistic,
    /// A match of the search.
    Match,
    /// The match the reader is at.
    CurrentMatch,
    /// The chosen row of a list that has the keys.
    Selected,
    /// The chosen row of a list that has not.
    Marked,
    /// A key in a hint.
    Key,
    /// Something imperfect, in the bottom line.
    Notice,
}

/// A set of styles.
#[derive(Clone, Debug)]
pub struct Theme {
    accent: Color,
    has_colour: bool,
}

impl Theme {
    /// The terminal's own palette with one accent; no colour at all where `NO_COLOR` asks for it.
    pub fn terminal(has_colour: bool) -> Self {
        Self {
            accent: Color::Magenta,
            has_colour,
        }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        let style = self.colourful(role);
        if self.has_colour {
            style
        } else {
            without_colour(role, style)
        }
    }

    fn colourful(&self, role: Role) -> Style {
        let plain = Style::new();
        match role {
            Role::Text => plain,
            Role::Title | Role::Heading | Role::Strong | Role::Code | Role::Key => {
                plain.add_modifier(Modifier::BOLD)
            }
            Role::DoubtfulHeading => plain.add_modifier(Modifier::BOLD | Modifier::DIM),
            Role::Muted | Role::Rule => plain.fg(Color::DarkGray),
            Role::Accent => plain.fg(self.accent),
            Role::Strikethrough => plain.add_modifier(Modifier::CROSSED_OUT),
            Role::Link => plain.add_modifier(Modifier::UNDERLINED),
            Role::Emphasis => plain.add_modifier(Modifier::ITALIC),
            Role::Statistic => plain.fg(self.accent).add_modifier(Modifier::BOLD),
            Role::ChosenStatistic => plain
                .fg(self.accent)
                .add_modifier(Modifier::BOLD | Modifier::REVERSED),
            // Not in bold, in a heading neither: many terminals show bold black as grey.
            Role::Match => plain
                .fg(Color::Black)
                .bg(Color::Yellow)
                .remove_modifier(Modifier::BOLD),
            Role::CurrentMatch => plain
                .fg(Color::Black)
                .bg(Color::LightGreen)
                .remove_modifier(Modifier::BOLD)
                .add_modifier(Modifier::UNDERLINED),
            Role::Selected => plain.add_modifier(Modifier::REVERSED),
            Role::Marked => plain.add_modifier(Modifier::BOLD),
            Role::Notice => plain.fg(self.accent).add_modifier(Modifier::ITALIC),
        }
    }
}

/// What weight, underline and reverse must say alone.
fn without_colour(role: Role, style: Style) -> Style {
    let modifier = match role {
        Role::Muted | Role::Rule => Modifier::DIM,
        Role::Accent => Modifier::BOLD,
        Role::Match => Modifier::REVERSED,
        Role::CurrentMatch => Modifier::REVERSED | Modifier::BOLD | Modifier::UNDERLINED,
        Role::Statistic => Modifier::BOLD | Modifier::UNDERLINED,
        _ => style.add_modifier,
    };
    Style::new().add_modifier(modifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_no_role_has_any() {
        let theme = Theme::terminal(false);
        for role in [
            Role::Statistic,
            Role::Match,
            Role::CurrentMatch,
            Role::Muted,
            Role::Notice,
        ] {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            assert_ne!(
                style.add_modifier,
                Modifier::empty(),
                "{role:?} must still be told apart"
            );
        }
    }
}
