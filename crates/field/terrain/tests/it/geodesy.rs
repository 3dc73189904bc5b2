//! Geodesics against the vectors, to the tolerance that each row states.

use std::collections::BTreeMap;

use terrain::{EffectiveEarth, Geodesic, Position, Utm, distance_azimuth};

use crate::reference;

#[test]
fn inverse_and_direct_geodesics_match_the_vectors() {
    let mut checked = 0;
    for line in reference::GEODESY.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        if fields[1] != "inverse" && fields[1] != "direct" {
            continue;
        }
        let pairs = fields[3]
            .split(';')
            .map(|pair| pair.split_once('=').unwrap());
        let inputs: BTreeMap<&str, f64> = pairs
            .map(|(name, value)| (name, value.parse().unwrap()))
            .collect();
        let start = Position::new(inputs["lat1_deg"], inputs["lon1_deg"]);
        let ours = match fields[2] {
            "distance_m" | "azimuth1_deg" => {
                let end = Position::new(inputs["lat2_deg"], inputs["lon2_deg"]);
                let course = distance_azimuth(start, end);
                if fields[2] == "distance_m" {
                    course.range_m
                } else {
                    course.azimuth_deg
                }
            }
            "lat2_deg" | "lon2_deg" => {
                let end = start.destination(inputs["azimuth1_deg"], inputs["distance_m"]);
                if fields[2] == "lat2_deg" {
                    end.lat_deg
                } else {
                    end.lon_deg
                }
            }
            _ => continue, // the azimuth at the far end is not asked of this crate
        };
        let number = |i: usize| fields[i].parse::<f64>().unwrap();
        let is_angle = fields[2] == "azimuth1_deg" || fields[2] == "lon2_deg";
        let error = (ours - number(4)).abs();
        let error = if is_angle {
            error.min((error - 360.0).abs())
        } else {
            error
        };
        let tolerance = number(7) + number(6) * number(4).abs();
        assert!(
            error <= tolerance,
            "{}: ours {ours}, right {}, off by {error:e}",
            fields[0],
            fields[4]
        );
        checked += 1;
    }
    assert!(checked >= 60, "only {checked} rows");
}

#[test]
fn what_lies_outside_the_domain_is_refused_in_a_sentence() {
    let earth = EffectiveEarth::STANDARD;
    let asked = [
        (
            EffectiveEarth::new(0.0, 6.371e6).unwrap_err().to_string(),
            "effective-Earth factor is 0",
        ),
        (
            EffectiveEarth::new(1.0, f64::INFINITY)
                .unwrap_err()
                .to_string(),
            "radius [m] is inf",
        ),
        (
            earth.horizon_arc_m(-1.0).unwrap_err().to_string(),
            "height [m] is -1",
        ),
        (
            earth.height_m(0.0, 1e3, 91.0).unwrap_err().to_string(),
            "elevation [degrees] is 91",
        ),
        (
            earth.bulge_m(f64::NAN, 1.0).unwrap_err().to_string(),
            "distance [m] is NaN",
        ),
        (
            Utm::in_zone(Position::new(0.0, 3.0), 61, false)
                .unwrap_err()
                .to_string(),
            "zones 1 to 60, not 61",
        ),
        (
            Utm::in_zone(Position::new(85.0, 3.0), 31, false)
                .unwrap_err()
                .to_string(),
            "latitude is 85",
        ),
        (
            Utm::in_zone(Position::new(0.0, 120.0), 31, false)
                .unwrap_err()
                .to_string(),
            "UTM zone 31",
        ),
    ];
    for (message, said) in asked {
        assert!(message.contains(said), "{message}");
    }
}

/// Across the date line, into a zone's neighbour and at a pole nothing jumps.
#[test]
fn nothing_jumps_at_the_date_line_or_a_pole() {
    let line = Geodesic::between(Position::new(10.0, 179.9), Position::new(10.0, -179.9));
    assert!(
        line.range_m < 22_000.0 && (line.azimuth_deg - 90.0).abs() < 0.1,
        "{line:?}"
    );
    let over = Geodesic::leaving(Position::new(89.9, 20.0), 0.0, 22_338.0);
    assert!(
        over.end.lat_deg > 89.8 && (over.arrival_deg - 180.0).abs() < 1e-6,
        "{over:?}"
    );
    assert_eq!(
        [-180.0, -177.0, 179.99, 180.0, 3.0].map(Utm::zone_of),
        [1, 1, 60, 1, 31]
    );
    let east = Utm::in_zone(Position::new(-5.0, -179.999), 60, true).unwrap();
    let west = Utm::in_zone(Position::new(-5.0, 179.999), 60, true).unwrap();
    assert!(
        (east.easting_m - west.easting_m - 222.0).abs() < 2.0,
        "{east:?} {west:?}"
    );
}
