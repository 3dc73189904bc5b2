//! Rows of `rain.csv`.

use propagation::{C0Reading, RainCoefficients, RainPath, radar_reflectivity_dbz};

use crate::row::{Row, RowError};
use crate::tables::Shelf;

/// Ours for a row.
pub(crate) fn compute(row: &Row, _: &Shelf) -> Result<Vec<f64>, RowError> {
    let value = match row.group.as_str() {
        "coefficients" | "specific" | "itu_validation" => of_rate(row),
        "p530_path" => over_path(row),
        "zr" => reflectivity(row),
        _ => Err(row.unknown_group()),
    };
    Ok(vec![value?])
}

fn of_rate(row: &Row) -> Result<f64, RowError> {
    super::of_editions(row, &["P.838-3"], "P.838-3")?;
    let rain = RainCoefficients::at(
        row.inputs.number("freq_ghz")? * 1e9,
        radians(row, "elevation_deg")?,
        radians(row, "tilt_deg")?,
    )
    .map_err(RowError::model)?;
    match row.quantity.as_str() {
        "k" => Ok(rain.k),
        "alpha" => Ok(rain.alpha),
        "gamma_rain" => rain
            .specific_db_km(row.inputs.number("rain_mmh")?)
            .map_err(RowError::model),
        _ => Err(row.unknown_quantity()),
    }
}

fn over_path(row: &Row) -> Result<f64, RowError> {
    super::of_editions(row, &["P.530-17"], "P.530-17")?;
    let path = RainPath {
        length_m: row.inputs.number("path_km")? * 1e3,
        frequency_hz: row.inputs.number("freq_ghz")? * 1e9,
        elevation_rad: radians(row, "elevation_deg")?,
        tilt_rad: radians(row, "tilt_deg")?,
        rain_001_mm_h: row.inputs.number("r001_mmh")?,
    };
    let fade = path.fade(reading(row)?).map_err(RowError::model)?;
    match row.quantity.as_str() {
        "a001_db" => Ok(fade.at_001_db),
        "ap_db" => fade
            .exceeded_db(row.inputs.number("percent")?)
            .map_err(RowError::model),
        _ => Err(row.unknown_quantity()),
    }
}

fn reading(row: &Row) -> Result<C0Reading, RowError> {
    if !row.inputs.has("c0_reading") {
        return Ok(C0Reading::default());
    }
    match row.inputs.word("c0_reading")? {
        "exponent_on_ratio" => Ok(C0Reading::ExponentOnRatio),
        "exponent_on_log" => Ok(C0Reading::ExponentOnLog),
        found => Err(RowError::NotA {
            name: "c0_reading".to_owned(),
            found: found.to_owned(),
            expected: "exponent_on_ratio or exponent_on_log",
        }),
    }
}

fn reflectivity(row: &Row) -> Result<f64, RowError> {
    let number = |name: &str| row.inputs.number(name);
    match row.quantity.as_str() {
        "dbz" => radar_reflectivity_dbz(number("rain_mmh")?, number("a")?, number("b")?)
            .map_err(RowError::model),
        _ => Err(row.unknown_quantity()),
    }
}

fn radians(row: &Row, name: &str) -> Result<f64, RowError> {
    Ok(row.inputs.number(name)?.to_radians())
}
