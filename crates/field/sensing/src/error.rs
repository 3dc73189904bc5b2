//! A figure out of its domain.

/// Why a detector cannot be made from some figures.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SensingError {
    /// A figure out of its domain.
    #[error("the {figure} is {found}; it must be {wanted}")]
    OutsideDomain {
        /// Which figure.
        figure: &'static str,
        /// Its value.
        found: f64,
        /// Its domain.
        wanted: &'static str,
    },
}

/// Passes a figure that holds, refuses it by name otherwise.
pub(crate) fn require(
    holds: bool,
    figure: &'static str,
    found: f64,
    wanted: &'static str,
) -> Result<(), SensingError> {
    if holds {
        Ok(())
    } else {
        Err(SensingError::OutsideDomain {
            figure,
            found,
            wanted,
        })
    }
}

/// Passes a finite figure above zero.
pub(crate) fn require_positive(figure: &'static str, found: f64) -> Result<(), SensingError> {
    require(
        found > 0.0 && found.is_finite(),
        figure,
        found,
        "above 0 and finite",
    )
}
