//! What one sensor detects at the numbers of a draw: by radar or by light, in the air of a raid or in fair air.

use case::equipment::Detection;
use case::{Air, Beam, ClutterFigures, Numbers, Swerling};
use sensing::detection::from_db;
use sensing::{
    Calibration, Clutter, ElevationPattern, Light, Look, RadarDetector, SearchRadar, SensingError,
    Sight, VisualDetector,
};

use crate::looks::{Looks, Ready, fluctuation};

/// Published probabilities are taken from this range: the law knows no sure detection.
const PUBLISHED_PD: [f64; 2] = [0.01, 0.999];
/// No watcher scans faster \[s\].
const LEAST_SCAN_S: f64 = 0.1;

/// The air in which sensors look, at the numbers of a draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AirOfDraw {
    /// By how much noise rises at radars, as a power ratio of 1 or more.
    pub noise_rise: f64,
    /// Meteorological visibility \[m\]; `None`: that in which each range was declared.
    pub visibility_m: Option<f64>,
    /// Whether it is light.
    pub light: Light,
}

impl AirOfDraw {
    /// By day, without jamming, in the visibility of the published ranges.
    pub const FAIR: Self = Self {
        noise_rise: 1.0,
        visibility_m: None,
        light: Light::Day,
    };

    /// What a raid declares.
    pub fn of(air: &Air, numbers: &Numbers) -> Self {
        Self {
            noise_rise: air.noise_rise.map_or(1.0, |rise| from_db(numbers[rise])),
            visibility_m: air.visibility.map(|visibility| numbers[visibility]),
            light: if air.night { Light::Night } else { Light::Day },
        }
    }
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// Mean radar cross-section \[m²\].
    pub rcs_m2: f64,
    /// How it fluctuates; `None`: as the target of the sensor's published figure.
    pub swerling: Option<Swerling>,
}

/// One sensor, or a fire unit's own radar or eyes.
#[derive(Debug, Clone, Copy)]
pub struct Search {
    means: Means,
    ceiling_m: f64,
    scan_s: f64,
}

#[derive(Debug, Clone, Copy)]
enum Means {
    Radar(Radar),
    Eyes(VisualDetector, Light),
}

#[derive(Debug, Clone, Copy)]
struct Radar {
    search: SearchRadar,
    /// Its row among the looks.
    row: u32,
    /// The fluctuation of its published figure.
    swerling: Swerling,
    /// Range at which one square metre of that fluctuation is worth looking for \[m\].
    reach_of_1_m2_m: f64,
}

impl Search {
    /// What the figures describe in such air; `None` where they describe nothing that detects: a range or a cross-section of
    /// nought.
    pub fn new(
        detects: &Detection,
        numbers: &Numbers,
        air: &AirOfDraw,
        looks: &Looks,
    ) -> Option<Self> {
        let means = match detects.optics {
            Some(_) => Means::Eyes(eyes(detects, numbers, air)?, air.light),
            None => Means::Radar(Radar::new(detects, numbers, air, looks)?),
        };
        Some(Self {
            means,
            ceiling_m: numbers[detects.ceiling],
            scan_s: scan_s(detects, numbers),
        })
    }

    /// One look every so often \[s\].
    pub fn scan_s(&self) -> f64 {
        self.scan_s
    }

    /// Slant range beyond which a target is not worth looking for \[m\].
    pub fn reach_m(&self, target: &Target, looks: &Looks) -> f64 {
        match &self.means {
            Means::Eyes(eyes, light) => eyes.range_m(*light),
            Means::Radar(radar) => radar.reach_m(target, looks),
        }
    }

    /// Probability that one look detects a target in sight. `radial_m_s` gives its radial speed \[m/s\] where that is asked
    /// for; none: faster than any filter.
    #[inline]
    pub fn pd(
        &self,
        target: &Target,
        sight: &Sight,
        radial_m_s: impl FnOnce() -> Option<f64>,
        looks: &Looks,
    ) -> f64 {
        if sight.altitude.as_m() > self.ceiling_m {
            return 0.0;
        }
        match &self.means {
            Means::Eyes(eyes, light) => eyes.pd(sight.slant_m, *light),
            Means::Radar(radar) => {
                let look = look(&radar.search, sight, radial_m_s);
                let snr = radar.search.snr(&look, target.rcs_m2);
                let ready = radar.ready(target, looks);
                snr.zip(ready)
                    .map_or(0.0, |(snr, ready)| ready.detector.pd(snr))
            }
        }
    }
}

impl Radar {
    fn new(detects: &Detection, numbers: &Numbers, air: &AirOfDraw, looks: &Looks) -> Option<Self> {
        let swerling = detects.conditions.swerling;
        let row = looks.row(&detects.conditions)?;
        let ready = looks.get(row, swerling)?;
        let search = search_radar(detects, numbers, air, ready).ok()?;
        Some(Self {
            search,
            row,
            swerling,
            reach_of_1_m2_m: free_range_m(&search, ready.least_snr),
        })
    }

    /// The detector for a target.
    #[inline]
    fn ready<'l>(&self, target: &Target, looks: &'l Looks) -> Option<&'l Ready> {
        looks.get(self.row, target.swerling.unwrap_or(self.swerling))
    }

    fn reach_m(&self, target: &Target, looks: &Looks) -> f64 {
        let of_1_m2_m = match target.swerling {
            None => self.reach_of_1_m2_m,
            Some(_) => {
                let ready = self.ready(target, looks);
                ready.map_or(0.0, |ready| free_range_m(&self.search, ready.least_snr))
            }
        };
        let free_m = of_1_m2_m * target.rcs_m2.max(0.0).sqrt().sqrt();
        free_m.min(self.search.detector().instrumented_range_m())
    }
}

/// Range at which one square metre gives an SNR, whatever the instrumented range \[m\].
fn free_range_m(radar: &SearchRadar, snr: f64) -> f64 {
    (radar.detector().snr(1.0, 1.0) / snr).powf(0.25)
}

fn scan_s(detects: &Detection, numbers: &Numbers) -> f64 {
    numbers[detects.scan].max(LEAST_SCAN_S)
}

/// A look of a radar: what it does not ask for is not worked out.
#[inline]
fn look(radar: &SearchRadar, sight: &Sight, radial_m_s: impl FnOnce() -> Option<f64>) -> Look {
    let mut look = Look::level(sight.slant_m);
    if radar.is_shaped() {
        look.elevation_deg = sight.elevation_deg();
    }
    if radar.filters_by_speed() {
        look.radial_speed_m_s = radial_m_s();
    }
    look
}

fn published_pd(detects: &Detection, numbers: &Numbers) -> f64 {
    numbers[detects.pd].clamp(PUBLISHED_PD[0], PUBLISHED_PD[1])
}

fn search_radar(
    detects: &Detection,
    numbers: &Numbers,
    air: &AirOfDraw,
    ready: &Ready,
) -> Result<SearchRadar, SensingError> {
    let conditions = detects.conditions;
    let calibration = Calibration {
        range_m: numbers[detects.range],
        rcs_m2: numbers[detects.rcs],
        pd: published_pd(detects, numbers),
        pfa: conditions.pfa,
        fluctuation: fluctuation(conditions.swerling),
        pulses: conditions.pulses,
        scans: conditions.scans,
    };
    let law = RadarDetector::by(&calibration, &ready.detector)?
        .with_instrumented_range(numbers[detects.instrumented_range])?
        .in_raised_noise(air.noise_rise)?;
    let pattern = detects
        .elevation
        .map_or(ElevationPattern::Everywhere, |beam| pattern(&beam, numbers));
    let radar = SearchRadar::new(law, pattern, scan_s(detects, numbers))?;
    Ok(match &detects.clutter {
        Some(figures) => radar.over(clutter(figures, numbers)?),
        None => radar,
    })
}

fn pattern(beam: &Beam, numbers: &Numbers) -> ElevationPattern {
    let (low_deg, high_deg) = (
        numbers[beam.low].to_degrees(),
        numbers[beam.high].to_degrees(),
    );
    match beam.shoulder {
        None => ElevationPattern::Limits { low_deg, high_deg },
        Some(shoulder) => ElevationPattern::CosecantSquared {
            low_deg,
            shoulder_deg: numbers[shoulder].to_degrees(),
            high_deg,
        },
    }
}

fn clutter(figures: &ClutterFigures, numbers: &Numbers) -> Result<Clutter, SensingError> {
    let speed_m_s = numbers[figures.min_radial_speed];
    match figures.residue {
        Some(residue) => Clutter::new(
            numbers[residue.clutter_to_noise],
            numbers[residue.improvement],
            speed_m_s,
        ),
        // So far below the noise that nothing is left of it.
        None => Clutter::new(-300.0, 0.0, speed_m_s),
    }
}

/// Eyes in the air of the raid; `None`: no range that is one, or none at night.
fn eyes(detects: &Detection, numbers: &Numbers, air: &AirOfDraw) -> Option<VisualDetector> {
    let optics = detects.optics?;
    let pd = published_pd(detects, numbers);
    let night_m = optics.night_range.map_or(0.0, |range| numbers[range]);
    let eyes = VisualDetector::new(numbers[detects.range], night_m, pd).ok()?;
    let declared_m = numbers[optics.visibility];
    let visibility_m = air.visibility_m.unwrap_or(declared_m);
    eyes.in_visibility(declared_m, visibility_m).ok()
}
