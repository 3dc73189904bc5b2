//! Horizon tables as files: what is read is what was swept, and a damaged file is said to be.

use proptest::prelude::*;

use terrain::{HorizonFileError, HorizonTable, Position, Site, SweepSettings, Terrain, sweep};

use crate::patch::Patch;

const PATCH: Patch = Patch {
    side: 40,
    cell_m: 500.0,
};

fn table() -> HorizonTable {
    let height = |i: usize| {
        let (row, column) = ((i / PATCH.side) as f32, (i % PATCH.side) as f32);
        800.0 + 600.0 * (row * 0.7).sin() * (column * 0.45).cos()
    };
    let raster = PATCH.raster((0..PATCH.side * PATCH.side).map(height).collect());
    let site = Site {
        position: PATCH.position(20, 25),
        antenna_height_agl_m: 15.0,
    };
    let settings = SweepSettings {
        azimuths: 90,
        ..SweepSettings::to_range(15e3)
    };
    sweep(&Terrain::mosaic(vec![raster]), site, &settings).unwrap()
}

#[test]
fn a_table_read_back_is_the_table_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let table = table();
    assert!(
        table.unknown_share() > 0.0,
        "the sample should run over the raster's edge"
    );
    let path = folder.path().join(table.key().file_name());
    table.write(&path).unwrap();
    let first = std::fs::read(&path).unwrap();
    assert_eq!(HorizonTable::read(&path).unwrap(), table);
    table.write(&path).unwrap();
    assert_eq!(
        std::fs::read(&path).unwrap(),
        first,
        "the same table, the same bytes"
    );
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
}

#[test]
fn a_file_is_named_by_all_that_decides_its_table() {
    let key = table().key().clone();
    let name = key.file_name();
    assert!(
        name.starts_with(&key.site_hex()) && name.ends_with(".horizon"),
        "{name}"
    );
    let mut higher = key.clone();
    higher.site.antenna_height_agl_m += 0.1;
    let mut moved = key.clone();
    moved.site.position = Position::new(1.0, 70.0);
    let mut finer = key.clone();
    finer.settings.sample_step_m = Some(50.0);
    let mut elsewhere = key.clone();
    elsewhere.terrain = "0".repeat(64);
    for other in [higher, moved, finer, elsewhere] {
        assert_ne!(other.file_name(), name);
        assert_ne!(other.hex(), key.hex());
    }
}

#[test]
fn missing_foreign_newer_and_cut_off_files_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.horizon");
    assert!(matches!(
        HorizonTable::read(&path),
        Err(HorizonFileError::Io { .. })
    ));
    let table = table();
    table.write(&path).unwrap();
    let good = std::fs::read(&path).unwrap();
    let read = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        HorizonTable::read(&path).unwrap_err()
    };
    assert!(matches!(read(b"PNG"), HorizonFileError::NotAHorizon { .. }));
    assert!(matches!(read(b""), HorizonFileError::NotAHorizon { .. }));
    let mut newer = good.clone();
    newer[8] = 9;
    assert!(matches!(
        read(&newer),
        HorizonFileError::Version { found: 9, .. }
    ));
    for length in [8, 12, 19, 40, good.len() / 2, good.len() - 1] {
        assert!(
            matches!(read(&good[..length]), HorizonFileError::Damaged { .. }),
            "{length}"
        );
    }
    // A folder in the way: the rename fails, the folder stays, and nothing is left beside it.
    let taken = folder.path().join("taken.horizon");
    std::fs::create_dir(&taken).unwrap();
    assert!(matches!(
        table.write(&taken),
        Err(HorizonFileError::Io { .. })
    ));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    assert!(matches!(
        table.write(folder.path().join("no/such/folder")),
        Err(HorizonFileError::Io { .. })
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_changed_byte_is_always_noticed(at in any::<prop::sample::Index>(), flip in 1_u8..=255) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sample.horizon");
        table().write(&path).unwrap();
        let mut bytes = std::fs::read(&path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        std::fs::write(&path, bytes).unwrap();
        prop_assert!(HorizonTable::read(&path).is_err(), "byte {at}");
    }
}
