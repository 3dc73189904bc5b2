//! What fuzzing found, and its seeds, through the same functions that are fuzzed: see `fuzz/README.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "../../../../fuzz/src/lib.rs"]
mod readers;

fn folder(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz")
        .join(kind)
}

/// The names in a folder; none where it is not there.
fn names(folder: &Path) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return BTreeSet::new();
    };
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries
        .map(|entry| name(entry.unwrap()))
        .filter(|name| !name.starts_with('.'))
        .collect()
}

#[test]
fn no_seed_and_no_finding_stops_a_reader() {
    for (target, read) in readers::TARGETS {
        let seeds = folder("corpus").join(target);
        assert!(!names(&seeds).is_empty(), "{target} has no seed");
        for folder in [seeds, folder("findings").join(target)] {
            for name in names(&folder) {
                read(&fs::read(folder.join(&name)).unwrap());
            }
        }
    }
}

#[test]
fn every_folder_of_inputs_belongs_to_a_target_and_every_target_is_fuzzed() {
    let targets: BTreeSet<String> = readers::TARGETS
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(names(&folder("corpus")), targets);
    assert!(names(&folder("findings")).is_subset(&targets));
    let files = targets.iter().map(|name| format!("{name}.rs")).collect();
    assert_eq!(names(&folder("fuzz_targets")), files);
}

#[test]
fn the_seeds_are_what_they_are_meant_to_be() {
    let seed = |target: &str, name: &str| folder("corpus").join(target).join(name);
    let text = |target, name| fs::read_to_string(seed(target, name)).unwrap();
    let tiffs = [
        "strips",
        "big-endian",
        "big-tiff",
        "tiles-deflate-float",
        "deflate-differences",
    ];
    for name in tiffs {
        let raster = terrain::Raster::open(seed("geotiff", name)).unwrap();
        assert_eq!(raster.window((3, 5), (1, 1)).unwrap(), [1_125.0], "{name}");
    }
    let metres = terrain::Raster::open(seed("geotiff", "metres"));
    assert!(matches!(metres, Err(terrain::RasterError::OtherCrs { .. })));
    let scratch = tempfile::tempdir().unwrap();
    let copied = |target, name, to: &str| {
        let to = scratch.path().join(to);
        fs::copy(seed(target, name), &to).unwrap();
        to
    };
    let dted = terrain::Raster::open(copied("dted", "cell", "a.dt0")).unwrap();
    assert_eq!(dted.census().unwrap().cells, 121);
    let zipped = terrain::Raster::open(copied("hgt_zip", "whole", "N34E069.hgt.zip")).unwrap();
    assert_eq!(zipped.census().unwrap().highest_m, Some(1_000.0));
    let table = scratch.path().join("a.horizon");
    fs::write(
        &table,
        readers::framed(&fs::read(seed("horizon", "table")).unwrap()),
    )
    .unwrap();
    assert_eq!(
        terrain::HorizonTable::read(&table)
            .unwrap()
            .key()
            .settings
            .azimuths,
        4
    );
    assert_eq!(
        evidence::Ledger::read(&text("ledger", "two"), "a")
            .unwrap()
            .claims()
            .len(),
        2
    );
    assert_eq!(
        evidence::Facts::read(&text("facts", "two"), "a")
            .unwrap()
            .facts()
            .len(),
        2
    );
    scenario::load_str(&text("scenario", "first-steps"), "scenario.toml").unwrap();
}
