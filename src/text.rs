//! Everything that is true of characters, whatever document they stand in.
//!
//! [`clean`] is the gate between bytes from outside and the terminal, [`width`] counts terminal
//! cells, [`letters`] tells letters from other characters, [`fold`] makes two spellings of the same words
//! equal, [`sentence`] finds where one ends.

pub(crate) mod classes;
pub mod clean;
pub mod fold;
pub mod letters;
pub mod sentence;
pub mod width;

pub use clean::{Clean, CleanString};
pub use width::cells;

/// What the system says of an error, without the number it has for it: "No such file or directory (os error
/// 2)" is written by the standard library.
pub fn without_number(error: &str) -> &str {
    error.split(" (os error").next().unwrap_or(error)
}

/// `number` as people write it: `1012` as `1,012`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How many there are: `1 word`, `1,012 words`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", grouped(number))
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_grouped_by_thousands() {
        let check = |number, expected| assert_eq!(super::grouped(number), expected);
        check(0, "0");
        check(999, "999");
        check(1012, "1,012");
        check(1_234_567, "1,234,567");
    }

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
