//! 表样差异: where a file differs from the form it follows.

use super::place::Place;
use crate::text::{Message, Text};

/// One difference between a file and its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// What kind of difference.
    pub kind: DriftKind,
    /// The cell that differs; for something that is missing the header, label or sheet where it was looked for.
    pub place: Place,
    /// What stands there; empty if something is missing.
    pub found: String,
    /// What the form has, by the first name of its schema: for an addition empty, for a guess what is likely meant.
    pub expected: String,
    /// Whether the form cannot be judged without it.
    pub needed: bool,
    /// How many filled cells belong to it and were not read.
    pub unread: usize,
}

/// A kind of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriftKind {
    /// A table whose header was not recognised.
    TableMissing,
    /// A header that no column has, where one is likely meant without which its table is not recognised.
    TableRenamed,
    /// A column of the form that is not there.
    ColumnMissing,
    /// A header that no column has, where a column that is missing is likely meant.
    ColumnRenamed,
    /// A header that no column has.
    ColumnAdded,
    /// A column that stands elsewhere than on the form; it is read all the same.
    ColumnMoved,
    /// The row of the whole amount that is not there.
    RowMissing,
    /// A row that the form does not have, where one that is missing is likely meant; its values are read under its own name.
    RowRenamed,
    /// A row that the form does not have; it is read under its own name.
    RowAdded,
    /// A prescribed indicator that is not there.
    IndicatorMissing,
    /// An indicator that the form does not prescribe, where one that is missing is likely meant.
    IndicatorRenamed,
    /// An indicator that the form does not prescribe.
    IndicatorAdded,
    /// The label of a field that must be answered and is not there.
    LabelMissing,
    /// A label that no field has, where one that is missing is likely meant.
    LabelRenamed,
}

impl DriftKind {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::TableMissing => Text::new("缺少表", "table missing"),
            Self::TableRenamed => Text::new("表头疑似改动", "header renamed?"),
            Self::ColumnMissing => Text::new("缺少列", "column missing"),
            Self::ColumnRenamed => Text::new("列名疑似改动", "column renamed?"),
            Self::ColumnAdded => Text::new("增加列", "column added"),
            Self::ColumnMoved => Text::new("列移位", "column moved"),
            Self::RowMissing => Text::new("缺少行", "row missing"),
            Self::RowRenamed => Text::new("行名疑似改动", "row renamed?"),
            Self::RowAdded => Text::new("增加行", "row added"),
            Self::IndicatorMissing => Text::new("缺少规定指标", "indicator missing"),
            Self::IndicatorRenamed => Text::new("规定指标疑似改名", "indicator renamed?"),
            Self::IndicatorAdded => Text::new("增加指标", "indicator added"),
            Self::LabelMissing => Text::new("缺少标签", "label missing"),
            Self::LabelRenamed => Text::new("标签疑似改动", "label renamed?"),
        }
    }

    /// Whether values that stand there were read.
    #[must_use]
    pub const fn is_read(self) -> bool {
        matches!(
            self,
            Self::ColumnMoved | Self::RowAdded | Self::RowRenamed | Self::IndicatorAdded | Self::IndicatorRenamed
        )
    }
}

impl Drift {
    /// The difference in words.
    #[must_use]
    pub fn message(&self) -> Message {
        let text = match self.kind {
            DriftKind::TableMissing => Text::new(
                "没有找到“{expected}”的表头，整张表没有读取",
                "no header names `{expected}`; the whole table was not read",
            ),
            DriftKind::TableRenamed => Text::new(
                "表头“{found}”不在表样中，可能是“{expected}”；缺了它认不出这张表，整张表没有读取",
                "no column of the form is called `{found}`; `{expected}` may be meant; without it the table is not recognised, and none of it was read",
            ),
            DriftKind::ColumnMissing => Text::new("表头没有“{expected}”一列", "the header has no column `{expected}`"),
            DriftKind::ColumnRenamed if self.unread == 0 => Text::new(
                "表头“{found}”不在表样中，可能是“{expected}”；本列是空的",
                "no column of the form is called `{found}`; `{expected}` may be meant; nothing stands below",
            ),
            DriftKind::ColumnAdded if self.unread == 0 => Text::new(
                "表头“{found}”不在表样中；本列是空的",
                "no column of the form is called `{found}`; nothing stands below",
            ),
            DriftKind::ColumnRenamed => Text::new(
                "表头“{found}”不在表样中，可能是“{expected}”；本列 {unread} 格没有读取",
                "no column of the form is called `{found}`; `{expected}` may be meant; {unread} cells below were not read",
            ),
            DriftKind::ColumnAdded => Text::new(
                "表头“{found}”不在表样中；本列 {unread} 格没有读取",
                "no column of the form is called `{found}`; {unread} cells below were not read",
            ),
            DriftKind::ColumnMoved => Text::new(
                "“{found}”一列的位置与表样不同，已按表头读取",
                "the column `{found}` stands elsewhere than on the form; it was read by its header",
            ),
            DriftKind::RowMissing => Text::new("没有“{expected}”一行", "there is no row `{expected}`"),
            DriftKind::RowRenamed => Text::new(
                "“{found}”一行不在表样中，可能是“{expected}”；按其自己的名称读取",
                "no row of the form is called `{found}`; `{expected}` may be meant; it was read under its own name",
            ),
            DriftKind::RowAdded => Text::new(
                "“{found}”一行不在表样中，已按其自己的名称读取",
                "no row of the form is called `{found}`; it was read under its own name",
            ),
            DriftKind::IndicatorMissing => Text::new(
                "没有表样规定的指标“{expected}”",
                "the indicator `{expected}`, which the form prescribes, is missing",
            ),
            DriftKind::IndicatorRenamed => Text::new(
                "指标“{found}”不是表样规定的，可能是“{expected}”；没有按规定的办法复算",
                "the form prescribes no indicator `{found}`; `{expected}` may be meant; it was not scored by its rule",
            ),
            DriftKind::IndicatorAdded => Text::new(
                "指标“{found}”不是表样规定的，已照一般指标读取",
                "the form prescribes no indicator `{found}`; it was read like any other",
            ),
            DriftKind::LabelMissing => Text::new("没有“{expected}”这个标签", "the label `{expected}` is not there"),
            DriftKind::LabelRenamed => Text::new(
                "标签“{found}”不在表样中，可能是“{expected}”；其内容没有读取",
                "no field of the form is called `{found}`; `{expected}` may be meant; its answer was not read",
            ),
        };
        self.filled(text)
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> Message {
        let text = match self.kind {
            DriftKind::TableMissing | DriftKind::ColumnMissing | DriftKind::RowMissing | DriftKind::LabelMissing => {
                Text::new(
                    "请使用下发的表样重新填报，不要删改表头、行名和标签（表样确实改了的，请管理员修改表样文件）",
                    "use the form that was handed out, with its headers, rows and labels as they are (if the form itself has changed, the administrator changes its schema file)",
                )
            }
            DriftKind::TableRenamed | DriftKind::ColumnRenamed => Text::new(
                "请改回表样原来的表头“{expected}”；不是这一列的，请删去（表样确实改了的，请管理员在表样文件里给这一列加别名“{found}”）",
                "put the form's own header `{expected}` back, or remove the column if it is another (if the form itself has changed, the administrator adds the alias `{found}` to the column in its schema file)",
            ),
            DriftKind::ColumnAdded => Text::new(
                "请删去表样没有的列，要说明的写进表样规定的格里（这一列需要汇总的，请管理员在表样文件里增加）",
                "remove the column, and write what must be said where the form asks for it (if the county needs the column, the administrator adds it to the schema file)",
            ),
            DriftKind::ColumnMoved => Text::new("不需处理", "nothing needs to be done"),
            DriftKind::RowRenamed => Text::new(
                "是同一行的，请改回表样原来的行名“{expected}”（表样确实改了的，请管理员在表样文件里给这一行加别名“{found}”）",
                "if it is the same row, put the form's own name `{expected}` back (if the form itself has changed, the administrator adds the alias `{found}` to the row in its schema file)",
            ),
            DriftKind::RowAdded => Text::new(
                "不需处理（各单位都有这一行的，请管理员在表样文件里增加）",
                "nothing needs to be done (if every unit has this row, the administrator adds it to the schema file)",
            ),
            DriftKind::IndicatorMissing => Text::new(
                "请补上该指标；不适用的写“不适用”，不要删行",
                "put the indicator back; where it does not apply, say so and keep the row",
            ),
            DriftKind::IndicatorRenamed => Text::new(
                "是同一指标的，请改回表样规定的名称“{expected}”（表样确实改了的，请管理员在表样文件里给这个指标加别名“{found}”）",
                "if it is the same indicator, put the prescribed name `{expected}` back (if the form itself has changed, the administrator adds the alias `{found}` to the indicator in its schema file)",
            ),
            DriftKind::IndicatorAdded => Text::new(
                "请确认是否允许自行增加指标，并核对分值合计",
                "make sure that indicators may be added, and check the total of weights",
            ),
            DriftKind::LabelRenamed => Text::new(
                "是同一项的，请改回表样原来的标签“{expected}”（表样确实改了的，请管理员在表样文件里给这一项加别名“{found}”）",
                "if it is the same field, put the form's own label `{expected}` back (if the form itself has changed, the administrator adds the alias `{found}` to the field in its schema file)",
            ),
        };
        self.filled(text)
    }

    fn filled(&self, text: Text) -> Message {
        Message::new(text)
            .with("found", self.found.as_str())
            .with("expected", self.expected.as_str())
            .with("unread", self.unread.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceId;
    use crate::text::Lang;

    fn drift(kind: DriftKind, unread: usize) -> Drift {
        let place = Place::File(SourceId(0));
        Drift { kind, place, found: "执行比例".to_owned(), expected: "执行率".to_owned(), needed: false, unread }
    }

    #[test]
    fn a_column_with_nothing_in_it_is_called_empty_and_one_with_values_counted() {
        for kind in [DriftKind::ColumnAdded, DriftKind::ColumnRenamed] {
            let told = |unread| drift(kind, unread).message().get(Lang::Zh);
            assert!(told(0).ends_with("本列是空的") && told(3).ends_with("本列 3 格没有读取"));
        }
    }

    #[test]
    fn advice_says_first_what_the_department_does_and_in_brackets_what_the_administrator_does() {
        let advice = drift(DriftKind::ColumnRenamed, 3).advice().get(Lang::Zh);
        assert!(advice.starts_with("请改回表样原来的表头“执行率”"), "{advice}");
        assert!(advice.ends_with("请管理员在表样文件里给这一列加别名“执行比例”）"), "{advice}");
    }
}
