//! The loop: wait, take what is waiting, update, draw once.

use std::{io, iter, sync::mpsc::Receiver};

use crossterm::terminal as tty;
use ratatui::layout::Size;

use super::{
    App, Effect, Event,
    backend::OneWrite,
    convert::Opener,
    figures::{self, Analysis, Listener},
    finder::worker::Report,
    jobs::Jobs,
    terminal,
    watch::Watch,
};

/// Events taken at most before the screen is drawn again.
const AT_ONCE: usize = 64;

/// Shows `app` on the terminal until the reader quits. `file` is where its text is read from, if it
/// is a file, and `opener` opens it again.
///
/// # Errors
/// When the terminal cannot be written to, or the system gives no thread.
pub fn run(
    mut app: App,
    jobs: Jobs,
    events: &Receiver<Event>,
    file: Option<Watch>,
    opener: Opener,
) -> io::Result<()> {
    let screen = OneWrite::new(io::stdout());
    let mut outside = Outside {
        jobs,
        screen,
        file,
        opener,
        is_opening: false,
    };
    outside.draw(&mut app)?;
    outside.jobs.listen()?;
    outside.start(app.after_first_screen(), &mut app)?;
    loop {
        let Ok(first) = events.recv() else {
            return Ok(());
        };
        let change = outside.file.as_mut().and_then(Watch::look);
        for event in iter::once(first)
            .chain(events.try_iter().take(AT_ONCE))
            .chain(change)
        {
            outside.is_opening &= !matches!(event, Event::Opened(_));
            let effect = app.handle(event);
            if matches!(effect, Effect::Quit) {
                return Ok(());
            }
            outside.start(effect, &mut app)?;
        }
        outside.draw(&mut app)?;
    }
}

/// Everything an effect can reach.
struct Outside {
    jobs: Jobs,
    screen: OneWrite<io::Stdout>,
    file: Option<Watch>,
    opener: Opener,
    /// Is the file being read again?
    is_opening: bool,
}

/// A program that still reads the file is not left running.
impl Drop for Outside {
    fn drop(&mut self) {
        self.opener.running().end();
    }
}

impl Outside {
    /// Draws the screen, at the size it has now.
    fn draw(&mut self, app: &mut App) -> io::Result<()> {
        let (width, height) = tty::size()?;
        self.screen
            .draw(Size::new(width, height), |buffer| app.paint(buffer))
    }

    /// Does what `update` asked for.
    fn start(&mut self, effect: Effect, app: &mut App) -> io::Result<()> {
        match effect {
            Effect::None | Effect::Quit => Ok(()),
            Effect::Many(effects) => effects
                .into_iter()
                .try_for_each(|effect| self.start(effect, app)),
            Effect::Redraw => {
                self.screen.clear();
                Ok(())
            }
            Effect::Suspend => self.suspend(),
            Effect::Copy(words) => self.screen.copy(words.as_clean()),
            Effect::Reload => self.reload(app),
            Effect::Search {
                query,
                from,
                generation,
            } => {
                let search = app.search_through(query, from, generation);
                self.jobs.search(search, generation)
            }
            Effect::EndSearch => {
                self.jobs.end_search();
                Ok(())
            }
            Effect::PrepareSearch => self.jobs.prepare_search(app.parser(), app.traces()),
            Effect::Index(indexer) => self.jobs.index(*indexer, app.edition()),
            Effect::Analyse => self.jobs.analyse(app.parser(), app.here(), app.edition()),
        }
    }

    /// Gives the terminal back, stops until the shell continues the program, and takes it again.
    fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        terminal::enter()?;
        self.screen = OneWrite::new(io::stdout());
        self.screen.clear();
        Ok(())
    }

    /// Has the file read again, on a thread of its own: a program may have to turn it into text.
    fn reload(&mut self, app: &mut App) -> io::Result<()> {
        let Some(file) = &self.file else {
            app.say("this text is no file: it cannot be read again");
            return Ok(());
        };
        let path = file.path().clone();
        if self.opener.converts(&path) {
            app.say("reading the file again …");
        }
        if self.is_opening {
            return Ok(());
        }
        self.is_opening = true;
        self.file = Some(Watch::new(path.clone()));
        self.jobs.open(self.opener.clone(), path)
    }
}

/// Does at once, on this thread, what an effect asks of other threads: for tests, and wherever there
/// is nobody to wait for keys.
pub fn settle(app: &mut App, effect: Effect) {
    match effect {
        Effect::Many(effects) => effects.into_iter().for_each(|effect| settle(app, effect)),
        Effect::Index(mut indexer) => {
            let edition = app.edition();
            while let Some(index) = indexer.next_batch() {
                let effect = app.handle(Event::Indexed { edition, index });
                settle(app, effect);
            }
        }
        Effect::Analyse => {
            let text = app.parser();
            let (edition, here) = (app.edition(), app.here());
            let mut listener = Told(app, edition);
            figures::analyse_outwards(&text, text.document(), here, &mut listener);
        }
        Effect::Search {
            query,
            from,
            generation,
        } => {
            let search = app.search_through(query, from, generation);
            let mut report = AtOnce(app);
            search
                .ways()
                .iter()
                .for_each(|way| search.run(*way, &mut report));
        }
        Effect::None
        | Effect::Copy(_)
        | Effect::EndSearch
        | Effect::PrepareSearch
        | Effect::Quit
        | Effect::Redraw
        | Effect::Reload
        | Effect::Suspend => {}
    }
}

/// Takes what is known of an edition at once.
struct Told<'a>(&'a mut App, u64);

impl Listener for Told<'_> {
    fn tell(&mut self, analysis: Analysis) {
        let (edition, analysis) = (self.1, Box::new(analysis));
        self.0.handle(Event::Analysed { edition, analysis });
    }

    fn is_wanted(&self) -> bool {
        true
    }
}

/// Takes what a search finds at once.
struct AtOnce<'a>(&'a mut App);

impl Report for AtOnce<'_> {
    fn found(&mut self, event: Event) {
        self.0.handle(event);
    }

    fn is_wanted(&self) -> bool {
        true
    }
}
