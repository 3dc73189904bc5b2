//! See [`fuzz::hgt`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::hgt(bytes));
