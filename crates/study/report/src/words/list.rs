//! Lists, numbers of things, money.

/// `a`, `a and b`, `a, b and c`.
pub fn and(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Dollars: `$0`, `$850,000`, `$12 million`, `$1.4 billion`.
pub fn money(usd: f64) -> String {
    let text = |value: f64, unit: &str| {
        let decimals = usize::from(value < 9.95);
        let number = format!("{value:.decimals$}");
        let number = number.strip_suffix(".0").unwrap_or(&number);
        format!("${number} {unit}")
    };
    if usd >= 999.5e6 {
        text(usd / 1e9, "billion")
    } else if usd >= 999.5e3 {
        text(usd / 1e6, "million")
    } else if usd >= 500.0 {
        format!("${:.0},000", usd / 1e3)
    } else if usd > 0.0 {
        "less than $1,000".to_owned()
    } else {
        "$0".to_owned()
    }
}

/// Millions of dollars for a table, without the unit: `0`, `<0.1`, `2.4`, `120`.
pub fn millions(usd: f64) -> String {
    count(usd / 1e6)
}

/// A mean count: `0`, `0.3`, `2.4`, `12`.
pub fn count(value: f64) -> String {
    if value <= 0.0 {
        "0".to_owned()
    } else if value < 0.05 {
        "<0.1".to_owned()
    } else if value < 9.95 {
        let text = format!("{value:.1}");
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    } else {
        format!("{value:.0}")
    }
}

/// First letter in upper case.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// With a full stop at the end, once.
pub fn sentence(text: &str) -> String {
    let text = capital(text.trim());
    if text.ends_with(['.', '?', '!']) {
        text
    } else {
        text + "."
    }
}

/// `no-contract` as `no contract`: for words that a newer run holds and this program does not know.
pub fn plain(word: &str) -> String {
    word.replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(and(&items), "a, b and c");
        assert_eq!(and(&items[..2]), "a and b");
        assert_eq!(and(&items[..1]), "a");
        assert_eq!(and(&[]), "");
    }

    #[test]
    fn dollars() {
        for (usd, words) in [
            (0.0, "$0"),
            (20.0, "less than $1,000"),
            (850_000.0, "$850,000"),
            (12.3e6, "$12 million"),
            (3.04e6, "$3 million"),
            (1.44e9, "$1.4 billion"),
        ] {
            assert_eq!(money(usd), words);
        }
    }

    #[test]
    fn counts_and_sentences() {
        assert_eq!(count(2.44), "2.4");
        assert_eq!(count(3.0), "3");
        assert_eq!(count(0.01), "<0.1");
        assert_eq!(sentence("élan"), "Élan.");
        assert_eq!(sentence("Why?"), "Why?");
        assert_eq!(plain("no-contract"), "no contract");
    }
}
