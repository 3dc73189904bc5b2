//! The three kinds of cells that a raster of ours may hold, and how a row of them is packed.
//!
//! Source: TIFF 6.0, section 14 (differencing); Adobe Photoshop TIFF Technical Note 3 (floating point predictor).

/// A cell of a raster that is written: `u8`, `i16` or `f32`.
pub trait Pixel: Copy + Send + Sync + sealed::Sealed {
    /// The cell as the text of GDAL's nodata tag.
    fn text(self) -> String;
}

pub(crate) mod sealed {
    /// What the writer must know of a cell.
    pub trait Sealed: Sized {
        /// TIFF's SampleFormat: 1 unsigned, 2 signed, 3 floating point.
        const FORMAT: u16;
        /// TIFF's Predictor: 2 horizontal differences, 3 the floating point one.
        const PREDICTOR: u16;
        /// Appends a row in the predictor's form; the other rows of its strip follow.
        fn predict(row: &[Self], bytes: &mut Vec<u8>);
    }
}

impl Pixel for u8 {
    fn text(self) -> String {
        self.to_string()
    }
}

impl sealed::Sealed for u8 {
    const FORMAT: u16 = 1;
    const PREDICTOR: u16 = 2;

    fn predict(row: &[Self], bytes: &mut Vec<u8>) {
        let mut before = 0;
        for &cell in row {
            bytes.push(cell.wrapping_sub(before));
            before = cell;
        }
    }
}

impl Pixel for i16 {
    fn text(self) -> String {
        self.to_string()
    }
}

impl sealed::Sealed for i16 {
    const FORMAT: u16 = 2;
    const PREDICTOR: u16 = 2;

    fn predict(row: &[Self], bytes: &mut Vec<u8>) {
        let mut before = 0_i16;
        for &cell in row {
            bytes.extend(cell.wrapping_sub(before).to_ne_bytes());
            before = cell;
        }
    }
}

impl Pixel for f32 {
    fn text(self) -> String {
        // GDAL spells it so.
        if self.is_nan() {
            "nan".to_owned()
        } else {
            self.to_string()
        }
    }
}

impl sealed::Sealed for f32 {
    const FORMAT: u16 = 3;
    const PREDICTOR: u16 = 3;

    /// The highest bytes of all cells, then the next, and so on, each less the byte before it.
    fn predict(row: &[Self], bytes: &mut Vec<u8>) {
        let start = bytes.len();
        for place in 0..4 {
            bytes.extend(row.iter().map(|cell| cell.to_be_bytes()[place]));
        }
        let mut before = 0;
        for byte in &mut bytes[start..] {
            let this = *byte;
            *byte = this.wrapping_sub(before);
            before = this;
        }
    }
}
