//! Spares: one is ordered for each failure that needs one, while support holds; who waits longest has the next.
//!
//! Where vehicles may be cannibalised, one that already waits for a spare gives up another component that a second
//! vehicle of its unit lacks, and waits for both: shortages gather in the fewest vehicles.

use std::collections::VecDeque;

use case::Item;

use crate::Down;
use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::money::Spent;

/// A spare in a walk.
#[derive(Debug, Clone, Default)]
pub struct SpareRun {
    stocked: bool,
    stock: u32,
    orders: u32,
    queue: VecDeque<u32>,
}

impl Engine<'_> {
    /// The base stock of a type's spares comes with its first delivery; what it costs.
    pub fn stock_spares(&mut self, item: Item) -> f64 {
        let Some(row) = self.sustainment_of(item) else {
            return 0.0;
        };
        let case = self.case;
        let mut cost = 0.0;
        for spare in case.sustainment[row]
            .components
            .iter()
            .filter_map(|c| c.spare)
        {
            let base = self.numbers[case.spares[spare].stock].round().max(0.0) as u32;
            let run = &mut self.s.spares[spare.at()];
            if !run.stocked {
                run.stocked = true;
                run.stock += base;
                cost += f64::from(base) * self.numbers[case.spares[spare].cost];
            }
        }
        cost
    }

    /// A failure that needs a spare: one is ordered for it, and the next from stock is its.
    pub fn ask_spare(&mut self, asset: usize, spare: usize) {
        if self.is_supplied(self.holding_of(asset)) {
            let law = self.case.spares.rows()[spare].lead_time;
            let n = self.s.spares[spare].orders;
            self.s.spares[spare].orders += 1;
            let lead = self.draw(&law, self.layout.keys.spares[spare], luck::SPARE_LEAD, n);
            self.schedule(self.after(lead), Kind::SpareComes, spare, 0);
            let cost = self.numbers[self.case.spares.rows()[spare].cost];
            self.spend(Spent::Spares, cost);
        }
        if self.s.spares[spare].stock > 0 {
            self.s.spares[spare].stock -= 1;
            self.ask_hands(asset);
        } else if let Some(donor) = self.donor(asset) {
            self.give_up(donor, spare);
            self.ask_hands(asset);
        } else {
            self.s.spares[spare].queue.push_back(asset as u32);
            self.set_down(asset, Down::Spare);
        }
    }

    /// The same component of another vehicle of the unit that waits for a spare already, where that may be taken.
    fn donor(&self, asset: usize) -> Option<usize> {
        let run = &self.s.assets[asset];
        let row = self.s.platforms[run.platform as usize].sustainment?;
        if !self.case.sustainment[row as usize].cannibalises {
            return None;
        }
        let (first, end) = self.s.holdings[self.holding_of(asset)].platforms;
        let place = asset - self.s.platforms[run.platform as usize].assets.0 as usize;
        let gives = |p: &usize| {
            let platform = &self.s.platforms[*p];
            let (from, to) = platform.assets;
            let assets = &self.s.assets[from as usize..to as usize];
            *p != run.platform as usize
                && platform.weight > 0
                && assets.iter().any(|a| a.down == Some(Down::Spare))
                && assets[place].down.is_none()
        };
        let donor = (first as usize..end as usize).find(gives)?;
        Some(self.s.platforms[donor].assets.0 as usize + place)
    }

    /// A component that works is taken out; its vehicle waits for the spare in the place of the other.
    fn give_up(&mut self, asset: usize, spare: usize) {
        let run = &mut self.s.assets[asset];
        run.operating.stop();
        run.down_at = self.now;
        run.spare_wait = None;
        self.one_down(asset);
        self.s.spares[spare].queue.push_back(asset as u32);
        self.set_down(asset, Down::Spare);
    }

    /// Spares are ordered for it: old equipment always, bought equipment while its supplier has not withdrawn.
    pub fn is_supplied(&self, h: usize) -> bool {
        self.s.holdings[h]
            .deal
            .is_none_or(|d| self.s.deals[d as usize].withdrawn_at.is_none())
    }

    /// A spare comes: to the asset that waits longest, else to stock.
    pub fn spare_comes(&mut self, spare: usize) {
        while let Some(asset) = self.s.spares[spare].queue.pop_front() {
            let asset = asset as usize;
            if self.s.assets[asset].down == Some(Down::Spare) && !self.is_gone(asset) {
                self.s.assets[asset].spare_wait = Some(self.now);
                return self.ask_hands(asset);
            }
        }
        self.s.spares[spare].stock += 1;
    }
}
