//! A link by itself against the same link in a study.

use std::path::Path;

use study::hop::{Ends, HopError, Weather, hop_of_case};
use study::{Inputs, prepare_case};
use terrain::Opening;

fn shipped() -> scenario::Loaded {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../scenarios/afghanistan");
    scenario::load(&folder).unwrap()
}

#[test]
fn a_link_by_itself_loses_what_it_loses_in_a_study() {
    let mut loaded = shipped();
    let as_shipped = is_one_code(&loaded);
    loaded.case.climate.k_factor = Some(4.0 / 3.0);
    assert_eq!(is_one_code(&loaded), as_shipped, "the standard atmosphere");
    loaded.case.climate.k_factor = Some(0.6);
    // Clear paths lose the same under any bending.
    assert!(is_one_code(&loaded) >= as_shipped);
    let link = Ends::Link("bagram-1--post-bagram--microwave");
    let hop = hop_of_case(&loaded, link, Weather::MIDDLING, Opening::default()).unwrap();
    assert!((hop.around.earth.radius_m() - 0.6 * 6_371e3).abs() < 1.0);
}

/// A climate fades a link more where it rains more, and middling figures stand for what it leaves out.
#[test]
fn the_climate_of_a_case_fades_its_links() {
    let loaded = shipped();
    let climate = |rain_rate_mm_h, dn1_n_km| {
        Weather::of(&case::Climate {
            rain_rate_mm_h,
            dn1_n_km,
            k_factor: None,
        })
    };
    assert_eq!(climate(None, None), Weather::MIDDLING);
    let link = Ends::Link("bagram-1--post-bagram--microwave");
    let outage = |weather| {
        let hop = hop_of_case(&loaded, link, weather, Opening::default()).unwrap();
        hop.availability.together().unwrap().most_percent
    };
    let calm = outage(climate(Some(10.0), Some(-200.0)));
    assert!(outage(climate(Some(120.0), Some(-200.0))) >= calm);
    assert!(outage(climate(Some(10.0), Some(-800.0))) > calm);
}

/// Equal to the last bit in every radio link; the sum of their losses [dB].
fn is_one_code(loaded: &scenario::Loaded) -> f64 {
    let prepared = prepare_case(loaded.case.clone(), &Inputs::of(loaded)).unwrap();
    let losses = &prepared.world().link_path_loss_db;
    let mut radios = 0;
    for (link, loss) in loaded.case.links.rows().iter().zip(losses) {
        let ends = Ends::Link(&link.id);
        let hop = hop_of_case(loaded, ends, Weather::MIDDLING, Opening::default());
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
    losses.iter().flatten().sum()
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
