//! Disks that fail and fill up: every single change that creating, migrating and writing make to
//! files is made to go wrong once, by a small library preloaded into the child.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::{fs, thread};

use tenday::store::{Store, askers, check};

use crate::child::{self, Ended};
use crate::migrating::{contents, up_to_date};
use crate::{names, old_record, open, place, record, silent, skip};

/// The library, built once; nothing where there is no C compiler or nothing can be preloaded.
fn library() -> Option<&'static Path> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    BUILT.get_or_init(build).as_deref()
}

fn build() -> Option<PathBuf> {
    if !cfg!(target_os = "linux") {
        skip("faults are injected on Linux only");
        return None;
    }
    let library =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("faulty-{}.so", std::process::id()));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/faulty.c");
    let mut compiler = Command::new("cc");
    compiler
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(source)
        .arg("-ldl");
    match compiler.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Some(library),
        _ => {
            skip("there is no C compiler to build the faults with");
            None
        }
    }
}

fn faulty(library: &Path, role: &str, path: &Path, how: &str, at: u32) -> Ended {
    let mut command = child::command(role, path);
    command
        .env("LD_PRELOAD", library)
        .env("FAULT", how)
        .env("FAULT_AT", at.to_string());
    child::end(command.spawn().unwrap())
}

/// Which changes of `all` go wrong: the first and the last ones each, and some of those between,
/// which are pages written one after the other.
fn points(all: u32) -> impl Iterator<Item = u32> {
    (1..=all).filter(move |at| *at <= 6 || all - at < 14 || at % 23 == 0)
}

/// Lets one change after the other go wrong. `made` makes a file; `held` looks at what is left of
/// it. Returns how many changes `role` makes when nothing goes wrong.
fn each_change_goes_wrong(
    role: &str,
    how: &str,
    made: impl Fn() -> (tempfile::TempDir, PathBuf),
    held: impl Fn(&Path, &Ended, u32),
) -> u32 {
    let Some(library) = library() else {
        return u32::MAX;
    };
    let (_folder, path) = made();
    let untroubled = faulty(library, role, &path, how, 0);
    let (_, all) = untroubled.said.rsplit_once("changes: ").unwrap();
    let all: u32 = all.trim().parse().unwrap();
    for at in points(all) {
        let (folder, path) = made();
        let ended = faulty(library, role, &path, how, at);
        assert!(how != "kill" || !ended.ok, "not killed at {at}");
        if how != "kill" && !ended.ok {
            for want in ["error: ", "hint: Some", folder.path().to_str().unwrap()] {
                assert!(ended.said.contains(want), "{how} at {at}: {}", ended.said);
            }
            assert!(
                !ended.said.contains("panicked"),
                "{how} at {at}: {}",
                ended.said
            );
        }
        held(&path, &ended, at);
    }
    all
}

#[test]
fn creating_goes_wrong_at_any_change() {
    thread::scope(|scope| {
        for how in ["kill", "full", "dead"] {
            scope.spawn(move || {
                let runs = each_change_goes_wrong("create", how, place, |path, ended, at| {
                    if ended.ok {
                        assert!(path.exists(), "{how} at {at}: said to be there");
                    }
                    if !path.exists() {
                        if how == "full" {
                            let left = names(path.parent().unwrap());
                            assert!(left.len() <= 1, "{how} at {at}: {left:?}");
                        }
                        Store::create(path, silent, tenday::import::seed).unwrap();
                    }
                    let checked = open(path).unwrap().read(check::check).unwrap();
                    assert_eq!(checked.problems, [""; 0], "{how} at {at}");
                    assert!(
                        checked.tables.contains(&("answer".into(), 33)),
                        "{how} at {at}"
                    );
                });
                assert!(runs > 20, "{how}: {runs}");
            });
        }
    });
}

#[test]
fn migrating_goes_wrong_at_any_change() {
    thread::scope(|scope| {
        for how in ["kill", "io", "full", "dead"] {
            scope.spawn(move || {
                let rows = contents(&old_record().1);
                let runs = each_change_goes_wrong("open", how, old_record, |path, ended, at| {
                    up_to_date(path, &rows);
                    let mut left = names(path.parent().unwrap());
                    left.retain(|name| !name.starts_with(".tenday-"));
                    assert_eq!(
                        left,
                        ["tenday.db", "tenday.db.schema-1"],
                        "{how} at {at}: {}",
                        ended.said
                    );
                });
                assert!(runs > 20, "{how}: {runs}");
            });
        }
    });
}

#[test]
fn writing_goes_wrong_at_any_change() {
    for how in ["kill", "io", "full", "dead"] {
        let runs = each_change_goes_wrong("add-one", how, record, |path, ended, at| {
            let mut store = open(path).unwrap();
            let there = store.read(askers::list).unwrap().len();
            assert!(there == 2 || there == 3, "{how} at {at}: {there}");
            assert!(
                !ended.ok || there == 3,
                "{how} at {at}: confirmed, but lost"
            );
            assert!(
                store.read(check::check).unwrap().problems.is_empty(),
                "{how} at {at}"
            );
        });
        assert!(runs > 5, "{how}: {runs}");
    }
}

/// The same without a library: no file may grow beyond a limit, as on a full share.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_is_an_error() {
    let limited = |role: &str, path: &Path, blocks: u32| {
        let inner = child::command(role, path);
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(format!(
                "trap '' XFSZ; ulimit -f {blocks} && exec \"$0\" \"$@\""
            ))
            .arg(inner.get_program())
            .args(inner.get_args())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for (name, value) in inner.get_envs() {
            command.env(name, value.unwrap());
        }
        child::end(command.spawn().unwrap())
    };
    for blocks in [1, 40, 120] {
        let (folder, path) = place();
        let created = limited("create", &path, blocks);
        assert!(
            !created.ok && created.said.contains("hint: Some"),
            "{}",
            created.said
        );
        assert!(created.said.contains("tenday.db: "), "{}", created.said);
        assert!(
            names(folder.path()).is_empty(),
            "{:?}",
            names(folder.path())
        );
    }
    let (folder, path) = old_record();
    let before = fs::read(&path).unwrap();
    let opened = limited("open", &path, 60);
    assert!(
        !opened.ok && opened.said.contains("hint: Some"),
        "{}",
        opened.said
    );
    assert!(fs::read(&path).unwrap() == before);
    assert_eq!(names(folder.path()), ["tenday.db"]);
}
