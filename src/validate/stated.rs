//! Judging the rules that a schema states.

use super::beyond::Beyond;
use super::operand::{Cell, Leaf};
use super::rule::Tally;
use super::subject::{Row, Subject};
use crate::formula::{Operand, Stop, Truth, Value};
use crate::model::number::{plain, round};
use crate::model::{Finding, Indicator, Place, RuleOutcome};
use crate::schema::rules::{Bound, Judgement, Origin, Piece, Rule, Template, What};
use crate::text::{Message, Text};

/// Judges one rule on one submission.
pub fn judge(rule: &Rule, subject: &Subject<'_>, beyond: &Beyond<'_>) -> (Vec<Finding>, RuleOutcome) {
    let mut tally = Tally::of(rule.code, rule.severity, subject.form);
    if !tally.is_on() {
        return tally.finish();
    }
    if rule.each.is_none() {
        Sight { subject, beyond, row: None }.judge(rule, &mut tally);
    } else {
        for row in subject.rows() {
            Sight { subject, beyond, row: Some(row) }.judge(rule, &mut tally);
        }
    }
    tally.finish()
}

/// Why a formula has no value, with the operand behind it; nothing if it has no cell here, so that the rule does not apply.
pub fn explained(stop: &Stop, judgement: &Judgement) -> Option<Message> {
    match stop {
        Stop::Absent(_) => None,
        Stop::Failure(failure) => Some(failure.text().into()),
        Stop::Unknown { name, why } => Some(match name.and_then(|at| judgement.formula.names().get(at)) {
            Some(name) => {
                let named = Message::new(Text::new("“{name}”", "`{name}` ")).with("name", name.text.as_str());
                named.behind(why.clone())
            }
            None => why.clone(),
        }),
    }
}

/// What a rule sees: a submission, one of its rows, and what lies beyond it.
#[derive(Clone, Copy)]
struct Sight<'a> {
    subject: &'a Subject<'a>,
    beyond: &'a Beyond<'a>,
    row: Option<Row<'a>>,
}

impl<'a> Sight<'a> {
    fn judge(self, rule: &Rule, tally: &mut Tally<'_>) {
        if let Some(when) = &rule.when {
            match self.truth(when).map(Truth::known) {
                Ok(Some(true)) => {}
                Ok(Some(false)) | Err(None) => return,
                Ok(None) => {
                    return tally.not_evaluated(Text::new(
                        "按填写的精度，规则是否适用不能确定",
                        "within the precision in which the numbers are written, it is open whether the rule applies",
                    ));
                }
                Err(Some(why)) => return tally.not_evaluated(why),
            }
        }
        match self.truth(&rule.formula) {
            Ok(truth) if truth.can_hold => tally.pass(),
            Ok(_) => self.fail(rule, tally),
            Err(None) => {}
            Err(Some(why)) => tally.not_evaluated(why),
        }
    }

    /// The verdict of a formula; nothing if it does not apply here, else why it cannot be known.
    fn truth(self, judgement: &Judgement) -> Result<Truth, Option<Message>> {
        match self.value(judgement) {
            Ok(Value::Truth(truth)) => Ok(truth),
            Ok(_) => Err(Some(Text::new("公式的结果不是真或假", "the formula is neither true nor false").into())),
            Err(stop) => Err(explained(&stop, judgement)),
        }
    }

    fn value(self, judgement: &Judgement) -> Result<Value, Stop> {
        judgement
            .formula
            .evaluate(&|at: usize| judgement.names.get(at).map_or(Operand::Absent, |bound| self.operand(bound)))
    }

    fn operand(self, bound: &Bound) -> Operand {
        if let What::Listed(column) = &bound.what {
            return self.beyond.listed(&bound.origin, column);
        }
        let leaf = |leaf: Leaf<'a, '_>| {
            if bound.what.is_column() {
                Operand::List(leaf.cells(&bound.what).into_iter().map(|cell| cell.operand).collect())
            } else {
                leaf.cell(&bound.what).map_or(Operand::Absent, |cell| cell.operand)
            }
        };
        self.looking(bound, leaf).unwrap_or_else(|unknown| unknown)
    }

    /// The cells behind a name.
    fn cells(self, bound: &Bound) -> Vec<Cell<'a>> {
        self.looking(bound, |leaf: Leaf<'a, '_>| leaf.cells(&bound.what)).unwrap_or_default()
    }

    /// Looks a name up where it is at home, or says why that is not at hand.
    fn looking<T>(self, bound: &Bound, look: impl FnOnce(Leaf<'a, '_>) -> T) -> Result<T, Operand> {
        let row = self.row.map(|row| row.indicator);
        if bound.origin == Origin::Here {
            let counts = |row: &Indicator| self.subject.counts(row);
            return Ok(look(Leaf { submission: self.subject.submission, row, counts: &counts, number: 0 }));
        }
        let other = self.beyond.submission(&bound.origin)?;
        // The same indicator of the other form is the only one of its name.
        let same = row.and_then(|row| {
            let mut named = other.all_indicators().filter(|known| known.name == row.name);
            named.next().filter(|_| named.next().is_none())
        });
        let number = if bound.origin == Origin::LastYear { 1 } else { 2 };
        Ok(look(Leaf { submission: other, row: same, counts: &|_| true, number }))
    }

    fn fail(self, rule: &Rule, tally: &mut Tally<'_>) {
        let mut places: Vec<Place> = Vec::new();
        let first = rule.at.iter().chain(&rule.formula.names).filter(|bound| bound.origin == Origin::Here);
        for bound in first {
            places.extend(
                self.cells(bound).into_iter().map(|cell| cell.place.clone()).filter(|place| place.cell().is_some()),
            );
        }
        let mut places = places.into_iter();
        let place = places.next().unwrap_or_else(|| self.subject.submission.title_place());
        let advice = rule.advice.as_ref().map_or_else(
            || Text::new("请核对表上这几处的内容并改正", "check the values on the form and correct them").into(),
            |advice| self.filled(advice),
        );
        let finding = tally.fail(&place, self.filled(&rule.message), advice);
        for related in places.filter(|related| *related != place) {
            if !finding.related.contains(&related) {
                finding.related.push(related);
            }
        }
    }

    /// A message with its values, in both languages.
    fn filled(self, [zh, en]: &[Template; 2]) -> Message {
        Message::new(Text::new("{zh}", "{en}")).with("zh", self.words(zh)).with("en", self.words(en))
    }

    fn words(self, template: &Template) -> String {
        let pieces = template.pieces.iter().map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Value(judgement) => self.shown(judgement),
        });
        pieces.collect()
    }

    /// A value as a message shows it: what was written where a cell is named, a number without noise where it is computed.
    fn shown(self, judgement: &Judgement) -> String {
        const DECIMALS: u32 = 6;
        const UNKNOWN: &str = "—";
        if let (crate::formula::Expr::Name(_), [bound]) = (judgement.formula.root(), judgement.names.as_slice())
            && !matches!(bound.what, What::Listed(_))
        {
            let written: Vec<String> = self.cells(bound).iter().map(|cell| cell.raw.to_string()).collect();
            return if written.is_empty() { UNKNOWN.to_owned() } else { written.join("、") };
        }
        match self.value(judgement) {
            Ok(Value::Number(number)) => plain(round(number.value, DECIMALS)),
            Ok(Value::Text(text)) => text,
            Ok(Value::Truth(_) | Value::Blank(_)) | Err(_) => UNKNOWN.to_owned(),
        }
    }
}
