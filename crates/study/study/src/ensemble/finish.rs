//! From checkpoints to the tables, the map, the replays and, last of all, `study.json`.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::begin::Hold;
use super::identity::Identity;
use super::part::{self, BLOCK};
use super::{Order, blocks, records};
use crate::describe;
use crate::error::StudyError;
use crate::folder::STUDY;
use crate::map::{SensorMask, masks_of, shade};
use crate::plan::DrawPlan;
use crate::prepare::Prepared;
use crate::record::Record;
use crate::replay::Replays;
use crate::replicate::Workspaces;
use crate::tables::{Row, Sheets, Timeline, WaitsByYear};

/// Writes everything but the checkpoints, which are all there.
pub(super) fn finish(
    prepared: &Prepared,
    plan: &DrawPlan,
    order: &Order,
    hold: &Hold,
    identity: &Identity,
) -> Result<(), StudyError> {
    let folder = &hold.folder;
    let study = describe::study(prepared, plan, order);
    debug_assert_eq!(study.definition_hash, identity.definition);
    let sets: Vec<String> = study.rivals.iter().map(|set| set.id.clone()).collect();
    let mut pass = Pass {
        sheets: Sheets::create(prepared, plan, folder)?,
        timeline: Timeline::new(prepared.case(), &sets),
        by_year: WaitsByYear::new(prepared.case(), &sets),
        replays: Replays::new(prepared),
    };
    for (first, count) in blocks(order.replications) {
        let records = saved(prepared, plan, order, (first, count))?;
        pass.push(prepared, plan, &sets, first, &records);
        if (first / BLOCK) % 16 == 15 {
            pass.sheets.flush()?;
        }
    }
    pass.sheets.finish()?;
    pass.timeline.write(prepared.case(), folder)?;
    pass.by_year.write(prepared.case(), folder)?;
    pass.replays.write(prepared, plan, order.seed, folder)?;
    write_map(prepared, folder)?;
    let path = folder.join(STUDY);
    let mut text =
        serde_json::to_vec_pretty(&study).map_err(|error| StudyError::json(&path, &error))?;
    text.push(b'\n');
    part::save(&path, &text)
}

/// What one walk over all records fills.
struct Pass {
    sheets: Sheets,
    timeline: Timeline,
    by_year: WaitsByYear,
    replays: Replays,
}

impl Pass {
    fn push(
        &mut self,
        prepared: &Prepared,
        plan: &DrawPlan,
        sets: &[String],
        first: u64,
        records: &[Record],
    ) {
        let mut held = None;
        for (record, replication) in records.iter().zip(first..) {
            let place = plan.place(replication);
            let key = (place.outer, place.set);
            let numbers = match held.take() {
                Some((at, numbers)) if at == key => numbers,
                _ => plan.numbers(prepared.case(), place),
            };
            self.sheets.push(&Row {
                prepared,
                plan,
                replication,
                place,
                set: sets.get(place.set).map_or("", String::as_str),
                numbers: &numbers,
                record,
            });
            self.timeline.push(place.set, record);
            self.by_year.push(prepared.case(), place.set, record);
            self.replays.push(replication, record);
            held = Some((key, numbers));
        }
    }
}

/// The records of a block; computed again in the rare case that its file was lost since it was counted.
fn saved(
    prepared: &Prepared,
    plan: &DrawPlan,
    order: &Order,
    (first, count): (u64, u64),
) -> Result<Vec<Record>, StudyError> {
    if let Some(records) = part::read(&order.folder, first, count) {
        return Ok(records);
    }
    let mut memory = Workspaces::new(prepared);
    // Nobody stops what is short of its end.
    let stop = AtomicBool::new(false);
    let records = records(prepared, plan, order.seed, first, count, &mut memory, &stop);
    let records = records.unwrap_or_default();
    part::write(&order.folder, first, &records)?;
    Ok(records)
}

fn write_map(prepared: &Prepared, folder: &Path) -> Result<(), StudyError> {
    let Some(map) = prepared.map() else {
        return Ok(());
    };
    let folder = folder.join("map");
    fs::create_dir_all(&folder).map_err(|source| StudyError::write(&folder, source))?;
    let path = folder.join("cells.json");
    let cells = serde_json::to_vec(&map.grid).map_err(|error| StudyError::json(&path, &error))?;
    part::save(&path, &cells)?;
    for (name, text) in [
        ("borders.geojson", &map.borders),
        ("country.geojson", &map.country),
    ] {
        if let Some(text) = text {
            part::save(&folder.join(name), text.as_bytes())?;
        }
    }
    let case = prepared.case();
    let medians = case.slots.medians(None);
    let looks = &prepared.world().looks;
    for (id, sensor) in case.sensors.iter() {
        let horizon = prepared.sensor_horizon(id.at());
        for mask in masks_of(case, sensor, horizon, &medians, looks, &map.grid) {
            let name = SensorMask::file_name(&mask.sensor, mask.height_m);
            part::save(&folder.join(name), mask.bytes())?;
        }
    }
    if let Some(terrain) = prepared.ground().rasters() {
        part::save(
            &folder.join("relief.bin"),
            &shade(terrain, &map.grid).to_bytes(),
        )?;
    }
    Ok(())
}
