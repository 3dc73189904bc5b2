//! What a horizon table was made from, and the name of the file that holds it.

use sha2::{Digest, Sha256};

use crate::settings::{Site, SweepSettings};

/// Everything that decides a horizon table: the same key, the same table.
#[derive(Debug, Clone, PartialEq)]
pub struct HorizonKey {
    /// [`crate::Terrain::fingerprint`] of the ground.
    pub terrain: String,
    /// The site.
    pub site: Site,
    /// How it was swept.
    pub settings: SweepSettings,
}

impl HorizonKey {
    /// SHA-256 of the whole key, in hex.
    pub fn hex(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.site_bytes());
        hash.update(self.terrain.as_bytes());
        hex(&hash.finalize())
    }

    /// Sixteen hex digits of the site and the settings alone: the prefix of the file's name, so that a
    /// reader without the raster finds the tables that were made for a site.
    pub fn site_hex(&self) -> String {
        let mut hex = hex(&Sha256::digest(self.site_bytes()));
        hex.truncate(16);
        hex
    }

    /// `<site>-<terrain>.horizon`, sixteen hex digits each.
    pub fn file_name(&self) -> String {
        let terrain: String = self.terrain.chars().take(16).collect();
        format!("{}-{terrain}.horizon", self.site_hex())
    }

    fn site_bytes(&self) -> Vec<u8> {
        let (site, settings) = (&self.site, &self.settings);
        let numbers = [
            site.position.lat_deg,
            site.position.lon_deg,
            site.antenna_height_agl_m,
            settings.max_range_m,
            settings.range_step_m,
            settings.sample_step_m.unwrap_or(-1.0),
            settings.k_factor,
        ];
        let mut bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        bytes.extend(settings.azimuths.to_le_bytes());
        bytes
    }
}

/// Lower-case hex of some bytes.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
