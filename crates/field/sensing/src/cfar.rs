//! Thresholds from the neighbouring cells: a constant false-alarm rate over clutter of unknown level.
//!
//! One pulse behind a square-law detector; the reference cells hold independent exponential noise of the level of
//! the cell under test.

use crate::detection::{check_pfa, to_db};
use crate::error::{SensingError, require};

/// Most reference cells.
const MAX_CELLS: u32 = 10_000;

/// Cell averaging: the threshold is a multiple of the mean of the reference cells.
///
/// # Source
/// Finn and Johnson, RCA Review 29 (1968); Richards, "Fundamentals of Radar Signal Processing", 2nd ed., section 6.5.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CellAveraging {
    cells: f64,
    ln_pfa: f64,
}

impl CellAveraging {
    /// With so many reference cells, for a probability of false alarm.
    ///
    /// # Errors
    /// No cell or more than 10,000; a `pfa` out of its domain.
    pub fn new(cells: u32, pfa: f64) -> Result<Self, SensingError> {
        check_cells(cells)?;
        check_pfa(pfa)?;
        Ok(Self {
            cells: cells.into(),
            ln_pfa: pfa.ln(),
        })
    }

    /// The multiple of the reference cells' mean: N (Pfa^(−1/N) − 1).
    pub fn multiplier(&self) -> f64 {
        self.cells * (-self.ln_pfa / self.cells).exp_m1()
    }

    /// Probability of detection of a Swerling 1 or 2 target at a mean power ratio `snr`, 0 or more.
    pub fn pd(&self, snr: f64) -> f64 {
        let over = self.multiplier() / (self.cells * (1.0 + snr));
        (-self.cells * over.ln_1p()).exp()
    }

    /// How much more SNR \[dB\] it needs than a threshold set in known noise.
    ///
    /// # Errors
    /// A `pd` that is not above Pfa and below 1.
    pub fn loss_db(&self, pd: f64) -> Result<f64, SensingError> {
        require(
            pd > self.ln_pfa.exp() && pd < 1.0,
            "probability of detection",
            pd,
            "above that of a false alarm and below 1",
        )?;
        let root = |ln_p: f64| (-ln_p / self.cells).exp_m1();
        let ours = root(self.ln_pfa) / root(pd.ln()) - 1.0;
        let known = self.ln_pfa / pd.ln() - 1.0;
        Ok(to_db(ours / known))
    }
}

/// Ordered statistic: the threshold is a multiple of the `rank`-th smallest reference cell.
///
/// # Source
/// Rohling, IEEE Trans. Aerospace and Electronic Systems 19 (1983): Pfa = ∏ (N − i) / (N − i + α), i < k.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OrderedStatistic {
    cells: u32,
    rank: u32,
    multiplier: f64,
}

impl OrderedStatistic {
    /// With so many reference cells, of which the `rank`-th smallest counts.
    ///
    /// # Errors
    /// No cell or more than 10,000; a rank beyond the cells; a `pfa` out of its domain.
    pub fn new(cells: u32, rank: u32, pfa: f64) -> Result<Self, SensingError> {
        check_cells(cells)?;
        check_pfa(pfa)?;
        require(
            (1..=cells).contains(&rank),
            "rank of the reference cell",
            rank.into(),
            "1 to the number of cells",
        )?;
        let unset = Self {
            cells,
            rank,
            multiplier: 0.0,
        };
        Ok(Self {
            multiplier: unset.solve(pfa.ln()),
            ..unset
        })
    }

    /// The multiple of the ranked cell.
    pub fn multiplier(&self) -> f64 {
        self.multiplier
    }

    /// Probability of detection of a Swerling 1 or 2 target at a mean power ratio `snr`, 0 or more.
    pub fn pd(&self, snr: f64) -> f64 {
        self.ln_tail(self.multiplier / (1.0 + snr)).0.exp()
    }

    /// ln of the product at a multiplier, and its slope.
    fn ln_tail(&self, multiplier: f64) -> (f64, f64) {
        let left = (0..self.rank).map(|i| f64::from(self.cells - i));
        left.fold((0.0, 0.0), |(value, slope), left| {
            (
                value - (multiplier / left).ln_1p(),
                slope - 1.0 / (left + multiplier),
            )
        })
    }

    /// Newton's method from nought: the logarithm is convex and falls, so that every step stays below the root.
    fn solve(&self, wanted: f64) -> f64 {
        let mut at = 0.0;
        for _ in 0..10_000 {
            let (value, slope) = self.ln_tail(at);
            let step = (wanted - value) / slope;
            at += step;
            if step.abs() <= at * 1e-15 {
                break;
            }
        }
        at
    }
}

fn check_cells(cells: u32) -> Result<(), SensingError> {
    let holds = (1..=MAX_CELLS).contains(&cells);
    require(
        holds,
        "number of reference cells",
        cells.into(),
        "1 to 10,000",
    )
}
