//! F06: something is due and nothing came in.

use crate::model::{Code, Finding, Page, Place, ReportingRow, Severity, Status};
use crate::text::{Message, Text};

pub static PAGE: Page = Page {
    code: Code("F06"),
    title: Text::new("应报未报", "Missing submission"),
    severity: Severity::E,
    what: Text::new(
        "应报名单（roster.xlsx 的“应报”表）里有，却没有收到能对上的文件；只报来空白表或别的年度的表的，也算未报。收到文件但无法读取的，列为“无法读取”，不算未报。",
        "The list of what is due (sheet 应报 of roster.xlsx) names it, and no file answers it; a blank form or one of another year is no answer. A file that came in and cannot be read is listed as such and is not missing.",
    ),
    why: Text::new(
        "《项目支出绩效评价管理办法》（财预〔2020〕10号）：单位自评由部门和单位组织实施，结果报财政部门。应报名单由财政局确定。",
        "财预〔2020〕10号: departments and units evaluate their own projects and report to the finance bureau, which decides what is due.",
    ),
    wrong: Text::new(
        "名单上有某镇，报送文件夹里没有该镇的文件。",
        "A township is on the list and no file of it is in the folder.",
    ),
    correct: Text::new(
        "催报；不需报送的，从应报名单中删去。",
        "Remind the unit; if nothing is due, take it off the list.",
    ),
    example: &[],
    fires_at: "",
};

/// One finding for every line that nothing answers.
pub fn check(reporting: &[ReportingRow]) -> Vec<Finding> {
    reporting
        .iter()
        .filter(|row| row.status == Status::Missing)
        .map(|row| {
            let text = match (row.form.is_empty(), row.project.is_empty()) {
                (true, true) => Text::new("{unit}没有报送", "nothing came in from {unit}"),
                (_, false) => {
                    Text::new("{unit}的项目“{project}”没有报送", "{unit} has not sent the project `{project}`")
                }
                (false, true) => Text::new("{unit}没有报送表样 {form}", "{unit} has not sent the form {form}"),
            };
            let unit = if row.name.is_empty() { &row.code } else { &row.name };
            let message = Message::new(text)
                .with("unit", unit.as_str())
                .with("project", row.project.as_str())
                .with("form", row.form.as_str());
            let message = match &row.remark {
                Some(remark) => message.behind(Message::new(Text::new("；", "; ")).behind(remark.clone())),
                None => message,
            };
            let advice = match (row.section.is_empty(), row.phone.is_empty()) {
                (true, true) => Text::new("请催报", "remind the unit"),
                (false, true) => Text::new("请{section}催报", "{section} should remind the unit"),
                (true, false) => Text::new("请催报，电话 {phone}", "remind the unit, phone {phone}"),
                (false, false) => {
                    Text::new("请{section}催报，电话 {phone}", "{section} should remind the unit, phone {phone}")
                }
            };
            let advice = Message::new(advice).with("section", row.section.as_str()).with("phone", row.phone.as_str());
            Finding::new(PAGE.code, PAGE.severity, Place::Unit(row.code.as_str().into()), message, advice)
        })
        .collect()
}
