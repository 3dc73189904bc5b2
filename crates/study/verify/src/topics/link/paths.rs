//! Free space and flat ground.

use propagation::{OverFlatGround, free_space_loss_db, fresnel_radius_m};

use super::frequency_hz;
use crate::row::{Row, RowError};

/// Ours for a row.
pub(super) fn compute(row: &Row) -> Result<Vec<f64>, RowError> {
    let number = |name: &str| row.inputs.number(name);
    let value = match (row.group.as_str(), row.quantity.as_str()) {
        ("fspl", "loss_db") => free_space_loss_db(number("distance_m")?, frequency_hz(row)?),
        ("fresnel", "radius_m") => {
            let d1 = number("d1_m")?;
            let d2 = number("distance_m")? - d1;
            let zone = row.inputs.count("zone")? as u32;
            fresnel_radius_m(zone, d1, d2, frequency_hz(row)?)
        }
        ("two_ray", "loss_db") => flat(row)?
            .two_ray_loss_db(frequency_hz(row)?, number("reflection")?)
            .map_err(RowError::model)?,
        ("two_ray", "plane_earth_db") => {
            flat(row)?.plane_earth_loss_db().map_err(RowError::model)?
        }
        _ => return Err(row.unknown_quantity()),
    };
    Ok(vec![value])
}

fn flat(row: &Row) -> Result<OverFlatGround, RowError> {
    Ok(OverFlatGround {
        first_m: row.inputs.number("h_tx_m")?,
        last_m: row.inputs.number("h_rx_m")?,
        distance_m: row.inputs.number("ground_distance_m")?,
    })
}
