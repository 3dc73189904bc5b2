//! Addresses of draws: who draws, and what for.

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Key of an entity: a 64-bit hash of its id's text, stable for ever.
///
/// It depends on the text alone, not on the entity's place in a file: an entity keeps its luck when others are added
/// or reordered. FNV-1a over the UTF-8 bytes, then a finalising mix that spreads near names apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityKey(pub u64);

impl EntityKey {
    /// The key of an id.
    pub const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut hash = FNV_OFFSET;
        let mut i = 0;
        while i < bytes.len() {
            hash = (hash ^ bytes[i] as u64).wrapping_mul(FNV_PRIME);
            i += 1;
        }
        Self(mix(hash))
    }

    /// The key of the entity's part with that number: the third vehicle of a battery, the fifth class of a course.
    ///
    /// No part has the key of the whole.
    pub const fn with(self, index: u64) -> Self {
        Self(mix(self.0 ^ mix(index.wrapping_add(GOLDEN))))
    }
}

/// What a draw is for. Each room defines its own constants, with numbers that are distinct within the room.
///
/// Two purposes of one entity give independent draws; the same purpose of two entities does so too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Purpose(pub u32);

/// A bijection of 64 bits in which each input bit moves about half of the output bits.
///
/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford's list).
pub(crate) const fn mix(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_an_id_never_changes() {
        // FNV-1a of "a" is 0xaf63dc4c8601ec8c (Fowler, Noll and Vo's test vectors); the mix is a bijection of it.
        assert_eq!(EntityKey::of("a"), EntityKey(mix(0xaf63_dc4c_8601_ec8c)));
        assert_eq!(EntityKey::of(""), EntityKey(mix(FNV_OFFSET)));
        // First outputs of SplitMix64 seeded with zero: the finaliser of one and two golden steps.
        assert_eq!(mix(GOLDEN), 0xe220_a839_7b1d_cdaf);
        assert_eq!(mix(GOLDEN.wrapping_mul(2)), 0x6e78_9e6a_a1b9_65f4);
    }

    #[test]
    fn parts_and_near_names_have_keys_of_their_own() {
        let battery = EntityKey::of("tor-1");
        let mut keys: Vec<_> = (0..1_000).map(|part| battery.with(part)).collect();
        keys.extend((0..1_000).map(|name| EntityKey::of(&format!("tor-{name}"))));
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 2_000);
    }
}
