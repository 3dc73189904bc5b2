//! What delays: the waits on the headline's chain by cause.

use case::Cause;
use serde::Serialize;

use crate::run::Run;
use crate::table::NoColumn;

/// The waiting of one cause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Delay {
    /// The cause's word: `course`.
    pub cause: String,
    /// The cause in words.
    pub words: String,
    /// Mean months on the chain, over all replications that count.
    pub months: f64,
    /// In which share of these it occurs at all.
    pub share: f64,
}

/// Days of a month when a month is a quantity.
const MONTH: f64 = 365.25 / 12.0;

/// Mean months by cause over these replications, the longest first; where the capability never came its chain goes on
/// to the horizon.
pub(super) fn delays(run: &Run, rows: &[usize]) -> Result<Vec<Delay>, NoColumn> {
    let Some(headline) = &run.study().headline else {
        return Ok(Vec::new());
    };
    let subject = format!("capability.{headline}");
    let waits = run.waits();
    let (replication, subjects) = (waits.i64("replication")?, waits.text("subject")?);
    let (from, to, causes) = (
        waits.f64("from_day")?,
        waits.f64("to_day")?,
        waits.text("cause")?,
    );
    let mut counts = vec![false; run.replications().len()];
    rows.iter().for_each(|row| counts[*row] = true);

    let mut days = [0.0; Cause::ALL.len()];
    let mut seen = [0_u64; Cause::ALL.len()];
    let mut last = [None; Cause::ALL.len()];
    for row in 0..waits.len() {
        let here = usize::try_from(replication[row]).unwrap_or(usize::MAX);
        if !counts.get(here).copied().unwrap_or(false) || subjects.get(row) != Some(&subject) {
            continue;
        }
        let cause = Cause::ALL
            .iter()
            .position(|cause| Some(cause.word()) == causes.get(row));
        if let (Some(cause), Some(from), Some(to)) = (cause, from[row], to[row]) {
            days[cause] += to - from;
            if to > from && last[cause] != Some(here) {
                seen[cause] += 1;
                last[cause] = Some(here);
            }
        }
    }
    let of = rows.len().max(1) as f64;
    let mut delays: Vec<Delay> = Cause::ALL
        .into_iter()
        .zip(days.into_iter().zip(seen))
        .filter(|(_, (days, _))| *days > 0.0)
        .map(|(cause, (days, seen))| Delay {
            cause: cause.word().to_owned(),
            words: cause.words().to_owned(),
            months: days / of / MONTH,
            share: seen as f64 / of,
        })
        .collect();
    delays.sort_by(|a, b| b.months.total_cmp(&a.months));
    Ok(delays)
}
