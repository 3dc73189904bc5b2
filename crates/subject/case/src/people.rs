//! Trades, courses, instructors and crews.

use quantity::marker::{Count, Duration, Fraction, Money, Rate, Ratio};

use crate::{Deal, Id, Law, Param};

/// Where people come from. `None` in the case: as many as the courses take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct People {
    /// Recruits of the whole force.
    pub recruits: Param<Rate>,
    /// Share fit for technical training.
    pub pass_screening: Param<Fraction>,
    /// Share of those that air defence gets.
    pub share: Param<Fraction>,
    /// Schooling before any course: reading, mathematics.
    pub schooling: Law<Duration>,
    /// An intake every so often.
    pub intake_every: Param<Duration>,
}

/// What people are qualified as.
#[derive(Debug, Clone, PartialEq)]
pub struct Trade {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Rate at which each qualified person leaves.
    pub leaves: Param<Rate>,
    /// People of the trade at the start.
    pub at_start: Param<Count>,
    /// Pay and keep of one qualified person for a year.
    pub pay: Param<Money>,
}

/// Trainers of a third party, who are neither the seller's nor the buyer's.
#[derive(Debug, Clone, PartialEq)]
pub struct Trainers {
    /// Their id.
    pub id: String,
    /// Their name for readers.
    pub name: String,
    /// Hazard of an agreement by which they come, before shared states multiply it.
    pub comes: Param<Rate>,
}

/// How the skill of own crews grows and fades, from 0 to 1. `None` in the case: skill is not told apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skill {
    /// Skill of newly qualified people; 1 is a seasoned crew's.
    pub newly_qualified: Param<Fraction>,
    /// Practice on duty closes 63 % of what is lacking in this time.
    pub practice: Param<Duration>,
    /// Half of what can be forgotten is forgotten in this time without duty.
    pub half_life: Param<Duration>,
    /// Skill that is not forgotten.
    pub kept: Param<Fraction>,
    /// How many times as long a repair by unskilled hands takes as by seasoned ones.
    pub unskilled_repair: Param<Ratio>,
    /// How many times as long an unskilled crew needs from a track to the first launch as a seasoned one.
    pub unskilled_reaction: Param<Ratio>,
}

/// Instructors that classes hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Instructors {
    /// Their id.
    pub id: String,
    /// How many there are at the start.
    pub count: Param<Count>,
    /// How many are wanted: courses that train instructors go on until there are so many.
    pub wanted: Param<Count>,
    /// Leave of a class's instructors after its course; one draw for all of them.
    pub leave: Law<Duration>,
}

/// From when on a course takes people.
#[derive(Debug, Clone, PartialEq)]
pub enum Opening {
    /// From the start.
    Start,
    /// When services or a contract of any of these deals begin.
    Services(Vec<Id<Deal>>),
    /// When a contract of any of these deals is executed.
    Contract(Vec<Id<Deal>>),
    /// When any of these third-party trainers come.
    Trainers(Vec<Id<Trainers>>),
}

/// A course: turns people of one standing into people of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// The trade that its graduates are qualified in; `None`: a step towards other courses (a language).
    pub makes: Option<Id<Trade>>,
    /// The instructors whom its graduates join: own people who teach later classes.
    pub trains: Option<Id<Instructors>>,
    /// Courses of which one must have been passed. Empty: it takes recruits.
    pub after: Vec<Id<Course>>,
    /// From when on.
    pub opens: Opening,
    /// Students of a class.
    pub seats: Param<Count>,
    /// True: a class starts only when all seats are taken; false: with whoever waits.
    pub full_classes: bool,
    /// A class asks to start every so often after the opening.
    pub starts_every: Param<Duration>,
    /// How long it lasts.
    pub lasts: Law<Duration>,
    /// Each student fails with this chance.
    pub dropout: Param<Fraction>,
    /// Share of those who fail that goes back and tries again.
    pub washback: Param<Fraction>,
    /// Who teaches, and how many a class holds. `None`: instructors are not a limit.
    pub taught_by: Option<(Id<Instructors>, u32)>,
    /// Cost of one student.
    pub fee: Param<Money>,
}

crate::table::rows!(Trade, Trainers, Instructors, Course);
