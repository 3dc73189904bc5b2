//! A backtest in words and as JSON.

use std::fmt::Write as _;

use evidence::base_rate::{Backtest, Scored, StageScore};
use serde_json::{Map, Value, json};
use study::CONDITIONAL;

use crate::words::{capital, percent};

/// A table a stage, for the terminal. `file` is the name of the cases.
pub fn backtest_words(backtest: &Backtest, file: &str) -> String {
    let mut text = format!(
        "How well the base rates foretold {file}: each case from the purchases of other buyers.\n"
    );
    for stage in &backtest.stages {
        text.push('\n');
        text.push_str(&of_stage(stage));
    }
    let _ = write!(
        text,
        "\n{} of the cases have neither a contract's nor a delivery's date and are in no stage.\n\
         CRPS counts up to ten years or to the end of watching; lower is better.\n{}.\n",
        backtest.unstarted,
        capital(CONDITIONAL)
    );
    text
}

fn of_stage(stage: &StageScore) -> String {
    let mut text = format!(
        "{}: cases {}, of them open {}; only the start known of {} more\n",
        capital(stage.stage.words()),
        stage.scored.len(),
        stage.open(),
        stage.silent
    );
    let rows = (|| {
        Some([
            (
                "base rates",
                stage.coverage()?,
                stage.crps_months()?,
                stage.gain()?,
            ),
            (
                "plain reference class",
                stage.coverage_plain()?,
                stage.crps_months_plain()?,
                0.0,
            ),
        ])
    })();
    let Some(rows) = rows else {
        text.push_str("  nothing to score\n");
        return text;
    };
    text.push_str("                          in 50 %   in 80 %   CRPS, months   better by\n");
    for (name, [half, most], crps, gain) in rows {
        let _ = writeln!(
            text,
            "  {name:22}  {:>7}   {:>7}   {crps:>12.2}   {:>9}",
            percent(half),
            percent(most),
            if gain == 0.0 {
                String::new()
            } else {
                format!("{:.0} %", 100.0 * gain)
            }
        );
    }
    text
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
    json!({
        "n": stage.scored.len(),
        "open": stage.open(),
        "only_start_known": stage.silent,
        "coverage50": coverage50,
        "coverage80": coverage80,
        "coverage50_plain": plain50,
        "coverage80_plain": plain80,
        "crps_months": stage.crps_months(),
        "crps_months_plain": stage.crps_months_plain(),
        "better_by": stage.gain(),
        "log_score": stage.log_score(),
        "share_by_tenth": stage.places(),
        "cases": stage.scored.iter().map(case_json).collect::<Vec<_>>(),
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
