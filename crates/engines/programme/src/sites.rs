//! Sites: built by teams in the order of asking; and their power.

use case::{Cause, Id, PowerSupply};

use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::money::Spent;
use crate::progress::Progress;
use crate::state::Part;
use crate::{StepId, What};

/// A site in a walk.
#[derive(Debug, Clone, Copy, Default)]
pub struct SiteRun {
    asked: bool,
    /// Built.
    pub ready: bool,
    /// The last step of its story: asked for, begun, ready.
    pub step: Option<StepId>,
    grid_down: bool,
    grid_flips: u32,
    generator_down: bool,
    generator_flips: u32,
    /// The generator's own clock: it wears only while it runs.
    generator: Progress,
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
        self.s.sites[site].ready = true;
        let supply = self.supply_of(site);
        if matches!(supply, PowerSupply::Grid | PowerSupply::Both) {
            self.schedule_grid(site);
        }
        if matches!(supply, PowerSupply::Generator | PowerSupply::Both) {
            self.begin_generator(site);
        }
        self.power_changed(site);
    }

    fn supply_of(&self, site: usize) -> PowerSupply {
        match self.case.power {
            None => PowerSupply::Always,
            Some(_) => self.case.sites.rows()[site].power,
        }
    }

    fn schedule_grid(&mut self, site: usize) {
        let Some(power) = self.case.power else {
            return;
        };
        let run = &mut self.s.sites[site];
        let law = if run.grid_down {
            power.grid_down
        } else {
            power.grid_up
        };
        let n = run.grid_flips;
        run.grid_flips += 1;
        let lasts = self.draw(&law, self.layout.keys.sites[site], luck::GRID, n);
        self.schedule(self.after(lasts), Kind::GridFlips, site, 0);
    }

    /// The grid fails or comes back.
    pub fn grid_flips(&mut self, site: usize) {
        self.s.sites[site].grid_down ^= true;
        self.schedule_grid(site);
        self.turn_generator(site);
        self.power_changed(site);
    }

    fn begin_generator(&mut self, site: usize) {
        let Some(power) = self.case.power else {
            return;
        };
        let down = self.s.sites[site].generator_down;
        let law = if down {
            power.generator_down
        } else {
            power.generator_up
        };
        let n = self.s.sites[site].generator_flips;
        let amount = self.draw(&law, self.layout.keys.sites[site], luck::GENERATOR, n);
        let speed = self.generator_speed(site);
        let run = &mut self.s.sites[site];
        run.generator_flips += 1;
        let due = run.generator.begin(self.now, amount, speed);
        let token = run.generator.token();
        self.schedule(due, Kind::GeneratorFlips, site, token);
    }

    /// A generator behind the grid runs during outages alone; repair goes on by the calendar.
    fn generator_speed(&self, site: usize) -> f64 {
        let run = &self.s.sites[site];
        let rests =
            self.supply_of(site) == PowerSupply::Both && !run.grid_down && !run.generator_down;
        if rests { 0.0 } else { 1.0 }
    }

    fn turn_generator(&mut self, site: usize) {
        let speed = self.generator_speed(site);
        let run = &mut self.s.sites[site];
        if let Some(due) = run.generator.turn(self.now, speed) {
            let token = run.generator.token();
            self.schedule(due, Kind::GeneratorFlips, site, token);
        }
    }

    /// The generator fails or is repaired.
    pub fn generator_flips(&mut self, site: usize, token: u32) {
        if self.s.sites[site].generator.finish(token) {
            self.s.sites[site].generator_down ^= true;
            self.begin_generator(site);
            self.power_changed(site);
        }
    }

    fn power_changed(&mut self, site: usize) {
        let run = &self.s.sites[site];
        let powered = run.ready
            && match self.supply_of(site) {
                PowerSupply::Always => true,
                PowerSupply::Grid => !run.grid_down,
                PowerSupply::Generator => !run.generator_down,
                PowerSupply::Both => !run.grid_down || !run.generator_down,
            };
        if powered == run.powered {
            return;
        }
        self.s.sites[site].powered = powered;
        let what = What::PowerBack(Id::new(site as u32));
        let layout = self.layout;
        for &h in &layout.site_holdings[site] {
            if powered {
                self.s.holdings[h].turn = Some((Cause::Power, what));
            }
            self.touch(h);
        }
        self.network_changed(powered.then_some((Cause::Power, what)));
    }

    /// True where a node with this site has power; a node without a site always has.
    pub fn has_power(&self, site: Option<usize>) -> bool {
        site.is_none_or(|s| self.s.sites[s].powered)
    }
}
