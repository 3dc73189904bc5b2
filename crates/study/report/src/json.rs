//! The answer for programs.

use serde_json::{Value, json as value};
use study::Run;

use crate::context::Context;
use crate::error::ReportError;

/// The answer of a run as JSON: the summary, and the sentences that a reader is shown.
///
/// # Errors
/// [`ReportError::Table`] where the run's tables do not fit its `study.json`.
pub fn json(run: &Run) -> Result<Value, ReportError> {
    let context = Context::of(run)?;
    let mut answer = serde_json::to_value(&context.summary)?;
    if let Value::Object(fields) = &mut answer {
        fields.insert("sentence".to_owned(), value!(context.sentence()));
        fields.insert(
            "median_sentence".to_owned(),
            value!(context.median_sentence()),
        );
        fields.insert(
            "evidence".to_owned(),
            serde_json::to_value(&context.study.evidence)?,
        );
        fields.insert(
            "definition_hash".to_owned(),
            value!(context.study.definition_hash),
        );
        fields.insert("case_hash".to_owned(), value!(context.study.case_hash));
        fields.insert("program".to_owned(), value!(context.study.program));
    }
    Ok(answer)
}
