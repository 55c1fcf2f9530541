//! What the values of a form are called when a sentence speaks of them.

use crate::text::Text;

/// 指标性质.
pub const SIGN: Text = Text::new("指标性质", "sign");
/// 指标值.
pub const TARGET: Text = Text::new("指标值", "target");
/// 评分标准.
pub const BASIS: Text = Text::new("评分标准", "scoring standard");
/// 实际完成值.
pub const ACTUAL: Text = Text::new("实际完成值", "actual value");
/// 指标完成情况.
pub const COMPLETION: Text = Text::new("完成情况", "completion");
/// 分值.
pub const WEIGHT: Text = Text::new("分值", "weight");
/// 得分.
pub const SCORE: Text = Text::new("得分", "score");
/// 折算得分.
pub const CONVERTED: Text = Text::new("折算得分", "converted score");
/// 财政审定评分.
pub const AUDITED: Text = Text::new("财政审定评分", "score awarded by the bureau");
/// 年初预算数.
pub const INITIAL: Text = Text::new("年初预算数", "initial budget");
/// 全年预算数.
pub const ADJUSTED: Text = Text::new("全年预算数", "adjusted budget");
/// 到位数.
pub const RECEIVED: Text = Text::new("到位数", "amount received");
/// 全年执行数.
pub const EXECUTED: Text = Text::new("全年执行数", "amount executed");
/// 执行率.
pub const RATE: Text = Text::new("执行率", "execution rate");
/// 三级指标.
pub const NAME: Text = Text::new("三级指标", "indicator");
/// 偏差原因.
pub const REASON: Text = Text::new("偏差原因", "reason");
/// A label.
pub const LABEL: Text = Text::new("标签", "label");
/// 度量单位.
pub const UNIT: Text = Text::new("度量单位", "unit");
/// A row with everything that is written in it.
pub const WHOLE_ROW: Text = Text::new("整行", "whole row");
/// The answer behind a label.
pub const FIELD: Text = Text::new("填报内容", "answer");
