//! How many batteries, vehicles and sensors: what one holding gives to a need, or all of them together.

const BITS: u32 = 21;
const MASK: u64 = (1 << BITS) - 1;

/// Batteries, vehicles and sensors in one word, up to 2^21 of each, so that they are added and compared at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count(u64);

impl Count {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// One sensor.
    pub const SENSOR: Self = Self(1 << (2 * BITS));

    /// So many vehicles of one unit, and whether they make a battery.
    pub const fn unit(is_battery: bool, vehicles: u32) -> Self {
        Self((vehicles as u64) << BITS | is_battery as u64)
    }

    /// With one part of it exchanged for another.
    pub const fn exchanged(self, gave: Self, gives: Self) -> Self {
        Self(self.0.wrapping_sub(gave.0).wrapping_add(gives.0))
    }

    /// Batteries.
    pub const fn batteries(self) -> u32 {
        (self.0 & MASK) as u32
    }

    /// Vehicles.
    pub const fn vehicles(self) -> u32 {
        ((self.0 >> BITS) & MASK) as u32
    }

    /// Sensors.
    pub const fn sensors(self) -> u32 {
        (self.0 >> (2 * BITS)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_exchanged_without_touching_each_other() {
        let (full, thin) = (Count::unit(true, 6), Count::unit(false, 2));
        let all = [full, thin, Count::SENSOR, Count::SENSOR];
        let sum = all
            .iter()
            .fold(Count::NONE, |sum, &part| sum.exchanged(Count::NONE, part));
        let parts = |count: Count| (count.batteries(), count.vehicles(), count.sensors());
        assert_eq!(parts(sum), (1, 8, 2));
        assert_eq!(parts(sum.exchanged(full, thin)), (0, 4, 2));
        assert_eq!(parts(sum.exchanged(Count::SENSOR, Count::NONE)), (1, 8, 1));
    }
}
