//! How high a row must be for the texts in it: widths are counted as East-Asian text takes them.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The height of a row of one line, in points.
pub const ROW: f64 = 18.0;
/// What every further line adds.
const LINE: f64 = 14.0;
/// The most lines a row is made high for.
const MOST_LINES: u32 = 12;

/// The height of a row of some lines, in points.
#[must_use]
pub fn height_of(lines: u32) -> f64 {
    ROW + LINE * f64::from(lines.clamp(1, MOST_LINES) - 1)
}

/// How many lines a text takes in a column of some width. Padding takes half a character.
#[must_use]
pub fn lines_in(text: &str, width: f64) -> u32 {
    if text.len() < 12 && !text.contains('\n') && text.width() < 8 {
        return 1;
    }
    let mut lines = 0;
    for line in text.split('\n') {
        lines += 1;
        let mut used = 0.0;
        for c in line.chars() {
            // A Chinese character of 10 points is a little less than two digits wide.
            let wide = if c.width().unwrap_or(0) > 1 { 1.9 } else { 1.05 };
            if used + wide > width - 0.5 {
                lines += 1;
                used = 0.0;
            }
            used += wide;
            if lines >= MOST_LINES {
                return MOST_LINES;
            }
        }
    }
    lines
}
