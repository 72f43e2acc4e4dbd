//! The municipality itself: departments, those who ask, rules, closed days, its count week.

use std::hash::Hasher;

use super::{Called, Shape, key, word};
use crate::domain::{Asker, ClosedDay, Code, DeadlineRule, Department, HolidayCalendar, Traffic};
use crate::error::{Result, Thing};
use crate::import::row::{Problem, Row};
use crate::store::{Writer, askers, closed_days, deadline_rules, departments, traffic};

/// A record that is called by its code.
fn coded(thing: Thing, row: &Row<'_>) -> Option<Called> {
    let code: Code = row.required("code").ok()?;
    Some(Called::new(thing, code.as_str(), None))
}

impl Shape for Department {
    const REQUIRED: &'static [&'static str] = &["code", "name"];
    const REFERENCES: &'static [&'static str] = &["parent"];
    const REFERS_TO_OWN: Option<&'static str> = Some("parent");

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            code: row.required("code")?,
            name: row.line("name")?,
            parent: row.optional("parent")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        departments::put(writer, self)
    }

    fn replace(&self, old: &Self, writer: &Writer<'_>) -> Result<()> {
        departments::update(writer, &old.code, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.code);
    }

    fn called(row: &Row<'_>) -> Option<Called> {
        coded(Thing::Department, row)
    }
}

impl Shape for Asker {
    const REQUIRED: &'static [&'static str] = &["code", "name", "kind"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            code: row.required("code")?,
            name: row.line("name")?,
            kind: row.required("kind")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        askers::put(writer, self)
    }

    fn replace(&self, old: &Self, writer: &Writer<'_>) -> Result<()> {
        askers::update(writer, &old.code, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.code);
    }

    fn called(row: &Row<'_>) -> Option<Called> {
        coded(Thing::Asker, row)
    }
}

impl Shape for DeadlineRule {
    const REQUIRED: &'static [&'static str] =
        &["code", "name", "days", "day_kind", "closed_day_rule"];
    const IMPLIED: &'static [&'static str] = &[
        "counts_first_day",
        "observes_closed_days",
        "holiday_calendar",
    ];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            code: row.required("code")?,
            name: row.line("name")?,
            days: row.number("days")?,
            day_kind: row.required("day_kind")?,
            counts_first_day: row.yes("counts_first_day")?,
            closed_day_rule: row.required("closed_day_rule")?,
            valid_from: row.date("valid_from")?,
            valid_to: row.date("valid_to")?,
            source: row.optional_line("source")?.unwrap_or_default(),
            observes_closed_days: row.yes_unless_0("observes_closed_days")?,
            holiday_calendar: row
                .optional("holiday_calendar")?
                .unwrap_or(HolidayCalendar::Denmark),
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        deadline_rules::put(writer, self)
    }

    fn replace(&self, _old: &Self, writer: &Writer<'_>) -> Result<()> {
        deadline_rules::update(writer, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.code);
    }

    fn called(row: &Row<'_>) -> Option<Called> {
        coded(Thing::DeadlineRule, row)
    }
}

impl Shape for ClosedDay {
    const REQUIRED: &'static [&'static str] = &["day", "name"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            day: row.known_date("day")?,
            name: row.line("name")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        closed_days::put(writer, self)
    }

    fn replace(&self, _old: &Self, writer: &Writer<'_>) -> Result<()> {
        closed_days::update(writer, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.day);
    }
}

impl Shape for Traffic {
    const REQUIRED: &'static [&'static str] =
        &["department", "kind", "weekday", "hour", "contacts"];
    const NAMED: &'static [&'static str] = &["department"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            department: row.required("department")?,
            kind: row.required("kind")?,
            weekday: row.within("weekday", 1..=7)?,
            hour: row.within("hour", 0..=23)?,
            contacts: row.number("contacts")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        traffic::put(writer, self)
    }

    fn replace(&self, _old: &Self, writer: &Writer<'_>) -> Result<()> {
        traffic::update(writer, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.department, word(self.kind), self.weekday, self.hour);
    }
}
