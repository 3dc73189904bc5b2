//! Lots: lead time or line, payment, shipping, arrival; and the stoppages that hold them up.

use case::{Cause, DealState, Id, Supply};

use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::money::Spent;
use crate::state::Part;
use crate::{StepId, What};

/// How far a lot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LotState {
    /// Not begun.
    #[default]
    Awaited,
    /// Being built, or its lead time runs.
    InHand,
    /// Built, and not paid for.
    Unpaid,
    /// Paid, and held by a stoppage.
    Held,
    /// On the way.
    Shipped,
    /// In the country.
    Delivered,
}

/// A lot in a walk.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lot {
    /// How far it is.
    pub state: LotState,
    /// The last step of its story.
    pub thread: Option<StepId>,
}

impl Engine<'_> {
    fn lot(&mut self, d: usize, k: u32) -> &mut Lot {
        &mut self.s.lots[self.layout.first_lot[d] + k as usize]
    }

    /// Adds a step to a lot's story.
    pub fn lot_step(&mut self, d: usize, k: u32, cause: Cause, what: What) {
        let before = self.lot(d, k).thread;
        let step = self.step(cause, what, before);
        self.lot(d, k).thread = Some(step);
    }

    /// The contract is executed and the down payment made: work may begin.
    pub fn begin_supply(&mut self, d: usize) {
        let thread = self.s.deals[d].thread;
        for k in 0..self.case.deals.rows()[d].lots {
            self.lot(d, k).thread = thread;
        }
        match self.case.deals.rows()[d].supply {
            Supply::LeadTime { .. } => self.next_lead(d),
            Supply::Line(line) => self.order(line.at(), d),
        }
    }

    /// Begins the next lot of a deal: on a line that served another before, or as its lead time begins.
    pub fn begin_lot(&mut self, d: usize, cause: Cause, served: Option<Id<case::Deal>>) -> u32 {
        let k = self.s.deals[d].begun;
        self.s.deals[d].begun += 1;
        self.lot(d, k).state = LotState::InHand;
        self.lot_step(
            d,
            k,
            cause,
            What::LotBegun(Id::new(d as u32), k + 1, served),
        );
        k
    }

    fn next_lead(&mut self, d: usize) {
        let deal = &self.case.deals.rows()[d];
        let Supply::LeadTime { first, spacing } = deal.supply else {
            return;
        };
        if self.s.deals[d].begun >= deal.lots {
            return;
        }
        let k = self.begin_lot(d, Cause::Line, None);
        let law = if k == 0 { first } else { spacing };
        let work = self.draw(&law, self.layout.keys.deals[d], luck::LEAD_TIME, k);
        let speed = self.lead_speed(d);
        let run = &mut self.s.deals[d];
        let due = run.lead.begin(self.now, work, speed);
        let token = run.lead.token();
        self.schedule(due, Kind::LeadOver, d, token);
    }

    fn lead_speed(&self, d: usize) -> f64 {
        if self.s.deals[d].suspended {
            return 0.0;
        }
        1.0 / self.s.by.lead_time[d]
    }

    /// A stoppage or a shared state changes how fast lead time passes.
    pub fn turn_lead(&mut self, d: usize) {
        let speed = self.lead_speed(d);
        let run = &mut self.s.deals[d];
        if let Some(due) = run.lead.turn(self.now, speed) {
            let token = run.lead.token();
            self.schedule(due, Kind::LeadOver, d, token);
        }
    }

    /// The lead time of the lot in hand is over; the spacing to the next one begins.
    pub fn lead_over(&mut self, d: usize, token: u32) {
        if self.s.deals[d].lead.finish(token) {
            let k = self.s.deals[d].begun - 1;
            self.lot_built(d, k);
            self.next_lead(d);
        }
    }

    /// A lot is ready at the works: it is paid for, then it ships.
    pub fn lot_built(&mut self, d: usize, k: u32) {
        self.lot_step(d, k, Cause::Line, What::LotBuilt(Id::new(d as u32), k + 1));
        // The next lot of this deal follows from this one.
        if k + 1 < self.case.deals.rows()[d].lots {
            let thread = self.lot(d, k).thread;
            self.lot(d, k + 1).thread = thread;
        }
        self.lot(d, k).state = LotState::Unpaid;
        self.pay_lot(d, k);
    }

    /// A lot is paid for, or needs no payment: it leaves unless deliveries are stopped.
    pub fn ship(&mut self, d: usize, k: u32) {
        if self.s.deals[d].suspended {
            self.lot(d, k).state = LotState::Held;
            return;
        }
        self.lot(d, k).state = LotState::Shipped;
        if let Some(transport) = self.case.deals.rows()[d].by {
            return self.carry(transport.at(), d, k);
        }
        let law = self.case.deals.rows()[d].shipping;
        let days = self.draw(&law, self.layout.keys.deals[d], luck::SHIPPING, k);
        self.schedule(self.after(days), Kind::Arrives, d, k);
    }

    /// A lot is in the country.
    pub fn arrives(&mut self, d: usize, k: u32) {
        if let Some(transport) = self.case.deals.rows()[d].by {
            self.unloaded(transport.at(), d, k);
        }
        if self.s.deals[d].withdrawn_at.is_some() {
            return;
        }
        self.lot_step(
            d,
            k,
            Cause::Shipping,
            What::Delivered(Id::new(d as u32), k + 1),
        );
        let lot = self.lot(d, k);
        lot.state = LotState::Delivered;
        let step = lot.thread;
        let lots = self.case.deals.rows()[d].lots;
        let run = &mut self.s.deals[d];
        run.thread = step;
        run.delivered += 1;
        run.last_delivery = Some(self.now);
        let is_first = run.first_delivery.is_none();
        run.first_delivery.get_or_insert(self.now);
        if run.delivered == lots {
            run.state = DealState::Completed;
        }
        if is_first {
            self.begin_withdrawal(d);
            let bought = self.stock_spares(self.case.deals.rows()[d].item);
            self.spend(Spent::Spares, bought);
        }
        self.equip(d, k, step);
        self.pay_on_delivery(d, k);
        self.begin_loan(d, k);
    }

    fn stoppage_rate(&self, d: usize) -> f64 {
        self.numbers[self.case.deals.rows()[d].stoppage] * self.s.by.stoppage[d]
    }

    /// Schedules the next stoppage by the supplier.
    pub fn next_stoppage(&mut self, d: usize) {
        let n = self.s.deals[d].stoppages;
        let threshold = self.threshold(self.layout.keys.deals[d], luck::STOPPAGE, n);
        let rate = self.stoppage_rate(d);
        let run = &mut self.s.deals[d].stoppage;
        let due = run.begin(self.now, threshold, rate);
        let token = run.token();
        self.schedule(due, Kind::Stops, d, token);
    }

    /// A shared state changes the rate of stoppages.
    pub fn turn_stoppage(&mut self, d: usize) {
        let rate = self.stoppage_rate(d);
        let run = &mut self.s.deals[d].stoppage;
        if let Some(due) = run.turn(self.now, rate) {
            let token = run.token();
            self.schedule(due, Kind::Stops, d, token);
        }
    }

    /// The supplier stops deliveries: work stands still and nothing leaves.
    pub fn deliveries_stop(&mut self, d: usize, token: u32) {
        let run = &mut self.s.deals[d];
        let is_due = run.stoppage.finish(token);
        if !is_due || !matches!(run.state, DealState::Executing | DealState::Suspended) {
            return;
        }
        run.stopped = true;
        let n = run.stoppages;
        run.stoppages += 1;
        self.suspend(d);
        let law = self.case.deals.rows()[d].stoppage_lasts;
        let lasts = self.draw(&law, self.layout.keys.deals[d], luck::STOPPAGE_LASTS, n);
        self.schedule(self.after(lasts), Kind::GoesOn, d, 0);
    }

    /// The supplier goes on.
    pub fn deliveries_go_on(&mut self, d: usize) {
        if self.s.deals[d].state != DealState::Suspended {
            return;
        }
        self.s.deals[d].stopped = false;
        self.next_stoppage(d);
        self.resume(d, Cause::Embargo);
    }

    /// Deliveries stop, where they did not stand already.
    pub fn suspend(&mut self, d: usize) {
        let run = &mut self.s.deals[d];
        if run.suspended || run.state != DealState::Executing {
            return;
        }
        run.state = DealState::Suspended;
        run.suspended = true;
        let what = What::Deal(Id::new(d as u32), DealState::Suspended);
        self.held_lots(d, Cause::Line, what);
        self.turn_lead(d);
        self.turn_order(d);
    }

    /// Deliveries go on, unless something else still holds them; the wait is booked to what ended last.
    pub fn resume(&mut self, d: usize, cause: Cause) {
        let run = &mut self.s.deals[d];
        if run.state != DealState::Suspended || run.stopped || run.arrears > 0 {
            return;
        }
        run.suspended = false;
        run.state = DealState::Executing;
        self.held_lots(d, cause, What::Resumed(Id::new(d as u32)));
        self.turn_lead(d);
        self.turn_order(d);
        self.s.dirty.mark(Part::Lines);
        for k in 0..self.case.deals.rows()[d].lots {
            if self.lot(d, k).state == LotState::Held {
                self.ship(d, k);
            }
        }
    }

    /// Adds a step to the story of every lot that a stoppage holds.
    fn held_lots(&mut self, d: usize, cause: Cause, what: What) {
        for k in 0..self.case.deals.rows()[d].lots {
            if matches!(self.lot(d, k).state, LotState::InHand | LotState::Held) {
                self.lot_step(d, k, cause, what);
            }
        }
    }
}
