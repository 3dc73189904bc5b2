//! What changes in a walk, stream by stream.

use std::collections::VecDeque;

use calendar::Instant;
use case::{Case, Numbers};

use crate::assets::{Asset, Platform};
use crate::capability::CapabilityRun;
use crate::capability::Sums;
use crate::count::Count;
use crate::courses::{ClassRun, CourseRun};
use crate::deals::DealRun;
use crate::downtime::Downtime;
use crate::holdings::HoldingRun;
use crate::layout::Layout;
use crate::lines::LineRun;
use crate::links::LinkRun;
use crate::measures::Measures;
use crate::money::Money;
use crate::net::Net;
use crate::progress::Progress;
use crate::repair::DepotRun;
use crate::sites::{Job, SiteRun, TaskRun};
use crate::spares::SpareRun;
use crate::states::{Multipliers, StateRun};
use crate::supply::Lot;
use crate::trades::TradeRun;
use crate::transport::TransportRun;
use crate::{Spending, Step, StepId};
use case::Force;

/// A part of the settling pass.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    Payments = 1,
    Lines = 2,
    Sites = 4,
    Crews = 8,
    Classes = 16,
    Hands = 32,
    Network = 64,
    Capabilities = 128,
    /// A sensor reaches its post, or does so no more.
    Sensors = 256,
}

/// What must be looked at in the next settling pass.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dirty(u16);

impl Dirty {
    /// Asks for a part of the pass.
    pub const fn mark(&mut self, part: Part) {
        self.0 |= part as u16;
    }
    /// True where the part was asked for.
    pub const fn is_marked(self, part: Part) -> bool {
        self.0 & part as u16 != 0
    }
    /// The same, and it is not asked for any more.
    pub const fn take(&mut self, part: Part) -> bool {
        let marked = self.is_marked(part);
        self.0 &= !(part as u16);
        marked
    }
    /// True where nothing was asked for.
    pub const fn is_clean(self) -> bool {
        self.0 == 0
    }
}

/// Everything that changes in a walk.
#[derive(Debug, Default)]
pub struct State {
    pub steps: Vec<Step>,
    pub dirty: Dirty,
    pub states: Vec<StateRun>,
    pub by: Multipliers,
    pub deals: Vec<DealRun>,
    pub lots: Vec<Lot>,
    pub lines: Vec<LineRun>,
    pub transports: Vec<TransportRun>,
    pub money: Money,
    pub spending: Vec<Spending>,
    pub sites: Vec<SiteRun>,
    /// Tasks of sites with a plan, site by site.
    pub tasks: Vec<TaskRun>,
    pub jobs: VecDeque<Job>,
    pub teams_free: Option<u32>,
    /// The site whose job last gave teams back.
    pub teams_from: Option<u32>,
    /// The wait for each group of third-party trainers.
    pub trainers: Vec<Progress>,
    /// Candidates for courses, after their schooling.
    pub candidates: u32,
    /// When candidates last came while they were short.
    pub candidates_at: Option<Instant>,
    pub intakes: u32,
    pub intake_left_over: f64,
    pub courses: Vec<CourseRun>,
    /// Every class that began.
    pub classes: Vec<ClassRun>,
    /// Free instructors, by pool.
    pub instructors: Vec<u32>,
    /// The course whose class last gave instructors back, by pool.
    pub instructors_from: Vec<Option<u32>>,
    /// Instructors of each pool, wherever they are, and those in training.
    pub instructors_have: Vec<u32>,
    pub leaves_of_instructors: Vec<u32>,
    /// Classes that ask, in order: one queue a pool of instructors, the last for courses that hold none.
    pub asking: Vec<VecDeque<u32>>,
    pub trades: Vec<TradeRun>,
    pub holdings: Vec<HoldingRun>,
    /// How long each holding was down, and why.
    pub downtime: Vec<Downtime>,
    /// People missing in formed crews: one entry a trade of each holding's crew.
    pub vacant: Vec<u32>,
    /// Holdings that need crews, in order of delivery.
    pub crew_order: Vec<u32>,
    pub dirty_holdings: Vec<u32>,
    pub platforms: Vec<Platform>,
    pub assets: Vec<Asset>,
    pub depot: DepotRun,
    pub spares: Vec<SpareRun>,
    pub hands_queue: VecDeque<u32>,
    /// Hands that each supplier has free.
    pub supplier_hands: Vec<u32>,
    pub links: Vec<LinkRun>,
    pub net: Net,
    /// What last joined the network, for the chain.
    pub joined: Option<StepId>,
    /// What came back to the network at this instant.
    pub rejoined: Option<(case::Cause, crate::What)>,
    /// Sensors that work.
    pub sensors_up: u32,
    /// Whether a working sensor reaches each post.
    pub post_sees: Vec<bool>,
    /// Since when each post is seen for.
    pub post_steps: Vec<Option<StepId>>,
    pub post_up: Vec<bool>,
    pub contributions: Vec<[Count; 2]>,
    pub sums: Vec<[Sums; 2]>,
    pub capabilities: Vec<CapabilityRun>,
    pub measures: Measures,
    pub forces: Vec<Option<Force>>,
    /// Asked moments in order of time.
    pub asked_order: Vec<u32>,
    pub asked_done: usize,
    /// True once a step was recorded out of order of time.
    pub unsorted: bool,
}

/// Refills a vector with fresh rows, keeping its memory.
pub fn renew<T: Clone>(rows: &mut Vec<T>, n: usize, row: T) {
    rows.clear();
    rows.resize(n, row);
}

impl State {
    /// Back to the state before the start.
    pub fn reset(&mut self, case: &Case, numbers: &Numbers, layout: &Layout, asked: &[Instant]) {
        let count = |param| numbers[param].round().max(0.0) as u32;
        self.steps.clear();
        self.unsorted = false;
        self.dirty = Dirty::default();
        renew(&mut self.states, case.states.len(), StateRun::default());
        self.by.reset(case);
        renew(&mut self.deals, case.deals.len(), DealRun::default());
        renew(&mut self.lots, layout.lots, Lot::default());
        renew(&mut self.lines, case.lines.len(), LineRun::default());
        renew(
            &mut self.transports,
            case.transports.len(),
            TransportRun::default(),
        );
        renew(&mut self.trainers, case.trainers.len(), Progress::default());
        self.money = Money::default();
        renew(
            &mut self.spending,
            layout.years.len() + 1,
            Spending::default(),
        );
        renew(&mut self.sites, case.sites.len(), SiteRun::default());
        renew(&mut self.tasks, layout.tasks, TaskRun::default());
        self.jobs.clear();
        self.teams_from = None;
        self.teams_free = case.construction_teams.map(count);
        self.reset_people(case, numbers, layout);
        renew(
            &mut self.holdings,
            layout.holdings.len(),
            HoldingRun::default(),
        );
        renew(
            &mut self.downtime,
            layout.holdings.len(),
            Downtime::default(),
        );
        renew(&mut self.vacant, layout.vacancies, 0);
        self.crew_order.clear();
        self.dirty_holdings.clear();
        self.platforms.clear();
        self.assets.clear();
        self.depot.free = case.depot.map(|depot| count(depot.benches));
        self.depot.queue.clear();
        renew(&mut self.spares, case.spares.len(), SpareRun::default());
        self.hands_queue.clear();
        self.supplier_hands.clear();
        self.supplier_hands
            .extend(case.suppliers.rows().iter().map(|s| count(s.hands)));
        self.reset_network(case, layout);
        renew(
            &mut self.contributions,
            layout.members.len(),
            Default::default(),
        );
        renew(&mut self.sums, layout.needs.len(), Default::default());
        self.reset_capabilities(case);
        self.measures.reset(case, layout);
        renew(&mut self.forces, asked.len(), None);
        self.asked_order.clear();
        self.asked_order.extend(0..asked.len() as u32);
        self.asked_order.sort_by_key(|&i| asked[i as usize]);
        self.asked_done = 0;
    }

    fn reset_people(&mut self, case: &Case, numbers: &Numbers, layout: &Layout) {
        self.candidates = 0;
        self.candidates_at = None;
        self.intakes = 0;
        self.intake_left_over = 0.0;
        renew(&mut self.courses, case.courses.len(), CourseRun::default());
        self.classes.clear();
        self.instructors.clear();
        self.instructors.extend(
            case.instructors
                .rows()
                .iter()
                .map(|i| numbers[i.count].round().max(0.0) as u32),
        );
        self.instructors_have.clone_from(&self.instructors);
        renew(&mut self.leaves_of_instructors, case.instructors.len(), 0);
        renew(&mut self.instructors_from, case.instructors.len(), None);
        self.asking
            .resize(case.instructors.len() + 1, VecDeque::new());
        self.asking.iter_mut().for_each(VecDeque::clear);
        renew(&mut self.trades, case.trades.len(), TradeRun::default());
        for (trade, run) in self.trades.iter_mut().enumerate() {
            let row = &case.trades.rows()[trade];
            let year = quantity::SECONDS_PER_YEAR;
            run.target =
                f64::from(layout.establishment[trade]) * (1.0 + numbers[row.leaves] * year);
        }
        for &(trade, pool) in &layout.teachers_from {
            let lacking = (numbers[case.instructors.rows()[pool].wanted]
                - f64::from(self.instructors_have[pool]))
            .max(0.0);
            self.trades[trade].target += lacking;
        }
    }

    fn reset_network(&mut self, case: &Case, layout: &Layout) {
        renew(&mut self.links, case.links.len(), LinkRun::default());
        self.net.reset(layout);
        self.sensors_up = 0;
        renew(&mut self.post_sees, case.posts.len(), false);
        renew(&mut self.post_up, case.posts.len(), false);
        renew(&mut self.post_steps, case.posts.len(), None);
        self.joined = None;
        self.rejoined = None;
        self.dirty.mark(Part::Network);
    }

    fn reset_capabilities(&mut self, case: &Case) {
        self.capabilities
            .resize_with(case.capabilities.len(), CapabilityRun::default);
        for (run, capability) in self.capabilities.iter_mut().zip(case.capabilities.rows()) {
            run.reset(capability.needs.len());
        }
        self.dirty.mark(Part::Capabilities);
    }
}
