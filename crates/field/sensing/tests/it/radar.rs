//! A radar by its published point and by its parts.

use proptest::prelude::*;

use sensing::{
    Calibration, Clutter, Detector, ElevationPattern, Fluctuation, Legs, Look, Losses,
    RadarDetector, RadarEquation, Receiver, SearchEquation, SearchRadar, solid_angle_sr,
    wavelength_m,
};

const FIGURE: Calibration = Calibration {
    range_m: 100e3,
    rcs_m2: 1.0,
    pd: 0.5,
    pfa: 1e-6,
    fluctuation: Fluctuation::Swerling1,
    pulses: 1,
    scans: 1,
};

fn radar(fluctuation: Fluctuation, pulses: u32) -> RadarDetector {
    let figure = Calibration {
        fluctuation,
        pulses,
        ..FIGURE
    };
    RadarDetector::new(&figure).unwrap()
}

fn parts() -> RadarEquation {
    RadarEquation {
        power_w: 1e6,
        wavelength_m: wavelength_m(3e9).unwrap(),
        transmit_gain_db: 34.0,
        receive_gain_db: 34.0,
        receiver: Receiver::of_noise_figure(4.0, 1e6).unwrap(),
        losses: Losses::lumped(6.0),
    }
}

#[test]
fn the_published_point_is_met_and_the_range_goes_with_the_fourth_root() {
    for (fluctuation, pulses) in [
        (Fluctuation::Swerling0, 1),
        (Fluctuation::Swerling1, 1),
        (Fluctuation::Swerling1, 20),
        (Fluctuation::Swerling4, 7),
    ] {
        let radar = radar(fluctuation, pulses);
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
fn a_cumulative_figure_is_met_over_its_scans_and_reaches_less_in_one() {
    let figure = Calibration {
        pd: 0.9,
        scans: 5,
        ..FIGURE
    };
    let radar = RadarDetector::new(&figure).unwrap();
    let single = radar.pd(100e3, 1.0);
    let over_five = sensing::looks::cumulative(5.0, single).unwrap();
    assert!((over_five - 0.9).abs() < 1e-10 && single < 0.4);
}

#[test]
fn nothing_is_displayed_beyond_the_instrumented_range() {
    let radar = radar(Fluctuation::Swerling1, 1)
        .with_instrumented_range(150e3)
        .unwrap();
    assert!(radar.pd(150e3, 1e3) > 0.9);
    assert_eq!(radar.pd(150_001.0, 1e3), 0.0);
    assert_eq!(radar.range_for_pd(0.5, 1e3).unwrap(), 150e3);
}

#[test]
fn figures_out_of_their_domain_are_refused_by_name() {
    let refused = |figure: Calibration| RadarDetector::new(&figure).unwrap_err().to_string();
    for (bad, word) in [
        (
            Calibration {
                range_m: 0.0,
                ..FIGURE
            },
            "range",
        ),
        (
            Calibration {
                rcs_m2: f64::NAN,
                ..FIGURE
            },
            "cross-section",
        ),
        (
            Calibration { pd: 1.4, ..FIGURE },
            "probability of detection",
        ),
        (
            Calibration { pd: 1e-7, ..FIGURE },
            "probability of detection",
        ),
        (Calibration { pfa: 1.0, ..FIGURE }, "false alarm"),
        (
            Calibration {
                pulses: 0,
                ..FIGURE
            },
            "pulses",
        ),
        (Calibration { scans: 0, ..FIGURE }, "scans"),
    ] {
        let error = refused(bad);
        assert!(error.contains(word), "{error}");
    }
}

#[test]
fn a_radar_of_parts_detects_as_its_equation_says() {
    let look = Detector::new(10, 1e-6, Fluctuation::Swerling1).unwrap();
    let radar = RadarDetector::of_parts(&parts(), look).unwrap();
    let wanted_db = look.required_snr_db(0.9).unwrap();
    let range_m = parts().max_range_m(wanted_db, 1.0).unwrap();
    assert!((radar.range_for_pd(0.9, 1.0).unwrap() / range_m - 1.0).abs() < 1e-12);
    assert!((radar.pd(range_m, 1.0) - 0.9).abs() < 1e-9);
}

#[test]
fn average_power_over_a_dwell_is_worth_as_much_as_its_pulses() {
    // 20 pulses of 5 µs each millisecond: the same energy.
    let pulse = RadarEquation {
        receiver: Receiver::matched(500.0, 5e-6).unwrap(),
        ..parts()
    };
    let dwell = RadarEquation {
        power_w: 1e6 * 5e-6 / 1e-3,
        receiver: Receiver::matched(500.0, 20e-3).unwrap(),
        ..parts()
    };
    let legs = Legs::monostatic(80e3);
    let gain = dwell.snr(legs, 1.0).unwrap() / pulse.snr(legs, 1.0).unwrap();
    assert!((gain - 20.0).abs() < 1e-10);
}

#[test]
fn parts_out_of_their_domain_are_refused_by_name() {
    let legs = Legs::monostatic(50e3);
    let refused = |radar: RadarEquation| radar.snr_db(legs, 1.0).unwrap_err().to_string();
    assert!(
        refused(RadarEquation {
            power_w: -1.0,
            ..parts()
        })
        .contains("power")
    );
    assert!(
        refused(RadarEquation {
            wavelength_m: 0.0,
            ..parts()
        })
        .contains("wavelength")
    );
    assert!(
        refused(RadarEquation {
            transmit_gain_db: f64::NAN,
            ..parts()
        })
        .contains("gain")
    );
    let wet = Losses {
        rain_db: -1.0,
        ..Losses::default()
    };
    assert!(
        refused(RadarEquation {
            losses: wet,
            ..parts()
        })
        .contains("rain")
    );
    assert!(parts().snr_db(Legs::monostatic(0.0), 1.0).is_err());
    assert!(parts().max_range_m(f64::NAN, 1.0).is_err());
    for frequency in [0.0, -3e9, f64::NAN, f64::INFINITY] {
        assert!(
            wavelength_m(frequency)
                .unwrap_err()
                .to_string()
                .contains("frequency")
        );
    }
    assert!(Receiver::of_noise_figure(-0.1, 1e6).is_err());
    assert!(solid_angle_sr([0.0, 0.0], [0.0, 10.0]).is_err());
    assert!(solid_angle_sr([0.0, 90.0], [10.0, 10.0]).is_err());
}

#[test]
fn the_search_form_follows_from_the_equation() {
    // An aperture A has the gain 4πA/λ²; a search of Ω dwells tₛ λ² / (A Ω) on each beam.
    let (aperture, omega, search_s, temperature) = (12.0, 1.3, 8.0, 480.0);
    let wavelength = 0.1;
    let gain = 10.0 * (4.0 * std::f64::consts::PI * aperture / (wavelength * wavelength)).log10();
    let dwell = search_s * 4.0 * std::f64::consts::PI / from_db(gain) / omega;
    let radar = RadarEquation {
        power_w: 5e3,
        wavelength_m: wavelength,
        transmit_gain_db: gain,
        receive_gain_db: gain,
        receiver: Receiver::matched(temperature, dwell).unwrap(),
        losses: Losses::lumped(5.0),
    };
    let search = SearchEquation {
        power_aperture_w_m2: 5e3 * aperture,
        search_time_s: search_s,
        solid_angle_sr: omega,
        temperature_k: temperature,
        losses: Losses::lumped(5.0),
        boltzmann_j_k: sensing::BOLTZMANN_J_K,
    };
    let legs = Legs::monostatic(200e3);
    let (ours, right) = (
        search.snr_db(legs, 1.0).unwrap(),
        radar.snr_db(legs, 1.0).unwrap(),
    );
    assert!((ours - right).abs() < 1e-9, "{ours} against {right}");
}

fn from_db(decibels: f64) -> f64 {
    sensing::detection::from_db(decibels)
}

#[test]
fn a_cosecant_squared_beam_keeps_the_echo_of_one_altitude() {
    let pattern = ElevationPattern::CosecantSquared {
        low_deg: 0.0,
        shoulder_deg: 5.0,
        high_deg: 40.0,
    };
    let search = SearchRadar::new(radar(Fluctuation::Swerling1, 1), pattern, 10.0).unwrap();
    let at = |elevation_deg: f64| {
        let range_m = 8e3 / elevation_deg.to_radians().sin();
        let look = Look {
            elevation_deg,
            ..Look::level(range_m)
        };
        search.pd(&look, 1.0).unwrap()
    };
    assert!((at(10.0) - at(30.0)).abs() < 1e-12 && at(10.0) > 0.1);
    assert_eq!(at(45.0), 0.0);
}

#[test]
fn clutter_hides_what_is_slow_and_its_residue_what_is_faint() {
    let plain = SearchRadar::new(
        radar(Fluctuation::Swerling1, 1),
        ElevationPattern::Everywhere,
        10.0,
    );
    let plain = plain.unwrap();
    let clutter = Clutter::new(40.0, 37.0, 20.0).unwrap();
    let over = plain.over(clutter);
    let at = |radar: &SearchRadar, speed: f64| {
        let look = Look {
            radial_speed_m_s: Some(speed),
            ..Look::level(60e3)
        };
        radar.pd(&look, 1.0).unwrap()
    };
    assert_eq!(at(&over, -19.0), 0.0);
    assert!(at(&over, -21.0) > 0.0 && at(&over, 21.0) < at(&plain, 21.0));
    // 3 dB of residue over the noise: as 3.0 times the noise, or 4.77 dB of path loss.
    let look = Look {
        path_loss_db: 10.0 * clutter.noise_rise().log10(),
        ..Look::level(60e3)
    };
    assert!((plain.pd(&look, 1.0).unwrap() - at(&over, 21.0)).abs() < 1e-12);
    let blind = clutter.with_blind_speed(150.0).unwrap();
    assert!(blind.passes(75.0) && !blind.passes(149.0) && !blind.passes(-310.0));
    assert!(clutter.with_blind_speed(30.0).is_err());
    assert!(Clutter::new(40.0, -1.0, 0.0).is_err());
}

proptest! {
    #[test]
    fn pd_falls_with_range_and_stays_between_pfa_and_one(
        pulses in 1_u32..30, range in 1e3..500e3, more in 0.0..200e3, rcs in 0.001..100.0,
    ) {
        let radar = radar(Fluctuation::Swerling3, pulses);
        let (near, far) = (radar.pd(range, rcs), radar.pd(range + more, rcs));
        prop_assert!(far <= near * (1.0 + 1e-12));
        prop_assert!(far >= 1e-6 * (1.0 - 1e-9) && near <= 1.0);
    }

    #[test]
    fn range_and_power_are_the_equation_turned_round(
        snr_db in -20.0..40.0_f64, rcs in 1e-3..100.0_f64, out in 1e3..300e3_f64, back in 1e3..300e3_f64,
    ) {
        let range_m = parts().max_range_m(snr_db, rcs).unwrap();
        let there = parts().snr_db(Legs::monostatic(range_m), rcs).unwrap();
        prop_assert!((there - snr_db).abs() < 1e-9);
        let legs = Legs { out_m: out, back_m: back };
        let power_w = parts().required_power_w(snr_db, legs, rcs).unwrap();
        let again = RadarEquation { power_w, ..parts() }.snr_db(legs, rcs).unwrap();
        prop_assert!((again - snr_db).abs() < 1e-9);
    }
}

/// Studies read their radars so; a run's bytes hang on it, to the last digit.
#[test]
fn one_pulse_of_swerling_1_is_one_exponential_to_the_last_digit() {
    use sensing::detection::to_db;
    let radar = radar(Fluctuation::Swerling1, 1);
    let needed = from_db(to_db(1e-6_f64.ln() / 0.5_f64.ln() - 1.0));
    let at_1_m = needed * 100e3_f64.powi(4) / 1.0;
    for step in 1..200 {
        let (range, rcs) = (f64::from(step) * 1.7e3, 0.01 * f64::from(step));
        let squared = range * range;
        let snr = at_1_m * rcs / (squared * squared);
        assert_eq!(radar.pd(range, rcs), (1e-6_f64.ln() / (1.0 + snr)).exp());
    }
}
