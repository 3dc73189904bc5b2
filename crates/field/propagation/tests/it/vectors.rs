//! Rows of the reference tables, to the tolerance that each states. `bartizan verify` runs all of them; here stand those
//! that rest on one formula.

use std::collections::BTreeMap;

use propagation::{
    EffectiveEarth, Masts, Path, Profile, SPEED_OF_LIGHT_M_S, free_space_loss_db, fresnel_radius_m,
    knife_edge_loss_db, knife_edge_loss_exact_db, knife_edge_nu,
};

const LINKS: &str = include_str!("../../../../../reference/link.csv");
const PROFILES: &str = include_str!("../../../../../reference/link_profiles.csv");
const BULGES: &str = include_str!("../../../../../reference/geodesy.csv");

/// One row: what was put in, what must come out.
struct Row<'a> {
    id: &'a str,
    quantity: &'a str,
    inputs: BTreeMap<&'a str, &'a str>,
    value: f64,
    tolerance: f64,
}

impl Row<'_> {
    fn number(&self, name: &str) -> f64 {
        self.inputs[name].parse().unwrap()
    }

    fn check(&self, ours: f64) {
        let error = (ours - self.value).abs();
        let (id, right, tolerance) = (self.id, self.value, self.tolerance);
        assert!(
            error <= tolerance,
            "{id}: ours {ours}, right {right}, off by {error:e} > {tolerance:e}"
        );
    }
}

fn rows<'a>(text: &'a str, group: &str) -> Vec<Row<'a>> {
    let fields = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>());
    let rows: Vec<Row<'a>> = fields
        .filter(|f| f[1] == group)
        .map(|f| {
            let value: f64 = f[4].parse().unwrap();
            let (relative, absolute): (f64, f64) = (f[6].parse().unwrap(), f[7].parse().unwrap());
            let inputs = f[3].split(';').map(|pair| pair.split_once('=').unwrap());
            Row {
                id: f[0],
                quantity: f[2],
                inputs: inputs.collect(),
                value,
                tolerance: absolute + relative * value.abs(),
            }
        })
        .collect();
    assert!(!rows.is_empty(), "no rows of {group}");
    for row in &rows {
        let light = row
            .inputs
            .get("c_mps")
            .map_or(SPEED_OF_LIGHT_M_S, |c| c.parse().unwrap());
        assert_eq!(light, SPEED_OF_LIGHT_M_S, "{}", row.id);
    }
    rows
}

/// ITU-R P.525; closed form, 1e-9 dB.
#[test]
fn free_space_loss_matches() {
    for row in rows(LINKS, "fspl") {
        row.check(free_space_loss_db(
            row.number("distance_m"),
            row.number("freq_hz"),
        ));
    }
}

/// ITU-R P.526 eq. 2; closed form, 1e-11 of the radius.
#[test]
fn fresnel_radii_match() {
    for row in rows(LINKS, "fresnel") {
        let d1 = row.number("d1_m");
        let d2 = row.number("distance_m") - d1;
        let zone = row.number("zone") as u32;
        row.check(fresnel_radius_m(zone, d1, d2, row.number("freq_hz")));
    }
}

/// The parabolic bulge at mid-path; closed form, 1e-12 of it.
#[test]
fn the_bulge_at_mid_path_matches() {
    for row in rows(BULGES, "bulge")
        .iter()
        .filter(|row| row.quantity == "midpath_m")
    {
        let radius = row.number("k_factor") * row.number("earth_radius_m");
        let earth = EffectiveEarth::from_radius_m(radius).unwrap();
        let half = row.number("distance_m") / 2.0;
        row.check(earth.bulge_m(half, half));
    }
}

/// ITU-R P.526-15 eqs. 26 and 31, to 1e-10 dB, and eq. 30 to 1e-8 dB.
#[test]
fn knife_edges_match() {
    let nu = |row: &Row<'_>| {
        let (d1, d2) = (row.number("d1_m"), row.number("d2_m"));
        knife_edge_nu(
            row.number("edge_above_line_m"),
            d1,
            d2,
            row.number("freq_hz"),
        )
    };
    for row in rows(LINKS, "knife_edge") {
        match row.quantity {
            "j_approx_db" => row.check(knife_edge_loss_db(row.number("nu"))),
            "nu" => row.check(nu(&row)),
            "loss_db" => row.check(knife_edge_loss_db(nu(&row))),
            "j_exact_db" => row.check(knife_edge_loss_exact_db(row.number("nu"))),
            other => panic!("unknown quantity {other}"),
        }
    }
}

fn profile(name: &str) -> Profile {
    let fields = PROFILES
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>());
    let points: Vec<(f64, f64)> = fields
        .filter(|f| f[0] == name)
        .map(|f| (f[2].parse().unwrap(), f[3].parse().unwrap()))
        .collect();
    Profile {
        distances_m: points.iter().map(|point| point.0).collect(),
        heights_m: points.iter().map(|point| point.1).collect(),
    }
}

/// ITU-R P.526-15 section 4.5.1; loss to 1e-8 dB, nu to 1e-9.
#[test]
fn bullington_matches_on_every_profile() {
    for row in rows(LINKS, "bullington") {
        let masts = Masts {
            first_agl_m: row.number("h_tx_agl_m"),
            last_agl_m: row.number("h_rx_agl_m"),
        };
        let earth = EffectiveEarth::from_radius_m(row.number("ae_m")).unwrap();
        let profile = profile(row.inputs["profile"]);
        let path = Path::new(&profile, masts, row.number("freq_hz"), earth).unwrap();
        let ours = path.bullington();
        row.check(if row.quantity == "nu_max" {
            ours.nu
        } else {
            ours.loss_db
        });
    }
}
