//! What can never be reached says so, and why, before anything runs.

use scenario::Loaded;

use crate::{base_text, load_as_base};

/// The base case changed, or added to: each pair replaces a text that stands once; an empty first text adds at the end.
fn changed(changes: &[(&str, &str)]) -> Result<Loaded, scenario::Mistakes> {
    let mut text = base_text();
    for (from, to) in changes {
        if from.is_empty() {
            text = format!("{text}\n{to}\n");
            continue;
        }
        assert_eq!(text.matches(from).count(), 1, "`{from}`");
        text = text.replace(from, to);
    }
    load_as_base(&text)
}

/// The text that the label of a mistake underlines, and its sentence.
fn told(mistake: &scenario::Mistake) -> (String, String) {
    let under = mistake.file.text[mistake.at.clone()].to_owned();
    (under, mistake.trouble.to_string())
}

/// Asserts that a change makes the capability impossible, with a sentence that holds these words, at this underlined text.
#[track_caller]
fn never(changes: &[(&str, &str)], why: &str, under: &str) {
    let mistakes = changed(changes).err().unwrap();
    let all: Vec<_> = mistakes.iter().map(told).collect();
    let [(at, sentence)] = all.as_slice() else {
        panic!("{all:?}");
    };
    let begins = [
        "`ioc` cannot be reached: ",
        "what fails of `tor-m2e` stays down for ever: ",
    ];
    assert!(begins.iter().any(|b| sentence.starts_with(b)), "{sentence}");
    assert!(sentence.contains(why), "{sentence}");
    assert!(at.starts_with(under), "`{at}` under: {sentence}");
}

const HAZARD: &str = "contract  = { low = 0.01, likely = 0.04, high = 0.10, per = \"year\", for = [\"E001\"], against = [\"E002\"] }";
const LEAD: &str = "lead_time = { low = \"10 months\", likely = \"26 months\", high = \"54 months\", source = \"E003\" }";
const OPERATORS: &str = "makes = \"operator\"";
const NEEDS: &str = "needs = { place = \"town\", batteries = 1, vehicles_each = 3, linked = true }";
const TRADE: &str = "[trade.operator]";

#[test]
fn a_deal_that_cannot_come() {
    never(
        &[(HAZARD, "contract = \"0 per year\"")],
        "no contract of `purchase` can come, its hazard is nought",
        "\"0 per year\"",
    );
    never(
        &[("batteries = 2", "batteries = 2\nnever_executed = 1")],
        "no contract of `purchase` is ever executed",
        "1",
    );
    let second = "[[unit]]\nid = \"tor-2\"\nfrom = \"purchase\"\nsite = \"hill\"\ncrew = { operator = 12 }\nreports_to = \"post\"\n[[link]]\nfrom = \"tor-2\"\nto = \"post\"\nby = \"microwave-7ghz\"";
    never(
        &[
            ("batteries = 2", "batteries = 1"),
            (
                NEEDS,
                "needs = { place = \"town\", batteries = 2, linked = true }",
            ),
            ("", second),
        ],
        "`purchase` orders 1, and others before `tor-2` in the file take them",
        "\"purchase\"",
    );
    never(
        &[(NEEDS, "needs = { batteries = 1, crews = \"supplier\" }")],
        "no supplier's crews come with `purchase`",
        "[[deal]]",
    );
    never(
        &[("per_year = \"50 MUSD\"", "per_year = \"0 MUSD\"")],
        "the budget is nought, and `purchase` must be paid for",
        "\"0 MUSD\"",
    );
}

#[test]
fn a_state_that_never_ends_may_stop_a_deal() {
    let ends = "ends     = { low = 0.1, likely = 0.25, high = 0.5, per = \"year\" }";
    let stops = ("\"deal.*.contract\" = 0.5", "\"deal.*.contract\" = 0");
    never(&[stops, (ends, "")], "its hazard is nought", "{ low = 0.01");
    assert!(changed(&[stops]).is_ok());
}

#[test]
fn a_date_behind_the_horizon() {
    never(
        &[(LEAD, "lead_time = \"20 years\"")],
        "the lead time of `purchase`, 20 years",
        "\"20 years\"",
    );
    // The war may end at once; while it lasts a lead time is longer.
    assert!(changed(&[(LEAD, "lead_time = \"8 years\"")]).is_ok());
    never(
        &[("for   = \"90 days\"", "for = \"13 years\"")],
        "its window of 13 years is longer than the case, 12 years",
        "\"13 years\"",
    );
    // Four vehicles at 20 million, a year's 50 thousand.
    never(
        &[("per_year = \"50 MUSD\"", "per_year = \"0.05 MUSD\"")],
        "saving up for `purchase`",
        "\"0.05 MUSD\"",
    );
}

#[test]
fn people_whom_nothing_makes() {
    let alone = (OPERATORS, "makes = \"other\"");
    let other = ("", "[trade.other]");
    never(
        &[(TRADE, "[trade.operator]\nat_start = 1"), alone, other],
        "12 of `operator` are needed, 1 are there at the start, and no course makes more",
        "1",
    );
    never(
        &[("recruits = \"15000 per year\"", "recruits = \"0 per year\"")],
        "nobody more becomes `operator`: there are no recruits",
        "\"0 per year\"",
    );
    let people = "recruits = \"15000 per year\"";
    never(
        &[(people, &format!("{people}\npass_screening = 0"))],
        "the screening lets nobody pass",
        "0",
    );
    never(
        &[(people, &format!("{people}\nshare = 0"))],
        "air defence gets none of the recruits",
        "0",
    );
}

#[test]
fn courses_that_nobody_passes() {
    never(
        &[("seats = 24", "seats = 0")],
        "`operators` has no seats",
        "0",
    );
    never(
        &[("seats = 30", "seats = 0")],
        "`language` has no seats",
        "0",
    );
    never(
        &[("dropout = 0.25", "dropout = 1")],
        "everybody drops out of `operators`",
        "1",
    );
    never(
        &[
            ("seats = 30", "seats = 100\nfull_classes = true"),
            (
                "recruits = \"15000 per year\"",
                "recruits = \"10 per year\"",
            ),
        ],
        "a class of `language` starts with all of its 100 seats taken, and no more than 10 recruits gather in a year",
        "true",
    );
    // One seat a year, twelve to a crew, and an intake of ten a year before.
    never(
        &[("seats = 24", "seats = 1\nstarts_every = \"2 years\"")],
        "the classes of `operators` one after another",
        "\"2 years\"",
    );
}

#[test]
fn courses_that_nobody_can_teach() {
    let taught = |pool: &str| format!("makes = \"operator\"\ntaught_by = \"school\"\n{pool}");
    let school = |count: u32| format!("[instructors.school]\ncount = {count}");
    never(
        &[(OPERATORS, &taught("")), ("", &school(0))],
        "a class of `operators` holds 1 of `school`, who are never more than 0",
        "\"school\"",
    );
    never(
        &[(OPERATORS, &taught("holds = 5")), ("", &school(2))],
        "a class of `operators` holds 5 of `school`, who are never more than 2",
        "\"school\"",
    );
    let ring = "[instructors.school]\ncount = 0\nwanted = 4\n[[course]]\nid = \"teachers\"\ntrains = \"school\"\ntaught_by = \"school\"\nseats = 4\nlasts = \"1 month\"";
    never(
        &[(OPERATORS, &taught("")), ("", ring)],
        "whoever could teach `teachers` must have passed it before",
        "\"school\"",
    );
    let by_others = ring.replace("taught_by = \"school\"\n", "");
    assert!(changed(&[(OPERATORS, &taught("")), ("", &by_others)]).is_ok());
}

#[test]
fn courses_that_never_open() {
    let deal = "[[deal]]\nid = \"talks\"\nsupplier = \"maker\"\nitem = \"p-18m\"\nsensors = 1\ncontract = \"0 per year\"\nlead_time = \"1 year\"";
    never(
        &[
            (
                OPERATORS,
                "makes = \"operator\"\nopens = \"services\"\nopens_with = \"talks\"",
            ),
            ("", deal),
        ],
        "`operators` opens with services, and `talks` yields no services without a contract, and no contract of `talks` can come",
        "[[deal]]",
    );
    never(
        &[
            (OPERATORS, "makes = \"operator\"\nopens = \"trainers\""),
            ("", "[trainers.friends]\ncomes = \"0 per year\""),
        ],
        "`friends` never come, their hazard is nought",
        "\"0 per year\"",
    );
}

#[test]
fn links_teams_lines_and_hands_that_are_not_there() {
    never(
        &[("from = \"tor-1\"", "id = \"another\"\nfrom = \"radar\"")],
        "no link joins `tor-1` and the post `post`",
        "\"post\"",
    );
    never(
        &[("", "[construction]\nteams = 0")],
        "there is no construction team to build `hill`",
        "0",
    );
    never(
        &[
            (LEAD, "line = \"works\""),
            (
                "",
                "[line.works]\nsupplier = \"maker\"\nproduction = \"0 per year\"",
            ),
        ],
        "the line `works` makes nothing for this buyer",
        "\"0 per year\"",
    );
    never(
        &[
            (
                "mtbf = \"100 h\"",
                "mtbf = \"100 h\"\nhands = { mender = 2 }",
            ),
            ("", "[trade.mender]\nat_start = 1"),
        ],
        "a repair holds 2 of `mender`",
        "{ mender = 2 }",
    );
    // The supplier lends them.
    assert!(
        changed(&[
            (
                "mtbf = \"100 h\"",
                "mtbf = \"100 h\"\nhands = { mender = 2 }"
            ),
            ("[supplier.maker]", "[supplier.maker]\nhands = 2"),
            ("", "[trade.mender]\nat_start = 1"),
        ])
        .is_ok()
    );
}

#[test]
fn what_only_better_than_likely_figures_let_come_is_a_warning() {
    let seats = "seats = { low = 0, likely = 0, high = 30, source = \"analyst: a test\" }";
    let loaded = changed(&[("seats = 24", seats)]).unwrap();
    let all: Vec<_> = loaded.warnings.iter().map(told).collect();
    let begins = "`ioc` cannot be reached by the likely figures: nobody more becomes `operator`: `operators` has no seats";
    assert!(all.iter().any(|(_, said)| said == begins), "{all:?}");
    let rival = "seats = { likely = 0, source = \"analyst: a test\", claims = { maker = 30 } }";
    let loaded = changed(&[("seats = 24", rival)]).unwrap();
    assert!(
        loaded
            .warnings
            .iter()
            .any(|w| w.trouble.to_string() == begins)
    );
}

#[test]
fn one_cause_of_several_capabilities_is_told_once() {
    let more = "[capability.foc]\nsays = \"the same\"\nneeds = { batteries = 1 }";
    let mistakes = changed(&[("seats = 24", "seats = 0"), ("", more)])
        .err()
        .unwrap();
    let all: Vec<_> = mistakes.iter().map(|m| m.trouble.to_string()).collect();
    let said =
        "`ioc`, `foc` cannot be reached: nobody more becomes `operator`: `operators` has no seats";
    assert_eq!(all, [said]);
}

#[test]
fn another_capability_than_the_case_is_about_is_a_warning() {
    let more = "[capability.foc]\nsays = \"the same for an age\"\nneeds = { batteries = 1 }\nfor = \"40 years\"";
    let loaded = changed(&[("", more)]).unwrap();
    let all: Vec<_> = loaded.warnings.iter().map(told).collect();
    let about = |said: &String| said.starts_with("`foc` cannot be reached: ");
    assert!(all.iter().any(|(_, said)| about(said)), "{all:?}");
}
