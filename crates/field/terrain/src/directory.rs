//! The first image file directory of a TIFF, looked over before the decoder reads it: what it promises must be in the file.
//!
//! The decoder allocates what a directory claims. Here each claim is held against the size of the file first.
//!
//! Source: TIFF 6.0 (Adobe, 1992), section 2; the BigTIFF design of 2007.

use std::io::{Read, Seek, SeekFrom};

/// More entries than any raster has.
const MAX_ENTRIES: u64 = 4_096;
/// More samples a cell than any picture has: the decoder multiplies it with the number of strips.
const MAX_SAMPLES: u64 = 64;
const SAMPLES: u16 = 277;

/// Tags whose values are one number a strip or tile.
const STRIP_OFFSETS: u16 = 273;
const TILE_OFFSETS: u16 = 324;

/// What is wrong, as the end of a sentence.
pub(crate) type Fault = String;

/// Byte order and width of the numbers.
#[derive(Clone, Copy)]
struct Form {
    is_little: bool,
    is_big_tiff: bool,
}

impl Form {
    fn number(self, bytes: &[u8]) -> u64 {
        let digit = |value: u64, byte: &u8| value << 8 | u64::from(*byte);
        if self.is_little {
            bytes.iter().rev().fold(0, digit)
        } else {
            bytes.iter().fold(0, digit)
        }
    }

    /// Bytes of an offset, of the number of entries, of an entry.
    fn sizes(self) -> (usize, usize, usize) {
        if self.is_big_tiff {
            (8, 8, 20)
        } else {
            (4, 2, 12)
        }
    }
}

/// True for the first bytes of a TIFF.
pub(crate) fn is_tiff(start: &[u8]) -> bool {
    matches!(
        start,
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..]
    )
}

/// Looks over the first directory of a file of `length` bytes.
pub(crate) fn look_over<R: Read + Seek>(file: &mut R, length: u64) -> Result<(), Fault> {
    let start = read(file, 0, 16.min(length as usize))?;
    let form = match start.get(..4) {
        Some([b'I', b'I', version, 0]) => (true, *version),
        Some([b'M', b'M', 0, version]) => (false, *version),
        _ => return Err("it does not begin as a TIFF does".to_owned()),
    };
    let form = match form {
        (is_little, 42 | 43) => Form {
            is_little,
            is_big_tiff: form.1 == 43,
        },
        (_, version) => return Err(format!("its version is {version}, not 42 or 43")),
    };
    let (offset_bytes, count_bytes, entry_bytes) = form.sizes();
    let at = if form.is_big_tiff { 8 } else { 4 };
    let directory = start.get(at..at + offset_bytes);
    let directory = form.number(directory.ok_or("it ends within its header")?);
    let past =
        |what: &str| format!("{what} lies past its end (cut off, or in the wrong byte order)");
    if directory < at as u64 || directory.saturating_add(count_bytes as u64) > length {
        return Err(past("its directory"));
    }
    let entries = form.number(&read(file, directory, count_bytes)?);
    if entries == 0 || entries > MAX_ENTRIES {
        return Err(format!("its directory has {entries} entries"));
    }
    let body = directory + count_bytes as u64;
    if body + entries * entry_bytes as u64 > length {
        return Err(past("the end of its directory"));
    }
    let bytes = read(file, body, entries as usize * entry_bytes)?;
    for entry in bytes.chunks_exact(entry_bytes) {
        check(form, entry, length)?;
    }
    Ok(())
}

/// An entry: tag, type, count, and the value or where it is.
fn check(form: Form, entry: &[u8], length: u64) -> Result<(), Fault> {
    let tag = form.number(&entry[..2]) as u16;
    let kind = form.number(&entry[2..4]);
    let (offset_bytes, ..) = form.sizes();
    let count = form.number(&entry[4..4 + offset_bytes]);
    let value = form.number(&entry[4 + offset_bytes..]);
    let Some(size) = size_of(kind) else {
        return Ok(()); // an unknown type is the decoder's to skip
    };
    let bytes = count.saturating_mul(size);
    if bytes > offset_bytes as u64 && value.saturating_add(bytes) > length {
        return Err(format!(
            "its tag {tag} claims {bytes} bytes at byte {value}, of {length} (cut off, or in the wrong byte order)"
        ));
    }
    let short = if kind == 3 {
        &entry[4 + offset_bytes..6 + offset_bytes]
    } else {
        &[]
    };
    if tag == SAMPLES && form.number(short) > MAX_SAMPLES {
        return Err(format!("it has {} samples a cell", form.number(short)));
    }
    if matches!(tag, STRIP_OFFSETS | TILE_OFFSETS) && count > u64::from(u32::MAX) {
        return Err(format!("it has {count} strips or tiles"));
    }
    Ok(())
}

/// Bytes of one value of a type.
fn size_of(kind: u64) -> Option<u64> {
    match kind {
        1 | 2 | 6 | 7 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 | 16 | 17 | 18 => Some(8),
        _ => None,
    }
}

fn read<R: Read + Seek>(file: &mut R, at: u64, count: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = vec![0; count];
    file.seek(SeekFrom::Start(at))
        .and_then(|_| file.read_exact(&mut bytes))
        .map_err(|error| format!("it cannot be read: {error}"))?;
    Ok(bytes)
}
