//! This binary again, as another process that does one thing to a file.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, process, thread};

use tenday::domain::{Asker, AskerKind};
use tenday::store::{Access, Notice, Store, askers, wait_at_most};

use crate::silent;

const ROLE: &str = "TENDAY_TEST_ROLE";
const FILE: &str = "TENDAY_TEST_FILE";

/// What a child printed and how it ended.
pub struct Ended {
    pub said: String,
    pub ok: bool,
}

/// The command that runs `role` on `path`.
pub fn command(role: &str, path: &Path) -> Command {
    command_of(&env::current_exe().unwrap(), role, path)
}

/// The same with a copy of this binary.
pub fn command_of(binary: &Path, role: &str, path: &Path) -> Command {
    let mut command = Command::new(binary);
    command
        .args(["child::run", "--exact", "--ignored", "--nocapture", "-q"])
        .env(ROLE, role)
        .env(FILE, path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

pub fn start(role: &str, path: &Path) -> Child {
    command(role, path).spawn().unwrap()
}

/// Starts a child and waits until it says that it is ready.
pub fn start_ready(role: &str, path: &Path) -> Child {
    let mut child = start(role, path);
    let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("ready")));
    child
}

pub fn end(child: Child) -> Ended {
    let output = child.wait_with_output().unwrap();
    Ended {
        said: [output.stdout, output.stderr]
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .concat(),
        ok: output.status.success(),
    }
}

/// Not a test of its own: the other tests run it in a process of its own.
#[test]
#[ignore = "the other process of other tests"]
fn run() {
    let role = env::var(ROLE).unwrap();
    let path = PathBuf::from(env::var_os(FILE).unwrap());
    if role != "lock" {
        println!("ready");
    }
    let done = match role.as_str() {
        "create" => Store::create(&path, silent, tenday::import::seed).map(|_| ()),
        "open" => Store::open(&path, Access::Write, told).map(|_| ()),
        "read" => Store::open(&path, Access::Read, told).map(|_| ()),
        "look" => look(&path),
        "write-now" => write_now(&path),
        "add" => (0..ADDED).try_for_each(|n| add(&path, n)),
        "add-one" => add(&path, 0),
        "lock" => lock(&path),
        "journal" => die_in_a_write(&path),
        other => panic!("no such role: {other}"),
    };
    if let Err(error) = done {
        println!("error: {error}\nhint: {:?}", error.hint());
        process::exit(1);
    }
    process::exit(0);
}

fn told(notice: &Notice) {
    println!("notice: {notice:?}");
}

fn look(path: &Path) -> tenday::Result<()> {
    wait_at_most(Duration::ZERO);
    Store::open(path, Access::Read, told)?
        .read(askers::list)
        .map(|_| ())
}

fn write_now(path: &Path) -> tenday::Result<()> {
    wait_at_most(Duration::ZERO);
    Store::open(path, Access::Write, told)?.write(|_| Ok(()))
}

/// How many askers each child adds, each in a transaction of its own and a store of its own.
pub const ADDED: u32 = 12;

fn add(path: &Path, n: u32) -> tenday::Result<()> {
    let new = Asker {
        code: format!("N{}-{n}", process::id()).parse()?,
        name: format!("Number {n} of {}", process::id()),
        kind: AskerKind::Member,
    };
    Store::open(path, Access::Write, told)?.write(|writer| askers::add(writer, &new))
}

/// Holds the file locked until it is killed.
fn lock(path: &Path) -> ! {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.execute_batch("BEGIN EXCLUSIVE").unwrap();
    println!("ready");
    thread::sleep(Duration::from_mins(1));
    process::abort();
}

/// Dies in the midst of writing, when the journal is on the disk and some of the pages are.
fn die_in_a_write(path: &Path) -> ! {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE")
        .unwrap();
    for n in 0..300 {
        conn.execute(
            "INSERT INTO asker (code, name, kind) VALUES ('D' || ?1, ?1 || hex(randomblob(400)), 'party')",
            [n],
        )
        .unwrap();
    }
    process::abort();
}
