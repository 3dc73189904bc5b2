//! The GeoKey directory: which coordinate reference system, and what a cell stands for.
//!
//! Source: OGC 19-008r4, "OGC GeoTIFF standard" 1.1, clauses 7.1 and 7.4.

use crate::error::RasterError;

const MODEL_TYPE: u16 = 1024;
const RASTER_TYPE: u16 = 1025;
const GEODETIC_CRS: u16 = 2048;
const ANGULAR_UNITS: u16 = 2054;
const PROJECTED_CRS: u16 = 3072;

const GEOGRAPHIC_2D: u16 = 2;
const PIXEL_IS_AREA: u16 = 1;
const PIXEL_IS_POINT: u16 = 2;
const WGS_84: u16 = 4326;
const DEGREE: u16 = 9102;
const USER_DEFINED: u16 = 32767;

/// The directory of a raster of ours: a geographic system, cells that stand for their area, EPSG:4326, degrees.
pub(crate) const AREA_IN_DEGREES: [u16; 20] = [
    1,
    1,
    0,
    4, // version 1.1, four keys
    MODEL_TYPE,
    0,
    1,
    GEOGRAPHIC_2D, //
    RASTER_TYPE,
    0,
    1,
    PIXEL_IS_AREA, //
    GEODETIC_CRS,
    0,
    1,
    WGS_84, //
    ANGULAR_UNITS,
    0,
    1,
    DEGREE,
];

/// What the tie point of a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RasterType {
    /// The tie point is the north-western corner of the cell.
    PixelIsArea,
    /// The tie point is the sample itself.
    PixelIsPoint,
}

impl RasterType {
    /// Cells from the tie point of cell 0 to its centre.
    pub fn to_centre(self) -> f64 {
        match self {
            Self::PixelIsArea => 0.5,
            Self::PixelIsPoint => 0.0,
        }
    }
}

/// Refuses any CRS but EPSG:4326, by its name, and says what a cell stands for.
pub(crate) fn check(name: &str, directory: &[u16]) -> Result<RasterType, RasterError> {
    let key = |wanted: u16| {
        // A header of four numbers, then four an entry: key, where its value is (0: here), count, value.
        let entries = directory.get(4..).unwrap_or_default();
        let entry = entries
            .chunks_exact(4)
            .find(|entry| entry[0] == wanted && entry[1] == 0);
        entry.map(|entry| entry[3])
    };
    let other = |found: String| RasterError::OtherCrs {
        name: name.to_owned(),
        found,
    };
    if key(MODEL_TYPE).is_some_and(|model| model != GEOGRAPHIC_2D) {
        return Err(other(match key(PROJECTED_CRS) {
            Some(code) if code != USER_DEFINED => format!("the projected system EPSG:{code}"),
            _ => "a projected or geocentric system".to_owned(),
        }));
    }
    match key(GEODETIC_CRS) {
        Some(WGS_84) => {}
        Some(USER_DEFINED) => return Err(other("a user-defined system".to_owned())),
        Some(code) => return Err(other(format!("EPSG:{code}"))),
        None => {
            return Err(RasterError::NoGeoreference {
                name: name.to_owned(),
                missing: "GeodeticCRS key of the GeoKeyDirectory",
            });
        }
    }
    if key(ANGULAR_UNITS).is_some_and(|unit| unit != DEGREE) {
        return Err(other("EPSG:4326 in another unit than degrees".to_owned()));
    }
    Ok(match key(RASTER_TYPE) {
        Some(PIXEL_IS_POINT) => RasterType::PixelIsPoint,
        _ => RasterType::PixelIsArea,
    })
}
