//! Who is equipped by whom: units, sensors, deals and their lots.

use case::{Case, Component, Deal, Id, Item, Origin, Row};

use super::{HoldingLayout, Which};

/// Units, then sensors, as holdings.
pub fn holdings(case: &Case) -> Vec<HoldingLayout> {
    let crew =
        |people: &[(Id<case::Trade>, u32)]| people.iter().map(|(t, n)| (t.at(), *n)).collect();
    let unit = |(id, unit): (Id<case::Unit>, &case::Unit)| HoldingLayout {
        which: Which::Unit(id),
        key: unit.key(),
        site: unit.site.map(Id::at),
        post: unit.reports_to.map(Id::at),
        crew: crew(&unit.crew),
        crews: unit.crews,
        watches: unit.watches.min(unit.crews),
        vacancies: 0,
        deals: origin(&unit.origin),
        members: 0..0,
    };
    let sensor = |(id, sensor): (Id<case::Sensor>, &case::Sensor)| HoldingLayout {
        which: Which::Sensor(id),
        key: sensor.key(),
        site: Some(sensor.site.at()),
        post: sensor.reports_to.map(Id::at),
        crew: crew(&sensor.crew),
        crews: 1,
        watches: 1,
        vacancies: 0,
        deals: origin(&sensor.origin),
        members: 0..0,
    };
    let mut all: Vec<HoldingLayout> = case.units.iter().map(unit).collect();
    all.extend(case.sensors.iter().map(sensor));
    let mut vacancies = 0;
    for holding in &mut all {
        holding.vacancies = vacancies;
        vacancies += holding.crew.len();
    }
    all
}

fn origin<T>(origin: &Origin<T>) -> Vec<usize> {
    match origin {
        Origin::Start(..) => Vec::new(),
        Origin::Deals(deals) => deals.iter().map(|d| d.at()).collect(),
    }
}

/// Holdings that each deal may equip.
pub fn deal_holdings(case: &Case, holdings: &[HoldingLayout]) -> Vec<Vec<usize>> {
    let fits = |item: Item, which: Which| {
        matches!(
            (item, which),
            (Item::FireUnit(_), Which::Unit(_)) | (Item::Sensor(_), Which::Sensor(_))
        )
    };
    let of = |(d, deal): (Id<Deal>, &Deal)| {
        let takes = |h: &HoldingLayout| fits(deal.item, h.which) && h.deals.contains(&d.at());
        (0..holdings.len())
            .filter(|&h| takes(&holdings[h]))
            .collect()
    };
    case.deals.iter().map(of).collect()
}

/// Deals that exclude each other, whichever names the other.
pub fn alternatives(case: &Case) -> Vec<Vec<usize>> {
    let names = |a: usize, b: usize| {
        case.deals.rows()[a]
            .alternative_to
            .iter()
            .any(|d| d.at() == b)
    };
    let n = case.deals.len();
    (0..n)
        .map(|a| {
            (0..n)
                .filter(|&b| a != b && (names(a, b) || names(b, a)))
                .collect()
        })
        .collect()
}

/// The first lot of each deal in the flat list, and how many lots there are.
pub fn first_lots(case: &Case) -> (Vec<usize>, usize) {
    let mut total = 0;
    let first = case
        .deals
        .rows()
        .iter()
        .map(|deal| {
            let first = total;
            total += deal.lots as usize;
            first
        })
        .collect();
    (first, total)
}

/// Vehicles of one lot.
pub fn lot_vehicles(case: &Case, deal: &Deal) -> u32 {
    match deal.item {
        Item::FireUnit(kind) => case.fire_unit_types[kind].vehicles,
        Item::Sensor(_) => 1,
    }
}

/// Rows of upkeep by type of fire unit and by type of sensor.
pub fn sustainment(case: &Case) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let find = |item: Item| case.sustainment.iter().position(|s| s.item == item);
    (
        case.fire_unit_types
            .ids()
            .map(|t| find(Item::FireUnit(t)))
            .collect(),
        case.sensor_types
            .ids()
            .map(|t| find(Item::Sensor(t)))
            .collect(),
    )
}

/// The components of all types, and where those of each row of upkeep begin.
pub fn components(case: &Case) -> (Vec<Component>, Vec<usize>) {
    let (mut all, mut first) = (Vec::new(), Vec::new());
    for row in &case.sustainment {
        first.push(all.len());
        all.extend_from_slice(&row.components);
    }
    (all, first)
}
