//! A link's budget in the terminal.

use propagation::{Outage, PropagationError};
use study::hop::Hop;

use super::sketch::sketch;
use super::{assumed, carrier, condition, profile, verdict};
use crate::terminal::wrap;

/// Width of a figure's column.
const FIGURE: usize = 9;

/// The answer for a terminal of so many columns (kept to 60 to 120), with or without colour.
pub fn hop_words(hop: &Hop, width: usize, colour: bool) -> String {
    let width = width.clamp(60, 120);
    let strong = |line: String| {
        if colour {
            format!("\u{1b}[1m{line}\u{1b}[0m")
        } else {
            line
        }
    };
    let mut lines: Vec<String> = wrap(&format!("{}.", verdict(hop)), width)
        .into_iter()
        .map(strong)
        .collect();
    lines.extend(wrap(&path_words(hop), width));
    lines.push(String::new());
    lines.extend(sketch(&profile(hop), width));
    lines.push(String::new());
    lines.extend(budget_table(hop));
    lines.push(String::new());
    lines.extend(fading(hop, width));
    lines.push(String::new());
    lines.extend(assumed(hop).iter().flat_map(|line| wrap(line, width)));
    lines.extend(wrap(&condition(hop), width));
    lines.join("\n") + "\n"
}

fn path_words(hop: &Hop) -> String {
    let (budget, (first_m, last_m)) = (&hop.budget, hop.budget.altitudes_m);
    let clearance = budget.clearance.map_or_else(String::new, |worst| {
        let (radii, km) = (worst.zones, worst.at_m / 1e3);
        let where_ = if radii < 0.0 {
            format!(
                "The ground rises {:.2} Fresnel radii above the line",
                -radii
            )
        } else {
            format!("The ground stays {radii:.2} Fresnel radii below the line")
        };
        format!(" {where_} at {km:.1} km; 0.6 below is as good as free.")
    });
    let masts = budget.link.masts;
    format!(
        "{} ({}). Antennas {} and {} m above the ground, {first_m:.0} and {last_m:.0} m above the sea.{clearance}",
        carrier(hop),
        hop.terrain,
        masts.first_agl_m,
        masts.last_agl_m
    )
}

/// Power, gains and losses by name, down to what is to spare.
fn budget_table(hop: &Hop) -> Vec<String> {
    let (budget, link) = (&hop.budget, &hop.budget.link);
    let mut rows = vec![
        ("transmitter power".to_owned(), link.power_dbm, "dBm"),
        ("gains of both antennas".to_owned(), link.gains_db, "dB"),
    ];
    if link.losses_db != 0.0 {
        rows.push(("feeders and connectors".to_owned(), -link.losses_db, "dB"));
    }
    for (name, loss_db) in budget.path_loss.named() {
        // Air takes nothing below 1 GHz: no row of noughts.
        if loss_db != 0.0 || name == "free space" {
            rows.push((name.to_owned(), -loss_db, "dB"));
        }
    }
    rows.push(("received".to_owned(), budget.received_dbm, "dBm"));
    rows.push(("least that works".to_owned(), link.sensitivity_dbm, "dBm"));
    rows.push(("margin".to_owned(), budget.margin_db, "dB"));
    rows.push(("asked for fading".to_owned(), hop.asked_margin_db, "dB"));
    rows.push(("to spare".to_owned(), hop.spare_db(), "dB"));
    let names = rows.iter().map(|(name, ..)| name.chars().count());
    let widest = names.max().unwrap_or(0);
    let row = |(name, value, unit): &(String, f64, &str)| {
        // No minus nought.
        let value = if value.abs() < 0.005 { 0.0 } else { *value };
        format!("{name:<widest$} {value:>FIGURE$.2} {unit}")
    };
    rows.iter().map(row).collect()
}

/// How often rain and multipath take the margin, a row a cause; one sentence where the method does not reach the path.
fn fading(hop: &Hop, width: usize) -> Vec<String> {
    let fades = &hop.availability;
    let causes = [
        ("rain", fades.rain.clone()),
        ("multipath", fades.multipath.clone()),
        ("both", fades.together()),
        (
            "multipath, worst month",
            fades.multipath_worst_month.clone(),
        ),
    ];
    if let [(_, Err(error)), (_, Err(_)), ..] = &causes {
        return wrap(
            &format!("How often it fades: no figure, for the {}.", reason(error)),
            width,
        );
    }
    let head = format!(
        "{:<WIDEST$} {:<SHARE$} {:<SHARE$} {}",
        "out by", "share", "available", "out a year"
    );
    let mut lines = vec![head];
    lines.extend(causes.iter().map(|(name, outage)| outage_row(name, outage)));
    let rain = fades.rain_001_db.as_ref().map_or_else(
        |_| String::new(),
        |db| format!(" Rain takes {db:.2} dB or more for 0.01 % of it."),
    );
    let note = format!(
        "Fades deeper than the margin, over the average year by ITU-R P.530-17; equipment and power aside.{rain}"
    );
    lines.extend(wrap(&note, width));
    lines
}

/// Width of the causes' names.
const WIDEST: usize = 22;
/// Width of a share of the year.
const SHARE: usize = 20;

fn outage_row(name: &str, outage: &Result<Outage, PropagationError>) -> String {
    match outage {
        Ok(outage) => {
            let (share, available) = (bounds(*outage), available(*outage));
            let time = if name.contains("month") {
                String::new()
            } else {
                out_a_year(*outage)
            };
            format!("{name:<WIDEST$} {share:<SHARE$} {available:<SHARE$} {time}")
                .trim_end()
                .to_owned()
        }
        Err(error) => format!("{name:<WIDEST$} no figure: {}", reason(error)),
    }
}

/// Why a method has no figure, without its false digits.
fn reason(error: &PropagationError) -> String {
    match error {
        PropagationError::OutsideDomain {
            figure,
            found,
            wanted,
        } => {
            format!("{figure} is {found:.2}; it must be {wanted}")
        }
        other => other.to_string(),
    }
}

fn bounds(outage: Outage) -> String {
    let (least, most) = (outage.least_percent, outage.most_percent);
    let words = (significant(least), significant(most));
    if words.0 == words.1 {
        format!("{} %", words.0)
    } else if least <= 0.0 {
        format!("at most {} %", words.1)
    } else if most >= 100.0 {
        format!("at least {} %", words.0)
    } else {
        format!("{} to {} %", words.0, words.1)
    }
}

/// The share of the time that the link works, with as many nines as the outage has and one digit more, never rounded up.
fn available(outage: Outage) -> String {
    let (least, most) = outage.availability();
    let digits = (1.0 - outage.most_percent.max(1e-7).log10()).clamp(0.0, 7.0) as usize;
    let scale = 10f64.powi(digits as i32);
    let (share, bound) = if outage.is_figure() {
        (least, "")
    } else if outage.most_percent < 100.0 {
        (least, "at least ")
    } else {
        (most, "at most ")
    };
    // A grain for the last bit, so that 99.998 is not written 99.997.
    let rounded_down = (share * 100.0 * scale + 1e-6).floor() / scale;
    format!("{bound}{rounded_down:.digits$} %")
}

/// How long it is out in a year, in hours, minutes or seconds.
fn out_a_year(outage: Outage) -> String {
    let bounded = !outage.is_figure() && outage.most_percent >= 100.0;
    let (percent, bound) = if bounded {
        (outage.least_percent, "at least ")
    } else {
        (outage.most_percent, "")
    };
    let seconds = percent / 100.0 * 365.25 * 86_400.0;
    match seconds {
        s if s >= 2.0 * 3_600.0 => format!("{bound}{:.0} hours", s / 3_600.0),
        s if s >= 120.0 => format!("{bound}{:.0} minutes", s / 60.0),
        s if s >= 1.0 => format!("{bound}{s:.0} seconds"),
        _ => "less than a second".to_owned(),
    }
}

/// Two significant digits, in plain figures down to a millionth.
fn significant(percent: f64) -> String {
    if percent <= 0.0 {
        return "0".to_owned();
    }
    if percent < 1e-6 {
        return "less than 0.000001".to_owned();
    }
    let digits = (1 - percent.log10().floor() as i32).max(0) as usize;
    format!("{percent:.digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_two_digits_and_no_exponent() {
        assert_eq!(significant(0.0123), "0.012");
        assert_eq!(significant(42.3), "42");
        assert_eq!(significant(0.000_004_56), "0.0000046");
        assert_eq!(significant(0.0), "0");
        assert_eq!(bounds(Outage::at_most(0.001)), "at most 0.0010 %");
        assert_eq!(bounds(Outage::at_least(1.0)), "at least 1.0 %");
        let both = Outage::at_most(0.001).and(Outage::of(0.05));
        assert_eq!(bounds(both), "0.050 to 0.051 %");
    }

    #[test]
    fn availability_never_rounds_up() {
        assert_eq!(available(Outage::of(0.002)), "99.998 %");
        assert_eq!(available(Outage::of(0.0029)), "99.997 %");
        assert_eq!(available(Outage::of(100.0)), "0 %");
        assert_eq!(available(Outage::at_least(1.0)), "at most 99 %");
        assert!(available(Outage::at_most(1e-9)).starts_with("at least 99.99999"));
    }

    #[test]
    fn a_year_out_is_told_in_a_unit_that_fits() {
        assert_eq!(out_a_year(Outage::of(100.0)), "8766 hours");
        assert_eq!(out_a_year(Outage::at_least(1.0)), "at least 88 hours");
        assert_eq!(out_a_year(Outage::at_most(0.001)), "5 minutes");
        assert_eq!(out_a_year(Outage::of(1e-9)), "less than a second");
    }
}
