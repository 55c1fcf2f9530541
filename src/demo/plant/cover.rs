//! Faults of the cover, the texts and the workbook.

use super::{Mark, Site};
use crate::demo::filling::{Field, Form, Total, Value};

/// C01: nobody wrote which unit it is.
pub fn unit(site: &mut Site) -> Option<Vec<Mark>> {
    site.filling.unit.clear();
    Mark::one("C01", Field::Unit, "实施单位未填")
}

/// C06: the head of the project did not sign.
pub fn signature(site: &mut Site) -> Option<Vec<Mark>> {
    site.filling.heads[0].clear();
    Mark::one("C06", Field::Head, "项目负责人未签")
}

/// T01: the instruction of the form was left in.
pub fn template(site: &mut Site) -> Option<Vec<Mark>> {
    match site.filling.form {
        Form::National => {
            site.filling.goal.push_str("（100字以内）");
            Mark::one("T01", Field::Goal, "保留了字数提示")
        }
        Form::Sichuan => {
            "针对项目自评中发现的问题，提出下一步改进完善的意见及有关政策性建议。（200字以内）"
                .clone_into(&mut site.filling.closing[2]);
            Mark::one("T01", Field::Closing(2), "保留了表样的填写说明")
        }
    }
}

/// T02: a text that must be there is not.
pub fn blank(site: &mut Site) -> Option<Vec<Mark>> {
    site.filling.completion.clear();
    Mark::one("T02", Field::Completion, "目标完成情况未填")
}

/// T03: a placeholder in a filled row.
pub fn placeholder(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        row.name.insert_str(0, "XX");
        true
    })?;
    Mark::one("T03", Field::Name(at), "已填写的指标名称里留有占位符 XX")
}

/// F09: a hidden sheet went along.
pub fn hidden(site: &mut Site) -> Option<Vec<Mark>> {
    site.filling.hidden_sheet = true;
    Mark::one("F09", Field::HiddenSheet, "带有隐藏的工作表")
}

/// F10: an error value, in the total or in a row.
pub fn broken(site: &mut Site) -> Option<Vec<Mark>> {
    if site.rng.bool() {
        site.filling.total = Total::Broken;
        return Mark::one("F10", Field::TotalScore, "合计是错误值 #REF!");
    }
    let at = site.row(|row, _| {
        let numeric = row.is_full() && row.numbers().is_some();
        if numeric {
            row.actual = Value::Broken;
        }
        numeric
    })?;
    Mark::one("F10", Field::Actual(at), "完成值是错误值 #REF!")
}
