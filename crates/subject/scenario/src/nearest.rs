//! The nearest known name to a misspelt one.

use std::cmp::Reverse;

/// The nearest of `known`, if any is near: at most a third of its letters differ, or one in a short name. Of names
/// equally near, the one that begins alike.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let allowed = (name.chars().count() / 3).clamp(1, 4);
    known
        .into_iter()
        .map(|k| {
            let other = k.to_lowercase();
            let distance = strsim::damerau_levenshtein(&other, &lower);
            (distance, Reverse(alike(&other, &lower)), k)
        })
        .filter(|(distance, ..)| *distance <= allowed)
        .min()
        .map(|(.., k)| k)
}

/// How many letters two names have in common at their beginning.
fn alike(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_leaves_strangers() {
        let known = ["range_max", "range_min", "reload"];
        assert_eq!(nearest("raneg_max", known), Some("range_max"));
        assert_eq!(nearest("altitude", known), None);
        assert_eq!(nearest("relod", known), Some("reload"));
    }
}
