//! `bartizan baserate`: what past purchases say of one like this.

use evidence::Purchases;
use evidence::base_rate::{BaseRateError, Question, Stage, answer, curves};

use crate::args::Baserate;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Chances by horizon, the median with its intervals, the nearest cases; or JSON.
pub fn baserate(args: &Baserate) -> Result<Verdict, Trouble> {
    let shipped = Purchases::shipped().map_err(BaseRateError::Shipped)?;
    let words = [&args.class, &args.supplier, &args.context, &args.source];
    let question = Question::read(&shipped, words.map(String::as_str))?;
    let question = question.of_buyer(&shipped, &args.buyer)?;
    let answer = answer(&shipped, &question)?;
    let [first, second] = Stage::ALL;
    let curves = [
        curves(&shipped, &question, first)?,
        curves(&shipped, &question, second)?,
    ];
    if args.json {
        console::say(&format!("{:#}", report::base_rate_json(&answer, &curves)))?;
    } else {
        console::say(&report::base_rate_words(&answer, &curves))?;
    }
    Ok(Verdict::Yes)
}
