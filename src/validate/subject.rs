//! What the rules look at: one form with its recomputed scores and the schema it was read by.

use crate::model::number::product;
use crate::model::{
    ActualKind, Entry, Indicator, IndicatorTable, Method, MoneyBlock, MoneyRow, Place, Quantity, ScoreLine, Scorecard,
    State, Submission, TargetKind,
};
use crate::schema::Form;
use crate::text::{Text, fold};
use rust_decimal::Decimal;

use super::rule::Tally;

/// One form, its scores and its schema.
pub struct Subject<'a> {
    /// What was read.
    pub submission: &'a Submission,
    /// What was recomputed.
    pub scorecard: &'a Scorecard,
    /// The schema.
    pub form: &'a Form,
}

/// One indicator with its table and its recomputed line.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The table it stands in.
    pub table: &'a IndicatorTable,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Its line; nothing if no line was made for it.
    pub line: Option<&'a ScoreLine>,
}

/// The row of the whole amount of a money block, with its recomputed line.
#[derive(Clone, Copy)]
pub struct Execution<'a> {
    /// The block.
    pub block: &'a MoneyBlock,
    /// Its row of the whole amount.
    pub total: &'a MoneyRow,
    /// Its line; nothing if the block carries no points.
    pub line: Option<&'a ScoreLine>,
}

impl<'a> Subject<'a> {
    /// Every indicator with its line: the lines of indicators stand behind those of the money blocks, in the same order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let lines = self.scorecard.of_indicators(self.submission);
        let rows = self.submission.indicators.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        rows.enumerate().map(move |(at, (table, indicator))| Row { table, indicator, line: lines.get(at) })
    }

    /// Whether an indicator adds to the sums: of alternatives only the best does.
    pub fn counts(&self, indicator: &Indicator) -> bool {
        let is_alternative = |row: &Row<'_>| !row.counts() && std::ptr::eq(row.indicator, indicator);
        self.scorecard.lines.iter().all(|line| line.counts) || !self.rows().any(|row| is_alternative(&row))
    }

    /// Every money block that has a row of the whole amount.
    pub fn executions(&self) -> impl Iterator<Item = Execution<'a>> + use<'a> {
        let scorecard = self.scorecard;
        let totals = self.submission.money.iter().filter_map(|block| block.total().map(|total| (block, total)));
        totals.map(move |(block, total)| Execution { block, total, line: scorecard.of_money(total) })
    }

    /// Whether a text gives no reason: "0", 无.
    pub fn is_no_reason(&self, text: &str) -> bool {
        self.form.words.no_reason.equal_to(&fold(text)).is_some()
    }

    /// Whether a reason was given in its own cell, or in the merged cell that also serves this row.
    pub fn has_reason(&self, row: Row<'_>) -> bool {
        let own = &row.indicator.reason;
        let shared = || row.table.rows.iter().map(|other| &other.reason).find(|r| r.is_asked() && r.place == own.place);
        let reason = if own.is_asked() { Some(own) } else { shared().or(row.table.shared_reason.as_ref()) };
        match reason.map(|entry| &entry.state) {
            Some(State::Value(text)) => !self.is_no_reason(text),
            _ => false,
        }
    }
}

impl<'a> Row<'a> {
    /// The entry in which the department claims points out of the weight.
    pub const fn score(&self) -> &'a Entry<Quantity> {
        self.table.claimed(self.indicator)
    }

    /// What to call it: its name, else the level above, else the cell where the name should stand.
    pub fn title(&self) -> String {
        let Indicator { name, level2, level3, .. } = self.indicator;
        match level2.value() {
            _ if !name.is_empty() => name.clone(),
            Some(level2) => level2.clone(),
            None => level3.place.cell().map(|cell| cell.to_string()).unwrap_or_default(),
        }
    }

    /// What the row asks for: its target, or the scoring standard where the form has no target.
    pub fn aim(&self) -> String {
        let Indicator { target, basis, .. } = self.indicator;
        if target.is_asked() { target.raw.to_string() } else { shortened(&basis.raw.to_string()) }
    }

    /// What [`Row::aim`] is.
    pub fn aim_name(&self) -> Text {
        if self.indicator.target.is_asked() {
            Text::new("指标值", "target")
        } else {
            Text::new("评分标准", "standard")
        }
    }

    /// The claimed score of an indicator that a formula scores, and the right one.
    ///
    /// Where one of them is not known there is nothing to compare, and the tally is told so; a tier is judged by S08.
    pub fn claimed_and_right(&self, tally: &mut Tally<'_>) -> Option<(&ScoreLine, &Quantity, Decimal)> {
        let line = self.line.filter(|line| line.method != Method::Tier)?;
        let score = self.score();
        let Some(claimed) = score.value() else {
            if score.is_asked() && line.weight.is_some() {
                tally.not_evaluated(Text::new("得分未填或无法识别", "the score is not known"));
            }
            return None;
        };
        if line.recomputed.is_none() {
            tally.not_evaluated(line.working.clone());
        }
        Some((line, claimed, line.recomputed?))
    }

    /// Whether the department claims more than the weight, or less than nothing; S02 and S03 speak of that.
    pub fn is_out_of_range(&self) -> bool {
        let score = self.score().value().map(|q| q.amount);
        let weight = self.indicator.weight.value().map(|q| q.amount);
        score.is_some_and(|score| score < Decimal::ZERO)
            || score.zip(weight).is_some_and(|(score, weight)| score > weight)
    }

    /// Whether the target was missed and full marks were claimed all the same; S06 speaks of that.
    pub fn is_unearned(&self) -> bool {
        let Some(line) = self.line else { return false };
        let claimed = self.score().value().map(|q| q.amount);
        line.reached == Some(false) && claimed.is_some() && claimed == line.weight && line.recomputed != line.weight
    }

    /// Actual ÷ target in percent where more is better, the row counts, and both are numbers.
    pub fn percent_reached(&self) -> Option<Decimal> {
        let line = self.line.filter(|line| line.counts)?;
        let upward = matches!(line.method, Method::Positive | Method::PositiveAssumed | Method::Equal);
        product(line.ratio.filter(|_| upward)?, Decimal::ONE_HUNDRED)
    }

    /// Whether the whole weight is claimed; nothing unless both are known.
    pub fn has_full_marks(&self) -> Option<bool> {
        let weight = self.line.and_then(|line| line.weight)?;
        self.line.and_then(|line| line.self_score).map(|score| score == weight)
    }

    /// The target and the actual value where both are single numbers.
    pub fn numbers(&self) -> Option<(&'a Quantity, &'a Quantity)> {
        let (target, actual) = (self.indicator.target.value()?, self.indicator.actual.value()?);
        match (&target.kind, &actual.kind) {
            (TargetKind::Amount(target), ActualKind::Amount(actual)) => Some((target, actual)),
            _ => None,
        }
    }

    /// Whether the row adds to the sums: of indicators that are alternatives only the best does.
    pub fn counts(&self) -> bool {
        self.line.is_none_or(|line| line.counts)
    }

    /// Whether the row does not apply and its points are spread over the rest.
    pub fn is_left_out(&self) -> bool {
        self.line.is_some_and(|line| line.left_out)
    }

    /// Whether its weight belongs to the sums of weights: it counts, or would if it applied.
    pub fn carries_weight(&self) -> bool {
        self.counts() || self.is_left_out()
    }

    /// Whether the whole row is given as not applicable. On a form without weights a row with a target counts.
    pub fn is_set_aside(&self) -> bool {
        let Indicator { target, actual, weight, .. } = self.indicator;
        let counts = match weight.state {
            State::Value(_) => true,
            State::Absent => matches!(target.state, State::Value(_)),
            _ => false,
        };
        matches!(actual.state, State::NotApplicable) && (!counts || self.is_left_out())
    }

    /// Whether the actual value is words that name no tier; "无" is such a word where the row counts.
    pub fn actual_is_words(&self) -> bool {
        match &self.indicator.actual.state {
            State::Value(actual) => matches!(actual.kind, ActualKind::Words),
            State::NotApplicable => !self.is_set_aside(),
            _ => false,
        }
    }
}

/// The address of a place, or nothing.
pub fn address(place: &Place) -> String {
    place.cell().map(|cell| cell.to_string()).unwrap_or_default()
}

/// The beginning of a text that is too long for a sentence.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}
