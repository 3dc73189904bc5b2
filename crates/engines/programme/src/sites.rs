//! Sites: built by teams in the order of asking; and their power.

use calendar::Instant;
use case::{Cause, Id, PowerSupply};

use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::money::Spent;
use crate::power::{Given, PowerClock};
use crate::state::Part;
use crate::{StepId, What};

/// A site in a walk.
#[derive(Debug, Clone, Default)]
pub struct SiteRun {
    asked: bool,
    /// Built.
    pub ready: bool,
    /// The temporary position beside it is ready.
    pub field: bool,
    /// The last step of its story: asked for, begun, ready.
    pub step: Option<StepId>,
    /// The step by which the temporary position came.
    field_step: Option<StepId>,
    /// Tasks of its plan that are not done.
    tasks_left: u32,
    power: Option<PowerClock>,
    /// Share of the time for which its generator runs, up to the next change of its power.
    burns: f64,
    /// Since when that running is not counted.
    burns_since: Instant,
    /// Seconds for which its generator ran and that are not paid for.
    burned: f64,
    /// It has power.
    pub powered: bool,
}

impl SiteRun {
    /// Something can stand there: the site, or its temporary position.
    pub const fn stands(&self) -> bool {
        self.ready || self.field
    }

    /// The step by which something could first stand there.
    pub fn stood_by(&self) -> Option<StepId> {
        self.field_step.or(self.step)
    }

    /// Counts the running of its generator up to a moment.
    fn burn(&mut self, now: Instant) {
        self.burned += self.burns * (now - self.burns_since).as_seconds();
        self.burns_since = now;
    }

    /// Hours for which its generator ran since this was last asked.
    pub fn take_burned(&mut self, now: Instant) -> f64 {
        self.burn(now);
        std::mem::take(&mut self.burned) / 3_600.0
    }
}

/// A task of a site in a walk.
#[derive(Debug, Clone, Copy, Default)]
pub struct TaskRun {
    /// Tasks before it that are not done.
    waits_for: u32,
    /// The last of its steps, or of those before it.
    step: Option<StepId>,
}

/// Work that waits for teams: a whole site, or a task of its plan.
#[derive(Debug, Clone, Copy)]
pub struct Job {
    site: u32,
    task: Option<u32>,
}

impl Engine<'_> {
    /// Sites that posts and old equipment stand on are asked for at the start.
    pub fn begin_sites(&mut self) {
        for site in 0..self.s.sites.len() {
            let row = &self.case.sites.rows()[site];
            if row.build.is_none() && row.plan.is_none() {
                self.s.sites[site].asked = true;
                self.stand(site);
            } else if self.layout.sites_at_start[site] {
                self.ask_site(Some(site), None);
            }
        }
    }

    /// Asks for a site to be built, once.
    pub fn ask_site(&mut self, site: Option<usize>, step: Option<StepId>) {
        let Some(site) = site else {
            return;
        };
        let run = &mut self.s.sites[site];
        if run.asked {
            return;
        }
        run.asked = true;
        run.step = step;
        if let Some(field) = self.case.sites.rows()[site].field {
            let key = self.layout.keys.sites[site];
            let ready = self.draw(&field.ready, key, luck::FIELD, 0);
            self.schedule(self.after(ready), Kind::FieldReady, site, 0);
        }
        self.ask_jobs(site, step);
        self.s.dirty.mark(Part::Sites);
    }

    /// The jobs of a site that nothing comes before join the queue for teams.
    fn ask_jobs(&mut self, site: usize, step: Option<StepId>) {
        let case = self.case;
        let Some(plan) = case.sites.rows()[site].plan else {
            let job = Job {
                site: site as u32,
                task: None,
            };
            return self.s.jobs.push_back(job);
        };
        let tasks = &case.plans[plan].tasks;
        self.s.sites[site].tasks_left = tasks.len() as u32;
        for (i, task) in tasks.iter().enumerate() {
            let run = &mut self.s.tasks[self.layout.first_task[site] + i];
            run.waits_for = task.after.len() as u32;
            run.step = step;
            if task.after.is_empty() {
                self.ask_task(site, i);
            }
        }
    }

    fn ask_task(&mut self, site: usize, task: usize) {
        self.s.jobs.push_back(Job {
            site: site as u32,
            task: Some(task as u32),
        });
        self.s.dirty.mark(Part::Sites);
    }

    /// Free teams take the jobs that wait, in order.
    pub fn settle_sites(&mut self) {
        while let Some(&job) = self.s.jobs.front() {
            let teams = self.teams_of(job);
            if self.s.teams_free.is_some_and(|free| free < teams) {
                return;
            }
            self.s.jobs.pop_front();
            if let Some(free) = &mut self.s.teams_free {
                *free -= teams;
            }
            match job.task {
                None => self.build(job.site as usize),
                Some(task) => self.begin_task(job.site as usize, task as usize),
            }
        }
    }

    /// Teams that a job holds: a task as many as it asks for, but no more than there are.
    fn teams_of(&self, job: Job) -> u32 {
        let Some(task) = job.task else {
            return 1;
        };
        let all = self.case.construction_teams.map_or(u32::MAX, |teams| {
            self.numbers[teams].round().max(0.0) as u32
        });
        self.task(job.site as usize, task as usize)
            .map_or(1, |task| task.teams.min(all.max(1)))
    }

    fn task(&self, site: usize, task: usize) -> Option<&case::Task> {
        let plan = self.case.sites.rows()[site].plan?;
        self.case.plans[plan].tasks.get(task)
    }

    /// The site that was served before, where the job had to wait for its teams.
    fn served_before(&self, waited_since: Option<StepId>) -> Option<Id<case::Site>> {
        let waited = self.when(waited_since) < self.now;
        self.s.teams_from.filter(|_| waited).map(Id::new)
    }

    fn build(&mut self, site: usize) {
        let row = &self.case.sites.rows()[site];
        let before = self.s.sites[site].step;
        let what = What::SiteBegun(Id::new(site as u32), self.served_before(before));
        self.s.sites[site].step = Some(self.step(Cause::Site, what, before));
        self.spend(Spent::Sites, self.numbers[row.cost]);
        let lasts = row.build.map_or(0.0, |law| {
            self.draw(&law, self.layout.keys.sites[site], luck::BUILD, 0)
        });
        self.schedule(self.after(lasts), Kind::SiteReady, site, 0);
    }

    fn begin_task(&mut self, site: usize, task: usize) {
        let Some(row) = self.task(site, task) else {
            return;
        };
        let (law, cost) = (row.lasts, self.numbers[row.cost]);
        let at = self.layout.first_task[site] + task;
        let before = self.s.tasks[at].step;
        let (id, number) = (Id::new(site as u32), task as u32);
        let what = What::TaskBegun(id, number, self.served_before(before));
        self.s.tasks[at].step = Some(self.step(Cause::Site, what, before));
        self.spend(Spent::Sites, cost);
        let key = self.layout.keys.sites[site].with(u64::from(number));
        let lasts = self.draw(&law, key, luck::BUILD, 0);
        self.schedule(self.after(lasts), Kind::TaskDone, site, number);
    }

    fn give_back(&mut self, job: Job) {
        let teams = self.teams_of(job);
        if let Some(free) = &mut self.s.teams_free {
            *free += teams;
            self.s.teams_from = Some(job.site);
        }
        self.s.dirty.mark(Part::Sites);
    }

    /// A task is done: what waited for it alone may begin, and the site stands after its last.
    pub fn task_done(&mut self, site: usize, number: u32) {
        self.give_back(Job {
            site: site as u32,
            task: Some(number),
        });
        let first = self.layout.first_task[site];
        let task = number as usize;
        let what = What::TaskDone(Id::new(site as u32), number);
        let step = self.step(Cause::Site, what, self.s.tasks[first + task].step);
        self.s.tasks[first + task].step = Some(step);
        let case = self.case;
        let tasks = case.sites.rows()[site]
            .plan
            .map_or(&[][..], |plan| &case.plans[plan].tasks);
        for (i, later) in tasks.iter().enumerate() {
            let named = later.after.iter().filter(|&&before| before == task).count() as u32;
            if named == 0 {
                continue;
            }
            let run = &mut self.s.tasks[first + i];
            run.waits_for -= named;
            // Done now, so none before it was done later.
            run.step = Some(step);
            if run.waits_for == 0 {
                self.ask_task(site, i);
            }
        }
        self.s.sites[site].tasks_left -= 1;
        if self.s.sites[site].tasks_left == 0 {
            self.site_stands(site, Some(step));
        }
    }

    /// A site is built as one job; its team is free.
    pub fn site_ready(&mut self, site: usize) {
        self.give_back(Job {
            site: site as u32,
            task: None,
        });
        self.site_stands(site, self.s.sites[site].step);
    }

    fn site_stands(&mut self, site: usize, before: Option<StepId>) {
        let what = What::SiteReady(Id::new(site as u32));
        let step = self.step(Cause::Site, what, before);
        self.s.sites[site].step = Some(step);
        self.s.joined = Some(step);
        self.stand(site);
    }

    /// The temporary position is ready: it has generators of its own, whose outages are not told apart.
    pub fn field_ready(&mut self, site: usize) {
        if self.s.sites[site].ready {
            return;
        }
        let what = What::FieldReady(Id::new(site as u32));
        let step = self.step(Cause::Site, what, self.s.sites[site].step);
        let run = &mut self.s.sites[site];
        run.field = true;
        run.field_step = Some(step);
        self.s.joined = Some(step);
        self.set_room(site);
        self.set_power(site, true, (Cause::Site, what));
    }

    /// How many vehicles of each battery on a site can work there now.
    fn set_room(&mut self, site: usize) {
        let layout = self.layout;
        for &h in &layout.site_holdings[site] {
            self.s.holdings[h].room = self.room_for(site, self.s.holdings[h].left);
        }
    }

    /// Room for so many vehicles on a site: a share of them at a temporary position, but at least one.
    pub fn room_for(&self, site: usize, vehicles: u32) -> u32 {
        let run = &self.s.sites[site];
        match self.case.sites.rows()[site].field {
            Some(field) if run.field && !run.ready => {
                let share = self.numbers[field.share].clamp(0.0, 1.0);
                ((share * f64::from(vehicles)).floor() as u32).max(1)
            }
            _ => u32::MAX,
        }
    }

    fn stand(&mut self, site: usize) {
        self.s.sites[site].ready = true;
        self.set_room(site);
        let supply = self.case.sites.rows()[site].power;
        if let Some(power) = &self.case.power
            && supply != PowerSupply::Always
        {
            let key = self.layout.keys.sites[site];
            let given = Given {
                supply,
                power,
                numbers: self.numbers,
                months: &self.layout.months_s,
                in_season: &self.layout.in_season,
            };
            let clock = PowerClock::new(&given, self.now.as_seconds(), self.draws, key);
            self.s.sites[site].power = Some(clock);
            self.schedule_power(site);
        }
        let what = What::SiteReady(Id::new(site as u32));
        self.set_power(site, true, (Cause::Site, what));
    }

    fn schedule_power(&mut self, site: usize) {
        let Some(power) = &self.case.power else {
            return;
        };
        let given = Given {
            supply: self.case.sites.rows()[site].power,
            power,
            numbers: self.numbers,
            months: &self.layout.months_s,
            in_season: &self.layout.in_season,
        };
        let run = &mut self.s.sites[site];
        run.burn(self.now);
        let Some(clock) = run.power.as_mut() else {
            return;
        };
        let change = clock.next_change(&given, self.horizon.as_seconds());
        run.burns = clock.take_burns();
        if let Some(at) = change {
            self.schedule(Instant::from_seconds(at), Kind::PowerFlips, site, 0);
        }
    }

    /// Power goes, or comes back.
    pub fn power_flips(&mut self, site: usize) {
        let powered = !self.s.sites[site].powered;
        self.schedule_power(site);
        let what = What::PowerBack(Id::new(site as u32));
        self.set_power(site, powered, (Cause::Power, what));
    }

    /// Power at a site is there from now on, with what came, or is not.
    fn set_power(&mut self, site: usize, powered: bool, came: (Cause, What)) {
        self.s.sites[site].powered = powered;
        let layout = self.layout;
        for &h in &layout.site_holdings[site] {
            if powered {
                self.s.holdings[h].turn = Some(came);
            }
            self.touch(h);
        }
        self.net_of_site_changed(site, powered.then_some(came));
    }

    /// True where a node with this site has power; a node without a site always has.
    pub fn has_power(&self, site: Option<usize>) -> bool {
        site.is_none_or(|s| self.s.sites[s].powered)
    }
}
