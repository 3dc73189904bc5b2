//! Units, sensors, posts and links that fit together.

use case::equipment::LinkPath;
use case::{Case, Deal, Id, Item, Node, Origin, Site, Supply};

use super::row;
use crate::field::Names;
use crate::mistake::Trouble;
use crate::read::Reader;

pub(super) fn check(reader: &mut Reader<'_>, case: &Case) {
    shared_ids(reader);
    for unit in case.units.rows() {
        if unit.site.is_none() && !case.sites.rows().is_empty() {
            let trouble = Trouble::UnitWithoutSite {
                unit: unit.id.clone(),
            };
            reader.mistake_at(&format!("unit.{}", unit.id), trouble);
        }
        wrong_items(
            reader,
            case,
            &format!("unit.{}.from", unit.id),
            &unit.origin,
            true,
        );
    }
    for sensor in case.sensors.rows() {
        wrong_items(
            reader,
            case,
            &format!("sensor.{}.from", sensor.id),
            &sensor.origin,
            false,
        );
    }
    for link in case.links.rows() {
        ends(reader, case, link);
    }
    for (id, deal) in case.deals.iter() {
        own_line(reader, case, deal);
        if deal.alternative_to.contains(&id) {
            let path = format!("deal.{}.alternative_to", deal.id);
            let deal = deal.id.clone();
            reader.mistake_at(&path, Trouble::AlternativeToItself { deal });
        }
    }
}

/// A deal is built on a line of its own supplier.
fn own_line(reader: &mut Reader<'_>, case: &Case, deal: &Deal) {
    let views = [Some(deal.supply), deal.cross_check];
    let Some(line) = views.into_iter().flatten().find_map(|view| match view {
        Supply::Line(line) => Some(line),
        Supply::LeadTime { .. } => None,
    }) else {
        return;
    };
    let Some(line) = row(&case.lines, line).filter(|line| line.supplier != deal.supplier) else {
        return;
    };
    let (ours, theirs) = (
        row(&case.suppliers, deal.supplier),
        row(&case.suppliers, line.supplier),
    );
    if let (Some(ours), Some(theirs)) = (ours, theirs) {
        let trouble = Trouble::OthersLine {
            deal: deal.id.clone(),
            supplier: ours.id.clone(),
            line: line.id.clone(),
            other: theirs.id.clone(),
        };
        reader.mistake_at(&format!("deal.{}.line", deal.id), trouble);
    }
}

/// Links name units, sensors and posts by id alone, so their ids must differ.
fn shared_ids(reader: &mut Reader<'_>) {
    let kinds = [
        (Names::Unit, "unit"),
        (Names::Sensor, "sensor"),
        (Names::Post, "post"),
    ];
    for (i, (names, key)) in kinds.into_iter().enumerate() {
        for (other, _) in kinds.into_iter().take(i) {
            let others = reader.index.of(other).to_vec();
            let mut ids = reader.index.of(names).to_vec();
            ids.retain(|id| others.contains(id));
            for id in ids {
                let path = format!("{key}.{id}");
                let trouble = Trouble::SharedId {
                    id,
                    what: names.words(),
                    other: other.words(),
                };
                reader.mistake_at(&path, trouble);
            }
        }
    }
}

/// A unit takes fire units from deals, a sensor radars.
fn wrong_items<T>(
    reader: &mut Reader<'_>,
    case: &Case,
    path: &str,
    origin: &Origin<T>,
    is_unit: bool,
) {
    let Origin::Deals(deals) = origin else { return };
    for deal in deals.iter().filter_map(|d| row(&case.deals, *d)) {
        let item = match deal.item {
            Item::FireUnit(kind) if !is_unit => row(&case.fire_unit_types, kind).map(|t| &t.id),
            Item::Sensor(kind) if is_unit => row(&case.sensor_types, kind).map(|t| &t.id),
            _ => None,
        };
        if let Some(item) = item {
            let trouble = Trouble::WrongItem {
                deal: deal.id.clone(),
                item: item.clone(),
                wanted: if is_unit { "fire unit" } else { "radar" },
            };
            reader.mistake_at(path, trouble);
        }
    }
}

/// A link joins two things; a radio link joins two places.
fn ends(reader: &mut Reader<'_>, case: &Case, link: &case::Link) {
    let path = format!("link.{}", link.id);
    if link.from == link.to {
        let id = link.id.clone();
        reader.mistake_at(&path, Trouble::LinkToItself { id });
    }
    let is_radio =
        row(&case.link_types, link.by).is_some_and(|t| matches!(t.path, LinkPath::Radio { .. }));
    for (key, node) in [("from", link.from), ("to", link.to)] {
        let Some((end, site)) = end(case, node) else {
            continue;
        };
        if is_radio && site.is_none() {
            let trouble = Trouble::NoSite {
                link: link.id.clone(),
                end: end.to_owned(),
            };
            reader.mistake_at(&format!("{path}.{key}"), trouble);
        }
    }
}

fn end(case: &Case, node: Node) -> Option<(&str, Option<Id<Site>>)> {
    match node {
        Node::Unit(id) => row(&case.units, id).map(|u| (u.id.as_str(), u.site)),
        Node::Sensor(id) => row(&case.sensors, id).map(|s| (s.id.as_str(), Some(s.site))),
        Node::Post(id) => row(&case.posts, id).map(|p| (p.id.as_str(), p.site)),
    }
}
