//! The command as a user meets it: words, exit codes, files.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod broken;
mod command;
mod coverage;
mod evidence;
mod findings;
mod link;
mod studies;
mod terrain;
mod tutorial;
mod verify;
mod viewshed;
