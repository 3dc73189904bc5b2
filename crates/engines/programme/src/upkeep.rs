//! Failures, and to which level of repair each goes.
//!
//! A component uses up its operating time while somebody operates its platform. A failure is set right at the unit, at the
//! country's depot or by the supplier; one at the unit may need a spare and then hands. Preventive work is a component
//! whose time is planned: it takes hands as a repair does and is no failure.

use crate::Down;
use crate::engine::Engine;
use crate::event::Kind;

impl Engine<'_> {
    /// Begins the operating time to the next failure.
    pub fn run_to_failure(&mut self, asset: usize) {
        let s = &mut *self.s;
        let run = &mut s.assets[asset];
        let platform = &s.platforms[run.platform as usize];
        let is_operated = s.holdings[run.holding as usize].crew.is_some();
        let mtbf = &self.layout.components[run.component as usize].mtbf;
        let mut operating = run.failures.draw(mtbf, self.numbers);
        let ageing = platform.ageing(self.now);
        if ageing != 1.0 {
            operating /= ageing;
        }
        let speed = platform.operating_speed(is_operated);
        let due = run.operating.begin(self.now, operating, speed);
        let token = run.operating.token();
        self.schedule(due, Kind::Fails, asset, token);
    }

    /// A component fails, or its preventive work is due.
    pub fn fails(&mut self, asset: usize, token: u32) {
        let run = &mut self.s.assets[asset];
        if !run.operating.finish(token) {
            return;
        }
        run.down_at = self.now;
        run.spare_wait = None;
        let needs_spare = run.spares.is_next();
        let away = run.beyond.is_next().then(|| run.levels.chance(run.abroad));
        self.one_down(asset);
        let component = self.component(asset);
        let (planned, spare) = (component.planned, component.spare);
        self.s.measures.failures += u32::from(!planned);
        match (away, spare.filter(|_| needs_spare)) {
            (Some(true), _) => self.send_abroad(asset),
            (Some(false), _) => self.send_to_depot(asset),
            (None, Some(spare)) => self.ask_spare(asset, spare.at()),
            (None, None) => self.ask_hands(asset),
        }
    }

    /// Why an asset is down from now on.
    #[inline(always)]
    pub fn set_down(&mut self, asset: usize, why: Down) {
        self.s.assets[asset].down = Some(why);
        self.touch(self.holding_of(asset));
    }
}
