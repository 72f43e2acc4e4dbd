//! What rows in files cost, beside `sqlite3` and Python's `XlsxWriter`. See `benches/README.md`.

mod bench;

fn main() -> std::process::ExitCode {
    bench::main("export")
}
