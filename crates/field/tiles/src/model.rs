//! The models: how their tiles are called, where they are, on what terms.

use std::fmt;

/// The south-western corner of a tile of one degree \[whole degrees\].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Corner {
    /// Southern edge, -90 to 89.
    pub south_deg: i32,
    /// Western edge, -180 to 179.
    pub west_deg: i32,
}

impl fmt::Display for Corner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ns, ew) = self.letters();
        let (south, west) = (self.south_deg.abs(), self.west_deg.abs());
        write!(f, "{ns}{south:02} {ew}{west:03}")
    }
}

impl Corner {
    fn letters(self) -> (char, char) {
        let ns = if self.south_deg < 0 { 'S' } else { 'N' };
        let ew = if self.west_deg < 0 { 'W' } else { 'E' };
        (ns, ew)
    }
}

/// An open worldwide model of the surface: roofs and treetops, not the ground below them.
///
/// # Source
/// Copernicus DEM Product Handbook (Airbus, GEO.2018-1988-2); Registry of Open Data on AWS, `copernicus-dem`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// Copernicus GLO-30, 1 arc-second.
    Glo30,
    /// Copernicus GLO-90, 3 arc-seconds.
    Glo90,
}

impl Model {
    /// Its name, and that of its folder in a cache.
    pub fn name(self) -> &'static str {
        match self {
            Self::Glo30 => "copernicus-glo30",
            Self::Glo90 => "copernicus-glo90",
        }
    }

    /// Its name in a sentence.
    pub fn title(self) -> &'static str {
        match self {
            Self::Glo30 => "Copernicus GLO-30 (1 arc-second)",
            Self::Glo90 => "Copernicus GLO-90 (3 arc-seconds)",
        }
    }

    /// The public bucket that holds it.
    pub fn base(self) -> &'static str {
        match self {
            Self::Glo30 => "https://copernicus-dem-30m.s3.amazonaws.com",
            Self::Glo90 => "https://copernicus-dem-90m.s3.amazonaws.com",
        }
    }

    /// The name of a tile, without an ending.
    pub fn tile(self, corner: Corner) -> String {
        // Tenths of an arc-second.
        let step = match self {
            Self::Glo30 => 10,
            Self::Glo90 => 30,
        };
        let (ns, ew) = corner.letters();
        let (south, west) = (corner.south_deg.abs(), corner.west_deg.abs());
        format!("Copernicus_DSM_COG_{step}_{ns}{south:02}_00_{ew}{west:03}_00_DEM")
    }

    /// The address of a tile below a base address.
    pub fn address(self, base: &str, corner: Corner) -> String {
        let name = self.tile(corner);
        format!("{}/{name}/{name}.tif", base.trim_end_matches('/'))
    }

    /// What a tile over land takes, roughly \[bytes\]: an estimate for when the server is not asked.
    pub fn usual_bytes(self) -> u64 {
        match self {
            Self::Glo30 => 40_000_000,
            Self::Glo90 => 5_000_000,
        }
    }

    /// The terms, and the words that must go wherever the data or what is made of them go.
    pub fn licence(self) -> String {
        let metres = match self {
            Self::Glo30 => 30,
            Self::Glo90 => 90,
        };
        format!(
            "Copernicus DEM is free for the general public, with these words wherever it or what is made of it is shown:\n\
             \u{20} produced using Copernicus WorldDEM-{metres} © DLR e.V. 2010-2014 and © Airbus Defence and Space GmbH 2014-2018 \
             provided under COPERNICUS by the European Union and ESA; all rights reserved\n\
             \u{20} The organisations in charge of the Copernicus programme by law or by delegation do not incur any liability \
             for any use of the Copernicus WorldDEM-{metres}\n\
             Full terms: https://spacedata.copernicus.eu/collections/copernicus-digital-elevation-model"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Corner, Model};

    #[test]
    fn tiles_are_named_as_the_buckets_name_them() {
        let corner = |south_deg, west_deg| Corner {
            south_deg,
            west_deg,
        };
        assert_eq!(
            Model::Glo30.address(Model::Glo30.base(), corner(34, 69)),
            "https://copernicus-dem-30m.s3.amazonaws.com/Copernicus_DSM_COG_10_N34_00_E069_00_DEM/\
             Copernicus_DSM_COG_10_N34_00_E069_00_DEM.tif"
        );
        assert_eq!(
            Model::Glo90.tile(corner(-1, -180)),
            "Copernicus_DSM_COG_30_S01_00_W180_00_DEM"
        );
        assert_eq!(corner(-1, -7).to_string(), "S01 W007");
    }
}
