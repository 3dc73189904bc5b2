//! Runs on disk: the same bytes, whatever the threads, stops and restarts; nothing lost.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::command::{Said, bartizan, in_folder, root, say, shipped};

fn run(folder: &Path, arguments: &[&str]) -> Said {
    let case = shipped("first-steps");
    say(bartizan()
        .current_dir(folder)
        .arg("run")
        .arg(case)
        .args(arguments))
}

/// The hash of every Parquet file of a run, by name.
fn tables(run: &Path) -> Vec<(String, String)> {
    let mut tables: Vec<(String, String)> = fs::read_dir(run)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "parquet"))
        .map(|path| {
            let hash = Sha256::digest(fs::read(&path).unwrap());
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                format!("{hash:x}"),
            )
        })
        .collect();
    tables.sort();
    assert!(tables.len() >= 4, "{tables:?}");
    tables
}

#[test]
fn threads_leave_no_trace() {
    let folder = TempDir::new().unwrap();
    for threads in ["1", "2"] {
        let said = run(
            folder.path(),
            &[
                "--replications",
                "200",
                "--seed",
                "5",
                "--threads",
                threads,
                "--out",
                threads,
            ],
        );
        assert_eq!(said.code, Some(0), "{said:?}");
    }
    assert_eq!(
        tables(&folder.path().join("1")),
        tables(&folder.path().join("2"))
    );
}

#[test]
fn a_run_that_is_extended_is_the_run_at_once() {
    let folder = TempDir::new().unwrap();
    let half = run(
        folder.path(),
        &["--replications", "150", "--seed", "5", "--out", "halves"],
    );
    assert_eq!(half.code, Some(0), "{half:?}");
    let refused = run(
        folder.path(),
        &["--replications", "300", "--seed", "5", "--out", "halves"],
    );
    assert_eq!(
        refused.code,
        Some(2),
        "without --resume nothing is overwritten: {refused:?}"
    );
    let rest = run(
        folder.path(),
        &[
            "--replications",
            "300",
            "--seed",
            "5",
            "--out",
            "halves",
            "--resume",
        ],
    );
    assert_eq!(rest.code, Some(0), "{rest:?}");
    let whole = run(
        folder.path(),
        &["--replications", "300", "--seed", "5", "--out", "whole"],
    );
    assert_eq!(whole.code, Some(0), "{whole:?}");
    assert_eq!(
        tables(&folder.path().join("halves")),
        tables(&folder.path().join("whole"))
    );
}

#[test]
fn another_seed_is_another_run() {
    let folder = TempDir::new().unwrap();
    run(
        folder.path(),
        &["--replications", "100", "--seed", "5", "--out", "run"],
    );
    let before = tables(&folder.path().join("run"));
    let said = run(
        folder.path(),
        &[
            "--replications",
            "200",
            "--seed",
            "6",
            "--out",
            "run",
            "--resume",
        ],
    );
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("seed"), "{}", said.err);
    assert_eq!(tables(&folder.path().join("run")), before);
}

#[test]
fn a_folder_of_other_things_is_left_alone() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/letter.txt"), "dear").unwrap();
    let said = run(folder.path(), &["--replications", "100", "--out", "mine"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert_eq!(fs::read_dir(folder.path().join("mine")).unwrap().count(), 1);
}

#[test]
fn a_run_without_a_seed_prints_the_one_it_picked() {
    let folder = TempDir::new().unwrap();
    let said = run(folder.path(), &["--replications", "100"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let name = fs::read_dir(folder.path().join("runs"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .file_name();
    let seed = name
        .to_string_lossy()
        .rsplit('-')
        .next()
        .unwrap()
        .to_owned();
    assert!(said.out.contains(&format!("seed {seed}")), "{}", said.out);
}

/// Ctrl-C in the middle, then a kill that gives no warning; after both, the run goes on and is the run at once.
#[cfg(unix)]
#[test]
fn interrupts_lose_nothing() {
    let folder = TempDir::new().unwrap();
    let arguments = [
        "--replications",
        "4000",
        "--seed",
        "5",
        "--threads",
        "1",
        "--out",
        "stopped",
    ];
    for (signal, resume) in [("-INT", None), ("-KILL", Some("--resume"))] {
        let mut child = bartizan()
            .current_dir(folder.path())
            .arg("run")
            .arg(shipped("first-steps"))
            .args(arguments)
            .args(resume)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait_for_parts(&folder.path().join("stopped/checkpoints"), &mut child);
        let killed = std::process::Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(killed.success());
        let ended = child.wait().unwrap();
        assert_ne!(ended.code(), Some(2), "{signal}");
    }
    let shown = in_folder(folder.path(), &["show", "stopped"]);
    assert_eq!(
        shown.code,
        Some(2),
        "a half-written run is said to be one: {shown:?}"
    );
    let rest = run(
        folder.path(),
        &[
            "--replications",
            "4000",
            "--seed",
            "5",
            "--out",
            "stopped",
            "--resume",
        ],
    );
    assert_eq!(rest.code, Some(0), "{rest:?}");
    let whole = run(
        folder.path(),
        &["--replications", "4000", "--seed", "5", "--out", "whole"],
    );
    assert_eq!(whole.code, Some(0), "{whole:?}");
    assert_eq!(
        tables(&folder.path().join("stopped")),
        tables(&folder.path().join("whole"))
    );
}

/// Waits until the run has saved something new, or has ended.
#[cfg(unix)]
fn wait_for_parts(checkpoints: &Path, child: &mut std::process::Child) {
    let parts = || fs::read_dir(checkpoints).map_or(0, Iterator::count);
    let before = parts();
    while parts() < before + 2 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A disk that takes no more: the shell's limit on the size of a file stands in for it.
#[cfg(unix)]
#[test]
fn a_full_disk_is_one_sentence() {
    let folder = TempDir::new().unwrap();
    let command = format!(
        "trap '' XFSZ; ulimit -f 8; exec '{}' run '{}' --replications 2000 --seed 5 --out full",
        env!("CARGO_BIN_EXE_bartizan"),
        shipped("first-steps").display()
    );
    let said = say(std::process::Command::new("bash")
        .current_dir(folder.path())
        .args(["-c", &command]));
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("cannot write"), "{}", said.err);
    assert!(!said.err.contains("panicked"), "{}", said.err);
    let rest = run(
        folder.path(),
        &[
            "--replications",
            "2000",
            "--seed",
            "5",
            "--out",
            "full",
            "--resume",
        ],
    );
    assert_eq!(rest.code, Some(0), "with room again it goes on: {rest:?}");
}

#[test]
fn a_report_is_one_file_that_needs_no_network() {
    let folder = TempDir::new().unwrap();
    run(
        folder.path(),
        &["--replications", "200", "--seed", "5", "--out", "run"],
    );
    let said = in_folder(folder.path(), &["report", "run", "--out", "report.html"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let html = fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(html.contains(
        "Conditional on the stated assumptions; not for operational or flight-safety use"
    ));
    for fetched in ["src=\"http", "<script", "@import", "url(http", "<link"] {
        assert!(!html.contains(fetched), "{fetched}");
    }
    assert!(html.len() < 3_000_000, "{}", html.len());
    let shown = in_folder(folder.path(), &["show", "run", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert!(
        answer["conditional"]
            .as_str()
            .unwrap()
            .contains("not for operational")
    );
}

#[test]
fn one_build_up_and_one_raid_are_told() {
    let folder = TempDir::new().unwrap();
    let case = shipped("first-steps");
    let case = case.to_str().unwrap();
    let trace = in_folder(
        folder.path(),
        &["trace", case, "--replication", "3", "--seed", "5"],
    );
    assert_eq!(trace.code, Some(0), "{trace:?}");
    assert!(trace.out.contains("contract"), "{}", trace.out);
    let raid = in_folder(
        folder.path(),
        &["raid", case, "--replication", "3", "--seed", "5"],
    );
    assert_eq!(raid.code, Some(0), "{raid:?}");
    assert!(raid.out.contains("4 threats"), "{}", raid.out);
    let wrong = in_folder(folder.path(), &["raid", case, "--raid", "drone"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("drones"), "{}", wrong.err);
    for command in ["trace", "raid"] {
        let asked = [command, case, "--replication", "1000000000000"];
        let none = in_folder(folder.path(), &asked);
        assert_eq!(none.code, Some(2), "{none:?}");
        assert!(none.err.contains("counts from 0 to"), "{}", none.err);
        let more = [&asked[..3], &["200", "--replications", "100"]].concat();
        let none = in_folder(folder.path(), &more);
        assert!(none.err.contains("counts from 0 to 99"), "{}", none.err);
    }
}

#[test]
fn nothing_of_the_machine_is_written() {
    let folder = TempDir::new().unwrap();
    run(
        folder.path(),
        &["--replications", "100", "--seed", "5", "--out", "run"],
    );
    let study = fs::read_to_string(folder.path().join("run/study.json")).unwrap();
    let here = root();
    assert!(
        !study.contains(here.to_str().unwrap()),
        "a path of the machine"
    );
    assert!(
        !study.contains(folder.path().to_str().unwrap()),
        "a path of the machine"
    );
}
