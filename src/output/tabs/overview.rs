//! 总览: the county on one page: cards, what to look at first, grades with a chart.

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color, Url, XlsxError,
};

use super::reporting::time;
use super::urgent;
use crate::model::County;
use crate::model::number::round;
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::{ACCENT, Look, Tone};
use crate::output::value::{Value, safe};
use crate::text::{Lang, Text};

/// The name of the tab.
pub const NAME: Text = Text::new("总览", "Overview");

/// Six columns of equal width: six cards beside each other.
const COLUMNS: u16 = 6;
const WIDTH: f64 = 22.0;
const CHART_ROWS: u32 = 11;
const SECOND: Color = Color::RGB(0x9D_B4_CC);
const THIRD: Color = Color::RGB(0x2B_6B_3F);

/// A card: what it shows, the number, whether it stands out.
struct Card {
    label: Text,
    value: Value<'static>,
}

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths([WIDTH; COLUMNS as usize])?;
    sheet.color(ACCENT);
    sheet.inner.set_portrait().set_print_fit_to_pages(1, 1);
    let title = Text::new("{county}{year}年度绩效自评汇总", "{county}: performance self-evaluations {year}");
    let title = title.fill(lang, &[("county", &county.name), ("year", &county.year.to_string())]);
    let note = Text::new(
        "报送截止 {deadline}　统计至 {as_of}　收到文件 {files} 个　金额单位：万元",
        "Deadline {deadline}, as of {as_of}, {files} files, money in 10,000 yuan",
    );
    let note = note.fill(
        lang,
        &[
            ("deadline", &county.deadline.to_string()),
            ("as_of", &time(county.as_of)),
            ("files", &county.files.len().to_string()),
        ],
    );
    sheet.title(&title, &note)?;
    for (heading, cards) in cards(county) {
        sheet.heading(heading.get(lang), COLUMNS)?;
        let labels: Vec<Value> =
            cards.iter().map(|card| Value::middle(card.label.get(lang)).tone(Tone::Total)).collect();
        sheet.row(&labels)?;
        let values: Vec<Value> = cards.into_iter().map(|card| card.value).collect();
        sheet.inner.set_row_height(sheet.next_row(), 28)?;
        sheet.row(&values)?;
    }
    first_look(material, county, sheet)?;
    grades(county, sheet)?;
    sheet.inner.set_active(true);
    Ok(())
}

fn cards(county: &County) -> [(Text, Vec<Card>); 4] {
    let figures = &county.figures;
    let count = |zh, en, n: usize, tone| Card {
        label: Text::new(zh, en),
        value: Value::number(Look::FigureCount, Some(Decimal::from(n))).tone_if(n > 0, tone),
    };
    let money =
        |zh, en, amount| Card { label: Text::new(zh, en), value: Value::number(Look::FigureMoney, Some(amount)) };
    let points = |zh, en, points: Option<Decimal>| Card {
        label: Text::new(zh, en),
        value: Value::number(Look::FigureScore, points.map(|points| round(points, 8))),
    };
    let rate = figures.rate.map(|rate| round(rate, 8));
    let [errors, warnings, notes] = figures.findings;
    [
        (
            Text::new("报送", "Reporting"),
            vec![
                count("应报", "Due", figures.due, Tone::Plain),
                count("已报", "Reported", figures.reported, Tone::Plain),
                count("未报", "Missing", figures.missing, Tone::Bad),
                count("逾期", "Late", figures.late, Tone::Warn),
                count("无法读取的文件", "Unreadable files", figures.unreadable_files, Tone::Bad),
                count("名册外", "Not in the roster", figures.unknown, Tone::Warn),
            ],
        ),
        (
            Text::new("资金（万元）", "Money (10,000 yuan)"),
            vec![
                money("年初预算数", "Initial budget", figures.initial),
                money("全年预算数", "Adjusted budget", figures.adjusted),
                money("全年执行数", "Executed", figures.executed),
                Card {
                    label: Text::new("执行率", "Execution rate"), value: Value::number(Look::FigurePercent, rate)
                },
                count("计入合计（份）", "Counted", figures.counted, Tone::Plain),
                money("问题涉及（万元）", "In question", figures.in_question),
            ],
        ),
        (
            Text::new("得分", "Scores"),
            vec![
                points("自评平均分", "Mean self score", figures.mean_self),
                points("自评中位数", "Median self score", figures.median_self),
                points("复算平均分", "Mean recomputed", figures.mean_recomputed),
                points("复算中位数", "Median recomputed", figures.median_recomputed),
                points("复核平均分", "Mean reviewed", figures.mean_reviewed),
                count("可整表复算（份）", "Recomputed whole", figures.recomputed, Tone::Plain),
            ],
        ),
        (
            Text::new("问题", "Findings"),
            vec![
                count("必须修改", "To be corrected", errors, Tone::Bad),
                count("需核实", "To be verified", warnings, Tone::Warn),
                count("提示", "Notes", notes, Tone::Note),
                count("已说明", "Explained", figures.explained, Tone::Plain),
                count("异常值", "Anomalies", county.anomalies.len(), Tone::Warn),
                points("多计得分（分）", "Points claimed too many", Some(figures.overclaimed)),
            ],
        ),
    ]
}

/// The ten things to look at first, each with a link to where it stands.
fn first_look(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.heading(Text::new("先看这些", "Look at these first").get(lang), COLUMNS)?;
    let matters = urgent::matters(material, county);
    if matters.is_empty() {
        return sheet.note(Text::new("没有需要先看的事项。", "There is nothing urgent.").get(lang));
    }
    let columns = [
        Column::new("单位", "Unit", 0.0),
        Column::new("事项", "What", 0.0),
        Column::new("", "", 0.0),
        Column::new("", "", 0.0),
        Column::new("", "", 0.0),
        Column::new("去看", "Where", 0.0),
    ];
    let header = sheet.next_row();
    sheet.header(&columns)?;
    sheet.inner.merge_range(
        header,
        1,
        header,
        COLUMNS - 2,
        columns[1].title.get(lang),
        sheet.styles().cell(Look::Header, Tone::Plain),
    )?;
    for matter in matters {
        let row = sheet.next_row();
        let what = safe(&matter.what).into_owned();
        // The text runs over four columns, so its height is measured against all of them.
        let lines = crate::output::sheet::lines_in(&what, WIDTH * 4.0);
        let values = [Value::wrap(matter.who.into_owned()).tone(matter.tone)];
        sheet.row(&values)?;
        let wrap = sheet.styles().cell(Look::Wrap, Tone::Plain);
        sheet.inner.merge_range(row, 1, row, COLUMNS - 2, &what, wrap)?;
        sheet.inner.set_row_height(row, crate::output::sheet::height_of(lines))?;
        jump(sheet, row, COLUMNS - 1, matter.tab, matter.row)?;
    }
    Ok(())
}

/// The grades by claimed, by recomputed and by reviewed total, with a chart.
fn grades(county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.heading(Text::new("等级分布", "Grades").get(lang), COLUMNS)?;
    let first = sheet.next_row();
    let columns = [
        Column::new("等级", "Grade", 0.0),
        Column::new("自评（份）", "By self score", 0.0),
        Column::new("复算（份）", "Recomputed", 0.0),
        Column::new("复核（份）", "Reviewed", 0.0),
    ];
    sheet.header(&columns)?;
    for (name, claimed, recomputed, reviewed) in &county.figures.grades {
        let forms = [claimed, recomputed, reviewed].map(|count| Value::centred(*count));
        sheet.row(&[[Value::middle(&**name)].as_slice(), &forms].concat())?;
    }
    let last = sheet.next_row().saturating_sub(1);
    if last > first {
        let chart = chart(NAME.get(lang), first, last, lang);
        sheet.inner.insert_chart_with_offset(first, 4, &chart, 12, 4)?;
        let used = sheet.next_row() - first;
        sheet.skip(CHART_ROWS.saturating_sub(used));
    }
    Ok(())
}

fn chart(tab: &str, first: u32, last: u32, lang: Lang) -> Chart {
    let mut chart = Chart::new(ChartType::Column);
    let mut font = ChartFont::new();
    font.set_size(9);
    for (col, color) in [(1, ACCENT), (2, SECOND), (3, THIRD)] {
        chart
            .add_series()
            .set_name((tab, first, col))
            .set_categories((tab, first + 1, 0, last, 0))
            .set_values((tab, first + 1, col, last, col))
            .set_format(ChartSolidFill::new().set_color(color))
            .set_gap(80)
            .set_data_label(ChartDataLabel::new().show_value().set_font(&font));
    }
    chart
        .title()
        .set_name(Text::new("自评、复算与复核等级（份）", "Grades by self, recomputed and reviewed score").get(lang));
    let mut title = ChartFont::new();
    title.set_size(11).set_bold();
    chart.title().set_font(&title);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font);
    chart.y_axis().set_hidden(true).set_major_gridlines(false);
    chart.x_axis().set_font(&font);
    chart.chart_area().set_format(ChartLine::new().set_color(Color::RGB(0xC9_D1_DA)));
    chart.set_width(320).set_height(250);
    chart
}

/// A link to a row of another tab.
fn jump(sheet: &mut Sheet, row: u32, col: u16, tab: Text, to: u32) -> Result<(), XlsxError> {
    let name = tab.get(sheet.lang());
    let url = Url::new(format!("internal:'{name}'!A{}", to + 1)).set_text(name);
    sheet.inner.write_url_with_format(row, col, url, &sheet.styles().inner_link)?;
    Ok(())
}
