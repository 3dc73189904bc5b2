//! Probability of detection looked up: for inner loops that ask millions of times.

use super::Detector;

/// Cells of one doubling of SNR.
const PER_OCTAVE_BITS: u32 = 5;
/// The lowest and highest SNR that it tells apart: 2^-14 to 2^28, −42 to +84 dB.
const OCTAVES: std::ops::Range<i64> = -14..28;
/// Bits of a float's fraction.
const FRACTION_BITS: u32 = 52;
/// Where in a cell the cubic meets the exact value.
const NODES: [f64; 4] = [0.0, 0.25, 0.75, 1.0];

/// A [`Detector`]'s Pd at any SNR, by one cubic a cell.
///
/// The cells are even within each doubling of SNR, so that a float's own bits number them: no logarithm is taken.
/// Below −42 dB the answer is that of −42 dB, above +84 dB that of +84 dB.
#[derive(Debug, Clone, PartialEq)]
pub struct PdTable {
    cells: Vec<[f64; 4]>,
    error: f64,
    least: f64,
    most: f64,
}

impl PdTable {
    /// Fills the table of a detector: 5,376 exact evaluations, and 4,032 more to measure its error.
    pub fn new(detector: &Detector) -> Self {
        let per_octave = 1_i64 << PER_OCTAVE_BITS;
        let count = (OCTAVES.end - OCTAVES.start) * per_octave;
        let cells: Vec<[f64; 4]> = (0..count).map(|cell| cubic(detector, cell)).collect();
        let mut table = Self {
            cells,
            error: 0.0,
            least: edge(0),
            most: edge(count).next_down(),
        };
        table.error = table.measured_error(detector);
        table
    }

    /// Probability of detection at a mean power ratio of one pulse; of NaN it is that of no echo.
    #[inline]
    pub fn pd(&self, snr: f64) -> f64 {
        let snr = snr.max(self.least).min(self.most);
        let bits = snr.to_bits();
        let first = ((1023 + OCTAVES.start) as u64) << PER_OCTAVE_BITS;
        let cell = (bits >> (FRACTION_BITS - PER_OCTAVE_BITS)) - first;
        let kept = FRACTION_BITS - PER_OCTAVE_BITS;
        // The fraction's lower bits, as the fraction of a float from 1 to 2: how far the cell is crossed.
        let past = bits & ((1 << kept) - 1);
        let past = f64::from_bits(1023 << FRACTION_BITS | past << PER_OCTAVE_BITS) - 1.0;
        let [a, b, c, d] = self.cells.get(cell as usize).copied().unwrap_or([0.0; 4]);
        ((d * past + c) * past + b) * past + a
    }

    /// The largest difference from the exact Pd that was found between the nodes, from −42 dB to +84 dB.
    pub fn error(&self) -> f64 {
        self.error
    }

    /// Three places of every cell, where a cubic through its nodes errs most, and both ends of the table.
    fn measured_error(&self, detector: &Detector) -> f64 {
        let cells = 0..self.cells.len() as i64;
        let places = cells.flat_map(|cell| {
            let width = edge(cell + 1) - edge(cell);
            [0.12, 0.5, 0.88].map(|past| edge(cell) + past * width)
        });
        let ends = [0.0, self.most * 1e3];
        let off = |snr: f64| (self.pd(snr) - detector.pd(snr)).abs();
        places.chain(ends).map(off).fold(0.0, f64::max)
    }
}

/// The SNR at which a cell begins.
fn edge(cell: i64) -> f64 {
    let per_octave = 1_i64 << PER_OCTAVE_BITS;
    let octave = OCTAVES.start + cell.div_euclid(per_octave);
    let past = cell.rem_euclid(per_octave) as f64 / per_octave as f64;
    (octave as f64).exp2() * (1.0 + past)
}

/// The cubic of a cell, in how far the cell is crossed: Newton's divided differences, multiplied out.
fn cubic(detector: &Detector, cell: i64) -> [f64; 4] {
    let (start, end) = (edge(cell), edge(cell + 1));
    let value = NODES.map(|past| detector.pd(start + past * (end - start)));
    let [x0, x1, x2, x3] = NODES;
    let slope = |i: usize| (value[i + 1] - value[i]) / (NODES[i + 1] - NODES[i]);
    let bend = [
        (slope(1) - slope(0)) / (x2 - x0),
        (slope(2) - slope(1)) / (x3 - x1),
    ];
    let twist = (bend[1] - bend[0]) / (x3 - x0);
    // v0 + s(x − x0) + b(x − x0)(x − x1) + t(x − x0)(x − x1)(x − x2), with x0 = 0.
    [
        value[0],
        slope(0) - bend[0] * x1 + twist * x1 * x2,
        bend[0] - twist * (x1 + x2),
        twist,
    ]
}
