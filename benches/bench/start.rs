//! The shortest commands on the round that comes with the program.

use super::figures::{Figures, Most};
use super::measure::in_turn;
use super::peers::{NO_SQLITE3, Sqlite3};
use super::{Bench, Outcome};

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
    let theirs = sqlite3.query(bench, &database, &[], "SELECT 1");
    for command in [
        &["--version"][..],
        &["department", "list"],
        &["inquiry", "list", "--format", "csv"],
        &["sql", "SELECT 1"],
    ] {
        let ours = bench.tenday(&database, command);
        let [ours, theirs] = in_turn(&[ours, theirs.clone()], bench.rounds * RUNS)?;
        figures.compare(command.join(" "), &ours, &theirs, Most::Times(1.5));
    }
    Ok(())
}
