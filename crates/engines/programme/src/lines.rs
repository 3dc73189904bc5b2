//! Production lines: one lot after another for the orders in their queue, with their own run and stop clock.

use std::collections::VecDeque;

use case::{Cause, Id, Output};

use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::progress::Progress;
use crate::state::Part;

/// Stands for other customers where a deal would stand.
const OTHERS: u32 = u32::MAX;

/// A line in a walk.
#[derive(Debug, Clone, Default)]
pub struct LineRun {
    stopped: bool,
    flips: u32,
    /// Vehicles that stand ready.
    stock: f64,
    /// Deals whose lots are not all begun, in order of their orders.
    orders: VecDeque<u32>,
    /// The deal and lot in hand.
    in_hand: Option<(u32, u32)>,
    work: Progress,
    /// Steps of its growth that are done.
    grown: u32,
    /// The deal whose lot it finished last.
    served: Option<u32>,
}

/// In so many even steps a line's output grows.
const STEPS: u32 = 8;

impl LineRun {
    /// The deal whose lot is in hand.
    pub fn works_for(&self) -> Option<usize> {
        let (d, _) = self.in_hand.filter(|&(d, _)| d != OTHERS)?;
        Some(d as usize)
    }

    /// The lot in hand is another deal's, or another customer's.
    pub fn works_for_another(&self, d: usize) -> bool {
        self.in_hand.is_some_and(|(other, _)| other as usize != d)
    }
}

impl Engine<'_> {
    /// Every line runs at the start; its clock is its own.
    pub fn begin_lines(&mut self) {
        for (id, line) in self.case.lines.iter() {
            self.s.lines[id.at()].stock = self.numbers[line.stock].round().max(0.0);
            self.schedule_line_flip(id.at());
            self.schedule_growth(id.at());
            self.begin_orders_ahead(id.at());
        }
    }

    /// What other customers ordered before is work in hand that belongs to no deal.
    fn begin_orders_ahead(&mut self, l: usize) {
        let ahead = self.numbers[self.case.lines.rows()[l].ahead];
        let per_battery = matches!(self.case.lines.rows()[l].output, Output::PerBattery(_));
        if ahead <= 0.0 || per_battery {
            return;
        }
        self.s.lines[l].in_hand = Some((OTHERS, 0));
        let speed = self.line_speed(l);
        let run = &mut self.s.lines[l];
        let due = run.work.begin(self.now, ahead, speed);
        let token = run.work.token();
        self.schedule(due, Kind::LineBuilt, l, token);
    }

    fn schedule_growth(&mut self, l: usize) {
        let Some(ramp) = self.case.lines.rows()[l].ramp else {
            return;
        };
        if self.s.lines[l].grown < STEPS {
            let step = self.numbers[ramp.over] / f64::from(STEPS);
            self.schedule(self.after(step), Kind::LineGrows, l, 0);
        }
    }

    /// A line's output grows by a step.
    pub fn line_grows(&mut self, l: usize) {
        self.s.lines[l].grown += 1;
        self.schedule_growth(l);
        self.turn_line(l);
    }

    /// Share of the full output that a line has reached.
    fn grown(&self, l: usize) -> f64 {
        self.case.lines.rows()[l].ramp.map_or(1.0, |ramp| {
            let from = self.numbers[ramp.from];
            from + (1.0 - from) * f64::from(self.s.lines[l].grown) / f64::from(STEPS)
        })
    }

    fn schedule_line_flip(&mut self, l: usize) {
        let row = &self.case.lines.rows()[l];
        let Some(runs) = row.runs else {
            return;
        };
        let run = &mut self.s.lines[l];
        let law = if run.stopped { row.stops } else { runs };
        let n = run.flips;
        run.flips += 1;
        let lasts = self.draw(&law, self.layout.keys.lines[l], luck::LINE_CLOCK, n);
        self.schedule(self.after(lasts), Kind::LineFlips, l, 0);
    }

    /// The line stops, or runs again.
    pub fn line_flips(&mut self, l: usize) {
        self.s.lines[l].stopped ^= true;
        self.schedule_line_flip(l);
        self.turn_line(l);
    }

    /// An order joins the queue of a line.
    pub fn order(&mut self, l: usize, d: usize) {
        self.s.lines[l].orders.push_back(d as u32);
        self.s.dirty.mark(Part::Lines);
    }

    /// Work a second: whole lots by their own work content, or vehicles from the ledger.
    fn line_speed(&self, l: usize) -> f64 {
        let run = &self.s.lines[l];
        let held = run.works_for().is_some_and(|d| self.s.deals[d].suspended);
        if run.stopped || held {
            return 0.0;
        }
        let rate = match self.case.lines.rows()[l].output {
            Output::PerBattery(_) => 1.0,
            Output::Ledger {
                production,
                own_losses,
                own_first,
                export_share,
            } => {
                let made = self.numbers[production] * self.s.by.production[l];
                let war = self.case.lines.rows()[l].war;
                let at_war = war.is_none_or(|state| self.s.states[state.at()].on);
                let losses = self.numbers[own_losses] * self.s.by.own_losses[l];
                let lost = if at_war { losses } else { 0.0 };
                let kept = (made * self.numbers[own_first]).min(lost);
                let share = self.numbers[export_share] * self.s.by.export_share[l];
                (made - kept).max(0.0) * share.min(1.0)
            }
        };
        rate * self.s.by.line[l] * self.grown(l)
    }

    /// Something changed how fast a line works.
    pub fn turn_line(&mut self, l: usize) {
        let speed = self.line_speed(l);
        let run = &mut self.s.lines[l];
        if let Some(due) = run.work.turn(self.now, speed) {
            let token = run.work.token();
            self.schedule(due, Kind::LineBuilt, l, token);
        }
    }

    /// A stoppage of a deal began or ended: the line with its lot in hand stands still or goes on.
    pub fn turn_order(&mut self, d: usize) {
        for l in 0..self.s.lines.len() {
            if self.s.lines[l].works_for() == Some(d) {
                self.turn_line(l);
            }
        }
    }

    /// The lot in hand is built.
    pub fn line_built(&mut self, l: usize, token: u32) {
        let run = &mut self.s.lines[l];
        if run.work.finish(token)
            && let Some((d, k)) = run.in_hand.take()
        {
            run.served = Some(d).filter(|&d| d != OTHERS);
            if d != OTHERS {
                self.lot_built(d as usize, k);
            }
            self.s.dirty.mark(Part::Lines);
        }
    }

    /// What is not built for a deal never will be.
    pub fn cancel_orders(&mut self, d: usize) {
        for run in &mut self.s.lines {
            run.orders.retain(|&order| order as usize != d);
            if run.works_for() == Some(d) {
                run.in_hand = None;
                run.work.stop();
                self.s.dirty.mark(Part::Lines);
            }
        }
    }

    /// Every idle line takes the next lot of its oldest order that is not stopped.
    pub fn settle_lines(&mut self) {
        for l in 0..self.s.lines.len() {
            while self.s.lines[l].in_hand.is_none() {
                let free = |d: &u32| !self.s.deals[*d as usize].suspended;
                let Some(next) = self.s.lines[l].orders.iter().position(free) else {
                    break;
                };
                self.take_lot(l, next);
            }
        }
    }

    fn take_lot(&mut self, l: usize, order: usize) {
        let d = self.s.lines[l].orders[order] as usize;
        let served = self.s.lines[l].served.filter(|&other| other as usize != d);
        let k = self.begin_lot(d, Cause::Queue, served.map(Id::new));
        if k + 1 >= self.case.deals.rows()[d].lots {
            self.s.lines[l].orders.remove(order);
        }
        let work = match self.case.lines.rows()[l].output {
            Output::PerBattery(law) => {
                self.draw(&law, self.layout.keys.deals[d], luck::LOT_WORK, k)
            }
            Output::Ledger { .. } => {
                let vehicles = f64::from(self.layout.lot_vehicles[d]);
                let stock = &mut self.s.lines[l].stock;
                let from_stock = stock.min(vehicles);
                *stock -= from_stock;
                vehicles - from_stock
            }
        };
        if work <= 0.0 {
            self.lot_built(d, k);
            return;
        }
        self.s.lines[l].in_hand = Some((d as u32, k));
        let speed = self.line_speed(l);
        let run = &mut self.s.lines[l];
        let due = run.work.begin(self.now, work, speed);
        let token = run.work.token();
        self.schedule(due, Kind::LineBuilt, l, token);
    }
}
