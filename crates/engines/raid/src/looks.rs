//! The looks of a case's sensors, filled once a study: a detector for every condition and every fluctuation in use.

use case::equipment::Detection;
use case::{Case, Conditions, Swerling};
use sensing::detection::from_db;
use sensing::{Detector, Fluctuation, QuickDetector};

/// Scans with a smaller Pd are left out: twice within three they would hit once in 300,000 times.
const LEAST_PD: f64 = 1e-3;

/// Detectors by conditions and fluctuation.
#[derive(Debug, Default)]
pub struct Looks {
    rows: Vec<LookRow>,
}

/// Looks that sum alike and give false alarms alike.
#[derive(Debug)]
struct LookRow {
    pulses: u32,
    pfa: f64,
    by_case: [Option<Ready>; 5],
}

/// A detector with what would be asked of it again and again.
#[derive(Debug)]
pub(crate) struct Ready {
    pub detector: QuickDetector,
    /// SNR at which a look is worth making, as a power ratio.
    pub least_snr: f64,
}

impl Looks {
    /// The looks of every type of sensor and fire unit at every type of threat; figures out of their domain have none.
    pub fn of(case: &Case) -> Self {
        let declared = case.threat_types.rows().iter();
        let declared: Vec<Swerling> = declared.filter_map(|threat| threat.swerling).collect();
        let sensors = case.sensor_types.rows().iter().map(|kind| &kind.detects);
        let units = case.fire_unit_types.rows().iter().map(|kind| &kind.search);
        let mut looks = Self::default();
        for detects in sensors.chain(units).filter(|of| of.optics.is_none()) {
            looks.add(detects, &declared);
        }
        looks
    }

    fn add(&mut self, detects: &Detection, declared: &[Swerling]) {
        let Conditions {
            swerling,
            pulses,
            pfa,
            ..
        } = detects.conditions;
        let row = self.row_of(pulses, pfa).unwrap_or_else(|| {
            self.rows.push(LookRow {
                pulses,
                pfa,
                by_case: [const { None }; 5],
            });
            self.rows.len() - 1
        });
        for case in declared.iter().copied().chain([swerling]) {
            let held = &mut self.rows[row].by_case[case as usize];
            if held.is_none() {
                *held = Ready::new(pulses, pfa, fluctuation(case));
            }
        }
    }

    fn row_of(&self, pulses: u32, pfa: f64) -> Option<usize> {
        let alike = |row: &LookRow| row.pulses == pulses && row.pfa == pfa;
        self.rows.iter().position(alike)
    }

    /// The row of a figure's conditions.
    pub(crate) fn row(&self, of: &Conditions) -> Option<u32> {
        self.row_of(of.pulses, of.pfa).map(|row| row as u32)
    }

    /// The detector of a row for a fluctuation.
    #[inline]
    pub(crate) fn get(&self, row: u32, case: Swerling) -> Option<&Ready> {
        self.rows.get(row as usize)?.by_case[case as usize].as_ref()
    }
}

impl Ready {
    fn new(pulses: u32, pfa: f64, fluctuation: Fluctuation) -> Option<Self> {
        let exact = Detector::new(pulses, pfa, fluctuation).ok()?;
        // Below twice the false alarms a look says nothing.
        let least = exact.required_snr_db(LEAST_PD.max(2.0 * pfa)).ok()?;
        Some(Self {
            detector: QuickDetector::new(exact),
            least_snr: from_db(least),
        })
    }
}

/// The same case in the words of `sensing`.
pub(crate) const fn fluctuation(case: Swerling) -> Fluctuation {
    match case {
        Swerling::Zero => Fluctuation::Swerling0,
        Swerling::One => Fluctuation::Swerling1,
        Swerling::Two => Fluctuation::Swerling2,
        Swerling::Three => Fluctuation::Swerling3,
        Swerling::Four => Fluctuation::Swerling4,
    }
}
