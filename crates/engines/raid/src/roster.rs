//! Who takes part for the defence: what looks, and what shoots.

use calendar::Span;
use case::equipment::Detection;
use case::{
    Case, CrewOf, FireUnitType, Force, Functions, Id, Numbers, Row, SensorForce, ThreatClass, Unit,
    UnitForce,
};
use random::EntityKey;

use crate::looks::Looks;
use crate::outcome::Watcher;
use crate::path::Path;
use crate::search::{AirOfDraw, Search};

/// A sensor, or a fire unit's own radar or eyes, that works.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looker {
    pub who: Watcher,
    pub key: EntityKey,
    pub search: Search,
    pub antenna_m: f64,
    /// The battery that it belongs to, among those that can shoot.
    pub battery: Option<u32>,
}

impl Looker {
    /// How many scans may pass as one block: while the threat flies 3 % of its range, but at least 1 km, about a posting of
    /// the rasters in use.
    pub fn block(&self, path: &Path, range_m: f64) -> u32 {
        let flown_m = (0.03 * range_m).max(1e3);
        ((flown_m / (path.speed_m_s() * self.search.scan_s())) as u32).max(1)
    }
}

/// A battery that can shoot.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Battery {
    pub unit: Id<Unit>,
    pub kind: Id<FireUnitType>,
    pub key: EntityKey,
    pub functions: Functions,
    /// Its place among the lookers, if it looks for itself.
    pub looker: Option<u32>,
    pub antenna_m: f64,
    pub range_max_m: f64,
    pub range_min_m: f64,
    pub altitude_max_m: f64,
    pub altitude_min_m: f64,
    pub missile_speed_m_s: f64,
    pub shot_cycle: Span,
    /// Channels that are free.
    pub channels: u32,
    /// Missiles that are left.
    pub missiles: u32,
    /// How many times as long as a seasoned one its crew takes to react.
    pub slowness: f64,
    /// What a reload brings.
    pub magazine: u32,
    /// How long the one reload takes that it has; `None`: none, or not any more.
    pub reload: Option<Span>,
    /// Chance that a shot kills, by class, with crew and shared effect in it.
    pub pk: [f64; 5],
    /// Links and posts: see `reports`.
    pub linked: bool,
    pub post_up: bool,
    /// From its own track to its post's leave to fire.
    pub leave: Span,
}

impl Battery {
    /// A battery of the day; `shared` is the raid's effect on the log-odds of every kill.
    fn new(case: &Case, numbers: &Numbers, of: &UnitForce, shared: f64) -> Self {
        let kind = &case.fire_unit_types[of.kind];
        let vehicles = f64::from(of.vehicles_up);
        let each = |per_vehicle: f64| (per_vehicle.round() * vehicles) as u32;
        let crew = CrewEffect::of(case, numbers, of);
        let reload_s = numbers[kind.reload];
        Self {
            unit: of.unit,
            kind: of.kind,
            key: case.units[of.unit].key(),
            functions: kind.functions,
            looker: None,
            antenna_m: kind.antenna_height_m,
            range_max_m: numbers[kind.envelope.range_max],
            range_min_m: numbers[kind.envelope.range_min],
            altitude_max_m: numbers[kind.envelope.altitude_max],
            altitude_min_m: numbers[kind.envelope.altitude_min],
            missile_speed_m_s: numbers[kind.missile_speed],
            shot_cycle: Span::from_seconds(numbers[kind.shot_cycle]),
            channels: each(numbers[kind.channels]),
            missiles: each(numbers[kind.missiles]),
            slowness: crew.slowness,
            magazine: each(numbers[kind.missiles]),
            reload: (reload_s > 0.0).then(|| Span::from_seconds(reload_s)),
            pk: kind
                .pk
                .map(|pk| moved_odds(numbers[pk], shared + crew.log_odds)),
            linked: false,
            post_up: false,
            leave: Span::ZERO,
        }
    }

    /// Chance that one shot kills a threat of the class.
    pub fn pk(&self, class: ThreatClass) -> f64 {
        self.pk[class as usize]
    }
}

/// What the crew makes of a battery's published figures.
#[derive(Debug, Clone, Copy, PartialEq)]
struct CrewEffect {
    /// Added to the log-odds of a kill.
    log_odds: f64,
    /// Times the reaction time.
    slowness: f64,
}

impl CrewEffect {
    /// A supplier's crew has its odds; own crews come nearer to them as they gain skill, a newly qualified one has none
    /// of them, and one that has forgotten even that has less.
    fn of(case: &Case, numbers: &Numbers, unit: &UnitForce) -> Self {
        let seasoned = numbers[case.engagement.supplier_crew_odds].ln();
        match (unit.crew, &case.skill) {
            (Some(CrewOf::Supplier), _) => Self {
                log_odds: seasoned,
                slowness: 1.0,
            },
            (_, None) => Self {
                log_odds: 0.0,
                slowness: 1.0,
            },
            (_, Some(skill)) => {
                let new = numbers[skill.newly_qualified];
                let gained = if new < 1.0 {
                    (unit.skill - new) / (1.0 - new)
                } else {
                    0.0
                };
                Self {
                    log_odds: seasoned * gained,
                    slowness: 1.0 + (numbers[skill.unskilled_reaction] - 1.0) * (1.0 - unit.skill),
                }
            }
        }
    }
}

/// A probability after its log-odds moved; 0 and 1 stay what they are.
fn moved_odds(p: f64, log_odds: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return p.clamp(0.0, 1.0);
    }
    let odds = p / (1.0 - p) * log_odds.exp();
    if odds.is_finite() {
        odds / (1.0 + odds)
    } else {
        1.0
    }
}

/// With what every sensor looks: the air of the raid, the looks of the study.
pub(crate) struct Sees<'a> {
    pub air: AirOfDraw,
    pub looks: &'a Looks,
}

impl Sees<'_> {
    fn search(&self, detects: &Detection, numbers: &Numbers) -> Option<Search> {
        Search::new(detects, numbers, &self.air, self.looks)
    }
}

/// Fills in who looks (sensors first, then units) and who shoots, each in the order of the force.
pub(crate) fn muster(
    case: &Case,
    numbers: &Numbers,
    force: &Force,
    shared: f64,
    sees: &Sees<'_>,
    lookers: &mut Vec<Looker>,
    batteries: &mut Vec<Battery>,
) {
    lookers.clear();
    batteries.clear();
    let up = force.sensors.iter().filter(|sensor| sensor.up);
    lookers.extend(up.filter_map(|sensor| search_radar(case, numbers, sees, sensor)));
    for unit in &force.units {
        let mut own = own_search(case, numbers, sees, unit);
        if unit.is_mission_capable() {
            let mut battery = Battery::new(case, numbers, unit, shared);
            battery.looker = own.is_some().then_some(lookers.len() as u32);
            if let Some(own) = &mut own {
                own.battery = Some(batteries.len() as u32);
            }
            batteries.push(battery);
        }
        lookers.extend(own);
    }
}

fn search_radar(
    case: &Case,
    numbers: &Numbers,
    sees: &Sees<'_>,
    of: &SensorForce,
) -> Option<Looker> {
    let sensor = &case.sensors[of.sensor];
    let detects = &case.sensor_types[of.kind].detects;
    Some(Looker {
        who: Watcher::Sensor(of.sensor),
        key: sensor.key(),
        search: sees.search(detects, numbers)?,
        antenna_m: sensor.antenna_height_m,
        battery: None,
    })
}

/// The radar of the first working vehicle, or its eyes; missiles are not needed to look.
fn own_search(case: &Case, numbers: &Numbers, sees: &Sees<'_>, of: &UnitForce) -> Option<Looker> {
    let kind = &case.fire_unit_types[of.kind];
    let works = of.vehicles_up > 0 && of.ready_on_site && of.crew.is_some();
    if !works || !(kind.functions.own_search || kind.functions.by_eye) {
        return None;
    }
    Some(Looker {
        who: Watcher::Unit(of.unit),
        key: case.units[of.unit].key(),
        search: sees.search(&kind.search, numbers)?,
        antenna_m: kind.antenna_height_m,
        battery: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_move_and_certainty_does_not() {
        assert!((moved_odds(0.5, 3.0_f64.ln()) - 0.75).abs() < 1e-15);
        assert!((moved_odds(0.3, 0.0) - 0.3).abs() < 1e-15);
        assert_eq!(moved_odds(0.0, 9.0), 0.0);
        assert_eq!(moved_odds(1.0, -9.0), 1.0);
        assert_eq!(moved_odds(0.5, 1e6), 1.0);
        assert_eq!(moved_odds(0.5, -1e6), 0.0);
    }
}
