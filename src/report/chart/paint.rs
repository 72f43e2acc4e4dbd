//! The strokes that charts are made of, in pixels.

use super::{INK, LEFT, ROW};
use crate::report::Text;
use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{PathElement, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

/// The longest label, in characters, that fits to the left, where the reader's font is a wide one too.
const LABEL: usize = 33;
/// The library draws a font of this size 13 pixels high.
const FONT: f64 = 16.1;

/// Where a chart is drawn.
pub(super) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
/// What became of a stroke: nothing, or the library's words.
pub(super) type Drawn = Result<(), String>;

/// Writes the label of the row that begins at `y`, cut where the drawing begins.
pub(super) fn label(area: &Area<'_>, label: &Text, y: i32) -> Drawn {
    let mut shown: String = label.as_str().chars().take(LABEL).collect();
    if shown.len() < label.as_str().len() {
        shown.pop();
        shown = format!("{}…", shown.trim_end());
    }
    text(area, &shown, (LEFT - 10, y + ROW / 2 + 5), HPos::Right, INK)
}

/// Writes `words` with their base line at `at`; the library puts it about four pixels higher than it is told.
pub(super) fn text(
    area: &Area<'_>,
    words: &str,
    at: (i32, i32),
    side: HPos,
    colour: RGBColor,
) -> Drawn {
    let font = FontDesc::new(FontFamily::SansSerif, FONT, FontStyle::Normal);
    let style = TextStyle::from(font)
        .color(&colour)
        .pos(Pos::new(side, VPos::Bottom));
    area.draw_text(words, &style, (at.0, at.1 + 4))
        .map_err(|error| error.to_string())
}

/// Draws a straight line.
pub(super) fn line(area: &Area<'_>, ends: [(i32, i32); 2], colour: RGBColor, width: u32) -> Drawn {
    area.draw(&PathElement::new(ends.to_vec(), colour.stroke_width(width)))
        .map_err(|error| error.to_string())
}

/// Draws a filled rectangle.
pub(super) fn block(area: &Area<'_>, corners: [(i32, i32); 2], colour: RGBColor) -> Drawn {
    let style = ShapeStyle {
        color: colour.to_rgba(),
        filled: true,
        stroke_width: 0,
    };
    area.draw(&Rectangle::new(corners, style))
        .map_err(|error| error.to_string())
}
