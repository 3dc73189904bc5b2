//! A link by itself against the same link in a study.

use std::path::Path;

use study::hop::{Ends, HopError, Weather, hop_of_case};
use study::{Inputs, prepare_case};
use terrain::Opening;

fn shipped() -> scenario::Loaded {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../scenarios/afghanistan");
    scenario::load(&folder).unwrap()
}

/// One code: equal to the last bit.
#[test]
fn a_link_by_itself_loses_what_it_loses_in_a_study() {
    let loaded = shipped();
    let prepared = prepare_case(loaded.case.clone(), &Inputs::of(&loaded)).unwrap();
    let losses = &prepared.world().link_path_loss_db;
    let mut radios = 0;
    for (link, loss) in loaded.case.links.rows().iter().zip(losses) {
        let ends = Ends::Link(&link.id);
        let hop = hop_of_case(&loaded, ends, Weather::MIDDLING, Opening::default());
        match (hop, loss) {
            (Ok(hop), Some(loss)) => {
                radios += 1;
                assert_eq!(hop.budget.path_loss.total_db(), *loss, "{}", link.id);
                let below = hop.budget.link.frequency_hz < 1e9;
                let named = hop.budget.path_loss.terrain_model.name();
                assert_eq!(named.contains("Longley"), below, "{}", link.id);
            }
            (Err(HopError::Declared { .. }), None) => {}
            (hop, loss) => panic!("{}: {hop:?} {loss:?}", link.id),
        }
    }
    assert!(radios >= 11, "{radios}");
}

/// A link and its two sites are one hop; turned about it is the same but for rounding and the places of samples.
#[test]
fn a_link_is_that_between_its_sites_both_ways() {
    let loaded = shipped();
    let hop = |ends| hop_of_case(&loaded, ends, Weather::MIDDLING, Opening::default()).unwrap();
    let named = hop(Ends::Sites {
        from: "kabul-south",
        to: "kabul-post",
        by: "vhf-radio",
    });
    let back = hop(Ends::Sites {
        from: "kabul-post",
        to: "kabul-south",
        by: "vhf-radio",
    });
    let (there, here) = (
        named.budget.path_loss.total_db(),
        back.budget.path_loss.total_db(),
    );
    assert!((there - here).abs() < 0.01, "{there} {here}");
    assert_eq!(named.case.as_deref(), Some("afghanistan"));
}
