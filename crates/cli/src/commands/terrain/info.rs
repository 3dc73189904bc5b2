//! `bartizan terrain info`: what rasters hold.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use terrain::{Census, Raster, RasterError, Seams, Terrain};

use crate::args::TerrainInfo;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Reads every cell and tells what is there.
pub fn info(args: &TerrainInfo) -> Result<Verdict, Trouble> {
    let mut paths = Vec::new();
    for path in &args.paths {
        paths.extend(rasters_of(path)?);
    }
    let terrain = Terrain::open(&paths, super::super::opening()?)?;
    let counts = counted(&terrain)?;
    let seams = seams(&terrain)?;
    let text = if args.json {
        format!("{:#}", answer(&terrain, &counts, &seams))
    } else {
        told(&terrain, &counts, &seams)
    };
    console::say(&text)?;
    Ok(Verdict::Yes)
}

/// The rasters of a case, or what was named.
fn rasters_of(path: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let is_case =
        path.join("scenario.toml").is_file() || path.extension().is_some_and(|e| e == "toml");
    if !is_case {
        return Ok(vec![path.to_owned()]);
    }
    let terrain = scenario::load(path)?.files.terrain;
    if terrain.is_empty() {
        let case = path.to_owned();
        return Err(crate::commands::viewshed::ViewFault::NoTerrain { case }.into());
    }
    Ok(terrain)
}

/// The census of each raster, in order.
///
/// # Errors
/// A raster that cannot be read to its end.
pub fn counted(terrain: &Terrain) -> Result<Vec<Census>, RasterError> {
    terrain.rasters().iter().map(Raster::census).collect()
}

fn seams(terrain: &Terrain) -> Result<Seams, Trouble> {
    terrain
        .seams()
        .map_err(|fault| Trouble::Unread(fault.to_string()))
}

fn answer(terrain: &Terrain, counts: &[Census], seams: &Seams) -> Value {
    let rasters = terrain.rasters().iter().zip(counts);
    json!({
        "rasters": rasters.map(|(raster, census)| raster_json(raster, census)).collect::<Vec<_>>(),
        "seams": {
            "joined": seams.joined,
            "unlike": seams.unlike,
            "shared_cells": seams.shared,
            "disagreeing_cells": seams.disagreeing,
            "most_m": seams.most_m,
        },
        "note": study::CONDITIONAL,
    })
}

fn raster_json(raster: &Raster, census: &Census) -> Value {
    let (grid, extent) = (raster.grid(), raster.extent());
    json!({
        "file": raster.path(),
        "format": raster.format(),
        "crs": "EPSG:4326",
        "vertical_datum": raster.datum().to_string(),
        "rows": grid.height,
        "columns": grid.width,
        "step_lat_arc_seconds": grid.step_lat_deg * 3_600.0,
        "step_lon_arc_seconds": grid.step_lon_deg * 3_600.0,
        "south_deg": extent.south_deg,
        "north_deg": extent.north_deg,
        "west_deg": extent.west_deg,
        "east_deg": extent.east_deg,
        "cells": census.cells,
        "voids": census.voids,
        "doubtful": census.doubtful,
        "lowest_m": census.lowest_m,
        "highest_m": census.highest_m,
    })
}

fn told(terrain: &Terrain, counts: &[Census], seams: &Seams) -> String {
    let rasters = terrain.rasters().iter().zip(counts);
    let mut lines: Vec<String> = rasters
        .flat_map(|(raster, census)| raster_told(raster, census))
        .collect();
    lines.extend(summed(counts, seams));
    lines.push(study::CONDITIONAL.to_owned());
    lines.join("\n")
}

fn raster_told(raster: &Raster, census: &Census) -> [String; 4] {
    let (grid, extent) = (raster.grid(), raster.extent());
    let heights = match (census.lowest_m, census.highest_m) {
        (Some(low), Some(high)) => format!("{low} to {high} m"),
        _ => "no height at all".to_owned(),
    };
    [
        format!(
            "{} ({})",
            raster.name(),
            raster.format().unwrap_or("in memory")
        ),
        format!(
            "  {} rows of {} columns, {} arc-seconds north by {} east; {} to {} N, {} to {} E",
            grid.height,
            grid.width,
            short(grid.step_lat_deg * 3_600.0),
            short(grid.step_lon_deg * 3_600.0),
            short(extent.south_deg),
            short(extent.north_deg),
            short(extent.west_deg),
            short(extent.east_deg),
        ),
        format!(
            "  WGS 84 degrees (EPSG:4326); heights from {}",
            raster.datum()
        ),
        format!(
            "  {heights}; {} of {} cells void; {} doubtful (below -500 m or above 9,000 m)",
            census.voids, census.cells, census.doubtful
        ),
    ]
}

/// What is void or disagrees over all rasters: a line for each that there is.
pub fn summed(counts: &[Census], seams: &Seams) -> Vec<String> {
    let voids: u64 = counts.iter().map(|census| census.voids).sum();
    let doubtful: u64 = counts.iter().map(|census| census.doubtful).sum();
    let mut lines = Vec::new();
    if counts.len() > 1 || seams.unlike > 0 {
        lines.push(format!(
            "{} rasters: {} seams joined, {} between rasters whose cells are out of line",
            counts.len(),
            seams.joined,
            seams.unlike
        ));
    }
    if voids > 0 {
        let voids = many(voids, "void cell");
        lines.push(format!(
            "{voids}: a coarser raster answers there, else nothing is known"
        ));
    }
    if doubtful > 0 {
        let doubtful = many(doubtful, "cell");
        lines.push(format!(
            "{doubtful} below -500 m or above 9,000 m: a nodata value may lack its tag"
        ));
    }
    if seams.disagreeing > 0 {
        lines.push(format!(
            "{} of {} cells that two rasters share disagree, by {} m at most; the first in order answers",
            seams.disagreeing, seams.shared, seams.most_m
        ));
    }
    lines
}

fn many(n: u64, word: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {word}{plural}")
}

/// A number without the digits that a division leaves.
fn short(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}
