//! Days of the calendar, counted.

use super::calendar::{Date, Period};

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Day {
    /// The day that `date` is; `None` when it is no single day, or there is none such.
    pub fn of(date: Date) -> Option<Self> {
        let Period::Day { month, day } = date.period else {
            return None;
        };
        let year = date.year?;
        let is_real = (1..=12).contains(&month) && (1..=month_days(year, month)).contains(&day);
        is_real.then_some(Self { year, month, day })
    }

    /// The day `days` later. Years outside 1 to 9999 end at those.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self::at(self.number() + days)
    }

    /// 0 for a Monday.
    pub fn weekday(self) -> u8 {
        // 1 January of year 1 was a Monday.
        (self.number() - 1).rem_euclid(7) as u8
    }

    /// Its number, counted from 1 January of year 1, which is 1.
    pub fn number(self) -> i64 {
        let months = (1..self.month).map(|month| i64::from(month_days(self.year, month)));
        days_before(self.year) + months.sum::<i64>() + i64::from(self.day)
    }

    fn at(number: i64) -> Self {
        let number = number.clamp(1, days_before(10_000));
        let mut year = (number * 400 / 146_097 + 1).min(9999) as u16;
        while days_before(year) >= number {
            year -= 1;
        }
        while year < 9999 && days_before(year + 1) < number {
            year += 1;
        }
        let mut day = number - days_before(year);
        let mut month = 1;
        while day > i64::from(month_days(year, month)) {
            day -= i64::from(month_days(year, month));
            month += 1;
        }
        Self {
            year,
            month,
            day: day as u8,
        }
    }
}

/// Days of all years before `year`.
fn days_before(year: u16) -> i64 {
    let years = i64::from(year) - 1;
    years * 365 + years / 4 - years / 100 + years / 400
}

fn month_days(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u8::from(is_leap),
        _ => 31,
    }
}

/// The month `back` months before a month of a year; after it, if negative.
pub(super) fn month_before(year: u16, month: u8, back: i32) -> (u16, u8) {
    let months = i32::from(year) * 12 + i32::from(month) - 1 - back;
    let months = months.clamp(12, 9999 * 12 + 11);
    ((months / 12) as u16, (months % 12 + 1) as u8)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn day(year: u16, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    #[test]
    fn days_across_the_ends_of_months_and_years() {
        assert_eq!(day(2024, 3, 1).plus(-1), day(2024, 2, 29));
        assert_eq!(day(1900, 3, 1).plus(-1), day(1900, 2, 28));
        assert_eq!(day(2023, 12, 31).plus(1), day(2024, 1, 1));
        assert_eq!(day(1, 1, 1).plus(-5), day(1, 1, 1));
        assert_eq!(day(9999, 12, 31).plus(5), day(9999, 12, 31));
        assert_eq!(day(2000, 1, 1).weekday(), 5);
        assert_eq!(day(2024, 9, 15).weekday(), 6);
        assert_eq!(month_before(2024, 1, 1), (2023, 12));
        assert_eq!(month_before(2024, 9, -4), (2025, 1));
    }

    proptest! {
        #[test]
        fn a_number_is_a_day_and_back(number in 1_i64..3_652_059) {
            let day = Day::at(number);
            prop_assert_eq!(day.number(), number);
            prop_assert_eq!(day.plus(1).number(), number + 1);
        }
    }
}
