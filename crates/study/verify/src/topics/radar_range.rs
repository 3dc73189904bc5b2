//! Rows of `radar_range.csv`.

use sensing::jamming::{Jammer, SelfScreening};
use sensing::{
    BOLTZMANN_J_K, LIGHT_M_S, Legs, Losses, RadarEquation, Receiver, SearchEquation, SensingError,
    T0_K, rcs, solid_angle_sr, system_temperature_k, waveform, wavelength_at_speed_m,
};

use crate::row::{Row, RowError};
use crate::tables::Shelf;

/// Ours for a row: groups that differ in their source alone share a computation.
pub(crate) fn compute(row: &Row, _: &Shelf) -> Result<Vec<f64>, RowError> {
    let group = row.group.as_str();
    let answer = match group.split('_').next().unwrap_or(group) {
        "snr" | "rng" | "power" | "echo" => radar(row)?,
        "search" => search(row)?,
        "unambiguous" | "resolution" | "doppler" => wave(row)?,
        "noise" => noise(row)?,
        "rcs" => body(row)?,
        "jam" => jamming(row)?,
        _ => return Err(row.unknown_group()),
    };
    Ok(vec![answer])
}

fn model<T>(made: Result<T, SensingError>) -> Result<T, RowError> {
    made.map_err(RowError::model)
}

fn number(row: &Row, name: &str) -> Result<f64, RowError> {
    row.inputs.number(name)
}

fn radar(row: &Row) -> Result<f64, RowError> {
    let power = row.quantity != "peak_power_w";
    let radar = RadarEquation {
        power_w: if power { number(row, "pt_w")? } else { 1.0 },
        wavelength_m: wavelength_m(row)?,
        transmit_gain_db: number(row, "gain_tx_db")?,
        receive_gain_db: row
            .inputs
            .number_or("gain_rx_db", number(row, "gain_tx_db")?)?,
        receiver: receiver(row)?,
        losses: losses(row)?,
    };
    let rcs_m2 = number(row, "rcs_m2")?;
    match row.quantity.as_str() {
        "snr_db" => model(radar.snr_db(legs(row)?, rcs_m2)),
        "max_range_m" => model(radar.max_range_m(number(row, "snr_req_db")?, rcs_m2)),
        "peak_power_w" => {
            model(radar.required_power_w(number(row, "snr_req_db")?, legs(row)?, rcs_m2))
        }
        "pr_w" => model(radar.echo_w(legs(row)?, rcs_m2)),
        _ => Err(row.unknown_quantity()),
    }
}

/// A lumped loss, nought where the row names none.
fn losses(row: &Row) -> Result<Losses, RowError> {
    Ok(Losses::lumped(row.inputs.number_or("loss_db", 0.0)?))
}

fn legs(row: &Row) -> Result<Legs, RowError> {
    let out_m = number(row, "range_tx_m")?;
    let back_m = row.inputs.number_or("range_rx_m", out_m)?;
    Ok(Legs { out_m, back_m })
}

fn light_m_s(row: &Row) -> Result<f64, RowError> {
    row.inputs.number_or("c_mps", LIGHT_M_S)
}

fn wavelength_m(row: &Row) -> Result<f64, RowError> {
    if row.inputs.has("wavelength_m") {
        return number(row, "wavelength_m");
    }
    model(wavelength_at_speed_m(
        number(row, "freq_hz")?,
        light_m_s(row)?,
    ))
}

/// Noise of a bandwidth, or of a filter matched to the pulse; a row that asks for neither (an echo's power) has some.
fn receiver(row: &Row) -> Result<Receiver, RowError> {
    let bandwidth_hz = if row.inputs.has("bandwidth_hz") {
        number(row, "bandwidth_hz")?
    } else {
        1.0 / row.inputs.number_or("tau_s", 1.0)?
    };
    let figure_db = row.inputs.number_or("noise_figure_db", 0.0)?;
    let receiver = model(Receiver::of_noise_figure(figure_db, bandwidth_hz))?;
    let receiver = model(receiver.at_temperature(row.inputs.number_or("temp_k", T0_K)?))?;
    model(receiver.with_boltzmann(row.inputs.number_or("boltzmann", BOLTZMANN_J_K)?))
}

fn search(row: &Row) -> Result<f64, RowError> {
    match row.quantity.as_str() {
        "solid_angle_sr" => sector(row),
        "snr_db" => {
            let solid_angle_sr = if row.inputs.has("omega_sr") {
                number(row, "omega_sr")?
            } else {
                sector(row)?
            };
            let search = SearchEquation {
                power_aperture_w_m2: number(row, "power_aperture_w_m2")?,
                search_time_s: number(row, "search_time_s")?,
                solid_angle_sr,
                temperature_k: row.inputs.number_or("temp_k", T0_K)?,
                losses: losses(row)?,
                boltzmann_j_k: row.inputs.number_or("boltzmann", BOLTZMANN_J_K)?,
            };
            model(search.snr_db(legs(row)?, number(row, "rcs_m2")?))
        }
        _ => Err(row.unknown_quantity()),
    }
}

fn sector(row: &Row) -> Result<f64, RowError> {
    let between = |low, high| Ok([number(row, low)?, number(row, high)?]);
    model(solid_angle_sr(
        between("az_min_deg", "az_max_deg")?,
        between("el_min_deg", "el_max_deg")?,
    ))
}

fn wave(row: &Row) -> Result<f64, RowError> {
    match row.quantity.as_str() {
        "range_m" => model(waveform::unambiguous_range_m(
            number(row, "prf_hz")?,
            light_m_s(row)?,
        )),
        "velocity_mps" => model(waveform::unambiguous_speed_m_s(
            number(row, "prf_hz")?,
            wavelength_m(row)?,
        )),
        "range_res_m" => model(waveform::range_resolution_m(
            number(row, "bandwidth_hz")?,
            light_m_s(row)?,
        )),
        "shift_hz" => model(waveform::doppler_hz(
            number(row, "radial_speed_mps")?,
            wavelength_m(row)?,
        )),
        _ => Err(row.unknown_quantity()),
    }
}

fn noise(row: &Row) -> Result<f64, RowError> {
    match row.quantity.as_str() {
        "noise_power_dbm" => Ok(receiver(row)?.noise_dbm()),
        "system_temp_k" => model(system_temperature_k(
            number(row, "antenna_temp_k")?,
            number(row, "noise_figure_db")?,
            row.inputs.number_or("t0_k", T0_K)?,
        )),
        _ => Err(row.unknown_quantity()),
    }
}

fn body(row: &Row) -> Result<f64, RowError> {
    match row.quantity.as_str() {
        "sphere_m2" => model(rcs::sphere_m2(number(row, "radius_m")?)),
        "flat_plate_m2" => {
            let sides = [number(row, "side_a_m")?, number(row, "side_b_m")?];
            model(rcs::flat_plate_m2(sides, wavelength_m(row)?))
        }
        "trihedral_m2" => model(rcs::trihedral_m2(
            number(row, "edge_m")?,
            wavelength_m(row)?,
        )),
        _ => Err(row.unknown_quantity()),
    }
}

fn jamming(row: &Row) -> Result<f64, RowError> {
    let screening = SelfScreening {
        power_w: number(row, "pt_w")?,
        transmit_gain_db: number(row, "gain_tx_db")?,
        bandwidth_hz: number(row, "bandwidth_hz")?,
        losses: losses(row)?,
        jammer: Jammer {
            erp_w: number(row, "erp_j_w")?,
            bandwidth_hz: number(row, "bandwidth_j_hz")?,
        },
    };
    let rcs_m2 = number(row, "rcs_m2")?;
    match row.quantity.as_str() {
        "burnthrough_range_m" => {
            let wanted_db = row.inputs.number_or("sj_req_db", 0.0)?;
            model(screening.burn_through_m(wanted_db, rcs_m2))
        }
        "sj_db" => model(screening.echo_over_jamming_db(number(row, "range_tx_m")?, rcs_m2)),
        _ => Err(row.unknown_quantity()),
    }
}
