//! Gases and refractivity: closed-form limits, and a peer's figures for slanted paths.

use proptest::prelude::*;

use propagation::{
    Air, Atmosphere, GasAttenuation, Levels, Phase, SlantPath, k_factor, k_factor_of_radius,
    refractivity, saturation_vapour_pressure_hpa,
};

const AIR: Air = Air {
    dry_pressure_hpa: 1_013.25,
    temperature_k: 288.15,
    vapour_density_g_m3: 7.5,
};

fn to_100_km(elevation_deg: f64) -> SlantPath {
    SlantPath {
        from_m: 0.0,
        to_m: 100e3,
        elevation_rad: elevation_deg.to_radians(),
    }
}

/// Frequency [GHz], elevation [deg], attenuation through the whole atmosphere [dB] by ITU-Rpy 0.4.0 (P.676-12, exact mode,
/// P.835-6 with 7.5 g/m³). It takes each shell's air at its bottom, we at its middle: ours is up to 1 % less.
const ITU_RPY: [(f64, f64, f64); 15] = [
    (10.0, 5.0, 0.55818955),
    (10.0, 30.0, 0.10284109),
    (10.0, 90.0, 0.05149769),
    (22.2, 5.0, 5.72721933),
    (22.2, 30.0, 1.03951573),
    (22.2, 90.0, 0.52031032),
    (30.0, 5.0, 2.54684168),
    (30.0, 30.0, 0.4632553),
    (30.0, 90.0, 0.23189086),
    (60.0, 5.0, 1608.49564738),
    (60.0, 30.0, 309.24509454),
    (60.0, 90.0, 155.05244629),
    (94.0, 5.0, 9.16432748),
    (94.0, 30.0, 1.65321631),
    (94.0, 90.0, 0.82735153),
];

#[test]
fn slanted_paths_agree_with_a_peer() {
    for (ghz, elevation, theirs) in ITU_RPY {
        let ours = to_100_km(elevation)
            .gases(ghz * 1e9, &Atmosphere::MEAN)
            .unwrap();
        let share = ours.loss_db.sum() / theirs - 1.0;
        assert!(
            (-0.011..0.001).contains(&share),
            "{ghz} GHz at {elevation} deg: {share:.4}"
        );
    }
}

/// The same air all the way up does not bend: the ray is a straight line past a round Earth.
#[test]
fn through_uniform_air_the_ray_is_straight() {
    let uniform = Atmosphere::Levels(Levels::new(vec![(0.0, AIR), (20e3, AIR)]).unwrap());
    let specific = GasAttenuation::specific(10e9, AIR).unwrap().sum();
    for elevation_deg in [0.0_f64, 1.0, 10.0, 45.0, 90.0] {
        let path = SlantPath {
            from_m: 500.0,
            to_m: 12e3,
            elevation_rad: elevation_deg.to_radians(),
        };
        let found = path.gases(10e9, &uniform).unwrap();
        let (low, high) = (6_371.5e3, 6_383e3);
        let sine = path.elevation_rad.sin();
        let length = (high * high - low * low * (1.0 - sine * sine)).sqrt() - low * sine;
        assert!(
            (found.length_m / length - 1.0).abs() < 1e-9,
            "{elevation_deg}"
        );
        let loss = specific * length / 1e3;
        assert!((found.loss_db.sum() / loss - 1.0).abs() < 1e-9);
    }
}

/// Two shells in a row are the one that spans them, but for where they are cut.
#[test]
fn a_path_straight_up_is_the_sum_of_its_parts() {
    let up = |from_m, to_m| {
        let path = SlantPath {
            from_m,
            to_m,
            elevation_rad: std::f64::consts::FRAC_PI_2,
        };
        path.gases(35e9, &Atmosphere::MEAN).unwrap().loss_db.sum()
    };
    let (whole, parts) = (up(0.0, 30e3), up(0.0, 2e3) + up(2e3, 30e3));
    assert!((whole / parts - 1.0).abs() < 1e-4, "{whole} {parts}");
}

/// P.835-6: the surface, the tropopause, and both formulas where they meet at 86 km.
#[test]
fn the_mean_atmosphere_has_its_printed_figures_and_no_steps() {
    let at = |height| Atmosphere::MEAN.at(height).unwrap();
    assert_eq!(at(0.0), AIR);
    // Geopotential 11 km is 11,019 m of height.
    assert!((at(11_019.1).temperature_k - 216.65).abs() < 1e-3);
    assert!((at(11_019.1).dry_pressure_hpa - 226.32).abs() < 0.01);
    let (below, above) = (at(85_999.0), at(86_001.0));
    assert!((below.temperature_k - above.temperature_k).abs() < 0.1);
    assert!((below.dry_pressure_hpa / above.dry_pressure_hpa - 1.0).abs() < 2e-3);
    assert!(Atmosphere::MEAN.at(-1.0).is_err() && Atmosphere::MEAN.at(100_001.0).is_err());
}

#[test]
fn what_is_outside_the_domain_is_refused() {
    assert!(GasAttenuation::specific(0.9e9, AIR).is_err());
    assert!(GasAttenuation::specific(1.001e12, AIR).is_err());
    let cold = Air {
        temperature_k: 100.0,
        ..AIR
    };
    assert!(GasAttenuation::specific(10e9, cold).is_err());
    assert!(saturation_vapour_pressure_hpa(-41.0, 1_000.0, Phase::Water).is_err());
    assert!(saturation_vapour_pressure_hpa(1.0, 1_000.0, Phase::Ice).is_err());
    assert!(k_factor(-157.0).is_err() && k_factor(f64::NAN).is_err());
    assert!(refractivity(1_000.0, -1.0, 288.0).is_err());
    let falling = vec![(10.0, AIR), (0.0, AIR)];
    let error = Levels::new(falling).unwrap_err().to_string();
    assert!(error.contains("heights that rise"), "{error}");
    let downward = SlantPath {
        from_m: 10.0,
        to_m: 5.0,
        elevation_rad: 0.1,
    };
    assert!(downward.gases(10e9, &Atmosphere::MEAN).is_err());
}

/// A layer in which refractivity falls by 300 N/km bends a level ray more than the Earth is curved.
#[test]
fn a_duct_keeps_a_level_ray_and_says_so() {
    let dry = Air {
        vapour_density_g_m3: 0.0,
        ..AIR
    };
    let moist = Air {
        vapour_density_g_m3: 15.0,
        ..AIR
    };
    let duct = Atmosphere::Levels(Levels::new(vec![(0.0, moist), (200.0, dry)]).unwrap());
    let level = SlantPath {
        from_m: 0.0,
        to_m: 200.0,
        elevation_rad: 0.0,
    };
    let error = level.gases(10e9, &duct).unwrap_err().to_string();
    assert!(error.contains("bend the ray back"), "{error}");
    let steeper = SlantPath {
        elevation_rad: 0.05,
        ..level
    };
    assert!(steeper.gases(10e9, &duct).is_ok());
}

proptest! {
    #[test]
    fn a_flatter_ray_meets_more_air(elevation in 1.0..80.0, flatter in 0.1..0.9) {
        let loss = |deg: f64| to_100_km(deg).gases(15e9, &Atmosphere::MEAN).unwrap().loss_db.sum();
        prop_assert!(loss(elevation * flatter) > loss(elevation));
    }

    #[test]
    fn the_two_forms_of_k_agree_to_their_rounding(gradient in -120.0..100.0) {
        let (rounded, exact) = (k_factor(gradient).unwrap(), k_factor_of_radius(gradient, 6_371e3).unwrap());
        prop_assert!((rounded / exact - 1.0).abs() < 2e-3);
    }
}
