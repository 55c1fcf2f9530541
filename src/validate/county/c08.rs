//! C08: one code for several projects, or several codes for one project.

use std::collections::HashMap;

use super::scene::{Account, Scene, Sent};
use crate::model::{Code, FieldValue, Page, Place, Severity, Standing};
use crate::schema::PROJECT;
use crate::text::{Message, Text, fold};

pub static PAGE: Page = Page {
    code: Code("C08"),
    title: Text::new("项目代码重复或不一致", "Project code used twice, or not the same"),
    severity: Severity::W,
    what: Text::new(
        "项目名称写作“代码-名称”的表之间核对：同一个代码用在不同单位或不同名称的项目上，或者同一单位同名的项目写了不同的代码。名称一个包含另一个的算同名。不同单位的同名项目各有代码，不算。被新文件取代的也看：同名的两个项目会被当作重复报送，代码能说明。",
        "Forms that name their project as code and name are compared: one code with projects of different units or names, or different codes for one name in one unit. A name that contains the other is the same. Projects of different units may share a name, each with its own code. Superseded forms are looked at too: two projects of one name are taken for one sent twice, and the code tells.",
    ),
    why: Text::new(
        "本工具的约定：项目代码在预算管理一体化系统中一项一码，是与底册、上年核对的依据。",
        "A convention of this tool: in the budget system every project has a code of its own, by which it is found in the ledger and in last year's forms.",
    ),
    wrong: Text::new(
        "两个镇的“农村公路日常养护”都写代码 510923T000010。",
        "Two townships write the code 510923T000010 for their road projects.",
    ),
    correct: Text::new(
        "按预算批复核对代码，改正写错的一份。",
        "Check the code by the approved budget and correct the wrong form.",
    ),
    example: &[],
    fires_at: "",
};

/// A project as a cover writes it.
struct Coded<'a> {
    sent: Sent<'a>,
    place: &'a Place,
    /// Both folded, for comparing.
    code: String,
    name: String,
    /// Both as written.
    shown: (&'a str, &'a str),
}

pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    // A form that was replaced as a copy may be that of another project with the same name; its code tells.
    let sent = scene.sent.iter().filter(|sent| sent.entry.standing.is_in_force() || is_replaced(sent));
    let coded: Vec<Coded<'_>> = sent.filter_map(|sent| coded(*sent)).collect();
    let mut by_code: HashMap<&str, Vec<&Coded<'_>>> = HashMap::new();
    let mut by_name: HashMap<(&str, &str), Vec<&Coded<'_>>> = HashMap::new();
    for project in &coded {
        by_code.entry(&project.code).or_default().push(project);
        if let Some(unit) = project.sent.sender() {
            by_name.entry((unit, &project.name)).or_default().push(project);
        }
    }
    for project in &coded {
        let Some(tally) = account.of(&project.sent) else { continue };
        let same_code = by_code.get(project.code.as_str()).map(Vec::as_slice).unwrap_or_default();
        let other = same_code.iter().find(|other| !is_same(project, other));
        let namesakes = project.sent.sender().and_then(|unit| by_name.get(&(unit, project.name.as_str())));
        let recoded = || namesakes.into_iter().flatten().find(|other| other.code != project.code);
        let (text, advice, other) = match (other, recoded()) {
            (Some(other), _) => (
                Text::new(
                    "项目代码 {code} 也用在“{unit}”的“{name}”上（{file}）",
                    "the project code {code} is that of `{name}` of {unit} too ({file})",
                ),
                Text::new(
                    "请按预算批复核对代码，改正写错的一份",
                    "check the code by the approved budget and correct the wrong form",
                ),
                other,
            ),
            (None, Some(other)) => (
                Text::new(
                    "本单位同名的项目“{name}”另一份表写的代码是 {other}，这里是 {code}（{file}）",
                    "another form of this unit gives the project `{name}` the code {other}, here it is {code} ({file})",
                ),
                Text::new(
                    "请按预算批复核对代码；确是两个项目的，在名称里区分",
                    "check the code by the approved budget; if they are two projects, tell them apart by name",
                ),
                other,
            ),
            (None, None) => {
                tally.pass();
                continue;
            }
        };
        let message = Message::new(text)
            .with("code", project.shown.0)
            .with("other", other.shown.0)
            .with("unit", other.sent.entry.unit_name.as_str())
            .with("name", other.shown.1)
            .with("file", &*other.sent.file.source.name);
        tally.fail(project.place, message, advice).related.push(other.place.clone());
    }
}

/// The project of a submission, where its code is given too.
fn coded(sent: Sent<'_>) -> Option<Coded<'_>> {
    let entry = &sent.submission().field(PROJECT)?.entry;
    match entry.value()? {
        FieldValue::CodeName { code: Some(code), name } => {
            Some(Coded { sent, place: &entry.place, code: fold(code), name: fold(name), shown: (code, name) })
        }
        _ => None,
    }
}

fn is_replaced(sent: &Sent<'_>) -> bool {
    sent.entry.standing == Standing::Superseded
}

/// Whether two forms with one code are of one unit and one project.
fn is_same(a: &Coded<'_>, b: &Coded<'_>) -> bool {
    let one_unit = a.sent.sender() == b.sent.sender();
    one_unit && (a.name.contains(&b.name) || b.name.contains(&a.name))
}
