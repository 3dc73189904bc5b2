//! Ranges as a reader wants them: the unit once.

/// `0.004 per year / 0.015 per year / 0.038 per year` as `0.004 / 0.015 / 0.038 per year`; others as they stand.
pub fn unit_once(range: &str) -> String {
    let parts: Vec<&str> = range.split(" / ").collect();
    let split = |part: &&str| {
        let (number, unit) = part.split_once(' ')?;
        Some((number.to_owned(), unit.to_owned()))
    };
    let halves: Option<Vec<(String, String)>> = parts.iter().map(split).collect();
    match halves.as_deref() {
        Some([(first, unit), rest @ ..])
            if !rest.is_empty() && rest.iter().all(|(_, other)| other == unit) =>
        {
            let numbers = rest.iter().map(|(number, _)| number.as_str());
            let numbers: Vec<&str> = std::iter::once(first.as_str()).chain(numbers).collect();
            format!("{} {unit}", numbers.join(" / "))
        }
        _ => range.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_unit_is_written_once() {
        assert_eq!(
            unit_once("0.004 per year / 0.015 per year / 0.038 per year"),
            "0.004 / 0.015 / 0.038 per year"
        );
        assert_eq!(
            unit_once("40 h / 4.17 days / 10.4 days"),
            "40 h / 4.17 days / 10.4 days"
        );
        assert_eq!(unit_once("2 / 4 / 8"), "2 / 4 / 8");
        assert_eq!(unit_once("18 km"), "18 km");
    }
}
