//! Recruits: how many there are, and when the first so many have been schooled.

use case::{Course, People, Target};
use quantity::SECONDS_PER_YEAR;

use super::when::{Block, Reach, When};
use super::{Ways, path};

impl Ways<'_> {
    /// When so many recruits may have come to a course that takes recruits.
    pub fn recruited(&self, people: &People, course: &Course, n: u32) -> Reach {
        let rate = self.suitable(people)?;
        let every = self.look.most(people.intake_every);
        self.fills(people, course, rate)?;
        let says = "schooling of recruits".to_owned();
        let schooling = self.look.shortest(&people.schooling);
        let waits = (f64::from(n) / rate - every).max(0.0);
        let says_intake = format!("the intake of {n} recruits for `{}`", course.id);
        let taken = When::START.then("people.recruits", says_intake, waits);
        Ok(taken.then("people.schooling", says, schooling))
    }

    /// Most suitable recruits a second.
    fn suitable(&self, people: &People) -> Result<f64, Block> {
        let none = |key: &str, why: &str| Err(Block::new(format!("people.{key}"), why.to_owned()));
        let recruits = self.look.most(people.recruits);
        let (pass, share) = (
            self.look.most(people.pass_screening),
            self.look.most(people.share),
        );
        let taken = self.look.raised(Target::Recruits);
        if recruits * taken <= 0.0 {
            return none("recruits", "there are no recruits");
        }
        if pass <= 0.0 {
            return none("pass_screening", "the screening lets nobody pass");
        }
        if share <= 0.0 {
            return none("share", "air defence gets none of the recruits");
        }
        Ok(recruits * taken * pass * share)
    }

    /// Candidates gather for a year at most: a full class of more never comes together.
    fn fills(&self, people: &People, course: &Course, rate: f64) -> Result<(), Block> {
        let seats = self.look.least(course.seats).round();
        let a_year = (rate * SECONDS_PER_YEAR).ceil();
        let an_intake = (rate * self.look.most(people.intake_every)).floor() + 1.0;
        if !course.full_classes || seats <= a_year.max(an_intake) {
            return Ok(());
        }
        let why = format!(
            "a class of `{}` starts with all of its {seats} seats taken, and no more than {a_year} recruits gather in a year",
            course.id
        );
        Err(Block::new(path("course", &course.id, "full_classes"), why))
    }
}
