//! Repairs: hands that somebody has.

use case::{Component, Id, Item, Sustainment, Trade};

use super::net::deals;
use super::when::Block;
use super::{Crew, Ways};

impl Ways<'_> {
    /// Why what fails of a type stays down for ever; `None`: it is repaired.
    pub fn never_repaired(&mut self, sustainment: &Sustainment) -> Option<Block> {
        let id = self.item_id(sustainment.item);
        if !self.is_held(sustainment.item) {
            return None;
        }
        for component in &sustainment.components {
            let (trade, n) = component.hands?;
            if self.goes_away(component) || self.has_hands(sustainment.item, trade, n) {
                continue;
            }
            let trade = &self.look.case.trades[trade].id;
            let why = format!(
                "a repair holds {n} of `{trade}`, and neither crews nor suppliers nor free people can be so many"
            );
            let part = if component.id.is_empty() {
                format!("sustainment.{id}.hands")
            } else {
                format!("sustainment.{id}.components")
            };
            return Some(Block::new(part, why));
        }
        None
    }

    pub fn item_id(&self, item: Item) -> String {
        match item {
            Item::FireUnit(kind) => self.look.case.fire_unit_types[kind].id.clone(),
            Item::Sensor(kind) => self.look.case.sensor_types[kind].id.clone(),
        }
    }

    /// Some battery or radar is, or may be, of a type.
    fn is_held(&self, item: Item) -> bool {
        !self.crews_of(item).is_empty()
    }

    /// Every failure is beyond the unit.
    fn goes_away(&self, component: &Component) -> bool {
        self.look.most(component.to_depot) + self.look.most(component.abroad) >= 1.0
    }

    fn has_hands(&mut self, item: Item, trade: Id<Trade>, n: u32) -> bool {
        let case = self.look.case;
        let in_crew = self.crews_of(item).into_iter().any(|(crew, crews)| {
            crew.iter()
                .any(|&(t, people)| t == trade && people.saturating_mul(crews) >= n)
        });
        let lends = |supplier: Id<case::Supplier>| {
            self.look.most(case.suppliers[supplier].hands).round() >= f64::from(n)
        };
        let helped = case.deals.iter().any(|(id, deal)| {
            lends(deal.supplier) && (deal.item == item || self.services(id).is_ok())
        });
        in_crew || helped || self.qualified(trade, n).is_ok()
    }

    /// The crews of what may be of a type, with how many of them there are.
    fn crews_of(&self, item: Item) -> Vec<(Crew<'_>, u32)> {
        let case = self.look.case;
        let sells = |from: &[Id<case::Deal>]| from.iter().any(|d| case.deals[*d].item == item);
        let unit = |u: &case::Unit| matches!((&u.origin, item), (case::Origin::Start(kind, _), Item::FireUnit(of)) if *kind == of);
        let sensor = |s: &case::Sensor| matches!((&s.origin, item), (case::Origin::Start(kind, _), Item::Sensor(of)) if *kind == of);
        let units = case
            .units
            .rows()
            .iter()
            .filter(|u| unit(u) || sells(deals(&u.origin)));
        let sensors = case
            .sensors
            .rows()
            .iter()
            .filter(|s| sensor(s) || sells(deals(&s.origin)));
        units
            .map(|u| (u.crew.as_slice(), u.crews))
            .chain(sensors.map(|s| (s.crew.as_slice(), 1)))
            .collect()
    }
}
