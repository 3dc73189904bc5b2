//! Addresses of a raid's draws: by the raid's id and date, then by threat, or by threat and who looks.

use case::{Raid, Row};
use quantity::Date;
use random::{EntityKey, Purpose};

/// Where a threat comes from.
pub(crate) const BEARING: Purpose = Purpose(1);
/// How far out it starts.
pub(crate) const RANGE: Purpose = Purpose(2);
/// How long after the raid's beginning.
pub(crate) const DELAY: Purpose = Purpose(3);
/// Whether each shot at it kills; one occurrence a shot.
pub(crate) const KILL: Purpose = Purpose(4);
/// The effect that all shots of the raid share.
pub(crate) const SHARED: Purpose = Purpose(5);
/// Scans of one watcher at one threat.
pub(crate) const SCANS: Purpose = Purpose(6);
/// Reaction time of one unit to one threat.
pub(crate) const REACTION: Purpose = Purpose(7);
/// How many civil flights; then heading, offset and time of each.
pub(crate) const CIVIL: Purpose = Purpose(8);
/// Whether a civil flight that is tracked is taken for a threat.
pub(crate) const MISTAKEN: Purpose = Purpose(9);

/// The key of one raid on one day.
pub(crate) fn raid_key(raid: &Raid, on: Date) -> EntityKey {
    raid.key().with(on.days_since(Date::new_year(1970)) as u64)
}

/// The key of a threat of a group; it does not depend on how many other groups or threats there are.
pub(crate) const fn threat_key(raid: EntityKey, group: usize, number: u32) -> EntityKey {
    raid.with(group as u64).with(number as u64)
}

/// The key of civil flights of a raid.
pub(crate) const fn civil_key(raid: EntityKey) -> EntityKey {
    raid.with(u64::MAX)
}

/// The key of what one watcher or unit does about one threat.
pub(crate) const fn pair_key(threat: EntityKey, watcher: EntityKey) -> EntityKey {
    threat.with(watcher.0)
}
