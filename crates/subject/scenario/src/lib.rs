//! Files to a case: loading, checking, diagnostics, schema, catalogue.
//!
//! In: a folder with `scenario.toml` and the files that it names. Out: a [`Loaded`] case, or every mistake at once, each
//! with its file, line, the text underlined, what was expected and the nearest known name.
//!
//! | module | holds |
//! | --- | --- |
//! | [`load`](mod@load) | files to a checked case |
//! | [`files`] | the files beside a case |
//! | [`mistake`] | what may be wrong, and its place |
//! | [`field`] | the table of fields: what each key of each section holds |
//! | [`sections`] | the sections, one file each: their fields, and how a row is read |
//! | [`explain`] | the defaults that were used, and the assumptions with their sources |
//! | [`dossier`] | all that is known of one number |
//! | [`schema`](mod@schema), [`reference`](mod@reference) | the JSON Schema, and the book's reference of the format |
//! | [`catalogue`] | published figures of equipment types |
//! | [`shipped`] | the shipped cases, and copies of them |
//!
//! The table of fields drives the reader, the schema, the explanation and the book's reference pages: a field is
//! described once.

mod assemble;
pub mod catalogue;
mod check;
pub mod dossier;
pub mod explain;
pub mod field;
pub mod files;
mod grounds;
mod hash;
pub mod load;
pub mod mistake;
mod nearest;
mod read;
pub mod reference;
pub mod schema;
pub mod sections;
pub mod shipped;
pub mod text;
mod tree;
mod types;

pub use catalogue::Catalogue;
pub use dossier::{Dossier, NoDossier};
pub use explain::Explain;
pub use files::CaseFiles;
pub use load::{Loaded, load, load_believing, load_str};
pub use mistake::{Mistake, Mistakes, Trouble, cut_quotes};
pub use nearest::nearest;
pub use read::Weighed;
pub use reference::reference_markdown;
pub use schema::schema;
pub use sections::belief::Belief;
pub use shipped::{NewCaseError, new_case};
