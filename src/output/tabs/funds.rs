//! 资金汇总: money by source, by section in charge, by superior unit and by submission, beside last year's.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use crate::model::cell::column_letters;
use crate::model::number::{ratio, round, sum};
use crate::model::{CountedMoney, County, MoneyRow, MoneyUnit, Quantity, Standing, Unit};
use crate::output::material::{Item, Material};
use crate::output::sheet::{Column, Sheet};
use crate::output::style::{Look, Tone};
use crate::output::value::Value;
use crate::text::{Lang, Text, fold};

/// The name of the tab.
pub const NAME: Text = Text::new("资金汇总", "Money");

const COLUMNS: [Column; 14] = [
    Column::new("归口股室", "Section", 14.0),
    Column::new("上级单位", "Superior unit", 22.0),
    Column::new("单位代码", "Code", 11.0),
    Column::new("单位", "Unit", 24.0),
    Column::new("项目", "Project", 26.0),
    Column::new("年初预算数（万元）", "Initial budget (10k yuan)", 14.0),
    Column::new("全年预算数（万元）", "Adjusted budget (10k yuan)", 14.0),
    Column::new("全年执行数（万元）", "Executed (10k yuan)", 14.0),
    Column::new("执行率", "Execution rate", 10.0),
    Column::new("上年预算数（万元）", "Last year's budget (10k yuan)", 14.0),
    Column::new("上年执行数（万元）", "Last year's execution (10k yuan)", 14.0),
    Column::new("上年执行率", "Last year's rate", 10.0),
    Column::new("执行数比上年", "Change of execution", 10.0),
    Column::new("备注", "Remark", 30.0),
];
const FIRST_AMOUNT: u16 = 5;
/// The columns of amounts: this year's three, last year's two.
const AMOUNTS: [u16; 5] = [5, 6, 7, 9, 10];
const NOTE: Text = Text::new(
    "计入合计的报送，金额折算为万元；各级合计是公式，加总下面的明细。执行率＝全年执行数 ÷ 全年预算数（两数都有的才算）。没有注明计量单位的不相加，列在最后。",
    "Counted submissions, in 10,000 yuan; totals are formulas over the rows below. Rate = executed ÷ adjusted budget. Amounts without a unit are not added and stand at the end.",
);
const EMPTY: Text = Text::new("没有计入合计的资金。", "No money is counted.");
/// Where the names of the blocks stand, beside the number of submissions; what is left of them belongs to the table alone.
const LABEL: u16 = FIRST_AMOUNT - 2;
const NONE: Text = Text::new("（未注明）", "(not stated)");

/// One submission with its money.
struct Line<'a> {
    item: &'a Item<'a>,
    section: &'a str,
    parent: &'a str,
    amounts: [Option<Decimal>; 5],
    from_parts: bool,
}

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths(COLUMNS.iter().map(|column| column.width))?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    let lines: Vec<Line> = material.items.iter().filter_map(|item| line(item, county)).collect();
    sources(material, sheet)?;
    let sections = groups(&lines, |line| line.section);
    let parents = groups(&lines, |line| line.parent);
    // The blocks of totals come first; their formulas name the rows of the table below them.
    let blocks = u32::try_from(sections.len() + parents.len()).unwrap_or_default() + 2 * 3 + 1;
    let header_row = sheet.next_row() + blocks + 1;
    let table = Range { first: header_row + 2, last: header_row + 1 + u32::try_from(lines.len().max(1)).unwrap_or(1) };
    block(Text::new("按归口股室", "By section in charge"), 0, &sections, &table, sheet)?;
    block(Text::new("按上级单位", "By superior unit"), 1, &parents, &table, sheet)?;
    let all: Vec<&Line> = lines.iter().collect();
    let mut values = vec![Value::text(Text::new("全县合计", "County").get(lang)), Value::count(all.len())];
    values.extend(totals(&all, sheet.next_row() + 1, |column| {
        let all = table.of(column);
        format!("=IF(COUNT({all})=0,\"\",ROUND(SUM({all}),6))")
    }));
    sheet.row_from(LABEL, &values.into_iter().map(|value| value.tone(Tone::Total)).collect::<Vec<_>>())?;
    sheet.skip(1);
    let header_row = sheet.next_row();
    let titles: Vec<Value> = COLUMNS.iter().map(|c| Value::shown(Look::Header, c.title.get(lang))).collect();
    sheet.declare_table(&titles, lines.len())?;
    for line in &lines {
        sheet.row(&values_of(line, sheet.next_row() + 1, material))?;
    }
    sheet.table_end(header_row, COLUMNS.len(), EMPTY)?;
    left_out(material, sheet)
}

/// The rows of the table, counted from 1.
struct Range {
    first: u32,
    last: u32,
}

impl Range {
    fn of(&self, column: u16) -> String {
        format!("{0}{1}:{0}{2}", column_letters(column), self.first, self.last)
    }

    fn fixed(&self, column: u16) -> String {
        format!("${0}${1}:${0}${2}", column_letters(column), self.first, self.last)
    }
}

fn line<'a>(item: &'a Item<'a>, county: &'a County) -> Option<Line<'a>> {
    let entry = item.entry.filter(|entry| entry.in_totals)?;
    let money = entry.money.as_ref()?;
    let before = entry.money_before.as_ref();
    let body = county.roster.unit(&item.code);
    let known = |name: &'a str| if name.is_empty() { "" } else { name };
    Some(Line {
        item,
        section: known(body.map_or("", |body| &body.section)),
        parent: known(body.map_or("", |body| if body.parent.is_empty() { &*body.name } else { &body.parent })),
        amounts: [
            money.initial,
            money.adjusted,
            money.executed,
            before.and_then(|money| money.adjusted),
            before.and_then(|money| money.executed),
        ],
        from_parts: money.from_parts,
    })
}

/// Lines by what they have in common, in the order in which they come first.
fn groups<'a, 'b>(lines: &'b [Line<'a>], of: impl Fn(&Line<'a>) -> &'a str) -> Vec<(&'a str, Vec<&'b Line<'a>>)> {
    let mut groups: Vec<(&str, Vec<&Line>)> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines {
        let at = *known.entry(of(line)).or_insert_with(|| {
            groups.push((of(line), Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(line);
    }
    groups
}

/// Totals of every group: formulas over the rows of the table that bear its name.
fn block(
    title: Text,
    key: u16,
    groups: &[(&str, Vec<&Line>)],
    table: &Range,
    sheet: &mut Sheet,
) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.heading(title.get(lang), u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX))?;
    let amounts = usize::from(FIRST_AMOUNT)..COLUMNS.len() - 1;
    sheet.row_from(LABEL, &header(COLUMNS[usize::from(key)], &COLUMNS[amounts], lang))?;
    for (name, lines) in groups {
        let here = sheet.next_row() + 1;
        let mut values =
            vec![Value::wrap(if name.is_empty() { NONE.get(lang) } else { name }), Value::count(lines.len())];
        let keys = table.fixed(key);
        let wanted = format!("${}{here}", column_letters(LABEL));
        let shown = if name.is_empty() { format!("\"{}\"", NONE.get(lang)) } else { wanted };
        // A blank is no zero: where nothing is known, nothing is added up.
        values.extend(totals(lines, here, |column| {
            let all = table.fixed(column);
            format!("=IF(COUNTIFS({keys},{shown},{all},\"<>\")=0,\"\",ROUND(SUMIFS({all},{keys},{shown}),6))")
        }));
        sheet.row_from(LABEL, &values)?;
    }
    Ok(())
}

/// The titles of a block: what its rows are, how many submissions, and amounts.
fn header(what: Column, amounts: &[Column], lang: Lang) -> Vec<Value<'static>> {
    let count = Column::new("份数", "Submissions", 0.0);
    let titles = [what, count].into_iter().chain(amounts.iter().copied());
    titles.map(|column| Value::shown(Look::Header, column.title.get(lang))).collect()
}

/// The amounts of some lines added up, with rates and the change to last year; formulas with their true results.
fn totals(lines: &[&Line], here: u32, formula: impl Fn(u16) -> String) -> Vec<Value<'static>> {
    let sums = AMOUNTS.iter().enumerate().map(|(at, _)| {
        let known: Vec<Decimal> = lines.iter().filter_map(|line| line.amounts[at]).collect();
        if known.is_empty() { None } else { sum(known).map(|total| round(total, 6)) }
    });
    let sums: Vec<Option<Decimal>> = sums.collect();
    amounts(AMOUNTS.map(|column| Value::formula(Look::Money, formula(column), None)), &sums, here)
}

fn amounts(cells: [Value<'static>; 5], sums: &[Option<Decimal>], here: u32) -> Vec<Value<'static>> {
    let [initial, adjusted, executed, before, spent] = cells;
    let with = |value: Value<'static>, result: Option<Decimal>| match value.content {
        crate::output::value::Content::Formula(formula, _) => Value::formula(Look::Money, formula, result),
        _ => value,
    };
    let rate = |above: u16, below: u16, result: Option<Decimal>| {
        let (above, below) = (column_letters(above), column_letters(below));
        let formula =
            format!("=IF(OR(N({below}{here})=0,{above}{here}=\"\"),\"\",ROUND({above}{here}/{below}{here},8))");
        Value::formula(Look::Percent, formula, result.map(|rate| round(rate, 8)))
    };
    let share = |above: usize, below: usize| ratio(sums[above]?, sums[below]?);
    let change = |result: Option<Decimal>| {
        let (now, then) = (column_letters(AMOUNTS[2]), column_letters(AMOUNTS[4]));
        let formula = format!("=IF(OR(N({then}{here})=0,{now}{here}=\"\"),\"\",ROUND({now}{here}/{then}{here}-1,8))");
        Value::formula(Look::Percent, formula, result.map(|change| round(change, 8)))
    };
    vec![
        with(initial, sums[0]),
        with(adjusted, sums[1]),
        with(executed, sums[2]),
        rate(AMOUNTS[2], AMOUNTS[1], share(2, 1)),
        with(before, sums[3]),
        with(spent, sums[4]),
        rate(AMOUNTS[4], AMOUNTS[3], share(4, 3)),
        change(share(2, 4).map(|ratio| ratio - Decimal::ONE)),
    ]
}

fn values_of<'a>(line: &Line<'a>, here: u32, material: &'a Material) -> Vec<Value<'a>> {
    let lang = material.lang;
    let shown = |name: &'a str| Value::wrap(if name.is_empty() { NONE.get(lang) } else { name });
    let mut values = vec![
        shown(line.section),
        shown(line.parent),
        Value::middle(&*line.item.code),
        Value::wrap(&*line.item.unit),
        Value::wrap(&*line.item.project),
    ];
    let cells = line.amounts.map(Value::money);
    values.extend(amounts(cells, &line.amounts, here));
    let remark = if line.from_parts {
        Text::new("合计与分项不符，按分项相加", "added up from parts, as the printed total does not tie").get(lang)
    } else {
        ""
    };
    values.push(Value::wrap(remark));
    values
}

/// Money by source, as the forms name their rows: only where the unit is known.
fn sources(material: &Material, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.heading(Text::new("按资金来源", "By source").get(lang), u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX))?;
    let source_column = Column::new("资金来源（各表的叫法）", "Source as the forms name it", 0.0);
    let amounts = usize::from(FIRST_AMOUNT)..usize::from(FIRST_AMOUNT) + 4;
    sheet.row_from(LABEL, &header(source_column, &COLUMNS[amounts], lang))?;
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<(String, [Decimal; 3], usize)> = Vec::new();
    for item in material.items.iter().filter(|item| item.entry.is_some_and(|entry| entry.in_totals)) {
        for block in &item.case.submission.money {
            let Some(unit) = block.unit else { continue };
            for row in block.rows.iter().filter(|row| row.parent.is_some()) {
                let amounts = in_ten_thousand(row, unit);
                if amounts.iter().all(|amount| amount.is_none_or(|amount| amount.is_zero())) {
                    continue;
                }
                let name = source(row);
                let at = *known.entry(fold(&name)).or_insert_with(|| {
                    found.push((name, [Decimal::ZERO; 3], 0));
                    found.len() - 1
                });
                for (sum, amount) in found[at].1.iter_mut().zip(amounts) {
                    *sum = sum.saturating_add(amount.unwrap_or_default());
                }
                found[at].2 += 1;
            }
        }
    }
    for (name, sums, count) in found {
        let here = sheet.next_row() + 1;
        let (above, below) = (column_letters(AMOUNTS[2]), column_letters(AMOUNTS[1]));
        let formula = format!("=IF(N({below}{here})=0,\"\",ROUND({above}{here}/{below}{here},8))");
        let mut values = vec![Value::wrap(name), Value::count(count)];
        values.extend(sums.map(|sum| Value::money(Some(round(sum, 6)))));
        values.push(Value::formula(Look::Percent, formula, ratio(sums[2], sums[1]).map(|rate| round(rate, 8))));
        sheet.row_from(LABEL, &values)?;
    }
    Ok(())
}

/// What a row is called, without the words that lead to it.
fn source(row: &MoneyRow) -> String {
    let label = row.label.raw.to_string();
    let label = label.trim().trim_start_matches("其中").trim_start_matches(['：', ':', ' ', '\u{3000}']);
    label.split_whitespace().collect()
}

fn in_ten_thousand(row: &MoneyRow, unit: MoneyUnit) -> [Option<Decimal>; 3] {
    [&row.initial, &row.adjusted, &row.executed].map(|entry| {
        let quantity = entry.value()?;
        let quantity = Quantity { unit: quantity.unit.clone().or(Some(Unit::Money(unit))), ..quantity.clone() };
        quantity.in_unit(Some(&Unit::Money(MoneyUnit::TenThousand)))
    })
}

/// The submissions that count and whose money is not known.
fn left_out(material: &Material, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let unknown = |item: &&Item| {
        item.entry.is_some_and(|entry| entry.standing == Standing::Counts && entry.money.is_none())
            && item.case.submission.money.iter().any(|block| CountedMoney::of(block).is_none())
    };
    let mut unknown = material.items.iter().filter(unknown).peekable();
    if unknown.peek().is_none() {
        return Ok(());
    }
    let heading = Text::new("没有相加的（没有注明计量单位，或没有填）", "Not added: no unit, or nothing filled in");
    sheet.heading(heading.get(lang), u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX))?;
    for item in unknown {
        sheet.row_from(2, &[Value::middle(&*item.code), Value::wrap(&*item.unit), Value::wrap(&*item.project)])?;
    }
    Ok(())
}
