//! `tenday deadline-rule`: the rules by which due dates are found.

use clap::builder::BoolishValueParser;
use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::context::Context;
use super::input::{Maybe, cleaned, maybe_date, word};
use super::moves::carry_out;
use super::output::Listing;
use super::prompt::ask_text;
use crate::domain::{ClosedDayRule, Code, DayKind, DeadlineRule, HolidayCalendar, changes};
use crate::error::{Error, Result};
use crate::store::deadline_rules;

/// Commands on deadline rules.
#[derive(Debug, Subcommand)]
pub(super) enum DeadlineRuleCommand {
    /// Add a rule
    Add {
        /// Its code, as in ten-day
        code: Code,
        #[command(flatten)]
        facts: RuleArgs,
    },
    /// Change a rule; the due dates that move are shown first
    Edit {
        /// Its code
        code: Code,
        #[command(flatten)]
        facts: RuleArgs,
        /// Move the due dates of the inquiries that are not closed
        #[arg(long)]
        apply: bool,
    },
    /// List the rules
    List,
    /// Show a rule
    Show {
        /// Its code
        code: Code,
    },
}

/// What a rule says.
#[derive(Debug, Args)]
pub(super) struct RuleArgs {
    /// Its name in full
    #[arg(long)]
    name: Option<String>,
    /// How many days it gives
    #[arg(long, value_name = "NUMBER")]
    days: Option<u16>,
    /// Which days it counts
    #[arg(long, value_name = "KIND", value_parser = word::<DayKind>())]
    day_kind: Option<DayKind>,
    /// Whether the day of receipt is day 1 (yes) or day 0 (no)
    #[arg(long, value_name = "YES|NO", value_parser = BoolishValueParser::new())]
    counts_first_day: Option<bool>,
    /// What happens when the last day is not a working day
    #[arg(long, value_name = "RULE", value_parser = word::<ClosedDayRule>())]
    closed_day_rule: Option<ClosedDayRule>,
    /// Whether the municipality's own closed days are no working days either
    #[arg(long, value_name = "YES|NO", value_parser = BoolishValueParser::new())]
    observes_closed_days: Option<bool>,
    /// The public holidays that are no working days
    #[arg(long, value_name = "CALENDAR", value_parser = word::<HolidayCalendar>())]
    holiday_calendar: Option<HolidayCalendar>,
    /// The first day of receipt for which it applies; `unknown` for no limit
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    valid_from: Option<Maybe<Date>>,
    /// The last day of receipt for which it applies; `unknown` for no limit
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    valid_to: Option<Maybe<Date>>,
    /// Where the rule stands, or that it is not published
    #[arg(long)]
    source: Option<String>,
}

pub(super) fn run(context: &Context, command: DeadlineRuleCommand) -> Result<()> {
    match command {
        DeadlineRuleCommand::Add { code, facts } => add(context, code, &facts),
        DeadlineRuleCommand::Edit { code, facts, apply } => edit(context, &code, &facts, apply),
        DeadlineRuleCommand::List => {
            Listing::of(&context.read(deadline_rules::list)?).print(context.format()?)
        }
        DeadlineRuleCommand::Show { code } => {
            let rule = context.read(|reader| deadline_rules::get(reader, &code))?;
            Listing::of(&[rule]).print_record(context.format()?)
        }
    }
}

fn add(context: &Context, code: Code, args: &RuleArgs) -> Result<()> {
    let name = ask_text(context, args.name.as_ref(), "name", "--name")?;
    let missing = |what: &str, flag: &str| Error::Missing {
        what: what.to_owned(),
        flag: flag.to_owned(),
    };
    let bare = DeadlineRule {
        code,
        name,
        days: args
            .days
            .ok_or_else(|| missing("number of days", "--days"))?,
        day_kind: args
            .day_kind
            .ok_or_else(|| missing("kind of days", "--day-kind"))?,
        counts_first_day: false,
        closed_day_rule: ClosedDayRule::NextWorkingDay,
        holiday_calendar: HolidayCalendar::Denmark,
        observes_closed_days: true,
        valid_from: None,
        valid_to: None,
        source: String::new(),
    };
    let new = args.on(&bare)?;
    context.write(|writer| deadline_rules::add(writer, &new))?;
    context.done(
        &format!("Added deadline rule {}: {}.", new.code, new.name),
        &[&format!("deadline-rule show {}", new.code)],
    );
    Ok(())
}

fn edit(context: &Context, code: &Code, args: &RuleArgs, apply: bool) -> Result<()> {
    let (old, new) = carry_out(context, apply, Some(code), |writer| {
        let old = deadline_rules::get(writer, code)?;
        let new = args.on(&old)?;
        deadline_rules::update(writer, &new)?;
        Ok((old, new))
    })?;
    context.changed(
        &format!("deadline rule {}", old.code),
        &changes(&old, &new),
        &[&format!("deadline-rule show {}", new.code)],
    );
    Ok(())
}

impl RuleArgs {
    /// The rule with what was given in place of what it said.
    fn on(&self, old: &DeadlineRule) -> Result<DeadlineRule> {
        let limit =
            |given: &Option<Maybe<Date>>, old| given.as_ref().map_or(old, |Maybe(day)| *day);
        Ok(DeadlineRule {
            code: old.code.clone(),
            name: cleaned("name", self.name.as_ref())?.unwrap_or_else(|| old.name.clone()),
            days: self.days.unwrap_or(old.days),
            day_kind: self.day_kind.unwrap_or(old.day_kind),
            counts_first_day: self.counts_first_day.unwrap_or(old.counts_first_day),
            closed_day_rule: self.closed_day_rule.unwrap_or(old.closed_day_rule),
            holiday_calendar: self.holiday_calendar.unwrap_or(old.holiday_calendar),
            observes_closed_days: self
                .observes_closed_days
                .unwrap_or(old.observes_closed_days),
            valid_from: limit(&self.valid_from, old.valid_from),
            valid_to: limit(&self.valid_to, old.valid_to),
            source: cleaned("source", self.source.as_ref())?.unwrap_or_else(|| old.source.clone()),
        })
    }
}
