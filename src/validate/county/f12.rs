//! F12: a submission of somebody who is not in the roster.

use super::scene::{Account, Scene};
use crate::model::{Code, Page, Place, Severity, Standing, Status};
use crate::text::{Message, Text};

pub static PAGE: Page = Page {
    code: Code("F12"),
    title: Text::new("名册外单位", "Unit not in the roster"),
    severity: Severity::W,
    what: Text::new(
        "表上的单位名称和代码在单位名录里都找不到，或者名称和代码指向两个不同的单位。名称去掉县名、“人民政府”“办事处”“（本级）”等字样后只与一个单位相同的，认作该单位，并在“报送情况”备注。其余的提示最接近的名称，但不会自动认定；这样的表列出而不计入合计。",
        "Neither name nor code on the form is in the roster, or the two are different units. A name that fits one unit alone without the county's name, 人民政府, 办事处, (本级) and the like is that unit, and the tab of reporting says so. Otherwise the nearest name is told but never taken; such a form is listed and not added up.",
    ),
    why: Text::new(
        "本工具的约定：认错单位比不认更糟，所以由人决定。",
        "A convention of this tool: the wrong unit is worse than none, so a person decides.",
    ),
    wrong: Text::new(
        "实施单位写“示范县公路养护中心站”，名录里是“示范县公路养护中心”。",
        "The form says 示范县公路养护中心站, the roster 示范县公路养护中心.",
    ),
    correct: Text::new(
        "请单位按名录改正封面；属于别称的，在名录的别名一栏补上；是新单位的，加入名录。",
        "Have the cover corrected; add an alias to the roster, or the unit if it is new.",
    ),
    example: &[],
    fires_at: "",
};

/// A submission whose unit is unknown is wrong at the cell that names it, else at the file.
///
/// Without a single unit in the roster nobody is outside of it.
pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    if scene.context.roster.units.is_empty() {
        return;
    }
    for sent in &scene.sent {
        let Some(tally) = account.of(sent) else { continue };
        let entry = sent.entry;
        if entry.standing != Standing::Unknown {
            tally.pass();
            continue;
        }
        let place = super::named_at(entry, &entry.unit_name, scene.came_in.files);
        let row = scene.came_in.reporting.iter().find(|row| {
            row.status == Status::Unknown && row.name == entry.unit_name && row.files.contains(&entry.file)
        });
        let message = row
            .and_then(|row| row.remark.clone())
            .unwrap_or_else(|| Text::new("名录中没有此单位", "not in the roster").into());
        let advice = if entry.unit_name.is_empty() {
            Text::new(
                "请在封面填写单位，或把文件放进以单位命名的文件夹",
                "write the unit on the cover, or put the file into a folder named after it",
            )
        } else {
            Text::new(
                "封面写的是“{name}”：请按名录改正；属于别称的在名录中补别名，是新单位的加入名录",
                "the cover says `{name}`: correct it, add it to the roster as an alias, or add the unit",
            )
        };
        let advice = Message::new(advice).with("name", entry.unit_name.as_str());
        tally.fail(&place.unwrap_or(Place::File(sent.file.source.id)), message, advice);
    }
}
