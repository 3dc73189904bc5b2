//! Shapes that hold whatever the numbers, and paths that are refused.

use proptest::prelude::*;

use propagation::{
    Air, Climate, EffectiveEarth, GasAttenuation, Ground, Link, LinkBudget, Masts, Path,
    Polarisation, Profile, PropagationError, SphericalPath, Surroundings, knife_edge_loss_db,
    knife_edge_loss_exact_db,
};

const MASTS: Masts = Masts {
    first_agl_m: 30.0,
    last_agl_m: 30.0,
};

fn link() -> Link {
    Link {
        frequency_hz: 7e9,
        polarisation: Polarisation::Vertical,
        power_dbm: 30.0,
        gains_db: 70.0,
        losses_db: 4.0,
        sensitivity_dbm: -75.0,
        masts: MASTS,
    }
}

fn around() -> Surroundings {
    Surroundings::mean_at(0.0, 7e9).unwrap()
}

fn level(heights: &[f64]) -> Profile {
    Profile {
        distances_m: (0..heights.len()).map(|i| i as f64 * 1e3).collect(),
        heights_m: heights.to_vec(),
    }
}

fn path(profile: &Profile, masts: Masts, frequency_hz: f64) -> Path<'_> {
    Path::new(profile, masts, frequency_hz, EffectiveEarth::standard()).unwrap()
}

fn mirrored(profile: &Profile) -> Profile {
    let last = profile.distances_m.last().copied().unwrap();
    Profile {
        distances_m: profile.distances_m.iter().rev().map(|d| last - d).collect(),
        heights_m: profile.heights_m.iter().rev().copied().collect(),
    }
}

#[test]
fn a_clear_short_hop_loses_free_space_and_a_little_to_air() {
    // 3 km over level ground, masts of 30 m: the worst clearance is over ten Fresnel radii at 7 GHz.
    let budget = LinkBudget::over(&level(&[0.0; 4]), &link(), &around()).unwrap();
    assert_eq!(budget.path_loss.terrain_db, 0.0);
    // 20 log10(4 pi 3000 m / 0.04283 m) = 118.89 dB
    let free_space = budget.path_loss.free_space_db;
    assert!((free_space - 118.89).abs() < 0.01, "{budget:?}");
    // 0.0074 dB/km by oxygen and 0.0024 by 7.5 g/m³ of vapour at 7 GHz (ITU-R P.676, figure 1)
    let gases = budget.path_loss.gases_db.unwrap().sum();
    assert!((0.02..0.04).contains(&gases), "{gases}");
    assert!((budget.received_dbm - (96.0 - free_space - gases)).abs() < 1e-9);
    assert!((budget.margin_db - (budget.received_dbm + 75.0)).abs() < 1e-12);
    assert!(
        budget.clearance.unwrap().zones > 5.0 && budget.closes(),
        "{budget:?}"
    );
    let total: f64 = budget.path_loss.named().iter().map(|(_, loss)| loss).sum();
    assert_eq!(total, budget.path_loss.total_db());
}

#[test]
fn a_ridge_through_the_line_cuts_it() {
    let ridge = level(&[0.0, 0.0, 300.0, 0.0, 0.0]);
    let budget = LinkBudget::over(&ridge, &link(), &around()).unwrap();
    let worst = budget.clearance.unwrap();
    assert!(worst.zones < 0.0 && worst.at_m == 2e3, "{worst:?}");
    assert!(budget.path_loss.terrain_db > 30.0, "{budget:?}");
}

#[test]
fn an_edge_that_touches_the_line_costs_what_a_knife_edge_at_zero_costs() {
    let flat_earth = EffectiveEarth::from_radius_m(f64::INFINITY).unwrap();
    let masts = Masts {
        first_agl_m: 0.0,
        last_agl_m: 0.0,
    };
    let profile = level(&[0.0, 0.0, 0.0]);
    let ours = Path::new(&profile, masts, 1e9, flat_earth)
        .unwrap()
        .bullington();
    assert_eq!(ours.nu, 0.0);
    let edge = knife_edge_loss_db(0.0);
    let expected = edge + (1.0 - (-edge / 6.0).exp()) * (10.0 + 0.02 * 2.0);
    assert!((ours.loss_db - expected).abs() < 1e-12);
}

#[test]
fn a_flat_earth_has_no_diffraction_by_its_bulge_and_says_so() {
    let flat_earth = EffectiveEarth::from_radius_m(f64::INFINITY).unwrap();
    let profile = level(&[0.0; 5]);
    let path = Path::new(&profile, MASTS, 1e9, flat_earth).unwrap();
    let error = path
        .delta_bullington(Ground::LAND, Polarisation::Vertical)
        .unwrap_err();
    assert!(
        error.to_string().contains("effective Earth radius"),
        "{error}"
    );
}

#[test]
fn over_a_smooth_sea_the_delta_method_is_the_round_earth_alone() {
    // 81 points of sea: Bullington over it and over the smooth Earth are one, so the sphere's loss is all.
    let sea = level(&[0.0; 81]);
    let masts = Masts {
        first_agl_m: 20.0,
        last_agl_m: 10.0,
    };
    let ours = path(&sea, masts, 1e9)
        .delta_bullington(Ground::SEA, Polarisation::Horizontal)
        .unwrap();
    let sphere = SphericalPath {
        distance_m: 80e3,
        first_m: 20.0,
        last_m: 10.0,
        frequency_hz: 1e9,
        earth: EffectiveEarth::standard(),
        ground: Ground::SEA,
        polarisation: Polarisation::Horizontal,
    };
    assert_eq!(ours.actual_db, ours.smooth_db);
    let whole = sphere.loss_db().unwrap();
    assert!(whole > ours.actual_db + 5.0);
    assert!((ours.loss_db - whole).abs() < 1e-9, "{ours:?} {whole}");
}

#[test]
fn a_path_of_two_points_still_knows_the_round_earth() {
    let bare = Profile {
        distances_m: vec![0.0, 60e3],
        heights_m: vec![0.0, 0.0],
    };
    let ours = path(&bare, MASTS, 1e9);
    assert!(ours.clearance().is_none() && ours.deygout().main.is_none());
    assert_eq!(ours.bullington().loss_db, 0.0);
    let delta = ours
        .delta_bullington(Ground::LAND, Polarisation::Vertical)
        .unwrap();
    assert!(delta.loss_db > 20.0, "{delta:?}");
}

#[test]
fn what_is_no_path_is_refused_by_name() {
    let over = |profile: &Profile| {
        Path::new(profile, MASTS, 1e9, EffectiveEarth::standard())
            .unwrap_err()
            .to_string()
    };
    assert!(over(&level(&[1.0])).contains("fewer than two"));
    assert!(over(&level(&[1.0, f64::NAN])).contains("not finite"));
    let mut backwards = level(&[1.0, 2.0, 3.0]);
    backwards.distances_m.swap(0, 1);
    assert!(over(&backwards).contains("do not rise"));
    backwards.distances_m.pop();
    assert!(over(&backwards).contains("as many distances"));
    let error = Path::new(&level(&[1.0, 2.0]), MASTS, 1e6, EffectiveEarth::standard()).unwrap_err();
    assert!(matches!(
        error,
        PropagationError::OutsideDomain {
            figure: "frequency [Hz]",
            ..
        }
    ));
    assert!(EffectiveEarth::from_k(0.0).is_err());
    assert!(EffectiveEarth::from_k(f64::NAN).is_err());
}

fn climate() -> Climate {
    Climate {
        rain_001_mm_h: 20.0,
        gradient_n_km: -300.0,
        roughness_m: None,
        latitude_rad: 34.5_f64.to_radians(),
    }
}

#[test]
fn availability_is_told_for_a_link_in_sight_and_refused_for_one_that_is_not() {
    let clear = Profile {
        distances_m: (0..=30).map(|i| f64::from(i) * 1e3).collect(),
        heights_m: (0..=30).map(|i| f64::from((15 - i) * (15 - i))).collect(),
    };
    let budget = LinkBudget::over(&clear, &link(), &around()).unwrap();
    let found = budget.availability(&climate());
    let (least, most) = found.together().unwrap().availability();
    assert!(0.99 < least && least <= most && most < 1.0, "{found:?}");
    assert!(found.multipath_worst_month.clone().unwrap().is_figure());
    // More is lost in the worst month than in the mean one.
    let (month, year) = (
        found.multipath_worst_month.unwrap(),
        found.multipath.unwrap(),
    );
    assert!(month.most_percent > year.most_percent);

    let ridge = level(&[0.0, 0.0, 300.0, 0.0, 0.0]);
    let hidden = LinkBudget::over(&ridge, &link(), &around()).unwrap();
    let error = hidden.availability(&climate()).together().unwrap_err();
    assert!(error.to_string().contains("line of sight"), "{error}");
}

#[test]
fn a_link_beyond_the_data_of_multipath_gets_a_bound() {
    // 3 km, and both ends higher than the data: at most what the edge of the data gives.
    let short = level(&[3_000.0; 4]);
    let found = LinkBudget::over(&short, &link(), &around())
        .unwrap()
        .availability(&climate());
    let outage = found.multipath.unwrap();
    assert!(
        !outage.is_figure() && outage.least_percent == 0.0,
        "{outage:?}"
    );
    assert!(
        outage.most_percent > 0.0 && outage.most_percent < 1e-3,
        "{outage:?}"
    );
}

#[test]
fn a_link_without_margin_is_out_all_the_time() {
    let weak = Link {
        power_dbm: -60.0,
        ..link()
    };
    let found = LinkBudget::over(&level(&[0.0; 11]), &weak, &around())
        .unwrap()
        .availability(&climate());
    assert_eq!(found.together().unwrap().availability(), (0.0, 0.0));
}

proptest! {
    #[test]
    fn raising_a_mast_never_costs_clearance(
        heights in prop::collection::vec(0.0..800.0, 3..40),
        mast in 1.0..60.0,
        more in 0.1..60.0,
    ) {
        let profile = level(&heights);
        let zones = |mast| path(&profile, Masts { first_agl_m: mast, ..MASTS }, 7e9).clearance().unwrap().zones;
        prop_assert!(zones(mast + more) >= zones(mast));
    }

    #[test]
    fn diffraction_never_gains_and_is_always_a_number(
        heights in prop::collection::vec(-400.0..3_000.0, 2..40),
        frequency in 30e6..100e9,
        masts in (0.0..60.0, 0.0..60.0),
    ) {
        let profile = level(&heights);
        let masts = Masts { first_agl_m: masts.0, last_agl_m: masts.1 };
        let over = path(&profile, masts, frequency);
        let edges = over.deygout();
        let delta = over.delta_bullington(Ground::LAND, Polarisation::Vertical).unwrap();
        for loss in [over.bullington().loss_db, edges.loss_db(), edges.loss_p526_db(), delta.loss_db] {
            prop_assert!(loss >= 0.0 && loss.is_finite(), "{loss}");
        }
        prop_assert!(delta.loss_db >= over.bullington().loss_db);
    }

    #[test]
    fn a_path_costs_the_same_both_ways(
        heights in prop::collection::vec(0.0..1_500.0, 3..60),
        frequency in 30e6..40e9,
        masts in (1.0..60.0, 1.0..60.0),
    ) {
        let there = level(&heights);
        let back = mirrored(&there);
        let of = |profile: &Profile, first, last| {
            let over = Path::new(
                profile,
                Masts { first_agl_m: first, last_agl_m: last },
                frequency,
                EffectiveEarth::standard(),
            ).unwrap();
            let delta = over.delta_bullington(Ground::LAND, Polarisation::Horizontal).unwrap();
            (delta.loss_db, over.deygout().loss_db())
        };
        let (delta, deygout) = of(&there, masts.0, masts.1);
        let (delta_back, deygout_back) = of(&back, masts.1, masts.0);
        prop_assert!((delta - delta_back).abs() < 1e-6, "{delta} {delta_back}");
        prop_assert!((deygout - deygout_back).abs() < 1e-6, "{deygout} {deygout_back}");
    }

    #[test]
    fn a_knife_edge_costs_more_the_higher_it_stands(nu in -3.0..30.0, more in 0.0..5.0) {
        prop_assert!(knife_edge_loss_db(nu + more) >= knife_edge_loss_db(nu));
    }

    #[test]
    fn the_approximate_edge_is_as_near_as_documented(nu in -0.78..200.0) {
        let error = knife_edge_loss_db(nu) - knife_edge_loss_exact_db(nu);
        prop_assert!(error.abs() < 0.13, "{error} dB at {nu}");
    }

    #[test]
    fn beyond_the_horizon_the_round_earth_costs_more_with_distance(
        distance in 60e3..300e3,
        more in 1e3..50e3,
        frequency in 100e6..20e9,
    ) {
        let loss = |distance_m| SphericalPath {
            distance_m,
            first_m: 20.0,
            last_m: 20.0,
            frequency_hz: frequency,
            earth: EffectiveEarth::standard(),
            ground: Ground::LAND,
            polarisation: Polarisation::Horizontal,
        }.loss_db().unwrap();
        prop_assert!(loss(distance + more) > loss(distance));
    }

    #[test]
    fn air_always_takes_something(frequency in 1e9..1e12, vapour in 0.0..30.0, temperature in 220.0..320.0) {
        let air = Air { dry_pressure_hpa: 1_000.0, temperature_k: temperature, vapour_density_g_m3: vapour };
        let gases = GasAttenuation::specific(frequency, air).unwrap();
        prop_assert!(gases.oxygen > 0.0 && gases.water_vapour >= 0.0, "{gases:?}");
    }
}
