//! The table of figures that a bench prints, and whether they keep to their limits.

use super::measure::Runs;

/// The most that a figure may be.
#[derive(Debug, Clone, Copy)]
pub enum Most {
    /// So many times what the peer takes.
    Times(f64),
    /// So many MiB at the peak.
    Mebibytes(f64),
    /// So many milliseconds.
    Milliseconds(f64),
}

/// One line of the table.
struct Figure {
    work: String,
    columns: [String; 8],
    over: bool,
}

/// The figures of one bench.
#[derive(Default)]
pub struct Figures {
    figures: Vec<Figure>,
    missing: Vec<String>,
}

const HEAD: [&str; 8] = [
    "tenday",
    "peer",
    "figure",
    "limit",
    "CPU ratio",
    "spread",
    "peak",
    "peer's peak",
];

impl Figures {
    /// Adds what work took beside a peer's.
    pub fn compare(&mut self, work: impl Into<String>, ours: &Runs, theirs: &Runs, most: Most) {
        let ratio = ours.wall() / theirs.wall();
        let (figure, limit, over) = match most {
            Most::Times(times) => (format!("{ratio:.2}x"), format!("{times}x"), ratio > times),
            Most::Mebibytes(size) => (mebibytes(ours.peak()), mebibytes(size), ours.peak() > size),
            Most::Milliseconds(_) => (format!("{ratio:.2}x"), String::new(), false),
        };
        self.add(Figure {
            work: work.into(),
            columns: [
                seconds(ours.wall()),
                seconds(theirs.wall()),
                figure,
                limit,
                cpu_ratio(ours, theirs),
                format!(
                    "{:.0}/{:.0} %",
                    ours.spread() * 100.0,
                    theirs.spread() * 100.0
                ),
                mebibytes(ours.peak()),
                mebibytes(theirs.peak()),
            ],
            over,
        });
    }

    /// Adds what work took by itself.
    pub fn alone(&mut self, work: impl Into<String>, ours: &Runs, most: Most) {
        let (figure, limit, over) = match most {
            Most::Mebibytes(size) => (mebibytes(ours.peak()), mebibytes(size), ours.peak() > size),
            _ => (seconds(ours.wall()), String::new(), false),
        };
        let none = String::new;
        self.add(Figure {
            work: work.into(),
            columns: [
                seconds(ours.wall()),
                none(),
                figure,
                limit,
                none(),
                format!("{:.0} %", ours.spread() * 100.0),
                mebibytes(ours.peak()),
                none(),
            ],
            over,
        });
    }

    /// Adds a number of seconds that was found in another way.
    pub fn found(&mut self, work: impl Into<String>, found: f64, most: Most) {
        let (limit, over) = match most {
            Most::Milliseconds(limit) => (format!("{limit} ms"), found * 1000.0 > limit),
            _ => (String::new(), false),
        };
        let mut columns = std::array::from_fn(|_| String::new());
        columns[2] = seconds(found);
        columns[3] = limit;
        self.add(Figure {
            work: work.into(),
            columns,
            over,
        });
    }

    /// Says that a figure could not be had, for want of a program or because of the size.
    pub fn missing(&mut self, work: &str, why: &str) {
        self.missing.push(format!("not measured: {work}: {why}"));
    }

    /// Each figure is shown as soon as it is known: a bench of a million answers takes its time.
    fn add(&mut self, figure: Figure) {
        eprintln!("{}: {}", figure.work, figure.columns[2]);
        self.figures.push(figure);
    }

    /// The table, what is missing, and whether all figures keep to their limits.
    pub fn table(&self) -> (String, bool) {
        let mut table = comfy_table::Table::new();
        table.load_style(comfy_table::presets::ASCII_MARKDOWN);
        table.set_header(
            std::iter::once("work")
                .chain(HEAD)
                .chain(std::iter::once("")),
        );
        for figure in &self.figures {
            let verdict = match (figure.columns[3].is_empty(), figure.over) {
                (true, _) => "",
                (_, true) => "OVER",
                _ => "ok",
            };
            let cells = figure.columns.iter().map(String::as_str);
            table.add_row(
                std::iter::once(figure.work.as_str())
                    .chain(cells)
                    .chain(std::iter::once(verdict)),
            );
        }
        let mut text = format!("{table}\n");
        for missing in &self.missing {
            text.push_str(missing);
            text.push('\n');
        }
        (text, self.figures.iter().all(|figure| !figure.over))
    }
}

/// Nothing where what was measured is not a program's run.
fn cpu_ratio(ours: &Runs, theirs: &Runs) -> String {
    if theirs.cpu() > 0.0 {
        format!("{:.2}x", ours.cpu() / theirs.cpu())
    } else {
        String::new()
    }
}

fn seconds(of: f64) -> String {
    if of < 1.0 {
        format!("{:.1} ms", of * 1000.0)
    } else {
        format!("{of:.2} s")
    }
}

fn mebibytes(of: f64) -> String {
    if of == 0.0 {
        return String::new();
    }
    format!("{of:.0} MiB")
}
