//! Coverage of one sensor over terrain: in range, above the horizon, and Pd at least a level.

use terrain::{Altitude, HeightAgl, HorizonTable, Position};

use crate::error::{SensingError, require};
use crate::passive::{Light, VisualDetector};
use crate::radar::RadarDetector;

/// Whether a sensor covers a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// In range, above the horizon, detected with at least the level asked for.
    Covered,
    /// Not so.
    NotCovered,
    /// In range, but the raster ends before, so that the horizon there is not known.
    Unknown,
}

/// What one sensor covers, for one kind of target and one level of Pd.
#[derive(Debug, Clone, Copy)]
pub struct Coverage<'a> {
    horizon: &'a HorizonTable,
    range_m: f64,
}

impl<'a> Coverage<'a> {
    /// The coverage of a radar for a cross-section \[m²\], where Pd in one scan is at least `level`.
    ///
    /// # Errors
    /// A cross-section not above 0, or a level not between the radar's Pfa and 1.
    pub fn of_radar(
        horizon: &'a HorizonTable,
        radar: &RadarDetector,
        rcs_m2: f64,
        level: f64,
    ) -> Result<Self, SensingError> {
        let range_m = radar.range_for_pd(level, rcs_m2)?;
        Ok(Self { horizon, range_m })
    }

    /// The coverage of an observer, where Pd in one look is at least `level`.
    ///
    /// # Errors
    /// A level not in 0 to 1.
    pub fn of_visual(
        horizon: &'a HorizonTable,
        visual: &VisualDetector,
        light: Light,
        level: f64,
    ) -> Result<Self, SensingError> {
        require(
            (0.0..=1.0).contains(&level),
            "level of detection",
            level,
            "between 0 and 1",
        )?;
        let reached = visual.pd(0.0, light) >= level;
        // A range below nothing: an observer who never reaches the level covers not even himself.
        let range_m = if reached { visual.range_m(light) } else { -1.0 };
        Ok(Self { horizon, range_m })
    }

    /// The slant range to which the level is held in free space \[m\].
    pub fn range_m(&self) -> f64 {
        self.range_m
    }

    /// Whether a point at this azimuth \[degrees\], ground range \[m\] and altitude is covered.
    #[inline]
    pub fn at(&self, azimuth_deg: f64, ground_range_m: f64, altitude: Altitude) -> Cover {
        if !self.reaches(ground_range_m, altitude) {
            return Cover::NotCovered;
        }
        match self.horizon.visible(azimuth_deg, ground_range_m, altitude) {
            Some(true) => Cover::Covered,
            Some(false) => Cover::NotCovered,
            None => Cover::Unknown,
        }
    }

    /// Whether a point at this height above the ground is covered.
    #[inline]
    pub fn at_agl(&self, azimuth_deg: f64, ground_range_m: f64, height: HeightAgl) -> Cover {
        match self.horizon.ground(azimuth_deg, ground_range_m) {
            Some(ground) => self.at(azimuth_deg, ground_range_m, Altitude::over(ground, height)),
            None if ground_range_m <= self.range_m => Cover::Unknown,
            None => Cover::NotCovered,
        }
    }

    /// Whether a position at this altitude is covered.
    #[inline]
    pub fn at_position(&self, position: Position, altitude: Altitude) -> Cover {
        let course = self.horizon.course_to(position);
        self.at(course.azimuth_deg, course.range_m, altitude)
    }

    /// Whether a position at this height above the ground is covered.
    #[inline]
    pub fn at_position_agl(&self, position: Position, height: HeightAgl) -> Cover {
        let course = self.horizon.course_to(position);
        self.at_agl(course.azimuth_deg, course.range_m, height)
    }

    /// In slant range. Taken over a flat earth, the slant is within 0.2 % of the true one (20 km up, 350 km out).
    fn reaches(&self, ground_range_m: f64, altitude: Altitude) -> bool {
        let rise = altitude.as_m() - self.horizon.eye().as_m();
        ground_range_m.hypot(rise) <= self.range_m
    }
}
