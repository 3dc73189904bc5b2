//! Means of carriage that deals share: lots leave in the order in which they are ready, while it is open and has room.

use std::collections::VecDeque;

use case::{Cause, Id};

use crate::What;
use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::supply::LotState;

/// A means of carriage in a walk.
#[derive(Debug, Clone, Default)]
pub struct TransportRun {
    closed: bool,
    flips: u32,
    under_way: u32,
    /// Lots that wait to leave: deal and lot.
    waiting: VecDeque<(u32, u32)>,
    /// What last made room: the lot that arrived, or the end of a closure.
    freed: Option<What>,
}

impl Engine<'_> {
    /// Everything is open at the start; each clock is its own.
    pub fn begin_transports(&mut self) {
        (0..self.s.transports.len()).for_each(|t| self.schedule_transport_flip(t));
    }

    fn schedule_transport_flip(&mut self, t: usize) {
        let row = &self.case.transports.rows()[t];
        let Some(open) = row.open else {
            return;
        };
        let run = &mut self.s.transports[t];
        let law = if run.closed { row.closed } else { open };
        let n = run.flips;
        run.flips += 1;
        let key = self.layout.keys.transports[t];
        let lasts = self.draw(&law, key, luck::TRANSPORT_CLOCK, n);
        self.schedule(self.after(lasts), Kind::TransportFlips, t, 0);
    }

    /// It closes, or opens again.
    pub fn transport_flips(&mut self, t: usize) {
        let run = &mut self.s.transports[t];
        run.closed ^= true;
        if !run.closed {
            run.freed = Some(What::TransportOpen(Id::new(t as u32)));
        }
        self.schedule_transport_flip(t);
        self.load(t);
    }

    /// A lot is ready to leave.
    pub fn carry(&mut self, t: usize, d: usize, k: u32) {
        self.s.transports[t].waiting.push_back((d as u32, k));
        self.load(t);
    }

    /// A lot arrived: there is room again.
    pub fn unloaded(&mut self, t: usize, d: usize, k: u32) {
        let run = &mut self.s.transports[t];
        run.under_way = run.under_way.saturating_sub(1);
        run.freed = Some(What::Delivered(Id::new(d as u32), k + 1));
        self.load(t);
    }

    fn load(&mut self, t: usize) {
        let row = &self.case.transports.rows()[t];
        let room = row
            .at_once
            .map_or(u32::MAX, |n| self.numbers[n].round().max(1.0) as u32);
        while !self.s.transports[t].closed && self.s.transports[t].under_way < room {
            let Some((d, k)) = self.s.transports[t].waiting.pop_front() else {
                return;
            };
            let (d, at) = (d as usize, self.layout.first_lot[d as usize] + k as usize);
            // What a withdrawal cancelled does not leave.
            if self.s.lots[at].state != LotState::Shipped {
                continue;
            }
            self.s.transports[t].under_way += 1;
            if self.when(self.s.lots[at].thread) < self.now
                && let Some(freed) = self.s.transports[t].freed
            {
                self.lot_step(d, k, Cause::Shipping, freed);
            }
            let lasts = self.draw(&row.takes, self.layout.keys.deals[d], luck::SHIPPING, k);
            self.schedule(self.after(lasts), Kind::Arrives, d, k);
        }
    }
}
