//! Rows of `detection.csv`.

use sensing::cfar::{CellAveraging, OrderedStatistic};
use sensing::detection::{Approximation, albersheim, from_db, shnidman};
use sensing::looks::{Confirmation, at_least, cumulative};
use sensing::{Detector, Fluctuation, SensingError};

use crate::row::{Row, RowError};
use crate::tables::Shelf;

/// Ours for a row.
pub(crate) fn compute(row: &Row, _: &Shelf) -> Result<Vec<f64>, RowError> {
    let answer = match row.group.as_str() {
        "threshold" => look(row)?.threshold(),
        "pd" => look(row)?.pd(from_db(row.inputs.number("snr_db")?)),
        "snr_required" => model(look(row)?.required_snr_db(row.inputs.number("pd")?))?,
        "albersheim" => approximate(row, |pulses, pfa, pd, _| albersheim(pulses, pfa, pd))?,
        "shnidman" => approximate(row, shnidman)?,
        "ca_cfar" => cell_averaging(row)?,
        "os_cfar" => ordered_statistic(row)?.multiplier(),
        "m_of_n" => model(at_least(
            count(row, "m")?,
            count(row, "n")?,
            row.inputs.number("p")?,
        ))?,
        "cumulative" => model(cumulative(row.inputs.number("n")?, row.inputs.number("p")?))?,
        "confirm" => confirmation(row)?,
        _ => return Err(row.unknown_group()),
    };
    Ok(vec![answer])
}

fn model<T>(made: Result<T, SensingError>) -> Result<T, RowError> {
    made.map_err(RowError::model)
}

fn count(row: &Row, name: &str) -> Result<u32, RowError> {
    // `Inputs::count` takes no more than a u32 holds.
    row.inputs.count(name).map(|count| count as u32)
}

/// The row's look; a steady target where it names no case, for a threshold depends on none.
fn look(row: &Row) -> Result<Detector, RowError> {
    let pulses = count(row, "n_pulses")?;
    model(Detector::new(pulses, row.inputs.number("pfa")?, case(row)?))
}

fn case(row: &Row) -> Result<Fluctuation, RowError> {
    model(Fluctuation::from_case(
        row.inputs.number_or("swerling", 0.0)?,
    ))
}

fn approximate(
    row: &Row,
    formula: impl Fn(u32, f64, f64, Fluctuation) -> Result<Approximation, SensingError>,
) -> Result<f64, RowError> {
    let (pfa, pd) = (row.inputs.number("pfa")?, row.inputs.number("pd")?);
    let made = formula(count(row, "n_pulses")?, pfa, pd, case(row)?);
    model(made).map(|approximation| approximation.snr_db)
}

fn cell_averaging(row: &Row) -> Result<f64, RowError> {
    let cfar = model(CellAveraging::new(
        count(row, "n_ref")?,
        row.inputs.number("pfa")?,
    ))?;
    match row.quantity.as_str() {
        "multiplier" => Ok(cfar.multiplier()),
        "pd_swerling1" => Ok(cfar.pd(from_db(row.inputs.number("snr_db")?))),
        "loss_db" => model(cfar.loss_db(row.inputs.number("pd")?)),
        _ => Err(row.unknown_quantity()),
    }
}

fn ordered_statistic(row: &Row) -> Result<OrderedStatistic, RowError> {
    let (cells, rank) = (count(row, "n_ref")?, count(row, "k_rank")?);
    model(OrderedStatistic::new(
        cells,
        rank,
        row.inputs.number("pfa")?,
    ))
}

fn confirmation(row: &Row) -> Result<f64, RowError> {
    let (m, n) = (count(row, "m")?, count(row, "n")?);
    let rule = model(Confirmation::new(m, n, row.inputs.number("p")?))?;
    match row.quantity.as_str() {
        "mean_looks" => Ok(rule.mean_looks()),
        "prob_confirmed_by" => Ok(rule.by(count(row, "looks")?)),
        _ => Err(row.unknown_quantity()),
    }
}
