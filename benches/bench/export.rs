//! Rows in files: the view of all answers as CSV, JSON and a workbook, and sorted.

use super::figures::{Figures, Most};
use super::measure::in_turn;
use super::peers::{NO_SQLITE3, Python, Sqlite3};
use super::{Bench, Outcome};

const ALL: &str = "SELECT * FROM answer_flat";
const SORTED: &str = "SELECT * FROM answer_flat ORDER BY dated_on DESC, inquiry";

/// The same workbook as Python would write it: a row at a time, in constant memory.
const XLSXWRITER: &str = "
import sqlite3, sys, xlsxwriter
rows = sqlite3.connect(sys.argv[1]).execute(sys.argv[2])
book = xlsxwriter.Workbook(sys.argv[3], {'constant_memory': True, 'strings_to_formulas': False, 'strings_to_urls': False})
sheet = book.add_worksheet()
sheet.write_row(0, 0, [column[0] for column in rows.description])
number = 0
for number, row in enumerate(rows, 1):
    if number % 1048575 == 0:
        sheet = book.add_worksheet()
    sheet.write_row(1 + (number - 1) % 1048575, 0, row)
book.close()
";

pub fn run(bench: &Bench, figures: &mut Figures) -> Outcome<()> {
    let database = bench.database(bench.size)?;
    let ours = |sql: &str, format: &str| {
        bench.tenday(
            &database,
            &["sql", sql, "--timeout", "0", "--format", format],
        )
    };
    match Sqlite3::find() {
        Some(sqlite3) => {
            for (format, option, most) in [("csv", "-csv", 0.55), ("json", "-json", 0.65)] {
                let theirs = sqlite3.query(bench, &database, &[option, "-header"], ALL);
                let [ours, theirs] = in_turn(&[ours(ALL, format), theirs], bench.rounds)?;
                figures.compare(
                    format!("{format}, beside sqlite3"),
                    &ours,
                    &theirs,
                    Most::Times(most),
                );
            }
        }
        None => figures.missing("csv and json", NO_SQLITE3),
    }
    match Python::with("xlsxwriter") {
        Some(python) => {
            let file = bench.folder.join("python.xlsx").display().to_string();
            let database = database.display().to_string();
            let theirs = python.run(
                bench,
                "XlsxWriter",
                &["-c", XLSXWRITER, &database, ALL, &file],
            );
            // Slow enough that few runs tell.
            let [ours, theirs] = in_turn(&[ours(ALL, "xlsx"), theirs], bench.rounds.min(3))?;
            figures.compare("xlsx, beside XlsxWriter", &ours, &theirs, Most::Times(0.25));
            figures.alone("xlsx, memory", &ours, Most::Mebibytes(96.0));
        }
        None => figures.missing("xlsx", "Python has no XlsxWriter"),
    }
    let [sorted] = in_turn(&[ours(SORTED, "csv")], bench.rounds.min(3))?;
    figures.alone("sorted csv, memory", &sorted, Most::Mebibytes(96.0));
    Ok(())
}
