//! The ledger in a case: rows that are struck, rows that move odds, rows that may not.

use std::fs;
use std::path::Path;

use scenario::{Belief, Dossier, Loaded, Mistakes, NoDossier};

const HEADER: &str = "id,date,claim,who,bears_on,direction,strength,source_reliability,information_credibility,confidence,source_title,source_address,note,origin";

/// The base case whose ledger holds these rows as `id, who, grades, note, origin`, with one share of a deal as given.
fn folder(rows: &[[&str; 5]], share: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/base");
    fs::copy(base.join("facts.csv"), folder.path().join("facts.csv")).unwrap();
    let line = |[id, who, grades, note, origin]: &[&str; 5]| {
        let (letter, digit) = grades.split_at(1);
        format!(
            "{id},2026-05-27,A claim,{who},deal.willingness,+,2,{letter},{digit},page,A page,,{note},{origin}\n"
        )
    };
    let rows: String = rows.iter().map(line).collect();
    fs::write(
        folder.path().join("ledger.csv"),
        format!("{HEADER}\n{rows}"),
    )
    .unwrap();
    let text = crate::base_text();
    let from = text
        .lines()
        .find(|line| line.starts_with("contract "))
        .unwrap();
    let bare = "contract = { low = 0.01, likely = 0.04, high = 0.10, per = \"year\" }";
    let text = text.replace(from, &format!("{bare}\nnever_executed = {share}"));
    fs::write(folder.path().join("scenario.toml"), text).unwrap();
    folder
}

fn without(
    folder: &tempfile::TempDir,
    rows: &[&str],
    origins: &[&str],
) -> Result<Loaded, Mistakes> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let belief = Belief {
        rows: owned(rows),
        origins: owned(origins),
    };
    scenario::load_believing(folder.path(), &belief)
}

fn whole(folder: &tempfile::TempDir) -> Result<Loaded, Mistakes> {
    without(folder, &[], &[])
}

/// The share's claim: what is drawn of it.
fn drawn(loaded: &Loaded) -> random::Distribution {
    let slots = loaded.case.slots.rows();
    let slot = slots
        .iter()
        .find(|s| s.path.ends_with("never_executed"))
        .unwrap();
    slot.claim.distribution.clone()
}

const ROWS: [[&str; 5]; 6] = [
    ["E001", "tass", "B2", "", "forbes"],
    ["E002", "reuters", "B2", "", "forbes"],
    ["E003", "un", "A2", "", ""],
    ["E004", "iiss", "C3", "", ""],
    [
        "E005",
        "article author",
        "C2",
        "SEED. A judgement.",
        "forbes",
    ],
    ["E006", "an expert", "B2", "SEED. Relayed.", "forbes"],
];

fn share(more: &str) -> String {
    format!("{{ low = 0.1, likely = 0.3, high = 0.5, source = \"analyst: a test\"{more} }}")
}

#[test]
fn rows_move_odds_only_where_the_file_asks_for_it() {
    let prior = drawn(&whole(&folder(&ROWS, &share(""))).unwrap());
    let listed = share(", for = [\"E001\", \"E003\"]");
    assert_eq!(drawn(&whole(&folder(&ROWS, &listed)).unwrap()), prior);
    let no_rows = share(", weigh = true");
    assert_eq!(drawn(&whole(&folder(&ROWS, &no_rows)).unwrap()), prior);
    let asked = share(", for = [\"E001\", \"E003\"], weigh = true");
    let moved = drawn(&whole(&folder(&ROWS, &asked)).unwrap());
    // Votes of 0.64 and 0.8: the odds of 3 to 7 times 3 to the power of 1.44 / 2.44.
    let factor = 3f64.powf(1.44 / 2.44);
    let (likely, loaded) = (
        0.3 * factor / (0.3 * factor + 0.7),
        whole(&folder(&ROWS, &asked)).unwrap(),
    );
    let slots = loaded.case.slots.rows();
    let slot = slots
        .iter()
        .find(|s| s.path.ends_with("never_executed"))
        .unwrap();
    assert!((slot.claim.written[1] - likely).abs() < 1e-12, "{slot:?}");
    assert!(moved.quantile(0.5) > prior.quantile(0.5), "{moved:?}");
}

#[test]
fn a_struck_row_is_as_one_that_was_never_there() {
    let all = folder(
        &ROWS,
        &share(", for = [\"E001\", \"E003\"], against = [\"E004\"], weigh = true"),
    );
    let never = folder(
        &ROWS,
        &share(", for = [\"E003\"], against = [\"E004\"], weigh = true"),
    );
    let never = drawn(&whole(&never).unwrap());
    assert_eq!(drawn(&without(&all, &["E001"], &[]).unwrap()), never);
    assert_eq!(drawn(&without(&all, &[], &["forbes"]).unwrap()), never);
    assert_ne!(drawn(&whole(&all).unwrap()), never);
    let nothing = without(&all, &["E003", "E004"], &["forbes"]).unwrap();
    assert_eq!(
        drawn(&nothing),
        drawn(&whole(&folder(&ROWS, &share(""))).unwrap())
    );
    // A run without rows is another run, which a resumed one must not go on with.
    assert_ne!(nothing.texts, whole(&all).unwrap().texts);
}

#[test]
fn a_case_strikes_rows_by_itself() {
    let folder = folder(&ROWS, &share(", for = [\"E001\", \"E003\"], weigh = true"));
    let by_caller = drawn(&without(&folder, &["E003"], &["forbes"]).unwrap());
    let path = folder.path().join("scenario.toml");
    let text = fs::read_to_string(&path).unwrap();
    let with = |belief: &str| fs::write(&path, format!("{text}\n[belief]\n{belief}\n")).unwrap();
    with("strike = [\"E003\"]\nstrike_origin = \"forbes\"");
    assert_eq!(drawn(&whole(&folder).unwrap()), by_caller);
    with("strike = [\"E0031\"]\nstrike_origin = \"forbs\"");
    let told: Vec<String> = whole(&folder)
        .unwrap_err()
        .iter()
        .map(scenario::Mistake::one_line)
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].contains("`E0031` is no row of the evidence; did you mean `E003`?"),
        "{told:?}"
    );
    assert!(
        told[1].contains("there is no origin of the ledger `forbs`; did you mean `forbes`?"),
        "{told:?}"
    );
}

#[test]
fn two_rows_of_one_origin_weigh_as_one() {
    let one = folder(&ROWS, &share(", for = [\"E001\"], weigh = true"));
    let two = folder(&ROWS, &share(", for = [\"E002\", \"E001\"], weigh = true"));
    assert_eq!(drawn(&whole(&one).unwrap()), drawn(&whole(&two).unwrap()));
}

#[track_caller]
fn refused(share: &str, code: &str, said: &str) {
    let mistakes = whole(&folder(&ROWS, share)).unwrap_err();
    let told: Vec<_> = mistakes.iter().map(|m| (m.code(), m.one_line())).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, code);
    assert!(
        told[0].1.contains("scenario.toml:") && told[0].1.contains(said),
        "{told:?}"
    );
}

#[test]
fn what_cannot_be_evidence_is_refused() {
    let own = "E005 is the commentary's own judgement: it cannot be evidence for or against itself";
    refused(
        &share(", against = [\"E005\"]"),
        "scenario::own_conclusion",
        own,
    );
    // What the commentary relays is somebody else's.
    assert!(whole(&folder(&ROWS, &share(", for = [\"E006\"]"))).is_ok());
    let unknown = "`E007` is no row of the evidence; did you mean `E001`?";
    refused(
        &share(", for = [\"E007\"]"),
        "scenario::unknown_evidence",
        unknown,
    );
    refused(
        &share(", weigh = 3"),
        "scenario::wrong_kind",
        "`weigh` is a number; expected true or false",
    );
}

#[test]
fn grades_out_of_the_code_are_refused_with_their_line() {
    let mut rows = ROWS;
    rows[1][2] = "G7";
    let mistakes = whole(&folder(&rows, &share(""))).unwrap_err();
    let told: Vec<String> = mistakes.iter().map(scenario::Mistake::one_line).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].contains(
            "ledger.csv:3: source_reliability is `G`; expected an Admiralty letter, A to F"
        ),
        "{told:?}"
    );
    assert!(
        told[1].contains(
            "ledger.csv:3: information_credibility is `7`; expected an Admiralty number, 1 to 6"
        ),
        "{told:?}"
    );
}

#[test]
fn all_about_one_assumption_by_path_or_end() {
    let folder = folder(
        &ROWS,
        &share(", for = [\"E001\"], against = [\"E004\"], weigh = true"),
    );
    let loaded = without(&folder, &["E004"], &[]).unwrap();
    let dossier = Dossier::find(&loaded, "never_executed").unwrap();
    assert_eq!(dossier, Dossier::find(&loaded, &dossier.path).unwrap());
    let position = &dossier.positions[0];
    assert_eq!(position.speak_for[0].row.origin, "forbes");
    assert_eq!(position.speak_for[0].row.grade.to_string(), "B2");
    assert!(!position.speak_for[0].is_struck && position.speak_against[0].is_struck);
    let (prior, factor) = position.weighed.clone().unwrap();
    assert!(prior.contains("0.3") && factor > 1.0, "{prior} {factor}");
    let unknown = Dossier::find(&loaded, "never_exectued").unwrap_err();
    assert!(
        unknown
            .to_string()
            .contains(&format!("did you mean `{}`?", dossier.path)),
        "{unknown}"
    );
    assert!(matches!(
        Dossier::find(&loaded, "zzz"),
        Err(NoDossier::Unknown { nearest: None, .. })
    ));
}

#[test]
fn rows_that_are_named_together_each_keep_their_grade() {
    let range = "{ low = 0.1, likely = 0.2, high = 0.3, source = \"E001, E004\" }";
    let mut rows = ROWS;
    (rows[0][2], rows[3][2]) = ("B2", "D3");
    let folder = folder(&rows, range);
    let loaded = whole(&folder).unwrap();
    let dossier = Dossier::find(&loaded, "never_executed").unwrap();
    assert_eq!(dossier.positions[0].source, "E001, E004");
    // A good grade that is named first hides no poor one, nor the other way round.
    assert_eq!(dossier.positions[0].grade.as_deref(), Some("B2, D3"));
}

/// What a change of the base case brings about: sentences of mistakes, or else of warnings.
fn said_of(changes: &[(&str, &str)]) -> Vec<String> {
    let mut text = crate::base_text();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "`{from}`");
        text = text.replace(from, to);
    }
    let told = |m: &scenario::Mistake| m.trouble.to_string();
    match crate::load_as_base(&text) {
        Ok(loaded) => loaded.warnings.iter().map(told).collect(),
        Err(mistakes) => mistakes.iter().map(told).collect(),
    }
}

const ENDS: &str = "ends     = { low = 0.1, likely = 0.25, high = 0.5, per = \"year\" }";
const FACTOR: &str = "\"deal.*.contract\" = 0.5";

#[test]
fn a_row_moves_one_quantity_of_a_way_and_not_a_shared_state_beside_it() {
    let twice = |second: &str| {
        format!(
            "E001 moves both `deal.purchase.contract` and `{second}`: evidence moves one quantity on the way of the deal `purchase`, not two"
        )
    };
    let ends = ENDS.replace("per =", "for = [\"E001\"], per =");
    assert_eq!(said_of(&[(ENDS, &ends)]), [twice("state.war.ends")]);
    let factor = "\"deal.*.contract\" = { likely = 0.5, against = [\"E001\"] }";
    let said = twice("state.war.while_on.deal.*.contract");
    assert_eq!(said_of(&[(FACTOR, factor)]), [said]);
    // People follow on the contract.
    let dropout = "dropout = { likely = 0.25, for = [\"E001\"] }";
    let said = twice("course.operators.dropout");
    assert_eq!(said_of(&[("dropout = 0.25", dropout)]), [said]);
    // A state that strikes what was bought, and drives its people away, is on the way; one that touches nothing is not.
    let elsewhere = "while_on = { \"strikes\" = 2, \"leaving\" = 1.5 }";
    let on = "while_on = { \"deal.*.contract\" = 0.5, \"deal.purchase.lead_time\" = 1.6 }";
    assert_eq!(
        said_of(&[(ENDS, &ends), (on, elsewhere)]),
        [twice("state.war.ends")]
    );
    let touches_nothing = said_of(&[(ENDS, &ends), (on, "while_on = {}")]);
    assert!(
        touches_nothing.iter().all(|said| !said.contains("E001")),
        "{touches_nothing:?}"
    );
}

#[test]
fn a_row_for_and_against_one_number_is_refused() {
    let said = said_of(&[("against = [\"E002\"]", "against = [\"E001\"]")]);
    assert_eq!(
        said,
        ["E001 is listed both for and against `deal.purchase.contract`"]
    );
}

#[test]
fn the_sole_source_of_two_figures_of_a_way_is_a_warning() {
    let alone = ENDS.replace("per =", "source = \"E003\", per =");
    let said = said_of(&[(ENDS, &alone)]);
    let warning = "E003 alone stands under `state.war.ends`, and under `deal.purchase.lead_time` before it on the way of the deal `purchase`: one report passes for two";
    assert!(said.iter().any(|s| s == warning), "{said:#?}");
    let moves = ENDS.replace("per =", "source = \"E001\", per =");
    let said = said_of(&[(ENDS, &moves)]);
    assert!(
        said.iter()
            .any(|s| s.starts_with("E001 alone stands under `state.war.ends`")),
        "{said:#?}"
    );
    let among_others = ENDS.replace("per =", "source = \"E003, E002\", per =");
    let said = said_of(&[(ENDS, &among_others)]);
    assert!(said.iter().all(|s| !s.contains("alone")), "{said:#?}");
}
