//! Slow shared states: on or off for years, and what they multiply while on.

use calendar::Instant;
use case::{Case, Numbers, Target};

use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::state::renew;

/// A shared state in a walk.
#[derive(Debug, Clone, Copy, Default)]
pub struct StateRun {
    /// On now.
    pub on: bool,
    /// Sojourns so far.
    sojourns: u32,
}

/// What the states that are on multiply, worked out at each flip.
#[derive(Debug, Default)]
pub struct Multipliers {
    /// Contract hazard, by deal.
    pub contract: Vec<f64>,
    /// Hazard of withdrawn support, by deal.
    pub withdrawn: Vec<f64>,
    /// Lead time, by deal.
    pub lead_time: Vec<f64>,
    /// Rate of stoppages, by deal.
    pub stoppage: Vec<f64>,
    /// Chance of the supplier's crews, by deal.
    pub supplier_crews: Vec<f64>,
    /// Hazard of an agreement, by third-party trainers.
    pub trainers: Vec<f64>,
    /// Speed, by line.
    pub line: Vec<f64>,
    /// The supplier's own losses, by line.
    pub own_losses: Vec<f64>,
    /// What is made, by line.
    pub production: Vec<f64>,
    /// The share that this buyer gets, by line.
    pub export_share: Vec<f64>,
    /// Seats, by course.
    pub seats: Vec<f64>,
    /// The buyer's money.
    pub budget: f64,
    /// Recruits.
    pub recruits: f64,
    /// Rate at which people leave.
    pub leaving: f64,
    /// Rate of strikes.
    pub strikes: f64,
}

impl Multipliers {
    /// All ones.
    pub fn reset(&mut self, case: &Case) {
        for list in [
            &mut self.contract,
            &mut self.withdrawn,
            &mut self.lead_time,
            &mut self.stoppage,
            &mut self.supplier_crews,
        ] {
            renew(list, case.deals.len(), 1.0);
        }
        renew(&mut self.trainers, case.trainers.len(), 1.0);
        for list in [
            &mut self.line,
            &mut self.own_losses,
            &mut self.production,
            &mut self.export_share,
        ] {
            renew(list, case.lines.len(), 1.0);
        }
        renew(&mut self.seats, case.courses.len(), 1.0);
        self.budget = 1.0;
        self.recruits = 1.0;
        self.leaving = 1.0;
        self.strikes = 1.0;
    }

    fn of(&mut self, target: Target) -> &mut f64 {
        match target {
            Target::Contract(deal) => &mut self.contract[deal.at()],
            Target::Withdrawn(deal) => &mut self.withdrawn[deal.at()],
            Target::LeadTime(deal) => &mut self.lead_time[deal.at()],
            Target::Stoppage(deal) => &mut self.stoppage[deal.at()],
            Target::SupplierCrews(deal) => &mut self.supplier_crews[deal.at()],
            Target::Trainers(trainers) => &mut self.trainers[trainers.at()],
            Target::Line(line) => &mut self.line[line.at()],
            Target::OwnLosses(line) => &mut self.own_losses[line.at()],
            Target::Production(line) => &mut self.production[line.at()],
            Target::ExportShare(line) => &mut self.export_share[line.at()],
            Target::Seats(course) => &mut self.seats[course.at()],
            Target::Budget => &mut self.budget,
            Target::Recruits => &mut self.recruits,
            Target::Leaving => &mut self.leaving,
            Target::Strikes => &mut self.strikes,
        }
    }
}

/// The product of all factors on one target, over the states that are on.
fn product(case: &Case, numbers: &Numbers, states: &[StateRun], target: Target) -> f64 {
    let mut product = 1.0;
    for (id, state) in case.states.iter() {
        if states[id.at()].on {
            for effect in state.while_on.iter().filter(|e| e.target == target) {
                product *= numbers[effect.factor];
            }
        }
    }
    product
}

impl Engine<'_> {
    /// Sets every state as it stands at the start and schedules its first flip.
    pub fn begin_states(&mut self) {
        for (id, state) in self.case.states.iter() {
            self.s.states[id.at()].on = state.on_at_start;
        }
        for id in self.case.states.ids() {
            self.multiply(id.at(), Instant::START);
            self.schedule_flip(id.at());
        }
    }

    /// A state turns on or off: everything that it touches goes on at its new speed.
    pub fn state_flips(&mut self, state: usize) {
        self.s.states[state].on ^= true;
        self.multiply(state, self.now);
        for (id, line) in self.case.lines.iter() {
            if line.war.is_some_and(|war| war.at() == state) {
                self.turn_line(id.at());
            }
        }
        self.schedule_flip(state);
    }

    fn schedule_flip(&mut self, state: usize) {
        let row = &self.case.states.rows()[state];
        let run = self.s.states[state];
        let law = if run.on { row.on_lasts } else { row.off_lasts };
        if let Some(law) = law {
            let lasts = self.draw(
                &law,
                self.layout.keys.states[state],
                luck::STATE_SOJOURN,
                run.sojourns,
            );
            self.s.states[state].sojourns += 1;
            self.schedule(self.after(lasts), Kind::StateFlips, state, 0);
        }
    }

    /// Works out anew the factors that a state touches and passes them on.
    fn multiply(&mut self, state: usize, now: Instant) {
        let case = self.case;
        for effect in &case.states.rows()[state].while_on {
            let factor = product(case, self.numbers, &self.s.states, effect.target);
            let held = self.s.by.of(effect.target);
            if *held == factor {
                continue;
            }
            let from = std::mem::replace(held, factor);
            if now > Instant::START {
                self.factor_changed(effect.target, from);
            }
        }
    }

    fn factor_changed(&mut self, target: Target, from: f64) {
        match target {
            Target::Contract(deal) => self.contract_factor_changed(deal.at(), from),
            Target::Withdrawn(deal) => self.turn_withdrawal(deal.at()),
            Target::LeadTime(deal) => self.turn_lead(deal.at()),
            Target::Stoppage(deal) => self.turn_stoppage(deal.at()),
            Target::Trainers(trainers) => self.turn_trainers(trainers.at()),
            Target::Line(line)
            | Target::OwnLosses(line)
            | Target::Production(line)
            | Target::ExportShare(line) => self.turn_line(line.at()),
            Target::Leaving => (0..self.s.trades.len()).for_each(|t| self.turn_leaving(t)),
            Target::Strikes => (0..self.s.holdings.len()).for_each(|h| self.turn_strikes(h)),
            // Read afresh at each month, intake, class and delivery.
            Target::Budget | Target::Recruits | Target::Seats(_) | Target::SupplierCrews(_) => {}
        }
    }
}
