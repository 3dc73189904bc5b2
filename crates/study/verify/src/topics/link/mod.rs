//! Rows of `link.csv`: each file a family of groups.

mod budget;
mod diffraction;
mod itm;
mod paths;

use propagation::SPEED_OF_LIGHT_M_S;

use crate::row::{Row, RowError};
use crate::tables::Shelf;

/// Ours for a row.
pub(crate) fn compute(row: &Row, shelf: &Shelf) -> Result<Vec<f64>, RowError> {
    match row.group.as_str() {
        itm if itm.starts_with("itm") => itm::compute(row, shelf),
        "fspl" | "fresnel" | "two_ray" => paths::compute(row),
        "budget" | "reliability" => budget::compute(row),
        _ => diffraction::compute(row, shelf),
    }
}

/// The row's frequency \[Hz\]; at another speed of light than ours the one that has the row's wavelength.
fn frequency_hz(row: &Row) -> Result<f64, RowError> {
    let speed = row.inputs.number_or("c_mps", SPEED_OF_LIGHT_M_S)?;
    Ok(row.inputs.number("freq_hz")? * (SPEED_OF_LIGHT_M_S / speed))
}
