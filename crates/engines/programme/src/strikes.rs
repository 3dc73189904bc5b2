//! Losses to strikes during the build-up: a declared rate for each delivered battery and sensor.

use case::Cause;

use crate::What;
use crate::engine::Engine;
use crate::event::Kind;
use crate::layout::Which;
use crate::luck;

impl Engine<'_> {
    fn strike_rate(&self, h: usize) -> f64 {
        let rate = self
            .case
            .strikes
            .map_or(0.0, |strikes| match self.layout.holdings[h].which {
                Which::Unit(_) => self.numbers[strikes.batteries],
                Which::Sensor(_) => self.numbers[strikes.sensors],
            });
        rate * self.s.by.strikes
    }

    /// A delivered holding may be struck from now on.
    pub fn begin_strikes(&mut self, h: usize) {
        if self.case.strikes.is_none() {
            return;
        }
        let n = self.s.holdings[h].strikes;
        let threshold = self.threshold(self.layout.holdings[h].key, luck::STRIKE, n);
        let rate = self.strike_rate(h);
        let run = &mut self.s.holdings[h].strike;
        let due = run.begin(self.now, threshold, rate);
        let token = run.token();
        self.schedule(due, Kind::Strikes, h, token);
    }

    /// A shared state changes the rate of strikes.
    pub fn turn_strikes(&mut self, h: usize) {
        let rate = self.strike_rate(h);
        let run = &mut self.s.holdings[h].strike;
        if let Some(due) = run.turn(self.now, rate) {
            let token = run.token();
            self.schedule(due, Kind::Strikes, h, token);
        }
    }

    /// A strike hits a holding: some vehicles, each as likely, or the sensor.
    pub fn strike_due(&mut self, h: usize, token: u32) {
        if !self.s.holdings[h].strike.finish(token) {
            return;
        }
        let n = self.s.holdings[h].strikes;
        self.s.holdings[h].strikes += 1;
        let vehicles = match self.layout.holdings[h].which {
            Which::Unit(unit) => {
                self.step(
                    Cause::Strike,
                    What::Struck(unit),
                    self.s.holdings[h].delivered_step,
                );
                self.case
                    .strikes
                    .map_or(0.0, |s| self.numbers[s.vehicles].round().max(0.0))
                    as u32
            }
            Which::Sensor(_) => 1,
        };
        for i in 0..vehicles.min(self.s.holdings[h].left) {
            let u = self.uniform(
                self.layout.holdings[h].key.with(u64::from(n)),
                luck::STRUCK,
                i,
            );
            let hit = (u * f64::from(self.s.holdings[h].left)) as u32;
            if let Some(platform) = self.platform_with(h, hit) {
                self.lose(platform, 1);
            }
        }
        self.after_losses(h);
        if self.s.holdings[h].left > 0 {
            self.begin_strikes(h);
        }
    }
}
