//! 单位汇总: one row per submission, with totals that follow the filter.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{ConditionalFormatDataBar, Sparkline, SparklineType, XlsxError};

use super::{by_unit, indicators};
use crate::model::cell::column_letters;
use crate::model::number::{plain, ratio, round, sum};
use crate::model::{County, Severity, Standing};
use crate::output::material::{Item, Material};
use crate::output::sheet::{Column, Sheet, tone_of_gap};
use crate::output::style::{ACCENT, Look, SHADE, Tone};
use crate::output::value::{Value, inside};
use crate::text::{Lang, Text};

/// The name of the tab.
pub const NAME: Text = Text::new("单位汇总", "Units");

/// Its columns.
pub const COLUMNS: [Column; 34] = [
    Column::new("序号", "No.", 6.0),
    Column::new("单位代码", "Code", 11.0),
    Column::new("单位名称", "Unit", 22.0),
    Column::new("归口股室", "Section", 11.0),
    Column::new("表样", "Form", 16.0),
    Column::new("项目名称", "Project", 24.0),
    Column::new("年初预算数（万元）", "Initial budget (10k yuan)", 14.0),
    Column::new("全年预算数（万元）", "Adjusted budget (10k yuan)", 14.0),
    Column::new("全年执行数（万元）", "Executed (10k yuan)", 14.0),
    Column::new("上年执行率", "Last year's rate", 9.0),
    Column::new("执行率", "Execution rate", 9.0),
    Column::new("走势", "Trend", 8.0),
    Column::new("自评总分", "Self score", 9.0),
    Column::new("复算得分", "Recomputed", 11.0),
    Column::new("复核得分", "Reviewed score", 9.0),
    Column::new("未复算项", "Lines open", 8.0),
    Column::new("差异（自评－复算）", "Difference", 10.0),
    Column::new("自评等级", "Self grade", 8.0),
    Column::new("复算等级", "Recomputed grade", 11.0),
    Column::new("复核等级", "Reviewed grade", 9.0),
    Column::new("名次", "Rank", 7.0),
    Column::new("复核情况", "Review", 16.0),
    Column::new("必须修改", "To correct", 8.0),
    Column::new("需核实", "To verify", 8.0),
    Column::new("提示", "Notes", 7.0),
    Column::new("状态", "State", 14.0),
    Column::new("计入合计", "In totals", 8.0),
    Column::new("是否逾期", "Late", 8.0),
    Column::new("认定依据", "Recognised by", 12.0),
    Column::new("填报人", "Filled in by", 10.0),
    Column::new("联系电话", "Phone", 15.0),
    Column::new("看指标", "Indicators", 8.0),
    Column::new("看问题", "Findings", 8.0),
    Column::new("文件", "File", 44.0),
];
const MONEY: std::ops::Range<u16> = 6..9;
const RATE: u16 = 10;
const TREND: u16 = 11;
const SCORES: std::ops::Range<u16> = 12..15;
const COUNTS: std::ops::Range<u16> = 22..25;
const IN_TOTALS: u16 = 26;
/// Contact, links and file are for the screen.
const SCREEN_ONLY: usize = 6;
/// Title, explanation, two rows of totals.
const HEADER_ROW: u32 = 4;
/// The first row of data, zero-based.
pub const FIRST_ROW: u32 = HEADER_ROW + 1;

/// What holds.
pub const YES: Text = Text::new("是", "yes");
/// What does not hold.
pub const NO: Text = Text::new("否", "no");
const TITLE: Text = Text::new("单位汇总", "Units");
const NOTE: Text = Text::new(
    "每份报送一行。金额单位：万元。合计行的得分列为平均数；“差异”只比较能复算的行。第 4 行随筛选变化。名次按{ranks_by}，在计入合计的同一表样中排。已说明的不再计入“需核实”。走势是上年与本年的执行率。蓝底金额由分项相加（表上的合计与分项不符）。",
    "One row per submission. Money in 10,000 yuan. Scores in the total rows are means; differences compare recomputed lines only. Row 4 follows the filter. Ranks are by {ranks_by} among the counted submissions of a form. What is explained is no longer to be verified. The trend shows last year's and this year's rate. Amounts on blue are added up from parts, as the printed total does not tie.",
);
const COUNTED: Text = Text::new("计入合计", "Counted");
const FILTERED: Text = Text::new("当前筛选", "Filtered");
const EMPTY: Text = Text::new("没有报送。", "Nothing came in.");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    sheet.widths(COLUMNS.iter().map(|c| c.width))?;
    let lang = sheet.lang();
    let note = NOTE.fill(lang, &[("ranks_by", county.ranks_by.name().get(lang))]);
    sheet.title(TITLE.get(lang), &note)?;
    let rows = rows(material);
    totals(&rows, Scope::Counted, sheet)?;
    totals(&rows, Scope::Filtered, sheet)?;
    sheet.table_header(&COLUMNS, 3, rows.len())?;
    let jumps = Jumps::of(material);
    for (at, row) in rows.iter().enumerate() {
        sheet.row(&row.values(at + 1, &jumps, material))?;
        if row.last_rate().is_some() && row.rate().is_some() {
            let here = sheet.next_row() - 1;
            let line = Sparkline::new()
                .set_range((NAME.get(lang), here, RATE - 1, here, RATE))
                .set_type(SparklineType::Line)
                .set_sparkline_color(ACCENT)
                .show_last_point(true)
                .set_last_point_color(ACCENT);
            sheet.inner.add_sparkline(here, TREND, &line)?;
        }
    }
    if !rows.is_empty() {
        let bar = ConditionalFormatDataBar::new().set_fill_color(SHADE).set_solid_fill(true);
        sheet.inner.add_conditional_format(FIRST_ROW, RATE, sheet.next_row() - 1, RATE, &bar)?;
    }
    sheet.table_end(HEADER_ROW, COLUMNS.len(), EMPTY)?;
    sheet.print_columns(COLUMNS.len() - SCREEN_ONLY)
}

/// Every row of the tab.
pub fn every_row<'a>(material: &'a Material<'a>, see: &mut dyn FnMut(&[Value<'a>])) {
    let jumps = Jumps::of(material);
    for (at, row) in rows(material).iter().enumerate() {
        see(&row.values(at + 1, &jumps, material));
    }
}

/// Where the rows of a submission stand in other tabs.
struct Jumps<'a> {
    /// The first of its indicators, by the place of its submission, zero-based.
    indicators: Vec<Option<u32>>,
    /// The findings of its unit, by the code, zero-based.
    findings: BTreeMap<&'a str, u32>,
}

impl<'a> Jumps<'a> {
    fn of(material: &'a Material) -> Self {
        let written = |name| material.has_tab(name);
        Self {
            indicators: if written(indicators::NAME) { indicators::first_rows(material) } else { Vec::new() },
            findings: if written(by_unit::NAME) { by_unit::rows(material) } else { BTreeMap::new() },
        }
    }
}

/// A link to a row of another tab.
fn jump(tab: Text, row: Option<u32>, lang: Lang) -> Value<'static> {
    let Some(row) = row else { return Value::text("") };
    Value::link(Some(inside(tab.get(lang), row)), Text::new("去看", "go to").get(lang))
}

fn rows<'a>(material: &'a Material<'a>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row> = material.items.iter().enumerate().map(Row::of).collect();
    rows.sort_by_key(|row| material.order_of(&row.item.code)); // stable: the order of the roster inside each section
    rows
}

/// The numbers of one row, as they are written and added up.
struct Row<'a> {
    /// The position of its submission.
    at: usize,
    item: &'a Item<'a>,
    money: [Option<Decimal>; 3],
    scores: [Option<Decimal>; 3],
    counts: [usize; 3],
    in_totals: bool,
}

impl<'a> Row<'a> {
    fn of((at, item): (usize, &'a Item<'a>)) -> Self {
        let money = item.entry.and_then(|entry| entry.money.as_ref());
        let card = &item.case.scorecard;
        let count = |severity| item.findings().filter(|f| f.severity == severity && !f.is_explained()).count();
        Self {
            at,
            item,
            money: money.map_or([None; 3], |m| [m.initial, m.adjusted, m.executed]),
            scores: [card.self_sum, card.total, item.review().and_then(|review| review.score)],
            counts: Severity::ALL.map(count),
            in_totals: item.entry.is_some_and(|entry| entry.in_totals),
        }
    }

    fn rate(&self) -> Option<Decimal> {
        self.item.entry?.money.as_ref()?.rate().map(|rate| round(rate, 8))
    }

    fn last_rate(&self) -> Option<Decimal> {
        self.item.entry?.money_before.as_ref()?.rate().map(|rate| round(rate, 8))
    }

    fn values(&self, number: usize, jumps: &Jumps<'_>, material: &'a Material<'a>) -> Vec<Value<'a>> {
        let lang = material.lang;
        let item = self.item;
        let card = &item.case.scorecard;
        let section =
            material.county.and_then(|county| county.roster.unit(&item.code)).map_or("", |unit| &unit.section);
        let standing = item.entry.map_or(Standing::Unknown, |entry| entry.standing);
        let gap = card.gap().filter(|_| card.is_scored);
        let grade = |grade: &'a Option<std::sync::Arc<str>>| Value::middle(grade.as_deref().unwrap_or_default());
        let late = item.entry.and_then(|entry| entry.late);
        let answer = |id| item.case.submission.answer(id).unwrap_or_default();
        let rate = self.rate();
        let over = rate.is_some_and(|rate| rate > Decimal::ONE);
        let from_parts = item.entry.and_then(|entry| entry.money.as_ref()).is_some_and(|money| money.from_parts);
        let [initial, adjusted, executed] = self.money;
        let [self_score, recomputed, reviewed] = self.scores;
        let [errors, warnings, notes] = self.counts;
        vec![
            Value::centred(number),
            Value::middle(&*item.code),
            Value::wrap(&*item.unit),
            Value::wrap(section),
            Value::wrap(material.form_title(&item.case.submission.form)),
            Value::wrap(&*item.project),
            Value::money(initial).tone_if(from_parts, Tone::Note),
            Value::money(adjusted).tone_if(from_parts, Tone::Note),
            Value::money(executed).tone_if(from_parts, Tone::Note),
            Value::percent(self.last_rate()),
            Value::percent(rate).tone_if(over, Tone::Bad),
            Value::text(""),
            Value::score(self_score),
            Value::score(recomputed),
            Value::score(reviewed),
            Value::count(card.open_lines).tone_if(card.open_lines == 0, Tone::Quiet),
            Value::score(gap).tone(gap.map_or(Tone::Plain, tone_of_gap)),
            grade(&card.self_grade),
            grade(&card.grade).tone_if(card.grade.is_some() && card.grade != card.self_grade, Tone::Warn),
            Value::middle(item.review().and_then(|review| review.grade.as_deref()).unwrap_or_default()),
            item.entry.and_then(|entry| entry.rank).map_or(Value::middle(""), Value::centred),
            review(item, lang),
            Value::count(errors).tone(if errors > 0 { Tone::Bad } else { Tone::Quiet }),
            Value::count(warnings).tone(if warnings > 0 { Tone::Warn } else { Tone::Quiet }),
            Value::count(notes).tone(if notes > 0 { Tone::Note } else { Tone::Quiet }),
            Value::word(standing.name(), lang).tone(match standing {
                Standing::Counts => Tone::Plain,
                Standing::Superseded => Tone::Quiet,
                Standing::Unknown | Standing::OtherYear | Standing::Unfilled => Tone::Warn,
            }),
            Value::word(if self.in_totals { YES } else { NO }, lang).tone_if(!self.in_totals, Tone::Quiet),
            match late {
                None => Value::middle(""),
                Some(late) => Value::word(if late { YES } else { NO }, lang).tone_if(late, Tone::Warn),
            },
            item.entry
                .and_then(|entry| entry.owner.as_ref())
                .map_or_else(|| Value::middle(""), |owner| Value::word(owner.by.name(), lang)),
            Value::middle(answer("filler")),
            Value::middle(answer("phone")),
            jump(indicators::NAME, jumps.indicators.get(self.at).copied().flatten(), lang),
            jump(by_unit::NAME, jumps.findings.get(&*item.code).copied(), lang),
            material.file_link(item.file),
        ]
    }
}

/// How the review of a submission stands: a score that does not speak of the file that counts is shown here and nowhere else.
fn review(item: &Item, lang: Lang) -> Value<'static> {
    let Some(review) = item.review() else { return Value::middle("") };
    match review.outdated() {
        Some((reviewed, why)) => {
            let text = Text::new("{score} 分，{why}", "{score} points, {why}");
            let score = plain(reviewed.score);
            Value::wrap(text.fill(lang, &[("score", &score), ("why", why.name().get(lang))])).tone(Tone::Bad)
        }
        None if review.score.is_some() => Value::word(Text::new("已复核", "reviewed"), lang),
        None => Value::word(Text::new("部分指标已复核", "some indicators reviewed"), lang),
    }
}

/// What a row of totals adds up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// The submissions that feed the county totals.
    Counted,
    /// The rows that the filter shows; all of them when the file is opened.
    Filtered,
}

/// One row of totals: formulas with their true results. `ROUND` takes away the noise of binary sums.
fn totals(rows: &[Row], scope: Scope, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let first = FIRST_ROW + 1;
    let last = (FIRST_ROW as usize + rows.len()).max(first as usize);
    let here = sheet.next_row() + 1;
    let taken = || rows.iter().filter(|row| scope == Scope::Filtered || row.in_totals);
    let range = |col: u16| format!("{0}{first}:{0}{last}", column_letters(col));
    let flag = format!("${0}${first}:${0}${last}", column_letters(IN_TOTALS));
    let condition = format!("{flag},\"{}\"", YES.get(lang));
    let total = |col: u16| match scope {
        Scope::Counted => format!("=ROUND(SUMIFS({},{condition}),6)", range(col)),
        Scope::Filtered => format!("=ROUND(SUBTOTAL(109,{}),6)", range(col)),
    };
    let mean = |col: u16| match scope {
        Scope::Counted => format!("=IFERROR(ROUND(AVERAGEIFS({},{condition}),8),\"\")", range(col)),
        Scope::Filtered => format!("=IFERROR(ROUND(SUBTOTAL(101,{}),8),\"\")", range(col)),
    };

    let mut values: Vec<Value> = vec![Value::text(""); COLUMNS.len()];
    let mut set = |col: u16, value: Value<'static>| {
        if let Some(slot) = values.get_mut(usize::from(col)) {
            *slot = value;
        }
    };
    let label = if scope == Scope::Counted { COUNTED } else { FILTERED };
    let count = Text::new("{label}（{n} 份）", "{label} ({n})")
        .fill(lang, &[("label", label.get(lang)), ("n", &taken().count().to_string())]);
    // The count of the filtered rows would not follow the filter as a text, so only the counted row shows it.
    set(2, Value::text(if scope == Scope::Counted { count } else { label.get(lang).to_owned() }));
    let mut sums = [Decimal::ZERO; 3];
    for (at, (col, slot)) in MONEY.zip(&mut sums).enumerate() {
        *slot = sum(taken().filter_map(|row| row.money.get(at).copied().flatten())).unwrap_or_default();
        set(col, Value::formula(Look::Money, total(col), Some(round(*slot, 6))));
    }
    let [_, adjusted, executed] = sums;
    let (divisor, dividend) = (column_letters(MONEY.end - 2), column_letters(MONEY.end - 1));
    let rate = ratio(round(executed, 6), round(adjusted, 6)).map(|rate| round(rate, 8));
    let formula = format!("=IF({divisor}{here}=0,\"\",ROUND({dividend}{here}/{divisor}{here},8))");
    set(RATE, Value::formula(Look::Percent, formula, rate));
    for (at, col) in SCORES.enumerate() {
        let known: Vec<Decimal> = taken().filter_map(|row| row.scores.get(at).copied().flatten()).collect();
        let result = sum(known.iter().copied()).and_then(|all| ratio(all, Decimal::from(known.len())));
        set(col, Value::formula(Look::Score, mean(col), result.map(|mean| round(mean, 8))));
    }
    for (at, col) in COUNTS.enumerate() {
        let all: usize = taken().filter_map(|row| row.counts.get(at)).sum();
        set(col, Value::formula(Look::Count, total(col), Some(Decimal::from(all))));
    }
    let values: Vec<Value> = values.into_iter().map(|value| value.tone(Tone::Total)).collect();
    sheet.row(&values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_that_are_added_up_are_where_the_formulas_expect_them() {
        let title = |col: u16| COLUMNS[usize::from(col)].title.get(Lang::Zh);
        assert_eq!(title(MONEY.start), "年初预算数（万元）");
        assert_eq!(title(RATE), "执行率");
        assert_eq!(title(TREND), "走势");
        assert_eq!(title(SCORES.start), "自评总分");
        assert_eq!(title(COUNTS.start), "必须修改");
        assert_eq!(title(IN_TOTALS), "计入合计");
    }
}
