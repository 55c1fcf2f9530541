//! A sheet on which a form is drawn: merged areas, borders, and where every field has its cell.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError};

use super::filling::Field;
use super::style::{Shown, Style};
use crate::output::sheet::workbook;

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The title.
    Title,
    /// One line of text without a border, which may run over its neighbours.
    Line,
    /// Notes without a border, wrapped.
    Notes,
    /// A label: centred.
    Label,
    /// Long text: to the left, wrapped.
    Text,
    /// A value: centred.
    Value,
}

/// A form while it is drawn; rows and columns count from its own corner.
pub struct Canvas<'a> {
    sheet: Worksheet,
    style: &'a Style,
    looks: Looks,
    places: Vec<(Field, u32, u16)>,
}

struct Looks {
    title: Format,
    line: Format,
    notes: Format,
    label: Format,
    text: Format,
    value: Format,
    money: Format,
    percent: Format,
    whole_percent: Format,
}

/// A drawn form: the bytes of its workbook and the cell of every field, counted from zero.
pub struct Drawn {
    /// The workbook.
    pub workbook: Workbook,
    /// The sheet of the form.
    pub sheet: String,
    /// The cells of the fields.
    pub places: Vec<(Field, u32, u16)>,
}

impl<'a> Canvas<'a> {
    /// An empty sheet.
    pub fn new(style: &'a Style, widths: &[f64]) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(style.sheet)?;
        for (column, width) in (style.origin.1..).zip(widths) {
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_landscape().set_print_fit_to_pages(1, 0).set_paper_size(9);
        Ok(Self { sheet, style, looks: Looks::new(style), places: Vec::new() })
    }

    /// Draws one cell.
    pub fn cell(&mut self, row: u32, column: u16, shown: &Shown, look: Look) -> Result<(), XlsxError> {
        self.area((row, column), (row, column), shown, look)
    }

    /// Draws a merged area; the value stands in its first cell.
    pub fn area(&mut self, from: (u32, u16), to: (u32, u16), shown: &Shown, look: Look) -> Result<(), XlsxError> {
        let (down, right) = self.style.origin;
        let (row, column) = (from.0 + down, from.1 + right);
        let format = self.looks.of(look, shown);
        if from != to {
            self.sheet.merge_range(row, column, to.0 + down, to.1 + right, "", format)?;
        }
        let float = |value: &rust_decimal::Decimal| value.to_f64().unwrap_or_default();
        match shown {
            Shown::Blank => self.sheet.write_blank(row, column, format)?,
            Shown::Text(text) => self.sheet.write_string_with_format(row, column, text, format)?,
            Shown::Number(value) | Shown::Money(value) => {
                self.sheet.write_number_with_format(row, column, float(value), format)?
            }
            Shown::Percent(value) => {
                let part = value / rust_decimal::Decimal::ONE_HUNDRED;
                self.sheet.write_number_with_format(row, column, float(&part), format)?
            }
            Shown::Formula(formula, result) => {
                let formula = Formula::new(formula).set_result(result);
                self.sheet.write_formula_with_format(row, column, formula, format)?
            }
        };
        Ok(())
    }

    /// Notes the cell of a field.
    pub fn mark(&mut self, field: Field, row: u32, column: u16) {
        let (down, right) = self.style.origin;
        self.places.push((field, row + down, column + right));
    }

    /// Draws one cell and notes it as the cell of a field.
    pub fn field(&mut self, field: Field, at: (u32, u16), shown: &Shown, look: Look) -> Result<(), XlsxError> {
        self.mark(field, at.0, at.1);
        self.cell(at.0, at.1, shown, look)
    }

    /// The height of a row in points.
    pub fn height(&mut self, row: u32, points: u32) -> Result<(), XlsxError> {
        self.sheet.set_row_height(row + self.style.origin.0, points)?;
        Ok(())
    }

    /// The name of a cell as formulas write it.
    pub fn name(&self, row: u32, column: u16) -> String {
        let (down, right) = self.style.origin;
        rust_xlsxwriter::utility::row_col_to_cell(row + down, column + right)
    }

    /// Closes the sheet and puts it into a workbook.
    pub fn finish(self, hidden: Option<Worksheet>) -> Result<Drawn, XlsxError> {
        let mut workbook = workbook()?;
        workbook.push_worksheet(self.sheet);
        for name in self.style.spare_sheets {
            workbook.add_worksheet().set_name(*name)?;
        }
        if let Some(sheet) = hidden {
            workbook.push_worksheet(sheet);
        }
        Ok(Drawn { workbook, sheet: self.style.sheet.to_owned(), places: self.places })
    }
}

impl Looks {
    fn new(style: &Style) -> Self {
        let base = Format::new().set_font_name(style.font).set_font_size(10).set_align(FormatAlign::VerticalCenter);
        let cell = base.clone().set_border(FormatBorder::Thin).set_text_wrap();
        let value = cell.clone().set_align(FormatAlign::Center);
        Self {
            title: base.clone().set_font_size(16).set_bold().set_align(FormatAlign::Center),
            line: base.clone(),
            notes: base.set_text_wrap(),
            label: value.clone(),
            text: cell.set_align(FormatAlign::Left),
            money: value.clone().set_num_format(if style.grouped { "#,##0.00" } else { "0.00" }),
            percent: value.clone().set_num_format("0.00%"),
            whole_percent: value.clone().set_num_format("0%"),
            value,
        }
    }

    fn of(&self, look: Look, shown: &Shown) -> &Format {
        match (look, shown) {
            (_, Shown::Money(_)) => &self.money,
            (_, Shown::Percent(value)) if value.is_integer() => &self.whole_percent,
            (_, Shown::Percent(_)) => &self.percent,
            (Look::Title, _) => &self.title,
            (Look::Line, _) => &self.line,
            (Look::Notes, _) => &self.notes,
            (Look::Label, _) => &self.label,
            (Look::Text, _) => &self.text,
            (Look::Value, _) => &self.value,
        }
    }
}

/// A hidden sheet with the working notes of a clerk.
pub fn working_notes() -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(HIDDEN)?.set_hidden(true);
    for (row, (date, note, amount)) in (0..).zip(NOTES) {
        sheet.write_string(row, 0, *date)?.write_string(row, 1, *note)?.write_string(row, 2, *amount)?;
    }
    Ok(sheet)
}

/// The name of the hidden sheet.
pub const HIDDEN: &str = "底稿";

const NOTES: &[(&str, &str, &str)] = &[
    ("日期", "事项", "备注"),
    ("3月8日", "与承办方核对进度", "差两份签收单"),
    ("6月20日", "补交发票", "已交会计"),
    ("11月15日", "尾款待验收后支付", "等签字"),
];

/// The height that a wrapped text needs in an area of so many characters a line.
pub fn lines(text: &str, per_line: usize) -> u32 {
    let needed: usize = text.split('\n').map(|line| line.chars().count().div_ceil(per_line.max(1)).max(1)).sum();
    u32::try_from(needed).unwrap_or(1)
}
