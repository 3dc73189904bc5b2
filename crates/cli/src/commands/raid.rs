//! `bartizan raid`: one raid, event by event.

use case::{Id, Row};
use quantity::Date;

use crate::args::Raid;
use crate::commands::prepared;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Tells one raid against the force that a replication has on a day.
pub fn raid(args: &Raid) -> Result<Verdict, Trouble> {
    let (_, prepared) = prepared(&args.case)?;
    let case = prepared.case();
    let raid = which(case, args.raid.as_deref())?;
    let date = args.on.as_deref().map_or(Ok(case.end), Date::parse)?;
    let seed = args.seed.or(case.study.seed).unwrap_or(1);
    // A replication that the study would not have is refused, not made up.
    let of = args.replications.unwrap_or(case.study.replications);
    let fought = study::one_raid(&prepared, seed, of, args.replication, date, raid)?;
    let outcome = &fought.outcome;
    console::say(&format!(
        "`{}` against the force of {date} in replication {} with seed {seed}, under the claims of `{}`.\n({})\n",
        case.raids[raid].id,
        args.replication,
        fought.rival,
        study::CONDITIONAL
    ))?;
    for line in raid::narrate(case, outcome) {
        console::say(&line)?;
    }
    console::say(&format!(
        "{} threats: {} tracked, {} engaged with {} shots, {} killed, {} reached their place",
        outcome.threats,
        outcome.detected,
        outcome.engaged,
        outcome.shots,
        outcome.killed,
        outcome.leakers
    ))?;
    Ok(Verdict::Yes)
}

fn which(case: &case::Case, named: Option<&str>) -> Result<Id<case::Raid>, Trouble> {
    let unknown = |name: &str| Trouble::NoRaid {
        name: name.to_owned(),
        known: case
            .raids
            .iter()
            .map(|(_, raid)| raid.name().to_owned())
            .collect(),
    };
    match named {
        Some(name) => case.raids.find(name).ok_or_else(|| unknown(name)),
        None => case.raids.ids().next().ok_or_else(|| unknown("(any)")),
    }
}
