//! What one walk through the years leaves behind.

use calendar::{Instant, Span};
use case::{
    Capability, Case, Cause, Course, Deal, DealState, Force, Id, Link, Sensor, SharedState, Site,
    Spare, Trainers, Transport, Unit,
};
use quantity::Date;

/// Everything that a build-up tells: dates, why each date is what it is, the forces on the asked days.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BuildUp {
    /// Every step, in order of time; others point into it.
    pub steps: Vec<Step>,
    /// One a deal, in file order.
    pub deals: Vec<DealHistory>,
    /// One a unit, in file order.
    pub units: Vec<UnitHistory>,
    /// One a sensor, in file order.
    pub sensors: Vec<SensorHistory>,
    /// One a capability, in file order.
    pub capabilities: Vec<CapabilityHistory>,
    /// One a measure, in file order; `None`: not before the horizon.
    pub measures: Vec<Option<f64>>,
    /// The forces on the asked days, in the order asked.
    pub forces: Vec<Force>,
    /// Spending by calendar year, from the year of the start on.
    pub spending: Vec<Spending>,
    /// How many units were in which state at the start of each week.
    pub weeks: Vec<[u16; UnitState::ALL.len()]>,
}

/// The number of a step in [`BuildUp::steps`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepId(pub u32);

/// Something happened for which something else had waited.
///
/// What comes and goes (power, repairs, links that come back) is a step only where a first date or a capability waited
/// for its return.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// When.
    pub at: Instant,
    /// The cause of the wait that ended here.
    pub cause: Cause,
    /// What happened.
    pub what: What,
    /// The last-arriving predecessor; `None`: the start of the case.
    pub before: Option<StepId>,
}

/// What happened at a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum What {
    /// A deal moved to another state.
    Deal(Id<Deal>, DealState),
    /// A shared state turned on (or off) while a deal waited.
    State(Id<SharedState>, bool),
    /// The down payment (lot 0), or the payment of a lot, was made. Lots count from 1 in all steps.
    Paid(Id<Deal>, u32),
    /// Work on a lot began; the deal that the line served just before, if another's.
    LotBegun(Id<Deal>, u32, Option<Id<Deal>>),
    /// A lot was ready at the works.
    LotBuilt(Id<Deal>, u32),
    /// Deliveries went on after a stoppage.
    Resumed(Id<Deal>),
    /// A lot was in the country.
    Delivered(Id<Deal>, u32),
    /// Missiles for a unit came.
    Armed(Id<Unit>),
    /// A means of carriage opened again.
    TransportOpen(Id<Transport>),
    /// A team began on a site; the site that was served just before, where this one had waited for a team.
    SiteBegun(Id<Site>, Option<Id<Site>>),
    /// Teams began on a task of a site's plan; the site served just before, where it had waited for teams.
    TaskBegun(Id<Site>, u32, Option<Id<Site>>),
    /// A task of a site's plan was done.
    TaskDone(Id<Site>, u32),
    /// The temporary position beside a site was ready.
    FieldReady(Id<Site>),
    /// A site was ready.
    SiteReady(Id<Site>),
    /// Power came back.
    PowerBack(Id<Site>),
    /// Recruits were ready for courses.
    Intake,
    /// Third-party trainers came.
    TrainersCame(Id<Trainers>),
    /// A class began; the course whose class gave its instructors back, where it had waited for them.
    ClassBegun(Id<Course>, Option<Id<Course>>),
    /// A class graduated.
    Graduated(Id<Course>),
    /// A crew came together for a unit.
    CrewFormed(Id<Unit>),
    /// The supplier's crew took over a unit.
    SupplierCrew(Id<Unit>),
    /// A unit's own crews had worked up.
    Crewed(Id<Unit>),
    /// A sensor's people came together.
    SensorCrewed(Id<Sensor>),
    /// A link was installed, or came back.
    LinkUp(Id<Link>),
    /// Something of a unit failed.
    Failed(Id<Unit>),
    /// A spare came.
    SpareCame(Id<Spare>),
    /// A unit's vehicle was repaired.
    Repaired(Id<Unit>),
    /// A strike hit a unit.
    Struck(Id<Unit>),
    /// A unit became mission-capable.
    UnitUp(Id<Unit>),
    /// Something of a sensor failed.
    SensorFailed(Id<Sensor>),
    /// A sensor was repaired.
    SensorRepaired(Id<Sensor>),
    /// A sensor came on.
    SensorUp(Id<Sensor>),
    /// The needs of a capability came together.
    Holds(Id<Capability>),
}

/// One wait on a chain of last-arriving requirements.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wait {
    /// From.
    pub from: Instant,
    /// To.
    pub to: Instant,
    /// Why.
    pub cause: Cause,
    /// What ended it; `None`: the horizon did.
    pub until: Option<What>,
}

/// A near-critical chain: what would have bound, had the requirement that did bind come sooner by this slack or more.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// How much sooner the chain was done than the one that bound.
    pub slack: Span,
    /// Its waits, back to the start, in order of time.
    pub chain: Vec<Wait>,
}

/// Days waited for each cause ([`Cause::ALL`]) in each calendar year of a case, from the year of its start on.
///
/// The sum over years and causes is the length of the chain.
pub fn waits_by_year(case: &Case, chain: &[Wait]) -> Vec<[f64; Cause::ALL.len()]> {
    let first = case.start.year();
    let count = usize::try_from(case.end.year() - first + 1).unwrap_or(0);
    let mut years = vec![[0.0; Cause::ALL.len()]; count];
    for (year, sums) in (first..).zip(&mut years) {
        let begins = case.instant(Date::new_year(year)).max(Instant::START);
        let ends = case.instant(Date::new_year(year + 1));
        for wait in chain {
            let within = wait.to.min(ends) - wait.from.max(begins);
            sums[wait.cause as usize] += within.as_days().max(0.0);
        }
    }
    years
}

/// How a deal went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DealHistory {
    /// Where it stood at the horizon.
    pub state: DealState,
    /// When it came to be under an umbrella agreement.
    pub agreed: Option<Instant>,
    /// When services began.
    pub services: Option<Instant>,
    /// When a binding contract was signed.
    pub contract: Option<Instant>,
    /// False: the contract was signed and never executed.
    pub executed: bool,
    /// The first lot in the country.
    pub first_delivery: Option<Instant>,
    /// The last lot in the country.
    pub last_delivery: Option<Instant>,
    /// When the supplier withdrew.
    pub withdrawn: Option<Instant>,
}

/// When each requirement of a unit was first met.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnitHistory {
    /// The deal that equipped it; `None`: it was there, or was never equipped.
    pub deal: Option<Id<Deal>>,
    /// A binding contract.
    pub contract: Option<Instant>,
    /// Vehicles in the country.
    pub delivered: Option<Instant>,
    /// Missiles.
    pub armed: Option<Instant>,
    /// A site.
    pub sited: Option<Instant>,
    /// The supplier's crew, where it comes.
    pub supplier_crewed: Option<Instant>,
    /// Own crews.
    pub own_crewed: Option<Instant>,
    /// A link to its post.
    pub linked: Option<Instant>,
    /// Mission-capable, whoever operates it.
    pub capable: Option<Instant>,
    /// Mission-capable with own crews.
    pub capable_own: Option<Instant>,
    /// Share of the days from the first delivery to the horizon on which it was mission-capable.
    pub share_capable: f64,
    /// Days in the country on which it was not mission-capable, by reason.
    pub down_days: [f64; Down::ALL.len()],
    /// The chain of last-arriving requirements back to the start, in order of time; to the horizon where it never came.
    pub chain: Vec<Wait>,
    /// The requirement that came last but one before it was first mission-capable.
    pub near: Option<Near>,
}

/// Why a unit in the country is not mission-capable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Down {
    /// Its site is not ready.
    Site,
    /// There is no power.
    Power,
    /// It has no missiles.
    Missiles,
    /// Nobody operates it.
    Crew,
    /// Every vehicle is down; one waits for a spare.
    Spare,
    /// ... for hands.
    Hands,
    /// ... is being repaired at the unit.
    Repair,
    /// ... is at the depot.
    Depot,
    /// ... is with the supplier.
    Abroad,
    /// ... undergoes preventive work.
    Planned,
}

impl Down {
    /// Every reason, in the order in which one is held to count before another.
    pub const ALL: [Self; 10] = [
        Self::Site,
        Self::Power,
        Self::Missiles,
        Self::Crew,
        Self::Spare,
        Self::Hands,
        Self::Repair,
        Self::Depot,
        Self::Abroad,
        Self::Planned,
    ];

    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Power => "power",
            Self::Missiles => "missiles",
            Self::Crew => "crew",
            Self::Spare => "spare",
            Self::Hands => "hands",
            Self::Repair => "repair",
            Self::Depot => "depot",
            Self::Abroad => "abroad",
            Self::Planned => "planned",
        }
    }
}

/// When each requirement of a sensor was first met.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SensorHistory {
    /// The deal that brought it.
    pub deal: Option<Id<Deal>>,
    /// In the country.
    pub delivered: Option<Instant>,
    /// A site.
    pub sited: Option<Instant>,
    /// Its people.
    pub crewed: Option<Instant>,
    /// Working.
    pub up: Option<Instant>,
    /// Share of the days from delivery to the horizon on which it worked.
    pub share_up: f64,
}

/// When a capability came to hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CapabilityHistory {
    /// The first day of the first window that meets the definition.
    pub date: Option<Instant>,
    /// First moment at which the needs were met at all.
    pub first_met: Option<Instant>,
    /// The first day of the first window that meets it when the crews may be anyone's.
    pub date_either_crew: Option<Instant>,
    /// Share of all days from the start to the horizon on which the needs were met.
    pub share_met: f64,
    /// True: needs were met near the horizon but the window was cut by it.
    pub cut: bool,
    /// The chain of last-arriving requirements back to the start, in order of time.
    pub chain: Vec<Wait>,
    /// What came last but one when its needs were first met.
    pub near: Option<Near>,
    /// Where the date never came: what was still missing at the horizon.
    pub missing: Option<Missing>,
}

/// Why a date never came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// No contract was signed.
    NoContract,
    /// A contract was signed and never executed.
    NotExecuted,
    /// The wish was dropped.
    GivenUp,
    /// Contracted, and not all delivered in time: production, queue, embargo, shipping.
    NotDelivered,
    /// Money ran short.
    Money,
    /// No site, no power.
    Site,
    /// Own people were missing.
    People,
    /// Communications were missing.
    Network,
    /// Missiles were missing.
    Missiles,
    /// It stood, and could not be kept up for the window.
    Upkeep,
    /// Lost to strikes.
    Strikes,
    /// The supplier withdrew.
    Withdrawn,
    /// Everything ordered came, and nothing more was ordered.
    NotOrdered,
    /// Batteries stood with too few vehicles left or working.
    TooFewVehicles,
    /// The supplier's crews, which were asked for, did not come or had left.
    SupplierCrew,
    /// Its needs were met, and the horizon cut the window.
    Horizon,
}

impl Missing {
    /// Every reason, in the written order.
    pub const ALL: [Self; 16] = [
        Self::NoContract,
        Self::NotExecuted,
        Self::GivenUp,
        Self::NotDelivered,
        Self::Money,
        Self::Site,
        Self::People,
        Self::Network,
        Self::Missiles,
        Self::Upkeep,
        Self::Strikes,
        Self::Withdrawn,
        Self::NotOrdered,
        Self::TooFewVehicles,
        Self::SupplierCrew,
        Self::Horizon,
    ];

    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoContract => "no-contract",
            Self::NotExecuted => "not-executed",
            Self::GivenUp => "given-up",
            Self::NotDelivered => "not-delivered",
            Self::Money => "money",
            Self::Site => "site",
            Self::People => "people",
            Self::Network => "network",
            Self::Missiles => "missiles",
            Self::Upkeep => "upkeep",
            Self::Strikes => "strikes",
            Self::Withdrawn => "withdrawn",
            Self::NotOrdered => "not-ordered",
            Self::TooFewVehicles => "too-few-vehicles",
            Self::SupplierCrew => "supplier-crew",
            Self::Horizon => "horizon",
        }
    }
}

/// Money spent in one calendar year, by kind \[USD\].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spending {
    /// Vehicles, missiles, package.
    pub purchase: f64,
    /// Building sites.
    pub sites: f64,
    /// Courses.
    pub training: f64,
    /// Fuel of generators.
    pub fuel: f64,
    /// Spares.
    pub spares: f64,
    /// Pay and keep of qualified people.
    pub personnel: f64,
    /// Upkeep.
    pub upkeep: f64,
}

impl Spending {
    /// The kinds, as columns of tables.
    pub const KINDS: [&'static str; 7] = [
        "purchase",
        "sites",
        "training",
        "fuel",
        "spares",
        "personnel",
        "upkeep",
    ];

    /// The amounts in the order of [`Self::KINDS`] \[USD\].
    pub const fn by_kind(&self) -> [f64; 7] {
        [
            self.purchase,
            self.sites,
            self.training,
            self.fuel,
            self.spares,
            self.personnel,
            self.upkeep,
        ]
    }
}

/// What state a unit is in, for the chart of units over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitState {
    /// Not contracted, or contracted and not delivered.
    Awaited,
    /// In the country, site, power or missiles missing.
    Delivered,
    /// Equipped and sited, and no crew.
    Uncrewed,
    /// Mission-capable with the supplier's crew.
    SupplierCrewed,
    /// Mission-capable with its own crews.
    OwnCrewed,
    /// Down: every vehicle failed, or power is out.
    Down,
    /// Lost or worn out.
    Lost,
}

impl UnitState {
    /// Every state, in the order of the chart.
    pub const ALL: [Self; 7] = [
        Self::Awaited,
        Self::Delivered,
        Self::Uncrewed,
        Self::SupplierCrewed,
        Self::OwnCrewed,
        Self::Down,
        Self::Lost,
    ];

    /// Mission-capable, with whosever crews.
    pub const fn is_capable(self) -> bool {
        matches!(self, Self::SupplierCrewed | Self::OwnCrewed)
    }

    /// The words in tables and legends.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Awaited => "not yet delivered",
            Self::Delivered => "delivered, no site or missiles",
            Self::Uncrewed => "no qualified crew",
            Self::SupplierCrewed => "working, supplier's crew",
            Self::OwnCrewed => "working, own crew",
            Self::Down => "down for repair or power",
            Self::Lost => "lost or worn out",
        }
    }
}
