//! What stands in a holding: platforms, each of one or more components that fail on their own.
//!
//! A platform is a vehicle, a battery that fails as one item, or a sensor. It works while all of its components do; while one
//! is down the others rest.

use calendar::Instant;
use case::{Component, Item, Law, LawStream};
use quantity::marker::Duration;
use random::{EntityKey, Stream};

use crate::build_up::Down;
use crate::engine::Engine;
use crate::event::Kind;
use crate::layout::Which;
use crate::luck;
use crate::progress::Progress;
use crate::repair::Hands;

/// What works or does not as one: a vehicle, a battery, a sensor.
#[derive(Debug, Clone, Copy)]
pub struct Platform {
    pub holding: u32,
    /// Vehicles in it; 0: lost for good.
    pub weight: u32,
    /// Row in the case's sustainment.
    pub sustainment: Option<u32>,
    /// Components that are down.
    pub down: u32,
    /// Its components, from and to.
    pub assets: (u32, u32),
    /// Operating time a second while somebody operates it.
    speed: f64,
    /// Age when it came \[s\].
    age: f64,
    came: Instant,
    /// By how much of its first rate of failures it fails more often, a second of age.
    ages: f64,
}

impl Platform {
    /// How many times as often as a new one it fails at its present age.
    #[inline]
    pub fn ageing(&self, now: Instant) -> f64 {
        if self.ages > 0.0 {
            1.0 + self.ages * (self.age + (now - self.came).as_seconds())
        } else {
            1.0
        }
    }

    /// More than one component: while one is down the others rest.
    #[inline]
    pub fn has_several(&self) -> bool {
        self.assets.1 - self.assets.0 > 1
    }

    /// Operating time a second now, where somebody operates it or not.
    #[inline]
    pub fn operating_speed(&self, is_operated: bool) -> f64 {
        if is_operated && self.down == 0 {
            self.speed
        } else {
            0.0
        }
    }
}

/// One component of a platform.
#[derive(Debug)]
pub struct Asset {
    pub platform: u32,
    pub holding: u32,
    /// What it is: row in the list of all components.
    pub component: u32,
    /// Why it is down; `None`: it works.
    pub down: Option<Down>,
    /// Failures that need a spare, and those that go beyond the unit.
    pub spares: Thinned,
    pub beyond: Thinned,
    /// Which share of those beyond the unit go abroad.
    pub abroad: f64,
    pub operating: Progress,
    pub failures: LawStream,
    pub repairs: LawStream,
    pub levels: Stream,
    /// Tells a repair from one that was overtaken.
    pub token: u32,
    pub down_at: Instant,
    pub spare_wait: Option<Instant>,
    pub hands: Hands,
}

/// Failures of which each has a chance to be of some kind, told by how many come before the next that is.
///
/// One draw for each that is of the kind, where a draw for each failure would mostly say no.
#[derive(Debug)]
pub struct Thinned {
    stream: Stream,
    chance: f64,
    before: u32,
}

impl Thinned {
    fn new(mut stream: Stream, chance: f64) -> Self {
        let before = stream.geometric(chance);
        Self {
            stream,
            chance,
            before,
        }
    }

    /// Whether the next failure is of the kind.
    #[inline]
    pub fn is_next(&mut self) -> bool {
        if self.before == u32::MAX {
            return false;
        }
        if self.before > 0 {
            self.before -= 1;
            return false;
        }
        self.before = self.stream.geometric(self.chance);
        true
    }
}

impl Asset {
    /// True where one that comes back waited for a spare more than half of its time down.
    #[inline]
    pub fn waited_for_spare(&self, now: Instant) -> bool {
        let waited = self.spare_wait.map(|came| (came - self.down_at).0);
        waited.is_some_and(|waited| 2 * waited > (now - self.down_at).0)
    }
}

impl Engine<'_> {
    pub fn sustainment_of(&self, item: Item) -> Option<usize> {
        match item {
            Item::FireUnit(kind) => self.layout.unit_sustainment[kind.at()],
            Item::Sensor(kind) => self.layout.sensor_sustainment[kind.at()],
        }
    }

    /// What an asset is.
    #[inline]
    pub fn component(&self, asset: usize) -> &Component {
        &self.layout.components[self.s.assets[asset].component as usize]
    }

    /// The holding in which an asset stands.
    #[inline]
    pub fn holding_of(&self, asset: usize) -> usize {
        self.s.assets[asset].holding as usize
    }

    /// What of a delivery fails and is repaired as one.
    pub fn add_platforms(&mut self, h: usize, item: Item, vehicles: u32) {
        let row = self.sustainment_of(item);
        let sustainment = row.map(|r| &self.case.sustainment[r]);
        let as_one = sustainment.is_some_and(|s| s.battery_as_one);
        let (n, weight) = if as_one {
            (vehicles.min(1), vehicles)
        } else {
            (vehicles, 1)
        };
        let hours = sustainment.map_or(0.0, |s| self.numbers[s.hours_per_day]);
        let wears = sustainment.map_or(0.0, |s| self.numbers[s.wears_out]);
        let age = self.age_of(h);
        let first = self.s.platforms.len();
        for i in 0..n {
            let key = self.layout.holdings[h].key.with(u64::from(i));
            let platform = first + i as usize;
            let from = self.s.assets.len() as u32;
            self.s.platforms.push(Platform {
                holding: h as u32,
                weight,
                sustainment: row.map(|r| r as u32),
                down: 0,
                assets: (from, from),
                speed: hours.clamp(0.0, 24.0) / 24.0,
                age,
                came: self.now,
                ages: sustainment.map_or(0.0, |s| self.numbers[s.ages]),
            });
            if let Some(row) = row {
                self.add_assets(platform, row, key);
            }
            if let Some(life) = sustainment.and_then(|s| s.life) {
                let after = self.life_left(&life, key, age);
                self.schedule(self.after(after), Kind::WearsOut, platform, 0);
            }
            if wears > 0.0 {
                let after = self.threshold(key, luck::WEARS_OUT, 0) / wears;
                self.schedule(self.after(after), Kind::WearsOut, platform, 0);
            }
        }
        self.s.holdings[h].platforms = (first as u32, first as u32 + n);
    }

    fn add_assets(&mut self, platform: usize, row: usize, key: EntityKey) {
        let first = self.layout.first_component[row];
        for c in 0..self.case.sustainment[row].components.len() {
            self.add_asset(platform, first + c, key);
        }
    }

    fn add_asset(&mut self, platform: usize, component: usize, key: EntityKey) {
        let row = component as u32;
        let component = &self.layout.components[component];
        // The only component of a type has its platform's own luck; others that of their names.
        let key = if component.id.is_empty() {
            key
        } else {
            key.with(EntityKey::of(&component.id).0)
        };
        let abroad = self.numbers[component.abroad];
        let depot = self.numbers[component.to_depot];
        let asset = self.s.assets.len();
        self.s.assets.push(Asset {
            platform: platform as u32,
            holding: self.s.platforms[platform].holding,
            component: row,
            down: None,
            spares: Thinned::new(
                self.draws.of(key, luck::SPARE_NEEDED),
                self.numbers[component.spare_chance],
            ),
            beyond: Thinned::new(self.draws.of(key, luck::BEYOND), abroad + depot),
            abroad: abroad / (abroad + depot),
            operating: Progress::default(),
            failures: LawStream::new(self.draws, key, luck::FAILURE),
            repairs: LawStream::new(self.draws, key, luck::REPAIR),
            levels: self.draws.of(key, luck::LEVEL),
            token: 0,
            down_at: self.now,
            spare_wait: None,
            hands: Hands::None,
        });
        self.s.platforms[platform].assets.1 += 1;
        self.run_to_failure(asset);
    }

    /// How old the equipment of a holding is when it comes \[s\].
    fn age_of(&self, h: usize) -> f64 {
        if let Some(d) = self.s.holdings[h].deal {
            return self.numbers[self.case.deals.rows()[d as usize].age];
        }
        match self.layout.holdings[h].which {
            Which::Unit(unit) => self.numbers[self.case.units[unit].age],
            Which::Sensor(sensor) => self.numbers[self.case.sensors[sensor].age],
        }
    }

    /// What is left \[s\] of a life that has lasted to an age: the law's draw among those that reach it.
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

    /// Somebody began or ceased to operate a holding.
    pub fn turn_failures(&mut self, h: usize) {
        let (first, end) = self.s.holdings[h].platforms;
        for platform in first as usize..end as usize {
            self.turn_platform(platform);
        }
    }

    /// The components of a platform go on, or rest.
    pub fn turn_platform(&mut self, platform: usize) {
        let run = &self.s.platforms[platform];
        let is_operated = self.s.holdings[run.holding as usize].crew.is_some();
        let (speed, (first, end)) = (run.operating_speed(is_operated), run.assets);
        for asset in first as usize..end as usize {
            let run = &mut self.s.assets[asset];
            if let Some(due) = run.operating.turn(self.now, speed) {
                let token = run.operating.token();
                self.schedule(due, Kind::Fails, asset, token);
            }
        }
    }

    /// A component of a platform goes down.
    #[inline(always)]
    pub fn one_down(&mut self, asset: usize) {
        let s = &mut *self.s;
        let p = s.assets[asset].platform as usize;
        let platform = &mut s.platforms[p];
        let h = platform.holding as usize;
        platform.down += 1;
        if platform.down == 1 {
            s.holdings[h].up -= platform.weight;
            if platform.has_several() {
                self.turn_platform(p);
            }
        }
        self.touch(h);
    }

    /// A component of a platform comes back.
    #[inline(always)]
    pub fn one_up(&mut self, asset: usize) {
        let s = &mut *self.s;
        let platform = &mut s.platforms[s.assets[asset].platform as usize];
        let h = platform.holding as usize;
        platform.down -= 1;
        if platform.down == 0 {
            s.holdings[h].up += platform.weight;
        }
        self.touch(h);
    }

    /// A vehicle, or a battery that is one item, is worn out.
    pub fn wears_out(&mut self, platform: usize) {
        let Platform {
            weight, holding, ..
        } = self.s.platforms[platform];
        if weight > 0 {
            self.lose(platform, weight);
            self.after_losses(holding as usize);
        }
    }

    /// Some vehicles of a platform are lost for good.
    pub fn lose(&mut self, platform: usize, vehicles: u32) {
        let run = &mut self.s.platforms[platform];
        let h = run.holding as usize;
        let vehicles = vehicles.min(run.weight);
        run.weight -= vehicles;
        let (gone, works, assets) = (run.weight == 0, run.down == 0, run.assets);
        self.s.holdings[h].left -= vehicles;
        if works {
            self.s.holdings[h].up -= vehicles;
        }
        if gone {
            for asset in assets.0 as usize..assets.1 as usize {
                self.scrap(asset);
            }
        }
        self.touch(h);
    }

    /// The platform in which the `n`-th vehicle that is left stands.
    pub fn platform_with(&self, h: usize, n: u32) -> Option<usize> {
        let (first, end) = self.s.holdings[h].platforms;
        let mut n = n;
        for platform in first as usize..end as usize {
            let weight = self.s.platforms[platform].weight;
            if n < weight {
                return Some(platform);
            }
            n -= weight;
        }
        None
    }

    /// True where the platform of an asset is lost for good.
    #[inline]
    pub fn is_gone(&self, asset: usize) -> bool {
        self.s.platforms[self.s.assets[asset].platform as usize].weight == 0
    }

    /// A holding of which nothing is left gives its people back.
    pub fn after_losses(&mut self, h: usize) {
        if self.s.holdings[h].left == 0 {
            self.s.holdings[h].strike.stop();
            self.disband(h);
        }
    }
}
