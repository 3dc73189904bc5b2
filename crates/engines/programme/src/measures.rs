//! What is counted along the way: units by state, units up and crewed, failures; and the samples of weeks and days.

use calendar::{Instant, Span};
use case::{Case, CrewOf, Force, LinkForce, MeasureKind, PostForce, SensorForce, UnitForce};
use case::{Id, Item};

use crate::UnitState;
use crate::engine::Engine;
use crate::layout::Layout;
use crate::state::renew;

const WEEK: Span = Span(7 * 86_400_000_000_000);

/// Counts of a walk.
#[derive(Debug, Default)]
pub struct Measures {
    /// Units in each state.
    pub state_counts: [u16; UnitState::ALL.len()],
    /// The same at the start of each week.
    pub weeks: Vec<[u16; UnitState::ALL.len()]>,
    /// Nothing is sampled up to this moment.
    next_sample: Instant,
    /// Failures so far.
    pub failures: u32,
    units_up: i32,
    /// Units went up, or got their crews, at this instant.
    pub more_up: bool,
    up_since: Instant,
    units_crewed: u32,
    /// The moment when each measure of a first date was reached.
    firsts: Vec<Option<Instant>>,
    /// Measures of a first date that is still to come.
    awaited: Vec<u32>,
    /// Unit-nanoseconds up within the span of each measure of a mean.
    areas: Vec<f64>,
    /// Such measures with their spans, and when the first of these begins.
    spans: Vec<(u32, Instant, Instant)>,
    spans_begin: Instant,
}

impl Measures {
    /// Nothing counted yet.
    pub fn reset(&mut self, case: &Case, layout: &Layout) {
        self.state_counts = [0; UnitState::ALL.len()];
        self.weeks.clear();
        self.next_sample = Instant(i64::MIN);
        self.weeks.reserve(layout.weeks());
        self.failures = 0;
        self.units_up = 0;
        self.more_up = false;
        self.up_since = Instant::START;
        self.units_crewed = 0;
        renew(&mut self.firsts, case.measures.len(), None);
        renew(&mut self.areas, case.measures.len(), 0.0);
        self.awaited.clear();
        self.spans.clear();
        for (id, measure) in case.measures.iter() {
            match measure.kind {
                MeasureKind::FirstUp(_) | MeasureKind::FirstCrewed(_) => {
                    self.awaited.push(id.row())
                }
                MeasureKind::MeanUp { from, to } => {
                    self.spans
                        .push((id.row(), Instant::START + from, Instant::START + to));
                }
                MeasureKind::Failures => {}
            }
        }
        let begins = self.spans.iter().map(|&(_, from, _)| from).min();
        self.spans_begin = begins.unwrap_or(Instant::MAX);
    }

    /// A unit went from one state to another.
    #[inline]
    pub fn unit_turned(&mut self, now: Instant, was: UnitState, is: UnitState) {
        self.state_counts[was as usize] -= 1;
        self.state_counts[is as usize] += 1;
        if was.is_capable() != is.is_capable() {
            self.add_areas(now);
            self.units_up += if is.is_capable() { 1 } else { -1 };
            self.more_up |= is.is_capable();
        }
    }

    #[inline]
    fn add_areas(&mut self, now: Instant) {
        if now <= self.spans_begin {
            self.up_since = now;
            return;
        }
        for &(measure, from, to) in &self.spans {
            let (from, to) = (self.up_since.max(from), now.min(to));
            if to > from {
                self.areas[measure as usize] += f64::from(self.units_up) * (to - from).0 as f64;
            }
        }
        self.up_since = now;
    }
}

impl Engine<'_> {
    /// Marks first dates once an instant is settled, so that a unit that goes as another comes is not counted twice.
    #[inline]
    pub fn settle_measures(&mut self) {
        if std::mem::take(&mut self.s.measures.more_up) && !self.s.measures.awaited.is_empty() {
            self.mark_firsts();
        }
    }

    fn mark_firsts(&mut self) {
        let (case, measures) = (self.case, &mut self.s.measures);
        let (up, crewed) = (measures.units_up, measures.units_crewed);
        let (firsts, now) = (&mut measures.firsts, self.now);
        measures.awaited.retain(|&row| {
            let reached = match case.measures.rows()[row as usize].kind {
                MeasureKind::FirstUp(n) => up >= n as i32,
                MeasureKind::FirstCrewed(n) => crewed >= n,
                MeasureKind::MeanUp { .. } | MeasureKind::Failures => false,
            };
            if reached {
                firsts[row as usize] = Some(now);
            }
            !reached
        });
    }

    /// A holding has all of its crews.
    pub fn crews_complete(&mut self, h: usize) {
        if h < self.layout.units {
            self.s.measures.units_crewed += 1;
            self.s.measures.more_up = true;
        }
    }

    /// The crews of a holding are no more.
    pub fn crews_gone(&mut self, h: usize) {
        if h < self.layout.units && self.s.holdings[h].formed == self.layout.holdings[h].crews {
            self.s.measures.units_crewed = self.s.measures.units_crewed.saturating_sub(1);
        }
    }

    /// The answers, in days or as a share or a count.
    pub fn measured(&mut self) -> Vec<Option<f64>> {
        self.s.measures.add_areas(self.horizon);
        let measures = &self.s.measures;
        let units = self.case.units.len() as f64;
        let answer = |(id, measure): (Id<case::Measure>, &case::Measure)| match measure.kind {
            MeasureKind::FirstUp(_) | MeasureKind::FirstCrewed(_) => {
                measures.firsts[id.at()].map(Instant::as_days)
            }
            MeasureKind::MeanUp { from, to } => {
                let span =
                    ((Instant::START + to).min(self.horizon) - (Instant::START + from)).0 as f64;
                (span > 0.0 && units > 0.0).then(|| measures.areas[id.at()] / span / units)
            }
            MeasureKind::Failures => Some(f64::from(measures.failures)),
        };
        self.case.measures.iter().map(answer).collect()
    }

    /// Takes the samples of all weeks and asked moments before an instant, after what came before them is settled.
    #[inline]
    pub fn sample_before(&mut self, at: Instant) {
        if at > self.s.measures.next_sample {
            self.take_samples(at);
        }
    }

    #[cold]
    fn take_samples(&mut self, at: Instant) {
        let end = at.min(self.horizon);
        let mut week = Instant(WEEK.0 * self.s.measures.weeks.len() as i64);
        while week < end {
            let counts = self.s.measures.state_counts;
            self.s.measures.weeks.push(counts);
            week += WEEK;
        }
        while let Some(&i) = self.s.asked_order.get(self.s.asked_done) {
            if self.asked[i as usize] >= at {
                break;
            }
            self.s.forces[i as usize] = Some(self.force(self.asked[i as usize]));
            self.s.asked_done += 1;
        }
        let next = self.s.asked_order.get(self.s.asked_done);
        let asked = next.map_or(Instant::MAX, |&i| self.asked[i as usize]);
        self.s.measures.next_sample = asked.min(week);
    }

    /// What stands now.
    fn force(&self, at: Instant) -> Force {
        let units = (0..self.layout.units)
            .filter_map(|h| self.unit_force(h, at))
            .collect();
        let sensor = |h: usize| match self.s.holdings[h].item {
            Some(Item::Sensor(kind)) => Some(SensorForce {
                sensor: Id::new((h - self.layout.units) as u32),
                kind,
                up: self.s.holdings[h].capable,
            }),
            _ => None,
        };
        let post = |(i, &up): (usize, &bool)| PostForce {
            post: Id::new(i as u32),
            up,
        };
        let link = |(i, run): (usize, &crate::links::LinkRun)| LinkForce {
            link: Id::new(i as u32),
            up: run.up,
        };
        Force {
            date: self.case.day(at),
            at,
            units,
            sensors: (self.layout.units..self.layout.holdings.len())
                .filter_map(sensor)
                .collect(),
            posts: self.s.post_up.iter().enumerate().map(post).collect(),
            links: self.s.links.iter().enumerate().map(link).collect(),
        }
    }

    fn unit_force(&self, h: usize, at: Instant) -> Option<UnitForce> {
        let run = &self.s.holdings[h];
        let Some(Item::FireUnit(kind)) = run.item.filter(|_| run.left > 0) else {
            return None;
        };
        Some(UnitForce {
            unit: Id::new(h as u32),
            kind,
            vehicles_up: run.fit(),
            missiles: run.armed,
            ready_on_site: self.has_power(self.layout.holdings[h].site),
            crew: run.crew,
            skill: match run.crew {
                Some(CrewOf::Own) => self.skill(h, at),
                _ => 1.0,
            },
        })
    }
}
