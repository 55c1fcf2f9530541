//! 运行说明: with what this workbook was made, under which conventions, from which files.

use rust_xlsxwriter::XlsxError;

use super::reporting::time;
use crate::model::{County, ReadFile};
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::{Look, Tone};
use crate::output::value::Value;
use crate::schema::Form;
use crate::text::{Lang, Text};

/// The name of the tab.
pub const NAME: Text = Text::new("运行说明", "Record");

const WIDTHS: [f64; 7] = [20.0, 56.0, 14.0, 16.0, 14.0, 18.0, 68.0];
const ACROSS: u16 = 7;

const CONVENTIONS: [Text; 7] = [
    Text::new(
        "金额、分数、比率按十进制精确计算，只在显示或写出时取舍；取舍为四舍五入（0.5 进位），与 Excel 的 ROUND 相同。",
        "Money, points and rates are computed in exact decimals and rounded only when shown, halves away from zero as Excel's ROUND does.",
    ),
    Text::new(
        "比较按填写的小数位：写作 8.60 的数代表 8.595 至 8.605，差异落在这个范围内不算错。没有另设的容差。",
        "Numbers are compared within the precision in which they are written: 8.60 stands for 8.595 to 8.605. There are no other tolerances.",
    ),
    Text::new("汇总金额单位为万元；得分保留两位小数。", "Totals are in 10,000 yuan; points have two decimals."),
    Text::new(
        "空白、无法辨认或没有结果的公式一律视为未知，不按零计；含未知项的合计不给出结果。",
        "What is blank, unreadable or a formula without result is unknown, never zero; a total with an unknown part is not given.",
    ),
    Text::new(
        "“复算得分”只在整张表每一行都能复算时给出；“差异”只比较能复算的行。",
        "A recomputed total is given only where every line could be recomputed; differences compare those lines only.",
    ),
    Text::new(
        "同一单位、表样、项目报送两次的，较新的计入（默认先比填报日期，再比收到时间），另一份列为“已被新文件取代”，差异见“重复报送差异”。名册外的单位列出但不计入合计。",
        "Of two files for one unit, form and project the newer counts (by the date on the form, then by the time of receipt); a tab lists where they differ. Units outside the roster are listed but not added up.",
    ),
    Text::new(
        "复算得分是对照表样规则的机器复核，供审核参考，不替代财政部门的评价结论。",
        "Recomputed scores are a mechanical review by the rules of the form; they do not replace the bureau's judgement.",
    ),
];

const FORMS: [Column; 3] =
    [Column::new("编号", "Id", 0.0), Column::new("表样", "Form", 0.0), Column::new("份数", "Count", 0.0)];
const RULES: [Column; 6] = [
    Column::new("代码", "Code", 0.0),
    Column::new("检查", "Check", 0.0),
    Column::new("不通过", "Fail", 0.0),
    Column::new("未检", "Not evaluated", 0.0),
    Column::new("通过", "Pass", 0.0),
    Column::new("不适用", "Not applicable", 0.0),
];
const FILES: [Column; 7] = [
    Column::new("序号", "No.", 0.0),
    Column::new("文件", "File", 0.0),
    Column::new("字节", "Bytes", 0.0),
    Column::new("结果", "Result", 0.0),
    Column::new("时间依据", "Time known from", 0.0),
    Column::new("收到时间", "Received", 0.0),
    Column::new("SHA-256", "SHA-256", 0.0),
];
const SKIPPED: [Column; 2] = [Column::new("序号", "No.", 0.0), Column::new("文件和原因", "File and reason", 0.0)];

const FROM_RECEIPTS: Text = Text::new("收件登记", "receipts");
const FROM_FILE: Text = Text::new("文件时间", "file time");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths(WIDTHS)?;
    let note =
        Text::new("这份工作簿由什么程序、按什么口径、从哪些文件得出。", "What this workbook was made with and from.");
    sheet.title(NAME.get(lang), note.get(lang))?;
    run(material, county, sheet)?;
    conventions(sheet)?;
    forms(material, sheet)?;
    rules(material, county, sheet)?;
    super::judged::section(material, ACROSS, sheet)?;
    skipped(county, sheet)?;
    files(material, sheet)
}

fn run(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.heading(Text::new("本次运行", "This run").get(lang), ACROSS)?;
    let totals_from = if county.total_forms.is_empty() {
        Text::new("全部表样", "every form").get(lang).to_owned()
    } else {
        county.total_forms.iter().map(|id| material.form_title(id)).collect::<Vec<_>>().join("、")
    };
    let lines: [(Text, String); 8] = [
        (Text::new("程序", "Program"), format!("huizong {}", env!("CARGO_PKG_VERSION"))),
        (Text::new("县（区）", "County"), county.name.clone()),
        (Text::new("年度", "Year"), county.year.to_string()),
        (Text::new("报送截止", "Deadline"), county.deadline.to_string()),
        (Text::new("运行时间", "As of"), time(county.as_of)),
        (Text::new("名册单位", "Units in the roster"), county.roster.units.len().to_string()),
        (Text::new("合计取自", "Totals from"), totals_from),
        (Text::new("上年可比", "Of last year"), county.last_year.to_string()),
    ];
    for (label, text) in lines {
        sheet.row(&[Value::text(label.get(lang)).tone(Tone::Total), Value::wrap(text)])?;
    }
    Ok(())
}

fn conventions(sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.heading(Text::new("口径", "Conventions").get(lang), ACROSS)?;
    for (number, text) in (1..).zip(CONVENTIONS) {
        sheet.note(&format!("{number}. {}", text.get(lang)))?;
    }
    Ok(())
}

fn forms(material: &Material, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.heading(Text::new("使用的表样", "Forms in use").get(lang), ACROSS)?;
    sheet.header(&FORMS)?;
    let count = |form: &Form| material.items.iter().filter(|item| item.case.submission.form == form.head.id).count();
    for (form, count) in material.forms.iter().map(|form| (form, count(form))).filter(|(_, count)| *count > 0) {
        let text = Text::new("{title}（{file}）", "{title} ({file})");
        let text = text.fill(lang, &[("title", form.head.title.get(lang)), ("file", &form.file)]);
        sheet.row(&[Value::text(&*form.head.id), Value::wrap(text), Value::count(count)])?;
    }
    Ok(())
}

fn rules(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    // A long table: on paper it begins a page of its own, header and rows together.
    sheet.inner.set_page_breaks(&[sheet.next_row()])?;
    sheet.heading(
        Text::new("检查结果（每项检查 × 每份报送）", "Outcomes, every check for every submission").get(lang),
        ACROSS,
    )?;
    sheet.header(&RULES)?;
    for (code, [fail, open, pass, none]) in &county.figures.outcomes {
        sheet.row(&[
            Value::middle(code.0),
            Value::wrap(material.rule_title(*code)),
            Value::count(*fail).tone_if(*fail > 0, Tone::Warn),
            Value::count(*open).tone_if(*open == 0, Tone::Quiet),
            Value::count(*pass),
            Value::count(*none).tone(Tone::Quiet),
        ])?;
    }
    Ok(())
}

fn skipped(county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    if county.skipped.is_empty() {
        return Ok(());
    }
    sheet.heading(Text::new("未读取的文件", "Files passed over").get(lang), ACROSS)?;
    sheet.header(&SKIPPED)?;
    for (number, (name, why)) in (1..).zip(&county.skipped) {
        let text = Text::new("{file}：{why}", "{file}: {why}");
        sheet
            .row(&[Value::centred(number), Value::wrap(text.fill(lang, &[("file", name), ("why", &why.get(lang))]))])?;
    }
    Ok(())
}

fn files(material: &Material, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.heading(Text::new("读取的文件", "Files").get(lang), ACROSS)?;
    sheet.header(&FILES)?;
    for (number, file) in (1..).zip(material.files) {
        let source = &file.source;
        let known_from = source.received.map_or("", |received| {
            let text = if received.from_receipts { FROM_RECEIPTS } else { FROM_FILE };
            text.get(lang)
        });
        sheet.row(&[
            Value::centred(number),
            material.file_link(file),
            Value::number(Look::Count, Some(source.length.into())),
            result(file, lang),
            Value::middle(known_from),
            Value::middle(source.received.map(|received| time(received.at)).unwrap_or_default()),
            Value::text(&*source.sha256),
        ])?;
    }
    Ok(())
}

fn result(file: &ReadFile, lang: Lang) -> Value<'static> {
    if !file.readable {
        return Value::word(Text::new("无法读取", "unreadable"), lang).tone(Tone::Bad);
    }
    match file.cases.len() {
        0 => Value::word(Text::new("没有认出表样", "no known form"), lang).tone(Tone::Warn),
        n => Value::middle(Text::new("{n} 份", "forms: {n}").fill(lang, &[("n", &n.to_string())])),
    }
}
