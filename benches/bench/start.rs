//! The shortest commands on the round that comes with the program.

use super::figures::{Figures, Most};
use super::measure::in_turn;
use super::peers::{NO_SQLITE3, Sqlite3};
use super::{Bench, Outcome};

/// What needs nothing of a file, not even its schema.
const NOTHING: &str = "SELECT 1";
/// So short a run says little: many say more.
const RUNS: usize = 20;

pub fn run(bench: &Bench, figures: &mut Figures) -> Outcome<()> {
    let Some(sqlite3) = Sqlite3::find() else {
        figures.missing("start", NO_SQLITE3);
        return Ok(());
    };
    let database = bench.folder.join("seed.db");
    if !database.exists() {
        bench.tenday(&database, &["init", "--seed"]).run()?;
    }
    for (command, asked) in [
        (&["--version"][..], NOTHING),
        (&["sql", "SELECT 1"], NOTHING),
        (&["department", "list"], NOTHING),
        (
            &["inquiry", "list", "--format", "csv"],
            "SELECT * FROM inquiry_state",
        ),
    ] {
        let ours = bench.tenday(&database, command);
        let theirs = sqlite3.query(bench, &database, &["-csv"], asked);
        let [ours, theirs] = in_turn(&[ours, theirs], bench.rounds * RUNS)?;
        figures.compare(
            format!("{}, beside {asked}", command.join(" ")),
            &ours,
            &theirs,
            Most::Times(1.5),
        );
    }
    Ok(())
}
