//! The share of the time in which a link is out.

/// A share of the time \[%\]; bounds where the method does not reach far enough for a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outage {
    /// At least so much.
    pub least_percent: f64,
    /// At most so much.
    pub most_percent: f64,
}

impl Outage {
    /// A figure.
    pub const fn of(percent: f64) -> Self {
        Self {
            least_percent: percent,
            most_percent: percent,
        }
    }
    /// Less than any figure of the method.
    pub const fn at_most(percent: f64) -> Self {
        Self {
            least_percent: 0.0,
            most_percent: percent,
        }
    }
    /// More than any figure of the method.
    pub const fn at_least(percent: f64) -> Self {
        Self {
            least_percent: percent,
            most_percent: 100.0,
        }
    }

    /// Whether it is a figure and no bound.
    pub fn is_figure(self) -> bool {
        self.least_percent == self.most_percent
    }

    /// Both causes: they hardly ever fade a link in the same hour, so that the times add up.
    ///
    /// # Source
    /// ITU-R P.530-17, section 7, step 3.
    pub fn and(self, other: Self) -> Self {
        let sum = |a: f64, b: f64| f64::min(a + b, 100.0);
        Self {
            least_percent: sum(self.least_percent, other.least_percent),
            most_percent: sum(self.most_percent, other.most_percent),
        }
    }

    /// The share of the time that the link works, at least and at most.
    pub fn availability(self) -> (f64, f64) {
        (
            1.0 - self.most_percent / 100.0,
            1.0 - self.least_percent / 100.0,
        )
    }
}
