//! Ways: the quantities that multiply or follow one another from the wish to a unit that works.
//!
//! Each deal has a way: its own quantities, its line and carriage, the buyer's money where it is paid for, then the sites, crews, courses and upkeep
//! of what it equips. What is there from the start has a way without a deal. A shared state is on every way that it touches: how long it is on
//! and off, and its factors on quantities of that way.

use std::collections::BTreeSet;

use case::{
    Case, Course, Deal, Effect, Id, Item, Opening, Origin, Site, Slot, Supply, Target, Trade,
};

use super::row;

/// The numbers of the slots on a way, and whose it is.
pub struct Way {
    pub of: String,
    pub slots: BTreeSet<usize>,
}

/// Every way of a case: one a deal, and one for each type that is there from the start.
pub fn ways(case: &Case, slots: &[Slot]) -> Vec<Way> {
    let deals = case.deals.iter().map(|(id, deal)| {
        let mut on = On::default();
        on.deal(case, id, deal);
        (format!("the deal `{}`", deal.id), on)
    });
    let units = case.units.rows().iter().filter_map(|unit| {
        let Origin::Start(kind, _) = unit.origin else {
            return None;
        };
        let mut on = On::default();
        on.paths.push(format!("unit.{}", unit.id));
        on.holding(case, Item::FireUnit(kind), unit.site, &unit.crew);
        Some((format!("the unit `{}`", unit.id), on))
    });
    let sensors = case.sensors.rows().iter().filter_map(|sensor| {
        let Origin::Start(kind, _) = sensor.origin else {
            return None;
        };
        let mut on = On::default();
        on.paths.push(format!("sensor.{}", sensor.id));
        on.holding(case, Item::Sensor(kind), Some(sensor.site), &sensor.crew);
        Some((format!("the sensor `{}`", sensor.id), on))
    });
    let all = deals.chain(units).chain(sensors);
    all.map(|(of, on)| Way {
        of,
        slots: on.slots(case, slots),
    })
    .collect()
}

/// What lies on a way.
#[derive(Default)]
struct On {
    paths: Vec<String>,
    targets: Vec<Target>,
    courses: BTreeSet<Id<Course>>,
}

impl On {
    fn deal(&mut self, case: &Case, id: Id<Deal>, deal: &Deal) {
        self.paths.push(format!("deal.{}", deal.id));
        self.targets.extend([
            Target::Contract(id),
            Target::Withdrawn(id),
            Target::Stoppage(id),
            Target::SupplierCrews(id),
            Target::LeadTime(id),
        ]);
        if let Supply::Line(line) = deal.supply {
            self.name("line", row(&case.lines, line).map(|l| &l.id));
            self.targets.extend([
                Target::Line(line),
                Target::OwnLosses(line),
                Target::Production(line),
                Target::ExportShare(line),
            ]);
        }
        self.name(
            "transport",
            deal.by
                .and_then(|by| row(&case.transports, by))
                .map(|t| &t.id),
        );
        if deal.terms.is_some() {
            self.paths.push("budget".to_owned());
            self.targets.push(Target::Budget);
        }
        let brings = |from: &[Id<Deal>]| from.contains(&id);
        for unit in case.units.rows() {
            if matches!(&unit.origin, Origin::Deals(from) if brings(from)) {
                self.paths.push(format!("unit.{}", unit.id));
                self.holding(case, deal.item, unit.site, &unit.crew);
            }
        }
        for sensor in case.sensors.rows() {
            if matches!(&sensor.origin, Origin::Deals(from) if brings(from)) {
                self.holding(case, deal.item, Some(sensor.site), &sensor.crew);
            }
        }
    }

    fn name(&mut self, section: &str, id: Option<&String>) {
        self.paths.extend(id.map(|id| format!("{section}.{id}")));
    }

    /// What a battery or a radar of a type waits for, and how it is kept up.
    fn holding(
        &mut self,
        case: &Case,
        item: Item,
        site: Option<Id<Site>>,
        crew: &[(Id<Trade>, u32)],
    ) {
        let site = site.and_then(|site| row(&case.sites, site));
        self.name("site", site.map(|s| &s.id));
        let plan = site.and_then(|s| row(&case.plans, s.plan?));
        self.name("plan", plan.map(|p| &p.id));
        self.targets.push(Target::Strikes);
        for (trade, _) in crew {
            self.trade(case, *trade);
        }
        let id = match item {
            Item::FireUnit(kind) => row(&case.fire_unit_types, kind).map(|t| &t.id),
            Item::Sensor(kind) => row(&case.sensor_types, kind).map(|t| &t.id),
        };
        self.name("sustainment", id);
        for sustainment in case.sustainment.iter().filter(|s| s.item == item) {
            for component in &sustainment.components {
                self.name(
                    "spare",
                    component
                        .spare
                        .and_then(|s| row(&case.spares, s))
                        .map(|s| &s.id),
                );
                if let Some((trade, _)) = component.hands {
                    self.trade(case, trade);
                }
            }
        }
    }

    fn trade(&mut self, case: &Case, id: Id<Trade>) {
        self.name("trade", row(&case.trades, id).map(|t| &t.id));
        self.paths.push("people".to_owned());
        self.targets.extend([Target::Recruits, Target::Leaving]);
        for (course, _) in case.courses.iter().filter(|(_, c)| c.makes == Some(id)) {
            self.course(case, course);
        }
    }

    /// A course, its teachers, and the courses before it.
    fn course(&mut self, case: &Case, id: Id<Course>) {
        let Some(course) = row(&case.courses, id).filter(|_| self.courses.insert(id)) else {
            return;
        };
        self.paths.push(format!("course.{}", course.id));
        self.targets.push(Target::Seats(id));
        if let Opening::Trainers(all) = &course.opens {
            for trainers in all {
                self.name("trainers", row(&case.trainers, *trainers).map(|t| &t.id));
                self.targets.push(Target::Trainers(*trainers));
            }
        }
        if let Some((pool, _)) = course.taught_by {
            self.name("instructors", row(&case.instructors, pool).map(|i| &i.id));
        }
        for before in &course.after {
            self.course(case, *before);
        }
    }

    fn slots(&self, case: &Case, slots: &[Slot]) -> BTreeSet<usize> {
        let mut paths: BTreeSet<&str> = self.paths.iter().map(String::as_str).collect();
        let touches = |effect: &&Effect| self.targets.contains(&effect.target);
        let mut all = BTreeSet::new();
        let mut states = Vec::new();
        for state in case.states.rows() {
            let factors: Vec<usize> = state
                .while_on
                .iter()
                .filter(touches)
                .map(|effect| effect.factor.slot())
                .collect();
            if !factors.is_empty() {
                let keys = ["on_lasts", "ends", "off_lasts", "starts"];
                states.extend(keys.map(|key| format!("state.{}.{key}", state.id)));
            }
            all.extend(factors);
        }
        paths.extend(states.iter().map(String::as_str));
        let on = slots
            .iter()
            .enumerate()
            .filter(|(_, s)| is_within(&paths, &s.path));
        all.extend(on.map(|(number, _)| number));
        all
    }
}

/// True where a path, or one above it, is among some.
fn is_within(paths: &BTreeSet<&str>, path: &str) -> bool {
    let ends = path
        .match_indices('.')
        .map(|(dot, _)| dot)
        .chain([path.len()]);
    ends.into_iter().any(|end| paths.contains(&path[..end]))
}
