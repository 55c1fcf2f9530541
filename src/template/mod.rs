//! Blank forms to hand out: laid out from the schema alone, hard to fill in wrongly, and certain to recognise when they
//! come back.
//!
//! Only the cells that wait for an answer are unlocked, each with its check and words of help; totals, execution rate and its
//! points compute themselves. A hidden sheet carries the `Stamp`. The same form for the same unit gives
//! the same bytes.

mod columns;
mod cover;
mod draw;
mod error;
mod figures;
mod folder;
mod indicators;
mod input;
mod live;
mod page;
mod plan;
mod print;
mod splits;
mod written;

use std::sync::Arc;

use rust_xlsxwriter::{Worksheet, XlsxError};

pub use error::{FormName, TemplateError};
pub use folder::{Handout, Handouts, Placed, Wanted, handouts, place};
pub use input::{Input, Limit};

use crate::model::{Area, Body, Stamp};
use crate::output::sheet::workbook;
use crate::schema::Form;
use crate::text::Lang;

/// The name of the hidden sheet.
const STAMP_SHEET: &str = "huizong";
/// A name of a sheet has at most 31 characters, and none of these.
const LONGEST_NAME: usize = 31;
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// To whom a form is handed out, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The code of the unit.
    pub code: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// The unit above it; empty if it has none.
    pub parent: String,
    /// The project; empty where the form is for none or the unit names it.
    pub project: String,
    /// The year.
    pub year: i16,
}

impl Handed {
    /// A form for a unit of the roster.
    #[must_use]
    pub fn to(unit: &Body, project: &str, year: i16) -> Self {
        Self {
            code: Arc::clone(&unit.code),
            name: Arc::clone(&unit.name),
            parent: unit.parent.clone(),
            project: project.to_owned(),
            year,
        }
    }

    /// The unit as the cover names it: with its code where that cannot be taken for anything else.
    fn unit_shown(&self) -> String {
        let is_code = self.code.len() > 4
            && self.code.bytes().all(|b| b.is_ascii_alphanumeric())
            && self.code.bytes().any(|b| b.is_ascii_digit());
        if is_code { format!("{}-{}", self.code, self.name) } else { self.name.to_string() }
    }
}

/// A blank form.
#[derive(Debug, Clone)]
pub struct Blank {
    /// The workbook.
    pub bytes: Vec<u8>,
    /// The name of the sheet of the form.
    pub sheet: String,
    /// The cells that wait for an answer, merged areas as a whole, with what may be typed there.
    pub inputs: Vec<(Area, Input)>,
}

/// Makes the workbook of a blank form; `lang` is the language of its help and refusals.
///
/// # Errors
/// If the form exceeds what a workbook can hold.
pub fn blank(form: &Form, handed: &Handed, lang: Lang) -> Result<Blank, XlsxError> {
    let plan = page::lay(form, handed, lang);
    let name: String = title(form, handed.year).replace(FORBIDDEN, "").chars().take(LONGEST_NAME).collect();
    let mut book = workbook()?;
    book.push_worksheet(draw::sheet(&plan, &name, lang)?);
    let stamp = Stamp {
        form: Arc::clone(&form.head.id),
        version: form.version().into(),
        unit: Arc::clone(&handed.code),
        project: handed.project.as_str().into(),
        year: handed.year,
        sheet: name.as_str().into(),
    };
    book.push_worksheet(stamped(&stamp)?);
    let inputs = plan.cells.into_iter().filter_map(|cell| Some((cell.area, cell.input?))).collect();
    Ok(Blank { bytes: book.save_to_buffer()?, sheet: name, inputs })
}

/// The title that the form prints.
fn title(form: &Form, year: i16) -> String {
    let title = form.head.titles.printed(year);
    if title.is_empty() { form.head.title.zh.clone() } else { title }
}

/// The hidden sheet of a stamp.
fn stamped(stamp: &Stamp) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(STAMP_SHEET)?.write_string(0, 0, Stamp::MARK)?;
    for (row, (key, value)) in (1..).zip(stamp.entries()) {
        sheet.write_string(row, 0, key)?.write_string(row, 1, value)?;
    }
    sheet.set_very_hidden(true).protect();
    Ok(sheet)
}
