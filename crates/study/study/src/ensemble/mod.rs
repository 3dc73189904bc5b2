//! The ensemble: blocks of replications on all cores, each saved as soon as it is done.

mod begin;
mod finish;
mod identity;
pub(crate) mod part;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use case::Plan;
use random::Draws;
use rayon::prelude::*;

use begin::Hold;
use identity::Identity;
use part::BLOCK;

use crate::error::StudyError;
use crate::manifest::FORMAT;
use crate::plan::DrawPlan;
use crate::prepare::Prepared;
use crate::record::Record;
use crate::replicate::{Workspaces, replicate};

/// What a study is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Replications in all.
    pub replications: u64,
    /// The seed.
    pub seed: u64,
    /// Threads; `None`: one a core. The results do not depend on it.
    pub threads: Option<usize>,
    /// The run folder.
    pub folder: PathBuf,
    /// Go on with what the folder holds.
    pub resume: bool,
}

/// How a study ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// All replications are done, and the run is whole.
    Finished {
        /// Replications in the run.
        replications: u64,
        /// Of these, computed now and not read from checkpoints.
        computed: u64,
    },
    /// The stop flag was raised; the blocks at hand were saved, but for those within a long replication.
    Stopped {
        /// Replications that are saved.
        done: u64,
        /// Replications that were asked for.
        of: u64,
    },
}

/// Runs a study into its folder.
///
/// `progress` is told (replications done, replications asked for) from any thread. Raising `stop` ends the study after
/// the blocks at hand, or within one whose replication takes long; what is lost of it is walked again on resuming.
///
/// # Errors
/// A folder that is in use, foreign, or begun otherwise; a file that cannot be written. What was saved stays saved.
pub fn run(
    prepared: &Prepared,
    order: &Order,
    stop: &AtomicBool,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Ended, StudyError> {
    if order.replications == 0 {
        return Err(StudyError::Nothing);
    }
    let inner = prepared.case().study.inner;
    let identity = identity_of(prepared, order);
    let hold = begin::take(&order.folder, &identity, order.replications, order.resume)?;
    let plan = DrawPlan::new(prepared.case(), order.seed, order.replications, inner);
    let todo = missing_blocks(&hold.folder, order.replications);
    let held = order.replications - todo.iter().map(|block| block.1).sum::<u64>();
    if todo.is_empty() && hold.folder.join(crate::folder::STUDY).is_file() {
        return Ok(Ended::Finished {
            replications: order.replications,
            computed: 0,
        });
    }
    hold.progress(held, order.replications)?;
    hold.open_again()?;
    progress(held, order.replications);
    let ensemble = Ensemble {
        prepared,
        plan: &plan,
        order,
        hold: &hold,
        stop,
        failed: AtomicBool::new(false),
        done: AtomicU64::new(held),
        saved: Mutex::new(()),
        progress,
    };
    pool(order.threads)?.install(|| ensemble.compute(&todo))?;
    let done = ensemble.done.load(Ordering::SeqCst);
    if done < order.replications {
        return Ok(Ended::Stopped {
            done,
            of: order.replications,
        });
    }
    finish::finish(prepared, &plan, order, &hold, &identity)?;
    Ok(Ended::Finished {
        replications: order.replications,
        computed: done - held,
    })
}

fn identity_of(prepared: &Prepared, order: &Order) -> Identity {
    let study = &prepared.case().study;
    let plan = match study.plan {
        Plan::LatinHypercube => {
            format!("{} of {}", plan_word(study.plan), order.replications)
        }
        other => plan_word(other).to_owned(),
    };
    Identity {
        format: FORMAT,
        program: crate::program(),
        case: prepared.case_hash().to_owned(),
        definition: prepared.definition_hash().to_owned(),
        seed: order.seed,
        inner: study.inner,
        plan,
    }
}

/// The word of a draw plan.
pub(crate) fn plan_word(plan: Plan) -> &'static str {
    match plan {
        Plan::MonteCarlo => "monte-carlo",
        Plan::LatinHypercube => "latin-hypercube",
        Plan::Sobol => "sobol",
    }
}

/// Blocks as (first, count) in order.
pub(crate) fn blocks(replications: u64) -> impl Iterator<Item = (u64, u64)> {
    (0..replications.div_ceil(BLOCK)).map(move |block| {
        let first = block * BLOCK;
        (first, BLOCK.min(replications - first))
    })
}

fn missing_blocks(folder: &Path, replications: u64) -> Vec<(u64, u64)> {
    blocks(replications)
        .filter(|(first, count)| !part::holds(folder, *first, *count))
        .collect()
}

fn pool(threads: Option<usize>) -> Result<rayon::ThreadPool, StudyError> {
    let threads = threads.unwrap_or(0);
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|source| StudyError::Threads { threads, source })
}

/// What the threads of one study share.
struct Ensemble<'a> {
    prepared: &'a Prepared,
    plan: &'a DrawPlan,
    order: &'a Order,
    hold: &'a Hold,
    stop: &'a AtomicBool,
    /// Raised where a file could not be written: the other threads need not go on.
    failed: AtomicBool,
    done: AtomicU64,
    /// One thread at a time writes the progress file.
    saved: Mutex<()>,
    progress: &'a (dyn Fn(u64, u64) + Sync),
}

impl Ensemble<'_> {
    fn compute(&self, todo: &[(u64, u64)]) -> Result<(), StudyError> {
        // One block at a time to each thread, so that a stop leaves few of them open.
        todo.par_iter()
            .with_max_len(1)
            .map_init(
                || Workspaces::new(self.prepared),
                |memory, (first, count)| self.block(*first, *count, memory),
            )
            .collect()
    }

    fn block(&self, first: u64, count: u64, memory: &mut Workspaces) -> Result<(), StudyError> {
        if self.stop.load(Ordering::SeqCst) || self.failed.load(Ordering::SeqCst) {
            return Ok(());
        }
        let (plan, seed) = (self.plan, self.order.seed);
        let Some(records) = records(self.prepared, plan, seed, first, count, memory, self.stop)
        else {
            return Ok(());
        };
        let saved =
            part::write(&self.hold.folder, first, &records).and_then(|()| self.count(count));
        if saved.is_err() {
            self.failed.store(true, Ordering::SeqCst);
        }
        saved
    }

    fn count(&self, count: u64) -> Result<(), StudyError> {
        let guard = self.saved.lock();
        let done = self.done.fetch_add(count, Ordering::SeqCst) + count;
        self.hold.progress(done, self.order.replications)?;
        drop(guard);
        (self.progress)(done, self.order.replications);
        Ok(())
    }
}

/// The records of a block, `None` where it was stopped within; the numbers of an outer draw are made once for its inner draws.
fn records(
    prepared: &Prepared,
    plan: &DrawPlan,
    seed: u64,
    first: u64,
    count: u64,
    memory: &mut Workspaces,
    stop: &AtomicBool,
) -> Option<Vec<Record>> {
    let mut held = None;
    let mut records = Vec::with_capacity(count as usize);
    for replication in first..first + count {
        let place = plan.place(replication);
        let key = (place.outer, place.set);
        let numbers = match held.take() {
            Some((at, numbers)) if at == key => numbers,
            _ => plan.numbers(prepared.case(), place),
        };
        let draws = Draws::new(seed, place.chance);
        records.push(replicate(prepared, &numbers, &draws, memory, stop)?);
        held = Some((key, numbers));
    }
    Some(records)
}
