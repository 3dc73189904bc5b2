//! report
pub mod figures;
mod palette;
mod scale;
mod svg;
pub mod words;
