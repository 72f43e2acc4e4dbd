//! The `tenday` program.

fn main() -> std::process::ExitCode {
    tenday::cli::run()
}
