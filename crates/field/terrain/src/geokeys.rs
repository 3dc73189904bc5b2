//! The GeoKey directory: which coordinate reference system, and what a cell stands for.
//!
//! Source: OGC 19-008r4, "OGC GeoTIFF standard" 1.1, clauses 7.1 and 7.4.

use crate::crs;
use crate::error::RasterError;
use crate::raster::VerticalDatum;

const MODEL_TYPE: u16 = 1024;
const RASTER_TYPE: u16 = 1025;
const CITATION: u16 = 1026;
const GEODETIC_CRS: u16 = 2048;
const GEODETIC_CITATION: u16 = 2049;
const ANGULAR_UNITS: u16 = 2054;
const PROJECTED_CRS: u16 = 3072;
const PROJECTED_CITATION: u16 = 3073;
const VERTICAL_CRS: u16 = 4096;
const VERTICAL_UNITS: u16 = 4099;

/// A value of a key that lies in the text tag.
const TEXT_TAG: u16 = 34_737;

const PROJECTED: u16 = 1;
const GEOGRAPHIC_2D: u16 = 2;
const PIXEL_IS_AREA: u16 = 1;
const PIXEL_IS_POINT: u16 = 2;
const WGS_84: u16 = 4326;
const DEGREE: u16 = 9102;
const METRE: u16 = 9001;
const UNDEFINED: u16 = 0;
const USER_DEFINED: u16 = 32_767;

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

/// The directory of one file, with the texts that it points into.
pub(crate) struct GeoKeys<'a> {
    pub name: &'a str,
    pub directory: &'a [u16],
    pub texts: &'a str,
}

impl GeoKeys<'_> {
    /// Refuses any CRS but EPSG:4326 with heights in metres, by its name; says what a cell stands for.
    pub fn check(&self) -> Result<(RasterType, VerticalDatum), RasterError> {
        self.check_model()?;
        match self.key(GEODETIC_CRS) {
            Some(WGS_84) => {}
            Some(UNDEFINED | USER_DEFINED) => {
                return Err(self.other(self.cited("a user-defined system")));
            }
            Some(code) => return Err(self.other(crs::name(code))),
            None => {
                return Err(RasterError::NoGeoreference {
                    name: self.name.to_owned(),
                    missing: "GeodeticCRS key of the GeoKeyDirectory",
                });
            }
        }
        if self.key(ANGULAR_UNITS).is_some_and(|unit| unit != DEGREE) {
            return Err(self.other("EPSG:4326 in another unit than degrees".to_owned()));
        }
        let raster_type = match self.key(RASTER_TYPE) {
            Some(PIXEL_IS_POINT) => RasterType::PixelIsPoint,
            _ => RasterType::PixelIsArea,
        };
        Ok((raster_type, self.datum()?))
    }

    fn check_model(&self) -> Result<(), RasterError> {
        match self.key(MODEL_TYPE) {
            None | Some(GEOGRAPHIC_2D) => Ok(()),
            Some(PROJECTED) => Err(self.other(match self.key(PROJECTED_CRS) {
                Some(code) if code != USER_DEFINED && code != UNDEFINED => {
                    format!("{}, a projected system in metres or feet", crs::name(code))
                }
                _ => self.cited("a projected system in metres or feet"),
            })),
            Some(_) => Err(self.other("a geocentric or unnamed kind of system".to_owned())),
        }
    }

    fn datum(&self) -> Result<VerticalDatum, RasterError> {
        if let Some(unit) = self.key(VERTICAL_UNITS)
            && unit != METRE
            && unit != UNDEFINED
        {
            let found = match unit {
                9002 => "in feet (EPSG:9002)".to_owned(),
                9003 => "in US survey feet (EPSG:9003)".to_owned(),
                other => format!("in the unit EPSG:{other}"),
            };
            return Err(RasterError::NotMetres {
                name: self.name.to_owned(),
                found,
            });
        }
        Ok(match self.key(VERTICAL_CRS) {
            Some(5773 | 5171) => VerticalDatum::Egm96,
            Some(3855) => VerticalDatum::Egm2008,
            Some(5714) => VerticalDatum::MeanSeaLevel,
            None | Some(UNDEFINED | USER_DEFINED) => VerticalDatum::Unsaid,
            Some(4979 | 5030) => {
                return Err(self.other("heights above the ellipsoid of WGS 84".to_owned()));
            }
            Some(code) => VerticalDatum::Other(code),
        })
    }

    /// The four numbers of an entry: key, where its value is, count, value.
    fn entry(&self, wanted: u16) -> Option<&[u16]> {
        let entries = self.directory.get(4..).unwrap_or_default();
        entries.chunks_exact(4).find(|entry| entry[0] == wanted)
    }

    /// A value that stands in the directory itself.
    fn key(&self, wanted: u16) -> Option<u16> {
        let entry = self.entry(wanted).filter(|entry| entry[1] == 0);
        entry.map(|entry| entry[3])
    }

    fn text(&self, wanted: u16) -> Option<&str> {
        let entry = self.entry(wanted).filter(|entry| entry[1] == TEXT_TAG)?;
        let (count, start) = (usize::from(entry[2]), usize::from(entry[3]));
        let text = self.texts.get(start..start + count)?;
        let text = text.trim_end_matches(['|', '\0', ' ']);
        (!text.is_empty() && !text.chars().any(char::is_control)).then_some(text)
    }

    /// What kind of system, and what the file calls it.
    fn cited(&self, kind: &str) -> String {
        let keys = [PROJECTED_CITATION, GEODETIC_CITATION, CITATION];
        match keys.into_iter().find_map(|key| self.text(key)) {
            Some(text) => format!("{kind} that it calls `{text}`"),
            None => kind.to_owned(),
        }
    }

    fn other(&self, found: String) -> RasterError {
        RasterError::OtherCrs {
            name: self.name.to_owned(),
            found,
        }
    }
}
