//! A run's answer for people: the report as one HTML file, the terminal's sentence and table, JSON.
//!
//! In: a [`study::Run`], read from its folder, and nothing else; or a [`study::coverage::Covered`], a [`study::hop::Hop`], or a base rate or
//! backtest of [`evidence`]. Out: [`html`] and [`write()`] (one file, no network, no
//! script, printable), [`terminal`], [`json`]. All of them carry the conditional sentence.
//!
//! | module | holds |
//! | --- | --- |
//! | [`words`] | rounding and wording: odds, dates, causes, paths |
//! | [`figures`] | charts and maps: plain values to SVG |
//! | `facts` | a run's tables and summary to plain values |
//! | `page` | the sections of the report, in order |
//!
//! Same run, same bytes.

mod context;
mod covered;
mod error;
mod facts;
pub mod figures;
mod hop;
mod json;
mod outside;
mod page;
mod palette;
mod scale;
mod svg;
mod terminal;
pub mod words;
mod write;

pub use covered::{coverage_json, coverage_picture, coverage_words};
pub use error::ReportError;
pub use hop::{hop_json, hop_picture, hop_words};
pub use json::json;
pub use outside::{
    backtest_json, backtest_picture, backtest_words, base_rate_json, base_rate_words,
};
pub use terminal::{struck, terminal};
pub use write::{html, write};
