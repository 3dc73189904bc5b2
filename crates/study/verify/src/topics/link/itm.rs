//! Rows of the irregular-terrain model: `itm_p2p`, `itm_p2p_run`, `itm_p2p_cr` over profiles, `itm_area` without.

use propagation::itm::{
    AreaPath, Climate, EvenProfile, Prediction, Quantiles, Settings, Siting, Variability,
    VariabilityMode, area, point_to_point,
};
use propagation::{Ground, Masts, Polarisation};

use crate::row::{Inputs, Row, RowError};
use crate::tables::Shelf;

/// Ours for a row.
pub(crate) fn compute(row: &Row, shelf: &Shelf) -> Result<Vec<f64>, RowError> {
    let inputs = &row.inputs;
    let prediction = match row.group.as_str() {
        "itm_p2p" | "itm_p2p_run" => over_profile(inputs, shelf, time_location_situation(inputs)?),
        "itm_p2p_cr" => over_profile(inputs, shelf, confidence_reliability(inputs)?),
        "itm_area" => in_area(inputs, time_location_situation(inputs)?),
        _ => return Err(row.unknown_group()),
    }?;
    let ours = quantity(&row.quantity, &prediction).ok_or_else(|| row.unknown_quantity())?;
    Ok(vec![ours])
}

fn quantity(name: &str, prediction: &Prediction) -> Option<f64> {
    let ours = match name {
        "loss_db" | "a_db" => prediction.loss_db,
        "a_ref_db" => prediction.reference_db,
        "a_fs_db" => prediction.free_space_db,
        "theta_tx" => prediction.horizon_rad[0],
        "theta_rx" => prediction.horizon_rad[1],
        "d_hzn_tx_m" => prediction.horizon_m[0],
        "d_hzn_rx_m" => prediction.horizon_m[1],
        "he_tx_m" => prediction.effective_height_m[0],
        "he_rx_m" => prediction.effective_height_m[1],
        "n_s" => prediction.surface_refractivity_n,
        "delta_h_m" => prediction.delta_h_m,
        "mode" => f64::from(prediction.mode as u8),
        "warn" => f64::from(prediction.warnings.bits()),
        _ => return None,
    };
    Some(ours)
}

fn over_profile(
    inputs: &Inputs,
    shelf: &Shelf,
    quantiles: Quantiles,
) -> Result<Prediction, RowError> {
    let name = inputs.word("profile")?;
    let profile = shelf
        .profiles
        .get(name)
        .ok_or_else(|| not_a(name, "profile", "a profile of link_profiles.csv"))?;
    let profile = EvenProfile::of(profile).map_err(RowError::model)?;
    let variability = variability(inputs, quantiles)?;
    point_to_point(&profile, &settings(inputs)?, &variability).map_err(RowError::model)
}

fn in_area(inputs: &Inputs, quantiles: Quantiles) -> Result<Prediction, RowError> {
    let path = AreaPath {
        distance_m: inputs.number("d__km")? * 1e3,
        delta_h_m: inputs.number("delta_h__meter")?,
        siting: [
            siting(inputs, "tx_siting_criteria")?,
            siting(inputs, "rx_siting_criteria")?,
        ],
    };
    let variability = variability(inputs, quantiles)?;
    area(&path, &settings(inputs)?, &variability).map_err(RowError::model)
}

fn settings(inputs: &Inputs) -> Result<Settings, RowError> {
    Ok(Settings {
        masts: Masts {
            first_agl_m: inputs.number("h_tx__meter")?,
            last_agl_m: inputs.number("h_rx__meter")?,
        },
        frequency_hz: inputs.number("f__mhz")? * 1e6,
        polarisation: polarisation(inputs)?,
        ground: Ground {
            permittivity: inputs.number("epsilon")?,
            conductivity_s_m: inputs.number("sigma")?,
        },
        climate: numbered(inputs, "climate", "a climate, 1 to 7", Climate::from_number)?,
        refractivity_n: inputs.number("N_0")?,
    })
}

fn variability(inputs: &Inputs, quantiles: Quantiles) -> Result<Variability, RowError> {
    let expected = "a mode of variability";
    let mode = numbered(inputs, "mdvar", expected, VariabilityMode::from_number)?;
    Ok(Variability { mode, quantiles })
}

fn time_location_situation(inputs: &Inputs) -> Result<Quantiles, RowError> {
    Ok(Quantiles {
        time_percent: inputs.number("time")?,
        location_percent: inputs.number("location")?,
        situation_percent: inputs.number("situation")?,
    })
}

fn confidence_reliability(inputs: &Inputs) -> Result<Quantiles, RowError> {
    let (confidence, reliability) = (inputs.number("confidence")?, inputs.number("reliability")?);
    Ok(Quantiles::confidence_reliability(confidence, reliability))
}

fn polarisation(inputs: &Inputs) -> Result<Polarisation, RowError> {
    numbered(inputs, "pol", "0 horizontal or 1 vertical", |number| {
        [Polarisation::Horizontal, Polarisation::Vertical]
            .get(number)
            .copied()
    })
}

fn siting(inputs: &Inputs, name: &str) -> Result<Siting, RowError> {
    numbered(
        inputs,
        name,
        "0 random, 1 careful or 2 very careful",
        |number| {
            [Siting::Random, Siting::Careful, Siting::VeryCareful]
                .get(number)
                .copied()
        },
    )
}

/// An enumeration's member by its number in a row.
fn numbered<T>(
    inputs: &Inputs,
    name: &str,
    expected: &'static str,
    member: impl Fn(usize) -> Option<T>,
) -> Result<T, RowError> {
    member(inputs.count(name)?)
        .ok_or_else(|| not_a(inputs.word(name).unwrap_or_default(), name, expected))
}

fn not_a(found: &str, name: &str, expected: &'static str) -> RowError {
    RowError::NotA {
        name: name.to_owned(),
        found: found.to_owned(),
        expected,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::tables::Tables;

    /// NTIA's vectors, where they are at hand: `BARTIZAN_DATA` names the folder that holds `reference-published`.
    #[test]
    fn every_published_row_is_met() {
        let Some(data) = std::env::var_os("BARTIZAN_DATA") else {
            println!("passed by: BARTIZAN_DATA is not set");
            return;
        };
        let tables = Tables::Folder(PathBuf::from(data).join("reference-published"));
        let shelf = tables.shelf().unwrap();
        let all = tables.rows("link.csv").unwrap().unwrap();
        let rows: Vec<Row> = all
            .into_iter()
            .filter(|row| row.group.starts_with("itm"))
            .collect();
        assert!(!rows.is_empty());
        for row in rows {
            let (ours, right) = (compute(&row, &shelf).unwrap()[0], row.right[0]);
            let error = (ours - right).abs();
            assert!(
                error <= row.tolerance(right),
                "{}: {ours}, not {right}",
                row.id
            );
        }
    }
}
