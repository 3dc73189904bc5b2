//! Capabilities: when all that they need may be there, and whether their window fits before the horizon.

use std::collections::BTreeMap;

use case::{Capability, Crews, Id, Need, Sensor, Trade, Unit};
use quantity::{Dimension, SECONDS_PER_DAY, format};

use super::super::capability::{is_at, may_count};
use super::when::{Block, Reach, When, any, both};
use super::{Crew, Ways};

/// True where a class of fire unit counts for a need.
pub fn class_counts(need: &Need, class: &str) -> bool {
    if need.classes.is_empty() {
        return class != "manpads" && class != "gun";
    }
    need.classes.iter().any(|c| c == class)
}

impl Ways<'_> {
    /// Why a capability can never hold; `None`: it can.
    pub fn impossible(&mut self, capability: &Capability) -> Option<Block> {
        let mut all = Ok(When::START);
        for need in &capability.needs {
            all = both(all, self.met(need));
        }
        match all {
            Err(block) => Some(block),
            Ok(when) => self.too_late(capability, &when),
        }
    }

    fn too_late(&self, capability: &Capability, when: &When) -> Option<Block> {
        let window = capability.window.as_seconds();
        let days = self.case().end.days_since(self.case().start);
        let time = days as f64 * SECONDS_PER_DAY;
        if when.at + window <= time {
            return None;
        }
        let span = |s: f64| format(s, Dimension::Duration);
        let at = format!("capability.{}.for", capability.id);
        if window > time {
            let (window, time) = (span(window), span(time));
            let why = format!("its window of {window} is longer than the case, {time}");
            return Some(Block::new(at, why));
        }
        let (longest, most) = when.longest().unwrap_or((at, "nothing".to_owned()));
        let why = format!(
            "{} pass before it can begin and its window takes {}, but the case ends after {}; what takes longest is {most}",
            span(when.at),
            span(window),
            span(time)
        );
        Some(Block::new(longest, why))
    }

    fn met(&mut self, need: &Need) -> Reach {
        let served = any(need.services.iter().map(|d| self.services(*d)));
        let served = served.unwrap_or(Ok(When::START))?;
        let units = self.units_of(need);
        let sensors = self.sensors_of(need);
        let batteries = self.nth(units.iter().map(|(_, way)| way), need.batteries);
        let vehicles = self.enough_vehicles(&units, need.vehicles);
        let seen = self.nth(sensors.iter().map(|(_, way)| way), need.sensors);
        let equipment = both(both(batteries, vehicles), seen);
        both(
            both(Ok(served), equipment),
            self.peopled(need, &units, &sensors),
        )
    }

    fn units_of(&mut self, need: &Need) -> Vec<(Id<Unit>, Reach)> {
        if need.batteries == 0 && need.vehicles == 0 {
            return Vec::new();
        }
        let case = self.look.case;
        let count = case.units.iter().filter(|(_, u)| may_count(case, need, u));
        count
            .map(|(id, _)| {
                let up = self.unit_up(id, need);
                let linked = if need.linked {
                    self.linked_unit(id)
                } else {
                    Ok(When::START)
                };
                (id, both(up, linked))
            })
            .collect()
    }

    fn sensors_of(&mut self, need: &Need) -> Vec<(Id<Sensor>, Reach)> {
        if need.sensors == 0 {
            return Vec::new();
        }
        let case = self.look.case;
        let count = case
            .sensors
            .iter()
            .filter(|(_, s)| is_at(case, need.place, Some(s.site)));
        count
            .map(|(id, _)| {
                let up = self.sensor_up(id, need.crews);
                let linked = if need.linked {
                    self.linked_sensor(id)
                } else {
                    Ok(When::START)
                };
                (id, both(up, linked))
            })
            .collect()
    }

    /// When so many of several ways have come; why not, by the first that never comes.
    fn nth<'w>(&self, ways: impl Iterator<Item = &'w Reach>, n: u32) -> Reach {
        let (mut come, mut never) = (Vec::new(), None);
        for way in ways {
            match way {
                Ok(when) => come.push(when.clone()),
                Err(block) => never = never.or_else(|| Some(block.clone())),
            }
        }
        come.sort_by(|a, b| a.at.total_cmp(&b.at));
        match (n.checked_sub(1), never) {
            (None, _) => Ok(When::START),
            (Some(last), never) => come
                .into_iter()
                .nth(last as usize)
                .map_or_else(|| never.map_or(Ok(When::START), Err), Ok),
        }
    }

    fn enough_vehicles(&self, units: &[(Id<Unit>, Reach)], vehicles: u32) -> Reach {
        let mut batteries = 0;
        let mut there = 0_u32;
        let mut come: Vec<_> = units.iter().filter(|(_, way)| way.is_ok()).collect();
        come.sort_by_key(|(id, _)| std::cmp::Reverse(self.vehicles_of(*id)));
        // The fewest batteries that hold so many: what comes later is not asked for.
        for (id, _) in come {
            if there >= vehicles {
                break;
            }
            there = there.saturating_add(self.vehicles_of(*id));
            batteries += 1;
        }
        if there < vehicles {
            batteries += 1;
        }
        self.nth(units.iter().map(|(_, way)| way), batteries)
    }

    fn vehicles_of(&self, id: Id<Unit>) -> u32 {
        super::super::capability::vehicles(self.look.case, &self.look.case.units[id])
    }

    /// When the people of all crews that are needed at once may be there: of those that come, the smallest crews.
    fn peopled(
        &mut self,
        need: &Need,
        units: &[(Id<Unit>, Reach)],
        sensors: &[(Id<Sensor>, Reach)],
    ) -> Reach {
        if need.crews != Crews::Own {
            return Ok(When::START);
        }
        let case = self.look.case;
        let crews = units.iter().filter(|(_, way)| way.is_ok());
        let crews = crews.map(|(id, _)| (case.units[*id].crew.as_slice(), case.units[*id].crews));
        let mut people = least_people(crews.collect(), need.batteries);
        let watches = sensors.iter().filter(|(_, way)| way.is_ok());
        let watches = watches.map(|(id, _)| (case.sensors[*id].crew.as_slice(), 1));
        for (trade, n) in least_people(watches.collect(), need.sensors) {
            let held = people.entry(trade).or_default();
            *held = held.saturating_add(n);
        }
        let mut all = Ok(When::START);
        for (trade, n) in people {
            all = both(all, self.qualified(trade, n));
        }
        all
    }
}

/// The people of the `n` crews that ask for the fewest, trade by trade.
fn least_people(crews: Vec<(Crew<'_>, u32)>, n: u32) -> BTreeMap<Id<Trade>, u32> {
    let mut asked: BTreeMap<Id<Trade>, Vec<u32>> = BTreeMap::new();
    for (crew, times) in &crews {
        for (trade, people) in *crew {
            asked
                .entry(*trade)
                .or_default()
                .push(people.saturating_mul(*times));
        }
    }
    let total = |mut asked: Vec<u32>| {
        // Crews that name no one of the trade ask for none of it.
        asked.resize(crews.len(), 0);
        asked.sort_unstable();
        asked
            .into_iter()
            .take(n as usize)
            .fold(0, u32::saturating_add)
    };
    asked
        .into_iter()
        .map(|(trade, asked)| (trade, total(asked)))
        .collect()
}
