//! The smooth Earth that stands for a profile in the delta method.

use super::path::Path;

impl Path<'_> {
    /// Heights of both antennas over the smooth surface fitted to the profile \[m\], never below the masts' own.
    ///
    /// # Source
    /// ITU-R P.526-15, section 4.5.3 (the fit of ITU-R P.1812-6, attachment 1, section 5.6).
    pub(super) fn heights_over_smooth_earth(&self) -> (f64, f64) {
        let (mut first, mut last) = self.fitted();
        let (intrusion, before, after) = self.intrusions();
        if intrusion > 0.0 {
            first -= intrusion * before / (before + after);
            last -= intrusion * after / (before + after);
        }
        // The surface is never above the ground at the ends.
        let (masts, (from, to)) = (self.masts(), self.altitudes_m());
        (
            f64::max(from - first, masts.first_agl_m),
            f64::max(to - last, masts.last_agl_m),
        )
    }

    /// Altitudes at both ends of the straight line of least squares through the ground.
    fn fitted(&self) -> (f64, f64) {
        let (mut v1, mut v2) = (0.0, 0.0);
        let mut points = self.ground();
        let Some(mut earlier) = points.next() else {
            return (0.0, 0.0);
        };
        for (d, h) in points {
            let (d0, h0) = earlier;
            v1 += (d - d0) * (h + h0);
            v2 += (d - d0) * (h * (2.0 * d + d0) + h0 * (d + 2.0 * d0));
            earlier = (d, h);
        }
        let length = self.length_m();
        let squared = length * length;
        (
            (2.0 * v1 * length - v2) / squared,
            (v2 - v1 * length) / squared,
        )
    }

    /// The highest point over the line between the antennas \[m\], without the bulge, and the steepest angles to such
    /// points from both ends.
    fn intrusions(&self) -> (f64, f64, f64) {
        let (first, last) = self.altitudes_m();
        let length = self.length_m();
        let mut worst = (f64::NEG_INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
        for (d, ground) in self.ground().skip(1).take(self.inner()) {
            let over = ground - (first * (length - d) + last * d) / length;
            worst.0 = f64::max(worst.0, over);
            worst.1 = f64::max(worst.1, over / d);
            worst.2 = f64::max(worst.2, over / (length - d));
        }
        worst
    }
}
