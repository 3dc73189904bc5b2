//! GeoTIFFs put together byte by byte: what the encoder of the `tiff` crate does not write.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// How a file is laid out.
#[derive(Clone)]
pub struct Layout {
    pub is_little: bool,
    pub is_big_tiff: bool,
    /// Side of the tiles; None: strips of three rows.
    pub tile: Option<usize>,
    pub deflate: bool,
    /// 1, 2 or 3.
    pub predictor: u16,
    pub cell: Cell,
    /// A smaller image after the first, as cloud-optimised files have it.
    pub overview: bool,
    /// The chunk that is left out.
    pub sparse: Option<usize>,
    pub nodata: Option<&'static str>,
    /// Placed by a matrix and not by scale and tie point.
    pub by_matrix: Option<[f64; 16]>,
    pub geokeys: Vec<u16>,
    pub place: [f64; 4],
}

#[derive(Clone, Copy, PartialEq)]
pub enum Cell {
    I16,
    U16,
    F32,
}

impl Layout {
    /// Like a tile of Copernicus GLO-30: float32, deflate, predictor 3, tiles, an overview after it.
    pub fn copernicus() -> Self {
        Self {
            is_little: true,
            is_big_tiff: false,
            tile: Some(16),
            deflate: true,
            predictor: 3,
            cell: Cell::F32,
            overview: true,
            sparse: None,
            nodata: None,
            by_matrix: None,
            geokeys: crate::packing::geokeys(2, 2, 4326),
            // West, north, step east, step south.
            place: [69.0, 35.0, 0.01, 0.01],
        }
    }

    fn bytes<const N: usize>(&self, little: [u8; N]) -> Vec<u8> {
        let mut bytes = little.to_vec();
        if !self.is_little {
            bytes.reverse();
        }
        bytes
    }

    fn short(&self, value: u16) -> Vec<u8> {
        self.bytes(value.to_le_bytes())
    }

    fn doubles(&self, values: &[f64]) -> Vec<u8> {
        values
            .iter()
            .flat_map(|v| self.bytes(v.to_le_bytes()))
            .collect()
    }

    fn offset(&self, value: u64) -> Vec<u8> {
        if self.is_big_tiff {
            self.bytes(value.to_le_bytes())
        } else {
            self.bytes((value as u32).to_le_bytes())
        }
    }

    /// One row of a chunk, predicted and in the file's byte order.
    fn row(&self, cells: &[f32]) -> Vec<u8> {
        if self.cell == Cell::F32 {
            return self.float_row(cells);
        }
        let whole: Vec<u16> = cells.iter().map(|c| *c as i32 as u16).collect();
        let before = |i: usize| if i == 0 { 0 } else { whole[i - 1] };
        let each = whole
            .iter()
            .enumerate()
            .map(|(i, cell)| match self.predictor {
                2 => cell.wrapping_sub(before(i)),
                _ => *cell,
            });
        each.flat_map(|cell| self.short(cell)).collect()
    }

    /// Technical note 3 of TIFF: bytes sorted by significance, then differences.
    fn float_row(&self, cells: &[f32]) -> Vec<u8> {
        if self.predictor != 3 {
            return cells
                .iter()
                .flat_map(|c| self.bytes(c.to_le_bytes()))
                .collect();
        }
        let planes = (0..4).flat_map(|byte| cells.iter().map(move |c| c.to_be_bytes()[byte]));
        let planes: Vec<u8> = planes.collect();
        let before = |i: usize| if i == 0 { 0 } else { planes[i - 1] };
        (0..planes.len())
            .map(|i| planes[i].wrapping_sub(before(i)))
            .collect()
    }

    fn packed(&self, plain: Vec<u8>) -> Vec<u8> {
        if !self.deflate {
            return plain;
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&plain).unwrap();
        encoder.finish().unwrap()
    }

    /// The file of `width` columns.
    pub fn file(&self, width: usize, cells: &[f32]) -> Vec<u8> {
        let mut file = if self.is_little {
            b"II".to_vec()
        } else {
            b"MM".to_vec()
        };
        if self.is_big_tiff {
            file.extend([self.short(43), self.short(8), self.short(0), vec![0; 8]].concat());
        } else {
            file.extend([self.short(42), vec![0; 4]].concat());
        }
        let link = if self.is_big_tiff { 8 } else { 4 };
        let link = self.image(&mut file, (width, cells), link);
        if self.overview {
            let small: Vec<f32> = vec![-1.0; 4];
            let plain = Self {
                sparse: None,
                ..self.clone()
            };
            plain.image(&mut file, (2, &small), link);
        }
        file
    }

    /// Appends an image and its directory; gives where the link to the next directory stands.
    fn image(&self, file: &mut Vec<u8>, (width, cells): (usize, &[f32]), link: usize) -> usize {
        let height = cells.len() / width;
        let (rows, columns) = self.tile.map_or((3, width), |side| (side, side));
        let mut places = Vec::new();
        let mut counts = Vec::new();
        for top in (0..height).step_by(rows) {
            for left in (0..width).step_by(columns) {
                let end = if self.tile.is_some() {
                    top + rows
                } else {
                    height.min(top + rows)
                };
                let mut plain = Vec::new();
                for r in top..end {
                    let cell = |c: usize| {
                        let inside = r < height && c < width;
                        if inside { cells[r * width + c] } else { 0.0 }
                    };
                    let row: Vec<f32> = (left..left + columns).map(cell).collect();
                    plain.extend(self.row(&row));
                }
                let packed = self.packed(plain);
                let is_left_out = self.sparse == Some(places.len());
                places.push(if is_left_out { 0 } else { file.len() as u64 });
                counts.push(if is_left_out { 0 } else { packed.len() as u64 });
                if !is_left_out {
                    file.extend(packed);
                }
            }
        }
        self.directory(
            file,
            (width, height, rows, columns),
            (&places, &counts),
            link,
        )
    }

    fn directory(
        &self,
        file: &mut Vec<u8>,
        (width, height, rows, columns): (usize, usize, usize, usize),
        (places, counts): (&[u64], &[u64]),
        link: usize,
    ) -> usize {
        let (bits, format) = match self.cell {
            Cell::I16 => (16, 2),
            Cell::U16 => (16, 1),
            Cell::F32 => (32, 3),
        };
        let longs = |values: &[u64]| {
            values
                .iter()
                .flat_map(|v| self.offset(*v))
                .collect::<Vec<u8>>()
        };
        let wide = if self.is_big_tiff { 16 } else { 4 };
        let shorts = |values: &[u16]| {
            values
                .iter()
                .flat_map(|v| self.short(*v))
                .collect::<Vec<u8>>()
        };
        let one = |tag: u16, value: u16| (tag, 3, 1, shorts(&[value]));
        let many = places.len() as u64;
        let mut entries = vec![
            one(256, width as u16),
            one(257, height as u16),
            one(258, bits),
            one(259, if self.deflate { 8 } else { 1 }),
            one(262, 1),
            one(277, 1),
            one(317, self.predictor),
            one(339, format),
            (34_735, 3, self.geokeys.len() as u64, shorts(&self.geokeys)),
        ];
        if self.tile.is_some() {
            entries.extend([one(322, columns as u16), one(323, rows as u16)]);
            entries.extend([
                (324, wide, many, longs(places)),
                (325, wide, many, longs(counts)),
            ]);
        } else {
            entries.push(one(278, rows as u16));
            entries.extend([
                (273, wide, many, longs(places)),
                (279, wide, many, longs(counts)),
            ]);
        }
        let [west, north, east, south] = self.place;
        match self.by_matrix {
            Some(matrix) => entries.push((34_264, 12, 16, self.doubles(&matrix))),
            None => entries.extend([
                (33_550, 12, 3, self.doubles(&[east, south, 0.0])),
                (
                    33_922,
                    12,
                    6,
                    self.doubles(&[0.0, 0.0, 0.0, west, north, 0.0]),
                ),
            ]),
        }
        if let Some(nodata) = self.nodata {
            let text = [nodata.as_bytes(), b"\0"].concat();
            entries.push((42_113, 2, text.len() as u64, text));
        }
        entries.sort_by_key(|entry| entry.0);
        self.write_directory(file, entries, link)
    }

    fn write_directory(
        &self,
        file: &mut Vec<u8>,
        entries: Vec<(u16, u16, u64, Vec<u8>)>,
        link: usize,
    ) -> usize {
        let width = self.offset(0).len();
        let mut table = if self.is_big_tiff {
            self.bytes((entries.len() as u64).to_le_bytes())
        } else {
            self.short(entries.len() as u16)
        };
        for (tag, kind, count, mut value) in entries {
            if value.len() > width {
                let at = file.len() as u64;
                file.extend(&value);
                value = self.offset(at);
            }
            value.resize(width, 0);
            table.extend([self.short(tag), self.short(kind), self.offset(count), value].concat());
        }
        let at = self.offset(file.len() as u64);
        file[link..link + width].copy_from_slice(&at);
        file.extend(table);
        let next = file.len();
        file.extend(self.offset(0));
        next
    }
}
