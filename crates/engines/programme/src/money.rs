//! The buyer's money: it comes month by month, purchases wait for it, the rest is spent as it occurs.

use std::collections::VecDeque;

use calendar::Instant;
use case::{Cause, Id, PricePer};

use crate::What;
use crate::engine::Engine;
use crate::event::Kind;
use crate::state::Part;

/// The money of a walk [USD].
#[derive(Debug, Default)]
pub struct Money {
    balance: f64,
    /// The calendar year of the case, 0 for the first.
    year: usize,
    /// Payments that wait, oldest first.
    payments: VecDeque<Payment>,
}

#[derive(Debug, Clone, Copy)]
struct Payment {
    deal: u32,
    /// 0 is the down payment; then what is due before each lot ships, from 1; then what is due on their delivery; then
    /// the instalments of each lot's loan.
    part: u32,
    amount: f64,
    in_arrears: bool,
}

/// What money is spent on.
#[derive(Debug, Clone, Copy)]
pub enum Spent {
    /// Vehicles, missiles, package.
    Purchase,
    /// Building sites.
    Sites,
    /// Courses.
    Training,
    /// Fuel of generators.
    Fuel,
    /// Spares.
    Spares,
    /// Pay and keep of qualified people.
    Personnel,
    /// Upkeep.
    Upkeep,
}

impl Engine<'_> {
    /// Months run where money is counted at all.
    pub fn begin_money(&mut self) {
        let fuel = self
            .case
            .power
            .as_ref()
            .is_some_and(|power| power.fuel.is_some());
        let pays = !self.case.sustainment.is_empty() || !self.case.trades.is_empty() || fuel;
        if self.case.budget.is_some() || pays {
            self.schedule(Instant::START, Kind::Month, 0, 0);
        }
    }

    /// A month begins. Money that no due payment waits for is kept for a number of years at most; what is being saved
    /// for a due payment is not lost.
    pub fn month(&mut self, month: usize) {
        if let Some(budget) = self.case.budget {
            let per_year = self.numbers[budget.per_year];
            self.s.money.balance += per_year / 12.0 * self.s.by.budget;
            if self.s.money.payments.is_empty() {
                let most = per_year * budget.keeps_years;
                self.s.money.balance = self.s.money.balance.min(most);
            }
        }
        let upkeep = self.upkeep_a_year() / 12.0;
        self.spend(Spent::Upkeep, upkeep);
        let personnel = self.pay_a_year() / 12.0;
        self.spend(Spent::Personnel, personnel);
        self.pay_fuel();
        self.s.dirty.mark(Part::Payments);
        if let Some(&next) = self.layout.months.get(month + 1) {
            self.schedule(next, Kind::Month, month + 1, 0);
        }
    }

    fn pay_a_year(&self) -> f64 {
        let trades = self.case.trades.rows().iter().zip(&self.s.trades);
        trades
            .map(|(trade, run)| self.numbers[trade.pay] * f64::from(run.qualified))
            .sum()
    }

    /// What generators burned since the month before.
    fn pay_fuel(&mut self) {
        let Some(fuel) = self.case.power.as_ref().and_then(|power| power.fuel) else {
            return;
        };
        let now = self.now;
        let hours: f64 = self
            .s
            .sites
            .iter_mut()
            .map(|site| site.take_burned(now))
            .sum();
        self.spend(Spent::Fuel, hours * self.numbers[fuel.cost_per_hour]);
    }

    fn upkeep_a_year(&self) -> f64 {
        let mut total = 0.0;
        for platform in &self.s.platforms {
            if let Some(row) = platform.sustainment {
                let cost = self.numbers[self.case.sustainment[row as usize].cost_per_year];
                total += cost * f64::from(platform.weight);
            }
        }
        total
    }

    /// Spends money as it occurs; the balance may fall below zero, and purchases then wait the longer.
    pub fn spend(&mut self, on: Spent, amount: f64) {
        if amount <= 0.0 {
            return;
        }
        self.s.money.balance -= amount;
        let years = &self.layout.years;
        while self.s.money.year < years.len() && years[self.s.money.year] <= self.now {
            self.s.money.year += 1;
        }
        let year = &mut self.s.spending[self.s.money.year];
        *match on {
            Spent::Purchase => &mut year.purchase,
            Spent::Sites => &mut year.sites,
            Spent::Training => &mut year.training,
            Spent::Spares => &mut year.spares,
            Spent::Fuel => &mut year.fuel,
            Spent::Personnel => &mut year.personnel,
            Spent::Upkeep => &mut year.upkeep,
        } += amount;
    }

    /// What the buyer pays for a whole deal.
    fn price(&self, d: usize) -> Option<(f64, case::Terms)> {
        let deal = &self.case.deals.rows()[d];
        let terms = deal.terms?;
        let lots = f64::from(deal.lots);
        let count = match terms.per {
            PricePer::Vehicle => f64::from(self.layout.lot_vehicles[d]) * lots,
            PricePer::Battery => lots,
            PricePer::Package => 1.0,
        };
        let whole = self.numbers[terms.price] * self.numbers[terms.package] * count;
        Some((whole * (1.0 - self.numbers[terms.donated]), terms))
    }

    /// What falls due at signature, before each lot ships, and when each is in the country.
    fn milestones(&self, d: usize) -> [f64; 3] {
        let Some((price, terms)) = self.price(d) else {
            return [0.0; 3];
        };
        let lent = terms.loan.map_or(0.0, |loan| self.numbers[loan.share]);
        let price = price * (1.0 - lent);
        let down = self.numbers[terms.down_payment];
        let each = price * (1.0 - down) / f64::from(self.case.deals.rows()[d].lots);
        let later = self.numbers[terms.on_delivery];
        [price * down, each * (1.0 - later), each * later]
    }

    /// Asks for the down payment; without one, supply begins at once.
    pub fn pay_down(&mut self, d: usize) {
        match self.milestones(d) {
            [down, ..] if down > 0.0 => self.ask_payment(d, 0, down),
            _ => self.begin_supply(d),
        }
    }

    /// Asks for what is due before a lot ships; without it, the lot ships at once.
    pub fn pay_lot(&mut self, d: usize, k: u32) {
        match self.milestones(d) {
            [_, before, _] if before > 0.0 => self.ask_payment(d, k + 1, before),
            _ => self.ship(d, k),
        }
    }

    /// Asks for what is due once a lot is in the country, and gives it its grace.
    pub fn pay_on_delivery(&mut self, d: usize, k: u32) {
        let [.., later] = self.milestones(d);
        let deal = &self.case.deals.rows()[d];
        let Some(terms) = deal.terms.filter(|_| later > 0.0) else {
            return;
        };
        let part = deal.lots + 1 + k;
        self.ask_payment(d, part, later);
        let grace = self.after(self.numbers[terms.grace]);
        self.schedule(grace, Kind::Overdue, d, part);
    }

    /// A lot that came on a loan is paid back from a year on.
    pub fn begin_loan(&mut self, d: usize, k: u32) {
        let deal = &self.case.deals.rows()[d];
        if let Some(loan) = deal.terms.and_then(|terms| terms.loan) {
            let part = 2 * deal.lots + 1 + k * loan.years;
            let at = self.after(quantity::SECONDS_PER_YEAR);
            self.schedule(at, Kind::Instalment, d, part);
        }
    }

    /// An instalment falls due, with its grace; the next one follows in a year.
    pub fn instalment_due(&mut self, d: usize, part: u32) {
        let deal = &self.case.deals.rows()[d];
        let loan = deal
            .terms
            .and_then(|terms| Some((terms.loan?, terms.grace)));
        let withdrawn = self.s.deals[d].withdrawn_at.is_some();
        let Some((loan, grace)) = loan.filter(|_| !withdrawn) else {
            return;
        };
        let amount = self.instalment(d, loan);
        if amount > 0.0 {
            self.ask_payment(d, part, amount);
            let grace = self.after(self.numbers[grace]);
            self.schedule(grace, Kind::Overdue, d, part);
        }
        let number = (part - 2 * deal.lots - 1) % loan.years;
        if number + 1 < loan.years {
            let at = self.after(quantity::SECONDS_PER_YEAR);
            self.schedule(at, Kind::Instalment, d, part + 1);
        }
    }

    /// One of the even instalments by which a lot's part of a loan is paid back with its interest: the annuity.
    fn instalment(&self, d: usize, loan: case::Loan) -> f64 {
        let price = self.price(d).map_or(0.0, |(price, _)| price);
        let owed = price * self.numbers[loan.share] / f64::from(self.case.deals.rows()[d].lots);
        let (rate, years) = (self.numbers[loan.interest], f64::from(loan.years));
        if rate > 0.0 {
            owed * rate / (1.0 - (1.0 + rate).powf(-years))
        } else {
            owed / years
        }
    }

    /// The grace of a payment is over: where it still waits, deliveries stop.
    pub fn overdue(&mut self, d: usize, part: u32) {
        let mut waiting = self.s.money.payments.iter_mut();
        let Some(payment) = waiting.find(|p| p.deal as usize == d && p.part == part) else {
            return;
        };
        payment.in_arrears = true;
        self.s.deals[d].arrears += 1;
        self.suspend(d);
    }

    fn ask_payment(&mut self, d: usize, part: u32, amount: f64) {
        self.s.money.payments.push_back(Payment {
            deal: d as u32,
            part,
            amount,
            in_arrears: false,
        });
        self.s.dirty.mark(Part::Payments);
    }

    /// The payments of a deal are not asked for any more.
    pub fn cancel_payments(&mut self, d: usize) {
        self.s.money.payments.retain(|p| p.deal as usize != d);
        self.s.deals[d].arrears = 0;
    }

    /// True where the down payment of a deal still waits.
    pub fn waits_for_down_payment(&self, d: usize) -> bool {
        self.s
            .money
            .payments
            .iter()
            .any(|p| p.deal as usize == d && p.part == 0)
    }

    /// Pays what the balance covers, oldest first.
    pub fn settle_payments(&mut self) {
        while let Some(&next) = self.s.money.payments.front() {
            if self.case.budget.is_some() && self.s.money.balance < next.amount {
                break;
            }
            self.s.money.payments.pop_front();
            self.spend(Spent::Purchase, next.amount);
            self.paid(next);
        }
    }

    fn paid(&mut self, payment: Payment) {
        let d = payment.deal as usize;
        if payment.part > self.case.deals.rows()[d].lots {
            if payment.in_arrears {
                self.s.deals[d].arrears -= 1;
                self.resume(d, Cause::Money);
            }
            return;
        }
        let what = What::Paid(Id::new(payment.deal), payment.part);
        match payment.part.checked_sub(1) {
            None => {
                let step = self.step(Cause::Money, what, self.s.deals[d].thread);
                self.s.deals[d].thread = Some(step);
                self.begin_supply(d);
            }
            Some(k) => {
                self.lot_step(d, k, Cause::Money, what);
                self.ship(d, k);
            }
        }
    }
}
