//! Which channel a command is about.

use clap::Args;

use crate::cli::input::word;
use crate::domain::vocabulary::nearest;
use crate::domain::{Channel, ChannelKind, Code};
use crate::error::{Error, Result, Thing};
use crate::store::{Reader, contacts, departments};

/// Which channel.
#[derive(Debug, Args)]
pub(in crate::cli) struct WhichArgs {
    /// The department or unit, by code
    department: Code,
    /// The channel's value, label or kind
    channel: String,
    /// Of this kind, if several go by that name
    #[arg(long = "of-kind", value_name = "KIND", value_parser = word::<ChannelKind>())]
    of_kind: Option<ChannelKind>,
    /// With this label, if several go by that name
    #[arg(long = "with-label", value_name = "LABEL")]
    with_label: Option<String>,
}

/// The one channel that the words name.
pub(super) fn find(reader: &Reader<'_>, which: &WhichArgs) -> Result<Channel> {
    let mut named = named(reader, which)?;
    named.retain(|channel| channel.valid_to.is_none());
    if named.is_empty() {
        return Err(Error::refused(
            format!(
                "the channel `{}` of {} no longer holds",
                which.channel, which.department
            ),
            format!(
                "`tenday contact list {} --all` shows those that ended",
                which.department
            ),
        ));
    }
    the_one(which, &named)
}

/// The one channel that the words name; one that ended if none of them still holds.
pub(super) fn find_to_edit(reader: &Reader<'_>, which: &WhichArgs) -> Result<Channel> {
    let mut named = named(reader, which)?;
    if named.iter().any(|channel| channel.valid_to.is_none()) {
        named.retain(|channel| channel.valid_to.is_none());
    }
    the_one(which, &named)
}

fn the_one(which: &WhichArgs, named: &[Channel]) -> Result<Channel> {
    match named {
        [only] => Ok(only.clone()),
        several => {
            let titles: Vec<String> = several.iter().map(describe).collect();
            Err(Error::refused(
                format!(
                    "`{}` names {} channels of {}: {}",
                    which.channel,
                    several.len(),
                    which.department,
                    titles.join("; ")
                ),
                "say which with --of-kind or --with-label",
            ))
        }
    }
}

/// Every channel that the words name, those that ended too.
pub(super) fn named(reader: &Reader<'_>, which: &WhichArgs) -> Result<Vec<Channel>> {
    let code = departments::get(reader, &which.department)?.code;
    let mut known = contacts::list(reader, Some(&code))?;
    let wanted = folded(&which.channel);
    let goes_by = |channel: &Channel| {
        let names = [channel.value.as_deref(), channel.label.as_deref()];
        channel.kind.to_string() == wanted
            || names
                .into_iter()
                .flatten()
                .any(|name| folded(name) == wanted)
    };
    let fits = |channel: &Channel| {
        goes_by(channel)
            && which.of_kind.is_none_or(|kind| kind == channel.kind)
            && which.with_label.as_ref().is_none_or(|label| {
                channel
                    .label
                    .as_ref()
                    .is_some_and(|l| folded(l) == folded(label))
            })
    };
    if !known.iter().any(fits) {
        let names = known
            .iter()
            .flat_map(|channel| [channel.value.as_deref(), channel.label.as_deref()])
            .flatten();
        return Err(Error::NotFound {
            what: Thing::Channel,
            key: which.channel.clone(),
            within: Some(code.to_string()),
            nearest: nearest(&which.channel, names),
            list: Some(format!("tenday contact list {code}")),
        });
    }
    known.retain(fits);
    Ok(known)
}

pub(super) fn describe(channel: &Channel) -> String {
    let label = channel.label.as_ref().filter(|_| channel.value.is_some());
    let details: Vec<&str> = [label, channel.audience.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if details.is_empty() {
        channel.title()
    } else {
        format!("{} ({})", channel.title(), details.join(", "))
    }
}

/// A name without what people leave out when they type it.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect()
}
