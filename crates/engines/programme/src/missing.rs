//! What a unit or sensor still lacked at the horizon.
//!
//! The first requirement that is missing, in the order contract, delivery, site, power, crew, link, missiles, repair, and then
//! vehicles enough.

use case::{Cause, CrewOf, Crews};

use crate::chain::{extend, walk_back};
use crate::downtime::fault;
use crate::engine::Engine;
use crate::layout::Pool;
use crate::{Down, Missing, StepId, Wait};

/// What a unit or sensor lacks.
#[derive(Debug, Clone, Copy)]
pub struct Lack {
    /// How far it is; higher is farther.
    pub stage: u32,
    /// The last step towards what is missing.
    pub step: Option<StepId>,
    /// What the rest of the time is waited for.
    pub cause: Cause,
    /// The reason in one word.
    pub reason: Missing,
}

impl Lack {
    /// Nothing that was ordered would give more.
    pub const fn not_ordered(step: Option<StepId>) -> Self {
        Self {
            stage: 1,
            step,
            cause: Cause::Order,
            reason: Missing::NotOrdered,
        }
    }
}

impl Engine<'_> {
    /// What a holding lacks at the horizon, when these crews count and links are asked for or not.
    pub fn lack(&mut self, h: usize, crews: Crews, linked: bool) -> Lack {
        let run = self.s.holdings[h];
        let lack = |stage, step, cause, reason| Lack {
            stage,
            step,
            cause,
            reason,
        };
        if run.item.is_none() {
            return self.undelivered(h);
        }
        if run.left == 0 {
            let struck = run.strikes > 0;
            let (cause, reason) = match struck {
                true => (Cause::Strike, Missing::Strikes),
                false => (Cause::Failure, Missing::Upkeep),
            };
            return lack(19, run.first_up[0].or(run.delivered_step), cause, reason);
        }
        let site = self.layout.holdings[h].site.map(|s| &self.s.sites[s]);
        let site = site.map(|s| (s.stands(), s.powered, s.stood_by()));
        if let Some(site) = site.filter(|&(stands, ..)| !stands) {
            return lack(11, site.2, Cause::Site, Missing::Site);
        }
        let before = self.later(run.delivered_step, site.and_then(|(.., step)| step));
        if site.is_some_and(|(_, powered, _)| !powered) {
            return lack(12, before, Cause::Power, Missing::Site);
        }
        if let Some(found) = self.lacks_crew(h, crews) {
            return found;
        }
        let before = self.later(before, run.own_step.or(run.supplier_step));
        if linked && !run.linked {
            return lack(16, before, Cause::Link, Missing::Network);
        }
        let post = self.layout.holdings[h].post;
        if linked && post.is_some_and(|p| !self.s.post_sees[p]) {
            return self.lacks_radar(before);
        }
        if !run.armed {
            let withdrawn = run
                .deal
                .and_then(|d| self.s.deals[d as usize].withdrawn_step);
            return match withdrawn {
                Some(step) => lack(17, Some(step), Cause::Withdrawal, Missing::Withdrawn),
                None => lack(17, run.delivered_step, Cause::Missiles, Missing::Missiles),
            };
        }
        let before = self.later(before, run.armed_step);
        let (cause, reason) = self.breakdown(h);
        lack(18, run.first_up[0].or(before), cause, reason)
    }

    /// Why vehicles of a holding are down: the supplier withdrew from what only it can set right, a spare, or the repair.
    fn breakdown(&self, h: usize) -> (Cause, Missing) {
        let (first, end) = self.s.holdings[h].platforms;
        let platforms = &self.s.platforms[first as usize..end as usize];
        match fault(platforms, &self.s.assets) {
            Down::Spare | Down::Abroad if !self.is_supplied(h) => {
                (Cause::Withdrawal, Missing::Withdrawn)
            }
            Down::Spare => (Cause::Spare, Missing::Upkeep),
            _ => (Cause::Failure, Missing::Upkeep),
        }
    }

    /// What a mission-capable unit lacks that has fewer vehicles than are asked of a battery.
    pub fn lacks_vehicles(&self, h: usize, asked: u32) -> Lack {
        let run = self.s.holdings[h];
        let whole = run.item.map_or(0, |item| self.vehicles(h, item));
        let (cause, reason) = if whole < asked {
            (Cause::Order, Missing::NotOrdered)
        } else if run.left < asked && run.strikes > 0 {
            (Cause::Strike, Missing::TooFewVehicles)
        } else if run.left < asked {
            (Cause::Failure, Missing::TooFewVehicles)
        } else if run.room < asked {
            (Cause::Site, Missing::Site)
        } else {
            (self.breakdown(h).0, Missing::TooFewVehicles)
        };
        Lack {
            stage: 20,
            step: run.first_up[0],
            cause,
            reason,
        }
    }

    /// A post to which no working radar reports: what the most advanced radar lacks, or its link where one works.
    fn lacks_radar(&mut self, before: Option<StepId>) -> Lack {
        let blind = Lack {
            stage: 16,
            step: before,
            cause: Cause::Link,
            reason: Missing::Network,
        };
        let mut farthest: Option<Lack> = None;
        for sensor in self.layout.units..self.layout.holdings.len() {
            if self.s.holdings[sensor].capable {
                return blind;
            }
            let lack = self.lack(sensor, Crews::Either, false);
            if farthest.is_none_or(|f| lack.stage > f.stage) {
                farthest = Some(lack);
            }
        }
        farthest.map_or(blind, |lack| Lack {
            stage: 16,
            step: self.later(before, lack.step),
            ..lack
        })
    }

    fn lacks_crew(&mut self, h: usize, crews: Crews) -> Option<Lack> {
        let run = self.s.holdings[h];
        let counts = match crews {
            Crews::Either => run.crew.is_some(),
            Crews::Own => run.crew == Some(CrewOf::Own),
            Crews::Supplier => run.crew == Some(CrewOf::Supplier),
        };
        if counts {
            return None;
        }
        let withdrawn = run
            .deal
            .and_then(|d| self.s.deals[d as usize].withdrawn_step);
        if let Some(step) = withdrawn.filter(|_| crews != Crews::Own && run.supplier_at.is_some()) {
            return Some(Lack {
                stage: 15,
                step: Some(step),
                cause: Cause::Withdrawal,
                reason: Missing::Withdrawn,
            });
        }
        if crews == Crews::Supplier {
            return Some(Lack {
                stage: 15,
                step: run.supplier_step.or(run.delivered_step),
                cause: Cause::Crew,
                reason: Missing::SupplierCrew,
            });
        }
        let (cause, before) = self.people_wait(h);
        let (step, stage) = match cause {
            Cause::Intake => (self.later(run.delivered_step, before), 13),
            Cause::Course => (self.later(run.delivered_step, before), 14),
            _ => (self.later(run.delivered_step, run.crew_step), 15),
        };
        Some(Lack {
            stage,
            step,
            cause,
            reason: Missing::People,
        })
    }

    /// Why people are missing: no recruits for the course that would train them, the course itself, or the crew.
    fn people_wait(&self, h: usize) -> (Cause, Option<StepId>) {
        let short = |&&(t, n): &&(usize, u32)| self.s.trades[t].free < n;
        let formed = self.s.holdings[h].formed == self.layout.holdings[h].crews
            && self.s.holdings[h].vacancies == 0;
        let Some(&(trade, _)) = self.layout.holdings[h]
            .crew
            .iter()
            .find(short)
            .filter(|_| !formed)
        else {
            return (Cause::Crew, None);
        };
        let makes = |c: &usize| {
            self.case.courses.rows()[*c]
                .makes
                .is_some_and(|t| t.at() == trade)
        };
        let Some(c) = (0..self.s.courses.len()).find(makes) else {
            return (Cause::Course, self.s.trades[trade].arrival);
        };
        let course = &self.s.courses[c];
        let waits_for_people =
            course.open && course.running == 0 && self.starved(c, self.s.courses.len());
        let before = self.s.trades[trade]
            .arrival
            .or(course.begun)
            .or(course.opened);
        (
            if waits_for_people {
                Cause::Intake
            } else {
                Cause::Course
            },
            before,
        )
    }

    /// No recruits anywhere before this course.
    fn starved(&self, c: usize, depth: usize) -> bool {
        self.layout.pools[c].iter().all(|pool| match *pool {
            Pool::Recruits => self.case.people.is_some() && self.s.candidates < self.seats(c),
            Pool::Passed(before) if depth > 0 => {
                self.s.courses[before].running == 0
                    && self.s.courses[before].passed == 0
                    && self.starved(before, depth - 1)
            }
            Pool::Passed(_) | Pool::Trade(_) => false,
        })
    }

    /// The chain to what is missing, and the last wait to the horizon.
    pub fn chain_of(&self, lack: Lack) -> Vec<Wait> {
        let mut chain = walk_back(&self.s.steps, lack.step);
        extend(&mut chain, self.horizon, lack.cause, None);
        chain
    }
}

/// The reason that a cause of an outage stands for, which ended.
pub const fn reason_of(cause: Cause) -> Missing {
    match cause {
        // What ended did come: a contract, or what another deal brought.
        Cause::Deal
        | Cause::Gate
        | Cause::Line
        | Cause::Queue
        | Cause::Embargo
        | Cause::Shipping => Missing::NotDelivered,
        Cause::Order => Missing::NotOrdered,
        Cause::Money => Missing::Money,
        Cause::Site | Cause::Power => Missing::Site,
        Cause::Intake | Cause::Course | Cause::Crew => Missing::People,
        Cause::Link => Missing::Network,
        Cause::Missiles => Missing::Missiles,
        Cause::Failure | Cause::Spare => Missing::Upkeep,
        Cause::Strike => Missing::Strikes,
        Cause::Withdrawal => Missing::Withdrawn,
        Cause::Window => Missing::Horizon,
    }
}
