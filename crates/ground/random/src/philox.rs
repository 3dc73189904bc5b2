//! Philox4x32-10: a counter-based generator. The same counter and key always give the same four words.

const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
/// What the key grows by each round: the golden ratio and the square root of 3 less 1, in 32 bits.
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
const ROUNDS: usize = 10;

/// Four words of 32 random bits, those of this counter under this key.
///
/// # Source
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11: Philox4x32 with 10
/// rounds, which passes TestU01's BigCrush.
pub const fn philox4x32(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let mut words = counter;
    let mut key = key;
    let mut round = 0;
    while round < ROUNDS {
        words = one_round(words, key);
        key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
        round += 1;
    }
    words
}

/// The words of a counter and of the next one, the first word of the counter being even.
///
/// A round waits for the one before: two blocks that go side by side take little longer than one.
#[inline]
pub const fn philox4x32_two(counter: [u32; 4], key: [u32; 2]) -> [[u32; 4]; 2] {
    let [a, b, c, d] = counter;
    let (mut first, mut second) = (counter, [a | 1, b, c, d]);
    let mut key = key;
    let mut round = 0;
    while round < ROUNDS {
        first = one_round(first, key);
        second = one_round(second, key);
        key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
        round += 1;
    }
    [first, second]
}

const fn one_round(words: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let first = words[0] as u64 * MULTIPLIERS[0] as u64;
    let second = words[2] as u64 * MULTIPLIERS[1] as u64;
    [
        (second >> 32) as u32 ^ words[1] ^ key[0],
        second as u32,
        (first >> 32) as u32 ^ words[3] ^ key[1],
        first as u32,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counter, key and output: the known-answer vectors `philox4x32 10` of Random123 1.14 (file `kat_vectors`).
    const KNOWN: [([u32; 4], [u32; 2], [u32; 4]); 3] = [
        (
            [0; 4],
            [0; 2],
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8],
        ),
        (
            [u32::MAX; 4],
            [u32::MAX; 2],
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd],
        ),
        (
            [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
            [0xa409_3822, 0x299f_31d0],
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
        ),
    ];

    #[test]
    fn two_at_once_are_the_two() {
        for (counter, key, _) in KNOWN {
            let [a, b, c, d] = counter;
            let right = [a & !1, a | 1].map(|word| philox4x32([word, b, c, d], key));
            assert_eq!(
                philox4x32_two([a & !1, b, c, d], key),
                right,
                "{counter:08x?} under {key:08x?}"
            );
        }
    }

    #[test]
    fn the_generator_gives_the_published_words() {
        for (counter, key, expected) in KNOWN {
            let words = philox4x32(counter, key);
            assert_eq!(words, expected, "{counter:08x?} under {key:08x?}");
        }
    }
}
