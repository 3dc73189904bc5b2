//! What a path takes from a wave, loss by loss.

use terrain::Profile;

use crate::atmosphere::{Air, Atmosphere};
use crate::diffraction::Path;
use crate::earth::{EffectiveEarth, Ground, Polarisation};
use crate::error::PropagationError;
use crate::free_space::free_space_loss_db;
use crate::gases::GasAttenuation;
use crate::itm::{self, EvenProfile, Quantiles, Variability, VariabilityMode};

/// Below this frequency P.676 says nothing, and air takes less than 0.006 dB/km \[Hz\].
const GASES_FROM_HZ: f64 = 1e9;

/// Carriers at which a study takes the irregular-terrain model \[Hz\]: VHF and UHF.
const IRREGULAR_HZ: std::ops::Range<f64> = 30e6..1e9;

/// The median of time, places and paths.
const MEDIAN: Variability = Variability {
    mode: VariabilityMode {
        kind: itm::VariabilityKind::Broadcast,
        without_location: false,
        without_situation: false,
    },
    quantiles: Quantiles::MEDIAN,
};

/// How the loss by the terrain is found.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub enum TerrainModel {
    /// Bullington's edge and the round Earth: ITU-R P.526-15, section 4.5.
    #[default]
    DeltaBullington,
    /// Longley and Rice's model, the median over time, places and paths that look alike: [`crate::itm`].
    IrregularTerrain {
        /// Of the region.
        climate: itm::Climate,
        /// Refractivity reduced to sea level \[N-units\], 250 to 400.
        refractivity_n: f64,
    },
}

impl TerrainModel {
    /// Longley and Rice's model in its usual air: continental temperate, 301 N-units.
    pub const IRREGULAR: Self = Self::IrregularTerrain {
        climate: itm::Climate::ContinentalTemperate,
        refractivity_n: 301.0,
    };

    /// The model that a study takes at a carrier \[Hz\]: Longley and Rice's for the low antennas of VHF and UHF, edges for
    /// the high ones of microwave.
    pub fn usual_at(frequency_hz: f64) -> Self {
        if IRREGULAR_HZ.contains(&frequency_hz) {
            Self::IRREGULAR
        } else {
            Self::DeltaBullington
        }
    }

    /// Its name for readers.
    pub fn name(self) -> &'static str {
        match self {
            Self::DeltaBullington => "diffraction (delta-Bullington)",
            Self::IrregularTerrain { .. } => "irregular terrain (Longley-Rice)",
        }
    }

    /// Loss beyond free space \[dB\].
    fn loss_db(
        self,
        path: &Path<'_>,
        polarisation: Polarisation,
        around: &Surroundings,
    ) -> Result<f64, PropagationError> {
        match self {
            Self::DeltaBullington => {
                Ok(path.delta_bullington(around.ground, polarisation)?.loss_db)
            }
            Self::IrregularTerrain {
                climate,
                refractivity_n,
            } => {
                let settings = itm::Settings {
                    masts: path.masts(),
                    frequency_hz: path.frequency_hz(),
                    polarisation,
                    ground: around.ground,
                    climate,
                    refractivity_n,
                };
                irregular_terrain_db(path, &settings)
            }
        }
    }
}

/// The median loss beyond free space \[dB\]; the model bends its rays by its own refractivity, not by the path's Earth.
fn irregular_terrain_db(
    path: &Path<'_>,
    settings: &itm::Settings,
) -> Result<f64, PropagationError> {
    let (distances_m, heights_m) = path.ground().unzip();
    let profile = EvenProfile::of(&Profile {
        distances_m,
        heights_m,
    })?;
    let found = itm::point_to_point(&profile, settings, &MEDIAN)?;
    Ok(found.loss_db - found.free_space_db)
}

/// Earth, ground and air around a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surroundings {
    /// The Earth as rays see it.
    pub earth: EffectiveEarth,
    /// The ground as a conductor.
    pub ground: Ground,
    /// The air along the path, the same all along.
    pub air: Air,
    /// How the loss by the terrain is found.
    pub terrain: TerrainModel,
}

impl Surroundings {
    /// Land under the standard atmosphere (k = 4/3), with the mean annual air of an altitude \[m\]; below the sea that of
    /// its level.
    ///
    /// # Errors
    /// An altitude over 100 km or that is not finite.
    ///
    /// # Source
    /// ITU-R P.835-6, annex 1.
    pub fn mean_at(altitude_m: f64, frequency_hz: f64) -> Result<Self, PropagationError> {
        let altitude_m = if altitude_m < 0.0 { 0.0 } else { altitude_m };
        Ok(Self {
            earth: EffectiveEarth::standard(),
            ground: Ground::LAND,
            air: Atmosphere::MEAN.at(altitude_m)?,
            terrain: TerrainModel::usual_at(frequency_hz),
        })
    }
}

/// Losses of a path, each beyond the ones before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PathLoss {
    /// In free space \[dB\].
    pub free_space_db: f64,
    /// By oxygen and water vapour \[dB\]; none below 1 GHz, where P.676 says nothing and air takes less than 0.006 dB/km.
    pub gases_db: Option<GasAttenuation>,
    /// By terrain and the Earth's bulge \[dB\].
    pub terrain_db: f64,
    /// By which model.
    pub terrain_model: TerrainModel,
}

impl PathLoss {
    /// The losses of a path. Its length on the ground stands for the slant; `around.earth` is taken from the path.
    ///
    /// # Errors
    /// Air, ground or Earth that is none.
    ///
    /// # Source
    /// ITU-R P.525-4, P.676-13 annex 1, and the terrain model's own.
    pub fn over(
        path: &Path<'_>,
        polarisation: Polarisation,
        around: &Surroundings,
    ) -> Result<Self, PropagationError> {
        let (length_m, frequency_hz) = (path.length_m(), path.frequency_hz());
        let gases = (frequency_hz >= GASES_FROM_HZ)
            .then(|| GasAttenuation::level_path(frequency_hz, length_m, around.air));
        Ok(Self {
            free_space_db: free_space_loss_db(length_m, frequency_hz),
            gases_db: gases.transpose()?,
            terrain_db: around.terrain.loss_db(path, polarisation, around)?,
            terrain_model: around.terrain,
        })
    }

    /// All of them together \[dB\].
    pub fn total_db(&self) -> f64 {
        self.named().iter().map(|(_, loss)| loss).sum()
    }

    /// Each with its name \[dB\], in the order in which they are told.
    pub fn named(&self) -> [(&'static str, f64); 4] {
        let gases = self.gases_db.unwrap_or_default();
        [
            ("free space", self.free_space_db),
            ("oxygen", gases.oxygen),
            ("water vapour", gases.water_vapour),
            (self.terrain_model.name(), self.terrain_db),
        ]
    }
}
