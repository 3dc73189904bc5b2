//! Which units and sensors may ever count for which need of which capability.

use case::{Case, Deal, Id, Item, Origin};

use super::{HoldingLayout, Member, NeedLayout, Which};

/// Lists all needs, and their members; writes each holding's range of members.
pub fn needs(case: &Case, holdings: &mut [HoldingLayout]) -> (Vec<NeedLayout>, Vec<Member>) {
    let mut needs = Vec::new();
    for (id, capability) in case.capabilities.iter() {
        for (place, need) in capability.needs.iter().enumerate() {
            needs.push(layout(case, id.at(), place, need));
        }
    }
    let mut members = Vec::new();
    for (h, holding) in holdings.iter_mut().enumerate() {
        let first = members.len();
        for (n, layout) in needs.iter().enumerate() {
            let need = &case.capabilities.rows()[layout.capability].needs[layout.place];
            if may_serve(case, holding, need, &layout.counts) {
                members.push(Member {
                    holding: h,
                    need: n,
                });
            }
        }
        holding.members = first..members.len();
    }
    (needs, members)
}

fn layout(case: &Case, capability: usize, place: usize, need: &case::Need) -> NeedLayout {
    let types = case.fire_unit_types.rows().iter();
    NeedLayout {
        capability,
        place,
        batteries: need.batteries,
        vehicles_each: need.vehicles_each.max(1),
        vehicles: need.vehicles,
        sensors: need.sensors,
        linked: need.linked,
        crews: need.crews,
        services: !need.services.is_empty(),
        counts: types.map(|t| class_counts(need, &t.class)).collect(),
    }
}

/// True where a holding could ever count for a need: its place, what the need asks for, and what it may be equipped with.
fn may_serve(case: &Case, holding: &HoldingLayout, need: &case::Need, counts: &[bool]) -> bool {
    let place = holding.site.and_then(|s| case.sites.rows()[s].place);
    if need.place.is_some() && need.place != place {
        return false;
    }
    let Which::Unit(unit) = holding.which else {
        return need.sensors > 0;
    };
    let kind_counts = match &case.units[unit].origin {
        Origin::Start(kind, _) => counts[kind.at()],
        Origin::Deals(deals) => deals.iter().any(|&d| match case.deals[d].item {
            Item::FireUnit(kind) => counts[kind.at()],
            Item::Sensor(_) => false,
        }),
    };
    (need.batteries > 0 || need.vehicles > 0) && kind_counts
}

fn class_counts(need: &case::Need, class: &str) -> bool {
    if need.classes.is_empty() {
        return class != "manpads" && class != "gun";
    }
    need.classes.iter().any(|c| c == class)
}

/// Needs that ask for services of each deal.
pub fn deal_needs(case: &Case, needs: &[NeedLayout]) -> Vec<Vec<usize>> {
    let asks = |deal: Id<Deal>, need: &NeedLayout| {
        case.capabilities.rows()[need.capability].needs[need.place]
            .services
            .contains(&deal)
    };
    case.deals
        .ids()
        .map(|deal| {
            (0..needs.len())
                .filter(|&n| asks(deal, &needs[n]))
                .collect()
        })
        .collect()
}
