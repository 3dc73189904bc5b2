//! What can go wrong, and how it is told: one clear sentence each.

use std::io;
use std::path::PathBuf;

use miette::{GraphicalReportHandler, GraphicalTheme};
use scenario::{Mistake, Mistakes, cut_quotes};

use crate::console;

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Mistakes in a case.
    #[error(transparent)]
    Case(Mistakes),
    /// A site or place that the terrain does not hold, or a file of the case that cannot be used.
    #[error("{place}{source}")]
    Prepare {
        /// `file:line: ` where the case names what is wrong, else empty.
        place: String,
        /// What is wrong.
        source: study::PrepareError,
    },
    /// A run that cannot begin or go on.
    #[error(transparent)]
    Study(#[from] study::StudyError),
    /// A run that cannot be read.
    #[error(transparent)]
    Run(#[from] study::RunError),
    /// A report that cannot be written.
    #[error(transparent)]
    Report(#[from] report::ReportError),
    /// A shipped case that cannot be copied.
    #[error(transparent)]
    New(#[from] scenario::NewCaseError),
    /// A name that is not known.
    #[error("there is no {kind} `{name}`{}", nearest.as_ref().map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    Unknown {
        /// What was looked for.
        kind: &'static str,
        /// The name as given.
        name: String,
        /// The nearest known name.
        nearest: Option<String>,
    },
    /// An assumption that the case does not have.
    #[error(transparent)]
    NoDossier(#[from] scenario::NoDossier),
    /// A raid that the case does not have.
    #[error("there is no raid `{name}`; the case has: {}", known.join(", "))]
    NoRaid {
        /// The name as given.
        name: String,
        /// The raids of the case.
        known: Vec<String>,
    },
    /// A figure on the command line that is none.
    #[error("{option}: {source}")]
    Quantity {
        /// The option.
        option: &'static str,
        /// What is wrong.
        source: quantity::QuantityError,
    },
    /// A day that is not one.
    #[error(transparent)]
    Date(#[from] quantity::DateError),
    /// A table of right answers that cannot be read.
    #[error(transparent)]
    Table(#[from] verify::TableError),
    /// A purchase that past ones know nothing of.
    #[error(transparent)]
    Question(#[from] evidence::base_rate::QuestionError),
    /// No base rate can be had.
    #[error(transparent)]
    BaseRate(#[from] evidence::base_rate::BaseRateError),
    /// A page of the book that cannot be brought up to date.
    #[error("{}: {fault}", path.display())]
    Page {
        /// The page.
        path: PathBuf,
        /// What is wrong.
        fault: String,
    },
    /// A link without a budget.
    #[error(transparent)]
    Hop(#[from] study::hop::HopError),
    /// An option of a link that says nothing.
    #[error(transparent)]
    Link(#[from] crate::commands::link::LinkFault),
    /// A viewshed that cannot be made.
    #[error(transparent)]
    View(#[from] crate::commands::viewshed::ViewFault),
    /// A terrain that cannot be looked into.
    #[error(transparent)]
    Raster(#[from] terrain::RasterError),
    /// A raster that could not be read on.
    #[error("{0}")]
    Unread(String),
    /// Tiles that cannot be fetched.
    #[error(transparent)]
    Tiles(#[from] tiles::TileError),
    /// A fetch that cannot begin.
    #[error(transparent)]
    Get(#[from] crate::commands::terrain::GetFault),
    /// A raster is asked for and the case names none.
    #[error("the case names no terrain: give a raster with --raster")]
    NoRaster,
    /// The memory for rasters is no number.
    #[error("BARTIZAN_TERRAIN_MB is `{text}`; whole megabytes from 1 to 1048576 are expected")]
    TerrainMemory {
        /// As it was given.
        text: String,
    },
    /// Ctrl-C cannot be caught.
    #[error("cannot watch for Ctrl-C: {0}")]
    Signals(#[from] ctrlc::Error),
    /// Standard output cannot be written.
    #[error("cannot write the answer: {0}")]
    Output(io::Error),
    /// The answer, as JSON, said it already.
    #[error("see the answer")]
    Told,
    /// The reader of a pipe has gone.
    #[error("the reader has gone")]
    ReaderGone,
}

impl From<Mistakes> for Trouble {
    fn from(mistakes: Mistakes) -> Self {
        Self::Case(mistakes)
    }
}

impl Trouble {
    /// Tells it on standard error.
    pub fn tell(&self) {
        match self {
            Self::Told => {}
            Self::Case(mistakes) => console::note(&told(mistakes, console::colour_err())),
            other => console::note(&format!("bartizan: {}", cut_quotes(&other.to_string()))),
        }
    }
}

/// Every mistake with the text underlined, then one line each for a quick look.
pub fn told(mistakes: &Mistakes, colour: bool) -> String {
    let theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(console::width());
    let mut text = String::new();
    for mistake in mistakes.iter().filter(|mistake| is_readable(mistake)) {
        // Writing to a string cannot fail.
        let _ = handler.render_report(&mut text, mistake);
        text.push('\n');
    }
    for mistake in mistakes {
        text.push_str(&mistake.one_line());
        text.push('\n');
    }
    text + &mistakes.counted()
}

/// False where the line at fault is longer than any terminal shows: then its sentence stands alone.
fn is_readable(mistake: &Mistake) -> bool {
    const MOST: usize = 500;
    let line = mistake.file.text.lines().nth(mistake.line() - 1);
    line.is_none_or(|line| line.len() <= MOST)
}
