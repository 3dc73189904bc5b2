//! Which units and sensors may ever count for which need of which capability.

use case::{Case, Deal, Id, Item, Origin};

use super::{HoldingLayout, Member, Which};

/// All needs, their members, and which types count for each.
pub type Needs = (Vec<(usize, usize)>, Vec<Member>, Vec<Vec<bool>>);

/// Lists all needs and writes each holding's range of members.
pub fn needs(case: &Case, holdings: &mut [HoldingLayout]) -> Needs {
    let mut needs = Vec::new();
    let mut counts: Vec<Vec<bool>> = Vec::new();
    for (id, capability) in case.capabilities.iter() {
        for (i, need) in capability.needs.iter().enumerate() {
            needs.push((id.at(), i));
            counts.push(
                case.fire_unit_types
                    .rows()
                    .iter()
                    .map(|t| class_counts(need, &t.class))
                    .collect(),
            );
        }
    }
    let mut members = Vec::new();
    for (h, holding) in holdings.iter_mut().enumerate() {
        let first = members.len();
        for (n, &(capability, i)) in needs.iter().enumerate() {
            let need = &case.capabilities.rows()[capability].needs[i];
            if may_serve(case, holding, need, &counts[n]) {
                members.push(Member {
                    holding: h,
                    need: n,
                });
            }
        }
        holding.members = first..members.len();
    }
    (needs, members, counts)
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
pub fn deal_needs(case: &Case, needs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let asks = |deal: Id<Deal>, &(capability, i): &(usize, usize)| {
        case.capabilities.rows()[capability].needs[i]
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
