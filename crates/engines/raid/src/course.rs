//! The course of a raid: its events one after another.

use calendar::Instant;
use case::{Case, Doctrine, Numbers, Sensing};
use random::Draws;

use crate::fight::Workspace;
use crate::luck;
use crate::outcome::{Event, EventKind, Outcome};
use crate::sky::{Fate, Role};
use crate::track::TrackRules;
use crate::world::World;

/// What waits for its moment. At one moment the order is that of the variants.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Happening {
    Starts(u32),
    /// A salvo of `count` missiles, the threat's `first`th shot and those after it, reaches the threat.
    Result {
        threat: u32,
        battery: u32,
        first: u32,
        count: u32,
    },
    ChannelFree(u32),
    Reloaded(u32),
    /// A watch changes its track.
    Track(u32),
    /// A battery hears of a threat: from its post, or leave to fire on its own track.
    Order {
        threat: u32,
        battery: u32,
    },
    /// Some battery looks again whether it may fire.
    Look {
        threat: u32,
    },
    /// It arrives, releases its weapons, or leaves.
    Ends(u32),
}

impl Happening {
    /// Class and entity by the rule for equal times.
    const fn rank(self) -> (u8, u32) {
        match self {
            Self::Starts(threat) => (0, threat),
            Self::Result { threat, .. } => (1, threat),
            Self::ChannelFree(battery) => (2, battery),
            Self::Reloaded(battery) => (3, battery),
            Self::Track(watch) => (4, watch),
            Self::Order { threat, .. } => (5, threat),
            Self::Look { threat, .. } => (6, threat),
            Self::Ends(threat) => (7, threat),
        }
    }
}

/// A raid that runs.
pub(crate) struct Course<'a> {
    pub case: &'a Case,
    pub world: &'a World,
    pub numbers: &'a Numbers,
    pub draws: &'a Draws,
    pub rules: TrackRules,
    /// Missiles of one salvo.
    pub salvo: u32,
    pub perfect: bool,
    pub record: bool,
    /// When the first threat starts \[s\].
    pub begins_s: f64,
    pub w: &'a mut Workspace,
    pub outcome: Outcome,
}

impl<'a> Course<'a> {
    /// A raid whose threats, lookers and batteries stand in the workspace.
    pub fn new(
        case: &'a Case,
        world: &'a World,
        numbers: &'a Numbers,
        draws: &'a Draws,
        record: bool,
        w: &'a mut Workspace,
    ) -> Self {
        let rules = &case.engagement;
        let threats = w
            .threats
            .iter()
            .filter(|threat| threat.role != Role::Crosses);
        let begins_s = threats.map(|threat| threat.path.start_s).reduce(f64::min);
        Self {
            case,
            world,
            numbers,
            draws,
            rules: TrackRules::new(rules.track_hits, rules.track_scans, rules.track_lost_after),
            salvo: match rules.doctrine {
                Doctrine::ShootLookShoot => 1,
                Doctrine::Salvo(missiles) => missiles.max(1),
            },
            perfect: rules.sensing == Sensing::Perfect,
            record,
            begins_s: begins_s.unwrap_or(0.0),
            outcome: Outcome {
                leakers_by_place: vec![0; case.places.len()],
                ..Outcome::default()
            },
            w,
        }
    }

    /// Runs to the end.
    pub fn run(mut self) -> Outcome {
        self.prepare();
        let mut instant = std::mem::take(&mut self.w.instant);
        while let Some(now) = self.w.queue.pop_instant(&mut instant) {
            let mut changed = false;
            for happening in &instant {
                changed |= self.handle(now, *happening);
            }
            if changed {
                self.settle(now);
            }
        }
        self.w.instant = instant;
        self.tell_first_sightings();
        self.outcome.events.sort_by_key(|event| event.at);
        self.outcome
    }

    fn prepare(&mut self) {
        let w = &mut *self.w;
        w.queue.clear();
        w.watches.clear();
        w.watch_of.clear();
        w.watch_of.resize(w.threats.len() * w.lookers.len(), None);
        w.reaches.clear();
        w.reaches.resize(
            w.threats.len() * w.batteries.len(),
            crate::engage::Reach::NONE,
        );
        w.order.clear();
        w.order.extend(0..w.threats.len() as u32);
        let threats = &w.threats;
        let arrives = |j: &u32| threats[*j as usize].arrives_s;
        w.order.sort_by(|a, b| arrives(a).total_cmp(&arrives(b)));
        for j in 0..self.w.threats.len() {
            let threat = &self.w.threats[j];
            if !threat.released {
                let at = Instant::from_seconds(threat.path.start_s);
                self.schedule(at, Happening::Starts(j as u32));
            }
        }
    }

    pub fn schedule(&mut self, at: Instant, what: Happening) {
        let (class, entity) = what.rank();
        self.w.queue.schedule(at, class, entity, what);
    }

    /// True when something changed that may let a battery fire.
    fn handle(&mut self, now: Instant, what: Happening) -> bool {
        match what {
            Happening::Starts(j) => self.start(now, j),
            Happening::Result {
                threat,
                battery,
                first,
                count,
            } => self.result(now, threat, battery, first..first + count),
            Happening::ChannelFree(b) => {
                self.w.batteries[b as usize].channels += 1;
                true
            }
            Happening::Reloaded(b) => {
                let battery = &mut self.w.batteries[b as usize];
                battery.missiles = battery.magazine;
                true
            }
            Happening::Track(watch) => self.track(now, watch),
            Happening::Order { threat, battery } => self.order(now, threat, battery),
            Happening::Look { threat, .. } => self.w.threats[threat as usize].fate == Fate::Flying,
            Happening::Ends(j) => self.end(now, j),
        }
    }

    fn start(&mut self, now: Instant, j: u32) -> bool {
        let threat = &mut self.w.threats[j as usize];
        threat.fate = Fate::Flying;
        self.outcome.threats += u32::from(threat.counts());
        self.outcome.civil_flights += u32::from(threat.role == Role::Crosses);
        let ends = threat.ends.max(now);
        self.schedule(ends, Happening::Ends(j));
        self.tell(now, j, EventKind::Starts);
        self.open_reaches(j);
        if self.perfect {
            self.first_tracked(now, j);
            for b in 0..self.w.batteries.len() as u32 {
                self.order(now, j, b);
            }
            return true;
        }
        self.open_watches(j);
        false
    }

    fn end(&mut self, now: Instant, j: u32) -> bool {
        let threat = &mut self.w.threats[j as usize];
        if threat.fate == Fate::Gone {
            return false;
        }
        threat.fate = Fate::Gone;
        let (role, toward) = (threat.role, threat.toward);
        match role {
            Role::Strikes => {
                self.outcome.leakers += 1;
                self.outcome.leakers_by_place[toward.at()] += 1;
                self.tell(now, j, EventKind::Leaked(toward));
            }
            Role::Carries { first, count } => {
                self.tell(now, j, EventKind::Released);
                for weapon in first..first + count {
                    self.schedule(now, Happening::Starts(weapon));
                }
            }
            Role::Crosses => {}
        }
        false
    }

    /// Someone holds the threat for the first time: it counts as detected, and a civil flight may be mistaken.
    pub fn first_tracked(&mut self, now: Instant, j: u32) {
        let threat = &mut self.w.threats[j as usize];
        if std::mem::replace(&mut threat.tracked, true) {
            return;
        }
        self.outcome.detected += u32::from(threat.counts());
        if threat.role != Role::Crosses {
            let since_s = now.as_seconds() - self.begins_s;
            self.outcome.first_track_s.get_or_insert(since_s);
            return;
        }
        let mistaken = self.numbers[self.case.engagement.civil_mistaken];
        threat.hostile = self.draws.of(threat.key, luck::MISTAKEN).chance(mistaken);
        if threat.hostile {
            self.tell(now, j, EventKind::Mistaken);
        }
    }

    /// Keeps an event, if events are asked for.
    pub fn tell(&mut self, at: Instant, threat: u32, what: EventKind) {
        if self.record {
            let class = self.w.threats[threat as usize].class;
            self.outcome.events.push(Event {
                at,
                threat,
                class,
                what,
            });
        }
    }
}
