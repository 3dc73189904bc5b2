//! Deals: signed, executed, paid for, and lots on their way.

use case::{Agreement, Deal, DealState, Id, Item, Param, PricePer, Supply, Target};
use quantity::marker::Ratio;

use super::when::{Block, Reach, When, any};
use super::{Ways, path};

/// A month's money is there at the start \[years\].
const FIRST_MONTH: f64 = 1.0 / 12.0;

impl Ways<'_> {
    /// When a contract is executed.
    pub fn executed(&self, id: Id<Deal>) -> Reach {
        let deal = &self.case().deals[id];
        let opened = self.opened(deal);
        if deal.starts_as == DealState::Executing {
            return Ok(opened);
        }
        let signed_already = deal.starts_as == DealState::Contract;
        let agreed = self.agreed(deal, |agreement| agreement.contract);
        let hazard =
            self.look.most(deal.contract) * agreed * self.look.raised(Target::Contract(id));
        if !signed_already && hazard <= 0.0 {
            let why = format!(
                "no contract of `{}` can come, its hazard is nought",
                deal.id
            );
            return Err(Block::new(path("deal", &deal.id, "contract"), why));
        }
        if self.look.least(deal.never_executed) >= 1.0 {
            let why = format!("no contract of `{}` is ever executed", deal.id);
            return Err(Block::new(path("deal", &deal.id, "never_executed"), why));
        }
        Ok(opened)
    }

    /// By how much an umbrella agreement multiplies something at most: from the first where the deal begins with one, and
    /// where a wish may become one if that helps.
    fn agreed(&self, deal: &Deal, factor: fn(&Agreement) -> Param<Ratio>) -> f64 {
        let Some(agreement) = &deal.agreement else {
            return 1.0;
        };
        let factor = self.look.most(factor(agreement));
        match deal.starts_as {
            DealState::UmbrellaAgreement => factor,
            DealState::Wish if self.look.most(agreement.comes) > 0.0 => factor.max(1.0),
            _ => 1.0,
        }
    }

    fn opened(&self, deal: &Deal) -> When {
        let days = deal.opens.days_since(self.case().start);
        let at = days as f64 * quantity::SECONDS_PER_DAY;
        let says = format!("the wait until `{}` opens", deal.id);
        When::START.then(&path("deal", &deal.id, "opens"), says, at)
    }

    /// When services under a deal begin: by the agreement, or with an executed contract.
    pub fn services(&self, id: Id<Deal>) -> Reach {
        let deal = &self.case().deals[id];
        let opened = self.opened(deal);
        match deal.starts_as {
            DealState::ServicesOnly => return Ok(opened),
            DealState::Wish | DealState::UmbrellaAgreement
                if self.look.most(deal.services) * self.agreed(deal, |a| a.services) > 0.0 =>
            {
                let after = self.look.shortest(&deal.services_after);
                let says = format!("the wait for the services of `{}`", deal.id);
                let at = path("deal", &deal.id, "services_after");
                let served = Ok(opened.then(&at, says, after));
                return any([served, self.executed(id)].into_iter()).unwrap_or(Ok(opened));
            }
            _ => {}
        }
        self.executed(id).map_err(|block| {
            let why = format!(
                "`{}` yields no services without a contract, and {}",
                deal.id, block.why
            );
            Block::new(path("deal", &deal.id, "services"), why)
        })
    }

    /// When a lot, counted from 0, is in the country.
    pub fn arrived(&self, id: Id<Deal>, lot: u32) -> Reach {
        let deal = &self.case().deals[id];
        let executed = self.executed(id)?;
        let paid_down = self.paid(deal, &executed, None)?;
        let built = self.built(id, lot, &paid_down)?;
        let paid = self.paid(deal, &built, Some(lot))?;
        let shipping = |key: &str, at: String, lasts: f64| {
            paid.then(&at, format!("the {key} of `{}`", deal.id), lasts)
        };
        Ok(match deal.by {
            Some(by) => {
                let by = &self.case().transports[by];
                let lasts = self.look.shortest(&by.takes);
                shipping("carriage", path("transport", &by.id, "takes"), lasts)
            }
            None => {
                let lasts = self.look.shortest(&deal.shipping);
                shipping("shipping", path("deal", &deal.id, "shipping"), lasts)
            }
        })
    }

    fn built(&self, id: Id<Deal>, lot: u32, from: &When) -> Reach {
        let deal = &self.case().deals[id];
        let Supply::LeadTime { first, spacing } = &deal.supply else {
            return self.made(id, lot, from);
        };
        let slower = self.look.lowered(Target::LeadTime(id));
        let says = format!("the lead time of `{}`", deal.id);
        let lead = self.look.shortest(first) * slower;
        let one = from.then(&path("deal", &deal.id, "lead_time"), says, lead);
        let says = format!("the spacing of the lots of `{}`", deal.id);
        let more = self.look.shortest(spacing) * slower * f64::from(lot);
        Ok(one.then(&path("deal", &deal.id, "spacing"), says, more))
    }

    /// When the down payment, or a lot with all before it, can have been paid for.
    fn paid(&self, deal: &Deal, from: &When, lot: Option<u32>) -> Reach {
        let (Some(budget), Some(terms)) = (&self.case().budget, &deal.terms) else {
            return Ok(from.clone());
        };
        let down = self.look.least(terms.down_payment);
        let share = lot.map_or(down, |lot| {
            let lots = f64::from(lot + 1) / f64::from(deal.lots.max(1));
            down + (1.0 - down) * (1.0 - self.look.most(terms.on_delivery)) * lots
        });
        let due = share * self.least_price(deal, terms);
        let income = self.look.most(budget.per_year) * self.look.raised(Target::Budget);
        if due <= 0.0 {
            return Ok(from.clone());
        }
        if income <= 0.0 {
            let why = format!("the budget is nought, and `{}` must be paid for", deal.id);
            return Err(Block::new("budget.per_year".to_owned(), why));
        }
        let years = (due / income - FIRST_MONTH).max(0.0);
        let says = format!("saving up for `{}`", deal.id);
        Ok(from.not_before("budget.per_year", says, years * quantity::SECONDS_PER_YEAR))
    }

    fn least_price(&self, deal: &Deal, terms: &case::Terms) -> f64 {
        let lots = f64::from(deal.lots);
        let count = match terms.per {
            PricePer::Vehicle => lots * f64::from(self.vehicles_of_lot(deal)),
            PricePer::Battery => lots,
            PricePer::Package => 1.0,
        };
        let each = self.look.least(terms.price) * self.look.least(terms.package);
        let lent = terms.loan.map_or(0.0, |loan| self.look.most(loan.share));
        each * count * (1.0 - self.look.most(terms.donated)) * (1.0 - lent)
    }

    pub fn vehicles_of_lot(&self, deal: &Deal) -> u32 {
        match deal.item {
            Item::FireUnit(kind) => self.case().fire_unit_types[kind].vehicles,
            Item::Sensor(_) => 1,
        }
    }
}
