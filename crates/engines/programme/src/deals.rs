//! The deal as a state machine: wish, agreement, services, contract, execution, and the ways in which it ends.

use calendar::{Instant, Span};
use case::{Cause, DealState, Id, SharedState, Target};

use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::progress::Progress;
use crate::state::Part;
use crate::{StepId, What};

/// A deal in a walk.
#[derive(Debug, Clone, Copy)]
pub struct DealRun {
    /// Where it stands.
    pub state: DealState,
    /// A contract may still be signed.
    pub open: bool,
    /// The wish was dropped, or an alternative was signed.
    pub dropped: bool,
    /// The last step of its own story.
    pub thread: Option<StepId>,
    /// Since when it waits under the present factor.
    since: Instant,
    /// The part of its wait that is its own, and not a gate's.
    own_wait: Span,
    /// The shared state that holds it back most, by its factor.
    gate: Option<(f64, Id<SharedState>)>,
    /// At the horizon: a gate holds it back.
    pub gated: bool,
    /// The contract hazard.
    contract: Progress,
    /// The hazard of an umbrella agreement.
    agreement: Progress,
    /// When it came to be under an umbrella agreement.
    pub agreed_at: Option<Instant>,
    /// When a binding contract was signed.
    pub contract_at: Option<Instant>,
    /// The contract is or was executed.
    pub executed: bool,
    /// The step of the contract that is executed.
    pub executed_step: Option<StepId>,
    /// When services began.
    pub services_at: Option<Instant>,
    /// The step of it.
    pub services_step: Option<StepId>,
    /// Lead-time work on the lot in hand.
    pub lead: Progress,
    /// Lots begun.
    pub begun: u32,
    /// Deliveries are stopped: by the supplier's stoppage, or by arrears.
    pub suspended: bool,
    /// The supplier stopped deliveries.
    pub stopped: bool,
    /// Payments on delivery that are in arrears.
    pub arrears: u32,
    /// Stoppages so far.
    pub stoppages: u32,
    /// The hazard of the next stoppage.
    pub stoppage: Progress,
    /// The hazard of withdrawn support.
    pub withdrawal: Progress,
    /// When the supplier withdrew.
    pub withdrawn_at: Option<Instant>,
    /// The step of it.
    pub withdrawn_step: Option<StepId>,
    /// Lots in the country.
    pub delivered: u32,
    /// The first of them.
    pub first_delivery: Option<Instant>,
    /// The last of them.
    pub last_delivery: Option<Instant>,
}

impl Default for DealRun {
    fn default() -> Self {
        Self {
            state: DealState::Wish,
            open: false,
            dropped: false,
            thread: None,
            since: Instant::START,
            own_wait: Span::ZERO,
            gate: None,
            gated: false,
            contract: Progress::default(),
            agreement: Progress::default(),
            agreed_at: None,
            contract_at: None,
            executed: false,
            executed_step: None,
            services_at: None,
            services_step: None,
            lead: Progress::default(),
            begun: 0,
            suspended: false,
            stopped: false,
            arrears: 0,
            stoppages: 0,
            stoppage: Progress::default(),
            withdrawal: Progress::default(),
            withdrawn_at: None,
            withdrawn_step: None,
            delivered: 0,
            first_delivery: None,
            last_delivery: None,
        }
    }
}

impl DealRun {
    /// Services run: begun on their own or with the contract, and not withdrawn.
    pub const fn serves(&self) -> bool {
        (self.services_at.is_some() || self.executed) && self.withdrawn_at.is_none()
    }

    /// The step by which services began.
    pub fn services_began(&self) -> Option<StepId> {
        self.services_step.or(self.executed_step)
    }
}

impl Engine<'_> {
    /// The deal opens where the case says that it stands.
    pub fn deal_opens(&mut self, d: usize) {
        let deal = &self.case.deals.rows()[d];
        if self.s.deals[d].dropped {
            return;
        }
        let thread = self.step(
            Cause::Deal,
            What::Deal(Id::new(d as u32), deal.starts_as),
            None,
        );
        let run = &mut self.s.deals[d];
        run.state = deal.starts_as;
        run.thread = Some(thread);
        run.since = self.now;
        match deal.starts_as {
            DealState::Wish => {
                self.services_may_come(d, 0.0, 1.0);
                self.wait_for_agreement(d);
                self.wait_for_contract(d);
            }
            DealState::UmbrellaAgreement => {
                self.s.deals[d].agreed_at = Some(self.now);
                self.services_may_come(d, 0.0, self.services_factor(d));
                self.wait_for_contract(d);
            }
            DealState::ServicesOnly => {
                self.services_begin(d);
                self.wait_for_agreement(d);
                self.wait_for_contract(d);
            }
            DealState::Contract => self.sign(d, thread),
            DealState::Executing | DealState::Suspended | DealState::Completed => {
                self.s.deals[d].contract_at = Some(self.now);
                self.execute(d);
            }
            DealState::Dead => self.s.deals[d].dropped = true,
        }
    }

    /// Services come where the deal's one draw lies between two multiples of their chance.
    fn services_may_come(&mut self, d: usize, from: f64, to: f64) {
        let deal = &self.case.deals.rows()[d];
        let key = self.layout.keys.deals[d];
        let (u, chance) = (
            self.uniform(key, luck::SERVICES, 0),
            self.numbers[deal.services],
        );
        if (from * chance..to * chance).contains(&u) {
            let after = self.draw(&deal.services_after, key, luck::SERVICES_AFTER, 0);
            self.schedule(self.after(after), Kind::ServicesBegin, d, 0);
        }
    }

    /// How many times as likely services are under an umbrella agreement.
    fn services_factor(&self, d: usize) -> f64 {
        let agreement = self.case.deals.rows()[d].agreement;
        agreement.map_or(1.0, |agreement| self.numbers[agreement.services])
    }

    /// A wish may become an umbrella agreement.
    fn wait_for_agreement(&mut self, d: usize) {
        if self.case.deals.rows()[d].agreement.is_none() {
            return;
        }
        let threshold = self.threshold(self.layout.keys.deals[d], luck::AGREEMENT, 0);
        let hazard = self.agreement_hazard(d);
        let run = &mut self.s.deals[d];
        let due = run.agreement.begin(self.now, threshold, hazard);
        let token = run.agreement.token();
        self.schedule(due, Kind::Agreed, d, token);
    }

    fn agreement_hazard(&self, d: usize) -> f64 {
        let agreement = self.case.deals.rows()[d].agreement;
        let comes = agreement.map_or(0.0, |agreement| self.numbers[agreement.comes]);
        comes * self.s.by.contract[d]
    }

    /// The hazard of an umbrella agreement reached its threshold: the wait for the contract goes on at its new hazard.
    pub fn agreement_due(&mut self, d: usize, token: u32) {
        if !self.s.deals[d].agreement.finish(token) || !self.s.deals[d].open {
            return;
        }
        let what = What::Deal(Id::new(d as u32), DealState::UmbrellaAgreement);
        let step = self.end_wait(d, what);
        let run = &mut self.s.deals[d];
        run.thread = Some(step);
        run.agreed_at = Some(self.now);
        run.own_wait = Span::ZERO;
        run.gate = None;
        if run.state == DealState::Wish {
            run.state = DealState::UmbrellaAgreement;
        }
        self.note_gate(d);
        self.turn_contract(d);
        if self.s.deals[d].services_at.is_none() {
            self.services_may_come(d, 1.0, self.services_factor(d));
        }
    }

    fn wait_for_contract(&mut self, d: usize) {
        let threshold = self.threshold(self.layout.keys.deals[d], luck::CONTRACT, 0);
        let hazard = self.contract_hazard(d);
        self.note_gate(d);
        let run = &mut self.s.deals[d];
        run.open = true;
        let due = run.contract.begin(self.now, threshold, hazard);
        let token = run.contract.token();
        self.schedule(due, Kind::Signed, d, token);
        if let Some(gives_up) = self.case.deals.rows()[d].gives_up {
            self.schedule(self.after(self.numbers[gives_up]), Kind::GivesUp, d, 0);
        }
    }

    fn contract_hazard(&self, d: usize) -> f64 {
        let deal = &self.case.deals.rows()[d];
        let agreement = deal
            .agreement
            .filter(|_| self.s.deals[d].agreed_at.is_some());
        let times = agreement.map_or(1.0, |agreement| self.numbers[agreement.contract]);
        self.numbers[deal.contract] * self.s.by.contract[d] * times
    }

    /// A shared state changes the contract hazard from a factor: the wait so far is told apart, the threshold stays.
    pub fn contract_factor_changed(&mut self, d: usize, from: f64) {
        if !self.s.deals[d].open {
            return;
        }
        self.add_wait(d, from);
        self.note_gate(d);
        self.turn_contract(d);
        let hazard = self.agreement_hazard(d);
        let run = &mut self.s.deals[d];
        if let Some(due) = run.agreement.turn(self.now, hazard) {
            let token = run.agreement.token();
            self.schedule(due, Kind::Agreed, d, token);
        }
    }

    /// The wait for a contract goes on at the present hazard.
    fn turn_contract(&mut self, d: usize) {
        let hazard = self.contract_hazard(d);
        let run = &mut self.s.deals[d];
        if let Some(due) = run.contract.turn(self.now, hazard) {
            let token = run.contract.token();
            self.schedule(due, Kind::Signed, d, token);
        }
    }

    /// Under a factor f below 1 the same luck would have needed only the share f of the wait: that share is the deal's
    /// own, the rest is the gate's.
    fn add_wait(&mut self, d: usize, factor: f64) {
        let run = &mut self.s.deals[d];
        run.own_wait += (self.now - run.since).scaled(factor.clamp(0.0, 1.0));
        run.since = self.now;
    }

    /// Of the states that are on, which holds the deal back most.
    fn note_gate(&mut self, d: usize) {
        let target = Target::Contract(Id::new(d as u32));
        for (id, state) in self.case.states.iter() {
            if !self.s.states[id.at()].on {
                continue;
            }
            for effect in state.while_on.iter().filter(|e| e.target == target) {
                let factor = self.numbers[effect.factor];
                let gate = &mut self.s.deals[d].gate;
                if factor < 1.0 && gate.is_none_or(|(least, _)| factor < least) {
                    *gate = Some((factor, id));
                }
            }
        }
    }

    /// Ends the wait for a contract: first the deal's own part, then the gate's.
    fn end_wait(&mut self, d: usize, what: What) -> StepId {
        match self.split_wait(d) {
            true => self.step(Cause::Gate, what, self.s.deals[d].thread),
            false => self.step(Cause::Deal, what, self.s.deals[d].thread),
        }
    }

    /// Marks where the deal's own part of its wait ends; false where no gate held it back.
    pub fn split_wait(&mut self, d: usize) -> bool {
        self.add_wait(d, self.s.by.contract[d]);
        let run = self.s.deals[d];
        let own = self.when(run.thread) + run.own_wait;
        let Some((_, gate)) = run.gate.filter(|_| own < self.now) else {
            return false;
        };
        if run.own_wait > Span::ZERO {
            self.s.unsorted = true;
            let step = self.step_at(own, Cause::Deal, What::State(gate, true), run.thread);
            self.s.deals[d].thread = Some(step);
        }
        true
    }

    /// The accumulated hazard reached its threshold.
    pub fn contract_due(&mut self, d: usize, token: u32) {
        if !self.s.deals[d].contract.finish(token) || !self.s.deals[d].open {
            return;
        }
        let what = What::Deal(Id::new(d as u32), DealState::Contract);
        let step = self.end_wait(d, what);
        self.sign(d, step);
    }

    fn sign(&mut self, d: usize, step: StepId) {
        let deal = &self.case.deals.rows()[d];
        let key = self.layout.keys.deals[d];
        let run = &mut self.s.deals[d];
        run.thread = Some(step);
        run.contract_at = Some(self.now);
        run.open = false;
        run.state = DealState::Contract;
        if self.uniform(key, luck::NEVER_EXECUTED, 0) < self.numbers[deal.never_executed] {
            let lingers = self.draw(&deal.lingers, key, luck::LINGERS, 0);
            self.schedule(self.after(lingers), Kind::Lapses, d, 0);
        } else {
            self.execute(d);
        }
    }

    /// Money and goods begin to move, and what waited for a binding contract begins.
    fn execute(&mut self, d: usize) {
        let run = &mut self.s.deals[d];
        run.state = DealState::Executing;
        run.executed = true;
        run.open = false;
        run.executed_step = run.thread;
        let step = run.thread;
        let layout = self.layout;
        for &other in &layout.alternatives[d] {
            self.close(other);
        }
        for &holding in &layout.deal_holdings[d] {
            self.ask_site(layout.holdings[holding].site, step);
        }
        for &link in &layout.deal_links[d] {
            self.install_link(link, step);
        }
        self.open_courses(d, false, step);
        self.services_changed(d);
        self.next_stoppage(d);
        self.pay_down(d);
    }

    /// An alternative was signed: this deal is not signed any more.
    fn close(&mut self, d: usize) {
        let run = &self.s.deals[d];
        if run.contract_at.is_none() && !run.dropped {
            self.drop_wish(d);
        }
    }

    /// The buyer drops the wish.
    pub fn gives_up(&mut self, d: usize) {
        if self.s.deals[d].open {
            self.drop_wish(d);
        }
    }

    /// The wish is dropped, be the deal open already or not. Services that run go on.
    fn drop_wish(&mut self, d: usize) {
        if self.s.deals[d].open {
            let step = self.end_wait(d, What::Deal(Id::new(d as u32), DealState::Dead));
            self.s.deals[d].thread = Some(step);
        }
        let run = &mut self.s.deals[d];
        run.open = false;
        run.dropped = true;
        run.contract.stop();
        if run.services_at.is_none() {
            run.state = DealState::Dead;
        }
    }

    /// The contract that was never executed is dead. Services that run go on.
    pub fn lapses(&mut self, d: usize) {
        let what = What::Deal(Id::new(d as u32), DealState::Dead);
        let step = self.step(Cause::Deal, what, self.s.deals[d].thread);
        let run = &mut self.s.deals[d];
        run.thread = Some(step);
        run.state = match run.services_at {
            Some(_) => DealState::ServicesOnly,
            None => DealState::Dead,
        };
    }

    /// Repair, spares and courses for what exists begin, whether or not a contract follows.
    pub fn services_begin(&mut self, d: usize) {
        let run = &self.s.deals[d];
        if run.dropped || run.state == DealState::Dead || run.withdrawn_at.is_some() {
            return;
        }
        let what = What::Deal(Id::new(d as u32), DealState::ServicesOnly);
        let step = self.step(Cause::Deal, what, None);
        let run = &mut self.s.deals[d];
        run.services_at = Some(self.now);
        run.services_step = Some(step);
        if matches!(run.state, DealState::Wish | DealState::UmbrellaAgreement) {
            run.state = DealState::ServicesOnly;
        }
        self.open_courses(d, true, Some(step));
        self.services_changed(d);
    }

    fn services_changed(&mut self, d: usize) {
        self.s.dirty.mark(Part::Hands);
        if !self.layout.deal_needs[d].is_empty() {
            self.needs_of_services_changed(d);
        }
    }

    /// From the first delivery on the supplier may withdraw crews, spares and support.
    pub fn begin_withdrawal(&mut self, d: usize) {
        let threshold = self.threshold(self.layout.keys.deals[d], luck::WITHDRAWN, 0);
        let hazard = self.withdrawal_hazard(d);
        let run = &mut self.s.deals[d];
        let due = run.withdrawal.begin(self.now, threshold, hazard);
        let token = run.withdrawal.token();
        self.schedule(due, Kind::Withdraws, d, token);
    }

    fn withdrawal_hazard(&self, d: usize) -> f64 {
        self.numbers[self.case.deals.rows()[d].withdrawn] * self.s.by.withdrawn[d]
    }

    /// A shared state changes the hazard of withdrawn support.
    pub fn turn_withdrawal(&mut self, d: usize) {
        let hazard = self.withdrawal_hazard(d);
        let run = &mut self.s.deals[d];
        if let Some(due) = run.withdrawal.turn(self.now, hazard) {
            let token = run.withdrawal.token();
            self.schedule(due, Kind::Withdraws, d, token);
        }
    }

    /// The supplier withdraws: crews leave, no more spares and hands, what is not delivered never comes.
    pub fn withdraws(&mut self, d: usize, token: u32) {
        if !self.s.deals[d].withdrawal.finish(token) {
            return;
        }
        let what = What::Deal(Id::new(d as u32), DealState::Dead);
        let step = self.step(Cause::Withdrawal, what, self.s.deals[d].thread);
        let run = &mut self.s.deals[d];
        run.withdrawn_at = Some(self.now);
        run.withdrawn_step = Some(step);
        run.lead.stop();
        if run.state != DealState::Completed {
            run.state = DealState::Dead;
        }
        self.cancel_payments(d);
        self.cancel_orders(d);
        for h in 0..self.s.holdings.len() {
            if self.s.holdings[h].deal == Some(d as u32) {
                self.supplier_leaves(h);
            }
        }
        self.services_changed(d);
    }
}
