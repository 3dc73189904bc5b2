//! Grids in NumPy's `.npy` form: little-endian, row after row.
//!
//! Source: NumPy Enhancement Proposal 1, "A Simple File Format for NumPy Arrays", versions 1.0 to 3.0.

use crate::tables::{TableError, Tables};

/// A grid of numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid {
    pub rows: usize,
    pub columns: usize,
    /// Row after row.
    pub values: Vec<f64>,
}

/// The grid of a file; none where the set does not hold it.
pub(crate) fn grid(tables: &Tables, name: &str) -> Result<Option<Grid>, TableError> {
    let Some(bytes) = tables.bytes(name)? else {
        return Ok(None);
    };
    let grid = parse(&bytes).map_err(|fault| TableError::File {
        file: tables.name_of(name),
        fault,
    })?;
    Ok(Some(grid))
}

fn parse(bytes: &[u8]) -> Result<Grid, String> {
    let (header, data) =
        parts(bytes).ok_or("no .npy file, or one that is cut off in its header")?;
    let descr = text_of(header, "descr").ok_or("its header does not say what it holds")?;
    if !header.contains("'fortran_order': False") {
        return Err("its columns come first; rows first are read".to_owned());
    }
    let (rows, columns) = shape(header).ok_or("its header gives no shape of rows and columns")?;
    let (size, read) = reader(descr)?;
    let expected = rows
        .checked_mul(columns)
        .and_then(|cells| cells.checked_mul(size));
    if expected != Some(data.len()) {
        return Err(format!(
            "{rows} x {columns} cells of {size} bytes do not fill its {} bytes",
            data.len()
        ));
    }
    let values = data.chunks_exact(size).map(read).collect();
    Ok(Grid {
        rows,
        columns,
        values,
    })
}

/// The header's text and the cells after it.
fn parts(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let rest = bytes.strip_prefix(b"\x93NUMPY")?;
    let (version, rest) = rest.split_first_chunk::<2>()?;
    let (length, rest) = if version[0] == 1 {
        let (length, rest) = rest.split_first_chunk::<2>()?;
        (usize::from(u16::from_le_bytes(*length)), rest)
    } else {
        let (length, rest) = rest.split_first_chunk::<4>()?;
        (u32::from_le_bytes(*length) as usize, rest)
    };
    let (header, data) = rest.split_at_checked(length)?;
    Some((std::str::from_utf8(header).ok()?, data))
}

/// What stands between quotes after a key of the header.
fn text_of<'a>(header: &'a str, key: &str) -> Option<&'a str> {
    let (_, after) = header.split_once(&format!("'{key}':"))?;
    after.split('\'').nth(1)
}

fn shape(header: &str) -> Option<(usize, usize)> {
    let (_, after) = header.split_once("'shape':")?;
    let inside = after.trim_start().strip_prefix('(')?.split(')').next()?;
    let sizes: Option<Vec<usize>> = inside.split(',').map(|n| n.trim().parse().ok()).collect();
    match sizes?.as_slice() {
        [rows, columns] => Some((*rows, *columns)),
        _ => None,
    }
}

/// How a cell's bytes are read.
type ReadCell = fn(&[u8]) -> f64;

/// Bytes of a cell, and how they are read.
fn reader(descr: &str) -> Result<(usize, ReadCell), String> {
    Ok(match descr {
        "<f8" => (8, |b| f64::from_le_bytes(b.try_into().unwrap_or_default())),
        "<f4" => (4, |b| {
            f64::from(f32::from_le_bytes(b.try_into().unwrap_or_default()))
        }),
        "<i4" => (4, |b| {
            f64::from(i32::from_le_bytes(b.try_into().unwrap_or_default()))
        }),
        "<i2" => (2, |b| {
            f64::from(i16::from_le_bytes(b.try_into().unwrap_or_default()))
        }),
        "|u1" | "|b1" => (1, |b| f64::from(b[0])),
        "|i1" => (1, |b| f64::from(b[0].cast_signed())),
        other => {
            return Err(format!(
                "it holds `{other}`; f8, f4, i4, i2, u1, i1 in little-endian order are read"
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(descr: &str, shape: &str, data: &[u8]) -> Vec<u8> {
        let header =
            format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n");
        let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
        bytes.extend((header.len() as u16).to_le_bytes());
        bytes.extend(header.as_bytes());
        bytes.extend(data);
        bytes
    }

    #[test]
    fn cells_are_read_in_each_type() {
        let shorts: Vec<u8> = [-1_i16, 2, 300, 4]
            .iter()
            .flat_map(|v| v.to_le_bytes())
            .collect();
        let grid = parse(&file("<i2", "(2, 2)", &shorts)).unwrap();
        assert_eq!((grid.rows, grid.columns), (2, 2));
        assert_eq!(grid.values, [-1.0, 2.0, 300.0, 4.0]);
        let doubles: Vec<u8> = [0.5_f64, -2.0]
            .iter()
            .flat_map(|v| v.to_le_bytes())
            .collect();
        let grid = parse(&file("<f8", "(1, 2)", &doubles)).unwrap();
        assert_eq!(grid.values, [0.5, -2.0]);
        assert_eq!(
            parse(&file("|i1", "(1, 1)", &[255])).unwrap().values,
            [-1.0]
        );
    }

    #[test]
    fn anything_else_is_a_sentence() {
        let faults = [
            (b"PK\x03\x04".to_vec(), "no .npy file"),
            (file(">f8", "(1, 1)", &[0; 8]), "`>f8`"),
            (file("<f8", "(3,)", &[0; 24]), "no shape"),
            (file("<f8", "(2, 2)", &[0; 24]), "do not fill"),
            (
                file("<f8", "(99999999999, 99999999999)", &[]),
                "do not fill",
            ),
        ];
        for (bytes, said) in faults {
            let fault = parse(&bytes).unwrap_err();
            assert!(fault.contains(said), "{fault}");
        }
        let fortran = String::from_utf8(file("<f8", "(1, 1)", &[0; 8])[10..].to_vec()).unwrap();
        let mut bytes = file("<f8", "(1, 1)", &[0; 8]);
        bytes.splice(10.., fortran.replace("False", "True ").into_bytes());
        assert!(parse(&bytes).unwrap_err().contains("columns come first"));
    }
}
