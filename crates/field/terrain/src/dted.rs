//! DTED levels 0, 1 and 2: columns of big-endian sign-magnitude heights, each with its checksum.
//!
//! Source: MIL-PRF-89020B (2000), "Digital Terrain Elevation Data", section 3.13: UHL (80 bytes), DSI (648), ACC (2,700),
//! then a record a longitude line: 8 bytes of head, the posts from south to north, 4 bytes of checksum.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::RasterError;
use crate::pages::{Cells, Source, Window};
use crate::raster::{Grid, VerticalDatum};

const FORMAT: &str = "DTED cell";
const HEADERS: usize = 80 + 648 + 2_700;
const SENTINEL: u8 = 0xAA;
const VOID: i16 = -32_767;
/// Lower than any ground: two's complement, read as sign and magnitude.
const LOWEST_M: i16 = -12_000;
/// Longitude lines that are read together.
const PAGE_COLUMNS: usize = 64;

/// A cell.
#[derive(Debug)]
pub(crate) struct Dted {
    path: PathBuf,
    lines: usize,
    posts: usize,
}

impl Dted {
    /// Reads the headers and compares them with the size; reads no heights.
    pub fn open(path: &Path) -> Result<(Self, Grid, VerticalDatum), RasterError> {
        let mut head = vec![0; HEADERS];
        let unreadable = |source| RasterError::unreadable(path, source);
        let mut file = File::open(path).map_err(unreadable)?;
        let bytes = file.metadata().map_err(unreadable)?.len();
        if bytes < HEADERS as u64 {
            return Err(broken(
                path,
                format!("it has {bytes} bytes, its headers alone need {HEADERS}"),
            ));
        }
        file.read_exact(&mut head).map_err(unreadable)?;
        let header = Header { path, head: &head };
        header.check_marks()?;
        let dted = Self {
            path: path.to_owned(),
            lines: header.number(47..51, "number of longitude lines")? as usize,
            posts: header.number(51..55, "number of latitude points")? as usize,
        };
        let wanted = (HEADERS + dted.lines * dted.record_bytes()) as u64;
        if bytes != wanted {
            return Err(broken(
                path,
                format!(
                    "it has {bytes} bytes, its header's {} lines of {} posts need {wanted}",
                    dted.lines, dted.posts
                ),
            ));
        }
        let grid = header.grid(dted.lines, dted.posts)?;
        Ok((dted, grid, header.datum()))
    }

    fn record_bytes(&self) -> usize {
        8 + self.posts * 2 + 4
    }

    /// One longitude line, as its bytes.
    fn record(&self, file: &mut File, line: usize, record: &mut [u8]) -> Result<(), RasterError> {
        let at = (HEADERS + line * self.record_bytes()) as u64;
        let read = file
            .seek(SeekFrom::Start(at))
            .and_then(|_| file.read_exact(record));
        read.map_err(|source| RasterError::unreadable(&self.path, source))?;
        let (body, sum) = record.split_at(record.len() - 4);
        let stated = u32::from_be_bytes([sum[0], sum[1], sum[2], sum[3]]);
        let found: u32 = body.iter().map(|byte| u32::from(*byte)).sum();
        if body[0] != SENTINEL {
            return Err(broken(
                &self.path,
                format!("longitude line {line} does not begin with its mark"),
            ));
        }
        if stated != found {
            return Err(broken(
                &self.path,
                format!(
                    "the checksum of longitude line {line} is {stated}, its bytes add up to {found}"
                ),
            ));
        }
        Ok(())
    }
}

impl Source for Dted {
    fn page_size(&self) -> (usize, usize) {
        (self.posts, PAGE_COLUMNS.min(self.lines))
    }

    fn read(&self, window: Window) -> Result<Cells, RasterError> {
        let opened = File::open(&self.path);
        let mut file = opened.map_err(|source| RasterError::unreadable(&self.path, source))?;
        let mut record = vec![0; self.record_bytes()];
        let mut cells = vec![VOID; window.rows * window.columns];
        for c in 0..window.columns {
            self.record(&mut file, window.column + c, &mut record)?;
            let posts = record[8..8 + self.posts * 2].chunks_exact(2).rev();
            for (r, post) in posts.skip(window.row).take(window.rows).enumerate() {
                let height = sign_magnitude(u16::from_be_bytes([post[0], post[1]]));
                if height < LOWEST_M && height != VOID {
                    let line = window.column + c;
                    return Err(broken(
                        &self.path,
                        format!(
                            "longitude line {line} holds {height} m: its heights are not sign and magnitude"
                        ),
                    ));
                }
                cells[r * window.columns + c] = height;
            }
        }
        Ok(Cells::Whole {
            cells,
            void: i32::from(VOID),
        })
    }
}

/// The highest bit is the sign, the others the magnitude.
fn sign_magnitude(bits: u16) -> i16 {
    let magnitude = (bits & 0x7fff) as i16;
    if bits & 0x8000 == 0 {
        magnitude
    } else {
        -magnitude
    }
}

/// The three headers.
struct Header<'a> {
    path: &'a Path,
    head: &'a [u8],
}

impl Header<'_> {
    fn text(&self, range: std::ops::Range<usize>) -> String {
        let bytes = self.head.get(range).unwrap_or_default();
        String::from_utf8_lossy(bytes).trim().to_owned()
    }

    fn check_marks(&self) -> Result<(), RasterError> {
        for (at, mark) in [(0, "UHL1"), (80, "DSI"), (728, "ACC")] {
            if self.text(at..at + mark.len()) != mark {
                return Err(broken(
                    self.path,
                    format!("its {mark} header is missing at byte {at}"),
                ));
            }
        }
        let datum = self.text(80 + 144..80 + 149);
        if datum == "WGS84" {
            Ok(())
        } else {
            Err(RasterError::OtherCrs {
                name: self.path.display().to_string(),
                found: format!("degrees of the horizontal datum `{datum}`"),
            })
        }
    }

    fn datum(&self) -> VerticalDatum {
        match self.text(80 + 141..80 + 144).as_str() {
            "E96" => VerticalDatum::Egm96,
            "MSL" => VerticalDatum::MeanSeaLevel,
            _ => VerticalDatum::Unsaid,
        }
    }

    fn number(&self, range: std::ops::Range<usize>, what: &str) -> Result<u32, RasterError> {
        let text = self.text(range);
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let number = digits.then(|| text.parse().ok()).flatten();
        number.ok_or_else(|| broken(self.path, format!("its {what} is `{text}`, not a number")))
    }

    /// Degrees from `DDDMMSSH`.
    fn angle(&self, at: usize, what: &str) -> Result<f64, RasterError> {
        let part = |from: usize, to: usize| self.number(at + from..at + to, what);
        let degrees = f64::from(part(0, 3)?)
            + f64::from(part(3, 5)?) / 60.0
            + f64::from(part(5, 7)?) / 3_600.0;
        match self.head.get(at + 7) {
            Some(b'N' | b'E') => Ok(degrees),
            Some(b'S' | b'W') => Ok(-degrees),
            _ => Err(broken(
                self.path,
                format!("its {what} has no hemisphere: `{}`", self.text(at..at + 8)),
            )),
        }
    }

    fn grid(&self, lines: usize, posts: usize) -> Result<Grid, RasterError> {
        // Tenths of an arc-second.
        let step_lon = f64::from(self.number(20..24, "longitude interval")?) / 36_000.0;
        let step_lat = f64::from(self.number(24..28, "latitude interval")?) / 36_000.0;
        let west = self.angle(4, "longitude of origin")?;
        let south = self.angle(12, "latitude of origin")?;
        let height_deg = step_lat * posts.saturating_sub(1) as f64;
        let width_deg = step_lon * lines.saturating_sub(1) as f64;
        // A cell is a degree square, or a part of one; its origin is its south-western post.
        if height_deg > 1.000_001 || width_deg > 1.000_001 {
            return Err(broken(
                self.path,
                format!(
                    "{lines} lines of {posts} posts at its intervals span {width_deg}° by {height_deg}°, more than a degree"
                ),
            ));
        }
        Ok(Grid {
            width: lines,
            height: posts,
            first_lon_deg: west,
            first_lat_deg: south + height_deg,
            step_lon_deg: step_lon,
            step_lat_deg: step_lat,
        })
    }
}

fn broken(path: &Path, what: String) -> RasterError {
    RasterError::broken(path, FORMAT, what)
}

#[cfg(test)]
mod tests {
    use super::sign_magnitude;

    #[test]
    fn the_highest_bit_is_the_sign() {
        let pairs = [
            (0x0000, 0),
            (0x8000, 0),
            (0x8001, -1),
            (0x7fff, 32_767),
            (0xffff, -32_767),
        ];
        for (bits, height) in pairs {
            assert_eq!(sign_magnitude(bits), height);
        }
    }
}
