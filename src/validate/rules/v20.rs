//! V20: a percentage without a percent sign, and what it was taken for.

use rust_decimal::Decimal;

use crate::model::number::{plain, product, ratio};
use crate::model::{
    ActualKind, Code, Edit, MoneyBlock, MoneyRow, Page, Place, Quantity, Raw, Severity, TargetKind, Unit,
};
use crate::text::{Message, Text};
use crate::validate::entries::{ACTUAL, TARGET};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V20"),
        title: Text::new("百分数没有百分号", "Percentage without a percent sign"),
        severity: Severity::I,
        what: Text::new(
            "写的是不带百分号的数（如 0.95），与它对照的是百分数（如指标值 ≥95%），程序只能在 0.95% 与 95% 之间择其一：取离对照值近的一种，并在这里说明按哪一种理解。执行率没有可对照的金额时，1.5 及以下按几分之几理解（栏目标题写明 % 的按原数）。对照值不支持所取的理解时要求核实。",
            "A number without a percent sign (0.95) is held against a percentage (target ≥95%), so that it may mean 0.95% or 95%: the one nearer to that percentage is taken, and this says which. A rate without amounts beside it is a share of one up to 1.5 (but stands as written below a header with %). Where the other value does not support the reading, it is to be verified.",
        ),
        why: Text::new(
            "本工具的约定：0.95、95 和 95% 在各单位的表上都有，差一百倍；猜了就要说明，不能悄悄地猜。",
            "A convention of this tool: 0.95, 95 and 95% all occur, a hundredfold apart; what was decided is said and never guessed in silence.",
        ),
        wrong: Text::new("指标值 ≥100%，完成值写 0.95。", "Target ≥100%, actual value 0.95."),
        correct: Text::new("写成 95%，或把单元格设为百分比格式。", "Write 95%, or give the cell a percentage format."),
        example: &[Edit { cell: "G15", from: "95%", to: "0.95" }],
        fires_at: "G15",
    },
    check,
};

/// Up to here a number without a percent sign may be a share of one.
const LARGEST_SHARE: Decimal = Decimal::from_parts(15, 0, 0, false, 1);

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for block in &subject.submission.money {
        for row in &block.rows {
            judge_rate(block, row, tally);
        }
    }
    for row in subject.rows() {
        judge_indicator(row, tally);
    }
}

/// A number that says nothing of percent, and the percentage it was read as.
struct Reading<'a> {
    place: &'a Place,
    number: Decimal,
    percent: Decimal,
}

impl<'a> Reading<'a> {
    /// Nothing if the cell says that it is a percentage, or if it makes no difference.
    fn of(place: &'a Place, raw: &Raw, quantity: &Quantity) -> Option<Self> {
        let number = match raw {
            _ if raw.shows_percent() => return None,
            Raw::Number { value, .. } => *value,
            Raw::Text(text) => {
                let digits = crate::text::fold(text).replace(|c: char| !c.is_ascii_digit() && c != '.', "");
                digits.parse().ok()?
            }
            _ => return None,
        };
        (!number.is_zero()).then_some(Self { place, number, percent: quantity.amount })
    }

    /// Whether it was taken for a share of one.
    fn is_share(&self) -> bool {
        self.number != self.percent
    }

    fn fail(&self, severity: Severity, what: Message, tally: &mut Tally<'_>) {
        let message = what.with("number", plain(self.number)).with("percent", plain(self.percent));
        let advice = Message::new(Text::new(
            "请写成 {percent}%，或把单元格设为百分比格式；理解有误的请改正",
            "write {percent}% or give the cell a percentage format; correct it if it was meant otherwise",
        ));
        tally.fail_as(severity, self.place, message, advice.with("percent", plain(self.percent)));
    }
}

/// A rate is confirmed by the amounts beside it; where these do not agree, M02 speaks.
fn judge_rate(block: &MoneyBlock, row: &MoneyRow, tally: &mut Tally<'_>) {
    let Some(reading) = row.rate.value().and_then(|rate| Reading::of(&row.rate.place, &row.rate.raw, rate)) else {
        return;
    };
    let amount = |quantity| block.amount(quantity).map(|amount| amount.value);
    let amounts = row.executed.value().and_then(amount).zip(row.adjusted.value().and_then(amount));
    if !(reading.is_share() || reading.number <= LARGEST_SHARE)
        || amounts.is_some_and(|(executed, adjusted)| ratio(executed, adjusted).is_some())
    {
        return tally.pass();
    }
    let what = Text::new(
        "执行率 {number} 没有百分号，又没有可对照的金额，按 {percent}% 理解",
        "the rate {number} has no percent sign and no amounts beside it; it was taken for {percent}%",
    );
    reading.fail(Severity::W, Message::new(what), tally);
}

fn judge_indicator(row: Row<'_>, tally: &mut Tally<'_>) {
    let indicator = row.indicator;
    let (Some(target), Some(actual)) = (indicator.target.value(), indicator.actual.value()) else { return };
    let (TargetKind::Amount(aim), ActualKind::Amount(done)) = (&target.kind, &actual.kind) else { return };
    let cells = [
        (TARGET, &indicator.target.place, &indicator.target.raw, aim, done),
        (ACTUAL, &indicator.actual.place, &indicator.actual.raw, done, aim),
    ];
    for (name, place, raw, own, other) in cells {
        if other.unit != Some(Unit::Percent) || !(own.unit.is_none() || own.unit == Some(Unit::Percent)) {
            continue;
        }
        let Some(reading) = Reading::of(place, raw, own) else { continue };
        let is_near = is_near(own.amount, other.amount);
        if !reading.is_share() && (is_near || reading.number > LARGEST_SHARE) {
            tally.pass();
            continue;
        }
        let what = Message::new(Text::new(
            "“{title}”的{name} {number} 没有百分号，对照 {other} 按 {percent}% 理解",
            "`{title}`: the {name} {number} has no percent sign; beside {other} it was taken for {percent}%",
        ));
        let severity = if is_near { Severity::I } else { Severity::W };
        let what = what.with("title", row.title()).with("name", name).with("other", other.to_string());
        reading.fail(severity, what, tally);
    }
}

/// Whether two percentages are less than twofold apart.
fn is_near(a: Decimal, b: Decimal) -> bool {
    let twice = |number| product(number, Decimal::TWO);
    twice(a).is_some_and(|a| a > b) && twice(b).is_some_and(|b| b > a)
}
