//! See [`fuzz::hgt_zip`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::hgt_zip(bytes));
