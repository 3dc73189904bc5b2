//! Coverage of a case on a day: one picture that stands alone, words for the terminal, JSON.

use serde_json::{Value, json};
use study::CONDITIONAL;
use study::coverage::{Covered, RegionCovered};
use study::map::{CellGrid, ShadedRelief};

use crate::figures::{CoverageMap, Frame, Mark, MarkKind, Plate, png_grey};
use crate::svg::{Anchor, BOLD, FILE_STYLE, Svg, wrap};
use crate::words::{capital, group, percent, written};

/// Width of the picture, and of the margin around it (px).
const WIDTH: f64 = 720.0;
const MARGIN: f64 = 20.0;

/// The picture as an SVG file of its own.
pub fn coverage_picture(covered: &Covered) -> String {
    let inner = WIDTH - 2.0 * MARGIN;
    let title = heading(covered);
    let map = map_of(covered);
    let (drawn, height) = map.draw_sized(Plate {
        width: inner,
        id: "map",
        title: &title,
        about: "Cells of about 10 km, shaded by the share of runs in which working sensors cover the cell; the outline shows what they would cover if all worked.",
    });
    let mut svg = Svg::new(WIDTH, &title, &condition(covered));
    svg.raw(FILE_STYLE);
    svg.raw(r##"<rect width="100%" height="100%" fill="#fff"/>"##);
    let mut y = MARGIN - 7.0;
    for line in wrap(&title, 18.0 * BOLD, inner) {
        y += 23.0;
        svg.text((MARGIN, y), Anchor::Start, "h", &line);
    }
    let lines = |svg: &mut Svg, y: &mut f64, words: &str| {
        for line in wrap(words, 13.0, inner) {
            *y += 18.0;
            svg.text((MARGIN, *y), Anchor::Start, "u", &line);
        }
    };
    lines(&mut svg, &mut y, &condition(covered));
    svg.raw(&format!(
        r#"<g transform="translate({MARGIN} {})">{drawn}</g>"#,
        y + 14.0
    ));
    y += 14.0 + height + 6.0;
    lines(&mut svg, &mut y, &footer());
    svg.finish(y + MARGIN, "coverage") + "\n"
}

fn heading(covered: &Covered) -> String {
    let what = match &covered.asked.sensor {
        Some(sensor) => format!("What `{sensor}` alone sees"),
        None => "What working sensors see".to_owned(),
    };
    format!("{what}, {}", covered.asked.level_words())
}

fn condition(covered: &Covered) -> String {
    let asked = &covered.asked;
    let scans = match asked.scans {
        1 => "in one scan".to_owned(),
        many => format!("within {many} scans"),
    };
    format!(
        "{}, {}: a target of {} m² found with a probability of at least {} {scans}; {} replications with seed {}.",
        covered.case,
        written(&asked.date.to_string()),
        asked.rcs_m2,
        asked.pd,
        group(asked.replications),
        asked.seed
    )
}

fn footer() -> String {
    format!(
        "Sites are notional and cells coarse on purpose. {}.",
        capital(CONDITIONAL)
    )
}

fn map_of(covered: &Covered) -> CoverageMap {
    let mark = |kind, name: &str, lat, lon| Mark {
        kind,
        name: name.to_owned(),
        lat,
        lon,
    };
    let sites = covered.sites.iter();
    let sites = sites.map(|[lat, lon]| mark(MarkKind::Site, "", *lat, *lon));
    let places = covered.places.iter();
    let places = places.map(|place| mark(MarkKind::Place, &place.name, place.at[0], place.at[1]));
    CoverageMap {
        grid: frame_of(&covered.grid),
        rows: covered.grid.rows,
        columns: covered.grid.columns,
        shares: covered.share.clone(),
        potential: covered.potential.clone(),
        relief: covered.relief.as_ref().and_then(relief_of),
        borders: covered.borders.clone(),
        country: covered.country.clone(),
        marks: sites.chain(places).collect(),
    }
}

/// The edges of a grid of cells.
pub(crate) fn frame_of(grid: &CellGrid) -> Frame {
    Frame {
        north: grid.north_deg,
        west: grid.west_deg,
        south: grid.north_deg - grid.step_lat_deg * grid.rows as f64,
        east: grid.west_deg + grid.step_lon_deg * grid.columns as f64,
    }
}

/// Relief as a data URI with its edges; unknown ground is left as light as the paper.
pub(crate) fn relief_of(relief: &ShadedRelief) -> Option<(String, Frame)> {
    let light = |shade: &u8| if *shade == 0 { 255 } else { *shade };
    let shade: Vec<u8> = relief.shade.iter().map(light).collect();
    let uri = png_grey(relief.width, relief.height, &shade)?;
    let edges = Frame {
        north: relief.north_deg,
        west: relief.west_deg,
        south: relief.south_deg,
        east: relief.east_deg,
    };
    Some((uri, edges))
}

/// The answer for a terminal: shares by region and place, each sensor alone.
pub fn coverage_words(covered: &Covered) -> String {
    let mut lines = vec![heading(covered), condition(covered), String::new()];
    let head = ["", "land", "if all work", "townspeople", "if all work"];
    let regions = covered.regions.iter().chain([&covered.whole]);
    lines.extend(table(&head, regions.map(region_row)));
    lines.push(String::new());
    let head = ["place", "people", "share of runs", "if all work"];
    let places = covered.places.iter().map(|place| {
        let if_all = if place.if_all { "yes" } else { "no" };
        vec![
            place.name.clone(),
            group(place.population.round() as u64),
            percent(place.share),
            if_all.to_owned(),
        ]
    });
    lines.extend(table(&head, places));
    lines.push(String::new());
    let head = ["sensor alone", "works", "land when it works"];
    let sensors = covered.sensors.iter().map(|sensor| {
        vec![
            sensor.id.clone(),
            percent(sensor.works),
            format!("{} km²", group(sensor.area_km2.round() as u64)),
        ]
    });
    lines.extend(table(&head, sensors));
    lines.push(String::new());
    lines.push(footer());
    lines.join("\n") + "\n"
}

fn region_row(region: &RegionCovered) -> Vec<String> {
    let people = |share: Option<f64>| share.map_or_else(|| "no towns".to_owned(), percent);
    vec![
        region.name.clone(),
        percent(region.land),
        percent(region.land_if_all),
        people(region.people_covered),
        people(region.people_if_all),
    ]
}

/// Columns as wide as their widest cell, the first to the left, the others to the right.
fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let head = head.iter().map(|word| (*word).to_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate();
        let cells = cells.map(|(at, (cell, width))| match at {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        cells.collect::<Vec<_>>().join("   ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// The answer for programs; cells are in the raster alone.
pub fn coverage_json(covered: &Covered) -> Value {
    let asked = &covered.asked;
    let region = |region: &RegionCovered| {
        json!({
            "name": region.name, "area_km2": region.area_km2.round(),
            "land": region.land, "land_if_all_work": region.land_if_all,
            "people": region.people, "people_covered": region.people_covered,
            "people_if_all_work": region.people_if_all,
        })
    };
    let places: Vec<Value> = covered
        .places
        .iter()
        .map(|place| {
            json!({
                "id": place.id, "name": place.name, "population": place.population,
                "share_of_replications": place.share, "if_all_work": place.if_all,
            })
        })
        .collect();
    let sensors: Vec<Value> = covered
        .sensors
        .iter()
        .map(|sensor| {
            json!({ "id": sensor.id, "works": sensor.works, "area_km2_alone": sensor.area_km2.round() })
        })
        .collect();
    json!({
        "case": covered.case, "date": asked.date.to_string(), "height": asked.level_slug(),
        "rcs_m2": asked.rcs_m2, "pd": asked.pd, "scans": asked.scans, "sensor": asked.sensor,
        "seed": asked.seed, "replications": asked.replications,
        "whole": region(&covered.whole),
        "regions": covered.regions.iter().map(region).collect::<Vec<_>>(),
        "places": places, "sensors": sensors, "conditional": CONDITIONAL,
    })
}
