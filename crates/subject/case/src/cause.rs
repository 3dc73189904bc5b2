//! Why something waits, in the written order that settles ties.

/// A cause of waiting. The order of the variants is the written order: of two requirements that were met at the
/// same moment the earlier cause is held to have bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// No binding contract.
    Deal,
    /// A shared state (a war, sanctions, tension) held the contract back.
    Gate,
    /// The buyer's money.
    Money,
    /// The supplier's line builds.
    Line,
    /// Other orders before this one on the line.
    Queue,
    /// The supplier stopped deliveries.
    Embargo,
    /// On the way.
    Shipping,
    /// The site is being built, or waits for a team.
    Site,
    /// No power.
    Power,
    /// Too few recruits, or their schooling.
    Intake,
    /// A course runs, or waits for seats or instructors.
    Course,
    /// A whole crew has not come together, works up, or left.
    Crew,
    /// A communications path is missing.
    Link,
    /// The missiles have not come.
    Missiles,
    /// Down: failed and under repair, or waiting for hands.
    Failure,
    /// Down: waiting for a spare.
    Spare,
    /// Lost to a strike.
    Strike,
    /// The supplier withdrew crews, spares or support.
    Withdrawal,
    /// Everything ordered came, and nothing more was ordered.
    Order,
    /// What was asked for was there, and its window still ran.
    Window,
}

impl Cause {
    /// Every cause in the written order.
    pub const ALL: [Self; 20] = [
        Self::Deal,
        Self::Gate,
        Self::Money,
        Self::Line,
        Self::Queue,
        Self::Embargo,
        Self::Shipping,
        Self::Site,
        Self::Power,
        Self::Intake,
        Self::Course,
        Self::Crew,
        Self::Link,
        Self::Missiles,
        Self::Failure,
        Self::Spare,
        Self::Strike,
        Self::Withdrawal,
        Self::Order,
        Self::Window,
    ];

    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deal => "deal",
            Self::Gate => "gate",
            Self::Money => "money",
            Self::Line => "line",
            Self::Queue => "queue",
            Self::Embargo => "embargo",
            Self::Shipping => "shipping",
            Self::Site => "site",
            Self::Power => "power",
            Self::Intake => "intake",
            Self::Course => "course",
            Self::Crew => "crew",
            Self::Link => "link",
            Self::Missiles => "missiles",
            Self::Failure => "failure",
            Self::Spare => "spare",
            Self::Strike => "strike",
            Self::Withdrawal => "withdrawal",
            Self::Order => "order",
            Self::Window => "window",
        }
    }

    /// The cause in words for readers.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Deal => "no binding contract",
            Self::Gate => "a war, sanctions or tension held the deal back",
            Self::Money => "the buyer's money",
            Self::Line => "the supplier's production",
            Self::Queue => "other orders came first",
            Self::Embargo => "the supplier stopped deliveries",
            Self::Shipping => "shipping",
            Self::Site => "building sites",
            Self::Power => "power",
            Self::Intake => "finding and schooling recruits",
            Self::Course => "courses, seats and instructors",
            Self::Crew => "forming and keeping crews",
            Self::Link => "communications",
            Self::Missiles => "missiles",
            Self::Failure => "failures and repair",
            Self::Spare => "spares",
            Self::Strike => "losses to strikes",
            Self::Withdrawal => "withdrawn support",
            Self::Order => "nothing more was ordered",
            Self::Window => "the window of the definition still ran",
        }
    }
}
