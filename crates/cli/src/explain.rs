//! What a case rests on, as text.

use scenario::Explain;

/// The defaults that were used, then every assumption with its range, source and reason.
pub fn to_text(explain: &Explain) -> String {
    let mut text = String::from("Defaults used (the file is silent):\n");
    for default in &explain.defaults {
        text.push_str(&format!(
            "  {} = {}\n      {}\n",
            default.path, default.value, default.doc
        ));
    }
    text.push_str("\nAssumptions (low / likely / high), with their sources:\n");
    for assumed in &explain.assumptions {
        let grade = assumed
            .grade
            .as_ref()
            .map(|g| format!(" [{g}]"))
            .unwrap_or_default();
        text.push_str(&format!(
            "  {}\n      {}   {}{grade}\n",
            assumed.path, assumed.range, assumed.source
        ));
        if let Some(reason) = &assumed.reason {
            text.push_str(&format!("      {reason}\n"));
        }
    }
    let weak = explain.assumptions.iter().filter(|a| a.is_weak).count();
    text.push_str(&format!(
        "\n{weak} of {} assumptions rest on the analyst, on memory or on an estimate alone.\n",
        explain.assumptions.len()
    ));
    text
}
