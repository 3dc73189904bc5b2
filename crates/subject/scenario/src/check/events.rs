//! Laws by which more would happen than a walk can get through.
//!
//! What comes again and again has a cycle: the mean time up and the mean time down, by the shortest that anyone writes. The horizon over
//! the cycle, times the things that go through it, is about how often it happens in one replication.

use case::{Case, Family, Law, PowerSupply};
use quantity::dimension::Quantity;
use quantity::marker::{Duration, Rate};

use super::size::{is_of, platforms_of};
use crate::mistake::Trouble;
use crate::read::Reader;

/// Events of one kind in a replication: a walk of so many takes seconds.
const ALL: f64 = 1e7;
/// Of one thing: each return of a capability is remembered to the end.
const EACH: f64 = 1e6;

pub(super) fn check(reader: &mut Reader<'_>, case: &Case) {
    let mut clocks = Clocks {
        reader,
        horizon: case.horizon().as_seconds(),
    };
    clocks.slow(case);
    clocks.supply(case);
    clocks.power(case);
    clocks.links(case);
    clocks.failures(case);
    clocks.rates(case);
}

struct Clocks<'r, 'a> {
    reader: &'r mut Reader<'a>,
    horizon: f64,
}

impl Clocks<'_, '_> {
    /// The shortest mean of a law \[s\]; nought where it could not be read, which has its own mistake.
    fn shortest(&self, law: &Law<Duration>) -> f64 {
        let [low, mode, high] = law.points;
        let shape = match law.family {
            Family::Triangular => (low + mode + high) / 3.0,
            Family::Uniform => (low + high) / 2.0,
            _ => 1.0,
        };
        self.reader
            .span_of(law.mean)
            .map_or(0.0, |(_, [least, _])| least * shape)
    }

    /// Notes a cycle that so many things go through too often, at the number of its first part.
    fn cycle<Q: Quantity>(&mut self, at: case::Param<Q>, cycle: f64, things: f64) {
        let Some((path, _)) = self.reader.span_of(at) else {
            return;
        };
        // At least the clock's own unit, so that what never lasts is counted too.
        let each = self.horizon / cycle.max(1e-9);
        let found = each * things;
        if things >= 1.0 && (each > EACH || found > ALL) {
            let path = path.to_owned();
            let most = if found > ALL { ALL } else { EACH };
            let what = "events of one kind in a replication";
            self.reader
                .mistake_at(&path, Trouble::TooLarge { found, what, most });
        }
    }

    fn laws(&mut self, up: &Law<Duration>, down: &Law<Duration>, things: f64) {
        let cycle = self.shortest(up) + self.shortest(down);
        self.cycle(up.mean, cycle, things);
    }

    fn rate(&mut self, rate: case::Param<Rate>, things: f64) {
        let most = self.reader.most(rate);
        self.cycle(rate, 1.0 / most, things);
    }

    fn slow(&mut self, case: &Case) {
        for state in case.states.rows() {
            if let (Some(on), Some(off)) = (&state.on_lasts, &state.off_lasts) {
                self.laws(on, off, 1.0);
            }
        }
        if let Some(people) = &case.people {
            let every = self
                .reader
                .span_of(people.intake_every)
                .map_or(0.0, |(_, [least, _])| least);
            self.cycle(people.intake_every, every, 1.0);
        }
    }

    fn supply(&mut self, case: &Case) {
        for line in case.lines.rows() {
            if let Some(runs) = &line.runs {
                self.laws(runs, &line.stops, 1.0);
            }
        }
        for transport in case.transports.rows() {
            if let Some(open) = &transport.open {
                self.laws(open, &transport.closed, 1.0);
            }
        }
        for deal in case.deals.rows() {
            let rate = self.reader.most(deal.stoppage);
            let cycle = 1.0 / rate + self.shortest(&deal.stoppage_lasts);
            self.cycle(deal.stoppage, cycle, 1.0);
        }
    }

    fn power(&mut self, case: &Case) {
        let Some(power) = &case.power else { return };
        let of = |kinds: [PowerSupply; 2]| {
            let sites = case.sites.rows().iter();
            sites.filter(|site| kinds.contains(&site.power)).count() as f64
        };
        let season = power
            .season
            .as_ref()
            .map_or(1.0, |s| self.reader.most(s.outages).max(1.0));
        let grid = self.shortest(&power.grid_up) / season + self.shortest(&power.grid_down);
        self.cycle(
            power.grid_up.mean,
            grid,
            of([PowerSupply::Grid, PowerSupply::Both]),
        );
        let sites = of([PowerSupply::Generator, PowerSupply::Both]);
        self.laws(&power.generator_up, &power.generator_down, sites);
    }

    fn links(&mut self, case: &Case) {
        for (id, kind) in case.link_types.iter() {
            if let Some(mtbf) = &kind.mtbf {
                let links = case
                    .links
                    .rows()
                    .iter()
                    .filter(|link| link.by == id)
                    .count();
                self.laws(mtbf, &kind.repair, links as f64);
            }
        }
    }

    fn failures(&mut self, case: &Case) {
        for row in &case.sustainment {
            let units = case
                .units
                .rows()
                .iter()
                .filter(|unit| is_of(case, unit, row));
            let platforms: u64 = match row.item {
                case::Item::FireUnit(_) => {
                    units.map(|u| u64::from(platforms_of(case, u, row))).sum()
                }
                case::Item::Sensor(_) => case.sensors.len() as u64,
            };
            let hours = self.reader.most(row.hours_per_day).max(1e-9);
            let oldest = self.horizon + self.oldest(case);
            let ageing = 1.0 + self.reader.most(row.ages) * oldest;
            for component in &row.components {
                let up = self.shortest(&component.mtbf) * 24.0 / hours / ageing;
                let back = [&component.repair, &component.depot, &component.turnaround];
                let back = back.map(|law| self.shortest(law));
                let [depot, abroad] = [component.to_depot, component.abroad].map(|share| {
                    self.reader
                        .span_of(share)
                        .map_or(0.0, |(_, [least, _])| least)
                });
                let unit = (1.0 - depot - abroad).max(0.0);
                let down = unit * back[0] + depot * back[1] + abroad * back[2];
                self.cycle(component.mtbf.mean, up + down, platforms as f64);
            }
            let missiles = self
                .reader
                .span_of(row.missiles_last)
                .map_or(0.0, |(_, [least, _])| least);
            if missiles > 0.0 {
                let cycle = missiles + self.shortest(&row.missiles_again);
                self.cycle(row.missiles_last, cycle, platforms as f64);
            }
            let fired = 1.0 / self.reader.most(row.missiles_used);
            let cycle = fired + self.shortest(&row.missiles_again);
            self.cycle(row.missiles_used, cycle, platforms as f64);
        }
    }

    /// The age of the oldest that anyone brings \[s\].
    fn oldest(&self, case: &Case) -> f64 {
        let units = case.units.rows().iter().map(|unit| unit.age);
        let sensors = case.sensors.rows().iter().map(|sensor| sensor.age);
        let deals = case.deals.rows().iter().map(|deal| deal.age);
        let ages = units.chain(sensors).chain(deals);
        ages.map(|age| self.reader.most(age)).fold(0.0, f64::max)
    }

    fn rates(&mut self, case: &Case) {
        if let Some(strikes) = case.strikes {
            self.rate(strikes.batteries, case.units.len() as f64);
            self.rate(strikes.sensors, case.sensors.len() as f64);
        }
    }
}
