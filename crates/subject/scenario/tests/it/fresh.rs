//! What is generated from the table of fields is as fresh as the table.

/// A generated file must hold what the program would write today.
#[track_caller]
fn is_fresh(path: &str, wanted: &str, command: &str) {
    let found = std::fs::read_to_string(crate::root().join(path)).unwrap_or_default();
    // A checkout may have turned the line ends.
    let found = found.replace("\r\n", "\n");
    let stale = found
        .lines()
        .zip(wanted.lines())
        .position(|(a, b)| a != b)
        .unwrap_or_else(|| found.lines().count().min(wanted.lines().count()));
    assert!(
        found == wanted,
        "{path} is not what the table of fields gives, from line {}; write it anew: {command}",
        stale + 1
    );
}

#[test]
fn the_schema_for_editors_is_fresh() {
    is_fresh(
        "scenarios/scenario.schema.json",
        &format!("{:#}\n", scenario::schema()),
        "bartizan schema > scenarios/scenario.schema.json",
    );
}

#[test]
fn the_reference_page_is_fresh() {
    is_fresh(
        "docs/src/scenario-reference.md",
        &scenario::reference_markdown(),
        "bartizan schema --markdown > docs/src/scenario-reference.md",
    );
}
