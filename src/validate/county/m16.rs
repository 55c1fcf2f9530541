//! M16: budget or spending is not what the bureau's ledger says.

use super::money::in_yuan;
use super::scene::{Account, Scene, Sent};
use crate::model::names::{ADJUSTED, EXECUTED};
use crate::model::{Booked, Code, Entry, Ledger, MoneyUnit, Page, Quantity, Severity};
use crate::text::{Message, Text};
use crate::validate::booked;
use crate::validate::rule::Tally;

pub static PAGE: Page = Page {
    code: Code("M16"),
    title: Text::new("与底册不一致", "Not what the ledger says"),
    severity: Severity::E,
    what: Text::new(
        "项目文件写了 [input] ledger（底册）时，表上资金总额的全年预算数、全年执行数与底册同一单位、同一项目的数核对；部门整体的表与底册只写单位的那一行核对。项目按名称或代码对应。换算成元、按填写的小数位比较；底册里没有这个项目、这一格没有填写，或者表上没有金额单位的，不下结论。没有底册的不查。",
        "Where the project file names a ledger ([input] ledger), budget and spending of the whole amount are held against its line for the same unit and project, by name or code; a form of a whole department against the line of the unit alone. They are compared in 元 and within the precision in which they are written; where the ledger has no such line, the cell is not filled in or has no unit of money, nothing is concluded. Without a ledger nothing is checked.",
    ),
    why: Text::new(
        "本工具的约定：财政局自己的预算、决算底册是权威的数，自评表应与它一致。",
        "A convention of this tool: the bureau's own ledger is what the forms must agree with.",
    ),
    wrong: Text::new(
        "底册上该项目全年预算数 200 万元，自评表写 220 万元。",
        "The ledger has a budget of 2,000,000 for the project, the form 2,200,000.",
    ),
    correct: Text::new(
        "与财政局核对调整文件；底册没有更新的，请财政局更正底册。",
        "Settle it with the bureau by the notices of adjustment; if the ledger is behind, have it corrected.",
    ),
    example: &[],
    fires_at: "",
};

pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    let Some(ledger) = scene.context.ledger else { return };
    for sent in scene.in_force() {
        if let (Some(tally), Some(unit)) = (account.of(&sent), sent.unit()) {
            judge(&sent, unit, ledger, tally);
        }
    }
}

fn judge(sent: &Sent<'_>, unit: &str, ledger: &Ledger, tally: &mut Tally<'_>) {
    let mut totals = sent.submission().money.iter().filter_map(|block| Some((block, block.total()?)));
    let whole = totals.find(|(_, total)| total.adjusted.is_asked() || total.executed.is_asked());
    let Some((block, total)) = whole else { return };
    let Some(line) = booked::line(sent.entry, sent.submission(), sent.form, unit, ledger) else {
        return tally.not_evaluated(Text::new("底册里没有这个单位或项目", "the ledger has no such unit or project"));
    };
    for (name, entry, booked) in
        [(ADJUSTED, &total.adjusted, &line.adjusted), (EXECUTED, &total.executed, &line.executed)]
    {
        if let Some(booked) = booked.as_ref().filter(|_| entry.is_asked()) {
            compare(name, entry, block.unit, booked, tally);
        }
    }
}

fn compare(name: Text, entry: &Entry<Quantity>, unit: Option<MoneyUnit>, booked: &Booked, tally: &mut Tally<'_>) {
    let Some(quantity) = entry.value() else {
        return tally.not_evaluated(
            Message::new(Text::new("{name}没有填写或无法识别", "{name} is not known")).with("name", name),
        );
    };
    let Some((form, ledger)) = in_yuan(quantity, unit).zip(in_yuan(&booked.quantity, None)) else {
        return tally.not_evaluated(Text::new("表上没有写明金额单位", "the form states no unit of money"));
    };
    if form.ties(ledger) {
        return tally.pass();
    }
    let shown = match (&quantity.unit, unit) {
        (None, Some(unit)) => format!("{} {}", entry.raw, unit.name()),
        _ => entry.raw.to_string(),
    };
    let message = Message::new(Text::new(
        "{name} {shown}，底册 {cell} 是 {booked}",
        "{name} {shown}, but {booked} in {cell} of the ledger",
    ))
    .with("name", name)
    .with("shown", shown)
    .with("cell", booked.cell.to_string())
    .with("booked", booked.quantity.to_string());
    let advice = Text::new(
        "请与财政局核对预算调整和决算；底册没有更新的，请财政局更正底册",
        "settle budget and final accounts with the bureau; if the ledger is behind, have it corrected",
    );
    tally.fail(&entry.place, message, advice);
}
