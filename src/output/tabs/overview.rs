//! 总览: the county on one page: cards, what to look at first, grades with a chart.

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color, XlsxError,
};

use super::dimension::{self, DIMENSIONS};
use super::reporting::time;
use super::urgent;
use crate::model::number::{ratio, round};
use crate::model::{County, Severity};
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
    let note = if material.headline.is_empty() { note } else { format!("{}　{note}", material.headline) };
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
    comparisons(material, county, sheet)?;
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
                Card {
                    label: Text::new("问题涉及（万元）", "In question"),
                    // A twentieth of the budget: the totals beside it are not to be quoted before it is cleared up.
                    value: Value::number(Look::FigureMoney, Some(figures.in_question))
                        .tone_if(figures.in_question > figures.adjusted / Decimal::from(20), Tone::Bad),
                },
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
    let header = sheet.next_row();
    let title = |text: Text| Value::shown(Look::Header, text.get(lang));
    sheet.put(header, 0, &title(Text::new("单位", "Unit")))?;
    let what = Text::new("事项", "What").get(lang);
    sheet.merge(header, (1, COLUMNS - 2), what, sheet.styles().cell(Look::Header, Tone::Plain))?;
    sheet.put(header, COLUMNS - 1, &title(Text::new("去看", "Where")))?;
    sheet.skip(1);
    for matter in matters {
        let row = sheet.next_row();
        let what = safe(&matter.what).into_owned();
        // The text runs over four columns, so its height is measured against all of them.
        let lines = crate::output::height::lines_in(&what, WIDTH * 4.0);
        let values = [Value::wrap(matter.who.into_owned()).tone(matter.tone)];
        sheet.row(&values)?;
        let wrap = sheet.styles().cell(Look::Wrap, Tone::Plain);
        sheet.merge(row, (1, COLUMNS - 2), &what, wrap)?;
        sheet.inner.set_row_height(row, crate::output::height::height_of(lines))?;
        jump(material, sheet, row, matter.tab, matter.row)?;
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

/// Execution rates by section in charge, and findings by what they are about, each with a chart.
fn comparisons(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let rate = |(name, executed, adjusted): (&str, Decimal, Decimal)| {
        let rate = ratio(executed, adjusted).map(|rate| round(rate, 8));
        [Value::middle(name.to_owned()), Value::percent(rate), Value::money(Some(executed))]
    };
    let sections: Vec<[Value; 3]> = sections(material, county).into_iter().map(rate).collect();
    compare(
        Text::new("执行率（按归口股室）", "Execution rate by section"),
        [
            Column::new("归口股室", "Section", 0.0),
            Column::new("执行率", "Execution rate", 0.0),
            Column::new("执行数（万元）", "Executed (10k yuan)", 0.0),
        ],
        &sections,
        sheet,
    )?;
    let mut counted = [(0, 0); DIMENSIONS.len()];
    for finding in county.every_finding().filter(|finding| !finding.is_explained()) {
        let (all, errors) = &mut counted[dimension::of(finding.code)];
        *all += 1;
        *errors += usize::from(finding.severity == Severity::E);
    }
    let dimensions: Vec<[Value; 3]> = DIMENSIONS
        .iter()
        .zip(counted)
        .filter(|(_, (all, _))| *all > 0)
        .map(|((_, name), (all, errors))| [Value::middle(name.get(lang)), Value::centred(all), Value::centred(errors)])
        .collect();
    compare(
        Text::new("问题（按维度）", "Findings by what they are about"),
        [
            Column::new("维度", "Dimension", 0.0),
            Column::new("问题（个）", "Findings", 0.0),
            Column::new("其中必须修改（个）", "To be corrected", 0.0),
        ],
        &dimensions,
        sheet,
    )
}

/// Executed and adjusted money of every section in charge, in the order in which they come first.
fn sections<'a>(material: &'a Material, county: &'a County) -> Vec<(&'a str, Decimal, Decimal)> {
    let mut sections: Vec<(&str, Decimal, Decimal)> = Vec::new();
    for item in material.items.iter().filter(|item| item.entry.is_some_and(|entry| entry.in_totals)) {
        let money = item.entry.and_then(|entry| entry.money.as_ref());
        let Some((executed, adjusted)) = money.and_then(|money| money.executed.zip(money.adjusted)) else { continue };
        let section = county.roster.unit(&item.code).map_or("", |unit| &unit.section);
        let at = sections.iter().position(|(name, ..)| *name == section).unwrap_or_else(|| {
            sections.push((section, Decimal::ZERO, Decimal::ZERO));
            sections.len() - 1
        });
        let (_, spent, planned) = &mut sections[at];
        *spent = spent.saturating_add(executed);
        *planned = planned.saturating_add(adjusted);
    }
    sections
}

/// A small table with a bar chart of its second column beside it.
fn compare(title: Text, columns: [Column; 3], rows: &[[Value; 3]], sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    if rows.is_empty() {
        return Ok(());
    }
    sheet.heading(title.get(lang), COLUMNS)?;
    let first = sheet.next_row();
    sheet.header(&columns)?;
    rows.iter().try_for_each(|row| sheet.row(row))?;
    let last = sheet.next_row() - 1;
    let mut chart = framed(ChartType::Bar, title.get(lang));
    series(&mut chart, NAME.get(lang), (first, last), 1, ACCENT);
    chart.legend().set_hidden();
    // Of bars the value axis lies along x. The first row of the table is the uppermost bar.
    chart.y_axis().set_hidden(false).set_reverse();
    chart.x_axis().set_hidden(true).set_min(0).set_major_gridlines(false);
    sheet.inner.insert_chart_with_offset(first, 3, &chart, 12, 4)?;
    let used = sheet.next_row() - first;
    sheet.skip(CHART_ROWS.saturating_sub(used));
    Ok(())
}

fn chart(tab: &str, first: u32, last: u32, lang: Lang) -> Chart {
    let title = Text::new("自评、复算与复核等级（份）", "Grades by self, recomputed and reviewed score");
    let mut chart = framed(ChartType::Column, title.get(lang));
    for (col, color) in [(1, ACCENT), (2, SECOND), (3, THIRD)] {
        series(&mut chart, tab, (first, last), col, color);
    }
    let mut font = ChartFont::new();
    font.set_size(9);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font);
    chart.set_width(320);
    chart
}

/// One series of a table whose first row is the header and whose first column the names.
fn series(chart: &mut Chart, tab: &str, (first, last): (u32, u32), col: u16, color: Color) {
    let mut font = ChartFont::new();
    font.set_size(9);
    chart
        .add_series()
        .set_name((tab, first, col))
        .set_categories((tab, first + 1, 0, last, 0))
        .set_values((tab, first + 1, col, last, col))
        .set_format(ChartSolidFill::new().set_color(color))
        .set_gap(80)
        .set_data_label(ChartDataLabel::new().show_value().set_font(&font));
}

/// An empty chart with its title, which also says what it shows where it cannot be seen.
fn framed(kind: ChartType, words: &str) -> Chart {
    let mut chart = Chart::new(kind);
    let (mut font, mut title) = (ChartFont::new(), ChartFont::new());
    font.set_size(9);
    title.set_size(11).set_bold();
    chart.title().set_name(words).set_font(&title);
    chart.y_axis().set_hidden(true).set_major_gridlines(false);
    chart.x_axis().set_font(&font);
    chart.chart_area().set_format(ChartLine::new().set_color(Color::RGB(0xC9_D1_DA)));
    chart.set_width(470).set_height(250).set_alt_text(words);
    chart
}

/// A link to a row of another tab, in the last column; its name alone where that tab is not written.
fn jump(material: &Material, sheet: &mut Sheet, row: u32, tab: Text, to: u32) -> Result<(), XlsxError> {
    let name = tab.get(sheet.lang());
    if !material.has_tab(tab) {
        return sheet.put(row, COLUMNS - 1, &Value::text(name));
    }
    sheet.jump(row, COLUMNS - 1, (name, to))
}
