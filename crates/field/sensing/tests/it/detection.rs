//! Probability of detection: the vectors for one pulse, closed forms, the fourth-power law, monotony.

use std::collections::BTreeMap;

use proptest::prelude::*;

use sensing::detection::{from_db, pd, required_snr_db};
use sensing::{Calibration, Fluctuation, Light, RadarDetector, VisualDetector};

/// Exact rows: Pd to 1e-9 of itself (1e-12 absolute), SNR to 1e-8 dB.
#[test]
fn one_pulse_matches_the_vectors_both_ways() {
    let mut checked = 0;
    for line in include_str!("../data/detection.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let pairs = fields[3]
            .split(';')
            .map(|pair| pair.split_once('=').unwrap());
        let inputs: BTreeMap<&str, f64> = pairs
            .map(|(name, value)| (name, value.parse().unwrap()))
            .collect();
        let fluctuation = match inputs["swerling"] {
            0.0 => Fluctuation::Swerling0,
            _ => Fluctuation::Swerling1,
        };
        let pfa = inputs["pfa"];
        let ours = match fields[1] {
            "pd" => pd(from_db(inputs["snr_db"]), pfa, fluctuation),
            _ => required_snr_db(inputs["pd"], pfa, fluctuation).unwrap(),
        };
        let number = |i: usize| fields[i].parse::<f64>().unwrap();
        let (right, tolerance) = (number(4), number(7) + number(6) * number(4).abs());
        let error = (ours - right).abs();
        assert!(
            error <= tolerance,
            "{}: ours {ours}, right {right}, off by {error:e}",
            fields[0]
        );
        checked += 1;
    }
    assert_eq!(checked, 105);
}

fn radar(fluctuation: Fluctuation) -> RadarDetector {
    let calibration = Calibration {
        range_m: 100e3,
        rcs_m2: 1.0,
        pd: 0.5,
        pfa: 1e-6,
        fluctuation,
    };
    RadarDetector::new(&calibration).unwrap()
}

#[test]
fn the_published_point_is_met_and_the_range_goes_with_the_fourth_root() {
    for fluctuation in [Fluctuation::Swerling0, Fluctuation::Swerling1] {
        let radar = radar(fluctuation);
        assert!((radar.pd(100e3, 1.0) - 0.5).abs() < 1e-10);
        // A target sixteen times as large is detected twice as far.
        assert!((radar.pd(200e3, 16.0) - 0.5).abs() < 1e-10);
        assert!((radar.range_for_pd(0.5, 16.0).unwrap() - 200e3).abs() < 1e-3);
        // Twice as far is 40 log10 2 = 12.04 dB less.
        let drop = radar.snr_db(100e3, 1.0) - radar.snr_db(200e3, 1.0);
        assert!((drop - 12.041_199_826_559_248).abs() < 1e-9);
        // Far out only false alarms are left.
        assert!((radar.pd(1e8, 1.0) / 1e-6 - 1.0).abs() < 1e-3);
        assert_eq!(radar.pd(0.0, 1.0), 1.0);
    }
}

#[test]
fn nothing_is_displayed_beyond_the_instrumented_range() {
    let radar = radar(Fluctuation::Swerling1)
        .with_instrumented_range(150e3)
        .unwrap();
    assert!(radar.pd(150e3, 1e3) > 0.9);
    assert_eq!(radar.pd(150_001.0, 1e3), 0.0);
    assert_eq!(radar.range_for_pd(0.5, 1e3).unwrap(), 150e3);
}

#[test]
fn figures_out_of_their_domain_are_refused_by_name() {
    let good = Calibration {
        range_m: 100e3,
        rcs_m2: 1.0,
        pd: 0.5,
        pfa: 1e-6,
        fluctuation: Fluctuation::Swerling1,
    };
    for (bad, word) in [
        (
            Calibration {
                range_m: 0.0,
                ..good
            },
            "range",
        ),
        (
            Calibration {
                rcs_m2: f64::NAN,
                ..good
            },
            "cross-section",
        ),
        (Calibration { pd: 1.4, ..good }, "probability of detection"),
        (Calibration { pd: 1e-7, ..good }, "probability of detection"),
        (Calibration { pfa: 0.5, ..good }, "false alarm"),
    ] {
        let error = RadarDetector::new(&bad).unwrap_err().to_string();
        assert!(error.contains(word), "{error}");
    }
    assert!(VisualDetector::new(-1.0, 0.0, 0.9).is_err());
    assert!(VisualDetector::new(5e3, 0.0, 1.1).is_err());
}

#[test]
fn an_observer_sees_less_far_at_night() {
    let observer = VisualDetector::new(5e3, 1e3, 0.7).unwrap();
    assert_eq!(observer.pd(5e3, Light::Day), 0.7);
    assert_eq!(observer.pd(5e3, Light::Night), 0.0);
    assert_eq!(observer.pd(1e3, Light::Night), 0.7);
}

fn either() -> impl Strategy<Value = Fluctuation> {
    prop_oneof![Just(Fluctuation::Swerling0), Just(Fluctuation::Swerling1)]
}

proptest! {
    #[test]
    fn pd_falls_with_range_and_stays_between_pfa_and_one(
        fluctuation in either(), range in 1e3..500e3, more in 0.0..200e3, rcs in 0.001..100.0,
    ) {
        let radar = radar(fluctuation);
        let (near, far) = (radar.pd(range, rcs), radar.pd(range + more, rcs));
        prop_assert!(far <= near + 1e-14);
        prop_assert!(far >= 1e-6 * (1.0 - 1e-9) && near <= 1.0);
    }

    #[test]
    fn required_snr_undoes_pd(
        fluctuation in either(), wanted in 0.001..0.999, exponent in 2.0..12.0_f64,
    ) {
        let pfa = 10.0_f64.powf(-exponent);
        prop_assume!(wanted > pfa);
        let snr_db = required_snr_db(wanted, pfa, fluctuation).unwrap();
        let back = pd(from_db(snr_db), pfa, fluctuation);
        prop_assert!((back - wanted).abs() < 1e-9, "{back} for {wanted}");
    }
}
