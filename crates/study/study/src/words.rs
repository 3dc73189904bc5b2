//! Short machine words of what ended a wait: `deal.tor-for-kabul.contract`.

use case::Case;
use programme::What;

/// The word of a step, for tables.
pub(crate) fn word(case: &Case, what: What) -> String {
    let deal = |id| &case.deals[id].id;
    let unit = |id| &case.units[id].id;
    let site = |id| &case.sites[id].id;
    let course = |id| &case.courses[id].id;
    let sensor = |id| &case.sensors[id].id;
    match what {
        What::Deal(id, state) => format!("deal.{}.{}", deal(id), state.word()),
        What::State(id, on) => {
            let turn = if on { "on" } else { "off" };
            format!("state.{}.{turn}", case.states[id].id)
        }
        What::Paid(id, lot) => format!("deal.{}.paid.{lot}", deal(id)),
        What::LotBegun(id, lot, _) => format!("deal.{}.begun.{lot}", deal(id)),
        What::TransportOpen(id) => format!("transport.{}.open", case.transports[id].id),
        What::TaskBegun(id, task, _) => format!("site.{}.task.{}.begun", site(id), task + 1),
        What::TaskDone(id, task) => format!("site.{}.task.{}.done", site(id), task + 1),
        What::FieldReady(id) => format!("site.{}.field", site(id)),
        What::TrainersCame(id) => format!("trainers.{}.came", case.trainers[id].id),
        What::LotBuilt(id, lot) => format!("deal.{}.built.{lot}", deal(id)),
        What::Resumed(id) => format!("deal.{}.resumed", deal(id)),
        What::Delivered(id, lot) => format!("deal.{}.delivered.{lot}", deal(id)),
        What::Armed(id) => format!("unit.{}.armed", unit(id)),
        What::SiteBegun(id, _) => format!("site.{}.begun", site(id)),
        What::SiteReady(id) => format!("site.{}.ready", site(id)),
        What::PowerBack(id) => format!("site.{}.power", site(id)),
        What::Intake => "people.intake".to_owned(),
        What::ClassBegun(id, _) => format!("course.{}.begun", course(id)),
        What::Graduated(id) => format!("course.{}.graduated", course(id)),
        What::CrewFormed(id) => format!("unit.{}.crew", unit(id)),
        What::SupplierCrew(id) => format!("unit.{}.supplier-crew", unit(id)),
        What::Crewed(id) => format!("unit.{}.crewed", unit(id)),
        What::SensorCrewed(id) => format!("sensor.{}.crewed", sensor(id)),
        What::LinkUp(id) => format!("link.{}.up", case.links[id].id),
        What::Failed(id) => format!("unit.{}.failed", unit(id)),
        What::SpareCame(id) => format!("spare.{}.came", case.spares[id].id),
        What::Repaired(id) => format!("unit.{}.repaired", unit(id)),
        What::Struck(id) => format!("unit.{}.struck", unit(id)),
        What::UnitUp(id) => format!("unit.{}.up", unit(id)),
        What::SensorFailed(id) => format!("sensor.{}.failed", sensor(id)),
        What::SensorRepaired(id) => format!("sensor.{}.repaired", sensor(id)),
        What::SensorUp(id) => format!("sensor.{}.up", sensor(id)),
        What::Holds(id) => format!("capability.{}.holds", case.capabilities[id].id),
    }
}
