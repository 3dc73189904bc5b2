//! The window rule: when a capability that comes and goes is held to have come.
//!
//! The date is the first day such that the needs are met at some moment of that day, and over the window that begins with
//! that day they are met for at least the stated share, with no gap longer than stated. A window that the horizon cuts
//! cannot be judged.

use calendar::{Instant, Span};

const DAY: i64 = 86_400_000_000_000;
/// A share of a window is rounded; so much less still meets it.
const ROUNDING: Span = Span(1_000);

/// What a window must show.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its length.
    pub window: Span,
    /// Share of the window's time.
    pub at_least: f64,
    /// No gap within the window is longer.
    pub no_gap_over: Option<Span>,
}

/// The answer of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verdict {
    /// The beginning of the first day of the first window that meets the rule.
    pub date: Option<Instant>,
    /// Where no whole window meets it, and one that the horizon cuts does so as far as it goes: its beginning.
    pub cut: Option<Instant>,
}

/// Judges sorted, disjoint intervals in which the needs are met; an open one ends after the horizon.
pub fn judge(intervals: &[(Instant, Instant)], rule: Rule, horizon: Instant) -> Verdict {
    let mut first = 0;
    let mut day = 0;
    loop {
        while intervals
            .get(first)
            .is_some_and(|&(_, end)| end.0 <= day * DAY)
        {
            first += 1;
        }
        let Some(&(from, _)) = intervals.get(first) else {
            return Verdict::default();
        };
        day = day.max(from.0.div_euclid(DAY));
        let start = Instant(day * DAY);
        if start >= horizon {
            return Verdict::default();
        }
        let whole = start + rule.window <= horizon;
        let end = (start + rule.window).min(horizon);
        match look(&intervals[first..], rule, start, end) {
            Look::Meets if whole => {
                return Verdict {
                    date: Some(start),
                    cut: None,
                };
            }
            Look::Meets => {
                return Verdict {
                    date: None,
                    cut: Some(start),
                };
            }
            Look::FailsUntil(next) => {
                day = (next.0.div_euclid(DAY) + i64::from(next.0.rem_euclid(DAY) > 0)).max(day + 1)
            }
        }
    }
}

/// Whether one window meets the rule; else the earliest beginning of one that may.
enum Look {
    Meets,
    FailsUntil(Instant),
}

fn look(intervals: &[(Instant, Instant)], rule: Rule, start: Instant, end: Instant) -> Look {
    let mut met = Span::ZERO;
    let mut since = start;
    let longest = rule.no_gap_over.unwrap_or(Span::MAX);
    for &(from, to) in intervals.iter().take_while(|&&(from, _)| from < end) {
        let (from, to) = (from.max(start), to.min(end));
        if from - since > longest {
            return Look::FailsUntil(from - longest);
        }
        met += to - from;
        since = to;
    }
    if end - since > longest {
        // The gap may end beyond this window; no window that begins before the gap's allowed length is up is better.
        return Look::FailsUntil(since.max(start + Span(1)));
    }
    let asked = (end - start).scaled(rule.at_least);
    if met + ROUNDING >= asked {
        return Look::Meets;
    }
    // A window that begins x later holds at most x more.
    Look::FailsUntil(start + (asked - met))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(list: &[(f64, f64)]) -> Vec<(Instant, Instant)> {
        list.iter()
            .map(|&(a, b)| (Instant::from_days(a), Instant::from_days(b)))
            .collect()
    }

    fn rule(window: f64, at_least: f64, gap: Option<f64>) -> Rule {
        Rule {
            window: Span::from_days(window),
            at_least,
            no_gap_over: gap.map(Span::from_days),
        }
    }

    fn date(list: &[(f64, f64)], rule: Rule, horizon: f64) -> (Option<f64>, bool) {
        let verdict = judge(&days(list), rule, Instant::from_days(horizon));
        (verdict.date.map(Instant::as_days), verdict.cut.is_some())
    }

    #[test]
    fn a_full_share_needs_whole_days() {
        let one_day = rule(1.0, 1.0, None);
        assert_eq!(date(&[(3.0, 9.0)], one_day, 100.0), (Some(3.0), false));
        assert_eq!(date(&[(3.5, 9.0)], one_day, 100.0), (Some(4.0), false));
        assert_eq!(date(&[(3.5, 4.5)], one_day, 100.0), (None, false));
    }

    #[test]
    fn a_share_bears_gaps_and_the_window_begins_on_a_day_with_needs_met() {
        // 7 days up, 3 down, over and over: 70 % of any 10 days.
        let list: Vec<_> = (0..20)
            .map(|i| (10.0 * f64::from(i), 10.0 * f64::from(i) + 7.0))
            .collect();
        assert_eq!(
            date(&list, rule(90.0, 0.7, None), 200.0),
            (Some(0.0), false)
        );
        assert_eq!(date(&list, rule(90.0, 0.71, None), 200.0), (None, false));
        assert_eq!(
            date(&list, rule(90.0, 0.7, Some(3.0)), 200.0),
            (Some(0.0), false)
        );
        assert_eq!(
            date(&list[..19], rule(90.0, 0.7, Some(2.9)), 200.0),
            (None, false)
        );
    }

    #[test]
    fn a_long_gap_moves_the_date_behind_it() {
        let list = [(10.0, 30.0), (40.0, 200.0)];
        assert_eq!(
            date(&list, rule(90.0, 0.7, None), 300.0),
            (Some(10.0), false)
        );
        assert_eq!(
            date(&list, rule(90.0, 0.7, Some(3.0)), 300.0),
            (Some(40.0), false)
        );
    }

    #[test]
    fn a_window_may_begin_within_an_interval() {
        // A short interval first: from day 0 only 5 + 20 of 50 days; from day 30 on all of them.
        let list = [(0.0, 5.0), (30.0, 90.0)];
        assert_eq!(
            date(&list, rule(50.0, 1.0, None), 300.0),
            (Some(30.0), false)
        );
        let list = [(0.0, 10.0), (12.0, 60.0)];
        // 90 % of 20 days: from day 0, 18 days.
        assert_eq!(
            date(&list, rule(20.0, 0.9, None), 300.0),
            (Some(0.0), false)
        );
        assert_eq!(
            date(&list, rule(20.0, 0.95, None), 300.0),
            (Some(12.0), false)
        );
    }

    #[test]
    fn the_horizon_cuts() {
        assert_eq!(
            date(&[(50.0, 1e6)], rule(90.0, 0.7, None), 100.0),
            (None, true)
        );
        assert_eq!(
            date(&[(50.0, 1e6)], rule(50.0, 0.7, None), 100.0),
            (Some(50.0), false)
        );
        assert_eq!(
            date(&[(50.0, 55.0)], rule(90.0, 0.7, None), 100.0),
            (None, false)
        );
        assert_eq!(date(&[], rule(1.0, 1.0, None), 100.0), (None, false));
    }

    /// The rule word for word, day by day: what the leaps must agree with.
    fn plain(list: &[(Instant, Instant)], rule: Rule, horizon: Instant) -> Option<Instant> {
        (0..horizon.0 / DAY)
            .map(|d| Instant(d * DAY))
            .find(|&start| {
                let end = start + rule.window;
                let day_end = start + Span(DAY);
                let held = list.iter().any(|&(from, to)| from < day_end && to > start);
                if end > horizon || !held {
                    return false;
                }
                let mut met = Span::ZERO;
                let mut gap = Span::ZERO;
                let mut since = start;
                for &(from, to) in list {
                    let (from, to) = (from.max(start), to.min(end));
                    if to > from {
                        gap = gap.max(from - since);
                        met += to - from;
                        since = to;
                    }
                }
                gap = gap.max(end - since);
                met + ROUNDING >= rule.window.scaled(rule.at_least)
                    && rule.no_gap_over.is_none_or(|most| gap <= most)
            })
    }

    proptest::proptest! {
        #[test]
        fn leaps_skip_no_window(
            lengths in proptest::collection::vec((0.1_f64..20.0, 0.1_f64..8.0), 1..30),
            window in 1_u32..60,
            at_least in 0.3_f64..1.0,
            gap in proptest::option::of(0.5_f64..6.0),
        ) {
            let mut at = 0.0;
            let mut list = Vec::new();
            for (up, down) in lengths {
                list.push((at + down, at + down + up));
                at += down + up;
            }
            let (list, rule) = (days(&list), rule(f64::from(window), at_least, gap));
            let horizon = Instant::from_days(200.0);
            proptest::prop_assert_eq!(judge(&list, rule, horizon).date, plain(&list, rule, horizon));
        }
    }
}
