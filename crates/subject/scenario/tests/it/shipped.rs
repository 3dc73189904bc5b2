//! Copies of shipped cases.

use scenario::{new_case, shipped};

#[test]
fn a_copy_checks_clean_and_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    for name in shipped::names() {
        let copy = folder.path().join("cases").join(name);
        new_case(name, &copy).unwrap();
        let lines = |m: scenario::Mistakes| {
            m.iter()
                .map(scenario::Mistake::one_line)
                .collect::<Vec<_>>()
        };
        let loaded = scenario::load(&copy).map_err(lines).unwrap();
        assert_eq!(loaded.case.name, name);
        for (file, content) in shipped::files_of(name).filter(|(f, _)| *f != "scenario.toml") {
            assert_eq!(std::fs::read(copy.join(file)).unwrap(), content, "{file}");
        }
    }
    assert!(shipped::names().contains(&"first-steps"));
}

#[test]
fn a_copy_leads_editors_to_the_schema_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("mine");
    new_case("first-steps", &copy).unwrap();
    let written = std::fs::read_to_string(copy.join("scenario.toml")).unwrap();
    let shipped =
        std::fs::read_to_string(crate::root().join("scenarios/first-steps/scenario.toml"));
    let shipped = shipped.unwrap();
    let (first, rest) = shipped.split_once('\n').unwrap();
    assert_eq!(first.trim_end(), "#:schema ../scenario.schema.json");
    assert_eq!(written, format!("#:schema scenario.schema.json\n{rest}"));
    let schema = std::fs::read_to_string(copy.join("scenario.schema.json")).unwrap();
    assert_eq!(schema, format!("{:#}\n", scenario::schema()));
}

#[test]
fn the_schema_is_no_part_of_a_case() {
    let mut files = shipped::names().into_iter().flat_map(shipped::files_of);
    assert!(files.all(|(file, _)| !file.ends_with("schema.json")));
}

#[test]
fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("scenario.toml");
    std::fs::write(&own, "mine").unwrap();
    let error = new_case("first-steps", folder.path()).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("is there already and is not empty; nothing was written")
    );
    assert_eq!(std::fs::read_to_string(&own).unwrap(), "mine");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_empty_folder_is_filled() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    new_case("first-steps", &empty).unwrap();
    assert!(empty.join("scenario.toml").is_file());
}

#[test]
fn an_unknown_name_has_a_near_one() {
    let folder = tempfile::tempdir().unwrap();
    let error = new_case("first-stpes", &folder.path().join("x")).unwrap_err();
    assert!(
        error.to_string().contains("did you mean `first-steps`?"),
        "{error}"
    );
}

#[test]
fn the_shipped_cases_are_well_without_a_warning() {
    for name in shipped::names() {
        let loaded = scenario::load(&crate::root().join("scenarios").join(name)).unwrap();
        let lines: Vec<String> = loaded
            .warnings
            .iter()
            .map(scenario::Mistake::one_line)
            .collect();
        assert!(lines.is_empty(), "{name}: {lines:#?}");
    }
}

/// What a belief in the ledger is worth: without a row, or an origin, figures of the shipped case move.
#[test]
fn striking_rows_or_origins_moves_figures_of_the_shipped_case() {
    let case = crate::root().join("scenarios/afghanistan");
    let whole = scenario::load(&case).unwrap();
    let without = |rows: &[&str], origins: &[&str]| {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let belief = scenario::Belief {
            rows: owned(rows),
            origins: owned(origins),
        };
        scenario::load_believing(&case, &belief).unwrap()
    };
    let moved = |other: &scenario::Loaded| {
        let pairs = whole.case.slots.rows().iter().zip(other.case.slots.rows());
        let moved = pairs.filter(|(a, b)| a.claim.distribution != b.claim.distribution);
        moved.map(|(slot, _)| slot.path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        moved(&without(&["E062"], &[])),
        ["deal.tor-for-kabul.contract"]
    );
    // The commentary and what it rests on speak against arms for Kabul, and of the supplier's war.
    assert!(!moved(&without(&[], &["forbes"])).is_empty());
    // With the whole ledger the elicited figures stand: see the case's README.
    let (_, tor) = whole
        .case
        .slots
        .find("deal.tor-for-kabul.contract")
        .unwrap();
    for (figure, elicited) in tor.claim.written.iter().zip([0.004, 0.015, 0.038]) {
        let a_year = figure * quantity::SECONDS_PER_YEAR;
        assert!(
            (a_year / elicited - 1.0).abs() < 0.01,
            "{a_year} for {elicited}"
        );
    }
}
