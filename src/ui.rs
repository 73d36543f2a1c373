//! Places the panes and draws them. Everything drawn comes in a [`View`], which holds no more than
//! what fits the screen: nothing here grows with the document.

pub mod ansi;
pub mod help;
pub mod list;
pub mod paint;
pub mod prompt;
pub mod reading;
pub mod sections;
pub mod statistics;
pub mod status;
pub mod theme;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::text::{Clean, CleanString};
pub use theme::{Role, Theme};

/// Narrowest and lowest screen that is used.
pub const SMALLEST: (u16, u16) = (20, 5);
/// Widest column of text at first, in cells.
pub const MEASURE: u16 = 72;
/// From this height on there are blank rows between the parts of the screen.
const AIRY: u16 = 16;
/// From this width on there are three panes.
const THREE_PANES: u16 = 100;
/// From this width on there are two.
const TWO_PANES: u16 = 80;

/// One of the three areas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list of sections.
    Sections,
    /// The text.
    #[default]
    Text,
    /// The statistics.
    Statistics,
}

/// Which side panes the reader wants, where there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The list of sections.
    pub sections: bool,
    /// The statistics.
    pub statistics: bool,
    /// The pane that has the keys: where there is room for one side pane only, it is the one shown.
    pub focus: Pane,
    /// The side pane shown where there is room for one only.
    pub side: Pane,
}

/// Where everything stands on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Title and figures of the document.
    pub top: Option<Rect>,
    /// The list of sections.
    pub sections: Option<Rect>,
    /// The text, with its margins. `None` where a side pane lies over it.
    pub text: Option<Rect>,
    /// The column of text itself.
    pub column: Rect,
    /// The statistics.
    pub statistics: Option<Rect>,
    /// Place, progress and keys.
    pub bottom: Rect,
}

/// Everything that is drawn.
pub struct View<'a> {
    /// The styles.
    pub theme: &'a Theme,
    /// Where it all stands.
    pub areas: Areas,
    /// The pane that has the keys.
    pub focus: Pane,
    /// The top line.
    pub header: status::Header<'a>,
    /// The list of sections.
    pub sections: sections::View,
    /// The text.
    pub reading: reading::View<'a>,
    /// The statistics.
    pub statistics: statistics::View,
    /// The bottom line.
    pub status: status::View<'a>,
    /// A window over it all.
    pub popup: Option<help::Popup<'a>>,
}

/// Places the panes on a screen of `width` by `height` cells, with a column of text of at most
/// `measure` cells. `None` when the screen is too small for anything but saying so.
pub fn arrange(width: u16, height: u16, shown: Shown, measure: u16) -> Option<Areas> {
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return None;
    }
    let has_top = height >= 8;
    let top = has_top.then(|| Rect::new(0, 0, width, 1));
    let y = u16::from(has_top);
    let body = Rect::new(0, y, width, height - y - 1);
    let bottom = Rect::new(0, height - 1, width, 1);
    let (left, right) = side_widths(width, shown);
    let mut areas = Areas {
        top,
        bottom,
        ..Areas::default()
    };
    if width < TWO_PANES && shown.focus != Pane::Text {
        let side = Some(body);
        areas.column = column(body, measure);
        match shown.focus {
            Pane::Sections => areas.sections = side,
            _ => areas.statistics = side,
        }
        return Some(areas);
    }
    let text = Rect {
        x: left,
        width: width - left - right,
        ..body
    };
    areas.sections = (left > 0).then_some(Rect {
        width: left,
        ..body
    });
    areas.statistics = (right > 0).then(|| Rect {
        x: width - right,
        width: right,
        ..body
    });
    // A blank row above the text, where there are rows to spare.
    let air = u16::from(height >= AIRY);
    let below = Rect {
        y: text.y + air,
        height: text.height - air,
        ..text
    };
    areas.text = Some(text);
    areas.column = column(below, measure);
    Some(areas)
}

/// Cells for the panes at the left and at the right, their rules included; 0 for one not shown.
fn side_widths(width: u16, shown: Shown) -> (u16, u16) {
    let left = (width * 22 / 100).clamp(25, 36);
    let right = (width * 24 / 100).clamp(27, 40);
    let wants = (shown.sections, shown.statistics);
    match (width, wants) {
        (..TWO_PANES, _) | (_, (false, false)) => (0, 0),
        (THREE_PANES.., (true, true)) => (left, right),
        (_, (true, true)) if shown.side == Pane::Statistics => (0, right),
        (_, (true, _)) => (left, 0),
        (_, (false, true)) => (0, right),
    }
}

/// The column of text in a pane: centred, with a margin at both sides.
fn column(pane: Rect, measure: u16) -> Rect {
    let margin = if pane.width >= 60 { 2 } else { 1 };
    let width = pane.width.saturating_sub(2 * margin).min(measure).max(1);
    Rect {
        x: pane.x + (pane.width - width) / 2,
        width,
        ..pane
    }
}

/// Draws the whole screen; where the cursor is to be seen, if it is.
pub fn draw(buffer: &mut Buffer, view: &View<'_>) -> Option<Position> {
    status::draw_header(buffer, view);
    if let Some(area) = view.areas.sections {
        sections::draw(buffer, area, view);
    }
    if let Some(area) = view.areas.text {
        reading::draw(buffer, view.areas.column, view);
        rules(buffer, area, view);
    }
    if let Some(area) = view.areas.statistics {
        statistics::draw(buffer, area, view);
    }
    let cursor = status::draw(buffer, view);
    if let Some(popup) = &view.popup {
        help::draw(buffer, popup, view.theme);
    }
    cursor
}

/// The rules between the panes.
fn rules(buffer: &mut Buffer, text: Rect, view: &View<'_>) {
    let style = view.theme.style(Role::Rule);
    if let Some(sections) = view.areas.sections {
        paint::rule_down(
            buffer,
            Rect {
                x: sections.right() - 1,
                ..text
            },
            style,
        );
    }
    if let Some(statistics) = view.areas.statistics {
        paint::rule_down(buffer, statistics, style);
    }
}

/// Says that the screen is too small, in the space there is.
pub fn draw_too_small(buffer: &mut Buffer) {
    let area = buffer.area;
    let words = CleanString::from_raw(&format!(
        "{}×{} is too small: {}×{}",
        area.width, area.height, SMALLEST.0, SMALLEST.1
    ));
    let short = [
        words.as_clean(),
        Clean::literal("too small"),
        Clean::literal("…"),
    ];
    let fits = |text: &&Clean<'_>| crate::text::cells(text.as_str()) <= usize::from(area.width);
    if let Some(text) = short.iter().find(fits) {
        paint::put(
            buffer,
            0,
            0,
            area.width,
            *text,
            ratatui::style::Style::new(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Shown = Shown {
        sections: true,
        statistics: true,
        focus: Pane::Text,
        side: Pane::Sections,
    };

    #[test]
    fn panes_follow_the_width() {
        let panes = |width, shown| {
            let areas = arrange(width, 24, shown, MEASURE).expect("large enough");
            (
                areas.sections.is_some(),
                areas.text.is_some(),
                areas.statistics.is_some(),
            )
        };
        assert_eq!(panes(140, ALL), (true, true, true));
        assert_eq!(panes(100, ALL), (true, true, true));
        assert_eq!(panes(99, ALL), (true, true, false));
        assert_eq!(
            panes(
                80,
                Shown {
                    side: Pane::Statistics,
                    ..ALL
                }
            ),
            (false, true, true)
        );
        assert_eq!(panes(79, ALL), (false, true, false));
        assert_eq!(
            panes(
                79,
                Shown {
                    focus: Pane::Statistics,
                    ..ALL
                }
            ),
            (false, false, true)
        );
        assert_eq!(
            panes(
                140,
                Shown {
                    sections: false,
                    statistics: false,
                    ..ALL
                }
            ),
            (false, true, false)
        );
    }

    #[test]
    fn everything_stays_on_the_screen_at_any_size() {
        for width in 1..220 {
            for height in 1..60 {
                let Some(areas) = arrange(width, height, ALL, MEASURE) else {
                    assert!(width < 20 || height < 5);
                    continue;
                };
                let screen = Rect::new(0, 0, width, height);
                for area in [
                    areas.top,
                    areas.sections,
                    areas.text,
                    areas.statistics,
                    Some(areas.bottom),
                    Some(areas.column),
                ] {
                    let area = area.unwrap_or(screen);
                    assert_eq!(area.intersection(screen), area, "{width}×{height}");
                }
                assert!(areas.column.width > 0 && areas.column.width <= MEASURE);
            }
        }
    }
}
