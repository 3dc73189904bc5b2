//! Links between units, sensors and posts.

use case::{Id, Link, Node};

use crate::field::{Field, Names, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "link",
    shape: Shape::Rows,
    names: Some(Names::Link),
    says: "Communications paths between units, sensors and posts.",
    fields: &[
        Field::text("id", "Its id.").or_rule("`from--to`"),
        Field::id("from", Names::Node, "One end.").required(),
        Field::id("to", Names::Node, "The other end.").required(),
        Field::id(
            "by",
            Names::LinkType,
            "Its type: of this file or of the catalogue.",
        )
        .required(),
    ],
};

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Link {
    Link {
        id: row.id.clone(),
        from: node(reader, row, "from"),
        to: node(reader, row, "to"),
        by: reader.id(row, "by"),
    }
}

fn node(reader: &mut Reader<'_>, row: &Row<'_>, key: &str) -> Node {
    let nothing = Node::Post(Id::new(u32::MAX));
    let Some((field, value)) = reader.node(row, key) else {
        return nothing;
    };
    let Some(id) = value.text() else {
        reader.wrong_kind(field, &value);
        return nothing;
    };
    let find = |names| reader.index.row(names, id);
    let unit = find(Names::Unit).map(|r| Node::Unit(Id::new(r)));
    let sensor = || find(Names::Sensor).map(|r| Node::Sensor(Id::new(r)));
    let post = || find(Names::Post).map(|r| Node::Post(Id::new(r)));
    if let Some(node) = unit.or_else(sensor).or_else(post) {
        return node;
    }
    reader.unknown_id(Names::Node, id, &value.at);
    nothing
}
