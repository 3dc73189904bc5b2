//! `bartizan trace`: one build-up in plain words.

use crate::args::Trace;
use crate::commands::prepared_without;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Tells one replication: each deal, each unit, each capability, and why each date is what it is.
pub fn trace(args: &Trace) -> Result<Verdict, Trouble> {
    let (_, prepared) = prepared_without(&args.case, &args.strikes)?;
    let case = prepared.case();
    let seed = args.seed.or(case.study.seed).unwrap_or(1);
    // A replication that the study would not have is refused, not made up.
    let of = args.replications.unwrap_or(case.study.replications);
    let traced = study::trace(&prepared, seed, of, args.replication)?;
    console::say(&format!(
        "Replication {} of {} with seed {seed}, under the claims of `{}`; walked anew from the case, which has replications 0 to {}.\n({})",
        args.replication,
        case.name,
        traced.rival,
        of - 1,
        study::CONDITIONAL
    ))?;
    for paragraph in programme::tell(case, &traced.build_up) {
        console::say(&format!("\n{paragraph}"))?;
    }
    Ok(Verdict::Yes)
}
