//! Events of the build-up, and their order at equal times.

/// What may happen. Numbers are rows of the case's tables; `token` tells a present event from a stale one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event {
    /// A shared state turns on or off.
    StateFlips(u32),
    /// A deal opens.
    DealOpens(u32),
    /// Services under a deal begin.
    ServicesBegin(u32),
    /// A contract is signed.
    Signed(u32, u32),
    /// The buyer drops the wish.
    GivesUp(u32),
    /// A contract that was never executed is dead.
    Lapses(u32),
    /// A month begins: money comes, upkeep is paid.
    Month(u32),
    /// A line stops or runs again.
    LineFlips(u32),
    /// A line has built a lot.
    LineBuilt(u32, u32),
    /// The lead time of a lot is over.
    LeadOver(u32, u32),
    /// The supplier stops deliveries.
    Stops(u32),
    /// The supplier goes on.
    GoesOn(u32),
    /// A lot (second) of a deal (first) is in the country.
    Arrives(u32, u32),
    /// A site is ready.
    SiteReady(u32),
    /// The grid at a site fails or comes back.
    GridFlips(u32),
    /// The generator at a site fails or is repaired.
    GeneratorFlips(u32, u32),
    /// Recruits come.
    Intake,
    /// So many candidates are ready for courses.
    Schooled(u32),
    /// A course asks for a class.
    ClassAsks(u32),
    /// A class ends.
    ClassEnds(u32),
    /// So many instructors of a pool are back from leave.
    InstructorsBack(u32, u32),
    /// Somebody of a trade leaves.
    Leaves(u32, u32),
    /// A unit has worked up.
    WorkedUp(u32, u32),
    /// The supplier's crew leaves a unit or sensor.
    SupplierLeaves(u32),
    /// A link is installed.
    LinkInstalled(u32),
    /// A link fails or is repaired.
    LinkFlips(u32),
    /// Missiles of a unit come.
    Armed(u32),
    /// A vehicle, battery or sensor fails.
    Fails(u32, u32),
    /// It is repaired.
    Repaired(u32, u32),
    /// A spare comes.
    SpareComes(u32),
    /// A vehicle is worn out.
    WearsOut(u32),
    /// A strike hits a unit or sensor.
    Strikes(u32, u32),
    /// The supplier withdraws from a deal.
    Withdraws(u32, u32),
}

impl Event {
    /// Class and entity: at one moment lower classes come first, in the order of the causes of waiting.
    pub const fn order(self) -> (u8, u32) {
        match self {
            Self::StateFlips(i) => (0, i),
            Self::DealOpens(i) => (1, i),
            Self::ServicesBegin(i) => (2, i),
            Self::Signed(i, _) => (3, i),
            Self::GivesUp(i) => (4, i),
            Self::Lapses(i) => (5, i),
            Self::Month(i) => (6, i),
            Self::LineFlips(i) => (7, i),
            Self::LineBuilt(i, _) => (8, i),
            Self::LeadOver(i, _) => (9, i),
            Self::Stops(i) => (10, i),
            Self::GoesOn(i) => (11, i),
            Self::Arrives(i, _) => (12, i),
            Self::SiteReady(i) => (13, i),
            Self::GridFlips(i) => (14, i),
            Self::GeneratorFlips(i, _) => (15, i),
            Self::Intake => (16, 0),
            Self::Schooled(_) => (17, 0),
            Self::ClassAsks(i) => (18, i),
            Self::ClassEnds(i) => (19, i),
            Self::InstructorsBack(i, _) => (20, i),
            Self::Leaves(i, _) => (21, i),
            Self::WorkedUp(i, _) => (22, i),
            Self::SupplierLeaves(i) => (23, i),
            Self::LinkInstalled(i) => (24, i),
            Self::LinkFlips(i) => (25, i),
            Self::Armed(i) => (26, i),
            Self::Fails(i, _) => (27, i),
            Self::Repaired(i, _) => (28, i),
            Self::SpareComes(i) => (29, i),
            Self::WearsOut(i) => (30, i),
            Self::Strikes(i, _) => (31, i),
            Self::Withdraws(i, _) => (32, i),
        }
    }
}
