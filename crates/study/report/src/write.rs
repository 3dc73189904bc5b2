//! The report as text and as a file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use study::Run;

use crate::error::ReportError;
use crate::page;

/// The report of a run: one HTML file that needs neither network nor script.
///
/// # Errors
/// [`ReportError::Table`] where the run's tables do not fit its `study.json`.
pub fn html(run: &Run) -> Result<String, ReportError> {
    Ok(page::page(run)?)
}

/// Writes the report of the run in a folder to `out`, else to `report.html` in that folder, and says where it is.
///
/// It is written beside and renamed: an older report stays until the new one is whole.
///
/// # Errors
/// A run that cannot be read, a file that cannot be written.
pub fn write(run_folder: &Path, out: Option<&Path>) -> Result<PathBuf, ReportError> {
    let run = Run::open(run_folder)?;
    let text = html(&run)?;
    let path = out.map_or_else(|| run_folder.join("report.html"), Path::to_owned);
    let mut beside = path.clone().into_os_string();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let failed = |source: io::Error| ReportError::Write {
        path: path.clone(),
        source,
    };
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, &path));
    if let Err(source) = written {
        // Half a file is worse than none; that it may not be there is no further mistake.
        let _ = fs::remove_file(&beside);
        return Err(failed(source));
    }
    Ok(path)
}
