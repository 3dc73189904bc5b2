//! `bartizan link`: over a case and over a raster, drawn and as JSON, and what it refuses.

use std::path::{Path, PathBuf};

use serde_json::Value;
use terrain::{Grid, Layer};

use crate::command::{Said, in_folder, shipped};

const GRID: Grid = Grid {
    width: 121,
    height: 61,
    first_lon_deg: 10.0,
    first_lat_deg: 45.5,
    step_lon_deg: 1.0 / 120.0,
    step_lat_deg: 1.0 / 120.0,
};

/// A plain at 100 m with a wall of 400 m along one column in the middle.
fn dem(folder: &Path) {
    let cell = |i: usize| if i % GRID.width == 60 { 400.0 } else { 100.0 };
    let cells: Vec<f32> = (0..GRID.width * GRID.height).map(cell).collect();
    let layer = Layer {
        grid: GRID,
        cells: &cells,
        nodata: None,
        description: "a plain and a wall",
    };
    layer.write(folder.join("dem.tif")).unwrap();
}

/// Over the plain alone, 20 km.
const CLEAR: [&str; 4] = ["--from", "45.25,10.1", "--to", "45.25,10.355"];
/// Over the wall, 31 km.
const WALLED: [&str; 4] = ["--from", "45.25,10.3", "--to", "45.25,10.7"];

fn over_raster(folder: &Path, ends: &[&str], more: &[&str]) -> Said {
    let arguments = [&["link", "--terrain", "dem.tif"], ends, more].concat();
    in_folder(folder, &arguments)
}

fn afghanistan() -> PathBuf {
    shipped("afghanistan")
}

const LINK: &str = "bagram-1--post-bagram--microwave";

#[test]
fn a_link_of_a_case_is_told_by_id_and_by_number_alike() {
    let folder = tempfile::tempdir().unwrap();
    let case = afghanistan();
    let case = case.to_str().unwrap();
    let said = in_folder(folder.path(), &["link", case, "--link", LINK]);
    assert_eq!(said.code, Some(0), "{said:?}");
    for words in [
        "the link closes",
        "free space",
        "received",
        "asked for fading",
        "Fresnel",
        "multipath",
        "notional",
        "not for operational or flight-safety use",
    ] {
        assert!(
            said.out.replace('\n', " ").contains(words),
            "{words}: {}",
            said.out
        );
    }
    let numbered = in_folder(folder.path(), &["link", case, "--link", "12"]);
    assert_eq!(numbered.out, said.out);
}

/// The climate that a case declares holds unless an option says otherwise.
#[test]
fn the_climate_of_the_case_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    in_folder(folder.path(), &["new", "wet", "--from", "afghanistan"]);
    let file = folder.path().join("wet/scenario.toml");
    let mut text = std::fs::read_to_string(&file).unwrap();
    text.push_str("\n[climate]\nrain_rate = \"55 mm/h\"\ndn1 = \"-700 N/km\"\nk_factor = 1.0\n");
    std::fs::write(&file, text).unwrap();
    let assumed = |more: &[&str]| {
        let asked = [&["link", "wet", "--link", LINK, "--json"], more].concat();
        let said = in_folder(folder.path(), &asked);
        assert_eq!(said.code, Some(0), "{said:?}");
        let answer: Value = serde_json::from_str(&said.out).unwrap();
        let of = |name: &str| answer["assumed"][name].as_f64().unwrap();
        [
            of("rain_001_mm_h"),
            of("gradient_n_km"),
            of("earth_radius_m"),
        ]
    };
    assert_eq!(assumed(&[]), [55.0, -700.0, 6_371e3]);
    let asked = ["--rain", "20 mm/h", "--gradient", "-100"];
    assert_eq!(assumed(&asked)[..2], [20.0, -100.0]);
}

/// The losses add up to what is received, and what is received to what is to spare.
#[test]
fn the_budget_of_the_json_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let case = afghanistan();
    let asked = ["link", case.to_str().unwrap(), "--link", LINK, "--json"];
    let said = in_folder(folder.path(), &asked);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    let budget = &answer["budget"];
    let db = |name: &str| budget[name].as_f64().unwrap();
    let losses = budget["path_losses"].as_array().unwrap();
    let lost: f64 = losses.iter().map(|loss| loss["db"].as_f64().unwrap()).sum();
    let received = db("power_dbm") + db("gains_db") - db("feeder_losses_db") - lost;
    assert!((received - db("received_dbm")).abs() < 1e-9, "{answer}");
    let spare = received - db("sensitivity_dbm") - db("asked_margin_db");
    assert!((spare - answer["spare_db"].as_f64().unwrap()).abs() < 1e-9);
    assert!(
        answer["conditional"]
            .as_str()
            .unwrap()
            .contains("flight-safety")
    );
    assert!(
        answer["availability"]["outage_percent"]["most"]
            .as_f64()
            .unwrap()
            < 0.1
    );
}

/// The plain lets 7 GHz through, the wall of 400 m does not; rain and length raise the outage.
#[test]
fn a_wall_opens_a_link_that_the_plain_closes() {
    let folder = tempfile::tempdir().unwrap();
    dem(folder.path());
    let radio = [
        "--frequency",
        "7 GHz",
        "--mast",
        "60 m",
        "--power",
        "0 dBm",
        "--gain",
        "28 dB",
        "--json",
    ];
    let clear = over_raster(folder.path(), &CLEAR, &radio);
    assert_eq!(clear.code, Some(0), "{clear:?}");
    let answer: Value = serde_json::from_str(&clear.out).unwrap();
    assert_eq!(answer["antennas"][0]["altitude_m"].as_f64(), Some(160.0));
    let outage = |said: &Said| {
        let answer: Value = serde_json::from_str(&said.out).unwrap();
        answer["availability"]["outage_percent"]["most"]
            .as_f64()
            .unwrap()
    };
    let wet = over_raster(
        folder.path(),
        &CLEAR,
        &[&radio[..], &["--rain", "90 mm/h"]].concat(),
    );
    assert!(outage(&wet) > outage(&clear), "{wet:?}");
    let walled = over_raster(folder.path(), &WALLED, &radio[..8]);
    assert_eq!(walled.code, Some(1), "{walled:?}");
    for words in ["does not close", "above the line", "no figure"] {
        assert!(walled.out.contains(words), "{}", walled.out);
    }
}

#[test]
fn the_terrain_model_is_the_carriers() {
    let folder = tempfile::tempdir().unwrap();
    dem(folder.path());
    for (frequency, model) in [("60 MHz", "Longley-Rice"), ("7 GHz", "delta-Bullington")] {
        let said = over_raster(folder.path(), &WALLED, &["--frequency", frequency]);
        assert!(said.out.contains(model), "{said:?}");
    }
}

#[test]
fn the_picture_is_svg_at_both_widths_and_conditional() {
    let folder = tempfile::tempdir().unwrap();
    dem(folder.path());
    for width in ["340", "1600"] {
        let more = [
            "--frequency",
            "60 MHz",
            "--out",
            "link.svg",
            "--width",
            width,
        ];
        let said = over_raster(folder.path(), &WALLED, &more);
        assert!(said.err.contains("written"), "{said:?}");
        let drawn = std::fs::read_to_string(folder.path().join("link.svg")).unwrap();
        assert!(
            drawn.starts_with("<svg") && drawn.ends_with("</svg>\n"),
            "{drawn}"
        );
        for words in [
            "flight-safety",
            "first Fresnel zone",
            "line of sight",
            "km from",
        ] {
            assert!(drawn.contains(words), "{words}");
        }
        assert!(!drawn.contains("NaN"));
    }
}

#[test]
fn what_has_no_budget_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    dem(folder.path());
    let case = afghanistan();
    let case = case.to_str().unwrap();
    let at = |from, to| vec!["--terrain", "dem.tif", "--from", from, "--to", to];
    let radio = |ends: Vec<&'static str>, more: &[&'static str]| [&ends[..], more].concat();
    let (ghz, here) = (["--frequency", "7 GHz"], "45.25,10.1");
    let between = |from, to, by| vec![case, "--from", from, "--to", to, "--by", by];
    let asked = [
        (
            between("kabul-pst", "kabul-north", "vhf-radio"),
            "did you mean `kabul-post`?",
        ),
        (
            between("kabul-post", "kabul-north", "vhf-rado"),
            "did you mean `vhf-radio`?",
        ),
        (
            between("kabul-post", "kabul-post", "vhf-radio"),
            "on one site",
        ),
        (
            between("kabul-post", "kabul-north", "fibre"),
            "no radio path",
        ),
        (vec![case, "--link", "99"], "no link `99`"),
        (vec![case, "--link", "0"], "no link `0`"),
        (vec![case], "which link?"),
        (
            radio(at(here, "45.25,10.3"), &["--frequency", "-7 GHz"]),
            "frequency [Hz] is -7000000000",
        ),
        (
            radio(at(here, "45.25,10.3"), &["--frequency", "7 kg"]),
            "--frequency: `kg` is not a known unit",
        ),
        (radio(at(here, "45.25,12.3"), &ghz), "not wholly known"),
        (radio(at(here, "95,10.3"), &ghz), "not a position on Earth"),
        (radio(at(here, "nan,10.3"), &ghz), "not a position on Earth"),
        (radio(at(here, here), &ghz), "on one site"),
        (
            radio(at(here, "north"), &ghz),
            "--to: `north` is no position",
        ),
        (
            radio(
                at(here, "45.25,10.3"),
                &["--frequency", "7 GHz", "--rain", "wet"],
            ),
            "--rain: `wet`",
        ),
        (
            radio(
                at(here, "45.25,10.3"),
                &["--frequency", "7 GHz", "--mast", "1 m,2 m,3 m"],
            ),
            "gives 3 heights",
        ),
        (
            radio(
                at(here, "45.25,10.3"),
                &["--frequency", "7 GHz", "--mast", "-5 m"],
            ),
            "antenna height [m] is -5",
        ),
    ];
    for (arguments, expected) in asked {
        let said = in_folder(folder.path(), &[&["link"], &arguments[..]].concat());
        assert_eq!(said.code, Some(2), "{arguments:?} {said:?}");
        assert!(said.err.contains(expected), "{arguments:?} {}", said.err);
        assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    }
}
