//! Who flies: the threats, the weapons that they release, and civil flights.

use std::f64::consts::TAU;

use calendar::Instant;
use case::{Case, Height, Id, Numbers, Place, Raid, ThreatClass, ThreatGroup, ThreatType};
use random::{Draws, EntityKey};

use crate::luck;
use crate::path::{Datum, Path};
use crate::search::Target;
use crate::world::World;

/// Nothing flies slower \[m/s\]: a speed of nought would never arrive.
const LEAST_SPEED_M_S: f64 = 1.0;
/// Civil flights pass within this distance of the place \[m\], ...
const CIVIL_PASSES_WITHIN_M: f64 = 50e3;
/// ... and are in the picture this far either way \[m\].
const CIVIL_HALF_CHORD_M: f64 = 150e3;

/// Why something flies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It flies to its place.
    Strikes,
    /// It releases weapons, which are these threats, and turns away.
    Carries { first: u32, count: u32 },
    /// A civil flight that crosses.
    Crosses,
}

/// How far something has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Not started, or not yet released.
    Waiting,
    Flying,
    /// Killed, arrived, released or left.
    Gone,
}

/// Something in the air.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Threat {
    pub class: ThreatClass,
    pub role: Role,
    pub toward: Id<Place>,
    pub path: Path,
    pub target: Target,
    pub key: EntityKey,
    /// The order in which threats are given out \[s\].
    pub arrives_s: f64,
    pub ends: Instant,
    pub fate: Fate,
    /// It starts when its carrier releases it.
    pub released: bool,
    /// Missiles are on their way to it.
    pub engaged: bool,
    /// Someone held a track of it.
    pub tracked: bool,
    /// It is held to be a threat: true but for civil flights that were not mistaken.
    pub hostile: bool,
    /// Shots fired at it so far.
    pub shots: u32,
}

impl Threat {
    /// True for what counts among threats: neither carriers nor civil flights.
    pub fn counts(&self) -> bool {
        self.role == Role::Strikes
    }
}

/// What the draws of a raid's threats rest on.
pub(crate) struct Sky<'a> {
    pub case: &'a Case,
    pub world: &'a World,
    pub numbers: &'a Numbers,
    pub draws: &'a Draws,
    pub key: EntityKey,
}

impl Sky<'_> {
    /// Everything that will fly, in the order of groups; the weapons of a group's carriers stand after its carriers.
    pub fn fill(&self, raid: &Raid, threats: &mut Vec<Threat>) {
        threats.clear();
        for (number, group) in raid.groups.iter().enumerate() {
            let first = threats.len();
            for one in 0..group.count {
                threats.push(self.flyer(group, luck::threat_key(self.key, number, one)));
            }
            for carrier in first..threats.len() {
                self.load(group, carrier, threats);
            }
        }
        self.add_civil(raid, threats);
    }

    fn flyer(&self, group: &ThreatGroup, key: EntityKey) -> Threat {
        let numbers = self.numbers;
        let drawn = |purpose| self.draws.at(key, purpose, 0);
        let bearing = group.bearing.at(numbers, drawn(luck::BEARING));
        let range_m = group.range.at(numbers, drawn(luck::RANGE)).max(0.0);
        let start_s = group.delay.at(numbers, drawn(luck::DELAY)).max(0.0);
        let speed = self.speed(group.threat);
        let (sin, cos) = bearing.sin_cos();
        let (datum, height_m) = self.height(group.height);
        let end_s = start_s + range_m / speed;
        let path = Path {
            start_s,
            end_s,
            from_m: [range_m * sin, range_m * cos],
            velocity_m_s: [-speed * sin, -speed * cos],
            datum,
            height_m,
            sink_m_s: 0.0,
        };
        self.threat(group.threat, group.toward, path, key)
    }

    /// Cuts a carrier's path at its release and adds the weapons, which fly on straight to the place and down to it.
    fn load(&self, group: &ThreatGroup, carrier: usize, threats: &mut Vec<Threat>) {
        let Some(release) = group.releases else {
            return;
        };
        let first = threats.len() as u32;
        let holder = &mut threats[carrier];
        let speed = holder.path.speed_m_s();
        let left_m =
            self.numbers[release.at].min((holder.path.end_s - holder.path.start_s) * speed);
        let released_s = holder.path.end_s - left_m / speed;
        holder.path.end_s = released_s;
        holder.arrives_s = released_s;
        holder.ends = Instant::from_seconds(released_s);
        holder.role = Role::Carries {
            first,
            count: release.count,
        };
        let holder = *holder;
        let path = self.glide(&holder, release.munition, left_m);
        for one in 0..release.count {
            let key = holder.key.with(u64::from(one));
            threats.push(Threat {
                released: true,
                ..self.threat(release.munition, group.toward, path, key)
            });
        }
    }

    /// From the point of release straight to the ground at the place.
    fn glide(&self, carrier: &Threat, munition: Id<ThreatType>, left_m: f64) -> Path {
        let (held, start_s) = (&carrier.path, carrier.path.end_s);
        let faster = self.speed(munition) / held.speed_m_s();
        let velocity_m_s = held.velocity_m_s.map(|v| v * faster);
        let flight_s = left_m / self.speed(munition);
        let aim_m = match held.datum {
            Datum::Sea => self.world.place_ground_m(carrier.toward),
            Datum::Ground => 0.0,
        };
        let fall_m = (held.height_m - aim_m).max(0.0);
        Path {
            start_s,
            end_s: start_s + flight_s,
            from_m: held.at(start_s),
            velocity_m_s,
            sink_m_s: if flight_s > 0.0 {
                fall_m / flight_s
            } else {
                0.0
            },
            ..*held
        }
    }

    /// Civil flights on random straight chords near the first group's place, while the raid lasts.
    fn add_civil(&self, raid: &Raid, threats: &mut Vec<Threat>) {
        let (Some(civil), Some(group)) = (raid.civil, raid.groups.first()) else {
            return;
        };
        let raid_ends_s = threats.iter().map(|t| t.path.end_s).fold(0.0, f64::max);
        let key = luck::civil_key(self.key);
        let asked = self.numbers[civil.flights];
        let one_more = self.draws.at(key, luck::CIVIL, 0) < asked.fract();
        let (datum, height_m) = self.height(civil.height);
        let speed = self.speed(civil.aircraft);
        for one in 0..asked as u32 + u32::from(one_more) {
            let key = key.with(u64::from(one));
            let mut stream = self.draws.of(key, luck::CIVIL);
            let (sin, cos) = (TAU * stream.uniform()).sin_cos();
            let aside_m = CIVIL_PASSES_WITHIN_M * (2.0 * stream.uniform() - 1.0);
            let passes_s = raid_ends_s * stream.uniform();
            let half_s = CIVIL_HALF_CHORD_M / speed;
            let start_s = (passes_s - half_s).max(0.0);
            let flown_m = speed * (start_s - passes_s);
            let path = Path {
                start_s,
                end_s: (passes_s + half_s).min(raid_ends_s),
                from_m: [aside_m * cos + flown_m * sin, flown_m * cos - aside_m * sin],
                velocity_m_s: [speed * sin, speed * cos],
                datum,
                height_m,
                sink_m_s: 0.0,
            };
            let flight = self.threat(civil.aircraft, group.toward, path, key);
            threats.push(Threat {
                class: ThreatClass::Civil,
                role: Role::Crosses,
                arrives_s: passes_s,
                hostile: false,
                ..flight
            });
        }
    }

    fn threat(
        &self,
        kind: Id<ThreatType>,
        toward: Id<Place>,
        path: Path,
        key: EntityKey,
    ) -> Threat {
        let kind = &self.case.threat_types[kind];
        Threat {
            class: kind.class,
            role: Role::Strikes,
            toward,
            path,
            target: Target {
                rcs_m2: self.numbers[kind.rcs],
                swerling: kind.swerling,
            },
            key,
            arrives_s: path.end_s,
            ends: Instant::from_seconds(path.end_s),
            fate: Fate::Waiting,
            released: false,
            engaged: false,
            tracked: false,
            hostile: true,
            shots: 0,
        }
    }

    fn speed(&self, kind: Id<ThreatType>) -> f64 {
        self.numbers[self.case.threat_types[kind].speed].max(LEAST_SPEED_M_S)
    }

    fn height(&self, height: Height) -> (Datum, f64) {
        match height {
            Height::Sea(height) => (Datum::Sea, self.numbers[height]),
            Height::Ground(height) => (Datum::Ground, self.numbers[height]),
        }
    }
}
