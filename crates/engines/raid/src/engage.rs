//! Who fires at what: reach, reaction, assignment, shots and their results.

use std::ops::Range;

use calendar::{Instant, Span};

use crate::course::{Course, Happening};
use crate::functions::may_engage;
use crate::luck;
use crate::outcome::EventKind;
use crate::path::{Datum, instants};
use crate::sight::Lookout;
use crate::sky::{Fate, Role};

/// A battery whose envelope in height, or whose horizon, forbids a shot looks again on the next beat of this clock: all
/// such batteries at once, so that one assignment serves them.
const LOOKS_AGAIN: Span = Span(5_000_000_000);

/// What a battery may do about a threat.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    /// From when on it may fire: once the threat is in reach, known, and the crew has reacted; later if it looked in vain.
    from: Instant,
    /// When the threat comes in reach, and when it leaves it.
    enters: Instant,
    leaves: Instant,
    /// While the threat is too near.
    too_near: [Instant; 2],
    known: bool,
}

impl Reach {
    /// Never.
    pub const NONE: Self = Self {
        from: Instant::MAX,
        enters: Instant::MAX,
        leaves: Instant(i64::MIN),
        too_near: [Instant::MAX, Instant::MAX],
        known: false,
    };

    const fn is_none(&self) -> bool {
        self.leaves.0 < self.enters.0
    }

    fn open(&self, now: Instant) -> bool {
        let too_near = self.too_near[0] < now && now < self.too_near[1];
        self.from <= now && now <= self.leaves && !too_near
    }
}

/// A shot that may be fired now.
#[derive(Debug, Clone, Copy)]
struct Shot {
    battery: u32,
    distance_m: f64,
    flight: Span,
}

impl<'a> Course<'a> {
    pub fn reach_mut(&mut self, j: u32, battery: u32) -> &mut Reach {
        let at = j as usize * self.w.batteries.len() + battery as usize;
        &mut self.w.reaches[at]
    }

    /// Where a battery stands, seen from the threat's place.
    fn stand(&self, j: u32, battery: u32) -> Option<Lookout<'a>> {
        let place = self.w.threats[j as usize].toward;
        let battery = &self.w.batteries[battery as usize];
        let world = self.world;
        Some(Lookout {
            spot: world.unit_spot(place, battery.unit.at())?,
            horizon: world.unit_horizon(battery.unit.at()),
            antenna_m: battery.antenna_m,
            place_ground_m: world.place_ground_m(place),
        })
    }

    /// When a threat that starts is in reach of each battery, by ground range.
    pub fn open_reaches(&mut self, j: u32) {
        for b in 0..self.w.batteries.len() as u32 {
            let reach = self.reach_of(j, b);
            *self.reach_mut(j, b) = reach.unwrap_or(Reach::NONE);
        }
    }

    fn reach_of(&self, j: u32, b: u32) -> Option<Reach> {
        let path = &self.w.threats[j as usize].path;
        let battery = &self.w.batteries[b as usize];
        let spot = self.stand(j, b)?.spot;
        let level = path.datum == Datum::Sea && path.sink_m_s == 0.0;
        if level && path.height_m - spot.ground_m > battery.altitude_max_m {
            return None; // too high all the way
        }
        let [enters, leaves] = instants(path.within(spot, battery.range_max_m)?);
        let too_near = (battery.range_min_m > 0.0)
            .then(|| path.within(spot, battery.range_min_m))
            .flatten();
        Some(Reach {
            enters,
            leaves,
            too_near: too_near.map_or(Reach::NONE.too_near, instants),
            ..Reach::NONE
        })
    }

    /// Lets a battery hear of a threat after a delay; at once where there is none.
    pub fn order_after(&mut self, now: Instant, delay: Span, j: u32, battery: u32) -> bool {
        let hostile = self.w.threats[j as usize].hostile;
        let reach = self.reach_mut(j, battery);
        // A crew that knows of it looks by itself once the threat is in reach.
        if reach.is_none() || !hostile || (reach.known && reach.from > now + delay) {
            return false;
        }
        if delay == Span::ZERO {
            return self.order(now, j, battery);
        }
        let threat = j;
        self.schedule(now + delay, Happening::Order { threat, battery });
        false
    }

    /// A battery hears of a threat: the first time it may engage it, its crew begins to react.
    pub fn order(&mut self, now: Instant, j: u32, b: u32) -> bool {
        let threat = &self.w.threats[j as usize];
        let key = threat.key;
        let gone = threat.fate == Fate::Gone || !threat.hostile;
        if gone || self.reach_mut(j, b).is_none() || !self.may_engage(now, j, b) {
            return false;
        }
        if self.reach_mut(j, b).known {
            return true;
        }
        let battery = &self.w.batteries[b as usize];
        let law = &self.case.fire_unit_types[battery.kind].reaction;
        let mut stream = self
            .draws
            .of(luck::pair_key(key, battery.key), luck::REACTION);
        let reaction =
            Span::from_seconds(battery.slowness * law.draw(self.numbers, &mut stream).max(0.0));
        let reach = self.reach_mut(j, b);
        reach.known = true;
        reach.from = (now + reaction).max(reach.enters);
        let (from, past) = (reach.from, reach.too_near[1]);
        for at in [from, past] {
            if at > now && at != Instant::MAX {
                self.schedule(at, Happening::Look { threat: j });
            }
        }
        from <= now
    }

    fn may_engage(&self, now: Instant, j: u32, b: u32) -> bool {
        let battery = &self.w.batteries[b as usize];
        self.perfect
            || may_engage(
                battery.functions,
                self.own_track(j, b),
                self.remote_track(now, j, b),
                battery.linked,
                battery.post_up,
            )
    }

    /// The assignment: threats in the order of arrival, each to the nearest battery that may fire.
    pub fn settle(&mut self, now: Instant) {
        let mut open = std::mem::take(&mut self.w.open);
        let batteries = self.w.batteries.iter().enumerate();
        open.clear();
        open.extend(
            batteries
                .filter(|(_, battery)| battery.channels > 0 && battery.missiles > 0)
                .map(|(b, _)| b as u32),
        );
        if !open.is_empty() {
            let mut order = std::mem::take(&mut self.w.order);
            order.retain(|j| self.w.threats[*j as usize].fate != Fate::Gone);
            for &j in &order {
                let threat = &self.w.threats[j as usize];
                let free = threat.fate == Fate::Flying && threat.hostile && !threat.engaged;
                if free && let Some(shot) = self.nearest(now, j, &open) {
                    self.fire(now, j, shot);
                    open.retain(|b| {
                        let battery = &self.w.batteries[*b as usize];
                        battery.channels > 0 && battery.missiles > 0
                    });
                }
            }
            self.w.order = order;
        }
        self.w.open = open;
    }

    fn nearest(&mut self, now: Instant, j: u32, open: &[u32]) -> Option<Shot> {
        let mut best: Option<Shot> = None;
        let row = j as usize * self.w.batteries.len();
        for &b in open {
            if !self.w.reaches[row + b as usize].open(now) {
                continue;
            }
            if let Some(shot) = self.shot(now, j, b)
                && best.is_none_or(|best| shot.distance_m < best.distance_m)
            {
                best = Some(shot);
            }
        }
        best
    }

    /// The shot of a battery that has the threat in reach, if it may be fired now.
    fn shot(&mut self, now: Instant, j: u32, b: u32) -> Option<Shot> {
        if !self.may_engage(now, j, b) {
            return None;
        }
        let stand = self.stand(j, b)?;
        let (path, ends) = {
            let threat = &self.w.threats[j as usize];
            (&threat.path, threat.ends)
        };
        let battery = &self.w.batteries[b as usize];
        let now_s = now.as_seconds();
        let range_m = stand.spot.range_m(path.at(now_s));
        let ground_m = stand.ground_m(path, now_s, range_m);
        let altitude_m = path.altitude_m(now_s, ground_m);
        let rise_m = altitude_m - stand.spot.ground_m;
        let in_height =
            rise_m <= battery.altitude_max_m && altitude_m - ground_m >= battery.altitude_min_m;
        let in_sight = self.perfect || stand.sees(path, now_s, range_m).is_some();
        if !(in_height && in_sight) {
            self.look_again(now, j, b);
            return None;
        }
        let distance_m = range_m.hypot(rise_m);
        let flight = Span::from_seconds(distance_m / battery.missile_speed_m_s);
        let meets = now + flight < ends;
        meets.then_some(Shot {
            battery: b,
            distance_m,
            flight,
        })
    }

    fn look_again(&mut self, now: Instant, j: u32, b: u32) {
        let beat = Instant((now.0.div_euclid(LOOKS_AGAIN.0) + 1).saturating_mul(LOOKS_AGAIN.0));
        self.reach_mut(j, b).from = beat;
        self.schedule(beat, Happening::Look { threat: j });
    }

    fn fire(&mut self, now: Instant, j: u32, shot: Shot) {
        let battery = &mut self.w.batteries[shot.battery as usize];
        let count = self.salvo.min(battery.missiles);
        battery.missiles -= count;
        battery.channels -= 1;
        let spent = battery.missiles == 0;
        let reload = if spent { battery.reload.take() } else { None };
        let (unit, cycle) = (battery.unit, battery.shot_cycle);
        let threat = &mut self.w.threats[j as usize];
        let first = threat.shots;
        threat.shots += count;
        threat.engaged = true;
        if first == 0 {
            self.outcome.engaged += u32::from(threat.counts());
            self.outcome.civil_engaged += u32::from(threat.role == Role::Crosses);
        }
        self.outcome.shots += count;
        for _ in 0..count {
            self.tell(now, j, EventKind::Fired(unit));
        }
        let (threat, battery) = (j, shot.battery);
        let result = Happening::Result {
            threat,
            battery,
            first,
            count,
        };
        self.schedule(now + shot.flight, result);
        self.schedule(
            now + shot.flight.max(cycle),
            Happening::ChannelFree(battery),
        );
        if let Some(reload) = reload {
            self.schedule(now + reload, Happening::Reloaded(battery));
        }
    }

    /// A salvo reaches its threat: one hit is enough.
    pub fn result(&mut self, now: Instant, j: u32, b: u32, shots: Range<u32>) -> bool {
        let battery = &self.w.batteries[b as usize];
        let threat = &mut self.w.threats[j as usize];
        let pk = battery.pk(threat.class);
        let kills = |shot: u32| self.draws.at(threat.key, luck::KILL, u64::from(shot)) < pk;
        let killed = shots.clone().any(kills);
        let (unit, role) = (battery.unit, threat.role);
        threat.engaged = false;
        if killed {
            threat.fate = Fate::Gone;
            threat.ends = now;
            match role {
                Role::Strikes => self.outcome.killed += 1,
                Role::Carries { .. } => self.outcome.carriers_killed += 1,
                Role::Crosses => {}
            }
            self.tell(now, j, EventKind::Killed(unit));
        } else {
            for _ in shots {
                self.tell(now, j, EventKind::Missed(unit));
            }
        }
        self.outcome.last_result_s = Some(now.as_seconds() - self.begins_s);
        !killed
    }
}
