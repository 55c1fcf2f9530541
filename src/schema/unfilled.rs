//! Whether anybody has filled in a form at all.

use rust_decimal::Decimal;

use super::form::Form;
use crate::model::{
    Entry, FactValue, FieldValue, Indicator, IndicatorTable, MoneyBlock, MoneyRow, Quantity, State, Submission,
};

impl Form {
    /// Whether a submission came back as it was handed out: no money, no actual value, score or reason, no facts and no
    /// written text.
    ///
    /// Cover, targets and weights may be printed beforehand and are not looked at. A 0 where forms compute (whole amounts,
    /// rates, scores, facts) is what a formula makes of nothing. Where filled cells could not be read, or where the form
    /// asks for none of these, nobody can say that it is unfilled.
    #[must_use]
    pub fn is_unfilled(&self, submission: &Submission) -> bool {
        if submission.drift.iter().any(|drift| drift.unread > 0) {
            return false;
        }
        // A list of indicators asks for some even where it has no row yet.
        let mut asked = !submission.indicators.is_empty();
        let mut filled = false;
        let answers = (submission.money.iter().flat_map(of_money))
            .chain(submission.indicators.iter().flat_map(of_indicators))
            .chain(of_facts(submission))
            .chain(self.of_texts(submission));
        for answer in answers {
            asked |= answer != Answer::NotAsked;
            filled |= answer == Answer::Given;
        }
        asked && !filled
    }

    /// Written fields and sections; a number beside a label is an answer too.
    fn of_texts(&self, submission: &Submission) -> impl Iterator<Item = Answer> {
        let fields = submission.fields.iter().filter_map(|field| {
            let spec = self.field(&field.id)?;
            match field.entry.value() {
                Some(FieldValue::Instruction(_)) => spec.is_written_part().then_some(Answer::None),
                Some(FieldValue::Amount(quantity)) => Some(given(!quantity.amount.is_zero())),
                _ => spec.is_written_part().then(|| of_entry(&field.entry)),
            }
        });
        let own = |id: &str| self.section(id).is_none_or(|spec| !spec.printed);
        let sections = submission.sections.iter().filter(move |section| own(&section.id)).flat_map(|section| {
            let answered = section.instruction.is_none();
            let texts = section.body.iter().filter(move |_| answered).map(of_entry);
            texts.chain([Answer::None])
        });
        fields.chain(sections)
    }
}

/// What stands in a place for answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// The form does not ask for one here.
    NotAsked,
    /// Nothing that a person wrote.
    None,
    /// Something.
    Given,
}

const fn given(given: bool) -> Answer {
    if given { Answer::Given } else { Answer::None }
}

/// An answer that only a person can give.
const fn of_entry<T>(entry: &Entry<T>) -> Answer {
    match entry.state {
        State::Absent => Answer::NotAsked,
        State::Blank => Answer::None,
        _ => given(!entry.raw.has_no_value()),
    }
}

/// A number that a formula may have made: then 0 and "—" are no answers.
fn of_number(entry: &Entry<Quantity>) -> Answer {
    match &entry.state {
        State::NotApplicable => Answer::None,
        State::Value(quantity) => given(quantity.amount != Decimal::ZERO),
        _ => of_entry(entry),
    }
}

fn of_money(block: &MoneyBlock) -> impl Iterator<Item = Answer> {
    block.rows.iter().flat_map(move |row| {
        let has_parts = block.parts_of(&row.id).next().is_some();
        let MoneyRow { initial, adjusted, received, executed, rate, score, reason, .. } = row;
        let amounts = [initial, adjusted, received, executed].map(|entry| match entry.state {
            State::Value(_) if !has_parts => of_entry(entry),
            _ => of_number(entry),
        });
        amounts.into_iter().chain([of_number(rate), of_number(score), of_entry(reason)])
    })
}

fn of_indicators(table: &IndicatorTable) -> impl Iterator<Item = Answer> {
    let rows = table.rows.iter().flat_map(|row| {
        let Indicator { actual, completion, score, converted, reason, .. } = row;
        [of_entry(actual), of_entry(completion), of_number(score), of_number(converted), of_entry(reason)]
    });
    rows.chain(table.shared_reason.iter().map(of_entry))
}

fn of_facts(submission: &Submission) -> impl Iterator<Item = Answer> {
    let rows = submission.facts.iter().flat_map(|table| &table.rows);
    rows.flat_map(|row| &row.values).map(|fact| match fact.entry.value() {
        Some(FactValue::Amount(quantity)) => given(!quantity.amount.is_zero()),
        _ => of_entry(&fact.entry),
    })
}
