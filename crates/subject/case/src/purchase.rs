//! Suppliers, production lines, deals and money.

use quantity::Date;
use quantity::marker::{Count, Duration, Fraction, Money, Rate, Ratio};

use crate::{FireUnitType, Id, Law, Param, SensorType, SharedState};

/// Who sells.
#[derive(Debug, Clone, PartialEq)]
pub struct Supplier {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Hands that it lends for repair while it supports a delivered system.
    pub hands: Param<Count>,
}

/// A production line of one supplier: builds items one after another for the orders in its queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub supplier: Id<Supplier>,
    /// How fast it works.
    pub output: Output,
    /// The supplier's war: own losses count only while it is on; `None`: they always count.
    pub war: Option<Id<SharedState>>,
    /// Vehicles that stand ready for export at the start.
    pub stock: Param<Count>,
    /// Vehicles that other customers ordered before the start: a ledger line builds them before any order of the case.
    pub ahead: Param<Count>,
    /// How output grows from the start on; `None`: it is steady.
    pub ramp: Option<Ramp>,
    /// Running time between stoppages; `None`: it never stops. The clock is the line's own.
    pub runs: Option<Law<Duration>>,
    /// Length of a stoppage.
    pub stops: Law<Duration>,
}

/// Growth of a line's output, evenly in eight steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ramp {
    /// Share of the full output at the start.
    pub from: Param<Fraction>,
    /// Full output is reached after so long.
    pub over: Param<Duration>,
}

/// A class of means of carriage: how long it takes, how much it carries at once, how often it is closed. One lumped
/// chance: routes, carriers and ports are no inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Transport {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// From the works to the country.
    pub takes: Law<Duration>,
    /// Lots under way at once; `None`: as many as there are.
    pub at_once: Option<Param<Count>>,
    /// Time between closures; `None`: it never closes. The clock is its own.
    pub open: Option<Law<Duration>>,
    /// Length of a closure. What is under way arrives; nothing leaves.
    pub closed: Law<Duration>,
}

/// How fast a line works.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Output {
    /// Work content of one lot (a whole battery, or one sensor), while the line runs.
    PerBattery(Law<Duration>),
    /// The ledger: vehicles a year, less the supplier's own needs, times the share this buyer gets.
    Ledger {
        /// Vehicles made a year.
        production: Param<Rate>,
        /// Vehicles the supplier itself loses a year, while [`Line::war`] is on.
        own_losses: Param<Rate>,
        /// Largest share of output that replaces own losses before exports.
        own_first: Param<Fraction>,
        /// Share of what is left that this buyer gets.
        export_share: Param<Fraction>,
    },
}

/// What a deal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// Batteries of a fire unit.
    FireUnit(Id<FireUnitType>),
    /// Sensors.
    Sensor(Id<SensorType>),
}

/// Where a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DealState {
    /// Said to be wanted.
    Wish,
    /// An agreement to agree: no system is named.
    UmbrellaAgreement,
    /// Repair, spares and courses for what exists; no system.
    ServicesOnly,
    /// Signed and binding.
    Contract,
    /// Money and goods move.
    Executing,
    /// Stopped by the supplier for a time.
    Suspended,
    /// Everything ordered was delivered.
    Completed,
    /// Dropped, lapsed or never executed.
    Dead,
}

impl DealState {
    /// The word in files and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wish => "wish",
            Self::UmbrellaAgreement => "umbrella-agreement",
            Self::ServicesOnly => "services-only",
            Self::Contract => "contract",
            Self::Executing => "executing",
            Self::Suspended => "suspended",
            Self::Completed => "completed",
            Self::Dead => "dead",
        }
    }
    /// Every state, in order.
    pub const ALL: [Self; 8] = [
        Self::Wish,
        Self::UmbrellaAgreement,
        Self::ServicesOnly,
        Self::Contract,
        Self::Executing,
        Self::Suspended,
        Self::Completed,
        Self::Dead,
    ];
}

/// When ordered things are ready to ship.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Supply {
    /// A lead time, as past cases give it: contract to the first lot, then one lot after another.
    LeadTime {
        /// From the contract (or the down payment, if later) to the first lot.
        first: Law<Duration>,
        /// Between lots.
        spacing: Law<Duration>,
    },
    /// A line of the production ledger.
    Line(Id<Line>),
}

/// What one price buys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PricePer {
    /// A vehicle of a fire unit, or a sensor.
    Vehicle,
    /// A battery with all of its vehicles.
    Battery,
    /// Everything that the deal is about.
    Package,
}

/// Price and payment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// The price.
    pub price: Param<Money>,
    /// Of what.
    pub per: PricePer,
    /// Package on top (missiles, spares, training): the whole is `price` times this.
    pub package: Param<Ratio>,
    /// Share that is given.
    pub donated: Param<Fraction>,
    /// Share paid at signature; the rest is paid lot by lot.
    pub down_payment: Param<Fraction>,
    /// Share of each lot's payment that falls due when the lot is in the country; the rest is paid before it ships.
    pub on_delivery: Param<Fraction>,
    /// A payment on delivery, or an instalment, that is older than this is in arrears: deliveries stop until it is made.
    pub grace: Param<Duration>,
    /// What of the price is lent; `None`: nothing.
    pub loan: Option<Loan>,
}

/// A share of the price that is lent, and paid back in even yearly instalments after each lot's delivery.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loan {
    /// Share of the price.
    pub share: Param<Fraction>,
    /// Instalments: the first a year after the lot came, then one a year.
    pub years: u32,
    /// Interest a year on what is still owed.
    pub interest: Param<Fraction>,
}

/// An umbrella agreement: on the way from a wish to a contract, and no contract yet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Hazard of it while the deal is a wish; shared states multiply it as they do the contract's.
    pub comes: Param<Rate>,
    /// Under it the hazard of a contract is this many times as large.
    pub contract: Param<Ratio>,
    /// Under it the chance of services is this many times as large, one at most.
    pub services: Param<Ratio>,
}

/// A purchase, from the wish to the end of support.
#[derive(Debug, Clone, PartialEq)]
pub struct Deal {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Who sells.
    pub supplier: Id<Supplier>,
    /// What is bought.
    pub item: Item,
    /// Batteries (of [`FireUnitType::vehicles`] each) or sensors: lots that are delivered one by one.
    pub lots: u32,
    /// From when on a contract may come.
    pub opens: Date,
    /// Where it stands when it opens.
    pub starts_as: DealState,
    /// Hazard of a binding contract, before shared states multiply it.
    pub contract: Param<Rate>,
    /// How a wish may become an umbrella agreement, and what that changes; `None`: it does not, and changes nothing.
    pub agreement: Option<Agreement>,
    /// Chance that the agreement yields services (repair, courses) whether or not a contract follows.
    pub services: Param<Fraction>,
    /// When services begin, after the deal opens.
    pub services_after: Law<Duration>,
    /// Chance that a signed contract is never executed.
    pub never_executed: Param<Fraction>,
    /// How long an unexecuted contract lingers before it is dead.
    pub lingers: Law<Duration>,
    /// Rate of stoppages by the supplier after signature.
    pub stoppage: Param<Rate>,
    /// How long a stoppage lasts.
    pub stoppage_lasts: Law<Duration>,
    /// Hazard that the supplier withdraws crews, spares and support after delivery.
    pub withdrawn: Param<Rate>,
    /// The buyer drops the wish after so long without a contract. `None`: never.
    pub gives_up: Option<Param<Duration>>,
    /// Other deals; once one of them is signed this one is not signed any more, and the other way round.
    pub alternative_to: Vec<Id<Deal>>,
    /// When lots are ready.
    pub supply: Supply,
    /// The other view of it: what the first is held against. It moves nothing.
    pub cross_check: Option<Supply>,
    /// From the works to the country, where no means of carriage is named.
    pub shipping: Law<Duration>,
    /// The means of carriage, which other deals may share.
    pub by: Option<Id<Transport>>,
    /// Age of the vehicles at delivery: second-hand stock.
    pub age: Param<Duration>,
    /// The first missiles come so long after a battery's vehicles.
    pub missiles_after: Law<Duration>,
    /// Chance that the supplier's crews operate at first.
    pub supplier_crews: Param<Fraction>,
    /// How long they stay.
    pub supplier_crews_stay: Law<Duration>,
    /// Price and payment; `None`: money is switched off.
    pub terms: Option<Terms>,
    /// The past purchases that the deal is held against, as `short,Russia,embargo,new`. It moves nothing.
    pub outside_view: Option<String>,
}

/// The buyer's hard currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Budget {
    /// What can be spent on air defence each year; accrues month by month.
    pub per_year: Param<Money>,
    /// Unspent money is kept for so many years at most.
    pub keeps_years: f64,
}

crate::table::rows!(Supplier, Line, Transport, Deal);
