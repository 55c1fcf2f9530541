//! F14: the hidden stamp and the cover name different units.

use super::scene::{Account, Scene, Sent};
use crate::model::{Body, Code, MatchedBy, Page, Place, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::Tally;

pub static PAGE: Page = Page {
    code: Code("F14"),
    title: Text::new("下发标识与封面单位不符", "Stamp and cover name different units"),
    severity: Severity::E,
    what: Text::new(
        "下发的空白表带有隐藏的单位标识。封面写的是名录中的另一个单位时，按封面认定并计入该单位，须核实改正；封面上的单位在名录中找不到时，按标识认定，作为提示报告。",
        "Forms are handed out with a hidden stamp of the unit. Where the cover names another unit of the roster, the cover holds, the money counts as that unit's, and this must be put right; where the roster does not know what the cover says, the stamp holds and this is noted.",
    ),
    why: Text::new(
        "本工具的约定：封面是填报人看得见、签得上字的；标识看不见，把表转给别的单位时会跟着走。两者不一致时不悄悄取其一。",
        "A convention of this tool: people see and sign the cover; the stamp is unseen and travels along when a file is passed on. Neither is overruled in silence.",
    ),
    wrong: Text::new(
        "发给示范县教育局的空白表转给了示范县民政局，封面改成了民政局。",
        "The form of one bureau was passed on to another, which wrote its own name on the cover.",
    ),
    correct: Text::new(
        "向两个单位核实是谁报的；确属转用的，请该单位改用发给自己的表。",
        "Ask both units whose submission it is; have the unit use the form that was handed out to it.",
    ),
    example: &[],
    fires_at: "",
};

/// A submission whose stamp and cover disagree is wrong at the cell that names the unit, else at the file.
pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    for sent in &scene.sent {
        let stamped = sent.submission().stamp.as_ref().and_then(|stamp| scene.context.roster.unit(&stamp.unit));
        if let (Some(tally), Some(stamped)) = (account.of(sent), stamped) {
            judge(sent, stamped, scene, tally);
        }
    }
}

fn judge(sent: &Sent<'_>, stamped: &Body, scene: &Scene<'_>, tally: &mut Tally<'_>) {
    let entry = sent.entry;
    let Some(owner) = &entry.owner else { return };
    let (severity, text, advice) = if owner.code != stamped.code {
        (
            PAGE.severity,
            Text::new(
                "本文件是发给 {code} {name} 的，封面写的是“{cover}”；按封面认定",
                "this file was handed out to {code} {name}, the cover says `{cover}`; the cover holds",
            ),
            Text::new("请核实是哪个单位报送的", "find out which unit it comes from"),
        )
    } else if owner.by == MatchedBy::Stamp && !entry.cover.is_empty() && entry.cover != *stamped.name {
        (
            Severity::I,
            Text::new(
                "封面上的“{cover}”不在名录中，按下发标识认定为 {code} {name}",
                "the roster does not know `{cover}` of the cover; by the stamp it is {code} {name}",
            ),
            Text::new(
                "请按名录改正封面；属于别称的，在名录中补别名",
                "correct the cover, or add the name to the roster as an alias",
            ),
        )
    } else {
        return tally.pass();
    };
    let message = Message::new(text)
        .with("code", &*stamped.code)
        .with("name", &*stamped.name)
        .with("cover", entry.cover.as_str());
    let place = super::named_at(entry, &entry.cover, scene.came_in.files);
    tally.fail_as(severity, &place.unwrap_or(Place::File(sent.file.source.id)), message, advice);
}
