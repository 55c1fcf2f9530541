//! F13: the file differs from its form in a way that the values survive, or that a person must decide on.

use super::f04;
use crate::model::{Code, Drift, DriftKind, Edit, Page, Severity};
use crate::text::Text;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("F13"),
        title: Text::new("表样变动", "Form changed"),
        severity: Severity::W,
        what: Text::new(
            "报来的表与表样有出入。增加的行和指标照样读取，只作提示；增加的列、疑似改名的列、标签和规定指标没有读取或没有按规定复算，需要人决定。列移位的按表头读取，什么也不缺，不作问题；表样文件别名里已有的写法不算变动。全部变动（连同移位的列）列在“表样差异”。",
            "The file differs from its form. Rows and indicators that were added are read all the same and only noted; columns that were added, and headers, labels or prescribed indicators that seem to be renamed, are not read or not scored by their rule, and a person must decide. A column that moved is read by its header, nothing is lost and it is no finding; what the schema lists as an alias is no change. A tab lists every change, moved columns too.",
        ),
        why: Text::new(
            "本工具的约定：表样年年小改、各单位随手增删，能稳妥读取的就读，拿不准的不猜。",
            "A convention of this tool: forms change a little every year and in every office; what can be read safely is read, nothing is guessed.",
        ),
        wrong: Text::new("资金表“执行率”的表头写成“执行比例”。", "The header 执行率 of the money block says 执行比例."),
        correct: Text::new(
            "按表样改回（表样确实改了的，由管理员在表样文件的 header 中加别名）。",
            "Put it back as the form has it (if the form itself has changed, the administrator adds an alias to `header` in its schema file).",
        ),
        example: &[Edit { cell: "I5", from: "执行率", to: "执行比例" }],
        fires_at: "I5",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    // A label without which nobody can tell whose form it is, is a matter of C01.
    let is_of_cover = |drift: &Drift| drift.kind == DriftKind::LabelMissing && drift.needed;
    let drift = subject.submission.drift.iter();
    let is_told = |drift: &&Drift| {
        // A column that moved was read all the same, and there is nothing that anybody must do.
        drift.kind != DriftKind::ColumnMoved && !f04::is_anchor(drift) && !is_of_cover(drift)
    };
    let mut changed = drift.filter(is_told).peekable();
    if changed.peek().is_none() {
        return tally.pass();
    }
    for drift in changed {
        tally.fail_as(severity(drift), &drift.place, drift.message(), drift.advice());
    }
}

/// What is lost, or may be, must be looked at; what was read, or lost nothing, is only noted.
const fn severity(drift: &Drift) -> Severity {
    match drift.kind {
        DriftKind::ColumnAdded | DriftKind::ColumnRenamed if drift.unread > 0 => Severity::W,
        DriftKind::TableMissing
        | DriftKind::TableRenamed
        | DriftKind::IndicatorMissing
        | DriftKind::IndicatorRenamed => Severity::W,
        DriftKind::LabelRenamed if drift.needed => Severity::W,
        _ => Severity::I,
    }
}
