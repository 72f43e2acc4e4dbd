//! PDF.

use super::{Renderer, Report, ReportError};
use std::io::Write;

/// Writes a report as a PDF.
#[derive(Debug, Clone, Copy)]
pub struct Pdf;

impl Renderer for Pdf {
    fn render(&self, _report: &Report, _out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        Err(ReportError::PdfNotBuilt)
    }
}
