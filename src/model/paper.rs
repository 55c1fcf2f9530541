//! A workbook that the bureau's people write in and every run writes again: what was read must not get lost.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// A workbook of the bureau as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper<T> {
    /// Its rows, in their order.
    pub rows: Vec<T>,
    /// The titles of columns that somebody added, from left to right; every row holds their texts.
    pub added: Vec<String>,
    /// Texts above the header, one for each cell.
    pub above: Vec<String>,
    /// Whether everything in it can be written again: false if there is another sheet, or a cell of unknown value.
    pub is_whole: bool,
    /// Its bytes; none if there was no such file.
    pub bytes: Vec<u8>,
    /// The bytes of the copy beside it that a run wrote because the workbook was open; its rows are among the rows.
    pub beside: Vec<u8>,
}

impl<T> Default for Paper<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            added: Vec::new(),
            above: Vec::new(),
            is_whole: true,
            bytes: Vec::new(),
            beside: Vec::new(),
        }
    }
}

/// What tells a finding from every other, run after run. Compared folded: width, blanks and case do not count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindingKey {
    /// The unit's code; its name as the cover has it, where the roster does not know it.
    pub unit: String,
    /// The form's id.
    pub form: String,
    /// The project.
    pub project: String,
    /// The code of the check.
    pub code: String,
    /// The indicator, field or row with its column; the cell or file, where it is none of these.
    pub subject: String,
}

/// What a person typed into a row of explanations, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedExplanation {
    /// The range in which the value may move.
    pub range: String,
    /// The reason.
    pub reason: String,
    /// Who explains.
    pub who: String,
    /// Until when it holds.
    pub until: String,
    /// What stands in the columns that somebody added.
    pub added: Vec<String>,
}

impl TypedExplanation {
    /// Whether anything was typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let own = [&self.range, &self.reason, &self.who, &self.until];
        own.into_iter().chain(&self.added).all(String::is_empty)
    }

    /// Whether it says why and by whom.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        !self.reason.is_empty() && !self.who.is_empty()
    }
}

/// One row of explanations (说明).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explanation {
    /// Zero-based row.
    pub row: u32,
    /// The finding that it explains.
    pub key: FindingKey,
    /// The name of the unit, the file, the cell and what was found: for people, never compared.
    pub shown: [String; 4],
    /// The value that was explained.
    pub value: String,
    /// The other values that were explained with it.
    pub others: String,
    /// What a person typed.
    pub typed: TypedExplanation,
    /// The range, where one was typed.
    pub range: Option<ValueRange>,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

/// The values that an explanation covers: bounds in one unit, or in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueRange {
    /// The lower bound, and whether it is included.
    pub low: Option<(Decimal, bool)>,
    /// The upper bound, and whether it is included.
    pub high: Option<(Decimal, bool)>,
    /// The unit as written behind the numbers: `%`, 万元; empty if none is.
    pub unit: String,
}

impl ValueRange {
    /// Whether a written value lies in it; nothing if it is no number, or one in another unit.
    #[must_use]
    pub fn holds(&self, written: &str) -> Option<bool> {
        let (value, unit) = number_with_unit(written)?;
        if !self.unit.is_empty() && unit != self.unit {
            return None;
        }
        let above = self.low.is_none_or(|(low, included)| value > low || included && value == low);
        let below = self.high.is_none_or(|(high, included)| value < high || included && value == high);
        Some(above && below)
    }
}

/// A number and the unit behind it, as "1,162.50 万元" or "≥95%" has it; the direction is passed over.
#[must_use]
pub fn number_with_unit(written: &str) -> Option<(Decimal, String)> {
    let text = crate::text::fold(written);
    let text = text.trim_start_matches(['≥', '≤', '>', '<', '=']);
    let end = text
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',') || *at == 0 && *c == '-'))
        .map_or(text.len(), |(at, _)| at);
    let (digits, unit) = text.split_at(end);
    Some((digits.replace(',', "").parse().ok()?, unit.to_owned()))
}

/// What a person typed into a row of reviews, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedReview {
    /// The reviewed score.
    pub score: String,
    /// The reason.
    pub reason: String,
    /// Who reviewed.
    pub who: String,
    /// When.
    pub date: String,
    /// What stands in the columns that somebody added.
    pub added: Vec<String>,
}

impl TypedReview {
    /// Whether anything was typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let own = [&self.score, &self.reason, &self.who, &self.date];
        own.into_iter().chain(&self.added).all(String::is_empty)
    }
}

/// One row of reviewed scores (复核).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewRow {
    /// Zero-based row.
    pub row: u32,
    /// The unit: its code, or its name.
    pub unit: String,
    /// The form: its id, or its title.
    pub form: String,
    /// The project.
    pub project: String,
    /// The indicator, or 总分 for the total.
    pub item: String,
    /// The beginning of the fingerprint of the file that was reviewed; empty until a run has noted it.
    pub fingerprint: String,
    /// What a person typed.
    pub typed: TypedReview,
    /// The score.
    pub score: Option<Decimal>,
    /// The day of the review.
    pub date: Option<Date>,
}

/// What a person typed into a row of the ledger of corrections, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedCorrection {
    /// When the form was sent back.
    pub returned: String,
    /// Who corrects it.
    pub who: String,
    /// Until when.
    pub due: String,
    /// How far it is.
    pub progress: String,
    /// Anything else.
    pub remark: String,
    /// What stands in the columns that somebody added.
    pub added: Vec<String>,
}

impl TypedCorrection {
    /// Whether anything was typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let own = [&self.returned, &self.who, &self.due, &self.progress, &self.remark];
        own.into_iter().chain(&self.added).all(String::is_empty)
    }
}

/// One row of the ledger of corrections (整改台账).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Correction {
    /// The finding.
    pub key: FindingKey,
    /// How it stood when the row was written, as it stands there.
    pub state: String,
    /// The day of the run that found it first, and of the last one that found it, as they stand there.
    pub days: [String; 2],
    /// The severity, the name of the unit, the file, the cell and what was found: for people, never compared.
    pub shown: [String; 5],
    /// What a person typed.
    pub typed: TypedCorrection,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_lies_in_a_range_of_its_own_unit_alone() {
        let range = ValueRange { low: None, high: Some((95.into(), true)), unit: "%".to_owned() };
        assert_eq!(range.holds("95%"), Some(true));
        assert_eq!(range.holds("≥95.01 %"), Some(false));
        assert_eq!(range.holds("0.95"), None, "nobody knows whether this is a percentage");
        assert_eq!(range.holds("基本完成"), None);
        let bare = ValueRange { low: Some((1000.into(), false)), high: None, unit: String::new() };
        assert_eq!((bare.holds("1,162.50万元"), bare.holds("1000")), (Some(true), Some(false)));
        assert_eq!(bare.holds("-5"), Some(false));
    }
}
