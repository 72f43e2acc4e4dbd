//! What a search costs, beside the same query in `sqlite3`. See `benches/README.md`.

mod bench;

fn main() -> std::process::ExitCode {
    bench::main("search")
}
