//! Why a file cannot be used, in a clerk's words: every reason with its sentence and the next step, in one table.
//!
//! A refusal names the place as precisely as it is known, because "the file is damaged" sends nobody anywhere.

use crate::model::{CellRef, Code, Finding, Place, Severity, SourceId};
use crate::text::{Message, Text};

use super::sniff::Kind;

/// The code of "this file cannot be used".
const UNUSABLE: Code = Code("F01");

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// Another kind of file.
    Foreign(Kind),
    /// A zip whose directory is missing: the upload stopped half way.
    Truncated,
    /// A part that does not unpack to what the directory says.
    Damaged,
    TooManyParts,
    Packing,
    DuplicatePart,
    OverlappingParts,
    TooLarge,
    TooLong,
    MissingPart,
    NoSheet,
    TooManySheets,
    NamelessSheet,
    SheetNameTwice,
    SheetPartTwice,
    RelationTwice,
    NoContent,
    CutText,
    NotUtf8,
    Malformed,
    Dtd,
    TooDeep,
    NotASheet,
    NotADocument,
    SheetDataTwice,
    StrayContent,
    BadReference,
    RowDisagrees,
    CellTwice,
    TooManyCells,
    TooManyMerges,
    BadMerge,
    MergesOverlap,
    BadCellType,
    BadStringIndex,
    BadNumber,
    BadBoolean,
    BadError,
    BadSharedFormula,
    BadStyle,
    TooManyStyles,
    StringCountLie,
    TooManyStrings,
    InlineWithoutText,
    TooManyErrors,
    Unreadable,
}

const RESAVE: Text = Text::new(
    "请用 Excel、Word 或 WPS 打开原件核对内容，表格另存为 .xlsx、文字报告另存为 .docx 后重新报送",
    "open the original in Excel, Word or WPS, check it, save it as .xlsx (a written report as .docx) and submit it again",
);
const RESEND: Text = Text::new(
    "请在本机确认原表能打开，重新上传完整的文件",
    "make sure that the original opens on your own computer and upload the whole file again",
);
const SHRINK: Text = Text::new(
    "请删去与自评表无关的数据、空白行列和附表，另存为 .xlsx 后重新报送",
    "remove data, blank rows and sheets that do not belong to the form, save it as .xlsx and submit it again",
);

impl Reason {
    /// The sentence and the next step. `{where}` is a sheet, a cell or a part of the package; `{what}` what stands there.
    #[allow(clippy::too_many_lines, reason = "one table, one line for each reason")]
    const fn words(self) -> (Text, Text) {
        match self {
            Self::Foreign(kind) => (kind.message(), kind.advice()),
            Self::Truncated => (
                Text::new(
                    "文件不完整：上传中断或文件被截断",
                    "the file is incomplete: the upload stopped or the file was cut",
                ),
                RESEND,
            ),
            Self::Damaged => (
                Text::new(
                    "文件已损坏：{where} 解压后与登记的校验值或长度不符，其中的数字可能已变",
                    "the file is damaged: {where} does not unpack to its recorded checksum or length, so its numbers may have changed",
                ),
                RESEND,
            ),
            Self::TooManyParts => (
                Text::new(
                    "文件内部有 {what} 个部件，超过 5000 个",
                    "the file consists of {what} parts, more than 5,000",
                ),
                SHRINK,
            ),
            Self::Packing => (
                Text::new(
                    "{where} 的压缩方式（{what}）不是 Office 文件所用的，或文件已损坏",
                    "{where} is packed in a way that no Office file uses ({what}), or the file is damaged",
                ),
                RESAVE,
            ),
            Self::DuplicatePart => (
                Text::new(
                    "文件内部有两个同名部件 {where}，无法确定以哪个为准",
                    "the file holds two parts named {where}; which one counts is unknown",
                ),
                RESAVE,
            ),
            Self::OverlappingParts => (
                Text::new(
                    "文件内部各部件的数据相互重叠，不是正常保存的文件",
                    "the parts of the file overlap; no program saves a file so",
                ),
                RESAVE,
            ),
            Self::TooLarge => (
                Text::new(
                    "文件解压后过大：{where}，超过允许的 {what} MiB",
                    "the file unpacks to more than allowed: {where}, limit {what} MiB",
                ),
                SHRINK,
            ),
            Self::TooLong => (
                Text::new(
                    "文字过长（超过 {what} 万字），不像一份报告",
                    "the text is too long for a report (more than {what} times ten thousand characters)",
                ),
                Text::new(
                    "请确认报送的是自评报告，删去无关内容后重新报送",
                    "make sure that this is the report, take out what does not belong to it, and send it again",
                ),
            ),
            Self::MissingPart => (
                Text::new("文件缺少部件 {where}，内容不完整", "the file lacks {where}; its content is incomplete"),
                RESAVE,
            ),
            Self::NoSheet => {
                (Text::new("工作簿里没有可读的工作表", "the workbook has no worksheet that can be read"), RESAVE)
            }
            Self::TooManySheets => (
                Text::new("工作簿有 {what} 张工作表，超过 1000 张", "the workbook has {what} sheets, more than 1,000"),
                SHRINK,
            ),
            Self::NamelessSheet => (Text::new("有一张工作表没有名称", "there is a sheet without a name"), RESAVE),
            Self::SheetNameTwice => (
                Text::new("有两张工作表同名：{where}", "two sheets have the same name: {where}"),
                Text::new(
                    "请给工作表改成不同的名称，保存后重新报送",
                    "give the sheets different names, save and submit again",
                ),
            ),
            Self::SheetPartTwice => (
                Text::new(
                    "工作表「{where}」与另一张工作表指向同一份数据",
                    "sheet '{where}' and another sheet refer to the same data",
                ),
                RESAVE,
            ),
            Self::RelationTwice => (
                Text::new(
                    "{where} 中的“{what}”出现两次，无法确定以哪个为准",
                    "'{what}' occurs twice in {where}; which one counts is unknown",
                ),
                RESAVE,
            ),
            Self::NoContent => (
                Text::new("文件里没有任何内容", "nothing is written in the file"),
                Text::new(
                    "请确认报送的是填好的自评表或报告",
                    "make sure that you submit the form or report that was filled in",
                ),
            ),
            Self::CutText => (
                Text::new(
                    "文本已损坏：最后一个字不完整，文件被截断",
                    "the text is damaged: its last character is cut, and whatever followed it is missing",
                ),
                RESEND,
            ),
            Self::NotUtf8 => {
                (Text::new("{where} 的文字编码不是 UTF-8", "the text of {where} is not encoded in UTF-8"), RESAVE)
            }
            Self::Malformed => {
                (Text::new("{where} 的内容有语法错误：{what}", "{where} is not well-formed: {what}"), RESAVE)
            }
            Self::Dtd => (
                Text::new(
                    "{where} 含有文档类型声明（DTD），正常的文件不会有",
                    "{where} contains a document type declaration, which no proper file does",
                ),
                RESAVE,
            ),
            Self::TooDeep => (
                Text::new(
                    "{where} 的内容嵌套超过 200 层",
                    "the content of {where} is nested more than 200 levels deep",
                ),
                RESAVE,
            ),
            Self::NotASheet => {
                (Text::new("工作表「{where}」里没有单元格数据区", "sheet '{where}' has no cell data"), RESAVE)
            }
            Self::NotADocument => {
                (Text::new("{where} 不是 Word 文档的正文", "{where} is not the body of a Word document"), RESAVE)
            }
            Self::SheetDataTwice => (
                Text::new(
                    "工作表「{where}」有两个单元格数据区，无法确定以哪个为准",
                    "sheet '{where}' has its cell data twice; which one counts is unknown",
                ),
                RESAVE,
            ),
            Self::StrayContent => (
                Text::new("{where} 含有无法识别的内容：{what}", "{where} holds content that is not understood: {what}"),
                RESAVE,
            ),
            Self::BadReference => (
                Text::new(
                    "工作表「{where}」的单元格地址“{what}”不在 A1:XFD1048576 之内",
                    "sheet '{where}': the cell address '{what}' is outside A1:XFD1048576",
                ),
                RESAVE,
            ),
            Self::RowDisagrees => (
                Text::new(
                    "{where} 写在第 {what} 行里，行号与地址不一致",
                    "{where} stands in row {what}; row and address disagree",
                ),
                RESAVE,
            ),
            Self::CellTwice => (
                Text::new(
                    "{where} 在文件中出现两次，无法确定以哪个为准",
                    "{where} occurs twice in the file; which one counts is unknown",
                ),
                RESAVE,
            ),
            Self::TooManyCells => (
                Text::new(
                    "到工作表「{where}」为止，单元格超过 500 万个",
                    "the workbook has more than 5 million cells by sheet '{where}'",
                ),
                SHRINK,
            ),
            Self::TooManyMerges => (
                Text::new(
                    "工作表「{where}」的合并单元格超过 10 万处",
                    "sheet '{where}' has more than 100,000 merged areas",
                ),
                SHRINK,
            ),
            Self::BadMerge => (
                Text::new(
                    "工作表「{where}」的合并区域“{what}”不是有效的地址",
                    "sheet '{where}': the merged area '{what}' is not an address",
                ),
                RESAVE,
            ),
            Self::MergesOverlap => (
                Text::new(
                    "工作表「{where}」有两处合并区域相互重叠：{what}",
                    "sheet '{where}': two merged areas overlap: {what}",
                ),
                RESAVE,
            ),
            Self::BadCellType => {
                (Text::new("{where} 的类型“{what}”无法识别", "{where} is of the unknown type '{what}'"), RESAVE)
            }
            Self::BadStringIndex => (
                Text::new(
                    "{where} 指向不存在的文字（序号“{what}”），内容无法确定",
                    "{where} refers to a text that does not exist (index '{what}'); its content is unknown",
                ),
                RESAVE,
            ),
            Self::BadNumber => (
                Text::new("{where} 应为数字，存的却是“{what}”", "{where} should hold a number but holds '{what}'"),
                RESAVE,
            ),
            Self::BadBoolean => (
                Text::new(
                    "{where} 应为 TRUE 或 FALSE，存的却是“{what}”",
                    "{where} should hold TRUE or FALSE but holds '{what}'",
                ),
                RESAVE,
            ),
            Self::BadError => {
                (Text::new("{where} 的错误值“{what}”无法识别", "{where} holds the unknown error '{what}'"), RESAVE)
            }
            Self::BadSharedFormula => (
                Text::new(
                    "{where} 的共享公式序号“{what}”不正常",
                    "{where} has the impossible shared formula index '{what}'",
                ),
                RESAVE,
            ),
            Self::BadStyle => (
                Text::new(
                    "{where} 的格式序号“{what}”不存在，无法确定是否为百分数",
                    "{where} refers to the missing style '{what}', so a percentage cannot be told from a number",
                ),
                RESAVE,
            ),
            Self::TooManyStyles => {
                (Text::new("{where} 的单元格格式过多或过长", "{where} has too many or too long cell formats"), RESAVE)
            }
            Self::StringCountLie => (
                Text::new(
                    "{where} 声称有 {what} 条文字，实际没有这么多，内容可能缺失",
                    "{where} claims to hold {what} texts but holds fewer; content may be missing",
                ),
                RESAVE,
            ),
            Self::TooManyStrings => {
                (Text::new("{where} 的文字超过 500 万条", "{where} holds more than 5 million texts"), SHRINK)
            }
            Self::InlineWithoutText => (
                Text::new(
                    "{where} 的文字没有存在应在的位置（{what}），无法读取",
                    "the text of {where} is not where it belongs ({what}) and cannot be read",
                ),
                RESAVE,
            ),
            Self::TooManyErrors => (
                Text::new(
                    "到工作表「{where}」为止，没有数值的公式和错误值超过 10 万个",
                    "more than 100,000 formulas and errors without a value by sheet '{where}'",
                ),
                RESAVE,
            ),
            Self::Unreadable => (Text::new("{where} 无法读取：{what}", "{where} cannot be read: {what}"), RESAVE),
        }
    }
}

/// A reason with its place and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    reason: Reason,
    place: String,
    what: String,
}

impl Refusal {
    /// A refusal of the whole file.
    pub(super) fn new(reason: Reason) -> Self {
        Self { reason, place: String::new(), what: String::new() }
    }

    /// A refusal at a part or a sheet.
    pub(super) fn at(reason: Reason, place: &str) -> Self {
        Self { reason, place: shown(place), what: String::new() }
    }

    /// A refusal at a cell.
    pub(super) fn at_cell(reason: Reason, sheet: &str, cell: CellRef) -> Self {
        Self { reason, place: format!("{}!{cell}", shown(sheet)), what: String::new() }
    }

    /// Adds what stands there.
    pub(super) fn saying(mut self, what: &str) -> Self {
        self.what = shown(what);
        self
    }

    /// The finding that the rest of the program sees.
    pub(super) fn into_finding(self, source: SourceId) -> Finding {
        let (message, advice) = self.reason.words();
        let message = Message::new(message).with("where", self.place).with("what", self.what);
        Finding::new(UNUSABLE, Severity::E, Place::File(source), message, advice)
    }
}

/// A text from a hostile file, fit for a report: one line, no control characters, of bounded length.
fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut out: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_refusal_names_sheet_cell_and_value_in_both_languages() {
        let refusal = Refusal::at_cell(Reason::BadNumber, "自评表", CellRef::new(2, 1)).saying("1\u{1}x");
        let finding = refusal.into_finding(SourceId(7));
        assert_eq!(finding.place, Place::File(SourceId(7)));
        for lang in [Lang::Zh, Lang::En] {
            let message = finding.message(lang);
            assert!(message.contains("自评表!B3") && message.contains("1 x"), "{message}");
            assert!(!finding.advice.get(lang).is_empty());
        }
    }

    #[test]
    fn a_long_value_is_shown_in_part() {
        assert_eq!(shown(&"长".repeat(1000)).chars().count(), 61);
    }
}
