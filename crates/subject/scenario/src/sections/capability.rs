//! What "working" means.

use case::{Capability, Crews, Need};
use quantity::Dimension;

use crate::field::{Field, Kind, Names, Section, Shape};
use crate::read::{Found, Reader, Row};
use crate::tree::Value;

pub const SECTION: Section = Section {
    key: "capability",
    shape: Shape::ById,
    names: Some(Names::Capability),
    says: "What \"working\" means: needs that hold together for a share of a window. The order of the file is the order of the ladder, from the low rungs up, unless `rung` says otherwise.",
    fields: &[
        Field::text("says", "The definition in words.").required(),
        Field::whole("rung", "Its rung on the ladder, low to high.")
            .or_rule("the order of the file, from 1"),
        Field::exact("for", Dimension::Duration, "The window.").or("\"1 day\""),
        Field::exact(
            "at_least",
            Dimension::Fraction,
            "Share of the window's time for which the needs must hold.",
        )
        .or("1"),
        Field::exact(
            "no_gap_over",
            Dimension::Duration,
            "No gap within the window may be longer.",
        ),
        Field::of(
            "needs",
            Kind::Tables(NEEDS),
            "What it asks for; all must hold.",
        )
        .required(),
    ],
};

/// Classes of fire unit, as a capability may ask for them.
pub const CLASSES: &[&str] = &["manpads", "gun", "short", "medium", "long"];

const NEEDS: &[Field] = &[
    Field::id("place", Names::Place, "Only units and sensors at this place's sites count."),
    Field::whole("batteries", "Batteries that are mission-capable.").or("0"),
    Field::whole("vehicles_each", "Vehicles up in each of them; 0: any.").or("0"),
    Field::whole("vehicles", "Vehicles up in all.").or("0"),
    Field::whole("sensors", "Sensors that work.").or("0"),
    Field::flag("linked", "Each battery must reach its post over links, and a working sensor must reach that post too.").or("false"),
    Field::word("crews", &["own", "supplier", "either"], "Whose crews count.").or("\"either\""),
    Field::of("classes", Kind::Words(CLASSES), "Only these classes of fire unit count. Not given: every class but `manpads` and `gun`."),
    Field::of("services", Kind::AnyDeal, "Services under any of these deals must run; `true`: of any deal."),
];

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>, order: usize) -> Capability {
    let needs = reader.parts(row, "needs");
    let rung = reader.whole_if(row, "rung");
    Capability {
        id: row.id.clone(),
        says: reader.text(row, "says"),
        needs: needs.iter().map(|part| need(reader, part)).collect(),
        window: reader.span(row, "for"),
        at_least: reader.exact::<quantity::marker::Fraction>(row, "at_least"),
        no_gap_over: reader.span_if(row, "no_gap_over"),
        rung: rung.unwrap_or_else(|| u32::try_from(order + 1).unwrap_or(u32::MAX)),
    }
}

fn need(reader: &mut Reader<'_>, part: &Row<'_>) -> Need {
    Need {
        place: reader.id_if(part, "place"),
        batteries: reader.whole(part, "batteries"),
        vehicles_each: reader.whole(part, "vehicles_each"),
        vehicles: reader.whole(part, "vehicles"),
        sensors: reader.whole(part, "sensors"),
        linked: reader.flag(part, "linked"),
        crews: match reader.word(part, "crews") {
            "own" => Crews::Own,
            "supplier" => Crews::Supplier,
            _ => Crews::Either,
        },
        classes: reader.words(part, "classes"),
        services: services(reader, part),
    }
}

/// `true` for every deal, or deal ids.
fn services(reader: &mut Reader<'_>, part: &Row<'_>) -> Vec<case::Id<case::Deal>> {
    let (field, Found::File(node)) = reader.find(part, "services") else {
        return Vec::new();
    };
    let mut deals = Vec::new();
    match &node.value {
        Value::Flag(true) => {
            let count = u32::try_from(reader.index.of(Names::Deal).len()).unwrap_or(u32::MAX);
            deals.extend((0..count).map(case::Id::new));
        }
        Value::Flag(false) => {}
        _ => {
            for item in node.one_or_more() {
                match item.text() {
                    Some(id) => deals.push(reader.named(Names::Deal, id, &item.at)),
                    None => reader.wrong_kind(field, item),
                }
            }
        }
    }
    deals
}
