//! What draws are for: one purpose for each kind of chance in the build-up.

use random::Purpose;

macro_rules! purposes {
    ($($(#[$doc:meta])* $name:ident = $number:literal;)*) => {$(
        $(#[$doc])*
        pub const $name: Purpose = Purpose($number);
    )*};
}

purposes! {
    /// How long a shared state stays on or off.
    STATE_SOJOURN = 101;
    /// Whether an agreement yields services.
    SERVICES = 102;
    /// When services begin.
    SERVICES_AFTER = 103;
    /// The threshold of the contract hazard.
    CONTRACT = 104;
    /// Whether a contract is never executed.
    NEVER_EXECUTED = 105;
    /// How long an unexecuted contract lingers.
    LINGERS = 106;
    /// Time to the next stoppage by the supplier.
    STOPPAGE = 107;
    /// Length of a stoppage.
    STOPPAGE_LASTS = 108;
    /// The threshold of the hazard of withdrawn support.
    WITHDRAWN = 109;
    /// Lead time of the first lot, then the spacing of each further one.
    LEAD_TIME = 110;
    /// Work content of a lot on a line.
    LOT_WORK = 111;
    /// Running time and stoppages of a line.
    LINE_CLOCK = 112;
    /// Shipping of a lot.
    SHIPPING = 113;
    /// When a lot's missiles come.
    MISSILES = 114;
    /// Whether the supplier's crews come.
    SUPPLIER_CREWS = 115;
    /// How long the supplier's crew stays with one unit.
    SUPPLIER_STAY = 116;
    /// Building a site.
    BUILD = 117;
    /// The grid at a site.
    GRID = 118;
    /// The generator at a site.
    GENERATOR = 119;
    /// Schooling of an intake.
    SCHOOLING = 120;
    /// Length of a class's course.
    COURSE = 121;
    /// How many of a class graduate.
    GRADUATES = 122;
    /// Leave of a class's instructors.
    INSTRUCTORS_LEAVE = 123;
    /// Time to the next person who leaves a trade.
    LEAVES = 124;
    /// Who it is.
    WHO_LEAVES = 125;
    /// Working up.
    WORK_UP = 126;
    /// Installing a link.
    INSTALL = 127;
    /// Failures and repairs of a link.
    LINK_CLOCK = 128;
    /// Operating time to a failure.
    FAILURE = 129;
    /// Which failures need a spare.
    SPARE_NEEDED = 130;
    /// Repair time.
    REPAIR = 131;
    /// Lead time of a spare.
    SPARE_LEAD = 132;
    /// Time to wearing out.
    WEARS_OUT = 133;
    /// Time to the next strike.
    STRIKE = 134;
    /// Which vehicle a strike hits.
    STRUCK = 135;
    /// The threshold of the hazard of an umbrella agreement.
    AGREEMENT = 166;
    /// When third-party trainers come.
    TRAINERS = 161;
    /// Closures of a means of carriage.
    TRANSPORT_CLOCK = 162;
    /// A temporary position.
    FIELD = 163;
    /// Deliveries of fuel to a site.
    FUEL = 164;
    /// The age at which a vehicle is worn out.
    LIFE = 165;
    /// How many of old vehicles work at the start, where the share gives no whole number.
    SERVICEABLE = 136;
    /// How many of those who failed go back and try again.
    WASHED_BACK = 137;
    /// Of failures that go beyond the unit, which go abroad.
    LEVEL = 138;
    /// Which failures go beyond the unit.
    BEYOND = 140;
    /// When missiles come in place of old ones.
    MISSILES_AGAIN = 139;
}
