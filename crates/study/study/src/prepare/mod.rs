//! What is done once a study: ground, horizons, path losses, cells, hashes.

mod error;
mod ground;
mod hashes;
mod horizons;
mod needs;
pub(crate) mod paths;
mod provenance;
mod refresh;

use std::collections::BTreeMap;
use std::path::PathBuf;

use case::Case;
use raid::World;
use terrain::{HorizonTable, Opening, Terrain};

pub use error::PrepareError;
pub use needs::{GroundNeeds, ground_needs};
pub use refresh::sweep_tables;

pub(crate) use ground::{Ground, globe};
pub(crate) use paths::LinkPathFound;

use crate::asked::{AskedDay, asked_days};
use crate::manifest::EvidenceEntry;
use crate::map::MapFiles;

/// Where the files of a case lie, and what they hash to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inputs {
    /// The case's folder.
    pub folder: PathBuf,
    /// Rasters, and folders of rasters, that the case names.
    pub terrain: Vec<PathBuf>,
    /// How they are opened: the memory for their cells.
    pub opening: Opening,
    /// Folder of horizon tables.
    pub horizons: Option<PathBuf>,
    /// Folder with `borders.geojson`, `country.geojson`, `towns.csv`; each may be absent.
    pub map: Option<PathBuf>,
    /// SHA-256 of every text of the case, by its name inside the case.
    pub texts: BTreeMap<String, String>,
    /// What was doubtful while reading the case, a sentence each.
    pub warnings: Vec<String>,
    /// What the ledger did to the case's numbers.
    pub evidence: EvidenceEntry,
}

/// A case with everything that its replications share.
#[derive(Debug)]
pub struct Prepared {
    case: Case,
    world: World,
    ground: Ground,
    asked: Vec<AskedDay>,
    map: Option<MapFiles>,
    links: Vec<Option<LinkPathFound>>,
    terrain_lines: Vec<String>,
    warnings: Vec<String>,
    evidence: EvidenceEntry,
    inputs: BTreeMap<String, String>,
    case_hash: String,
    definition_hash: String,
}

/// Opens the rasters of a case, reads or sweeps its horizons, computes its path losses.
///
/// # Errors
/// A raster or map file that cannot be used; sites or places outside the terrain, by id.
pub fn prepare_case(case: Case, inputs: &Inputs) -> Result<Prepared, PrepareError> {
    let ground = Ground::open(&case, &inputs.terrain, inputs.opening)?;
    ground.must_hold(&case)?;
    let horizons = horizons::of_case(&case, &ground, inputs.horizons.as_deref())?;
    let paths = paths::of_case(&case, &ground)?;
    let places = ground.of_places(&case);
    ground.must_be_read()?;
    let map = MapFiles::read(&case, inputs.map.as_deref())?;
    let mut hashes = inputs.texts.clone();
    hashes::add_files(inputs, &horizons.used, &ground, &mut hashes)?;
    let mut warnings = inputs.warnings.clone();
    warnings.extend(horizons.warnings);
    warnings.extend(where_the_raster_ends(&case, &horizons.sensors));
    let world = World::prepare(
        &case,
        horizons.sensors,
        horizons.units,
        paths
            .iter()
            .map(|path| path.as_ref().map(|p| p.loss_db))
            .collect(),
        places,
    );
    let mut terrain_lines = horizons.lines;
    terrain_lines.push(ground.line());
    Ok(Prepared {
        asked: asked_days(&case),
        case_hash: hashes::of_all(&hashes),
        definition_hash: hashes::of_definition(&case),
        inputs: hashes,
        links: paths,
        map,
        world,
        ground,
        terrain_lines,
        warnings,
        evidence: inputs.evidence.clone(),
        case,
    })
}

/// A sentence for each sensor whose range reaches past the raster: what lies beyond counts as unseen.
fn where_the_raster_ends(case: &Case, horizons: &[Option<HorizonTable>]) -> Vec<String> {
    let beyond = |(sensor, horizon): (&case::Sensor, &Option<HorizonTable>)| {
        let share = horizon.as_ref()?.unknown_share();
        (share >= 0.005).then(|| {
            format!(
                "the raster ends within the range of `{}`: {:.0} % of its area is unknown and counts as unseen",
                sensor.id,
                100.0 * share
            )
        })
    };
    let sensors = case.sensors.rows().iter().zip(horizons);
    sensors.filter_map(beyond).collect()
}

impl Prepared {
    /// The case.
    pub fn case(&self) -> &Case {
        &self.case
    }
    /// What the terrain decides.
    pub fn world(&self) -> &World {
        &self.world
    }
    /// What was doubtful while reading and preparing, a sentence each.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }
    /// The rasters that the case names; none over a smooth earth.
    pub fn rasters(&self) -> Option<&Terrain> {
        self.ground.rasters()
    }
    /// Which ground the horizons and links were computed over, a sentence a line.
    pub fn terrain_lines(&self) -> &[String] {
        &self.terrain_lines
    }
    /// SHA-256 of every input together.
    pub fn case_hash(&self) -> &str {
        &self.case_hash
    }
    /// SHA-256 of the question and of what "working" means.
    pub fn definition_hash(&self) -> &str {
        &self.definition_hash
    }
    pub(crate) fn evidence(&self) -> &EvidenceEntry {
        &self.evidence
    }
    pub(crate) fn asked(&self) -> &[AskedDay] {
        &self.asked
    }
    pub(crate) fn ground(&self) -> &Ground {
        &self.ground
    }
    pub(crate) fn map(&self) -> Option<&MapFiles> {
        self.map.as_ref()
    }
    pub(crate) fn inputs(&self) -> &BTreeMap<String, String> {
        &self.inputs
    }
    pub(crate) fn link_path(&self, link: usize) -> Option<&LinkPathFound> {
        self.links.get(link)?.as_ref()
    }
    pub(crate) fn sensor_horizon(&self, sensor: usize) -> Option<&HorizonTable> {
        self.world.sensor_horizons.get(sensor)?.as_ref()
    }
}
