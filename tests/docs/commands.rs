//! `docs/commands.md` is generated from the command line itself.

use clap_markdown::{MarkdownOptions, help_markdown_command_custom};

use crate::{hold, root};

#[test]
fn the_reference_lists_every_command_and_option() {
    let options = MarkdownOptions::new()
        .title("Commands".to_owned())
        .show_footer(false)
        .show_table_of_contents(true);
    let page = help_markdown_command_custom(&tenday::cli::command(), &options);
    let lines: Vec<&str> = page.trim_end().lines().map(str::trim_end).collect();
    hold(&root().join("docs/commands.md"), &(lines.join("\n") + "\n"));
}
