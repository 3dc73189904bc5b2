//! Events of the build-up, and their order at equal times.

/// What may happen. At one moment earlier kinds come first: the order is that of the causes of waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A shared state turns on or off.
    StateFlips,
    /// A deal opens.
    DealOpens,
    /// Services under a deal begin.
    ServicesBegin,
    /// An umbrella agreement is made.
    Agreed,
    /// A contract is signed.
    Signed,
    /// The buyer drops the wish.
    GivesUp,
    /// A contract that was never executed is dead.
    Lapses,
    /// A month begins: money comes, upkeep is paid.
    Month,
    /// A line stops or runs again.
    LineFlips,
    /// A line's output grows by a step.
    LineGrows,
    /// A line has built a lot.
    LineBuilt,
    /// The lead time of a lot is over.
    LeadOver,
    /// The supplier stops deliveries.
    Stops,
    /// The supplier goes on.
    GoesOn,
    /// An instalment of a loan falls due.
    Instalment,
    /// A payment on delivery, or an instalment, is older than its grace.
    Overdue,
    /// A means of carriage closes, or opens again.
    TransportFlips,
    /// A lot (second) of a deal (first) is in the country.
    Arrives,
    /// A temporary position is ready.
    FieldReady,
    /// A task of a site's plan is done.
    TaskDone,
    /// A site is ready.
    SiteReady,
    /// Power at a site goes or comes back.
    PowerFlips,
    /// Recruits come.
    Intake,
    /// So many candidates are ready for courses.
    Schooled,
    /// Third-party trainers come.
    TrainersCome,
    /// A course asks for a class.
    ClassAsks,
    /// A class ends.
    ClassEnds,
    /// So many instructors of a pool are back from leave.
    InstructorsBack,
    /// Somebody of a trade leaves.
    Leaves,
    /// A unit has worked up.
    WorkedUp,
    /// The supplier's crew leaves a unit or sensor.
    SupplierLeaves,
    /// A link is installed.
    LinkInstalled,
    /// A link fails or is repaired.
    LinkFlips,
    /// Missiles of a unit come.
    Armed,
    /// The shelf life of a unit's missiles ends.
    MissilesEnd,
    /// A component fails.
    Fails,
    /// It is repaired.
    Repaired,
    /// A spare comes.
    SpareComes,
    /// A vehicle is worn out.
    WearsOut,
    /// A strike hits a unit or sensor.
    Strikes,
    /// The supplier withdraws from a deal.
    Withdraws,
}

impl Kind {
    const ALL: [Self; 41] = [
        Self::StateFlips,
        Self::DealOpens,
        Self::ServicesBegin,
        Self::Agreed,
        Self::Signed,
        Self::GivesUp,
        Self::Lapses,
        Self::Month,
        Self::LineFlips,
        Self::LineGrows,
        Self::LineBuilt,
        Self::LeadOver,
        Self::Stops,
        Self::GoesOn,
        Self::Instalment,
        Self::Overdue,
        Self::TransportFlips,
        Self::Arrives,
        Self::FieldReady,
        Self::TaskDone,
        Self::SiteReady,
        Self::PowerFlips,
        Self::Intake,
        Self::Schooled,
        Self::TrainersCome,
        Self::ClassAsks,
        Self::ClassEnds,
        Self::InstructorsBack,
        Self::Leaves,
        Self::WorkedUp,
        Self::SupplierLeaves,
        Self::LinkInstalled,
        Self::LinkFlips,
        Self::Armed,
        Self::MissilesEnd,
        Self::Fails,
        Self::Repaired,
        Self::SpareComes,
        Self::WearsOut,
        Self::Strikes,
        Self::Withdraws,
    ];
}

/// An event in the queue: what, to whom, and a token that tells a present event from a stale one.
///
/// Eight bytes, so that the queue moves little: the kind stands above the row number, which has 24 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(align(8))]
pub struct Event {
    what: u32,
    token: u32,
}

const ROW_BITS: u32 = 24;

impl Event {
    /// An event of a row of a table.
    pub fn new(kind: Kind, row: usize, token: u32) -> Self {
        debug_assert!(row < 1 << ROW_BITS);
        Self {
            what: (kind as u32) << ROW_BITS | row as u32,
            token,
        }
    }

    /// What happens.
    pub const fn kind(self) -> Kind {
        Kind::ALL[(self.what >> ROW_BITS) as usize]
    }

    /// Whether this kind of thing happens.
    #[inline]
    pub const fn is(self, kind: Kind) -> bool {
        self.what >> ROW_BITS == kind as u32
    }

    /// To which row.
    pub const fn row(self) -> usize {
        (self.what & ((1 << ROW_BITS) - 1)) as usize
    }

    /// The token, or a second number.
    pub const fn token(self) -> u32 {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_keeps_its_parts_and_kinds_stand_in_order() {
        for (i, &kind) in Kind::ALL.iter().enumerate() {
            assert_eq!(kind as usize, i);
            let event = Event::new(kind, (1 << ROW_BITS) - 1 - i, u32::MAX - i as u32);
            assert_eq!(
                (event.kind(), event.row(), event.token()),
                (kind, (1 << ROW_BITS) - 1 - i, u32::MAX - i as u32)
            );
            assert!(Kind::ALL.iter().all(|&k| event.is(k) == (k == kind)));
        }
        assert_eq!(size_of::<Event>(), 8);
    }
}
