//! M13: the basic data of a department and its self-evaluation form say different amounts.

use super::money::{Written, at, in_yuan};
use super::scene::{Account, Scene, Sent};
use crate::model::{Code, Page, Severity};
use crate::schema::Agreement;
use crate::text::{Message, Text};
use crate::validate::rule::Tally;
use crate::validate::subject::address;

pub static PAGE: Page = Page {
    code: Code("M13"),
    title: Text::new("基础表与自评表不一致", "Basic data and form disagree"),
    severity: Severity::E,
    what: Text::new(
        "基础数据表上的数（项目支出、支出合计等）与同一单位自评表上的同一个数不相等。哪个数对应哪个数由表样的 [[agree]] 写明。换算成元、按填写的小数位比较；有一边没有写明金额单位、没有填写，或者同一张表报了几份的，不下结论。",
        "An amount of the basic data (project spending, all spending) is not the one that the form of the same unit gives. The schema says with [[agree]] which amounts answer each other. They are compared in 元 and within the precision in which they are written; where one has no unit of money, is not filled in, or its form came in several times, nothing is concluded.",
    ),
    why: Text::new(
        "本工具的约定：同一单位、同一年度、同一口径的数只能有一个；两张表由不同的人填，最容易对不上。",
        "A convention of this tool: one unit has one such amount a year; two people filled in the two forms.",
    ),
    wrong: Text::new(
        "基础数据表项目支出决算数 1025.20 万元，自评表按支出性质分的项目支出 1052.20 万元。",
        "Project spending is 1025.20 in the basic data and 1052.20 in the form.",
    ),
    correct: Text::new(
        "按决算核对，改正写错的一张。",
        "Check both against the final accounts and correct the wrong one.",
    ),
    example: &[],
    fires_at: "",
};

pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    for sent in scene.in_force() {
        for agreement in &sent.form.agreements {
            let (Some(tally), Some(unit)) = (account.of(&sent), sent.unit()) else { continue };
            judge(&sent, unit, agreement, scene, tally);
        }
    }
}

fn judge(sent: &Sent<'_>, unit: &str, agreement: &Agreement, scene: &Scene<'_>, tally: &mut Tally<'_>) {
    let Some(own) = at(sent.submission(), &agreement.value) else { return };
    for (form, path) in agreement.with.iter().filter_map(|with| with.split_once(':')) {
        let others: Vec<Sent<'_>> = scene.of_unit(unit).filter(|other| &*other.form.head.id == form).collect();
        match others.as_slice() {
            [] => {}
            [other] => {
                if let Some(theirs) = at(other.submission(), path) {
                    compare(&own, &theirs, other, tally);
                }
            }
            _ => tally.not_evaluated(
                Message::new(Text::new(
                    "同一单位报了 {count} 份 {form}，不知道与哪一份比",
                    "the unit sent {count} forms {form}, and nobody can tell which to compare with",
                ))
                .with("count", others.len().to_string())
                .with("form", form),
            ),
        }
    }
}

fn compare(own: &Written<'_>, theirs: &Written<'_>, other: &Sent<'_>, tally: &mut Tally<'_>) {
    let (Some(amount), Some(their_amount)) = (own.quantity, theirs.quantity) else {
        return tally.not_evaluated(Text::new("两张表有一张没有填写", "one of the two forms gives no amount"));
    };
    let in_yuan = in_yuan(amount, own.unit).zip(in_yuan(their_amount, theirs.unit));
    let Some((here, there)) = in_yuan else {
        return tally.not_evaluated(Text::new("金额单位没有写明", "the unit of money is not stated"));
    };
    if here.ties(there) {
        return tally.pass();
    }
    let message = Message::new(Text::new(
        "这里是 {own}，同一单位“{form}”的 {cell} 是 {theirs}（{file}，工作表“{sheet}”）",
        "{own} here, {theirs} in {cell} of `{form_en}` of the same unit ({file}, sheet `{sheet}`)",
    ))
    .with("own", own.shown())
    .with("theirs", theirs.shown())
    .with("form", other.form.head.title.zh.as_str())
    .with("form_en", other.form.head.title.en.as_str())
    .with("cell", address(theirs.place))
    .with("file", &*other.file.source.name)
    .with("sheet", &*other.submission().sheet);
    let advice = Text::new(
        "请按决算核对两张表，改正写错的一张",
        "check both against the final accounts and correct the wrong one",
    );
    tally.fail(own.place, message, advice).related.push(theirs.place.clone());
}
