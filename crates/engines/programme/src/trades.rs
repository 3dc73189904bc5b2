//! Trades: qualified people, free or in crews, and those who leave.

use crate::StepId;
use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::progress::Progress;

/// A trade in a walk.
#[derive(Debug, Clone, Copy, Default)]
pub struct TradeRun {
    /// Qualified and in no crew, repair or class.
    pub free: u32,
    /// Qualified people, wherever they serve.
    pub qualified: u32,
    /// Students in classes of the trade.
    pub in_class: u32,
    /// The last class that graduated.
    pub arrival: Option<StepId>,
    /// What courses train up to: all crews and repairs, and one year's leavers.
    pub target: f64,
    leaving: Progress,
    leavers: u32,
}

impl Engine<'_> {
    /// People become qualified.
    pub fn join_trade(&mut self, t: usize, n: u32) {
        let trade = &mut self.s.trades[t];
        trade.free += n;
        trade.qualified += n;
        self.turn_leaving(t);
    }

    /// People are lost to a trade; who they are is the caller's to say.
    pub fn leave_trade(&mut self, t: usize, n: u32) {
        self.s.trades[t].qualified -= n;
        self.turn_leaving(t);
    }

    /// The rate at which anyone of the trade leaves follows from how many there are.
    pub fn turn_leaving(&mut self, t: usize) {
        let rate = self.numbers[self.case.trades.rows()[t].leaves];
        if rate <= 0.0 {
            return;
        }
        let trade = &self.s.trades[t];
        let speed = rate * self.s.by.leaving * f64::from(trade.qualified);
        let due = if trade.leaving.is_running() {
            self.s.trades[t].leaving.turn(self.now, speed)
        } else {
            let threshold = self.threshold(self.layout.keys.trades[t], luck::LEAVES, trade.leavers);
            Some(self.s.trades[t].leaving.begin(self.now, threshold, speed))
        };
        if let Some(due) = due {
            let token = self.s.trades[t].leaving.token();
            self.schedule(due, Kind::Leaves, t, token);
        }
    }

    /// Somebody leaves: each qualified person is as likely. One who repairs just then stays for this time.
    pub fn someone_leaves(&mut self, t: usize, token: u32) {
        let trade = &mut self.s.trades[t];
        if !trade.leaving.finish(token) {
            return;
        }
        let n = trade.leavers;
        trade.leavers += 1;
        let (free, qualified) = (trade.free, trade.qualified);
        let u = self.uniform(self.layout.keys.trades[t], luck::WHO_LEAVES, n);
        let who = ((u * f64::from(qualified)) as u32).min(qualified.saturating_sub(1));
        if who < free {
            self.s.trades[t].free -= 1;
            self.leave_trade(t, 1);
        } else if self.leave_crew(t, who - free) {
            self.leave_trade(t, 1);
        } else {
            self.turn_leaving(t);
        }
    }
}
