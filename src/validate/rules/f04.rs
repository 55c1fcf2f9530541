//! F04: a table, column or row without which the form cannot be judged is not there.

use crate::model::{Code, Drift, DriftKind, Edit, Page, Severity};
use crate::text::Text;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("F04"),
        title: Text::new("锚点缺失", "Anchor missing"),
        severity: Severity::E,
        what: Text::new(
            "表样规定的表、列或总额行在表上找不到，其中的数无从读取：指标表缺三级指标、指标值、完成值、分值或得分一列，资金表缺预算数、执行数一列，或者整张表没有表头。表样文件中写明 optional 的表和列不查。表头改了名的，提示最接近的列，但不猜着读。",
            "A table, a column or the row of the whole amount is not there, so that its values cannot be read: indicator, target, actual value, weight or score, budget or spending, or a whole table has no header. Tables and columns that the schema calls optional are left out. Where a header was renamed the nearest column is told, and nothing is read by guess.",
        ),
        why: Text::new(
            "本工具的约定：表头是认数的依据；认不出的列宁可不读，也不当作别的列。",
            "A convention of this tool: headers tell what a number means; a column that is not recognised is rather left unread than taken for another.",
        ),
        wrong: Text::new(
            "单位把指标表的“分值”一列改名为“打分依据”。",
            "The header 分值 of the indicators was changed into 打分依据.",
        ),
        correct: Text::new(
            "按下发的表样改回表头（表样确实改了的，由管理员在表样文件 columns 的 header 中加别名）。",
            "Put the header back as it was handed out (if the form itself has changed, the administrator adds an alias to `header` in its schema file).",
        ),
        example: &[Edit { cell: "H12", from: "分值", to: "打分依据" }],
        fires_at: "H12",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let mut missing = subject.submission.drift.iter().filter(|drift| is_anchor(drift)).peekable();
    if missing.peek().is_none() {
        return tally.pass();
    }
    for drift in missing {
        tally.fail(&drift.place, drift.message(), drift.advice());
    }
}

/// Whether a difference takes something away without which the form cannot be judged.
pub fn is_anchor(drift: &Drift) -> bool {
    let kinds = [
        DriftKind::TableMissing,
        DriftKind::TableRenamed,
        DriftKind::ColumnMissing,
        DriftKind::ColumnRenamed,
        DriftKind::RowMissing,
        DriftKind::RowRenamed,
    ];
    drift.needed && kinds.contains(&drift.kind)
}
