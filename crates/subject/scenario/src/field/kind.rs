//! What a field may hold.

use quantity::Dimension;

use super::Field;

/// The family that a law has when the file gives a plain number or a range for its mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chance {
    /// No chance: always the mean.
    Fixed,
    /// Exponential.
    Exponential,
    /// Log-normal with a standard deviation of the logarithm of 0.8.
    LogNormal,
}

impl Chance {
    /// The word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Exponential => "exponential",
            Self::LogNormal => "lognormal",
        }
    }
}

/// Whether a number says of what one unit it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// It must not.
    None,
    /// It may.
    Allowed(&'static [&'static str]),
    /// It must: a price of a vehicle and one of a battery are different prices.
    Required(&'static [&'static str]),
}

/// Whose ids a field names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Names {
    /// `[capability.ID]`
    Capability,
    /// `[[place]]`
    Place,
    /// `[[region]]`
    Region,
    /// `[[site]]`
    Site,
    /// `[fire_unit.ID]` and the catalogue's fire units.
    FireUnit,
    /// `[radar.ID]` and the catalogue's radars.
    Radar,
    /// `[threat.ID]` and the catalogue's threats.
    Threat,
    /// `[link_type.ID]` and the catalogue's links.
    LinkType,
    /// `[supplier.ID]`
    Supplier,
    /// `[line.ID]`
    Line,
    /// `[transport.ID]`
    Transport,
    /// `[plan.ID]`
    Plan,
    /// `[trainers.ID]`
    Trainers,
    /// `[[deal]]`
    Deal,
    /// `[state.ID]`
    State,
    /// `[trade.ID]`
    Trade,
    /// `[instructors.ID]`
    Instructors,
    /// `[[course]]`
    Course,
    /// `[[unit]]`
    Unit,
    /// `[[sensor]]`
    Sensor,
    /// `[[post]]`
    Post,
    /// `[[link]]`
    Link,
    /// `[sustainment.ITEM]`
    Sustainment,
    /// `[spare.ID]`
    Spare,
    /// `[[raid]]`
    Raid,
    /// `[[measure]]`
    Measure,
    /// `[rival.ID]`
    Rival,
    /// A fire unit or a radar.
    Item,
    /// A unit, a sensor or a post.
    Node,
    /// An entry of the catalogue.
    Catalogue,
}

impl Names {
    /// What such an id names, for messages.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Capability => "capability",
            Self::Place => "place",
            Self::Region => "region",
            Self::Site => "site",
            Self::FireUnit => "fire unit",
            Self::Radar => "radar",
            Self::Threat => "threat",
            Self::LinkType => "link type",
            Self::Supplier => "supplier",
            Self::Line => "line",
            Self::Transport => "means of carriage",
            Self::Plan => "plan of building",
            Self::Trainers => "group of trainers",
            Self::Deal => "deal",
            Self::State => "state",
            Self::Trade => "trade",
            Self::Instructors => "group of instructors",
            Self::Course => "course",
            Self::Unit => "unit",
            Self::Sensor => "sensor",
            Self::Post => "post",
            Self::Link => "link",
            Self::Sustainment => "sustained type",
            Self::Spare => "spare",
            Self::Raid => "raid",
            Self::Measure => "measure",
            Self::Rival => "rival set",
            Self::Item => "fire unit or radar",
            Self::Node => "unit, sensor or post",
            Self::Catalogue => "catalogue entry",
        }
    }
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A number that may be uncertain: a value with its unit, or a range.
    Number(Dimension),
    /// A law: a number, or `{ each = ... }`, drawn for each event.
    Law(Dimension, Chance),
    /// A number that must be exact.
    Exact(Dimension),
    /// A whole number.
    Whole,
    /// A span that follows the calendar: years and months are the calendar's.
    Calendar,
    /// A text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any of these words: one, or a list.
    Words(&'static [&'static str]),
    /// True or false.
    Flag,
    /// Names of things within the same row: one, or a list.
    Labels,
    /// A date.
    Date,
    /// The row's own id.
    OwnId,
    /// The id of another row.
    Id(Names),
    /// Ids of other rows: one, or a list.
    Ids(Names),
    /// `true` for every deal, or deal ids.
    AnyDeal,
    /// `{ lat, lon }` or `{ east, north }`.
    Position,
    /// Numbers of people by trade.
    Crew,
    /// Factors by path: what a state multiplies.
    Factors,
    /// A wind rose's word, or degrees.
    Bearing,
    /// A height above the sea, or above the ground ("300 m agl").
    Height,
    /// `"each year"`, or dates.
    Days,
    /// `"shoot-look-shoot"`, or `{ salvo = 2 }`.
    Doctrine,
    /// A file or folder beside the scenario; a list where several may be named.
    Files,
    /// A table of fields.
    Table(&'static [Field]),
    /// One table of fields, or a list of such tables.
    Tables(&'static [Field]),
}

impl Kind {
    /// The dimension of a number.
    pub const fn dimension(&self) -> Option<Dimension> {
        match self {
            Self::Number(d) | Self::Law(d, _) | Self::Exact(d) => Some(*d),
            Self::Whole => Some(Dimension::Count),
            Self::Height => Some(Dimension::Length),
            Self::Bearing => Some(Dimension::Angle),
            _ => None,
        }
    }

    /// What is expected, for messages: "a length, as in \"18 km\"".
    pub fn wanted(&self) -> String {
        match self {
            Self::Number(d) | Self::Exact(d) => format!("{d}, as in {}", d.example()),
            Self::Law(d, _) => format!("{d}, as in {}, or `{{ each = ... }}`", d.example()),
            Self::Whole => "a whole number, as in 4".to_owned(),
            Self::Calendar => "a span of time, as in \"12 years\"".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::Word(words) => format!("one of {}", listed(words)),
            Self::Words(words) => format!("a list of words out of {}", listed(words)),
            Self::Flag => "true or false".to_owned(),
            Self::Labels => "a name, or a list of names".to_owned(),
            Self::Date => "a date, as in 2026-06-01".to_owned(),
            Self::OwnId => "an id of letters, digits, `-` and `_`".to_owned(),
            Self::Id(names) => format!("the id of a {}", names.words()),
            Self::Ids(names) => format!("a list of ids, each of a {}", names.words()),
            Self::AnyDeal => "true, or a list of deal ids".to_owned(),
            Self::Position => {
                "a position, as in { lat = 34.53, lon = 69.17 } or { east = \"1 km\", north = \"2 km\" }"
                    .to_owned()
            }
            Self::Crew => "people by trade, as in { operator = 12 }".to_owned(),
            Self::Factors => "factors by path, as in { \"deal.*.contract\" = 0.5 }".to_owned(),
            Self::Bearing => "a direction, as in \"south-east\" or \"135 deg\"".to_owned(),
            Self::Height => "a height, as in \"6 km\" or \"300 m agl\"".to_owned(),
            Self::Days => "\"each year\", or a list of dates".to_owned(),
            Self::Doctrine => "\"shoot-look-shoot\" or { salvo = 2 }".to_owned(),
            Self::Files => "the name of a file or folder, or a list of them".to_owned(),
            Self::Table(_) => "a table".to_owned(),
            Self::Tables(_) => "a table, or a list of tables".to_owned(),
        }
    }
}

/// Words in a row: `a`, `b`.
pub fn listed(words: &[&str]) -> String {
    words
        .iter()
        .map(|w| format!("`{w}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
