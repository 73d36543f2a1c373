//! Rows of blocks at one width.

pub mod table;
pub mod wrap;
