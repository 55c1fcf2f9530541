//! 单位排名: the submissions that feed the totals by score, by execution rate and by how well they were filled in.

use rust_decimal::Decimal;
use rust_xlsxwriter::{ConditionalFormatDataBar, XlsxError};

use crate::model::number::round;
use crate::model::{County, Standing};
use crate::output::material::{Item, Material};
use crate::output::sheet::{Column, Sheet};
use crate::output::style::{Look, SHADE, Tone};
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("单位排名", "Ranking");

const COLUMNS: [Column; 13] = [
    Column::new("名次（得分）", "Rank by score", 8.0),
    Column::new("单位代码", "Code", 11.0),
    Column::new("单位", "Unit", 24.0),
    Column::new("表样", "Form", 18.0),
    Column::new("项目", "Project", 26.0),
    Column::new("排名得分", "Score that ranks", 10.0),
    Column::new("自评总分", "Self score", 10.0),
    Column::new("复算得分", "Recomputed", 10.0),
    Column::new("执行率", "Execution rate", 10.0),
    Column::new("名次（执行率）", "Rank by execution", 9.0),
    Column::new("填报质量", "Filling quality", 10.0),
    Column::new("名次（质量）", "Rank by quality", 9.0),
    Column::new("不参加排名的原因", "Why it is not ranked", 26.0),
];
const RATE: u16 = 8;
const QUALITY: u16 = 10;
const HEADER_ROW: u32 = 2;
const NOTE: Text = Text::new(
    "得分名次按{ranks_by}，在计入合计的同一表样中排；执行率超过 100% 的不排。填报质量＝100 −（必须修改 × 10 ＋ 需核实 × 3）÷ 指标条数 × 10，最低 0，已说明的不扣（本工具的约定）。读不出来的、没有得分的列在最后，不排名。",
    "Ranks by {ranks_by}, among the counted submissions of a form; rates above 100 % are not ranked. Filling quality = 100 − (10 × to correct + 3 × to verify) ÷ indicators × 10, at least 0; what is explained costs nothing (a convention of this tool). What cannot be ranked stands at the end.",
);
const EMPTY: Text = Text::new("没有可以排名的报送。", "There is nothing to rank.");

/// A submission with what it is ranked by.
struct Line<'a> {
    item: &'a Item<'a>,
    rank: Option<usize>,
    score: Option<Decimal>,
    rate: Option<Decimal>,
    quality: Decimal,
}

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths(COLUMNS.iter().map(|column| column.width))?;
    sheet.title(NAME.get(lang), &NOTE.fill(lang, &[("ranks_by", county.ranks_by.name().get(lang))]))?;
    let is_counted = |item: &&Item| item.entry.is_some_and(|entry| entry.standing == Standing::Counts);
    let mut lines: Vec<Line> = material.items.iter().filter(is_counted).map(|item| line(item, county)).collect();
    let by_rate = ranks(lines.iter().map(|line| line.rate.filter(|rate| *rate <= Decimal::ONE)));
    let by_quality = ranks(lines.iter().map(|line| Some(line.quality)));
    let mut ranked: Vec<(Line, Option<usize>, Option<usize>)> =
        lines.drain(..).zip(by_rate).zip(by_quality).map(|((line, rate), quality)| (line, rate, quality)).collect();
    // Stable: submissions of equal rank stay in the order of the roster, form by form.
    ranked.sort_by_key(|(line, ..)| (line.rank.is_none(), line.item.case.submission.form.clone(), line.rank));
    sheet.table_header(&COLUMNS, 3, ranked.len())?;
    for (line, by_rate, by_quality) in &ranked {
        sheet.row(&values(line, *by_rate, *by_quality, material))?;
    }
    if !ranked.is_empty() {
        let last = sheet.next_row() - 1;
        for column in [RATE, QUALITY] {
            let bar = ConditionalFormatDataBar::new().set_fill_color(SHADE).set_solid_fill(true);
            sheet.inner.add_conditional_format(HEADER_ROW + 1, column, last, column, &bar)?;
        }
    }
    sheet.table_end(HEADER_ROW, COLUMNS.len(), EMPTY)
}

fn line<'a>(item: &'a Item<'a>, county: &County) -> Line<'a> {
    let entry = item.entry;
    let open = |letter: &str| {
        let open = item.findings().filter(|f| f.severity.letter() == letter && !f.is_explained()).count();
        Decimal::from(open)
    };
    let indicators = Decimal::from(item.case.submission.all_indicators().count().max(1));
    let faults = open("E") * Decimal::TEN + open("W") * Decimal::from(3);
    let quality = (Decimal::ONE_HUNDRED - faults / indicators * Decimal::TEN).max(Decimal::ZERO);
    Line {
        item,
        rank: entry.and_then(|entry| entry.rank),
        score: entry.and_then(|entry| county.ranking_score(entry)),
        rate: entry.and_then(|entry| entry.money.as_ref()?.rate()),
        quality: round(quality, 2),
    }
}

/// Ranks from the largest on; equal values share one, and what is not known has none.
fn ranks(values: impl Iterator<Item = Option<Decimal>>) -> Vec<Option<usize>> {
    let values: Vec<Option<Decimal>> = values.collect();
    let mut sorted: Vec<Decimal> = values.iter().copied().flatten().collect();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let place = |value: Decimal| sorted.partition_point(|other| *other > value) + 1;
    values.into_iter().map(|value| value.map(place)).collect()
}

fn values<'a>(
    line: &Line<'a>,
    by_rate: Option<usize>,
    by_quality: Option<usize>,
    material: &'a Material,
) -> Vec<Value<'a>> {
    let item = line.item;
    let card = &item.case.scorecard;
    let rank = |rank: Option<usize>| rank.map_or(Value::middle(""), Value::centred);
    let over = line.rate.is_some_and(|rate| rate > Decimal::ONE);
    vec![
        rank(line.rank),
        Value::middle(&*item.code),
        Value::wrap(&*item.unit),
        Value::wrap(material.form_title(&item.case.submission.form)),
        Value::wrap(&*item.project),
        Value::score(line.score),
        Value::score(card.self_sum),
        Value::score(card.total),
        Value::percent(line.rate.map(|rate| round(rate, 8))).tone_if(over, Tone::Bad),
        rank(by_rate),
        Value::number(Look::Score, Some(line.quality)),
        rank(by_quality),
        why(line, material),
    ]
}

/// Why a submission has no rank by score.
fn why<'a>(line: &Line, material: &Material) -> Value<'a> {
    let card = &line.item.case.scorecard;
    let text = match line.rank {
        Some(_) => return Value::text(""),
        None if !card.is_scored => Text::new("表样没有得分", "the form has no scores"),
        None if line.item.entry.is_some_and(|entry| !entry.in_totals) => {
            Text::new("表样不计入合计", "the form feeds no totals")
        }
        None if line.score.is_none() && card.total.is_none() => {
            Text::new("有得分无法复算", "some scores cannot be recomputed")
        }
        None => Text::new("没有用来排名的得分", "the score that ranks is not known"),
    };
    Value::wrap(text.get(material.lang)).tone(Tone::Quiet)
}
