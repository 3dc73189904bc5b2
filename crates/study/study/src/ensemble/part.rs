//! Checkpoints: a file for each block of replications, whole or not there.
//!
//! Layout, little-endian: magic, first replication (u64), count (u32), length of the packed body (u64), the body
//! (postcard, deflate), SHA-256 of all before it. A file that is cut off or changed is as good as none: its block is
//! computed anew.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};

use crate::error::StudyError;
use crate::folder::CHECKPOINTS;
use crate::record::Record;

const MAGIC: &[u8; 8] = b"BZPART01";
const HEAD: usize = 8 + 8 + 4 + 8;
const SUM: usize = 32;

/// Replications of one block.
pub(crate) const BLOCK: u64 = 32;

/// A block's file.
pub(crate) fn path(folder: &Path, first: u64) -> PathBuf {
    folder
        .join(CHECKPOINTS)
        .join(format!("part-{first:09}.bin"))
}

/// Saves a block: beside first, then renamed.
pub(crate) fn write(folder: &Path, first: u64, records: &[Record]) -> Result<(), StudyError> {
    let path = path(folder, first);
    let bytes = pack(first, records).map_err(|why| StudyError::Encode {
        path: path.clone(),
        why,
    })?;
    save(&path, &bytes)
}

/// Writes a file beside its place and renames it over.
pub(crate) fn save(path: &Path, bytes: &[u8]) -> Result<(), StudyError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let write = || -> io::Result<()> {
        let mut file = fs::File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    write().map_err(|source| {
        // Room for another try: half a file is of no use to anyone.
        let _ = fs::remove_file(&beside);
        StudyError::write(path, source)
    })
}

/// The block's records, if a whole file holds exactly so many of them.
pub(crate) fn read(folder: &Path, first: u64, count: u64) -> Option<Vec<Record>> {
    let bytes = fs::read(path(folder, first)).ok()?;
    let (held_first, held_count) = header(&bytes)?;
    if held_first != first || u64::from(held_count) != count {
        return None;
    }
    let mut packed = DeflateDecoder::new(&bytes[HEAD..bytes.len() - SUM]);
    let mut body = Vec::new();
    packed.read_to_end(&mut body).ok()?;
    let records: Vec<Record> = postcard::from_bytes(&body).ok()?;
    (records.len() as u64 == count).then_some(records)
}

/// True when a whole file holds the block.
pub(crate) fn holds(folder: &Path, first: u64, count: u64) -> bool {
    let bytes = fs::read(path(folder, first)).unwrap_or_default();
    header(&bytes).is_some_and(|held| held == (first, count as u32))
}

fn pack(first: u64, records: &[Record]) -> Result<Vec<u8>, String> {
    let body = postcard::to_stdvec(records).map_err(|error| error.to_string())?;
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(&body).map_err(|error| error.to_string())?;
    let packed = packer.finish().map_err(|error| error.to_string())?;
    let mut bytes = MAGIC.to_vec();
    bytes.extend(first.to_le_bytes());
    bytes.extend((records.len() as u32).to_le_bytes());
    bytes.extend((packed.len() as u64).to_le_bytes());
    bytes.extend(packed);
    let sum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&sum);
    Ok(bytes)
}

/// First replication and count of a whole file; `None` when it is not whole.
fn header(bytes: &[u8]) -> Option<(u64, u32)> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let first = u64::from_le_bytes(*rest.first_chunk()?);
    let count = u32::from_le_bytes(*rest.get(8..)?.first_chunk()?);
    let packed = u64::from_le_bytes(*rest.get(12..)?.first_chunk()?);
    let whole = packed.checked_add((HEAD + SUM) as u64)? == bytes.len() as u64;
    let (signed, sum) = bytes.split_at_checked(bytes.len().checked_sub(SUM)?)?;
    (whole && Sha256::digest(signed).as_slice() == sum).then_some((first, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(count: u32) -> Vec<Record> {
        let record = |i: u32| Record {
            measures: vec![Some(f64::from(i) / 7.0), None],
            weeks: vec![[3, 0, 1, 0, 0, 0, 0]; 626],
            ..Record::default()
        };
        (0..count).map(record).collect()
    }

    #[test]
    fn a_part_reads_back_and_a_cut_or_changed_one_is_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(CHECKPOINTS)).unwrap();
        write(folder.path(), 64, &records(5)).unwrap();
        assert!(holds(folder.path(), 64, 5));
        assert!(!holds(folder.path(), 64, 6));
        assert_eq!(read(folder.path(), 64, 5), Some(records(5)));

        let file = path(folder.path(), 64);
        let whole = fs::read(&file).unwrap();
        fs::write(&file, &whole[..whole.len() - 9]).unwrap();
        assert_eq!(read(folder.path(), 64, 5), None);
        let mut changed = whole.clone();
        changed[HEAD + 3] ^= 1;
        fs::write(&file, &changed).unwrap();
        assert!(!holds(folder.path(), 64, 5));
        fs::write(&file, whole).unwrap();
        assert!(holds(folder.path(), 64, 5));
    }
}
