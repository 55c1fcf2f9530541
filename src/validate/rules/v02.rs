//! V02: an indicator without a target or without an actual value.

use crate::model::{Code, Edit, Page, Severity, State};
use crate::text::{Message, Text};
use crate::validate::entries::{ACTUAL, Cell, Kind, SCORE, TARGET, WEIGHT};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V02"),
        title: Text::new("指标值或完成值空缺", "Target or actual value missing"),
        severity: Severity::E,
        what: Text::new(
            "写了名称、也填了别的内容的指标，年度指标值或实际完成值是空的。择优计分而没有选用的指标不查。",
            "An indicator with a name and some other value whose target or actual value is blank. Alternatives that do not count are left out.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：定量指标按实际完成值与指标值之比计分，缺一不可。",
            "财预〔2020〕10号: quantitative indicators are scored by actual against target; both are needed.",
        ),
        wrong: Text::new("指标值“≥120公里”，实际完成值空白，得分 15。", "Target ≥120公里, no actual value, score 15."),
        correct: Text::new(
            "填写实际完成值；没有完成的如实填 0。",
            "Write the actual value; if nothing was done, write 0.",
        ),
        example: &[Edit { cell: "G13", from: "120公里", to: "" }],
        fires_at: "G13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows().filter(|row| row.counts() && !row.indicator.name.is_empty()) {
        let indicator = row.indicator;
        let cells = [
            Cell::of(TARGET, &indicator.target),
            Cell::of(ACTUAL, &indicator.actual),
            Cell::of(WEIGHT, &indicator.weight),
            Cell::of(SCORE, &indicator.score),
        ];
        if cells.iter().all(|cell| cell.kind == Kind::Empty) {
            continue;
        }
        let blanks = [
            (
                TARGET,
                matches!(indicator.target.state, State::Blank),
                indicator.target.is_written(),
                &indicator.target.place,
            ),
            (
                ACTUAL,
                matches!(indicator.actual.state, State::Blank),
                indicator.actual.is_written(),
                &indicator.actual.place,
            ),
        ];
        for (name, is_blank, is_written, place) in blanks {
            if is_blank {
                tally.fail(
                    place,
                    Message::new(Text::new("“{row}”的{name}没有填写", "the {name} of `{row}` is blank"))
                        .with("row", row.title())
                        .with("name", name),
                    Message::new(Text::new(
                        "请填写{name}；确实没有完成的如实填 0",
                        "write the {name}; if it is nothing, write 0",
                    ))
                    .with("name", name),
                );
            } else if is_written {
                tally.pass();
            }
        }
    }
}
