//! Geodesics against the vectors, to the tolerance that each row states.

use std::collections::BTreeMap;

use terrain::{Position, distance_azimuth};

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
