//! `bartizan coverage`: what the sensors of a case see on a day.

use std::path::{Path, PathBuf};

use quantity::{Date, Dimension};
use serde_json::{Value, json};
use study::coverage::{Asked, Covered, Level, Written};

use crate::args::Coverage;
use crate::commands::prepared;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Draws the force of the day, lays what works over coarse cells, writes raster, contours and picture, and says the
/// shares.
pub fn coverage(args: &Coverage) -> Result<Verdict, Trouble> {
    let levels: Vec<Level> = args
        .at
        .iter()
        .map(|at| level(at))
        .collect::<Result<_, _>>()?;
    let rcs_m2 = quantity(&args.rcs, Dimension::Area, "--rcs")?;
    let (_, prepared) = prepared(&args.case)?;
    let case = prepared.case();
    let date = args.on.as_deref().map_or(Ok(case.end), Date::parse)?;
    let seed = args.seed.or(case.study.seed).unwrap_or(1);
    let replications = args.replications.unwrap_or(case.study.replications);
    let folder = match &args.out {
        Some(folder) => folder.clone(),
        None => Path::new("coverage").join(format!("{}-{date}", case_slug(&args.case))),
    };
    let mut answers = Vec::new();
    for level in levels {
        let asked = Asked {
            rcs_m2,
            pd: args.pd,
            scans: args.scans,
            sensor: args.sensor.clone(),
            ..Asked::on(date, level, seed, replications)
        };
        let covered = study::coverage::coverage(&prepared, &asked)?;
        let (written, picture) = write(&covered, &folder)?;
        if args.json {
            answers.push(answer(&covered, &written, &picture));
        } else {
            console::say(&format!(
                "{}\nwritten: {}, {}, {}\n",
                report::coverage_words(&covered),
                written.raster.display(),
                written.contours.display(),
                picture.display()
            ))?;
        }
    }
    if args.json {
        let all = json!({ "coverage": answers, "conditional": study::CONDITIONAL });
        let text = serde_json::to_string_pretty(&all).map_err(|e| Trouble::Output(e.into()))?;
        console::say(&text)?;
    }
    Ok(Verdict::Yes)
}

fn write(covered: &Covered, folder: &Path) -> Result<(Written, PathBuf), Trouble> {
    let written = covered.write(folder)?;
    let picture = written.raster.with_extension("svg");
    study::coverage::save(&picture, report::coverage_picture(covered).as_bytes())?;
    Ok((written, picture))
}

fn answer(covered: &Covered, written: &Written, picture: &Path) -> Value {
    let mut answer = report::coverage_json(covered);
    if let Value::Object(fields) = &mut answer {
        let files = json!({
            "raster": written.raster, "contours": written.contours, "picture": picture,
        });
        fields.insert("files".to_owned(), files);
    }
    answer
}

/// `1000 m agl` or `3000 m msl`; a height alone is one above the ground.
fn level(text: &str) -> Result<Level, Trouble> {
    let lower = text.trim().to_lowercase();
    let ending = |end: &str| lower.strip_suffix(end).map(str::trim_end);
    if let Some(height) = ending("amsl").or_else(|| ending("msl")) {
        let altitude_m = quantity(height, Dimension::Length, "--at")?;
        return Ok(Level::above_sea_m(altitude_m));
    }
    let height = ending("agl").unwrap_or(&lower);
    let height_m = quantity(height, Dimension::Length, "--at")?;
    Ok(Level::above_ground_m(height_m))
}

fn quantity(text: &str, dimension: Dimension, option: &'static str) -> Result<f64, Trouble> {
    quantity::parse(text, dimension).map_err(|source| Trouble::Quantity { option, source })
}

/// The name of a case's folder.
fn case_slug(case: &Path) -> String {
    let whole = case.canonicalize().unwrap_or_else(|_| case.to_owned());
    let name = whole
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "case".to_owned())
}
