//! Deals: purchases from the wish to the end of support.

use case::{Agreement, Deal, DealState, Id, Item, Loan, PricePer, Supply, Terms};
use quantity::{Date, Dimension};

use crate::field::{Chance, Field, Kind, Names, Section, Shape};
use crate::mistake::Trouble;
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "deal",
    shape: Shape::Rows,
    names: Some(Names::Deal),
    says: "Purchases, from the wish to the end of support.",
    fields: FIELDS,
};

const FIELDS: &[Field] = &[
    Field::own_id("Its id."),
    Field::text("name", "Its name for readers.").or_rule("its id"),
    Field::id("supplier", Names::Supplier, "Who sells.").required(),
    Field::id("item", Names::Item, "What is bought: a fire unit or a radar.").required(),
    Field::whole("batteries", "Batteries that are bought, of a fire unit.").between(1.0, 1e4),
    Field::whole("sensors", "Sensors that are bought, of a radar.").between(1.0, 1e4),
    Field::date("opens", "From when on a contract may come.").or_rule("the start"),
    Field::word("starts_as", &["wish", "umbrella-agreement", "services-only", "contract", "executing"], "Where it stands when it opens.").or("\"wish\""),
    Field::number("contract", Dimension::Rate, "Hazard of a binding contract, before shared states multiply it.").or_rule("required unless the deal starts as a contract"),
    Field::of("agreement", Kind::Table(AGREEMENT), "How a wish may become an umbrella agreement first, and what that changes. Not given: a deal is under one only where it starts so, which changes nothing."),
    Field::number("services", Dimension::Fraction, "Chance that the agreement yields services (repair, courses) whether or not a contract follows.").or("0"),
    Field::law("services_after", Dimension::Duration, Chance::Fixed, "When services begin, after the deal opens.").or("\"6 months\"").of_buyer(),
    Field::number("never_executed", Dimension::Fraction, "Chance that a signed contract is never executed.").or("0"),
    Field::law("lingers", Dimension::Duration, Chance::Fixed, "How long an unexecuted contract lingers before it is dead.").or("\"3 years\""),
    Field::number("stoppage", Dimension::Rate, "Rate of stoppages by the supplier after signature.").or("\"0 per year\""),
    Field::law("stoppage_lasts", Dimension::Duration, Chance::Exponential, "How long a stoppage lasts.").or("\"18 months\""),
    Field::number("withdrawn", Dimension::Rate, "Hazard that the supplier withdraws crews, spares and support after delivery.").or("\"0 per year\""),
    Field::number("gives_up", Dimension::Duration, "The buyer drops the wish after so long without a contract. Not given: never."),
    Field::ids("alternative_to", Names::Deal, "Other deals; once one of them is signed this one is not signed any more, and the other way round."),
    Field::law("lead_time", Dimension::Duration, Chance::Fixed, "From the contract (or the down payment, if later) to the first lot. `\"baserate:short,Russia,embargo,new\"`: what past purchases say of class, supplier, context and source, less the buyer's own.").of_supplier(),
    Field::law("spacing", Dimension::Duration, Chance::Fixed, "Between lots.").or("\"3 months\"").of_supplier(),
    Field::id("line", Names::Line, "The production line that builds it, in place of a lead time."),
    Field::word("supply", &["lead-time", "line"], "Where both `lead_time` and `line` are given: which of them the walk follows. The other is its cross-check: `check` tells what each expects, and it moves no figure.").or_rule("the one that is given"),
    Field::law("shipping", Dimension::Duration, Chance::Fixed, "From the works to the country.").or("\"2 months\"").of_supplier(),
    Field::id("by", Names::Transport, "The means of carriage, which other deals may share, in place of `shipping`."),
    Field::number("age", Dimension::Duration, "Age of the vehicles at delivery: second-hand stock.").or("0"),
    Field::law("missiles_after", Dimension::Duration, Chance::Fixed, "The first missiles come so long after a battery's vehicles.").or("0").of_supplier(),
    Field::number("supplier_crews", Dimension::Fraction, "Chance that the supplier's crews operate at first.").or("0"),
    Field::law("supplier_crews_stay", Dimension::Duration, Chance::Fixed, "How long they stay.").or("\"2 years\"").of_supplier(),
    Field::text("outside_view", "The past purchases that the report holds the deal against: `\"baserate:short,Russia,embargo,new\"`, class, supplier, context and source, less the buyer's own. It moves no figure. Not given: those that `lead_time` names, if any."),
    Field::of("terms", Kind::Table(TERMS), "Price and payment. Not given: money does not bind this deal."),
];

/// What a price may be of.
const PER: &[&str] = &["vehicle", "sensor", "battery", "package"];

const AGREEMENT: &[Field] = &[
    Field::number(
        "comes",
        Dimension::Rate,
        "Hazard of an umbrella agreement while the deal is a wish; what multiplies `contract` multiplies it too.",
    )
    .or("\"0 per year\""),
    Field::number(
        "contract",
        Dimension::Ratio,
        "Under it the hazard of a contract is this many times as large.",
    )
    .or("1")
    .between(0.0, 1e3),
    Field::number(
        "services",
        Dimension::Ratio,
        "Under it the chance of services is this many times as large, one at most.",
    )
    .or("1")
    .between(0.0, 1e3),
];

const TERMS: &[Field] = &[
    Field::number("price", Dimension::Money, "Price of one vehicle (or sensor), of one battery, or of everything in the package.")
        .required()
        .per(PER),
    Field::number(
        "package",
        Dimension::Ratio,
        "Package on top (missiles, spares, training): the whole is the price times this.",
    )
    .or("1")
    .between(0.1, 100.0),
    Field::number(
        "donated",
        Dimension::Fraction,
        "Share that is given: it is never paid.",
    )
    .or("0"),
    Field::number(
        "down_payment",
        Dimension::Fraction,
        "Share paid at signature; the rest is paid lot by lot.",
    )
    .or("0"),
    Field::number(
        "on_delivery",
        Dimension::Fraction,
        "Share of each lot's payment that falls due when the lot is in the country; the rest is paid before it ships.",
    )
    .or("0"),
    Field::number(
        "grace",
        Dimension::Duration,
        "A payment on delivery, or an instalment, that is older than this is in arrears: deliveries stop until it is made.",
    )
    .or("\"6 months\""),
    Field::of("loan", Kind::Table(LOAN), "What of the price is lent and paid back later. Not given: nothing."),
];

const LOAN: &[Field] = &[
    Field::number(
        "share",
        Dimension::Fraction,
        "Share of the price, after what is given, that is lent.",
    )
    .required(),
    Field::whole(
        "years",
        "Even yearly instalments by which each lot's part is paid back, the first a year after the lot came.",
    )
    .required()
    .between(1.0, 100.0),
    Field::number(
        "interest",
        Dimension::Fraction,
        "Interest a year on what is still owed.",
    )
    .or("0"),
];

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Deal {
    let starts_as = starts_as(reader, row);
    let item = item(reader, row);
    // Set where the supply is read: slots are numbered in the order of reading.
    let cross_check;
    Deal {
        id: row.id.clone(),
        name: reader.name(row),
        supplier: reader.id(row, "supplier"),
        item,
        lots: lots(reader, row, item),
        opens: opens(reader, row),
        starts_as,
        contract: contract(reader, row, starts_as),
        agreement: reader.part_if(row, "agreement").map(|part| Agreement {
            comes: reader.number(&part, "comes"),
            contract: reader.number(&part, "contract"),
            services: reader.number(&part, "services"),
        }),
        services: reader.number(row, "services"),
        services_after: reader.law(row, "services_after"),
        never_executed: reader.number(row, "never_executed"),
        lingers: reader.law(row, "lingers"),
        stoppage: reader.number(row, "stoppage"),
        stoppage_lasts: reader.law(row, "stoppage_lasts"),
        withdrawn: reader.number(row, "withdrawn"),
        gives_up: reader.number_if(row, "gives_up"),
        alternative_to: reader.ids(row, "alternative_to"),
        supply: {
            let (followed, other) = supply(reader, row);
            cross_check = other;
            followed
        },
        cross_check,
        shipping: shipping(reader, row),
        by: reader.id_if(row, "by"),
        age: reader.number(row, "age"),
        missiles_after: reader.law(row, "missiles_after"),
        supplier_crews: reader.number(row, "supplier_crews"),
        supplier_crews_stay: reader.law(row, "supplier_crews_stay"),
        terms: reader
            .part_if(row, "terms")
            .map(|part| terms(reader, &part, item)),
        outside_view: reader.outside_view(row, "outside_view"),
    }
}

/// One deal's own duration, unless it names a means of carriage.
fn shipping(reader: &mut Reader<'_>, row: &Row<'_>) -> case::Law<quantity::marker::Duration> {
    if row.gives("shipping") && row.gives("by") {
        let trouble = Trouble::Both {
            section: row.title.clone(),
            first: "shipping",
            second: "by",
        };
        reader.mistake(trouble, &row.place_of("by"));
    }
    reader.law(row, "shipping")
}

fn starts_as(reader: &mut Reader<'_>, row: &Row<'_>) -> DealState {
    let word = reader.word(row, "starts_as");
    let of = |s: &DealState| s.word() == word;
    DealState::ALL
        .into_iter()
        .find(of)
        .unwrap_or(DealState::Wish)
}

/// A fire unit or a radar, whichever has the id.
fn item(reader: &mut Reader<'_>, row: &Row<'_>) -> Item {
    let nothing = Item::FireUnit(Id::new(u32::MAX));
    let Some((field, node)) = reader.node(row, "item") else {
        return nothing;
    };
    let Some(id) = node.text() else {
        reader.wrong_kind(field, &node);
        return nothing;
    };
    if let Some(number) = reader.index.row(Names::FireUnit, id) {
        return Item::FireUnit(Id::new(number));
    }
    if let Some(number) = reader.index.row(Names::Radar, id) {
        return Item::Sensor(Id::new(number));
    }
    reader.unknown_id(Names::Item, id, &node.at);
    nothing
}

fn lots(reader: &mut Reader<'_>, row: &Row<'_>, item: Item) -> u32 {
    let (wanted, other) = match item {
        Item::FireUnit(_) => ("batteries", "sensors"),
        Item::Sensor(_) => ("sensors", "batteries"),
    };
    let (batteries, sensors) = (
        reader.whole_if(row, "batteries"),
        reader.whole_if(row, "sensors"),
    );
    if !row.gives(wanted) {
        reader.missing_key(row, wanted);
    }
    if row.gives(other) {
        let trouble = Trouble::UnknownKey {
            key: other.to_owned(),
            section: format!("{}, whose item is counted in {wanted}", row.title),
            nearest: Some(wanted.to_owned()),
            known: Vec::new(),
        };
        reader.mistake(trouble, &row.place_of(other));
    }
    match item {
        Item::FireUnit(_) => batteries,
        Item::Sensor(_) => sensors,
    }
    .unwrap_or(0)
}

fn opens(reader: &mut Reader<'_>, row: &Row<'_>) -> Date {
    let given = reader.node(row, "opens");
    given
        .and_then(|(_, node)| reader.day_of("opens", &node))
        .unwrap_or(reader.start)
}

fn contract(
    reader: &mut Reader<'_>,
    row: &Row<'_>,
    starts_as: DealState,
) -> case::Param<quantity::marker::Rate> {
    let signed = matches!(starts_as, DealState::Contract | DealState::Executing);
    if let Some(hazard) = reader.number_if(row, "contract") {
        if signed {
            reader.ignored(row, "contract", "the deal starts with a contract");
        }
        return hazard;
    }
    if !row.gives("contract") && !signed {
        reader.missing_key(row, "contract");
    }
    reader.ruled(row, "contract", "\"0 per year\"")
}

/// The view of supply that the walk follows, and the other one where both are given.
fn supply(reader: &mut Reader<'_>, row: &Row<'_>) -> (Supply, Option<Supply>) {
    let section = row.title.clone();
    let follows = reader.word_if(row, "supply");
    if row.gives("lead_time") && row.gives("line") && !row.gives("supply") {
        let (first, second) = ("lead_time", "line");
        reader.mistake(
            Trouble::Both {
                section,
                first,
                second,
            },
            &row.place_of("line"),
        );
    } else if !row.gives("lead_time") && !row.gives("line") {
        let keys = "`lead_time`, `line`".to_owned();
        reader.mistake(Trouble::NoneOf { section, keys }, &row.at);
    }
    let line = reader.id_if(row, "line").map(Supply::Line);
    let leads = row.gives("lead_time") || line.is_none();
    let lead = leads.then(|| Supply::LeadTime {
        first: reader.law(row, "lead_time"),
        spacing: reader.law(row, "spacing"),
    });
    let key = if follows == Some("line") {
        "line"
    } else {
        "lead_time"
    };
    if follows.is_some() && !row.gives(key) {
        reader.missing_key(row, key);
    }
    match (line, lead) {
        (Some(line), Some(lead)) if follows == Some("lead-time") => (lead, Some(line)),
        (Some(line), lead) => (line, lead),
        (None, lead) => (lead.unwrap_or(Supply::Line(Id::new(u32::MAX))), None),
    }
}

/// Of what the price is; the figures of one price are all of one thing.
fn price_per(reader: &mut Reader<'_>, part: &Row<'_>, item: Item) -> PricePer {
    let said: Vec<&str> = reader.said_per(part, "price", PER);
    if let Some(other) = said.iter().find(|thing| **thing != said[0]) {
        let trouble = Trouble::WrongPer {
            key: "price".to_owned(),
            found: format!("{} and per {other}", said[0]),
            allowed: vec![said[0].to_owned()],
        };
        reader.mistake(trouble, &part.place_of("price"));
    }
    match said.first().copied() {
        Some("package") => PricePer::Package,
        Some("battery") if matches!(item, Item::FireUnit(_)) => PricePer::Battery,
        Some("battery") => {
            let trouble = Trouble::WrongPer {
                key: "price".to_owned(),
                found: "battery where the deal is about sensors".to_owned(),
                allowed: vec!["sensor".to_owned(), "package".to_owned()],
            };
            reader.mistake(trouble, &part.place_of("price"));
            PricePer::Vehicle
        }
        _ => PricePer::Vehicle,
    }
}

fn terms(reader: &mut Reader<'_>, part: &Row<'_>, item: Item) -> Terms {
    Terms {
        price: reader.number(part, "price"),
        per: price_per(reader, part, item),
        package: reader.number(part, "package"),
        donated: reader.number(part, "donated"),
        down_payment: reader.number(part, "down_payment"),
        on_delivery: reader.number(part, "on_delivery"),
        grace: reader.number(part, "grace"),
        loan: reader.part_if(part, "loan").map(|part| Loan {
            share: reader.number(&part, "share"),
            years: reader.whole(&part, "years"),
            interest: reader.number(&part, "interest"),
        }),
    }
}
