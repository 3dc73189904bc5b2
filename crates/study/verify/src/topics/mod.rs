//! One file a topic: from a row's inputs to ours, through the public functions of the rooms below.

pub(crate) mod detection;
pub(crate) mod gas_attenuation;
pub(crate) mod geodesy;
pub(crate) mod link;
pub(crate) mod radar_range;
pub(crate) mod rain;
pub(crate) mod viewshed;
