//! F05: the same form came in twice.

use crate::model::names::{ADJUSTED, CONVERTED, EXECUTED, INITIAL, RECEIVED, SCORE, WHOLE_ROW};
use crate::model::{Code, CountyEntry, Difference, NewestBy, Page, Place, Repeat, Severity, Standing, Written};
use crate::text::{Message, Text};
use crate::validate::rule::Tally;
use crate::validate::subject::{address, shortened};

use super::CameIn;
use super::scene::{Account, Scene};

pub static PAGE: Page = Page {
    code: Code("F05"),
    title: Text::new("重复报送", "Sent twice"),
    severity: Severity::W,
    what: Text::new(
        "同一单位、同一表样、同一项目、同一年度报来两份以上，或者一个文件里有两份。最新的一份计入，其余列出但不计入；先比表上的填报日期，再比收到时间（项目文件的 [submissions] 可以改），分不出先后的，取文件名、工作表排在后面的；同一文件里的两份分不出先后、资金或得分又不同的，必须由单位确认。两份不同的值逐格列在“重复报送差异”。一个单位报多个项目不算重复。",
        "Unit, form, project and year are the same in more than one submission, be it in one file. The newest counts, the others are listed: by the date on the form, then by the time of receipt ([submissions] of the project file may change that), else by the later file name or sheet; where two in one file differ in money or scores and nothing tells their order, the unit must decide. A tab lists every value in which they differ. Several projects of one unit are no duplicates.",
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

/// A text this long is quoted only where nothing shorter differs, in characters.
const SHORT: usize = 20;
/// How many differences the sentence quotes; the tab of differences lists them all.
const QUOTED: usize = 3;

/// A submission that another one replaced is wrong at its file, or at its sheet where both are in one file.
pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    for sent in scene.sent.iter().filter(|sent| sent.entry.standing == Standing::Counts) {
        if let Some(tally) = account.of(sent) {
            tally.pass();
        }
    }
    for repeat in scene.came_in.repeats {
        let replaced = scene.sent.binary_search_by_key(&repeat.replaced, |sent| sent.index);
        if let Some(tally) = replaced.ok().and_then(|at| account.of(&scene.sent[at])) {
            judge(repeat, &scene.came_in, tally);
        }
    }
}

fn judge(repeat: &Repeat, came_in: &CameIn<'_>, tally: &mut Tally<'_>) -> Option<()> {
    let (replaced, kept) = (came_in.entries.get(repeat.replaced)?, came_in.entries.get(repeat.kept)?);
    let same_file = replaced.file == kept.file;
    let place = |entry: &CountyEntry| {
        let file = came_in.files.get(entry.file)?;
        let sheet = &file.cases.get(entry.case)?.submission.sheet;
        let id = file.source.id;
        Some(if same_file { Place::Sheet(id, sheet.clone()) } else { Place::File(id) })
    };
    let kept_name = match place(kept)? {
        Place::Sheet(_, sheet) => sheet.to_string(),
        _ => came_in.files.get(kept.file)?.source.name.to_string(),
    };
    let text = if same_file {
        Text::new(
            "{unit}的“{project}”在同一文件中有两份；计入的是工作表“{kept}”（{why}），本工作表未计入",
            "{unit} has `{project}` twice in one file; sheet `{kept}` counts ({why}), this sheet does not",
        )
    } else {
        Text::new(
            "{unit}的“{project}”重复报送；计入的是 {kept}（{why}），本文件未计入",
            "{unit} sent `{project}` more than once; {kept} counts ({why}), this file does not",
        )
    };
    let message = Message::new(text)
        .with("unit", replaced.unit_name.as_str())
        .with("project", replaced.project.as_str())
        .with("kept", kept_name)
        .with("why", why(repeat.by))
        .behind(told(&repeat.differences));
    let advice = Text::new(
        "请确认以哪一份为准，把其余的移出报送文件夹",
        "decide which one holds and move the others out of the folder",
    );
    let cells = quotable(&repeat.differences)
        .into_iter()
        .flat_map(|difference| [&difference.replaced, &difference.kept])
        .flatten();
    let related = place(kept).into_iter().chain(cells.map(|written| written.place.clone()));
    let is_chance = same_file && repeat.by.is_none() && repeat.differences.iter().any(is_weighty);
    let severity = if is_chance { Severity::E } else { PAGE.severity };
    tally.fail_as(severity, &place(replaced)?, message, advice).related.extend(related);
    Some(())
}

/// Whether a difference changes the county's money or scores, or may.
fn is_weighty(difference: &Difference) -> bool {
    [INITIAL, ADJUSTED, RECEIVED, EXECUTED, SCORE, CONVERTED, WHOLE_ROW].contains(&difference.column)
}

const fn why(by: Option<NewestBy>) -> Text {
    match by {
        Some(NewestBy::ContentDate) => Text::new("填报日期较晚", "its own date is later"),
        Some(NewestBy::Received) => Text::new("收到时间较晚", "it came in later"),
        None => Text::new("分不出先后，取排在后面的", "nothing tells which is newer, so the later in order"),
    }
}

/// The differences that are quoted: the first, short ones before long ones.
fn quotable(differences: &[Difference]) -> Vec<&Difference> {
    let is_long = |side: &Option<Written>| side.as_ref().is_some_and(|written| written.text.chars().count() > SHORT);
    let mut quotable: Vec<&Difference> = differences.iter().collect();
    quotable.sort_by_key(|difference| is_long(&difference.replaced) || is_long(&difference.kept));
    quotable.truncate(QUOTED);
    quotable
}

/// The first differences and how many there are.
fn told(differences: &[Difference]) -> Message {
    if differences.is_empty() {
        return Text::new("。两份填报内容相同", "; both say the same").into();
    }
    let quoted: Vec<String> = quotable(differences).into_iter().map(quoted).collect();
    let text = if differences.len() > QUOTED {
        Text::new("。有 {count} 处不同：{quoted}……", "; they differ in {count} places: {quoted} …")
    } else {
        Text::new("。有 {count} 处不同：{quoted}", "; they differ in {count} places: {quoted}")
    };
    Message::new(text).with("count", differences.len().to_string()).with("quoted", quoted.join("、"))
}

/// "F12“95”→“98”", with both cells where the value moved.
fn quoted(difference: &Difference) -> String {
    let cell = |side: &Option<Written>| side.as_ref().map(|written| address(&written.place)).unwrap_or_default();
    let text = |side: &Option<Written>| side.as_ref().map(|written| shortened(&written.text)).unwrap_or_default();
    let (before, after) = (cell(&difference.replaced), cell(&difference.kept));
    let moved = if before == after { "" } else { after.as_str() };
    format!("{before}“{}”→{moved}“{}”", text(&difference.replaced), text(&difference.kept))
}
