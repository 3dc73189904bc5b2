//! Recruits: intakes, screening, schooling, candidates for courses.

use calendar::Instant;
use case::People;
use quantity::SECONDS_PER_YEAR;

use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::state::Part;

impl Engine<'_> {
    /// The first intake comes at the start.
    pub fn begin_people(&mut self) {
        if self.case.people.is_some() {
            self.schedule(Instant::START, Kind::Intake, 0, 0);
        }
        for (id, trade) in self.case.trades.iter() {
            let n = self.numbers[trade.at_start].round().max(0.0) as u32;
            self.join_trade(id.at(), n);
        }
        for (id, course) in self.case.courses.iter() {
            if course.opens == case::Opening::Start {
                self.open_course(id.at(), None);
            }
        }
        self.s.dirty.mark(Part::Crews);
    }

    /// People a second who are fit, and whom air defence gets.
    fn suitable(&self, people: &People) -> f64 {
        self.numbers[people.recruits]
            * self.numbers[people.pass_screening]
            * self.numbers[people.share]
    }

    /// An intake: whole people now, the fraction left over with the next one.
    pub fn intake(&mut self) {
        let Some(people) = self.case.people else {
            return;
        };
        let every = self.numbers[people.intake_every].max(86_400.0);
        let due = self.suitable(&people) * every * self.s.by.recruits + self.s.intake_left_over;
        let n = due.floor().max(0.0);
        self.s.intake_left_over = due - n;
        let k = self.s.intakes;
        self.s.intakes += 1;
        if n > 0.0 {
            let schooling = self.draw(
                &people.schooling,
                self.layout.keys.people,
                luck::SCHOOLING,
                k,
            );
            self.schedule(self.after(schooling), Kind::Schooled, 0, n as u32);
        }
        self.schedule(self.after(every), Kind::Intake, 0, 0);
    }

    /// Schooled people wait for courses. Those whom no course takes for a year go elsewhere: the pool holds one
    /// year's intake at most, and one intake at least.
    pub fn schooled(&mut self, n: u32) {
        let Some(people) = self.case.people else {
            return;
        };
        let before = self.s.candidates;
        let most = (self.suitable(&people) * SECONDS_PER_YEAR).ceil() as u32;
        self.s.candidates = before.saturating_add(n).min(most.max(n));
        if before < self.largest_class(&self.layout.fed_by_recruits) {
            self.s.candidates_at = Some(self.now);
        }
        self.s.dirty.mark(Part::Classes);
    }

    /// The largest class of some courses.
    pub fn largest_class(&self, courses: &[usize]) -> u32 {
        courses.iter().map(|&c| self.seats(c)).max().unwrap_or(0)
    }
}
