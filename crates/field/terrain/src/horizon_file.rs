//! Horizon tables as small files that travel with a case.
//!
//! Layout, little-endian: 8 bytes of magic, the version (u32), the length of the packed body (u64), the body
//! (zlib), SHA-256 of everything before it. The body: header numbers, then for all rays the count of known
//! cells, then slopes, then grounds, each a variable-length integer of the difference to what its neighbours
//! foretell. The same table makes the same bytes.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};

use crate::bytes::{Fault, Reader, put_varint};
use crate::horizon::{Cell, HorizonTable};
use crate::key::HorizonKey;
use crate::position::Position;
use crate::settings::{MAX_TABLE_CELLS, Site, SweepSettings};

const MAGIC: &[u8; 8] = b"BZHORIZN";
const VERSION: u32 = 1;
const HEAD: usize = 8 + 4 + 8;
const SUM: usize = 32;
/// No table is larger than this, packed \[bytes\].
const MAX_FILE: u64 = 256 << 20;

/// Why a horizon file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HorizonFileError {
    /// The file cannot be read or written.
    #[error("cannot read or write the horizon file `{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another kind of file.
    #[error("`{}` is not a horizon file", path.display())]
    NotAHorizon {
        /// The file.
        path: PathBuf,
    },
    /// Written by a later version.
    #[error("the horizon file `{}` is of version {found}; version {VERSION} is read: sweep anew", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// Cut off or changed.
    #[error("the horizon file `{}` is damaged or cut off: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not hold.
        what: &'static str,
    },
}

impl HorizonTable {
    /// Writes the table: beside the file first, then renamed over it.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<(), HorizonFileError> {
        let path = path.as_ref();
        let io = |source| HorizonFileError::Io {
            path: path.to_owned(),
            source,
        };
        let bytes = self.to_bytes().map_err(io)?;
        let mut beside = path.as_os_str().to_owned();
        beside.push(".part");
        let written = write_synced(beside.as_ref(), &bytes);
        written
            .and_then(|()| fs::rename(&beside, path))
            .map_err(|source| {
                // What could not be finished is no use to anyone; that it cannot be removed is no news either.
                let _ = fs::remove_file(&beside);
                io(source)
            })
    }

    /// Reads a table that [`HorizonTable::write`] wrote.
    ///
    /// # Errors
    /// A missing, foreign, newer, cut-off or altered file, each by name.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, HorizonFileError> {
        let path = path.as_ref();
        let io = |source| HorizonFileError::Io {
            path: path.to_owned(),
            source,
        };
        let file = fs::File::open(path).map_err(io)?;
        let mut bytes = Vec::new();
        file.take(MAX_FILE).read_to_end(&mut bytes).map_err(io)?;
        unpack(&bytes).map_err(|fault| HorizonFileError::from_fault(fault, path))
    }

    fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&self.body())?;
        let packed = packer.finish()?;
        let mut bytes = Vec::with_capacity(HEAD + packed.len() + SUM);
        bytes.extend_from_slice(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((packed.len() as u64).to_le_bytes());
        bytes.extend(packed);
        let sum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&sum);
        Ok(bytes)
    }

    fn body(&self) -> Vec<u8> {
        let key = self.key();
        let (site, settings) = (&key.site, &key.settings);
        let mut body = Vec::new();
        for number in [
            site.position.lat_deg,
            site.position.lon_deg,
            site.antenna_height_agl_m,
            settings.max_range_m,
            settings.range_step_m,
            settings.sample_step_m.unwrap_or(-1.0),
            settings.k_factor,
            self.site_ground_m(),
        ] {
            body.extend(number.to_le_bytes());
        }
        body.extend(settings.azimuths.to_le_bytes());
        for text in [key.terrain.as_str(), self.terrain_name()] {
            body.extend((text.len() as u32).to_le_bytes());
            body.extend(text.as_bytes());
        }
        for known in self.known_cells() {
            body.extend(known.to_le_bytes());
        }
        self.put_cells(&mut body, |cell| cell.slope);
        self.put_cells(&mut body, |cell| cell.ground);
        body
    }

    /// Each value as its difference from the cell before it on its ray: a slope in shadow does not change.
    fn put_cells(&self, body: &mut Vec<u8>, value: impl Fn(&Cell) -> i32) {
        for ray in 0..self.known_cells().len() {
            let mut before = 0;
            for cell in self.known_row(ray) {
                put_varint(body, value(cell).wrapping_sub(before));
                before = value(cell);
            }
        }
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

impl HorizonFileError {
    fn from_fault(fault: Fault, path: &Path) -> Self {
        let path = path.to_owned();
        match fault {
            Fault::Foreign => Self::NotAHorizon { path },
            Fault::Version(found) => Self::Version { path, found },
            Fault::Damaged(what) => Self::Damaged { path, what },
        }
    }
}

fn unpack(bytes: &[u8]) -> Result<HorizonTable, Fault> {
    if bytes.get(..8) != Some(MAGIC.as_slice()) {
        return Err(Fault::Foreign);
    }
    let mut head = Reader(&bytes[8..]);
    let version = head.u32()?;
    if version != VERSION {
        return Err(Fault::Version(version));
    }
    let packed_len = head.u64()?;
    if packed_len.saturating_add((HEAD + SUM) as u64) != bytes.len() as u64 {
        return Err(Fault::Damaged("it is not as long as it says"));
    }
    let (signed, sum) = bytes.split_at(bytes.len() - SUM);
    if Sha256::digest(signed).as_slice() != sum {
        return Err(Fault::Damaged("its checksum does not match"));
    }
    let mut body = Vec::new();
    // Ten bytes a cell is the most that two variable-length integers take.
    let most = MAX_TABLE_CELLS as u64 * 12;
    ZlibDecoder::new(&signed[HEAD..])
        .take(most)
        .read_to_end(&mut body)
        .map_err(|_| Fault::Damaged("its body does not unpack"))?;
    table(&mut Reader(&body))
}

fn table(body: &mut Reader<'_>) -> Result<HorizonTable, Fault> {
    let mut numbers = [0.0; 8];
    for number in &mut numbers {
        *number = body.f64()?;
    }
    let [
        lat_deg,
        lon_deg,
        antenna_height_agl_m,
        max_range_m,
        range_step_m,
        sample,
        k_factor,
        ground,
    ] = numbers;
    let settings = SweepSettings {
        max_range_m,
        azimuths: body.u32()?,
        range_step_m,
        sample_step_m: (sample > 0.0).then_some(sample),
        k_factor,
    };
    let key = HorizonKey {
        terrain: body.text()?,
        site: Site {
            position: Position { lat_deg, lon_deg },
            antenna_height_agl_m,
        },
        settings,
    };
    let terrain_name = body.text()?;
    let bins = settings.bins();
    let sane = bins >= 1.0
        && settings.azimuths >= 1
        && bins * f64::from(settings.azimuths) <= MAX_TABLE_CELLS
        && numbers.iter().take(6).all(|number| number.is_finite());
    if !sane {
        return Err(Fault::Damaged("its header makes no sense"));
    }
    let row = bins as usize + 1;
    let mut known = Vec::with_capacity(settings.azimuths as usize);
    for _ in 0..settings.azimuths {
        let count = body.u32()?;
        if count as usize > row {
            return Err(Fault::Damaged("a ray is longer than the table"));
        }
        known.push(count);
    }
    let mut cells = vec![Cell::default(); row * known.len()];
    take_cells(body, &known, &mut cells, row, |cell| &mut cell.slope)?;
    take_cells(body, &known, &mut cells, row, |cell| &mut cell.ground)?;
    Ok(HorizonTable::new(key, terrain_name, ground, known, cells))
}

fn take_cells(
    body: &mut Reader<'_>,
    known: &[u32],
    cells: &mut [Cell],
    row: usize,
    place: impl Fn(&mut Cell) -> &mut i32,
) -> Result<(), Fault> {
    for (ray, count) in cells.chunks_mut(row).zip(known) {
        let mut before: i32 = 0;
        for cell in ray.iter_mut().take(*count as usize) {
            before = before.wrapping_add(body.varint()?);
            *place(cell) = before;
        }
    }
    Ok(())
}
