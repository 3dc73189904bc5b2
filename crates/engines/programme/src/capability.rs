//! Capabilities: whether their needs are met at each moment, kept up as units and sensors change.

use calendar::Instant;
use case::{Cause, CrewOf, Crews, Id, Item, Need};

use crate::count::Count;
use crate::engine::Engine;
use crate::holdings::{EITHER, HoldingRun, OWN, Offer};
use crate::layout::{Member, NeedLayout};
use crate::state::Part;
use crate::{StepId, What};

/// Needs are followed twice: under the capability's own rule of crews, and with anyone's crews.
pub const RULE: usize = 0;
/// With anyone's crews.
pub const ANYONE: usize = 1;

/// What all holdings together give to a need.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sums {
    pub count: Count,
    /// The need is met.
    pub met: bool,
}

/// What met a need.
#[derive(Debug, Clone, Copy)]
enum Trigger {
    /// A unit or sensor that gives more.
    Holding(usize),
    /// Services under a deal that began.
    Services(usize),
}

/// A capability in a walk.
#[derive(Debug, Default)]
pub struct CapabilityRun {
    /// Needs that are not met, under each rule.
    unmet: [u32; 2],
    on: [bool; 2],
    /// From when to when the needs were met, under each rule.
    pub intervals: [Vec<(Instant, Instant)>; 2],
    /// The step that began each interval under the capability's own rule.
    pub holds: Vec<StepId>,
    /// What last met a need of it.
    trigger: Option<Trigger>,
    /// What came last but one when the needs were first met under the capability's own rule.
    pub near: Option<StepId>,
}

impl CapabilityRun {
    /// Before the start: nothing is met.
    pub fn reset(&mut self, needs: usize) {
        self.unmet = [needs as u32; 2];
        self.on = [false; 2];
        self.intervals.iter_mut().for_each(Vec::clear);
        self.holds.clear();
        self.trigger = None;
        self.near = None;
    }
}

impl Engine<'_> {
    /// The need with that number.
    pub fn need(&self, n: usize) -> &Need {
        let need = &self.layout.needs[n];
        &self.case.capabilities.rows()[need.capability].needs[need.place]
    }

    /// A holding changed: works out anew what it gives to each need.
    #[inline(always)]
    pub fn contribute(&mut self, h: usize) {
        let layout = self.layout;
        let holding = &layout.holdings[h];
        let sees = holding.post.is_some_and(|post| self.s.post_sees[post]);
        let run = &mut self.s.holdings[h];
        let offer = run.offer(sees);
        if std::mem::replace(&mut run.offered, offer) == offer {
            return;
        }
        for m in holding.members.clone() {
            let n = layout.members[m].need;
            let need = &layout.needs[n];
            let gives = match offer {
                Offer::NONE => [Count::NONE; 2],
                _ => contribution(&self.s.holdings[h], sees, need),
            };
            let gave = std::mem::replace(&mut self.s.contributions[m], gives);
            if gives[RULE] != gave[RULE] {
                self.exchange(h, n, RULE, gave, gives);
            }
            // Where anyone's crews count the two rules are one.
            if need.crews != Crews::Either && gives[ANYONE] != gave[ANYONE] {
                self.exchange(h, n, ANYONE, gave, gives);
            }
        }
    }

    /// A holding gave this much to a need, and gives that much now.
    #[inline(always)]
    fn exchange(&mut self, h: usize, n: usize, rule: usize, gave: [Count; 2], gives: [Count; 2]) {
        let need = &self.layout.needs[n];
        let sums = &mut self.s.sums[n][rule];
        let count = sums.count.exchanged(gave[rule], gives[rule]);
        let was_met = sums.met;
        sums.count = count;
        let met = need.is_met_by(count) && (!need.services || self.is_served(n));
        if met != was_met {
            self.turn_need(n, rule, met, Some(Trigger::Holding(h)));
        }
    }

    /// Services under a deal began or ended.
    pub fn needs_of_services_changed(&mut self, d: usize) {
        let layout = self.layout;
        for &n in &layout.deal_needs[d] {
            self.check_both(n, Some(Trigger::Services(d)));
        }
    }

    /// Looks at a need anew under both rules.
    fn check_both(&mut self, n: usize, by: Option<Trigger>) {
        self.check_need(n, RULE, by);
        if self.layout.needs[n].crews != Crews::Either {
            self.check_need(n, ANYONE, by);
        }
    }

    fn check_need(&mut self, n: usize, rule: usize, by: Option<Trigger>) {
        let need = &self.layout.needs[n];
        let sums = &self.s.sums[n][rule];
        let met = need.is_met_by(sums.count) && (!need.services || self.is_served(n));
        if met != sums.met {
            self.turn_need(n, rule, met, by);
        }
    }

    /// A need came to be met under a rule, or is met no more.
    fn turn_need(&mut self, n: usize, rule: usize, met: bool, by: Option<Trigger>) {
        let need = &self.layout.needs[n];
        self.s.sums[n][rule].met = met;
        if met && rule == RULE {
            self.s.capabilities[need.capability].trigger = by;
        }
        self.need_turned(need.capability, rule, met);
        if need.crews == Crews::Either {
            self.s.sums[n][ANYONE] = self.s.sums[n][RULE];
            self.need_turned(need.capability, ANYONE, met);
        }
    }

    /// A need of a capability came to be met, or is met no more.
    fn need_turned(&mut self, capability: usize, rule: usize, met: bool) {
        let unmet = &mut self.s.capabilities[capability].unmet[rule];
        if met {
            *unmet -= 1;
        } else {
            *unmet += 1;
        }
        self.s.dirty.mark(Part::Capabilities);
    }

    /// Services under any of the deals that a need names run.
    fn is_served(&self, n: usize) -> bool {
        let services = &self.need(n).services;
        services.iter().any(|d| self.s.deals[d.at()].serves())
    }

    /// Begins and ends the intervals in which all needs are met.
    #[inline]
    pub fn settle_capabilities(&mut self) {
        if self.s.dirty.take(Part::Capabilities) {
            self.turn_capabilities();
        }
    }

    fn turn_capabilities(&mut self) {
        if self.now == Instant::START {
            for n in 0..self.layout.needs.len() {
                self.check_both(n, None);
            }
            self.s.dirty.take(Part::Capabilities);
        }
        for c in 0..self.s.capabilities.len() {
            for rule in [RULE, ANYONE] {
                let run = &self.s.capabilities[c];
                let on = run.unmet[rule] == 0;
                if on != run.on[rule] {
                    self.turn_capability(c, rule, on);
                }
            }
        }
    }

    fn turn_capability(&mut self, c: usize, rule: usize, on: bool) {
        self.s.capabilities[c].on[rule] = on;
        if on {
            self.s.capabilities[c].intervals[rule].push((self.now, Instant::MAX));
            if rule == RULE {
                let step = self.holds_step(c);
                self.s.capabilities[c].holds.push(step);
            }
        } else if let Some(last) = self.s.capabilities[c].intervals[rule].last_mut() {
            last.1 = self.now;
        }
    }

    /// The needs came together: for the first time after the last thing that they asked for, and after any outage
    /// since; later on after they were last met.
    fn holds_step(&mut self, c: usize) -> StepId {
        let holds = What::Holds(Id::new(c as u32));
        let mut before = match self.s.capabilities[c].holds.last() {
            Some(&last) => Some(last),
            None => {
                let last = self.last_needed(c);
                self.s.capabilities[c].near = last.and_then(|last| self.near_step(c, last));
                last
            }
        };
        if self.when(before) < self.now {
            let (cause, what) = self.met_by(c).unwrap_or_else(|| {
                // Nothing came just now: the last that was asked for.
                let last = self.last_needed(c).map(|s| self.s.steps[s.0 as usize]);
                last.map_or((Cause::Failure, holds), |step| (step.cause, step.what))
            });
            before = Some(self.step(cause, what, before));
        }
        // At the start, where there is none, nothing was waited for.
        let cause = before.map_or(Cause::Deal, |s| self.s.steps[s.0 as usize].cause);
        self.step(cause, holds, before)
    }

    /// What came, or came back, when the last need of a capability came to be met.
    fn met_by(&self, c: usize) -> Option<(Cause, What)> {
        match self.s.capabilities[c].trigger? {
            Trigger::Holding(h) => self.came_now(h),
            Trigger::Services(d) => {
                let step = self.s.deals[d].services_began()?;
                let step = self.s.steps[step.0 as usize];
                Some((step.cause, step.what))
            }
        }
    }

    /// The last of the steps by which what counts for a capability first came.
    fn last_needed(&self, c: usize) -> Option<StepId> {
        let steps = self.needed_steps(c, |_| true);
        steps
            .into_iter()
            .fold(None, |last, step| self.later(last, step))
    }

    /// What came last but one when the needs of a capability were first met: of the holdings that it could not do without, and of
    /// what the last one itself required.
    fn near_step(&self, c: usize, last: StepId) -> Option<StepId> {
        let mut steps = self.needed_steps(c, |m| self.is_missed(m));
        for (_, member) in self.counting(c) {
            if self.first_up(member) == Some(last) {
                steps.push(self.runner_up(&self.requirements(member.holding)));
            }
        }
        self.next_behind(last, &steps)
    }

    /// True where a need is not met without this member.
    fn is_missed(&self, m: usize) -> bool {
        let n = self.layout.members[m].need;
        let count = self.s.sums[n][RULE].count;
        let without = count.exchanged(self.s.contributions[m][RULE], Count::NONE);
        !self.layout.needs[n].is_met_by(without)
    }

    /// The members that count for a capability now, with their numbers.
    fn counting(&self, c: usize) -> impl Iterator<Item = (usize, &Member)> {
        let members = self.layout.members.iter().enumerate();
        members.filter(move |(m, member)| {
            self.layout.needs[member.need].capability == c
                && self.s.contributions[*m][RULE] != Count::NONE
        })
    }

    /// The step by which a member first counted.
    fn first_up(&self, member: &Member) -> Option<StepId> {
        let own = self.need(member.need).crews == Crews::Own;
        let which = if own { OWN } else { EITHER };
        self.s.holdings[member.holding].first_up[which]
    }

    /// The steps by which what counts for a capability first came, of the members that are asked for.
    fn needed_steps(&self, c: usize, asked: impl Fn(usize) -> bool) -> Vec<Option<StepId>> {
        let mut steps = Vec::new();
        for (_, member) in self.counting(c).filter(|(m, _)| asked(*m)) {
            let run = &self.s.holdings[member.holding];
            let need = self.need(member.need);
            steps.push(self.first_up(member));
            if need.linked {
                steps.push(run.linked_step);
                let post = self.layout.holdings[member.holding].post;
                steps.push(post.and_then(|p| self.s.post_steps[p]));
            }
        }
        for need in &self.case.capabilities.rows()[c].needs {
            for deal in &need.services {
                let run = &self.s.deals[deal.at()];
                if run.serves() {
                    steps.push(run.services_began());
                }
            }
        }
        steps
    }

    /// What a holding gives to a need, under the capability's own rule.
    pub fn given(&self, h: usize, n: usize) -> Count {
        let members = self.layout.holdings[h].members.clone();
        let member = members
            .into_iter()
            .find(|&m| self.layout.members[m].need == n);
        member.map_or(Count::NONE, |m| self.s.contributions[m][RULE])
    }
}

/// What a mission-capable holding gives to a need now, under each rule, where its post is seen for or not.
#[inline(always)]
fn contribution(run: &HoldingRun, sees: bool, need: &NeedLayout) -> [Count; 2] {
    if need.linked && !run.linked {
        return [Count::NONE; 2];
    }
    let (gives, counts) = match run.item {
        Some(Item::FireUnit(kind)) if need.counts[kind.at()] && (sees || !need.linked) => {
            let fit = run.fit();
            let battery = Count::unit(fit >= need.vehicles_each, fit);
            (battery, crews_count(need.crews, run.crew))
        }
        // The supplier's batteries may stand beside the buyer's radars.
        Some(Item::Sensor(_)) => {
            let counts = need.crews != Crews::Own || run.crew == Some(CrewOf::Own);
            (Count::SENSOR, counts)
        }
        _ => return [Count::NONE; 2],
    };
    [if counts { gives } else { Count::NONE }, gives]
}

const fn crews_count(rule: Crews, crew: Option<CrewOf>) -> bool {
    match (rule, crew) {
        (_, None) => false,
        (Crews::Either, _) => true,
        (Crews::Own, Some(crew)) => matches!(crew, CrewOf::Own),
        (Crews::Supplier, Some(crew)) => matches!(crew, CrewOf::Supplier),
    }
}
