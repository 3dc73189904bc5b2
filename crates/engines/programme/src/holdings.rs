//! Units and sensors: from delivery to mission-capable, and what state each is in.

use calendar::{Instant, Span};
use case::{Cause, CrewOf, Item, Origin};

use crate::downtime::why_down;
use crate::engine::Engine;
use crate::event::Kind;
use crate::layout::Which;
use crate::luck;
use crate::money::Spent;
use crate::progress::Progress;
use crate::skill::SkillRun;
use crate::state::Part;
use crate::{StepId, UnitState, What};

/// A unit or sensor in a walk.
#[derive(Debug, Clone, Copy)]
pub struct HoldingRun {
    /// What it was equipped with.
    pub item: Option<Item>,
    /// The deal that equipped it.
    pub deal: Option<u32>,
    /// Vehicles not lost for good; a sensor is one.
    pub left: u32,
    /// Vehicles that work.
    pub up: u32,
    /// The most of them that can work where it stands: fewer at a temporary position.
    pub room: u32,
    /// Its platforms, from and to.
    pub platforms: (u32, u32),
    pub delivered_at: Option<Instant>,
    pub delivered_step: Option<StepId>,
    /// Missiles have come.
    pub armed: bool,
    pub armed_at: Option<Instant>,
    /// Times that its missiles were replaced.
    pub rearmed: u32,
    pub armed_step: Option<StepId>,
    /// Crews that were formed.
    pub formed: u32,
    /// People missing in them.
    pub vacancies: u32,
    pub worked_up: bool,
    /// Tells a work-up from an earlier one.
    pub crew_token: u32,
    pub crew_step: Option<StepId>,
    pub own_step: Option<StepId>,
    pub own_at: Option<Instant>,
    /// The supplier's crew is there.
    pub supplier: bool,
    pub supplier_at: Option<Instant>,
    pub supplier_step: Option<StepId>,
    /// Who operates it.
    pub crew: Option<CrewOf>,
    /// Skill of its own crews.
    pub skill: SkillRun,
    /// Own people who repair, of its crews.
    pub busy: u32,
    pub linked: bool,
    pub linked_at: Option<Instant>,
    pub linked_step: Option<StepId>,
    /// Mission-capable; for a sensor: working.
    pub capable: bool,
    pub capable_since: Instant,
    pub capable_for: Span,
    /// First mission-capable: whoever operates it, and with own crews.
    pub first_up: [Option<StepId>; 2],
    /// The requirement that came last but one before that, by whoever operates it.
    pub near: Option<StepId>,
    pub state: UnitState,
    pub strike: Progress,
    pub strikes: u32,
    /// What last came back after it had been there before.
    pub turn: Option<(Cause, What)>,
    /// It is listed for the settling pass.
    pub touched: bool,
    /// What it last offered to capabilities.
    pub offered: Offer,
}

/// All that what a holding gives to capabilities depends on, in one word: vehicles fit to work, whose crew, whether it reaches
/// its post and whether a sensor does. Nought: it is not mission-capable and gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer(u64);

impl Offer {
    /// Nothing.
    pub const NONE: Self = Self(0);
}

impl Default for HoldingRun {
    fn default() -> Self {
        Self {
            item: None,
            deal: None,
            left: 0,
            up: 0,
            room: u32::MAX,
            platforms: (0, 0),
            delivered_at: None,
            delivered_step: None,
            armed: false,
            armed_at: None,
            rearmed: 0,
            armed_step: None,
            formed: 0,
            vacancies: 0,
            worked_up: false,
            crew_token: 0,
            crew_step: None,
            own_step: None,
            own_at: None,
            supplier: false,
            supplier_at: None,
            supplier_step: None,
            crew: None,
            skill: SkillRun::default(),
            busy: 0,
            linked: false,
            linked_at: None,
            linked_step: None,
            capable: false,
            capable_since: Instant::START,
            capable_for: Span::ZERO,
            first_up: [None; 2],
            near: None,
            state: UnitState::Awaited,
            strike: Progress::default(),
            strikes: 0,
            turn: None,
            touched: false,
            offered: Offer::NONE,
        }
    }
}

impl HoldingRun {
    /// Vehicles that work and have room to.
    #[inline]
    pub fn fit(&self) -> u32 {
        self.up.min(self.room)
    }

    /// It is mission-capable from now on, or not; true where that is new.
    #[inline]
    fn turn_capable(&mut self, now: Instant, capable: bool) -> bool {
        let changed = capable != self.capable;
        if changed && capable {
            self.capable_since = now;
        } else if changed {
            self.capable_for += now - self.capable_since;
        }
        self.capable = capable;
        changed
    }

    /// What it offers to capabilities, where its post is seen for or not.
    #[inline]
    pub fn offer(&self, sees: bool) -> Offer {
        if !self.capable {
            return Offer::NONE;
        }
        let own = u64::from(self.crew == Some(CrewOf::Own));
        let reach = u64::from(self.linked) << 1 | u64::from(sees) << 2;
        Offer(u64::from(self.fit()) << 8 | 1 << 3 | reach | own)
    }

    /// What state it is in, on a site that stands or not and has power or not.
    #[inline]
    fn state_on(&self, sited: bool, powered: bool) -> UnitState {
        match self.crew {
            _ if self.item.is_none() => UnitState::Awaited,
            _ if self.left == 0 => UnitState::Lost,
            _ if !self.armed || !sited => UnitState::Delivered,
            None => UnitState::Uncrewed,
            _ if self.up == 0 || !powered => UnitState::Down,
            // The two in which it is mission-capable.
            Some(CrewOf::Supplier) => UnitState::SupplierCrewed,
            Some(CrewOf::Own) => UnitState::OwnCrewed,
        }
    }

    /// It is mission-capable, and one of its first dates is still to be marked.
    #[inline]
    fn awaits_first(&self) -> bool {
        self.first_up[EITHER].is_none()
            || (self.crew == Some(CrewOf::Own) && self.first_up[OWN].is_none())
    }
}

/// Which of the first dates: whoever operates.
pub const EITHER: usize = 0;
/// Which of the first dates: own crews.
pub const OWN: usize = 1;

impl Engine<'_> {
    /// What stands from the start is delivered at the start.
    pub fn begin_holdings(&mut self) {
        self.s.measures.state_counts[UnitState::Awaited as usize] = self.layout.units as u16;
        for h in 0..self.layout.holdings.len() {
            let there = match self.layout.holdings[h].which {
                Which::Unit(unit) => match self.case.units[unit].origin {
                    Origin::Start(kind, share) => Some((Item::FireUnit(kind), share)),
                    Origin::Deals(_) => None,
                },
                Which::Sensor(sensor) => match self.case.sensors[sensor].origin {
                    Origin::Start(kind, share) => Some((Item::Sensor(kind), share)),
                    Origin::Deals(_) => None,
                },
            };
            if let Some((item, share)) = there {
                let vehicles = self.vehicles(h, item);
                let u = self.uniform(self.layout.holdings[h].key, luck::SERVICEABLE, 0);
                let working = (self.numbers[share] * f64::from(vehicles) + u).floor() as u32;
                // What is there at the start was paid for before.
                self.stock_spares(item);
                self.deliver(h, item, working.min(vehicles), None);
                self.arm(h, None);
            }
        }
    }

    /// Vehicles that a holding has when it is whole; a sensor is one.
    pub fn vehicles(&self, h: usize, item: Item) -> u32 {
        let declared = self
            .unit_of(h)
            .and_then(|unit| self.case.units[unit].vehicles);
        match item {
            Item::FireUnit(kind) => declared.unwrap_or(self.case.fire_unit_types[kind].vehicles),
            Item::Sensor(_) => 1,
        }
    }

    /// A lot goes to the first unit or sensor in file order that still lacks equipment.
    pub fn equip(&mut self, d: usize, k: u32, step: Option<StepId>) {
        let lacks = |&&h: &&usize| self.s.holdings[h].item.is_none();
        let Some(&h) = self.layout.deal_holdings[d].iter().find(lacks) else {
            return;
        };
        let deal = &self.case.deals.rows()[d];
        self.s.holdings[h].deal = Some(d as u32);
        self.deliver(h, deal.item, self.vehicles(h, deal.item), step);
        let missiles = match deal.item {
            Item::FireUnit(_) => self.draw(
                &deal.missiles_after,
                self.layout.keys.deals[d],
                luck::MISSILES,
                k,
            ),
            Item::Sensor(_) => 0.0,
        };
        if missiles > 0.0 {
            self.schedule(self.after(missiles), Kind::Armed, h, 0);
        } else {
            self.arm(h, step);
        }
        self.supplier_crew(h, d, step);
    }

    fn deliver(&mut self, h: usize, item: Item, vehicles: u32, step: Option<StepId>) {
        let run = &mut self.s.holdings[h];
        run.item = Some(item);
        run.delivered_at = Some(self.now);
        run.delivered_step = step;
        run.left = vehicles;
        run.up = vehicles;
        if let Some(site) = self.layout.holdings[h].site {
            self.s.holdings[h].room = self.room_for(site, vehicles);
        }
        self.add_platforms(h, item, vehicles);
        if vehicles > 0 {
            self.ask_crews(h);
            self.begin_strikes(h);
        }
        self.touch(h);
    }

    /// The missiles of a unit come, the first or later ones, unless the supplier withdrew before.
    pub fn armed(&mut self, h: usize) {
        let withdrawn = self.s.holdings[h]
            .deal
            .is_some_and(|d| self.s.deals[d as usize].withdrawn_at.is_some());
        let Some(unit) = self.unit_of(h).filter(|_| !withdrawn) else {
            return;
        };
        if self.s.holdings[h].armed_at.is_some() {
            self.s.holdings[h].armed = true;
            self.s.holdings[h].turn = Some((Cause::Missiles, What::Armed(unit)));
            self.keep_missiles(h);
            return self.touch(h);
        }
        let step = self.step(
            Cause::Missiles,
            What::Armed(unit),
            self.s.holdings[h].delivered_step,
        );
        self.arm(h, Some(step));
    }

    fn arm(&mut self, h: usize, step: Option<StepId>) {
        let run = &mut self.s.holdings[h];
        run.armed = true;
        run.armed_at = Some(self.now);
        run.armed_step = step;
        self.keep_missiles(h);
        self.touch(h);
    }

    /// Missiles keep for their shelf life, or until they are fired in practice.
    fn keep_missiles(&mut self, h: usize) {
        let row = self.s.holdings[h]
            .item
            .and_then(|item| self.sustainment_of(item));
        let Some(row) = row.filter(|_| h < self.layout.units) else {
            return;
        };
        let row = &self.case.sustainment[row];
        let (last, used) = (
            self.numbers[row.missiles_last],
            self.numbers[row.missiles_used],
        );
        let keeps = if last > 0.0 { last } else { f64::INFINITY };
        let life = keeps.min(1.0 / used);
        if life.is_finite() {
            self.schedule(self.after(life), Kind::MissilesEnd, h, 0);
        }
    }

    /// A unit's missiles are too old or spent; new ones are paid for and come later while the supplier supports them.
    pub fn missiles_end(&mut self, h: usize) {
        let row = self.s.holdings[h]
            .item
            .and_then(|item| self.sustainment_of(item));
        let Some(row) = row else {
            return;
        };
        self.s.holdings[h].armed = false;
        if self.is_supplied(h) && self.s.holdings[h].left > 0 {
            let n = self.s.holdings[h].rearmed;
            self.s.holdings[h].rearmed += 1;
            let row = &self.case.sustainment[row];
            let key = self.layout.holdings[h].key;
            let after = self.draw(&row.missiles_again, key, luck::MISSILES_AGAIN, n);
            self.schedule(self.after(after), Kind::Armed, h, 0);
            self.spend(Spent::Purchase, self.numbers[row.missiles_cost]);
        }
        self.touch(h);
    }

    /// Lists a holding for the settling pass.
    #[inline]
    pub fn touch(&mut self, h: usize) {
        let run = &mut self.s.holdings[h];
        // What is not there is nothing to anybody.
        if !run.touched && run.item.is_some() {
            run.touched = true;
            self.s.dirty_holdings.push(h as u32);
        }
    }

    /// Looks at every holding that something happened to.
    #[inline]
    pub fn settle_holdings(&mut self) {
        // Most moments are one failure or one repair.
        if let [h] = self.s.dirty_holdings[..]
            && !self.s.dirty.is_marked(Part::Network)
            && (h as usize) < self.layout.units
        {
            self.s.dirty_holdings.clear();
            self.look_at(h as usize);
            self.s.holdings[h as usize].touched = false;
            return self.contribute(h as usize);
        }
        self.settle_touched();
    }

    fn settle_touched(&mut self) {
        let mut sensors_changed = false;
        let mut i = 0;
        while let Some(&h) = self.s.dirty_holdings.get(i) {
            sensors_changed |= self.look_at(h as usize);
            i += 1;
        }
        sensors_changed |= self.s.dirty.take(Part::Sensors);
        if self.s.dirty.take(Part::Network) || sensors_changed {
            self.settle_posts();
        }
        while let Some(h) = self.s.dirty_holdings.pop() {
            self.s.holdings[h as usize].touched = false;
            self.contribute(h as usize);
        }
    }

    /// Works out what state a holding is in; true where a sensor went on or off.
    #[inline(always)]
    fn look_at(&mut self, h: usize) -> bool {
        let (now, s) = (self.now, &mut *self.s);
        let (sited, powered) = match self.layout.holdings[h].site {
            Some(site) => (s.sites[site].stands(), s.sites[site].powered),
            None => (true, true),
        };
        let run = &mut s.holdings[h];
        let state = run.state_on(sited, powered);
        let was = std::mem::replace(&mut run.state, state);
        let why = why_down(run, sited, powered, &s.platforms, &s.assets);
        s.downtime[h].turn(now, why);
        if state == was {
            return false;
        }
        if let Some(law) = &self.case.skill {
            let on_duty = state == UnitState::OwnCrewed;
            run.skill.turn(now, on_duty, law, self.numbers);
        }
        let is_unit = h < self.layout.units;
        if is_unit {
            s.measures.unit_turned(now, was, state);
        }
        let changed = run.turn_capable(now, state.is_capable());
        if !is_unit && changed {
            s.sensors_up = s.sensors_up + u32::from(run.capable) - u32::from(!run.capable);
        }
        if run.capable && run.awaits_first() {
            self.first_times(h);
        }
        changed && !is_unit
    }

    fn first_times(&mut self, h: usize) {
        let run = &self.s.holdings[h];
        if run.first_up[EITHER].is_none() {
            let step = self.up_step(h);
            let near = self.runner_up(&self.requirements(h));
            let run = &mut self.s.holdings[h];
            run.first_up[EITHER] = Some(step);
            run.near = near;
        }
        let run = &self.s.holdings[h];
        if run.crew == Some(CrewOf::Own) && run.first_up[OWN].is_none() {
            let step = self.up_step(h);
            self.s.holdings[h].first_up[OWN] = Some(step);
        }
    }

    /// By which steps the requirements of a holding were met: equipment, site, crew, missiles.
    pub fn requirements(&self, h: usize) -> [Option<StepId>; 4] {
        let run = &self.s.holdings[h];
        let crew = match run.crew {
            Some(CrewOf::Own) => run.own_step,
            _ => run.supplier_step,
        };
        let site = self.layout.holdings[h]
            .site
            .and_then(|s| self.s.sites[s].stood_by());
        [run.delivered_step, site, crew, run.armed_step]
    }

    /// Mission-capable for the first time: after the last of its requirements, and after any outage since.
    fn up_step(&mut self, h: usize) -> StepId {
        let mut last = self
            .requirements(h)
            .into_iter()
            .fold(None, |last, step| self.later(last, step));
        if self.when(last) < self.now
            && let Some((cause, what)) = self.s.holdings[h].turn
        {
            last = Some(self.step(cause, what, last));
        }
        // At the start, where there is none, nothing was waited for.
        let cause = last.map_or(Cause::Deal, |s| self.s.steps[s.0 as usize].cause);
        self.step(cause, self.up_what(h), last)
    }

    fn up_what(&self, h: usize) -> What {
        match self.layout.holdings[h].which {
            Which::Sensor(sensor) => What::SensorUp(sensor),
            Which::Unit(unit) => What::UnitUp(unit),
        }
    }

    /// What made a holding count that did not count just before: what came for the first time now, or else came back.
    pub fn came_now(&self, h: usize) -> Option<(Cause, What)> {
        let run = &self.s.holdings[h];
        let post = self.layout.holdings[h].post;
        let firsts = [
            run.first_up[EITHER],
            run.first_up[OWN],
            run.linked_step,
            post.and_then(|p| self.s.post_steps[p]),
        ];
        let now = |step: &StepId| self.when(Some(*step)) == self.now;
        let first = firsts.into_iter().flatten().find(now);
        let told = first.map(|step| self.s.steps[step.0 as usize]);
        told.map(|step| (step.cause, step.what)).or(run.turn)
    }
}
