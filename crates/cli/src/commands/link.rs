//! `bartizan link`: one radio link over its terrain.

use std::path::Path;

use quantity::Dimension;
use study::hop::{Ends, Hop, Radio, Weather, hop_of_case, hop_over};

use super::opening;
use crate::args::Link;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// An option that says nothing to go by.
#[derive(Debug, thiserror::Error)]
pub enum LinkFault {
    /// A position that is none.
    #[error(
        "{option}: `{text}` is no position; expected latitude and longitude in degrees, as in `{option} 34.53,69.17`"
    )]
    Position {
        /// The option.
        option: &'static str,
        /// As it was given.
        text: String,
    },
    /// A rain rate that is none.
    #[error(
        "--rain: `{text}` is no rain rate; expected millimetres an hour above 0, as in `--rain \"30 mm/h\"`"
    )]
    Rain {
        /// As it was given.
        text: String,
    },
    /// More than two heights.
    #[error("--mast: `{text}` gives {found} heights; expected one for both ends, or two")]
    Masts {
        /// As it was given.
        text: String,
        /// How many there are.
        found: usize,
    },
    /// A case without a hop in it.
    #[error("which link? give `--link ID`, or `--from SITE --to SITE --by TYPE`")]
    Which,
    /// A raster without ends.
    #[error("between which positions? give `--from LAT,LON --to LAT,LON`")]
    Ends,
}

/// Budgets the link, tells it, draws it where asked.
pub fn link(args: &Link) -> Result<Verdict, Trouble> {
    let hop = match &args.case {
        Some(case) => in_case(args, case)?,
        None => on_raster(args, weather(args, Weather::MIDDLING)?)?,
    };
    if let Some(out) = &args.out {
        let picture = report::hop_picture(&hop, f64::from(args.width));
        study::coverage::save(out, picture.as_bytes())?;
        console::note(&format!("written: {}", out.display()));
    }
    if args.json {
        console::say(&format!("{:#}", report::hop_json(&hop)))?;
    } else {
        console::say(&report::hop_words(
            &hop,
            console::width(),
            console::colour_out(),
        ))?;
    }
    Ok(if hop.closes() {
        Verdict::Yes
    } else {
        Verdict::No
    })
}

/// What the options say of the weather, else what is held already.
fn weather(args: &Link, held: Weather) -> Result<Weather, LinkFault> {
    let rain_001_mm_h = args.rain.as_deref().map(rain).transpose()?;
    Ok(Weather {
        rain_001_mm_h: rain_001_mm_h.unwrap_or(held.rain_001_mm_h),
        gradient_n_km: args.gradient.unwrap_or(held.gradient_n_km),
    })
}

fn in_case(args: &Link, case: &Path) -> Result<Hop, Trouble> {
    let loaded = scenario::load(case)?;
    let ends = match (&args.link, &args.from, &args.to, &args.by) {
        (Some(link), ..) => Ends::Link(link),
        (None, Some(from), Some(to), Some(by)) => Ends::Sites { from, to, by },
        _ => return Err(LinkFault::Which.into()),
    };
    super::note_old_evidence(&loaded);
    let weather = weather(args, Weather::of(&loaded.case.climate))?;
    Ok(hop_of_case(&loaded, ends, weather, opening()?)?)
}

fn on_raster(args: &Link, weather: Weather) -> Result<Hop, Trouble> {
    let (Some(from), Some(to)) = (&args.from, &args.to) else {
        return Err(LinkFault::Ends.into());
    };
    let ends = [position("--from", from)?, position("--to", to)?];
    let asked = &args.radio;
    let frequency = asked.frequency.as_deref().unwrap_or_default();
    let radio = Radio {
        frequency_hz: figure("--frequency", frequency, Dimension::Frequency)?,
        power_dbm: figure("--power", &asked.power, Dimension::Decibel)?,
        gain_dbi: figure("--gain", &asked.gain, Dimension::Decibel)?,
        losses_db: figure("--loss", &asked.loss, Dimension::Decibel)?,
        sensitivity_dbm: figure("--sensitivity", &asked.sensitivity, Dimension::Decibel)?,
        masts_m: masts(&asked.mast)?,
        margin_db: figure("--margin", &asked.margin, Dimension::Decibel)?,
    };
    Ok(hop_over(&args.terrain, ends, &radio, weather, opening()?)?)
}

fn figure(option: &'static str, text: &str, dimension: Dimension) -> Result<f64, Trouble> {
    quantity::parse(text, dimension).map_err(|source| Trouble::Quantity { option, source })
}

fn masts(text: &str) -> Result<[f64; 2], Trouble> {
    let each = text
        .split(',')
        .map(|mast| figure("--mast", mast, Dimension::Length));
    let heights: Vec<f64> = each.collect::<Result<_, _>>()?;
    match heights[..] {
        [both] => Ok([both, both]),
        [first, last] => Ok([first, last]),
        _ => Err(LinkFault::Masts {
            text: text.to_owned(),
            found: heights.len(),
        }
        .into()),
    }
}

fn position(option: &'static str, text: &str) -> Result<(f64, f64), LinkFault> {
    let degrees = text
        .split_once(',')
        .and_then(|(lat, lon)| Some((lat.trim().parse().ok()?, lon.trim().parse().ok()?)));
    degrees.ok_or_else(|| LinkFault::Position {
        option,
        text: text.to_owned(),
    })
}

/// `30 mm/h`; a number alone is millimetres an hour.
fn rain(text: &str) -> Result<f64, LinkFault> {
    let number = text.trim().trim_end_matches("mm/h").trim_end();
    let rate: Option<f64> = number.parse().ok();
    rate.filter(|rate| *rate > 0.0 && rate.is_finite())
        .ok_or_else(|| LinkFault::Rain {
            text: text.to_owned(),
        })
}
