//! Scans of one watcher at one threat: hits, misses, and the track that forms and is lost.
//!
//! Every scan is an independent trial. Most of them change nothing, so they are not drawn one by one: while hits are
//! rare the number of misses up to the next hit is drawn, while misses are rare the number of hits up to the next
//! miss. An exponential number is used up by each scan's -ln(1 - Pd) (or -ln Pd), which gives every scan exactly its
//! probability though Pd changes on the way.

use random::Stream;

/// When a track forms and when it is lost.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TrackRules {
    hits: u32,
    scans_mask: u32,
    lost_after: u32,
}

impl TrackRules {
    /// A track needs `hits` of `scans` (at most 32), and is lost after so many misses in a row.
    pub fn new(hits: u32, scans: u32, lost_after: u32) -> Self {
        let scans = scans.clamp(1, 32);
        Self {
            hits: hits.clamp(1, scans),
            scans_mask: u32::MAX >> (32 - scans),
            lost_after: lost_after.max(1),
        }
    }

    /// How long a track lives without any hit, for scans so far apart \[s\].
    pub fn outlives_s(&self, scan_s: f64) -> f64 {
        f64::from(self.lost_after) * scan_s
    }
}

/// What a scan changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Tracked,
    Lost,
}

/// The scans of one watcher at one threat.
#[derive(Debug, Clone)]
pub(crate) struct Track {
    stream: Stream,
    /// What is left before the next hit, and before the next miss.
    to_hit: f64,
    to_miss: f64,
    /// The next scan.
    pub next: u32,
    /// Results of the latest scans, newest in the lowest bit.
    recent: u32,
    missed: u32,
    held: bool,
    /// The scan of the first hit.
    pub first_hit: Option<u32>,
}

impl Track {
    /// No scan yet.
    pub fn new(mut stream: Stream) -> Self {
        Self {
            to_hit: stream.exponential(),
            to_miss: stream.exponential(),
            stream,
            next: 0,
            recent: 0,
            missed: 0,
            held: false,
            first_hit: None,
        }
    }

    /// The next `scans` scans, each with this probability of detection, up to and with the first that changes the track;
    /// `next` stands behind the last scan that was made.
    pub fn scan(&mut self, scans: u32, pd: f64, rules: TrackRules) -> Option<Change> {
        let end = self.next + scans;
        while self.next < end {
            let left = end - self.next;
            let change = if pd <= 0.0 {
                self.misses(left, rules).1
            } else if pd < 0.5 {
                self.up_to_a_hit(left, (-pd).ln_1p().abs(), rules)
            } else {
                self.up_to_a_miss(left, pd.ln().abs(), rules)
            };
            if change.is_some() {
                return change;
            }
        }
        None
    }

    /// Misses, and the hit that ends them if it falls within so many scans; each miss uses up `cost`.
    fn up_to_a_hit(&mut self, scans: u32, cost: f64, rules: TrackRules) -> Option<Change> {
        let gap = (self.to_hit / cost) as u32;
        let (made, change) = self.misses(gap.min(scans), rules);
        self.to_hit -= f64::from(made) * cost;
        if change.is_some() || gap >= scans {
            return change;
        }
        self.to_hit = self.stream.exponential();
        self.hits(1, rules).1
    }

    /// Hits, and the miss that ends them if it falls within so many scans; each hit uses up `cost`.
    fn up_to_a_miss(&mut self, scans: u32, cost: f64, rules: TrackRules) -> Option<Change> {
        let gap = (self.to_miss / cost) as u32;
        let (made, change) = self.hits(gap.min(scans), rules);
        self.to_miss -= f64::from(made) * cost;
        if change.is_some() || gap >= scans {
            return change;
        }
        self.to_miss = self.stream.exponential();
        self.misses(1, rules).1
    }

    /// So many hits in a row, up to the one that forms the track; how many were made.
    fn hits(&mut self, scans: u32, rules: TrackRules) -> (u32, Option<Change>) {
        if scans > 0 {
            self.first_hit.get_or_insert(self.next);
            self.missed = 0;
        }
        let mut made = 0;
        while made < scans && !self.held {
            made += 1;
            self.recent = self.recent << 1 | 1;
            if (self.recent & rules.scans_mask).count_ones() >= rules.hits {
                self.held = true;
                self.next += made;
                return (made, Some(Change::Tracked));
            }
        }
        self.next += scans;
        (scans, None)
    }

    /// So many misses in a row, up to the one that loses the track; how many were made.
    fn misses(&mut self, scans: u32, rules: TrackRules) -> (u32, Option<Change>) {
        let to_loss = rules.lost_after.saturating_sub(self.missed);
        if self.held && scans >= to_loss {
            self.held = false;
            self.missed = 0;
            self.recent = 0;
            self.next += to_loss;
            return (to_loss, Some(Change::Lost));
        }
        self.missed = self.missed.saturating_add(scans);
        self.recent = self.recent.checked_shl(scans).unwrap_or(0);
        self.next += scans;
        (scans, None)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use random::{Draws, EntityKey, Purpose};

    use super::*;

    const TWO_OF_THREE: TrackRules = TrackRules {
        hits: 2,
        scans_mask: 0b111,
        lost_after: 3,
    };

    fn track(replication: u64) -> Track {
        Track::new(Draws::new(1, replication).of(EntityKey::of("radar"), Purpose(0)))
    }

    #[test]
    fn sure_hits_form_a_track_at_the_second_and_hiding_loses_it_at_the_third_miss() {
        let mut track = track(0);
        assert_eq!(track.scan(5, 0.0, TWO_OF_THREE), None);
        assert_eq!(track.scan(9, 1.0, TWO_OF_THREE), Some(Change::Tracked));
        assert_eq!((track.next, track.first_hit), (7, Some(5)));
        assert_eq!(track.scan(50, 1.0, TWO_OF_THREE), None);
        assert_eq!(track.scan(2, 0.0, TWO_OF_THREE), None);
        assert_eq!(track.scan(1, 1.0, TWO_OF_THREE), None, "a hit renews it");
        assert_eq!(track.scan(8, 0.0, TWO_OF_THREE), Some(Change::Lost));
        assert_eq!(track.next, 63);
        assert_eq!(track.scan(8, 1.0, TWO_OF_THREE), Some(Change::Tracked));
        assert_eq!(track.next, 65, "the old hits do not count");
    }

    /// Mean number of scans up to the first track at constant Pd, over 20,000 tries.
    fn mean_scans(pd: f64, block: u32) -> f64 {
        let total: u64 = (0..20_000)
            .map(|replication| {
                let mut track = track(replication);
                while track.scan(block, pd, TWO_OF_THREE).is_none() {}
                u64::from(track.next)
            })
            .sum();
        total as f64 / 20_000.0
    }

    /// Exact mean of the scans up to two hits within three: the chain over the last two results.
    ///
    /// With E0 the mean from no recent hit, E1 from a hit in the last scan, E2 from a hit in the one before:
    /// E0 = 1 + p E1 + q E0, E1 = 1 + q E2, E2 = 1 + q E0.
    fn exact_mean(p: f64) -> f64 {
        let q = 1.0 - p;
        (1.0 + p * (1.0 + q)) / (p * (1.0 - q * q))
    }

    #[test]
    fn tracks_form_as_late_as_the_chain_says_whatever_the_blocks() {
        // Four standard errors: the standard deviation of such a wait is below its mean.
        for pd in [0.05, 0.3, 0.49, 0.51, 0.8, 0.99] {
            for block in [1, 7, 100] {
                let (ours, exact) = (mean_scans(pd, block), exact_mean(pd));
                let off = (ours / exact - 1.0).abs();
                assert!(
                    off < 4.0 / 20_000_f64.sqrt(),
                    "Pd {pd}, block {block}: {ours}, exact {exact}"
                );
            }
        }
    }

    #[test]
    fn a_track_is_lost_as_seldom_as_three_misses_in_a_row() {
        // Mean scans up to 3 misses in a row: (1 - q³) / (p q³), Feller, vol. 1, XIII.7, for misses of chance q.
        let q: f64 = 0.2;
        let exact = (1.0 - q.powi(3)) / ((1.0 - q) * q.powi(3));
        let total: f64 = (0..20_000)
            .map(|replication| {
                let mut track = track(replication);
                track.scan(9, 1.0, TWO_OF_THREE);
                let from = track.next;
                while track.scan(10, 1.0 - q, TWO_OF_THREE).is_none() {}
                f64::from(track.next - from)
            })
            .sum();
        let off = (total / 20_000.0 / exact - 1.0).abs();
        assert!(off < 4.0 / 20_000_f64.sqrt(), "off by {off}");
    }

    proptest! {
        #[test]
        fn no_scan_is_made_twice_or_left_out(blocks in prop::collection::vec((1..20_u32, 0.0..=1.0_f64), 1..20), seed: u64) {
            let mut track = track(seed);
            let mut held = false;
            for (scans, pd) in blocks {
                let end = track.next + scans;
                while track.next < end {
                    let before = track.next;
                    match track.scan(end - before, pd, TWO_OF_THREE) {
                        Some(change) => {
                            prop_assert!(track.next > before && track.next <= end);
                            prop_assert_eq!(change == Change::Tracked, !held, "formed and lost in turn");
                            held = !held;
                        }
                        None => prop_assert_eq!(track.next, end),
                    }
                }
            }
        }
    }
}
