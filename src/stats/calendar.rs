//! Points and stretches of the calendar, as far as a text names them.

use std::fmt;

/// What part of a [`Date`] is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A day of a month.
    Day {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// A month, 1 to 12.
    Month(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A half, 1 or 2.
    Half(u8),
    /// The whole year.
    Year,
    /// The ten years from the year given.
    Decade,
    /// A financial year.
    Fiscal,
}

/// A date as the text names it: the year may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year of our calendar; `None` in "20 July".
    pub year: Option<u16>,
    /// The part named.
    pub period: Period,
}

impl Date {
    /// A whole year.
    pub const fn year(year: u16) -> Self {
        Self {
            year: Some(year),
            period: Period::Year,
        }
    }

    /// The first day it covers, as year, month, day: what a timeline sorts by. `None` without a
    /// year.
    pub fn start(self) -> Option<(u16, u8, u8)> {
        let (month, day) = match self.period {
            Period::Day { month, day } => (month, day),
            Period::Month(month) => (month, 1),
            Period::Quarter(n) => (n * 3 - 2, 1),
            Period::Half(n) => (n * 6 - 5, 1),
            Period::Year | Period::Decade | Period::Fiscal => (1, 1),
        };
        Some((self.year?, month, day))
    }

    /// A number that is equal exactly when the dates are.
    pub(crate) fn key(self) -> u64 {
        let (form, a, b) = match self.period {
            Period::Day { month, day } => (0, month, day),
            Period::Month(month) => (1, month, 0),
            Period::Quarter(n) => (2, n, 0),
            Period::Half(n) => (3, n, 0),
            Period::Year => (4, 0, 0),
            Period::Decade => (5, 0, 0),
            Period::Fiscal => (6, 0, 0),
        };
        u64::from(self.year.map_or(0, |year| year + 1)) << 24
            | form << 16
            | u64::from(a) << 8
            | u64::from(b)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.period == Period::Fiscal {
            f.write_str("FY")?;
        }
        match self.year {
            Some(year) => write!(f, "{year}")?,
            None => f.write_str("XXXX")?,
        }
        match self.period {
            Period::Day { month, day } => write!(f, "-{month:02}-{day:02}"),
            Period::Month(month) => write!(f, "-{month:02}"),
            Period::Quarter(n) => write!(f, "-Q{n}"),
            Period::Half(n) => write!(f, "-H{n}"),
            Period::Decade => f.write_str("s"),
            Period::Year | Period::Fiscal => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_one_normal_form() {
        let date = |year, period| Date { year, period }.to_string();
        let day = Period::Day { month: 7, day: 20 };
        assert_eq!(date(Some(1958), day), "1958-07-20");
        assert_eq!(date(None, day), "XXXX-07-20");
        assert_eq!(date(Some(2024), Period::Month(3)), "2024-03");
        assert_eq!(date(None, Period::Quarter(3)), "XXXX-Q3");
        assert_eq!(date(Some(1990), Period::Decade), "1990s");
        assert_eq!(date(Some(2025), Period::Fiscal), "FY2025");
    }

    #[test]
    fn a_timeline_sorts_by_the_first_day() {
        let quarter = Date {
            year: Some(2024),
            period: Period::Quarter(2),
        };
        assert_eq!(quarter.start(), Some((2024, 4, 1)));
        assert!(Date::year(2023).start() < quarter.start());
    }
}
