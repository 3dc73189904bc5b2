//! Courses: who asks, who teaches, who is taken, who graduates.
//!
//! A class asks to start every so often and queues, first come first served, for its pool of instructors. It takes up
//! to its seats from those who wait. Where several courses draw on one pool of people they share it by the shortfall
//! of the trades that they lead to: the people that all crews and repairs ask for, less those qualified and in class;
//! evenly where no trade falls short. A course asks no more once its trades hold what is asked for and one year's leavers;
//! one that trains instructors, once there are as many as wanted. Of those who fail a share goes back to where they came
//! from and tries again.

use case::{Cause, Id};

use crate::engine::Engine;
use crate::event::Kind;
use crate::layout::Pool;
use crate::luck;
use crate::money::Spent;
use crate::state::Part;
use crate::{StepId, What};

/// A course in a walk.
#[derive(Debug, Clone, Copy, Default)]
pub struct CourseRun {
    /// It takes people.
    pub open: bool,
    /// What opened it.
    pub opened: Option<StepId>,
    /// Classes so far.
    pub classes: u32,
    /// Classes that run.
    pub running: u32,
    /// The step of the last class that began.
    pub begun: Option<StepId>,
    /// Graduates who wait for a further course, where it makes no trade.
    pub passed: u32,
    /// The last class that graduated while those were short.
    pub arrival: Option<StepId>,
    /// A class waits for its seats to be filled.
    waits_for_students: bool,
    /// A class waits in the queue for instructors.
    queues: bool,
}

/// A class in a walk.
#[derive(Debug, Clone, Copy)]
pub struct ClassRun {
    course: u32,
    /// Its number among the classes of its course.
    number: u32,
    students: u32,
    begun: StepId,
}

impl Engine<'_> {
    /// A deal opens courses, by its services or by its contract; a contract counts as services too.
    pub fn open_courses(&mut self, d: usize, services: bool, step: Option<StepId>) {
        let layout = self.layout;
        for &(course, by_services) in &layout.opened_by[d] {
            if by_services || !services {
                self.open_course(course, step);
            }
        }
    }

    /// A course opens and asks for its first class.
    pub fn open_course(&mut self, c: usize, step: Option<StepId>) {
        let run = &mut self.s.courses[c];
        if !run.open {
            run.open = true;
            run.opened = step;
            self.schedule(self.now, Kind::ClassAsks, c, 0);
        }
    }

    /// A class asks to start.
    pub fn class_asks(&mut self, c: usize) {
        let course = &self.case.courses.rows()[c];
        let every = self.numbers[course.starts_every].max(86_400.0);
        self.schedule(self.after(every), Kind::ClassAsks, c, 0);
        if self.s.courses[c].waits_for_students {
            return;
        }
        let pool = course
            .taught_by
            .map_or(self.case.instructors.len(), |(pool, _)| pool.at());
        self.s.asking[pool].push_back(c as u32);
        self.s.dirty.mark(Part::Classes);
    }

    /// Seats of a class now.
    pub fn seats(&self, c: usize) -> u32 {
        let seats = self.numbers[self.case.courses.rows()[c].seats] * self.s.by.seats[c];
        seats.round().max(0.0) as u32
    }

    /// Begins the classes that have instructors and students.
    pub fn settle_classes(&mut self) {
        for pool in 0..self.s.asking.len() {
            let mut i = 0;
            while let Some(&c) = self.s.asking[pool].get(i) {
                match self.may_begin(c as usize) {
                    Class::Begins(students) => {
                        self.s.asking[pool].remove(i);
                        self.begin_class(c as usize, students);
                    }
                    Class::Drops => {
                        self.s.asking[pool].remove(i);
                        self.s.courses[c as usize].waits_for_students = false;
                    }
                    Class::WaitsForStudents => {
                        self.s.courses[c as usize].waits_for_students = true;
                        i += 1;
                    }
                    Class::WaitsForInstructors => {
                        self.mark_queue(pool, i);
                        break;
                    }
                }
            }
        }
    }

    /// From one place in the queue for a pool on all classes wait for its instructors.
    fn mark_queue(&mut self, pool: usize, from: usize) {
        for &c in self.s.asking[pool].range(from..) {
            self.s.courses[c as usize].queues = true;
        }
    }

    /// The course whose class gave back the instructors that a class has waited for.
    fn taught_before(&mut self, c: usize) -> Option<Id<case::Course>> {
        let waited = std::mem::take(&mut self.s.courses[c].queues);
        let (pool, _) = self.case.courses.rows()[c].taught_by?;
        let from = self.s.instructors_from[pool.at()].filter(|_| waited)?;
        Some(Id::new(from))
    }

    fn may_begin(&self, c: usize) -> Class {
        let course = &self.case.courses.rows()[c];
        if !self.is_wanted(c) {
            return Class::Drops;
        }
        if let Some((pool, holds)) = course.taught_by
            && self.s.instructors[pool.at()] < holds
        {
            return Class::WaitsForInstructors;
        }
        let lacking = self.instructors_lacking(c).unwrap_or(u32::MAX);
        let seats = self.seats(c).min(lacking);
        let students = self.students(c).min(seats);
        match (course.full_classes, students) {
            (_, 0) if seats == 0 => Class::Drops,
            (true, n) if n < seats => Class::WaitsForStudents,
            (false, 0) => Class::Drops,
            (_, n) => Class::Begins(n),
        }
    }

    /// Instructors that the course may still train; `None`: it trains none.
    fn instructors_lacking(&self, c: usize) -> Option<u32> {
        let pool = self.case.courses.rows()[c].trains?;
        let wanted = self.numbers[self.case.instructors[pool].wanted]
            .round()
            .max(0.0) as u32;
        Some(wanted.saturating_sub(self.s.instructors_have[pool.at()]))
    }

    /// Some trade that the course leads to lacks people, or the instructors whom it trains are too few.
    fn is_wanted(&self, c: usize) -> bool {
        if let Some(lacking) = self.instructors_lacking(c) {
            return lacking > 0;
        }
        let lacks = |&t: &usize| f64::from(self.s.trades[t].qualified) < self.s.trades[t].target;
        self.layout.leads_to[c].iter().any(lacks)
    }

    /// How many people the course may take from its pools.
    fn students(&self, c: usize) -> u32 {
        let from = |pool: &Pool| match *pool {
            Pool::Recruits if self.case.people.is_none() => u32::MAX,
            pool => self.share_of(c, pool),
        };
        self.layout.pools[c]
            .iter()
            .map(from)
            .fold(0, u32::saturating_add)
    }

    fn waiting_in(&self, pool: Pool) -> u32 {
        match pool {
            Pool::Recruits => self.s.candidates,
            Pool::Passed(before) => self.s.courses[before].passed,
            Pool::Trade(trade) => self.s.trades[trade].free,
        }
    }

    fn share_of(&self, c: usize, pool: Pool) -> u32 {
        let waiting = self.waiting_in(pool);
        let fed = match pool {
            Pool::Recruits => self.layout.fed_by_recruits.as_slice(),
            Pool::Passed(before) => self.layout.fed_by[before].as_slice(),
            Pool::Trade(_) => &[],
        };
        let open = fed.iter().filter(|&&other| self.s.courses[other].open);
        if open.clone().count() <= 1 {
            return waiting;
        }
        let whole: f64 = open.clone().map(|&other| self.shortfall(other)).sum();
        let share = if whole > 0.0 {
            self.shortfall(c) / whole
        } else {
            1.0 / open.count() as f64
        };
        (f64::from(waiting) * share).ceil() as u32
    }

    fn shortfall(&self, c: usize) -> f64 {
        let short = |&t: &usize| {
            let trade = &self.s.trades[t];
            (f64::from(self.layout.establishment[t])
                - f64::from(trade.qualified)
                - f64::from(trade.in_class))
            .max(0.0)
        };
        self.layout.leads_to[c].iter().map(short).sum()
    }

    /// Takes students out of their pools; the step of the last of those arrivals that had been short.
    fn take_students(&mut self, c: usize, n: u32) -> Option<StepId> {
        let layout = self.layout;
        let mut left = n;
        let mut arrival = self.s.courses[c].opened;
        for &pool in &layout.pools[c] {
            let take = self.waiting_in(pool).min(left);
            match pool {
                Pool::Recruits if self.case.people.is_none() => left = 0,
                Pool::Recruits => {
                    self.s.candidates -= take;
                    let intake = self.intake_step(c);
                    arrival = self.later(arrival, intake);
                }
                Pool::Passed(before) => {
                    self.s.courses[before].passed -= take;
                    arrival = self.later(arrival, self.s.courses[before].arrival);
                }
                Pool::Trade(trade) => {
                    self.s.trades[trade].free -= take;
                    self.leave_trade(trade, take);
                    arrival = self.later(arrival, self.s.trades[trade].arrival);
                }
            }
            left = left.saturating_sub(take);
        }
        arrival
    }

    /// The wait for recruits, where they came after the course opened.
    fn intake_step(&mut self, c: usize) -> Option<StepId> {
        let at = self.s.candidates_at?;
        let opened = self.s.courses[c].opened;
        if at <= self.when(opened) {
            return None;
        }
        self.s.unsorted |= at < self.now;
        Some(self.step_at(at, Cause::Intake, What::Intake, opened))
    }

    fn begin_class(&mut self, c: usize, students: u32) {
        let course = &self.case.courses.rows()[c];
        if let Some((pool, holds)) = course.taught_by {
            self.s.instructors[pool.at()] -= holds;
        }
        let before = self.take_students(c, students);
        if let Some(trade) = course.makes {
            self.s.trades[trade.at()].in_class += students;
        }
        if let Some(pool) = course.trains {
            self.s.instructors_have[pool.at()] += students;
        }
        let what = What::ClassBegun(Id::new(c as u32), self.taught_before(c));
        let step = self.step(Cause::Course, what, before);
        self.spend(
            Spent::Training,
            self.numbers[course.fee] * f64::from(students),
        );
        let run = &mut self.s.courses[c];
        run.begun = Some(step);
        run.waits_for_students = false;
        run.running += 1;
        let class = run.classes;
        run.classes += 1;
        let lasts = self.draw(
            &course.lasts,
            self.layout.keys.courses[c],
            luck::COURSE,
            class,
        );
        self.schedule(self.after(lasts), Kind::ClassEnds, self.s.classes.len(), 0);
        self.s.classes.push(ClassRun {
            course: c as u32,
            number: class,
            students,
            begun: step,
        });
    }

    /// A class ends: some graduate, its instructors go on leave.
    pub fn class_ends(&mut self, row: usize) {
        let class = self.s.classes[row];
        let c = class.course as usize;
        let course = &self.case.courses.rows()[c];
        let u = self.uniform(self.layout.keys.courses[c], luck::GRADUATES, class.number);
        let graduates =
            random::counts::binomial(class.students, 1.0 - self.numbers[course.dropout], u);
        let step = self.step(
            Cause::Course,
            What::Graduated(Id::new(class.course)),
            Some(class.begun),
        );
        self.s.courses[c].running -= 1;
        self.wash_back(&class, class.students - graduates);
        match (course.makes, course.trains) {
            (_, Some(pool)) => {
                self.s.instructors_have[pool.at()] -= class.students - graduates;
                self.s.instructors[pool.at()] += graduates;
            }
            (Some(trade), None) => {
                self.s.trades[trade.at()].in_class -= class.students;
                self.s.trades[trade.at()].arrival = Some(step);
                self.join_trade(trade.at(), graduates);
            }
            (None, None) => {
                if self.s.courses[c].passed < self.largest_class(&self.layout.fed_by[c]) {
                    self.s.courses[c].arrival = Some(step);
                }
                self.s.courses[c].passed += graduates;
            }
        }
        if let Some((pool, _)) = course.taught_by {
            let law = self.case.instructors[pool].leave;
            let n = self.s.leaves_of_instructors[pool.at()];
            self.s.leaves_of_instructors[pool.at()] += 1;
            let leave = self.draw(
                &law,
                self.layout.keys.instructors[pool.at()],
                luck::INSTRUCTORS_LEAVE,
                n,
            );
            let back = self.after(leave);
            self.schedule(back, Kind::InstructorsBack, pool.at(), row as u32);
        }
        self.s.dirty.mark(Part::Classes);
        self.s.dirty.mark(Part::Crews);
        self.s.dirty.mark(Part::Hands);
    }

    /// Of those who failed some go back to where the course takes its students from.
    fn wash_back(&mut self, class: &ClassRun, failed: u32) {
        let c = class.course as usize;
        let share = self.numbers[self.case.courses.rows()[c].washback];
        if share <= 0.0 || failed == 0 {
            return;
        }
        let key = self.layout.keys.courses[c];
        let u = self.uniform(key, luck::WASHED_BACK, class.number);
        let again = random::counts::binomial(failed, share, u);
        match self.layout.pools[c].first() {
            Some(Pool::Recruits) if self.case.people.is_some() => self.s.candidates += again,
            Some(&Pool::Passed(before)) => self.s.courses[before].passed += again,
            Some(&Pool::Trade(trade)) => self.join_trade(trade, again),
            Some(Pool::Recruits) | None => {}
        }
    }

    /// The instructors of a class are back from leave.
    pub fn instructors_back(&mut self, pool: usize, class: u32) {
        let course = self.s.classes[class as usize].course;
        let taught_by = self.case.courses.rows()[course as usize].taught_by;
        self.s.instructors[pool] += taught_by.map_or(0, |(_, holds)| holds);
        self.s.instructors_from[pool] = Some(course);
        self.s.dirty.mark(Part::Classes);
    }
}

/// Whether a class that asks may begin.
enum Class {
    Begins(u32),
    WaitsForStudents,
    WaitsForInstructors,
    Drops,
}
