//! What a program's run costs: time, CPU time and memory, as the system accounts for them.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

use super::Outcome;

/// A program to run, and where what it reads and prints lies.
#[derive(Debug, Clone)]
pub struct Work {
    /// The program's name in the table.
    pub name: &'static str,
    pub program: PathBuf,
    pub arguments: Vec<String>,
    pub input: Option<PathBuf>,
    pub output: PathBuf,
    /// A file to copy before each run, and where to.
    pub copied: Option<[PathBuf; 2]>,
    /// Whether it succeeds.
    pub succeeds: bool,
}

/// What one run cost.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub wall: Duration,
    /// User and system together.
    pub cpu: Duration,
    /// The most memory that was resident, in bytes.
    pub peak: u64,
}

impl Work {
    /// Makes every run begin with a fresh copy of a file.
    pub fn on_a_copy_of(mut self, file: &Path, copy: &Path) -> Self {
        self.copied = Some([file.to_owned(), copy.to_owned()]);
        self
    }

    /// Makes success the mistake.
    pub fn expected_to_fail(mut self) -> Self {
        self.succeeds = false;
        self
    }

    /// Runs it once.
    pub fn run(&self) -> Outcome<Run> {
        if let Some([file, copy]) = &self.copied {
            std::fs::copy(file, copy)?;
        }
        let input = match &self.input {
            Some(path) => File::open(path)?.into(),
            None => Stdio::null(),
        };
        let errors = self.output.with_extension("errors");
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .env_remove("TENDAY_DB")
            .stdin(input)
            .stdout(File::create(&self.output)?)
            .stderr(File::create(&errors)?);
        let begun = Instant::now();
        let used = command.spawn()?.wait4()?;
        let wall = begun.elapsed();
        if used.status.success() != self.succeeds {
            let said = std::fs::read_to_string(&errors)?;
            return Err(format!("{} {}: {said}", self.name, self.arguments.join(" ")).into());
        }
        Ok(Run {
            wall,
            cpu: used.rusage.utime + used.rusage.stime,
            peak: used.rusage.maxrss,
        })
    }
}

/// Runs of the same work.
#[derive(Debug, Clone, Default)]
pub struct Runs(pub Vec<Run>);

impl Runs {
    /// The median of what took, in seconds.
    pub fn wall(&self) -> f64 {
        median(self.walls())
    }

    /// The longest time that it took, in seconds.
    pub fn longest(&self) -> f64 {
        self.walls().fold(0.0, f64::max)
    }

    fn walls(&self) -> impl Iterator<Item = f64> {
        self.0.iter().map(|run| run.wall.as_secs_f64())
    }

    /// The median of the CPU time, in seconds.
    pub fn cpu(&self) -> f64 {
        median(self.0.iter().map(|run| run.cpu.as_secs_f64()))
    }

    /// The highest of the peaks, in MiB.
    #[expect(clippy::cast_precision_loss, reason = "no memory is that large")]
    pub fn peak(&self) -> f64 {
        let most = self.0.iter().map(|run| run.peak).max().unwrap_or(0);
        most as f64 / f64::from(1 << 20)
    }

    /// How far the slowest and the fastest run lie apart, as a part of the median: the noise of the machine.
    pub fn spread(&self) -> f64 {
        (self.longest() - self.walls().fold(f64::INFINITY, f64::min)) / self.wall()
    }
}

/// The median of numbers; NaN of none.
pub fn median(of: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = of.collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}

/// Runs the works in turn, so that what else the machine does meets all of them alike.
pub fn in_turn<const N: usize>(works: &[Work; N], rounds: usize) -> Outcome<[Runs; N]> {
    let mut runs = std::array::from_fn(|_| Runs::default());
    for _ in 0..rounds {
        for (work, runs) in works.iter().zip(&mut runs) {
            runs.0.push(work.run()?);
        }
    }
    Ok(runs)
}
