//! F15: the form came back as it was handed out.

use crate::model::{Code, Page, Severity};
use crate::text::Text;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("F15"),
        title: Text::new("空白表", "Blank form"),
        severity: Severity::E,
        what: Text::new(
            "表上什么也没有填：没有资金数，没有实际完成值、得分和偏差原因，没有基本情况数，也没有文字。封面、印好的指标和分值、公式算出的 0 不算填报。这样的表不计入合计，也不算已报；有没读取的列时不作此判断。",
            "Nothing was filled in: no money, no actual value, score or reason, no facts and no text. The cover, printed targets and weights and a 0 made by a formula are no answers. Such a form is not added up and is not reported. Where a column was left unread this is not judged.",
        ),
        why: Text::new(
            "本工具的约定：退回的空白表说明还没有自评，计作已报会掩盖漏报。",
            "A convention of this tool: a blank form sent back is no evaluation; to take it for one would hide what is missing.",
        ),
        wrong: Text::new(
            "单位把下发的空白表原样报回，只有封面上印好的单位和项目。",
            "The form was sent back as it was handed out, with the printed unit and project alone.",
        ),
        correct: Text::new("请单位填写后重新报送。", "Have the unit fill it in and send it again."),
        example: &[],
        fires_at: "",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    if !subject.form.is_unfilled(subject.submission) {
        return tally.pass();
    }
    tally.fail(
        &subject.submission.title_place(),
        Text::new(
            "空白表：没有填资金、完成值、得分，也没有文字；不计入，不算已报",
            "blank form: no money, actual value, score or text; it does not count and is not reported",
        ),
        Text::new("请填写后重新报送", "fill it in and send it again"),
    );
}
