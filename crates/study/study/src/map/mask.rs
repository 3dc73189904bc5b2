//! Which cells a sensor would see: `map/coverage-<sensor>-<height>.bits`.

/// The cells that one sensor would see at one height, were it working.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SensorMask {
    /// The sensor's id.
    pub sensor: String,
    /// Height above the ground \[m\].
    pub height_m: u32,
    bits: Vec<u8>,
}

impl SensorMask {
    /// A mask from one flag a cell.
    pub(crate) fn new(sensor: &str, height_m: u32, cells: &[bool]) -> Self {
        let byte = |eight: &[bool]| {
            let bit = |(i, seen): (usize, &bool)| u8::from(*seen) << i;
            eight.iter().enumerate().map(bit).sum()
        };
        Self {
            sensor: sensor.to_owned(),
            height_m,
            bits: cells.chunks(8).map(byte).collect(),
        }
    }

    /// A mask from its file's bytes.
    pub(crate) fn from_bytes(sensor: &str, height_m: u32, bits: Vec<u8>) -> Self {
        Self {
            sensor: sensor.to_owned(),
            height_m,
            bits,
        }
    }

    /// Eight cells a byte, the first in the lowest bit.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bits
    }

    /// Its file inside `map/`.
    pub(crate) fn file_name(sensor: &str, height_m: u32) -> String {
        format!("coverage-{sensor}-{height_m}.bits")
    }

    /// True when the sensor would see the cell's centre; false beyond the grid.
    pub fn sees(&self, cell: usize) -> bool {
        self.bits
            .get(cell / 8)
            .is_some_and(|byte| byte >> (cell % 8) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_read_back() {
        let cells: Vec<bool> = (0..21).map(|i| i % 3 == 0).collect();
        let mask = SensorMask::new("north", 1_000, &cells);
        let back = SensorMask::from_bytes("north", 1_000, mask.bytes().to_vec());
        assert_eq!(mask.bytes().len(), 3);
        for (i, seen) in cells.iter().enumerate() {
            assert_eq!(back.sees(i), *seen, "cell {i}");
        }
        assert!(!back.sees(1_000));
    }
}
