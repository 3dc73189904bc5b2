//! A topic: one table, and how its rows are computed.

use crate::row::{Row, RowError};
use crate::score::Scored;
use crate::tables::{Shelf, TableError, Tables};
use crate::topics;

/// How a topic's answers are made.
#[derive(Debug, Clone, Copy)]
pub enum Compute {
    /// Row by row, from `NAME.csv`.
    Rows(fn(&Row, &Shelf) -> Result<Vec<f64>, RowError>),
    /// From files of its own; none where the set does not hold them.
    Files(fn(&Tables) -> Result<Option<Vec<Scored>>, TableError>),
    /// Its models come with later work; its rows in `NAME.csv` are counted.
    NotYet,
}

/// One topic.
#[derive(Debug, Clone, Copy)]
pub struct Topic {
    /// Its name: the table's file name without `.csv`.
    pub name: &'static str,
    /// What it holds against right answers, for a reader of the book.
    pub about: &'static str,
    /// How.
    pub compute: Compute,
}

/// All topics, in the order in which they are told.
pub const TOPICS: &[Topic] = &[
    Topic {
        name: "geodesy",
        about: "distances, directions and horizons on the WGS-84 ellipsoid",
        compute: Compute::Rows(topics::geodesy::compute),
    },
    Topic {
        name: "viewshed",
        about: "what is visible over terrain, and from what height",
        compute: Compute::Files(topics::viewshed::score),
    },
    Topic {
        name: "gas_attenuation",
        about: "attenuation by oxygen and water vapour, refractivity",
        compute: Compute::Rows(topics::gas_attenuation::compute),
    },
    Topic {
        name: "rain",
        about: "attenuation by rain",
        compute: Compute::Rows(topics::rain::compute),
    },
    Topic {
        name: "link",
        about: "free space, diffraction, irregular terrain, link budgets, reliability of a network",
        compute: Compute::Rows(topics::link::compute),
    },
    Topic {
        name: "radar_range",
        about: "the radar equation in its forms, noise, jamming",
        compute: Compute::Rows(topics::radar_range::compute),
    },
    Topic {
        name: "detection",
        about: "threshold, probability of detection and required SNR",
        compute: Compute::Rows(topics::detection::compute),
    },
    Topic {
        name: "queueing_and_spares",
        about: "queues, repair, spares and availability",
        compute: Compute::Rows(topics::queueing_and_spares::compute),
    },
    Topic {
        name: "training_pipeline",
        about: "courses, drop-out, manning, learning and forgetting",
        compute: Compute::Rows(topics::training_pipeline::compute),
    },
    Topic {
        name: "sensitivity",
        about: "sensitivity indices, scores, quantiles, survival",
        compute: Compute::Rows(topics::sensitivity::compute),
    },
    Topic {
        name: "tracking",
        about: "filters, association and track measures",
        compute: Compute::NotYet,
    },
    Topic {
        name: "engagement",
        about: "salvos, magazines, duels and assignment",
        compute: Compute::NotYet,
    },
];
