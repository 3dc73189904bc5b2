//! Failures, spares, hands and repair.
//!
//! A vehicle (or a battery that fails as one item, or a sensor) uses up its operating time while somebody operates it. A
//! failure may need a spare: one is ordered for it at once while support holds, and the vehicle takes the next from
//! stock, first come first served. Then it waits for hands: the unit's own people of the trade, else the supplier's while
//! its support holds, else free people of the trade. Then it is repaired.

use std::collections::VecDeque;

use calendar::Instant;
use case::{Cause, Id, Item, Law};
use quantity::marker::Duration;
use random::{EntityKey, Stream};

use crate::What;
use crate::engine::Engine;
use crate::event::Kind;
use crate::layout::Which;
use crate::luck;
use crate::money::Spent;
use crate::progress::Progress;
use crate::state::Part;

/// Whether an asset works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssetState {
    /// It works.
    Up,
    /// It failed.
    Down,
    /// Lost for good.
    Gone,
}

/// Whose hands repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hands {
    None,
    Crew,
    Free,
    Supplier(u32),
}

/// What fails and is repaired as one: a vehicle, a battery, a sensor.
#[derive(Debug)]
pub struct Asset {
    holding: u32,
    /// Vehicles in it.
    pub weight: u32,
    pub state: AssetState,
    /// Row in the case's sustainment.
    pub sustainment: Option<u32>,
    /// Operating time a second while somebody operates it.
    speed: f64,
    spare_chance: f64,
    /// Age when it came [s].
    age: f64,
    came: Instant,
    operating: Progress,
    failures: Stream,
    repairs: Stream,
    spares: Stream,
    /// Tells a repair from one that was overtaken.
    token: u32,
    down_at: Instant,
    spare_wait: Option<Instant>,
    hands: Hands,
}

/// A spare in a walk.
#[derive(Debug, Clone, Default)]
pub struct SpareRun {
    stocked: bool,
    stock: u32,
    orders: u32,
    queue: VecDeque<u32>,
}

impl Engine<'_> {
    fn sustainment_of(&self, item: Item) -> Option<usize> {
        match item {
            Item::FireUnit(kind) => self.layout.unit_sustainment[kind.at()],
            Item::Sensor(kind) => self.layout.sensor_sustainment[kind.at()],
        }
    }

    /// The base stock of a type's spare comes with its first delivery.
    pub fn stock_spares(&mut self, item: Item) {
        let row = self.sustainment_of(item);
        let Some(spare) = row.and_then(|r| self.case.sustainment[r].spare) else {
            return;
        };
        let base = self.numbers[self.case.spares[spare].stock].round().max(0.0) as u32;
        let run = &mut self.s.spares[spare.at()];
        if !run.stocked {
            run.stocked = true;
            run.stock += base;
        }
    }

    /// What of a delivery fails and is repaired as one.
    pub fn add_assets(&mut self, h: usize, item: Item, vehicles: u32) {
        let row = self.sustainment_of(item);
        let sustainment = row.map(|r| &self.case.sustainment[r]);
        let as_one = sustainment.is_some_and(|s| s.battery_as_one);
        let (n, weight) = if as_one {
            (vehicles.min(1), vehicles)
        } else {
            (vehicles, 1)
        };
        let hours = sustainment.map_or(0.0, |s| self.numbers[s.hours_per_day]);
        let spare_chance = sustainment.map_or(0.0, |s| self.numbers[s.spare_chance]);
        let wears = sustainment.map_or(0.0, |s| self.numbers[s.wears_out]);
        let age = self.age_of(h);
        let first = self.s.assets.len();
        for i in 0..n {
            let key = self.layout.holdings[h].key.with(u64::from(i));
            self.s.assets.push(Asset {
                holding: h as u32,
                weight,
                state: AssetState::Up,
                sustainment: row.map(|r| r as u32),
                speed: hours.clamp(0.0, 24.0) / 24.0,
                spare_chance,
                age,
                came: self.now,
                operating: Progress::default(),
                failures: self.draws.of(key, luck::FAILURE),
                repairs: self.draws.of(key, luck::REPAIR),
                spares: self.draws.of(key, luck::SPARE_NEEDED),
                token: 0,
                down_at: self.now,
                spare_wait: None,
                hands: Hands::None,
            });
            let asset = first + i as usize;
            self.run_to_failure(asset);
            if let Some(life) = sustainment.and_then(|s| s.life) {
                let after = self.life_left(&life, key, age);
                self.schedule(self.after(after), Kind::WearsOut, asset, 0);
            }
            if wears > 0.0 {
                let after = self.threshold(key, luck::WEARS_OUT, 0) / wears;
                self.schedule(self.after(after), Kind::WearsOut, asset, 0);
            }
        }
        self.s.holdings[h].assets = (first as u32, first as u32 + n);
    }

    /// How old the equipment of a holding is when it comes [s].
    fn age_of(&self, h: usize) -> f64 {
        if let Some(d) = self.s.holdings[h].deal {
            return self.numbers[self.case.deals.rows()[d as usize].age];
        }
        match self.layout.holdings[h].which {
            Which::Unit(unit) => self.numbers[self.case.units[unit].age],
            Which::Sensor(sensor) => self.numbers[self.case.sensors[sensor].age],
        }
    }

    /// What is left [s] of a life that has lasted to an age: the law's draw among those that reach it.
    fn life_left(&self, life: &Law<Duration>, key: EntityKey, age: f64) -> f64 {
        let u = self.uniform(key, luck::LIFE, 0);
        // The share of lives that end before the age, by halving.
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..if age > 0.0 { 40 } else { 0 } {
            let middle = 0.5 * (low + high);
            if life.at(self.numbers, middle) < age {
                low = middle;
            } else {
                high = middle;
            }
        }
        (life.at(self.numbers, low + (1.0 - low) * u) - age).max(0.0)
    }

    /// How many times as often as a new one an asset fails at its present age.
    fn ageing(&self, asset: &Asset, rate: f64) -> f64 {
        1.0 + rate * (asset.age + (self.now - asset.came).as_seconds())
    }

    fn operating_speed(&self, asset: usize) -> f64 {
        let asset = &self.s.assets[asset];
        let operated = self.s.holdings[asset.holding as usize].crew.is_some();
        if operated { asset.speed } else { 0.0 }
    }

    fn run_to_failure(&mut self, asset: usize) {
        let speed = self.operating_speed(asset);
        let run = &mut self.s.assets[asset];
        let Some(row) = run.sustainment else {
            return;
        };
        let sustainment = &self.case.sustainment[row as usize];
        let mut left = sustainment.mtbf.draw(self.numbers, &mut run.failures);
        let rate = self.numbers[sustainment.ages];
        if rate > 0.0 {
            left /= self.ageing(&self.s.assets[asset], rate);
        }
        let run = &mut self.s.assets[asset];
        let due = run.operating.begin(self.now, left, speed);
        let token = run.operating.token();
        self.schedule(due, Kind::Fails, asset, token);
    }

    /// Somebody began or ceased to operate a holding.
    pub fn turn_failures(&mut self, h: usize) {
        let (first, end) = self.s.holdings[h].assets;
        for asset in first..end {
            let speed = self.operating_speed(asset as usize);
            let run = &mut self.s.assets[asset as usize];
            if let Some(due) = run.operating.turn(self.now, speed) {
                let token = run.operating.token();
                self.schedule(due, Kind::Fails, asset as usize, token);
            }
        }
    }

    /// An asset fails.
    pub fn fails(&mut self, asset: usize, token: u32) {
        let run = &mut self.s.assets[asset];
        if !run.operating.finish(token) {
            return;
        }
        let Some(row) = run.sustainment else {
            return;
        };
        let sustainment = &self.case.sustainment[row as usize];
        run.state = AssetState::Down;
        run.down_at = self.now;
        run.spare_wait = None;
        let needs_spare = run.spares.chance(run.spare_chance);
        let h = run.holding as usize;
        self.s.holdings[h].up -= run.weight;
        self.s.measures.failures += 1;
        self.touch(h);
        match sustainment.spare {
            Some(spare) if needs_spare => self.ask_spare(asset, spare.at()),
            _ => self.ask_hands(asset),
        }
    }

    fn ask_spare(&mut self, asset: usize, spare: usize) {
        let h = self.s.assets[asset].holding as usize;
        if self.is_supplied(h) {
            let law = self.case.spares.rows()[spare].lead_time;
            let n = self.s.spares[spare].orders;
            self.s.spares[spare].orders += 1;
            let lead = self.draw(&law, self.layout.keys.spares[spare], luck::SPARE_LEAD, n);
            self.schedule(self.after(lead), Kind::SpareComes, spare, 0);
            self.spend(
                Spent::Spares,
                self.numbers[self.case.spares.rows()[spare].cost],
            );
        }
        let run = &mut self.s.spares[spare];
        if run.stock > 0 {
            run.stock -= 1;
            self.ask_hands(asset);
        } else {
            run.queue.push_back(asset as u32);
        }
    }

    /// Spares are ordered for it: old equipment always, bought equipment while its supplier has not withdrawn.
    fn is_supplied(&self, h: usize) -> bool {
        self.s.holdings[h]
            .deal
            .is_none_or(|d| self.s.deals[d as usize].withdrawn_at.is_none())
    }

    /// A spare comes: to the asset that waits longest, else to stock.
    pub fn spare_comes(&mut self, spare: usize) {
        while let Some(asset) = self.s.spares[spare].queue.pop_front() {
            let run = &mut self.s.assets[asset as usize];
            if run.state == AssetState::Down {
                run.spare_wait = Some(self.now);
                return self.ask_hands(asset as usize);
            }
        }
        self.s.spares[spare].stock += 1;
    }

    fn ask_hands(&mut self, asset: usize) {
        let row = self.s.assets[asset].sustainment;
        if row.is_some_and(|r| self.case.sustainment[r as usize].hands.is_some()) {
            self.s.hands_queue.push_back(asset as u32);
            self.s.dirty.mark(Part::Hands);
        } else {
            self.repair(asset);
        }
    }

    fn repair(&mut self, asset: usize) {
        let run = &mut self.s.assets[asset];
        let Some(row) = run.sustainment else {
            return;
        };
        let lasts = self.case.sustainment[row as usize]
            .repair
            .draw(self.numbers, &mut run.repairs);
        run.token += 1;
        let token = run.token;
        let lasts = lasts * self.slowness(self.skill_of_hands(asset));
        self.schedule(self.after(lasts), Kind::Repaired, asset, token);
    }

    /// Gives hands to repairs in the order of asking; a repair whose hands are not free lets others pass.
    pub fn settle_hands(&mut self) {
        if !self.s.dirty.take(Part::Hands) {
            return;
        }
        let mut i = 0;
        while let Some(&asset) = self.s.hands_queue.get(i) {
            let asset = asset as usize;
            if self.s.assets[asset].state != AssetState::Down {
                self.s.hands_queue.remove(i);
            } else if self.take_hands(asset) {
                self.s.hands_queue.remove(i);
                self.repair(asset);
            } else {
                i += 1;
            }
        }
    }

    fn hands_needed(&self, asset: usize) -> Option<(usize, u32)> {
        let row = self.s.assets[asset].sustainment?;
        self.case.sustainment[row as usize]
            .hands
            .map(|(t, n)| (t.at(), n))
    }

    fn take_hands(&mut self, asset: usize) -> bool {
        let Some((trade, n)) = self.hands_needed(asset) else {
            return true;
        };
        let h = self.s.assets[asset].holding as usize;
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

    /// Skill of those who repair an asset; where hands are not a limit, a seasoned one's.
    fn skill_of_hands(&self, asset: usize) -> f64 {
        let run = &self.s.assets[asset];
        match run.hands {
            Hands::Crew => self.skill(run.holding as usize, self.now),
            Hands::Free => self.skill_of_newcomers(),
            Hands::None | Hands::Supplier(_) => 1.0,
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

    fn free_hands(&mut self, asset: usize) {
        let hands = std::mem::replace(&mut self.s.assets[asset].hands, Hands::None);
        if hands == Hands::None {
            return;
        }
        let Some((trade, n)) = self.hands_needed(asset) else {
            return;
        };
        let h = self.s.assets[asset].holding as usize;
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
        let run = &mut self.s.assets[asset];
        if run.state != AssetState::Down || run.token != token {
            return;
        }
        run.state = AssetState::Up;
        let h = run.holding as usize;
        let waited = run.spare_wait.map_or(0, |came| (came - run.down_at).0);
        let by_spare = 2 * waited > (self.now - run.down_at).0;
        self.s.holdings[h].up += run.weight;
        self.s.holdings[h].turn = Some(self.return_of(asset, by_spare));
        self.free_hands(asset);
        self.run_to_failure(asset);
        self.touch(h);
    }

    /// Why an asset was down so long: the spare where that wait was the longer part.
    fn return_of(&self, asset: usize, by_spare: bool) -> (Cause, What) {
        let run = &self.s.assets[asset];
        let spare = run
            .sustainment
            .and_then(|r| self.case.sustainment[r as usize].spare);
        match (spare, self.layout.holdings[run.holding as usize].which) {
            (Some(spare), _) if by_spare => (Cause::Spare, What::SpareCame(Id::new(spare.row()))),
            (_, Which::Unit(unit)) => (Cause::Failure, What::Repaired(unit)),
            (_, Which::Sensor(sensor)) => (Cause::Failure, What::SensorRepaired(sensor)),
        }
    }

    /// A vehicle, or a battery that is one item, is worn out.
    pub fn wears_out(&mut self, asset: usize) {
        let h = self.s.assets[asset].holding as usize;
        if self.s.assets[asset].state != AssetState::Gone {
            self.lose(asset, self.s.assets[asset].weight);
            self.after_losses(h);
        }
    }

    /// Some vehicles of an asset are lost for good.
    pub fn lose(&mut self, asset: usize, vehicles: u32) {
        let run = &mut self.s.assets[asset];
        let h = run.holding as usize;
        let vehicles = vehicles.min(run.weight);
        run.weight -= vehicles;
        self.s.holdings[h].left -= vehicles;
        if run.state == AssetState::Up {
            self.s.holdings[h].up -= vehicles;
        }
        if run.weight == 0 {
            run.state = AssetState::Gone;
            run.operating.stop();
            run.token += 1;
            self.free_hands(asset);
        }
        self.touch(h);
    }

    /// A holding of which nothing is left gives its people back.
    pub fn after_losses(&mut self, h: usize) {
        if self.s.holdings[h].left == 0 {
            self.s.holdings[h].strike.stop();
            self.disband(h);
        }
    }
}
