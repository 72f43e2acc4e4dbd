//! How the types of the domain stand in the database.

use jiff::civil::Date;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::domain::{
    AsOf, AskerKind, ChannelKind, ClosedDayRule, Code, DayKind, Disposition, HolidayCalendar,
    PersonRole, QuestionNumber, Reference, ReminderStep, Visibility, Wording,
};

macro_rules! stored_as_text {
    ($($name:ty),+ $(,)?) => {$(
        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(FromSqlError::other)
            }
        }
    )+};
}
stored_as_text!(
    AsOf,
    AskerKind,
    ChannelKind,
    ClosedDayRule,
    Code,
    DayKind,
    Disposition,
    HolidayCalendar,
    PersonRole,
    QuestionNumber,
    Reference,
    ReminderStep,
    Visibility,
    Wording,
);

macro_rules! keys {
    ($($name:ty),+) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.as_str()))
            }
        }
    )+};
}
keys!(Code, QuestionNumber, Reference);

macro_rules! words {
    ($($name:ty),+) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(crate::domain::vocabulary::Vocabulary::word(*self)))
            }
        }
    )+};
}
words!(
    AskerKind,
    ChannelKind,
    ClosedDayRule,
    DayKind,
    Disposition,
    HolidayCalendar,
    PersonRole,
    ReminderStep,
    Visibility,
    Wording
);

/// A date as the database holds it.
pub(super) fn iso(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// The date in a column.
pub(super) fn date(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Date>> {
    let Some(text) = row.get::<_, Option<String>>(column)? else {
        return Ok(None);
    };
    let read = text.parse();
    read.map(Some).map_err(|e| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(e))
    })
}

/// The date in a column that is never NULL.
pub(super) fn known_date(row: &Row<'_>, column: &str) -> rusqlite::Result<Date> {
    row.get::<_, String>(column)?.parse().map_err(|e| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(e))
    })
}

#[cfg(test)]
mod tests {
    use crate::domain::vocabulary::Vocabulary;
    use crate::domain::*;
    use crate::store::Store;

    fn table_of<V: Vocabulary>() -> Vec<String> {
        let mut store = Store::in_memory().unwrap();
        let sql = ["SELECT code FROM ", V::NAME, " ORDER BY code"].concat();
        store
            .read(|reader| reader.all(&sql, [], |row| row.get(0)))
            .unwrap()
    }

    fn words_of<V: Vocabulary>() -> Vec<String> {
        let mut words: Vec<String> = V::ALL.iter().map(|v| v.word().to_owned()).collect();
        words.sort();
        words
    }

    #[test]
    fn every_vocabulary_is_its_lookup_table() {
        macro_rules! same {
            ($($name:ty),+) => {$( assert_eq!(table_of::<$name>(), words_of::<$name>()); )+};
        }
        same!(
            AskerKind,
            ChannelKind,
            ClosedDayRule,
            DayKind,
            Disposition,
            HolidayCalendar,
            PersonRole,
            ReminderStep,
            Visibility,
            Wording
        );
    }
}
