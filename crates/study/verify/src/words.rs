//! The answer for a terminal: a line a topic, a line a group, the sum last.

use std::fmt::Write as _;

use crate::score::{GroupScore, Worst};
use crate::verification::{Count, TopicScore, Verification};

/// The whole answer; `groups` adds a line for each group of a topic.
pub fn told(verification: &Verification, groups: bool) -> String {
    let mut text = format!(
        "{:<22} {:>6} {:>6}  {:>9} {:>9} {:>9}  \n",
        "topic", "rows", "passed", "median", "99 %", "largest"
    );
    for topic in &verification.topics {
        line(&mut text, topic);
        if groups {
            for group in &topic.groups {
                group_line(&mut text, group);
            }
        }
        if let Some(worst) = topic.worst() {
            worst_line(&mut text, worst);
        }
    }
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "\nErrors are shares of each row's tolerance: 1 is just allowed. A cell of a grid counts as a row.\n{}",
        summed(verification.count())
    );
    let later: usize = verification
        .topics
        .iter()
        .filter(|topic| !topic.finished)
        .map(|topic| topic.rows)
        .sum();
    if later > 0 {
        let _ = write!(
            text,
            "; {later} rows belong to models that are not there yet"
        );
    }
    text
}

/// "10 of 10 rows passed, 400 of 400 cells of grids passed".
pub(crate) fn summed(count: Count) -> String {
    let (rows, passed) = count.of_tables();
    let mut text = format!("{passed} of {rows} rows passed");
    if count.cells > 0 {
        let Count {
            cells,
            cells_passed,
            ..
        } = count;
        let _ = write!(text, ", {cells_passed} of {cells} cells of grids passed");
    }
    text
}

fn line(text: &mut String, topic: &TopicScore) {
    let verdict = if !topic.finished {
        "not yet"
    } else if topic.passes() {
        "pass"
    } else {
        "FAIL"
    };
    numbers(text, topic.name, (topic.rows, topic.passed), topic.shares);
    let _ = writeln!(text, "  {verdict}");
}

fn group_line(text: &mut String, group: &GroupScore) {
    let name = format!("  {}", group.group);
    numbers(
        text,
        &name,
        (group.rows, group.passed),
        [group.median, group.p99, group.max],
    );
    let verdict = if group.status == "fail" {
        "FAIL"
    } else {
        group.status
    };
    let _ = writeln!(text, "  {verdict}");
}

fn numbers(
    text: &mut String,
    name: &str,
    (rows, passed): (usize, usize),
    shares: [Option<f64>; 3],
) {
    let [median, p99, max] = if passed == 0 && shares == [None; 3] {
        ["-", "-", "-"].map(str::to_owned)
    } else {
        shares.map(|share| share.map_or_else(|| "none".to_owned(), short))
    };
    let _ = write!(
        text,
        "{name:<22} {rows:>6} {passed:>6}  {median:>9} {p99:>9} {max:>9}"
    );
}

fn worst_line(text: &mut String, group: &GroupScore) {
    let Some(Worst {
        id,
        quantity,
        error,
        tolerance,
        unit,
        said,
    }) = &group.worst
    else {
        return;
    };
    let off = match error {
        Some(error) => format!(
            "off by {} {unit}, allowed {} {unit}",
            short(*error),
            short(*tolerance)
        ),
        None => "no answer".to_owned(),
    };
    let _ = writeln!(
        text,
        "    worst: {id} ({}, {quantity}): {said}; {off}",
        group.group
    );
}

/// Two significant digits, as short as they go.
pub(crate) fn short(value: f64) -> String {
    if value == 0.0 {
        "0".to_owned()
    } else if (1e-3..1e4).contains(&value.abs()) {
        let digits = (1 - value.abs().log10().floor() as i32).max(0) as usize;
        format!("{value:.digits$}")
    } else {
        format!("{value:.1e}")
    }
}
