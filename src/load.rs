//! Opens a source, detects its format, builds the index, and gives chunks on demand.

pub mod boilerplate;
pub mod heading;
pub mod plain;
pub mod source;

pub use source::{LoadError, Source};
