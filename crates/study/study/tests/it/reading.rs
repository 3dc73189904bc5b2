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
    let contract = answer.pooled.contract.unwrap();
    assert_eq!(contract.of, 200);
    assert_eq!(contract.count, answer.pooled.given_contract.of);
    assert_eq!(answer.pooled.both.count, answer.pooled.given_contract.count);
    assert_eq!(answer.sets.len(), 2);
    assert_eq!(
        answer.sets.iter().map(|set| set.replications).sum::<u64>(),
        200
    );
    let never: u64 = answer
        .pooled
        .never
        .iter()
        .map(|never| never.chance.count)
        .sum();
    assert!(never + answer.pooled.ladder[0].chance.count <= 200);
    assert!(answer.leading.len() <= 25);
    assert_eq!(answer.raids.len(), 3);
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
