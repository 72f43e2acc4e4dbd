//! Processes killed at any moment of creating and of migrating a file: afterwards there is no file,
//! or the old one, or the new one, and never one that cannot be opened.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use tenday::store::{Store, check};

use crate::migrating::{contents, up_to_date};
use crate::{child, names, old_record, open, place, silent};

/// Kills of each kind.
const KILLS: u32 = 75;

/// Runs `role` on `path` and kills it `delay` after it began.
fn killed(role: &str, path: &Path, delay: Duration) {
    let mut child = child::start_ready(role, path);
    thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The moments of `KILLS` kills, spread over the time that one run takes.
fn moments(role: &str, path: &Path) -> impl Iterator<Item = Duration> {
    let child = child::start_ready(role, path);
    let begun = Instant::now();
    assert!(child::end(child).ok);
    let whole = begun.elapsed();
    (0..KILLS).map(move |n| whole * n / KILLS)
}

fn is_leftover(name: &str) -> bool {
    name.starts_with(".tenday-")
}

#[test]
fn a_killed_creation_leaves_no_file_or_a_whole_one() {
    let (_folder, path) = place();
    let (mut absent, mut whole) = (0, 0);
    for delay in moments("create", &path) {
        let (folder, path) = place();
        killed("create", &path, delay);
        let found = names(folder.path());
        assert!(
            found
                .iter()
                .all(|name| name == "tenday.db" || is_leftover(name)),
            "{found:?}"
        );
        if path.exists() {
            whole += 1;
        } else {
            absent += 1;
            Store::create(&path, silent, tenday::import::seed).unwrap();
        }
        let mut store = open(&path).unwrap();
        let checked = store.read(check::check).unwrap();
        assert_eq!(checked.problems, [""; 0]);
        assert!(
            checked.tables.contains(&("answer".into(), 33)),
            "{:?}",
            checked.tables
        );
    }
    assert!(absent > 10, "{absent} absent, {whole} whole");
}

#[test]
fn a_killed_migration_leaves_the_old_file_or_the_new_one() {
    let (_folder, path) = old_record();
    let rows = contents(&path);
    let mut interrupted = 0;
    for delay in moments("open", &path) {
        let (folder, path) = old_record();
        killed("open", &path, delay);
        interrupted += u32::from(
            names(folder.path())
                .iter()
                .any(|name| is_leftover(name) || name.ends_with("-journal")),
        );
        up_to_date(&path, &rows);
        let found = names(folder.path());
        let kept: Vec<_> = found.iter().filter(|name| !is_leftover(name)).collect();
        assert_eq!(kept, ["tenday.db", "tenday.db.schema-1"]);
    }
    assert!(interrupted > 0, "no kill came in the midst of a migration");
}
