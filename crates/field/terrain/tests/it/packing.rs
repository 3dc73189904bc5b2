//! Small GeoTIFFs made for the tests, in every packing that is read.

use std::fs::File;
use std::path::Path;

use tiff::encoder::colortype::{ColorType, Gray16, Gray32Float, GrayI16};
use tiff::encoder::compression::DeflateLevel;
use tiff::encoder::{Compression, Predictor, TiffEncoder, TiffValue};
use tiff::tags::Tag;

pub const WIDTH: u32 = 5;
pub const HEIGHT: u32 = 4;

/// What the georeferencing tags of a test file say.
#[derive(Clone)]
pub struct Place {
    pub geokeys: Vec<u16>,
    pub scale: Vec<f64>,
    pub tie: Vec<f64>,
    pub nodata: Option<&'static str>,
}

/// GeoKeys: model type, raster type, geodetic CRS.
pub fn geokeys(model: u16, raster: u16, crs: u16) -> Vec<u16> {
    vec![
        1, 1, 0, 3, 1024, 0, 1, model, 1025, 0, 1, raster, 2048, 0, 1, crs,
    ]
}

impl Place {
    /// Cells of half a degree; the north-western corner at 10° E, 50° N.
    pub fn area() -> Self {
        Self {
            geokeys: geokeys(2, 1, 4326),
            scale: vec![0.5, 0.5, 0.0],
            tie: vec![0.0, 0.0, 0.0, 10.0, 50.0, 0.0],
            nodata: None,
        }
    }
}

/// Heights 100 + 10 a column + 1 a row.
pub fn heights() -> Vec<i16> {
    let cell = |i: u32| 100 + 10 * (i % WIDTH) as i16 + (i / WIDTH) as i16;
    (0..WIDTH * HEIGHT).map(cell).collect()
}

pub fn write_as<C>(path: &Path, cells: &[C::Inner], place: &Place, pack: (Compression, Predictor))
where
    C: ColorType,
    [C::Inner]: TiffValue,
{
    let encoder = TiffEncoder::new(File::create(path).unwrap()).unwrap();
    let mut encoder = encoder.with_compression(pack.0).with_predictor(pack.1);
    let mut image = encoder.new_image::<C>(WIDTH, HEIGHT).unwrap();
    image.rows_per_strip(3).unwrap();
    let tags = image.encoder();
    if !place.geokeys.is_empty() {
        tags.write_tag(Tag::GeoKeyDirectoryTag, place.geokeys.as_slice())
            .unwrap();
    }
    if !place.scale.is_empty() {
        tags.write_tag(Tag::ModelPixelScaleTag, place.scale.as_slice())
            .unwrap();
    }
    if !place.tie.is_empty() {
        tags.write_tag(Tag::ModelTiepointTag, place.tie.as_slice())
            .unwrap();
    }
    if let Some(nodata) = place.nodata {
        tags.write_tag(Tag::GdalNodata, nodata).unwrap();
    }
    image.write_data(cells).unwrap();
}

pub fn write_plain(path: &Path, place: &Place) {
    write_as::<GrayI16>(
        path,
        &heights(),
        place,
        (Compression::Uncompressed, Predictor::None),
    );
}

/// The same heights as int16, uint16 and float32 in every packing, by name.
pub fn write_all(folder: &Path) -> Vec<std::path::PathBuf> {
    let deflate = Compression::Deflate(DeflateLevel::Balanced);
    let packs = [
        ("plain", (Compression::Uncompressed, Predictor::None)),
        ("deflate", (deflate, Predictor::None)),
        ("deflate-2", (deflate, Predictor::Horizontal)),
        ("lzw", (Compression::Lzw, Predictor::None)),
        ("lzw-2", (Compression::Lzw, Predictor::Horizontal)),
    ];
    let place = Place::area();
    let mut paths = Vec::new();
    for (name, pack) in packs {
        let file = |kind: &str| folder.join(format!("{name}-{kind}.tif"));
        let unsigned: Vec<u16> = heights().iter().map(|h| *h as u16).collect();
        let floats: Vec<f32> = heights().iter().map(|h| f32::from(*h)).collect();
        write_as::<GrayI16>(&file("i16"), &heights(), &place, pack);
        write_as::<Gray16>(&file("u16"), &unsigned, &place, pack);
        paths.extend([file("i16"), file("u16")]);
        if !matches!(pack.1, Predictor::Horizontal) {
            write_as::<Gray32Float>(&file("f32"), &floats, &place, pack);
            paths.push(file("f32"));
        }
    }
    paths
}

/// The same heights in uncompressed tiles of 16 x 16 cells, byte by byte (the encoder writes strips alone).
pub fn tiled() -> Vec<u8> {
    let place = Place::area();
    let mut tile = vec![0_u8; 16 * 16 * 2];
    for (i, height) in heights().iter().enumerate() {
        let at = (i / WIDTH as usize * 16 + i % WIDTH as usize) * 2;
        tile[at..at + 2].copy_from_slice(&height.to_le_bytes());
    }
    let doubles = |d: &[f64]| d.iter().flat_map(|d| d.to_le_bytes()).collect::<Vec<u8>>();
    let keys: Vec<u8> = place.geokeys.iter().flat_map(|k| k.to_le_bytes()).collect();
    let (scale, tie) = (doubles(&place.scale), doubles(&place.tie));
    let mut data_at = 8;
    let mut next = |bytes: &[u8]| {
        let at = data_at;
        data_at += bytes.len() as u32;
        at
    };
    let (tile_at, keys_at, scale_at, tie_at) = (next(&tile), next(&keys), next(&scale), next(&tie));
    let directory_at = next(&[]);
    let mut file = b"II*\0".to_vec();
    file.extend(directory_at.to_le_bytes());
    file.extend([tile, keys, scale, tie].concat());
    // Tag, type (3 short, 4 long, 12 double), count, value or offset.
    let entries: [(u16, u16, u32, u32); 14] = [
        (256, 3, 1, WIDTH),
        (257, 3, 1, HEIGHT),
        (258, 3, 1, 16),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (277, 3, 1, 1),
        (322, 3, 1, 16),
        (323, 3, 1, 16),
        (324, 4, 1, tile_at),
        (325, 4, 1, 512),
        (339, 3, 1, 2),
        (33_550, 12, 3, scale_at),
        (33_922, 12, 6, tie_at),
        (34_735, 3, 16, keys_at),
    ];
    file.extend((entries.len() as u16).to_le_bytes());
    for (tag, kind, count, value) in entries {
        file.extend(tag.to_le_bytes());
        file.extend(kind.to_le_bytes());
        file.extend(count.to_le_bytes());
        file.extend(value.to_le_bytes());
    }
    file.extend([0; 4]);
    file
}
