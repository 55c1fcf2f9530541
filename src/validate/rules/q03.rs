//! Q03: the rows below a label do not add up to the weight in its bracket.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::number::{plain, sum};
use crate::model::{Code, Edit, Entry, Indicator, Page, Place, Quantity, Severity, State};
use crate::text::{Message, Text, fold};
use crate::validate::repair::{self, Sum, Term, Whole};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, address};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("Q03"),
        title: Text::new("下级分值之和不等于标题分值", "Rows do not add up to the weight of their label"),
        severity: Severity::E,
        what: Text::new(
            "一级、二级指标或表块标题的括号里写了分值（如“产出指标（50分）”），其下三级指标分值之和与它不等。同名标题因分页拆成几格的合在一起算；择优计分的几项指标只计最优的一项。一处笔误就能解释的，指出那一格，供核对。",
            "A label of the first or second level, or of a whole block, states a weight, as 产出指标（50分） does, and the rows below it add up to something else. A label that is split over two pages is taken together; of indicators that are alternatives only the best adds. Where one keystroke explains it, that cell is named.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）规定一级指标分值；省级预算管理一体化系统要求三级指标分值之和等于二级、一级指标的分值。",
            "财预〔2020〕10号 sets the weights of the first level; the provincial budget system demands that third-level weights add up to those above.",
        ),
        wrong: Text::new(
            "标题写“产出指标（60分）”，其下各行分值之和为 50。",
            "The label says 产出指标（60分）, its rows add up to 50.",
        ),
        correct: Text::new("改正标题或各行分值。", "Correct the label or the rows."),
        example: &[Edit { cell: "B13", from: "产出指标（50分）", to: "产出指标（60分）" }],
        fires_at: "B13",
    },
    check,
};

/// A label with its weight, and the rows below it.
struct Group<'a> {
    label: &'a str,
    stated: Decimal,
    place: &'a Place,
    rows: Vec<&'a Entry<Quantity>>,
}

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let rescales = subject.form.scoring.rescale;
    for block in &subject.submission.money {
        if let (Some(label), Some(total)) = (&block.label_weight, block.total()) {
            let rows = vec![&total.weight];
            judge(&Group { label: &label.label, stated: label.weight, place: &label.place, rows }, rescales, tally);
        }
    }
    for table in &subject.submission.indicators {
        let own = subject.rows().filter(|row| row.carries_weight() && std::ptr::eq(row.table, table));
        let counted: Vec<&Indicator> = own.map(|row| row.indicator).collect();
        if let Some(label) = &table.label_weight {
            let rows = counted.iter().map(|row| &row.weight).collect();
            judge(&Group { label: &label.label, stated: label.weight, place: &label.place, rows }, rescales, tally);
        }
        for groups in [
            groups(&counted, |row| (fold(text(&row.level1)), String::new()), |row| (row.level1_weight, &row.level1)),
            groups(
                &counted,
                |row| (fold(text(&row.level1)), fold(text(&row.level2))),
                |row| (row.level2_weight, &row.level2),
            ),
        ] {
            for group in &groups {
                judge(group, rescales, tally);
            }
        }
    }
}

fn text(label: &Entry<String>) -> &str {
    label.value().map_or("", String::as_str)
}

/// The rows by the label they stand under, in the order of the form; rows whose label states no weight are left out.
fn groups<'a>(
    rows: &[&'a Indicator],
    key: impl Fn(&Indicator) -> (String, String),
    label: impl Fn(&'a Indicator) -> (Option<Decimal>, &'a Entry<String>),
) -> Vec<Group<'a>> {
    let mut at: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut groups: Vec<Group<'a>> = Vec::new();
    for &row in rows {
        let (Some(stated), entry) = label(row) else { continue };
        let index = *at.entry(key(row)).or_insert_with(|| {
            groups.push(Group { label: text(entry), stated, place: &entry.place, rows: Vec::new() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(index) {
            group.rows.push(&row.weight);
        }
    }
    groups
}

/// `rescales`: whether a weight given as not applicable may be any.
fn judge(group: &Group<'_>, rescales: bool, tally: &mut Tally<'_>) {
    if !group.rows.iter().any(|weight| weight.is_asked()) {
        return;
    }
    let is_open = |weight: &&&Entry<Quantity>| match weight.state {
        State::Blank | State::Unreadable => true,
        State::NotApplicable => rescales,
        State::Absent | State::Value(_) => false,
    };
    if let Some(open) = group.rows.iter().find(is_open) {
        let why = Text::new("{cell} 的分值未填或无法识别", "the weight in {cell} is not known");
        return tally.not_evaluated(Message::new(why).with("cell", address(&open.place)));
    }
    let weights = group.rows.iter().filter_map(|weight| weight.value()).map(|weight| weight.amount);
    let Some(added) = sum(weights) else { return };
    if added == group.stated {
        return tally.pass();
    }
    let filled = || group.rows.iter().filter_map(|weight| Some((&weight.place, weight.value()?.amount)));
    let suspects = repair::suspects(&Sum {
        whole: Whole::Stated(Term::new(group.place, group.stated)),
        parts: filled().map(|(place, weight)| Term::new(place, weight)).collect(),
        slack: Decimal::ZERO,
    });
    let finding = tally.fail(
        group.place,
        Message::new(Text::new(
            "“{label}”写 {stated} 分，其下各行分值之和为 {added}",
            "`{label}` states {stated} points, the rows below it add up to {added}",
        ))
        .with("label", group.label.replace(['\n', '\r'], ""))
        .with("stated", plain(group.stated))
        .with("added", plain(added)),
        Text::new("请改正标题或各行分值", "correct the label or the weights of the rows"),
    );
    finding.related.extend(filled().map(|(place, _)| place.clone()));
    finding.suspects = suspects;
}
