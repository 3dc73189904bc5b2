//! Moments and spans of time in whole nanoseconds.
//!
//! An `i64` of nanoseconds reaches 292 years either way. Sums saturate there, so a wait that never ends
//! ([`Span::MAX`]) added to any moment is [`Instant::MAX`]: later than every horizon, and never a wrapped date.

use std::ops::{Add, AddAssign, Div, Neg, Sub, SubAssign};

const NANOSECONDS_PER_SECOND: f64 = 1e9;
const SECONDS_PER_DAY: f64 = 86_400.0;

/// A moment: whole nanoseconds since the start of the scenario. Negative before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(pub i64);

/// A span of time in whole nanoseconds. May be negative, as the difference of two moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span(pub i64);

impl Instant {
    /// The start of the scenario.
    pub const START: Self = Self(0);
    /// Later than any horizon: the moment of what never comes.
    pub const MAX: Self = Self(i64::MAX);

    /// The moment so many seconds after the start; rounded and saturated as [`Span::from_seconds`].
    pub fn from_seconds(seconds: f64) -> Self {
        Self(Span::from_seconds(seconds).0)
    }

    /// The moment so many days of 86,400 s after the start; rounded and saturated as [`Span::from_days`].
    pub fn from_days(days: f64) -> Self {
        Self(Span::from_days(days).0)
    }

    /// Seconds since the start.
    pub fn as_seconds(self) -> f64 {
        Span(self.0).as_seconds()
    }

    /// Days of 86,400 s since the start.
    pub fn as_days(self) -> f64 {
        Span(self.0).as_days()
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// A wait that never ends: 292 years.
    pub const MAX: Self = Self(i64::MAX);

    /// A span of seconds, rounded once to the nearest nanosecond; beyond 292 years it saturates.
    ///
    /// NaN is a mistake of the caller: an assertion in debug builds, else a wait that never ends, since an event
    /// that is missing shows where one at once would not.
    #[inline]
    pub fn from_seconds(seconds: f64) -> Self {
        debug_assert!(!seconds.is_nan(), "a span of NaN seconds");
        if seconds.is_nan() {
            return Self::MAX;
        }
        let nanoseconds = seconds * NANOSECONDS_PER_SECOND;
        // The cast cuts off and saturates; what it cut off is exact, so this is the nearest, halves away from nought.
        let whole = nanoseconds as i64;
        let rest = nanoseconds - whole as f64;
        Self(
            whole
                .saturating_add(i64::from(rest >= 0.5))
                .saturating_sub(i64::from(rest <= -0.5)),
        )
    }

    /// A span of days of 86,400 s; rounded and saturated as [`Self::from_seconds`].
    pub fn from_days(days: f64) -> Self {
        Self::from_seconds(days * SECONDS_PER_DAY)
    }

    /// The span in seconds.
    pub fn as_seconds(self) -> f64 {
        self.0 as f64 / NANOSECONDS_PER_SECOND
    }

    /// The span in days of 86,400 s.
    pub fn as_days(self) -> f64 {
        self.as_seconds() / SECONDS_PER_DAY
    }

    /// The span times a factor, rounded and saturated as [`Self::from_seconds`].
    pub fn scaled(self, factor: f64) -> Self {
        Self::from_seconds(self.as_seconds() * factor)
    }
}

impl Add<Span> for Instant {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Instant {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Sub for Instant {
    type Output = Span;
    fn sub(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl AddAssign<Span> for Instant {
    fn add_assign(&mut self, span: Span) {
        *self = *self + span;
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Span {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Span {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Span {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for Span {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

/// The ratio of two spans; as floats divide, where the divisor is zero.
impl Div for Span {
    type Output = f64;
    fn div(self, other: Self) -> f64 {
        self.0 as f64 / other.0 as f64
    }
}

impl std::iter::Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_rounded_once_to_the_nearest_nanosecond() {
        assert_eq!(Span::from_seconds(1.5), Span(1_500_000_000));
        assert_eq!(Span::from_seconds(0.6e-9), Span(1));
        assert_eq!(Span::from_seconds(-0.4e-9), Span::ZERO);
        assert_eq!(Span::from_seconds(-0.6e-9), Span(-1));
        assert_eq!(Span::from_seconds(2.5e-9), Span(3));
        for odd in [4_503_599_627_370_497_i64, 9_007_199_254_740_991] {
            assert_eq!(
                Span::from_seconds(odd as f64 / 1e9).0,
                (odd as f64 / 1e9 * 1e9).round() as i64
            );
        }
        assert_eq!(Span::from_days(1.0), Span(86_400_000_000_000));
        assert_eq!(Span::from_days(365.25 * 12.0).as_days(), 365.25 * 12.0);
    }

    #[test]
    fn what_never_ends_stays_at_the_end_of_time() {
        assert_eq!(Span::from_seconds(f64::INFINITY), Span::MAX);
        assert_eq!(Span::from_days(1e30), Span::MAX);
        assert_eq!(Instant(5) + Span::MAX, Instant::MAX);
        assert_eq!(Instant::MAX + Span(1), Instant::MAX);
        assert_eq!(Span::from_seconds(f64::NEG_INFINITY), Span(i64::MIN));
        assert_eq!(-Span(i64::MIN), Span::MAX);
    }

    #[test]
    fn moments_and_spans_reckon_with_each_other() {
        let noon = Instant::from_seconds(43_200.0);
        assert_eq!(noon - Instant::START, Span::from_days(0.5));
        assert_eq!(noon - Span::from_days(0.5), Instant::START);
        assert_eq!(Span::from_days(3.0) / Span::from_days(2.0), 1.5);
        assert_eq!(Span::from_days(2.0).scaled(0.25), Span::from_days(0.5));
        let total: Span = [Span(1), Span(2), Span(3)].into_iter().sum();
        assert_eq!(total, Span(6));
    }
}
