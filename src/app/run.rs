//! The loop: wait, take what is waiting, update, draw once.

use std::{io, iter, sync::mpsc::Receiver};

use ratatui::Terminal;

use super::{App, Effect, Event, backend::OneWrite, figures, finder, jobs::Jobs, terminal};

/// Events taken at most before the screen is drawn again.
const AT_ONCE: usize = 64;

/// Shows `app` on the terminal until the reader quits.
///
/// # Errors
/// When the terminal cannot be taken or written to, or the system gives no thread.
pub fn run(mut app: App, mut jobs: Jobs, events: &Receiver<Event>) -> io::Result<()> {
    let mut screen = Terminal::new(OneWrite::new(io::stdout()))?;
    screen.draw(|frame| app.draw(frame))?;
    jobs.listen()?;
    start(app.after_first_screen(), &app, &jobs, &mut screen)?;
    loop {
        let Ok(first) = events.recv() else {
            return Ok(());
        };
        for event in iter::once(first).chain(events.try_iter().take(AT_ONCE)) {
            let effect = app.handle(event);
            if matches!(effect, Effect::Quit) {
                return Ok(());
            }
            start(effect, &app, &jobs, &mut screen)?;
        }
        screen.draw(|frame| app.draw(frame))?;
    }
}

/// Does what `update` asked of the outside.
fn start(
    effect: Effect,
    app: &App,
    jobs: &Jobs,
    screen: &mut Terminal<OneWrite<io::Stdout>>,
) -> io::Result<()> {
    match effect {
        Effect::None | Effect::Quit => Ok(()),
        Effect::Many(effects) => effects
            .into_iter()
            .try_for_each(|effect| start(effect, app, jobs, screen)),
        Effect::Redraw => screen.clear(),
        Effect::Suspend => suspend(screen),
        Effect::Search {
            query,
            from,
            generation,
        } => jobs.search(app.parser(), query, from, generation),
        Effect::Index(indexer) => jobs.index(*indexer),
        Effect::Analyse => jobs.analyse(app.parser()),
    }
}

/// Gives the terminal back, stops until the shell continues the program, and takes it again.
fn suspend(screen: &mut Terminal<OneWrite<io::Stdout>>) -> io::Result<()> {
    terminal::leave();
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    terminal::enter()?;
    *screen = Terminal::new(OneWrite::new(io::stdout()))?;
    screen.clear()
}

/// Does at once, on this thread, what an effect asks of other threads: for tests, and wherever there
/// is nobody to wait for keys.
pub fn settle(app: &mut App, effect: Effect) {
    match effect {
        Effect::Many(effects) => effects.into_iter().for_each(|effect| settle(app, effect)),
        Effect::Index(mut indexer) => {
            while let Some(index) = indexer.next_batch() {
                let effect = app.handle(Event::Indexed(index));
                settle(app, effect);
            }
        }
        Effect::Analyse => {
            let text = app.parser();
            let analysis = figures::analyse(&text, &text.document().outline);
            app.handle(Event::Analysed(Box::new(analysis)));
        }
        Effect::Search {
            query,
            from,
            generation,
        } => {
            let text = app.parser();
            finder::search(&text, &query, from, generation, &mut AtOnce(app));
        }
        Effect::None | Effect::Quit | Effect::Redraw | Effect::Suspend => {}
    }
}

/// Takes what a search finds at once.
struct AtOnce<'a>(&'a mut App);

impl finder::Report for AtOnce<'_> {
    fn found(&mut self, event: Event) {
        self.0.handle(event);
    }

    fn is_wanted(&self) -> bool {
        true
    }
}
