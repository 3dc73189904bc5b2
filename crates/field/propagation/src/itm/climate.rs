//! The seven radio climates, and how loss varies over the year in each.

/// A radio climate; the value is its number in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Climate {
    /// Congo.
    Equatorial = 1,
    /// Sudan.
    ContinentalSubtropical = 2,
    /// West coast of Africa.
    MaritimeSubtropical = 3,
    /// Sahara.
    Desert = 4,
    /// The usual one for large land masses between 30 and 60 degrees.
    ContinentalTemperate = 5,
    /// United Kingdom and continental west coasts.
    MaritimeTemperateOverLand = 6,
    /// The sea off them.
    MaritimeTemperateOverSea = 7,
}

impl Climate {
    /// All, by number.
    pub const ALL: [Self; 7] = [
        Self::Equatorial,
        Self::ContinentalSubtropical,
        Self::MaritimeSubtropical,
        Self::Desert,
        Self::ContinentalTemperate,
        Self::MaritimeTemperateOverLand,
        Self::MaritimeTemperateOverSea,
    ];

    /// By the model's number, 1 to 7.
    pub fn from_number(number: usize) -> Option<Self> {
        Self::ALL.get(number.checked_sub(1)?).copied()
    }

    /// Its curves.
    pub(super) fn curves(self) -> &'static Curves {
        &CURVES[self as usize - 1]
    }
}

/// A curve over effective distance, (c_1 + c_2 / (1 + ((d - x_2) / x_3)²)) (d / x_1)² / (1 + (d / x_1)²).
#[derive(Debug, Clone, Copy)]
pub(super) struct Curve {
    c: [f64; 2],
    x_m: [f64; 3],
}

impl Curve {
    /// At an effective distance \[m\] \[dB\]: TN-101 eqs. III.69 and III.70.
    pub fn at(&self, distance_m: f64) -> f64 {
        let [c_1, c_2] = self.c;
        let [x_1, x_2, x_3] = self.x_m;
        let rise = (distance_m / x_1).powi(2);
        (c_1 + c_2 / (1.0 + ((distance_m - x_2) / x_3).powi(2))) * rise / (1.0 + rise)
    }
}

/// What frequency does to a standard deviation: b_1 + b_2 / ((b_3 ln(0.133 k))² + 1), \[1\] eq. 5.7.
#[derive(Debug, Clone, Copy)]
pub(super) struct FrequencyFactor([f64; 3]);

impl FrequencyFactor {
    pub fn at(&self, wave_number: f64) -> f64 {
        let [b_1, b_2, b_3] = self.0;
        b_1 + b_2 / ((b_3 * (0.133 * wave_number).ln()).powi(2) + 1.0)
    }
}

/// One climate: \[1\] table 5.1, fitted to TN-101 figures 10.13 and following.
#[derive(Debug, Clone, Copy)]
pub(super) struct Curves {
    /// Median over all years, V_med \[dB\].
    pub median: Curve,
    /// Standard deviation of losses below the median, σ_T- \[dB\].
    pub below: Curve,
    /// And above it, σ_T+ \[dB\].
    pub above: Curve,
    /// Frequency factor g-.
    pub factor_below: FrequencyFactor,
    /// Frequency factor g+.
    pub factor_above: FrequencyFactor,
    /// C_D: how the tail of the hardly ever exceeded losses bends.
    pub tail_ratio: f64,
    /// z_D: where it begins, in standard deviations.
    pub tail_from: f64,
}

const fn curve(c: [f64; 2], x_km: [f64; 3]) -> Curve {
    let [x_1, x_2, x_3] = x_km;
    Curve {
        c,
        x_m: [x_1 * 1e3, x_2 * 1e3, x_3 * 1e3],
    }
}

const NO_FACTOR: FrequencyFactor = FrequencyFactor([1.0, 0.0, 0.0]);

const CURVES: [Curves; 7] = [
    // equatorial
    Curves {
        median: curve([-9.67, 12.7], [144.9, 190.3, 133.8]),
        below: curve([2.13, 159.5], [762.2, 123.6, 94.5]),
        above: curve([2.11, 102.3], [636.9, 134.8, 95.6]),
        factor_below: NO_FACTOR,
        factor_above: NO_FACTOR,
        tail_ratio: 1.224,
        tail_from: 1.282,
    },
    // continental subtropical
    Curves {
        median: curve([-0.62, 9.19], [228.9, 205.2, 143.6]),
        below: curve([2.66, 7.67], [100.4, 172.5, 136.4]),
        above: curve([6.87, 15.53], [138.7, 143.7, 98.6]),
        factor_below: NO_FACTOR,
        factor_above: FrequencyFactor([0.93, 0.31, 2.00]),
        tail_ratio: 0.801,
        tail_from: 2.161,
    },
    // maritime subtropical
    Curves {
        median: curve([1.26, 15.5], [262.6, 185.2, 99.8]),
        below: curve([6.11, 6.65], [138.2, 242.2, 178.6]),
        above: curve([10.08, 9.60], [165.3, 225.7, 129.7]),
        factor_below: NO_FACTOR,
        factor_above: NO_FACTOR,
        tail_ratio: 1.380,
        tail_from: 1.282,
    },
    // desert
    Curves {
        median: curve([-9.21, 9.05], [84.1, 101.1, 98.6]),
        below: curve([1.98, 13.11], [139.1, 132.7, 193.5]),
        above: curve([3.68, 159.3], [464.4, 93.1, 94.2]),
        factor_below: NO_FACTOR,
        factor_above: FrequencyFactor([0.93, 0.19, 1.79]),
        tail_ratio: 1.0,
        tail_from: 20.0,
    },
    // continental temperate
    Curves {
        median: curve([-0.62, 9.19], [228.9, 205.2, 143.6]),
        below: curve([2.68, 7.16], [93.7, 186.8, 133.5]),
        above: curve([4.75, 8.12], [93.2, 135.9, 113.4]),
        factor_below: FrequencyFactor([0.92, 0.25, 1.77]),
        factor_above: FrequencyFactor([0.93, 0.31, 2.00]),
        tail_ratio: 1.224,
        tail_from: 1.282,
    },
    // maritime temperate, over land
    Curves {
        median: curve([-0.39, 2.86], [141.7, 315.9, 167.4]),
        below: curve([6.86, 10.38], [187.8, 169.6, 108.9]),
        above: curve([8.58, 13.97], [216.0, 152.0, 122.7]),
        factor_below: NO_FACTOR,
        factor_above: NO_FACTOR,
        tail_ratio: 1.518,
        tail_from: 1.282,
    },
    // maritime temperate, over sea
    Curves {
        median: curve([3.15, 857.9], [2222.0, 164.8, 116.3]),
        below: curve([8.51, 169.8], [609.8, 119.9, 106.6]),
        above: curve([8.43, 8.19], [136.2, 188.5, 122.9]),
        factor_below: NO_FACTOR,
        factor_above: NO_FACTOR,
        tail_ratio: 1.518,
        tail_from: 1.282,
    },
];
