//! The known name nearest to a misspelt one.

/// The nearest of the known names, the first of equals; `None` where more than a third of the letters are wrong.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (name.chars().count() / 3).max(1);
    let lower = name.to_lowercase();
    known
        .map(|other| {
            (
                strsim::damerau_levenshtein(&other.to_lowercase(), &lower),
                other,
            )
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}
