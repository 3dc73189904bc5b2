//! Skill of own crews: it grows on duty, fades without, and is thinned by newcomers.
//!
//! On duty what is lacking shrinks by `exp(-t / practice)`; off duty what can be forgotten halves every `half_life`. A crew
//! is on duty while it operates a unit that is mission-capable. Between changes the level follows in closed form, so nothing
//! is stepped through time.

use std::f64::consts::LN_2;

use calendar::Instant;
use case::{Numbers, Skill};
use random::lanes;

use crate::engine::Engine;

/// The skill of a holding's own crews in a walk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SkillRun {
    level: f64,
    since: Instant,
    on_duty: bool,
}

impl Default for SkillRun {
    fn default() -> Self {
        Self {
            level: 0.0,
            since: Instant::START,
            on_duty: false,
        }
    }
}

impl SkillRun {
    /// Own crews are on duty from now on, or off it.
    #[inline]
    pub fn turn(&mut self, now: Instant, on_duty: bool, law: &Skill, numbers: &Numbers) {
        if on_duty != self.on_duty {
            self.level = self.at(now, law, numbers);
            self.since = now;
            self.on_duty = on_duty;
        }
    }

    /// The level at a moment, by the closed form since the last change.
    fn at(&self, now: Instant, law: &Skill, numbers: &Numbers) -> f64 {
        let seconds = (now - self.since).as_seconds();
        if self.on_duty {
            grown(self.level, seconds, numbers[law.practice])
        } else {
            faded(
                self.level,
                seconds,
                numbers[law.half_life],
                numbers[law.kept],
            )
        }
    }
}

/// Skill after so long on duty: `1 - (1 - level) exp(-t / practice)`.
fn grown(level: f64, seconds: f64, practice_s: f64) -> f64 {
    let [left] = lanes::exp([-seconds / practice_s]);
    1.0 - (1.0 - level) * left
}

/// Skill after so long off duty: what lies above `kept` halves every half-life; less than that is kept whole.
fn faded(level: f64, seconds: f64, half_life_s: f64, kept: f64) -> f64 {
    let fades = (level - kept).max(0.0);
    let [left] = lanes::exp([-LN_2 * seconds / half_life_s]);
    level - fades * (1.0 - left)
}

impl Engine<'_> {
    /// The skill of a holding's own crews at a moment from now on, if nothing changes before; 1 where the case does not
    /// tell skill apart.
    pub fn skill(&self, h: usize, at: Instant) -> f64 {
        let run = &self.s.holdings[h].skill;
        let law = self.case.skill.as_ref();
        law.map_or(1.0, |law| run.at(at, law, self.numbers))
    }

    /// The skill of people who are in no crew.
    pub fn skill_of_newcomers(&self) -> f64 {
        let law = self.case.skill.as_ref();
        law.map_or(1.0, |law| self.numbers[law.newly_qualified])
    }

    /// Own crews take over: newly qualified, or seasoned where they stood there from the start.
    pub fn begin_skill(&mut self, h: usize) {
        if self.case.skill.is_none() {
            return;
        }
        let seasoned = self.now == Instant::START && self.layout.holdings[h].deals.is_empty();
        let level = if seasoned {
            1.0
        } else {
            self.skill_of_newcomers()
        };
        self.set_skill(h, level);
    }

    /// Newcomers fill places in a crew of so many.
    pub fn thin_skill(&mut self, h: usize, newcomers: u32, people: u32) {
        if self.case.skill.is_none() || newcomers == 0 || people == 0 {
            return;
        }
        let share = f64::from(newcomers.min(people)) / f64::from(people);
        let level = self.skill(h, self.now) * (1.0 - share) + self.skill_of_newcomers() * share;
        self.set_skill(h, level);
    }

    fn set_skill(&mut self, h: usize, level: f64) {
        let now = self.now;
        let run = &mut self.s.holdings[h].skill;
        run.level = level;
        run.since = now;
    }

    /// How many times as long as by seasoned hands a repair takes at a level of skill.
    pub fn slowness(&self, skill: f64) -> f64 {
        self.case.skill.as_ref().map_or(1.0, |law| {
            1.0 + (self.numbers[law.unskilled_repair] - 1.0) * (1.0 - skill)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The closed forms of the learning curve and of the half-life: 0.3 with a limit of 1 and a rate of 0.2 a day after
    /// ten days; 0.9 after half a half-life, nothing kept.
    #[test]
    fn skill_follows_the_closed_forms() {
        let day = 86_400.0;
        let right = 1.0 - 0.7 * (-2.0_f64).exp();
        assert!((grown(0.3, 10.0 * day, 5.0 * day) - right).abs() < 1e-15);
        let right = 0.9 * 0.5_f64.sqrt();
        assert!((faded(0.9, 30.0 * day, 60.0 * day, 0.0) - right).abs() < 1e-15);
    }

    #[test]
    fn what_is_kept_does_not_fade() {
        assert_eq!(faded(0.1, 1e9, 1e6, 0.2), 0.1);
        assert!((faded(0.9, 1e12, 1e6, 0.2) - 0.2).abs() < 1e-12);
        assert!((grown(0.1, 1e12, 1e6) - 1.0).abs() < 1e-12);
    }
}
