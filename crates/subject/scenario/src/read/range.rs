//! Low, likely, high: what is not known of a number, as a distribution.

use quantity::format;
use random::{Distribution, DistributionError, normal};

use crate::field::Field;

/// The shapes that a range may have.
pub(crate) const SHAPES: &[&str] = &[
    "pert",
    "log-pert",
    "triangular",
    "uniform",
    "lognormal",
    "normal",
];

/// How low and high may be read.
pub(crate) const READINGS: &[&str] = &["10-90", "20-80", "bounds"];

/// The probabilities that low and high have: of the end points, or of quantiles. Figures from memory and plain
/// estimates are read wider.
pub(super) fn probabilities(reading: Option<&str>, is_weak: bool) -> (f64, f64) {
    match reading {
        Some("bounds") => (0.0, 1.0),
        Some("20-80") => (0.2, 0.8),
        None if is_weak => (0.2, 0.8),
        _ => (0.1, 0.9),
    }
}

/// The distribution of a range within its field's limits, or a sentence that says why there is none.
pub(super) fn distribution(
    field: &Field,
    shape: &str,
    (p_low, p_high): (f64, f64),
    [low, likely, high]: [f64; 3],
) -> Result<Distribution, String> {
    if low == high {
        return Ok(Distribution::Constant(likely));
    }
    let bounds = field.limits();
    let said = |e: DistributionError| e.to_string();
    let found = match shape {
        "triangular" => triangular(p_low, 1.0 - p_high, [low, likely, high]),
        "uniform" => {
            let width = (high - low) / (p_high - p_low);
            Distribution::Uniform {
                low: low - p_low * width,
                high: high + (1.0 - p_high) * width,
            }
        }
        "lognormal" | "normal" if p_low == 0.0 => {
            return Err(format!(
                "a {shape} distribution has no bounds; read it as \"10-90\""
            ));
        }
        "lognormal" => {
            Distribution::lognormal_from_quantiles(p_low, low, p_high, high).map_err(said)?
        }
        "normal" => Distribution::Normal {
            mean: low.midpoint(high),
            sd: (high - low) / (normal::quantile(p_high) - normal::quantile(p_low)),
        },
        "log-pert" => {
            Distribution::log_pert_from_quantiles(p_low, low, likely, p_high, high, bounds)
                .map_err(said)?
        }
        _ => pert((p_low, p_high), [low, likely, high], bounds).map_err(said)?,
    };
    let kept = clamped(found, bounds);
    kept.check().map_err(said)?;
    reaches_outside(field, shape, &kept, bounds)?;
    Ok(kept)
}

/// The PERT of the figures, on the logarithm where a plain one would have to reach below nought.
///
/// A plain PERT whose lower end stops at 0 leaves less below `low` than was said, 1 to 4 % in place of 10 % for prices of 10, 50
/// and 200, and its median lies far above `likely`.
fn pert(
    (p_low, p_high): (f64, f64),
    [low, likely, high]: [f64; 3],
    bounds: (f64, f64),
) -> Result<Distribution, DistributionError> {
    /// Rounding moves a point that is met by far less, a bound by far more.
    const MET: f64 = 1e-6;
    let plain = Distribution::pert_from_quantiles(p_low, low, likely, p_high, high, bounds)?;
    let is_met = plain.quantile(p_low) <= low * (1.0 + MET);
    if bounds.0 == 0.0 && low > 0.0 && !is_met {
        return Distribution::log_pert_from_quantiles(p_low, low, likely, p_high, high, bounds);
    }
    Ok(plain)
}

/// The triangle whose low and high lie at the given tails; the ends by iteration, which contracts for tails up to
/// a quarter.
fn triangular(below: f64, above: f64, [low, likely, high]: [f64; 3]) -> Distribution {
    // The part beyond a figure at distance `t` from the mode has probability p = d² / (w (t + d)).
    let beyond = |p: f64, width: f64, t: f64| {
        let pw = p * width;
        0.5 * (pw + (pw * pw + 4.0 * pw * t).sqrt())
    };
    let (mut left, mut right) = (0.0, 0.0);
    for _ in 0..100 {
        let width = high - low + left + right;
        left = beyond(below, width, likely - low);
        right = beyond(above, width, high - likely);
    }
    Distribution::Triangular {
        low: low - left,
        mode: likely,
        high: high + right,
    }
}

/// End points kept within the limits of the field.
fn clamped(distribution: Distribution, (least, most): (f64, f64)) -> Distribution {
    match distribution {
        Distribution::Uniform { low, high } => Distribution::Uniform {
            low: low.max(least),
            high: high.min(most),
        },
        Distribution::Triangular { low, mode, high } => Distribution::Triangular {
            low: low.max(least),
            mode,
            high: high.min(most),
        },
        other => other,
    }
}

/// Shapes without ends must stay inside the limits for all that a study could draw.
fn reaches_outside(
    field: &Field,
    shape: &str,
    found: &Distribution,
    (least, most): (f64, f64),
) -> Result<(), String> {
    const FAR: f64 = 1e-9;
    let (low, high) = (found.quantile(FAR), found.quantile(1.0 - FAR));
    if low >= least && high <= most {
        return Ok(());
    }
    let dimension = field.kind.dimension().unwrap_or(quantity::Dimension::Ratio);
    let past = if low < least { least } else { most };
    Err(format!(
        "a {shape} distribution of these figures reaches past {}; use dist = \"pert\"",
        format(past, dimension)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use quantity::Dimension;

    const LENGTH: Field = Field::number("range", Dimension::Length, "");
    const SHARE: Field = Field::number("share", Dimension::Fraction, "");

    /// The probability below a value, by bisection of the quantile function.
    fn below(d: &Distribution, value: f64) -> f64 {
        let (mut a, mut b) = (0.0, 1.0);
        for _ in 0..60 {
            let u = (a + b) / 2.0;
            if d.quantile(u) < value { a = u } else { b = u }
        }
        (a + b) / 2.0
    }

    #[test]
    fn every_shape_puts_low_and_high_at_their_probabilities() {
        for shape in SHAPES {
            for p in [(0.1, 0.9), (0.2, 0.8)] {
                let d = distribution(&LENGTH, shape, p, [15.0e3, 15.7e3, 16.0e3]).unwrap();
                assert!((below(&d, 15.0e3) - p.0).abs() < 1e-3, "{shape} {d:?}");
                assert!((below(&d, 16.0e3) - p.1).abs() < 1e-3, "{shape} {d:?}");
            }
        }
    }

    #[test]
    fn figures_near_nought_keep_their_points_on_the_logarithm() {
        let read = |field: &Field, shape: &str, p, figures| distribution(field, shape, p, figures);
        for p in [(0.1, 0.9), (0.2, 0.8)] {
            let d = read(&LENGTH, "pert", p, [10.0, 50.0, 200.0]).unwrap();
            assert!(matches!(d, Distribution::LogPert { .. }), "{d:?}");
            assert!((d.quantile(p.0) / 10.0 - 1.0).abs() < 1e-9, "{d:?}");
            assert!((d.quantile(p.1) / 200.0 - 1.0).abs() < 1e-9, "{d:?}");
        }
        let d = read(&SHARE, "pert", (0.1, 0.9), [0.01, 0.2, 0.6]).unwrap();
        assert!(matches!(d, Distribution::LogPert { .. }), "{d:?}");
        assert!(d.quantile(1.0) <= 1.0, "{d:?}");
        // Far from nought, with a low of nought, or as bounds, the plain PERT does.
        for (p, figures) in [
            ((0.1, 0.9), [15.0, 15.7, 16.0]),
            ((0.1, 0.9), [0.0, 2.0, 8.0]),
            ((0.0, 1.0), [10.0, 50.0, 200.0]),
        ] {
            let d = read(&LENGTH, "pert", p, figures).unwrap();
            assert!(matches!(d, Distribution::Pert { .. }), "{d:?}");
        }
        let asked = read(&LENGTH, "log-pert", (0.1, 0.9), [15.0, 15.7, 16.0]).unwrap();
        assert!(matches!(asked, Distribution::LogPert { .. }), "{asked:?}");
        let no = read(&LENGTH, "log-pert", (0.1, 0.9), [0.0, 2.0, 8.0]).unwrap_err();
        assert_eq!(no, "low is 0; expected more than zero");
    }

    #[test]
    fn shapes_stay_inside_the_limits() {
        let d = distribution(&SHARE, "uniform", (0.1, 0.9), [0.0, 0.5, 1.0]).unwrap();
        assert_eq!(
            d,
            Distribution::Uniform {
                low: 0.0,
                high: 1.0
            }
        );
        let no = distribution(&SHARE, "normal", (0.1, 0.9), [0.1, 0.2, 0.3]).unwrap_err();
        assert!(no.contains("pert"), "{no}");
        assert!(distribution(&LENGTH, "normal", (0.0, 1.0), [1.0, 2.0, 3.0]).is_err());
    }
}
