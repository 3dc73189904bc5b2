//! Why a unit or sensor in the country does not work, hour by hour.

use calendar::{Instant, Span};

use crate::UnitState;
use crate::assets::{Asset, Platform};
use crate::build_up::Down;
use crate::holdings::HoldingRun;

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
    /// It is down for this reason from now on, or works.
    #[inline]
    pub fn turn(&mut self, now: Instant, reason: Option<Down>) {
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

/// Why a holding that is in the country does not work: the first reason in the written order; where several components are
/// down, the first of theirs. `None` where it works or is not there.
#[inline(always)]
pub fn why_down(
    run: &HoldingRun,
    sited: bool,
    powered: bool,
    platforms: &[Platform],
    assets: &[Asset],
) -> Option<Down> {
    match run.state {
        UnitState::Awaited | UnitState::Lost => None,
        state if state.is_capable() => None,
        _ => Some(reason(run, sited, powered, platforms, assets)),
    }
}

fn reason(
    run: &HoldingRun,
    sited: bool,
    powered: bool,
    platforms: &[Platform],
    assets: &[Asset],
) -> Down {
    if !sited {
        Down::Site
    } else if !powered {
        Down::Power
    } else if !run.armed {
        Down::Missiles
    } else if run.crew.is_none() {
        Down::Crew
    } else {
        let (first, end) = run.platforms;
        fault(&platforms[first as usize..end as usize], assets)
    }
}

/// The first reason of any component that is down.
pub fn fault(platforms: &[Platform], assets: &[Asset]) -> Down {
    let mut first = None;
    for platform in platforms.iter().filter(|p| p.weight > 0 && p.down > 0) {
        let (from, to) = platform.assets;
        for asset in &assets[from as usize..to as usize] {
            if let Some(down) = asset.down {
                first = Some(first.map_or(down, |first: Down| first.min(down)));
            }
        }
    }
    first.unwrap_or(Down::Repair)
}
