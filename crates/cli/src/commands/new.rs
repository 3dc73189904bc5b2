//! `bartizan new`: a copy of a shipped case, ready to change.

use crate::args::New;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Copies the case and says what to do next.
pub fn new(args: &New) -> Result<Verdict, Trouble> {
    scenario::new_case(&args.from, &args.dir)?;
    let dir = args.dir.display();
    console::say(&format!(
        "{dir}: a copy of `{}`, ready to change\nnext: bartizan check {dir}   bartizan run {dir}",
        args.from
    ))?;
    Ok(Verdict::Yes)
}
