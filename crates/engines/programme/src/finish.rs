//! From the end of a walk to its build-up: histories, dates, chains.

use calendar::{Instant, Span};
use case::{Cause, Id};

use crate::capability::{ANYONE, RULE};
use crate::chain::{cut, extend, walk_back};
use crate::engine::Engine;
use crate::holdings::{EITHER, HoldingRun, OWN};
use crate::missing::reason_of;
use crate::window::{Rule, judge};
use crate::{
    BuildUp, CapabilityHistory, DealHistory, Missing, Near, SensorHistory, Step, StepId,
    UnitHistory, Wait,
};

impl Engine<'_> {
    /// Everything that the walk leaves behind.
    pub fn build_up(mut self) -> BuildUp {
        self.close_waits();
        let units = (0..self.layout.units)
            .map(|h| self.unit_history(h))
            .collect();
        let sensors = (self.layout.units..self.layout.holdings.len())
            .map(|h| self.sensor_history(h))
            .collect();
        let capabilities = (0..self.s.capabilities.len())
            .map(|c| self.capability_history(c))
            .collect();
        let measures = self.measured();
        if self.s.unsorted {
            sort_steps(&mut self.s.steps);
        }
        BuildUp {
            steps: self.s.steps.clone(),
            deals: self
                .case
                .deals
                .ids()
                .map(|d| self.deal_history(d.at()))
                .collect(),
            units,
            sensors,
            capabilities,
            measures,
            forces: self.s.forces.iter_mut().filter_map(Option::take).collect(),
            spending: self.s.spending.clone(),
            weeks: self.s.measures.weeks.clone(),
        }
    }

    /// Deals that still wait under a gate have that part of their wait told apart.
    fn close_waits(&mut self) {
        for d in 0..self.s.deals.len() {
            if self.s.deals[d].open {
                self.s.deals[d].gated = self.split_wait(d);
            }
        }
    }

    fn deal_history(&self, d: usize) -> DealHistory {
        let run = &self.s.deals[d];
        DealHistory {
            state: run.state,
            agreed: run.agreed_at,
            services: run.services_at,
            contract: run.contract_at,
            executed: run.executed,
            first_delivery: run.first_delivery,
            last_delivery: run.last_delivery,
            withdrawn: run.withdrawn_at,
        }
    }

    /// Share of the days from delivery to the horizon on which a holding worked.
    fn share(&self, run: &HoldingRun) -> f64 {
        let Some(from) = run.delivered_at.filter(|&at| at < self.horizon) else {
            return 0.0;
        };
        let open = if run.capable {
            self.horizon - run.capable_since
        } else {
            Span::ZERO
        };
        (run.capable_for + open) / (self.horizon - from)
    }

    fn sited(&self, h: usize) -> Option<Instant> {
        match self.layout.holdings[h].site {
            Some(site) => self.s.sites[site]
                .stands()
                .then(|| self.when(self.s.sites[site].stood_by())),
            None => self.s.holdings[h].delivered_at,
        }
    }

    /// When the deal of a unit was signed; for one that never got equipment, the first executed of its deals.
    fn contract_of(&self, h: usize) -> Option<Instant> {
        let executed = |d: usize| {
            self.s.deals[d]
                .contract_at
                .filter(|_| self.s.deals[d].executed)
        };
        match self.s.holdings[h].deal {
            Some(d) => executed(d as usize),
            None => self.layout.holdings[h]
                .deals
                .iter()
                .filter_map(|&d| executed(d))
                .min(),
        }
    }

    fn unit_history(&mut self, h: usize) -> UnitHistory {
        let run = self.s.holdings[h];
        let at = |step: Option<StepId>| step.map(|_| self.when(step));
        let (capable, capable_own) = (at(run.first_up[EITHER]), at(run.first_up[OWN]));
        let chain = match run.first_up[EITHER] {
            Some(step) => walk_back(&self.s.steps, Some(step)),
            None => {
                let lack = self.lack(h, case::Crews::Either, false);
                self.chain_of(lack)
            }
        };
        UnitHistory {
            deal: run.deal.map(Id::new),
            contract: self.contract_of(h),
            delivered: run.delivered_at,
            armed: run.armed_at,
            sited: self.sited(h),
            supplier_crewed: run.supplier_at,
            own_crewed: run.own_at,
            linked: run.linked_at,
            capable,
            capable_own,
            share_capable: self.share(&run),
            down_days: self.s.downtime[h].days(self.horizon),
            chain,
            near: self.near(run.near, capable),
        }
    }

    /// The chain that was done last but one before a moment.
    fn near(&self, step: Option<StepId>, came: Option<Instant>) -> Option<Near> {
        let (step, came) = (step?, came?);
        Some(Near {
            slack: came - self.when(Some(step)),
            chain: walk_back(&self.s.steps, Some(step)),
        })
    }

    fn sensor_history(&self, h: usize) -> SensorHistory {
        let run = &self.s.holdings[h];
        SensorHistory {
            deal: run.deal.map(Id::new),
            delivered: run.delivered_at,
            sited: self.sited(h),
            crewed: run.own_at.into_iter().chain(run.supplier_at).min(),
            up: run.first_up[EITHER].map(|step| self.when(Some(step))),
            share_up: self.share(run),
        }
    }

    fn capability_history(&mut self, c: usize) -> CapabilityHistory {
        let capability = &self.case.capabilities.rows()[c];
        let rule = Rule {
            window: capability.window,
            at_least: capability.at_least,
            no_gap_over: capability.no_gap_over,
        };
        let run = &self.s.capabilities[c];
        let verdict = judge(&run.intervals[RULE], rule, self.horizon);
        let anyone = judge(&run.intervals[ANYONE], rule, self.horizon);
        let first_met = run.intervals[RULE].first().map(|&(from, _)| from);
        let share_met = share_met(&run.intervals[RULE], self.horizon);
        let (chain, missing) = match (verdict.date, first_met) {
            (Some(date), _) => (self.chain_to(c, date), None),
            (None, first) => {
                let (chain, missing) = match first {
                    Some(_) => self.not_kept(c, verdict.cut),
                    None => {
                        let lack = self.unmet(c);
                        (self.chain_of(lack), lack.reason)
                    }
                };
                (chain, Some(missing))
            }
        };
        let near = self.near(self.s.capabilities[c].near, first_met);
        CapabilityHistory {
            near,
            date: verdict.date,
            first_met,
            date_either_crew: anyone.date,
            share_met,
            cut: verdict.cut.is_some(),
            chain,
            missing,
        }
    }

    /// The chain to a date: to the moment at which the needs were met on that day, or within an interval that began
    /// before, where the rest is what interrupted it later. Of the rest of a day nothing else is said.
    fn chain_to(&self, c: usize, date: Instant) -> Vec<Wait> {
        let run = &self.s.capabilities[c];
        let i = run.intervals[RULE].partition_point(|&(_, end)| end <= date);
        let Some(&step) = run.holds.get(i) else {
            return Vec::new();
        };
        let cause_of = |step: &StepId| self.s.steps[step.0 as usize].cause;
        let mut chain = walk_back(&self.s.steps, Some(step));
        cut(&mut chain, date);
        let within_a_day = date - self.when(Some(step)) < Span::from_days(1.0);
        let next = run.holds.get(i + 1).filter(|_| !within_a_day);
        extend(&mut chain, date, cause_of(next.unwrap_or(&step)), None);
        chain
    }

    /// It was met and not kept up for a window: the reason of most time without it, and the chain to its last time. The time
    /// of a window that only the horizon cut is a reason as the others are: where it is the longest, nothing else was wrong.
    fn not_kept(&mut self, c: usize, cut: Option<Instant>) -> (Vec<Wait>, Missing) {
        let (mut by_cause, mut by_reason) = self.outages(c);
        let rest = self.last_outage(c);
        if let Some((cause, reason, lasts)) = rest {
            by_cause[cause as usize] += lasts;
            by_reason[reason as usize] += lasts;
        }
        by_reason[Missing::Horizon as usize] = cut.map_or(Span::ZERO, |from| self.horizon - from);
        let reason = first_of_most(&Missing::ALL, &by_reason).unwrap_or(Missing::Horizon);
        let run = &self.s.capabilities[c];
        if reason == Missing::Horizon {
            let ends = &run.intervals[RULE];
            let i = cut.map_or(0, |from| ends.partition_point(|&(_, end)| end <= from));
            let mut chain = walk_back(&self.s.steps, run.holds.get(i).copied());
            extend(&mut chain, self.horizon, Cause::Window, None);
            return (chain, reason);
        }
        let mut chain = walk_back(&self.s.steps, run.holds.last().copied());
        let rest = rest.map(|(cause, ..)| cause);
        let rest = rest.or_else(|| first_of_most(&Cause::ALL, &by_cause));
        extend(
            &mut chain,
            self.horizon,
            rest.unwrap_or(Cause::Window),
            None,
        );
        (chain, reason)
    }

    /// The outage in which a capability is at the horizon: its cause, its reason, how long it lasts.
    fn last_outage(&mut self, c: usize) -> Option<(Cause, Missing, Span)> {
        let &(_, ended) = self.s.capabilities[c].intervals[RULE].last()?;
        if ended >= self.horizon {
            return None;
        }
        let lack = self.unmet(c);
        Some((lack.cause, lack.reason, self.horizon - ended))
    }

    /// How long the needs of a capability were not met, between times at which they were: by the cause and by the
    /// reason of what ended each outage.
    fn outages(&self, c: usize) -> ([Span; Cause::ALL.len()], [Span; Missing::ALL.len()]) {
        let run = &self.s.capabilities[c];
        let mut by_cause = [Span::ZERO; Cause::ALL.len()];
        let mut by_reason = [Span::ZERO; Missing::ALL.len()];
        for (pair, &step) in run.intervals[RULE].windows(2).zip(run.holds.iter().skip(1)) {
            let cause = self.s.steps[step.0 as usize].cause;
            let lasted = pair[1].0 - pair[0].1;
            by_cause[cause as usize] += lasted;
            by_reason[reason_of(cause) as usize] += lasted;
        }
        (by_cause, by_reason)
    }
}

/// The first in the written order of those with the most time; `None` where none has any.
fn first_of_most<T: Copy>(all: &[T], times: &[Span]) -> Option<T> {
    let most = times.iter().copied().max().filter(|&t| t > Span::ZERO)?;
    let at = times.iter().position(|&t| t == most)?;
    all.get(at).copied()
}

/// Share of the time from the start to the horizon within the intervals.
fn share_met(intervals: &[(Instant, Instant)], horizon: Instant) -> f64 {
    let met: Span = intervals
        .iter()
        .map(|&(from, to)| to.min(horizon) - from)
        .sum();
    if horizon > Instant::START {
        met / (horizon - Instant::START)
    } else {
        0.0
    }
}

/// Puts steps in order of time, keeping the order of recording at equal times, and moves what points into them.
fn sort_steps(steps: &mut Vec<Step>) {
    let mut order: Vec<u32> = (0..steps.len() as u32).collect();
    order.sort_by_key(|&i| steps[i as usize].at);
    let mut place = vec![0; steps.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old as usize] = new as u32;
    }
    let moved = |&old: &u32| {
        let step = steps[old as usize];
        Step {
            before: step.before.map(|b| StepId(place[b.0 as usize])),
            ..step
        }
    };
    *steps = order.iter().map(moved).collect();
}
