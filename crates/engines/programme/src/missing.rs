//! What was still missing at the horizon.
//!
//! For a unit or sensor: the first requirement that is missing, in the order contract, delivery, site, power, crew,
//! link, missiles, repair. For a capability that was never met: what is missing for the most advanced unit (or sensor)
//! that its first unmet need could use and that does not count yet. For one that was met and not kept up: the cause of the longest
//! time without it since.

use case::{Cause, CrewOf, Crews, DealState, Need};

use crate::chain::{extend, walk_back};
use crate::count::Count;
use crate::engine::Engine;
use crate::layout::Pool;
use crate::supply::LotState;
use crate::{Missing, StepId, Wait};

/// What a unit or sensor lacks.
#[derive(Debug, Clone, Copy)]
pub struct Lack {
    /// How far it is; higher is farther.
    stage: u32,
    /// The last step towards what is missing.
    step: Option<StepId>,
    /// What the rest of the time is waited for.
    cause: Cause,
    /// The reason in one word.
    reason: Missing,
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
        lack(
            18,
            run.first_up[0].or(before),
            Cause::Failure,
            Missing::Upkeep,
        )
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

    /// A holding that no deal has equipped: what the most advanced of its deals waits for.
    fn undelivered(&mut self, h: usize) -> Lack {
        let layout = self.layout;
        let mut best: Option<Lack> = None;
        for &d in &layout.holdings[h].deals {
            let lack = self.deal_lack(h, d);
            if best.is_none_or(|b| lack.stage > b.stage) {
                best = Some(lack);
            }
        }
        best.unwrap_or(Lack {
            stage: 0,
            step: None,
            cause: Cause::Deal,
            reason: Missing::NoContract,
        })
    }

    fn deal_lack(&mut self, h: usize, d: usize) -> Lack {
        let run = self.s.deals[d];
        let lack = |stage, step, cause, reason| Lack {
            stage,
            step,
            cause,
            reason,
        };
        if let Some(step) = run.withdrawn_step {
            return lack(5, Some(step), Cause::Withdrawal, Missing::Withdrawn);
        }
        if !run.executed {
            if run.contract_at.is_some() {
                return lack(4, run.thread, Cause::Deal, Missing::NotExecuted);
            }
            if run.dropped {
                return lack(2, run.thread, Cause::Deal, Missing::GivenUp);
            }
            let cause = if run.gated { Cause::Gate } else { Cause::Deal };
            return lack(3, run.thread, cause, Missing::NoContract);
        }
        if run.state == DealState::Completed {
            return lack(1, run.thread, Cause::Deal, Missing::NoContract);
        }
        self.lot_lack(h, d)
    }

    /// What the lot waits for that a holding would get.
    fn lot_lack(&self, h: usize, d: usize) -> Lack {
        let run = self.s.deals[d];
        let before = self.layout.deal_holdings[d]
            .iter()
            .take_while(|&&other| other != h);
        let ahead = before
            .filter(|&&other| self.s.holdings[other].item.is_none())
            .count() as u32;
        let lots = self.case.deals.rows()[d].lots;
        let k = (run.delivered + ahead).min(lots.saturating_sub(1));
        let first = self.layout.first_lot[d];
        let lot = self.s.lots[first + k as usize];
        let in_hand = run
            .begun
            .checked_sub(1)
            .map(|k| self.s.lots[first + k as usize].thread);
        // A stoppage and arrears may hold a deal at once; the supplier's own reason is told.
        let held = if run.stopped {
            Cause::Embargo
        } else {
            Cause::Money
        };
        let (stage, step, cause) = match lot.state {
            _ if self.waits_for_down_payment(d) => (6, run.thread, Cause::Money),
            LotState::Awaited if run.suspended => (7, in_hand.unwrap_or(run.thread), held),
            LotState::Awaited if self.waits_in_queue(d) => {
                (7, in_hand.unwrap_or(run.thread), Cause::Queue)
            }
            LotState::Awaited => (7, in_hand.unwrap_or(run.thread), Cause::Line),
            LotState::InHand if run.suspended => (8, lot.thread, held),
            LotState::InHand => (8, lot.thread, Cause::Line),
            LotState::Unpaid => (9, lot.thread, Cause::Money),
            LotState::Held => (10, lot.thread, held),
            LotState::Shipped | LotState::Delivered => (10, lot.thread, Cause::Shipping),
        };
        let reason = if cause == Cause::Money {
            Missing::Money
        } else {
            Missing::NotDelivered
        };
        Lack {
            stage,
            step,
            cause,
            reason,
        }
    }

    fn waits_in_queue(&self, d: usize) -> bool {
        match self.case.deals.rows()[d].supply {
            case::Supply::Line(line) => self.s.lines[line.at()]
                .works_for()
                .is_some_and(|other| other != d),
            case::Supply::LeadTime { .. } => false,
        }
    }

    /// The chain to what is missing, and the last wait to the horizon.
    pub fn chain_of(&self, lack: Lack) -> Vec<Wait> {
        let mut chain = walk_back(&self.s.steps, lack.step);
        extend(&mut chain, self.horizon, lack.cause, None);
        chain
    }

    /// Why a capability was never met at all.
    pub fn never_met(&mut self, c: usize) -> (Vec<Wait>, Missing) {
        let case = self.case;
        for (n, layout) in self.layout.needs.iter().enumerate() {
            let need = &case.capabilities.rows()[layout.capability].needs[layout.place];
            if layout.capability != c || self.s.sums[n][crate::capability::RULE].met {
                continue;
            }
            if let Some(lack) = self.need_lack(n, need) {
                return (self.chain_of(lack), lack.reason);
            }
        }
        // Each need was met at some time, and never all of them at once.
        let lack = Lack {
            stage: 0,
            step: None,
            cause: Cause::Failure,
            reason: Missing::Upkeep,
        };
        (self.chain_of(lack), lack.reason)
    }

    fn need_lack(&mut self, n: usize, need: &Need) -> Option<Lack> {
        let sums = self.s.sums[n][crate::capability::RULE].count;
        let lacks_units = sums.batteries() < need.batteries || sums.vehicles() < need.vehicles;
        let lacks_sensors = sums.sensors() < need.sensors;
        let units = self.layout.units;
        let candidates = match (lacks_units, lacks_sensors) {
            (true, _) => 0..units,
            (false, true) => units..self.layout.holdings.len(),
            (false, false) => return self.services_lack(need),
        };
        let mut lacks = Vec::new();
        for h in candidates {
            if self.may_serve(h, n) && self.given(h, n) == Count::NONE {
                lacks.push(self.lack(h, need.crews, need.linked));
            }
        }
        // A link is missing where no sensor is seen: the sensor's own lack says why.
        lacks.sort_by_key(|lack| std::cmp::Reverse(lack.stage));
        lacks.first().copied().or(Some(Lack {
            stage: 0,
            step: None,
            cause: Cause::Deal,
            reason: Missing::NoContract,
        }))
    }

    fn may_serve(&self, h: usize, n: usize) -> bool {
        let members = self.layout.holdings[h].members.clone();
        let member = members
            .into_iter()
            .any(|m| self.layout.members[m].need == n);
        let class = match self.s.holdings[h].item {
            Some(case::Item::FireUnit(kind)) => self.layout.needs[n].counts[kind.at()],
            Some(case::Item::Sensor(_)) => true,
            None => self.layout.holdings[h].deals.iter().any(|&d| {
                match self.case.deals.rows()[d].item {
                    case::Item::FireUnit(kind) => self.layout.needs[n].counts[kind.at()],
                    case::Item::Sensor(_) => true,
                }
            }),
        };
        member && class
    }

    fn services_lack(&self, need: &Need) -> Option<Lack> {
        let deal = need.services.first()?;
        let withdrawn = need
            .services
            .iter()
            .find_map(|d| self.s.deals[d.at()].withdrawn_step);
        let run = &self.s.deals[deal.at()];
        let (cause, reason) = match (withdrawn, run.dropped) {
            (Some(_), _) => (Cause::Withdrawal, Missing::Withdrawn),
            (None, true) => (Cause::Deal, Missing::GivenUp),
            (None, false) => (Cause::Deal, Missing::NoContract),
        };
        Some(Lack {
            stage: 0,
            step: withdrawn.or(run.thread),
            cause,
            reason,
        })
    }
}

/// The reason that a cause of a long outage stands for.
pub const fn reason_of(cause: Cause) -> Missing {
    match cause {
        Cause::Deal | Cause::Gate => Missing::NoContract,
        Cause::Money => Missing::Money,
        Cause::Line | Cause::Queue | Cause::Embargo | Cause::Shipping => Missing::NotDelivered,
        Cause::Site | Cause::Power => Missing::Site,
        Cause::Intake | Cause::Course | Cause::Crew => Missing::People,
        Cause::Link => Missing::Network,
        Cause::Missiles => Missing::Missiles,
        Cause::Failure | Cause::Spare => Missing::Upkeep,
        Cause::Strike => Missing::Strikes,
        Cause::Withdrawal => Missing::Withdrawn,
    }
}
