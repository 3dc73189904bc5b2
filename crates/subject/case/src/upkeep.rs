//! Failures, repair, spares, power and strikes.

use quantity::marker::{Count, Duration, Fraction, Money, Rate, Ratio};

use crate::{Id, Item, Law, Param, Trade};

/// How a type fails and is repaired.
#[derive(Debug, Clone, PartialEq)]
pub struct Sustainment {
    /// Of which type.
    pub item: Item,
    /// What fails on its own in one vehicle (or battery that is one item, or sensor); all must work. At least one.
    pub components: Vec<Component>,
    /// Hours of operation a day, 0 to 24; 24: always on.
    pub hours_per_day: Param<Count>,
    /// True: a battery fails and is repaired as one item; false: vehicle by vehicle.
    pub battery_as_one: bool,
    /// True: a vehicle that waits for a spare of another component gives up the one that this vehicle lacks.
    pub cannibalises: bool,
    /// Shelf life of the missiles that come with a unit; 0: they keep.
    pub missiles_last: Param<Duration>,
    /// From the end of a shelf life to new missiles, while the supplier supports them.
    pub missiles_again: Law<Duration>,
    /// Loads that a unit fires in practice, evenly: a load is spent after one over this.
    pub missiles_used: Param<Rate>,
    /// Price of a new load for one unit.
    pub missiles_cost: Param<Money>,
    /// Rate at which a vehicle is worn out for good, whatever its age.
    pub wears_out: Param<Rate>,
    /// Age at which a vehicle is worn out for good; `None`: age alone ends none.
    pub life: Option<Law<Duration>>,
    /// By this part of its rate when new a vehicle fails oftener for each year of its age.
    pub ages: Param<Rate>,
    /// Upkeep of one vehicle for a year.
    pub cost_per_year: Param<Money>,
}

/// What fails and is repaired on its own: a radar, a launcher, a generator, a chassis, a radio, or all of a vehicle.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// Its id within the type; empty where the type is one component.
    pub id: String,
    /// Operating time to its next failure; for planned work the time between two.
    pub mtbf: Law<Duration>,
    /// True: preventive work, due by operating time; it is no failure.
    pub planned: bool,
    /// Hands-on repair time, at the unit.
    pub repair: Law<Duration>,
    /// Trade and number of people that a repair at the unit holds. `None`: hands are not a limit.
    pub hands: Option<(Id<Trade>, u32)>,
    /// The spare that a failure may need.
    pub spare: Option<Id<Spare>>,
    /// Chance that a failure needs it.
    pub spare_chance: Param<Fraction>,
    /// Chance that a failure is beyond the unit and goes to the depot.
    pub to_depot: Param<Fraction>,
    /// Time at the depot, with the way there and back; it holds one of the depot's benches.
    pub depot: Law<Duration>,
    /// Chance that a failure is beyond the country and goes to the supplier.
    pub abroad: Param<Fraction>,
    /// From the failure to the return from the supplier, while it supports what it sold.
    pub turnaround: Law<Duration>,
}

/// The country's depot: benches with their test sets. `None` in the case: benches are not a limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Depot {
    /// Repairs at one time.
    pub benches: Param<Count>,
}

/// A spare part, reordered one for one.
#[derive(Debug, Clone, PartialEq)]
pub struct Spare {
    /// Its id.
    pub id: String,
    /// Base stock, which comes with the first delivery.
    pub stock: Param<Count>,
    /// Order to arrival.
    pub lead_time: Law<Duration>,
    /// Price of one.
    pub cost: Param<Money>,
}

/// How a site gets power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PowerSupply {
    /// No power is needed, or it never fails.
    Always,
    /// The grid alone.
    Grid,
    /// A generator alone.
    Generator,
    /// The grid, with a generator behind it.
    Both,
}

/// Outages of the grid and failures of generators; each site has its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Power {
    /// Time between outages.
    pub grid_up: Law<Duration>,
    /// Length of an outage.
    pub grid_down: Law<Duration>,
    /// Time between failures of a generator set, as it is run.
    pub generator_up: Law<Duration>,
    /// Time to repair it.
    pub generator_down: Law<Duration>,
    /// Months in which the grid fails oftener or more rarely.
    pub season: Option<Season>,
    /// What generators burn; `None`: fuel never ends and costs nothing.
    pub fuel: Option<Fuel>,
}

/// Months in which outages begin at another rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Season {
    /// Which months, from January.
    pub months: [bool; 12],
    /// By how much the rate is multiplied then.
    pub outages: Param<Ratio>,
}

/// The fuel of generators: a tank that deliveries fill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fuel {
    /// Running time on a full tank.
    pub tank: Param<Duration>,
    /// Time between deliveries; each fills the tank.
    pub every: Law<Duration>,
    /// Cost of an hour's running.
    pub cost_per_hour: Param<Money>,
}

/// Losses of equipment to strikes during the build-up: declared, not fed back from raids.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strikes {
    /// Rate for each delivered battery.
    pub batteries: Param<Rate>,
    /// Vehicles lost by one strike.
    pub vehicles: Param<Count>,
    /// Rate for each delivered sensor.
    pub sensors: Param<Rate>,
}

crate::table::rows!(Spare);
