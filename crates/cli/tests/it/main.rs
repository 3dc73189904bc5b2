//! The command as a user meets it: words, exit codes, files.

mod broken;
mod command;
mod studies;
mod tutorial;
