//! See [`fuzz::vectors`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::vectors(bytes));
