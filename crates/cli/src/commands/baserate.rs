//! `bartizan baserate`: what past purchases say of one like this.

use evidence::Purchases;
use evidence::base_rate::{BaseRateError, Question, answer};

use crate::args::Baserate;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Chances by horizon, the median with its intervals, the nearest cases; or JSON.
pub fn baserate(args: &Baserate) -> Result<Verdict, Trouble> {
    let shipped = Purchases::shipped().map_err(BaseRateError::Shipped)?;
    let words = [&args.class, &args.supplier, &args.context, &args.source];
    let question = Question::read(&shipped, words.map(String::as_str))?.of_buyer(&args.buyer);
    let answer = answer(&shipped, &question)?;
    if args.json {
        console::say(&format!("{:#}", report::base_rate_json(&answer)))?;
    } else {
        console::say(&report::base_rate_words(&answer))?;
    }
    Ok(Verdict::Yes)
}
