//! What is odd but no mistake.

use std::sync::Arc;

use case::{Case, Opening, Origin, PowerSupply};
use evidence::Ledger;

use crate::mistake::{Mistake, Trouble};
use crate::read::Reader;

/// Evidence counts as old after half a year [days].
const HALF_A_YEAR: i64 = 183;

/// Every warning of a case that holds together.
pub(crate) fn warnings(reader: &Reader<'_>, case: &Case, ledger: Option<&Ledger>) -> Vec<Mistake> {
    let mut warnings = Vec::new();
    let mut warn = |path: &str, trouble: Trouble| {
        let at = reader.places.get(path).cloned().unwrap_or(0..0);
        warnings.push(Mistake::warning(trouble, &Arc::clone(&reader.file), at));
    };
    if let Some(stale) = stale(case, ledger) {
        warn("evidence_as_of", stale);
    }
    for (id, deal) in case.deals.iter() {
        let takes = |from: &[case::Id<case::Deal>]| from.contains(&id);
        let by_units = case
            .units
            .rows()
            .iter()
            .any(|u| matches!(&u.origin, Origin::Deals(d) if takes(d)));
        let by_sensors = case
            .sensors
            .rows()
            .iter()
            .any(|s| matches!(&s.origin, Origin::Deals(d) if takes(d)));
        if !by_units && !by_sensors {
            let unused = Trouble::Unused {
                what: "the deal",
                id: deal.id.clone(),
            };
            warn(&format!("deal.{}", deal.id), unused);
        }
    }
    for (id, site) in case.sites.iter() {
        let used = case.units.rows().iter().any(|u| u.site == Some(id))
            || case.sensors.rows().iter().any(|s| s.site == id)
            || case.posts.rows().iter().any(|p| p.site == Some(id));
        if !used {
            let unused = Trouble::Unused {
                what: "the site",
                id: site.id.clone(),
            };
            warn(&format!("site.{}", site.id), unused);
        }
    }
    for trainers in unused_trainers(case) {
        let unused = Trouble::Unused {
            what: "the trainers",
            id: trainers.to_owned(),
        };
        warn(&format!("trainers.{trainers}"), unused);
    }
    for site in case.sites.rows().iter().filter(|_| case.power.is_none()) {
        if site.power != PowerSupply::Always {
            let ignored = Trouble::Ignored {
                key: "power",
                section: format!("[[site]] `{}`", site.id),
                why: "the case has no [power], so power never fails",
            };
            warn(&format!("site.{}.power", site.id), ignored);
        }
    }
    for (path, views) in super::views::cross_checks(case) {
        warn(&path, views);
    }
    warnings
}

/// Trainers who open no course.
fn unused_trainers(case: &Case) -> impl Iterator<Item = &str> {
    let opens = |id| {
        let mut courses = case.courses.rows().iter();
        courses.any(|c| matches!(&c.opens, Opening::Trainers(by) if by.contains(&id)))
    };
    let unused = case.trainers.iter().filter(move |(id, _)| !opens(*id));
    unused.map(|(_, trainers)| trainers.id.as_str())
}

fn stale(case: &Case, ledger: Option<&Ledger>) -> Option<Trouble> {
    let as_of = case.evidence_as_of?;
    let newest = ledger?.newest()?;
    let later = newest > as_of;
    let is_old = as_of.days_since(newest) > HALF_A_YEAR;
    (later || is_old).then_some(Trouble::StaleEvidence {
        as_of,
        newest,
        later,
    })
}
