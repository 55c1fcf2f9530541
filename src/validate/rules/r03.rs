//! R03: a reason that is too short to be one, or the same for several rows.

use std::collections::BTreeMap;

use crate::model::{Code, Edit, Entry, Page, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::rules::r01;
use crate::validate::subject::{Row, Subject, address, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("R03"),
        title: Text::new("原因过短或雷同", "Reason too short, or repeated"),
        severity: Severity::I,
        what: Text::new(
            "需要说明原因的行（得分低于分值、没有完成或大幅超额），原因不到 6 个字（limit.reason_length），或者同一句原因在 3 格及以上出现（limit.same_reasons）。合并成一格的算一格；不需要说明原因的行写什么都不查。只写“无”“0”的见 R01。",
            "In rows that need a reason (score below the weight, target missed or exceeded by far) the reason has fewer than 6 characters (limit.reason_length), or the same reason stands in 3 cells or more (limit.same_reasons). A merged cell is one cell; rows that need no reason may say anything. 无 or 0 is told by R01.",
        ),
        why: Text::new(
            "本工具的约定：一两个字说不清偏差从何而来，几项指标的偏差也很少出于同一个原因。",
            "A convention of this tool: a word or two explains nothing, and several deviations rarely have one cause.",
        ),
        wrong: Text::new("原因只写“延期”。", "The reason says 延期 (late) and nothing else."),
        correct: Text::new("写明具体原因和改进措施。", "State the actual cause and what will be done."),
        example: &[Edit {
            cell: "J15", from: "9月强降雨致两处路段延期完工，今后提前安排汛期施工。", to: "延期"
        }],
        fires_at: "J15",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let limits = &subject.form.limits;
    let mut alike: BTreeMap<String, Vec<(Row<'_>, &Entry<String>)>> = BTreeMap::new();
    for row in subject.rows().filter(Row::counts) {
        let entry = &row.indicator.reason;
        let Some(reason) = entry.value().filter(|reason| !subject.is_no_reason(reason)) else { continue };
        let needed = row.line.and_then(|line| r01::deviation(row, line, limits.over_percent)).is_some();
        if !needed {
            continue;
        }
        let key: String = fold(reason).chars().filter(|c| c.is_alphanumeric()).collect();
        let length = key.chars().count();
        if length < limits.reason_length {
            let message = Text::new(
                "“{name}”的原因只有“{reason}”，不到 {least} 个字",
                "the reason of `{name}` is no more than `{reason}`: fewer than {least} characters",
            );
            tally.fail(
                &entry.place,
                Message::new(message)
                    .with("name", row.title())
                    .with("reason", reason.as_str())
                    .with("least", limits.reason_length.to_string()),
                Text::new("请写明具体原因和改进措施", "state the actual cause and what will be done"),
            );
            continue;
        }
        let cells = alike.entry(key).or_default();
        if cells.iter().all(|(_, other)| other.place != entry.place) {
            cells.push((row, entry));
        }
    }
    for cells in alike.into_values() {
        let [(row, first), others @ ..] = &cells[..] else { continue };
        if cells.len() < limits.same_reasons {
            tally.pass();
            continue;
        }
        let places: Vec<String> = others.iter().map(|(_, entry)| address(&entry.place)).collect();
        tally
            .fail(
                &first.place,
                Message::new(Text::new(
                    "“{name}”的原因“{reason}”在 {count} 格里完全相同（另见 {others}）",
                    "the reason `{reason}` of `{name}` stands in {count} cells word for word (also {others})",
                ))
                .with("name", row.title())
                .with("reason", shortened(&first.raw.to_string()))
                .with("count", cells.len().to_string())
                .with("others", places.join("、")),
                Text::new("请分别写明各项指标的具体原因", "state the cause of each deviation on its own"),
            )
            .related
            .extend(others.iter().map(|(_, entry)| entry.place.clone()));
    }
}
