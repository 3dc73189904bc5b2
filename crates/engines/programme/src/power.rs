//! Power of a site: the grid and a generator with its fuel, walked ahead to the next moment at which the lights go out or on.
//!
//! An outage that the generator bridges is nobody's event: a site with both has many of those and few blackouts, so the
//! clock walks over them by itself.

use case::{Numbers, Power, PowerSupply};
use random::{Ahead, Draws, EntityKey, Stream};

use crate::luck;

/// What the clock of a site is given.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// How the site gets power.
    pub supply: PowerSupply,
    /// Outages, failures, fuel.
    pub power: &'a Power,
    /// The numbers of the draw.
    pub numbers: &'a Numbers,
    /// Beginnings of months \[s\].
    pub months: &'a [f64],
    /// Whether each of them is in the season of outages; empty: there is none.
    pub in_season: &'a [bool],
}

/// The power of one site as it goes on. Times are seconds since the start of the case.
#[derive(Debug, Clone)]
pub struct PowerClock {
    supply: PowerSupply,
    grid: Ahead,
    generator: Stream,
    deliveries: Ahead,
    now: f64,
    /// How fast the time to the next outage is used up, until when, and in which month that stretch ends.
    pace: f64,
    pace_until: f64,
    pace_month: usize,
    grid_on: bool,
    grid_until: f64,
    generator_works: bool,
    /// Running time left to the next failure; while it is repaired: time left.
    generator_left: f64,
    /// Running time left in the tank.
    fuel_left: f64,
    refuel_at: f64,
    /// Running time since it was last asked for, and from when on.
    ran: f64,
    ran_from: f64,
}

impl PowerClock {
    /// A clock from the moment \[s\] at which a site stands, with grid and generator working and a full tank.
    pub fn new(given: &Given<'_>, now: f64, draws: &Draws, site: EntityKey) -> Self {
        let mut clock = Self {
            supply: given.supply,
            grid: draws.ahead(site, luck::GRID),
            generator: draws.of(site, luck::GENERATOR),
            deliveries: draws.ahead(site, luck::FUEL),
            now,
            pace: 1.0,
            pace_until: f64::NEG_INFINITY,
            pace_month: 0,
            grid_on: true,
            grid_until: f64::INFINITY,
            generator_works: true,
            generator_left: f64::INFINITY,
            fuel_left: f64::INFINITY,
            refuel_at: f64::INFINITY,
            ran: 0.0,
            ran_from: now,
        };
        let (power, numbers) = (given.power, given.numbers);
        if matches!(given.supply, PowerSupply::Grid | PowerSupply::Both) {
            clock.grid_until = clock.next_outage(given);
        }
        if matches!(given.supply, PowerSupply::Generator | PowerSupply::Both) {
            clock.generator_left = power.generator_up.draw(numbers, &mut clock.generator);
            if let Some(fuel) = power.fuel {
                clock.fuel_left = numbers[fuel.tank];
                let every = |uniforms| fuel.every.at_each(numbers, uniforms);
                clock.refuel_at = now + clock.deliveries.value(every);
            }
        }
        clock
    }

    /// The site has power now.
    pub fn is_on(&self) -> bool {
        let generator = self.generator_works && self.fuel_left > 0.0;
        match self.supply {
            PowerSupply::Always => true,
            PowerSupply::Grid => self.grid_on,
            PowerSupply::Generator => generator,
            PowerSupply::Both => self.grid_on || generator,
        }
    }

    /// Walks to the next moment at which power goes or comes; the moment \[s\], or `None` where that is after `end`.
    pub fn next_change(&mut self, given: &Given<'_>, end: f64) -> Option<f64> {
        let was = self.is_on();
        while self.is_on() == was {
            if self.supply == PowerSupply::Always || self.now > end {
                return None;
            }
            self.bridge(given, end);
            self.step(given);
        }
        (self.now <= end).then_some(self.now)
    }

    /// Running time of the generator for each second since this was last asked.
    pub fn take_burns(&mut self) -> f64 {
        let span = self.now - self.ran_from;
        let burns = if span > 0.0 { self.ran / span } else { 0.0 };
        self.ran = 0.0;
        self.ran_from = self.now;
        burns
    }

    /// A generator behind the grid runs during outages alone.
    fn generator_runs(&self) -> bool {
        let needed = self.supply == PowerSupply::Generator || !self.grid_on;
        needed && self.generator_works && self.fuel_left > 0.0
    }

    /// Walks over outages that a generator behind the grid bridges whole: while it works, lasts and has fuel for each.
    fn bridge(&mut self, given: &Given<'_>, end: f64) {
        let both = self.supply == PowerSupply::Both;
        while both && self.grid_on && self.generator_works && self.grid_until <= end {
            while self.refuel_at <= self.grid_until {
                self.now = self.refuel_at;
                self.refuel(given);
            }
            if self.fuel_left <= 0.0 {
                return;
            }
            self.now = self.grid_until;
            let lasts = self.grid_lasts(given);
            let back = self.now + lasts;
            let is_bridged =
                lasts < self.generator_left && lasts < self.fuel_left && back < self.refuel_at;
            if !is_bridged {
                self.grid_on = false;
                self.grid_until = back;
                return;
            }
            self.generator_left -= lasts;
            self.fuel_left -= lasts;
            self.ran += lasts;
            self.now = back;
            self.grid_until = self.next_outage(given);
        }
    }

    fn step(&mut self, given: &Given<'_>) {
        let runs = self.generator_runs();
        // Its repair goes on by the calendar.
        let counts = runs || !self.generator_works;
        let while_it = |counts: bool, left: f64| {
            if counts {
                self.now + left
            } else {
                f64::INFINITY
            }
        };
        let generator_at = while_it(counts, self.generator_left);
        let dry_at = while_it(runs, self.fuel_left);
        let next = self
            .grid_until
            .min(generator_at)
            .min(dry_at)
            .min(self.refuel_at);
        let spent = next - self.now;
        if counts {
            self.generator_left -= spent;
        }
        if runs {
            self.fuel_left -= spent;
            self.ran += spent;
        }
        self.now = next;
        if next == self.grid_until {
            self.grid_turns(given);
        } else if next == generator_at {
            self.generator_turns(given);
        } else if next == dry_at {
            self.fuel_left = 0.0;
        } else {
            self.refuel(given);
        }
    }

    fn grid_turns(&mut self, given: &Given<'_>) {
        self.grid_on = !self.grid_on;
        self.grid_until = if self.grid_on {
            self.next_outage(given)
        } else {
            self.now + self.grid_lasts(given)
        };
    }

    /// The next time with or without the grid, by turns.
    #[inline(always)]
    fn grid_lasts(&mut self, given: &Given<'_>) -> f64 {
        let (up, down) = (&given.power.grid_up, &given.power.grid_down);
        self.grid.value(|[a, b, c, d]| {
            let [a, c] = up.at_each(given.numbers, [a, c]);
            let [b, d] = down.at_each(given.numbers, [b, d]);
            [a, b, c, d]
        })
    }

    /// When the grid fails next, from now on.
    #[inline]
    fn next_outage(&mut self, given: &Given<'_>) -> f64 {
        let amount = self.grid_lasts(given);
        self.outage_after(given, amount)
    }

    fn generator_turns(&mut self, given: &Given<'_>) {
        self.generator_works = !self.generator_works;
        let law = if self.generator_works {
            given.power.generator_up
        } else {
            given.power.generator_down
        };
        self.generator_left = law.draw(given.numbers, &mut self.generator);
    }

    fn refuel(&mut self, given: &Given<'_>) {
        let Some(fuel) = given.power.fuel else {
            self.refuel_at = f64::INFINITY;
            return;
        };
        self.fuel_left = given.numbers[fuel.tank];
        // A day at least, so that a law that gives nought does not stop the clock.
        let every = |uniforms| fuel.every.at_each(given.numbers, uniforms);
        let wait = self.deliveries.value(every).max(86_400.0);
        self.refuel_at = self.now + wait;
    }

    /// When the next outage begins, if this time to it is used up faster or more slowly in the season.
    #[inline]
    fn outage_after(&mut self, given: &Given<'_>, amount: f64) -> f64 {
        let (mut at, mut left) = (self.now, amount);
        loop {
            if self.pace_until <= at {
                self.turn_season(given, at);
            }
            let outage = at + left / self.pace;
            if outage <= self.pace_until {
                return outage;
            }
            left -= self.pace * (self.pace_until - at);
            at = self.pace_until;
        }
    }

    /// The pace at a moment at or after the end of the last, and until when it holds.
    #[cold]
    fn turn_season(&mut self, given: &Given<'_>, at: f64) {
        let begins = |month: usize| given.months.get(month).copied().unwrap_or(f64::INFINITY);
        let in_season = |month: usize| given.in_season.get(month).copied().unwrap_or(false);
        let mut month = self.pace_month;
        while begins(month + 1) <= at {
            month += 1;
        }
        self.pace = match given.power.season {
            Some(season) if in_season(month) => given.numbers[season.outages],
            _ => 1.0,
        };
        let is_same = in_season(month);
        while begins(month) < f64::INFINITY && in_season(month) == is_same {
            month += 1;
        }
        self.pace_month = month;
        self.pace_until = begins(month);
    }
}
