//! `bartizan schema`: the JSON Schema of `scenario.toml`, from the table of fields.

use crate::args::Schema;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Prints the schema, or the book's reference page.
pub fn schema(args: &Schema) -> Result<Verdict, Trouble> {
    if args.markdown {
        console::say(&scenario::reference_markdown())?;
    } else {
        console::say(&format!("{:#}", scenario::schema()))?;
    }
    Ok(Verdict::Yes)
}
