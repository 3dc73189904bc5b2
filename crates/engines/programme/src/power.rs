//! Power of a site: the grid and a generator, walked ahead to the next moment at which the lights go out or on.
//!
//! An outage that the generator bridges is nobody's event: a site with both has many of those and few blackouts, so the
//! clock walks over them by itself.

use case::{Numbers, Power, PowerSupply};
use random::Stream;

/// The power of one site as it goes on. Times are seconds since the site stood.
#[derive(Debug, Clone)]
pub struct PowerClock {
    supply: PowerSupply,
    grid: Stream,
    generator: Stream,
    now: f64,
    grid_on: bool,
    grid_until: f64,
    generator_works: bool,
    /// Running time left to the next failure; while it is repaired: time left.
    generator_left: f64,
}

impl PowerClock {
    /// A clock from the moment at which a site stands, with grid and generator working.
    pub fn new(
        supply: PowerSupply,
        power: &Power,
        numbers: &Numbers,
        grid: Stream,
        generator: Stream,
    ) -> Self {
        let mut clock = Self {
            supply,
            grid,
            generator,
            now: 0.0,
            grid_on: true,
            grid_until: f64::INFINITY,
            generator_works: true,
            generator_left: f64::INFINITY,
        };
        if matches!(supply, PowerSupply::Grid | PowerSupply::Both) {
            clock.grid_until = power.grid_up.draw(numbers, &mut clock.grid);
        }
        if matches!(supply, PowerSupply::Generator | PowerSupply::Both) {
            clock.generator_left = power.generator_up.draw(numbers, &mut clock.generator);
        }
        clock
    }

    /// The site has power now.
    pub const fn is_on(&self) -> bool {
        match self.supply {
            PowerSupply::Always => true,
            PowerSupply::Grid => self.grid_on,
            PowerSupply::Generator => self.generator_works,
            PowerSupply::Both => self.grid_on || self.generator_works,
        }
    }

    /// Walks to the next moment at which power goes or comes; the moment, or `None` where that is after `end`.
    pub fn next_change(&mut self, power: &Power, numbers: &Numbers, end: f64) -> Option<f64> {
        let was = self.is_on();
        while self.is_on() == was {
            if self.supply == PowerSupply::Always || self.now > end {
                return None;
            }
            self.step(power, numbers);
        }
        (self.now <= end).then_some(self.now)
    }

    /// A generator behind the grid runs during outages alone; its repair goes on by the calendar.
    fn generator_clock_runs(&self) -> bool {
        !(self.supply == PowerSupply::Both && self.grid_on && self.generator_works)
    }

    fn step(&mut self, power: &Power, numbers: &Numbers) {
        let runs = self.generator_clock_runs();
        let generator_at = if runs {
            self.now + self.generator_left
        } else {
            f64::INFINITY
        };
        if self.grid_until <= generator_at {
            if runs {
                self.generator_left -= self.grid_until - self.now;
            }
            self.now = self.grid_until;
            self.grid_on = !self.grid_on;
            let law = if self.grid_on {
                power.grid_up
            } else {
                power.grid_down
            };
            self.grid_until = self.now + law.draw(numbers, &mut self.grid);
        } else {
            self.now = generator_at;
            self.generator_works = !self.generator_works;
            let law = if self.generator_works {
                power.generator_up
            } else {
                power.generator_down
            };
            self.generator_left = law.draw(numbers, &mut self.generator);
        }
    }
}
