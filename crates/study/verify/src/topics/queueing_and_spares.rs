//! Rows of `queueing_and_spares.csv`.

use operations::allocation::{Allocation, best_stock};
use operations::echelon::TwoEchelons;
use operations::machine_repair::Fleet;
use operations::pipeline::Pipeline;
use operations::queue::{LimitedRoom, ManyServers, erlang_b, mean_wait_of_any_law};
use operations::reliability::{Growth, Weibull};
use operations::{OperationsError, availability};

use crate::row::{Row, RowError};
use crate::tables::Shelf;

type Answer = Result<Vec<f64>, RowError>;

/// Ours for a row.
pub(crate) fn compute(row: &Row, _: &Shelf) -> Answer {
    match row.group.as_str() {
        "mmc" => many_servers(row),
        "erlang_b" => one(erlang_b(count(row, "c")?, number(row, "offered_erlangs")?)),
        "mmck" => limited_room(row),
        "mg1" => one(mean_wait_of_any_law(
            number(row, "lam")?,
            number(row, "mean_service")?,
            number(row, "scv")?,
        )),
        "machine_repair" => machine_repair(row),
        "palm" => palm(row),
        "negbin" => negative_binomial(row),
        "metric" => metric(row),
        "varimetric" => vari_metric(row),
        "availability" => of_time(row),
        "allocation" => allocation(row),
        "weibull" => weibull(row),
        "growth" => growth(row),
        _ => Err(row.unknown_group()),
    }
}

fn number(row: &Row, name: &str) -> Result<f64, RowError> {
    row.inputs.number(name)
}

fn count(row: &Row, name: &str) -> Result<u32, RowError> {
    // A count of a row is never larger than this type.
    Ok(row.inputs.count(name)? as u32)
}

fn one(found: Result<f64, OperationsError>) -> Answer {
    found.map(|value| vec![value]).map_err(RowError::model)
}

fn many_servers(row: &Row) -> Answer {
    let queue = ManyServers::new(number(row, "lam")?, number(row, "mu")?, count(row, "c")?);
    let queue = queue.map_err(RowError::model)?;
    Ok(vec![match row.quantity.as_str() {
        "utilisation" => queue.utilisation(),
        "p_wait" => queue.p_wait(),
        "lq" => queue.mean_waiting(),
        "l" => queue.mean_there(),
        // What was simulated is held against the closed form.
        "wq" | "wq_simulated" => queue.mean_wait(),
        "w" => queue.mean_stay(),
        "p0" => queue.p_empty(),
        "p_wait_more_than_1" => queue.p_wait_longer(1.0),
        _ => return Err(row.unknown_quantity()),
    }])
}

fn limited_room(row: &Row) -> Answer {
    let (arrivals, service) = (number(row, "lam")?, number(row, "mu")?);
    let queue = LimitedRoom::new(arrivals, service, count(row, "c")?, count(row, "k")?);
    let queue = queue.map_err(RowError::model)?;
    Ok(vec![match row.quantity.as_str() {
        "blocking" => queue.p_blocked(),
        "l" => queue.mean_there(),
        "w" => queue.mean_stay(),
        _ => return Err(row.unknown_quantity()),
    }])
}

fn machine_repair(row: &Row) -> Answer {
    let fleet = Fleet::new(
        count(row, "machines")?,
        count(row, "spares")?,
        count(row, "crews")?,
        number(row, "failure_rate")?,
        number(row, "repair_rate")?,
    );
    let fleet = fleet.map_err(RowError::model)?;
    Ok(vec![match row.quantity.as_str() {
        "availability" => fleet.availability(),
        "mean_operating" => fleet.mean_running(),
        "p_all_operating" => fleet.p_all_running(),
        "mean_waiting_repair" => fleet.mean_waiting(),
        "crew_utilisation" => fleet.crew_utilisation(),
        "failures_per_time" => fleet.failures_per_time(),
        "state_probabilities" => return Ok(fleet.failed().to_vec()),
        _ => return Err(row.unknown_quantity()),
    }])
}

fn palm(row: &Row) -> Answer {
    let pipeline = Pipeline::palm(number(row, "demand_rate")?, number(row, "repair_time")?);
    let pipeline = pipeline.map_err(RowError::model)?;
    let stock = count(row, "stock")?;
    one(match row.quantity.as_str() {
        "ebo" | "ebo_simulated" => pipeline.backorders(stock).map(|left| left.mean),
        "vbo" => pipeline.backorders(stock).map(|left| left.variance),
        "fill_rate" => pipeline.fill_rate(stock),
        "ready_rate" => pipeline.ready_rate(stock),
        _ => return Err(row.unknown_quantity()),
    })
}

fn negative_binomial(row: &Row) -> Answer {
    let pipeline = Pipeline::negative_binomial(number(row, "mean")?, number(row, "vmr")?);
    let stock = count(row, "stock")?;
    match row.quantity.as_str() {
        "ebo" => one(pipeline
            .and_then(|pipeline| pipeline.backorders(stock))
            .map(|left| left.mean)),
        _ => Err(row.unknown_quantity()),
    }
}

fn echelons(row: &Row) -> Result<TwoEchelons, RowError> {
    Ok(TwoEchelons {
        bases: count(row, "bases")?,
        demand_rate: number(row, "demand_rate")?,
        order_ship_time: number(row, "order_ship_time")?,
        base_repair_time: number(row, "base_repair_time")?,
        base_repair_share: number(row, "base_repair_fraction")?,
        depot_repair_time: number(row, "depot_repair_time")?,
        depot_stock: count(row, "depot_stock")?,
        base_stock: count(row, "base_stock")?,
    })
}

fn metric(row: &Row) -> Answer {
    let item = echelons(row)?;
    let flows = item.flows().map_err(RowError::model)?;
    one(match row.quantity.as_str() {
        "depot_pipeline" => Ok(flows.depot_pipeline),
        "depot_ebo" => Ok(flows.depot_backorders.mean),
        "depot_delay" => Ok(flows.depot_delay),
        "base_pipeline" => Ok(flows.base_pipeline),
        "base_ebo" => item.metric(),
        "total_base_ebo" => item.metric().map(|each| each * f64::from(item.bases)),
        _ => return Err(row.unknown_quantity()),
    })
}

fn vari_metric(row: &Row) -> Answer {
    let item = echelons(row)?;
    one(match row.quantity.as_str() {
        "base_pipeline_mean" => item.flows().map(|flows| flows.base_pipeline),
        "base_pipeline_variance" => item.flows().map(|flows| flows.base_variance),
        "base_ebo_negbin" => item.vari_metric(),
        "base_ebo_exact" | "base_ebo_simulated" => item.exact(),
        _ => return Err(row.unknown_quantity()),
    })
}

fn of_time(row: &Row) -> Answer {
    one(match row.quantity.as_str() {
        "supply_availability" => return supply(row),
        "inherent" => availability::inherent(number(row, "mtbf")?, number(row, "mttr")?),
        "operational" => availability::operational(
            number(row, "mtbf")?,
            number(row, "mttr")?,
            number(row, "mldt")?,
        ),
        "point_availability" => availability::at_time(
            number(row, "failure_rate")?,
            number(row, "repair_rate")?,
            number(row, "t")?,
        ),
        "k_out_of_n" => {
            availability::at_least(count(row, "k")?, count(row, "n")?, number(row, "p")?)
        }
        _ => return Err(row.unknown_quantity()),
    })
}

/// Items by row: demand rate, time away, stock, places in a system.
fn supply(row: &Row) -> Answer {
    let systems = count(row, "systems")?;
    let items = row.inputs.matrix("items_lam_t_s_z")?;
    let each = |item: &Vec<f64>| {
        let [rate, time, stock, places] = columns(item)?;
        let left = Pipeline::palm(rate, time).and_then(|away| away.backorders(stock as u32));
        let left = left.map_err(RowError::model)?;
        availability::supply(left.mean, systems, places as u32).map_err(RowError::model)
    };
    let shares: Vec<f64> = items.iter().map(each).collect::<Result<_, RowError>>()?;
    Ok(vec![shares.iter().product()])
}

fn allocation(row: &Row) -> Answer {
    let items = row.inputs.matrix("items_lam_t")?;
    let pipeline = |item: &Vec<f64>| {
        let [rate, time] = columns(item)?;
        Pipeline::palm(rate, time).map_err(RowError::model)
    };
    let pipelines: Vec<_> = items
        .iter()
        .map(pipeline)
        .collect::<Result<_, RowError>>()?;
    let costs = row.inputs.vector("unit_cost")?;
    let best = best_stock(&pipelines, &costs, number(row, "budget")?);
    let Allocation {
        stock, backorders, ..
    } = best.map_err(RowError::model)?;
    match row.quantity.as_str() {
        "min_total_ebo" => Ok(vec![backorders]),
        "stock" => Ok(stock.into_iter().map(f64::from).collect()),
        _ => Err(row.unknown_quantity()),
    }
}

/// A row of a matrix with so many columns.
fn columns<const N: usize>(item: &[f64]) -> Result<[f64; N], RowError> {
    item.try_into().map_err(|_| RowError::NotA {
        name: "items".to_owned(),
        found: format!("{item:?}"),
        expected: "as many numbers as the input's name says",
    })
}

fn weibull(row: &Row) -> Answer {
    let life = Weibull::new(number(row, "beta")?, number(row, "eta")?).map_err(RowError::model)?;
    one(match row.quantity.as_str() {
        "reliability" => life.reliability(number(row, "t")?),
        "mttf" => Ok(life.mean_life()),
        "age_replacement_cost_rate" => life.replacement_cost_rate(
            number(row, "interval")?,
            number(row, "cost_failure")?,
            number(row, "cost_planned")?,
        ),
        _ => return Err(row.unknown_quantity()),
    })
}

fn growth(row: &Row) -> Answer {
    let growth = Growth::new(number(row, "lam")?, number(row, "beta")?).map_err(RowError::model)?;
    let time = number(row, "t")?;
    one(match row.quantity.as_str() {
        "crow_amsaa_failures" => growth.failures(time),
        "crow_amsaa_mtbf" => growth.mtbf(time),
        _ => return Err(row.unknown_quantity()),
    })
}
