//! Rebuilds the crate when a migration or a seed file is added: `embed_migrations!` and the seed
//! read their folders at compile time, which Cargo cannot see by itself. On Linux the program is
//! linked to a fixed address: moving its fifty thousand addresses took a third of a short command.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=seed");
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
