//! Whole studies of a tiny case: the same bytes whatever threads, stops and extensions, and folders that are refused.

mod bytes;
mod folders;
mod horizons;
mod parquet_elsewhere;
mod reading;
mod tiny;
