//! Same seed, same bytes: whatever threads, stops and extensions.

use std::sync::atomic::{AtomicBool, Ordering};

use study::{Ended, Order, Run, run};

use crate::tiny::{case, files, finish, inputs, order, prepared};

#[test]
fn one_thread_and_two_write_the_same_bytes() {
    let prepared = prepared();
    let folders = [1, 2].map(|threads| {
        let folder = tempfile::tempdir().unwrap();
        let one = Order {
            threads: Some(threads),
            ..order(folder.path(), 200)
        };
        assert_eq!(finish(&prepared, &one), 200);
        folder
    });
    let [one, two] = folders.each_ref().map(|folder| files(folder.path()));
    assert!(one.contains_key("study.json") && one.contains_key("replications.parquet"));
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        two.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &one {
        assert!(*bytes == two[name], "{name} differs");
    }
}

#[test]
fn an_extended_run_has_the_bytes_of_one_at_once() {
    let prepared = prepared();
    let (in_two, at_once) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    // 125 is no whole number of blocks, nor of sets times inner draws.
    finish(&prepared, &order(in_two.path(), 125));
    let resumed = Order {
        resume: true,
        ..order(in_two.path(), 250)
    };
    let computed = finish(&prepared, &resumed);
    assert!((125..250).contains(&computed), "{computed} computed");
    finish(&prepared, &order(at_once.path(), 250));
    assert!(files(in_two.path()) == files(at_once.path()));
}

#[test]
fn a_stopped_run_goes_on_where_it_stopped() {
    let prepared = prepared();
    let (stopped, at_once) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let stop = AtomicBool::new(false);
    let first = Order {
        threads: Some(1),
        ..order(stopped.path(), 200)
    };
    let ended = run(&prepared, &first, &stop, &|done, _| {
        if done >= 64 {
            stop.store(true, Ordering::SeqCst);
        }
    });
    let Ok(Ended::Stopped { done, of: 200 }) = ended else {
        panic!("{ended:?}");
    };
    assert!((64..200).contains(&done));
    let error = Run::open(stopped.path()).unwrap_err();
    assert!(
        error.to_string().contains(&format!("after {done} of 200")),
        "{error}"
    );

    let resumed = Order {
        resume: true,
        ..first
    };
    assert_eq!(finish(&prepared, &resumed), 200 - done);
    finish(&prepared, &order(at_once.path(), 200));
    assert!(files(stopped.path()) == files(at_once.path()));
}

#[test]
fn a_truncated_part_is_noticed_and_done_again() {
    let prepared = prepared();
    let folder = tempfile::tempdir().unwrap();
    finish(&prepared, &order(folder.path(), 100));
    let whole = files(folder.path());
    let part = folder.path().join("checkpoints/part-000000032.bin");
    let bytes = std::fs::read(&part).unwrap();
    std::fs::write(&part, &bytes[..bytes.len() / 2]).unwrap();
    let resumed = Order {
        resume: true,
        ..order(folder.path(), 100)
    };
    assert_eq!(finish(&prepared, &resumed), 32);
    assert!(files(folder.path()) == whole);
}

#[test]
fn each_plan_of_draws_runs_and_draws_otherwise() {
    let drawn = [
        case::Plan::MonteCarlo,
        case::Plan::LatinHypercube,
        case::Plan::Sobol,
    ]
    .map(|plan| {
        let mut case = case();
        case.study.plan = plan;
        let prepared = study::prepare_case(case, &inputs()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        finish(&prepared, &order(folder.path(), 24));
        let run = Run::open(folder.path()).unwrap();
        run.replications()
            .f64("assumption.deal.buy.contract")
            .unwrap()
            .to_vec()
    });
    assert!(drawn[0] != drawn[1] && drawn[1] != drawn[2]);
}
