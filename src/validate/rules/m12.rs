//! M12: a split of the money does not agree with the whole amount.

use crate::model::number::{plain, sum};
use crate::model::submission::Amount;
use crate::model::{
    Code, Edit, Entry, FactRow, FactTable, FactValue, MoneyBlock, MoneyRow, Page, Place, Quantity, Severity, State,
    Unit,
};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Execution, Subject, address};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M12"),
        title: Text::new("收入、支出口径与资金总额不符", "A split does not agree with the whole amount"),
        severity: Severity::E,
        what: Text::new(
            "表样另按收入性质、支出性质拆分资金的，每一种拆分的合计应与资金总额一行的某一栏（年初预算数、全年预算数、到位数、全年执行数）相等；一栏都不相等的报告。各分项之和大于合计的也报告。整数须分毫不差，有小数的在填写精度之内即可；单位没有写明的不判断。",
            "Where a form splits the money by kind of income or of expense, the whole of each split must be one of the amounts in the row of the whole (initial, adjusted, received, executed); one that is none of them is told, and so are parts that add up to more than their whole. Whole numbers must tie exactly, others within their precision. Not judged without declared units.",
        ),
        why: Text::new(
            "本工具的约定：同一笔资金换一种口径，总数不变。已公开的部门整体自评表中，按收入性质合计 2030.12，按支出性质合计 1925.67。",
            "A convention of this tool: the same money split in another way is as much. A published form has 2030.12 by income and 1925.67 by expense.",
        ),
        wrong: Text::new(
            "全年执行数 1600，按收入性质分 1600，按支出性质分 1590。",
            "Executed 1600; by income 1600, by expense 1590.",
        ),
        correct: Text::new("核对决算报表，补齐漏填的部分。", "Look at the final accounts and add what is missing."),
        example: &[Edit { cell: "C6", from: "按收入性质分：1600", to: "按收入性质分：1610" }],
        fires_at: "C6",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let Some(execution) = subject.executions().next() else { return };
    for split in subject.submission.facts.iter().filter(|table| table.is_split) {
        for whole in split.rows.iter().filter(|row| row.parent.is_none()) {
            judge(execution, split, whole, tally);
        }
    }
}

/// The amounts that a split may split.
const COLUMNS: [fn(&MoneyRow) -> &Entry<Quantity>; 4] =
    [|row| &row.initial, |row| &row.adjusted, |row| &row.received, |row| &row.executed];

fn judge(Execution { block, total, .. }: Execution<'_>, split: &FactTable, whole: &FactRow, tally: &mut Tally<'_>) {
    let Some(entry) = value(whole).filter(|entry| entry.is_asked()) else { return };
    let Some(printed) = amount(whole, split, block) else {
        let why = Text::new("“{name}”的合计或单位不明", "the whole or the unit of `{name}` is not known");
        return tally.not_evaluated(Message::new(why).with("name", whole.label.value().map_or("", String::as_str)));
    };
    let parts = split.rows.iter().filter(|row| row.parent.as_ref() == Some(&whole.id));
    let parts: Vec<(&Entry<FactValue>, Amount)> =
        parts.filter_map(|row| Some((value(row)?, amount(row, split, block)?))).collect();
    let least = sum(parts.iter().map(|(_, part)| if part.is_whole { part.value } else { part.reach.low }));
    if !parts.is_empty() && least.is_some_and(|least| least > printed.reach.high) {
        let added = sum(parts.iter().map(|(_, part)| part.value)).map(plain).unwrap_or_default();
        let cells: Vec<_> = parts.iter().map(|(part, _)| (&part.place, part.raw.to_string())).collect();
        let text = Text::new(
            "“{name}”合计 {printed}，分项（{cells}）之和却有 {added}",
            "`{name}` is {printed} in all, but its parts ({cells}) add up to {added}",
        );
        return fail((whole, entry), Message::new(text).with("added", added), &cells, tally);
    }
    let columns = COLUMNS.map(|column| column(total));
    let mut known = columns.iter().filter_map(|entry| entry.value()).filter_map(|quantity| block.amount(quantity));
    if known.any(|amount| amount.ties(printed)) {
        return tally.pass();
    }
    let cells: Vec<_> = columns.iter().filter(|entry| entry.value().is_some()).collect();
    if cells.is_empty() || columns.iter().any(|entry| matches!(entry.state, State::Blank | State::Unreadable)) {
        let why = Text::new("资金总额一行有金额未填或无法识别", "an amount of the whole is not known");
        return tally.not_evaluated(why);
    }
    let cells: Vec<_> = cells.iter().map(|entry| (&entry.place, entry.raw.to_string())).collect();
    let text = Text::new(
        "“{name}”合计 {printed}，与资金总额的各栏（{cells}）都不相等",
        "`{name}` is {printed} in all, which is none of the amounts of the whole ({cells})",
    );
    fail((whole, entry), Message::new(text), &cells, tally);
}

fn fail(
    (whole, entry): (&FactRow, &Entry<FactValue>),
    message: Message,
    others: &[(&Place, String)],
    tally: &mut Tally<'_>,
) {
    let cells: Vec<String> = others.iter().map(|(place, raw)| format!("{} {raw}", address(place))).collect();
    let label = whole.label.value().map_or("", String::as_str);
    tally
        .fail(
            &entry.place,
            message
                .with("name", label)
                .with("printed", entry.amount().map(ToString::to_string).unwrap_or_default())
                .with("cells", cells.join("、")),
            Text::new(
                "请与决算报表核对，补齐漏填的部分或改正合计",
                "look at the final accounts; add what is missing or correct the whole",
            ),
        )
        .related
        .extend(others.iter().map(|(place, _)| (*place).clone()));
}

fn value(row: &FactRow) -> Option<&Entry<FactValue>> {
    row.value("value")
}

/// The amount of a row of a split in the unit of the money block; nothing unless both units are declared.
fn amount(row: &FactRow, split: &FactTable, block: &MoneyBlock) -> Option<Amount> {
    let quantity = value(row)?.amount()?;
    block.unit?;
    let unit = quantity.unit.clone().or_else(|| split.unit.map(Unit::Money))?;
    block.amount(&Quantity { unit: Some(unit), ..quantity.clone() })
}
