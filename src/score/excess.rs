//! Points taken off where a target is exceeded by far, if the schema says so.
//!
//! 财预〔2020〕10号 lets the bureau reduce the points 按照偏离度适度调减 where the target was set too low, and names no formula. What is
//! taken off here is the share of the weight by which the actual value exceeds the limit: a convention of this tool.

use rust_decimal::Decimal;

use super::Verdict;
use super::numeric::share;
use super::pair::Pair;
use super::written::literal;
use crate::model::Method;
use crate::model::number::{fixed, plain, product, ratio, round_points};
use crate::schema::Excess;
use crate::text::Text;

/// The verdict on an actual value beyond the limit; nothing if it is not, or if the target is not above zero.
pub fn verdict(limit: Excess, method: Method, pair: &Pair, weight: Decimal) -> Option<Verdict> {
    let factor = ratio(Decimal::from(limit.from_percent), Decimal::ONE_HUNDRED)?;
    let bound = product(pair.target, factor)?;
    if pair.target <= Decimal::ZERO || pair.actual <= bound {
        return None;
    }
    let left = share(weight, pair.target.checked_add(bound)?.checked_sub(pair.actual)?, pair.target)?;
    let points = round_points(left.max(product(weight, limit.floor.0)?));
    let text = Text::new(
        "{weight} ×（1 −（{actual} − {target} × {from}%）÷ {target}）= {points}（超过指标值的 {from}%，按偏离度调减，不低于分值的 {floor}）",
        "{weight} × (1 − ({actual} − {target} × {from}%) ÷ {target}) = {points} (above {from}% of the target, reduced by the deviation, not below {floor} of the weight)",
    );
    let working = pair
        .working(text, false)
        .with("weight", plain(weight))
        .with("from", limit.from_percent.to_string())
        .with("floor", String::from(limit.floor))
        .with("points", fixed(points, 2));
    Some(Verdict {
        ratio: ratio(pair.actual, pair.target),
        formula: Some(pair.formula(formula(limit))),
        ..Verdict::points(method, points, true, working)
    })
}

/// The formula of a more-is-better target under this limit, whether it is exceeded or not.
pub fn formula(limit: Excess) -> String {
    let factor = literal(Decimal::from(limit.from_percent) / Decimal::ONE_HUNDRED);
    let floor = literal(limit.floor.0);
    format!(
        "ROUND(IF(指标值<=0,IF(完成值>=指标值,分值,0),IF(完成值>指标值*{factor},MAX(分值*{floor},分值*(指标值+指标值*{factor}-完成值)/指标值),IF(完成值>=指标值,分值,MAX(0,分值*完成值/指标值)))),2)"
    )
}
