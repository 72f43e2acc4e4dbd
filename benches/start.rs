//! What the shortest commands cost, beside `sqlite3`. See `benches/README.md`.

mod bench;

fn main() -> std::process::ExitCode {
    bench::main("start")
}
