//! Replications of the build-up a second on one core, of any scenario folder.
//!
//! ```console
//! $ cargo run --release -p programme --example programme_speed -- reference/yardsticks/programme 4000
//! {"case": "reference/yardsticks/programme", "replications": 4000, "cpu_seconds": 0.61, "means": {...}}
//! ```
//!
//! What is timed is what a study does with a replication before any raid: the walk itself and the [`programme::BuildUp`]
//! that it leaves. The numbers are the case's medians; reading the files is not timed. The means of the measures are
//! printed so that a fast wrong answer would show.

use std::path::Path;
use std::process::ExitCode;

use case::Case;
use programme::{Workspace, run};
use random::Draws;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, replications] = arguments.as_slice() else {
        return refuse("asks for a scenario folder and a number of replications");
    };
    let Ok(replications) = replications.parse::<u64>() else {
        return refuse("the second argument is a number of replications");
    };
    match scenario::load(Path::new(folder)) {
        Ok(loaded) => time(folder, &loaded.case, replications.max(1)),
        Err(_) => return refuse("the folder is no scenario: see `bartizan check`"),
    }
    ExitCode::SUCCESS
}

fn refuse(why: &str) -> ExitCode {
    eprintln!("programme_speed: {why}");
    ExitCode::from(2)
}

fn time(folder: &str, case: &Case, replications: u64) {
    let numbers = case.slots.medians(None);
    let mut workspace = Workspace::new(case);
    let mut sums = vec![(0.0, 0_u32); case.measures.len()];
    let began = cpu_seconds();
    for replication in 0..replications {
        let draws = Draws::new(1, replication);
        let build_up = run(case, &numbers, &draws, &[], &[], &mut workspace);
        for ((sum, n), measure) in sums.iter_mut().zip(&build_up.measures) {
            if let Some(value) = measure {
                *sum += value;
                *n += 1;
            }
        }
    }
    let seconds = cpu_seconds() - began;
    let means: Vec<String> = case
        .measures
        .rows()
        .iter()
        .zip(&sums)
        .map(|(measure, (sum, n))| format!("\"{}\": {:.4}", measure.id, sum / f64::from(*n)))
        .collect();
    println!(
        "{{\"case\": \"{folder}\", \"replications\": {replications}, \"cpu_seconds\": {seconds:.4}, \"means\": {{{}}}}}",
        means.join(", ")
    );
}

/// Processor time of this process so far [s]: by the system's account where it keeps one, else time by the wall.
fn cpu_seconds() -> f64 {
    static BEGAN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let wall = || {
        BEGAN
            .get_or_init(std::time::Instant::now)
            .elapsed()
            .as_secs_f64()
    };
    // The first field is the time on a core in nanoseconds (Linux, `sched_stats`).
    let account = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = account.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds
        .filter(|&ns| ns > 0.0)
        .map_or_else(wall, |ns| ns / 1e9)
}
