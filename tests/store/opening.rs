//! Files that are no usable database: each is refused in words of its own, and stays as it was.

use std::fs::{self, File, Permissions};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant, SystemTime};

use tenday::store::{Access, Notice, SCHEMA_VERSION, Store, askers, check, migrate, wait_at_most};
use tenday::{Error, error};

use crate::child::{self, start_ready};
use crate::{names, old_record, open, place, raw, record, silent};

/// Asserts that the file is refused with `want`, for reading and for writing, and left as it was.
fn refused(path: &Path, want: &str) {
    let before = fs::read(path).ok();
    let beside = names(path.parent().unwrap());
    for access in [Access::Read, Access::Write] {
        let error = Store::open(path, access, silent).unwrap_err();
        told(&error, path, want);
    }
    told(&migrate::version_of(path).unwrap_err(), path, want);
    assert!(
        fs::read(path).ok() == before,
        "{want}: the file was changed"
    );
    assert_eq!(names(path.parent().unwrap()), beside, "{want}");
}

fn told(error: &Error, path: &Path, want: &str) {
    let message = error.to_string();
    assert!(message.contains(want), "{message}\n  does not say: {want}");
    assert!(message.contains(&path.display().to_string()), "{message}");
    assert!(error.hint().is_some(), "{message}");
    assert_eq!(error.kind(), error::Kind::Storage, "{message}");
}

#[test]
fn what_is_no_database_is_refused() {
    let (folder, path) = place();
    refused(&path, "there is no database here");
    fs::write(&path, "").unwrap();
    refused(&path, "the file is empty");
    for text in ["Kære Byråd\n", "SQLite format 2", "x"] {
        fs::write(&path, text.repeat(700)).unwrap();
        refused(&path, "this is not a database");
        fs::write(&path, text).unwrap();
        refused(&path, "this is not a database");
    }
    fs::write(&path, "SQLite format 3\0").unwrap();
    refused(&path, "cut short: it is 16 bytes long but should be 512");
    let inner = folder.path().join("folder.db");
    fs::create_dir(&inner).unwrap();
    refused(&inner, "this is a folder");
    let below = path.join("below.db");
    told(&open(&below).unwrap_err(), &below, "Not a directory");
}

#[test]
fn the_database_of_another_program_is_refused() {
    let (_folder, path) = place();
    raw(&path)
        .execute_batch("CREATE TABLE inquiry (a); PRAGMA user_version = 2")
        .unwrap();
    refused(&path, "this is the database of another program");
    raw(&path)
        .execute_batch("PRAGMA journal_mode = WAL; INSERT INTO inquiry VALUES (1)")
        .unwrap();
    refused(&path, "this is the database of another program");
}

#[test]
fn a_foreign_hot_journal_is_not_played_back() {
    let (_folder, path) = place();
    raw(&path)
        .execute_batch("CREATE TABLE asker (id INTEGER PRIMARY KEY, code, name UNIQUE, kind)")
        .unwrap();
    interrupted(&path);
    refused(&path, "this is the database of another program");
}

/// Has a process die in the midst of writing to the file.
fn interrupted(path: &Path) {
    let before = fs::read(path).unwrap();
    assert!(!child::end(child::start("journal", path)).ok);
    assert!(path.with_extension("db-journal").exists());
    assert!(fs::read(path).unwrap() != before, "some pages were written");
}

#[test]
fn what_an_interrupted_program_left_is_undone() {
    let (folder, path) = record();
    let before: Vec<_> = open(&path).unwrap().read(askers::list).unwrap();
    interrupted(&path);
    let mut store = Store::open(&path, Access::Read, silent).unwrap();
    assert_eq!(store.read(askers::list).unwrap(), before);
    assert!(store.read(check::check).unwrap().problems.is_empty());
    assert_eq!(names(folder.path()), ["tenday.db"]);
}

#[test]
fn a_journal_that_is_none_is_no_trouble() {
    let (folder, path) = record();
    for journal in ["", "this is no journal"] {
        fs::write(path.with_extension("db-journal"), journal).unwrap();
        let mut store = open(&path).unwrap();
        assert_eq!(store.read(askers::list).unwrap().len(), 2);
        assert!(store.read(check::check).unwrap().problems.is_empty());
    }
    drop(folder);
}

#[test]
fn a_leftover_journal_refuses_a_new_file_of_its_name() {
    let (folder, path) = record();
    interrupted(&path);
    fs::remove_file(&path).unwrap();
    let error = Store::create(&path, silent, |_| Ok(())).unwrap_err();
    told(
        &error,
        &path,
        "an earlier database of this name left this file",
    );
    assert_eq!(names(folder.path()), ["tenday.db-journal"]);
}

#[test]
fn a_newer_schema_is_refused() {
    let (_folder, path) = record();
    raw(&path)
        .execute_batch("PRAGMA user_version = 99; CREATE TABLE later (a)")
        .unwrap();
    refused(
        &path,
        &format!(
            "the database has schema 99, newer than this tenday, which knows {SCHEMA_VERSION}"
        ),
    );
    raw(&path)
        .execute_batch("PRAGMA user_version = -1")
        .unwrap();
    refused(
        &path,
        "the database has schema -1, which no tenday has made",
    );
}

#[test]
fn a_schema_that_others_changed_is_not_sound() {
    let (_folder, path) = record();
    for (sql, want) in [
        (
            "CREATE VIEW mine AS SELECT 1; CREATE INDEX my_dates ON letter (dated_on)",
            None,
        ),
        (
            "DROP VIEW finding_matrix",
            Some("the view `finding_matrix` is missing"),
        ),
        (
            "DROP TRIGGER inquiry_no_loop_insert",
            Some("the trigger `inquiry_no_loop_insert` is missing"),
        ),
        (
            "DROP INDEX answer_once",
            Some("the index `answer_once` is missing"),
        ),
        (
            "ALTER TABLE pause ADD COLUMN note TEXT",
            Some("the table `pause` is not as tenday makes it"),
        ),
    ] {
        raw(&path).execute_batch(sql).unwrap();
        let found = open(&path).unwrap().read(check::check).unwrap();
        match want {
            None => assert_eq!(found.problems, [""; 0], "{sql}"),
            Some(want) => assert!(
                found.problems.iter().any(|it| it == want),
                "{sql}: {:?}",
                found.problems
            ),
        }
    }
}

#[test]
fn a_file_cut_short_is_refused() {
    let (_folder, path) = record();
    let whole = fs::read(&path).unwrap();
    for left in [
        17,
        99,
        100,
        512,
        4096,
        whole.len() / 2,
        whole.len() - 4096,
        whole.len() - 1,
    ] {
        fs::write(&path, &whole[..left]).unwrap();
        refused(&path, "the database is cut short");
    }
}

/// Pseudo-random numbers, the same in every run.
fn random(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed >> 33).unwrap()
}

#[test]
fn damage_is_an_error_and_never_a_panic() {
    let (_folder, path) = record();
    let whole = fs::read(&path).unwrap();
    let mut seed = 20_180_416;
    let mut noticed = 0;
    for round in 0..250 {
        let mut bytes = whole.clone();
        let (from, flips) = if round % 5 == 0 {
            (100, 3)
        } else {
            (whole.len(), 40)
        };
        for _ in 0..flips {
            let at = random(&mut seed) % from;
            bytes[at] ^= u8::try_from(1 + random(&mut seed) % 255).unwrap();
        }
        fs::write(&path, &bytes).unwrap();
        let looked = Store::open(&path, Access::Read, silent).and_then(|mut store| {
            let listed = store.read(askers::list);
            store
                .read(check::check)
                .and_then(|found| listed.map(|_| found))
        });
        match looked {
            Ok(findings) => noticed += usize::from(!findings.problems.is_empty()),
            Err(error) => {
                noticed += 1;
                assert!(error.to_string().contains("tenday.db"), "{error}");
                assert!(error.hint().is_some(), "{error}");
            }
        }
        assert!(
            fs::read(&path).unwrap() == bytes,
            "round {round}: reading changed the file"
        );
    }
    assert!(noticed > 150, "{noticed} of 250 noticed");
}

#[cfg(unix)]
#[test]
fn a_file_with_two_names_is_refused() {
    let (folder, path) = record();
    fs::hard_link(&path, folder.path().join("other.db")).unwrap();
    refused(&path, "the file has 2 names");
    refused(&folder.path().join("other.db"), "the file has 2 names");
}

#[cfg(unix)]
#[test]
fn the_name_of_its_draft_is_taken_off_a_file() {
    let (folder, path) = record();
    fs::hard_link(&path, folder.path().join(".tenday-Ab12Cd.new")).unwrap();
    fs::write(folder.path().join(".tenday-other.new"), "another's").unwrap();
    open(&path).unwrap();
    assert_eq!(names(folder.path()), [".tenday-other.new", "tenday.db"]);
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_its_file() {
    let (folder, _path) = record();
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink("tenday.db", &link).unwrap();
    assert_eq!(open(&link).unwrap().read(askers::list).unwrap().len(), 2);
    let dangling = folder.path().join("dangling.db");
    std::os::unix::fs::symlink("nothing.db", &dangling).unwrap();
    told(
        &open(&dangling).unwrap_err(),
        &dangling,
        "there is no database here",
    );
    let error = Store::create(&dangling, silent, |_| Ok(())).unwrap_err();
    assert!(error.to_string().contains("exists already"), "{error}");
}

#[test]
fn any_name_that_a_file_can_have_will_do() {
    let (folder, _) = place();
    for name in [
        "spørgsmål 2021.db",
        "a?b=c.db",
        "a%20b#c.db",
        "file:x.db",
        ":memory:",
        "a'b\"c.db",
    ] {
        let path = folder.path().join(name);
        Store::create(&path, silent, tenday::import::seed).unwrap();
        assert_eq!(
            open(&path).unwrap().read(askers::list).unwrap().len(),
            1,
            "{name}"
        );
        refused_twice(&path);
    }
    assert_eq!(names(folder.path()).len(), 6);
}

fn refused_twice(path: &Path) {
    let before = fs::read(path).unwrap();
    let error = Store::create(path, silent, |_| Ok(())).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("exists already; it was not touched"),
        "{error}"
    );
    assert!(fs::read(path).unwrap() == before);
}

#[test]
fn a_wal_file_is_read_and_taken_back_when_written() {
    let (folder, path) = record();
    let mode = || -> String {
        raw(&path)
            .pragma_query_value(None, "journal_mode", |row| row.get(0))
            .unwrap()
    };
    raw(&path)
        .execute_batch("PRAGMA journal_mode = WAL")
        .unwrap();
    let mut store = Store::open(&path, Access::Read, silent).unwrap();
    assert_eq!(store.read(askers::list).unwrap().len(), 2);
    drop(store);
    assert_eq!(mode(), "wal");
    let other = raw(&path);
    other.execute_batch("BEGIN; SELECT * FROM asker").unwrap();
    wait_at_most(Duration::from_millis(50));
    told(
        &open(&path).unwrap_err(),
        &path,
        "another program keeps the database locked",
    );
    drop(other);
    drop(open(&path).unwrap());
    assert_eq!(mode(), "delete");
    assert_eq!(names(folder.path()), ["tenday.db"]);
}

#[test]
fn a_locked_file_is_waited_for_and_then_given_up() {
    thread_local! {
        static TOLD: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    }
    fn count(notice: &Notice) {
        assert_eq!(*notice, Notice::Waiting);
        TOLD.set(TOLD.get() + 1);
    }
    let (_folder, path) = record();
    let before = fs::read(&path).unwrap();
    let mut holder = start_ready("lock", &path);
    for (patience, notices) in [(200, 0), (1300, 1)] {
        wait_at_most(Duration::from_millis(patience));
        let begun = Instant::now();
        let error = Store::open(&path, Access::Write, count).unwrap_err();
        told(&error, &path, "another program keeps the database locked");
        assert!(matches!(error, Error::Locked { .. }));
        let waited = begun.elapsed().as_millis();
        assert!(
            (u128::from(patience)..10_000).contains(&waited),
            "{waited} ms"
        );
        assert_eq!(TOLD.get(), notices);
    }
    assert!(fs::read(&path).unwrap() == before);
    wait_at_most(Duration::from_secs(30));
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        holder.kill().unwrap();
        holder.wait().unwrap();
    });
    Store::open(&path, Access::Write, count).unwrap();
    release.join().unwrap();
}

#[test]
fn a_second_store_of_this_process_drops_no_lock_of_the_first() {
    let (_folder, path) = record();
    let mut first = open(&path).unwrap();
    first
        .write(|_| {
            // Looking at the file from this process leaves the other its lock.
            drop(Store::open(&path, Access::Read, silent)?);
            let other = child::end(child::start("write-now", &path));
            assert!(
                other.said.contains("keeps the database locked"),
                "{}",
                other.said
            );
            Ok(())
        })
        .unwrap();
}

#[test]
fn drafts_that_a_killed_process_left_are_swept_when_they_are_old() {
    let (folder, path) = place();
    let old = SystemTime::now() - Duration::from_hours(25);
    for (name, is_old) in [
        (".tenday-old001.new", true),
        (".tenday-old001.new-journal", true),
        (".tenday-old002.copy", true),
        (".tenday-old003.part", true),
        (".tenday-fresh1.new", false),
        (".tenday-notes.txt", true),
        ("mine.new", true),
    ] {
        let file = File::create(folder.path().join(name)).unwrap();
        if is_old {
            file.set_modified(old).unwrap();
        }
    }
    fs::create_dir(folder.path().join(".tenday-folder.new")).unwrap();
    Store::create(&path, silent, |_| Ok(())).unwrap();
    assert_eq!(
        names(folder.path()),
        [
            ".tenday-folder.new",
            ".tenday-fresh1.new",
            ".tenday-notes.txt",
            "mine.new",
            "tenday.db"
        ]
    );
}

#[test]
fn a_creation_that_fails_leaves_nothing() {
    let (folder, path) = place();
    let error = Store::create(&path, silent, |_| {
        Err::<(), _>(Error::refused("no", "none"))
    })
    .unwrap_err();
    assert_eq!(error.to_string(), "no");
    assert!(names(folder.path()).is_empty());
    let nowhere = folder.path().join("no/such/folder.db");
    told(
        &Store::create(&nowhere, silent, |_| Ok(())).unwrap_err(),
        &nowhere,
        "there is no folder",
    );
}

#[cfg(unix)]
#[test]
fn a_new_file_is_its_owners_only() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = old_record();
    fs::remove_file(&path).unwrap();
    Store::create(&path, silent, |_| Ok(())).unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    fs::write(&path, crate::SCHEMA_1).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    open(&path).unwrap();
    let copy = folder.path().join("tenday.db.schema-1");
    assert_eq!(
        fs::metadata(copy).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

/// What a user without rights sees. Root has every right, so the child becomes somebody else.
#[cfg(unix)]
#[test]
fn what_may_only_be_read_is_only_read() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    // Not in memory: such places may not run programs.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tenday.db");
    Store::create(&path, silent, |_| Ok(())).unwrap();
    let root = fs::metadata(folder.path()).unwrap().uid() == 0;
    let binary = folder.path().join("child");
    fs::copy(std::env::current_exe().unwrap(), &binary).unwrap();
    let run = |role: &str| {
        let mut command = child::command_of(&binary, role, &path);
        command.stdout(Stdio::piped()).current_dir("/");
        if root {
            command.uid(65_534).gid(65_534);
        }
        child::end(command.spawn().unwrap())
    };
    let allow = |file: u32, of_folder: u32| {
        fs::set_permissions(&path, Permissions::from_mode(file)).unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(of_folder)).unwrap();
    };
    allow(0o444, 0o555);
    let before = fs::read(&path).unwrap();
    let read = run("look");
    assert!(read.ok, "{}", read.said);
    let written = run("add");
    assert!(
        written
            .said
            .contains("tenday.db: the file may only be read"),
        "{}",
        written.said
    );
    assert!(written.said.contains("hint: Some"), "{}", written.said);

    allow(0o666, 0o555);
    let written = run("add");
    assert!(
        written
            .said
            .contains("tenday.db: attempt to write a readonly database"),
        "{}",
        written.said
    );
    assert!(
        written
            .said
            .contains("check that you may write to the file and to its folder"),
        "{}",
        written.said
    );

    allow(0o000, 0o555);
    let read = run("look");
    assert!(
        !read.ok && read.said.contains("tenday.db: the file may not be read"),
        "{}",
        read.said
    );

    allow(0o644, 0o755);
    fs::write(&path, crate::SCHEMA_1).unwrap();
    allow(0o444, 0o555);
    let old = run("look");
    assert!(
        old.said.contains("must be brought up to schema"),
        "{}",
        old.said
    );
    assert!(fs::read(&path).unwrap() == crate::SCHEMA_1);
    allow(0o644, 0o755);
    assert_eq!(names(folder.path()), ["child", "tenday.db"]);
    assert!(!before.is_empty());
}
