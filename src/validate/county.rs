//! Checks that only the county shows: sent twice, missing, late, not in the roster.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{
    Code, CountyEntry, Finding, Page, Place, ReadFile, ReportingRow, Roster, Severity, Standing, Status,
};
use crate::schema::Form;
use crate::text::{Message, Text};

/// The pages of these checks.
pub const PAGES: [&Page; 4] = [&TWICE, &MISSING, &LATE, &UNKNOWN];

const fn page(
    code: &'static str,
    severity: Severity,
    title: Text,
    what: Text,
    why: Text,
    wrong: Text,
    correct: Text,
) -> Page {
    Page { code: Code(code), title, severity, what, why, wrong, correct, example: &[], fires_at: "" }
}

const TWICE: Page = page(
    "F05",
    Severity::W,
    Text::new("重复报送", "sent twice"),
    Text::new(
        "同一单位、同一表样、同一项目、同一年度有两份以上报送；收到时间最新的一份计入，其余列出但不计入",
        "two or more submissions of one unit, form, project and year; the one received last counts, the others are listed only",
    ),
    Text::new(
        "重复计入会使全县资金和得分失真（本工具的约定）。一个单位报送几个项目不算重复",
        "counting twice would distort money and scores of the county (a convention of this tool); several projects of one unit are no duplicate",
    ),
    Text::new("某局先后报送“初稿”和“定稿”两个文件", "a bureau sends a draft and then the final file"),
    Text::new("请确认应以哪一份为准，并删去其余文件", "make sure which one is meant and remove the other"),
);

const MISSING: Page = page(
    "F06",
    Severity::E,
    Text::new("应报未报", "missing"),
    Text::new(
        "应报表中的一份表没有收到，或收到的文件无法读取",
        "a form of the due list did not come in, or its file cannot be read",
    ),
    Text::new(
        "财预〔2020〕10号要求单位自评覆盖全部项目；应报范围以财政局的应报表为准",
        "财预〔2020〕10号 asks every project to be self-evaluated; what is due is what the bureau's list says",
    ),
    Text::new(
        "应报表列有某镇的道路养护项目，文件夹中没有它的自评表",
        "the list names a project of a town, the folder holds no form of it",
    ),
    Text::new("请联系单位补报", "ask the unit to send it"),
);

const LATE: Page = page(
    "F07",
    Severity::W,
    Text::new("逾期报送", "late"),
    Text::new("收到日期晚于项目文件中的截止日期", "it was received after the deadline of the project file"),
    Text::new(
        "报送时限由财政局的通知规定，写在项目文件中",
        "the deadline is set by the bureau's notice and written in the project file",
    ),
    Text::new("截止 3 月 31 日，4 月 2 日收到", "due on 31 March, received on 2 April"),
    Text::new(
        "请核实收到时间；确属逾期的在通报中列明",
        "verify the time it was received; if it was late, say so in the circular",
    ),
);

const UNKNOWN: Page = page(
    "F12",
    Severity::W,
    Text::new("名册外单位", "not in the roster"),
    Text::new(
        "封面上的单位名称和代码在单位名录中找不到；该表列出但不计入合计",
        "name and code on the cover are not in the roster; the form is listed but not added up",
    ),
    Text::new(
        "名录由财政局维护；认不出的单位不能随意归到别的单位名下（本工具的约定）",
        "the bureau keeps the roster; an unknown unit must not be counted as another (a convention of this tool)",
    ),
    Text::new("名录中为“示范县水务局”，封面写“示范县水利局”", "the roster says 水务局, the cover 水利局"),
    Text::new(
        "请更正封面上的单位名称，或在名录中补充该单位或别名",
        "correct the name on the cover, or add the unit or an alias to the roster",
    ),
);

/// The findings of a county.
#[must_use]
pub fn county(
    entries: &[CountyEntry],
    reporting: &[ReportingRow],
    files: &[ReadFile],
    roster: &Roster,
    deadline: Date,
    forms: &[Arc<Form>],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let finding = |page: &Page, place: Place, message: Message| {
        Finding::new(page.code, page.severity, place, message, page.correct)
    };
    for row in reporting
        .iter()
        .filter(|row| matches!(row.status, Status::Missing | Status::Unreadable) && !row.code.is_empty())
    {
        let text = if row.status == Status::Missing {
            Text::new("{unit} 未报送“{project}”", "{unit} has not sent “{project}”")
        } else {
            Text::new("{unit} 的“{project}”已收到文件但无法读取", "the file of {unit} for “{project}” cannot be read")
        };
        let project = if row.project.is_empty() { row.form.as_str() } else { row.project.as_str() };
        let message = Message::new(text).with("unit", row.name.as_str()).with("project", project);
        let place = Place::Unit(row.code.as_str().into());
        let files = row.files.iter().filter_map(|at| files.get(*at)).map(|file| Place::File(file.source.id));
        findings.push(finding(&MISSING, place, message).with_related(files));
    }
    for entry in entries {
        let Some(file) = files.get(entry.file) else { continue };
        let place = Place::File(file.source.id);
        if entry.standing == Standing::Superseded {
            let message = Message::new(Text::new(
                "{unit} 的“{project}”有更新的报送，本文件不计入",
                "a newer file of {unit} for “{project}” came in; this one does not count",
            ));
            let counting = entries.iter().filter(|other| {
                other.standing == Standing::Counts && other.owner == entry.owner && other.project == entry.project
            });
            let counting = counting.filter_map(|other| files.get(other.file)).map(|file| Place::File(file.source.id));
            let message = message.with("unit", entry.unit_name.as_str()).with("project", entry.project.as_str());
            findings.push(finding(&TWICE, place.clone(), message).with_related(counting));
        }
        if entry.late == Some(true)
            && let Some(received) = file.source.received
        {
            let message =
                Message::new(Text::new("{at} 收到，截止日期为 {deadline}", "received on {at}, due on {deadline}"));
            let message = message.with("at", received.at.strftime("%Y-%m-%d %H:%M").to_string());
            findings.push(finding(&LATE, place.clone(), message.with("deadline", deadline.to_string())));
        }
        if entry.standing == Standing::Unknown {
            let remark = reporting.iter().find(|row| row.status == Status::Unknown && row.files.contains(&entry.file));
            let mut message = Message::new(Text::new("“{unit}”不在单位名录中", "“{unit}” is not in the roster"));
            if roster.units.is_empty() {
                message = Message::new(Text::new("单位名录是空的", "the roster is empty"));
            }
            let message = message.with("unit", entry.unit_name.as_str());
            let mut made = finding(&UNKNOWN, named_at(file, entry, forms).unwrap_or(place), message);
            if let Some(remark) = remark.and_then(|row| row.remark.clone()) {
                made.advice = remark;
            }
            findings.push(made);
        }
    }
    findings
}

/// The cell of the cover that names the unit.
fn named_at(file: &ReadFile, entry: &CountyEntry, forms: &[Arc<Form>]) -> Option<Place> {
    let submission = &file.cases.get(entry.case)?.submission;
    let form = forms.iter().find(|form| form.head.id == submission.form)?;
    let field = submission.field(form.attributing_field()?)?;
    Some(field.entry.place.clone())
}
