//! Why a unit or sensor in the country does not work, hour by hour.

use calendar::{Instant, Span};

use crate::assets::Waits;
use crate::build_up::Down;
use crate::engine::Engine;

/// The time a holding was down so far, by reason.
#[derive(Debug, Clone, Copy)]
pub struct Downtime {
    reason: Option<Down>,
    since: Instant,
    so_far: [Span; Down::ALL.len()],
}

impl Default for Downtime {
    fn default() -> Self {
        Self {
            reason: None,
            since: Instant::START,
            so_far: [Span::ZERO; Down::ALL.len()],
        }
    }
}

impl Downtime {
    #[inline]
    fn turn(&mut self, now: Instant, reason: Option<Down>) {
        if reason == self.reason {
            return;
        }
        if let Some(reason) = self.reason {
            self.so_far[reason as usize] += now - self.since;
        }
        self.reason = reason;
        self.since = now;
    }

    /// Days down by reason, up to the horizon.
    pub fn days(mut self, horizon: Instant) -> [f64; Down::ALL.len()] {
        self.turn(horizon, None);
        self.so_far.map(|span| span.as_seconds() / 86_400.0)
    }
}

impl Engine<'_> {
    /// Notes why a holding does not work from now on.
    #[inline(always)]
    pub fn note_downtime(&mut self, h: usize, sited: bool, powered: bool) {
        let run = &self.s.holdings[h];
        let in_country = run.item.is_some() && run.left > 0;
        let reason = (in_country && !run.capable).then(|| self.reason(h, sited, powered));
        self.s.downtime[h].turn(self.now, reason);
    }

    /// The first reason in the written order; where several components are down, the first of theirs.
    #[inline(always)]
    fn reason(&self, h: usize, sited: bool, powered: bool) -> Down {
        let run = &self.s.holdings[h];
        if !sited {
            Down::Site
        } else if !powered {
            Down::Power
        } else if !run.armed {
            Down::Missiles
        } else if run.crew.is_none() {
            Down::Crew
        } else {
            self.fault(h)
        }
    }

    fn fault(&self, h: usize) -> Down {
        let (first, end) = self.s.holdings[h].platforms;
        let platforms = &self.s.platforms[first as usize..end as usize];
        let assets = platforms
            .iter()
            .filter(|platform| platform.weight > 0)
            .flat_map(|platform| platform.assets.0..platform.assets.1);
        let reasons = assets.filter_map(|asset| match self.s.assets[asset as usize].waits {
            Waits::Not => None,
            Waits::Spare => Some(Down::Spare),
            Waits::Hands => Some(Down::Hands),
            Waits::Repair => Some(Down::Repair),
            Waits::Depot => Some(Down::Depot),
            Waits::Abroad => Some(Down::Abroad),
            Waits::Planned => Some(Down::Planned),
        });
        reasons.min().unwrap_or(Down::Repair)
    }
}
