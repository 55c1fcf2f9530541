//! From the plan to a protected sheet: formats, merged areas, checks.

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, Formula, IgnoreError, ProtectionOptions, Worksheet, XlsxError,
};

use super::input::Input;
use super::plan::{Content, Look, Plan, PlanCell};
use super::print::{self, ROW, tall};
use crate::model::{Area, CellRef};
use crate::output::value::{binary, safe};
use crate::text::Lang;

/// What forms are written in.
const FONT: &str = "宋体";
/// Cells that wait for an answer.
const PAPER: Color = Color::RGB(0xFF_FD_E8);
/// Labels and headers.
const SHADE: Color = Color::RGB(0xF2_F2_F2);

/// Draws a sheet.
pub fn sheet(plan: &Plan, name: &str, lang: Lang) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?.set_screen_gridlines(false);
    // A formula without a result would be stored as 0: an answer that nobody gave.
    sheet.set_formula_result_default("");
    for (col, width) in (0_u16..).zip(&plan.widths) {
        sheet.set_column_width(col, *width)?;
    }
    // A row without a height of its own grows with what is typed.
    sheet.set_default_row_height(ROW);
    for (row, lines) in plan.lines.iter().filter(|(_, lines)| **lines > 1) {
        sheet.set_row_height(*row, tall(*lines))?;
    }
    for cell in &plan.cells {
        draw(&mut sheet, plan, cell)?;
    }
    for (area, input) in runs(plan) {
        if let Some(check) = input.check(area.first.row() + 1, lang)? {
            sheet.add_data_validation(area.first.row(), area.first.col(), area.last.row(), area.last.col(), &check)?;
        }
    }
    print::set_up(&mut sheet, plan)?;
    // Rows may be added: a form cannot know how many indicators there are.
    let allowed = ProtectionOptions {
        format_rows: true,
        format_columns: true,
        insert_rows: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&allowed);
    Ok(sheet)
}

fn draw(sheet: &mut Worksheet, plan: &Plan, cell: &PlanCell) -> Result<(), XlsxError> {
    let format = format(cell);
    let (first, last) = (cell.area.first, cell.area.last);
    let (row, col) = (first.row(), first.col());
    if first != last {
        sheet.merge_range(row, col, last.row(), last.col(), "", &format)?;
    }
    match &cell.content {
        Content::Blank => sheet.write_blank(row, col, &format)?,
        Content::Text(text) => sheet.write_string_with_format(row, col, safe(text), &format)?,
        Content::Number(number) => sheet.write_number_with_format(row, col, binary(*number), &format)?,
        Content::Live(live) => {
            let formula = live.formula(|at| plan.typed(at));
            sheet.write_formula_with_format(row, col, Formula::new(formula), &format)?
        }
    };
    if cell.input.as_ref().is_some_and(Input::is_number_as_text) {
        sheet.ignore_error_range(row, col, last.row(), last.col(), IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

fn format(cell: &PlanCell) -> Format {
    let base = Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::VerticalCenter);
    let boxed = || base.clone().set_border(FormatBorder::Thin).set_text_wrap();
    let mut format = match cell.look {
        Look::Title => base.set_font_size(18).set_bold().set_align(FormatAlign::Center),
        Look::Subtitle => base.set_font_size(11).set_align(FormatAlign::Center),
        Look::Label => boxed().set_align(FormatAlign::Center).set_background_color(SHADE),
        Look::Row(depth) => boxed().set_align(FormatAlign::Left).set_indent(depth + 1),
        Look::Value => boxed().set_align(FormatAlign::Center),
        Look::Prose => boxed().set_align(FormatAlign::Left),
        Look::Note => base.set_align(FormatAlign::Left).set_text_wrap(),
    };
    if let Some(input) = &cell.input {
        format = format.set_unlocked().set_background_color(PAPER).set_num_format(input.number_format());
    } else if let Content::Live(live) = &cell.content {
        format = format.set_num_format(if live.is_rate() { "0.00%" } else { "0.00" });
    }
    format
}

/// Cells below each other that wait for the same, as one area: a row inserted between them is checked too.
fn runs(plan: &Plan) -> Vec<(Area, &Input)> {
    let mut asked: Vec<(CellRef, CellRef, &Input)> =
        (plan.cells.iter()).filter_map(|cell| Some((cell.area.first, cell.area.last, cell.input.as_ref()?))).collect();
    asked.sort_by_key(|(first, ..)| (first.col(), first.row()));
    let mut runs: Vec<(Area, &Input)> = Vec::new();
    for (first, last, input) in asked {
        match runs.last_mut() {
            Some((area, known))
                if *known == input && area.first.col() == first.col() && area.last.row() + 1 == first.row() =>
            {
                area.last = CellRef::new(last.row(), area.last.col());
            }
            _ => runs.push((Area::spanning(first, CellRef::new(last.row(), first.col())), input)),
        }
    }
    runs
}
