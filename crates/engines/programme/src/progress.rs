//! Something that is used up at a speed that may change: work left in a lot, hazard left before a contract.

use calendar::Instant;

/// Work or accumulated hazard that is used up at a changing speed.
///
/// The amount is drawn once; a shared state that flips only changes the speed. So two cases that differ in a state keep
/// the same luck, and nothing is drawn anew at a flip.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    left: f64,
    speed: f64,
    since: Instant,
    token: u32,
    running: bool,
}

impl Progress {
    /// Begins with an amount and a speed [amount/s]; the moment at which nothing will be left.
    pub fn begin(&mut self, now: Instant, amount: f64, speed: f64) -> Instant {
        self.left = amount.max(0.0);
        self.speed = speed;
        self.since = now;
        self.token += 1;
        self.running = true;
        self.end()
    }

    /// Changes the speed; the new end, or `None` where nothing changes or nothing runs.
    pub fn turn(&mut self, now: Instant, speed: f64) -> Option<Instant> {
        if !self.running || speed == self.speed {
            return None;
        }
        self.left = (self.left - self.speed * (now - self.since).as_seconds()).max(0.0);
        self.speed = speed;
        self.since = now;
        self.token += 1;
        Some(self.end())
    }

    /// Stops for good: what was scheduled for it is stale.
    pub fn stop(&mut self) {
        self.running = false;
        self.token += 1;
    }

    /// Tells events of the present speed from stale ones.
    pub const fn token(&self) -> u32 {
        self.token
    }

    /// True where an event with this token is the present one; then the progress is done.
    pub fn finish(&mut self, token: u32) -> bool {
        let due = self.running && token == self.token;
        if due {
            self.running = false;
        }
        due
    }

    /// True while something is left and it has not stopped.
    pub const fn is_running(&self) -> bool {
        self.running
    }

    fn end(&self) -> Instant {
        if self.speed <= 0.0 {
            return Instant::MAX;
        }
        // Mostly at full speed: the division would be waited for.
        let lasts = if self.speed == 1.0 {
            self.left
        } else {
            self.left / self.speed
        };
        self.since + calendar::Span::from_seconds(lasts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calendar::Span;

    #[test]
    fn a_flip_keeps_what_was_used_up() {
        let mut work = Progress::default();
        let day = |days: f64| Instant::from_days(days);
        let end = work.begin(day(0.0), Span::from_days(10.0).as_seconds(), 1.0);
        assert_eq!(end, day(10.0));
        let first = work.token();
        assert_eq!(work.turn(day(4.0), 0.5), Some(day(16.0)));
        assert_eq!(
            work.turn(day(5.0), 0.5),
            None,
            "the same speed changes nothing"
        );
        assert_eq!(work.turn(day(6.0), 0.0), Some(Instant::MAX));
        assert_eq!(work.turn(day(9.0), 1.0), Some(day(14.0)));
        assert!(!work.finish(first), "the first end is stale");
        assert!(work.finish(work.token()) && !work.is_running());
    }
}
