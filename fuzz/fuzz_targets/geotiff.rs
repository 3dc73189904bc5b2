//! See [`fuzz::geotiff`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::geotiff(bytes));
