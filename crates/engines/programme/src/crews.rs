//! Crews: whole crews for units and sensors in order of delivery; the supplier's crews; those who leave crews.
//!
//! A unit is worked up once it has all of its crews. From then on it is operated while as many whole crews as it has
//! watches can be made up from its people: who leaves is replaced from the free people of the trade before any new crew is formed.

use calendar::Instant;
use case::{Cause, CrewOf, Id};

use crate::engine::Engine;
use crate::event::Kind;
use crate::layout::Which;
use crate::luck;
use crate::state::Part;
use crate::{StepId, What};

impl Engine<'_> {
    /// A delivered unit or sensor waits for its crews; one that needs nobody is operated at once.
    pub fn ask_crews(&mut self, h: usize) {
        if self.layout.holdings[h].crew.is_empty() || self.layout.holdings[h].crews == 0 {
            self.s.holdings[h].formed = self.layout.holdings[h].crews;
            self.s.holdings[h].crew_step = self.s.holdings[h].delivered_step;
            self.operate(h, self.s.holdings[h].delivered_step);
        } else {
            self.s.crew_order.push(h as u32);
            self.s.dirty.mark(Part::Crews);
        }
    }

    /// Fills vacancies first, then forms whole crews, both in order of delivery.
    pub fn settle_crews(&mut self) {
        for i in 0..self.s.crew_order.len() {
            self.fill_vacancies(self.s.crew_order[i] as usize);
        }
        for i in 0..self.s.crew_order.len() {
            let h = self.s.crew_order[i] as usize;
            while self.s.holdings[h].formed < self.layout.holdings[h].crews && self.may_form(h) {
                self.form_crew(h);
            }
        }
    }

    fn may_form(&self, h: usize) -> bool {
        self.layout.holdings[h]
            .crew
            .iter()
            .all(|&(t, n)| self.s.trades[t].free >= n)
    }

    fn form_crew(&mut self, h: usize) {
        let layout = self.layout;
        let holding = &layout.holdings[h];
        let mut before = self.s.holdings[h].delivered_step;
        for &(t, n) in &holding.crew {
            self.s.trades[t].free -= n;
            before = self.later(before, self.s.trades[t].arrival);
        }
        self.s.dirty.mark(Part::Hands);
        self.s.holdings[h].formed += 1;
        if self.s.holdings[h].formed == holding.crews {
            self.crews_complete(h);
        }
        let Which::Unit(unit) = holding.which else {
            return self.all_formed(h, before);
        };
        let step = self.step(Cause::Crew, What::CrewFormed(unit), before);
        self.s.holdings[h].crew_step = Some(step);
        if self.s.holdings[h].formed == holding.crews {
            self.all_formed(h, Some(step));
        }
    }

    /// The last crew came: the unit works up, unless it stood there with its people from the start.
    fn all_formed(&mut self, h: usize, step: Option<StepId>) {
        let was_there = self.now == Instant::START && self.layout.holdings[h].deals.is_empty();
        let Which::Unit(unit) = self.layout.holdings[h].which else {
            return self.operate(h, step);
        };
        let law = self.case.units[unit].work_up;
        let lasts = self.draw(&law, self.layout.holdings[h].key, luck::WORK_UP, 0);
        if was_there || lasts <= 0.0 {
            self.operate(h, step);
        } else {
            let token = self.s.holdings[h].crew_token;
            self.schedule(self.after(lasts), Kind::WorkedUp, h, token);
        }
    }

    /// A unit has worked up.
    pub fn worked_up(&mut self, h: usize, token: u32) {
        if self.s.holdings[h].crew_token == token {
            self.operate(h, self.s.holdings[h].crew_step);
        }
    }

    /// Own crews take over.
    fn operate(&mut self, h: usize, before: Option<StepId>) {
        let what = match self.layout.holdings[h].which {
            Which::Unit(unit) => What::Crewed(unit),
            Which::Sensor(sensor) => What::SensorCrewed(sensor),
        };
        let step = self.step(Cause::Crew, what, before);
        self.begin_skill(h);
        let run = &mut self.s.holdings[h];
        run.worked_up = true;
        run.own_step = Some(step);
        run.own_at = Some(self.now);
        self.crew_changed(h);
    }

    fn fill_vacancies(&mut self, h: usize) {
        if self.s.holdings[h].vacancies == 0 {
            return;
        }
        let layout = self.layout;
        let holding = &layout.holdings[h];
        let before = self.s.holdings[h].vacancies;
        for (i, &(t, _)) in holding.crew.iter().enumerate() {
            let vacant = &mut self.s.vacant[holding.vacancies + i];
            let fill = self.s.trades[t].free.min(*vacant);
            *vacant -= fill;
            self.s.trades[t].free -= fill;
            self.s.holdings[h].vacancies -= fill;
        }
        let newcomers = before - self.s.holdings[h].vacancies;
        let crew: u32 = holding.crew.iter().map(|&(_, n)| n).sum();
        self.thin_skill(h, newcomers, crew * self.s.holdings[h].formed);
        self.crew_changed(h);
    }

    /// How many whole crews can be made up from a holding's people.
    fn whole_crews(&self, h: usize) -> u32 {
        let holding = &self.layout.holdings[h];
        let missing = |(i, &(_, n)): (usize, &(usize, u32))| {
            self.s.vacant[holding.vacancies + i].div_ceil(n.max(1))
        };
        let most = holding
            .crew
            .iter()
            .enumerate()
            .map(missing)
            .max()
            .unwrap_or(0);
        self.s.holdings[h].formed.saturating_sub(most)
    }

    /// Works out who operates a holding, and tells those who depend on it.
    pub fn crew_changed(&mut self, h: usize) {
        let run = &self.s.holdings[h];
        let holding = &self.layout.holdings[h];
        let own =
            run.worked_up && (holding.crew.is_empty() || self.whole_crews(h) >= holding.watches);
        let crew = match (own, run.supplier) {
            (true, _) => Some(CrewOf::Own),
            (false, true) => Some(CrewOf::Supplier),
            (false, false) => None,
        };
        let run = &mut self.s.holdings[h];
        if own {
            run.supplier = false;
        }
        if crew == run.crew {
            return;
        }
        run.crew = crew;
        if crew.is_some() {
            let what = match self.layout.holdings[h].which {
                Which::Sensor(sensor) => What::SensorCrewed(sensor),
                Which::Unit(unit) => What::CrewFormed(unit),
            };
            self.s.holdings[h].turn = Some((Cause::Crew, what));
        }
        self.turn_failures(h);
        self.touch(h);
    }

    /// The supplier's crew comes with the equipment, or does not: one draw a deal.
    pub fn supplier_crew(&mut self, h: usize, d: usize, step: Option<StepId>) {
        let deal = &self.case.deals.rows()[d];
        let comes = self.uniform(self.layout.keys.deals[d], luck::SUPPLIER_CREWS, 0);
        if comes >= self.numbers[deal.supplier_crews] * self.s.by.supplier_crews[d] {
            return;
        }
        let step = match self.layout.holdings[h].which {
            Which::Unit(unit) => Some(self.step(Cause::Crew, What::SupplierCrew(unit), step)),
            Which::Sensor(_) => step,
        };
        let stays = self.draw(
            &deal.supplier_crews_stay,
            self.layout.holdings[h].key,
            luck::SUPPLIER_STAY,
            0,
        );
        let run = &mut self.s.holdings[h];
        run.supplier = true;
        run.supplier_at = Some(self.now);
        run.supplier_step = step;
        self.schedule(self.after(stays), Kind::SupplierLeaves, h, 0);
        self.crew_changed(h);
    }

    /// The supplier's crew goes home.
    pub fn supplier_leaves(&mut self, h: usize) {
        if self.s.holdings[h].supplier {
            self.s.holdings[h].supplier = false;
            self.crew_changed(h);
        }
    }

    /// The `who`-th person of a trade in crews leaves; false where the count ends before.
    pub fn leave_crew(&mut self, t: usize, who: u32) -> bool {
        let layout = self.layout;
        let mut who = who;
        for i in 0..self.s.crew_order.len() {
            let h = self.s.crew_order[i] as usize;
            let holding = &layout.holdings[h];
            for (place, _) in holding
                .crew
                .iter()
                .enumerate()
                .filter(|(_, (trade, _))| *trade == t)
            {
                let there = self.people_of(h, place);
                if who < there {
                    self.s.vacant[holding.vacancies + place] += 1;
                    self.s.holdings[h].vacancies += 1;
                    self.s.dirty.mark(Part::Crews);
                    self.crew_changed(h);
                    return true;
                }
                who -= there;
            }
        }
        false
    }

    /// People of the trade at one place of a holding's crew who are there.
    pub fn people_of(&self, h: usize, place: usize) -> u32 {
        let holding = &self.layout.holdings[h];
        let whole = holding.crew[place].1 * self.s.holdings[h].formed;
        whole.saturating_sub(self.s.vacant[holding.vacancies + place])
    }

    /// Nothing is left to operate: the people are free again.
    pub fn disband(&mut self, h: usize) {
        let layout = self.layout;
        let holding = &layout.holdings[h];
        for (place, &(t, _)) in holding.crew.iter().enumerate() {
            self.s.trades[t].free += self.people_of(h, place);
            self.s.vacant[holding.vacancies + place] = 0;
        }
        self.s.crew_order.retain(|&other| other as usize != h);
        self.crews_gone(h);
        let run = &mut self.s.holdings[h];
        run.formed = 0;
        run.vacancies = 0;
        run.worked_up = false;
        run.supplier = false;
        run.crew_token += 1;
        self.s.dirty.mark(Part::Crews);
        self.crew_changed(h);
    }

    /// The id of a unit; `None` for a sensor.
    pub fn unit_of(&self, h: usize) -> Option<Id<case::Unit>> {
        match self.layout.holdings[h].which {
            Which::Unit(unit) => Some(unit),
            Which::Sensor(_) => None,
        }
    }
}
