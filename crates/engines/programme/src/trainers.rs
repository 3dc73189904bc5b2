//! Third-party trainers: an agreement with them is a hazard of its own, and opens courses without a deal for equipment.

use case::{Cause, Id, Opening};

use crate::What;
use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;

impl Engine<'_> {
    /// The wait for every group of trainers begins at the start.
    pub fn begin_trainers(&mut self) {
        for t in 0..self.case.trainers.len() {
            let threshold = self.threshold(self.layout.keys.trainers[t], luck::TRAINERS, 0);
            let hazard = self.trainers_hazard(t);
            let due = self.s.trainers[t].begin(self.now, threshold, hazard);
            let token = self.s.trainers[t].token();
            self.schedule(due, Kind::TrainersCome, t, token);
        }
    }

    fn trainers_hazard(&self, t: usize) -> f64 {
        self.numbers[self.case.trainers.rows()[t].comes] * self.s.by.trainers[t]
    }

    /// A shared state changes the hazard of an agreement.
    pub fn turn_trainers(&mut self, t: usize) {
        let hazard = self.trainers_hazard(t);
        if let Some(due) = self.s.trainers[t].turn(self.now, hazard) {
            let token = self.s.trainers[t].token();
            self.schedule(due, Kind::TrainersCome, t, token);
        }
    }

    /// They come, and their courses open.
    pub fn trainers_come(&mut self, t: usize, token: u32) {
        if !self.s.trainers[t].finish(token) {
            return;
        }
        let step = self.step(Cause::Deal, What::TrainersCame(Id::new(t as u32)), None);
        let case = self.case;
        for (id, course) in case.courses.iter() {
            if let Opening::Trainers(from) = &course.opens
                && from.iter().any(|trainers| trainers.at() == t)
            {
                self.open_course(id.at(), Some(step));
            }
        }
    }
}
