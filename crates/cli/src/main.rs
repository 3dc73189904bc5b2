//! The `bartizan` command: only words and files. Everything it says comes from the rooms below.
//!
//! Exit codes: 0 well, 1 the answer is no, 2 wrong use or broken input.

mod args;
mod commands;
mod console;
mod dossier;
mod explain;
mod trouble;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use trouble::Trouble;

/// How a command ended, where nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Well.
    Yes,
    /// The answer is no: mistakes were found, a run was stopped.
    No,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(&cli.command) {
        Ok(Verdict::Yes) => ExitCode::SUCCESS,
        Ok(Verdict::No) => ExitCode::from(1),
        // A reader that went away (`bartizan show RUN | head`) is no mistake of anyone's.
        Err(Trouble::ReaderGone) => ExitCode::SUCCESS,
        Err(trouble) => {
            trouble.tell();
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: &Command) -> Result<Verdict, Trouble> {
    match command {
        Command::Run(args) => commands::run::run(args),
        Command::Check(args) => commands::check::check(args),
        Command::Report(args) => commands::report::report(args),
        Command::Show(args) => commands::show::show(args),
        Command::New(args) => commands::new::new(args),
        Command::Catalogue(args) => commands::catalogue::catalogue(args),
        Command::Trace(args) => commands::trace::trace(args),
        Command::Raid(args) => commands::raid::raid(args),
        Command::Coverage(args) => commands::coverage::coverage(args),
        Command::Horizons(args) => commands::horizons::horizons(args),
        Command::Terrain(args) => commands::terrain::terrain(args),
        Command::Viewshed(args) => commands::viewshed::viewshed(args),
        Command::Link(args) => commands::link::link(args),
        Command::Verify(args) => commands::verify::verify(args),
        Command::Baserate(args) => commands::baserate::baserate(args),
        Command::Backtest(args) => commands::backtest::backtest(args),
        Command::Schema(args) => commands::schema::schema(args),
    }
}
