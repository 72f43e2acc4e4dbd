//! The tables of names in `docs/import.md` are generated from the names that the import knows.

use std::fmt::Write;

use tenday::import::source::table_names;

use crate::{PAGE, hold, root};

const INTRODUCTION: &str = "
Every table and column, and the names that they go by beside their own, the Danish one first. Capitals, spaces and punctuation do
not matter, `æ`, `ø` and `å` may be written `ae`, `oe` and `aa`, and `nummer` and `nr.` are the same. Columns in bold must be there;
the others may be left out. Columns stand in any order.
";

#[test]
fn the_names_are_those_that_the_import_knows() {
    let _held = PAGE.lock();
    let path = root().join("docs/import.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, _) = page.split_once("## Columns\n").unwrap();
    let mut page = format!("{before}## Columns\n{INTRODUCTION}");
    for table in table_names() {
        let _ = write!(page, "\n### {}\n\n{}\n\n", table.table, listed(table.names));
        page.push_str("| column | names |\n|---|---|\n");
        for (column, names, is_required) in table.columns {
            let mark = if is_required { "**" } else { "" };
            let _ = writeln!(page, "| {mark}`{column}`{mark} | {} |", listed(names));
        }
    }
    hold(&path, &page);
}

fn listed(names: &[String]) -> String {
    names.join(" · ")
}
