//! Repair: at the unit by hands, at the country's depot on its benches, or with the supplier.
//!
//! Hands at the unit are its own people of the trade, else the supplier's while its support holds, else free people of the
//! trade. The depot takes what is beyond the unit, first come first served. What is beyond the country goes to the
//! supplier and comes back while it supports what it sold; after that it stays down.

use std::collections::VecDeque;

use case::{Cause, Component, Id, Law, Spare};
use quantity::marker::Duration;

use crate::engine::Engine;
use crate::event::Kind;
use crate::layout::Which;
use crate::state::Part;
use crate::{Down, What};

/// Whose hands repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hands {
    None,
    Crew,
    Free,
    Supplier(u32),
}

/// The depot in a walk.
#[derive(Debug, Clone, Default)]
pub struct DepotRun {
    /// Free benches; `None`: they are not a limit.
    pub free: Option<u32>,
    pub queue: VecDeque<u32>,
}

impl Engine<'_> {
    /// A failure that needs hands at the unit, or nothing more than time.
    pub fn ask_hands(&mut self, asset: usize) {
        if self.hands_needed(asset).is_some() {
            self.set_down(asset, Down::Hands);
            self.s.hands_queue.push_back(asset as u32);
            self.s.dirty.mark(Part::Hands);
        } else {
            self.repair(asset);
        }
    }

    /// A repair at the unit begins, by the hands that it was given.
    #[inline(always)]
    fn repair(&mut self, asset: usize) {
        let slowness = self.slowness_of(asset);
        let run = &mut self.s.assets[asset];
        let component = &self.layout.components[run.component as usize];
        let lasts = run.repairs.draw(&component.repair, self.numbers) * slowness;
        let why = if component.planned {
            Down::Planned
        } else {
            Down::Repair
        };
        self.comes_back(asset, why, lasts);
    }

    /// The way back to work takes so many seconds.
    #[inline(always)]
    fn comes_back(&mut self, asset: usize, why: Down, lasts: f64) {
        self.set_down(asset, why);
        let run = &mut self.s.assets[asset];
        run.token += 1;
        let token = run.token;
        self.schedule(self.after(lasts), Kind::Repaired, asset, token);
    }

    /// The same away from the unit, by another law than that of repairs there.
    fn comes_back_from(&mut self, asset: usize, away: Down, law: fn(&Component) -> &Law<Duration>) {
        let run = &mut self.s.assets[asset];
        let component = &self.layout.components[run.component as usize];
        let repairs = &mut run.repairs;
        let lasts = repairs.draw_other(&component.repair, law(component), self.numbers);
        self.comes_back(asset, away, lasts);
    }

    /// A failure that is beyond the unit.
    pub fn send_to_depot(&mut self, asset: usize) {
        match &mut self.s.depot.free {
            Some(0) => {
                self.s.depot.queue.push_back(asset as u32);
                self.set_down(asset, Down::Depot);
            }
            Some(free) => {
                *free -= 1;
                self.comes_back_from(asset, Down::Depot, |component| &component.depot);
            }
            None => self.comes_back_from(asset, Down::Depot, |component| &component.depot),
        }
    }

    /// A bench of the depot is free again.
    fn free_bench(&mut self) {
        if let Some(free) = &mut self.s.depot.free {
            *free += 1;
        }
        while self.s.depot.free.is_some_and(|free| free > 0)
            && let Some(next) = self.s.depot.queue.pop_front()
        {
            if !self.is_gone(next as usize) {
                self.send_to_depot(next as usize);
            }
        }
    }

    /// A failure that is beyond the country; without the supplier's support it stays down.
    pub fn send_abroad(&mut self, asset: usize) {
        if self.is_supplied(self.holding_of(asset)) {
            self.comes_back_from(asset, Down::Abroad, |component| &component.turnaround);
        } else {
            self.set_down(asset, Down::Abroad);
        }
    }

    /// Gives hands to repairs in the order of asking; a repair whose hands are not free lets others pass.
    pub fn settle_hands(&mut self) {
        let mut i = 0;
        while let Some(&asset) = self.s.hands_queue.get(i) {
            let asset = asset as usize;
            if self.is_gone(asset) {
                self.s.hands_queue.remove(i);
            } else if self.take_hands(asset) {
                self.s.hands_queue.remove(i);
                self.repair(asset);
            } else {
                i += 1;
            }
        }
    }

    #[inline]
    fn hands_needed(&self, asset: usize) -> Option<(usize, u32)> {
        let (trade, n) = self.component(asset).hands?;
        Some((trade.at(), n))
    }

    fn take_hands(&mut self, asset: usize) -> bool {
        let Some((trade, n)) = self.hands_needed(asset) else {
            return true;
        };
        let h = self.holding_of(asset);
        let hands = if self.crew_hands(h, trade) >= n {
            self.s.holdings[h].busy += n;
            Hands::Crew
        } else if let Some(supplier) = self
            .supplier_of(h)
            .filter(|&s| self.s.supplier_hands[s] >= n)
        {
            self.s.supplier_hands[supplier] -= n;
            Hands::Supplier(supplier as u32)
        } else if self.s.trades[trade].free >= n {
            self.s.trades[trade].free -= n;
            Hands::Free
        } else {
            return false;
        };
        self.s.assets[asset].hands = hands;
        true
    }

    /// How many times as long as by seasoned hands a repair takes by those that an asset was given; where hands are not a
    /// limit, they are seasoned.
    #[inline(always)]
    fn slowness_of(&self, asset: usize) -> f64 {
        match self.s.assets[asset].hands {
            Hands::None | Hands::Supplier(_) => 1.0,
            hands => self.slowness(self.skill_of(hands, asset)),
        }
    }

    fn skill_of(&self, hands: Hands, asset: usize) -> f64 {
        match hands {
            Hands::Crew => self.skill(self.holding_of(asset), self.now),
            _ => self.skill_of_newcomers(),
        }
    }

    /// People of a trade in a holding's own crews who do not repair just now.
    fn crew_hands(&self, h: usize, trade: usize) -> u32 {
        let place = self.layout.holdings[h]
            .crew
            .iter()
            .position(|&(t, _)| t == trade);
        place.map_or(0, |p| {
            self.people_of(h, p).saturating_sub(self.s.holdings[h].busy)
        })
    }

    /// The supplier whose hands help: of bought equipment its seller while it supports it; of old equipment whoever
    /// gives services.
    fn supplier_of(&self, h: usize) -> Option<usize> {
        let deal = match self.s.holdings[h].deal {
            Some(d) => Some(d as usize).filter(|&d| self.s.deals[d].withdrawn_at.is_none()),
            None => self
                .s
                .deals
                .iter()
                .position(|d| d.services_at.is_some() && d.serves()),
        };
        deal.map(|d| self.case.deals.rows()[d].supplier.at())
    }

    #[inline(always)]
    fn free_hands(&mut self, asset: usize) {
        let hands = std::mem::replace(&mut self.s.assets[asset].hands, Hands::None);
        if hands != Hands::None {
            self.return_hands(asset, hands);
        }
    }

    fn return_hands(&mut self, asset: usize, hands: Hands) {
        let Some((trade, n)) = self.hands_needed(asset) else {
            return;
        };
        let h = self.holding_of(asset);
        match hands {
            Hands::None => return,
            Hands::Crew => self.s.holdings[h].busy -= n,
            Hands::Free => {
                self.s.trades[trade].free += n;
                self.s.dirty.mark(Part::Crews);
            }
            Hands::Supplier(supplier) => self.s.supplier_hands[supplier as usize] += n,
        }
        self.s.dirty.mark(Part::Hands);
    }

    /// An asset is repaired.
    pub fn repaired(&mut self, asset: usize, token: u32) {
        let s = &mut *self.s;
        let run = &mut s.assets[asset];
        let platform = &s.platforms[run.platform as usize];
        if run.token != token || platform.weight == 0 {
            return;
        }
        let (p, h, several) = (run.platform, run.holding as usize, platform.has_several());
        let spare = self.layout.components[run.component as usize].spare;
        let spare = spare.filter(|_| run.waited_for_spare(self.now));
        s.holdings[h].turn = Some(return_of(spare, self.layout.holdings[h].which));
        if run.down.take() == Some(Down::Depot) {
            self.free_bench();
        }
        self.free_hands(asset);
        self.one_up(asset);
        self.run_to_failure(asset);
        if several {
            self.turn_platform(p as usize);
        }
    }

    /// An asset of a platform that is lost for good: its hands and its bench are free.
    pub fn scrap(&mut self, asset: usize) {
        let run = &mut self.s.assets[asset];
        run.operating.stop();
        run.token += 1;
        let on_bench =
            run.down == Some(Down::Depot) && !self.s.depot.queue.contains(&(asset as u32));
        if on_bench {
            self.free_bench();
        }
        self.free_hands(asset);
    }
}

/// What came back: the spare, where the wait for it was the longer part, or else the repaired one.
fn return_of(spare: Option<Id<Spare>>, which: Which) -> (Cause, What) {
    match (spare, which) {
        (Some(spare), _) => (Cause::Spare, What::SpareCame(spare)),
        (None, Which::Unit(unit)) => (Cause::Failure, What::Repaired(unit)),
        (None, Which::Sensor(sensor)) => (Cause::Failure, What::SensorRepaired(sensor)),
    }
}
