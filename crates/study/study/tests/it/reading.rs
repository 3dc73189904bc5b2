//! A run read back: tables fit their description, and a replication is found again by its address.

use study::{Run, one_raid, summary, trace};

use crate::tiny::{finish, order, prepared};

fn a_run(replications: u64) -> (tempfile::TempDir, Run) {
    let folder = tempfile::tempdir().unwrap();
    finish(&prepared(), &order(folder.path(), replications));
    let run = Run::open(folder.path()).unwrap();
    (folder, run)
}

#[test]
fn rows_stand_in_the_written_order() {
    let (_folder, run) = a_run(50);
    let table = run.replications();
    assert_eq!(table.len(), 50);
    for row in 0..50 {
        // replication = (outer x sets + set) x inner + inner draw
        let (outer, inner) = (
            table.i64("outer").unwrap()[row],
            table.i32("inner").unwrap()[row],
        );
        let set = table.text("rival").unwrap().get(row).unwrap();
        let set = ["maker", "sceptic"]
            .iter()
            .position(|word| *word == set)
            .unwrap();
        assert_eq!(row as i64, (outer * 2 + set as i64) * 2 + i64::from(inner));
    }
    assert_eq!(run.raids().len(), 50 * 3);
    assert_eq!(run.days().len(), 50 * 3);
}

#[test]
fn sets_share_their_points_and_differ_in_their_claims() {
    let (_folder, run) = a_run(40);
    let table = run.replications();
    let contract = table.f64("assumption.deal.buy.contract").unwrap();
    let pk = table.f64("assumption.fire_unit.short.pk.drone").unwrap();
    for block in contract.chunks(4) {
        assert!(
            block.iter().all(|value| *value == block[0]),
            "one outer draw, two sets"
        );
    }
    for block in pk.chunks(4) {
        assert_eq!(block[0], Some(0.85));
        assert!(block[2].unwrap() < 0.6);
    }
}

#[test]
fn assumptions_have_columns_and_dimensions_by_sorted_path() {
    let (_folder, run) = a_run(8);
    let assumptions = &run.study().assumptions;
    assert!(
        assumptions
            .windows(2)
            .all(|pair| pair[0].path < pair[1].path)
    );
    for (assumption, coordinate) in assumptions.iter().zip(0..) {
        assert_eq!(assumption.coordinate, coordinate);
        assert!(run.replications().f64(&assumption.column).is_ok());
        assert!(assumption.dimension().is_some());
    }
    let factors: Vec<u32> = run.study().factor_dimensions.values().copied().collect();
    assert_eq!(
        factors,
        [assumptions.len() as u32, assumptions.len() as u32 + 1]
    );
}

#[test]
fn a_replication_is_found_again_by_its_address() {
    let (_folder, run) = a_run(20);
    let prepared = prepared();
    for replication in [0, 7, 19] {
        let traced = trace(&prepared, 7, 20, replication).unwrap();
        let row = replication as usize;
        assert_eq!(
            run.replications().text("rival").unwrap().get(row),
            Some(traced.rival.as_str())
        );
        let (slot, _) = prepared.case().slots.find("deal.buy.contract").unwrap();
        let drawn = run
            .replications()
            .f64("assumption.deal.buy.contract")
            .unwrap()[row];
        assert_eq!(drawn, Some(traced.numbers.values()[slot]));
        let signed = run.replications().f64("deal.buy.contract").unwrap()[row];
        let again = traced.build_up.deals.first().and_then(|deal| deal.contract);
        assert_eq!(signed, again.map(calendar::Instant::as_days));
    }
    assert!(trace(&prepared, 7, 20, 20).is_err());
}

#[test]
fn a_raid_is_fought_again_with_the_same_outcome() {
    let (_folder, run) = a_run(12);
    let prepared = prepared();
    let end = prepared.case().end;
    let fought = one_raid(&prepared, 7, 12, 5, end, case::Id::new(0)).unwrap();
    let table = run.raids();
    let row = (0..table.len())
        .find(|row| {
            table.i64("replication").unwrap()[*row] == 5
                && table.text("date").unwrap().get(*row) == Some(&end.to_string())
        })
        .unwrap();
    assert_eq!(
        table.i32("leakers").unwrap()[row],
        fought.outcome.leakers as i32
    );
    assert_eq!(
        table.i32("shots").unwrap()[row],
        fought.outcome.shots as i32
    );
    assert!(one_raid(&prepared, 7, 12, 5, end.plus_days(1), case::Id::new(0)).is_err());
}

#[test]
fn the_map_has_cells_masks_and_shares() {
    let (_folder, run) = a_run(8);
    let grid = run.grid().unwrap();
    assert!(!grid.outline && grid.people.iter().sum::<f64>() == 1e6);
    assert_eq!(run.masks().len(), 2);
    let (low, high) = (&run.masks()[0], &run.masks()[1]);
    let near = grid.cell_of(34.6, 69.3).unwrap();
    assert!(low.sees(near) && high.sees(near));
    let count =
        |mask: &study::map::SensorMask| (0..grid.len()).filter(|cell| mask.sees(*cell)).count();
    assert!(
        count(low) <= count(high),
        "more is seen higher up over a smooth earth"
    );
    let seen = run.seen("2029-06-01", 5_000).unwrap().unwrap();
    assert!((0.0..=1.0).contains(&seen.land) && seen.replications == 8);
    assert_eq!(seen.regions.len(), 1);
    assert_eq!(run.seen("2029-06-02", 5_000).unwrap(), None);
}

#[test]
fn replays_are_whole_and_chosen_by_rule() {
    let (_folder, run) = a_run(9);
    let replays = run.replays().unwrap();
    assert_eq!(replays.len(), 3);
    for path in replays {
        let text = std::fs::read_to_string(path).unwrap();
        let head: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        assert_eq!(head["raid"], "drones");
        assert!(
            head["conditional"]
                .as_str()
                .unwrap()
                .contains("conditional")
        );
    }
}

#[test]
fn the_answer_adds_up() {
    let (_folder, run) = a_run(200);
    let answer = summary(&run).unwrap();
    assert_eq!(answer.sets.len(), 2);
    assert_eq!(
        answer.own, answer.sets[0],
        "never an average over rival sets"
    );
    for set in &answer.sets {
        let contract = set.contract.unwrap();
        assert_eq!(contract.of, 100);
        assert_eq!(contract.count, set.given_contract.of);
        assert_eq!(set.both.count, set.given_contract.count);
        assert_eq!(set.raids.len(), 3);
        let never: u64 = set.never.iter().map(|never| never.chance.count).sum();
        assert!(never + set.ladder[0].chance.count <= 100);
    }
    assert_eq!(
        answer.sets.iter().map(|set| set.replications).sum::<u64>(),
        200
    );
    assert!(answer.leading.len() <= 25);
    let json = serde_json::to_value(&answer).unwrap();
    assert!(
        json["conditional"]
            .as_str()
            .unwrap()
            .contains("not for operational")
    );
}

#[test]
fn no_file_of_a_run_names_the_machine() {
    let (folder, run) = a_run(8);
    let text = std::fs::read_to_string(folder.path().join("study.json")).unwrap();
    assert!(!text.contains(&*folder.path().to_string_lossy()));
    assert_eq!(
        run.study().command,
        "bartizan run tiny --replications 8 --seed 7"
    );
    let study::manifest::At::Globe { lat, .. } = run.study().sites[0].at else {
        panic!("on the globe");
    };
    assert_eq!(lat, 34.6);
}

#[test]
fn waits_by_year_are_the_means_of_the_chains() {
    let (_folder, run) = a_run(60);
    let (waits, years) = (run.waits(), run.waits_by_year());
    let sets = run.replications().text("rival").unwrap();
    let (of, from, to) = (
        waits.i64("replication").unwrap(),
        waits.f64("from_day").unwrap(),
        waits.f64("to_day").unwrap(),
    );
    let mean = |set: Option<&str>, cause: &str| {
        let held = |row: i64| set.is_none() || sets.get(row as usize) == set;
        let mine = (0..waits.len())
            .filter(|&row| held(of[row]) && waits.text("cause").unwrap().get(row) == Some(cause));
        let days: f64 = mine.map(|row| to[row].unwrap() - from[row].unwrap()).sum();
        days / (0..60).filter(|row| held(*row)).count() as f64
    };
    let mut met = 0;
    for (word, set) in [
        ("maker", Some("maker")),
        ("sceptic", Some("sceptic")),
        ("all", None),
    ] {
        for cause in case::Cause::ALL.map(case::Cause::word) {
            let mine = (0..years.len()).filter(|&row| {
                years.text("rival").unwrap().get(row) == Some(word)
                    && years.text("cause").unwrap().get(row) == Some(cause)
            });
            let days: f64 = mine
                .map(|row| years.f64("mean_days").unwrap()[row].unwrap())
                .sum();
            let expected = mean(set, cause);
            // Days are rounded to nanoseconds, and years summed in another order.
            assert!(
                (days - expected).abs() < 1e-6,
                "{word} {cause}: {days}, {expected}"
            );
            met += usize::from(days > 0.0);
        }
    }
    assert!(
        met >= 9,
        "three sets that wait for a contract, a delivery and more: {met}"
    );
    let total: f64 = years
        .f64("days_of_year")
        .unwrap()
        .iter()
        .flatten()
        .fold(0.0, |a, b| a.max(*b));
    assert_eq!(total, 366.0, "2028 is a leap year within the case");
}

#[test]
fn what_would_have_bound_next_is_told_of_those_that_got_there() {
    let (_folder, run) = a_run(200);
    let table = run.replications();
    let (first, slack) = (
        table.f64("capability.ioc.first_met").unwrap(),
        table.f64("capability.ioc.slack").unwrap(),
    );
    let next = table.text("capability.ioc.next").unwrap();
    let mut known = 0;
    for row in 0..table.len() {
        let Some(days) = slack[row] else {
            assert_eq!(next.get(row), None);
            continue;
        };
        known += 1;
        assert!(days >= 0.0 && days <= first[row].unwrap());
        assert!(
            case::Cause::ALL
                .iter()
                .any(|cause| Some(cause.word()) == next.get(row))
        );
    }
    let summary = summary(&run).unwrap();
    assert!(known > 20, "{known} of 200");
    for set in &summary.sets {
        let told = &set.ladder[0].next;
        let causes = told.causes.iter().map(|cause| cause.chance.count);
        assert_eq!(causes.sum::<u64>(), told.of);
        let [low, median, high] = told.slack_days.unwrap();
        assert!(low <= median && median <= high);
    }
    let of_sets = summary.sets.iter().map(|set| set.ladder[0].next.of);
    assert_eq!(of_sets.sum::<u64>(), known);
}
