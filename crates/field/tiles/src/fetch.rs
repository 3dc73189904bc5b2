//! Fetching: tile by tile, each whole and readable or not there at all.

use std::fs;

use terrain::{Opening, Raster};

use crate::cache::Locked;
use crate::error::TileError;
use crate::model::Corner;
use crate::plan::Wanted;
use crate::web::{Try, Web};

/// How the fetch of a tile ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fetched {
    /// It is in the cache.
    Whole {
        /// Its size.
        bytes: u64,
    },
    /// The server does not have it, which is noted.
    Absent,
}

/// Fetches one tile into a cache, going on with a part of it that is there.
///
/// # Errors
/// A server that does not give it, also after several tries: what came is kept for the next time. A file that is no
/// raster: it is removed. A cache that cannot be written.
pub fn fetch(wanted: &Wanted, cache: &Locked<'_>, web: &Web) -> Result<Fetched, TileError> {
    let corner = wanted.corner;
    let address = web.address(cache.cache.model(), corner);
    let mut failed = 0;
    loop {
        let what = match web.go_on(cache.cache, corner)? {
            Try::Whole => return settle(corner, cache, address),
            Try::Absent => {
                cache.note_absent(corner)?;
                remove(cache, corner);
                return Ok(Fetched::Absent);
            }
            Try::Refused(what) => return Err(TileError::Server { address, what }),
            Try::Again { what, is_further } => {
                // A server that cuts off but moves on is worth asking again.
                failed = if is_further && failed > 0 {
                    failed
                } else {
                    failed + 1
                };
                what
            }
        };
        if failed >= web.tries() {
            let what = format!("{what}, also after {failed} tries");
            return Err(TileError::Server { address, what });
        }
        web.pause(failed);
    }
}

/// A part that is as long as promised becomes the tile, if it is a raster to its last cell.
fn settle(corner: Corner, cache: &Locked<'_>, address: String) -> Result<Fetched, TileError> {
    let (part, file) = (cache.cache.part(corner), cache.cache.file(corner));
    if let Err(error) = read_through(&part) {
        remove(cache, corner);
        return Err(TileError::NotARaster {
            address,
            what: error.to_string(),
        });
    }
    let bytes = fs::metadata(&part).map_err(TileError::io(&part))?.len();
    fs::rename(&part, &file).map_err(TileError::io(&file))?;
    remove(cache, corner);
    Ok(Fetched::Whole { bytes })
}

fn read_through(part: &std::path::Path) -> Result<(), terrain::RasterError> {
    // Small memory: the cells are looked at and not kept.
    let opening = Opening {
        memory_bytes: 1 << 22,
    };
    Raster::open_with(part, opening)?.census().map(drop)
}

/// Removes what is left of a part; that nothing is there is no news.
fn remove(cache: &Locked<'_>, corner: Corner) {
    let _ = fs::remove_file(cache.cache.part(corner));
    let _ = fs::remove_file(cache.cache.version(corner));
}
