//! What the ledger did to a scenario's numbers, for `study.json`.

use case::Slot;
use evidence::{Voice, weigh};
use quantity::{Dimension, SECONDS_PER_YEAR, format_range};
use scenario::dossier::{Listed, Position};
use scenario::{Dossier, Loaded};

use crate::manifest::{EvidenceEntry, MovedEntry, StruckEntry, VoteEntry};

/// Rows that are struck, and claims that rows move.
pub(crate) fn evidence(loaded: &Loaded) -> EvidenceEntry {
    let claims = loaded.ledger.iter().flat_map(|ledger| ledger.claims());
    let slots = loaded.case.slots.rows().iter();
    let mut moved: Vec<MovedEntry> = slots.flat_map(|slot| moved(loaded, slot)).collect();
    moved.sort_by(|a, b| (&a.path, &a.rival).cmp(&(&b.path, &b.rival)));
    EvidenceEntry {
        struck: claims.filter_map(|row| struck(loaded, row)).collect(),
        moved,
    }
}

fn struck(loaded: &Loaded, row: &evidence::Claim) -> Option<StruckEntry> {
    let of_row = loaded.believed.rows.contains(&row.id);
    let of_origin = loaded.believed.origins.contains(&row.origin);
    let asked = loaded.asked.rows.contains(&row.id) || loaded.asked.origins.contains(&row.origin);
    (of_row || of_origin).then(|| StruckEntry {
        id: row.id.clone(),
        origin: row.origin.clone(),
        claim: row.claim.clone(),
        by: if asked { "command line" } else { "file" }.to_owned(),
        with_origin: !of_row,
    })
}

/// The claims on a number that rows move: the case's own and those of rival sets.
fn moved(loaded: &Loaded, slot: &Slot) -> Vec<MovedEntry> {
    let below = format!("{}.claims.", slot.path);
    let is_asked = |path: &String| *path == slot.path || path.starts_with(&below);
    if !loaded.weighed.keys().any(is_asked) {
        return Vec::new();
    }
    let Ok(dossier) = Dossier::find(loaded, &slot.path) else {
        return Vec::new();
    };
    let entries = dossier.positions.iter();
    entries
        .filter_map(|position| entry(loaded, slot, position))
        .collect()
}

fn entry(loaded: &Loaded, slot: &Slot, position: &Position) -> Option<MovedEntry> {
    let path = match &position.rival {
        Some(rival) => format!("{}.claims.{rival}", slot.path),
        None => slot.path.clone(),
    };
    let weighed = loaded.weighed.get(&path)?;
    let claim = match &position.rival {
        Some(rival) => {
            let held = |id: &case::Id<case::Rival>| loaded.case.rivals[*id].id == *rival;
            slot.rivals.iter().find(|(id, _)| held(id))?.1
        }
        None => &slot.claim,
    };
    let (moved, dimension) = slot.as_written(claim);
    let words = |[low, likely, high]: [f64; 3]| format_range(low, likely, high, dimension);
    let rows = || position.speak_for.iter().chain(&position.speak_against);
    let all = |listed: &[Listed]| -> Vec<Voice> { listed.iter().map(voice).collect() };
    let odds_times_unstruck =
        weigh::odds_factor(&all(&position.speak_for), &all(&position.speak_against));
    Some(MovedEntry {
        path: slot.path.clone(),
        rival: position.rival.clone(),
        prior: weighed.prior,
        prior_words: words(weighed.prior),
        moved,
        moved_words: position.range.clone(),
        odds_times: weighed.factor,
        odds_times_unstruck,
        unstruck_words: words(unstruck(weighed.prior, odds_times_unstruck, dimension)),
        votes: votes(position),
        struck: rows()
            .filter(|listed| listed.is_struck)
            .map(|listed| listed.row.id.clone())
            .collect(),
    })
}

/// The prior with its odds moved as if no row were struck.
fn unstruck(prior: [f64; 3], factor: f64, dimension: Dimension) -> [f64; 3] {
    prior.map(|figure| match dimension {
        Dimension::Rate => weigh::moved_rate(figure, SECONDS_PER_YEAR, factor),
        _ => weigh::moved(figure, factor),
    })
}

fn votes(position: &Position) -> Vec<VoteEntry> {
    let heard = |rows: &[Listed]| -> Vec<Voice> {
        let heard = rows.iter().filter(|listed| !listed.is_struck);
        heard.map(voice).collect()
    };
    let (speak_for, speak_against) = (heard(&position.speak_for), heard(&position.speak_against));
    let votes = weigh::votes(&speak_for, &speak_against);
    let rows_of = |origin: &str| {
        let rows = position.speak_for.iter().chain(&position.speak_against);
        let mine = rows.filter(|listed| !listed.is_struck && listed.row.origin == origin);
        mine.map(|listed| listed.row.id.clone()).collect()
    };
    votes
        .iter()
        .map(|(origin, vote)| VoteEntry {
            origin: (*origin).to_owned(),
            vote: *vote,
            rows: rows_of(origin),
        })
        .collect()
}

fn voice(listed: &Listed) -> Voice {
    Voice {
        origin: listed.row.origin.clone(),
        grade: listed.row.grade,
    }
}
