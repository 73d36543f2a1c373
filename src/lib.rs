//! `briefing`, a reader for briefings in the terminal.
//!
//! The layers, from the outside in; a module names only what stands to its right, and the four in
//! the middle do not name each other:
//!
//! ```text
//! main > cli > config, state > app > ui > load | stats | search | layout > model > text
//! ```

pub mod app;
pub mod cli;
pub mod config;
pub mod layout;
pub mod load;
pub mod model;
pub mod search;
pub mod stats;
pub mod text;
pub mod ui;
