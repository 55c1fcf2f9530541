//! The evaluation of a whole department in one workbook of two sheets: basic data, and the form with its splits.
//!
//! One unit sends it beside its forms, with faults that only these forms have room for.

use rust_xlsxwriter::{Format, FormatBorder, Workbook, Worksheet, XlsxError};

use super::people::Department;
use crate::output::sheet::workbook;

/// The title of the file.
pub const TITLE: &str = "部门整体支出绩效自评材料";
const DATA: &str = "附件一";
const FORM: &str = "附件二";

/// What is wrong: code, sheet, cell, and the note.
pub const FAULTS: [(&str, &str, &str, &str); 3] = [
    ("M12", FORM, "F6", "按支出性质分合计 1590，比全年执行数少 10"),
    ("M14", DATA, "E18", "公用经费决算数 97，超过预算数 85"),
    ("M15", DATA, "E5", "人员控制率应为 96.67%"),
];

/// Draws the workbook.
pub fn draw(unit: &Department, year: u16) -> Result<Workbook, XlsxError> {
    let mut workbook = workbook()?;
    for (name, picture) in [(DATA, DATA_PICTURE), (FORM, FORM_PICTURE)] {
        let picture = picture
            .replace("{unit}", &unit.name)
            .replace("{before}", &(year - 1).to_string())
            .replace("{after}", &(year + 1).to_string())
            .replace("{year}", &year.to_string())
            .replace("{phone}", &unit.phone);
        workbook.push_worksheet(sheet(name, &picture)?);
    }
    Ok(workbook)
}

/// A sheet as its picture shows it: a line for a row, cells between bars; `<` is merged with the cell to its left, `^` with the
/// cell above.
fn sheet(name: &str, picture: &str) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    let format = Format::new().set_border(FormatBorder::Thin).set_text_wrap();
    let rows: Vec<Vec<&str>> = picture.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    let is = |row: usize, column: usize, mark: &str| rows.get(row).and_then(|row| row.get(column)) == Some(&mark);
    for (index, (at, row)) in (0..).zip(&rows).enumerate() {
        for (place, (column, text)) in (0..).zip(row).enumerate().filter(|(_, (_, text))| !matches!(**text, "<" | "^"))
        {
            let (mut end, mut last) = (column, at);
            let (mut right, mut down) = (place + 1, index + 1);
            while is(index, right, "<") {
                (right, end) = (right + 1, end + 1);
            }
            while is(down, place, "^") {
                (down, last) = (down + 1, last + 1);
            }
            if (last, end) != (at, column) {
                sheet.merge_range(at, column, last, end, "", &format)?;
            }
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number_with_format(at, column, number, &format)?,
                Err(_) => sheet.write_string_with_format(at, column, *text, &format)?,
            };
        }
    }
    Ok(sheet)
}

const DATA_PICTURE: &str = "\
附件一 | < | < | < | <
{year}年度部门整体支出绩效评价基础数据表 | < | < | < | <
单位名称：{unit} | < | < | < | <
财政供养人员情况（人） | 编制数 | {year}年实际在职人数 | < | 控制率
^ | 60 | 58 | < | 90%
经费控制情况（万元） | | {before}年决算数 | {year}年预算数 | {year}年决算数
三公经费 | < | 12 | 11 | 10.5
1、公务用车购置和维护经费 | < | 5 | 5 | 4.5
其中：公车购置 | < | 0 | 0 | 0
公车运行维护 | < | 5 | 5 | 4.5
2、出国经费 | < | 0 | 0 | 0
3、公务接待 | < | 7 | 6 | 6
项目支出： | < | 600 | 650 | 690
1、设施维护 | < | 300 | 350 | 380
2、业务装备 | < | 300 | 300 | 310
政府采购金额 | < | 120 | 150 | 140
部门基本支出预算调整 | < | 0 | 20 | 20
公用经费 | < | 80 | 85 | 97
其中：办公经费 | < | 30 | 30 | 38
水费、电费、差旅费 | < | 30 | 35 | 39
会议费、培训费 | < | 20 | 20 | 20
楼堂馆所控制情况 | 批复规模 | 实际规模 | 规模控制率 | 预算投资 | 实际投资 | 投资概算控制率
^ | 0 | 0 | 0 | 0 | 0 | 0
厉行节约保障措施 | 公务用车集中管理，会议从简。 | < | < | <
填表人：李明 | 填报日期：{after}年3月5日 | < | 联系电话：{phone} | 单位负责人签字：王强";

const FORM_PICTURE: &str = "\
附件二 | < | < | < | < | < | < | < | <
{year}年度部门整体支出绩效自评表 | < | < | < | < | < | < | < | <
预算部门、单位名称 | < | {unit} | < | < | < | < | < | <
年度预算申请（万元） | < | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分
^ | < | 年度资金总额 | 1500 | 1600 | 1600 | 10 | 100% | 10
^ | < | 按收入性质分：1600 | < | < | 按支出性质分：1590 | < | < | <
^ | < | 其中：一般公共预算：1500 | < | < | 其中：基本支出：900 | < | < | <
^ | < | 政府性基金拨款：100 | < | < | 项目支出：690 | < | < | <
^ | < | 其他资金：0 | < | < | | < | < | <
年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
^ | 保障运转，完成年度重点工作。 | < | < | < | 各项重点工作均已办结。 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施
^ | 产出指标 | 数量指标 | 开展业务检查 | ≥10次 | 12次 | 30 | 30 |
^ | ^ | 质量指标 | 资料归档合格率 | 100% | 100% | 20 | 20 |
^ | 效益指标 | 社会效益指标 | 服务群众 | ≥3000人 | 3100人 | 30 | 30 |
^ | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 93% | 10 | 10 |
总分 | < | < | < | < | < | 100 | 100 |
填表人：李明 | < | < | 填报日期：{after}年3月5日 | < | < | 联系电话：{phone} | < | 单位负责人签字：王强";
