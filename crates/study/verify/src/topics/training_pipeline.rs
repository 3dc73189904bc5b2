//! Rows of `training_pipeline.csv`.

use operations::cohort::{self, Seats};
use operations::course::{Course, Phase};
use operations::learning::{self, LearningCurve};
use operations::manning::{Manning, SharedPhase, largest_intake};
use operations::queue::ManyServers;
use operations::{OperationsError, availability};

use crate::row::{Row, RowError};
use crate::tables::Shelf;

type Answer = Result<Vec<f64>, RowError>;

/// Ours for a row.
pub(crate) fn compute(row: &Row, _: &Shelf) -> Answer {
    match row.group.as_str() {
        "chain" => chain(row),
        "cohort" => cohorts(row),
        "shared_pool" => shared_pool(row),
        "mmc_phase" => waiting(row),
        "manning" => manning(row),
        "wright" => learning_curve(row),
        "skill" => skill(row),
        "crew" => crew(row),
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

/// What is given to an element, or the words for a matrix that is not as it should be.
fn wrong(name: &str, found: &[f64], expected: &'static str) -> RowError {
    RowError::NotA {
        name: name.to_owned(),
        found: format!("{found:?}"),
        expected,
    }
}

fn chain(row: &Row) -> Answer {
    let phases = row.inputs.matrix("phases")?;
    let phase = |shares: &Vec<f64>| match shares[..] {
        [pass, repeat, fail] => Ok(Phase { pass, repeat, fail }),
        _ => Err(wrong("phases", shares, "pass, repeat and fail")),
    };
    let phases = phases.iter().map(phase).collect::<Result<_, RowError>>()?;
    let course = Course::new(phases).map_err(RowError::model)?;
    match row.quantity.as_str() {
        "p_graduate" => Ok(vec![course.p_graduate()]),
        "mean_attempts_total" => Ok(vec![course.mean_attempts()]),
        "variance_attempts_total" => Ok(vec![course.variance_of_attempts()]),
        "mean_visits_per_phase" => Ok(course.visits()),
        "mean_attempts_given_graduate" => Ok(vec![course.mean_attempts_of_graduates()]),
        "intake_for_mean_output" => one(course.intake_for_mean(number(row, "output")?)),
        quantity => named(&course, quantity).unwrap_or_else(|| Err(row.unknown_quantity())),
    }
}

/// Quantities whose names hold their figures; none for other names.
fn named(course: &Course, quantity: &str) -> Option<Answer> {
    if let Some(last) = quantity.strip_prefix("p_graduated_by_attempt_1_to_") {
        return Some(Ok(course.graduated_by(last.parse().ok()?)));
    }
    let wanted = quantity.strip_prefix("intake_for_")?.strip_suffix("pct")?;
    let (graduates, percent) = wanted.split_once("_graduates_at_")?;
    let (graduates, percent): (u32, f64) = (graduates.parse().ok()?, percent.parse().ok()?);
    Some(one(course
        .intake_for(graduates, percent / 100.0)
        .map(f64::from)))
}

fn cohorts(row: &Row) -> Answer {
    let each = |name| row.inputs.vector(name);
    let (weeks, instructors) = (each("duration_weeks")?, each("instructors")?);
    let ratio = each("students_per_instructor")?;
    if weeks.len() != instructors.len() || weeks.len() != ratio.len() {
        return Err(wrong(
            "duration_weeks",
            &weeks,
            "as many as instructors and students",
        ));
    }
    let phases: Vec<Seats> = (0..weeks.len())
        .map(|phase| Seats {
            weeks: weeks[phase] as u32,
            seats: (instructors[phase] * ratio[phase]) as u64,
        })
        .collect();
    if row.quantity == "capacity_per_week" {
        return one(cohort::capacity_per_week(&phases));
    }
    let arrivals: Vec<u64> = each("arrivals_per_week")?
        .iter()
        .map(|&n| n as u64)
        .collect();
    let found = cohort::schedule(&arrivals, &phases, row.inputs.count("weeks")?);
    let found = found.map_err(RowError::model)?;
    let whole = |counts: &[u64]| counts.iter().map(|&n| n as f64).collect();
    let whole_intake = || {
        let nobody = || wrong("arrivals_per_week", &[], "an intake that graduates");
        found.whole.ok_or_else(nobody)
    };
    match row.quantity.as_str() {
        "graduates_per_week" => Ok(whole(&found.graduates)),
        "waiting_per_week" => Ok(whole(&found.waiting)),
        "occupied_per_week_by_phase" => Ok(whole(&found.occupied.concat())),
        "last_graduation_week" => Ok(vec![whole_intake()?.last_graduation as f64]),
        "mean_weeks_in_pipeline" => Ok(vec![whole_intake()?.mean_weeks]),
        _ => Err(row.unknown_quantity()),
    }
}

fn shared_pool(row: &Row) -> Answer {
    let each = |name| row.inputs.vector(name);
    let (durations, ratios) = (each("duration_weeks")?, each("students_per_instructor")?);
    let passes = each("pass_prob")?;
    if durations.len() != ratios.len() || durations.len() != passes.len() {
        return Err(wrong(
            "duration_weeks",
            &durations,
            "as many as students and shares",
        ));
    }
    let phases: Vec<SharedPhase> = (0..durations.len())
        .map(|phase| SharedPhase {
            duration: durations[phase],
            students_per_instructor: ratios[phase],
            pass: passes[phase],
        })
        .collect();
    let intake = largest_intake(number(row, "instructors")?, &phases);
    one(match row.quantity.as_str() {
        "max_intake_rate" => intake,
        "graduate_rate" => intake.map(|rate| rate * passes.iter().product::<f64>()),
        _ => return Err(row.unknown_quantity()),
    })
}

fn waiting(row: &Row) -> Answer {
    let queue = ManyServers::new(
        number(row, "arrival_rate")?,
        number(row, "service_rate")?,
        count(row, "instructors")?,
    );
    match row.quantity.as_str() {
        "mean_wait_weeks" => one(queue.map(|queue| queue.mean_wait())),
        _ => Err(row.unknown_quantity()),
    }
}

fn manning(row: &Row) -> Answer {
    let shares = row.inputs.matrix("matrix_to_from")?;
    let people = Manning::new(shares, number(row, "intake_per_year")?).map_err(RowError::model)?;
    let start = row.inputs.vector("start")?;
    let found = match row.quantity.as_str() {
        "stock_by_year" => people
            .years(&start, row.inputs.count("years")?)
            .map(|years| years.concat()),
        "equilibrium" => people.equilibrium(),
        _ => return Err(row.unknown_quantity()),
    };
    found.map_err(RowError::model)
}

fn learning_curve(row: &Row) -> Answer {
    let curve = LearningCurve::new(number(row, "first_unit")?, number(row, "slope")?);
    let curve = curve.map_err(RowError::model)?;
    let n = count(row, "n")?;
    one(match row.quantity.as_str() {
        "cumulative_average" => curve.wright_mean(n),
        "unit_time_from_average" => curve.wright_unit(n),
        "crawford_unit" => curve.crawford_unit(n),
        "crawford_total" => curve.crawford_total(n),
        _ => return Err(row.unknown_quantity()),
    })
}

fn skill(row: &Row) -> Answer {
    let of = |name| number(row, name);
    one(match row.quantity.as_str() {
        "exponential" => learning::practised(of("p_start")?, of("p_limit")?, of("rate")?, of("n")?),
        "half_life_decay" => learning::faded(of("p_start")?, of("days")?, of("half_life_days")?),
        "wickelgren_power" => {
            learning::remembered(of("lam")?, of("days")?, of("beta")?, of("psi")?)
        }
        "mean_between_refreshers" => learning::mean_between_refreshers(
            of("p_after")?,
            of("interval_days")?,
            of("half_life_days")?,
        ),
        _ => return Err(row.unknown_quantity()),
    })
}

fn crew(row: &Row) -> Answer {
    match row.quantity.as_str() {
        "p_crew_complete" => one(availability::at_least(
            count(row, "needed")?,
            count(row, "assigned")?,
            number(row, "p_available")?,
        )),
        _ => Err(row.unknown_quantity()),
    }
}
