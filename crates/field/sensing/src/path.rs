//! A target's way past a radar: Pd scan by scan, and the chance of having been found by then.

use terrain::{Altitude, HorizonTable, Position, distance_azimuth};

use crate::error::{SensingError, require, require_positive};
use crate::search::{Look, SearchRadar};
use crate::sight::Sight;

/// Most scans of a path.
const MAX_SCANS: f64 = 1e6;

/// A way through points, flown at one speed; straight between them over the ground and in altitude.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    points: Vec<(Position, Altitude)>,
    /// Distance flown up to each point \[m\].
    flown_m: Vec<f64>,
    speed_m_s: f64,
}

/// One scan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scan {
    /// Since the start of the way \[s\].
    pub time_s: f64,
    /// Where the target was.
    pub position: Position,
    /// Probability of detection in this scan.
    pub pd: f64,
    /// Probability that this scan or one before it detected.
    pub cumulative: f64,
}

impl Way {
    /// A way through at least two points at a ground speed \[m/s\].
    ///
    /// # Errors
    /// Fewer than two points, or a speed not above 0.
    pub fn new(points: Vec<(Position, Altitude)>, speed_m_s: f64) -> Result<Self, SensingError> {
        let count = points.len() as f64;
        require(count >= 2.0, "number of points", count, "at least 2")?;
        require_positive("speed [m/s]", speed_m_s)?;
        let legs = points.windows(2).scan(0.0, |flown, leg| {
            *flown += distance_azimuth(leg[0].0, leg[1].0).range_m;
            Some(*flown)
        });
        let flown_m = std::iter::once(0.0).chain(legs).collect();
        Ok(Self {
            points,
            flown_m,
            speed_m_s,
        })
    }

    /// How long it takes \[s\].
    pub fn duration_s(&self) -> f64 {
        self.flown_m.last().copied().unwrap_or(0.0) / self.speed_m_s
    }

    /// Where the target is after a time \[s\]; at the end beyond it.
    pub fn at(&self, time_s: f64) -> (Position, Altitude) {
        let flown = (time_s * self.speed_m_s).max(0.0);
        let next = self.flown_m.partition_point(|until| *until <= flown);
        let next = next.clamp(1, self.points.len() - 1);
        let (from, to) = (self.points[next - 1], self.points[next]);
        let length = self.flown_m[next] - self.flown_m[next - 1];
        let past = (flown - self.flown_m[next - 1]).clamp(0.0, length);
        let share = if length > 0.0 { past / length } else { 1.0 };
        let course = distance_azimuth(from.0, to.0);
        let altitude = from.1.as_m() + share * (to.1.as_m() - from.1.as_m());
        (
            from.0.destination(course.azimuth_deg, past),
            Altitude::from_m(altitude),
        )
    }

    /// Every scan of a radar along the way, the first when it starts.
    ///
    /// `path_loss_db` gives what gases and rain take off both ways at a slant range \[m\]. Scans are independent draws
    /// of the target.
    ///
    /// # Errors
    /// A cross-section not above 0, a loss below 0, more than a million scans.
    pub fn scans(
        &self,
        horizon: &HorizonTable,
        radar: &SearchRadar,
        rcs_m2: f64,
        path_loss_db: impl Fn(f64) -> f64,
    ) -> Result<Vec<Scan>, SensingError> {
        let count = (self.duration_s() / radar.scan_period_s()).floor() + 1.0;
        require(
            count <= MAX_SCANS,
            "number of scans",
            count,
            "at most a million",
        )?;
        let mut missed = 0.0;
        let scan = |number: u32| {
            let time_s = f64::from(number) * radar.scan_period_s();
            let look = self.look(horizon, time_s, &path_loss_db);
            let pd = look.map_or(Ok(0.0), |look| radar.pd(&look, rcs_m2))?;
            missed += (-pd).ln_1p();
            Ok(Scan {
                time_s,
                position: self.at(time_s).0,
                pd,
                cumulative: -f64::exp_m1(missed),
            })
        };
        (0..count as u32).map(scan).collect()
    }

    /// The look at the target at a time; none below the horizon.
    fn look(
        &self,
        horizon: &HorizonTable,
        time_s: f64,
        path_loss_db: impl Fn(f64) -> f64,
    ) -> Option<Look> {
        let (position, altitude) = self.at(time_s);
        let course = horizon.course_to(position);
        let visible = horizon.visible(course.azimuth_deg, course.range_m, altitude)?;
        let sight = Sight::of(horizon, course.range_m, altitude);
        let range_m = sight.slant_m.max(1.0);
        visible.then(|| Look {
            range_m,
            elevation_deg: sight.elevation_deg(),
            radial_speed_m_s: Some(self.closing_m_s(horizon, time_s)),
            path_loss_db: path_loss_db(range_m),
        })
    }

    /// How fast the slant range shrinks around a time.
    fn closing_m_s(&self, horizon: &HorizonTable, time_s: f64) -> f64 {
        let (from, to) = (
            (time_s - 0.5).max(0.0),
            (time_s + 0.5).min(self.duration_s()),
        );
        let [before, after] = [from, to].map(|time_s| {
            let (position, altitude) = self.at(time_s);
            Sight::of(horizon, horizon.course_to(position).range_m, altitude).slant_m
        });
        (before - after) / (to - from).max(1e-9)
    }
}
