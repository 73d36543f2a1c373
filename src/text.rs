//! Everything that is true of characters, whatever document they stand in.
//!
//! [`clean`] is the gate between bytes from outside and the terminal, [`width`] counts terminal
//! cells, [`fold`] makes two spellings of the same words equal, [`sentence`] finds where one ends.

pub(crate) mod classes;
pub mod clean;
pub mod fold;
pub mod sentence;
pub mod width;

pub use clean::{Clean, CleanString};
pub use width::cells;
