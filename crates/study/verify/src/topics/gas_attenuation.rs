//! Rows of `gas_attenuation.csv`.

use propagation::{
    Air, GasAttenuation, Phase, k_factor, k_factor_of_radius, reference_refractivity, refractivity,
    saturation_vapour_pressure_hpa, vapour_density_g_m3,
};

use crate::row::{Row, RowError};
use crate::tables::Shelf;

/// Ours for a row.
pub(crate) fn compute(row: &Row, _: &Shelf) -> Result<Vec<f64>, RowError> {
    let value = match row.group.as_str() {
        "specific" | "itu_validation" => specific(row),
        "terrestrial" => terrestrial(row),
        "refractivity" => bending(row),
        _ => Err(row.unknown_group()),
    };
    Ok(vec![value?])
}

fn specific(row: &Row) -> Result<f64, RowError> {
    edition(row)?;
    let gases = GasAttenuation::specific(frequency_hz(row)?, air(row)?).map_err(RowError::model)?;
    match row.quantity.as_str() {
        "gamma_oxygen" => Ok(gases.oxygen),
        "gamma_water" => Ok(gases.water_vapour),
        _ => Err(row.unknown_quantity()),
    }
}

fn terrestrial(row: &Row) -> Result<f64, RowError> {
    edition(row)?;
    let length_m = row.inputs.number("path_km")? * 1e3;
    match row.quantity.as_str() {
        "loss_db" => GasAttenuation::level_path(frequency_hz(row)?, length_m, air(row)?)
            .map(GasAttenuation::sum)
            .map_err(RowError::model),
        _ => Err(row.unknown_quantity()),
    }
}

fn bending(row: &Row) -> Result<f64, RowError> {
    let number = |name: &str| row.inputs.number(name);
    let answer = match row.quantity.as_str() {
        "n_units" => refractivity(
            number("dry_pressure_hpa")?,
            number("vapour_pressure_hpa")?,
            number("temp_k")?,
        ),
        "saturation_vapour_pressure_hpa" => {
            saturation_vapour_pressure_hpa(number("temp_c")?, number("pressure_hpa")?, phase(row)?)
        }
        "vapour_density_gm3" => {
            vapour_density_g_m3(number("vapour_pressure_hpa")?, number("temp_k")?)
        }
        "n_units_reference_atmosphere" => reference_refractivity(
            number("height_km")? * 1e3,
            number("n0")?,
            number("h0_km")? * 1e3,
        ),
        "k_factor" => k_factor(number("dn_dh_n_per_km")?),
        "k_factor_exact_radius" => {
            k_factor_of_radius(number("dn_dh_n_per_km")?, number("earth_radius_km")? * 1e3)
        }
        _ => return Err(row.unknown_quantity()),
    };
    answer.map_err(RowError::model)
}

/// Both editions have the same lines and formulas in annex 1.
fn edition(row: &Row) -> Result<(), RowError> {
    super::of_editions(row, &["P.676-12", "P.676-13"], "P.676-12 or P.676-13")
}

fn frequency_hz(row: &Row) -> Result<f64, RowError> {
    Ok(row.inputs.number("freq_ghz")? * 1e9)
}

fn air(row: &Row) -> Result<Air, RowError> {
    Ok(Air {
        dry_pressure_hpa: row.inputs.number("dry_pressure_hpa")?,
        temperature_k: row.inputs.number("temp_k")?,
        vapour_density_g_m3: row.inputs.number("vapour_density_gm3")?,
    })
}

fn phase(row: &Row) -> Result<Phase, RowError> {
    match row.inputs.word("phase")? {
        "water" => Ok(Phase::Water),
        "ice" => Ok(Phase::Ice),
        found => Err(RowError::NotA {
            name: "phase".to_owned(),
            found: found.to_owned(),
            expected: "water or ice",
        }),
    }
}
