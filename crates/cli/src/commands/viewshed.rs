//! `bartizan viewshed`: what is visible from a place, or from what height, as a GeoTIFF.

use std::path::{Path, PathBuf};

use quantity::{Dimension, QuantityError};
use terrain::viewshed::{
    GroundAround, RingSweep, ViewSettings, Viewshed, ViewshedError, lowest_visible_exact,
};
use terrain::{Altitude, EARTH_RADIUS_M, Layer, LayerError, Position, RasterError, Terrain};

use crate::args::{ViewMode, Viewshed as Asked};
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Why there is no viewshed.
#[derive(Debug, thiserror::Error)]
pub enum ViewFault {
    /// A position that is none.
    #[error(
        "`--at {text}` is no position; expected latitude and longitude in degrees, as in `--at 34.53,69.17`"
    )]
    At {
        /// As it was given.
        text: String,
    },
    /// A length that is none.
    #[error("`--{option}`: {source}")]
    Length {
        /// The option.
        option: &'static str,
        /// What is wrong.
        source: QuantityError,
    },
    /// A target below the ground, or a curvature below nought.
    #[error("`--{option}` is {found}; it must be 0 or more")]
    Negative {
        /// The option.
        option: &'static str,
        /// Its value.
        found: f64,
    },
    /// A site is asked for and the terrain is no case.
    #[error("`--site` names a site of a case; with rasters give `--at LAT,LON`")]
    SiteWithoutCase,
    /// A site that the case does not have.
    #[error("there is no site `{name}`; the case has: {}", known.join(", "))]
    NoSite {
        /// As it was given.
        name: String,
        /// The sites of the case.
        known: Vec<String>,
    },
    /// A site in a flat frame.
    #[error("the site `{name}` lies in a flat frame, which has no terrain")]
    FlatFrame {
        /// The site.
        name: String,
    },
    /// A case without terrain.
    #[error("the case {} names no terrain: give a raster instead", case.display())]
    NoTerrain {
        /// The case.
        case: PathBuf,
    },
    /// A raster that cannot be used.
    #[error(transparent)]
    Raster(#[from] RasterError),
    /// A view that is refused.
    #[error(transparent)]
    View(#[from] ViewshedError),
    /// A raster that cannot be written.
    #[error(transparent)]
    Layer(#[from] LayerError),
}

/// Computes the view, writes it, and says what share is seen.
pub fn viewshed(asked: &Asked) -> Result<Verdict, Trouble> {
    let height_m = length("height", &asked.height)?;
    let target_m = not_negative(
        "target-height",
        length("target-height", &asked.target_height)?,
    )?;
    let settings = ViewSettings {
        max_range_m: length("range", &asked.range)?,
        // A curvature of 0 is an infinite factor: a flat earth.
        k_factor: 1.0 / not_negative("curvature", asked.curvature)?,
        earth_radius_m: EARTH_RADIUS_M,
    };
    let (terrain, position) = scene(asked)?;
    let ground =
        GroundAround::read(&terrain, position, settings.max_range_m).map_err(ViewFault::from)?;
    let view = look(asked, &ground, height_m, &settings).map_err(ViewFault::from)?;
    write(asked, &ground, &view, target_m).map_err(ViewFault::from)?;
    let counts = Counts::of(&view, target_m);
    tell(asked, &ground, &counts, (height_m, target_m))?;
    Ok(Verdict::Yes)
}

fn length(option: &'static str, text: &str) -> Result<f64, ViewFault> {
    // A number alone is metres, as gdal_viewshed has it.
    if let Ok(metres) = text.trim().parse::<f64>() {
        return Ok(metres);
    }
    quantity::parse(text, Dimension::Length).map_err(|source| ViewFault::Length { option, source })
}

fn not_negative(option: &'static str, found: f64) -> Result<f64, ViewFault> {
    if found >= 0.0 {
        Ok(found)
    } else {
        Err(ViewFault::Negative { option, found })
    }
}

/// The terrain, and where the eye stands.
fn scene(asked: &Asked) -> Result<(Terrain, Position), Trouble> {
    let at = asked.at.as_deref().map(at).transpose()?;
    let case = asked.terrain.first().filter(|path| path.is_dir());
    let (Some(case), 1) = (case, asked.terrain.len()) else {
        let position = at.ok_or(ViewFault::SiteWithoutCase)?;
        return Ok((mosaic(&asked.terrain)?, position));
    };
    let loaded = scenario::load(case)?;
    let position = match (&asked.site, at) {
        (Some(name), _) => site(&loaded.case, name)?,
        (None, Some(position)) => position,
        (None, None) => return Err(ViewFault::SiteWithoutCase.into()),
    };
    if loaded.files.terrain.is_empty() {
        return Err(ViewFault::NoTerrain { case: case.clone() }.into());
    }
    Ok((mosaic(&loaded.files.terrain)?, position))
}

fn at(text: &str) -> Result<Position, ViewFault> {
    let degrees = text.split_once(',').and_then(|(lat, lon)| {
        let position = Position::new(lat.trim().parse().ok()?, lon.trim().parse().ok()?);
        position.is_on_earth().then_some(position)
    });
    degrees.ok_or_else(|| ViewFault::At {
        text: text.to_owned(),
    })
}

fn mosaic<P: AsRef<Path>>(paths: &[P]) -> Result<Terrain, Trouble> {
    let terrain = Terrain::open(paths, super::opening()?);
    Ok(terrain.map_err(ViewFault::Raster)?)
}

fn site(case: &case::Case, name: &str) -> Result<Position, ViewFault> {
    let sites = case.sites.rows();
    let Some(site) = sites.iter().find(|site| site.id == name) else {
        return Err(ViewFault::NoSite {
            name: name.to_owned(),
            known: sites.iter().map(|site| site.id.clone()).collect(),
        });
    };
    match site.at {
        case::Position::Globe { lat_deg, lon_deg } => Ok(Position::new(lat_deg, lon_deg)),
        case::Position::Flat { .. } => Err(ViewFault::FlatFrame {
            name: name.to_owned(),
        }),
    }
}

fn look(
    asked: &Asked,
    ground: &GroundAround,
    height_m: f64,
    settings: &ViewSettings,
) -> Result<Viewshed, ViewshedError> {
    let field = ground.field()?;
    let eye = ground.eye(height_m);
    if asked.exact {
        return Ok(lowest_visible_exact(&field, eye, settings)?.rounded());
    }
    RingSweep::new().lowest_visible(&field, eye, settings)
}

fn write(
    asked: &Asked,
    ground: &GroundAround,
    view: &Viewshed,
    target_m: f64,
) -> Result<(), LayerError> {
    let grid = ground.grid_of(view);
    let unknown = |cell: f32| if cell.is_finite() { cell } else { f32::NAN };
    let heights = |cells: &[f32], what: &str| {
        let description = format!("{what}; {}", study::CONDITIONAL);
        let layer = Layer {
            grid,
            cells,
            nodata: Some(f32::NAN),
            description: &description,
        };
        layer.write(&asked.out)
    };
    match asked.mode {
        ViewMode::Visible => {
            let cells: Vec<u8> = view
                .cells()
                .iter()
                .map(|c| value(asked, *c, target_m))
                .collect();
            let what = format!("visible at {target_m} m above ground");
            let layer = Layer {
                grid,
                cells: &cells,
                nodata: Some(asked.nodata),
                description: &format!("{what}; {}", study::CONDITIONAL),
            };
            layer.write(&asked.out)
        }
        ViewMode::AboveGround => {
            let cells: Vec<f32> = view.cells().iter().map(|cell| unknown(*cell)).collect();
            heights(&cells, "lowest visible height above ground [m]")
        }
        ViewMode::AboveSea => {
            let cells = view.cells().iter().zip(ground.under(view));
            let cells: Vec<f32> = cells.map(|(cell, sea)| unknown(*cell) + sea).collect();
            heights(&cells, "lowest visible altitude above mean sea level [m]")
        }
    }
}

/// What a cell of a raster of visibility holds.
fn value(asked: &Asked, lowest_m: f32, target_m: f64) -> u8 {
    if lowest_m.is_nan() {
        asked.out_of_range_value
    } else if lowest_m.is_infinite() {
        asked.nodata
    } else if f64::from(lowest_m) <= target_m {
        asked.visible_value
    } else {
        asked.invisible_value
    }
}

/// Cells by what is known of them.
struct Counts {
    within: usize,
    visible: usize,
    unknown: usize,
}

impl Counts {
    fn of(view: &Viewshed, target_m: f64) -> Self {
        let count =
            |holds: &dyn Fn(f32) -> bool| view.cells().iter().filter(|c| holds(**c)).count();
        Self {
            within: count(&|cell| !cell.is_nan()),
            visible: count(&|cell| f64::from(cell) <= target_m),
            unknown: count(&f32::is_infinite),
        }
    }
}

fn tell(
    asked: &Asked,
    ground: &GroundAround,
    counts: &Counts,
    (height_m, target_m): (f64, f64),
) -> Result<(), Trouble> {
    let Counts {
        within,
        visible,
        unknown,
    } = counts;
    let eye = ground.eye_position();
    let ground_m = Altitude::as_m(ground.eye_ground());
    if asked.json {
        let answer = serde_json::json!({
            "file": asked.out,
            "eye": { "lat_deg": eye.lat_deg, "lon_deg": eye.lon_deg, "ground_m": ground_m, "height_agl_m": height_m },
            "target_height_agl_m": target_m,
            "cells": { "within_range": within, "visible": visible, "unknown": unknown },
            "note": study::CONDITIONAL,
        });
        return console::say(&answer.to_string());
    }
    let share = 100.0 * *visible as f64 / (*within).max(1) as f64;
    let unknown = if *unknown > 0 {
        format!(", {unknown} of them unknown for want of heights")
    } else {
        String::new()
    };
    console::say(&format!(
        "From {height_m} m above {:.5}, {:.5} (ground at {ground_m:.0} m) {target_m} m above the ground is visible on \
         {visible} of {within} cells within range ({share:.1} %){unknown}.\nWritten to {}.\n{}.",
        eye.lat_deg,
        eye.lon_deg,
        asked.out.display(),
        study::CONDITIONAL
    ))
}
