//! `tenday man`: the manual pages.

use std::path::PathBuf;

use super::context::{Context, print, say};
use crate::error::{Error, Result};

/// Options of `man`.
#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {
    /// Write a page for every command into this folder; without it, print the page of `tenday`
    dir: Option<PathBuf>,
}

pub(super) fn run(_: &Context, args: &ManArgs) -> Result<()> {
    let Some(dir) = &args.dir else {
        let mut out = Vec::new();
        let page = clap_mangen::Man::new(super::command());
        page.render(&mut out)
            .map_err(Error::io("the manual page"))?;
        return print(&out);
    };
    std::fs::create_dir_all(dir).map_err(Error::io(dir))?;
    clap_mangen::generate_to(super::command(), dir).map_err(Error::io(dir))?;
    say(&format!("Wrote the manual pages to {}.", dir.display()));
    Ok(())
}
