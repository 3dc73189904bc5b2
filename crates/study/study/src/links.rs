//! Which links close at given numbers, over the loss that the terrain decided.

use case::equipment::LinkPath;
use case::{Case, Link, Numbers};
use raid::World;

/// What is left of a link's budget after path loss and the asked margin \[dB\]; `None`: not a radio link.
pub(crate) fn spare_db(case: &Case, link: &Link, loss_db: f64, numbers: &Numbers) -> Option<f64> {
    let LinkPath::Radio {
        power_dbm,
        gain_dbi,
        sensitivity_dbm,
        margin_db,
        ..
    } = case.link_types[link.by].path
    else {
        return None;
    };
    let received_dbm = numbers[power_dbm] + 2.0 * numbers[gain_dbi] - loss_db;
    Some(received_dbm - numbers[sensitivity_dbm] - numbers[margin_db])
}

/// For each link whether it closes; declared paths always do.
pub(crate) fn close(case: &Case, world: &World, numbers: &Numbers) -> Vec<bool> {
    let links = case.links.rows().iter().zip(&world.link_path_loss_db);
    let closes = |(link, loss): (&Link, &Option<f64>)| {
        let spare = loss.and_then(|loss| spare_db(case, link, loss, numbers));
        spare.is_none_or(|spare| spare >= 0.0)
    };
    links.map(closes).collect()
}
