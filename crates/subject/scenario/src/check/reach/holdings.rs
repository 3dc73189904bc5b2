//! Batteries and radars: delivered, on a site, with missiles and a crew.

use case::{CrewOf, Crews, Deal, Id, Item, Need, Origin, Sensor, Site, Target, Trade, Unit};

use super::net::deals;
use super::when::{Block, Reach, When, any, both};
use super::{Ways, path};

/// What a battery or a radar needs to be up.
struct Holding<'c> {
    section: &'static str,
    id: &'c str,
    site: Option<Id<Site>>,
    crew: &'c [(Id<Trade>, u32)],
    crews: u32,
    work_up: f64,
    /// The vehicles that must have room on the site, and those that there are; a radar asks for none.
    room: Option<(u32, u32)>,
    /// The deals that may bring it, each with the lot that it may be at best.
    lots: Vec<(Id<Deal>, Result<u32, Block>)>,
}

impl Ways<'_> {
    /// When a unit may be up as a need asks for it.
    pub fn unit_up(&mut self, id: Id<Unit>, need: &Need) -> Reach {
        let unit = &self.look.case.units[id];
        let each = need.vehicles_each.max(1);
        if let Origin::Start(kind, share) = &unit.origin {
            let vehicles = self.look.case.fire_unit_types[*kind].vehicles;
            let vehicles = unit.vehicles.unwrap_or(vehicles);
            // The part of a vehicle that the share leaves works by chance.
            let working = (self.look.most(*share) * f64::from(vehicles)).ceil();
            if working < f64::from(each) {
                let why = format!("{working} vehicles of `{}` work at the start", unit.id);
                return Err(Block::new(path("unit", &unit.id, "serviceable"), why));
            }
        }
        let counts = |deal: &Id<Deal>| match self.look.case.deals[*deal].item {
            Item::FireUnit(kind) => {
                let class = &self.look.case.fire_unit_types[kind].class;
                super::needs::class_counts(need, class)
            }
            Item::Sensor(_) => false,
        };
        let origins = self.look.case.units.rows().iter().map(|u| deals(&u.origin));
        let mut lots = self.lots("unit", &unit.id, id.at(), origins.collect());
        lots.retain(|(deal, _)| counts(deal));
        let holding = Holding {
            section: "unit",
            id: &unit.id,
            site: unit.site,
            crew: &unit.crew,
            crews: unit.crews,
            work_up: self.look.shortest(&unit.work_up),
            room: Some((each, unit.vehicles.unwrap_or(each))),
            lots,
        };
        self.up(&holding, need.crews, unit.vehicles)
    }

    /// When a radar may be up.
    pub fn sensor_up(&mut self, id: Id<Sensor>, crews: Crews) -> Reach {
        let sensor = &self.look.case.sensors[id];
        let origins = self
            .look
            .case
            .sensors
            .rows()
            .iter()
            .map(|s| deals(&s.origin));
        let holding = Holding {
            section: "sensor",
            id: &sensor.id,
            site: Some(sensor.site),
            crew: &sensor.crew,
            crews: 1,
            work_up: 0.0,
            room: None,
            lots: self.lots("sensor", &sensor.id, id.at(), origins.collect()),
        };
        // The supplier's batteries may stand beside the buyer's radars.
        let crews = if crews == Crews::Own {
            crews
        } else {
            Crews::Either
        };
        self.up(&holding, crews, None)
    }

    /// The lot of each of its deals that a holding may get: those before it in the file that wait for the same deals alone
    /// come first.
    fn lots(
        &self,
        section: &'static str,
        id: &str,
        at: usize,
        origins: Vec<&[Id<Deal>]>,
    ) -> Vec<(Id<Deal>, Result<u32, Block>)> {
        let from = origins[at];
        let before = |within: &[Id<Deal>]| {
            let only = |others: &&&[Id<Deal>]| {
                !others.is_empty() && others.iter().all(|d| within.contains(d))
            };
            u32::try_from(origins[..at].iter().filter(only).count()).unwrap_or(u32::MAX)
        };
        let ordered = |within: &[Id<Deal>]| {
            let lots = within.iter().map(|d| self.look.case.deals[*d].lots);
            lots.fold(0, u32::saturating_add)
        };
        let lot = |deal: &Id<Deal>| {
            let (first, all) = (before(&[*deal]), ordered(&[*deal]));
            let is_left = first < all && before(from) < ordered(from);
            let why = || {
                let name = &self.look.case.deals[*deal].id;
                format!("`{name}` orders {all}, and others before `{id}` in the file take them")
            };
            let block = || Block::new(path(section, id, "from"), why());
            (*deal, if is_left { Ok(first) } else { Err(block()) })
        };
        from.iter().map(lot).collect()
    }

    fn up(&mut self, holding: &Holding<'_>, crews: Crews, vehicles: Option<u32>) -> Reach {
        if holding.lots.is_empty() {
            let stands = self.on_site(holding, &When::START, holding.room)?;
            return both(Ok(stands), self.crewed(holding, crews, None, &When::START));
        }
        let ways: Vec<Reach> = holding
            .lots
            .iter()
            .map(|(deal, lot)| self.bought_up(holding, crews, (*deal, lot), vehicles))
            .collect();
        any(ways.into_iter()).unwrap_or(Ok(When::START))
    }

    /// By one deal.
    fn bought_up(
        &mut self,
        holding: &Holding<'_>,
        crews: Crews,
        (deal, lot): (Id<Deal>, &Result<u32, Block>),
        vehicles: Option<u32>,
    ) -> Reach {
        let row = &self.look.case.deals[deal];
        let arrived = self.arrived(deal, lot.clone()?)?;
        let executed = self.executed(deal)?;
        let there = vehicles.unwrap_or_else(|| self.vehicles_of_lot(row));
        let room = holding.room.map(|(wanted, _)| (wanted, there));
        let stands = self.on_site(holding, &executed, room)?;
        let says = format!("the wait for the missiles of `{}`", row.id);
        let missiles = match row.item {
            Item::FireUnit(_) => self.look.shortest(&row.missiles_after),
            Item::Sensor(_) => 0.0,
        };
        let armed = arrived.then(&path("deal", &row.id, "missiles_after"), says, missiles);
        let crewed = self.crewed(holding, crews, Some(deal), &arrived);
        both(Ok(stands.or_later(armed)), crewed)
    }

    fn on_site(&self, holding: &Holding<'_>, asked: &When, room: Option<(u32, u32)>) -> Reach {
        match holding.site {
            Some(site) => self.stands(site, asked, room),
            None => Ok(asked.clone()),
        }
    }

    fn crewed(
        &mut self,
        holding: &Holding<'_>,
        crews: Crews,
        deal: Option<Id<Deal>>,
        there: &When,
    ) -> Reach {
        match crews {
            Crews::Own => self.crewed_by(holding, CrewOf::Own, deal, there),
            Crews::Supplier => self.crewed_by(holding, CrewOf::Supplier, deal, there),
            Crews::Either => {
                let own = self.crewed_by(holding, CrewOf::Own, deal, there);
                let supplier = self.crewed_by(holding, CrewOf::Supplier, deal, there);
                any([own, supplier].into_iter()).unwrap_or_else(|| Ok(there.clone()))
            }
        }
    }

    fn crewed_by(
        &mut self,
        holding: &Holding<'_>,
        whose: CrewOf,
        deal: Option<Id<Deal>>,
        there: &When,
    ) -> Reach {
        if whose == CrewOf::Supplier {
            return self.lent(holding, deal, there);
        }
        let mut formed = there.clone();
        for (trade, n) in holding.crew {
            let people = self.qualified(*trade, n.saturating_mul(holding.crews))?;
            formed = formed.or_later(people);
        }
        if holding.crew.is_empty() || (deal.is_none() && formed.at <= 0.0) {
            return Ok(formed);
        }
        let says = format!("the work-up of `{}`", holding.id);
        Ok(formed.then(
            &path(holding.section, holding.id, "work_up"),
            says,
            holding.work_up,
        ))
    }

    /// The supplier's crew comes with what it delivers.
    fn lent(&self, holding: &Holding<'_>, deal: Option<Id<Deal>>, there: &When) -> Reach {
        let Some(id) = deal else {
            let why = format!(
                "`{}` is there from the start: no supplier's crew comes with it",
                holding.id
            );
            return Err(Block::new(
                format!("{}.{}", holding.section, holding.id),
                why,
            ));
        };
        if holding.crew.is_empty() {
            let why = format!(
                "`{}` names no crew, so it is the buyer's own from its delivery on",
                holding.id
            );
            return Err(Block::new(
                format!("{}.{}", holding.section, holding.id),
                why,
            ));
        }
        let row = &self.look.case.deals[id];
        let chance =
            self.look.most(row.supplier_crews) * self.look.raised(Target::SupplierCrews(id));
        if chance <= 0.0 {
            let why = format!("no supplier's crews come with `{}`", row.id);
            return Err(Block::new(path("deal", &row.id, "supplier_crews"), why));
        }
        Ok(there.clone())
    }
}
