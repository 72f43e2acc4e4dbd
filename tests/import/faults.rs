//! Imports that are stopped, killed, or whose disk fails: the file is as it was.

use std::fmt::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, thread};

use crate::{asked, desk, done, run, tenday, write};

/// Questions `Q0`, `Q1` and so on of inquiry 2026-1.
pub fn many_questions(count: usize) -> String {
    let mut text = "inquiry,number,text\n".to_owned();
    for n in 0..count {
        writeln!(text, "2026-1,Q{n},Hvad er nummer {n}?").unwrap();
    }
    text
}

/// An answer to each of those, with a word that stands in no other.
pub fn many_answers(count: usize) -> String {
    let mut text = "inquiry,question,department,text\n".to_owned();
    let filler = "Forvaltningen oplyser, at der ikke er ført opgørelser over dette. ".repeat(5);
    for n in 0..count {
        writeln!(text, "2026-1,Q{n},SKO,\"{filler}særligord{n}\"").unwrap();
    }
    text
}

/// A desk with an import ahead that takes some seconds.
fn long_import() -> (tempfile::TempDir, Vec<u8>) {
    let desk = desk();
    write(desk.path(), "question.csv", &many_questions(40_000));
    write(desk.path(), "answer.csv", &many_answers(40_000));
    let before = fs::read(desk.path().join("tenday.db")).unwrap();
    (desk, before)
}

/// Starts the import and waits until it has written to the file.
fn started(folder: &Path) -> Child {
    let mut import = tenday(folder, "import question.csv answer.csv");
    import.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = import.spawn().unwrap();
    let journal = folder.join("tenday.db-journal");
    for _ in 0..3000 {
        if journal.exists() {
            break;
        }
        thread::sleep(Duration::from_millis(10));
    }
    child
}

#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args([name, &id]).status().unwrap();
    assert!(sent.success());
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_it_and_says_that_nothing_was_imported() {
    let (desk, before) = long_import();
    let child = started(desk.path());
    thread::sleep(Duration::from_millis(300));
    signal(&child, "-INT");
    let ended = crate::Ended::from(child.wait_with_output().unwrap());
    assert_eq!(ended.code, Some(130), "{}", ended.stderr);
    assert_eq!(
        ended.stderr,
        "Nothing was imported; the database is as it was.\nerror: stopped\n"
    );
    assert!(before == fs::read(desk.path().join("tenday.db")).unwrap());
}

#[cfg(unix)]
#[test]
fn a_killed_import_is_undone_when_the_file_is_opened_next() {
    let (desk, _) = long_import();
    for pause in [50, 1500] {
        let child = started(desk.path());
        thread::sleep(Duration::from_millis(pause));
        signal(&child, "-KILL");
        child.wait_with_output().unwrap();
        done(desk.path(), "check");
        assert_eq!(
            asked(desk.path(), "SELECT count(*) AS n FROM answer"),
            "n\n4\n"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_file_as_it_was() {
    let (desk, before) = long_import();
    let mut limited = Command::new("sh");
    limited
        .current_dir(desk.path())
        .env_clear()
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 4000 && exec \"$0\" import question.csv answer.csv")
        .arg(env!("CARGO_BIN_EXE_tenday"));
    let ended = crate::Ended::from(limited.output().unwrap());
    assert_eq!(ended.code, Some(3), "{}", ended.stderr);
    assert!(ended.stderr.contains("Hint: "), "{}", ended.stderr);
    assert!(before == fs::read(desk.path().join("tenday.db")).unwrap());
}

/// Every single change that a small import makes to files fails once.
#[cfg(target_os = "linux")]
#[test]
fn any_change_to_the_file_may_go_wrong() {
    let library = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("faulty-import-{}.so", std::process::id()));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/faulty.c");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-o"]);
    compiler.arg(&library).arg(source).arg("-ldl");
    if !compiler.status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no C compiler to build the faults with");
        return;
    }
    let desk = desk();
    write(
        desk.path(),
        "department.csv",
        "code,name\nNY,Ny\nNY2,Nyere\n",
    );
    let before = fs::read(desk.path().join("tenday.db")).unwrap();
    let faulty = |how: &str, at: usize| {
        fs::write(desk.path().join("tenday.db"), &before).unwrap();
        let mut import = tenday(desk.path(), "import department.csv --format csv");
        import
            .env("LD_PRELOAD", &library)
            .env("FAULT", how)
            .env("FAULT_AT", at.to_string());
        crate::Ended::from(import.output().unwrap())
    };
    let untroubled = faulty("io", 0).stderr;
    let (_, all) = untroubled.rsplit_once("changes: ").unwrap();
    let all: usize = all.trim().parse().unwrap();
    assert!(all > 5, "{all}");
    for how in ["kill", "io", "full", "dead"] {
        for at in 1..=all {
            let ended = faulty(how, at);
            done(desk.path(), "check");
            let there = asked(
                desk.path(),
                "SELECT count(*) AS n FROM department WHERE code LIKE 'NY%'",
            );
            assert!(
                there == "n\n0\n" || there == "n\n2\n",
                "{how} at {at}: {there}"
            );
            if ended.code == Some(0) {
                assert_eq!(there, "n\n2\n", "{how} at {at}: confirmed, but lost");
            }
            assert!(!ended.stderr.contains("panicked"), "{}", ended.stderr);
        }
    }
}

#[test]
fn two_imports_at_once_wait_for_one_another() {
    let desk = desk();
    for name in ["A", "B"] {
        let mut text = "code,name\n".to_owned();
        for n in 0..300 {
            writeln!(text, "{name}{n},{name} {n}").unwrap();
        }
        write(desk.path(), &format!("{name}.csv"), &text);
    }
    let children = ["A", "B"].map(|name| {
        let mut import = tenday(
            desk.path(),
            &format!("import {name}.csv --table department"),
        );
        import.stdout(Stdio::null()).spawn().unwrap()
    });
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(
        asked(
            desk.path(),
            "SELECT count(*) AS n FROM department WHERE code GLOB '[AB][0-9]*'"
        ),
        "n\n600\n"
    );
    assert_eq!(run(desk.path(), "check").code, Some(0));
}
