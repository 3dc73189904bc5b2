//! Rows to the case: every section read in turn.

use case::{Case, Origin, Table};

use crate::field::Section;
use crate::read::{Reader, Row, Sheet};
use crate::sections::{
    SECTIONS, budget, capability, climate, correlation, course, deal, engagement, fire_unit, head,
    link, link_type, measure, people, place, power, radar, raid, rival, sensor, site, state,
    strikes, study, supplier, sustainment, threat, unit,
};
use crate::tree::EMPTY;
use crate::types::TypeRows;

/// Makes every id of the sheet known, so that rows may name rows below them.
pub(crate) fn index(reader: &mut Reader<'_>, sheet: &Sheet<'_>) {
    for section in SECTIONS {
        let Some(names) = section.names else { continue };
        let ids = sheet.of(section).iter().map(|r| r.id.clone()).collect();
        reader.index.set(names, ids);
        for row in sheet.of(section) {
            reader.places.insert(row.path.clone(), row.at.clone());
        }
    }
}

/// Reads the whole case. What could not be read is a placeholder, and a mistake of the reader.
pub(crate) fn assemble(
    reader: &mut Reader<'_>,
    sheet: &Sheet<'_>,
    types: &TypeRows<'_>,
    name: &str,
) -> Case {
    let said = head::read(reader, &sheet.head);
    let rivals = table(reader, sheet, &rival::RIVAL, rival::rival);
    let fire_unit_types = typed(reader, &types.fire_units, fire_unit::read);
    let sensor_types = typed(reader, &types.radars, radar::read);
    let (buyer_correlation, supplier_correlation) =
        always(reader, sheet, &correlation::SECTION, correlation::read);
    let capabilities = sheet.of(&capability::SECTION).iter().enumerate();
    let capabilities = capabilities
        .map(|(i, row)| capability::read(reader, row, i))
        .collect();
    let deals = table(reader, sheet, &deal::SECTION, deal::read);
    let mut sensors: Vec<_> = sheet
        .of(&sensor::SECTION)
        .iter()
        .map(|r| sensor::read(reader, r))
        .collect();
    for sensor in &mut sensors {
        antenna_height(sensor, &sensor_types, &deals);
    }
    Case {
        name: name.to_owned(),
        title: said.title,
        question: said.question,
        start: reader.start,
        end: reader.end,
        evidence_as_of: said.evidence_as_of,
        places: table(reader, sheet, &place::PLACE, place::place),
        regions: table(reader, sheet, &place::REGION, place::region),
        sites: table(reader, sheet, &site::SECTION, site::read),
        plans: table(reader, sheet, &site::PLAN, site::plan),
        construction_teams: one(reader, sheet, &site::CONSTRUCTION, site::teams),
        fire_unit_types,
        sensor_types,
        threat_types: typed(reader, &types.threats, threat::read),
        link_types: typed(reader, &types.link_types, link_type::read),
        climate: one(reader, sheet, &climate::SECTION, climate::read).unwrap_or_default(),
        states: table(reader, sheet, &state::SECTION, state::read),
        suppliers: table(reader, sheet, &supplier::SUPPLIER, supplier::supplier),
        lines: table(reader, sheet, &supplier::LINE, supplier::line),
        transports: table(reader, sheet, &supplier::TRANSPORT, supplier::transport),
        deals,
        budget: one(reader, sheet, &budget::SECTION, budget::read),
        people: one(reader, sheet, &people::PEOPLE, people::people),
        skill: one(reader, sheet, &people::SKILL, people::skill),
        trades: table(reader, sheet, &people::TRADE, people::trade),
        instructors: table(reader, sheet, &people::INSTRUCTORS, people::instructors),
        trainers: table(reader, sheet, &people::TRAINERS, people::trainers),
        courses: table(reader, sheet, &course::SECTION, course::read),
        sustainment: rows(reader, sheet, &sustainment::SECTION, sustainment::read),
        depot: one(reader, sheet, &sustainment::DEPOT, sustainment::depot),
        spares: table(reader, sheet, &sustainment::SPARE, sustainment::spare),
        power: one(reader, sheet, &power::SECTION, power::read),
        strikes: one(reader, sheet, &strikes::SECTION, strikes::read),
        units: table(reader, sheet, &unit::UNIT, unit::unit),
        sensors: Table::new(sensors),
        posts: table(reader, sheet, &unit::POST, unit::post),
        links: table(reader, sheet, &link::SECTION, link::read),
        capabilities: Table::new(capabilities),
        measures: table(reader, sheet, &measure::SECTION, measure::read),
        raids: table(reader, sheet, &raid::SECTION, raid::read),
        engagement: always(reader, sheet, &engagement::SECTION, engagement::read),
        rivals,
        buyer_correlation,
        supplier_correlation,
        slots: case::Slots::default(),
        watch: rows(reader, sheet, &rival::WATCH, rival::watch),
        study: always(reader, sheet, &study::SECTION, study::read),
    }
}

fn rows<T>(
    reader: &mut Reader<'_>,
    sheet: &Sheet<'_>,
    section: &Section,
    read: fn(&mut Reader<'_>, &Row<'_>) -> T,
) -> Vec<T> {
    sheet
        .of(section)
        .iter()
        .map(|row| read(reader, row))
        .collect()
}

fn table<T>(
    reader: &mut Reader<'_>,
    sheet: &Sheet<'_>,
    section: &Section,
    read: fn(&mut Reader<'_>, &Row<'_>) -> T,
) -> Table<T> {
    Table::new(rows(reader, sheet, section, read))
}

fn typed<T>(
    reader: &mut Reader<'_>,
    rows: &[Row<'_>],
    read: fn(&mut Reader<'_>, &Row<'_>) -> T,
) -> Table<T> {
    Table::new(rows.iter().map(|row| read(reader, row)).collect())
}

/// A section that may be left out altogether.
fn one<T>(
    reader: &mut Reader<'_>,
    sheet: &Sheet<'_>,
    section: &Section,
    read: fn(&mut Reader<'_>, &Row<'_>) -> T,
) -> Option<T> {
    sheet.one(section).map(|row| read(reader, row))
}

/// A section whose defaults hold where it is left out.
fn always<T>(
    reader: &mut Reader<'_>,
    sheet: &Sheet<'_>,
    section: &Section,
    read: fn(&mut Reader<'_>, &Row<'_>) -> T,
) -> T {
    match sheet.one(section) {
        Some(row) => read(reader, row),
        None => {
            let row = Row {
                id: String::new(),
                title: section.header(),
                path: section.key.to_owned(),
                fields: section.fields,
                table: &EMPTY,
                at: sheet.head.at.clone(),
                entry: None,
            };
            read(reader, &row)
        }
    }
}

/// A sensor's antenna stands as high as its type's, unless the file says otherwise.
fn antenna_height(
    sensor: &mut case::Sensor,
    types: &Table<case::SensorType>,
    deals: &Table<case::Deal>,
) {
    if !sensor.antenna_height_m.is_nan() {
        return;
    }
    let kind = match &sensor.origin {
        Origin::Start(kind, _) => Some(*kind),
        Origin::Deals(from) => from
            .first()
            .and_then(|d| match deals.rows().get(d.at())?.item {
                case::Item::Sensor(kind) => Some(kind),
                case::Item::FireUnit(_) => None,
            }),
    };
    let of_type = kind.and_then(|k| types.rows().get(k.at()));
    sensor.antenna_height_m = of_type.map_or(0.0, |t| t.antenna_height_m);
}
