//! What taking in a record costs, beside `sqlite3`, `sqlite-utils` and the disk alone. See `benches/README.md`.

mod bench;

fn main() -> std::process::ExitCode {
    bench::main("import")
}
