//! V01: values without the name of an indicator.

use crate::model::{Code, Edit, Page, Severity, State};
use crate::text::{Message, Text};
use crate::validate::entries::{ACTUAL, Cell, Kind, SCORE, TARGET, WEIGHT};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V01"),
        title: Text::new("有值而无指标名称", "Values without an indicator"),
        severity: Severity::E,
        what: Text::new(
            "三级指标名称是空的（或只有“指标2”这样的表样字），同一行却填了指标值、完成值、分值或得分。",
            "The name of the indicator is blank (or only a printed 指标2), while target, actual value, weight or score of the row are filled in.",
        ),
        why: Text::new(
            "本工具的约定：没有名称的分数无法复核，也无法与绩效目标对应。",
            "A convention of this tool: points without a name cannot be reviewed or matched with the approved target.",
        ),
        wrong: Text::new("三级指标空白，分值 15，得分 15。", "No indicator, weight 15, score 15."),
        correct: Text::new("补填指标名称；多余的行删去。", "Write the name; delete a row that should not be there."),
        example: &[Edit { cell: "D13", from: "农村公路养护里程", to: "" }],
        fires_at: "D13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        let indicator = row.indicator;
        match &indicator.level3.state {
            State::Value(_) => tally.pass(),
            State::Unreadable if indicator.level3.raw.has_no_value() => {
                tally.not_evaluated(Text::new("名称格没有可用的值，见 F10", "the name holds no usable value, see F10"));
            }
            State::Blank => {
                let cells = [
                    Cell::of(TARGET, &indicator.target),
                    Cell::of(ACTUAL, &indicator.actual),
                    Cell::of(WEIGHT, &indicator.weight),
                    Cell::of(SCORE, &indicator.score),
                ];
                let filled: Vec<Cell<'_>> = cells.into_iter().filter(|cell| cell.kind != Kind::Empty).collect();
                let Some(first) = filled.first() else { continue };
                tally
                    .fail(
                        &indicator.level3.place,
                        Message::new(Text::new(
                            "三级指标名称没有填，同一行却填了{what}“{value}”",
                            "the indicator has no name, yet its {what} is filled in: `{value}`",
                        ))
                        .with("what", first.name)
                        .with("value", first.raw.to_string()),
                        Text::new(
                            "请补填指标名称；多余的行请删去",
                            "write the name; delete a row that should not be there",
                        ),
                    )
                    .related
                    .extend(filled.iter().map(|cell| cell.place.clone()));
            }
            State::Absent | State::NotApplicable | State::Unreadable => {}
        }
    }
}
