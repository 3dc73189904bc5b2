//! Jamming, observers without a radar, thresholds over clutter, several looks.

use proptest::prelude::*;

use sensing::cfar::{CellAveraging, OrderedStatistic};
use sensing::jamming::{Jammer, SelfScreening, StandOff, burn_through_in_noise_m, burn_through_m};
use sensing::looks::{Confirmation, at_least, cumulative, cumulative_along};
use sensing::{
    AcousticDetector, Calibration, Fluctuation, Light, Losses, RadarDetector, VisualDetector,
    range_in_visibility_m,
};

fn screening(erp_w: f64) -> SelfScreening {
    SelfScreening {
        power_w: 1e6,
        transmit_gain_db: 34.0,
        bandwidth_hz: 1e6,
        losses: Losses::lumped(6.0),
        jammer: Jammer {
            erp_w,
            bandwidth_hz: 10e6,
        },
    }
}

#[test]
fn at_the_burn_through_range_the_echo_stands_as_far_out_as_asked() {
    for wanted_db in [-3.0, 0.0, 13.0] {
        let range_m = screening(200.0).burn_through_m(wanted_db, 1.0).unwrap();
        let there = screening(200.0).echo_over_jamming_db(range_m, 1.0).unwrap();
        assert!((there - wanted_db).abs() < 1e-9);
    }
    assert!(screening(-5.0).burn_through_m(0.0, 1.0).is_err());
}

#[test]
fn burn_through_in_noise_has_both_limits() {
    // Without jamming the fourth root, without noise the square root.
    let noise_only = burn_through_in_noise_m(10e3, 20.0, 300.0, 8.0).unwrap();
    assert!((noise_only - 10e3 * 10_f64.powf(12.0 / 40.0)).abs() < 1e-3);
    let jamming_only = burn_through_in_noise_m(10e3, 300.0, 20.0, 8.0).unwrap();
    assert!((jamming_only - 10e3 * 10_f64.powf(12.0 / 20.0)).abs() < 1e-3);
    let both = burn_through_in_noise_m(10e3, 20.0, 20.0, 8.0).unwrap();
    assert!(both < noise_only && both < jamming_only);
}

#[test]
fn a_stand_off_jammer_shortens_the_range_by_the_fourth_root_of_the_noise() {
    let radar = RadarDetector::new(&Calibration {
        range_m: 100e3,
        rcs_m2: 1.0,
        pd: 0.5,
        pfa: 1e-6,
        fluctuation: Fluctuation::Swerling1,
        pulses: 1,
        scans: 1,
    });
    let radar = radar.unwrap();
    let jammer = StandOff {
        jammer: Jammer {
            erp_w: 1e4,
            bandwidth_hz: 100e6,
        },
        range_m: 150e3,
        receive_gain_db: 34.0,
        losses: Losses::lumped(3.0),
    };
    let rise = |jammer: StandOff| jammer.noise_rise(1e-14, 1e6, 0.1).unwrap();
    let main = rise(jammer);
    let side = rise(StandOff {
        receive_gain_db: 0.0,
        ..jammer
    });
    // The sidelobe is 34 dB below: so is the rise over 1.
    assert!(((main - 1.0) / (side - 1.0) / 10_f64.powf(3.4) - 1.0).abs() < 1e-9);
    let range_m = burn_through_m(&radar, main, 0.5, 1.0).unwrap();
    assert!((range_m / 100e3 - main.powf(-0.25)).abs() < 1e-9);
    assert!(burn_through_m(&radar, 0.5, 0.5, 1.0).is_err());
}

#[test]
fn an_observer_sees_less_far_at_night_and_in_haze() {
    let observer = VisualDetector::new(5e3, 1e3, 0.7).unwrap();
    assert_eq!(observer.pd(5e3, Light::Day), 0.7);
    assert_eq!(observer.pd(5e3, Light::Night), 0.0);
    assert_eq!(observer.pd(1e3, Light::Night), 0.7);
    let haze = observer.in_visibility(20e3, 4e3).unwrap();
    assert!(haze.range_m(Light::Day) < 3.5e3 && haze.range_m(Light::Day) > 1.5e3);
    // The near is dimmed less.
    assert!(haze.range_m(Light::Night) / 1e3 > haze.range_m(Light::Day) / 5e3);
    assert!(observer.in_visibility(0.0, 4e3).is_err());
    assert!(VisualDetector::new(-1.0, 0.0, 0.9).is_err());
    assert!(VisualDetector::new(5e3, 0.0, 1.1).is_err());
}

#[test]
fn noise_shortens_hearing_by_twenty_decibels_a_decade() {
    let ears = AcousticDetector::new(4e3, 0.8, 0.0).unwrap();
    let near = ears.in_background(20.0).unwrap();
    assert!((near.range_m() - 400.0).abs() < 1e-6);
    assert!((ears.delay_s(340.294) - 1.0).abs() < 1e-12);
    // Absorption shortens what quiet would lengthen.
    let damp = AcousticDetector::new(4e3, 0.8, 5.0).unwrap();
    let quiet = |of: AcousticDetector| of.in_background(-10.0).unwrap().range_m();
    assert!(quiet(damp) < quiet(ears) && quiet(damp) > 4e3);
    assert!(AcousticDetector::new(0.0, 0.5, 0.0).is_err());
}

#[test]
fn a_threshold_over_clutter_keeps_its_false_alarms() {
    // Without an echo Pd is Pfa.
    assert!((CellAveraging::new(24, 1e-6).unwrap().pd(0.0) / 1e-6 - 1.0).abs() < 1e-12);
    for (cells, rank) in [(1, 1), (16, 12), (32, 32), (1_000, 750)] {
        let ordered = OrderedStatistic::new(cells, rank, 1e-6).unwrap();
        assert!(
            (ordered.pd(0.0) / 1e-6 - 1.0).abs() < 1e-11,
            "{cells}, {rank}"
        );
    }
    // One cell is its own statistic either way.
    let one = [
        CellAveraging::new(1, 1e-4).unwrap().multiplier(),
        OrderedStatistic::new(1, 1, 1e-4).unwrap().multiplier(),
    ];
    assert!((one[0] / one[1] - 1.0).abs() < 1e-12);
    // Many cells know the noise.
    assert!(
        CellAveraging::new(10_000, 1e-6)
            .unwrap()
            .loss_db(0.9)
            .unwrap()
            < 0.01
    );
    assert!(CellAveraging::new(0, 1e-6).is_err() && OrderedStatistic::new(8, 9, 1e-6).is_err());
    assert!(CellAveraging::new(8, 1e-6).unwrap().loss_db(1.0).is_err());
}

#[test]
fn confirmation_of_all_in_a_row_has_a_closed_form() {
    // The mean wait for n successes in a row: (p⁻ⁿ − 1) / (1 − p).
    for (n, p) in [
        (1, 0.3),
        (2, 0.7),
        (3, 0.999),
        (5, 0.05),
        (12, 0.8),
        (16, 0.5),
    ] {
        let mean = Confirmation::new(n, n, p).unwrap().mean_looks();
        let right = (p.powi(-(n as i32)) - 1.0) / (1.0 - p);
        assert!(
            (mean / right - 1.0).abs() < 1e-11,
            "{n}, {p}: {mean}, right {right}"
        );
    }
    assert_eq!(Confirmation::new(3, 5, 1.0).unwrap().mean_looks(), 3.0);
    assert_eq!(
        Confirmation::new(3, 5, 0.0).unwrap().mean_looks(),
        f64::INFINITY
    );
    assert!(Confirmation::new(4, 3, 0.5).is_err() && Confirmation::new(1, 17, 0.5).is_err());
    assert!(Confirmation::new(1, 1, f64::NAN).is_err());
}

proptest! {
    #[test]
    fn confirmation_by_the_window_is_m_of_n(n in 1_u32..12, drop in 0_u32..12, p in 0.0..1.0_f64) {
        let m = n - drop.min(n - 1);
        let by = Confirmation::new(m, n, p).unwrap().by(n);
        prop_assert!((by - at_least(m, n, p).unwrap()).abs() < 1e-12);
    }

    #[test]
    fn one_of_many_looks_is_the_tail_from_one(n in 1_u32..200, p in 1e-9..0.999_f64) {
        let by_tail = at_least(1, n, p).unwrap();
        let direct = cumulative(n.into(), p).unwrap();
        prop_assert!((by_tail / direct - 1.0).abs() < 1e-11);
        let along = cumulative_along(std::iter::repeat_n(p, n as usize)).unwrap();
        prop_assert!((along / direct - 1.0).abs() < 1e-11);
    }

    #[test]
    fn visibility_back_and_forth_is_no_change(
        range in 100.0..20e3_f64, clear in 1e3..50e3_f64, haze in 200.0..50e3_f64,
    ) {
        let there = range_in_visibility_m(range, clear, haze).unwrap();
        let back = range_in_visibility_m(there, haze, clear).unwrap();
        prop_assert!((back / range - 1.0).abs() < 1e-9);
        prop_assert!((there < range) == (haze < clear) || (there - range).abs() < 1e-6);
    }
}
