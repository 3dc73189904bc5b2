//! Coarse shaded relief: `map/relief.bin`.

/// A hillshade of the case's raster, light from the north-west; for the eye alone.
#[derive(Debug, Clone, PartialEq)]
pub struct ShadedRelief {
    /// Pixels from west to east.
    pub width: usize,
    /// Pixels from north to south.
    pub height: usize,
    /// Western edge \[degrees\].
    pub west_deg: f64,
    /// Northern edge \[degrees\].
    pub north_deg: f64,
    /// Eastern edge \[degrees\].
    pub east_deg: f64,
    /// Southern edge \[degrees\].
    pub south_deg: f64,
    /// Row by row from the north: 0 is unknown ground, 1 the darkest shade, 255 the lightest.
    pub shade: Vec<u8>,
}

const MAGIC: &[u8; 8] = b"BZRELIEF";
const HEAD: usize = 8 + 4 + 4 + 4 * 8;

impl ShadedRelief {
    /// The file: magic, width, height (u32), west, north, east, south (f64), pixels; little-endian.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for size in [self.width, self.height] {
            bytes.extend((size as u32).to_le_bytes());
        }
        for edge in [self.west_deg, self.north_deg, self.east_deg, self.south_deg] {
            bytes.extend(edge.to_le_bytes());
        }
        bytes.extend(&self.shade);
        bytes
    }

    /// Reads the file; `None` when it is not whole.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let u32_at = |at: usize| Some(u32::from_le_bytes(*rest.get(at..)?.first_chunk()?));
        let f64_at = |at: usize| Some(f64::from_le_bytes(*rest.get(at..)?.first_chunk()?));
        let (width, height) = (u32_at(0)? as usize, u32_at(4)? as usize);
        let shade = bytes.get(HEAD..)?.to_vec();
        (shade.len() == width.checked_mul(height)?).then_some(())?;
        Some(Self {
            width,
            height,
            west_deg: f64_at(8)?,
            north_deg: f64_at(16)?,
            east_deg: f64_at(24)?,
            south_deg: f64_at(32)?,
            shade,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relief_reads_back_and_a_cut_one_does_not() {
        let relief = ShadedRelief {
            width: 3,
            height: 2,
            west_deg: 60.0,
            north_deg: 39.0,
            east_deg: 75.0,
            south_deg: 29.0,
            shade: vec![0, 1, 2, 3, 4, 255],
        };
        let bytes = relief.to_bytes();
        assert_eq!(ShadedRelief::from_bytes(&bytes), Some(relief));
        assert_eq!(ShadedRelief::from_bytes(&bytes[..bytes.len() - 1]), None);
    }
}
