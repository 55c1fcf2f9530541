//! M01: total does not tie.

use crate::model::number::plain;
use crate::model::{Code, Edit, Entry, MoneyBlock, MoneyRow, Page, Place, Quantity, Severity, State};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally, UNKNOWN_VALUE};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("M01"),
    title: Text::new("合计不等于分项", "total does not tie"),
    severity: Severity::E,
    what: Text::new(
        "年度资金总额不等于各资金来源之和（年初预算、全年预算、到位、执行各栏分别比较，在书写精度之内）",
        "the total is not the sum of its sources, in any of the columns, within the precision that was written",
    ),
    why: Text::new(
        "总额由分项构成；已公布的自评表中，这是最常见的差错（本工具的约定）",
        "the total is made of its parts; on published forms this is the most frequent fault (a convention of this tool)",
    ),
    wrong: Text::new("总额 0，其中当年财政拨款 90", "total 0, of which appropriations 90"),
    correct: Text::new("请核对后改正总额或分项", "verify and correct the total or the parts"),
    example: &[Edit { cell: "C7", from: "80", to: "70" }],
    fires_at: "C6",
};

type Column = (Text, fn(&MoneyRow) -> &Entry<Quantity>);

const COLUMNS: [Column; 4] = [
    (Text::new("年初预算数", "initial budget"), |row| &row.initial),
    (Text::new("全年预算数", "budget"), |row| &row.adjusted),
    (Text::new("到位数", "amount received"), |row| &row.received),
    (Text::new("执行数", "amount executed"), |row| &row.executed),
];

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for (block, total, _) in subject.executions() {
        for column in COLUMNS {
            judge(block, total, column, tally);
        }
    }
}

fn judge(block: &MoneyBlock, total: &MoneyRow, (name, column): Column, tally: &mut Tally<'_>) {
    let parts = || block.parts_of(&total.id);
    let every = block.added(parts(), column);
    let unreadable = |row: &MoneyRow| matches!(column(row).state, State::Unreadable);
    if parts().any(unreadable) || unreadable(total) {
        return tally.skip(UNKNOWN_VALUE);
    }
    // Nothing to compare where no part is filled.
    let Some(every) = every else { return };
    let Some(printed) = column(total).value().and_then(|quantity| block.amount(quantity)) else {
        return tally.skip(Text::new("总额未填", "the total is blank"));
    };
    // A row that the schema does not know may be a part of a part: the total may tie with or without it.
    let known = block.added(parts().filter(|part| part.known), column);
    if printed.ties(every) || known.is_some_and(|known| printed.ties(known)) {
        return tally.pass();
    }
    let text = Text::new(
        "{name}总额 {total} 不等于分项之和 {parts}",
        "the total {total} of the {name} is not {parts}, the sum of its parts",
    );
    let message = Message::new(text)
        .with("name", name)
        .with("total", plain(printed.value))
        .with("parts", plain(known.unwrap_or(every).value));
    let related: Vec<Place> =
        parts().map(column).filter(|entry| entry.is_written()).map(|entry| entry.place.clone()).collect();
    tally.fail(&column(total).place, message).related(related);
}
