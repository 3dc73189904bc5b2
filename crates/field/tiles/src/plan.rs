//! What must be fetched, before anything is.

use std::collections::BTreeSet;

use crate::cache::Locked;
use crate::error::TileError;
use crate::model::Corner;
use crate::web::{Head, Web};

/// A tile to fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Which.
    pub corner: Corner,
    /// Its size, where the server told it \[bytes\].
    pub bytes: Option<u64>,
    /// So much of it is there from an earlier fetch \[bytes\].
    pub part_bytes: u64,
}

/// The tiles that an area needs, by what must be done for them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// In the cache.
    pub there: Vec<Corner>,
    /// The server is known not to have them.
    pub absent: Vec<Corner>,
    /// To fetch.
    pub wanted: Vec<Wanted>,
}

impl Plan {
    /// Looks into a cache, and asks the server for the sizes of what is missing where `web` is given.
    ///
    /// # Errors
    /// A cache that cannot be read; a server that does not answer.
    pub fn new(
        needed: &BTreeSet<Corner>,
        cache: &Locked<'_>,
        web: Option<&Web>,
    ) -> Result<Self, TileError> {
        let known_absent = cache.cache.absent()?;
        let model = cache.cache.model();
        let mut plan = Self::default();
        for &corner in needed {
            if cache.cache.file(corner).is_file() {
                plan.there.push(corner);
                continue;
            }
            if known_absent.contains(&model.tile(corner)) {
                plan.absent.push(corner);
                continue;
            }
            match web.map(|web| web.head(model, corner)).transpose()? {
                Some(Head::Absent) => {
                    cache.note_absent(corner)?;
                    plan.absent.push(corner);
                }
                Some(Head::There { bytes }) => plan.want(cache, corner, bytes),
                None => plan.want(cache, corner, None),
            }
        }
        Ok(plan)
    }

    fn want(&mut self, cache: &Locked<'_>, corner: Corner, bytes: Option<u64>) {
        let part = std::fs::metadata(cache.cache.part(corner));
        let part_bytes = part.map_or(0, |part| part.len());
        self.wanted.push(Wanted {
            corner,
            bytes,
            part_bytes,
        });
    }

    /// What is still to come \[bytes\], and for how many tiles that is an estimate.
    pub fn bytes(&self, usual_bytes: u64) -> (u64, usize) {
        let rest = |wanted: &Wanted| {
            let whole = wanted.bytes.unwrap_or(usual_bytes);
            whole.saturating_sub(wanted.part_bytes)
        };
        let guessed = self.wanted.iter().filter(|wanted| wanted.bytes.is_none());
        (self.wanted.iter().map(rest).sum(), guessed.count())
    }
}
