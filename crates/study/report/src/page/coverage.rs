//! The coverage map, and shares of land and townspeople by region.

use study::NoColumn;
use study::manifest::At;

use super::parts::{Row, caption, figure, one_page, p, row, section, table};
use crate::context::Context;
use crate::covered::{frame_of, relief_of};
use crate::facts::{Coverage, HeightCoverage, coverage as seen_on};
use crate::figures::{CoverageMap, Mark, MarkKind, Plate};
use crate::svg::escape;
use crate::words::{metres, percent, sentence, written};

pub(super) fn coverage(context: &Context<'_>) -> Result<String, NoColumn> {
    let horizon = context.study.horizon_days().unwrap_or(0.0);
    let median = context.median_of_all();
    let day = median.unwrap_or(horizon);
    let Some(found) = seen_on(context.run, context.own(), day)? else {
        let words = "This case has no map of cells: its frame is flat, or it has no radar";
        return Ok(section("Who is seen", words, ""));
    };
    let which = if median.is_some() {
        format!(
            "The day shown, {}, is the asked day nearest to the median date of “working”; over {}.",
            written(&found.date),
            context.runs()
        )
    } else {
        format!(
            "In fewer than half of the runs does it ever work, so the median never comes: the day shown is {}, the last asked; over {}.",
            written(&found.date),
            context.runs()
        )
    };
    let figures: Vec<String> = found
        .heights
        .iter()
        .map(|height| map(context, height))
        .collect();
    let body = p(&which)
        + &row(&figures)
        + &by_region(context, &found)
        + &by_set(context, day)?
        + &p(&terrain(context));
    Ok(one_page(
        "What working radars see",
        &(headline(&found) + &context.on_own_claims()),
        &body,
    ))
}

fn headline(found: &Coverage) -> String {
    let shares: Vec<String> = found
        .heights
        .iter()
        .filter_map(|height| {
            let land = height.regions.last()?.land;
            Some(format!(
                "{} of the land at {}",
                percent(land),
                metres(height.height_m)
            ))
        })
        .collect();
    format!(
        "On {}, working radars see on average {}",
        written(&found.date),
        crate::words::and(&shares)
    )
}

fn map(context: &Context<'_>, height: &HeightCoverage) -> String {
    let at = metres(height.height_m);
    let Some(grid) = context.run.grid() else {
        return String::new();
    };
    let relief = context.run.relief().and_then(relief_of);
    let map = CoverageMap {
        grid: frame_of(grid),
        rows: grid.rows,
        columns: grid.columns,
        shares: height.shares.clone(),
        potential: height.potential.clone(),
        relief,
        // A border that cannot be read leaves a map without borders.
        borders: context.run.borders().ok().flatten(),
        country: context.run.country().ok().flatten(),
        marks: marks(context),
    };
    let id = format!("map-{}", height.height_m);
    let title = format!("Coverage at {at} above ground");
    let picture = map.draw(Plate {
        width: 420.0,
        id: &id,
        title: &title,
        about: "Cells of about 10 km, shaded by the share of runs in which a working radar sees the cell's centre; the outline shows what all radars would see if all worked.",
    });
    figure("w420", &format!("At {at} above ground"), "", &picture, "")
}

fn marks(context: &Context<'_>) -> Vec<Mark> {
    let mark = |kind, name: &str, at: &At| match *at {
        At::Globe { lat, lon } => Some(Mark {
            kind,
            name: name.to_owned(),
            lat,
            lon,
        }),
        At::Flat { .. } => None,
    };
    let study = context.study;
    // Sites of search radars alone: the map is about what they see.
    let radar = |id: &str| study.sensors.iter().any(|sensor| sensor.site == id);
    let sites = study.sites.iter().filter(|site| radar(&site.id));
    let sites = sites.filter_map(|site| mark(MarkKind::Site, &site.id, &site.at));
    let places = study.places.iter();
    let places = places.filter_map(|place| mark(MarkKind::Place, &place.name, &place.at));
    sites.chain(places).collect()
}

/// What the other sets see beside the case's own; empty where there is one set.
fn by_set(context: &Context<'_>, day: f64) -> Result<String, NoColumn> {
    let sets = context.by_set(|sample| seen_on(context.run, sample, day))?;
    let rows = sets.iter().filter_map(|(set, found)| {
        let whole = |height: &HeightCoverage| height.regions.last().cloned();
        let regions = found.as_ref()?.heights.iter().filter_map(whole);
        let cells = regions.flat_map(|seen| {
            let people = seen.people.map_or_else(|| "no towns".to_owned(), percent);
            [percent(seen.land), people]
        });
        Some(Row::new(set, cells))
    });
    let rows: Vec<Row> = rows.collect();
    let Some((_, Some(first))) = sets.first() else {
        return Ok(String::new());
    };
    let heads = first.heights.iter().flat_map(|height| {
        let m = metres(height.height_m);
        [format!("land, {m}"), format!("townspeople, {m}")]
    });
    let heads: Vec<String> = std::iter::once("rival set".to_owned())
        .chain(heads)
        .collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    Ok(table(
        &heads,
        &rows,
        "The whole country on that day, set by set: mean over runs of the share seen.",
    ))
}

fn by_region(context: &Context<'_>, found: &Coverage) -> String {
    let head: String = found
        .heights
        .iter()
        .map(|height| {
            let m = metres(height.height_m);
            format!("<th class=\"n\">land, {m}</th><th class=\"n\">townspeople, {m}</th>")
        })
        .collect();
    let regions = found
        .heights
        .first()
        .map_or(0, |height| height.regions.len());
    let rows: String = (0..regions)
        .map(|region| table_row(found, region, region + 1 == regions))
        .collect();
    format!(
        "<div class=\"scroll\"><table class=\"stack\"><thead><tr><th>region</th>{head}</tr></thead><tbody>{rows}</tbody>{}</table></div>",
        caption(&format!(
            "Mean over {} of the share seen; in brackets, if every radar of the case worked. Townspeople: people of the towns in the gazetteer, not of villages.",
            context.runs()
        ))
    )
}

fn table_row(found: &Coverage, region: usize, whole: bool) -> String {
    let name = found
        .heights
        .first()
        .and_then(|height| height.regions.get(region));
    let name = name.map_or("", |region| region.name.as_str());
    let cells: String = found
        .heights
        .iter()
        .filter_map(|height| {
            let seen = height.regions.get(region)?;
            let m = metres(height.height_m);
            let people = match (seen.people, seen.people_if_all) {
                (Some(now), Some(all)) => format!("{} ({})", percent(now), percent(all)),
                _ => "no towns".to_owned(),
            };
            Some(format!(
                "<td class=\"n\" data-k=\"land, {m}\">{} ({})</td><td class=\"n\" data-k=\"townspeople, {m}\">{people}</td>",
                percent(seen.land),
                percent(seen.land_if_all),
            ))
        })
        .collect();
    let class = if whole { " class=\"whole\"" } else { "" };
    format!(
        "<tr{class}><th scope=\"row\">{}</th>{cells}</tr>",
        escape(name)
    )
}

fn terrain(context: &Context<'_>) -> String {
    let lines: Vec<String> = context
        .study
        .terrain
        .iter()
        .map(|line| sentence(line))
        .collect();
    let ground = if lines.is_empty() {
        "No terrain is given: the earth is taken as smooth.".to_owned()
    } else {
        lines.join(" ")
    };
    format!(
        "Seen means: {}. {ground} Sites are notional and rounded; cells are coarse on purpose.",
        context.study.coverage_target
    )
}
