//! What a holding waited for at the horizon that no deal had equipped: the contract, or its lot.

use case::Cause;

use crate::Missing;
use crate::engine::Engine;
use crate::missing::Lack;
use crate::supply::LotState;

impl Engine<'_> {
    /// A holding that no deal has equipped: what the most advanced of its deals waits for.
    pub fn undelivered(&self, h: usize) -> Lack {
        let mut best = Lack::not_ordered(None);
        for (i, &d) in self.layout.holdings[h].deals.iter().enumerate() {
            let lack = self.deal_lack(h, d);
            if i == 0 || lack.stage > best.stage {
                best = lack;
            }
        }
        best
    }

    fn deal_lack(&self, h: usize, d: usize) -> Lack {
        let run = self.s.deals[d];
        let lots = self.case.deals.rows()[d].lots;
        if run.delivered >= lots {
            // The last lot went to another holding.
            return Lack::not_ordered(run.thread);
        }
        self.agreement_lack(d)
            .unwrap_or_else(|| self.lot_lack(h, d))
    }

    /// What lacks of a deal for it to be binding and supported; `None`: nothing.
    pub fn agreement_lack(&self, d: usize) -> Option<Lack> {
        let run = self.s.deals[d];
        let is_signed = |&other: &usize| self.s.deals[other].executed;
        let (stage, step, cause, reason) = if let Some(step) = run.withdrawn_step {
            (5, Some(step), Cause::Withdrawal, Missing::Withdrawn)
        } else if run.executed {
            return None;
        } else if run.contract_at.is_some() {
            (4, run.thread, Cause::Deal, Missing::NotExecuted)
        } else if run.dropped && self.layout.alternatives[d].iter().any(is_signed) {
            return Some(Lack::not_ordered(run.thread));
        } else if run.dropped {
            (2, run.thread, Cause::Deal, Missing::GivenUp)
        } else {
            let cause = if run.gated { Cause::Gate } else { Cause::Deal };
            (3, run.thread, cause, Missing::NoContract)
        };
        Some(Lack {
            stage,
            step,
            cause,
            reason,
        })
    }

    /// What the lot waits for that a holding would get.
    fn lot_lack(&self, h: usize, d: usize) -> Lack {
        let run = self.s.deals[d];
        let before = self.layout.deal_holdings[d]
            .iter()
            .take_while(|&&other| other != h);
        let ahead = before
            .filter(|&&other| self.s.holdings[other].item.is_none())
            .count() as u32;
        let lots = self.case.deals.rows()[d].lots;
        let k = run.delivered + ahead;
        if k >= lots {
            return Lack::not_ordered(run.thread);
        }
        let first = self.layout.first_lot[d];
        let lot = self.s.lots[first + k as usize];
        let in_hand = run
            .begun
            .checked_sub(1)
            .map(|k| self.s.lots[first + k as usize].thread);
        // A stoppage and arrears may hold a deal at once; the supplier's own reason is told.
        let held = if run.stopped {
            Cause::Embargo
        } else {
            Cause::Money
        };
        let (stage, step, cause) = match lot.state {
            _ if self.waits_for_down_payment(d) => (6, run.thread, Cause::Money),
            LotState::Awaited if run.suspended => (7, in_hand.unwrap_or(run.thread), held),
            LotState::Awaited if self.waits_in_queue(d) => {
                (7, in_hand.unwrap_or(run.thread), Cause::Queue)
            }
            LotState::Awaited => (7, in_hand.unwrap_or(run.thread), Cause::Line),
            LotState::InHand if run.suspended => (8, lot.thread, held),
            LotState::InHand => (8, lot.thread, Cause::Line),
            LotState::Unpaid => (9, lot.thread, Cause::Money),
            LotState::Held => (10, lot.thread, held),
            LotState::Shipped | LotState::Delivered => (10, lot.thread, Cause::Shipping),
        };
        let reason = if cause == Cause::Money {
            Missing::Money
        } else {
            Missing::NotDelivered
        };
        Lack {
            stage,
            step,
            cause,
            reason,
        }
    }

    fn waits_in_queue(&self, d: usize) -> bool {
        match self.case.deals.rows()[d].supply {
            case::Supply::Line(line) => self.s.lines[line.at()].works_for_another(d),
            case::Supply::LeadTime { .. } => false,
        }
    }
}
