//! The two viewshed methods against each other, a brute force, and the reference grids.

use proptest::prelude::*;
use terrain::viewshed::{
    Eye, HeightField, RingSweep, Spacing, ViewSettings, Viewshed, ViewshedError,
    lowest_visible_exact, lowest_visible_of_all,
};
use terrain::{EARTH_RADIUS_M, Grid};

use crate::reference;

const CELL_M: f64 = 90.0;
const SIDE: usize = 256;

fn eye(row: usize, column: usize, height_agl_m: f64) -> Eye {
    Eye {
        row,
        column,
        height_agl_m,
    }
}

fn rings(heights: &[f32], width: usize, eye: Eye, settings: &ViewSettings) -> Viewshed {
    let field = HeightField::new(heights, width, Spacing::plane(CELL_M)).unwrap();
    RingSweep::new()
        .lowest_visible(&field, eye, settings)
        .unwrap()
}

/// A ray to the very cell, its height linear between the samples where it crosses the rows or the columns, whichever
/// it crosses more often.
fn brute_force(heights: &[f32], width: usize, eye: Eye, settings: &ViewSettings) -> Vec<f64> {
    let drop = 1.0 / (2.0 * settings.k_factor * settings.earth_radius_m);
    let at = |row: f64, column: f64| {
        let (r, c) = (row.floor(), column.floor());
        let sample = |r: f64, c: f64| f64::from(heights[r as usize * width + c as usize]);
        let (south, east) = (row - r, column - c);
        let mut height = sample(r, c) * (1.0 - south) * (1.0 - east);
        if south > 0.0 {
            height += sample(r + 1.0, c) * south;
        }
        if east > 0.0 {
            height += sample(r, c + 1.0) * east;
        }
        height
    };
    let (r0, c0) = (eye.row as f64, eye.column as f64);
    let up = at(r0, c0) + eye.height_agl_m;
    let lowest = |i: usize| {
        let (dr, dc) = ((i / width) as f64 - r0, (i % width) as f64 - c0);
        let steps = dr.abs().max(dc.abs());
        let distance = dr.hypot(dc) * CELL_M;
        let rise = |s: i32| {
            let t = f64::from(s) / steps;
            // The axis that is stepped along stays on its samples.
            let on = |start: f64, by: f64| {
                let place = start + by * t;
                if by.abs() == steps {
                    place.round()
                } else {
                    place
                }
            };
            let d = distance * t;
            (at(on(r0, dr), on(c0, dc)) - drop * d * d - up) / t
        };
        let steepest = (1..steps as i32)
            .map(rise)
            .fold(f64::NEG_INFINITY, f64::max);
        let ground = f64::from(heights[i]);
        (up + steepest + drop * distance * distance - ground).max(0.0)
    };
    (0..heights.len()).map(lowest).collect()
}

fn quantile(errors: &mut [f64], share: f64) -> f64 {
    errors.sort_by(f64::total_cmp);
    errors[(share * (errors.len() - 1) as f64) as usize]
}

/// All cells of the reference grid: to the millimetre in the median, and 99 of 100 within a metre.
#[test]
fn rings_meet_the_brute_force_over_rough_ground() {
    let heights = reference::fractal_dem();
    let settings = ViewSettings::to_range(40e3);
    for (row, column, up) in [
        (128, 128, 10.0),
        (40, 200, 20.0),
        (0, 0, 30.0),
        (255, 17, 5.0),
    ] {
        let eye = eye(row, column, up);
        let ours = rings(&heights, SIDE, eye, &settings);
        assert_eq!((ours.width(), ours.height()), (SIDE, SIDE));
        let right = brute_force(&heights, SIDE, eye, &settings);
        let off = |(ours, right): (&f32, &f64)| (f64::from(*ours) - right).abs();
        let mut errors: Vec<f64> = ours.cells().iter().zip(&right).map(off).collect();
        let (median, high) = (quantile(&mut errors, 0.5), quantile(&mut errors, 0.99));
        let pairs = ours.cells().iter().zip(&right);
        let agree = pairs
            .filter(|(o, r)| (**o <= 10.0) == (**r <= 10.0))
            .count();
        let share = agree as f64 / right.len() as f64;
        println!(
            "median {median:.4} m, 99 % {high:.3} m, worst {:.2} m, agree {share:.5}",
            quantile(&mut errors, 1.0)
        );
        assert!(median < 1e-3, "median {median}");
        assert!(high < 1.0, "99 % {high}");
        assert!(share > 0.9991, "{share}");
    }
}

/// Against the exact bilinear surface the rings miss what rises between the grid lines that they cross: the same answer
/// to a millimetre in the median, yet a crest missed near the eye hides much far out. Measured from the three eyes:
/// 99 % within 11, 77 and 14 m, the largest 112 m; seen or hidden alike 10 m up on 99.99, 99.98 and 99.87 % of the cells.
#[test]
fn rings_come_near_the_exact_surface() {
    let heights = reference::fractal_dem();
    let settings = ViewSettings::to_range(40e3);
    let cases = [
        (eye(128, 128, 10.0), reference::fractal_valley()),
        (eye(40, 200, 20.0), reference::fractal_ridge()),
        (eye(142, 148, 5.0), reference::fractal_summit()),
    ];
    for (eye, exact) in cases {
        let ours = rings(&heights, SIDE, eye, &settings);
        let off = |(ours, right): (&f32, &f64)| (f64::from(*ours) - right).abs();
        let mut errors: Vec<f64> = ours.cells().iter().zip(&exact).map(off).collect();
        let (median, high) = (quantile(&mut errors, 0.5), quantile(&mut errors, 0.99));
        let pairs = ours.cells().iter().zip(&exact);
        let agree = pairs
            .filter(|(o, r)| (**o <= 10.0) == (**r <= 10.0))
            .count();
        let share = agree as f64 / exact.len() as f64;
        println!(
            "exact: median {median:.4} m, 99 % {high:.2} m, worst {:.1} m, agree {share:.5}",
            quantile(&mut errors, 1.0)
        );
        assert!(median < 0.01, "median {median}");
        assert!(high < 100.0, "99 % {high}");
        assert!(share > 0.995, "{share}");
    }
}

#[test]
fn the_exact_method_is_exact_on_the_reference_grid() {
    let heights = reference::fractal_dem();
    let field = HeightField::new(&heights, SIDE, Spacing::plane(CELL_M)).unwrap();
    let settings = ViewSettings::to_range(40e3);
    let view = lowest_visible_exact(&field, eye(40, 200, 20.0), &settings).unwrap();
    for (i, (ours, right)) in view
        .cells()
        .iter()
        .zip(&reference::fractal_ridge())
        .enumerate()
    {
        assert!(
            (ours - right).abs() < 1e-6,
            "cell {i}: ours {ours}, right {right}"
        );
    }
}

/// A round view out of the middle of the field is the same as that part of the view of the whole.
#[test]
fn a_shorter_range_cuts_the_view_and_changes_nothing_in_it() {
    let heights = reference::fractal_dem();
    let eye = eye(100, 60, 15.0);
    let field = HeightField::new(&heights, SIDE, Spacing::plane(CELL_M)).unwrap();
    let near = lowest_visible_exact(&field, eye, &ViewSettings::to_range(2_000.0)).unwrap();
    let far = lowest_visible_exact(&field, eye, &ViewSettings::to_range(9_000.0)).unwrap();
    let mut within = 0;
    for (i, cell) in near.cells().iter().enumerate() {
        let row = near.first_row() + i / near.width();
        let column = near.first_column() + i % near.width();
        let (dr, dc) = (
            row.abs_diff(eye.row) as f64,
            column.abs_diff(eye.column) as f64,
        );
        assert_eq!(
            cell.is_nan(),
            dr.hypot(dc) * CELL_M > 2_000.0,
            "row {row}, column {column}"
        );
        if !cell.is_nan() {
            within += 1;
            let at = (row - far.first_row()) * far.width() + column - far.first_column();
            assert_eq!(*cell, far.cells()[at]);
        }
    }
    assert!(within > 1_400, "{within} cells");
    let fast = rings(&heights, SIDE, eye, &ViewSettings::to_range(2_000.0));
    assert_eq!(
        (fast.first_row(), fast.first_column()),
        (near.first_row(), near.first_column())
    );
    assert_eq!((fast.width(), fast.height()), (near.width(), near.height()));
    let same = fast.cells().iter().zip(near.cells());
    assert!(same.into_iter().all(|(a, b)| a.is_nan() == b.is_nan()));
}

/// Behind a void nobody knows; elsewhere a void changes nothing.
#[test]
fn a_void_hides_what_is_behind_it_and_nothing_else() {
    let mut heights = vec![0.0_f32; 41 * 41];
    heights[20 * 41 + 25] = f32::NAN;
    let settings = ViewSettings::to_range(5_000.0);
    let field = HeightField::new(&heights, 41, Spacing::plane(CELL_M)).unwrap();
    let eye = eye(20, 20, 10.0);
    let exact = lowest_visible_exact(&field, eye, &settings).unwrap();
    let fast = RingSweep::new()
        .lowest_visible(&field, eye, &settings)
        .unwrap();
    for (row, column, is_known) in [
        (20, 24, true),
        (20, 25, false),
        (20, 30, false),
        (20, 15, true),
        (5, 20, true),
    ] {
        let at = row * 41 + column;
        assert_eq!(
            exact.cells()[at].is_finite(),
            is_known,
            "exact, row {row}, column {column}"
        );
        assert_eq!(
            fast.cells()[at].is_finite(),
            is_known,
            "rings, row {row}, column {column}"
        );
    }
}

/// Cells of a degree grid at 60° are half as wide as high: the view is an ellipse of cells, of the same metres.
#[test]
fn on_a_grid_of_degrees_the_range_is_in_metres() {
    let grid = Grid {
        width: 301,
        height: 201,
        first_lon_deg: 10.0,
        first_lat_deg: 60.0 + 100.0 / 1_200.0,
        step_lon_deg: 1.0 / 1_200.0,
        step_lat_deg: 1.0 / 1_200.0,
    };
    let heights = vec![7.0_f32; grid.width * grid.height];
    let field = HeightField::new(&heights, grid.width, Spacing::degrees(&grid)).unwrap();
    let settings = ViewSettings::to_range(5_000.0);
    let eye = eye(100, 150, 30.0);
    let fast = RingSweep::new()
        .lowest_visible(&field, eye, &settings)
        .unwrap();
    // 92.8 m from row to row, 46.5 m from column to column.
    assert_eq!((fast.height(), fast.width()), (2 * 53 + 1, 2 * 107 + 1));
    let exact = lowest_visible_exact(&field, eye, &settings).unwrap();
    for (fast, exact) in fast.cells().iter().zip(exact.cells()) {
        assert_eq!(fast.is_nan(), exact.is_nan());
        assert!(
            exact.is_nan() || (f64::from(*fast) - exact).abs() < 1e-2,
            "{fast} {exact}"
        );
    }
}

#[test]
fn many_views_on_all_cores_are_those_of_one_after_another() {
    let heights = reference::fractal_dem();
    let field = HeightField::new(&heights, SIDE, Spacing::plane(CELL_M)).unwrap();
    let settings = ViewSettings::to_range(6_000.0);
    let eyes: Vec<Eye> = (0..9).map(|i| eye(i * 31, 255 - i * 17, 12.0)).collect();
    let many = lowest_visible_of_all(&field, &eyes, &settings, |_, view| view.clone()).unwrap();
    for (eye, view) in eyes.iter().zip(&many) {
        let alone = RingSweep::new()
            .lowest_visible(&field, *eye, &settings)
            .unwrap();
        assert_eq!(alone.first_row(), view.first_row());
        let bits = |view: &Viewshed| view.cells().iter().map(|c| c.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&alone), bits(view));
    }
}

#[test]
fn what_cannot_be_seen_over_is_refused_in_a_sentence() {
    let mut heights = vec![0.0_f32; 9];
    heights[8] = f32::NAN;
    let plane = Spacing::plane(30.0);
    let polar = Spacing::degrees(&Grid {
        width: 3,
        height: 3,
        first_lon_deg: 0.0,
        first_lat_deg: 89.0,
        step_lon_deg: 0.1,
        step_lat_deg: 0.1,
    });
    let ask = |spacing, eye, range_m, k_factor| {
        let field = HeightField::new(&heights, 3, spacing).unwrap();
        let settings = ViewSettings {
            k_factor,
            ..ViewSettings::to_range(range_m)
        };
        let fast = RingSweep::new()
            .lowest_visible(&field, eye, &settings)
            .unwrap_err();
        let exact = lowest_visible_exact(&field, eye, &settings).unwrap_err();
        assert_eq!(fast.to_string(), exact.to_string());
        fast.to_string()
    };
    let asked = [
        (
            ask(plane, eye(3, 0, 1.0), 60.0, 1.0),
            "row 3, column 0 of 3 rows",
        ),
        (ask(plane, eye(2, 2, 1.0), 60.0, 1.0), "void"),
        (
            ask(plane, eye(1, 1, -1.0), 60.0, 1.0),
            "eye's height [m] is -1",
        ),
        (
            ask(plane, eye(1, 1, f64::NAN), 60.0, 1.0),
            "eye's height [m] is NaN",
        ),
        (ask(plane, eye(1, 1, 1.0), 0.0, 1.0), "range [m] is 0"),
        (
            ask(plane, eye(1, 1, 1.0), 60.0, -1.0),
            "effective-Earth factor is -1",
        ),
        (ask(polar, eye(1, 1, 1.0), 60.0, 1.0), "pole"),
        (
            ask(Spacing::plane(0.5), eye(1, 1, 1.0), 900e3, 1.0),
            "cells",
        ),
    ];
    for (message, said) in asked {
        assert!(message.contains(said), "{message}");
    }
    let ragged = HeightField::new(&heights[..8], 3, plane).unwrap_err();
    assert!(matches!(
        ragged,
        ViewshedError::Shape { cells: 8, width: 3 }
    ));
}

proptest! {
    /// Whatever the ground: the rings keep within what the ground can do between two rays, and higher eyes see more.
    #[test]
    fn rings_agree_with_the_brute_force_on_any_ground(
        heights in prop::collection::vec(0.0_f32..200.0, 24 * 24),
        row in 0_usize..24,
        column in 0_usize..24,
    ) {
        let settings = ViewSettings { k_factor: f64::INFINITY, ..ViewSettings::to_range(9_000.0) };
        let eye = eye(row, column, 25.0);
        let ours = rings(&heights, 24, eye, &settings);
        let right = brute_force(&heights, 24, eye, &settings);
        // Half a ray's spacing aside at the most, over slopes of 200 m a cell, drawn out from ring 1 to ring 24.
        let most = 200.0 * 24.0 / 512.0;
        for (ours, right) in ours.cells().iter().zip(&right) {
            prop_assert!((f64::from(*ours) - right).abs() < most, "{ours} {right}");
        }
        let higher = Eye { height_agl_m: 60.0, ..eye };
        let more = rings(&heights, 24, higher, &settings);
        prop_assert!(more.visible_at(0.5) >= ours.visible_at(0.0));
    }

    /// On a smooth earth the closed form rules in every direction.
    #[test]
    fn a_smooth_earth_hides_what_the_closed_form_says(up in 0.0_f64..200.0, k in 0.7_f64..2.0) {
        let heights = vec![3.0_f32; 61 * 61];
        let settings = ViewSettings { k_factor: k, ..ViewSettings::to_range(50e3) };
        let field = HeightField::new(&heights, 61, Spacing::plane(1_500.0)).unwrap();
        let view = lowest_visible_exact(&field, eye(30, 30, up), &settings).unwrap();
        let radius = k * EARTH_RADIUS_M;
        for (i, ours) in view.cells().iter().enumerate() {
            let (row, column) = (view.first_row() + i / view.width(), view.first_column() + i % view.width());
            let cells = (row as f64 - 30.0).hypot(column as f64 - 30.0);
            let beyond = (cells * 1_500.0 - (2.0 * radius * up).sqrt()).max(0.0);
            let right = beyond * beyond / (2.0 * radius);
            prop_assert!(ours.is_nan() || (ours - right).abs() < 1e-6, "{ours} {right}");
        }
    }
}
