//! F05: the same form came in twice.

use crate::model::{Code, CountyEntry, Finding, Page, ReadFile, Severity, Standing};
use crate::text::{Message, Text, fold};

pub static PAGE: Page = Page {
    code: Code("F05"),
    title: Text::new("重复报送", "Sent twice"),
    severity: Severity::W,
    what: Text::new(
        "同一单位、同一表样、同一项目、同一年度报来两份以上。最新的一份计入，其余列出但不计入。一个单位报多个项目不算重复。",
        "Unit, form, project and year are the same in more than one submission. The newest counts, the others are listed. Several projects of one unit are no duplicates.",
    ),
    why: Text::new(
        "本工具的约定：同一份数据计入两次，全县合计就会虚增。",
        "A convention of this tool: the same figures added up twice would swell the county's totals.",
    ),
    wrong: Text::new(
        "同一项目的表先报一份，修改后又报一份，文件名不同。",
        "A form is sent, corrected and sent again under another name.",
    ),
    correct: Text::new(
        "确认以哪一份为准，把其余的移出报送文件夹。",
        "Decide which one holds and move the others out of the folder.",
    ),
    example: &[],
    fires_at: "",
};

/// One finding for every submission that a newer one replaced.
pub fn check(entries: &[CountyEntry], files: &[ReadFile]) -> Vec<Finding> {
    let form = |entry: &CountyEntry| {
        files.get(entry.file).and_then(|file| file.cases.get(entry.case)).map(|case| case.submission.form.clone())
    };
    let same = |a: &CountyEntry, b: &CountyEntry| {
        a.owner.as_ref().map(|owner| &owner.code) == b.owner.as_ref().map(|owner| &owner.code)
            && fold(&a.project) == fold(&b.project)
            && form(a) == form(b)
    };
    entries
        .iter()
        .filter(|entry| entry.standing == Standing::Superseded)
        .filter_map(|entry| {
            let kept = entries.iter().find(|other| other.standing == Standing::Counts && same(entry, other));
            let kept_file = kept.and_then(|kept| files.get(kept.file));
            let text = match kept_file {
                Some(_) => Text::new(
                    "{unit}的“{project}”重复报送；计入的是 {kept}，本文件未计入",
                    "{unit} sent `{project}` more than once; {kept} counts, this file does not",
                ),
                None => Text::new(
                    "{unit}的“{project}”重复报送；本文件未计入",
                    "{unit} sent `{project}` more than once; this file does not count",
                ),
            };
            let message = Message::new(text)
                .with("unit", entry.unit_name.as_str())
                .with("project", entry.project.as_str())
                .with("kept", kept_file.map_or("", |file| &file.source.name));
            let advice = Text::new(
                "请确认以哪一份为准，把其余的移出报送文件夹",
                "decide which one holds and move the others out of the folder",
            );
            let place = super::place(files, entry.file)?;
            let related = kept.and_then(|kept| super::place(files, kept.file));
            Some(Finding::new(PAGE.code, PAGE.severity, place, message, advice).with_related(related))
        })
        .collect()
}
