//! Quotations in messages: what a file holds may be longer than any reader wants to see again.

/// Quotations are cut to so many characters.
const MOST: usize = 60;

/// A message whose quotations between backquotes are cut, with how long they are.
pub fn cut_quotes(message: &str) -> String {
    let mut parts = message.split('`');
    let mut told = parts.next().unwrap_or_default().to_owned();
    for (number, part) in parts.enumerate() {
        told.push('`');
        // Every other part stands between quotes.
        let is_quoted = number % 2 == 0;
        let length = part.chars().count();
        if is_quoted && length > MOST {
            told.extend(part.chars().take(MOST));
            told.push_str(&format!("… ({length} characters)"));
        } else {
            told.push_str(part);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_quotations_are_cut_and_short_ones_are_not() {
        let short = "`horizon` is `99 yeers`; did you mean `years`?";
        assert_eq!(cut_quotes(short), short);
        let long = format!("`horizon`: `{}` is no number", "9".repeat(5_000));
        let cut = cut_quotes(&long);
        assert!(cut.len() < 120, "{cut}");
        assert!(cut.starts_with("`horizon`: `999"), "{cut}");
        assert!(cut.ends_with("… (5000 characters)` is no number"), "{cut}");
        assert_eq!(cut_quotes("no quotes"), "no quotes");
        assert_eq!(cut_quotes("one ` alone"), "one ` alone");
    }
}
