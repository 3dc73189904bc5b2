//! Horizon tables that travel with a case: used where they fit, swept anew where they do not.

use std::path::Path;

use case::Position;
use study::{Inputs, PrepareError, prepare_case, sweep_tables};
use terrain::HorizonTable;

use crate::tiny::{case, inputs};

/// A folder of tables, as another raster would have made them: made here over a smooth earth, renamed to one.
fn with_tables(folder: &Path) -> Inputs {
    let terrain = terrain::Terrain::flat(terrain::Altitude::from_m(0.0));
    for (height, range_m) in [(10.0, 180e3), (5.0, 60e3)] {
        let site = terrain::Site {
            position: terrain::Position::new(34.6, 69.2),
            antenna_height_agl_m: height,
        };
        let settings = terrain::SweepSettings::to_range(range_m);
        let table: HorizonTable = terrain::sweep(&terrain, site, &settings).unwrap();
        table.write(folder.join(table.key().file_name())).unwrap();
    }
    let provenance = format!(
        r#"{{"terrain": "{}", "fingerprint": "{}", "posting_arc_seconds": 30.0}}"#,
        terrain.name(),
        terrain.fingerprint()
    );
    std::fs::write(folder.join("provenance.json"), provenance).unwrap();
    Inputs {
        horizons: Some(folder.to_owned()),
        ..inputs()
    }
}

#[test]
fn tables_that_fit_are_read_and_their_terrain_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let prepared = prepare_case(case(), &with_tables(folder.path())).unwrap();
    assert!(prepared.warnings().is_empty(), "{:?}", prepared.warnings());
    let lines = prepared.terrain_lines().join("\n");
    assert!(
        lines.contains("tables that travel with the case") && lines.contains("30 arc-seconds"),
        "{lines}"
    );
    assert!(!lines.contains("swept for this study"), "{lines}");
}

#[test]
fn a_moved_site_is_noticed_and_swept_anew() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = with_tables(folder.path());
    let mut moved = case();
    let mut sites = moved.sites.rows().to_vec();
    sites[0].at = Position::Globe {
        lat_deg: 34.7,
        lon_deg: 69.2,
    };
    moved.sites = case::Table::new(sites);
    let prepared = prepare_case(moved, &inputs).unwrap();
    assert!(
        prepared.warnings()[0].contains("`hill`"),
        "{:?}",
        prepared.warnings()
    );
    assert!(
        prepared
            .terrain_lines()
            .join("\n")
            .contains("swept for this study")
    );
}

#[test]
fn a_damaged_table_is_said_and_swept_anew() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = with_tables(folder.path());
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "horizon") {
            let bytes = std::fs::read(&path).unwrap();
            std::fs::write(&path, &bytes[..bytes.len() - 5]).unwrap();
        }
    }
    let prepared = prepare_case(case(), &inputs).unwrap();
    assert_eq!(prepared.warnings().len(), 2);
    assert!(prepared.warnings()[0].contains("damaged"));
}

#[test]
fn a_site_outside_the_terrain_and_a_missing_raster_are_mistakes() {
    let Some(data) = std::env::var_os("BARTIZAN_DATA") else {
        println!("passed by: BARTIZAN_DATA is not set");
        return;
    };
    let raster = Path::new(&data).join("data/terrain/afghanistan_dted0_30s.tif");
    let inputs = Inputs {
        terrain: vec![raster.clone()],
        ..inputs()
    };
    let mut moved = case();
    let mut sites = moved.sites.rows().to_vec();
    sites[0].at = Position::Globe {
        lat_deg: 10.0,
        lon_deg: 69.2,
    };
    moved.sites = case::Table::new(sites);
    match prepare_case(moved, &inputs) {
        Err(PrepareError::OutsideTerrain { outside, .. }) => {
            assert_eq!(outside, [("site", "hill".to_owned())]);
        }
        other => panic!("{other:?}"),
    }
    let missing = Inputs {
        terrain: vec![raster.with_file_name("none.tif")],
        ..inputs
    };
    assert!(matches!(
        prepare_case(case(), &missing),
        Err(PrepareError::Raster(_))
    ));
}

#[test]
fn refreshed_tables_are_taken_by_a_case_without_the_raster() {
    let Some(data) = std::env::var_os("BARTIZAN_DATA") else {
        println!("passed by: BARTIZAN_DATA is not set");
        return;
    };
    let raster = Path::new(&data).join("data/terrain/afghanistan_dted0_30s.tif");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("stale.horizon"), "old").unwrap();
    let written = sweep_tables(
        &case(),
        folder.path(),
        &[raster],
        terrain::Opening::default(),
    )
    .unwrap();
    assert_eq!(
        written.len(),
        3,
        "two tables and their provenance: {written:?}"
    );
    assert!(!folder.path().join("stale.horizon").exists());
    let inputs = Inputs {
        horizons: Some(folder.path().to_owned()),
        ..inputs()
    };
    let prepared = prepare_case(case(), &inputs).unwrap();
    assert!(prepared.warnings().is_empty(), "{:?}", prepared.warnings());
    assert!(prepared.terrain_lines()[0].contains("afghanistan_dted0_30s"));
}

/// Hills of 30 arc-seconds around the case, as a file.
fn hgt(folder: &Path, name: &str, bump: i16) -> std::path::PathBuf {
    let height = |i: usize| (1_500 + i / 1_201 % 50 + i % 1_201 % 70) as i16 + bump;
    let bytes: Vec<u8> = (0..1_201 * 1_201)
        .flat_map(|i| height(i).to_be_bytes())
        .collect();
    std::fs::create_dir_all(folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Tables made from the case's own terrain fit while the terrain is the same, and are noticed to be stale when it changes.
#[test]
fn a_changed_terrain_is_noticed_and_one_command_refreshes_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    let tiles = folder.path().join("terrain");
    for (lat, lon) in [
        (32, 67),
        (32, 68),
        (32, 69),
        (32, 70),
        (32, 71),
        (33, 67),
        (33, 68),
        (33, 69),
        (33, 70),
        (33, 71),
        (34, 67),
        (34, 68),
        (34, 69),
        (34, 70),
        (34, 71),
        (35, 67),
        (35, 68),
        (35, 69),
        (35, 70),
        (35, 71),
        (36, 67),
        (36, 68),
        (36, 69),
        (36, 70),
        (36, 71),
    ] {
        hgt(&tiles, &format!("N{lat}E{lon:03}.hgt"), 0);
    }
    let tables = folder.path().join("horizons");
    // Less memory than the tiles need: they are read from disk.
    let opening = terrain::Opening {
        memory_bytes: 20 << 20,
    };
    let refresh = || sweep_tables(&case(), &tables, std::slice::from_ref(&tiles), opening).unwrap();
    refresh();
    let inputs = Inputs {
        terrain: vec![tiles.clone()],
        horizons: Some(tables.clone()),
        opening,
        ..inputs()
    };
    let fresh = prepare_case(case(), &inputs).unwrap();
    assert!(fresh.warnings().is_empty(), "{:?}", fresh.warnings());
    assert!(
        !fresh
            .terrain_lines()
            .join("\n")
            .contains("swept for this study")
    );
    hgt(&tiles, "N34E069.hgt", 1);
    let stale = prepare_case(case(), &inputs).unwrap();
    let told = stale.warnings().join("\n");
    assert!(
        told.contains("the terrain has changed since the tables were made"),
        "{told}"
    );
    assert!(
        stale
            .terrain_lines()
            .join("\n")
            .contains("swept for this study")
    );
    refresh();
    let again = prepare_case(case(), &inputs).unwrap();
    assert!(again.warnings().is_empty(), "{:?}", again.warnings());
}
