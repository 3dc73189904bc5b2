//! Each broken file gets its one clear sentence.

use crate::{base_text, load_as_base};

/// Changes the base case's text and reads it; the mistakes as code and `line: sentence`, without the folder.
fn mistakes(changes: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let mut text = base_text();
    for (from, to) in changes {
        assert_eq!(
            text.matches(from).count(),
            1,
            "`{from}` does not stand once"
        );
        text = text.replace(from, to);
    }
    let Err(mistakes) = load_as_base(&text) else {
        return Vec::new();
    };
    let told = |m: &scenario::Mistake| {
        let line = m.one_line();
        let at = line
            .find("scenario.toml:")
            .or(line.find("ledger.csv:"))
            .unwrap();
        (m.code(), line[at..].to_owned())
    };
    mistakes.iter().map(told).collect()
}

/// Asserts that one change of the base case gives exactly one mistake.
#[track_caller]
fn one(from: &str, to: &str, code: &str, sentence: &str) {
    assert_eq!(mistakes(&[(from, to)]), [(code, sentence.to_owned())]);
}

#[test]
fn the_base_case_holds_together() {
    assert!(mistakes(&[]).is_empty(), "{:?}", mistakes(&[]));
}

#[test]
fn a_typo_in_a_key() {
    one(
        "range_max =",
        "raneg_max =",
        "scenario::unknown_key",
        "scenario.toml:31: unknown key `raneg_max` in [fire_unit.tor-m2e]; did you mean `range_max`?",
    );
    one(
        "[budget]",
        "[budgett]",
        "scenario::unknown_key",
        "scenario.toml:45: unknown key `budgett` in the scenario; did you mean `budget`?",
    );
    one(
        "linked = true",
        "linkd = true",
        "scenario::unknown_key",
        "scenario.toml:10: unknown key `linkd` in `needs` of [capability.ioc]; did you mean `linked`?",
    );
}

#[test]
fn an_unknown_id() {
    one(
        "supplier  = \"maker\"",
        "supplier  = \"makr\"",
        "scenario::unknown_id",
        "scenario.toml:38: there is no supplier `makr`; did you mean `maker`?",
    );
    one(
        "type = \"mq-9\"",
        "type = \"mq-99\"",
        "scenario::unknown_id",
        "scenario.toml:98: there is no threat `mq-99`; did you mean `mq-9`?",
    );
    one(
        "to   = \"post\"",
        "to   = \"past\"",
        "scenario::unknown_id",
        "scenario.toml:90: there is no unit, sensor or post `past`; did you mean `post`?",
    );
    one(
        "sceptic = 0.1",
        "skeptic = 0.1",
        "scenario::unknown_id",
        "scenario.toml:32: there is no rival set `skeptic`; did you mean `sceptic`?",
    );
}

#[test]
fn a_unit_of_the_wrong_kind() {
    one(
        "low = \"12 km\"",
        "low = \"18 kg\"",
        "scenario::unit",
        "scenario.toml:31: `range_max`: `kg` is not a known unit; expected a length, as in \"18 km\"; did you mean `km`?",
    );
    one(
        "low = \"12 km\"",
        "low = \"12 kW\"",
        "scenario::unit",
        "scenario.toml:31: `range_max`: `kW` is a unit of power; expected a length, as in \"18 km\"",
    );
    one(
        "low = \"12 km\"",
        "low = 12",
        "scenario::unit",
        "scenario.toml:31: `range_max`: `12` has no unit; expected a length, as in \"18 km\"",
    );
}

#[test]
fn low_above_high() {
    one(
        "low = \"12 km\"",
        "low = \"17 km\"",
        "scenario::low_above_high",
        "scenario.toml:31: `range_max` has low (17 km) above high (16 km): low, likely and high must not fall",
    );
}

#[test]
fn an_outside_view_of_no_past_purchase() {
    let lead = "lead_time = { low = \"10 months\"";
    let with = |view: &str| format!("outside_view = \"{view}\"\n{lead}");
    one(
        lead,
        &with("short,Russia,embargo,new"),
        "scenario::no_distribution",
        "scenario.toml:42: `outside_view`: `short,Russia,embargo,new` names no base rate; write it as in baserate:short,Russia,embargo,new",
    );
    let found = mistakes(&[(lead, &with("baserate:shrt,Russia,embargo,new"))]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0]
            .1
            .contains("there is no class `shrt`; did you mean `short`?"),
        "{found:?}"
    );
    assert!(mistakes(&[(lead, &with("baserate:short,Russia,embargo,new"))]).is_empty());
}

#[test]
fn a_number_below_the_least_of_a_field_without_a_most() {
    one(
        "recruits = \"15000 per year\"",
        "recruits = \"-5 per year\"",
        "scenario::out_of_bounds",
        "scenario.toml:54: `recruits` is -5 per year, below the least of 0 per year",
    );
}

#[test]
fn a_figure_of_thousands_of_digits_is_not_told_whole() {
    let digits = "9".repeat(5_000);
    let told = mistakes(&[("low = \"12 km\"", &format!("low = \"{digits} kg\""))]);
    assert_eq!(told.len(), 1);
    assert!(told[0].1.len() < 250, "{}", told[0].1);
}

#[test]
fn warnings_and_mistakes_are_counted_apart() {
    let Err(mistakes) = load_as_base(&base_text().replace("dropout = 0.25", "dropout = 1.4"))
    else {
        unreachable!("a drop-out of 1.4");
    };
    assert_eq!(mistakes.counted(), "1 mistake");
    let file = std::sync::Arc::clone(&mistakes.iter().next().unwrap().file);
    let warning = |at: usize| {
        let trouble = scenario::Trouble::OutsideTerrain {
            site: format!("site-{at}"),
        };
        scenario::Mistake::warning(trouble, &file, at..at + 1)
    };
    let warnings = scenario::Mistakes::new((0..10).map(warning).collect());
    assert_eq!(warnings.counted(), "10 warnings");
}

#[test]
fn a_probability_of_1_4() {
    one(
        "dropout = 0.25",
        "dropout = 1.4",
        "scenario::out_of_bounds",
        "scenario.toml:69: `dropout` is 1.4, outside 0 to 1",
    );
    one(
        "at_least = 0.7",
        "at_least = 1.4",
        "scenario::out_of_bounds",
        "scenario.toml:12: `at_least` is 1.4, outside 0 to 1",
    );
}

#[test]
fn a_date_before_the_start() {
    one(
        "batteries = 2",
        "batteries = 2\nopens = 2026-05-01",
        "scenario::before_start",
        "scenario.toml:41: `opens` is 2026-05-01, before the start on 2026-06-01",
    );
    one(
        "id = \"drones\"",
        "id = \"drones\"\non = [2030-01-01, 2020-01-01]",
        "scenario::before_start",
        "scenario.toml:98: `on` is 2020-01-01, before the start on 2026-06-01",
    );
    one(
        "id = \"drones\"",
        "id = \"drones\"\non = 2040-01-01",
        "scenario::after_horizon",
        "scenario.toml:98: `on` is 2040-01-01, after the horizon on 2038-06-01",
    );
}

#[test]
fn two_ids_alike() {
    one(
        "id    = \"operators\"",
        "id    = \"language\"",
        "scenario::two_alike",
        "scenario.toml:64: two courses have the id `language`; the first is on line 59",
    );
    one(
        "[[post]]\nid   = \"post\"",
        "[[post]]\nid   = \"tor-1\"\n[[post]]\nid   = \"post\"",
        "scenario::shared_id",
        "scenario.toml:84: post `tor-1` has the id of a unit: links could not tell them apart",
    );
}

#[test]
fn a_cycle_in_courses() {
    one(
        "id    = \"language\"",
        "id    = \"language\"\nafter = \"operators\"",
        "scenario::cycle",
        "scenario.toml:60: the courses wait for each other: language after operators after language",
    );
}

#[test]
fn a_course_that_nobody_can_enter() {
    let found = mistakes(&[(
        "[[unit]]",
        "[[course]]\nid = \"a\"\nafter = \"a\"\nseats = 1\nlasts = \"1 day\"\n[[course]]\nid = \"b\"\nafter = \"a\"\nseats = 1\nlasts = \"1 day\"\n[[unit]]",
    )]);
    let sentences: Vec<&str> = found.iter().map(|(_, s)| s.as_str()).collect();
    assert_eq!(
        sentences,
        [
            "scenario.toml:73: the courses wait for each other: a after a",
            "scenario.toml:78: nobody can enter the course `b`: none of the courses before it can be entered",
        ]
    );
}

#[test]
fn a_price_without_its_unit() {
    let sentence = "scenario.toml:43: `price` does not say of what: a price without its unit is refused; write { likely = \"25 MUSD\", per = \"vehicle\" }";
    one(
        ", per = \"vehicle\"",
        "",
        "scenario::price_without_unit",
        sentence,
    );
    let plain = "price = { low = \"20 MUSD\", likely = \"25 MUSD\", high = \"35 MUSD\", per = \"vehicle\", source = \"F002\" }";
    one(
        plain,
        "price = \"25 MUSD\"",
        "scenario::price_without_unit",
        sentence,
    );
    assert!(mistakes(&[(plain, "price = \"25 MUSD per vehicle\"")]).is_empty());
    one(
        "high = \"14 months\", source = \"analyst: an invented site\"",
        "high = \"14 months\", per = \"vehicle\"",
        "scenario::wrong_per",
        "scenario.toml:23: `build` is not given per vehicle; leave `per` out",
    );
}

#[test]
fn a_range_where_a_number_must_be_exact() {
    let help = "; positions, heights, frequencies, kinds of look and numbers of things are exact, so that the terrain is swept and tables are filled once and not anew for every draw";
    one(
        "antenna_height = \"12 m\"",
        "antenna_height = { low = \"10 m\", likely = \"12 m\", high = \"15 m\" }",
        "scenario::must_be_exact",
        &format!("scenario.toml:82: `antenna_height` must be exact, not a range{help}"),
    );
    one(
        "lat = 34.6",
        "lat = { low = 34.5, likely = 34.6, high = 34.7 }",
        "scenario::must_be_exact",
        &format!("scenario.toml:22: `lat` must be exact, not a range{help}"),
    );
    one(
        "batteries = 2",
        "batteries = { low = 1, likely = 2, high = 3 }",
        "scenario::must_be_exact",
        &format!("scenario.toml:40: `batteries` must be exact, not a range{help}"),
    );
}

#[test]
fn a_missing_key() {
    one(
        "says  = \"one battery at the town\"\n",
        "",
        "scenario::missing_key",
        "scenario.toml:8: [capability.ioc] has no `says`; expected a text",
    );
    one(
        "horizon = \"12 years\"\n",
        "",
        "scenario::missing_key",
        "scenario.toml:1: the head of the file has no `horizon`; expected a span of time, as in \"12 years\"",
    );
    one(
        ", likely = \"15 km\"",
        "",
        "scenario::missing_key",
        "scenario.toml:31: the range of `range_max` has no `likely`; expected low, likely and high, or likely alone",
    );
}

#[test]
fn values_of_the_wrong_kind() {
    one(
        "seats = 24",
        "seats = \"many\"",
        "scenario::unit",
        "scenario.toml:67: `seats`: `many` is not a number; expected a count, as in 12",
    );
    one(
        "power = \"both\"",
        "power = \"bath\"",
        "scenario::unknown_word",
        "scenario.toml:24: `bath` is not a value of `power`; did you mean `both`?",
    );
    one(
        "on_at_start = true",
        "on_at_start = \"yes\"",
        "scenario::wrong_kind",
        "scenario.toml:49: `on_at_start` is a text; expected true or false",
    );
    one(
        "start   = 2026-06-01",
        "start   = \"June\"",
        "scenario::not_a_date",
        "scenario.toml:2: `start`: `June` is not a date; write year-month-day, as in 2026-06-01",
    );
    one(
        "lat = 34.6, lon = 69.2",
        "east = \"1 km\", north = \"2 km\"",
        "scenario::wrong_frame",
        "scenario.toml:22: `at` is given in east and north, but the case's frame is \"globe\"",
    );
}

#[test]
fn paths_that_lead_nowhere() {
    one(
        "\"deal.*.contract\" = 0.5",
        "\"deal.*.contrakt\" = 0.5",
        "scenario::unknown_path",
        "scenario.toml:51: `deal.*.contrakt` names nothing that a state can act on; did you mean `deal.*.contract`?",
    );
    one(
        "moves = \"deal.purchase.contract\"",
        "moves = \"deal.purchas.contract\"",
        "scenario::unknown_path",
        "scenario.toml:106: `deal.purchas.contract` names nothing that a watch can act on; did you mean `deal.purchase.contract`?",
    );
}

#[test]
fn evidence_that_is_unknown_or_counted_twice() {
    one(
        "for = [\"E001\"]",
        "for = [\"E01\"]",
        "scenario::unknown_evidence",
        "scenario.toml:41: `E01` is no row of the evidence; did you mean `E001`?",
    );
    one(
        "source = \"E003\"",
        "for = [\"E001\"]",
        "scenario::evidence_twice",
        "scenario.toml:42: E001 moves both `deal.purchase.contract` and `deal.purchase.lead_time`: evidence moves one quantity on the way of the deal `purchase`, not two; let it move the one that it speaks of; `source` may still name it",
    );
    one(
        "source = \"analyst: an invented site\"",
        "source = \"analyst\"",
        "scenario::no_reason",
        "scenario.toml:23: `build` rests on the analyst and gives no reason; write source = \"analyst: why\", or a `reason`",
    );
    one(
        "source = \"catalogue:tor-m2e.range_max\"",
        "source = \"catalogue:tor-m2e.range_mux\"",
        "scenario::unknown_id",
        "scenario.toml:31: there is no figure `range_mux`; did you mean `range_max`?",
    );
}

#[test]
fn crews_that_nobody_makes() {
    one(
        "makes = \"operator\"\n",
        "",
        "scenario::no_course",
        "scenario.toml:74: no course makes `operator`, and nobody has the trade at the start; add a [[course]] with makes = \"operator\", or at_start in [trade.operator]",
    );
}

#[test]
fn a_capability_that_asks_for_too_much() {
    one(
        "batteries = 1,",
        "batteries = 2,",
        "scenario::asks_too_much",
        "scenario.toml:10: `ioc` asks for 2 batteries, but only 1 of that kind are meant to stand at `town` and report to a post",
    );
    one(
        "vehicles_each = 3",
        "vehicles_each = 5",
        "scenario::asks_too_much",
        "scenario.toml:10: `ioc` asks for 5 vehicles in each battery, but only 4 of that kind are meant to stand at `town` and report to a post",
    );
}

#[test]
fn a_unit_whose_deal_sells_no_fire_unit() {
    one(
        "item      = \"tor-m2e\"\nbatteries = 2",
        "item      = \"p-18m\"\nsensors = 2",
        "scenario::wrong_item",
        "scenario.toml:73: the deal `purchase` sells `p-18m`, which is no fire unit",
    );
}

#[test]
fn two_ways_of_giving_one_thing_or_none() {
    one(
        "type = \"p-18m\"",
        "from = \"purchase\"\ntype = \"p-18m\"",
        "scenario::both_given",
        "scenario.toml:81: [[sensor]] `radar` gives both `from` and `type`",
    );
    one(
        "type = \"p-18m\"\n",
        "",
        "scenario::none_given",
        "scenario.toml:78: [[sensor]] `radar` gives none of `from`, `type`",
    );
    one(
        "from = \"south-east\", ",
        "",
        "scenario::none_given",
        "scenario.toml:98: `threats` of [[raid]] `drones` gives none of `from`, `bearing`",
    );
}

#[test]
fn files_that_are_missing_or_empty() {
    one(
        "facts   = \"facts.csv\"",
        "facts   = \"facts.csv\"\nterrain = [\"terrain/none.tif\"]",
        "scenario::no_such_file",
        "scenario.toml:7: there is no file `terrain/none.tif` beside the case",
    );
    let folder = tempfile::tempdir().unwrap();
    let header = std::fs::read_to_string(crate::base().join("ledger.csv")).unwrap();
    let header = header.lines().next().unwrap();
    let text =
        "title = \"t\"\nstart = 2026-01-01\nhorizon = \"1 year\"\nevidence = \"ledger.csv\"\n";
    std::fs::write(folder.path().join("scenario.toml"), text).unwrap();
    for empty in ["", header] {
        std::fs::write(folder.path().join("ledger.csv"), empty).unwrap();
        let found = scenario::load(folder.path()).unwrap_err();
        let lines: Vec<String> = found.iter().map(scenario::Mistake::one_line).collect();
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(
            lines[0].ends_with(
                "ledger.csv:1: holds no rows; expected a header and at least one row below it"
            ),
            "{lines:?}"
        );
    }
}

#[test]
fn a_case_that_is_not_there_or_not_text() {
    let folder = tempfile::tempdir().unwrap();
    let found = scenario::load(folder.path()).unwrap_err();
    assert_eq!(found.iter().next().unwrap().code(), "scenario::unreadable");
    std::fs::write(folder.path().join("scenario.toml"), [0xff, 0xfe, 0x00]).unwrap();
    let found = scenario::load(folder.path()).unwrap_err();
    assert_eq!(found.iter().next().unwrap().code(), "scenario::not_text");
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_the_file() {
    let found = mistakes(&[
        ("at_least = 0.7", "at_least = "),
        ("range_max =", "raneg_max ="),
        ("supplier  = \"maker\"", "supplier  = \"makr\""),
        ("dropout = 0.25", "dropout = 1.4"),
        ("makes = \"operator\"\n", ""),
    ]);
    let codes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        codes,
        [
            "scenario::syntax",
            "scenario::unknown_key",
            "scenario::unknown_id",
            "scenario::out_of_bounds",
            "scenario::no_course",
        ]
    );
}

#[test]
fn a_mistake_is_drawn_with_its_text_and_its_help() {
    let text = base_text().replace("supplier  = \"maker\"", "supplier  = \"makr\"");
    let mistakes = load_as_base(&text).unwrap_err();
    let mut drawn = String::new();
    let handler = miette::NarratableReportHandler::new();
    handler.render_report(&mut drawn, &mistakes).unwrap();
    for part in [
        "there is no supplier `makr`",
        "snippet line 38: supplier  = \"makr\"",
        "label at line 38, columns 13 to 18: names nothing",
        "did you mean `maker`?",
        "scenario::unknown_id",
    ] {
        assert!(drawn.contains(part), "{part} is not in\n{drawn}");
    }
    let json = mistakes.to_json();
    assert_eq!(json[0]["line"], 38);
    assert_eq!(json[0]["column"], 13);
    assert_eq!(json[0]["code"], "scenario::unknown_id");
}

/// The base case with more text at its end; the mistakes as code and sentence.
fn with(more: &str) -> Vec<(&'static str, String)> {
    let text = format!("{}\n{more}\n", base_text());
    let Err(mistakes) = load_as_base(&text) else {
        return Vec::new();
    };
    let sentence = |m: &scenario::Mistake| {
        let line = m.one_line();
        let at = line.find(": ").map_or(0, |colon| colon + 2);
        (m.code(), line[at..].to_owned())
    };
    mistakes.iter().map(sentence).collect()
}

#[test]
fn tasks_that_wait_for_each_other() {
    let plan = "[plan.standard]\ntasks = [{ task = \"survey\", lasts = \"1 month\" }, \
                { task = \"road\", lasts = \"1 month\", after = [\"survey\", \"mast\"] }, \
                { task = \"mast\", lasts = \"1 month\", after = \"pad\" }, \
                { task = \"pad\", lasts = \"1 month\", after = \"road\" }]";
    assert_eq!(
        with(plan),
        [(
            "scenario::cycle",
            "the tasks of the plan `standard` wait for each other: road after mast after pad after road"
                .to_owned()
        )]
    );
    assert!(with(&plan.replace(", \"mast\"]", "]")).is_empty());
    let (code, sentence) = with(&plan.replace("after = \"pad\"", "after = \"pat\"")).remove(0);
    assert_eq!(code, "scenario::unknown_id");
    assert!(
        sentence.starts_with("there is no task of this plan `pat`; did you mean `pad`"),
        "{sentence}"
    );
}

#[test]
fn a_price_of_one_thing_in_another_unit() {
    let price =
        "price = { low = \"20 MUSD\", likely = \"25 MUSD\", high = \"35 MUSD\", per = \"vehicle\"";
    let none = price.replace(", per = \"vehicle\"", "");
    let (code, sentence) = mistakes(&[(price, &none)]).remove(0);
    assert_eq!(code, "scenario::price_without_unit");
    assert!(
        sentence.contains("a price without its unit is refused"),
        "{sentence}"
    );
    for thing in ["battery", "package"] {
        let other = price.replace("vehicle", thing);
        assert!(mistakes(&[(price, &other)]).is_empty(), "{thing}");
    }
}

#[test]
fn money_in_no_currency() {
    let (code, sentence) = mistakes(&[("low = \"20 MUSD\"", "low = 20")]).remove(0);
    assert_eq!(code, "scenario::unit");
    assert!(sentence.contains("`20` has no unit"), "{sentence}");
}

/// A radar with one line more in the base case.
#[track_caller]
fn radar_with(line: &str, code: &str, sentence: &str) {
    let radar = format!("[radar.watcher]\nrange = \"100 km\"\n{line}\n\n[budget]");
    one("[budget]", &radar, code, sentence);
}

#[test]
fn conditions_of_a_figure_that_are_none() {
    let bounds = "scenario::out_of_bounds";
    for (line, said) in [
        ("swerling = 5", "`swerling` is 5, outside 0 to 4"),
        ("pulses = 0", "`pulses` is 0, outside 1 to 10,000"),
        ("pfa = 0", "`pfa` is 0, outside 1.0e-30 to 0.1"),
        ("pfa = 1", "`pfa` is 1, outside 1.0e-30 to 0.1"),
        (
            "pd = 0.05\npfa = 0.1",
            "`pd` is 0.05, outside 0.100 (what false alarms alone make of `pfa` and `scans`) to 0.99",
        ),
        (
            "elevation = { low = \"30 deg\", high = \"0.5 deg\" }",
            "`low` is 30°, outside -90° to below `high` of 0.5°",
        ),
    ] {
        radar_with(line, bounds, &format!("scenario.toml:47: {said}"));
    }
}

#[test]
fn a_beam_clutter_and_light_that_do_not_hold_together() {
    radar_with(
        "elevation = { pattern = \"cosecant-squared\", high = \"30 deg\" }",
        "scenario::missing_key",
        "scenario.toml:47: `elevation` of [radar.watcher] has no `shoulder`; expected an angle, as in \"30 deg\"",
    );
    radar_with(
        "clutter = { improvement = \"40 dB\" }",
        "scenario::missing_key",
        "scenario.toml:47: `clutter` of [radar.watcher] has no `clutter_to_noise`; expected a level in decibels, as in \"34 dB\"",
    );
    radar_with(
        "optical = {}\nelevation = { high = \"30 deg\" }",
        "scenario::both_given",
        "scenario.toml:48: [radar.watcher] gives both `optical` and `elevation`",
    );
    radar_with(
        "elevation = \"30 deg\"",
        "scenario::wrong_kind",
        "scenario.toml:47: `elevation` is a text; expected a table",
    );
}

#[test]
fn air_that_is_none() {
    one(
        "id = \"drones\"",
        "id = \"drones\"\nnoise_rise = \"-3 dB\"",
        "scenario::out_of_bounds",
        "scenario.toml:98: `noise_rise` is -3 dB, outside 0 dB to 100 dB",
    );
    one(
        "id = \"drones\"",
        "id = \"drones\"\nlight = \"dusk\"",
        "scenario::unknown_word",
        "scenario.toml:98: `dusk` is not a value of `light`; known are `day`, `night`",
    );
}

#[test]
fn a_climate_that_is_none() {
    for (line, code, said) in [
        (
            "rain_rate = \"0 mm/h\"",
            "scenario::out_of_bounds",
            "`rain_rate` is 0 mm/h, outside 0.001 mm/h to 300 mm/h",
        ),
        (
            "rain_rate = \"22 m/s\"",
            "scenario::unit",
            "`rain_rate`: `m/s` is a unit of speed; expected a rate of rain, as in \"30 mm/h\"",
        ),
        (
            "dn1 = { low = \"-400 N/km\", likely = \"-300 N/km\", high = \"-200 N/km\" }",
            "scenario::must_be_exact",
            "`dn1` must be exact, not a range; positions, heights, frequencies, kinds of look and numbers of things are exact, so that the terrain is swept and tables are filled once and not anew for every draw",
        ),
        (
            "k_factor = 0",
            "scenario::out_of_bounds",
            "`k_factor` is 0, outside 0.3 to 20",
        ),
    ] {
        let climate = format!("[climate]\n{line}\n\n[budget]");
        one(
            "[budget]",
            &climate,
            code,
            &format!("scenario.toml:46: {said}"),
        );
    }
}

#[test]
fn laws_by_which_more_happens_than_a_walk_can_take() {
    let too_large = "scenario::too_large";
    one(
        "mtbf = \"100 h\"",
        "mtbf = \"1 s\"\nrepair = \"1 s\"",
        too_large,
        "scenario.toml:94: this makes 757 million events of one kind in a replication, more than the 10 million that a walk can take; look at the unit of the number",
    );
    one(
        "on_at_start = true\nends     = { low = 0.1, likely = 0.25, high = 0.5, per = \"year\" }",
        "on_lasts = \"100 s\"\noff_lasts = \"100 s\"",
        too_large,
        "scenario.toml:49: this makes 1,893,456 events of one kind in a replication, more than the 1,000,000 that a walk can take; look at the unit of the number",
    );
    one(
        "grid_up   = \"20 days\"\ngrid_down = \"9 h\"",
        "grid_up   = \"0 s\"\ngrid_down = \"0 s\"",
        too_large,
        "scenario.toml:27: this makes 378691 million million events of one kind in a replication, more than the 10 million that a walk can take; look at the unit of the number",
    );
    one(
        "recruits = \"15000 per year\"",
        "recruits = \"1e9 per year\"",
        too_large,
        "scenario.toml:54: this makes 12 billion recruits, more than the 100 million that a walk can take; look at the unit of the number",
    );
    one(
        "[trade.operator]",
        "[trade.operator]\nat_start = 4e9",
        "scenario::out_of_bounds",
        "scenario.toml:57: `at_start` is 4.0e9, outside 0 to 1,000,000",
    );
}

/// 230 units of 10,000 vehicles: more than the sums of a need can hold.
#[test]
fn more_vehicles_than_a_need_can_count() {
    let mut text = base_text();
    for i in 0..230 {
        text += &format!(
            "\n[[unit]]\nid = \"mass-{i}\"\nfrom = \"purchase\"\nsite = \"hill\"\nvehicles = 10_000\n"
        );
    }
    text = text.replace("[sustainment.tor-m2e]\nmtbf = \"100 h\"\n", "");
    let mistakes = load_as_base(&text).unwrap_err();
    let told: Vec<_> = mistakes.iter().map(|m| m.one_line()).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains(
            "this makes 1,000,004 vehicles, more than the 1,000,000 that a walk can take"
        ),
        "{told:?}"
    );
}

#[test]
fn a_capability_that_asks_for_nothing() {
    let needs = "needs = { place = \"town\", batteries = 1, vehicles_each = 3, linked = true }";
    for nothing in ["{ }", "[]", "{ place = \"town\", vehicles_each = 3 }"] {
        one(
            needs,
            &format!("needs = {nothing}"),
            "scenario::asks_nothing",
            "scenario.toml:10: `ioc` asks for nothing: it would hold from the first day on; give `batteries`, `vehicles`, `sensors` or `services`",
        );
    }
}

#[test]
fn a_plan_without_tasks_or_with_two_alike() {
    one(
        "[budget]",
        "[plan.pad]\ntasks = []\n\n[budget]",
        "scenario::no_tasks",
        "scenario.toml:46: the plan `pad` has no tasks: no site could ever stand by it",
    );
    one(
        "[budget]",
        "[plan.pad]\ntasks = [{ task = \"road\", lasts = \"1 month\" },\n{ task = \"road\", lasts = \"2 months\" }]\n\n[budget]",
        "scenario::two_alike",
        "scenario.toml:47: two tasks have the id `road`; the first is on line 46",
    );
}

#[test]
fn chances_that_come_to_more_than_one() {
    for (abroad, sum) in [
        ("0.6", "1.3"),
        ("{ low = 0.1, likely = 0.2, high = 0.4 }", "1.1"),
    ] {
        one(
            "mtbf = \"100 h\"",
            &format!("mtbf = \"100 h\"\nto_depot = 0.7\nabroad = {abroad}"),
            "scenario::sum_above_one",
            &format!(
                "scenario.toml:96: `to_depot` and `abroad` of [sustainment.tor-m2e] come to as much as {sum}: of each failure one happens at most"
            ),
        );
    }
    let whole = "mtbf = \"100 h\"\nto_depot = 0.7\nabroad = 0.3";
    assert!(mistakes(&[("mtbf = \"100 h\"", whole)]).is_empty());
}

#[test]
fn deals_and_lines_that_do_not_belong_together() {
    let lead = "lead_time = { low = \"10 months\", likely = \"26 months\", high = \"54 months\", source = \"E003\" }";
    let line = |more: &str| {
        format!("[line.works]\nsupplier = \"other\"\n{more}\n[supplier.other]\n[budget]")
    };
    let found = mistakes(&[
        (lead, "line = \"works\""),
        ("[budget]", &line("work = \"1 year\"")),
    ]);
    let said =
        "scenario.toml:42: the deal `purchase` is with `maker`, but the line `works` is of `other`";
    assert_eq!(found, [("scenario::others_line", said.to_owned())]);
    one(
        "[budget]",
        &line("work = \"1 year\"\nahead = 4"),
        "scenario::both_given",
        "scenario.toml:48: [line.works] gives both `work` and `ahead`",
    );
    one(
        "batteries = 2",
        "batteries = 2\nalternative_to = \"purchase\"",
        "scenario::alternative_to_itself",
        "scenario.toml:41: the deal `purchase` is an alternative to itself",
    );
}

#[test]
fn what_stands_in_the_file_and_moves_nothing_is_a_warning() {
    let text = base_text()
        .replace("batteries = 2", "batteries = 2\nstarts_as = \"contract\"")
        .replace("seats = 24", "seats = 24\nopens_with = \"purchase\"")
        .replace("seats = 30", "seats = 30\ntrainers = \"friends\"")
        .replace("[power]\ngrid_up   = \"20 days\"\ngrid_down = \"9 h\"", "")
        + "\n[trainers.friends]\ncomes = \"0.1 per year\"\n";
    let loaded = load_as_base(&text).unwrap();
    let said: Vec<_> = loaded
        .warnings
        .iter()
        .map(|w| w.trouble.to_string())
        .collect();
    for sentence in [
        "`contract` of [[deal]] `purchase` moves nothing: the deal starts with a contract",
        "`opens_with` of [[course]] `operators` moves nothing: no deal opens the course",
        "`trainers` of [[course]] `language` moves nothing: no trainers open the course",
        "`power` of [[site]] `hill` moves nothing: the case has no [power], so power never fails",
        "the trainers `friends` is not used",
    ] {
        assert!(said.iter().any(|s| s == sentence), "{sentence}\n{said:#?}");
    }
}
