//! The lists of the bureau: roster, receipts, ledger, planted faults, and the project file.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::people::{COUNTY, Department};
use super::{DEADLINE, DemoError};
use crate::model::number::fixed;
use crate::output::sheet::workbook;

/// A planted fault with its place.
#[derive(Debug, Clone)]
pub struct Planted {
    /// The code.
    pub code: &'static str,
    /// The file below the submissions, with `/`; empty for a missing unit.
    pub file: String,
    /// The sheet, if it stands in one.
    pub sheet: String,
    /// The cell, if it stands in one.
    pub cell: String,
    /// What is wrong.
    pub note: String,
}

/// A form that is due.
#[derive(Debug, Clone)]
pub struct Due {
    /// Code of the unit.
    pub code: String,
    /// Id of the form.
    pub form: &'static str,
    /// Name of the project.
    pub project: String,
}

/// A line of the bureau's ledger, in 万元.
#[derive(Debug, Clone)]
pub struct Booked {
    /// Code of the unit.
    pub code: String,
    /// Name of the project.
    pub project: String,
    /// Adjusted budget.
    pub adjusted: Decimal,
    /// Executed.
    pub executed: Decimal,
}

/// `budget.xlsx`: what the bureau has in its books for every project.
pub fn ledger(booked: &[Booked]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = workbook()?;
    let lines = booked
        .iter()
        .map(|line| [line.code.clone(), line.project.clone(), fixed(line.adjusted, 2), fixed(line.executed, 2)]);
    let heads = ["单位代码", "项目名称", "全年预算数（万元）", "全年执行数（万元）"];
    workbook.push_worksheet(sheet("底册", heads, [12.0, 50.0, 20.0, 20.0], lines)?);
    workbook.save_to_buffer()
}

/// `roster.xlsx`: the units, and what is due from whom.
pub fn roster(units: &[Department], due: &[Due]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = workbook()?;
    let lines = units.iter().map(|unit| {
        let aliases = unit.aliases.join("、");
        let superior = if unit.superior == unit.name { "" } else { &unit.superior };
        [&unit.code, &unit.name, &aliases, superior, unit.category, unit.section, &unit.phone].map(str::to_owned)
    });
    let heads = ["单位代码", "单位名称", "别名", "上级单位", "类别", "归口股室", "联系电话"];
    workbook.push_worksheet(sheet("单位名录", heads, [12.0, 34.0, 40.0, 26.0, 12.0, 14.0, 12.0], lines)?);
    let lines = due.iter().map(|due| [due.code.clone(), due.form.to_owned(), due.project.clone()]);
    workbook.push_worksheet(sheet("应报", ["单位代码", "表样", "项目名称"], [12.0, 22.0, 50.0], lines)?);
    workbook.save_to_buffer()
}

fn sheet<const N: usize>(
    name: &str,
    heads: [&str; N],
    widths: [f64; N],
    lines: impl Iterator<Item = [String; N]>,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    let cell = Format::new().set_border(FormatBorder::Thin).set_num_format("@");
    let head = cell.clone().set_bold().set_align(FormatAlign::Center);
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for ((column, text), width) in (0..).zip(heads).zip(widths) {
        sheet.set_column_width(column, width)?.write_string_with_format(0, column, text, &head)?;
    }
    for (row, line) in (1..).zip(lines) {
        for (column, text) in (0..).zip(&line) {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
    }
    Ok(sheet)
}

/// `receipts.csv`: file and time.
pub fn receipts(list: &[(String, String)]) -> Result<Vec<u8>, DemoError> {
    table(["文件", "收到时间"], list.iter().map(|(file, time)| [file.as_str(), time]))
}

/// `planted.csv`: every fault that was planted.
pub fn planted(list: &[Planted]) -> Result<Vec<u8>, DemoError> {
    let lines = list.iter().map(|p| [p.code, &p.file, &p.sheet, &p.cell, &p.note]);
    table(["code", "file", "sheet", "cell", "note"], lines)
}

/// A CSV table in UTF-8 with the mark that spreadsheet programs look for.
fn table<'a, const N: usize>(
    heads: [&str; N],
    lines: impl Iterator<Item = [&'a str; N]>,
) -> Result<Vec<u8>, DemoError> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(heads)?;
    for line in lines {
        writer.write_record(line)?;
    }
    writer.into_inner().map_err(|error| DemoError::List(error.into_error().into()))
}

/// `huizong.toml`.
pub fn project(year: u16, two_years: bool) -> String {
    let last = year - 1;
    let last_year = if two_years {
        format!("last_year = \"submissions-{last}\"           # 上年的报送，用来对比\n")
    } else {
        String::new()
    };
    format!(
        r#"# 示范县的项目文件。县名、单位和数字都是虚构的。
# 路径都相对于本文件所在的文件夹。

[county]
name = "{COUNTY}"
year = {year}
deadline = "{DEADLINE}"                  # 最后一天，含当天

[input]
submissions = "submissions"              # 各单位报来的文件
{last_year}roster = "roster.xlsx"                   # 单位名录和应报表样
receipts = "receipts.csv"                # 每个文件的收到时间
ledger = "budget.xlsx"                   # 底册：财政局自己的预算数、执行数

[output]
folder = "output"                        # 汇总结果放在这里
language = "zh"                          # 工作簿用中文

[submissions]
newest = ["content-date", "received"]    # 同一份表报了几次：先比填报日期，再比收到时间，新的计入

[totals]
forms = ["national-project", "sichuan-project"]   # 计入全县合计的表样
"#
    )
}
