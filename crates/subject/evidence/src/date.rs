//! Dates that may be known to the day, the month or only the year.

use std::fmt;

use quantity::Date;

/// A date as the source gives it, and the days that it may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartialDate {
    text: String,
    first: Date,
    last: Date,
}

impl PartialDate {
    /// Reads `2026`, `2026-06`, `2026-06-01` or, for a time of several years, `2022-2025`.
    ///
    /// `None` where the text is none of these, or no such month or day exists.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = match text.len() {
            4 => (Date::new(year(text)?, 1, 1)?, new_years_eve(text)?),
            7 => month(text)?,
            9 => years(text)?,
            _ => {
                let day = Date::parse(text).ok()?;
                (day, day)
            }
        };
        let text = text.to_owned();
        (first <= last).then_some(Self { text, first, last })
    }

    /// What of it lies up to a day; `None` where it lies wholly after it. A vague date that may lie before it is taken to.
    #[must_use]
    pub fn up_to(&self, day: Date) -> Option<Self> {
        (self.first <= day).then(|| Self {
            last: self.last.min(day),
            ..self.clone()
        })
    }

    /// The date as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first day that it may mean.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last day that it may mean.
    pub fn last(&self) -> Date {
        self.last
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn new_years_eve(text: &str) -> Option<Date> {
    Date::new(year(text)?, 12, 31)
}

/// The first and the last day of `2026-06`.
fn month(text: &str) -> Option<(Date, Date)> {
    let first = Date::parse(&format!("{text}-01")).ok()?;
    Some((first, first.plus_months(1).plus_days(-1)))
}

/// The first and the last day of `2022-2025`.
fn years(text: &str) -> Option<(Date, Date)> {
    let (from, to) = text.split_once('-')?;
    Some((Date::new(year(from)?, 1, 1)?, new_years_eve(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> String {
        let date = PartialDate::parse(text).unwrap();
        assert_eq!(date.to_string(), text);
        format!("{} to {}", date.first(), date.last())
    }

    #[test]
    fn a_partial_date_spans_all_that_it_may_mean() {
        assert_eq!(span("2024"), "2024-01-01 to 2024-12-31");
        assert_eq!(span("2024-02"), "2024-02-01 to 2024-02-29");
        assert_eq!(span("2025-12"), "2025-12-01 to 2025-12-31");
        assert_eq!(span("2026-05-27"), "2026-05-27 to 2026-05-27");
        assert_eq!(span("2022-2025"), "2022-01-01 to 2025-12-31");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "24",
            "+024",
            "2024-13",
            "2024-1",
            "2024-02-30",
            "brochure",
            "2025-2022",
            "2024/05/01",
            "дата",
        ] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }
}
