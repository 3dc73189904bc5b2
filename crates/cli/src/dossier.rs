//! All that is known of one number, as text: rows for and against side by side.

use scenario::Dossier;
use scenario::dossier::{Listed, Position, heading};

/// Every position on the number, within a width of so many columns.
pub fn to_text(dossier: &Dossier, width: usize) -> String {
    let mut text = format!("{}   ({})\n", dossier.path, dossier.place);
    for position in &dossier.positions {
        text.push('\n');
        text.push_str(&of_position(position, width));
    }
    text.push_str(&format!("\n({})\n", study::CONDITIONAL));
    text
}

fn of_position(position: &Position, width: usize) -> String {
    let holder = match &position.rival {
        Some(rival) => format!("The set `{rival}` holds"),
        None => "The case holds".to_owned(),
    };
    let mut lines = vec![format!(
        "{holder}: {} (low / likely / high)",
        position.range
    )];
    let mut say = |name: &str, said: &str| {
        let indent = " ".repeat(11);
        for (i, line) in wrapped(said, width.saturating_sub(13)).iter().enumerate() {
            let name = if i == 0 {
                format!("{name:<11}")
            } else {
                indent.clone()
            };
            lines.push(format!("  {name}{line}"));
        }
    };
    if let Some((prior, factor)) = &position.weighed {
        let said = format!(
            "odds times {factor:.3} by the ledger's rule, a convention; as written: {prior}"
        );
        say("weighed", &said);
    }
    let grade = position.grade.as_ref();
    let grade = grade.map(|g| format!(" [{g}]")).unwrap_or_default();
    say("source", &format!("{}{grade}", position.source));
    if let Some(reason) = &position.reason {
        say("reason", reason);
    }
    for row in &position.rests_on {
        say("rests on", row);
    }
    if !(position.speak_for.is_empty() && position.speak_against.is_empty()) {
        lines.extend(side_by_side(position, width));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Two columns, so that rows that contradict each other stand beside each other.
fn side_by_side(position: &Position, width: usize) -> Vec<String> {
    let column = (width.saturating_sub(5) / 2).max(24);
    let told = |title: &str, rows: &[Listed]| -> Vec<String> {
        let mut lines = vec![title.to_owned()];
        let blocks = rows.iter().map(|row| block(row, column));
        for block in blocks {
            lines.extend(block);
        }
        if rows.is_empty() {
            lines.push("(none listed)".to_owned());
        }
        lines
    };
    let left = told("FOR", &position.speak_for);
    let right = told("AGAINST", &position.speak_against);
    let line = |i: usize| {
        let of = |lines: &[String]| lines.get(i).cloned().unwrap_or_default();
        let (left, right) = (of(&left), of(&right));
        format!("  {left:<column$} | {right}").trim_end().to_owned()
    };
    (0..left.len().max(right.len())).map(line).collect()
}

fn block(listed: &Listed, column: usize) -> Vec<String> {
    let row = &listed.row;
    let struck = if listed.is_struck { " STRUCK" } else { "" };
    let mut lines = wrapped(&format!("{}{struck} {}", row.id, heading(row)), column);
    let claim = wrapped(&row.claim, column.saturating_sub(2));
    lines.extend(claim.into_iter().map(|line| format!("  {line}")));
    lines
}

/// Words in lines of at most so many columns; a longer word stands alone.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let is_full = lines.last().is_some_and(|line| {
            !line.is_empty() && line.chars().count() + 1 + word.chars().count() > columns
        });
        if is_full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_and_lines_are_short() {
        let text = "one two three four incomprehensibilities five";
        let lines = wrapped(text, 10);
        assert_eq!(lines.join(" "), text);
        let is_short = |line: &String| line.chars().count() <= 10 || !line.contains(' ');
        assert!(lines.iter().all(is_short), "{lines:?}");
    }
}
