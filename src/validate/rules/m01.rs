//! M01: the whole amount is not the sum of its parts.

use rust_decimal::Decimal;

use crate::model::number::{plain, product, ratio};
use crate::model::{
    Amount, Code, CountedMoney, Edit, Entry, Impact, MoneyBlock, MoneyRow, MoneyUnit, Page, Place, Quantity, Severity,
    State,
};
use crate::text::{Message, Text};
use crate::validate::entries::{ADJUSTED, EXECUTED, INITIAL, RECEIVED};
use crate::validate::repair::{self, Sum, Term, Whole};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, address};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M01"),
        title: Text::new("资金总额不等于分项之和", "Total of money is not the sum of its parts"),
        severity: Severity::E,
        what: Text::new(
            "资金总额与各分项（财政拨款、上年结转、其他资金等）之和逐栏核对：年初预算数、全年预算数、到位数、全年执行数。全是整数的必须分毫不差；有小数的，在填写的精度之内即可。分项全空的栏不查；有一项填了，空着的分项按没有计。能用一处笔误（相邻两位颠倒、多打或漏打一位、正负号、小数点、元与万元）或一格漏加、重复加解释的，指出那一格，供核对，程序不改；能解释的超过三处就不指。",
            "In each column (initial, adjusted, received, executed) the total is held against the sum of its parts. Whole numbers must tie exactly, others within the precision in which they are written. A column without any part is not checked; beside a filled part a blank one adds nothing. Where one keystroke (swapped digits, a digit too many or too few, the sign, the point, 元 for 万元) or one cell left out or counted twice explains it, that cell is named and nothing is changed; where more than three would, none is.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表的资金栏由总额和“其中”各项组成。总额错了，执行率、得分和全县汇总都会跟着错。",
            "In the form attached to 财预〔2020〕10号 the total is made of the rows 其中. With a wrong total, rate, score and the county's sums are wrong as well.",
        ),
        wrong: Text::new(
            "年度资金总额 210，其中财政拨款 180、上年结转 20、其他资金 0。",
            "Total 210; of this 180, 20 and 0.",
        ),
        correct: Text::new("核对凭证后改正总额或分项。", "Look at the books and correct the total or a part."),
        example: &[Edit { cell: "E6", from: "200", to: "210" }],
        fires_at: "E6",
    },
    check,
};

type Column = fn(&MoneyRow) -> &Entry<Quantity>;

const COLUMNS: [(Text, Column); 4] = [
    (INITIAL, |row| &row.initial),
    (ADJUSTED, |row| &row.adjusted),
    (RECEIVED, |row| &row.received),
    (EXECUTED, |row| &row.executed),
];

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let counted = subject.submission.money.iter().find(|block| CountedMoney::of(block).is_some());
    for block in &subject.submission.money {
        for total in &block.rows {
            let is_counted = counted.is_some_and(|counted| std::ptr::eq(counted, block)) && total.parent.is_none();
            for (name, column) in COLUMNS {
                judge(block, total, name, column, is_counted && name != RECEIVED, tally);
            }
        }
    }
}

/// Holds one total against its parts; `is_counted` says whether the county adds it up.
fn judge(block: &MoneyBlock, total: &MoneyRow, name: Text, column: Column, is_counted: bool, tally: &mut Tally<'_>) {
    let parts = || block.parts_of(&total.id);
    let printed = column(total);
    if parts().any(|part| matches!(column(part).state, State::Unreadable)) {
        return open(
            tally,
            Text::new("“{name}”栏有分项无法识别", "a part in the column `{name}` cannot be understood"),
            name,
        );
    }
    if !printed.is_asked() || !parts().any(|part| column(part).value().is_some()) {
        return;
    }
    let Some(printed_amount) = printed.value() else {
        return open(
            tally,
            Text::new("“{name}”栏的总额未填或无法识别", "the total in the column `{name}` is not known"),
            name,
        );
    };
    let known = block.added(parts().filter(|part| part.known), column);
    let every = block.added(parts(), column);
    let (Some(amount), Some(sum)) = (block.amount(printed_amount), known.or(every)) else {
        return open(
            tally,
            Text::new("“{name}”栏的计量单位不同，无法相加", "the units in the column `{name}` differ"),
            name,
        );
    };
    // Rows that the schema does not know may be parts of parts, so that either sum will do.
    if [known, every].into_iter().flatten().any(|sum| amount.ties(sum)) {
        return tally.pass();
    }
    let summed = parts().filter(|part| part.known || known.is_none()).map(column);
    let suspects = repair::suspects(&Sum {
        whole: Whole::Added(term(block, printed, printed_amount)),
        parts: summed.filter_map(|part| Some(term(block, part, part.value()?))).collect(),
        slack: slack(amount, sum),
    });
    let related: Vec<Place> =
        parts().map(column).filter(|part| part.value().is_some()).map(|part| part.place.clone()).collect();
    let cells: Vec<String> = related.iter().map(address).collect();
    let finding = tally.fail(
        &printed.place,
        Message::new(Text::new(
            "{name}：总额 {total}，分项之和 {sum}（{cells}）",
            "{name}: the total is {total}, its parts ({cells}) add up to {sum}",
        ))
        .with("name", name)
        .with("total", printed_amount.to_string())
        .with("sum", plain(sum.value))
        .with("cells", cells.join("、")),
        Text::new("请核对总额和分项，改正填错的一方", "check total and parts and correct the one that is wrong"),
    );
    finding.related.extend(related);
    finding.suspects = suspects;
    finding.impact = is_counted.then(|| off(block, amount.value, sum.value)).flatten();
}

/// An amount as one term of the sum.
fn term<'a>(block: &MoneyBlock, entry: &'a Entry<Quantity>, quantity: &Quantity) -> Term<'a> {
    let in_block = block.amount(quantity).and_then(|amount| ratio(amount.value, quantity.amount));
    Term { factor: in_block.unwrap_or(Decimal::ONE), ..Term::new(&entry.place, quantity.amount) }
}

/// How far a total and a sum may lie apart and still tie.
fn slack(total: Amount, sum: Amount) -> Decimal {
    if total.is_whole && sum.is_whole {
        return Decimal::ZERO;
    }
    let half = |amount: Amount| amount.reach.high.saturating_sub(amount.value);
    half(total).saturating_add(half(sum))
}

/// By how much the county's total would be off if the printed total were added up, in 万元.
fn off(block: &MoneyBlock, total: Decimal, sum: Decimal) -> Option<Impact> {
    let unit = ratio(block.unit?.in_yuan(), MoneyUnit::TenThousand.in_yuan())?;
    Some(Impact::Money(product(total.checked_sub(sum)?, unit)?.normalize()))
}

fn open(tally: &mut Tally<'_>, why: Text, name: Text) {
    tally.not_evaluated(Message::new(why).with("name", name));
}
