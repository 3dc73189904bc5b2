//! `bartizan report`: the HTML report of a run.

use crate::args::Report;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Writes the report and says where it is.
pub fn report(args: &Report) -> Result<Verdict, Trouble> {
    let written = report::write(&args.run, args.out.as_deref())?;
    console::say(&format!("the report: {}", written.display()))?;
    Ok(Verdict::Yes)
}
