//! R02: full marks, and a reason that says the work is not finished.

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("R02"),
        title: Text::new("满分却写未完成", "Full marks, yet not finished"),
        severity: Severity::W,
        what: Text::new(
            "得分等于分值，偏差原因里却有“未完成”“未验收”“尚未”一类的话（words.toml 的 unfinished；“无未完成事项”之类的例外在 unfinished_denied）。几行合用一格原因的，每一行都满分才报告；未达到指标值的见 S06。",
            "The score equals the weight, and the reason says 未完成, 未验收, 尚未 or the like (`unfinished` in words.toml; exceptions such as 无未完成事项 stand in `unfinished_denied`). Where several rows share a reason, all of them must have full marks. A missed target is told by S06.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：没有完成的不能得满分；两处总有一处写错了。",
            "财预〔2020〕10号: what is not finished does not earn full marks; one of the two is wrong.",
        ),
        wrong: Text::new(
            "分值 15，得分 15，原因写“两处路段未完成验收”。",
            "Weight 15, score 15, and the reason says two sections are not accepted yet.",
        ),
        correct: Text::new(
            "按实际完成情况改正得分、完成值或原因。",
            "Correct the score, the actual value or the reason.",
        ),
        example: &[Edit {
            cell: "J13", from: "", to: "两处路段尚未完成验收，计划明年一季度办理。"
        }],
        fires_at: "J13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let words = &subject.form.words;
    for row in subject.rows().filter(Row::counts) {
        let entry = &row.indicator.reason;
        let Some(reason) = entry.value().filter(|reason| !subject.is_no_reason(reason)) else { continue };
        match row.has_full_marks() {
            Some(true) => {}
            Some(false) => continue,
            None if !row.score().is_asked() || !row.indicator.weight.is_asked() => continue,
            None => {
                tally.not_evaluated(Text::new("得分或分值不明", "score or weight is not known"));
                continue;
            }
        }
        let folded = fold(reason);
        let word = words.unfinished.found_in(&folded).filter(|_| words.unfinished_denied.found_in(&folded).is_none());
        let Some(word) = word.filter(|_| is_only_of_full_rows(row)) else {
            tally.pass();
            continue;
        };
        if row.is_unearned() {
            tally.not_evaluated(Text::new("没有完成却计满分，见 S06", "missed, yet full marks: see S06"));
            continue;
        }
        tally
            .fail(
                &entry.place,
                Message::new(Text::new(
                    "“{name}”得满分 {score}，原因却写“{reason}”（“{word}”）",
                    "`{name}` has full marks ({score}), yet the reason says `{reason}` (`{word}`)",
                ))
                .with("name", row.title())
                .with("score", row.score().raw.to_string())
                .with("reason", shortened(reason))
                .with("word", word),
                Text::new(
                    "请核对：没有完成的改正得分和完成值，已完成的改正原因",
                    "check it: if it is not finished, correct score and actual value, otherwise the reason",
                ),
            )
            .related
            .push(row.score().place.clone());
    }
}

/// Whether every row that shares the cell of the reason has full marks.
fn is_only_of_full_rows(row: Row<'_>) -> bool {
    let place = &row.indicator.reason.place;
    let sharing = row.table.rows.iter().filter(|other| other.reason.place == *place);
    let is_full = |other: &crate::model::Indicator| {
        let score = row.table.claimed(other).value();
        other.weight.value().zip(score).is_none_or(|(weight, score)| score.amount >= weight.amount)
    };
    sharing.into_iter().all(is_full)
}
