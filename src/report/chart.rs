//! Charts, drawn as SVG.
//!
//! A drawing never stands alone: it carries a title and a description, and [`Chart`] keeps the table of its numbers beside
//! it. Colours keep their distance for the colour-blind and on a grey printer, and no meaning hangs on colour alone: every
//! part is written on or named in the key.

mod paint;

use super::anchor::Anchor;
use super::model::{Chart, Table};
use super::{ReportError, Text};
use paint::{Area, Drawn, block, label, line, text};
use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

const WIDTH: i32 = 760;
/// Where the labels end and the drawing begins.
const LEFT: i32 = 260;
const RIGHT: i32 = WIDTH - 50;
const TOP: i32 = 34;
const ROW: i32 = 26;

const INK: RGBColor = RGBColor(27, 31, 36);
const RULE: RGBColor = RGBColor(198, 204, 211);
const WHITE: RGBColor = RGBColor(255, 255, 255);
/// From dark to light and back, so that neighbours differ in lightness and not only in colour.
const COLOURS: [RGBColor; 5] = [
    RGBColor(29, 78, 126),
    RGBColor(134, 180, 216),
    RGBColor(92, 101, 110),
    RGBColor(240, 205, 120),
    RGBColor(176, 58, 20),
];

/// What a chart is called and what it says; the numbers are in its table.
pub struct Caption {
    /// The name of its file.
    pub anchor: Anchor,
    /// What it shows.
    pub title: Text,
    /// What can be seen in it.
    pub description: Text,
}

/// A row of a chart of durations.
pub struct Range {
    /// The label.
    pub label: Text,
    /// The shortest, the middle and the longest.
    pub days: [f64; 3],
    /// The number written after the bar.
    pub written: Text,
}

/// A row of a chart of parts.
pub struct Parts {
    /// The label.
    pub label: Text,
    /// How many of each part, in the order of the key.
    pub counts: Vec<usize>,
}

/// A row of a chart of the week.
pub struct Week {
    /// The label.
    pub label: Text,
    /// From and to, in minutes from Monday at midnight.
    pub spans: Vec<(u16, u16)>,
}

/// Draws a bar for the middle of each range, and a line from its shortest to its longest.
///
/// # Errors
/// When the drawing library refuses.
pub fn ranges(
    caption: Caption,
    rows: &[Range],
    axis: &Text,
    table: Table,
) -> Result<Chart, ReportError> {
    let longest = rows.iter().map(|row| row.days[2]).fold(1.0, f64::max);
    draw(caption, rows.len(), table, |area, bottom| {
        for step in steps(longest) {
            let x = across(step / longest);
            line(area, [(x, TOP), (x, bottom)], RULE, 1)?;
            text(area, &format!("{step}"), (x, TOP - 4), HPos::Center, INK)?;
        }
        text(area, axis.as_str(), (LEFT - 10, TOP - 4), HPos::Right, INK)?;
        for (row, y) in rows.iter().zip((TOP..).step_by(26)) {
            let [shortest, middle, longest_here] = row.days.map(|days| across(days / longest));
            label(area, &row.label, y)?;
            block(area, [(LEFT, y + 5), (middle, y + ROW - 5)], COLOURS[0])?;
            let centre = y + ROW / 2;
            line(
                area,
                [(shortest, centre), (longest_here, centre)],
                COLOURS[4],
                2,
            )?;
            for end in [shortest, longest_here] {
                line(area, [(end, centre - 4), (end, centre + 4)], COLOURS[4], 2)?;
            }
            text(
                area,
                row.written.as_str(),
                (longest_here.max(middle) + 6, centre + 5),
                HPos::Left,
                INK,
            )?;
        }
        Ok(())
    })
}

/// Draws what each row is made of, as parts of one bar, under a key.
///
/// # Errors
/// When the drawing library refuses.
pub fn parts(
    caption: Caption,
    key: &[Text],
    rows: &[Parts],
    table: Table,
) -> Result<Chart, ReportError> {
    let longest = rows
        .iter()
        .map(|row| row.counts.iter().sum::<usize>())
        .max()
        .unwrap_or(1)
        .max(1);
    draw(caption, rows.len(), table, |area, _| {
        let mut x = 10;
        for (name, colour) in key.iter().zip(COLOURS) {
            block(area, [(x, 10), (x + 12, 22)], colour)?;
            text(area, name.as_str(), (x + 18, 21), HPos::Left, INK)?;
            x += 34 + i32::try_from(name.as_str().chars().count()).unwrap_or(0) * 7;
        }
        for (row, y) in rows.iter().zip((TOP..).step_by(26)) {
            label(area, &row.label, y)?;
            let mut before = 0;
            for (part, count) in row
                .counts
                .iter()
                .enumerate()
                .filter(|(_, count)| **count > 0)
            {
                let ends = [before, before + count].map(|sum| across(share(sum, longest)));
                before += count;
                let colour = COLOURS[part.min(COLOURS.len() - 1)];
                block(area, [(ends[0], y + 3), (ends[1] - 1, y + ROW - 3)], colour)?;
                let ink = if part % 2 == 1 { INK } else { WHITE };
                if ends[1] - ends[0] > 14 {
                    let centre = i32::midpoint(ends[0], ends[1]);
                    text(
                        area,
                        &count.to_string(),
                        (centre, y + ROW / 2 + 5),
                        HPos::Center,
                        ink,
                    )?;
                }
            }
        }
        Ok(())
    })
}

/// Draws when each row is open through a week that begins on Monday.
///
/// # Errors
/// When the drawing library refuses.
pub fn weeks(
    caption: Caption,
    days: &[Text; 7],
    rows: &[Week],
    table: Table,
) -> Result<Chart, ReportError> {
    const MINUTES: usize = 7 * 24 * 60;
    draw(caption, rows.len(), table, |area, bottom| {
        for (day, name) in days.iter().enumerate() {
            let (left, right) = (across(share(day, 7)), across(share(day + 1, 7)));
            line(area, [(left, TOP - 16), (left, bottom)], RULE, 1)?;
            text(
                area,
                name.as_str(),
                (i32::midpoint(left, right), TOP - 4),
                HPos::Center,
                INK,
            )?;
        }
        line(area, [(RIGHT, TOP - 16), (RIGHT, bottom)], RULE, 1)?;
        for (row, y) in rows.iter().zip((TOP..).step_by(26)) {
            label(area, &row.label, y)?;
            line(area, [(LEFT, y + ROW / 2), (RIGHT, y + ROW / 2)], RULE, 1)?;
            for (from, to) in &row.spans {
                let ends = [*from, *to].map(|minute| across(share(usize::from(minute), MINUTES)));
                block(
                    area,
                    [(ends[0], y + 5), (ends[1].max(ends[0] + 1), y + ROW - 5)],
                    COLOURS[0],
                )?;
            }
        }
        Ok(())
    })
}

fn draw(
    caption: Caption,
    rows: usize,
    table: Table,
    paint: impl FnOnce(&Area<'_>, i32) -> Drawn,
) -> Result<Chart, ReportError> {
    let bottom = TOP + ROW * i32::try_from(rows).unwrap_or(0);
    let height = u32::try_from(bottom + 8).unwrap_or(0);
    let mut svg = String::new();
    let drawn = {
        let area =
            SVGBackend::with_string(&mut svg, (WIDTH.unsigned_abs(), height)).into_drawing_area();
        area.fill(&WHITE)
            .map_err(|error| error.to_string())
            .and_then(|()| paint(&area, bottom))
            .and_then(|()| area.present().map_err(|error| error.to_string()))
    };
    let Caption {
        anchor,
        title,
        description,
    } = caption;
    match drawn {
        Ok(()) => Ok(Chart {
            svg: described(&svg, &anchor, &title, &description),
            anchor,
            title,
            description,
            table,
        }),
        Err(reason) => Err(ReportError::Chart {
            title: title.to_string(),
            reason,
        }),
    }
}

/// Adds what a screen reader says: the library draws, but does not describe.
fn described(svg: &str, anchor: &Anchor, title: &Text, description: &Text) -> String {
    let escaped = |text: &Text| {
        text.as_str()
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    let name = anchor.as_str();
    let labelled = svg.replacen(
        "<svg ",
        &format!("<svg role=\"img\" aria-labelledby=\"{name}-title {name}-description\" "),
        1,
    );
    let words = format!(
        ">\n<title id=\"{name}-title\">{}</title>\n<desc id=\"{name}-description\">{}</desc>",
        escaped(title),
        escaped(description)
    );
    labelled.replacen('>', &words, 1)
}

/// Round numbers from 0 to at most `longest`, about five of them.
fn steps(longest: f64) -> impl Iterator<Item = f64> {
    let rough = longest / 5.0;
    let scale = 10_f64.powf(rough.log10().floor()).max(1.0);
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|by| by * scale)
        .into_iter()
        .find(|step| *step >= rough)
        .unwrap_or(scale);
    (0..=10_u8)
        .map(move |number| f64::from(number) * step)
        .take_while(move |at| *at <= longest)
}

#[allow(
    clippy::cast_precision_loss,
    reason = "counts of answers and minutes of a week are small"
)]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a share of the width is a small number of pixels"
)]
fn across(share: f64) -> i32 {
    LEFT + (f64::from(RIGHT - LEFT) * share.clamp(0.0, 1.0)).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::anchor::Anchors;

    fn caption(title: &str) -> Caption {
        let anchor = Anchors::default().claim(&["chart"]);
        Caption {
            anchor,
            title: Text::new(title),
            description: Text::new("Størst: <Havnen>"),
        }
    }

    fn table() -> Table {
        Table {
            caption: Text::new("t"),
            columns: Vec::new(),
            rows: Vec::new(),
        }
    }

    #[test]
    fn a_chart_is_described_and_escaped() {
        let rows = [Parts {
            label: Text::new("Færger & <både>"),
            counts: vec![3, 1],
        }];
        let key = [Text::new("besvaret"), Text::new("udestår")];
        let chart = parts(caption("Åbne & lukkede"), &key, &rows, table()).unwrap();
        let svg = &chart.svg;
        assert!(
            svg.contains("<title id=\"chart-title\">Åbne &amp; lukkede</title>"),
            "{svg}"
        );
        assert!(
            svg.contains("<desc id=\"chart-description\">Størst: &lt;Havnen&gt;</desc>"),
            "{svg}"
        );
        assert!(
            svg.contains("role=\"img\"") && !svg.contains("<både>"),
            "{svg}"
        );
    }

    #[test]
    fn the_axis_has_round_steps() {
        let cases: [(f64, &[f64]); 4] = [
            (1.0, &[0.0, 1.0]),
            (9.0, &[0.0, 2.0, 4.0, 6.0, 8.0]),
            (10.0, &[0.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
            (230.0, &[0.0, 50.0, 100.0, 150.0, 200.0]),
        ];
        for (longest, expected) in cases {
            assert_eq!(steps(longest).collect::<Vec<_>>(), expected, "to {longest}");
        }
    }

    #[test]
    fn a_chart_of_nothing_is_drawn() {
        assert!(ranges(caption("a"), &[], &Text::new("dage"), table()).is_ok());
        assert!(parts(caption("b"), &[], &[], table()).is_ok());
        assert!(
            weeks(
                caption("c"),
                &std::array::from_fn(|_| Text::new("d")),
                &[],
                table()
            )
            .is_ok()
        );
    }
}
