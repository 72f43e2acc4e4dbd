//! Rebuilds the crate when a migration or a seed file is added: `embed_migrations!` and the seed
//! read their folders at compile time, which Cargo cannot see by itself.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=seed");
}
