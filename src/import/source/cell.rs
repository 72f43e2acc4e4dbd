//! What a cell of a spreadsheet says, as text.

use calamine::Data;

/// The text of a cell, or the error that it shows: whole numbers without decimals, dates by the year first, 1 for yes.
pub(super) fn text(cell: &Data) -> Result<String, String> {
    Ok(match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => decimal(*number),
        Data::Bool(yes) => u8::from(*yes).to_string(),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::DateTime(moment) => moment_text(moment),
        Data::Error(error) => return Err(error.to_string()),
    })
}

fn moment_text(moment: &calamine::ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    // A moment is kept as a fraction of a day; what is short of the next second by a hair is that second.
    let (minute, second) = match (second, milli) {
        (59, 500..) => (minute + 1, 0),
        (_, 500..) => (minute, second + 1),
        _ => (minute, second),
    };
    let time = if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    };
    if moment.is_duration() || moment.as_f64() < 1.0 {
        time
    } else if time == "00:00" {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {time}")
    }
}

/// A number with the fifteen digits that spreadsheets show.
fn decimal(number: f64) -> String {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if shown == 0.0 {
        "0".to_owned()
    } else {
        shown.to_string()
    }
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub(super) fn column_letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(column % 26).unwrap_or_default());
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters
        .iter()
        .rev()
        .map(|letter| char::from(*letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTime, ExcelDateTimeType};

    use super::*;

    #[test]
    fn cells_read_as_the_spreadsheet_shows_them() {
        let moment = |value| {
            Data::DateTime(ExcelDateTime::new(
                value,
                ExcelDateTimeType::DateTime,
                false,
            ))
        };
        for (cell, wanted) in [
            (Data::Float(4.0), "4"),
            (Data::Float(0.1 + 0.2), "0.3"),
            (Data::Float(-0.0), "0"),
            (Data::Float(1_234_567.5), "1234567.5"),
            (Data::Int(12), "12"),
            (Data::Bool(true), "1"),
            (Data::String(" 2a ".into()), " 2a "),
            (moment(43206.0), "2018-04-16"),
            (moment(43206.5), "2018-04-16 12:00"),
            (moment(0.375), "09:00"),
            (
                Data::DateTimeIso("2018-04-16T00:00:00".into()),
                "2018-04-16",
            ),
        ] {
            assert_eq!(text(&cell).unwrap(), wanted);
        }
        assert_eq!(text(&Data::Error(CellErrorType::Ref)).unwrap_err(), "#REF!");
    }

    #[test]
    fn columns_have_letters() {
        for (column, wanted) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letters(column), wanted);
        }
    }
}
