//! Dates and durations in words.

use quantity::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `June 2031`.
pub fn month_year(date: Date) -> String {
    format!("{} {}", month(date), date.year())
}

/// `23 November 2026`.
pub fn day_month_year(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// A day as it stands in `study.json`, in words; as it stands where it is no date.
pub fn written(day: &str) -> String {
    Date::parse(day).map_or_else(|_| day.to_owned(), day_month_year)
}

fn month(date: Date) -> &'static str {
    let index = usize::try_from(date.month() - 1).unwrap_or(0);
    MONTHS.get(index).copied().unwrap_or("January")
}

/// Days in a month as a quantity.
pub const DAYS_PER_MONTH: f64 = 365.25 / 12.0;

/// Days as months or years: `less than a month`, `7 months`, `2½ years`, `12 years`.
pub fn duration(days: f64) -> String {
    let months = days / DAYS_PER_MONTH;
    if months < 0.95 {
        return "less than a month".to_owned();
    }
    if months < 1.5 {
        return "1 month".to_owned();
    }
    if months < 23.5 {
        return format!("{months:.0} months");
    }
    let halves = (months / 6.0).round();
    let years = (halves / 2.0).floor();
    if halves % 2.0 == 0.0 {
        format!("{years:.0} years")
    } else {
        format!("{years:.0}½ years")
    }
}

/// Months for a table: one decimal below ten, whole above, `<0.1` for a trace.
pub fn months(months: f64) -> String {
    if months <= 0.0 {
        "0".to_owned()
    } else if months < 0.05 {
        "<0.1".to_owned()
    } else if months < 9.95 {
        format!("{months:.1}")
    } else {
        format!("{months:.0}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_a_person_writes_them() {
        let date = Date::parse("2031-06-09").unwrap();
        assert_eq!(month_year(date), "June 2031");
        assert_eq!(day_month_year(date), "9 June 2031");
        assert_eq!(written("2026-11-23"), "23 November 2026");
        assert_eq!(written("soon"), "soon");
    }

    #[test]
    fn durations_carry_no_false_digits() {
        assert_eq!(duration(10.0), "less than a month");
        assert_eq!(duration(31.0), "1 month");
        assert_eq!(duration(213.0), "7 months");
        assert_eq!(duration(913.0), "2½ years");
        assert_eq!(duration(4_383.0), "12 years");
    }

    #[test]
    fn months_of_a_table() {
        assert_eq!(months(0.0), "0");
        assert_eq!(months(0.02), "<0.1");
        assert_eq!(months(1.48), "1.5");
        assert_eq!(months(29.9), "30");
    }
}
