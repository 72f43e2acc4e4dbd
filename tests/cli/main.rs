//! The real program, run as a user runs it, in a folder of its own.
//!
//! The environment is cleared, the day is given, and nothing is asked. What a session prints is
//! held in snapshots: each command, its standard output, its standard error and its exit code.

// What a long session prints is long.
#![allow(clippy::too_many_lines)]

mod analysis;
mod bad_file;
mod bad_input;
mod contacts;
mod coverage;
mod departments;
mod desk;
mod folder;
mod formats;
mod housekeeping;
mod inquiries;
mod letters;
mod next_steps;
mod removals;
mod terminal;
mod tour;
