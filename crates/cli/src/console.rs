//! The terminal: is there one, how wide, may it be coloured; writing that notices when the reader has gone.

use std::io::{self, IsTerminal, Write};

use crate::trouble::Trouble;

/// Writes text to standard output.
///
/// # Errors
/// [`Trouble::ReaderGone`] where the pipe was closed; [`Trouble::Output`] for anything else, a full disk among them.
pub fn say(text: &str) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    out.write_all(text.as_bytes())
        .and_then(|()| out.write_all(newline.as_bytes()))
        .and_then(|()| out.flush())
        .map_err(|source| match source.kind() {
            io::ErrorKind::BrokenPipe => Trouble::ReaderGone,
            _ => Trouble::Output(source),
        })
}

/// Writes a note to standard error, where it does not mix with an answer that a program reads.
pub fn note(text: &str) {
    // Nobody is left to tell where standard error is gone.
    let _ = writeln!(io::stderr(), "{text}");
}

/// True when standard output may be coloured: a terminal, and the user did not say NO_COLOR.
pub fn colour_out() -> bool {
    io::stdout().is_terminal() && wants_colour()
}

/// True when standard error may be coloured.
pub fn colour_err() -> bool {
    io::stderr().is_terminal() && wants_colour()
}

/// True when progress may be drawn.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// The width for text, between 60 and 120 columns.
pub fn width() -> usize {
    let columns = if io::stdout().is_terminal() {
        console_columns().unwrap_or(80)
    } else {
        100
    };
    columns.clamp(60, 120)
}

fn console_columns() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

fn wants_colour() -> bool {
    // https://no-color.org: set and not empty.
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
