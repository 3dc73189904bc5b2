//! The value of a formula that stands in a row, such as `x1 + 2 x2^2 + 3 x1 x3` or `sin(2 x1) + exp(x2)`.
//!
//! Numbers, x1 to xn, `pi`, + - * / ^, brackets and the common functions; factors side by side are multiplied.

/// The value where the inputs have these values; none where the text is no such formula.
pub(super) fn value(text: &str, x: &[f64]) -> Option<f64> {
    let mut reader = Reader { rest: text, x };
    let value = reader.sum()?;
    reader.skip();
    reader.rest.is_empty().then_some(value)
}

struct Reader<'a> {
    rest: &'a str,
    x: &'a [f64],
}

impl<'a> Reader<'a> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, sign: &str) -> bool {
        self.skip();
        let after = self.rest.strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn sum(&mut self) -> Option<f64> {
        let mut sum = self.product()?;
        loop {
            if self.take("+") {
                sum += self.product()?;
            } else if self.take("-") {
                sum -= self.product()?;
            } else {
                return Some(sum);
            }
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut product = self.signed()?;
        loop {
            // `**` is a power, and read where powers are.
            if self.take("*") || self.begins_a_factor() {
                product *= self.signed()?;
            } else if self.take("/") {
                product /= self.signed()?;
            } else {
                return Some(product);
            }
        }
    }

    fn begins_a_factor(&mut self) -> bool {
        self.skip();
        let next = self.rest.chars().next();
        next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '(' || c == '.')
    }

    fn signed(&mut self) -> Option<f64> {
        if self.take("-") {
            return Some(-self.signed()?);
        }
        self.take("+");
        self.power()
    }

    fn power(&mut self) -> Option<f64> {
        let base = self.atom()?;
        if self.take("**") || self.take("^") {
            let exponent = self.signed()?;
            let whole = exponent.fract() == 0.0 && exponent.abs() < 1e3;
            return Some(if whole {
                base.powi(exponent as i32)
            } else {
                base.powf(exponent)
            });
        }
        Some(base)
    }

    fn atom(&mut self) -> Option<f64> {
        if self.take("(") {
            let value = self.sum()?;
            return self.take(")").then_some(value);
        }
        self.skip();
        let starts_with_letter = self.rest.starts_with(|c: char| c.is_ascii_alphabetic());
        if !starts_with_letter {
            let number = self.word(|c| c.is_ascii_digit() || c == '.');
            return number.parse().ok();
        }
        let word = self.word(|c| c.is_ascii_alphanumeric());
        if let Some(place) = word.strip_prefix('x').and_then(|n| n.parse::<usize>().ok()) {
            return self.x.get(place.checked_sub(1)?).copied();
        }
        if word == "pi" {
            return Some(std::f64::consts::PI);
        }
        let argument = if self.take("(") {
            self.sum()?
        } else {
            return None;
        };
        if !self.take(")") {
            return None;
        }
        Some(match word {
            "sin" => argument.sin(),
            "cos" => argument.cos(),
            "tan" => argument.tan(),
            "exp" => argument.exp(),
            "log" | "ln" => argument.ln(),
            "sqrt" => argument.sqrt(),
            "abs" => argument.abs(),
            _ => return None,
        })
    }

    fn word(&mut self, of: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !of(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn formulas_have_their_value() {
        let x = [2.0, 3.0, 0.5];
        for (text, right) in [
            ("x1 + 2 x2^2 + 3 x1 x3", 23.0),
            ("-x1^2", -4.0),
            ("2*x1**3 - x2/x3", 10.0),
            ("(x1 + x2)(x1 - x2)", -5.0),
            ("sqrt(x1 x1) + abs(-x3)", 2.5),
            ("sin(pi x3) + exp(0) - ln(1.0)", 2.0),
            ("2 x1 x2 x3 - 1.5", 4.5),
        ] {
            assert!((value(text, &x).unwrap() - right).abs() < 1e-14, "{text}");
        }
    }

    #[test]
    fn what_is_no_formula_has_none() {
        for text in [
            "", "x4", "x0", "2 +", "(x1", "wave(x1)", "x1 & x2", "sin x1",
        ] {
            assert_eq!(value(text, &[1.0, 2.0]), None, "{text}");
        }
    }
}
