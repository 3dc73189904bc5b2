//! The two views of a supply, a lead time and a production line: what each expects of one deal.

use case::{Case, Deal, Id, Item, Line, Numbers, Output, Supply, Target};

use super::row;
use crate::mistake::Trouble;

/// What both views expect of the deals that give both, with the path of each deal.
pub(super) fn cross_checks(case: &Case) -> Vec<(String, Trouble)> {
    let expected = Expected {
        case,
        numbers: case.slots.medians(None),
    };
    let told = |(id, deal): (Id<Deal>, &Deal)| {
        let other = deal.cross_check.as_ref()?;
        let months = |supply| expected.last_lot(id, deal, supply) / quantity::SECONDS_PER_MONTH;
        let views = Trouble::TwoViews {
            deal: deal.id.clone(),
            follows: words(&deal.supply),
            months: months(&deal.supply),
            other: words(other),
            others: months(other),
        };
        Some((format!("deal.{}.supply", deal.id), views))
    };
    case.deals.iter().filter_map(told).collect()
}

const fn words(supply: &Supply) -> &'static str {
    match supply {
        Supply::LeadTime { .. } => "the lead time",
        Supply::Line(_) => "the line",
    }
}

/// Expectations by the medians of the numbers, while the shared states stay as they are at the start.
struct Expected<'c> {
    case: &'c Case,
    numbers: Numbers,
}

impl Expected<'_> {
    /// From the start of work to the last lot at the works \[s\].
    fn last_lot(&self, id: Id<Deal>, deal: &Deal, supply: &Supply) -> f64 {
        match supply {
            Supply::LeadTime { first, spacing } => {
                let more = f64::from(deal.lots.saturating_sub(1));
                let lasts = first.expected(&self.numbers) + more * spacing.expected(&self.numbers);
                lasts * self.factor(Target::LeadTime(id))
            }
            Supply::Line(line) => row(&self.case.lines, *line)
                .map_or(f64::INFINITY, |row| self.on_line(*line, row, deal)),
        }
    }

    /// With nothing else on the line but what others ordered before; its growth is left out.
    fn on_line(&self, id: Id<Line>, line: &Line, deal: &Deal) -> f64 {
        let lots = f64::from(deal.lots);
        let speed = self.factor(Target::Line(id)) * self.running(line);
        match line.output {
            Output::PerBattery(work) => lots * work.expected(&self.numbers) / speed,
            Output::Ledger {
                production,
                own_losses,
                own_first,
                export_share,
            } => {
                let made = self.numbers[production] * self.factor(Target::Production(id));
                let at_war = line.war.is_none_or(|war| self.is_on(war));
                let losses = self.numbers[own_losses] * self.factor(Target::OwnLosses(id));
                let kept = (made * self.numbers[own_first]).min(if at_war { losses } else { 0.0 });
                let share = self.numbers[export_share] * self.factor(Target::ExportShare(id));
                let wanted = lots * self.vehicles(deal) - self.numbers[line.stock];
                let work = self.numbers[line.ahead] + wanted.max(0.0);
                work / ((made - kept) * share.min(1.0) * speed)
            }
        }
    }

    /// The share of the time that a line runs.
    fn running(&self, line: &Line) -> f64 {
        line.runs.map_or(1.0, |runs| {
            let runs = runs.expected(&self.numbers);
            runs / (runs + line.stops.expected(&self.numbers))
        })
    }

    fn vehicles(&self, deal: &Deal) -> f64 {
        match deal.item {
            Item::FireUnit(kind) => {
                row(&self.case.fire_unit_types, kind).map_or(1.0, |k| f64::from(k.vehicles))
            }
            Item::Sensor(_) => 1.0,
        }
    }

    fn is_on(&self, state: Id<case::SharedState>) -> bool {
        row(&self.case.states, state).is_some_and(|state| state.on_at_start)
    }

    /// The product of the factors on a target, of the states that are on at the start.
    fn factor(&self, target: Target) -> f64 {
        let on = self.case.states.rows().iter().filter(|s| s.on_at_start);
        let effects = on.flat_map(|state| &state.while_on);
        let mine = effects.filter(|effect| effect.target == target);
        mine.map(|effect| self.numbers[effect.factor]).product()
    }
}
