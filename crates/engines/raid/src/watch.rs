//! Who looks at which threat, and what becomes of the track.

use calendar::Instant;

use crate::course::{Course, Happening};
use crate::looks::Looks;
use crate::luck;
use crate::outcome::{EventKind, Watcher};
use crate::roster::Looker;
use crate::sight::Lookout;
use crate::sky::{Fate, Threat};
use crate::track::{Change, Track};

/// One looker's scans at one threat while it is near enough.
#[derive(Debug, Clone)]
pub(crate) struct Watch {
    threat: u32,
    looker: u32,
    /// Time of the first scan \[s\].
    first_s: f64,
    /// How many scans there are.
    scans: u32,
    /// Ground range at the last look \[m\].
    range_m: f64,
    track: Track,
    /// What the scans change next.
    pending: Change,
    /// Since when the track is held, as of now.
    since: Option<Instant>,
}

impl Watch {
    /// When a scan falls.
    fn time_s(&self, scan: f64, looker: &Looker) -> f64 {
        self.first_s + scan * looker.search.scan_s()
    }

    /// Scans on to the next change of the track.
    fn advance(&mut self, course: &Course, looker: &Looker, lookout: &Lookout) -> Option<Change> {
        let threat = &course.w.threats[self.threat as usize];
        while self.track.next < self.scans {
            let left = self.scans - self.track.next;
            let block = looker.block(&threat.path, self.range_m).min(left);
            let middle = f64::from(self.track.next) + 0.5 * f64::from(block - 1);
            let time_s = self.time_s(middle, looker);
            self.range_m = lookout.spot.range_m(threat.path.at(time_s));
            let looks = &course.world.looks;
            let pd = pd(looker, lookout, threat, time_s, self.range_m, looks);
            let change = self.track.scan(block, pd, course.rules);
            if change.is_some() {
                return change;
            }
        }
        None
    }
}

/// Probability that a scan detects.
fn pd(
    looker: &Looker,
    lookout: &Lookout,
    threat: &Threat,
    time_s: f64,
    range_m: f64,
    looks: &Looks,
) -> f64 {
    let path = &threat.path;
    let Some(altitude_m) = lookout.sees(path, time_s, range_m) else {
        return 0.0;
    };
    let sight = lookout.sight(range_m, altitude_m);
    let radial = || Some(lookout.radial_speed_m_s(path, time_s, &sight));
    looker.search.pd(&threat.target, &sight, radial, looks)
}

impl<'a> Course<'a> {
    /// Where a looker stands, seen from the threat's place.
    fn lookout(&self, threat: u32, looker: &Looker) -> Option<Lookout<'a>> {
        let place = self.w.threats[threat as usize].toward;
        let world = self.world;
        let (spot, horizon) = match looker.who {
            Watcher::Sensor(id) => (
                world.sensor_spot(place, id.at()),
                world.sensor_horizon(id.at()),
            ),
            Watcher::Unit(id) => (world.unit_spot(place, id.at()), world.unit_horizon(id.at())),
        };
        Some(Lookout {
            spot: spot?,
            horizon,
            antenna_m: looker.antenna_m,
            place_ground_m: world.place_ground_m(place),
        })
    }

    /// Begins the watch of every looker that the threat comes near enough to.
    pub fn open_watches(&mut self, j: u32) {
        let target = self.w.threats[j as usize].target;
        for l in 0..self.w.lookers.len() {
            let looker = self.w.lookers[l];
            let Some(lookout) = self.lookout(j, &looker) else {
                continue;
            };
            let reach_m = looker.search.reach_m(&target, &self.world.looks);
            let threat = &self.w.threats[j as usize];
            let Some(window_s) = threat.path.within(lookout.spot, reach_m) else {
                continue;
            };
            let key = luck::pair_key(threat.key, looker.key);
            let mut stream = self.draws.of(key, luck::SCANS);
            let first_s = window_s[0] + looker.search.scan_s() * stream.uniform();
            // After the last scan within range the track lives on until it has been missed often enough.
            let until_s = (window_s[1] + self.rules.outlives_s(looker.search.scan_s()))
                .min(threat.path.end_s);
            let watch = Watch {
                threat: j,
                looker: l as u32,
                first_s,
                scans: ((until_s - first_s) / looker.search.scan_s() + 1.0).max(0.0) as u32,
                range_m: reach_m,
                track: Track::new(stream),
                pending: Change::Lost,
                since: None,
            };
            let number = self.w.watches.len() as u32;
            self.w.watch_of[j as usize * self.w.lookers.len() + l] = Some(number);
            self.w.watches.push(watch);
            self.look_ahead(number);
        }
    }

    /// Finds the next change of a watch's track and waits for it.
    fn look_ahead(&mut self, number: u32) {
        let at = number as usize;
        let looker = self.w.lookers[self.w.watches[at].looker as usize];
        let Some(lookout) = self.lookout(self.w.watches[at].threat, &looker) else {
            return;
        };
        let mut watch = self.w.watches[at].clone();
        if let Some(change) = watch.advance(self, &looker, &lookout) {
            watch.pending = change;
            let scan = f64::from(watch.track.next - 1);
            let when = Instant::from_seconds(watch.time_s(scan, &looker));
            self.schedule(when, Happening::Track(number));
        }
        self.w.watches[at] = watch;
    }

    /// A track forms or is lost.
    pub fn track(&mut self, now: Instant, number: u32) -> bool {
        let watch = &mut self.w.watches[number as usize];
        let (j, l, change) = (watch.threat, watch.looker, watch.pending);
        if self.w.threats[j as usize].fate == Fate::Gone {
            return false;
        }
        let who = self.w.lookers[l as usize].who;
        let formed = change == Change::Tracked;
        watch.since = formed.then_some(now);
        let what = if formed {
            EventKind::Tracked
        } else {
            EventKind::Lost
        };
        self.tell(now, j, what(who));
        self.look_ahead(number);
        if !formed {
            return false;
        }
        self.first_tracked(now, j);
        self.report(now, j, l)
    }

    /// A new track goes to whom it concerns: a sensor's over the posts to the batteries, a battery's own to its crew.
    fn report(&mut self, now: Instant, j: u32, l: u32) -> bool {
        if let Some(battery) = self.w.lookers[l as usize].battery {
            let leave = self.w.batteries[battery as usize].leave;
            return self.order_after(now, leave, j, battery);
        }
        let batteries = self.w.batteries.len();
        let mut changed = false;
        for battery in 0..batteries {
            if let Some(delay) = self.w.orders[l as usize * batteries + battery] {
                changed |= self.order_after(now, delay, j, battery as u32);
            }
        }
        changed
    }

    /// Whether a battery's own radar or eyes hold the threat.
    pub fn own_track(&self, j: u32, battery: u32) -> bool {
        let battery = &self.w.batteries[battery as usize];
        battery
            .looker
            .is_some_and(|l| self.since(j, l as usize).is_some())
    }

    /// Whether a sensor holds the threat, and held it long enough for its order to have reached the battery.
    pub fn remote_track(&self, now: Instant, j: u32, battery: u32) -> bool {
        let batteries = self.w.batteries.len();
        (0..self.w.lookers.len()).any(|l| {
            let order = self.w.orders[l * batteries + battery as usize];
            let since = self.since(j, l);
            since
                .zip(order)
                .is_some_and(|(since, delay)| since + delay <= now)
        })
    }

    fn since(&self, j: u32, l: usize) -> Option<Instant> {
        let watch = self.w.watch_of[j as usize * self.w.lookers.len() + l]?;
        self.w.watches[watch as usize].since
    }

    /// Adds the first detection of each threat by each looker to the events.
    pub fn tell_first_sightings(&mut self) {
        if !self.record {
            return;
        }
        for number in 0..self.w.watches.len() {
            let watch = &self.w.watches[number];
            let looker = &self.w.lookers[watch.looker as usize];
            let Some(scan) = watch.track.first_hit else {
                continue;
            };
            let at = Instant::from_seconds(watch.time_s(f64::from(scan), looker));
            let (j, who) = (watch.threat, looker.who);
            // Scans are made ahead of time, so some fall after the threat was killed.
            if at <= self.w.threats[j as usize].ends {
                self.tell(at, j, EventKind::Seen(who));
            }
        }
    }
}
