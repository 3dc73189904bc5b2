//! Deals, sites, units, sensors, posts and links for `study.json`.

use case::equipment::LinkPath;
use case::{Capability, Case, Climate, Deal, Id, Item, Need, Node, Origin, Site, Unit};

use super::subject::at;
use crate::hop::{Ends, Weather, hop_on};
use crate::links::spare_db;
use evidence::Purchases;
use evidence::base_rate::{Question, answer};

use crate::manifest::{
    At, DealEntry, LinkEntry, OutsideEntry, PostEntry, SensorEntry, SiteEntry, UnitEntry,
};
use crate::prepare::Prepared;

pub(super) fn sites(case: &Case) -> Vec<SiteEntry> {
    let entry = |site: &Site| SiteEntry {
        id: site.id.clone(),
        place: site.place.map(|place| case.places[place].id.clone()),
        at: coarse(at(site.at)),
    };
    case.sites.rows().iter().map(entry).collect()
}

/// A tenth of a degree: no output tells a site nearer than that (see *Care* in the book).
fn coarse(at: At) -> At {
    match at {
        At::Globe { lat, lon } => At::Globe {
            lat: (lat * 10.0).round() / 10.0,
            lon: (lon * 10.0).round() / 10.0,
        },
        flat @ At::Flat { .. } => flat,
    }
}

pub(super) fn deals(case: &Case, headline: Option<&Capability>) -> Vec<DealEntry> {
    let entry = |(id, deal): (Id<Deal>, &Deal)| {
        let (item, fire_unit) = match deal.item {
            Item::FireUnit(kind) => (case.fire_unit_types[kind].name.clone(), true),
            Item::Sensor(kind) => (case.sensor_types[kind].name.clone(), false),
        };
        DealEntry {
            id: deal.id.clone(),
            name: deal.name.clone(),
            supplier: case.suppliers[deal.supplier].name.clone(),
            item,
            fire_unit,
            serves_headline: headline.is_some_and(|capability| serves(case, id, capability)),
            lots: deal.lots,
            opens: deal.opens.to_string(),
            starts_as: deal.starts_as.word().to_owned(),
            alternative_to: ids(case, &deal.alternative_to),
            outside: outside(case, deal),
        }
    };
    case.deals.iter().map(entry).collect()
}

/// The outside view that a deal names, or that its lead time rests on.
fn outside(case: &Case, deal: &Deal) -> Option<OutsideEntry> {
    let words = deal.outside_view.as_deref();
    let words = words.or_else(|| base_rate_of_lead_time(case, deal))?;
    let shipped = Purchases::shipped().ok()?;
    let question = Question::parse(&shipped, words).ok()?;
    let question = match question.buyer.as_str() {
        "" => {
            let named = shipped.buyer_named_in(&case.title).unwrap_or_default();
            question.of_buyer(&shipped, named).ok()?
        }
        _ => question,
    };
    let answer = answer(&shipped, &question).ok()?;
    let [delivery, _] = answer.stages;
    Some(OutsideEntry {
        words: question.words(),
        without: question.buyer,
        points_months: delivery
            .points_months
            .map(|months| months.is_finite().then_some(months)),
        never_executed: delivery.never,
        cases: delivery.cases as u64,
        alike: answer.alike as u64,
    })
}

/// The base rate that a deal's lead time, by the case or a rival, names.
fn base_rate_of_lead_time<'a>(case: &'a Case, deal: &Deal) -> Option<&'a str> {
    let path = format!("deal.{}.lead_time", deal.id);
    let slot = case.slots.rows().iter().find(|slot| slot.path == path)?;
    let mut claims = std::iter::once(&slot.claim).chain(slot.rivals.values());
    claims.find_map(|claim| claim.source.text.strip_prefix("baserate:"))
}

/// True when the deal's fire units may equip a battery that the capability counts: of a class that it asks for, at a
/// place that it asks about.
fn serves(case: &Case, deal: Id<Deal>, capability: &Capability) -> bool {
    let Item::FireUnit(kind) = case.deals[deal].item else {
        return false;
    };
    let class = &case.fire_unit_types[kind].class;
    let counts = |need: &Need, unit: &Unit| {
        let class_fits = match need.classes.as_slice() {
            [] => class != "manpads" && class != "gun",
            named => named.contains(class),
        };
        let place = unit.site.and_then(|site| case.sites[site].place);
        class_fits && need.place.is_none_or(|asked| place == Some(asked))
    };
    let equips = |unit: &&Unit| matches!(&unit.origin, Origin::Deals(from) if from.contains(&deal));
    capability
        .needs
        .iter()
        .filter(|need| need.batteries > 0 || need.vehicles > 0)
        .any(|need| {
            case.units
                .rows()
                .iter()
                .filter(equips)
                .any(|unit| counts(need, unit))
        })
}

fn ids(case: &Case, deals: &[Id<Deal>]) -> Vec<String> {
    deals
        .iter()
        .map(|deal| case.deals[*deal].id.clone())
        .collect()
}

fn from<T>(case: &Case, origin: &Origin<T>) -> Vec<String> {
    match origin {
        Origin::Start(..) => Vec::new(),
        Origin::Deals(deals) => ids(case, deals),
    }
}

pub(super) fn units(case: &Case) -> Vec<UnitEntry> {
    let entry = |unit: &case::Unit| {
        let kinds = case.unit_kinds(unit);
        let kinds = kinds.into_iter().map(|kind| &case.fire_unit_types[kind]);
        UnitEntry {
            id: unit.id.clone(),
            name: unit.name.clone(),
            class: kinds
                .clone()
                .next()
                .map_or_else(String::new, |kind| kind.class.clone()),
            types: kinds.map(|kind| kind.name.clone()).collect(),
            from: from(case, &unit.origin),
            site: unit.site.map(|site| case.sites[site].id.clone()),
            place: unit.site.and_then(|site| place(case, site)),
            reports_to: unit.reports_to.map(|post| case.posts[post].id.clone()),
        }
    };
    case.units.rows().iter().map(entry).collect()
}

fn place(case: &Case, site: Id<Site>) -> Option<String> {
    let place = case.sites[site].place?;
    Some(case.places[place].id.clone())
}

pub(super) fn sensors(prepared: &Prepared) -> Vec<SensorEntry> {
    let case = prepared.case();
    let entry = |(id, sensor): (Id<case::Sensor>, &case::Sensor)| {
        let kinds = case.sensor_kinds(sensor);
        let horizon = prepared.sensor_horizon(id.at());
        SensorEntry {
            id: sensor.id.clone(),
            name: sensor.name.clone(),
            types: kinds
                .iter()
                .map(|kind| case.sensor_types[*kind].name.clone())
                .collect(),
            from: from(case, &sensor.origin),
            site: case.sites[sensor.site].id.clone(),
            place: place(case, sensor.site),
            reports_to: sensor.reports_to.map(|post| case.posts[post].id.clone()),
            antenna_height_m: sensor.antenna_height_m,
            swept_to_m: horizon.map(terrain::HorizonTable::max_range_m),
            unknown_share: horizon.map(terrain::HorizonTable::unknown_share),
            terrain: horizon.map(|table| table.terrain_name().to_owned()),
        }
    };
    case.sensors.iter().map(entry).collect()
}

pub(super) fn posts(case: &Case) -> Vec<PostEntry> {
    let entry = |post: &case::Post| PostEntry {
        id: post.id.clone(),
        name: post.name.clone(),
        site: post.site.map(|site| case.sites[site].id.clone()),
    };
    case.posts.rows().iter().map(entry).collect()
}

pub(super) fn links(prepared: &Prepared) -> Vec<LinkEntry> {
    let case = prepared.case();
    let medians = case.slots.medians(None);
    let node = |node: Node| match node {
        Node::Unit(id) => case.units[id].id.clone(),
        Node::Sensor(id) => case.sensors[id].id.clone(),
        Node::Post(id) => case.posts[id].id.clone(),
    };
    let entry = |(id, link): (Id<case::Link>, &case::Link)| {
        let kind = &case.link_types[link.by];
        let path = prepared.link_path(id.at());
        let spare = path.and_then(|path| spare_db(case, link, path.loss_db, &medians));
        LinkEntry {
            id: link.id.clone(),
            from: node(link.from),
            to: node(link.to),
            by: kind.name.clone(),
            radio: matches!(kind.path, LinkPath::Radio { .. }),
            length_m: path.map(|path| path.length_m),
            loss_db: path.map(|path| path.loss_db),
            spare_db: spare,
            closes: spare.is_none_or(|spare| spare >= 0.0),
            outage_percent: path.and_then(|_| outage_percent(prepared, &link.id)),
        }
    };
    case.links.iter().map(entry).collect()
}

/// How often a radio link fades away in the declared climate, by the code of `bartizan link`.
fn outage_percent(prepared: &Prepared, link: &str) -> Option<[f64; 2]> {
    let case = prepared.case();
    if case.climate == Climate::default() {
        return None;
    }
    let weather = Weather::of(&case.climate);
    let hop = hop_on(case, prepared.ground(), Ends::Link(link), weather).ok()?;
    let outage = hop.availability.together().ok()?;
    Some([outage.least_percent, outage.most_percent])
}
