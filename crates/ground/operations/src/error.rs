//! Why a formula has no answer, and the checks that the modules share.

/// Why a formula has no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OperationsError {
    /// A figure lies outside the formula's domain.
    #[error("{name} is {value}; expected {expected}")]
    Outside {
        /// Which figure.
        name: &'static str,
        /// Its value.
        value: f64,
        /// The domain, in words.
        expected: &'static str,
    },
    /// More arrives than can be served, so the queue grows for ever.
    #[error(
        "{arriving} arrive for every {served} that can be served; the queue has no steady state"
    )]
    Unstable {
        /// Arrivals in a unit of time.
        arriving: f64,
        /// The most that can be served in it.
        served: f64,
    },
    /// The answer would need more terms than are ever summed.
    #[error("{what} needs more than {most} terms")]
    TooLarge {
        /// What would be summed or listed.
        what: &'static str,
        /// The most that is.
        most: usize,
    },
    /// Lists that belong together differ in length, or one is empty.
    #[error("{what}: {found}; expected {expected}")]
    Lengths {
        /// Which lists.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// The flows never settle.
    #[error("the stocks have no equilibrium: people stay for ever or multiply")]
    NoEquilibrium,
}

/// More terms than any table of stocks needs; 80 MB of them.
pub(crate) const MOST_TERMS: usize = 10_000_000;

pub(crate) fn within(
    name: &'static str,
    value: f64,
    right: impl Fn(f64) -> bool,
    expected: &'static str,
) -> Result<(), OperationsError> {
    if value.is_finite() && right(value) {
        return Ok(());
    }
    Err(OperationsError::Outside {
        name,
        value,
        expected,
    })
}

pub(crate) fn positive(name: &'static str, value: f64) -> Result<(), OperationsError> {
    within(name, value, |value| value > 0.0, "more than 0")
}

pub(crate) fn not_negative(name: &'static str, value: f64) -> Result<(), OperationsError> {
    within(name, value, |value| value >= 0.0, "0 or more")
}

pub(crate) fn share(name: &'static str, value: f64) -> Result<(), OperationsError> {
    within(
        name,
        value,
        |value| (0.0..=1.0).contains(&value),
        "a share from 0 to 1",
    )
}

pub(crate) fn at_least_one(name: &'static str, count: u32) -> Result<(), OperationsError> {
    within(name, f64::from(count), |count| count >= 1.0, "1 or more")
}

pub(crate) fn countable(what: &'static str, terms: usize) -> Result<(), OperationsError> {
    if terms <= MOST_TERMS {
        return Ok(());
    }
    let most = MOST_TERMS;
    Err(OperationsError::TooLarge { what, most })
}

pub(crate) fn as_many(
    what: &'static str,
    found: usize,
    expected: usize,
) -> Result<(), OperationsError> {
    if found == expected && found > 0 {
        return Ok(());
    }
    Err(OperationsError::Lengths {
        what,
        found,
        expected: expected.max(1),
    })
}
