//! The ground: elevation rasters, geodesy, and what a site can see over it.
//!
//! In: elevation rasters, GeoTIFF, SRTM `.hgt` or DTED ([`Raster::open`], [`Terrain::open`]), positions, antenna heights.
//! Out: the height of the ground ([`Terrain::height`]), profiles for link budgets ([`profile`]), and the
//! horizon of a site ([`sweep`] to a [`HorizonTable`]), which also travels as a small file.
//!
//! | asked | answered by |
//! | --- | --- |
//! | how high is the ground here? | [`Terrain`], a mosaic of [`Raster`]s or a smooth earth |
//! | how far and in which direction? | [`distance_azimuth`], [`Position::destination`]; fast from one site: [`SiteFrame`] |
//! | where is it in other coordinates? | [`Cartesian`], [`EastNorthUp`], [`Utm`] |
//! | how far is the horizon of a smooth earth? | [`EffectiveEarth`] |
//! | what is visible from this mast? | [`sweep`], once; then [`HorizonTable::visible`], in constant time |
//! | from what height is each cell of a raster seen? | [`viewshed`] |
//! | what is between two masts? | [`profile`] |
//! | how do others see a raster of ours? | [`Layer::write`], a GeoTIFF |
//!
//! Not modelled: buildings, trees, snow; ridges narrower than the raster's posting; refraction other than by
//! one effective radius of the Earth. Heights are taken as above mean sea level, whatever geoid a file means.

mod bytes;
mod cartesian;
mod crs;
mod directory;
mod dted;
mod effective_earth;
mod ellipsoid;
mod error;
mod fingerprint;
mod frame;
mod geodesic;
mod geokeys;
mod geotiff;
mod geotiff_write;
mod height;
mod hgt;
mod horizon;
mod horizon_file;
mod key;
mod mosaic;
mod opening;
mod pages;
mod pixel;
mod position;
mod profile;
mod raster;
mod ray;
mod relief;
mod settings;
mod summary;
mod sweep;
mod utm;
pub mod viewshed;

pub use cartesian::{Cartesian, EastNorthUp, NoLatitude};
pub use effective_earth::{EarthError, EffectiveEarth};
pub use ellipsoid::Radii;
pub use error::RasterError;
pub use frame::SiteFrame;
pub use geodesic::{Geodesic, great_circle_m};
pub use geotiff_write::{Layer, LayerError};
pub use height::{Altitude, HeightAgl};
pub use horizon::HorizonTable;
pub use horizon_file::HorizonFileError;
pub use key::HorizonKey;
pub use opening::{Opening, files};
pub use pixel::Pixel;
pub use position::{Course, Position, distance_azimuth};
pub use profile::{Profile, profile};
pub use raster::{Extent, Grid, Raster, VerticalDatum};
pub use relief::Terrain;
pub use settings::{EARTH_RADIUS_M, STANDARD_K, Site, SweepError, SweepSettings};
pub use summary::{Census, Seams};
pub use sweep::sweep;
pub use utm::{Utm, UtmError};
