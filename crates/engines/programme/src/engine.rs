//! One walk through the years: the event loop, and the one settling pass after each instant.

use std::sync::atomic::{AtomicBool, Ordering};

use calendar::{EventQueue, Instant, Span};
use case::{Case, Cause, Family, Law, Numbers};
use quantity::dimension::Quantity;
use random::{Draws, EntityKey, Purpose, lanes};

use crate::event::{Event, Kind};
use crate::layout::Layout;
use crate::state::{Part, State};
use crate::{BuildUp, Step, StepId, What};

/// Memory that one walk hands to the next, so that replications allocate little. Results never depend on it.
#[derive(Debug)]
pub struct Workspace {
    layout: Layout,
    state: State,
    queue: EventQueue<Event>,
    batch: Vec<Event>,
}

impl Workspace {
    /// Memory for walks through this case, and through no other.
    pub fn new(case: &Case) -> Self {
        Self {
            layout: Layout::new(case),
            state: State::default(),
            queue: EventQueue::with_capacity(256),
            batch: Vec::with_capacity(16),
        }
    }
}

/// Walks once through the years of a case.
///
/// `links_close[i]` says whether link `i` closes over the terrain (declared paths: true; a link beyond the end of the
/// slice closes). `asked` are the moments at which the force is wanted, in any order; the answer keeps that order.
/// `workspace` must have been made for this case.
///
/// The same case, numbers, draws, links and moments always give the same build-up.
pub fn run(
    case: &Case,
    numbers: &Numbers,
    draws: &Draws,
    links_close: &[bool],
    asked: &[Instant],
    workspace: &mut Workspace,
) -> BuildUp {
    let mut engine = Engine::new(case, numbers, draws, links_close, asked, workspace);
    engine.0.walk(engine.1, None);
    engine.0.build_up()
}

/// The same, unless `stop` is raised while a long walk is on its way: then `None`. What it gives never depends on when it
/// looked.
pub fn run_until(
    case: &Case,
    numbers: &Numbers,
    draws: &Draws,
    links_close: &[bool],
    asked: &[Instant],
    workspace: &mut Workspace,
    stop: &AtomicBool,
) -> Option<BuildUp> {
    let mut engine = Engine::new(case, numbers, draws, links_close, asked, workspace);
    let is_whole = engine.0.walk(engine.1, Some(stop));
    is_whole.then(|| engine.0.build_up())
}

/// A walk looks at its stop flag once in so many moments: some milliseconds, more than a common walk takes whole.
const LOOKS_EVERY: u32 = 1 << 16;

/// One walk: what it reads, what it changes, what time it is. Each stream of the build-up adds its own methods.
pub struct Engine<'a> {
    pub case: &'a Case,
    pub numbers: &'a Numbers,
    pub draws: &'a Draws,
    pub links_close: &'a [bool],
    pub asked: &'a [Instant],
    pub layout: &'a Layout,
    pub s: &'a mut State,
    pub queue: &'a mut EventQueue<Event>,
    pub now: Instant,
    pub horizon: Instant,
}

impl<'a> Engine<'a> {
    /// A walk before its start, and the memory for the events of one moment.
    fn new(
        case: &'a Case,
        numbers: &'a Numbers,
        draws: &'a Draws,
        links_close: &'a [bool],
        asked: &'a [Instant],
        workspace: &'a mut Workspace,
    ) -> (Self, &'a mut Vec<Event>) {
        workspace.queue.clear();
        workspace
            .state
            .reset(case, numbers, &workspace.layout, asked);
        let engine = Self {
            case,
            numbers,
            draws,
            links_close,
            asked,
            layout: &workspace.layout,
            s: &mut workspace.state,
            queue: &mut workspace.queue,
            now: Instant::START,
            horizon: workspace.layout.horizon,
        };
        (engine, &mut workspace.batch)
    }

    /// Walks to the horizon; false where it was stopped before.
    fn walk(&mut self, batch: &mut Vec<Event>, stop: Option<&AtomicBool>) -> bool {
        self.begin();
        let mut moments = 0_u32;
        // Nothing is scheduled for the horizon or later.
        loop {
            moments = moments.wrapping_add(1);
            if moments.is_multiple_of(LOOKS_EVERY)
                && stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
            {
                return false;
            }
            if let Some((at, event)) = self.queue.pop_alone() {
                self.sample_before(at);
                self.now = at;
                self.handle(event);
            } else if let Some(at) = self.queue.pop_instant(batch) {
                self.sample_before(at);
                self.now = at;
                self.handle_all(batch);
            } else {
                break;
            }
            // What a handler schedules for this same moment belongs to it: settle once, after all of it.
            while self.queue.has_more_now() {
                self.queue.pop_instant(batch);
                self.handle_all(batch);
            }
            self.settle();
        }
        self.sample_before(Instant::MAX);
        self.now = self.horizon;
        true
    }

    /// What stands at the start, and the first event of every stream.
    fn begin(&mut self) {
        self.begin_states();
        self.begin_money();
        self.begin_lines();
        self.begin_transports();
        self.begin_sites();
        self.begin_links();
        self.begin_people();
        self.begin_trainers();
        self.begin_holdings();
        for deal in self.case.deals.ids() {
            let opens = self
                .case
                .instant(self.case.deals[deal].opens)
                .max(Instant::START);
            self.schedule(opens, Kind::DealOpens, deal.at(), 0);
        }
        self.settle();
    }

    fn handle_all(&mut self, batch: &[Event]) {
        for &event in batch {
            self.handle(event);
        }
    }

    /// Failures and repairs are nearly all events there are: they come first, apart from the long list of the rest.
    #[inline]
    fn handle(&mut self, event: Event) {
        if event.is(Kind::Fails) {
            self.fails(event.row(), event.token());
        } else if event.is(Kind::Repaired) {
            self.repaired(event.row(), event.token());
        } else {
            self.handle_other(event);
        }
    }

    #[inline(never)]
    fn handle_other(&mut self, event: Event) {
        let (row, token) = (event.row(), event.token());
        match event.kind() {
            Kind::StateFlips => self.state_flips(row),
            Kind::DealOpens => self.deal_opens(row),
            Kind::ServicesBegin => self.services_begin(row),
            Kind::Agreed => self.agreement_due(row, token),
            Kind::Signed => self.contract_due(row, token),
            Kind::GivesUp => self.gives_up(row),
            Kind::Lapses => self.lapses(row),
            Kind::Month => self.month(row),
            Kind::LineFlips => self.line_flips(row),
            Kind::LineGrows => self.line_grows(row),
            Kind::LineBuilt => self.line_built(row, token),
            Kind::LeadOver => self.lead_over(row, token),
            Kind::Stops => self.deliveries_stop(row, token),
            Kind::GoesOn => self.deliveries_go_on(row),
            Kind::Instalment => self.instalment_due(row, token),
            Kind::Overdue => self.overdue(row, token),
            Kind::TransportFlips => self.transport_flips(row),
            Kind::Arrives => self.arrives(row, token),
            Kind::FieldReady => self.field_ready(row),
            Kind::TaskDone => self.task_done(row, token),
            Kind::SiteReady => self.site_ready(row),
            Kind::PowerFlips => self.power_flips(row),
            Kind::Intake => self.intake(),
            Kind::Schooled => self.schooled(token),
            Kind::TrainersCome => self.trainers_come(row, token),
            Kind::ClassAsks => self.class_asks(row),
            Kind::ClassEnds => self.class_ends(row),
            Kind::InstructorsBack => self.instructors_back(row, token),
            Kind::Leaves => self.someone_leaves(row, token),
            Kind::WorkedUp => self.worked_up(row, token),
            Kind::SupplierLeaves => self.supplier_leaves(row),
            Kind::LinkInstalled => self.link_installed(row),
            Kind::LinkFlips => self.link_flips(row),
            Kind::Armed => self.armed(row),
            Kind::MissilesEnd => self.missiles_end(row),
            Kind::Fails => self.fails(row, token),
            Kind::Repaired => self.repaired(row, token),
            Kind::SpareComes => self.spare_comes(row),
            Kind::WearsOut => self.wears_out(row),
            Kind::Strikes => self.strike_due(row, token),
            Kind::Withdraws => self.withdraws(row, token),
        }
    }

    /// Allocation, in the order in which one stream feeds the next; then what changed for units and capabilities.
    #[inline]
    fn settle(&mut self) {
        if !self.s.dirty.is_clean() {
            self.allocate();
        }
        self.settle_holdings();
        self.settle_measures();
        self.settle_capabilities();
    }

    #[inline(never)]
    fn allocate(&mut self) {
        if self.s.dirty.take(Part::Payments) {
            self.settle_payments();
        }
        if self.s.dirty.take(Part::Lines) {
            self.settle_lines();
        }
        if self.s.dirty.take(Part::Sites) {
            self.settle_sites();
        }
        if self.s.dirty.take(Part::Crews) {
            self.settle_crews();
        }
        if self.s.dirty.take(Part::Classes) {
            self.settle_classes();
        }
        if self.s.dirty.take(Part::Hands) {
            self.settle_hands();
        }
        // Units and sensors look at it after this too.
        if self.s.dirty.is_marked(Part::Network) {
            self.settle_network();
        }
    }

    /// Schedules an event for a row of a table, unless it would come after the horizon. The token is 0 where it says
    /// nothing.
    #[inline]
    pub fn schedule(&mut self, at: Instant, kind: Kind, row: usize, token: u32) {
        if at < self.horizon {
            let event = Event::new(kind, row, token);
            self.queue
                .schedule(at.max(self.now), kind as u8, row as u32, event);
        }
    }

    /// The moment so many seconds from now.
    #[inline]
    pub fn after(&self, seconds: f64) -> Instant {
        self.now + Span::from_seconds(seconds.max(0.0))
    }

    /// One draw of a law at its address [SI].
    pub fn draw<Q: Quantity>(&self, law: &Law<Q>, key: EntityKey, purpose: Purpose, n: u32) -> f64 {
        if law.family == Family::Fixed {
            return self.numbers[law.mean];
        }
        law.at(self.numbers, self.uniform(key, purpose, n))
    }

    /// The uniform at an address.
    pub fn uniform(&self, key: EntityKey, purpose: Purpose, n: u32) -> f64 {
        self.draws.at(key, purpose, u64::from(n))
    }

    /// A unit exponential at an address: the threshold of an accumulated hazard.
    pub fn threshold(&self, key: EntityKey, purpose: Purpose, n: u32) -> f64 {
        let [logarithm] = lanes::ln([1.0 - self.uniform(key, purpose, n)]);
        -logarithm
    }

    /// Records that something happened now, for which `cause` had to be waited since `before`.
    pub fn step(&mut self, cause: Cause, what: What, before: Option<StepId>) -> StepId {
        self.step_at(self.now, cause, what, before)
    }

    /// The same at an earlier moment, where a wait is split afterwards.
    pub fn step_at(
        &mut self,
        at: Instant,
        cause: Cause,
        what: What,
        before: Option<StepId>,
    ) -> StepId {
        let id = StepId(u32::try_from(self.s.steps.len()).unwrap_or(u32::MAX));
        self.s.steps.push(Step {
            at,
            cause,
            what,
            before,
        });
        id
    }

    /// Of steps that had all to come, the last but one: the latest that neither stands on the chain behind the last nor follows
    /// from it.
    pub fn runner_up(&self, steps: &[Option<StepId>]) -> Option<StepId> {
        let later = |a: Option<StepId>, b: Option<StepId>| self.later(a, b);
        let last = steps.iter().copied().fold(None, later)?;
        self.next_behind(last, steps)
    }

    /// The latest of some steps that neither stand on another nor carry it.
    pub fn next_behind(&self, last: StepId, steps: &[Option<StepId>]) -> Option<StepId> {
        let later = |a: Option<StepId>, b: Option<StepId>| self.later(a, b);
        let is_apart = |&step: &StepId| !self.stands_on(last, step) && !self.stands_on(step, last);
        let others = steps.iter().copied().flatten().filter(is_apart);
        others.map(Some).fold(None, later)
    }

    /// True where a step, or one on the chain behind it, is the other.
    fn stands_on(&self, step: StepId, other: StepId) -> bool {
        let before = |at: &StepId| self.s.steps[at.0 as usize].before;
        std::iter::successors(Some(step), before).any(|at| at == other)
    }

    /// When a step was; the start for `None`.
    pub fn when(&self, step: Option<StepId>) -> Instant {
        step.map_or(Instant::START, |s| self.s.steps[s.0 as usize].at)
    }

    /// The later of two steps; of two at one moment the one whose cause comes first in the written order.
    pub fn later(&self, a: Option<StepId>, b: Option<StepId>) -> Option<StepId> {
        let (Some(x), Some(y)) = (a, b) else {
            return a.or(b);
        };
        let [p, q] = [x, y].map(|s| self.s.steps[s.0 as usize]);
        let b_is_later = q.at > p.at || (q.at == p.at && q.cause < p.cause);
        if b_is_later { b } else { a }
    }
}
