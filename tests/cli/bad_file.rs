//! Files that are refused: each with its own message, its exit code, and without a byte changed.

use std::fs;
use std::path::Path;
use std::time::Instant;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::desk::{Desk, skipped};

/// What a reading and a writing command say to the file, which must stay as it is.
fn refused(desk: &Desk) -> String {
    let lines = ["inquiry list", "asker add GL 'Grøn Liste'"];
    let read = desk.refused(&lines[..1]);
    let written = desk.refused(&lines[1..]);
    for line in lines {
        assert_eq!(desk.line(line).code, Some(3));
    }
    let told = |seen: &str| seen.split_once('\n').unwrap().1.to_owned();
    assert_eq!(told(&read), told(&written));
    told(&read)
}

fn desk_with(bytes: impl AsRef<[u8]>) -> Desk {
    let desk = Desk::empty();
    desk.write("tenday.db", bytes);
    desk
}

#[test]
fn a_file_that_is_not_there() {
    let desk = Desk::empty();
    assert_snapshot!(refused(&desk), @"
    error: tenday.db: there is no database here
    Hint: `tenday init` makes one; or name another with --db FILE or in TENDAY_DB
    [exit 3]
    ");
    assert_eq!(fs::read_dir(desk.path(".")).unwrap().count(), 0);
}

#[test]
fn files_that_hold_something_else() {
    assert_snapshot!(refused(&desk_with("Kære byråd\n".repeat(50))), @"
    error: tenday.db: this is not a database
    Hint: name a tenday database with --db FILE, or make one with `tenday init --db FILE`
    [exit 3]
    ");
    assert_snapshot!(refused(&desk_with("")), @"
    error: tenday.db: the file is empty; it holds no database
    Hint: delete it and run `tenday init`, or restore a copy of the database
    [exit 3]
    ");
    assert_snapshot!(refused(&desk_with("SQLite format 3\0")), @"
    error: tenday.db: the database is cut short: it is 16 bytes long but should be 512
    Hint: it was left as it was; restore a copy of the file
    [exit 3]
    ");
    let desk = Desk::empty();
    fs::create_dir(desk.db()).unwrap();
    let ended = desk.line("inquiry list");
    assert_snapshot!(ended.told(), @"
    $ tenday inquiry list
    error: tenday.db: this is a folder, not a database
    Hint: name a tenday database with --db FILE, or make one with `tenday init --db FILE`
    [exit 3]
    ");
}

#[test]
fn the_database_of_another_program() {
    let desk = Desk::empty();
    let other = Connection::open(desk.db()).unwrap();
    other
        .execute_batch("CREATE TABLE notes (text TEXT)")
        .unwrap();
    drop(other);
    assert_snapshot!(refused(&desk), @"
    error: tenday.db: this is the database of another program
    Hint: name a tenday database with --db FILE, or make one with `tenday init --db FILE`
    [exit 3]
    ");
}

#[test]
fn a_database_of_a_newer_program() {
    let desk = Desk::with_round();
    let newer = Connection::open(desk.db()).unwrap();
    newer.pragma_update(None, "user_version", 999).unwrap();
    drop(newer);
    assert_snapshot!(refused(&desk), @"
    error: tenday.db: the database has schema 999, newer than this tenday, which knows 6
    Hint: install the newest tenday; the file was not changed
    [exit 3]
    ");
}

#[test]
fn a_database_that_is_cut_short() {
    let desk = Desk::with_round();
    let whole = fs::read(desk.db()).unwrap();
    let desk = desk_with(&whole[..whole.len() - 5000]);
    let told = refused(&desk);
    assert!(told.contains("cut short"), "{told}");
    assert!(told.contains("restore a copy of the file"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_file_with_two_names() {
    let desk = Desk::with_round();
    fs::hard_link(desk.db(), desk.path("andet navn.db")).unwrap();
    assert_snapshot!(refused(&desk), @"
    error: tenday.db: the file has 2 names (hard links); a database must have one
    Hint: remove the other names, or make a real copy of the file and use that
    [exit 3]
    ");
}

fn forbid_writing(path: &Path, readable: bool) -> bool {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(readable);
    fs::set_permissions(path, permissions).unwrap();
    let probe = if path.is_dir() {
        fs::write(path.join("probe"), "").and_then(|()| fs::remove_file(path.join("probe")))
    } else {
        fs::File::options().write(true).open(path).map(|_| ())
    };
    probe.is_err()
}

#[test]
fn a_file_that_may_only_be_read() {
    let desk = Desk::with_round();
    if !forbid_writing(&desk.db(), true) {
        return skipped("a file that may only be read: this user may write to every file");
    }
    assert_snapshot!(desk.refused(&["asker add GL 'Grøn Liste'"]), @"
    $ tenday asker add GL 'Grøn Liste'
    error: tenday.db: the file may only be read
    Hint: ask for permission to write to it, or work on a copy
    [exit 3]
    ");
    assert_eq!(desk.line("inquiry list").code, Some(0));
}

#[test]
fn a_folder_that_may_not_be_written_to() {
    let desk = Desk::with_round();
    let folder = desk.path("lukket");
    fs::create_dir(&folder).unwrap();
    if !forbid_writing(&folder, true) {
        return skipped("a folder that may not be written to: this user may write everywhere");
    }
    let ended = desk.line("init --db lukket/ny.db");
    let report = desk.line("report round 2026-1 --out lukket/svar.md");
    forbid_writing(&folder, false);
    assert_snapshot!(ended.told() + &report.told(), @"
    $ tenday init --db lukket/ny.db
    error: lukket: Permission denied
    Hint: check that you may write there, or choose another place
    [exit 3]
    $ tenday report round 2026-1 --out lukket/svar.md
    error: lukket: Permission denied
    Hint: check that you may write there, or choose another place
    [exit 3]
    ");
}

#[test]
fn a_folder_that_is_not_there() {
    let desk = Desk::with_round();
    assert_snapshot!(desk.session(&[
        "init --db ingen/mappe.db",
        "report round 2026-1 --out ingen/svar.md",
    ]), @"
    $ tenday init --db ingen/mappe.db
    error: ingen/mappe.db: there is no folder ingen
    Hint: make the folder first
    [exit 3]
    $ tenday report round 2026-1 --out ingen/svar.md
    error: ingen/svar.md: No such file or directory
    Hint: check the path
    [exit 3]
    ");
}

/// A disk that takes no more, as a limit on how long a file may grow.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full() {
    let desk = Desk::with_round();
    let limit = 600 * 1024;
    assert!(fs::metadata(desk.db()).unwrap().len() < limit);
    desk.write("brev.pdf", vec![b'x'; 4 * 1024 * 1024]);
    let before = fs::read(desk.db()).unwrap();
    let output = std::process::Command::new("sh")
        .current_dir(desk.path("."))
        .env_clear()
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 1200 && exec \"$0\" \"$@\"")
        .arg(env!("CARGO_BIN_EXE_tenday"))
        .args(["letter", "add", "2026-1", "VEL", "--document", "brev.pdf"])
        .output();
    let Ok(output) = output else {
        return skipped("a disk that is full: there is no shell to set a limit with");
    };
    let ended = desk.ended("letter add".into(), &output);
    assert_eq!(ended.code, Some(3), "{}", ended.told());
    assert!(ended.stderr.contains("Hint:"), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("nothing was changed"),
        "{}",
        ended.stderr
    );
    assert_eq!(
        desk.line("letter list 2026-1 --format csv")
            .stdout
            .lines()
            .count(),
        3
    );
    assert!(
        fs::read(desk.db()).unwrap() == before,
        "the file was changed"
    );
}

/// The test itself must not open the file while it holds the lock: closing it again would drop
/// the lock.
#[test]
fn a_lock_is_waited_for_and_then_given_up() {
    let desk = Desk::with_round();
    let before = fs::read(desk.db()).unwrap();
    let other = Connection::open(desk.db()).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let begun = Instant::now();
    let ended = desk.line("asker add GL 'Grøn Liste'");
    assert!(
        begun.elapsed().as_secs() >= 25,
        "it gave up after {:?}",
        begun.elapsed()
    );
    assert_snapshot!(ended.told(), @"
    $ tenday asker add GL 'Grøn Liste'
    Waiting for another program that has the database locked …
    error: tenday.db: another program keeps the database locked
    Hint: close the program that has the file open, and run the command again
    [exit 3]
    ");
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    assert!(
        fs::read(desk.db()).unwrap() == before,
        "the file was changed"
    );
    assert_eq!(desk.line("asker add GL 'Grøn Liste'").code, Some(0));
}
