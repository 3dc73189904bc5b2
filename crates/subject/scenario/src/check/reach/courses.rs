//! Courses: who can enter, who can teach, and when so many have passed.

use std::collections::BTreeMap;

use case::{Course, Id, Instructors, Opening, Target, Trade};

use super::when::{Block, Reach, When, any, both};
use super::{Ways, path};

/// When so many people may have passed each course, by how many.
pub type Passed = BTreeMap<u32, Vec<Reach>>;

impl Ways<'_> {
    /// When there may be so many people of a trade.
    pub fn qualified(&mut self, id: Id<Trade>, n: u32) -> Reach {
        let trade = &self.case().trades[id];
        let there = self.at_start(trade);
        if there >= n {
            return Ok(When::START);
        }
        let made: Vec<Id<Course>> = self
            .case()
            .courses
            .iter()
            .filter(|(_, course)| course.makes == Some(id))
            .map(|(course, _)| course)
            .collect();
        let Some(passed) = self.passed_any(&made, n - there) else {
            let why = format!(
                "{n} of `{id}` are needed, {there} are there at the start, and no course makes more",
                id = trade.id
            );
            return Err(Block::new(path("trade", &trade.id, "at_start"), why));
        };
        passed.map_err(|block| {
            let why = format!("nobody more becomes `{}`: {}", trade.id, block.why);
            Block::new(block.path, why)
        })
    }

    /// People of a trade at the start.
    pub fn at_start(&self, trade: &Trade) -> u32 {
        self.look.most(trade.at_start).round().max(0.0) as u32
    }

    /// When so many have passed any of some courses, which share them.
    fn passed_any(&mut self, courses: &[Id<Course>], n: u32) -> Option<Reach> {
        let each = n.div_ceil(u32::try_from(courses.len()).unwrap_or(u32::MAX).max(1));
        let table = self.table(each);
        any(courses.iter().map(|course| table[course.at()].clone()))
    }

    /// When so many may have passed each course. Courses may name each other in any order, so times fall until they stand.
    fn table(&mut self, n: u32) -> Vec<Reach> {
        if let Some(table) = self.passed.get(&n) {
            return table.clone();
        }
        let first = if n > 1 { self.table(1) } else { Vec::new() };
        let courses = self.case().courses.rows();
        let mut table: Vec<Reach> = courses.iter().map(|c| Err(waits_for_itself(c))).collect();
        for _ in 0..=courses.len() {
            let before = table.clone();
            for (at, course) in courses.iter().enumerate() {
                let one = if n > 1 { &first } else { &table };
                let passed = self.passes(Id::new(at as u32), course, n, (one, &table));
                table[at] = passed;
            }
            if table == before {
                break;
            }
        }
        self.passed.insert(n, table.clone());
        table
    }

    /// When so many have passed a course, given when one, and when as many, have passed the others.
    fn passes(
        &self,
        id: Id<Course>,
        course: &Course,
        n: u32,
        (one, all): (&[Reach], &[Reach]),
    ) -> Reach {
        let seats = (self.look.most(course.seats) * self.look.raised(Target::Seats(id))).round();
        if seats < 1.0 {
            let why = format!("`{}` has no seats", course.id);
            return Err(Block::new(path("course", &course.id, "seats"), why));
        }
        if self.look.least(course.dropout) >= 1.0 {
            let why = format!("everybody drops out of `{}`", course.id);
            return Err(Block::new(path("course", &course.id, "dropout"), why));
        }
        let open = both(self.opens(course), self.taught(course, one))?;
        let entered = both(Ok(open), self.enters(course, n, (one, all)))?;
        let classes = (f64::from(n) / seats).ceil() - 1.0;
        let says = format!("the classes of `{}` one after another", course.id);
        let every = self.look.least(course.starts_every) * classes;
        let last = entered.then(&path("course", &course.id, "starts_every"), says, every);
        let says = format!("the course `{}`", course.id);
        let lasts = self.look.shortest(&course.lasts);
        Ok(last.then(&path("course", &course.id, "lasts"), says, lasts))
    }

    /// When a course takes people.
    fn opens(&self, course: &Course) -> Reach {
        let because = |key: &str, block: Block| {
            let why = format!("`{}` opens with {key}, and {}", course.id, block.why);
            Block::new(block.path, why)
        };
        let way = match &course.opens {
            Opening::Start => return Ok(When::START),
            Opening::Services(deals) => any(deals.iter().map(|d| self.services(*d)))
                .map(|way| way.map_err(|block| because("services", block))),
            Opening::Contract(deals) => any(deals.iter().map(|d| self.executed(*d)))
                .map(|way| way.map_err(|block| because("a contract", block))),
            Opening::Trainers(trainers) => any(trainers.iter().map(|t| self.come(*t)))
                .map(|way| way.map_err(|block| because("trainers", block))),
        };
        way.unwrap_or(Ok(When::START))
    }

    fn come(&self, id: Id<case::Trainers>) -> Reach {
        let trainers = &self.case().trainers[id];
        let hazard = self.look.most(trainers.comes) * self.look.raised(Target::Trainers(id));
        if hazard > 0.0 {
            return Ok(When::START);
        }
        let why = format!("`{}` never come, their hazard is nought", trainers.id);
        Err(Block::new(path("trainers", &trainers.id, "comes"), why))
    }

    /// When so many stand before a course.
    fn enters(&self, course: &Course, n: u32, (one, all): (&[Reach], &[Reach])) -> Reach {
        let from = |before: &Id<Course>| {
            // Several courses before it may share the people: one has passed one of them.
            let passed = if course.after.len() == 1 { all } else { one };
            let makes = self.case().courses[*before].makes;
            let there = makes.map_or(0, |t| self.at_start(&self.case().trades[t]));
            if there > 0 {
                return Ok(When::START);
            }
            passed[before.at()].clone()
        };
        match (any(course.after.iter().map(from)), &self.case().people) {
            (Some(way), _) => way,
            (None, Some(people)) => self.recruited(people, course, n),
            (None, None) => Ok(When::START),
        }
    }

    /// When a class has its instructors: there from the start, or trained before.
    fn taught(&self, course: &Course, one: &[Reach]) -> Reach {
        let Some((pool, holds)) = course.taught_by else {
            return Ok(When::START);
        };
        let row = &self.case().instructors[pool];
        let count = self.look.most(row.count).round();
        if count >= f64::from(holds) {
            return Ok(When::START);
        }
        let wanted = self.look.most(row.wanted).round();
        let trained = any(self.training(pool).map(|c| one[c.at()].clone()));
        let Some(trained) = trained.filter(|_| wanted >= f64::from(holds)) else {
            let most = count.max(if self.training(pool).next().is_some() {
                wanted
            } else {
                0.0
            });
            let why = format!(
                "a class of `{}` holds {holds} of `{}`, who are never more than {most}",
                course.id, row.id
            );
            return Err(Block::new(path("course", &course.id, "taught_by"), why));
        };
        trained.map_err(|block| {
            let why = format!(
                "`{}` has too few of `{}` at the start, and no more are trained: {}",
                course.id, row.id, block.why
            );
            Block::new(block.path, why)
        })
    }

    /// The courses whose graduates join some instructors.
    fn training(&self, pool: Id<Instructors>) -> impl Iterator<Item = Id<Course>> {
        let courses = self.case().courses.iter();
        courses.filter_map(move |(id, c)| (c.trains == Some(pool)).then_some(id))
    }
}

/// What stands in the way of a course until something else is found.
fn waits_for_itself(course: &Course) -> Block {
    let key = if course.taught_by.is_some() {
        "taught_by"
    } else {
        "after"
    };
    let why = format!(
        "whoever could teach `{}` must have passed it before",
        course.id
    );
    Block::new(path("course", &course.id, key), why)
}
