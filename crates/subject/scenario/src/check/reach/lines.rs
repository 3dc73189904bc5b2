//! Production lines: what they can make for this buyer.

use case::{Deal, Id, Line, Output, Supply, Target};
use quantity::SECONDS_PER_DAY;

use super::look::is_for_ever;
use super::when::{Block, Reach, When};
use super::{Ways, path};

impl Ways<'_> {
    /// When a line has made a lot of a deal, counted from 0.
    pub fn made(&self, id: Id<Deal>, lot: u32, from: &When) -> Reach {
        let deal = &self.case().deals[id];
        let Supply::Line(line) = deal.supply else {
            return Ok(from.clone());
        };
        let row = &self.case().lines[line];
        let faster = self.look.raised(Target::Line(line));
        let Output::PerBattery(work) = &row.output else {
            return self.made_of_output(line, deal, lot, from);
        };
        if faster <= 0.0 {
            let why = format!("the line `{}` stands still for ever", row.id);
            return Err(Block::new(format!("line.{}", row.id), why));
        }
        let lasts = self.look.shortest(work) * f64::from(lot + 1) / faster;
        let says = format!("the work on `{}`", deal.id);
        Ok(from.then(&path("line", &row.id, "work"), says, lasts))
    }

    /// By the ledger: what other customers ordered comes first, what stands ready is taken first.
    fn made_of_output(&self, line: Id<Line>, deal: &Deal, lot: u32, from: &When) -> Reach {
        let row = &self.case().lines[line];
        let stock = self.look.most(row.stock).round();
        let wanted = f64::from(self.vehicles_of_lot(deal)) * f64::from(lot + 1) - stock;
        let ahead = self.look.least(row.ahead);
        if wanted <= 0.0 && ahead <= 0.0 {
            return Ok(from.clone());
        }
        let rate = self.rate(line);
        let at = path("line", &row.id, "production");
        if rate <= 0.0 {
            let why = format!("the line `{}` makes nothing for this buyer", row.id);
            return Err(Block::new(at, why));
        }
        let says = format!("the orders before this one on `{}`", row.id);
        let free = from.not_before(&path("line", &row.id, "ahead"), says, ahead / rate);
        let says = format!("the output of `{}` for `{}`", row.id, deal.id);
        Ok(free.then(&at, says, wanted.max(0.0) / rate))
    }

    /// Most vehicles a second for this buyer.
    fn rate(&self, line: Id<Line>) -> f64 {
        let row = &self.case().lines[line];
        let Output::Ledger {
            production,
            own_losses,
            own_first,
            export_share,
        } = row.output
        else {
            return 0.0;
        };
        let made = self.look.most(production) * self.look.raised(Target::Production(line));
        let may_end = row
            .war
            .is_some_and(|war| !is_for_ever(&self.case().states[war]));
        let lost = match may_end {
            true => 0.0,
            false => self.look.least(own_losses) * self.look.lowered(Target::OwnLosses(line)),
        };
        let kept = lost.min(made * self.look.least(own_first));
        let grown = row.ramp.map_or(1.0, |ramp| {
            let grows = self.look.least(ramp.over) < SECONDS_PER_DAY * 36_525.0;
            if grows {
                1.0
            } else {
                self.look.most(ramp.from)
            }
        });
        let share = self.look.most(export_share) * self.look.raised(Target::ExportShare(line));
        (made - kept) * share.min(1.0) * self.look.raised(Target::Line(line)) * grown
    }
}
