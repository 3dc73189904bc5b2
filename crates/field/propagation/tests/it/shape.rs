//! Shapes that hold whatever the numbers, and paths that are refused.

use proptest::prelude::*;

use propagation::{
    EffectiveEarth, Link, LinkBudget, Masts, Profile, PropagationError, bullington,
    knife_edge_loss_db,
};

const MASTS: Masts = Masts {
    first_agl_m: 30.0,
    last_agl_m: 30.0,
};

fn link() -> Link {
    Link {
        frequency_hz: 7e9,
        power_dbm: 30.0,
        gains_db: 70.0,
        losses_db: 4.0,
        sensitivity_dbm: -75.0,
        masts: MASTS,
    }
}

fn path(heights: &[f64]) -> Profile {
    Profile {
        distances_m: (0..heights.len()).map(|i| i as f64 * 1e3).collect(),
        heights_m: heights.to_vec(),
    }
}

#[test]
fn a_clear_short_hop_loses_free_space_alone() {
    // 3 km over level ground, masts of 30 m: the worst clearance is over ten Fresnel radii at 7 GHz.
    let budget = LinkBudget::over(&path(&[0.0; 4]), &link(), EffectiveEarth::standard()).unwrap();
    assert_eq!(budget.diffraction_db, 0.0);
    // 20 log10(4 pi 3000 m / 0.04283 m) = 118.89 dB
    assert!((budget.free_space_db - 118.89).abs() < 0.01, "{budget:?}");
    assert!((budget.received_dbm - (96.0 - budget.free_space_db)).abs() < 1e-9);
    assert!((budget.margin_db - (budget.received_dbm + 75.0)).abs() < 1e-12);
    assert!(budget.clearance > 5.0 && budget.closes(), "{budget:?}");
}

#[test]
fn a_ridge_through_the_line_cuts_it() {
    let ridge = path(&[0.0, 0.0, 300.0, 0.0, 0.0]);
    let budget = LinkBudget::over(&ridge, &link(), EffectiveEarth::standard()).unwrap();
    assert!(
        budget.clearance < 0.0 && budget.diffraction_db > 30.0,
        "{budget:?}"
    );
}

#[test]
fn an_edge_that_touches_the_line_costs_what_a_knife_edge_at_zero_costs() {
    let flat_earth = EffectiveEarth::from_radius_m(f64::INFINITY).unwrap();
    let masts = Masts {
        first_agl_m: 0.0,
        last_agl_m: 0.0,
    };
    let ours = bullington(&path(&[0.0, 0.0, 0.0]), masts, 1e9, flat_earth).unwrap();
    assert_eq!(ours.nu, 0.0);
    let edge = knife_edge_loss_db(0.0);
    let expected = edge + (1.0 - (-edge / 6.0).exp()) * (10.0 + 0.02 * 2.0);
    assert!((ours.loss_db - expected).abs() < 1e-12);
}

#[test]
fn what_is_no_path_is_refused_by_name() {
    let earth = EffectiveEarth::standard();
    let over = |profile: &Profile| {
        bullington(profile, MASTS, 1e9, earth)
            .unwrap_err()
            .to_string()
    };
    assert!(over(&path(&[1.0])).contains("fewer than two"));
    assert!(over(&path(&[1.0, f64::NAN])).contains("not finite"));
    let mut backwards = path(&[1.0, 2.0, 3.0]);
    backwards.distances_m.swap(0, 1);
    assert!(over(&backwards).contains("do not rise"));
    backwards.distances_m.pop();
    assert!(over(&backwards).contains("as many distances"));
    let error = bullington(&path(&[1.0, 2.0]), MASTS, 1e6, earth).unwrap_err();
    assert!(matches!(
        error,
        PropagationError::OutsideDomain {
            figure: "frequency [Hz]",
            ..
        }
    ));
    assert!(EffectiveEarth::from_k(0.0).is_err());
}

proptest! {
    #[test]
    fn raising_a_mast_never_costs_clearance(
        heights in prop::collection::vec(0.0..800.0, 3..40),
        mast in 1.0..60.0,
        more in 0.1..60.0,
    ) {
        let budget = |mast| {
            let masts = Masts { first_agl_m: mast, ..MASTS };
            LinkBudget::over(&path(&heights), &Link { masts, ..link() }, EffectiveEarth::standard())
        };
        let (low, high) = (budget(mast).unwrap(), budget(mast + more).unwrap());
        prop_assert!(high.clearance >= low.clearance);
    }

    #[test]
    fn diffraction_never_gains_and_is_always_a_number(
        heights in prop::collection::vec(-100.0..3_000.0, 2..40),
        frequency in 30e6..100e9,
    ) {
        let loss = bullington(&path(&heights), MASTS, frequency, EffectiveEarth::standard());
        let loss = loss.unwrap().loss_db;
        prop_assert!(loss >= 0.0 && loss.is_finite(), "{loss}");
    }

    #[test]
    fn a_knife_edge_costs_more_the_higher_it_stands(nu in -3.0..30.0, more in 0.0..5.0) {
        prop_assert!(knife_edge_loss_db(nu + more) >= knife_edge_loss_db(nu));
    }
}
