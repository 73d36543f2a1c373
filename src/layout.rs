//! Rows of blocks at one width.

pub mod wrap;
