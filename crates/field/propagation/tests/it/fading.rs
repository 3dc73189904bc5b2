//! Rain and multipath over the year: inverses, joints and limits.

use proptest::prelude::*;

use propagation::{
    C0Reading, MultipathPath, OverFlatGround, RainCoefficients, RainPath, free_space_loss_db,
    free_space_loss_rounded_db, radar_reflectivity_dbz,
};

fn rain(length_m: f64, ghz: f64, rate: f64) -> RainPath {
    RainPath {
        length_m,
        frequency_hz: ghz * 1e9,
        elevation_rad: 0.0,
        tilt_rad: std::f64::consts::FRAC_PI_2,
        rain_001_mm_h: rate,
    }
}

fn hop(length_m: f64, ghz: f64) -> MultipathPath {
    MultipathPath {
        length_m,
        frequency_hz: ghz * 1e9,
        first_m: 400.0,
        last_m: 450.0,
        gradient_n_km: -300.0,
        roughness_m: None,
    }
}

/// K = 10^(-4.6 + 0.81), 40^3.1 (1 + 1.25)^-1.29 7^0.8 10^(-0.00089·400), worked by hand.
#[test]
fn the_planning_law_gives_what_a_hand_gives() {
    let found = hop(40e3, 7.0).fading().unwrap();
    let hand = 10f64.powf(-3.79)
        * 40f64.powf(3.1)
        * 2.25f64.powf(-1.29)
        * 7f64.powf(0.8)
        * 10f64.powf(-0.356);
    assert!((found.occurrence_percent / hand - 1.0).abs() < 1e-12);
    // Deep fades: 10 dB more, a tenth of the time.
    let deep = |db| found.worst_month_percent(db).unwrap();
    assert!((deep(35.0) / (hand * 10f64.powf(-3.5)) - 1.0).abs() < 1e-12);
    assert!((deep(45.0) / deep(35.0) - 0.1).abs() < 1e-12);
}

#[test]
fn with_roughness_the_law_is_that_for_detailed_design() {
    let detailed = MultipathPath {
        roughness_m: Some(90.0),
        ..hop(40e3, 7.0)
    };
    let hand = 10f64.powf(-4.4 + 0.81)
        * 100f64.powf(-0.46)
        * 40f64.powf(3.4)
        * 2.25f64.powf(-1.03)
        * 7f64.powf(0.8)
        * 10f64.powf(-0.304);
    let found = detailed.fading().unwrap().occurrence_percent;
    assert!((found / hand - 1.0).abs() < 1e-12, "{found} {hand}");
}

/// At no fade the shallow law comes to 1 - 1/e of the time, and it meets the deep one at the joint.
#[test]
fn shallow_fades_join_deep_ones() {
    for length in [10e3, 30e3, 60e3, 120e3] {
        let found = hop(length, 7.0).fading().unwrap();
        let joint = 25.0 + 1.2 * found.occurrence_percent.log10();
        let at = |db| found.worst_month_percent(db).unwrap();
        assert!((at(0.0) - 100.0 * (1.0 - (-1.0f64).exp())).abs() < 1e-9);
        assert!((at(joint - 1e-7) / at(joint + 1e-7) - 1.0).abs() < 1e-6);
    }
}

#[test]
fn the_average_year_fades_less_than_its_worst_month() {
    let found = hop(40e3, 7.0).fading().unwrap();
    for latitude in [-60.0_f64, 0.0, 34.5, 45.0, 70.0] {
        let share = found.year_percent(30.0, latitude.to_radians()).unwrap()
            / found.worst_month_percent(30.0).unwrap();
        // The factor is between 0 and 10.8 dB here.
        assert!(
            (10f64.powf(-1.08) - 1e-12..1.0).contains(&share),
            "{latitude}: {share}"
        );
    }
}

#[test]
fn what_is_outside_the_domain_is_refused() {
    assert!(hop(5e3, 7.0).fading().is_err());
    assert!(hop(40e3, 0.3).fading().is_err());
    assert!(hop(40e3, 50.0).fading().is_err());
    let steep = MultipathPath {
        last_m: 3_000.0,
        ..hop(40e3, 7.0)
    };
    let error = steep.fading().unwrap_err().to_string();
    assert!(error.contains("inclination"), "{error}");
    assert!(rain(61e3, 10.0, 20.0).fade(C0Reading::default()).is_err());
    assert!(rain(10e3, 0.5, 20.0).fade(C0Reading::default()).is_err());
    assert!(rain(10e3, 10.0, -1.0).fade(C0Reading::default()).is_err());
    let fade = rain(10e3, 10.0, 20.0).fade(C0Reading::default()).unwrap();
    assert!(fade.exceeded_db(0.0005).is_err() && fade.exceeded_db(2.0).is_err());
    assert!(radar_reflectivity_dbz(0.0, 200.0, 1.6).is_err());
    assert!(RainCoefficients::at(10e9, 2.0, 0.0).is_err());
}

#[test]
fn beyond_the_method_rain_gives_bounds() {
    let fade = rain(20e3, 20.0, 30.0).fade(C0Reading::default()).unwrap();
    let seldom = fade.percent_exceeding(1e3).unwrap();
    assert_eq!((seldom.least_percent, seldom.most_percent), (0.0, 0.001));
    let often = fade.percent_exceeding(0.0).unwrap();
    assert_eq!((often.least_percent, often.most_percent), (1.0, 100.0));
    let dry = rain(20e3, 20.0, 0.0).fade(C0Reading::default()).unwrap();
    assert_eq!(dry.percent_exceeding(3.0).unwrap().most_percent, 0.0);
}

#[test]
fn the_two_readings_of_c0_are_one_up_to_10_ghz_and_near_above() {
    for ghz in [1.0, 5.0, 10.0, 15.0, 25.0, 38.0] {
        let at = |reading| {
            let fade = rain(10e3, ghz, 42.0).fade(reading).unwrap();
            fade.exceeded_db(0.001).unwrap()
        };
        let share = at(C0Reading::ExponentOnRatio) / at(C0Reading::ExponentOnLog) - 1.0;
        let bound = if ghz <= 10.0 { 0.0 } else { 0.03 };
        assert!((0.0..=bound).contains(&share), "{ghz} GHz: {share}");
    }
}

/// Far away two rays of opposite sign fall with the fourth power of distance, whatever the frequency.
#[test]
fn two_rays_come_to_the_plane_earth_far_away() {
    let ground = OverFlatGround {
        first_m: 10.0,
        last_m: 2.0,
        distance_m: 50e3,
    };
    let far = ground.plane_earth_loss_db().unwrap();
    for hz in [50e6, 300e6] {
        let ours = ground.two_ray_loss_db(hz, -1.0).unwrap();
        assert!((ours - far).abs() < 1e-3, "{hz}: {ours} {far}");
    }
    let alone = ground.two_ray_loss_db(1e9, 0.0).unwrap();
    let direct = 50e3_f64.hypot(8.0);
    assert!((alone - free_space_loss_db(direct, 1e9)).abs() < 1e-9);
}

proptest! {
    #[test]
    fn rounded_free_space_is_a_twentieth_of_a_decibel_off(distance in 10.0..1e6, hz in 30e6..100e9) {
        let off = free_space_loss_db(distance, hz) - free_space_loss_rounded_db(distance, hz);
        prop_assert!((off - 0.0478).abs() < 1e-4, "{off}");
    }

    #[test]
    fn the_share_of_the_year_is_the_inverse_of_the_attenuation(
        percent in 0.001..1.0,
        length in 1e3..60e3,
        ghz in 1.0..100.0,
        rate in 1.0..120.0,
    ) {
        let fade = rain(length, ghz, rate).fade(C0Reading::default()).unwrap();
        let db = fade.exceeded_db(percent).unwrap();
        let back = fade.percent_exceeding(db).unwrap();
        prop_assert!(back.is_figure() || percent < 0.001_001, "{back:?}");
        prop_assert!((back.most_percent / percent - 1.0).abs() < 1e-6, "{back:?} {percent}");
    }

    #[test]
    fn deeper_fades_are_rarer(length in 7.5e3..185e3, db in 0.0..50.0, more in 0.1..10.0) {
        let found = hop(length, 7.0).fading().unwrap();
        let at = |db| found.worst_month_percent(db).unwrap();
        prop_assert!(at(db + more) < at(db) + 1e-12);
    }

    #[test]
    fn more_rain_takes_more(ghz in 1.0..1_000.0, rate in 0.1..150.0, more in 0.1..50.0, tilt in 0.0..1.57) {
        let coefficients = RainCoefficients::at(ghz * 1e9, 0.1, tilt).unwrap();
        let at = |rate| coefficients.specific_db_km(rate).unwrap();
        prop_assert!(at(rate + more) > at(rate));
    }
}
