//! A receiver's budget, and the reliability of a network.

use network::{all_terminal_reliability, two_terminal_reliability};
use propagation::{BOLTZMANN_J_K, Receiver, free_space_loss_db};

use super::frequency_hz;
use crate::row::{Row, RowError};

/// Ours for a row.
pub(super) fn compute(row: &Row) -> Result<Vec<f64>, RowError> {
    let value = match row.group.as_str() {
        "budget" => budget(row)?,
        _ => reliability(row)?,
    };
    Ok(vec![value])
}

fn budget(row: &Row) -> Result<f64, RowError> {
    let number = |name: &str| row.inputs.number(name);
    let loss_db = free_space_loss_db(number("distance_m")?, frequency_hz(row)?);
    let received_dbm =
        number("p_tx_dbm")? + number("gain_tx_db")? + number("gain_rx_db")? - loss_db;
    // Another constant than Boltzmann's is told as another temperature.
    let boltzmann = row.inputs.number_or("boltzmann", BOLTZMANN_J_K)?;
    let receiver = Receiver {
        bandwidth_hz: number("bandwidth_hz")?,
        noise_figure_db: number("noise_figure_db")?,
        temperature_k: number("temp_k")? * (boltzmann / BOLTZMANN_J_K),
    };
    match row.quantity.as_str() {
        "rx_dbm" => Ok(received_dbm),
        "noise_dbm" => receiver.noise_dbm().map_err(RowError::model),
        "snr_db" => receiver.snr_db(received_dbm).map_err(RowError::model),
        "shannon_bps" => receiver
            .snr_db(received_dbm)
            .and_then(|snr| receiver.capacity_bit_s(snr))
            .map_err(RowError::model),
        _ => Err(row.unknown_quantity()),
    }
}

fn reliability(row: &Row) -> Result<f64, RowError> {
    let nodes = row.inputs.count("nodes")?;
    let links = links(row)?;
    let last = nodes.saturating_sub(1);
    match row.quantity.as_str() {
        "two_terminal_0_to_last" => two_terminal_reliability(nodes, &links, 0, last),
        "all_terminal" => all_terminal_reliability(nodes, &links),
        _ => return Err(row.unknown_quantity()),
    }
    .map_err(RowError::model)
}

/// Links as `a-b` parted by spaces, all of one probability or one each.
fn links(row: &Row) -> Result<Vec<(usize, usize, f64)>, RowError> {
    let text = row.inputs.word("edges")?;
    let not_edges = || RowError::NotA {
        name: "edges".to_owned(),
        found: text.to_owned(),
        expected: "pairs of nodes like `0-1` parted by spaces",
    };
    let ends: Vec<(usize, usize)> = text
        .split_whitespace()
        .map(|pair| {
            let (a, b) = pair.split_once('-')?;
            Some((a.parse().ok()?, b.parse().ok()?))
        })
        .collect::<Option<_>>()
        .ok_or_else(not_edges)?;
    let odds = row.inputs.vector("edge_prob")?;
    if odds.len() != 1 && odds.len() != ends.len() {
        return Err(RowError::NotA {
            name: "edge_prob".to_owned(),
            found: row.inputs.word("edge_prob")?.to_owned(),
            expected: "one probability, or one a link",
        });
    }
    let odds = odds.iter().cycle();
    Ok(ends
        .iter()
        .zip(odds)
        .map(|(&(a, b), &p)| (a, b, p))
        .collect())
}
