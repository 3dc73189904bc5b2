//! From values to positions, and ticks that a reader can say aloud.

use quantity::Date;

/// A linear scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Scale {
    /// From `domain` to `range` (px); a domain without extent maps to the start of the range.
    pub const fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// The position of a value, not clamped.
    pub fn at(&self, value: f64) -> f64 {
        let extent = self.domain.1 - self.domain.0;
        let part = if extent == 0.0 {
            0.0
        } else {
            (value - self.domain.0) / extent
        };
        self.range.0 + part * (self.range.1 - self.range.0)
    }
}

/// Round steps from 0 to at least `max`, about `wanted` of them: 0, 20, 40, 60.
pub fn ticks(max: f64, wanted: usize) -> Vec<f64> {
    if !(max.is_finite() && max > 0.0) {
        return vec![0.0, 1.0];
    }
    let step = nice_step(max / wanted.max(1) as f64);
    let last = (max / step - 1e-9).ceil() as usize;
    (0..=last).map(|i| i as f64 * step).collect()
}

/// The smallest of 1, 2, 5 times a power of ten that is not below a step.
fn nice_step(step: f64) -> f64 {
    let decade = 10f64.powf(step.log10().floor());
    let factors = [1.0, 2.0, 5.0, 10.0];
    let fitting = factors.iter().find(|f| **f * decade >= step * (1.0 - 1e-9));
    fitting.unwrap_or(&10.0) * decade
}

/// Tops of axes for shares: the least of 5, 10, 20, 25, 50, 75 and 100 % that shows a share.
pub fn share_top(share: f64) -> f64 {
    let tops = [0.05, 0.10, 0.20, 0.30, 0.40, 0.50, 0.60, 0.80];
    tops.into_iter().find(|top| share <= *top).unwrap_or(1.0)
}

/// A number on an axis: whole where the step is.
pub fn tick_label(value: f64, step: f64) -> String {
    if step >= 1.0 {
        format!("{value:.0}")
    } else if step >= 0.1 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

/// New Year's days from one day to another, in days after the first, thinned so that at most `most` are left.
pub fn year_ticks(start: Date, end: Date, most: usize) -> Vec<(f64, String)> {
    let years: Vec<i16> = (start.year()..=end.year()).collect();
    let every = (1..).find(|every| years.len().div_ceil(*every) <= most.max(2));
    let every = every.unwrap_or(1) as i16;
    let tick = |year: i16| {
        let day = Date::new_year(year);
        (day.days_since(start) as f64, year.to_string())
    };
    let inside = |year: &i16| {
        let day = Date::new_year(*year);
        day >= start && day <= end && year % every == 0
    };
    years.into_iter().filter(inside).map(tick).collect()
}

/// Moves labels apart so that neighbours are at least `gap` from each other and stay between `low` and `high`.
///
/// Keeps their order. Positions beyond what fits overflow at the high end.
pub fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut placed = wanted.to_vec();
    let mut floor = low;
    for i in &order {
        placed[*i] = placed[*i].max(floor);
        floor = placed[*i] + gap;
    }
    let mut ceiling = high;
    for i in order.iter().rev() {
        placed[*i] = placed[*i].min(ceiling);
        ceiling = placed[*i] - gap;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_maps_ends_to_ends() {
        let scale = Scale::new((0.0, 10.0), (100.0, 0.0));
        assert_eq!(scale.at(0.0), 100.0);
        assert_eq!(scale.at(10.0), 0.0);
        assert_eq!(Scale::new((3.0, 3.0), (5.0, 9.0)).at(3.0), 5.0);
    }

    #[test]
    fn ticks_are_round_and_reach_the_top() {
        assert_eq!(ticks(100.0, 5), vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(7.2, 4), vec![0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(ticks(0.0, 4), vec![0.0, 1.0]);
        for i in 1..2_000 {
            let max = f64::from(i) * 0.37;
            let ticks = ticks(max, 4);
            assert!(ticks.last().unwrap() >= &(max * 0.999_999), "{max}");
            assert!((2..=6).contains(&ticks.len()), "{max}: {ticks:?}");
        }
    }

    #[test]
    fn years_are_thinned() {
        let day = |text| Date::parse(text).unwrap();
        let all = year_ticks(day("2026-06-01"), day("2038-06-01"), 14);
        assert_eq!(all.len(), 12);
        assert_eq!(all[0], (214.0, "2027".to_owned()));
        let few = year_ticks(day("2026-06-01"), day("2038-06-01"), 5);
        let names: Vec<&str> = few.iter().map(|(_, y)| y.as_str()).collect();
        assert_eq!(names, ["2028", "2031", "2034", "2037"]);
    }

    #[test]
    fn labels_move_apart_and_keep_their_order() {
        let placed = spread(&[10.0, 12.0, 11.0, 50.0], 10.0, 0.0, 60.0);
        assert_eq!(placed, vec![10.0, 30.0, 20.0, 50.0]);
        let low = spread(&[58.0, 59.0], 10.0, 0.0, 60.0);
        assert_eq!(low, vec![50.0, 60.0]);
    }
}
