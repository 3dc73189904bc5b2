//! Edges, profiles and the round Earth.

use propagation::{
    EffectiveEarth, Ground, Masts, Path, Polarisation, Profile, SPEED_OF_LIGHT_M_S, SphericalPath,
    knife_edge_loss_db, knife_edge_loss_exact_db, knife_edge_nu,
};

use super::frequency_hz;
use crate::row::{Row, RowError};
use crate::tables::Shelf;

/// Ours for a row.
pub(super) fn compute(row: &Row, shelf: &Shelf) -> Result<Vec<f64>, RowError> {
    let value = match row.group.as_str() {
        "knife_edge" => knife_edge(row),
        "spherical" => spherical(row),
        "bullington" => bullington(row, shelf),
        "delta_bullington" => delta_bullington(row, shelf),
        "deygout" => deygout(row, shelf),
        _ => Err(row.unknown_group()),
    };
    Ok(vec![value?])
}

fn knife_edge(row: &Row) -> Result<f64, RowError> {
    let number = |name: &str| row.inputs.number(name);
    let nu = || {
        let (d1, d2) = (number("d1_m")?, number("d2_m")?);
        let over = number("edge_above_line_m")?;
        Ok::<_, RowError>(knife_edge_nu(over, d1, d2, frequency_hz(row)?))
    };
    match row.quantity.as_str() {
        "j_approx_db" => Ok(knife_edge_loss_db(number("nu")?)),
        "j_exact_db" => Ok(knife_edge_loss_exact_db(number("nu")?)),
        "nu" => nu(),
        "loss_db" => Ok(knife_edge_loss_db(nu()?)),
        _ => Err(row.unknown_quantity()),
    }
}

fn spherical(row: &Row) -> Result<f64, RowError> {
    let number = |name: &str| row.inputs.number(name);
    let polarisation = match row.quantity.as_str() {
        "loss_h_db" => Polarisation::Horizontal,
        "loss_v_db" => Polarisation::Vertical,
        _ => return Err(row.unknown_quantity()),
    };
    let path = SphericalPath {
        distance_m: number("distance_m")?,
        first_m: number("h_tx_m")?,
        last_m: number("h_rx_m")?,
        frequency_hz: number("freq_hz")?,
        earth: earth(row)?,
        ground: Ground {
            permittivity: number("eps_r")?,
            conductivity_s_m: number("sigma_s_m")?,
        },
        polarisation,
    };
    path.loss_at_speed_of_light_db(row.inputs.number_or("c_mps", SPEED_OF_LIGHT_M_S)?)
        .map_err(RowError::model)
}

fn bullington(row: &Row, shelf: &Shelf) -> Result<f64, RowError> {
    let edge = path(row, profile(row, shelf)?)?.bullington();
    match row.quantity.as_str() {
        "loss_db" => Ok(edge.loss_db),
        "nu_max" => Ok(edge.nu),
        _ => Err(row.unknown_quantity()),
    }
}

/// The published figures name neither ground nor polarisation: land and horizontal fit them best (the table's README).
fn delta_bullington(row: &Row, shelf: &Shelf) -> Result<f64, RowError> {
    if row.inputs.number_or("land_only", 1.0)? != 1.0 {
        return Err(RowError::NotA {
            name: "land_only".to_owned(),
            found: row.inputs.word("land_only")?.to_owned(),
            expected: "1: a path over land alone",
        });
    }
    let loss = path(row, profile(row, shelf)?)?
        .delta_bullington(Ground::LAND, Polarisation::Horizontal)
        .map_err(RowError::model)?;
    match row.quantity.as_str() {
        "bullington_actual_db" => Ok(loss.actual_db),
        "bullington_smooth_db" => Ok(loss.smooth_db),
        "spherical_db" => Ok(loss.spherical_db),
        "delta_bullington_db" | "delta_bullington_own_h_db" => Ok(loss.loss_db),
        _ => Err(row.unknown_quantity()),
    }
}

fn deygout(row: &Row, shelf: &Shelf) -> Result<f64, RowError> {
    let edges = path(row, profile(row, shelf)?)?.deygout();
    match row.quantity.as_str() {
        "loss_db" => Ok(edges.loss_db()),
        "loss_p526_cascaded_db" => Ok(edges.loss_p526_db()),
        "main_edge_index" => Ok(edges.main.map_or(f64::NAN, |edge| edge.index as f64)),
        _ => Err(row.unknown_quantity()),
    }
}

fn profile<'a>(row: &Row, shelf: &'a Shelf) -> Result<&'a Profile, RowError> {
    let name = row.inputs.word("profile")?;
    shelf.profiles.get(name).ok_or_else(|| RowError::NotA {
        name: "profile".to_owned(),
        found: name.to_owned(),
        expected: "a profile of `link_profiles.csv`",
    })
}

fn path<'a>(row: &Row, profile: &'a Profile) -> Result<Path<'a>, RowError> {
    let masts = Masts {
        first_agl_m: row.inputs.number("h_tx_agl_m")?,
        last_agl_m: row.inputs.number("h_rx_agl_m")?,
    };
    let speed = row.inputs.number_or("c_mps", SPEED_OF_LIGHT_M_S)?;
    Path::new(profile, masts, row.inputs.number("freq_hz")?, earth(row)?)
        .and_then(|path| path.at_speed_of_light(speed))
        .map_err(RowError::model)
}

fn earth(row: &Row) -> Result<EffectiveEarth, RowError> {
    EffectiveEarth::from_radius_m(row.inputs.number("ae_m")?).map_err(RowError::model)
}
