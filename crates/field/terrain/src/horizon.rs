//! The table that a sweep leaves: at every azimuth and range, the ground and the lowest altitude visible.

use crate::frame::SiteFrame;
use crate::height::{Altitude, HeightAgl};
use crate::key::HorizonKey;
use crate::position::{Course, Position};

/// Step of a stored slope. Rounding moves the lowest visible altitude by at most half a step times the
/// range: 0.05 m at 100 km, 0.175 m at 350 km.
pub(crate) const SLOPE_STEP: f64 = 1e-6;
/// Step of a stored ground height \[m\]: at most 0.25 m off.
pub(crate) const GROUND_STEP_M: f64 = 0.5;

/// One stored cell, in whole steps, so that a table read from its file is the table that was swept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cell {
    /// Tangent of the steepest elevation angle up to here, in [`SLOPE_STEP`].
    pub slope: i32,
    /// Ground above mean sea level, in [`GROUND_STEP_M`].
    pub ground: i32,
}

pub(crate) fn quantise_slope(slope: f64) -> i32 {
    nearest(slope * (1.0 / SLOPE_STEP))
}

pub(crate) fn quantise_ground(metres: f64) -> i32 {
    nearest(metres * (1.0 / GROUND_STEP_M))
}

/// The nearest integer, halves away from zero; much faster than `f64::round` where that is a library call.
fn nearest(x: f64) -> i32 {
    (x + 0.5_f64.copysign(x)) as i32
}

/// The horizon of one site: answers in constant time, without allocating.
///
/// Azimuths are true bearings in degrees and wrap; ranges are ground distances in metres. None means
/// unknown: beyond the table's range, or beyond the end of the raster.
#[derive(Debug, Clone, PartialEq)]
pub struct HorizonTable {
    key: HorizonKey,
    terrain_name: String,
    site_ground_m: f64,
    bins: usize,
    /// Known cells of each row, from the site outwards.
    known: Vec<u32>,
    /// Row by row of azimuth; a row has `bins + 1` cells, the first at the site.
    cells: Vec<Cell>,
    rays_per_deg: f64,
    bins_per_m: f64,
    drop_per_m2: f64,
    frame: SiteFrame,
}

/// The four cells around a point, and how far the point is past the first of them.
struct Corner {
    /// Indices of the first cell on the two rows.
    rows: [usize; 2],
    past_azimuth: f64,
    past_range: f64,
    in_first_bin: bool,
}

impl HorizonTable {
    pub(crate) fn new(
        key: HorizonKey,
        terrain_name: String,
        site_ground_m: f64,
        known: Vec<u32>,
        cells: Vec<Cell>,
    ) -> Self {
        Self {
            terrain_name,
            site_ground_m,
            bins: key.settings.bins() as usize,
            known,
            cells,
            rays_per_deg: f64::from(key.settings.azimuths) / 360.0,
            bins_per_m: 1.0 / key.settings.range_step_m,
            drop_per_m2: key.settings.drop_per_m2(),
            frame: SiteFrame::new(key.site.position),
            key,
        }
    }

    /// What it was made from.
    pub fn key(&self) -> &HorizonKey {
        &self.key
    }

    /// The name of the terrain it was made from, as a report may print it.
    pub fn terrain_name(&self) -> &str {
        &self.terrain_name
    }

    /// Where the site is.
    pub fn position(&self) -> Position {
        self.key.site.position
    }

    /// Azimuth and range from the site to a position, as the other questions take them.
    #[inline]
    pub fn course_to(&self, position: Position) -> Course {
        self.frame.course_to(position)
    }

    /// Altitude of the antenna.
    pub fn eye(&self) -> Altitude {
        Altitude::from_m(self.site_ground_m + self.key.site.antenna_height_agl_m)
    }

    /// The range to which it was swept \[m\].
    pub fn max_range_m(&self) -> f64 {
        self.key.settings.max_range_m
    }

    /// The lowest altitude visible from the antenna at this azimuth and range; never below the ground.
    ///
    /// Linear between the rays and the stored ranges in the slope of the line of sight.
    #[inline]
    pub fn lowest_visible(&self, azimuth_deg: f64, range_m: f64) -> Option<Altitude> {
        let corner = self.corner(azimuth_deg, range_m)?;
        let rise = self.rise(&corner, range_m);
        let line = self.eye().as_m() + rise + self.drop_per_m2 * range_m * range_m;
        Some(Altitude::from_m(line.max(self.ground_at(&corner))))
    }

    /// The ground at this azimuth and range, bilinear between the stored cells.
    #[inline]
    pub fn ground(&self, azimuth_deg: f64, range_m: f64) -> Option<Altitude> {
        let corner = self.corner(azimuth_deg, range_m)?;
        Some(Altitude::from_m(self.ground_at(&corner)))
    }

    /// The ground and the lowest altitude visible over it, in one question where both are asked of many points.
    #[inline]
    pub fn ground_and_lowest_visible(
        &self,
        azimuth_deg: f64,
        range_m: f64,
    ) -> Option<(Altitude, Altitude)> {
        let corner = self.corner(azimuth_deg, range_m)?;
        let ground = self.ground_at(&corner);
        let rise = self.rise(&corner, range_m);
        let line = self.eye().as_m() + rise + self.drop_per_m2 * range_m * range_m;
        Some((Altitude::from_m(ground), Altitude::from_m(line.max(ground))))
    }

    /// Whether a point at this altitude is visible; touching the horizon counts as visible.
    #[inline]
    pub fn visible(&self, azimuth_deg: f64, range_m: f64, altitude: Altitude) -> Option<bool> {
        Some(altitude >= self.lowest_visible(azimuth_deg, range_m)?)
    }

    /// Whether a point at this height above the ground is visible.
    #[inline]
    pub fn visible_agl(&self, azimuth_deg: f64, range_m: f64, height: HeightAgl) -> Option<bool> {
        let ground = self.ground(azimuth_deg, range_m)?;
        self.visible(azimuth_deg, range_m, Altitude::over(ground, height))
    }

    /// How far the ground is known in this direction \[m\]: the table's range unless the raster ends before.
    pub fn known_to_m(&self, azimuth_deg: f64) -> f64 {
        let rows = self
            .rays_around(azimuth_deg)
            .map_or([0; 2], |(rows, _)| rows);
        let nearest = self.known[rows[0]].min(self.known[rows[1]]);
        self.known_range_m(nearest)
    }

    /// The share of the table's area that lies beyond the raster, 0 to 1.
    pub fn unknown_share(&self) -> f64 {
        let seen = |known: &u32| (self.known_range_m(*known) / self.max_range_m()).powi(2);
        let seen: f64 = self.known.iter().map(seen).sum();
        1.0 - seen / self.known.len() as f64
    }

    fn known_range_m(&self, known_cells: u32) -> f64 {
        let last = f64::from(known_cells.saturating_sub(1));
        (last * self.key.settings.range_step_m).min(self.max_range_m())
    }

    /// The two rays around an azimuth and the share of the way from the first to the second.
    #[inline]
    fn rays_around(&self, azimuth_deg: f64) -> Option<([usize; 2], f64)> {
        if !azimuth_deg.is_finite() {
            return None;
        }
        // The remainder is a slow call, and most azimuths come wrapped.
        let wrapped = if (0.0..360.0).contains(&azimuth_deg) {
            azimuth_deg
        } else {
            azimuth_deg.rem_euclid(360.0)
        };
        let ray = wrapped * self.rays_per_deg;
        let whole = ray as usize;
        let rays = self.known.len();
        // rem_euclid of a tiny negative angle rounds to 360 itself, hence the second wrap.
        let wrap = |ray: usize| if ray >= rays { ray - rays } else { ray };
        Some(([wrap(whole), wrap(whole + 1)], ray - whole as f64))
    }

    #[inline]
    fn corner(&self, azimuth_deg: f64, range_m: f64) -> Option<Corner> {
        if !(0.0..=self.max_range_m()).contains(&range_m) {
            return None;
        }
        let (rays, past_azimuth) = self.rays_around(azimuth_deg)?;
        let bin = range_m * self.bins_per_m;
        let whole = (bin as usize).min(self.bins - 1);
        let known = self.known[rays[0]].min(self.known[rays[1]]) as usize;
        (whole + 1 < known).then(|| Corner {
            rows: rays.map(|ray| ray * (self.bins + 1) + whole),
            past_azimuth,
            past_range: bin - whole as f64,
            in_first_bin: whole == 0,
        })
    }

    /// Rise of the line of sight over the antenna at the point, before curvature \[m\].
    #[inline]
    fn rise(&self, corner: &Corner, range_m: f64) -> f64 {
        let past = corner.past_range;
        let along = |at: usize| {
            let further = f64::from(self.cells[at + 1].slope) * SLOPE_STEP;
            if corner.in_first_bin {
                // No slope at the site itself: from the foot of the mast to the first stored range.
                let foot = -self.key.site.antenna_height_agl_m;
                foot * (1.0 - past) + further * self.key.settings.range_step_m * past
            } else {
                let nearer = f64::from(self.cells[at].slope) * SLOPE_STEP;
                (nearer * (1.0 - past) + further * past) * range_m
            }
        };
        let [here, there] = [along(corner.rows[0]), along(corner.rows[1])];
        here * (1.0 - corner.past_azimuth) + there * corner.past_azimuth
    }

    #[inline]
    fn ground_at(&self, corner: &Corner) -> f64 {
        let past = corner.past_range;
        let along = |at: usize| {
            let (nearer, further) = (self.cells[at].ground, self.cells[at + 1].ground);
            f64::from(nearer) * (1.0 - past) + f64::from(further) * past
        };
        let [here, there] = [along(corner.rows[0]), along(corner.rows[1])];
        (here * (1.0 - corner.past_azimuth) + there * corner.past_azimuth) * GROUND_STEP_M
    }

    pub(crate) fn site_ground_m(&self) -> f64 {
        self.site_ground_m
    }

    pub(crate) fn known_cells(&self) -> &[u32] {
        &self.known
    }

    /// The cells of one ray that are known.
    pub(crate) fn known_row(&self, ray: usize) -> &[Cell] {
        let start = ray * (self.bins + 1);
        &self.cells[start..start + self.known[ray] as usize]
    }
}
