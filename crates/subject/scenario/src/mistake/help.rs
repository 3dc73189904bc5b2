//! The code, the help and the label of each trouble.

use quantity::QuantityError;

use super::Trouble;

impl Trouble {
    /// The stable code, for programs and for the book.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "scenario::syntax",
            Self::Unreadable { .. } => "scenario::unreadable",
            Self::NotText { .. } => "scenario::not_text",
            Self::UnknownKey { .. } => "scenario::unknown_key",
            Self::MissingKey { .. } => "scenario::missing_key",
            Self::WrongKind { .. } => "scenario::wrong_kind",
            Self::NotAQuantity { .. } => "scenario::unit",
            Self::OutOfBounds { .. } => "scenario::out_of_bounds",
            Self::Disordered { .. } => "scenario::low_above_high",
            Self::NoDistribution { .. } => "scenario::no_distribution",
            Self::NoBaseRate { .. } => "scenario::no_base_rate",
            Self::MustBeExact { .. } => "scenario::must_be_exact",
            Self::MissingPer { .. } => "scenario::price_without_unit",
            Self::WrongPer { .. } => "scenario::wrong_per",
            Self::UnknownWord { .. } => "scenario::unknown_word",
            Self::NotADate { .. } => "scenario::not_a_date",
            Self::BeforeStart { .. } => "scenario::before_start",
            Self::AfterHorizon { .. } => "scenario::after_horizon",
            Self::UnknownId { .. } => "scenario::unknown_id",
            Self::TwoAlike { .. } => "scenario::two_alike",
            Self::SharedId { .. } => "scenario::shared_id",
            Self::BadId { .. } => "scenario::bad_id",
            Self::UnknownPath { .. } => "scenario::unknown_path",
            Self::Both { .. } => "scenario::both_given",
            Self::NoneOf { .. } => "scenario::none_given",
            Self::NoSuchFile { .. } => "scenario::no_such_file",
            Self::Evidence { .. } => "scenario::evidence",
            Self::UnknownEvidence { .. } => "scenario::unknown_evidence",
            Self::NoReason { .. } => "scenario::no_reason",
            Self::EvidenceTwice { .. } => "scenario::evidence_twice",
            Self::SourceTwice { .. } => "scenario::source_twice",
            Self::ForAndAgainst { .. } => "scenario::for_and_against",
            Self::OwnConclusion { .. } => "scenario::own_conclusion",
            Self::NoOdds { .. } => "scenario::no_odds",
            Self::RestsOnStruck { .. } => "scenario::rests_on_struck",
            Self::Cycle { .. } => "scenario::cycle",
            Self::NeverEntered { .. } => "scenario::never_entered",
            Self::NoCourseMakes { .. } => "scenario::no_course",
            Self::AsksTooMuch { .. } => "scenario::asks_too_much",
            Self::TooLarge { .. } => "scenario::too_large",
            Self::TwoViews { .. } => "scenario::two_views",
            Self::AsksNothing { .. } => "scenario::asks_nothing",
            Self::NoTasks { .. } => "scenario::no_tasks",
            Self::SumAboveOne { .. } => "scenario::sum_above_one",
            Self::OthersLine { .. } => "scenario::others_line",
            Self::AlternativeToItself { .. } => "scenario::alternative_to_itself",
            Self::Ignored { .. } => "scenario::ignored",
            Self::NeverReached { .. } => "scenario::never_reached",
            Self::NeverRepaired { .. } => "scenario::never_repaired",
            Self::WrongItem { .. } => "scenario::wrong_item",
            Self::LinkToItself { .. } => "scenario::link_to_itself",
            Self::UnitWithoutSite { .. } => "scenario::unit_without_site",
            Self::NoSite { .. } => "scenario::no_site",
            Self::OutsideTerrain { .. } => "scenario::outside_terrain",
            Self::WrongFrame { .. } => "scenario::wrong_frame",
            Self::Catalogue { .. } => "scenario::catalogue",
            Self::StaleEvidence { .. } => "scenario::stale_evidence",
            Self::Unused { .. } => "scenario::unused",
        }
    }

    /// What was expected, or the nearest known name.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownKey { nearest, known, .. } | Self::UnknownWord { nearest, known, .. } => {
                near_or_all(nearest.as_deref(), known)
            }
            Self::UnknownId { nearest, known, .. } => near_or_all(nearest.as_deref(), known),
            Self::UnknownPath { nearest, .. } => nearest.as_deref().map(did_you_mean),
            Self::UnknownEvidence { none_named: true, .. } => {
                Some("name the files: evidence = \"ledger.csv\", facts = \"facts.csv\"".to_owned())
            }
            Self::UnknownEvidence { nearest, .. } => Some(nearest.as_deref().map_or_else(
                || "a source is a ledger or fact id, \"catalogue\", \"analyst: why\", \"given: what\" or \"baserate: which\"".to_owned(),
                did_you_mean,
            )),
            Self::MissingKey { wanted, .. } => Some(format!("expected {wanted}")),
            Self::NotAQuantity {
                error: QuantityError::UnknownUnit { nearest, .. },
                ..
            } => nearest.map(did_you_mean),
            Self::MustBeExact { .. } => Some(
                "positions, heights, frequencies, kinds of look and numbers of things are exact, so that the terrain is swept and tables are filled once and not anew for every draw".to_owned(),
            ),
            Self::MissingPer { allowed, .. } => {
                let first = allowed.first().map_or("vehicle", String::as_str);
                Some(format!("write {{ likely = \"25 MUSD\", per = \"{first}\" }}"))
            }
            Self::WrongPer { allowed, .. } if allowed.is_empty() => {
                Some("leave `per` out".to_owned())
            }
            Self::WrongPer { allowed, .. } => near_or_all(None, allowed),
            Self::NotADate { .. } => Some("write year-month-day, as in 2026-06-01".to_owned()),
            Self::BadId { .. } => Some("use letters, digits, `-` and `_`".to_owned()),
            Self::NoReason { .. } => Some("write source = \"analyst: why\", or a `reason`".to_owned()),
            Self::EvidenceTwice { .. } => {
                Some("let it move the one that it speaks of; `source` may still name it".to_owned())
            }
            Self::SourceTwice { .. } => Some(
                "name what else speaks for one of the two, or judge it: source = \"analyst: why\"".to_owned(),
            ),
            Self::OwnConclusion { .. } => {
                Some("list who says it independently; `source` may still name the row".to_owned())
            }
            Self::NoOdds { .. } => Some("leave `weigh` out".to_owned()),
            Self::Both { first: "lead_time", .. } => {
                Some("write supply = \"lead-time\" or \"line\": the other is then its cross-check".to_owned())
            }
            Self::TooLarge { .. } => Some("look at the unit of the number".to_owned()),
            Self::AsksNothing { .. } => Some(
                "give `batteries`, `vehicles`, `sensors` or `services`".to_owned(),
            ),
            Self::NoCourseMakes { trade } => {
                Some(format!("add a [[course]] with makes = \"{trade}\", or at_start in [trade.{trade}]"))
            }
            _ => None,
        }
    }

    /// What stands under the underlined text.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::UnknownKey { .. } => "not a key of this section",
            Self::MissingKey { .. } => "in this row",
            Self::NotAQuantity { .. } | Self::WrongKind { .. } => "of the wrong kind",
            Self::OutOfBounds { .. } => "out of bounds",
            Self::Disordered { .. } => "not in order",
            Self::UnknownId { .. } | Self::UnknownPath { .. } => "names nothing",
            Self::TwoAlike { .. } | Self::SharedId { .. } => "not the only one",
            Self::BeforeStart { .. } | Self::AfterHorizon { .. } => "outside the case's time",
            Self::MustBeExact { .. } => "a range",
            Self::UnknownEvidence { .. }
            | Self::EvidenceTwice { .. }
            | Self::ForAndAgainst { .. }
            | Self::OwnConclusion { .. }
            | Self::RestsOnStruck { .. } => "this evidence",
            Self::NoSuchFile { .. } | Self::Unreadable { .. } => "this file",
            _ => "here",
        }
    }
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

fn near_or_all(nearest: Option<&str>, known: &[String]) -> Option<String> {
    match nearest {
        Some(name) => Some(did_you_mean(name)),
        None if known.is_empty() => None,
        None => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            Some(format!("known are {}", crate::field::listed(&known)))
        }
    }
}
