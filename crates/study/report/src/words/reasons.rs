//! Causes of waiting, reasons for never and states of units, as tables hold them, in words for readers.

use super::plain;

/// Causes that a reader sees as one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// No binding contract, or a state that holds it back.
    Contract,
    /// The buyer's money.
    Money,
    /// Production, queue, embargo, shipping, missiles.
    Supply,
    /// Sites and power.
    Sites,
    /// Recruits, courses, crews.
    People,
    /// Communications.
    Links,
    /// Failures and spares.
    Upkeep,
    /// Strikes and withdrawn support.
    Losses,
    /// Nothing more was ordered.
    Order,
    /// The window of the definition still ran.
    Window,
    /// A cause that this program does not know.
    Other,
}

impl Family {
    /// Every family, in the order of the charts.
    pub const ALL: [Self; 11] = [
        Self::Contract,
        Self::Money,
        Self::Supply,
        Self::Sites,
        Self::People,
        Self::Links,
        Self::Upkeep,
        Self::Losses,
        Self::Order,
        Self::Window,
        Self::Other,
    ];

    /// The family of a cause's word.
    pub fn of(cause: &str) -> Self {
        match cause {
            "deal" | "gate" => Self::Contract,
            "money" => Self::Money,
            "line" | "queue" | "embargo" | "shipping" | "missiles" => Self::Supply,
            "site" | "power" => Self::Sites,
            "intake" | "course" | "crew" => Self::People,
            "link" => Self::Links,
            "failure" | "spare" => Self::Upkeep,
            "strike" | "withdrawal" => Self::Losses,
            "order" => Self::Order,
            "window" => Self::Window,
            _ => Self::Other,
        }
    }

    /// In words, for legends.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Contract => "no binding contract",
            Self::Money => "money",
            Self::Supply => "production and delivery",
            Self::Sites => "sites and power",
            Self::People => "people",
            Self::Links => "communications",
            Self::Upkeep => "failures and spares",
            Self::Losses => "strikes, withdrawn support",
            Self::Order => "nothing more ordered",
            Self::Window => "window still running",
            Self::Other => "other",
        }
    }
}

/// A cause of waiting in words.
pub fn cause_words(cause: &str) -> String {
    match cause {
        "deal" => "no binding contract",
        "gate" => "a war, sanctions or tension held the deal back",
        "money" => "the buyer's money",
        "line" => "the supplier's production",
        "queue" => "other orders came first",
        "embargo" => "the supplier stopped deliveries",
        "shipping" => "shipping",
        "site" => "building sites",
        "power" => "power",
        "intake" => "finding and schooling recruits",
        "course" => "courses, seats and instructors",
        "crew" => "forming and keeping crews",
        "link" => "communications",
        "missiles" => "missiles",
        "failure" => "failures and repair",
        "spare" => "spares",
        "strike" => "losses to strikes",
        "withdrawal" => "withdrawn support",
        "order" => "nothing more was ordered",
        "window" => "the window of the definition still ran",
        other => return plain(other),
    }
    .to_owned()
}

/// What was still missing at the horizon, in words.
pub fn missing_words(missing: &str) -> String {
    match missing {
        "no-contract" => "no binding contract was signed",
        "not-executed" => "a contract was signed and never carried out",
        "given-up" => "the buyer gave the purchase up",
        "not-delivered" => "contracted, not delivered in time",
        "money" => "money ran short",
        "site" => "no finished site, or no power",
        "people" => "too few qualified people of its own",
        "network" => "no working communications",
        "missiles" => "no missiles",
        "upkeep" => "it stood, and could not be kept working",
        "strikes" => "lost to strikes",
        "withdrawn" => "the supplier withdrew",
        "not-ordered" => "everything ordered came, and nothing more was ordered",
        "too-few-vehicles" => "too few vehicles were left or working",
        "supplier-crew" => "the supplier’s crews did not come, or had left",
        "horizon" => "the horizon cut its window",
        other => return plain(other),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAUSES: [&str; 20] = [
        "deal",
        "gate",
        "money",
        "line",
        "queue",
        "embargo",
        "shipping",
        "site",
        "power",
        "intake",
        "course",
        "crew",
        "link",
        "missiles",
        "failure",
        "spare",
        "strike",
        "withdrawal",
        "order",
        "window",
    ];

    #[test]
    fn every_cause_has_a_family_and_words() {
        for cause in CAUSES {
            assert_ne!(Family::of(cause), Family::Other, "{cause}");
            assert!(cause_words(cause).len() >= 5, "{cause}");
        }
        assert_eq!(Family::of("weather"), Family::Other);
        assert_eq!(cause_words("bad-weather"), "bad weather");
        assert_eq!(
            missing_words("no-contract"),
            "no binding contract was signed"
        );
    }
}
