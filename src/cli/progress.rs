//! How far a long command is: a bar on a terminal, elsewhere a line now and then.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::context::say;
use crate::import::Progress;

/// How often a line is written where there is no terminal.
const EVERY: Duration = Duration::from_secs(10);
/// A bar that appears for less is in the way.
const SHOWN_AFTER: Duration = Duration::from_millis(500);

/// Shows how far an import is.
pub(super) struct Meter {
    begun: Instant,
    told: Instant,
    bar: Option<ProgressBar>,
    on_terminal: bool,
    /// Rows of the sheets before, and the sheet that is being read.
    rows_before: u64,
    sheet: (String, u64),
}

impl Meter {
    pub(super) fn new() -> Self {
        let now = Instant::now();
        Self {
            begun: now,
            told: now,
            bar: None,
            on_terminal: std::io::stderr().is_terminal(),
            rows_before: 0,
            sheet: (String::new(), 0),
        }
    }

    /// Takes in how far it is.
    pub(super) fn at(&mut self, progress: Progress<'_>) {
        match progress {
            Progress::Rows {
                sheet,
                rows,
                read,
                all,
            } => {
                if self.sheet.0 != sheet {
                    self.rows_before += self.sheet.1;
                    sheet.clone_into(&mut self.sheet.0);
                }
                self.sheet.1 = rows;
                self.show(read, all);
            }
            Progress::Finishing => self.finish(),
        }
    }

    fn rate(&self) -> u64 {
        let millis = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        (self.rows_before + self.sheet.1).saturating_mul(1000) / millis.max(1)
    }

    fn show(&mut self, read: u64, all: u64) {
        if !self.on_terminal {
            if self.told.elapsed() >= EVERY {
                self.told = Instant::now();
                let percent = read.saturating_mul(100) / all.max(1);
                say(&format!(
                    "{}: {} rows; {} % of all, {} rows/s.",
                    self.sheet.0,
                    self.sheet.1,
                    percent.min(100),
                    self.rate()
                ));
            }
            return;
        }
        if self.bar.is_none() && self.begun.elapsed() < SHOWN_AFTER {
            return;
        }
        let rate = self.rate();
        let bar = self.bar.get_or_insert_with(|| bar(self.begun.elapsed()));
        bar.set_length(all.max(read));
        bar.set_position(read);
        bar.set_message(format!("{}, {rate} rows/s", self.sheet.0));
    }

    fn finish(&mut self) {
        if let Some(bar) = &self.bar {
            bar.set_style(ProgressStyle::default_spinner());
            bar.set_message("filling the full-text index and writing the file");
            bar.enable_steady_tick(Duration::from_millis(100));
        } else if !self.on_terminal && self.begun.elapsed() >= EVERY {
            say("All rows are in; filling the full-text index and writing the file.");
        }
    }
}

fn bar(elapsed: Duration) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {percent} % {msg}, {eta} left");
    ProgressBar::new(0)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_elapsed(elapsed)
}

impl Drop for Meter {
    /// Takes the bar off the terminal, whatever comes next.
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
