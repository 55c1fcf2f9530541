//! M04: wrong score of the budget execution.

use crate::model::{Code, Edit, Interval, Page, Severity};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

use crate::model::number::{fixed, plain, ratio, round_points};
use crate::validate::rule::{Rule, Subject, Tally, with_working};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("M04"),
    title: Text::new("预算执行得分错误", "wrong score of the budget execution"),
    severity: Severity::E,
    what: Text::new(
        "预算执行的自评得分不等于执行率 × 分值（最多为分值），也不等于填写的执行率 × 分值",
        "the claimed score is neither execution rate × weight (at most the weight) nor the printed rate × weight",
    ),
    why: Text::new(
        "财预〔2020〕10号及各地填表说明：预算执行率得分 = 执行率 × 分值，不超过分值",
        "财预〔2020〕10号 and the notes on the forms: score = rate × weight, at most the weight",
    ),
    wrong: Text::new("分值 10，执行率 96%，得分填 10", "weight 10, rate 96 %, score 10"),
    correct: Text::new("请按执行率 × 分值重新计算", "compute it again as rate × weight"),
    example: &[Edit { cell: "H6", from: "9.6", to: "10" }],
    fires_at: "H6",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for (block, total, line) in subject.executions() {
        let Some(line) = line else { continue };
        let (Some(claimed), Some(weight)) = (line.self_score, line.weight) else { continue };
        let Some(wanted) = line.recomputed else {
            tally.skip(line.working.clone());
            continue;
        };
        let amount = |quantity| block.amount(quantity);
        let amounts = total.executed.value().and_then(amount).zip(total.adjusted.value().and_then(amount));
        // What the score may be, given the precision in which the amounts are written.
        let spread = amounts.filter(|_| line.ratio != Some(Decimal::ONE)).and_then(|(executed, adjusted)| {
            let rate = executed.reach.over(adjusted.reach)?;
            let capped = Interval { low: rate.low.min(Decimal::ONE), high: rate.high.min(Decimal::ONE) };
            Some(capped.times(weight))
        });
        let by_printed_rate = total.rate.value().and_then(|rate| {
            let counted = rate.amount.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
            ratio(weight.saturating_mul(counted), Decimal::ONE_HUNDRED).map(round_points)
        });
        let right = round_points(claimed) == wanted
            || spread.is_some_and(|spread| spread.meets(Interval::around(claimed, Decimal::new(5, 3))))
            || by_printed_rate == Some(round_points(claimed)) && is_right(line.ratio, by_printed_rate, weight);
        let text =
            Text::new("预算执行得分填 {claimed}，应为 {wanted}", "the score says {claimed}, it should be {wanted}");
        let message = Message::new(text).with("claimed", plain(claimed)).with("wanted", fixed(wanted, 2));
        tally.judge(right, &line.place, with_working(message, line));
    }
}

/// A printed rate that is itself wrong (see M02) gives no right score.
fn is_right(rate: Option<Decimal>, by_printed_rate: Option<Decimal>, weight: Decimal) -> bool {
    let wanted = rate.map(|rate| weight.saturating_mul(rate.min(Decimal::ONE)));
    // Rates are printed to the nearest percent at the coarsest: half a percent of the weight.
    let coarsest = weight.saturating_mul(Decimal::new(5, 3));
    wanted.zip(by_printed_rate).is_some_and(|(wanted, printed)| (wanted - printed).abs() <= coarsest)
}
