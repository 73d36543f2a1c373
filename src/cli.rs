//! The command line.

pub mod outline;
pub mod stats;
