//! `bartizan run`: a study of a case.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use study::{Ended, Order};

use crate::args::Run;
use crate::commands::prepared_without;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Runs a study and says where it is.
pub fn run(args: &Run) -> Result<Verdict, Trouble> {
    let (loaded, prepared) = prepared_without(&args.case, &args.strikes)?;
    for warning in prepared.warnings() {
        console::note(&format!("warning: {warning}"));
    }
    let case = prepared.case();
    let seed = args.seed.or(case.study.seed).unwrap_or_else(picked_seed);
    let folder = args
        .out
        .clone()
        .unwrap_or_else(|| default_folder(&loaded.case.name, seed));
    let order = Order {
        replications: args.replications.unwrap_or(case.study.replications),
        seed,
        threads: args.threads.map(usize::from),
        folder: folder.clone(),
        resume: args.resume,
    };
    let stop = stop_on_ctrl_c()?;
    let bar = progress_bar(order.replications);
    let ended = study::run(&prepared, &order, &stop, &|done, of| {
        bar.set_length(of);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let ended = ended?;
    if matches!(ended, Ended::Finished { .. }) {
        let run = study::Run::open(&folder)?;
        warn_of_another_definition(&run);
        if let Some(words) = report::struck(&run)? {
            console::note(&words);
        }
    }
    say_how_it_ended(&ended, &folder, seed)
}

/// A changed question or definition of "working" is said aloud: answers across it must not be compared unawares.
fn warn_of_another_definition(run: &study::Run) {
    for other in study::runs_with_another_definition(run.folder(), run.study()) {
        console::note(&format!(
            "NOTE: `{}` asked another question, or meant something else by \"working\": its answer is not comparable with this one",
            other.display()
        ));
    }
}

fn say_how_it_ended(ended: &Ended, folder: &Path, seed: u64) -> Result<Verdict, Trouble> {
    let shown = folder.display();
    match ended {
        Ended::Finished {
            replications,
            computed,
        } => {
            let note = match computed {
                0 => " (all were there already)".to_owned(),
                c if c == replications => String::new(),
                c => format!(" ({c} of them now)"),
            };
            console::say(&format!(
                "{replications} replications with seed {seed}{note}: {shown}\n\
                 next: bartizan report {shown}   bartizan show {shown}"
            ))?;
            Ok(Verdict::Yes)
        }
        Ended::Stopped { done, of } => {
            console::note(&format!(
                "stopped after {done} of {of} replications; nothing is lost: go on with --resume --seed {seed} --out {shown}"
            ));
            Ok(Verdict::No)
        }
    }
}

fn default_folder(name: &str, seed: u64) -> PathBuf {
    Path::new("runs").join(format!("{name}-{seed}"))
}

/// A run given no seed picks one; the run prints it and keeps it, so that it can be repeated.
fn picked_seed() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or(Duration::ZERO);
    (since.as_nanos() as u64 ^ u64::from(std::process::id()) << 20) % 1_000_000
}

/// The first Ctrl-C stops after the blocks at hand; the second at once (nothing that was saved is lost).
fn stop_on_ctrl_c() -> Result<Arc<AtomicBool>, Trouble> {
    let stop = Arc::new(AtomicBool::new(false));
    let raised = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if raised.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    })?;
    Ok(stop)
}

fn progress_bar(replications: u64) -> ProgressBar {
    let target = if console::is_watched() {
        ProgressDrawTarget::stderr_with_hz(5)
    } else {
        ProgressDrawTarget::hidden()
    };
    let style = ProgressStyle::with_template(
        "{bar:30} {human_pos} of {human_len} replications  {per_sec}  {eta} left",
    )
    .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::with_draw_target(Some(replications), target);
    bar.set_style(style);
    bar
}
