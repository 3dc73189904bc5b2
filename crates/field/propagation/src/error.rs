//! A path or a figure that the models do not cover.

/// Why a loss cannot be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PropagationError {
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
    /// A profile that is no path.
    #[error("the terrain profile {fault}")]
    Profile {
        /// What is wrong with it.
        fault: &'static str,
    },
    /// A sounding that is none.
    #[error("the sounding {fault}")]
    Sounding {
        /// What is wrong with it.
        fault: &'static str,
    },
}

/// Passes a figure that holds, refuses it by name otherwise.
pub(crate) fn require(
    holds: bool,
    figure: &'static str,
    found: f64,
    wanted: &'static str,
) -> Result<(), PropagationError> {
    if holds {
        Ok(())
    } else {
        Err(PropagationError::OutsideDomain {
            figure,
            found,
            wanted,
        })
    }
}
