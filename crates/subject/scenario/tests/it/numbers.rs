//! What becomes of numbers: slots, claims, laws, defaults.

use case::{Factor, Family, Item, LinkType, SourceKind, Target};
use random::Distribution;

use crate::{base_text, load_as_base};

fn base() -> scenario::Loaded {
    load_as_base(&base_text()).unwrap()
}

#[test]
fn a_range_is_a_slot_with_its_source() {
    let loaded = base();
    let (_, slot) = loaded
        .case
        .slots
        .find("fire_unit.tor-m2e.range_max")
        .unwrap();
    assert_eq!(slot.claim.written, [12e3, 15e3, 16e3]);
    assert_eq!(slot.claim.source.kind, SourceKind::Catalogue);
    assert_eq!(slot.claim.source.grade.as_deref(), Some("mixed"));
    assert!(matches!(
        slot.claim.distribution,
        Distribution::Pert { mode: 15e3, .. }
    ));
}

#[test]
fn figures_from_memory_are_read_wider() {
    let loaded = base();
    let case = &loaded.case;
    let below = |path: &str, at: usize, p: f64| {
        let (_, slot) = case.slots.find(path).unwrap();
        let found = slot.claim.distribution.quantile(p);
        let wanted = slot.claim.written[at];
        assert!(
            (found / wanted - 1.0).abs() < 1e-3,
            "{path}: {found} is not {wanted}"
        );
    };
    // E003 is from memory: its high figure is the 80 % point. The others rest on pages: 10 % and 90 %. A low figure near
    // nought loses its probability to the bound.
    below("deal.purchase.lead_time", 2, 0.8);
    below("deal.purchase.contract", 2, 0.9);
    below("fire_unit.tor-m2e.range_max", 0, 0.1);
    below("fire_unit.tor-m2e.range_max", 2, 0.9);
}

#[test]
fn rivals_hold_their_own_claims_and_a_brochure_is_the_makers() {
    let loaded = base();
    let case = &loaded.case;
    let (maker, sceptic) = (
        case.rivals.find("maker").unwrap(),
        case.rivals.find("sceptic").unwrap(),
    );
    let (_, drone) = case.slots.find("fire_unit.tor-m2e.pk.drone").unwrap();
    assert_eq!(
        drone.under(Some(sceptic)).distribution,
        Distribution::Constant(0.1)
    );
    assert_eq!(drone.under(Some(maker)).written, [0.6, 0.85, 0.98]);
    assert_eq!(drone.claim.written, [0.1, 0.35, 0.65]);
    let (_, aircraft) = case.slots.find("fire_unit.tor-m2e.pk.aircraft").unwrap();
    assert_eq!(aircraft.claim.source.kind, SourceKind::Default);
    assert_eq!(aircraft.under(Some(maker)).written, [0.6, 0.85, 0.98]);
    let (_, ballistic) = case.slots.find("fire_unit.tor-m2e.pk.ballistic").unwrap();
    assert!(ballistic.rivals.is_empty());
}

#[test]
fn durations_share_the_factors_of_their_party() {
    let loaded = base();
    let factor = |path: &str| loaded.case.slots.find(path).unwrap().1.factor;
    assert_eq!(factor("site.hill.build"), Some(Factor::BuyerInstitutions));
    assert_eq!(
        factor("deal.purchase.lead_time"),
        Some(Factor::SupplierCommitment)
    );
    assert_eq!(factor("deal.purchase.contract"), None);
}

#[test]
fn laws_have_their_fields_family_or_their_own() {
    let loaded = base();
    let case = &loaded.case;
    let numbers = case.slots.medians(None);
    let mtbf = case.sustainment[0].components[0].mtbf;
    assert_eq!(mtbf.family, Family::Exponential);
    assert_eq!(mtbf.expected(&numbers), 360_000.0);
    assert_eq!(
        case.sustainment[0].components[0].repair.family,
        Family::LogNormal
    );
    let course = case.courses.rows()[1].lasts;
    assert_eq!(course.family, Family::Triangular);
    let months = course.expected(&numbers) / quantity::SECONDS_PER_MONTH;
    assert!(
        (months - 9.0).abs() < 1e-9,
        "the mean of 5, 8 and 14 is 9, not {months}"
    );
    let [low, _, high] = course.points.map(|p| p / quantity::SECONDS_PER_MONTH);
    assert!((low - 5.0).abs() < 1e-9 && (high - 14.0).abs() < 1e-9);
}

#[test]
fn a_state_that_ends_at_a_rate_lasts_one_over_it() {
    let loaded = base();
    let state = &loaded.case.states.rows()[0];
    let (_, slot) = loaded.case.slots.find("state.war.ends").unwrap();
    let years = slot.claim.written.map(|s| s / quantity::SECONDS_PER_YEAR);
    for (found, wanted) in years.into_iter().zip([2.0, 4.0, 10.0]) {
        assert!((found - wanted).abs() < 1e-9, "{found} is not {wanted}");
    }
    let ends = loaded.explain.assumptions.iter();
    let ends = ends
        .filter(|held| held.path == "state.war.ends")
        .map(|held| held.range.as_str());
    assert_eq!(
        ends.collect::<Vec<_>>(),
        ["0.1 per year / 0.25 per year / 0.5 per year"],
        "it is shown as written, and not as one over it"
    );
    assert_eq!(state.on_lasts.unwrap().family, Family::Exponential);
    assert!(state.off_lasts.is_none());
    assert!(matches!(state.while_on[0].target, Target::Contract(_)));
    assert_eq!(state.while_on.len(), 2);
}

#[test]
fn an_agreement_and_a_war_on_a_line_are_read() {
    let text = base_text()
        .replace(
            "batteries = 2\n",
            "batteries = 2\nagreement = { comes = \"0.3 per year\", contract = 4 }\n",
        )
        .replace(
            "\"deal.purchase.lead_time\" = 1.6 }",
            "\"line.*.export_share\" = 0.5, \"line.works.production\" = 0.9 }\n[line.works]\nsupplier = \"maker\"\nproduction = \"20 per year\"\nwar = \"war\"",
        );
    let case = load_as_base(&text).unwrap().case;
    let numbers = case.slots.medians(None);
    let agreement = case.deals.rows()[0].agreement.unwrap();
    assert_eq!(
        [numbers[agreement.contract], numbers[agreement.services]],
        [4.0, 1.0]
    );
    assert_eq!(case.lines.rows()[0].war, case.states.find("war"));
    let targets = case.states.rows()[0].while_on.iter().map(|e| e.target);
    let targets: Vec<_> = targets.skip(1).collect();
    let line = case.lines.find("works").unwrap();
    assert_eq!(
        targets,
        [Target::ExportShare(line), Target::Production(line)]
    );
}

/// A lead time and a line: one is followed, and the other is told beside it and moves nothing.
#[test]
fn two_views_of_a_supply_are_told_side_by_side() {
    let told = |supply: &str| {
        let text = base_text()
            .replace(
                "lead_time = { low = \"10 months\", likely = \"26 months\", high = \"54 months\", source = \"E003\" }",
                &format!("lead_time = \"20 months\"\nline = \"works\"\n{supply}"),
            )
            .replace(
                "[supplier.maker]",
                "[supplier.maker]\n[line.works]\nsupplier = \"maker\"\nproduction = \"20 per year\"\nstock = 3\nahead = 5\nruns = \"90 days\"\nstops = \"90 days\"",
            );
        let loaded = load_as_base(&text).map_err(|m| m.iter().next().unwrap().one_line());
        loaded.map(|loaded| {
            let views = loaded
                .warnings
                .iter()
                .filter(|m| m.code() == "scenario::two_views");
            let views: Vec<String> = views.map(scenario::Mistake::one_line).collect();
            let deal = loaded.case.deals.rows()[0].clone();
            (views, deal.supply, deal.cross_check)
        })
    };
    // 20 months and 3 between the lots, 1.6 times as long in the war that is on; 8 vehicles, 3 in stock and 5 ahead at 10 a year.
    let (views, follows, other) = told("supply = \"lead-time\"").unwrap();
    assert_eq!(views.len(), 1, "{views:?}");
    let sentence = "`purchase`: by the lead time, which the walk follows, the last lot is ready 37 months after work may begin; by the line 12";
    assert!(views[0].contains(sentence), "{views:?}");
    assert!(matches!(follows, case::Supply::LeadTime { .. }));
    assert!(matches!(other, Some(case::Supply::Line(_))));
    let (views, follows, other) = told("supply = \"line\"").unwrap();
    assert!(views[0].contains("by the line, which the walk follows, the last lot is ready 12 months after work may begin; by the lead time 37"), "{views:?}");
    assert!(matches!(follows, case::Supply::Line(_)));
    assert!(matches!(other, Some(case::Supply::LeadTime { .. })));
    let refused = told("").unwrap_err();
    assert!(
        refused.contains("gives both `lead_time` and `line`"),
        "{refused}"
    );
}

#[test]
fn the_catalogue_fills_what_the_file_leaves_out() {
    let loaded = base();
    let case = &loaded.case;
    let tor = &case.fire_unit_types.rows()[0];
    assert_eq!(
        (tor.name.as_str(), tor.class.as_str(), tor.vehicles),
        ("Tor-M2E", "short", 4)
    );
    assert!(tor.functions.own_search && tor.functions.engages_alone);
    assert!(!tor.functions.by_eye && !tor.functions.engages_on_remote_data);
    let radar = &case.sensor_types.rows()[0];
    let written = |slot: usize| case.slots.rows()[slot].claim.written;
    // The published range against a target at 10 km, not those at 500 m or 20 km.
    assert_eq!(written(radar.detects.range.slot()), [200e3, 240e3, 270e3]);
    assert_eq!(written(radar.detects.rcs.slot())[1], 2.5);
    assert_eq!(case.sensors.rows()[0].antenna_height_m, 12.0);
    let LinkType { path, .. } = &case.link_types.rows()[0];
    let case::equipment::LinkPath::Radio {
        frequency_hz,
        power_dbm,
        mast_m,
        ..
    } = path
    else {
        panic!("{path:?}");
    };
    assert_eq!((*frequency_hz, *mast_m), (6.255e9, 40.0));
    // 0.05 W, 0.5 W and 1 W are 17, 27 and 30 dBm.
    for (found, wanted) in written(power_dbm.slot())
        .into_iter()
        .zip([16.99, 26.99, 30.0])
    {
        assert!((found - wanted).abs() < 0.01, "{found} is not {wanted}");
    }
    assert!(matches!(case.deals.rows()[0].item, Item::FireUnit(_)));
    assert_eq!(
        case.threat_types.rows().len(),
        2,
        "the drone and the airliner of the civil traffic"
    );
}

#[test]
fn defaults_that_were_used_are_explained() {
    let loaded = base();
    let used = |path: &str| {
        loaded
            .explain
            .defaults
            .iter()
            .find(|d| d.path == path)
            .map(|d| d.value.as_str())
    };
    assert_eq!(used("study.replications"), Some("1000"));
    assert_eq!(used("engagement.post_delay"), Some("\"15 s\""));
    assert_eq!(used("deal.purchase.shipping"), Some("\"2 months\""));
    let json = loaded.explain.to_json();
    let assumptions = json["assumptions"].as_array().unwrap();
    assert!(
        assumptions
            .iter()
            .any(|a| a["path"] == "deal.purchase.contract"
                && a["range"] == "0.01 per year / 0.04 per year / 0.1 per year")
    );
}

#[test]
fn every_value_has_its_place_and_every_text_its_hash() {
    let loaded = base();
    let (file, line, column) = loaded.place_of("site.hill.at");
    assert!(file.ends_with("scenario.toml"));
    assert_eq!((line, column), (22, 9));
    assert_eq!(loaded.place_of("site.hill.power.of.nothing").1, 24);
    let evidence = base_text()
        .lines()
        .position(|l| l.starts_with("evidence ="));
    assert_eq!(loaded.place_of("evidence").1, evidence.unwrap() + 1);
    let names: Vec<&str> = loaded.texts.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["catalogue", "facts.csv", "ledger.csv", "scenario.toml"]
    );
}

#[test]
fn the_horizon_follows_the_calendar() {
    let loaded = base();
    assert_eq!(loaded.case.end.to_string(), "2038-06-01");
    let days = base_text().replace("\"12 years\"", "\"3650 days\"");
    assert_eq!(
        load_as_base(&days).unwrap().case.end.to_string(),
        "2036-05-29"
    );
}

#[test]
fn old_evidence_is_a_warning() {
    let old = base_text().replace("evidence_as_of = 2026-11-23", "evidence_as_of = 2027-11-23");
    let loaded = load_as_base(&old).unwrap();
    let lines: Vec<String> = loaded
        .warnings
        .iter()
        .map(scenario::Mistake::one_line)
        .collect();
    assert_eq!(lines.len(), 1);
    assert!(
        lines[0].contains("warning: the evidence stands as of 2027-11-23"),
        "{lines:?}"
    );
    assert!(base().warnings.is_empty());
}
