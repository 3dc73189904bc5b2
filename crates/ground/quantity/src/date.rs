//! Calendar dates, and the years and months of the calendar.

use std::fmt;

use jiff::ToSpan;

/// A day of the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a date; expected year-month-day, as in 2026-06-01")]
pub struct DateError {
    /// The text as found.
    pub text: String,
}

impl Date {
    /// The day of that year, month (1 to 12) and day of the month; `None` where there is none.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Reads `2026-06-01`.
    ///
    /// # Errors
    /// [`DateError`] where the text is not a day of the calendar.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let well_formed = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| {
                if matches!(i, 4 | 7) {
                    b == b'-'
                } else {
                    b.is_ascii_digit()
                }
            });
        let parsed = well_formed.then(|| text.parse().ok()).flatten();
        parsed.map(Self).ok_or_else(|| DateError {
            text: text.to_owned(),
        })
    }

    /// The year of the calendar.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Whole days from `earlier` to this day; negative where `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        let days = |d: jiff::civil::Date| -> i64 {
            i64::from((d - jiff::civil::date(1970, 1, 1)).get_days())
        };
        days(self.0) - days(earlier.0)
    }

    /// The day so many days later; saturates at the ends of the calendar.
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.days()))
    }

    /// The same day so many calendar months later, or the month's last day where there is no such day.
    pub fn plus_months(self, months: i64) -> Self {
        Self(self.0.saturating_add(months.months()))
    }

    /// The first of January of a year, clamped to the calendar.
    pub fn new_year(year: i16) -> Self {
        Self(jiff::civil::Date::new(year, 1, 1).unwrap_or(jiff::civil::Date::MAX))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_of_the_calendar_only() {
        assert_eq!(Date::parse("2026-06-01").unwrap().to_string(), "2026-06-01");
        for wrong in [
            "2026-02-30",
            "2026-6-1",
            "yesterday",
            "2026-06-01T10:00",
            "",
        ] {
            assert!(Date::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn counts_days_and_months_by_the_calendar() {
        let start = Date::parse("2026-06-01").unwrap();
        let later = Date::parse("2038-06-01").unwrap();
        assert_eq!(later.days_since(start), 4383);
        assert_eq!(start.plus_days(4383), later);
        assert_eq!(start.plus_months(144), later);
        assert_eq!(start.plus_days(-1).to_string(), "2026-05-31");
    }
}
