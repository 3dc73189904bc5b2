//! See [`fuzz::horizon`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::horizon(bytes));
