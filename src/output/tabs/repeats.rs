//! 重复报送差异: where two submissions of the same form differ, cell by cell.

use std::borrow::Cow;

use rust_xlsxwriter::XlsxError;

use crate::model::{County, CountyEntry, Difference, Repeat, Written};
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("重复报送差异", "Repeats");

const COLUMNS: [Column; 12] = [
    Column::new("序号", "No.", 6.0),
    Column::new("单位代码", "Code", 11.0),
    Column::new("单位名称", "Unit", 22.0),
    Column::new("项目名称", "Project", 22.0),
    Column::new("内容", "Content", 24.0),
    Column::new("栏目", "Value", 12.0),
    Column::new("未计入的文件", "Does not count", 30.0),
    Column::new("未计入的单元格", "Cell of it", 9.0),
    Column::new("未计入的值", "It says", 26.0),
    Column::new("计入的文件", "Counts", 30.0),
    Column::new("计入的单元格", "Cell that counts", 9.0),
    Column::new("计入的值", "That says", 26.0),
];
const HEADER_ROW: u32 = 2;
const NOTE: Text = Text::new(
    "同一单位、表样、项目、年度报送两份以上的，未计入的一份与计入的一份逐值比较：按内容对应，不按位置。",
    "What does not count is compared with what counts, value by value: by what the values mean, not by where they stand.",
);
const EMPTY: Text = Text::new("没有重复报送。", "Nothing was sent twice.");
const SAME: Text = Text::new("两份填报内容相同", "both say the same");
const MORE: Text = Text::new("另有 {count} 处不同，没有列出", "{count} more differences are not listed");
/// The most differences that are listed of two submissions; more are two forms rather than two versions of one.
const MOST: usize = 500;

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    sheet.widths(COLUMNS.iter().map(|c| c.width))?;
    sheet.title(NAME.get(sheet.lang()), NOTE.get(sheet.lang()))?;
    let both = |repeat: &Repeat| county.entries.get(repeat.replaced).zip(county.entries.get(repeat.kept));
    // One row more says that there is no difference, or how many are not listed.
    let rows = |repeat: &Repeat| match repeat.differences.len() {
        0 => 1,
        count => count.min(MOST) + usize::from(count > MOST),
    };
    let known = county.repeats.iter().filter(|repeat| both(repeat).is_some());
    sheet.table_header(&COLUMNS, 3, known.map(rows).sum())?;
    let mut number = 0;
    for repeat in &county.repeats {
        let Some(entries) = both(repeat) else { continue };
        let more = repeat.differences.len().saturating_sub(MOST);
        let last = match (repeat.differences.len(), more) {
            (0, _) => Some(SAME.get(sheet.lang()).to_owned()),
            (_, 0) => None,
            (_, more) => Some(MORE.fill(sheet.lang(), &[("count", &more.to_string())])),
        };
        for difference in &repeat.differences[..repeat.differences.len() - more] {
            number += 1;
            sheet.row(&values(number, entries, &difference.subject, Some(difference), material))?;
        }
        if let Some(subject) = last {
            number += 1;
            sheet.row(&values(number, entries, &subject, None, material))?;
        }
    }
    sheet.table_end(HEADER_ROW, COLUMNS.len(), EMPTY)
}

/// The row of a difference, or of what else is to be said of two submissions.
fn values<'a>(
    number: usize,
    (replaced, kept): (&'a CountyEntry, &'a CountyEntry),
    subject: &'a str,
    difference: Option<&'a Difference>,
    material: &'a Material,
) -> Vec<Value<'a>> {
    let lang = material.lang;
    let side = |entry: &CountyEntry, written: Option<&'a Option<Written>>| {
        let file = &material.files[entry.file];
        let name = &file.source.name;
        // Two sheets of one file are told apart by their names.
        let name = match file.cases.get(entry.case) {
            Some(case) if replaced.file == kept.file => Cow::Owned(format!("{name} · {}", case.submission.sheet)),
            _ => Cow::Borrowed(&**name),
        };
        let written = written.and_then(Option::as_ref);
        [
            Value::wrap(name),
            written.map_or(Value::text(""), |written| material.place_link(file, &written.place)),
            Value::wrap(written.map_or("", |written| written.text.as_str())),
        ]
    };
    let mut row = vec![
        Value::centred(number),
        Value::middle(kept.owner.as_ref().map_or("", |owner| &*owner.code)),
        Value::wrap(kept.unit_name.as_str()),
        Value::wrap(kept.project.as_str()),
        Value::wrap(subject),
        Value::middle(difference.map_or("", |difference| difference.column.get(lang))),
    ];
    row.extend(side(replaced, difference.map(|difference| &difference.replaced)));
    row.extend(side(kept, difference.map(|difference| &difference.kept)));
    row
}
