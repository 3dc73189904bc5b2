//! Rows of `geodesy.csv`.

use terrain::{
    Cartesian, EarthError, EastNorthUp, EffectiveEarth, Geodesic, Position, Radii, Utm,
    great_circle_m,
};

use crate::row::{Inputs, Row, RowError};
use crate::tables::Shelf;

/// Ours for a row.
pub(crate) fn compute(row: &Row, _: &Shelf) -> Result<Vec<f64>, RowError> {
    let ours = match row.group.as_str() {
        "inverse" => inverse(row)?,
        "direct" => direct(row)?,
        "sphere" => sphere(row)?,
        "ecef" => return ecef(row),
        "ecef_inverse" => ecef_inverse(row)?,
        "enu" => return enu(row),
        "radius" => radius(row)?,
        "horizon" => horizon(row)?,
        "range_height" => range_height(row)?,
        "bulge" => bulge(row)?,
        "utm" => return utm(row),
        _ => return Err(row.unknown_group()),
    };
    Ok(vec![ours])
}

fn position(inputs: &Inputs, lat: &str, lon: &str) -> Result<Position, RowError> {
    Ok(Position::new(inputs.number(lat)?, inputs.number(lon)?))
}

/// The turn of a direction that comes nearest the right one: 0° and 360° are one direction.
fn turned(ours_deg: f64, row: &Row) -> f64 {
    let right = row.right.first().copied().unwrap_or(0.0);
    let off = (ours_deg - right + 180.0).rem_euclid(360.0) - 180.0;
    // Only whole turns are added, so that no digit of ours is lost.
    ours_deg - (360.0 * ((ours_deg - right - off) / 360.0).round())
}

fn inverse(row: &Row) -> Result<f64, RowError> {
    let from = position(&row.inputs, "lat1_deg", "lon1_deg")?;
    let to = position(&row.inputs, "lat2_deg", "lon2_deg")?;
    let line = Geodesic::between(from, to);
    Ok(match row.quantity.as_str() {
        "distance_m" => line.range_m,
        "azimuth1_deg" => turned(line.azimuth_deg, row),
        "azimuth2_deg" => turned(line.arrival_deg, row),
        _ => return Err(row.unknown_quantity()),
    })
}

fn direct(row: &Row) -> Result<f64, RowError> {
    let from = position(&row.inputs, "lat1_deg", "lon1_deg")?;
    let azimuth = row.inputs.number("azimuth1_deg")?;
    let line = Geodesic::leaving(from, azimuth, row.inputs.number("distance_m")?);
    Ok(match row.quantity.as_str() {
        "lat2_deg" => line.end.lat_deg,
        "lon2_deg" => turned(line.end.lon_deg, row),
        "azi2_deg" => turned(line.arrival_deg, row),
        _ => return Err(row.unknown_quantity()),
    })
}

fn sphere(row: &Row) -> Result<f64, RowError> {
    let from = position(&row.inputs, "lat1_deg", "lon1_deg")?;
    let to = position(&row.inputs, "lat2_deg", "lon2_deg")?;
    match row.quantity.as_str() {
        "distance_m" => Ok(great_circle_m(from, to, row.inputs.number("radius_m")?)),
        _ => Err(row.unknown_quantity()),
    }
}

fn ecef(row: &Row) -> Result<Vec<f64>, RowError> {
    let at = position(&row.inputs, "lat_deg", "lon_deg")?;
    let point = Cartesian::of(at, row.inputs.number("height_m")?);
    match row.quantity.as_str() {
        "xyz_m" => Ok(vec![point.x_m, point.y_m, point.z_m]),
        _ => Err(row.unknown_quantity()),
    }
}

fn ecef_inverse(row: &Row) -> Result<f64, RowError> {
    let point = Cartesian {
        x_m: row.inputs.number("x_m")?,
        y_m: row.inputs.number("y_m")?,
        z_m: row.inputs.number("z_m")?,
    };
    let (at, height_m) = point.to_position().map_err(RowError::model)?;
    Ok(match row.quantity.as_str() {
        "lat_deg" => at.lat_deg,
        "lon_deg" => turned(at.lon_deg, row),
        "height_m" => height_m,
        _ => return Err(row.unknown_quantity()),
    })
}

fn enu(row: &Row) -> Result<Vec<f64>, RowError> {
    let from = position(&row.inputs, "ref_lat_deg", "ref_lon_deg")?;
    let to = position(&row.inputs, "lat_deg", "lon_deg")?;
    let from = (from, row.inputs.number("ref_h_m")?);
    let seen = EastNorthUp::seen_from(from, (to, row.inputs.number("h_m")?));
    Ok(match row.quantity.as_str() {
        "enu_m" => vec![seen.east_m, seen.north_m, seen.up_m],
        "azimuth_deg" => vec![turned(seen.azimuth_deg(), row)],
        "elevation_deg" => vec![seen.elevation_deg()],
        "slant_m" => vec![seen.slant_m()],
        _ => return Err(row.unknown_quantity()),
    })
}

fn radius(row: &Row) -> Result<f64, RowError> {
    let radii = Radii::at(row.inputs.number("lat_deg")?);
    Ok(match row.quantity.as_str() {
        "meridian_m" => radii.meridian_m,
        "prime_vertical_m" => radii.prime_vertical_m,
        _ => return Err(row.unknown_quantity()),
    })
}

fn earth(row: &Row) -> Result<EffectiveEarth, RowError> {
    let k = row.inputs.number("k_factor")?;
    EffectiveEarth::new(k, row.inputs.number("earth_radius_m")?).map_err(RowError::model)
}

fn horizon(row: &Row) -> Result<f64, RowError> {
    let earth = earth(row)?;
    let one = |far: fn(&EffectiveEarth, f64) -> Result<f64, EarthError>| {
        far(&earth, row.inputs.number("height_m")?).map_err(RowError::model)
    };
    let mutual = |far: fn(&EffectiveEarth, f64) -> Result<f64, EarthError>| {
        let of = |name| far(&earth, row.inputs.number(name)?).map_err(RowError::model);
        Ok(of("h1_m")? + of("h2_m")?)
    };
    match row.quantity.as_str() {
        "ground_distance_approx_m" => one(EffectiveEarth::horizon_parabola_m),
        "ground_arc_m" => one(EffectiveEarth::horizon_arc_m),
        "slant_m" => one(EffectiveEarth::horizon_slant_m),
        "mutual_approx_m" => mutual(EffectiveEarth::horizon_parabola_m),
        "mutual_arc_m" => mutual(EffectiveEarth::horizon_arc_m),
        _ => Err(row.unknown_quantity()),
    }
}

fn range_height(row: &Row) -> Result<f64, RowError> {
    let earth = earth(row)?;
    let antenna = row.inputs.number("radar_height_m")?;
    let slant = row.inputs.number("slant_m")?;
    let elevation = row.inputs.number("elevation_deg")?;
    let ours = match row.quantity.as_str() {
        "target_height_m" => earth.height_m(antenna, slant, elevation),
        "ground_arc_m" => earth.ground_arc_m(antenna, slant, elevation),
        _ => return Err(row.unknown_quantity()),
    };
    ours.map_err(RowError::model)
}

fn bulge(row: &Row) -> Result<f64, RowError> {
    let (earth, distance) = (earth(row)?, row.inputs.number("distance_m")?);
    let ours = match row.quantity.as_str() {
        "midpath_m" => earth.bulge_m(distance / 2.0, distance / 2.0),
        "drop_m" => earth.drop_m(distance),
        _ => return Err(row.unknown_quantity()),
    };
    ours.map_err(RowError::model)
}

fn utm(row: &Row) -> Result<Vec<f64>, RowError> {
    let at = position(&row.inputs, "lat_deg", "lon_deg")?;
    let zone = u8::try_from(row.inputs.count("zone")?).unwrap_or(u8::MAX);
    let place = Utm::in_zone(at, zone, row.inputs.count("south")? == 1).map_err(RowError::model)?;
    match row.quantity.as_str() {
        "easting_northing_m" => Ok(vec![place.easting_m, place.northing_m]),
        _ => Err(row.unknown_quantity()),
    }
}
