//! The sections of a scenario file: for each its fields, and how a row becomes a value of the case.

pub(crate) mod budget;
pub(crate) mod capability;
pub(crate) mod correlation;
pub(crate) mod course;
pub(crate) mod deal;
pub(crate) mod engagement;
pub(crate) mod fire_unit;
pub(crate) mod head;
pub(crate) mod link;
pub(crate) mod link_type;
pub(crate) mod measure;
pub(crate) mod people;
pub(crate) mod place;
pub(crate) mod power;
pub(crate) mod radar;
pub(crate) mod raid;
pub(crate) mod rival;
pub(crate) mod search;
pub(crate) mod sensor;
pub(crate) mod site;
pub(crate) mod state;
pub(crate) mod strikes;
pub(crate) mod study;
pub(crate) mod supplier;
pub(crate) mod sustainment;
pub(crate) mod threat;
pub(crate) mod unit;

use crate::field::Section;

/// Every section but the head of the file, in the order of the book.
pub const SECTIONS: &[&Section] = &[
    &capability::SECTION,
    &place::PLACE,
    &place::REGION,
    &site::SECTION,
    &site::CONSTRUCTION,
    &power::SECTION,
    &fire_unit::SECTION,
    &radar::SECTION,
    &threat::SECTION,
    &link_type::SECTION,
    &supplier::SUPPLIER,
    &supplier::LINE,
    &deal::SECTION,
    &budget::SECTION,
    &state::SECTION,
    &correlation::SECTION,
    &people::PEOPLE,
    &people::TRADE,
    &people::INSTRUCTORS,
    &course::SECTION,
    &unit::UNIT,
    &sensor::SECTION,
    &unit::POST,
    &link::SECTION,
    &sustainment::SECTION,
    &sustainment::SPARE,
    &strikes::SECTION,
    &raid::SECTION,
    &engagement::SECTION,
    &measure::SECTION,
    &rival::RIVAL,
    &rival::WATCH,
    &study::SECTION,
];
