//! `bartizan backtest`: how well base rates foretold past purchases.

use std::fs;
use std::path::Path;

use evidence::Purchases;
use evidence::base_rate::{BaseRateError, Settings, backtest as score};
use quantity::Date;

use crate::args::Backtest;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Scores by stage, a picture where one is asked for; or JSON.
pub fn backtest(args: &Backtest) -> Result<Verdict, Trouble> {
    let as_of = Date::parse(&args.as_of)?;
    let cases = scenario::files::purchases(&args.cases)?;
    for note in cases.notes() {
        console::note(&format!("NOTE: {note}"));
    }
    let known = Purchases::shipped().map_err(BaseRateError::Shipped)?;
    for note in cases.notes_beside(&known, as_of) {
        console::note(&format!("NOTE: {note}"));
    }
    let scores = score(&cases, &known, as_of, &Settings::shipped())?;
    let file = args.cases.file_name().unwrap_or_default().to_string_lossy();
    if let Some(out) = &args.out {
        write(out, &report::backtest_picture(&scores, &file))?;
        console::note(&format!("written: {}", out.display()));
    }
    if args.json {
        console::say(&format!("{:#}", report::backtest_json(&scores)))?;
    } else {
        console::say(&report::backtest_words(&scores, &file))?;
    }
    Ok(Verdict::Yes)
}

/// Beside, then renamed: a picture is never left half written.
fn write(path: &Path, picture: &str) -> Result<(), Trouble> {
    let beside = path.with_extension("svg.tmp");
    fs::write(&beside, picture)
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|error| Trouble::Page {
            path: path.to_owned(),
            fault: error.to_string(),
        })
}
