//! Sites: built by teams in the order of asking; and their power.

use calendar::{Instant, Span};
use case::{Cause, Id, PowerSupply};

use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::money::Spent;
use crate::power::PowerClock;
use crate::state::Part;
use crate::{StepId, What};

/// A site in a walk.
#[derive(Debug, Clone, Default)]
pub struct SiteRun {
    asked: bool,
    /// Built.
    pub ready: bool,
    /// The last step of its story: asked for, begun, ready.
    pub step: Option<StepId>,
    /// When it stood.
    stood: Instant,
    power: Option<PowerClock>,
    /// It has power.
    pub powered: bool,
}

impl Engine<'_> {
    /// Sites that posts and old equipment stand on are asked for at the start.
    pub fn begin_sites(&mut self) {
        for site in 0..self.s.sites.len() {
            if self.case.sites.rows()[site].build.is_none() {
                self.s.sites[site].asked = true;
                self.stand(site);
            } else if self.layout.sites_at_start[site] {
                self.ask_site(Some(site), None);
            }
        }
    }

    /// Asks for a site to be built, once.
    pub fn ask_site(&mut self, site: Option<usize>, step: Option<StepId>) {
        let Some(site) = site else {
            return;
        };
        let run = &mut self.s.sites[site];
        if !run.asked {
            run.asked = true;
            run.step = step;
            self.s.site_queue.push_back(site as u32);
            self.s.dirty.mark(Part::Sites);
        }
    }

    /// Free teams take the sites that wait, in order.
    pub fn settle_sites(&mut self) {
        if !self.s.dirty.take(Part::Sites) {
            return;
        }
        while self.s.teams_free != Some(0) {
            let Some(site) = self.s.site_queue.pop_front() else {
                return;
            };
            if let Some(free) = &mut self.s.teams_free {
                *free -= 1;
            }
            self.build(site as usize);
        }
    }

    fn build(&mut self, site: usize) {
        let row = &self.case.sites.rows()[site];
        let what = What::SiteBegun(Id::new(site as u32));
        self.s.sites[site].step = Some(self.step(Cause::Site, what, self.s.sites[site].step));
        self.spend(Spent::Sites, self.numbers[row.cost]);
        let lasts = row.build.map_or(0.0, |law| {
            self.draw(&law, self.layout.keys.sites[site], luck::BUILD, 0)
        });
        self.schedule(self.after(lasts), Kind::SiteReady, site, 0);
    }

    /// A site is built; its team is free.
    pub fn site_ready(&mut self, site: usize) {
        let what = What::SiteReady(Id::new(site as u32));
        let step = self.step(Cause::Site, what, self.s.sites[site].step);
        self.s.sites[site].step = Some(step);
        if let Some(free) = &mut self.s.teams_free {
            *free += 1;
        }
        self.s.dirty.mark(Part::Sites);
        self.s.joined = Some(step);
        self.stand(site);
    }

    fn stand(&mut self, site: usize) {
        let run = &mut self.s.sites[site];
        run.ready = true;
        run.stood = self.now;
        let supply = self.case.sites.rows()[site].power;
        if let Some(power) = &self.case.power
            && supply != PowerSupply::Always
        {
            let key = self.layout.keys.sites[site];
            let [grid, generator] = [luck::GRID, luck::GENERATOR].map(|p| self.draws.of(key, p));
            run.power = Some(PowerClock::new(
                supply,
                power,
                self.numbers,
                grid,
                generator,
            ));
            self.schedule_power(site);
        }
        self.set_power(site, true);
    }

    fn schedule_power(&mut self, site: usize) {
        let Some(power) = &self.case.power else {
            return;
        };
        let stood = self.s.sites[site].stood;
        let end = (self.horizon - stood).as_seconds();
        let clock = self.s.sites[site].power.as_mut();
        if let Some(after) = clock.and_then(|c| c.next_change(power, self.numbers, end)) {
            let at = stood + Span::from_seconds(after);
            self.schedule(at, Kind::PowerFlips, site, 0);
        }
    }

    /// Power goes, or comes back.
    pub fn power_flips(&mut self, site: usize) {
        let powered = !self.s.sites[site].powered;
        self.schedule_power(site);
        self.set_power(site, powered);
    }

    fn set_power(&mut self, site: usize, powered: bool) {
        self.s.sites[site].powered = powered;
        let what = What::PowerBack(Id::new(site as u32));
        let layout = self.layout;
        for &h in &layout.site_holdings[site] {
            if powered {
                self.s.holdings[h].turn = Some((Cause::Power, what));
            }
            self.touch(h);
        }
        self.net_of_site_changed(site, powered.then_some((Cause::Power, what)));
    }

    /// True where a node with this site has power; a node without a site always has.
    pub fn has_power(&self, site: Option<usize>) -> bool {
        site.is_none_or(|s| self.s.sites[s].powered)
    }
}
