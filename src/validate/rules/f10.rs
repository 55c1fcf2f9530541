//! F10: cells of the form that hold an error, or a formula that was saved without its result.

use crate::model::{Code, Edit, Page, Raw, Severity};
use crate::text::{Message, Text};
use crate::validate::entries::{self, Kind};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("F10"),
        title: Text::new("错误值或公式无结果", "Error value, or formula without a result"),
        severity: Severity::E,
        what: Text::new(
            "表内填报的单元格是 #REF!、#DIV/0! 之类的错误值，或者公式保存时没有计算结果，数值无从知道。",
            "A cell of the form holds an error such as #REF! or #DIV/0!, or a formula that was saved without its result, so that nobody can know the value.",
        ),
        why: Text::new(
            "本工具的约定：不知道的数绝不当作 0。错误值会使合计、得分和全县汇总都无法计算。",
            "A convention of this tool: what is not known is never taken for 0. An error makes totals, scores and the county's sums impossible.",
        ),
        wrong: Text::new("实际完成值显示为 #REF!。", "The actual value shows #REF!."),
        correct: Text::new(
            "改正公式或直接填写数值；用 Excel 或 WPS 打开、等公式算出结果后保存，再重新报送。",
            "Correct the formula or type the value; open the file in Excel or WPS, let it calculate, save it and submit it again.",
        ),
        example: &[Edit { cell: "G14", from: "98.5%", to: "#REF!" }],
        fires_at: "G14",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for cell in entries::all(subject) {
        match cell.raw {
            Raw::NoResult => {
                tally.fail(
                    cell.place,
                    Message::new(Text::new(
                        "{name}是公式，但没有保存计算结果，数值未知",
                        "the {name} is a formula that was saved without its result; the value is unknown",
                    ))
                    .with("name", cell.name),
                    Text::new(
                        "请用 Excel 或 WPS 打开，等公式算出结果后保存，再重新报送",
                        "open the file in Excel or WPS, let it calculate, save it and submit it again",
                    ),
                );
            }
            Raw::Error(value) => {
                tally.fail(
                    cell.place,
                    Message::new(Text::new(
                        "{name}是 {value}，没有可用的数值",
                        "the {name} is {value}, which is no usable value",
                    ))
                    .with("name", cell.name)
                    .with("value", &**value),
                    Text::new(
                        "请改正公式或直接填写数值，保存后重新报送",
                        "correct the formula or type the value, save and submit again",
                    ),
                );
            }
            _ if cell.kind == Kind::Empty => {}
            _ => tally.pass(),
        }
    }
}
