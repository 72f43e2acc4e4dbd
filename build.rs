//! Rebuilds the crate when a migration or a seed file is added: `embed_migrations!` and the seed
//! read their folders at compile time, which Cargo cannot see by itself. On Linux the program is
//! linked to a fixed address: moving its fifty thousand addresses took a third of a short command; and
//! with what unwinds its stack inside: to find and open that library takes as long as to read the command line.

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=seed");
    println!("cargo:rerun-if-changed=build.rs");
    let target = |part: &str| env::var(format!("CARGO_CFG_TARGET_{part}"));
    if target("OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
        if target("ENV").as_deref() == Ok("gnu") && linker_has("libgcc_eh.a") {
            println!("cargo:rustc-link-lib=static:-bundle=gcc_eh");
        }
    }
}

/// Whether the linker brings a library with it: it says where, or repeats the name.
fn linker_has(library: &str) -> bool {
    let linker = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let asked = Command::new(linker)
        .arg(format!("-print-file-name={library}"))
        .output();
    asked
        .is_ok_and(|answer| Path::new(String::from_utf8_lossy(&answer.stdout).trim()).is_absolute())
}
