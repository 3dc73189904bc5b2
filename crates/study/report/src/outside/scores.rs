//! A backtest in words and as JSON.

use std::fmt::Write as _;

use evidence::base_rate::{Backtest, Scored, StageScore};
use serde_json::{Map, Value, json};
use statistics::Interval;
use study::CONDITIONAL;

use crate::words::{capital, percent};

/// A table a stage, for the terminal. `file` is the name of the cases.
pub fn backtest_words(backtest: &Backtest, file: &str) -> String {
    let mut text = format!(
        "How well the base rates foretold {file}: its own cases from the purchases of other buyers, new ones from all.\n"
    );
    for stage in &backtest.stages {
        text.push('\n');
        text.push_str(&of_stage(stage));
    }
    let _ = write!(
        text,
        "\n{} of the cases have neither a contract's nor a delivery's date up to then and are in no stage.\n\
         CRPS counts up to ten years or to the end of watching; lower is better. The ranges hold 9 of 10 when buyers are drawn anew.\n{}.\n",
        backtest.unstarted,
        capital(CONDITIONAL)
    );
    text
}

fn of_stage(stage: &StageScore) -> String {
    let mut text = format!(
        "{}: cases {}, of them open {}{}\n",
        capital(stage.stage.words()),
        stage.scored.len(),
        stage.open(),
        match stage.silent {
            0 => String::new(),
            silent => format!("; {silent} more had only just begun"),
        }
    );
    let Some(rows) = rows(stage) else {
        text.push_str("  nothing to score\n");
        return text;
    };
    text.push_str("                          in 50 %   in 80 %   CRPS, months   better by\n");
    for (name, [half, most], crps, gain) in rows {
        let _ = writeln!(
            text,
            "  {name:22}  {:>7}   {:>7}   {crps:>12.2}   {gain:>9}",
            percent(half),
            percent(most),
        );
    }
    if let Ok(error) = stage.error() {
        let [half, most] = error.coverage.map(range);
        let _ = writeln!(
            text,
            "  by buyers: in 50 % {half}, in 80 % {most}; better by {}",
            range(error.gain)
        );
    }
    text.push_str(&if_open(stage));
    text
}

type Row = (&'static str, [f64; 2], f64, String);

fn rows(stage: &StageScore) -> Option<[Row; 2]> {
    let gain = stage.gain().map_or_else(String::new, whole_percent);
    Some([
        ("base rates", stage.coverage()?, stage.crps_months()?, gain),
        (
            "plain reference class",
            stage.coverage_plain()?,
            stage.crps_months_plain()?,
            String::new(),
        ),
    ])
}

/// What the cases could change whose end nobody recorded.
fn if_open(stage: &StageScore) -> String {
    if stage.unrecorded.is_empty() {
        return String::new();
    }
    let all = stage.as_if_unrecorded_is_open();
    let scores = (|| {
        Some((
            all.coverage()?,
            all.crps_months()?,
            all.crps_months_plain()?,
        ))
    })();
    let Some(([half, most], crps, plain)) = scores else {
        return String::new();
    };
    format!(
        "  {} more were delivered and nobody recorded whether they are operational. If none is even now, of all {}: in 50 % {}, in 80 % {}, CRPS {crps:.2}, plain {plain:.2}\n",
        stage.unrecorded.len(),
        all.scored.len(),
        percent(half),
        percent(most),
    )
}

fn whole_percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// `12 to 40 %`, or that so few buyers give none.
fn range(interval: Option<Interval>) -> String {
    interval.map_or_else(
        || "(too few buyers)".to_owned(),
        |found| format!("{:.0} to {:.0} %", 100.0 * found.low, 100.0 * found.high),
    )
}

/// All scores, and each case with its forecast.
pub fn backtest_json(backtest: &Backtest) -> Value {
    let stages: Map<String, Value> = backtest
        .stages
        .iter()
        .map(|stage| (stage.stage.key().to_owned(), stage_json(stage)))
        .collect();
    json!({
        "stages": stages,
        "unstarted": backtest.unstarted,
        "conditional": CONDITIONAL,
    })
}

fn stage_json(stage: &StageScore) -> Value {
    let [coverage50, coverage80] = each(stage.coverage());
    let [plain50, plain80] = each(stage.coverage_plain());
    let error = stage.error().ok();
    let ends = |interval: Option<Interval>| interval.map(|found| [found.low, found.high]);
    let of_coverage = |at: usize| error.and_then(|error| ends(error.coverage[at]));
    let all = stage.as_if_unrecorded_is_open();
    let [all50, all80] = each(all.coverage());
    json!({
        "n": stage.scored.len(),
        "open": stage.open(),
        "end_unrecorded": stage.unrecorded.len(),
        "just_begun": stage.silent,
        "coverage50": coverage50,
        "coverage80": coverage80,
        "coverage50_plain": plain50,
        "coverage80_plain": plain80,
        "crps_months": stage.crps_months(),
        "crps_months_plain": stage.crps_months_plain(),
        "better_by": stage.gain(),
        "interval90_by_buyers": {
            "coverage50": of_coverage(0),
            "coverage80": of_coverage(1),
            "better_by": error.and_then(|error| ends(error.gain)),
        },
        "if_unrecorded_is_open": {
            "n": all.scored.len(),
            "coverage50": all50,
            "coverage80": all80,
            "crps_months": all.crps_months(),
            "crps_months_plain": all.crps_months_plain(),
            "better_by": all.gain(),
        },
        "log_score": stage.log_score(),
        "share_by_tenth": stage.places(),
        "cases": stage.scored.iter().map(case_json).collect::<Vec<_>>(),
        "unrecorded": stage.unrecorded.iter().map(case_json).collect::<Vec<_>>(),
    })
}

fn each(coverage: Option<[f64; 2]>) -> [Option<f64>; 2] {
    coverage.map_or([None, None], |both| both.map(Some))
}

fn case_json(case: &Scored) -> Value {
    let finite = |value: f64| value.is_finite().then_some(value);
    json!({
        "id": case.id,
        "buyer": case.buyer,
        "months_low": case.outcome.low,
        "months_high": finite(case.outcome.high),
        "forecast_months": case.points.map(finite),
        "crps_months": case.crps,
        "crps_months_plain": case.crps_plain,
        "in50": case.held[0],
        "in80": case.held[1],
    })
}

#[cfg(test)]
mod tests {
    use super::super::months;

    #[test]
    fn figures_of_months_are_short() {
        assert_eq!(months(3.42), "3.4");
        assert_eq!(months(14.2), "14");
        assert_eq!(months(f64::INFINITY), "never");
    }
}
