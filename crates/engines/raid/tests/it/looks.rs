//! Conditions of a look with known answers: for one sensor, and in a raid.

use ::raid::{AirOfDraw, Looks, Search, Target};
use case::equipment::Detection;
use case::{
    Air, Beam, ClutterFigures, Conditions, Numbers, Optics, Residue, Slots, Swerling, ThreatClass,
};
use sensing::{Light, Sight};
use terrain::{Altitude, STANDARD_K};

use crate::blank::number;
use crate::build::{Builder, Built, Group};

/// A radar that sees 1 m² at 100 km with Pd 0.9, and one target of 1 m².
fn one(change: impl FnOnce(&mut Slots, &mut Detection), target: Option<Swerling>) -> Built {
    let case = Builder::flat()
        .radar("radar", 100e3, [0.0, 0.0])
        .looking(far_looking)
        .looking(change)
        .threats(Group::ONE);
    match target {
        Some(swerling) => case.swerling(swerling).build(),
        None => case.build(),
    }
}

/// So far that its display ends nowhere.
fn far_looking(slots: &mut Slots, detects: &mut Detection) {
    detects.instrumented_range = number(slots, 1e6);
}

struct Lone {
    search: Search,
    looks: Looks,
    target: Target,
}

impl Lone {
    fn of(built: &Built, air: &AirOfDraw) -> Self {
        let looks = Looks::of(&built.case);
        let detects = &built.case.sensor_types.rows()[0].detects;
        Self {
            search: Search::new(detects, &built.numbers, air, &looks).unwrap(),
            looks,
            target: Target {
                rcs_m2: 1.0,
                swerling: built.case.threat_types.rows()[0].swerling,
            },
        }
    }

    /// Pd at a ground range and a height over the antenna, at a radial speed.
    fn pd(&self, range_m: f64, up_m: f64, radial_m_s: f64) -> f64 {
        let eye = Altitude::from_m(0.0);
        let sight = Sight::from_eye(eye, STANDARD_K, range_m, Altitude::from_m(up_m));
        let radial = || Some(radial_m_s);
        self.search.pd(&self.target, &sight, radial, &self.looks)
    }
}

fn in_fair_air(built: &Built) -> Lone {
    Lone::of(built, &AirOfDraw::FAIR)
}

fn deg(slots: &mut Slots, degrees: f64) -> case::Param<quantity::marker::Angle> {
    number(slots, degrees.to_radians())
}

#[test]
fn the_published_figure_holds_under_its_conditions() {
    for swerling in Swerling::ALL {
        for (pulses, scans) in [(1, 1), (2, 1), (10, 3), (100, 1)] {
            let conditions = Conditions {
                swerling,
                pulses,
                pfa: 1e-6,
                scans,
            };
            let built = one(|_, detects| detects.conditions = conditions, None);
            let single = in_fair_air(&built).pd(100e3, 0.0, 250.0);
            let cumulative = 1.0 - (1.0 - single).powi(scans as i32);
            assert!(
                (cumulative - 0.9).abs() < 1e-7,
                "{conditions:?}: {cumulative}"
            );
        }
    }
}

#[test]
fn without_conditions_the_law_is_swerlings_first() {
    // Pd = Pfa^(1 / (1 + SNR)), the SNR with the fourth power of range.
    let snr_at_100_km = 1e-6_f64.ln() / 0.9_f64.ln() - 1.0;
    let lone = in_fair_air(&one(|_, _| {}, None));
    for range_m in [20e3, 60e3, 100e3, 120e3_f64] {
        let snr = snr_at_100_km * (100e3 / range_m).powi(4);
        let wanted = 1e-6_f64.powf(1.0 / (1.0 + snr));
        let found = lone.pd(range_m, 0.0, 250.0);
        assert!((found - wanted).abs() < 1e-12, "{range_m}: {found}");
    }
}

#[test]
fn a_steady_target_needs_eight_decibels_less_than_a_fluctuating_one() {
    // For Pd 0.9 and Pfa 1e-6 tables give 13.2 dB for Swerling 0 and 21.1 dB for Swerling 1.
    let steady = in_fair_air(&one(|_, _| {}, Some(Swerling::Zero)));
    let farther = 10.0_f64.powf((21.14 - 13.18) / 40.0);
    let pd = steady.pd(100e3 * farther, 0.0, 250.0);
    assert!((pd - 0.9).abs() < 2e-3, "{pd}");
    let fluctuating = in_fair_air(&one(|_, _| {}, Some(Swerling::One)));
    assert!(fluctuating.pd(60e3, 0.0, 250.0) < steady.pd(60e3, 0.0, 250.0));
}

#[test]
fn twelve_decibels_of_noise_halve_the_range() {
    let built = one(|_, _| {}, None);
    let quiet = in_fair_air(&built);
    let jammed = Lone::of(
        &built,
        &AirOfDraw {
            noise_rise: 16.0,
            ..AirOfDraw::FAIR
        },
    );
    for range_m in [50e3, 80e3, 120e3] {
        let (far, near) = (
            quiet.pd(range_m, 0.0, 250.0),
            jammed.pd(0.5 * range_m, 0.0, 250.0),
        );
        assert!((far - near).abs() < 1e-12, "{range_m}: {far} and {near}");
    }
    let reach = |lone: &Lone| lone.search.reach_m(&lone.target, &lone.looks);
    assert!(reach(&jammed) < reach(&quiet));
}

#[test]
fn what_clutter_leaves_raises_the_noise() {
    // Residue 12.04 dB over the noise and the noise itself: a ratio of 17.
    let residue = |slots: &mut Slots, detects: &mut Detection| {
        detects.clutter = Some(ClutterFigures {
            residue: Some(Residue {
                clutter_to_noise: number(slots, 52.0412),
                improvement: number(slots, 40.0),
            }),
            min_radial_speed: number(slots, 30.0),
        });
    };
    let lone = in_fair_air(&one(residue, None));
    let clear = in_fair_air(&one(|_, _| {}, None));
    let nearer = 17.0_f64.powf(0.25);
    let (found, wanted) = (
        lone.pd(100e3 / nearer, 0.0, 250.0),
        clear.pd(100e3, 0.0, 250.0),
    );
    assert!((found - wanted).abs() < 1e-6, "{found} and {wanted}");
    assert_eq!(lone.pd(20e3, 0.0, 29.0), 0.0);
    assert_eq!(lone.pd(20e3, 0.0, -29.0), 0.0);
    assert!(lone.pd(20e3, 0.0, -31.0) > 0.9);
}

#[test]
fn beyond_the_beam_nothing_is_seen() {
    let beam = |slots: &mut Slots, detects: &mut Detection| {
        detects.elevation = Some(Beam {
            low: deg(slots, 0.5),
            high: deg(slots, 20.0),
            shoulder: None,
        });
    };
    let lone = in_fair_air(&one(beam, None));
    let (at, open) = (30e3, in_fair_air(&one(|_, _| {}, None)));
    // 20 degrees up over 30 km is 10.9 km, half a degree 0.26 km, less the bulge of 53 m.
    assert_eq!(lone.pd(at, 11_200.0, 250.0), 0.0);
    assert_eq!(lone.pd(at, 200.0, 250.0), 0.0);
    assert_eq!(lone.pd(at, 5_000.0, 250.0), open.pd(at, 5_000.0, 250.0));
}

#[test]
fn on_a_cosecant_squared_beam_an_altitude_is_as_strong_at_every_range() {
    let beam = |slots: &mut Slots, detects: &mut Detection| {
        detects.elevation = Some(Beam {
            low: deg(slots, 0.0),
            high: deg(slots, 60.0),
            shoulder: Some(deg(slots, 5.0)),
        });
    };
    let lone = in_fair_air(&one(beam, None));
    let pd = [8e3, 15e3, 25e3].map(|range_m| lone.pd(range_m, 6_000.0, 250.0));
    assert!(
        pd.iter().all(|pd| (pd - pd_of(&lone)).abs() < 0.01),
        "{pd:?}"
    );
}

/// Pd of 6 km over the antenna at a range where the elevation is well inside the falling part.
fn pd_of(lone: &Lone) -> f64 {
    lone.pd(12e3, 6_000.0, 250.0)
}

#[test]
fn eyes_see_by_day_and_in_clear_air() {
    let sight = |slots: &mut Slots, detects: &mut Detection| {
        detects.range = number(slots, 6e3);
        detects.optics = Some(Optics {
            visibility: number(slots, 20e3),
            night_range: Some(number(slots, 1e3)),
        });
    };
    let built = one(sight, None);
    let by = |visibility_m, light| {
        let air = AirOfDraw {
            visibility_m,
            light,
            noise_rise: 1e6,
        };
        Lone::of(&built, &air)
    };
    let day = by(None, Light::Day);
    assert_eq!(
        day.pd(5_900.0, 0.0, 0.0),
        0.9,
        "jamming does not blind eyes"
    );
    assert_eq!(day.pd(6_100.0, 0.0, 0.0), 0.0);
    let night = by(None, Light::Night);
    assert_eq!(night.pd(1_100.0, 0.0, 0.0), 0.0);
    assert_eq!(night.pd(900.0, 0.0, 0.0), 0.9);
    // In 5 km of visibility: 2 ln(R / 6) + 3.912 (R / 5 - 6 / 20) = 0 at R = 3.15 km.
    let haze = by(Some(5e3), Light::Day);
    assert_eq!(haze.pd(3_130.0, 0.0, 0.0), 0.9);
    assert_eq!(haze.pd(3_170.0, 0.0, 0.0), 0.0);
}

/// When a lone target from the north is first tracked by one radar.
fn tracked(
    group: Group,
    change: impl FnOnce(&mut Slots, &mut Detection),
    air: impl FnOnce(&mut Slots, &mut Air),
) -> Option<f64> {
    let built = Builder::flat()
        .radar("radar", 60e3, [0.0, 0.0])
        .looking(far_looking)
        .looking(change)
        .threats(group)
        .air(air)
        .build();
    built.recorded(1).first_track_s
}

#[test]
fn in_a_raid_a_target_above_the_beam_is_not_tracked() {
    let high = Group {
        altitude_m: 8_000.0,
        ..Group::ONE
    };
    let beam = |slots: &mut Slots, detects: &mut Detection| {
        detects.elevation = Some(Beam {
            low: deg(slots, 0.0),
            high: deg(slots, 8.0),
            shoulder: None,
        });
    };
    // 40 km out it is 11 degrees up, and higher ever after.
    assert!(tracked(high, |_, _| {}, |_, _| {}).is_some());
    assert_eq!(tracked(high, beam, |_, _| {}), None);
    assert!(tracked(Group::ONE, beam, |_, _| {}).is_some());
}

#[test]
fn in_a_raid_a_slow_target_is_lost_in_clutter_and_a_fast_one_is_not() {
    let filter = |slots: &mut Slots, detects: &mut Detection| {
        detects.clutter = Some(ClutterFigures {
            residue: None,
            min_radial_speed: number(slots, 60.0),
        });
    };
    let slow = Group {
        speed: 50.0,
        class: ThreatClass::Drone,
        ..Group::ONE
    };
    assert!(tracked(slow, |_, _| {}, |_, _| {}).is_some());
    assert_eq!(tracked(slow, filter, |_, _| {}), None);
    assert!(tracked(Group::ONE, filter, |_, _| {}).is_some());
}

#[test]
fn a_raid_with_noise_is_tracked_later_or_never() {
    let noise = |decibels: f64| {
        move |slots: &mut Slots, air: &mut Air| air.noise_rise = Some(number(slots, decibels))
    };
    let far = Group {
        range_m: 150e3,
        ..Group::ONE
    };
    let quiet = tracked(far, |_, _| {}, |_, _| {}).unwrap();
    let rise = 40.0 * 2.0_f64.log10();
    let jammed = tracked(far, |_, _| {}, noise(rise)).unwrap();
    // At 250 m/s; half the range is halved to within the few scans that a track takes.
    let (quiet_m, jammed_m) = (150e3 - 250.0 * quiet, 150e3 - 250.0 * jammed);
    assert!(
        (quiet_m / jammed_m - 2.0).abs() < 0.3,
        "{quiet_m} {jammed_m}"
    );
    assert_eq!(tracked(far, |_, _| {}, noise(100.0)), None);
}

/// Numbers do not matter to what is filled once a study.
#[test]
fn looks_are_filled_for_what_the_case_holds() {
    let built = one(|_, _| {}, Some(Swerling::Three));
    let wrong = Numbers::new(vec![f64::NAN; built.numbers.values().len()].into());
    let looks = Looks::of(&built.case);
    let detects = &built.case.sensor_types.rows()[0].detects;
    assert!(Search::new(detects, &wrong, &AirOfDraw::FAIR, &looks).is_none());
    assert!(Search::new(detects, &built.numbers, &AirOfDraw::FAIR, &Looks::default()).is_none());
}
