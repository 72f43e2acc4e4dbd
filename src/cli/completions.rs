//! `tenday completions`: what a shell completes.

use clap_complete::{Shell, generate};

use super::context::print;
use crate::error::Result;

/// Options of `completions`.
#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs) -> Result<()> {
    let mut out = Vec::new();
    generate(args.shell, &mut super::command(), "tenday", &mut out);
    print(&out)
}
