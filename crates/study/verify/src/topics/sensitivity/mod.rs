//! Rows of `sensitivity.csv`.

mod formula;

use random::{Distribution, Metalog};
use statistics::known::{Ishigami, SobolG, weighted_sum};
use statistics::{KaplanMeier, Observation, StatisticsError, crps, score};

use crate::row::{Row, RowError};
use crate::tables::Shelf;

type Answer = Result<Vec<f64>, RowError>;

/// Ours for a row.
pub(crate) fn compute(row: &Row, _: &Shelf) -> Answer {
    match row.group.as_str() {
        "ishigami" => ishigami(row),
        "sobol_g" | "linear" => shares(row),
        "morris" => morris(row),
        "crps" => ranked(row),
        "score" => scored(row),
        "quantile" => quantile(row),
        "moments" => moments(row),
        "interval" => interval(row),
        "metalog" => metalog(row),
        "sample_quantile" => sample_quantile(row),
        "kaplan_meier" => kaplan_meier(row),
        "logrank" => log_rank(row),
        "stats" => stats(row),
        "voi" => information(row),
        _ => Err(row.unknown_group()),
    }
}

fn number(row: &Row, name: &str) -> Result<f64, RowError> {
    row.inputs.number(name)
}

fn one(found: Result<f64, StatisticsError>) -> Answer {
    found.map(|value| vec![value]).map_err(RowError::model)
}

fn ishigami(row: &Row) -> Answer {
    let function = Ishigami {
        a: number(row, "a")?,
        b: number(row, "b")?,
    };
    let found = function.indices().map_err(RowError::model)?;
    Ok(match row.quantity.as_str() {
        "variance" => vec![found.variance],
        "mean" => vec![found.mean],
        "first_order" => found.first,
        "total" => found.total,
        "second_order_13" => return one(function.first_with_third()),
        _ => return Err(row.unknown_quantity()),
    })
}

fn shares(row: &Row) -> Answer {
    let found = if row.group == "linear" {
        weighted_sum(&row.inputs.vector("coef")?, &row.inputs.vector("sd")?)
    } else {
        let a = row.inputs.vector("a")?;
        SobolG { a }.indices()
    };
    let found = found.map_err(RowError::model)?;
    Ok(match row.quantity.as_str() {
        "variance" => vec![found.variance],
        "mean" => vec![found.mean],
        "first_order" => found.first,
        "total" => found.total,
        _ => return Err(row.unknown_quantity()),
    })
}

fn morris(row: &Row) -> Answer {
    let text = row.inputs.word("function")?;
    let points = row.inputs.matrix("trajectories")?;
    let value = |point: &Vec<f64>| formula::value(text, point);
    let values: Option<Vec<f64>> = points.iter().map(value).collect();
    let values = values.ok_or_else(|| RowError::NotA {
        name: "function".to_owned(),
        found: text.to_owned(),
        expected: "a formula in x1, x2, ...",
    })?;
    let length = row.inputs.count("points_per_trajectory")?;
    let effects = statistics::morris::elementary_effects(&points, &values, length);
    let effects = effects.map_err(RowError::model)?;
    let of = |effect: &statistics::morris::Effect| match row.quantity.as_str() {
        "mu" => Ok(effect.mean),
        "mu_star" => Ok(effect.mean_size),
        "sigma" => Ok(effect.deviation),
        _ => Err(row.unknown_quantity()),
    };
    effects.iter().map(of).collect()
}

fn ranked(row: &Row) -> Answer {
    let of = |name| number(row, name);
    let outcome = of("y")?;
    one(match row.quantity.as_str() {
        "normal" => crps::normal(of("mu")?, of("sigma")?, outcome),
        "lognormal" => crps::lognormal(of("mu")?, of("sigma")?, outcome),
        "exponential" => crps::exponential(of("rate")?, outcome),
        "uniform" => crps::uniform(of("a")?, of("b")?, outcome),
        "ensemble" => crps::ensemble(&row.inputs.vector("members")?, outcome),
        "ensemble_fair" => crps::ensemble_fair(&row.inputs.vector("members")?, outcome),
        _ => return Err(row.unknown_quantity()),
    })
}

fn scored(row: &Row) -> Answer {
    let stated = row.inputs.vector("p")?;
    let happened: Vec<bool> = row
        .inputs
        .vector("outcome")?
        .iter()
        .map(|&seen| seen == 1.0)
        .collect();
    one(match row.quantity.as_str() {
        "brier" => score::brier(&stated, &happened),
        "log_loss" => score::log_loss(&stated, &happened),
        _ => return Err(row.unknown_quantity()),
    })
}

fn points(row: &Row) -> Result<(f64, f64, f64), RowError> {
    let of = |name| number(row, name);
    Ok((of("min")?, of("mode")?, of("max")?))
}

fn quantile(row: &Row) -> Answer {
    let of = |name| number(row, name);
    let distribution = match row.quantity.as_str() {
        "normal" => Distribution::Normal {
            mean: of("mu")?,
            sd: of("sigma")?,
        },
        "lognormal" => Distribution::LogNormal {
            mu: of("mu")?,
            sigma: of("sigma")?,
        },
        _ => three_points(row)?,
    };
    distribution.check().map_err(RowError::model)?;
    Ok(vec![distribution.quantile(of("p")?)])
}

/// A triangular or PERT distribution, by how the quantity's name begins.
fn three_points(row: &Row) -> Result<Distribution, RowError> {
    let (low, mode, high) = points(row)?;
    match row.quantity.split('_').next() {
        Some("triangular") => Ok(Distribution::Triangular { low, mode, high }),
        Some("pert") => Ok(Distribution::Pert { low, mode, high }),
        _ => Err(row.unknown_quantity()),
    }
}

fn moments(row: &Row) -> Answer {
    if !row.quantity.ends_with("_mean_variance") {
        return Err(row.unknown_quantity());
    }
    let distribution = three_points(row)?;
    distribution.check().map_err(RowError::model)?;
    Ok(vec![distribution.mean(), distribution.variance()])
}

fn interval(row: &Row) -> Answer {
    let (k, n) = (row.inputs.count("k")? as u64, row.inputs.count("n")? as u64);
    let (way, level) = row
        .quantity
        .rsplit_once('_')
        .ok_or_else(|| row.unknown_quantity())?;
    let percent: f64 = level.parse().map_err(|_| row.unknown_quantity())?;
    let found = match way {
        "clopper_pearson" => statistics::clopper_pearson(k, n, percent / 100.0),
        "wilson" => statistics::wilson(k, n, percent / 100.0),
        _ => return Err(row.unknown_quantity()),
    };
    let found = found.map_err(RowError::model)?;
    Ok(vec![found.low, found.high])
}

fn metalog(row: &Row) -> Answer {
    if row.quantity == "coefficients_4term_lsq" {
        let (y, x) = (row.inputs.vector("y")?, row.inputs.vector("x")?);
        let points: Vec<_> = y.into_iter().zip(x).collect();
        let fitted = Metalog::least_squares(&points, 4).map_err(RowError::model)?;
        return Ok(fitted.coefficients().to_vec());
    }
    let of = |name| number(row, name);
    let (low, median, high) = (of("low")?, of("median")?, of("high")?);
    let alpha = of("alpha")?;
    let fitted = if row.quantity == "quantile_bounded01" {
        Metalog::symmetric_within(alpha, (low, median, high), (0.0, 1.0))
    } else {
        Metalog::symmetric(alpha, low, median, high)
    };
    let fitted = fitted.map_err(RowError::model)?;
    match row.quantity.as_str() {
        "coefficients_spt" => Ok(fitted.coefficients().to_vec()),
        "quantile" | "quantile_bounded01" => Ok(vec![fitted.quantile(of("p")?)]),
        "density_at_quantile" => {
            let density = fitted.density_at_quantile(of("p")?);
            Ok(vec![density.map_err(RowError::model)?])
        }
        _ => Err(row.unknown_quantity()),
    }
}

fn sample_quantile(row: &Row) -> Answer {
    let mut sample = row.inputs.vector("sample")?;
    sample.sort_by(f64::total_cmp);
    let p = number(row, "p")?;
    one(match row.quantity.as_str() {
        "type7" => statistics::quantile(&sample, p),
        "type6" => statistics::quantile_type6(&sample, p),
        _ => return Err(row.unknown_quantity()),
    })
}

fn observations(row: &Row, times: &str, events: &str) -> Result<Vec<Observation>, RowError> {
    let (times, events) = (row.inputs.vector(times)?, row.inputs.vector(events)?);
    let seen = times.into_iter().zip(events);
    Ok(seen
        .map(|(time, event)| Observation {
            time,
            happened: event == 1.0,
        })
        .collect())
}

fn kaplan_meier(row: &Row) -> Answer {
    let curve =
        KaplanMeier::new(&observations(row, "times", "events")?).map_err(RowError::model)?;
    let at = number(row, "at")?;
    Ok(vec![match row.quantity.as_str() {
        "survival" => curve.survival(at),
        "greenwood_se" => curve.standard_error(at),
        _ => return Err(row.unknown_quantity()),
    }])
}

fn log_rank(row: &Row) -> Answer {
    let first = observations(row, "times_a", "events_a")?;
    let second = observations(row, "times_b", "events_b")?;
    let found = statistics::log_rank(&first, &second).map_err(RowError::model)?;
    Ok(match row.quantity.as_str() {
        "chi2" => vec![found.chi2],
        "observed_expected_variance_a" => vec![found.observed, found.expected, found.variance],
        "p_value" => vec![found.p_value],
        _ => return Err(row.unknown_quantity()),
    })
}

fn stats(row: &Row) -> Answer {
    if row.quantity == "t_interval_95" {
        let (n, mean, sd) = (
            row.inputs.count("n")?,
            number(row, "mean")?,
            number(row, "sd")?,
        );
        let found = statistics::student_interval(n, mean, sd, 0.95).map_err(RowError::model)?;
        return Ok(vec![found.low, found.high]);
    }
    let (x, y) = (row.inputs.vector("x")?, row.inputs.vector("y")?);
    one(match row.quantity.as_str() {
        "spearman" => statistics::spearman(&x, &y),
        "kendall_tau_b" => statistics::kendall(&x, &y),
        "ks_two_sample_d" => statistics::two_sample(&x, &y).map(|test| test.statistic),
        "wasserstein1" => statistics::transport::distance(&x, &y),
        _ => return Err(row.unknown_quantity()),
    })
}

fn information(row: &Row) -> Answer {
    match row.quantity.as_str() {
        "evpi_two_action" => one(statistics::information::two_actions(
            number(row, "mean_gain")?,
            number(row, "sd")?,
        )),
        _ => Err(row.unknown_quantity()),
    }
}
