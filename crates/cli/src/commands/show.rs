//! `bartizan show`: a run's answer in the terminal.

use study::Run;

use crate::args::Show;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// One sentence, one table; or JSON.
pub fn show(args: &Show) -> Result<Verdict, Trouble> {
    let run = Run::open(&args.run)?;
    if args.json {
        console::say(&format!("{:#}", report::json(&run)?))?;
    } else {
        console::say(&report::terminal(
            &run,
            console::width(),
            console::colour_out(),
        )?)?;
    }
    Ok(Verdict::Yes)
}
