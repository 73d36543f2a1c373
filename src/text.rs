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

/// What the system says of an error, without the number it has for it: "No such file or directory (os error
/// 2)" is written by the standard library.
pub fn without_number(error: &str) -> &str {
    error.split(" (os error").next().unwrap_or(error)
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_error_is_told_without_its_number() {
        let error = std::io::Error::from_raw_os_error(2).to_string();
        assert!(error.ends_with(')'));
        assert_eq!(
            format!("{} (os error 2)", super::without_number(&error)),
            error
        );
        assert_eq!(
            super::without_number("it ends (at last)"),
            "it ends (at last)"
        );
    }
}
