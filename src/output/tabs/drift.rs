//! 表样差异: where files differ from their forms, and what to do about it.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use crate::model::{Drift, DriftKind};
use crate::output::material::{Item, Material};
use crate::output::sheet::{Column, Sheet};
use crate::output::style::Tone;
use crate::output::value::Value;
use crate::text::{Text, fold};

/// The name of the tab.
pub const NAME: Text = Text::new("表样差异", "Form differences");

const COLUMNS: [Column; 11] = [
    Column::new("序号", "No.", 6.0),
    Column::new("单位名称", "Unit", 22.0),
    Column::new("文件", "File", 34.0),
    Column::new("工作表", "Sheet", 14.0),
    Column::new("单元格", "Cell", 9.0),
    Column::new("表样", "Form", 18.0),
    Column::new("差异", "Difference", 15.0),
    Column::new("实际写法", "Found", 20.0),
    Column::new("表样写法", "On the form", 20.0),
    Column::new("是否读取", "Read", 10.0),
    Column::new("同样情况", "Alike", 10.0),
];
/// The column of what to do comes last and is the widest.
const ADVICE: Column = Column::new("处理建议", "What to do", 46.0);
const HEADER_ROW: u32 = 2;
const NOTE: Text = Text::new(
    "报来的表与表样的出入。“同样情况”是同一表样中有同样出入的份数和总份数：多数单位都一样的，改表样文件一处即可。",
    "Where files differ from their forms. `Alike` counts the submissions of the form that differ in the same way, of all: what most have is mended once, in the schema file.",
);
const EMPTY: Text = Text::new("所有表都与表样一致。", "Every file is like its form.");
const READ: Text = Text::new("已读取", "read");
const NOT_READ: Text = Text::new("没有读取", "not read");
const NOT_THERE: Text = Text::new("—", "—");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let columns: Vec<Column> = COLUMNS.into_iter().chain([ADVICE]).collect();
    sheet.widths(columns.iter().map(|c| c.width))?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    let alike = Alike::of(material);
    let every =
        || material.items.iter().flat_map(|item| item.case.submission.drift.iter().map(move |drift| (item, drift)));
    sheet.table_header(&columns, 2, every().count())?;
    for (at, (item, drift)) in every().enumerate() {
        sheet.row(&values(at + 1, item, drift, &alike, material))?;
    }
    sheet.table_end(HEADER_ROW, columns.len(), EMPTY)
}

fn values<'a>(
    number: usize,
    item: &'a Item<'_>,
    drift: &'a Drift,
    alike: &Alike<'_>,
    material: &'a Material,
) -> Vec<Value<'a>> {
    let lang = material.lang;
    let read = match (drift.kind.is_read(), drift.found.is_empty()) {
        (true, _) => Value::word(READ, lang),
        (false, true) => Value::word(NOT_THERE, lang),
        (false, false) => Value::word(NOT_READ, lang).tone(Tone::Warn),
    };
    vec![
        Value::centred(number),
        Value::wrap(&*item.unit),
        Value::wrap(&*item.file.source.name),
        Value::wrap(&*item.case.submission.sheet),
        material.place_link(item.file, &drift.place),
        Value::wrap(material.form_title(&item.case.submission.form)),
        Value::word(drift.kind.name(), lang),
        Value::wrap(drift.found.as_str()),
        Value::wrap(drift.expected.as_str()),
        read,
        Value::middle(alike.shown(item, drift)),
        Value::wrap(drift.advice().get(lang)),
    ]
}

/// How many submissions of a form differ from it in the same way, and how many there are.
struct Alike<'a> {
    forms: BTreeMap<&'a str, usize>,
    drifts: BTreeMap<Key<'a>, usize>,
}

/// Form, kind, and what was found and expected.
type Key<'a> = (&'a str, DriftKind, String, &'a str);

fn key<'a>(form: &'a str, drift: &'a Drift) -> Key<'a> {
    (form, drift.kind, fold(&drift.found), &drift.expected)
}

impl<'a> Alike<'a> {
    fn of(material: &'a Material) -> Self {
        let (mut forms, mut drifts) = (BTreeMap::new(), BTreeMap::new());
        for item in &material.items {
            let submission = &item.case.submission;
            *forms.entry(&*submission.form).or_default() += 1;
            let mut own: Vec<Key<'_>> = submission.drift.iter().map(|drift| key(&submission.form, drift)).collect();
            own.sort();
            own.dedup();
            for key in own {
                *drifts.entry(key).or_default() += 1;
            }
        }
        Self { forms, drifts }
    }

    fn shown(&self, item: &Item<'_>, drift: &Drift) -> String {
        let form = &*item.case.submission.form;
        let (same, all) = (self.drifts.get(&key(form, drift)), self.forms.get(form));
        format!("{}/{}", same.copied().unwrap_or_default(), all.copied().unwrap_or_default())
    }
}
