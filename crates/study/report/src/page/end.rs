//! What to watch for, what is not modelled, how to reproduce, whose data.

use super::parts::{caption, list, p, section};
use crate::context::Context;
use crate::svg::escape;
use crate::words::{and, group, path_in_words, sentence};

pub(super) fn watch(context: &Context<'_>) -> String {
    let items: Vec<String> = context
        .study
        .watch
        .iter()
        .map(|watch| match &watch.moves {
            Some(path) => {
                let rank = context
                    .summary
                    .leading
                    .iter()
                    .position(|held| held.path == *path);
                let rank = rank.map_or_else(String::new, |at| {
                    format!(" (number {} of the table above)", at + 1)
                });
                format!(
                    "{} It would move: {}{rank}.",
                    sentence(&watch.says),
                    path_in_words(path, &context.names)
                )
            }
            None => sentence(&watch.says),
        })
        .collect();
    if items.is_empty() {
        let words = "The case names nothing to watch for";
        return section(
            "What to watch for",
            words,
            &p(if context.summary.leading.is_empty() {
                "Nothing stands out above."
            } else {
                "See the table above: what moves its first lines goes with the answer."
            }),
        );
    }
    section(
        "What to watch for",
        "What would change the answer",
        &list(&items),
    )
}

pub(super) fn not_modelled() -> String {
    section("Limits", "What is not modelled", &list(&NOT_MODELLED))
}

/// What a reader might take for granted, and should not.
const NOT_MODELLED: [&str; 12] = [
    "How a purchase is negotiated, paid for and moved: buying is one lumped chance, with no routes, carriers or payment channels.",
    "Events outside the case’s own slow states: no change of government, new war or new sanctions but those that it names.",
    "Secret deals and deliveries: the evidence is what was published.",
    "Fighter aircraft, long-range systems and allied help, unless the case lists them.",
    "An attacker who thinks: raids fly straight, as written, and neither seek gaps nor come back better. Nothing here plans an attack or a way around a defence.",
    "Jamming beyond a declared rise of noise and a shared effect, decoys, anti-radiation weapons and blinding of radars within a raid; losses to strikes in the years before are one declared rate.",
    "Weather, clutter and false alarms, beyond what the case declares of its sensors; a radar’s figures are those that its maker or others publish, at the median atmosphere.",
    "What fine terrain hides: a ridge narrower than the raster’s posts hides nothing.",
    "Skill by person and task (a crew’s skill grows and fades as a whole), the gain from preventive work, partial work of a broken vehicle, missiles one by one.",
    "The people hurt: population counts as exposure alone and is never turned into casualties.",
    "Air traffic control and the rules by which civil flights are told from threats, beyond one declared chance of a mistake.",
    "Dependence between assumptions other than the two shared factors (the buyer’s institutions, the supplier’s commitment).",
];

pub(super) fn reproduce(context: &Context<'_>) -> String {
    let study = context.study;
    let rows = [
        ("program", study.program.clone()),
        ("command", study.command.clone()),
        ("seed", study.seed.to_string()),
        (
            "runs",
            format!(
                "{}, {} chance draws for each draw of the assumptions",
                group(study.replications),
                study.inner
            ),
        ),
        ("draws", study.plan.clone()),
        ("assumptions drawn", study.assumptions.len().to_string()),
        ("defaults used", study.defaults.to_string()),
        (
            "SHA-256 of the question and of “working”, taken before the run",
            study.definition_hash.clone(),
        ),
        ("SHA-256 of all inputs", study.case_hash.clone()),
    ];
    let row = |name: &str, value: &str| {
        format!(
            "<tr><th scope=\"row\">{}</th><td><code>{}</code></td></tr>",
            escape(name),
            escape(value)
        )
    };
    let table: String = rows.iter().map(|(name, value)| row(name, value)).collect();
    let inputs: String = study
        .inputs
        .iter()
        .map(|(name, hash)| row(name, hash))
        .collect();
    let rule = study.headline().map_or_else(String::new, |entry| {
        p(&format!(
            "“Working”, as the program applies it: {}",
            sentence(&entry.rule)
        ))
    });
    let body = format!(
        "{}{rule}<table><tbody>{table}</tbody>{}</table><h3>Inputs</h3><table><tbody>{inputs}</tbody>{}</table><h3>Data</h3>{}",
        p("The same case, seed and program give the same numbers, on any number of cores."),
        caption(""),
        caption("SHA-256 of each input file."),
        list(&attributions(context)),
    );
    section("How to reproduce", "Everything that this rests on", &body)
}

/// What the shipped data asks to be said wherever it is shown, by the input that it came in.
const CREDITS: [(&str, &str); 5] = [
    (
        "afghanistan_5min.tif",
        "Relief: ITU-R P.1511-2, via ITU-Rpy (MIT).",
    ),
    (
        "borders.geojson",
        "Borders: made with Natural Earth, via world-atlas. They express no opinion on any claim.",
    ),
    (
        "towns.csv",
        "Towns: GeoNames (geonames.org), CC BY 4.0, selected and rounded.",
    ),
    (
        "airports.csv",
        "Airports: airportsdata, © Mike Borsetti and mwgg, MIT.",
    ),
    (
        "horizons/",
        "Terrain of the shipped horizon tables: DTED Level 0, U.S. National Imagery and Mapping Agency (now NGA), public domain. This product is not endorsed by NGA or the U.S. Department of Defense. Not for navigation.",
    ),
];

fn attributions(context: &Context<'_>) -> Vec<String> {
    let inputs = &context.study.inputs;
    let mut credits: Vec<String> = CREDITS
        .iter()
        .filter(|(file, _)| inputs.keys().any(|name| name.contains(file)))
        .map(|(_, words)| (*words).to_owned())
        .collect();
    let sources: Vec<String> = inputs
        .keys()
        .filter(|name| name.ends_with(".csv") && !name.contains('/'))
        .cloned()
        .collect();
    if !sources.is_empty() {
        credits.push(format!(
            "Claims and facts: public sources, each named in its row of {}.",
            and(&sources)
        ));
    }
    credits
}
