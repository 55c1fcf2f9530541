//! A form on paper: its width fits the page, and no block of indicators is cut where it could stand on one page whole.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::plan::Plan;
use crate::output::height::height_of;

/// The height of a row of one line, and what rows of more lines get beside their lines, in points.
pub const ROW: f64 = 22.0;
const PADDING: f64 = 4.0;
/// From this width on, in Latin characters, a form is printed across the page.
const LANDSCAPE_FROM: f64 = 100.0;
const A4: u8 = 9;
/// The shorter and the longer side of A4, in points.
const SIDES: (f64, f64) = (595.0, 842.0);
/// Left and right, top, bottom, header and footer, in inches.
const MARGINS: [f64; 6] = [0.4, 0.4, 0.5, 0.6, 0.3, 0.3];
const INCH: f64 = 72.0;
/// A Latin character of a column's width, in points.
const CHARACTER: f64 = 5.25;
/// A form that is longer than its page by no more than this is made smaller, to stand on it whole.
const NEARLY: f64 = 1.1;
/// What may be counted on: programs differ a little in the height of a row.
const SURE: f64 = 0.95;

/// The height of a row of some lines, in points.
pub fn tall(lines: u32) -> f64 {
    if lines > 1 { height_of(lines) + PADDING } else { ROW }
}

/// Sets up paper, margins, the rows that are repeated, and the pages.
pub fn set_up(sheet: &mut Worksheet, plan: &Plan) -> Result<(), XlsxError> {
    let width: f64 = plan.widths.iter().sum();
    let across = width >= LANDSCAPE_FROM;
    if across {
        sheet.set_landscape();
    }
    let [left, right, top, bottom, header, footer] = MARGINS;
    sheet.set_paper_size(A4).set_print_center_horizontally(true);
    sheet.set_margins(left, right, top, bottom, header, footer).set_footer("&C&P / &N");
    if let Some((first, last)) = plan.header {
        sheet.set_repeat_rows(first, last)?;
    }
    sheet.set_print_area(0, 0, plan.next.saturating_sub(1), plan.last_col())?;
    let (wide, high) = if across { (SIDES.1, SIDES.0) } else { SIDES };
    let scale = ((wide - (left + right) * INCH) / (width * CHARACTER)).min(1.0);
    let page = (high - (top + bottom) * INCH) / scale * SURE;
    if height(plan, 0, plan.next) <= page * NEARLY {
        sheet.set_print_fit_to_pages(1, 1);
    } else {
        sheet.set_print_fit_to_pages(1, 0).set_page_breaks(&breaks(plan, page))?;
    }
    Ok(())
}

/// The height of some rows, in points.
fn height(plan: &Plan, from: u32, to: u32) -> f64 {
    (from..to).map(|row| tall(plan.lines.get(&row).copied().unwrap_or(1))).sum()
}

/// The rows above which a page ends: blocks that do not fit below what stands there, and fit on a page of their own.
fn breaks(plan: &Plan, page: f64) -> Vec<u32> {
    let repeated = plan.header.map_or(0.0, |(first, last)| height(plan, first, last + 1));
    let mut breaks = Vec::new();
    let mut used = height(plan, 0, plan.blocks.first().copied().unwrap_or(0)) % page;
    for (at, &first) in plan.blocks.iter().enumerate() {
        let next = plan.blocks.get(at + 1).copied().unwrap_or(plan.next);
        let block = height(plan, first, next);
        // The first block has the header with it.
        let above = if plan.header.is_some_and(|(_, last)| first > last) { repeated } else { 0.0 };
        if used + block <= page {
            used += block;
        } else if above + block <= page {
            breaks.push(first);
            used = above + block;
        } else {
            used = (used + block) % page;
        }
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_moved_to_the_next_page_if_it_fits_there_and_not_here() {
        let plan = Plan { header: Some((2, 2)), blocks: vec![2, 8, 12, 40], next: 42, ..Plan::default() };
        // Ten rows to a page: the first block fits below the head, the second does not; the third fits on no page.
        assert_eq!(breaks(&plan, 10.0 * ROW), [8]);
    }
}
