//! What the list shows of it all: narrowed to words or to a sort of figure, without what was hidden.

use super::{Asking, Figures, Input, Item, Tab, filter::Only};
use crate::{
    app::{App, finder::Prompt, input::Typed, keymap::Key},
    model::Outline,
    stats::Kind,
    text::{Clean, grouped},
};

impl Figures {
    /// Is something being typed for the list?
    pub(in crate::app) fn is_asking(&self) -> bool {
        self.asking.is_some()
    }

    /// Does the list show only some of it all?
    pub(in crate::app) fn is_narrowed(&self) -> bool {
        !self.filter.is_empty()
    }

    /// Opens the prompt, with the words there are.
    pub(in crate::app) fn ask(&mut self) {
        self.asking = Some(Asking {
            input: Input::new(&self.filter.typed),
            before: self.filter.clone(),
            chosen: self.chosen,
        });
    }

    /// What the prompt asks for.
    pub(in crate::app) fn prompt_sign(&self) -> Clean<'static> {
        Clean::literal(match self.tab {
            Tab::Figures => "figures with: ",
            Tab::Dates => "dates with: ",
            Tab::Terms => "terms with: ",
        })
    }

    /// What the prompt shows.
    pub(in crate::app) fn prompt(&self) -> Option<Prompt<'_>> {
        let asking = self.asking.as_ref()?;
        Some(Prompt {
            text: &asking.input.text,
            cursor: asking.input.cursor,
            answer: match self.listed_count {
                0 => "nothing fits".into(),
                1 => "1 fits".into(),
                count => format!("{} fit", grouped(count as u64)),
            },
        })
    }

    /// Narrows the list to what is typed.
    fn narrow_to_typed(&mut self, outline: &Outline) {
        if let Some(asking) = &self.asking {
            self.filter.typed.clone_from(&asking.input.text);
            self.show_narrowed(outline);
        }
    }

    /// Makes the list anew from its start, and chooses a row of it.
    fn show_narrowed(&mut self, outline: &Outline) {
        self.first = 0;
        self.arrange(outline);
        self.choose_selected();
    }

    /// Turns to the next sort of figure there is one of; gives how many there are.
    fn turn_sort(&mut self, outline: &Outline) -> usize {
        let items = self.tab.items(&self.analysis);
        let has = |only: Only| {
            let holds = |item: &Item| match *item {
                Item::Statistic(at) => only.holds(&self.list()[at]) && !self.hidden.contains(item),
                Item::Term(_) => false,
            };
            only == Only::All || items.iter().any(holds)
        };
        let mut sorts: Vec<Only> = Only::all().filter(|only| has(*only)).collect();
        if sorts.len() == 2 && matches!(sorts[1], Only::Topic(_)) {
            // One topic only: it holds what all of them do.
            sorts.pop();
        }
        let at = sorts.iter().position(|only| *only == self.filter.only);
        self.filter.only = sorts[(at.unwrap_or(0) + 1) % sorts.len()];
        self.show_narrowed(outline);
        sorts.len()
    }

    /// What an item is called in a notice: "46 people killed".
    fn name(&self, item: Item) -> String {
        let value = self.value(item);
        match item {
            Item::Statistic(at) if self.list()[at].kind != Kind::Date => {
                let label = self.list()[at].label.as_str();
                format!("{value} {label}").trim_end().to_owned()
            }
            Item::Statistic(_) | Item::Term(_) => value,
        }
    }
}

impl App {
    /// Takes one key while the words for the list are typed.
    pub(in crate::app) fn type_filter_key(&mut self, key: Key) {
        let outline = &self.document.outline;
        let figures = &mut self.figures;
        let Some(asking) = &mut figures.asking else {
            return;
        };
        match asking.input.press(key) {
            Typed::Changed => figures.narrow_to_typed(outline),
            Typed::Same => {}
            Typed::Accepted => figures.asking = None,
            Typed::GivenUp => {
                figures.filter = asking.before.clone();
                figures.chosen = asking.chosen;
                figures.asking = None;
                figures.show_narrowed(outline);
            }
        }
    }

    /// Takes pasted text while the words for the list are typed.
    pub(in crate::app) fn paste_into_filter(&mut self, text: &str) {
        if let Some(asking) = &mut self.figures.asking {
            asking.input.paste(text);
            self.figures.narrow_to_typed(&self.document.outline);
            self.refresh();
        }
    }

    /// Turns through the sorts of figures the list can be narrowed to.
    pub(in crate::app) fn narrow_figures(&mut self) {
        if self.figures.tab == Tab::Terms {
            return self.say("terms are of one sort");
        }
        let sorts = self.figures.turn_sort(&self.document.outline);
        let words = self.figures.filter.only.words();
        if sorts < 2 {
            self.say("they are all of one sort");
        } else if words.is_empty() {
            self.say("all of them");
        } else {
            self.say(&format!("only {words}"));
        }
    }

    /// Shows all of the list again. False when it was not narrowed.
    pub(in crate::app) fn widen_figures(&mut self) -> bool {
        let was_narrowed = self.figures.is_narrowed();
        if was_narrowed {
            self.figures.filter = super::Filter::default();
            self.figures.arrange(&self.document.outline);
        }
        was_narrowed
    }

    /// Hides what is chosen in the list: it is no figure, or not one worth a row.
    pub(in crate::app) fn hide_figure(&mut self) {
        match self.figures.hide_selected(&self.document.outline) {
            Some(item) => {
                let name = self.figures.name(item);
                self.say(&format!("hidden: {name} · X brings it back"));
            }
            None => self.say("nothing to hide here"),
        }
    }

    /// Brings back what was hidden last, `count` times.
    pub(in crate::app) fn bring_figures_back(&mut self, count: usize) {
        let outline = &self.document.outline;
        let mut last = None;
        for _ in 0..count {
            let Some(item) = self.figures.bring_back(outline) else {
                break;
            };
            last = Some(item);
        }
        let Some(item) = last else {
            return self.say("nothing is hidden");
        };
        let name = self.figures.name(item);
        let words = match self.figures.hidden.len() {
            0 => format!("back: {name}"),
            left => format!("back: {name} · {left} still hidden"),
        };
        self.say(&words);
    }
}
