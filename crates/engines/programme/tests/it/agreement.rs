//! From a wish to an umbrella agreement, and what that changes.

use case::*;
use programme::{BuildUp, What, tell};

use crate::build::{Build, DAY, YEAR, per_year};

/// A wish for one battery with these yearly hazards of an agreement and of a contract, which an agreement multiplies.
fn wish(
    comes: f64,
    contract: f64,
    times: f64,
    change: impl FnOnce(&mut Build, &mut Deal),
) -> Build {
    let mut b = Build::new(365 * 60);
    let kind = b.fire_unit("tor", 4);
    let mut deal = b.deal("deal", Item::FireUnit(kind), 1);
    deal.starts_as = DealState::Wish;
    deal.contract = b.p(per_year(contract));
    deal.agreement = Some(Agreement {
        comes: b.p(per_year(comes)),
        contract: b.p(times),
        services: b.p(1.0),
    });
    change(&mut b, &mut deal);
    let deal = b.case.deals.push(deal);
    let unit = b.unit("unit", &[deal]);
    b.case.units.push(unit);
    b.capability("ioc", Build::batteries(1), 30.0, 1.0);
    b
}

/// A contract at hazard 0.1 a year, or an agreement at 0.5 and then a contract at five times 0.1: the mean wait is
/// 1 / 0.6 + (0.5 / 0.6) / 0.5 years. Tolerance: four standard errors, found by the spread.
#[test]
fn a_contract_comes_sooner_under_an_agreement() {
    let b = wish(0.5, 0.1, 5.0, |_, _| {});
    let years: Vec<f64> = (0..1_500)
        .map(|r| b.run(1, r).deals[0].contract.unwrap().as_days() / 365.25)
        .collect();
    let n = years.len() as f64;
    let mean = years.iter().sum::<f64>() / n;
    let variance = years.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / n;
    let right = 1.0 / 0.6 + 0.5 / 0.6 / 0.5;
    assert!(
        (mean - right).abs() < 4.0 * (variance / n).sqrt(),
        "{mean} and not {right}"
    );
}

#[test]
fn the_agreement_stands_on_the_chain_and_in_words() {
    let b = wish(1.0, 0.0, 1.0, |_, _| {});
    let build_up = b.run(1, 0);
    let agreed = build_up.deals[0].agreed.unwrap();
    assert_eq!(build_up.deals[0].state, DealState::UmbrellaAgreement);
    let chain = &build_up.capabilities[0].chain;
    assert_eq!(chain[0].to, agreed);
    assert_eq!(
        chain[0].until,
        Some(What::Deal(Id::new(0), DealState::UmbrellaAgreement))
    );
    assert!(chain.iter().all(|wait| wait.cause == Cause::Deal));
    let told = tell(&b.case, &build_up).join("\n");
    for words in [
        "it was under an umbrella agreement.",
        "still an agreement to agree",
    ] {
        assert!(told.contains(words), "{told}");
    }
}

fn with_state(b: &mut Build, factor: f64) {
    let factor = b.p(factor);
    b.case.states.push(SharedState {
        id: "war".into(),
        says: "the supplier is at war".into(),
        on_at_start: true,
        on_lasts: None,
        off_lasts: None,
        while_on: vec![Effect {
            target: Target::Contract(Id::new(0)),
            factor,
        }],
    });
}

#[test]
fn what_holds_back_a_contract_holds_back_the_agreement() {
    let agreed = |factor: f64| -> Option<f64> {
        let b = wish(1.0, 0.0, 1.0, |b, _| with_state(b, factor));
        b.run(1, 0).deals[0].agreed.map(calendar::Instant::as_days)
    };
    let (free, slow) = (agreed(1.0).unwrap(), agreed(0.5).unwrap());
    assert!((slow - 2.0 * free).abs() < 1e-4, "{free} {slow}");
    assert_eq!(agreed(0.0), None);
    // The gate has its share of the wait for the agreement.
    let b = wish(1.0, 0.0, 1.0, |b, _| with_state(b, 0.5));
    let chain = b.run(1, 0).capabilities.remove(0).chain;
    assert_eq!([chain[0].cause, chain[1].cause], [Cause::Deal, Cause::Gate]);
}

#[test]
fn services_are_likelier_under_an_agreement() {
    let served = |times: f64, starts_as: DealState| {
        let b = wish(5.0, 0.0, 1.0, |b, deal| {
            deal.starts_as = starts_as;
            deal.services = b.p(0.2);
            deal.services_after = b.fixed(10.0 * DAY);
            if let Some(agreement) = &mut deal.agreement {
                agreement.services = b.p(times);
            }
        });
        let runs: Vec<BuildUp> = (0..400).map(|r| b.run(3, r)).collect();
        for run in &runs {
            let deal = &run.deals[0];
            let (Some(services), Some(agreed)) = (deal.services, deal.agreed) else {
                continue;
            };
            let after = [calendar::Instant::START, agreed].map(|at| (services - at).as_days());
            assert!(
                after.iter().any(|days| (days - 10.0).abs() < 1e-6),
                "{after:?}"
            );
        }
        let served = runs.iter().filter(|run| run.deals[0].services.is_some());
        served.count()
    };
    let plain = served(1.0, DealState::Wish);
    // Binomial with 400 and 0.2: 80, standard deviation 8.
    assert!((48..112).contains(&plain), "{plain}");
    assert_eq!(
        served(5.0, DealState::Wish),
        400,
        "all that come to an agreement"
    );
    assert_eq!(served(5.0, DealState::UmbrellaAgreement), 400);
    assert_eq!(served(1.0, DealState::UmbrellaAgreement), plain);
}

#[test]
fn an_agreement_that_never_comes_changes_nothing() {
    let never = wish(0.0, 0.1, 5.0, |_, _| {});
    let none = wish(0.0, 0.1, 5.0, |_, deal| deal.agreement = None);
    for replication in 0..20 {
        assert_eq!(never.run(1, replication), none.run(1, replication));
    }
}

/// A line of four vehicles in a hundred days, whose own losses take half of it, or whose making or share is moved.
fn ready(war: bool, effect: Option<(Target, f64)>) -> f64 {
    let mut b = Build::new(3_652);
    let kind = b.fire_unit("tor", 4);
    let mut deal = b.deal("deal", Item::FireUnit(kind), 1);
    let lasts = b.fixed(100.0 * DAY);
    let effect = effect.map(|(target, factor)| Effect {
        target,
        factor: b.p(factor),
    });
    b.case.states.push(SharedState {
        id: "war".into(),
        says: "the supplier is at war".into(),
        on_at_start: true,
        on_lasts: Some(lasts),
        off_lasts: None,
        while_on: effect.into_iter().collect(),
    });
    let made = 4.0 / (100.0 * DAY);
    let line = Line {
        id: "works".into(),
        supplier: deal.supplier,
        output: Output::Ledger {
            production: b.p(made),
            own_losses: b.p(if war { made } else { 0.0 }),
            own_first: b.p(0.5),
            export_share: b.p(1.0),
        },
        war: war.then(|| Id::new(0)),
        stock: b.p(0.0),
        ahead: b.p(0.0),
        ramp: None,
        runs: None,
        stops: b.fixed(YEAR),
    };
    deal.supply = Supply::Line(b.case.lines.push(line));
    let deal = b.case.deals.push(deal);
    let unit = b.unit("unit", &[deal]);
    b.case.units.push(unit);
    b.run(1, 0).units[0].capable.unwrap().as_days()
}

#[test]
fn own_losses_count_while_the_war_is_on_and_states_move_a_ledger() {
    let line = Id::new(0);
    for (war, effect, days) in [
        (false, None, 100.0),
        // Half speed for the hundred days of war, then the other half of the work.
        (true, None, 150.0),
        (false, Some((Target::ExportShare(line), 0.5)), 150.0),
        (false, Some((Target::ExportShare(line), 7.0)), 100.0),
        (false, Some((Target::Production(line), 0.0)), 200.0),
        (false, Some((Target::Production(line), 2.0)), 50.0),
        // Making four times as much, less the same losses: 3 times what was made.
        (true, Some((Target::Production(line), 4.0)), 100.0 / 3.0),
    ] {
        let found = ready(war, effect);
        assert!(
            (found - days).abs() < 1e-5,
            "{found} and not {days}: {effect:?}"
        );
    }
}
