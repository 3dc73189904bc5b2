//! The path of an assumption in plain words: `deal.tor-for-kabul.contract` as "chance a year of a binding contract".

use std::collections::BTreeMap;

use study::Study;

use super::plain;

/// Names of what paths refer to, by `section.id`.
#[derive(Debug, Clone, Default)]
pub struct Names(BTreeMap<String, String>);

impl Names {
    /// The names that a study holds.
    pub fn of(study: &Study) -> Self {
        let mut names = BTreeMap::new();
        let mut add = |section: &str, id: &str, name: &str| {
            names.insert(format!("{section}.{id}"), name.to_owned());
        };
        for deal in &study.deals {
            add("deal", &deal.id, &deal.name);
        }
        for unit in &study.units {
            add("unit", &unit.id, &unit.name);
        }
        for sensor in &study.sensors {
            add("sensor", &sensor.id, &sensor.name);
        }
        for state in &study.states {
            add("state", &state.id, &state.says);
        }
        for place in &study.places {
            add("place", &place.id, &place.name);
        }
        for raid in &study.raids {
            for (at, threat) in raid.threats.iter().enumerate() {
                // Paths count groups from one.
                let words = format!("{}, in the raid “{}”", threat.name, plain(&raid.id));
                add("raid", &format!("{}.threats.{}", raid.id, at + 1), &words);
            }
        }
        names.extend(study.names.clone());
        Self(names)
    }

    /// The name of a thing, or its id.
    fn name(&self, section: &str, id: &str) -> String {
        let known = self.0.get(&format!("{section}.{id}"));
        known.map_or_else(|| id.to_owned(), Clone::clone)
    }
}

/// What each field means, by section and field; the rest of a path follows after a colon.
const FIELDS: &[(&str, &str, &str)] = &[
    ("deal", "contract", "chance a year of a binding contract"),
    ("deal", "services", "chance that services come first"),
    ("deal", "services_after", "time until services begin"),
    (
        "deal",
        "never_executed",
        "chance that a contract is never carried out",
    ),
    ("deal", "lingers", "how long a dead contract lingers"),
    ("deal", "stoppage", "how often deliveries are stopped"),
    ("deal", "stoppage_lasts", "how long a stoppage lasts"),
    (
        "deal",
        "withdrawn",
        "chance a year that support is withdrawn",
    ),
    ("deal", "gives_up", "how long the buyer keeps trying"),
    ("deal", "lead_time", "time from contract to first delivery"),
    ("deal", "spacing", "time between deliveries"),
    ("deal", "shipping", "time to ship"),
    ("deal", "missiles_after", "time until missiles follow"),
    (
        "deal",
        "supplier_crews",
        "chance that the supplier's crews come along",
    ),
    (
        "deal",
        "supplier_crews_stay",
        "how long the supplier's crews stay",
    ),
    ("deal", "terms.price", "price"),
    (
        "deal",
        "terms.package",
        "cost of the whole package against the bare price",
    ),
    ("deal", "terms.donated", "share given or lent"),
    (
        "deal",
        "agreement.comes",
        "chance a year of an umbrella agreement",
    ),
    (
        "deal",
        "agreement.contract",
        "what an umbrella agreement does to the chance of a contract",
    ),
    (
        "deal",
        "agreement.services",
        "what an umbrella agreement does to the chance of services",
    ),
    (
        "deal",
        "terms.loan.share",
        "share of the price that is lent",
    ),
    ("deal", "terms.loan.interest", "interest on the loan"),
    ("deal", "terms.down_payment", "down payment"),
    ("line", "production", "output"),
    ("line", "own_losses", "the supplier's own losses to replace"),
    (
        "line",
        "own_first",
        "share of output that replaces own losses first",
    ),
    ("line", "export_share", "share of output open to export"),
    ("line", "stock", "items in stock"),
    ("line", "work", "work on one battery"),
    ("line", "runs", "how long the line runs"),
    ("line", "stops", "how long the line stops"),
    ("state", "on_lasts", "how long it lasts"),
    ("state", "ends", "chance a year that it ends"),
    ("state", "off_lasts", "how long it stays away"),
    ("state", "starts", "chance a year that it begins"),
    ("course", "seats", "seats of a course"),
    ("course", "starts_every", "time between classes"),
    ("course", "lasts", "length of a course"),
    ("course", "dropout", "drop-out of a course"),
    ("course", "fee", "fee of a course"),
    ("trade", "leaves", "specialists who leave, a year"),
    ("trade", "at_start", "specialists at the start"),
    ("instructors", "count", "instructors"),
    (
        "instructors",
        "leave",
        "rest of instructors between classes",
    ),
    ("unit", "work_up", "time to work up as a crew"),
    ("unit", "serviceable", "share of old equipment that works"),
    ("sensor", "serviceable", "share of old equipment that works"),
    ("site", "build", "time to build a site"),
    ("site", "cost", "cost of a site"),
    (
        "sustainment",
        "mtbf",
        "hours between failures of a vehicle or set",
    ),
    ("sustainment", "hours_per_day", "hours of use a day"),
    ("sustainment", "repair", "time to repair"),
    (
        "sustainment",
        "spare_chance",
        "chance that a failure needs a spare",
    ),
    (
        "sustainment",
        "to_depot",
        "chance that a failure goes to the depot",
    ),
    ("sustainment", "depot_time", "time at the depot"),
    (
        "sustainment",
        "abroad",
        "chance that a failure goes to the supplier",
    ),
    (
        "sustainment",
        "turnaround",
        "time until the supplier sends it back",
    ),
    ("sustainment", "missiles_last", "shelf life of missiles"),
    ("sustainment", "missiles_used", "loads fired in practice"),
    ("sustainment", "missiles_cost", "price of a new load"),
    ("sustainment", "missiles_used", "missiles fired in practice"),
    ("sustainment", "missiles_cost", "price of new missiles"),
    (
        "sustainment",
        "missiles_again",
        "time until new missiles come",
    ),
    ("sustainment", "wears_out", "chance a year of wearing out"),
    ("sustainment", "cost_per_year", "upkeep a year"),
    ("spare", "stock", "spares in stock"),
    ("spare", "lead_time", "time until a spare comes"),
    ("link_type", "mtbf", "time between breaks of a link"),
    ("link_type", "repair", "time to mend a link"),
    ("link_type", "install", "time to install a link"),
    ("link_type", "delay", "delay of a link"),
    ("supplier", "hands", "the supplier's technicians"),
    (
        "fire_unit",
        "pk.drone",
        "kill chance of one shot at a drone",
    ),
    (
        "fire_unit",
        "pk.munition",
        "kill chance of one shot at a stand-off weapon",
    ),
    (
        "fire_unit",
        "pk.aircraft",
        "kill chance of one shot at an aircraft",
    ),
    (
        "fire_unit",
        "pk.ballistic",
        "kill chance of one shot at a ballistic missile",
    ),
    (
        "fire_unit",
        "pk.civil",
        "kill chance of one shot at an airliner",
    ),
    ("fire_unit", "range_max", "greatest range"),
    ("fire_unit", "altitude_max", "greatest altitude"),
    ("fire_unit", "reaction", "reaction time"),
    ("fire_unit", "search.range", "range of its own search radar"),
    ("radar", "range", "detection range"),
    ("radar", "pd", "detection chance at that range"),
    ("threat", "speed", "speed"),
    ("threat", "rcs", "radar cross-section"),
    ("fire_unit", "range_min", "least range"),
    ("fire_unit", "altitude_min", "least altitude"),
    ("fire_unit", "reload", "time to reload"),
    ("fire_unit", "missile_speed", "speed of its missile"),
    ("fire_unit", "missiles", "missiles ready to fire"),
    ("fire_unit", "channels", "targets engaged at once"),
    ("radar", "scan", "time of one scan"),
    ("radar", "instrumented_range", "range to which it displays"),
    ("radar", "prime_power", "power that it draws"),
    (
        "site",
        "field.ready",
        "time until a temporary position is ready",
    ),
    (
        "site",
        "field.share",
        "share of its duty that a temporary position allows",
    ),
    ("spare", "cost", "cost of a spare"),
    ("trade", "pay", "pay and keep of a specialist, a year"),
    ("course", "washback", "share sent back to repeat a course"),
    ("deal", "age", "age of what is bought"),
    ("deal", "terms.grace", "how long arrears are borne"),
    ("deal", "terms.on_delivery", "share paid on delivery"),
    ("instructors", "wanted", "instructors wanted"),
    ("link_type", "gain", "antenna gain of a link"),
    ("link_type", "sensitivity", "sensitivity of a link"),
    ("link_type", "power", "transmitted power of a link"),
    ("sustainment", "life", "how long it lasts in all"),
    ("trainers", "comes", "chance a year that they agree to come"),
    ("transport", "at_once", "lots under way at once"),
    ("transport", "takes", "time of carriage"),
    ("transport", "open", "how long the way stays open"),
    ("transport", "closed", "how long the way stays closed"),
    ("raid", "civil_traffic.flights", "civil flights in the air"),
];

/// Fields of sections without ids.
const WHOLE: &[(&str, &str)] = &[
    ("budget.per_year", "money for air defence, a year"),
    ("people.recruits", "recruits a year"),
    (
        "people.pass_screening",
        "share of recruits fit for technical training",
    ),
    ("people.share", "share of the fit who go to air defence"),
    ("people.schooling", "time for schooling and language"),
    ("people.intake_every", "time between intakes"),
    ("skill.newly_qualified", "skill of newly qualified crews"),
    ("skill.practice", "time in which practice makes skill"),
    ("skill.half_life", "time in which skill is forgotten"),
    ("skill.kept", "skill that is never forgotten"),
    (
        "skill.unskilled_repair",
        "how much longer unskilled hands repair",
    ),
    (
        "skill.unskilled_reaction",
        "how much later an unskilled crew fires",
    ),
    ("depot.benches", "benches of the depot"),
    ("construction.teams", "building teams"),
    ("power.grid_up", "hours of grid power at a stretch"),
    ("power.grid_down", "hours without grid power"),
    ("power.generator_up", "hours until a generator fails"),
    ("power.generator_down", "hours to mend a generator"),
    (
        "power.fuel.cost_per_hour",
        "cost of an hour of a generator’s fuel",
    ),
    ("power.fuel.every", "time between deliveries of fuel"),
    ("power.fuel.tank", "hours of fuel in a tank"),
    (
        "power.season.outages",
        "outages in the bad season, against the rest",
    ),
    ("strikes.loss", "batteries lost to strikes, a year"),
    ("strikes.sensor_loss", "radars lost to strikes, a year"),
    ("strikes.vehicles", "vehicles lost in one strike"),
    ("engagement.shared_effect", "luck that a whole raid shares"),
    (
        "engagement.supplier_crew_odds",
        "how much better the supplier's crews shoot",
    ),
    (
        "engagement.civil_mistaken",
        "chance of taking an airliner for a threat",
    ),
    ("engagement.post_delay", "delay at the command post"),
];

/// The path of an assumption in plain words; an unknown one with its dots and hyphens loosened.
pub fn path_in_words(path: &str, names: &Names) -> String {
    if let Some((_, words)) = WHOLE.iter().find(|(known, _)| *known == path) {
        return (*words).to_owned();
    }
    let mut parts = path.splitn(3, '.');
    let (Some(section), Some(id), Some(field)) = (parts.next(), parts.next(), parts.next()) else {
        return plain(&path.replace('.', ", "));
    };
    if let Some((part, field)) = numbered(field) {
        let name = names.name(section, &format!("{id}.{part}"));
        let known = PARTS
            .iter()
            .find(|(of, known, _)| *of == section && *known == field);
        let words = known.map_or_else(
            || plain(&field.replace('.', " ")),
            |(_, _, words)| (*words).to_owned(),
        );
        return format!("{words} ({name})");
    }
    let name = names.name(section, id);
    if let Some(target) = field.strip_prefix("while_on.") {
        let target = path_in_words(&target.replace("*", "every"), names);
        return format!("factor while “{name}” holds: {target}");
    }
    let (base, rest) = split_known(section, field);
    match base {
        Some(words) if rest.is_empty() => format!("{words} ({name})"),
        Some(words) => format!("{words}, {} ({name})", plain(rest)),
        None => format!("{} ({name})", plain(&field.replace('.', " "))),
    }
}

/// `tasks.3` and `cost` of `tasks.3.cost`: a field of one of several parts.
fn numbered(field: &str) -> Option<(&str, &str)> {
    let (list, rest) = field.split_once('.')?;
    let (number, rest) = rest.split_once('.')?;
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| (&field[..list.len() + 1 + number.len()], rest))
}

/// Fields of numbered parts, by section.
const PARTS: &[(&str, &str, &str)] = &[
    ("plan", "lasts", "time for the task"),
    ("plan", "cost", "cost of the task"),
    ("raid", "altitude", "altitude of the group"),
    ("raid", "range", "distance at which the group starts"),
    (
        "raid",
        "releases.at",
        "distance at which the group releases its weapons",
    ),
];

/// The words of the longest known start of a field, and what is left of it.
fn split_known<'a>(section: &str, field: &'a str) -> (Option<&'static str>, &'a str) {
    let rest_after = |known: &str| {
        let rest = field.strip_prefix(known)?;
        rest.is_empty()
            .then_some("")
            .or_else(|| rest.strip_prefix('.'))
    };
    let fitting = FIELDS.iter().filter(|(of, _, _)| *of == section);
    let fitting = fitting.filter_map(|(_, known, words)| Some((*words, rest_after(known)?)));
    let best = fitting.min_by_key(|(_, rest)| rest.len());
    best.map_or((None, field), |(words, rest)| (Some(words), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let named = [
            ("deal.tor-for-kabul", "Tor-M2E for Kabul"),
            ("state.supplier-war", "the supplier's war goes first"),
            (
                "plan.battery-site.tasks.3",
                "“pads” of the plan “battery-site”",
            ),
        ];
        Names(named.map(|(k, v)| (k.to_owned(), v.to_owned())).into())
    }

    #[test]
    fn paths_read_as_words() {
        for (path, words) in [
            ("budget.per_year", "money for air defence, a year"),
            (
                "deal.tor-for-kabul.contract",
                "chance a year of a binding contract (Tor-M2E for Kabul)",
            ),
            (
                "state.supplier-war.while_on.deal.*.contract",
                "factor while “the supplier's war goes first” holds: chance a year of a binding contract (every)",
            ),
            (
                "fire_unit.tor-m2e.pk.drone",
                "kill chance of one shot at a drone (tor-m2e)",
            ),
            (
                "sustainment.tor-m2e.repair.sigma",
                "time to repair, sigma (tor-m2e)",
            ),
            (
                "raid.night.threats.1.altitude",
                "altitude of the group (night.threats.1)",
            ),
            (
                "plan.battery-site.tasks.3.cost",
                "cost of the task (“pads” of the plan “battery-site”)",
            ),
            ("strange", "strange"),
        ] {
            assert_eq!(path_in_words(path, &names()), words);
        }
    }
}
